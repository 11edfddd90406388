//! What a client has been shown of a list, and what has become of it since.

use std::{
    collections::BTreeMap,
    hash::{Hash, Hasher},
};

use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Most items that are remembered one by one; of more than that it is only known whether they are all the same.
const MOST: usize = 128;

/// Which way of making [`mark`]s the marks in a cursor are of. **One more whenever anything that goes into a mark changes**:
/// a field, its type, its order. A cursor of another way can't be compared, so its client begins anew, instead of being told
/// that everything has changed.
const LOOKS: u8 = 2;

const ITEMS: u8 = 1;
const DIGEST: u8 = 2;

/// The items that a client was shown, each with the [`mark`] of how it looked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// One by one.
    Items(BTreeMap<Uuid, u64>),
    /// So many that their digest stands for them all: enough to see that nothing has changed.
    Digest([u8; 16]),
}

/// What has become of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// It isn't there any more.
    Gone,
    /// It wasn't there before.
    New,
    /// It looks different: these were and are its marks.
    Changed(u64, u64),
}

/// The fingerprint of how something looks. The same in every process, so that it can travel in a cursor.
pub fn mark(looks: &impl Hash) -> u64 {
    let mut hasher = Fingerprint(Sha256::new());
    looks.hash(&mut hasher);
    hasher.finish()
}

struct Fingerprint(Sha256);

impl Hasher for Fingerprint {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        let digest: [u8; 32] = self.0.clone().finalize().into();
        digest.iter().take(8).fold(0, |sum, byte| sum << 8 | u64::from(*byte))
    }
}

impl Default for Shown {
    fn default() -> Self {
        Self::Items(BTreeMap::new())
    }
}

impl FromIterator<(Uuid, u64)> for Shown {
    fn from_iter<I: IntoIterator<Item = (Uuid, u64)>>(items: I) -> Self {
        Self::Items(items.into_iter().collect())
    }
}

impl Shown {
    /// What is different in `now`, by id; `None` where that can't be told one by one.
    #[must_use]
    pub fn differences(&self, now: &Self) -> Option<Vec<(Uuid, Difference)>> {
        let (Self::Items(before), Self::Items(now)) = (self, now) else {
            return (self.digest() == now.digest()).then(Vec::new);
        };
        let gone = before.keys().filter(|id| !now.contains_key(id)).map(|id| (*id, Difference::Gone));
        let others = now.iter().filter_map(|(id, mark)| match before.get(id) {
            None => Some((*id, Difference::New)),
            Some(old) if old != mark => Some((*id, Difference::Changed(*old, *mark))),
            Some(_) => None,
        });
        Some(gone.chain(others).collect())
    }

    /// This, once the client has been shown how these items of `now` look, or that they are gone.
    #[must_use]
    pub fn with(&self, now: &Self, ids: impl Iterator<Item = Uuid>) -> Self {
        let (Self::Items(before), Self::Items(now)) = (self, now) else { return now.clone() };
        let mut items = before.clone();
        for id in ids {
            match now.get(&id) {
                Some(mark) => items.insert(id, *mark),
                None => items.remove(&id),
            };
        }
        Self::Items(items)
    }

    fn digest(&self) -> [u8; 16] {
        match self {
            Self::Digest(digest) => *digest,
            Self::Items(items) => {
                let mut hasher = Sha256::new();
                for (id, mark) in items {
                    hasher.update(id.as_bytes());
                    hasher.update(mark.to_be_bytes());
                }
                let digest: [u8; 32] = hasher.finalize().into();
                std::array::from_fn(|i| digest[i])
            }
        }
    }

    pub(super) fn encode(&self) -> Vec<u8> {
        match self {
            Self::Items(items) if items.len() <= MOST => {
                let mut bytes = Vec::with_capacity(2 + items.len() * 24 + 32);
                bytes.extend_from_slice(&[LOOKS, ITEMS]);
                for (id, mark) in items {
                    bytes.extend_from_slice(id.as_bytes());
                    bytes.extend_from_slice(&mark.to_be_bytes());
                }
                bytes
            }
            many => [&[LOOKS, DIGEST], many.digest().as_slice()].concat(),
        }
    }

    pub(super) fn decode(bytes: &[u8]) -> Option<Self> {
        let (&LOOKS, bytes) = bytes.split_first()? else { return None };
        match bytes.split_first()? {
            (&ITEMS, items) => {
                let (items, []) = items.as_chunks::<24>() else { return None };
                let item = |item: &[u8; 24]| {
                    let (id, mark) = item.split_at(16);
                    Some((Uuid::from_slice(id).ok()?, u64::from_be_bytes(mark.try_into().ok()?)))
                };
                items.iter().map(item).collect()
            }
            (&DIGEST, digest) => digest.try_into().ok().map(Self::Digest),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn state() -> impl Strategy<Value = Shown> {
        proptest::collection::btree_map((0_u128..40).prop_map(Uuid::from_u128), 0_u64..4, 0..30)
            .prop_map(|items| items.into_iter().collect())
    }

    proptest! {
        #[test]
        fn who_is_told_all_differences_in_whatever_portions_knows_what_is(
            before in state(), now in state(), portion in 1_usize..5,
        ) {
            let (mut shown, mut rounds) = (before, 0);
            loop {
                let differences = shown.differences(&now).expect("few items");
                if differences.is_empty() {
                    break;
                }
                shown = shown.with(&now, differences.iter().take(portion).map(|(id, _)| *id));
                rounds += 1;
                prop_assert!(rounds <= 60);
            }
            prop_assert_eq!(shown, now);
        }

        #[test]
        fn what_is_written_is_read(shown in state()) {
            prop_assert_eq!(Shown::decode(&shown.encode()), Some(shown));
        }

        #[test]
        fn nothing_that_is_read_makes_trouble(bytes in proptest::collection::vec(any::<u8>(), 0..100)) {
            let _ = Shown::decode(&bytes);
        }
    }

    #[test]
    fn marks_that_were_made_in_another_way_are_not_compared() {
        let shown: Shown = [(Uuid::from_u128(1), 1)].into_iter().collect();
        let mut bytes = shown.encode();
        bytes[0] += 1;
        assert_eq!(Shown::decode(&bytes), None);
    }

    #[test]
    fn of_very_many_it_is_known_whether_they_are_the_same() {
        let many: Shown = (0..500).map(|n| (Uuid::from_u128(n), 1)).collect();
        let kept = Shown::decode(&many.encode()).expect("it is one");
        assert_eq!(kept.differences(&many), Some(Vec::new()));
        assert_eq!(kept.differences(&Shown::default()), None);
        let (longer, fewer) = (many.encode().len(), Shown::default().encode().len());
        assert!(longer < 20 && fewer == 2);
    }

    #[test]
    fn what_looks_different_has_another_mark() {
        assert_eq!(mark(&("a", 1)), mark(&("a", 1)));
        assert_ne!(mark(&("a", 1)), mark(&("a", 2)));
        assert_ne!(mark(&("ab", "c")), mark(&("a", "bc")));
    }
}
