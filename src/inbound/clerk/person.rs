//! What Clerk's user object means here.

use chrono::{DateTime, Utc};
use folio_db::profiles::ContactRow;
use folio_policy::Role;
use serde::Serialize;
use serde_json::Value;

use super::{
    moment,
    payload::{User, Verification},
};
use crate::text::{TextRule, limits};

/// A person, as Clerk has them. Not `Debug`: it is somebody's data.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// Clerk's id.
    pub clerk_id: String,
    /// When Clerk changed them last.
    pub updated_at: DateTime<Utc>,
    /// Whether `public_metadata.role` is something that gives no role.
    pub role_ignored: bool,
    /// What is told of them.
    pub state: State,
}

/// What is told of a person: what two of their states are compared by.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "named as the columns, see folio_policy::data_map")]
pub struct State {
    pub username: Option<String>,
    pub email: Option<String>,
    pub email_verified: bool,
    pub phone: Option<String>,
    pub phone_verified: bool,
    /// First and last name.
    pub name: Option<String>,
    /// From `public_metadata.role`: student, employer or mentor. Whatever else stands there gives nothing.
    #[serde(serialize_with = "role_name")]
    pub role: Option<Role>,
    pub banned: bool,
    /// Where the picture is, if they have chosen one.
    pub photo: Option<String>,
}

const USERNAME: TextRule = TextRule::single_line(255);
const MAX_PHOTO_URL: usize = 2_048;

impl Person {
    /// Reads a user object; `None` if it can't be one. What our own rules for text refuse is left out, since nobody is
    /// there who could be told.
    #[must_use]
    pub fn of(user: User) -> Option<Self> {
        if !(1..=255).contains(&user.id.len()) {
            return None;
        }
        let email = primary(&user.email_addresses, user.primary_email_address_id.as_deref(), |email| {
            email.id.as_deref()
        });
        let phone = primary(&user.phone_numbers, user.primary_phone_number_id.as_deref(), |phone| {
            phone.id.as_deref()
        });
        let names = [user.first_name.as_deref(), user.last_name.as_deref()];
        let name = names.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let email_text = email.and_then(|email| kept(limits::EMAIL, &email.email_address));
        let phone_text = phone.and_then(|phone| kept(limits::PHONE, &phone.phone_number));
        let (role, role_ignored) = role(&user.public_metadata);
        let photo = user.image_url.filter(|url| user.has_image == Some(true) && is_address(url));
        Some(Self {
            updated_at: moment(user.updated_at)?,
            clerk_id: user.id,
            role_ignored,
            state: State {
                username: user.username.and_then(|name| kept(USERNAME, &name)),
                email_verified: email_text.is_some()
                    && email.is_some_and(|email| Verification::is_good(email.verification.as_ref())),
                email: email_text,
                phone_verified: phone_text.is_some()
                    && phone.is_some_and(|phone| Verification::is_good(phone.verification.as_ref())),
                phone: phone_text,
                name: kept(limits::DISPLAY_NAME, &name),
                role,
                banned: user.banned.unwrap_or(false),
                photo,
            },
        })
    }

    /// Username, e-mail and phone.
    #[must_use]
    pub fn contact(&self) -> ContactRow {
        let State { username, email, phone, .. } = self.state.clone();
        ContactRow { username, email, phone }
    }
}

/// Whether this may be an address at all: short enough, and of visible ASCII characters. Otherwise there is no photo.
fn is_address(url: &str) -> bool {
    url.len() <= MAX_PHOTO_URL && url.bytes().all(|byte| byte.is_ascii_graphic())
}

/// The one that is marked as the primary one.
fn primary<'a, T>(all: &'a [T], id: Option<&str>, id_of: impl Fn(&T) -> Option<&str>) -> Option<&'a T> {
    let id = id?;
    all.iter().find(|one| id_of(one) == Some(id))
}

fn kept(rule: TextRule, text: &str) -> Option<String> {
    rule.optional(text).ok().flatten()
}

/// The role, and whether there is something in its place that gives none. Staff rights are never Clerk's to give, nor that
/// somebody is a verified employer.
fn role(metadata: &Value) -> (Option<Role>, bool) {
    let Some(told) = metadata.get("role") else { return (None, false) };
    let role = match told.as_str() {
        Some("student") => Some(Role::Student),
        Some("employer") => Some(Role::Employer),
        Some("mentor") => Some(Role::Mentor),
        _ => None,
    };
    (role, role.is_none() && !told.is_null())
}

fn role_name<S: serde::Serializer>(role: &Option<Role>, out: S) -> Result<S::Ok, S::Error> {
    role.map(Role::name).serialize(out)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn person(change: impl FnOnce(&mut Value)) -> Person {
        let mut user = json!({
            "id": "user_1", "updated_at": 1_716_883_200_000_i64, "username": "maya",
            "first_name": "Maya", "last_name": "Okonkwo",
            "primary_email_address_id": "idn_2",
            "email_addresses": [
                { "id": "idn_1", "email_address": "old@example.com", "verification": { "status": "verified" } },
                { "id": "idn_2", "email_address": "maya@example.com", "verification": { "status": "unverified" } },
            ],
            "primary_phone_number_id": "idn_3",
            "phone_numbers": [
                { "id": "idn_3", "phone_number": "+4930123456", "verification": { "status": "verified" } },
            ],
            "image_url": "https://img.clerk.com/a", "has_image": true,
            "public_metadata": { "role": "mentor" }, "banned": false,
        });
        change(&mut user);
        Person::of(serde_json::from_value(user).expect("a user object")).expect("a person")
    }

    #[test]
    fn the_primary_ones_count_with_their_own_verification() {
        let state = person(|_| ()).state;
        assert_eq!(state.email.as_deref(), Some("maya@example.com"));
        assert_eq!(state.phone.as_deref(), Some("+4930123456"));
        assert!(!state.email_verified && state.phone_verified);
        let state = person(|user| user["primary_email_address_id"] = json!("idn_9")).state;
        assert!(state.email.is_none() && !state.email_verified);
    }

    #[test]
    fn only_three_roles_come_from_metadata() {
        for (told, role) in [
            (json!("student"), Some(Role::Student)),
            (json!("employer"), Some(Role::Employer)),
            (json!("mentor"), Some(Role::Mentor)),
            (json!("admin"), None),
            (json!("moderator"), None),
            (json!("Mentor"), None),
            (json!(["mentor"]), None),
            (json!(null), None),
        ] {
            assert_eq!(
                person(|user| user["public_metadata"]["role"] = told.clone()).state.role,
                role,
                "{told}"
            );
        }
        let unsafe_role = |user: &mut Value| {
            user["public_metadata"] = json!({});
            user["unsafe_metadata"] = json!({ "role": "mentor" });
        };
        assert_eq!(person(unsafe_role).state.role, None);
    }

    #[test]
    fn a_name_is_what_there_is_of_it() {
        for (first, last, name) in [
            (json!("Maya"), json!("Okonkwo"), Some("Maya Okonkwo")),
            (json!("Maya"), json!(null), Some("Maya")),
            (json!(null), json!(" Okonkwo "), Some("Okonkwo")),
            (json!(null), json!(null), None),
            (json!("a\u{202e}b"), json!(null), None),
        ] {
            let change = |user: &mut Value| {
                user["first_name"] = first.clone();
                user["last_name"] = last.clone();
            };
            assert_eq!(person(change).state.name.as_deref(), name);
        }
    }

    #[test]
    fn a_picture_that_clerk_made_up_is_none() {
        assert_eq!(person(|_| ()).state.photo.as_deref(), Some("https://img.clerk.com/a"));
        assert_eq!(person(|user| user["has_image"] = json!(false)).state.photo, None);
        for bad in ["https://img.clerk.com/\0", "https://img.clerk.com/\u{1b}a", "https://img.clerk.com/a b"]
        {
            assert_eq!(person(|user| user["image_url"] = json!(bad)).state.photo, None);
        }
    }
}
