//! What stands for a right to a file in an address.
//!
//! **A file of an item is opened by a ticket**, which says who it was given to and nothing of what they may see: that is
//! decided anew each time that somebody comes with it, for the person who is named in it. A ticket of somebody who is signed
//! in is good for an hour or two, so that an address that gets about is soon worth nothing. One of the anonymous is good for
//! ever: it opens what everybody may see, for as long as everybody may, so that a page that was rendered a while ago keeps its
//! pictures.
//!
//! **An upload is put by a pass**, which is good for that upload and until its time is over.

use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    constant_time,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeZone, Utc};
use folio_db::HashKey;
use uuid::Uuid;

const TICKETS: &[u8] = b"folio tickets to files 1";
const NONCES: &str = "folio nonces of tickets 1";
const PASSES: &str = "folio passes of uploads 1";

/// A ticket of somebody who is signed in ends when the second hour from the beginning of this one does: within an hour it is
/// the same one, so that a browser knows again what it has.
const HOUR: i64 = 3_600;

/// The longest address that is looked at.
const LONGEST: usize = 1_024;

/// A right to ask for the file of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// Whose item it is.
    pub profile: Uuid,
    /// Which.
    pub item: Uuid,
    /// The Clerk id of whom it was given to; `None` for the anonymous.
    pub viewer: Option<String>,
}

/// The same ticket gives the same text for an hour, and for ever if it is nobody's.
pub(super) fn seal(key: &HashKey, ticket: &Ticket, now: DateTime<Utc>) -> String {
    let until = ticket.viewer.as_ref().map_or(i64::MAX, |_| (now.timestamp() / HOUR + 2) * HOUR);
    let viewer = ticket.viewer.as_deref().unwrap_or_default();
    let mut sealed = [
        ticket.profile.as_bytes().as_slice(),
        ticket.item.as_bytes(),
        &until.to_be_bytes(),
        viewer.as_bytes(),
    ]
    .concat();
    // Of what is sealed, so that the same nonce never seals two texts.
    let hash = key.hash_as(NONCES, &sealed);
    let mut nonce = [0; NONCE_LEN];
    nonce.copy_from_slice(&hash[..NONCE_LEN]);
    // Sealing fails for texts of gigabytes alone.
    match cipher(key).seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut sealed)
    {
        Ok(()) => URL_SAFE_NO_PAD.encode([nonce.as_slice(), &sealed].concat()),
        Err(_) => String::new(),
    }
}

/// The ticket of an address; `None` for what is none, or no longer.
pub(super) fn open(key: &HashKey, text: &str, now: DateTime<Utc>) -> Option<Ticket> {
    if text.len() > LONGEST {
        return None;
    }
    let mut bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
    let (nonce, sealed) = bytes.split_at_mut_checked(NONCE_LEN)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
    let opened = cipher(key).open_in_place(nonce, Aad::empty(), sealed).ok()?;
    let (profile, rest) = opened.split_at_checked(16)?;
    let (item, rest) = rest.split_at_checked(16)?;
    let (until, viewer) = rest.split_at_checked(8)?;
    let until = i64::from_be_bytes(until.try_into().ok()?);
    if until <= now.timestamp() {
        return None;
    }
    let viewer = std::str::from_utf8(viewer).ok()?;
    Some(Ticket {
        profile: Uuid::from_slice(profile).ok()?,
        item: Uuid::from_slice(item).ok()?,
        viewer: (!viewer.is_empty()).then(|| viewer.to_owned()),
    })
}

fn cipher(key: &HashKey) -> LessSafeKey {
    let key = UnboundKey::new(&AES_256_GCM, &key.hash(TICKETS)).expect("AES-256 takes a key of 32 bytes");
    LessSafeKey::new(key)
}

/// The pass to put an upload, until then.
pub(super) fn pass(key: &HashKey, upload: Uuid, until: DateTime<Utc>) -> String {
    let claim = [upload.as_bytes().as_slice(), &until.timestamp().to_be_bytes()].concat();
    let mac = key.hash_as(PASSES, &claim);
    URL_SAFE_NO_PAD.encode([claim.as_slice(), &mac].concat())
}

/// The upload that a pass is for, and until when; `None` for what is no pass, or no longer.
pub(super) fn passed(key: &HashKey, text: &str, now: DateTime<Utc>) -> Option<(Uuid, DateTime<Utc>)> {
    if text.len() > LONGEST {
        return None;
    }
    let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
    let (claim, mac) = bytes.split_at_checked(24)?;
    constant_time::verify_slices_are_equal(&key.hash_as(PASSES, claim), mac).ok()?;
    let (upload, until) = claim.split_at(16);
    let until = Utc.timestamp_opt(i64::from_be_bytes(until.try_into().ok()?), 0).single()?;
    (until > now).then_some((Uuid::from_slice(upload).ok()?, until))
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    const KEY: HashKey = HashKey::DEVELOPMENT;

    fn ticket(viewer: Option<&str>) -> Ticket {
        let viewer = viewer.map(str::to_owned);
        Ticket { profile: Uuid::from_u128(7), item: Uuid::from_u128(8), viewer }
    }

    fn now() -> DateTime<Utc> {
        Utc.timestamp_opt(1_800_000_123, 0).single().expect("a time")
    }

    #[test]
    fn a_ticket_is_the_same_within_an_hour_and_ends_with_the_next() {
        let ours = ticket(Some("user_1"));
        let text = seal(&KEY, &ours, now());
        assert_eq!(text, seal(&KEY, &ours, now() + TimeDelta::minutes(10)));
        assert_ne!(text, seal(&KEY, &ticket(Some("user_2")), now()));
        assert_eq!(open(&KEY, &text, now() + TimeDelta::minutes(59)), Some(ours));
        assert_eq!(open(&KEY, &text, now() + TimeDelta::hours(2)), None);
    }

    #[test]
    fn a_ticket_of_nobodys_is_the_same_for_ever() {
        let text = seal(&KEY, &ticket(None), now());
        let later = now() + TimeDelta::days(4_000);
        assert_eq!(text, seal(&KEY, &ticket(None), later));
        assert_eq!(open(&KEY, &text, later), Some(ticket(None)));
    }

    #[test]
    fn nothing_can_be_read_in_a_ticket_or_changed() {
        let text = seal(&KEY, &ticket(Some("user_1")), now());
        let bytes = URL_SAFE_NO_PAD.decode(&text).expect("it is base64");
        assert!(!bytes.windows(6).any(|part| part == b"user_1"));
        assert_eq!(open(&HashKey::new([1; 32]), &text, now()), None);
        for place in 0..bytes.len() {
            let mut forged = bytes.clone();
            forged[place] ^= 1;
            assert_eq!(open(&KEY, &URL_SAFE_NO_PAD.encode(forged), now()), None, "{place}");
        }
        for text in ["", "x", "é", &"A".repeat(100_000), &text[..40]] {
            assert_eq!(open(&KEY, text, now()), None);
        }
    }

    #[test]
    fn a_pass_is_for_its_upload_and_until_its_end() {
        let (upload, until) = (Uuid::from_u128(9), now() + TimeDelta::minutes(15));
        let text = pass(&KEY, upload, until);
        assert_eq!(passed(&KEY, &text, now()), Some((upload, until)));
        assert_eq!(passed(&KEY, &text, until), None);
        assert_eq!(passed(&HashKey::new([1; 32]), &text, now()), None);
        let bytes = URL_SAFE_NO_PAD.decode(&text).expect("it is base64");
        for place in 0..bytes.len() {
            let mut forged = bytes.clone();
            forged[place] ^= 1;
            assert_eq!(passed(&KEY, &URL_SAFE_NO_PAD.encode(forged), now()), None, "{place}");
        }
        assert_eq!(passed(&KEY, &seal(&KEY, &ticket(None), now()), now()), None, "a ticket is no pass");
    }
}
