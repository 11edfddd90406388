//! Whether one of two people may speak of the other, asked under the locks.

use std::sync::Arc;

use folio_db::{
    Conn, DbResult,
    pages::{self, Page},
    parties::{self, Party},
};
use folio_policy::{Access, Relation, decide};
use futures_util::try_join;
use uuid::Uuid;

use crate::{
    accounts::Viewer,
    profile::access,
    sharing,
    text::{email_key, phone_key},
    write::{UserError, UserErrorCode},
};

/// Somebody who would speak of another, or have them speak.
pub(crate) struct Between {
    /// Whoever wants it.
    pub(crate) own: Party,
    other: Party,
    own_page: Arc<Page>,
    other_page: Arc<Page>,
}

impl Between {
    /// Looks at both; `None` when one of them isn't there. Two statements.
    ///
    /// # Errors
    /// As any query.
    pub(crate) async fn look(conn: &Conn, own: Uuid, other: Uuid) -> DbResult<Option<Self>> {
        let ids = [own, other];
        let (parties, pages) = try_join!(parties::of(conn, own, other), pages::by_ids(conn, &ids))?;
        let (mut own_page, mut other_page) = (None, None);
        for page in pages {
            let slot = if page.profile_id == own { &mut own_page } else { &mut other_page };
            *slot = Some(Arc::new(page));
        }
        let (Some((own, other)), Some(own_page), Some(other_page)) = (parties, own_page, other_page) else {
            return Ok(None);
        };
        Ok(Some(Self { own, other, own_page, other_page }))
    }

    /// The other's page, and what the one who wants it may see of it; `None` when it isn't there for them.
    pub(crate) fn other(&self) -> Option<(&Page, Access)> {
        let access = access(&self.other_page, &Viewer::of(self.own.account.clone()))?;
        Some((&self.other_page, access))
    }

    /// Why whoever wants to say something of the other can't, if that is so: as [`Between::refusal`], and they have to have an
    /// address by which they are known again under another name.
    pub(crate) fn speakers_refusal(&self, path: &[&str]) -> Option<UserError> {
        self.unproved(path).or_else(|| self.refusal(path))
    }

    /// Why whoever it is said of can't show it, if that is so: what was found when it was said may be otherwise since.
    pub(crate) fn acceptance_refusal(&self, path: &[&str]) -> Option<UserError> {
        let refusal = self.unproved(path).or_else(|| self.of_own(path));
        refusal.or_else(|| {
            // Which the caller sees: nobody is named.
            let message =
                "whoever says it isn't there for you any more: it is said by somebody or not at all";
            self.other().is_none().then(|| UserError::new(UserErrorCode::Invalid, message, path))
        })
    }

    fn unproved(&self, path: &[&str]) -> Option<UserError> {
        let message = "confirm your own e-mail address first: nobody speaks of themselves by another account";
        (!self.own.has_email()).then(|| UserError::new(UserErrorCode::Invalid, message, path))
    }

    fn of_own(&self, path: &[&str]) -> Option<UserError> {
        let message = "this is a profile of your own, by its e-mail address or phone number: nobody speaks of themselves";
        let same = self.own.is_same_person(&self.other, email_key, phone_key);
        same.then(|| UserError::new(UserErrorCode::Invalid, message, path))
    }

    /// Why the two have nothing to say of each other, if that is so. What it tells is the caller's own to know: who they
    /// block, what they show of themselves, and addresses that they have proved to be theirs.
    pub(crate) fn refusal(&self, path: &[&str]) -> Option<UserError> {
        let refused = |message: &str| Some(UserError::new(UserErrorCode::Invalid, message, path));
        if let Some(refused) = self.of_own(path) {
            return Some(refused);
        }
        if sharing::standing(&self.other.account, &self.own_page).excluded {
            return refused("you block this person");
        }
        // As any member, so that the answer doesn't tell what the other is.
        if decide(&Relation::MEMBER, &self.own_page.policy).is_err() {
            return refused(
                "your own header has to be open to every member: it is said by somebody or not at all",
            );
        }
        None
    }
}

/// Whether this profile is there for somebody.
///
/// # Errors
/// As any query.
pub(crate) async fn profile_is_there(conn: &Conn, viewer: &Viewer, profile_id: Uuid) -> DbResult<bool> {
    let pages = pages::by_ids(conn, &[profile_id]).await?;
    Ok(pages.first().is_some_and(|page| access(page, viewer).is_some()))
}

/// Whether this skill of a profile is there for somebody.
///
/// # Errors
/// As any query.
pub(crate) async fn skill_is_there(
    conn: &Conn,
    viewer: &Viewer,
    (profile_id, skill): (Uuid, Uuid),
) -> DbResult<bool> {
    let pages = pages::by_ids(conn, &[profile_id]).await?;
    let Some(page) = pages.first() else { return Ok(false) };
    let Some(access) = access(page, viewer) else { return Ok(false) };
    shows_skill(page, &access, skill)
}

/// Whether an access opens this skill.
///
/// # Errors
/// When what is stored can't be read.
pub(crate) fn shows_skill(page: &Page, access: &Access, skill: Uuid) -> DbResult<bool> {
    Ok(shown_skill(page, access, skill)?.is_some())
}

/// What this skill is called, as far as an access opens that; `None` when it doesn't open the skill.
///
/// # Errors
/// When what is stored can't be read.
pub(crate) fn shown_skill(page: &Page, access: &Access, skill: Uuid) -> DbResult<Option<Option<String>>> {
    use folio_db::items::ItemSnapshot;

    let skills = page.snapshot()?.sections.skills;
    let mut open = skills.reveal_items(access).filter(|(scope, item)| item.id(*scope) == skill);
    Ok(open.next().map(|(scope, item)| item.name.reveal(scope)))
}
