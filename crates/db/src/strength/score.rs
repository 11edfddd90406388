//! From steps to points.

use std::cmp::Reverse;

use folio_policy::Role;
use serde::{Deserialize, Serialize};

use super::model::{Factor, Level, Model};

/// What a profile scored, as the snapshot holds it. Not `Debug`: it is somebody's data.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StrengthSnapshot {
    /// The model that scored it.
    pub model_version: i16,
    /// The role whose weights were used.
    pub role: Option<Role>,
    /// From 0 to 100.
    pub score: i16,
    /// What the model calls that.
    pub level: String,
    /// How far each factor is, in the model's order.
    pub steps: Vec<i16>,
}

/// A score with its reasons.
pub struct Scored {
    /// The model that scored.
    pub model: &'static Model,
    /// From 0 to 100: what the factors have earned.
    pub score: i16,
    /// What that is called.
    pub level: &'static Level,
    /// What counts for the role.
    pub factors: Vec<Factored>,
}

/// One factor of a score.
pub struct Factored {
    /// Which.
    pub factor: &'static Factor,
    /// What all of it would earn.
    pub weight: i16,
    /// What it has earned.
    pub earned: i16,
    /// What the next step earns; 0 if there is none.
    pub gain: i16,
    /// How many steps there are then.
    pub next: i16,
}

impl Model {
    /// What these steps come to for a role.
    pub(super) fn score(&'static self, role: Option<Role>, steps: &[i16]) -> Scored {
        let factors: Vec<Factored> = self
            .weights(role)
            .iter()
            .filter_map(|weight| {
                let (index, factor) = self.factor(&weight.key)?;
                let (weight, count) = (weight.weight, weight.count);
                let done = steps.get(index).copied().unwrap_or(0).clamp(0, count);
                let earned_by = |steps: i16| weight * steps / count;
                let (earned, next) = (earned_by(done), count.min(done + 1));
                Some(Factored { factor, weight, earned, gain: earned_by(next) - earned, next })
            })
            .collect();
        let score = factors.iter().map(|factor| factor.earned).sum();
        Scored { model: self, score, level: self.level(score), factors }
    }
}

impl Scored {
    /// The factor whose next step earns the most; of equals the first. `None` when there is nothing left to do.
    #[must_use]
    pub fn next_step(&self) -> Option<&Factored> {
        // Of equals `min_by_key` gives the first.
        self.factors.iter().filter(|factor| factor.gain > 0).min_by_key(|factor| Reverse(factor.gain))
    }
}

impl StrengthSnapshot {
    /// The score with its reasons; `None` when a model scored it that this program doesn't have.
    #[must_use]
    pub fn explain(&self) -> Option<Scored> {
        Model::of(self.model_version).map(|model| model.score(self.role, &self.steps))
    }

    /// How many steps of a factor there are, whatever it counts; 0 for a factor that its model doesn't have.
    #[must_use]
    pub fn steps_of(&self, key: &str) -> i16 {
        let index = Model::of(self.model_version).and_then(|model| model.factor(key)).map(|(index, _)| index);
        index.and_then(|index| self.steps.get(index)).copied().unwrap_or(0)
    }
}
