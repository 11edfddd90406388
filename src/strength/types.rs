//! What a profile scores, and why.

use async_graphql::SimpleObject;
use folio_db::strength::{Factor, Factored, StrengthSnapshot};

use crate::graphql::plain::Plain;

/// How complete a profile is, as far as it counts for its owner's role. The owner's alone.
#[derive(Debug, Clone, Hash, SimpleObject, Plain)]
pub struct Strength {
    /// From 0 to 100: the sum of what the factors have earned.
    score: Option<i32>,
    /// What that is called, for machines: "SOLID". Newer models may have other levels.
    level: Option<String>,
    /// What that is called, for people.
    level_label: Option<String>,
    /// The version of the weights that it was scored by.
    model_version: Option<i32>,
    /// What counts for the owner's role.
    factors: Vec<StrengthFactor>,
    /// The factor whose next step earns the most; null when there is nothing left to do.
    next_step: Option<StrengthFactor>,
}

/// Something that a profile earns points by.
#[derive(Debug, Clone, Hash, SimpleObject, Plain)]
pub struct StrengthFactor {
    /// Its name, for machines: "projects". Newer models may have other factors.
    key: Option<String>,
    /// Its name, for people.
    label: Option<String>,
    /// What all of it would earn.
    weight: Option<i32>,
    /// What it has earned.
    earned: Option<i32>,
    /// By how much the score rises when the action is done; 0 when there is nothing left to do.
    gain: Option<i32>,
    /// What to do next; null when there is nothing left to do.
    action: Option<StrengthAction>,
}

/// What to do to get on.
#[derive(Debug, Clone, Hash, SimpleObject, Plain)]
pub struct StrengthAction {
    /// For machines: "ADD_PROJECT". Newer models may have other actions.
    code: Option<String>,
    /// For people.
    text: Option<String>,
}

impl Strength {
    /// `None` when a newer program has scored it by a model that this one doesn't have.
    pub(crate) fn build(strength: &StrengthSnapshot) -> Option<Self> {
        let scored = strength.explain()?;
        Some(Self {
            score: Some(scored.score.into()),
            level: Some(scored.level.code.clone()),
            level_label: Some(scored.level.label.clone()),
            model_version: Some(scored.model.version.into()),
            next_step: scored.next_step().map(StrengthFactor::build),
            factors: scored.factors.iter().map(StrengthFactor::build).collect(),
        })
    }
}

impl StrengthFactor {
    fn build(factored: &Factored) -> Self {
        let Factored { factor, weight, earned, gain, next } = factored;
        Self {
            key: Some(factor.key.clone()),
            label: Some(factor.label.clone()),
            weight: Some((*weight).into()),
            earned: Some((*earned).into()),
            gain: Some((*gain).into()),
            action: (*gain > 0).then(|| StrengthAction::build(factor, *next)),
        }
    }
}

impl StrengthAction {
    /// What to do to have so many steps of a factor.
    pub(crate) fn build(factor: &Factor, steps: i16) -> Self {
        Self { code: Some(factor.action.code.clone()), text: Some(factor.text(steps)) }
    }
}
