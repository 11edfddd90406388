//! The address of a profile whose name nobody knows yet.

use uuid::Uuid;

// No vowels and no look-alikes: it will be read aloud, and it should spell nothing.
const ALPHABET: &[u8; 28] = b"bcdfghjkmnpqrstvwxyz23456789";

/// A slug that tells nothing: `p-` and twelve characters, from the random bits of `id`.
#[must_use]
pub fn random(id: Uuid) -> String {
    let mut rest = id.as_u128();
    let mut slug = String::from("p-");
    for _ in 0..12 {
        slug.push(char::from(ALPHABET[(rest % ALPHABET.len() as u128) as usize]));
        rest /= ALPHABET.len() as u128;
    }
    slug
}
