//! `badgeDefine`.

use async_graphql::{InputObject, MaybeUndefined};
use chrono::Utc;
use folio_db::{
    DbError, DbResult, Transaction,
    badges::{self, BadgeRow},
    inbox,
};
use uuid::Uuid;

use crate::{
    badges::{BadgeTier, RefreshBadge},
    jobs,
    text::{Slug, limits},
    write::{Checks, Common, Conflict, UserError, UserErrorCode},
};

/// An entry of the catalogue of badges. A field that is left out stays as it is; null empties it.
#[derive(Debug, Clone, InputObject)]
pub struct BadgeInput {
    /// The name by which it is awarded, which never changes: 3 to 60 small letters, digits and single dashes between them.
    pub(super) key: String,
    /// What it is called, at most 120 characters. Needed for a new one.
    name: MaybeUndefined<String>,
    /// What it stands for, at most 2,000 characters; line breaks are kept.
    description: MaybeUndefined<String>,
    /// Who awards it, at most 200 characters. Needed for a new one.
    issuer_name: MaybeUndefined<String>,
    /// The issuer on the web: an http(s) address.
    issuer_url: MaybeUndefined<String>,
    /// What is needed for it, at most 5,000 characters; line breaks are kept.
    criteria: MaybeUndefined<String>,
    /// The same on the web: an http(s) address.
    criteria_url: MaybeUndefined<String>,
    /// Its image: an http(s) address.
    image_url: MaybeUndefined<String>,
    /// How high it ranks.
    tier: MaybeUndefined<BadgeTier>,
    /// What it is about, at most 60 characters.
    category: MaybeUndefined<String>,
    /// Whether it isn't awarded any more; what was awarded stays.
    retired: Option<bool>,
}

pub(super) struct DefineBadge(pub(super) BadgeInput);

impl Common for DefineBadge {
    fn action(&self) -> &'static str {
        "badgeDefine"
    }

    async fn apply(
        self,
        tx: &Transaction,
        actor: Uuid,
        expected_version: Option<i64>,
    ) -> DbResult<Result<Uuid, Vec<UserError>>> {
        let input = self.0;
        if let Err(error) = input.key.parse::<Slug>() {
            let path = ["input", "key"];
            return Ok(Err(vec![UserError::new(UserErrorCode::Invalid, error.to_string(), &path)]));
        }
        let now = Utc::now();
        let standing = badges::lock_by_key(tx, &input.key).await?;
        let present = standing.as_ref().map_or(0, |badge| badge.version);
        if expected_version.unwrap_or(0) != present {
            return Ok(Err(vec![UserError::of_conflict(Conflict::new(present, Vec::new()))]));
        }
        let is_new = standing.is_none();
        let before = standing.unwrap_or_else(|| BadgeRow::blank(input.key.clone(), now));
        let mut badge = before.clone();
        let mut checks = Checks::of("input");
        input.apply(&mut badge, &mut checks);
        let errors = checks.finish();
        if !errors.is_empty() {
            return Ok(Err(errors));
        }
        let fields = badge.differences(&before);
        if !is_new {
            if fields.is_empty() {
                return Ok(Ok(badge.id));
            }
            (badge.version, badge.updated_at) = (badge.version + 1, now);
        }
        match badges::put(tx, &badge, Some(actor), &fields).await {
            Ok(()) => {}
            // Of two who add the same entry at once, the second has to look at the first one's.
            Err(DbError::Refused { constraint }) if constraint == "badges_key_key" => {
                return Ok(Err(vec![UserError::of_conflict(Conflict::new(1, Vec::new()))]));
            }
            Err(error) => return Err(error),
        }
        if is_new {
            // Awards by events may have come before it.
            inbox::release_badge(tx, &badge.key).await?;
        } else {
            jobs::enqueue(tx, &RefreshBadge::of(badge.id)).await?;
        }
        Ok(Ok(badge.id))
    }
}

impl BadgeInput {
    fn apply(&self, badge: &mut BadgeRow, checks: &mut Checks) {
        checks.required_text("name", &limits::BADGE_NAME, &self.name, &mut badge.name);
        checks.text("description", &limits::BADGE_DESCRIPTION, &self.description, &mut badge.description);
        checks.required_text("issuerName", &limits::ENTITY, &self.issuer_name, &mut badge.issuer_name);
        checks.web_url("issuerUrl", &self.issuer_url, &mut badge.issuer_url);
        checks.text("criteria", &limits::BADGE_CRITERIA, &self.criteria, &mut badge.criteria);
        checks.web_url("criteriaUrl", &self.criteria_url, &mut badge.criteria_url);
        checks.web_url("imageUrl", &self.image_url, &mut badge.image_url);
        match self.tier {
            MaybeUndefined::Undefined => {}
            MaybeUndefined::Null => badge.tier = None,
            MaybeUndefined::Value(tier) => badge.tier = Some(tier.name().to_owned()),
        }
        checks.text("category", &limits::BADGE_CATEGORY, &self.category, &mut badge.category);
        match self.retired {
            Some(true) if badge.retired_at.is_none() => badge.retired_at = Some(Utc::now()),
            Some(false) => badge.retired_at = None,
            _ => {}
        }
    }
}
