//! `badgesFeature`.

use async_graphql::ID;
use folio_db::{
    DbResult,
    badge_awards::BadgeAwardRow,
    items::{ItemTable, arrange},
    write::Locked,
};
use folio_policy::{Field, Section};
use uuid::Uuid;

use crate::{
    graphql::id::{GlobalId, ItemKind},
    write::{Applied, Change, UserError, UserErrorCode, Verdict},
};

/// The most that somebody puts first.
const MOST: usize = 12;

/// Puts awards first. No award's own version moves: where it stands is the profile's affair.
pub(super) struct FeatureBadges(pub(super) Vec<ID>);

impl Change for FeatureBadges {
    fn action(&self) -> &'static str {
        "badgesFeature"
    }

    async fn apply(self, profile: &Locked<'_>) -> DbResult<Verdict> {
        if self.0.len() > MOST {
            let message = format!("has {} entries; at most {MOST} are accepted", self.0.len());
            return Ok(UserError::new(UserErrorCode::TooMany, message, &["ids"]).into());
        }
        let mut rows = BadgeAwardRow::of_profiles(profile.conn(), &[profile.profile_id]).await?;
        let mut order: Vec<Uuid> = Vec::with_capacity(self.0.len());
        for (index, id) in self.0.iter().enumerate() {
            let index = index.to_string();
            let path = &["ids", &index];
            let row = own_award(profile, id).and_then(|id| rows.iter().find(|row| row.id == id));
            let Some(row) = row else { return Ok(UserError::not_found(path).into()) };
            if row.revoked_at.is_some() {
                return Ok(UserError::new(UserErrorCode::Invalid, "was revoked", path).into());
            }
            if order.contains(&row.id) {
                return Ok(UserError::new(UserErrorCode::Invalid, "names an award twice", path).into());
            }
            order.push(row.id);
        }
        let mut moved = Vec::new();
        for row in &mut rows {
            let place = (0..).zip(&order).find(|(_, id)| **id == row.id).map(|(place, _)| place);
            if row.featured != place {
                row.featured = place;
                moved.push(row.clone());
            }
        }
        if moved.is_empty() {
            return Ok(Verdict::Unchanged(None));
        }
        BadgeAwardRow::put(profile, &moved).await?;
        arrange(profile, &rows).await?;
        let (fields, sections) = (vec![Field::BadgeAwardFeatured], vec![Section::Badges]);
        Ok(Verdict::Done(Applied { fields, sections, ..Applied::of("badge.changed") }))
    }
}

fn own_award(owner: &Locked<'_>, id: &str) -> Option<Uuid> {
    match GlobalId::decode(id)? {
        GlobalId::Item { kind: ItemKind::BadgeAward, profile, item } if profile == owner.profile_id => {
            Some(item)
        }
        _ => None,
    }
}
