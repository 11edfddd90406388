//! Who is asking: from a proved session to the facts that decisions start from (capabilities P1, P2).
//!
//! Invariants: roles come from our database, never from a token; anonymous is a normal viewer; the first sight of a
//! Clerk user makes user, profile, toggles and snapshot in one transaction.

use std::{collections::HashMap, sync::Arc};

use folio_db::{
    Conn, Db, DbError, DbResult,
    accounts::{self, Account, Registered, Registration},
    pages::Page,
    profiles::ContactRow,
};
use folio_policy::{ProfileState, Relation, Role, audience::StaffRead};
use uuid::Uuid;

use crate::{seed, sharing};

pub mod slug;

/// How the Clerk ids of people begin who don't exist, demo people and seeded ones; Clerk's own begin with `user_`.
pub const INVENTED: [&str; 2] = ["demo_", seed::CLERK_ID_PREFIX];

/// Whether this is the Clerk id of somebody who doesn't exist, and so never was at Clerk.
#[must_use]
pub fn is_invented(clerk_id: &str) -> bool {
    INVENTED.iter().any(|start| clerk_id.starts_with(start))
}

/// Whoever asks, resolved once per operation.
#[derive(Debug, Clone, Default)]
pub struct Viewer {
    // Shared, since everything that is shown knows who looks at it.
    account: Option<Arc<Account>>,
    deleted: bool,
}

impl Viewer {
    /// Somebody who is not signed in.
    pub const ANONYMOUS: Self = Self { account: None, deleted: false };

    /// Somebody whose account was deleted while a token of theirs is still good: neither who they were nor anybody.
    const DELETED: Self = Self { account: None, deleted: true };

    /// Somebody with an account; nobody any more from the moment that it is being erased.
    pub(crate) fn of(account: Account) -> Self {
        if account.state == Some(ProfileState::Erased) {
            Self::DELETED
        } else {
            Self { account: Some(Arc::new(account)), deleted: false }
        }
    }

    /// Whether it is somebody whose account was deleted: nothing is answered to them.
    #[must_use]
    pub const fn is_deleted(&self) -> bool {
        self.deleted
    }

    /// The viewer's account; `None` for the anonymous.
    #[must_use]
    pub fn account(&self) -> Option<&Account> {
        self.account.as_deref()
    }

    /// How this viewer stands to the profile of `page`.
    #[must_use]
    pub fn relation_to(&self, page: &Page) -> Relation {
        let Some(account) = &self.account else { return Relation::ANONYMOUS };
        let standing = sharing::standing(account, page);
        let active_member = account.state == Some(ProfileState::Active);
        Relation {
            owner: account.user_id == page.user_id,
            active_member,
            signed_in: true,
            mentor: account.role == Some(Role::Mentor),
            verified_employer: account.verified_employer,
            // A purpose can't be stated yet: reads with one must be recorded first, see docs/decisions/.
            staff: account
                .staff
                .filter(|_| active_member)
                .map(|staff| StaffRead { staff, purpose_stated: false }),
            excluded: standing.excluded,
            grants: standing.grants,
        }
    }
}

/// The viewer behind a Clerk id, if they are known already. One statement, to be pipelined with others.
///
/// # Errors
/// As any query.
pub async fn look_up(conn: &Conn, clerk_id: &str) -> DbResult<Option<Viewer>> {
    Ok(accounts::by_clerk_id(conn, clerk_id).await?.map(Viewer::of))
}

/// The viewers behind these Clerk ids, as far as they are known. One statement; none where nobody is asked for.
///
/// # Errors
/// As any query.
pub async fn look_up_all(conn: &Conn, clerk_ids: &[&str]) -> DbResult<HashMap<String, Viewer>> {
    let accounts = match clerk_ids {
        [] => Vec::new(),
        [clerk_id] => {
            let account = accounts::by_clerk_id(conn, clerk_id).await?;
            account.map(|account| ((*clerk_id).to_owned(), account)).into_iter().collect()
        }
        clerk_ids => accounts::by_clerk_ids(conn, clerk_ids).await?,
    };
    Ok(accounts.into_iter().map(|(clerk_id, account)| (clerk_id, Viewer::of(account))).collect())
}

/// Makes the user behind a Clerk id that was never seen before, and gives them as a viewer. Somebody whose account was
/// deleted isn't made anew: see [`Viewer::is_deleted`].
///
/// # Errors
/// As any query.
pub async fn first_sight(db: &Db, clerk_id: &str) -> DbResult<Viewer> {
    // A random address is free but for one in 2^50; three tries make that never.
    for _ in 0..3 {
        let registration = Registration {
            clerk_id: clerk_id.to_owned(),
            slug: slug::random(Uuid::new_v4()),
            role: None,
            staff: None,
            verified_employer: false,
            contact: ContactRow::default(),
            defaults_pending: false,
        };
        match accounts::register(db, &registration).await {
            Ok(Registered::Deleted) => return Ok(Viewer::DELETED),
            Ok(registered) => {
                let made = registered == Registered::New;
                metrics::counter!("folio_registrations_total").increment(made.into());
                break;
            }
            Err(DbError::Refused { constraint }) if constraint == "profiles_slug_key" => {}
            Err(error) => return Err(error),
        }
    }
    let conn = db.conn().await?;
    look_up(&conn, clerk_id).await?.ok_or(DbError::Corrupt("a user who was just made is not there"))
}

#[cfg(test)]
mod tests {
    use super::is_invented;
    use crate::demo::Persona;

    #[test]
    fn every_demo_person_is_known_by_their_id() {
        for persona in Persona::ALL {
            assert!(is_invented(persona.clerk_id()), "{}", persona.clerk_id());
        }
        assert!(!is_invented("user_29w83sxmDNGwOuEthce5gg56FcC"));
    }
}
