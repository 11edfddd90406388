//! `slugSet`.

use folio_db::{DbResult, slugs, write::Locked};
use folio_policy::Field;

use crate::{
    text::{Slug, SlugError},
    write::{Applied, Change, UserError, UserErrorCode, Verdict},
};

/// Gives a profile another address.
pub(super) struct SetSlug(pub(super) String);

/// So many addresses may be given up in so many days: each is kept from everybody else for a long while.
const MOST_CHANGES: i64 = 5;
const DAYS: i32 = 30;

impl Change for SetSlug {
    fn action(&self) -> &'static str {
        "slugSet"
    }

    async fn apply(self, profile: &Locked<'_>) -> DbResult<Verdict> {
        let slug: Slug = match self.0.parse() {
            Ok(slug) => slug,
            // Reserved, taken and kept back are one: which of them it is, is nobody's business.
            Err(SlugError::Reserved) => return Ok(unavailable()),
            Err(error) => {
                return Ok(UserError::new(UserErrorCode::Invalid, error.to_string(), &["slug"]).into());
            }
        };
        if slug.as_str() == profile.slug {
            return Ok(Verdict::Unchanged(None));
        }
        if slugs::given_up_within(profile, DAYS, slug.as_str()).await? >= MOST_CHANGES {
            let message = format!(
                "{MOST_CHANGES} addresses may be given up within {DAYS} days: go back to one of them, or wait"
            );
            return Ok(UserError::new(UserErrorCode::TooOften, message, &["slug"]).into());
        }
        if !slugs::is_free(profile, slug.as_str()).await? {
            return Ok(unavailable());
        }
        slugs::set(profile, slug.as_str()).await?;
        Ok(Verdict::Done(Applied { fields: vec![Field::ProfileSlug], ..Applied::of("profile.slug_changed") }))
    }
}

fn unavailable() -> Verdict {
    let message = "this address can't be had: choose another";
    UserError::new(UserErrorCode::SlugUnavailable, message, &["slug"]).into()
}
