//! Chance that comes back: the same choices in every run of the same seed, so that a failure can be looked at twice.

use proptest::{
    prelude::Rng,
    test_runner::{RngAlgorithm, TestRng},
};

/// Choices.
pub(crate) struct Random(TestRng);

impl Random {
    /// Those of this seed.
    pub(crate) fn new(seed: u64) -> Self {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        Self(TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
    }

    /// A number below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.0.next_u64() % bound as u64).expect("it is below a usize")
    }

    /// One of these.
    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// Yes once in `times`.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

/// How far a test goes: what the environment variable says, else what is enough for every run.
pub(crate) fn effort(variable: &str, enough: u64) -> u64 {
    let Ok(text) = std::env::var(variable) else { return enough };
    text.parse().unwrap_or_else(|_| panic!("{variable} is a whole number, such as {enough}"))
}
