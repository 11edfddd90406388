//! The model as data: which factors there are, what they weigh for each role, and what a score is called.

use std::sync::LazyLock;

use folio_policy::{Role, Section};
use serde::Deserialize;

/// The most factors of a model: what a list of them may cost.
pub const MAX_FACTORS: usize = 24;

/// Every version, the oldest first. A file that was released is never changed: what it scored is told by it still.
const FILES: &[&str] =
    &[include_str!("../../data/strength/v1.json"), include_str!("../../data/strength/v2.json")];

static MODELS: LazyLock<Vec<Model>> = LazyLock::new(|| {
    FILES
        .iter()
        .map(|text| serde_json::from_str(text).expect("a test reads every file of the model"))
        .collect()
});

/// One version of the model.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// Its number: 1, 2, …
    pub version: i16,
    /// What a score is called, from the lowest.
    pub levels: Vec<Level>,
    /// What there is to earn points by, whatever the role. Steps are stored in this order.
    pub factors: Vec<Factor>,
    weights: Vec<Weights>,
}

/// What scores from a number on are called.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// For machines.
    pub code: String,
    /// For people.
    pub label: String,
    /// The lowest score of this level; it ends where the next one begins.
    pub from: i16,
}

/// Something to earn points by.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Factor {
    /// Its name, and that of what is counted for it (`measure.rs`).
    pub key: String,
    /// For people.
    pub label: String,
    /// The section of the profile that it is about, by name.
    pub section: String,
    /// How much of what is counted makes one step.
    #[serde(default = "one")]
    pub each: i16,
    /// How to get a step further.
    pub action: Action,
}

/// What to do for a step.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// For machines.
    pub code: String,
    /// For people; `{n}` stands for how much there must be.
    pub text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Weights {
    role: Option<Role>,
    factors: Vec<Weight>,
}

/// What a factor counts for one role.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Weight {
    pub(super) key: String,
    /// What all of its steps earn.
    pub(super) weight: i16,
    /// How many steps there are.
    #[serde(default = "one")]
    pub(super) count: i16,
}

const fn one() -> i16 {
    1
}

impl Model {
    /// The newest.
    #[must_use]
    pub fn current() -> &'static Self {
        MODELS.last().expect("there is a model")
    }

    /// The one with this number, if this program has it: a newer one may have written to the same database.
    #[must_use]
    pub fn of(version: i16) -> Option<&'static Self> {
        MODELS.iter().find(|model| model.version == version)
    }

    /// The factor with this key, and its place in the stored steps.
    #[must_use]
    pub fn factor(&self, key: &str) -> Option<(usize, &Factor)> {
        self.factors.iter().enumerate().find(|(_, factor)| factor.key == key)
    }

    /// What a score is called.
    #[must_use]
    pub fn level(&self, score: i16) -> &Level {
        self.levels.iter().rev().find(|level| level.from <= score).unwrap_or(&self.levels[0])
    }

    /// What counts for a role, in the order in which it is shown.
    pub(super) fn weights(&self, role: Option<Role>) -> &[Weight] {
        self.weights.iter().find(|weights| weights.role == role).map_or(&[], |weights| &weights.factors)
    }

    /// The most steps of a factor that count for anybody.
    pub(super) fn most_steps(&self, key: &str) -> i16 {
        let all = self.weights.iter().flat_map(|weights| &weights.factors);
        all.filter(|weight| weight.key == key).map(|weight| weight.count).max().unwrap_or(1)
    }
}

impl Factor {
    /// The section that it is about.
    #[must_use]
    pub fn section(&self) -> Option<Section> {
        Section::parse(&self.section)
    }

    /// What to do to have so many steps.
    #[must_use]
    pub fn text(&self, steps: i16) -> String {
        self.action.text.replace("{n}", &self.each.saturating_mul(steps).to_string())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::strength::measure;

    #[test]
    fn versions_are_numbered_from_one() {
        let versions: Vec<i16> = MODELS.iter().map(|model| model.version).collect();
        assert_eq!(versions, (1..).take(FILES.len()).collect::<Vec<_>>());
    }

    #[test]
    fn the_weights_of_each_role_come_to_a_hundred() {
        for model in MODELS.iter() {
            let roles: Vec<Option<Role>> = model.weights.iter().map(|weights| weights.role).collect();
            assert_eq!(
                roles,
                [Some(Role::Student), Some(Role::Employer), Some(Role::Mentor), None],
                "version {}",
                model.version
            );
            for weights in &model.weights {
                let at = format!("version {}, {:?}", model.version, weights.role);
                assert_eq!(weights.factors.iter().map(|factor| factor.weight).sum::<i16>(), 100, "{at}");
                let keys: BTreeSet<&str> = weights.factors.iter().map(|factor| factor.key.as_str()).collect();
                assert_eq!(keys.len(), weights.factors.len(), "{at}: a factor stands twice");
                for Weight { key, weight, count } in &weights.factors {
                    assert!(model.factor(key).is_some(), "{at}: {key} is no factor");
                    assert!(1 <= *count && count <= weight, "{at}: each step of {key} earns something");
                }
            }
        }
    }

    #[test]
    fn each_factor_is_counted_and_tells_what_to_do() {
        for model in MODELS.iter() {
            let mut seen = BTreeSet::new();
            assert!(model.factors.len() <= MAX_FACTORS);
            for factor in &model.factors {
                let Factor { key, label, each, action, .. } = factor;
                assert!(seen.insert(key), "{key} stands twice");
                assert!(measure::known(key), "{key}: measure.rs has no line for it");
                assert!(factor.section().is_some(), "{key}: {} is no section", factor.section);
                assert!(!label.is_empty() && !action.text.is_empty() && !action.code.is_empty(), "{key}");
                assert!(*each >= 1, "{key}");
                assert_eq!(*each > 1, action.text.contains("{n}"), "{key}: the text says how much");
            }
        }
    }

    #[test]
    fn levels_cover_every_score() {
        for model in MODELS.iter() {
            let from: Vec<i16> = model.levels.iter().map(|level| level.from).collect();
            assert_eq!(from.first(), Some(&0), "the lowest score has a level");
            assert!(from.windows(2).all(|pair| pair[0] < pair[1]), "{from:?} rises");
            assert!(from.iter().all(|from| (0..=100).contains(from)), "{from:?} can be reached");
            assert!(model.levels.iter().all(|level| !level.code.is_empty() && !level.label.is_empty()));
            for score in 0..=100 {
                let level = model.level(score);
                assert!(level.from <= score, "{score} is {}", level.code);
            }
        }
    }
}
