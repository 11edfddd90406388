//! Clerk's objects, as far as they are read. What isn't listed is passed over, so that Clerk may add to them.

use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// A user. Not `Debug`: it is somebody's data.
#[derive(Clone, Deserialize)]
#[allow(missing_docs, reason = "Clerk's own names: https://clerk.com/docs/reference/backend-api")]
pub struct User {
    pub id: String,
    pub username: Option<String>,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub primary_email_address_id: Option<String>,
    pub primary_phone_number_id: Option<String>,
    #[serde(default, deserialize_with = "null_is_empty")]
    pub email_addresses: Vec<EmailAddress>,
    #[serde(default, deserialize_with = "null_is_empty")]
    pub phone_numbers: Vec<PhoneNumber>,
    pub image_url: Option<String>,
    pub has_image: Option<bool>,
    #[serde(default)]
    pub public_metadata: Value,
    pub banned: Option<bool>,
    /// Milliseconds.
    pub updated_at: i64,
}

/// An e-mail address of a user.
#[derive(Clone, Deserialize)]
#[allow(missing_docs, reason = "Clerk's own names")]
pub struct EmailAddress {
    pub id: Option<String>,
    pub email_address: String,
    pub verification: Option<Verification>,
}

/// A phone number of a user.
#[derive(Clone, Deserialize)]
#[allow(missing_docs, reason = "Clerk's own names")]
pub struct PhoneNumber {
    pub id: Option<String>,
    pub phone_number: String,
    pub verification: Option<Verification>,
}

/// How an address or a number was verified.
#[derive(Clone, Deserialize)]
#[allow(missing_docs, reason = "Clerk's own names")]
pub struct Verification {
    pub status: Option<String>,
}

impl Verification {
    pub(super) fn is_good(verification: Option<&Self>) -> bool {
        verification.and_then(|verification| verification.status.as_deref()) == Some("verified")
    }
}

/// A user who is gone.
#[derive(Deserialize)]
pub(super) struct Deleted {
    pub(super) id: String,
}

/// A session.
#[derive(Deserialize)]
pub(super) struct Session {
    pub(super) id: String,
    pub(super) user_id: String,
}

fn null_is_empty<'de, D: Deserializer<'de>, T: Deserialize<'de>>(input: D) -> Result<Vec<T>, D::Error> {
    Ok(Option::<Vec<T>>::deserialize(input)?.unwrap_or_default())
}
