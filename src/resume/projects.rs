//! `projects`.

use super::MAX_PROJECTS;
use super::dates::take_period;
use super::draft::ProjectDraft;
use super::fields::Fields;
use super::loss::LossReason;
use crate::text::limits;

/// The most highlights of a project that are read.
const MAX_HIGHLIGHTS: usize = 50;
/// The most roles of a project that are read.
const MAX_ROLES: usize = 20;
/// The most keywords of a project that are read.
const MAX_KEYWORDS: usize = 100;

/// Takes `projects`.
pub(super) fn take(resume: &mut Fields<'_>) -> Vec<ProjectDraft> {
    resume.objects(&["projects"], MAX_PROJECTS, Some("name"), |mut project| {
        let name = project.text(&["name", "title"], &limits::PROJECT_NAME);
        let description = project.text(&["description", "summary"], &limits::PROJECT_DESCRIPTION);
        let highlights = project.texts(&["highlights"], &limits::HIGHLIGHT, MAX_HIGHLIGHTS);
        let roles = take_roles(&mut project);
        let entity = project.text(&["entity", "company", "organization"], &limits::ENTITY);
        let url = project.url(&["url", "website"]);
        let ends = ["endDate", "end", "releaseDate", "date"];
        let (start, end) = take_period(&mut project, &["startDate", "start"], &ends);
        let keywords = project.texts(&["keywords", "skills", "technologies"], &limits::KEYWORD, MAX_KEYWORDS);
        let kind = project.text(&["type"], &limits::PROJECT_KIND);
        if name.is_none() {
            let place = project.path().clone();
            let message = "`name` is missing; without it the project was left out";
            project.report(&place, LossReason::Unreadable, message);
        }
        project.finish();
        Some(ProjectDraft {
            name: name?,
            description,
            highlights,
            roles,
            entity,
            url,
            start,
            end,
            keywords,
            kind,
        })
    })
}

/// What stands between two roles in the one line that a profile has for them.
pub(super) const BETWEEN_ROLES: &str = ", ";

/// The roles that such a line holds.
#[must_use]
pub fn roles_of_a_line(line: &str) -> Vec<String> {
    line.split(BETWEEN_ROLES).filter(|role| !role.trim().is_empty()).map(str::to_owned).collect()
}

/// The roles, as many of the first as fit into the line.
fn take_roles(project: &mut Fields<'_>) -> Vec<String> {
    let mut kept = Vec::new();
    let mut length = 0;
    let mut all_fit = true;
    for (path, role) in project.placed_texts(&["roles", "role"], &limits::ROLE, MAX_ROLES) {
        let separator = if kept.is_empty() { 0 } else { BETWEEN_ROLES.len() };
        length += separator + role.chars().count();
        all_fit &= length <= limits::PROJECT_ROLES.max_chars();
        if all_fit {
            if role.contains(BETWEEN_ROLES) {
                let message = "has a comma, as stands between two roles: it can't be told from several";
                project.report(&path, LossReason::Normalised, message);
            }
            kept.push(role);
        } else {
            let message = "with the roles before it, it is longer than the line that a profile has for them";
            project.report(&path, LossReason::TooMany, message);
        }
    }
    kept
}
