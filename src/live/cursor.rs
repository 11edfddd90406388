//! Cursors of subscriptions: what a client was shown last, sealed, for it to bring back.
//!
//! A cursor holds no place in the feed but the client's own state, as ids and fingerprints. What a client has missed is then
//! the difference between two things that it was allowed to see. A place would be poorer in every way: how far it has moved
//! tells of hidden edits and of other people's traffic; what lies between two places is hidden events too, so that even the
//! advice to begin anew would tell of them; and it is worth nothing once the feed is pruned.
//!
//! Sealed with a key that all processes of an installation share, so that a client may come back to any of them: whoever
//! holds a cursor can neither read it nor make one, and takes it to no other subscription.

use std::fmt;

use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use folio_db::HashKey;
use uuid::Uuid;

use super::Shown;

/// What the key is derived for: another label makes all cursors foreign.
const LABEL: &[u8] = b"folio cursors of subscriptions 1";

/// The longest cursor that is looked at.
const LONGEST: usize = 8 << 10;

/// Seals and opens cursors.
pub struct CursorSeal(RandomizedNonceKey);

impl CursorSeal {
    /// With a key that is derived from the installation's.
    ///
    /// # Panics
    /// Never: the key has the length that the algorithm takes.
    #[must_use]
    pub fn new(key: &HashKey) -> Self {
        let key = RandomizedNonceKey::new(&AES_256_GCM, &key.hash(LABEL));
        Self(key.expect("AES-256 takes a key of 32 bytes"))
    }

    /// A cursor of the subscription `stream` to a profile. Another one each time.
    #[must_use]
    pub fn seal(&self, stream: &str, profile: Uuid, shown: &Shown) -> String {
        let mut sealed = shown.encode();
        // Sealing fails for texts of gigabytes alone. A cursor that can't be opened makes its client begin anew.
        let nonce = self.0.seal_in_place_append_tag(Aad::from(context(stream, profile)), &mut sealed);
        nonce.map_or_else(
            |_| String::new(),
            |nonce| URL_SAFE_NO_PAD.encode([nonce.as_ref().as_slice(), &sealed].concat()),
        )
    }

    /// What the holder of a cursor was shown last; `None` for what is no cursor of this subscription, or no longer one.
    #[must_use]
    pub fn open(&self, stream: &str, profile: Uuid, cursor: &str) -> Option<Shown> {
        if cursor.len() > LONGEST {
            return None;
        }
        let mut bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let (nonce, sealed) = bytes.split_at_mut_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let opened = self.0.open_in_place(nonce, Aad::from(context(stream, profile)), sealed).ok()?;
        Shown::decode(opened)
    }
}

/// Whose cursor it is; sealed with it.
fn context(stream: &str, profile: Uuid) -> Vec<u8> {
    [profile.as_bytes(), stream.as_bytes()].concat()
}

impl fmt::Debug for CursorSeal {
    /// Never the key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CursorSeal")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROFILE: Uuid = Uuid::from_u128(7);

    fn shown() -> Shown {
        (1..4).map(|n| (Uuid::from_u128(n), n as u64)).collect()
    }

    #[test]
    fn a_cursor_comes_back_from_wherever_the_key_is_known() {
        let (here, there) = (CursorSeal::new(&HashKey::DEVELOPMENT), CursorSeal::new(&HashKey::DEVELOPMENT));
        for shown in [shown(), Shown::default()] {
            let cursor = here.seal("badges", PROFILE, &shown);
            assert_eq!(there.open("badges", PROFILE, &cursor), Some(shown));
        }
    }

    #[test]
    fn what_is_no_cursor_of_this_subscription_is_none() {
        let seal = CursorSeal::new(&HashKey::DEVELOPMENT);
        let cursor = seal.seal("badges", PROFILE, &shown());
        assert_eq!(seal.open("strength", PROFILE, &cursor), None);
        assert_eq!(seal.open("badges", Uuid::from_u128(8), &cursor), None);
        assert_eq!(CursorSeal::new(&HashKey::new([1; 32])).open("badges", PROFILE, &cursor), None);
        for (place, _) in cursor.char_indices() {
            let mut forged = cursor.clone();
            let other = if &cursor[place..=place] == "A" { "B" } else { "A" };
            forged.replace_range(place..=place, other);
            assert_eq!(seal.open("badges", PROFILE, &forged), None, "{place}");
            assert_eq!(seal.open("badges", PROFILE, &cursor[..place]), None, "{place}");
        }
        for text in ["", "x", "é", &"A".repeat(100_000), &cursor.repeat(2)] {
            assert_eq!(seal.open("badges", PROFILE, text), None);
        }
    }

    /// Two cursors of the same state have nothing in common, so that nobody learns from them that a state came back.
    #[test]
    fn no_cursor_is_made_twice() {
        let seal = CursorSeal::new(&HashKey::DEVELOPMENT);
        let [one, two] = [(); 2].map(|()| seal.seal("badges", PROFILE, &shown()));
        assert_ne!(one[..NONCE_LEN], two[..NONCE_LEN]);
        assert_ne!(one[one.len() - 20..], two[two.len() - 20..]);
    }
}
