//! What owners write of their projects.

use async_graphql::{ID, InputObject, MaybeUndefined};
use folio_db::{DbResult, projects::ProjectRow, write::Locked};

use crate::{
    graphql::{id::ItemKind, scalar::PartialDate},
    items::{ItemInput, Names, Section, names},
    media_items,
    text::limits,
    write::{Checks, UserError},
};

/// A project, as its owner writes it. A field that is left out stays as it is; null empties it.
#[derive(Debug, Clone, InputObject)]
pub struct ProjectInput {
    /// What it is called, at most 200 characters. Needed when adding.
    name: MaybeUndefined<String>,
    /// What sort of thing it is, at most 60 characters: "application".
    kind: MaybeUndefined<String>,
    /// The person's part in it, at most 1,000 characters.
    role: MaybeUndefined<String>,
    /// For whom or with whom it was made, at most 200 characters.
    organization: MaybeUndefined<String>,
    /// What it is, at most 5,000 characters; line breaks are kept.
    description: MaybeUndefined<String>,
    /// What stands out: at most 100 sentences, each at most 1,000 characters.
    highlights: MaybeUndefined<Vec<String>>,
    /// Where it can be seen: at most 20 http(s) addresses, the main one first.
    links: MaybeUndefined<Vec<String>>,
    /// Skills and techniques used: at most 100, each at most 100 characters.
    skills: MaybeUndefined<Vec<String>>,
    /// When it began: "2021", "2021-09" or "2021-09-01".
    start_date: MaybeUndefined<PartialDate>,
    /// When it ended; null while it goes on.
    end_date: MaybeUndefined<PartialDate>,
    /// Which of one's media show it, by their ids, each once: at most 10, in the order to be. They are seen here by whoever sees
    /// them in the section MEDIA as well.
    media_ids: MaybeUndefined<Vec<ID>>,
}

/// Projects, as a section that is edited.
pub struct ProjectSection;

impl Section for ProjectSection {
    type Row = ProjectRow;
    type Input = ProjectInput;

    const KIND: ItemKind = ItemKind::Project;
    const SECTION: folio_policy::Section = folio_policy::Section::Projects;
    const NAMES: Names = names!("project");
    const MAX_ITEMS: usize = 100;

    async fn settle(
        profile: &Locked<'_>,
        input: &ProjectInput,
        row: &mut ProjectRow,
        _: &[ProjectRow],
    ) -> DbResult<Vec<UserError>> {
        media_items::attach(profile, &input.media_ids, &mut row.media).await
    }
}

const MAX_HIGHLIGHTS: usize = 100;
const MAX_LINKS: usize = 20;
const MAX_SKILLS: usize = 100;

impl ItemInput<ProjectRow> for ProjectInput {
    fn apply(&self, row: &mut ProjectRow, checks: &mut Checks) {
        checks.required_text("name", &limits::PROJECT_NAME, &self.name, &mut row.name);
        checks.text("kind", &limits::PROJECT_KIND, &self.kind, &mut row.kind);
        checks.text("role", &limits::PROJECT_ROLES, &self.role, &mut row.role);
        checks.text("organization", &limits::ENTITY, &self.organization, &mut row.organization);
        checks.text("description", &limits::PROJECT_DESCRIPTION, &self.description, &mut row.description);
        checks.texts("highlights", &limits::HIGHLIGHT, MAX_HIGHLIGHTS, &self.highlights, &mut row.highlights);
        checks.web_urls("links", MAX_LINKS, &self.links, &mut row.links);
        checks.texts("skills", &limits::KEYWORD, MAX_SKILLS, &self.skills, &mut row.skills);
        let start = checks.date("startDate", &self.start_date, &mut row.start_date, &mut row.start_precision);
        let end = checks.date("endDate", &self.end_date, &mut row.end_date, &mut row.end_precision);
        checks.interval("endDate", start, end);
    }
}
