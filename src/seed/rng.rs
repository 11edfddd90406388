//! Chance that never changes.

use uuid::Uuid;

/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014): 64 bits of state, one
/// multiply-xorshift finaliser per number.
///
/// A generator of our own because the seed's rows must stay the same byte for byte: the crates for chance reserve the
/// right to change what their generators and ranges give.
#[derive(Debug, Clone)]
pub(super) struct Rng(u64);

/// 2⁶⁴ divided by the golden ratio: the increment of the sequence.
const GAMMA: u64 = 0x9E37_79B9_7F4A_7C15;

impl Rng {
    /// The chance of one profile: the same for the same seed and index, whatever was made before.
    pub(super) fn new(seed: u64, index: u64) -> Self {
        // Mixed twice, since the streams of neighbouring states are each other's shifted by one.
        Self(mix(mix(seed.wrapping_add(GAMMA)) ^ mix(index.wrapping_add(GAMMA).wrapping_mul(GAMMA))))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GAMMA);
        mix(self.0)
    }

    /// A number below `bound`, which is not zero. Its bias is below 2⁻³² for the small bounds of the seed.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        debug_assert!(bound > 0, "nothing is below zero");
        let wide = u128::from(self.next()) * bound as u128;
        (wide >> 64) as usize
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1) as usize) as i64
    }

    /// True in `percent` of a hundred cases.
    pub(super) fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of the items.
    pub(super) fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    /// Up to `count` different items, in random order.
    pub(super) fn sample<T: Copy>(&mut self, items: &[T], count: usize) -> Vec<T> {
        let mut rest = items.to_vec();
        (0..count.min(items.len())).map(|_| rest.swap_remove(self.below(rest.len()))).collect()
    }

    /// Up to `count` different items, in the order in which they stand.
    pub(super) fn excerpt<T: Copy>(&mut self, items: &[T], count: usize) -> Vec<T> {
        let mut positions = self.sample(&(0..items.len()).collect::<Vec<_>>(), count);
        positions.sort_unstable();
        positions.into_iter().map(|at| items[at]).collect()
    }

    /// A random (v4) id.
    pub(super) fn uuid(&mut self) -> Uuid {
        let bytes = (u128::from(self.next()) << 64 | u128::from(self.next())).to_be_bytes();
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }
}

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sequence_is_the_published_one() {
        // The reference implementation's first numbers from state 1234567.
        let mut rng = Rng(1_234_567);
        assert_eq!(
            [rng.next(), rng.next(), rng.next()],
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        );
    }

    #[test]
    fn a_sample_holds_each_item_at_most_once() {
        let items: Vec<usize> = (0..10).collect();
        for index in 0..100 {
            let mut sample = Rng::new(1, index).sample(&items, 7);
            sample.sort();
            sample.dedup();
            assert_eq!(sample.len(), 7);
        }
        assert_eq!(Rng::new(1, 1).sample(&items, 20).len(), 10);
    }
}
