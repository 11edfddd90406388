//! First steps for somebody new, and which sections to fill next (capability P3). What they are for each role is data, in
//! `steps.json`; whether they are done follows from what the profile has, which its strength counts already
//! (`folio_db::strength`): nothing is stored of it.

use std::sync::LazyLock;

use async_graphql::SimpleObject;
use folio_db::strength::{Factor, Model, StrengthSnapshot};
use folio_policy::Role;
use serde::Deserialize;

use crate::{privacy::section_name::SectionName, profile::RoleName, strength::StrengthAction};

/// The first steps for each role, and for whoever has none yet.
static SCAFFOLDS: LazyLock<Vec<Scaffold>> =
    LazyLock::new(|| serde_json::from_str(include_str!("steps.json")).expect("a test reads the file"));

/// The most steps for a role: what a list of them may cost.
pub const MAX_STEPS: usize = 8;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Scaffold {
    role: Option<Role>,
    steps: Vec<Step>,
    /// Factors whose sections are suggested while they are empty.
    suggested: Vec<String>,
}

/// A step is that a factor of the model has so many steps.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    key: String,
    title: String,
    #[serde(default)]
    optional: bool,
}

/// The first steps for the person's role, and what to fill next.
#[derive(Debug, SimpleObject)]
pub struct Onboarding {
    /// The role that it is for; null until they chose.
    role: Option<RoleName>,
    /// Whether all the steps are done that aren't optional.
    done: bool,
    /// In the order in which they are best done.
    steps: Vec<OnboardingStep>,
    /// Sections of the profile that are empty still and of use to somebody with this role.
    suggested_sections: Vec<SectionName>,
}

/// One of the first steps.
#[derive(Debug, SimpleObject)]
pub struct OnboardingStep {
    /// Its name, for machines: "headline".
    key: String,
    /// Its name, for people.
    title: String,
    /// Whether it is done.
    done: bool,
    /// Whether somebody may leave it out.
    optional: bool,
    /// The section of the profile that it is about.
    section: SectionName,
    /// What to do, whether or not it is done.
    action: StrengthAction,
}

impl Onboarding {
    /// For somebody with this role whose profile has this; `None` if it was never counted.
    pub(crate) fn build(role: Option<Role>, counted: Option<&StrengthSnapshot>) -> Self {
        let has = |key: &str| counted.map_or(0, |counted| counted.steps_of(key)) > 0;
        let scaffold = SCAFFOLDS.iter().find(|scaffold| scaffold.role == role);
        let (steps, suggested) = scaffold.map_or((&[][..], &[][..]), |s| (&s.steps, &s.suggested));
        let steps: Vec<OnboardingStep> =
            steps.iter().filter_map(|step| OnboardingStep::build(step, has(&step.key))).collect();
        let mut suggested_sections: Vec<SectionName> = suggested
            .iter()
            .filter(|key| !has(key))
            .filter_map(|key| factor(key)?.section())
            .map(Into::into)
            .collect();
        suggested_sections.dedup();
        Self {
            role: role.map(Into::into),
            done: steps.iter().all(|step| step.done || step.optional),
            steps,
            suggested_sections,
        }
    }
}

impl OnboardingStep {
    fn build(step: &Step, done: bool) -> Option<Self> {
        let factor = factor(&step.key)?;
        Some(Self {
            key: step.key.clone(),
            title: step.title.clone(),
            done,
            optional: step.optional,
            section: factor.section()?.into(),
            action: StrengthAction::build(factor, 1),
        })
    }
}

fn factor(key: &str) -> Option<&'static Factor> {
    Model::current().factor(key).map(|(_, factor)| factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_first_steps_and_each_is_a_factor_of_the_model() {
        let roles: Vec<Option<Role>> = SCAFFOLDS.iter().map(|scaffold| scaffold.role).collect();
        assert_eq!(roles, [Some(Role::Student), Some(Role::Employer), Some(Role::Mentor), None]);
        for Scaffold { role, steps, suggested } in SCAFFOLDS.iter() {
            assert!((1..=MAX_STEPS).contains(&steps.len()), "{role:?}");
            assert!(steps.iter().any(|step| !step.optional), "{role:?}");
            for key in steps.iter().map(|step| &step.key).chain(suggested) {
                let factor = factor(key).unwrap_or_else(|| panic!("{role:?}: {key} is no factor"));
                assert!(factor.section().is_some(), "{role:?}: {key}");
            }
            assert!(steps.iter().all(|step| !step.title.is_empty()), "{role:?}");
        }
    }
}
