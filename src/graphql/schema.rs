//! The schema: built once, and written out with the matrix's directives.

use std::sync::Arc;

use async_graphql::{Data, SDLExportOptions, Schema, SchemaBuilder, ValidationMode};
use folio_db::strength::MAX_FACTORS;
use folio_policy::{Field, Section, matrix::MATRIX};

use super::{
    cost::{MAX_DEPTH, MAX_PAGE, PROFILE, PriceList, Rules, Times},
    executor::{FolioExecutor, NothingRuns, RulesAreKept},
    loader::Pages,
    mutation::Mutation,
    query::Query,
    session::{Services, Session},
    subscription::Subscription,
};
use crate::{
    activity::MOST_KEPT, auth::Identity, imports::ImportConsentSource, onboarding::MAX_STEPS,
    pipeline::PipelineStage, privacy::directive, resume::MAX_LINKS, skills::MOST_SIMILAR,
};

/// Folio's schema.
pub type FolioSchema = Schema<Query, Mutation, Subscription>;

/// Whether the schema tells about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Introspection {
    /// Introspection and "did you mean" suggestions: development.
    Open,
    /// Neither: production.
    Closed,
}

/// Builds what runs operations. The schema that runs them doesn't look at the rules a second time. Metrics and masking stand around
/// it, at the edge: an extension is called for each field that async-graphql resolves by itself.
#[must_use]
pub fn build(introspection: Introspection) -> FolioExecutor {
    FolioExecutor::new(
        builder(introspection).limit_depth(MAX_DEPTH).extension(NothingRuns).finish(),
        builder(introspection).validation_mode(ValidationMode::Fast).extension(RulesAreKept).finish(),
        introspection,
    )
}

fn builder(introspection: Introspection) -> SchemaBuilder<Query, Mutation, Subscription> {
    let builder = Schema::build(Query::default(), Mutation::default(), Subscription::default());
    match introspection {
        Introspection::Open => builder,
        Introspection::Closed => builder.disable_introspection().disable_suggestions(),
    }
}

/// The schema in its definition language, sorted, with `@visibility` on every governed field: what `schema.graphql`
/// holds.
#[must_use]
pub fn sdl() -> String {
    let options =
        SDLExportOptions::new().sorted_fields().sorted_arguments().sorted_enum_items().include_specified_by();
    directive::annotate(&builder(Introspection::Open).finish().sdl_with_options(options))
}

/// What the rehearsal of an import costs.
const REHEARSAL: usize = 500;

/// How long the schema's lists may be, and what takes more than to write it out.
const RULES: Rules = Rules {
    made: &[("Profile", PROFILE), ("Node", PROFILE), ("Me", PROFILE), ("PrivacySettings", PROFILE)],
    // A search takes about what a page does (benches/README.md).
    asked: &[
        ("Query.skills", PROFILE),
        ("Query.skillLookup", PROFILE),
        ("ProposedSkill.similar", PROFILE),
        ("Query.profileDocument", PROFILE),
        ("Query.jsonResume", PROFILE),
        ("Me.jsonResume", PROFILE),
        // A rehearsal does what a mutation does.
        ("Query.resumePreview", REHEARSAL),
        ("Query.linkedInPreview", REHEARSAL),
        ("Query.gitHubPreview", REHEARSAL),
        ("ProfileSkillPayload.didYouMean", PROFILE),
        ("Profile.facets", PROFILE),
        ("Profile.extractionStatus", PROFILE),
        ("Me.importConsents", PROFILE),
        ("Me.endorsementsReceived", PROFILE),
        ("Me.endorsementsGiven", PROFILE),
        ("Me.recommendationsReceived", PROFILE),
        ("Me.recommendationsWritten", PROFILE),
    ],
    lists: &[
        ("AccessReport.fields", Times::AtMost(Field::COUNT)),
        ("AccessReport.items", Times::AtMost(MAX_PAGE)),
        // Their owner sees those that were taken back, too.
        ("BadgeMessage.badges", Times::AtMost(MOST_KEPT)),
        ("BadgeMessage.events", Times::AtMost(MAX_PAGE / 2)),
        // Up to ten each, of the fifty that a profile may have: a few on the average over a page.
        ("Certificate.media", Times::AtMost(3)),
        ("Project.media", Times::AtMost(3)),
        ("Conflict.changes", Times::AtMost(20)),
        ("MediaUpload.headers", Times::AtMost(1)),
        ("PipelineStatus.stages", Times::AtMost(PipelineStage::COUNT)),
        ("PrivacySettings.sections", Times::AtMost(Section::COUNT)),
        ("Profile.links", Times::AtMost(MAX_LINKS)),
        ("ProfileSkillPayload.didYouMean", Times::AtMost(MOST_SIMILAR)),
        ("Query.nodes", Times::PerItem("ids")),
        ("Query.privacyMatrix", Times::AtMost(MATRIX.len())),
        // On the average over all sections, which are asked for together: every field once, and some fifty items.
        ("SectionSettings.fields", Times::AtMost(Field::COUNT / Section::COUNT)),
        ("SectionSettings.items", Times::AtMost(2)),
        ("ProposedSkill.similar", Times::AtMost(MOST_SIMILAR)),
        ("Query.skills", Times::Page),
        // Few have more than some.
        ("Skill.children", Times::AtMost(MAX_PAGE / 2)),
        ("SkillLookup.similar", Times::AtMost(MOST_SIMILAR)),
        ("ImportPreview.core", Times::AtMost(6)),
        ("ImportPreview.sections", Times::AtMost(7)),
        ("ImportPreview.losses", Times::AtMost(MAX_PAGE / 2)),
        ("ImportPayload.losses", Times::AtMost(MAX_PAGE / 2)),
        ("Me.importConsents", Times::AtMost(ImportConsentSource::COUNT)),
        ("Onboarding.steps", Times::AtMost(MAX_STEPS)),
        ("StrengthInsights.changes", Times::AtMost(2)),
        // Of all the factors, those that moved: a few on the average over a history.
        ("StrengthPoint.moved", Times::AtMost(3)),
        ("StrengthChange.gained", Times::AtMost(MAX_FACTORS)),
        ("StrengthChange.lost", Times::AtMost(MAX_FACTORS)),
        ("Strength.factors", Times::AtMost(MAX_FACTORS)),
        ("VisibilitySetting.limits", Times::AtMost(1)),
        // What a mutation finds wrong with its input: few, and of the size of the input.
        ("*.userErrors", Times::AtMost(1)),
    ],
};

/// What each field of a schema costs.
#[must_use]
pub fn prices(executor: &FolioExecutor) -> PriceList {
    PriceList::new(&executor.schema().sdl(), &RULES)
}

/// What each request carries into the schema: its session and its loader.
#[must_use]
pub fn request_data(services: &Services, identity: Option<Identity>) -> Data {
    let session = Arc::new(Session::new(services.clone(), identity));
    let mut data = Data::default();
    data.insert(Arc::new(Pages::new(Arc::clone(&session))));
    data.insert(session);
    data
}

#[cfg(test)]
mod tests {
    use async_graphql::{Variables, parser::parse_query};

    use super::*;
    use crate::graphql::cost::Bills;

    #[test]
    fn a_message_of_badges_costs_what_it_may_hold() {
        let document = "subscription { badgeEvents(profileId: \"x\") { badges { id } } }";
        let bills =
            Bills::of(&parse_query(document).expect("it parses"), &prices(&build(Introspection::Open)));
        let cost = bills.cost(None, &Variables::default());
        assert!((MOST_KEPT..MOST_KEPT + 10).contains(&cost), "{cost}");
    }

    #[test]
    fn the_price_of_every_list_is_known_and_no_rule_is_stale() {
        let prices = prices(&build(Introspection::Open));
        assert!(prices.problems().is_empty(), "{}", prices.problems().join("\n"));
    }
}
