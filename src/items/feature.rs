//! What owners put first of what others tell of them: `badgesFeature`, `gigsFeature`.

use async_graphql::ID;
use folio_db::{
    DbResult,
    items::{Ordered, arrange},
    write::Locked,
};
use folio_policy::{Field, Section};
use uuid::Uuid;

use crate::{
    graphql::id::{GlobalId, ItemKind},
    write::{Applied, Change, UserError, UserErrorCode, Verdict},
};

/// Items that their owner may put first.
pub(crate) trait Featured: Ordered {
    /// The kind in the items' ids.
    const KIND: ItemKind;
    /// The section that they are in.
    const SECTION: Section;
    /// The field that tells which are first.
    const FIELD: Field;
    /// The mutation's name.
    const ACTION: &'static str;
    /// What is told.
    const EVENT: &'static str;

    /// The place among those that are first.
    fn featured(&mut self) -> &mut Option<i32>;

    /// Why it may not be put first.
    fn barred(&self) -> Option<&'static str> {
        None
    }
}

/// The most that somebody puts first.
const MOST: usize = 12;

/// Puts items first. No item's own version moves: where it stands is the profile's affair.
pub(crate) struct Feature<R> {
    /// The items, as the client sent their ids.
    pub(crate) ids: Vec<ID>,
    /// Which rows.
    pub(crate) rows: std::marker::PhantomData<fn() -> R>,
}

impl<R: Featured> Change for Feature<R> {
    fn action(&self) -> &'static str {
        R::ACTION
    }

    async fn apply(self, profile: &Locked<'_>) -> DbResult<Verdict> {
        if self.ids.len() > MOST {
            let message = format!("has {} entries; at most {MOST} are accepted", self.ids.len());
            return Ok(UserError::new(UserErrorCode::TooMany, message, &["ids"]).into());
        }
        let mut rows = R::of_profiles(profile.conn(), &[profile.profile_id]).await?;
        let mut order: Vec<Uuid> = Vec::with_capacity(self.ids.len());
        for (index, id) in self.ids.iter().enumerate() {
            let index = index.to_string();
            let path = &["ids", &index];
            let id = own_item::<R>(profile, id);
            let row = id.and_then(|id| rows.iter().find(|row| row.common().id == id));
            let Some(row) = row else { return Ok(UserError::not_found(path).into()) };
            if let Some(why) = row.barred() {
                return Ok(UserError::new(UserErrorCode::Invalid, why, path).into());
            }
            let id = row.common().id;
            if order.contains(&id) {
                return Ok(UserError::new(UserErrorCode::Invalid, "names an item twice", path).into());
            }
            order.push(id);
        }
        let mut moved = Vec::new();
        for row in &mut rows {
            let own = row.common().id;
            let place = (0..).zip(&order).find(|(_, id)| **id == own).map(|(place, _)| place);
            if *row.featured() != place {
                *row.featured() = place;
                moved.push(row.clone());
            }
        }
        if moved.is_empty() {
            return Ok(Verdict::Unchanged(None));
        }
        R::put(profile, &moved).await?;
        arrange(profile, &rows).await?;
        let (fields, sections) = (vec![R::FIELD], vec![R::SECTION]);
        Ok(Verdict::Done(Applied { fields, sections, ..Applied::of(R::EVENT) }))
    }
}

fn own_item<R: Featured>(owner: &Locked<'_>, id: &str) -> Option<Uuid> {
    match GlobalId::decode(id)? {
        GlobalId::Item { kind, profile, item } if kind == R::KIND && profile == owner.profile_id => {
            Some(item)
        }
        _ => None,
    }
}
