//! Two people, one of whom says something of the other: what has to be known of both before it is written down.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use folio_policy::{ProfileState, Role, Staff};
use uuid::Uuid;

use crate::{
    accounts::Account,
    error::DbResult,
    pool::Conn,
    schema::{profiles, users},
};

/// One of the two. Not `Debug`: it is somebody's data.
#[derive(Clone)]
pub struct Party {
    /// Their account.
    pub account: Account,
    /// Since when they have a profile.
    pub since: DateTime<Utc>,
    email: Option<String>,
    phone: Option<String>,
}

type Row = (
    (Uuid, Option<String>, Option<String>, bool),
    (Uuid, String, DateTime<Utc>),
    (Option<String>, bool, Option<String>, bool),
);

impl Party {
    /// Whether they have proved an e-mail address to be theirs.
    #[must_use]
    pub const fn has_email(&self) -> bool {
        self.email.is_some()
    }

    /// Whether the two are one person, as far as an address or a number tells that both have proved to be theirs. `email_key`
    /// and `phone_key` give what is the same for all spellings of one.
    #[must_use]
    pub fn is_same_person(
        &self,
        other: &Self,
        email_key: impl Fn(&str) -> Option<String>,
        phone_key: impl Fn(&str) -> Option<String>,
    ) -> bool {
        let same = |one: &Option<String>, two: &Option<String>, key: &dyn Fn(&str) -> Option<String>| {
            let key = |text: &Option<String>| text.as_deref().and_then(key);
            key(one).is_some_and(|one| key(two) == Some(one))
        };
        self.account.user_id == other.account.user_id
            || same(&self.email, &other.email, &email_key)
            || same(&self.phone, &other.phone, &phone_key)
    }
}

/// The people whose profiles these are, in this order; `None` when one of them isn't there. What they haven't proved to be
/// theirs is left out. One statement.
///
/// # Errors
/// As any query.
pub async fn of(conn: &Conn, one: Uuid, other: Uuid) -> DbResult<Option<(Party, Party)>> {
    let rows: Vec<Row> = conn
        .run(
            profiles::table
                .inner_join(users::table)
                .filter(profiles::id.eq_any([one, other]))
                .select((
                    (users::id, users::role, users::staff, users::verified_employer),
                    (profiles::id, profiles::state, profiles::created_at),
                    (users::email, users::email_verified, users::phone, users::phone_verified),
                ))
                .load(&mut conn.raw()),
        )
        .await?;
    let (mut first, mut second) = (None, None);
    for (user, profile, contact) in rows {
        let ((user_id, role, staff, verified_employer), (profile_id, state, since)) = (user, profile);
        let (email, email_verified, phone, phone_verified) = contact;
        let account = Account {
            user_id,
            profile_id: Some(profile_id),
            role: role.as_deref().and_then(Role::parse),
            staff: staff.as_deref().and_then(Staff::parse),
            verified_employer,
            state: ProfileState::parse(&state),
        };
        let email = email.filter(|_| email_verified);
        let phone = phone.filter(|_| phone_verified);
        let party = Party { account, since, email, phone };
        if profile_id == one { first = Some(party) } else { second = Some(party) }
    }
    Ok(first.zip(second))
}
