//! Puts a resume's draft into a profile: one transaction, in place of what an earlier import brought. What the owner
//! typed in stays.

use chrono::{DateTime, Utc};
use folio_db::{
    Conn, Db, DbResult, Provenance, aggregate, civil_date,
    education::{self, EducationRow},
    links::{self, LinkRow},
    profiles::{self, ProfilePatch},
    projects::{self, ProjectRow},
};
use uuid::Uuid;

use super::{
    draft::{EducationDraft, LinkDraft, ProjectDraft, ResumeDraft},
    loss::{LossReason, LossReport},
};
use crate::text::limits;

/// What an import put into a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Applied {
    /// Links.
    pub links: usize,
    /// Education items.
    pub education: usize,
    /// Projects.
    pub projects: usize,
}

/// Puts `draft` into the profile. `None` when the profile isn't there. Adds to `losses` what a profile does not take.
///
/// # Errors
/// When the database fails; nothing is changed then.
pub async fn apply(
    db: &Db,
    profile_id: Uuid,
    draft: &ResumeDraft,
    losses: &mut LossReport,
) -> DbResult<Option<Applied>> {
    report_what_stays_out(draft, losses);
    let tx = db.begin().await?;
    match write(&tx, profile_id, draft, losses).await {
        Ok(applied) => tx.commit().await.map(|()| applied),
        Err(error) => {
            tx.rollback().await?;
            Err(error)
        }
    }
}

fn report_what_stays_out(draft: &ResumeDraft, losses: &mut LossReport) {
    const FROM_SIGN_IN: &str = "comes from the account that signs in, not from a file";
    if draft.core.email.is_some() {
        losses.add_at("basics.email", LossReason::NotKept, FROM_SIGN_IN);
    }
    if draft.core.phone.is_some() {
        losses.add_at("basics.phone", LossReason::NotKept, FROM_SIGN_IN);
    }
    if draft.core.image_url.is_some() {
        losses.add_at("basics.image", LossReason::NotKeptYet, "photos are not fetched from elsewhere yet");
    }
}

async fn write(
    conn: &Conn,
    profile_id: Uuid,
    draft: &ResumeDraft,
    losses: &mut LossReport,
) -> DbResult<Option<Applied>> {
    if profiles::lock(conn, profile_id).await?.is_none() {
        return Ok(None);
    }
    let core = &draft.core;
    let patch = ProfilePatch {
        display_name: Some(core.display_name.clone()),
        headline: core.headline.clone(),
        about: core.about.clone(),
        city: core.city.clone(),
        region: core.region.clone(),
        country_code: core.country_code.clone(),
        ..ProfilePatch::default()
    };
    profiles::update(conn, profile_id, &patch).await?;

    let stamp = Stamp { profile_id, now: Utc::now() };
    let (link_at, education_at, project_at) = futures_util::try_join!(
        links::next_position(conn, profile_id),
        education::next_position(conn, profile_id),
        projects::next_position(conn, profile_id),
    )?;
    let links: Vec<LinkRow> =
        (link_at..).zip(&draft.links).map(|(position, link)| stamp.link(position, link)).collect();
    let education: Vec<EducationRow> = (education_at..)
        .zip(&draft.education)
        .map(|(position, item)| stamp.education(position, item))
        .collect();
    let projects: Vec<ProjectRow> = (project_at..)
        .zip(draft.projects.iter().enumerate())
        .map(|(position, (index, project))| stamp.project(position, index, project, losses))
        .collect();
    links::replace_imported(conn, profile_id, &links).await?;
    education::replace_imported(conn, profile_id, &education).await?;
    projects::replace_imported(conn, profile_id, &projects).await?;
    aggregate::refresh_snapshots(conn, &[profile_id]).await?;
    Ok(Some(Applied { links: links.len(), education: education.len(), projects: projects.len() }))
}

/// What every imported row has in common.
struct Stamp {
    profile_id: Uuid,
    now: DateTime<Utc>,
}

impl Stamp {
    fn link(&self, position: i32, link: &LinkDraft) -> LinkRow {
        LinkRow {
            profile_id: self.profile_id,
            id: Uuid::new_v4(),
            position,
            kind: link.kind.name().to_owned(),
            label: link.label.clone(),
            username: link.username.clone(),
            url: link.url.as_str().to_owned(),
            visibility: None,
            provenance: Provenance::Import.name().to_owned(),
            version: 1,
            created_at: self.now,
            updated_at: self.now,
        }
    }

    fn education(&self, position: i32, item: &EducationDraft) -> EducationRow {
        let (start_date, start_precision) = civil_date::columns(item.start);
        let (end_date, end_precision) = civil_date::columns(item.end);
        EducationRow {
            profile_id: self.profile_id,
            id: Uuid::new_v4(),
            position,
            institution: item.institution.clone(),
            institution_url: item.url.as_ref().map(|url| url.as_str().to_owned()),
            degree: item.degree.clone(),
            field_of_study: item.field_of_study.clone(),
            start_date,
            start_precision,
            end_date,
            end_precision,
            gpa_hundredths: item.gpa.map(|gpa| gpa.value_hundredths()),
            gpa_scale_hundredths: item.gpa.and_then(|gpa| gpa.scale_hundredths()),
            gpa_text: item.score_text.clone(),
            honours: item.honours.clone(),
            coursework: item.coursework.clone(),
            visibility: None,
            provenance: Provenance::Import.name().to_owned(),
            version: 1,
            created_at: self.now,
            updated_at: self.now,
        }
    }

    fn project(
        &self,
        position: i32,
        index: usize,
        project: &ProjectDraft,
        losses: &mut LossReport,
    ) -> ProjectRow {
        let (start_date, start_precision) = civil_date::columns(project.start);
        let (end_date, end_precision) = civil_date::columns(project.end);
        ProjectRow {
            profile_id: self.profile_id,
            id: Uuid::new_v4(),
            position,
            name: project.name.clone(),
            kind: project.kind.clone(),
            role: joined_roles(index, &project.roles, losses),
            organization: project.entity.clone(),
            description: project.description.clone(),
            highlights: project.highlights.clone(),
            links: project.url.iter().map(|url| url.as_str().to_owned()).collect(),
            skills: project.keywords.clone(),
            start_date,
            start_precision,
            end_date,
            end_precision,
            visibility: None,
            provenance: Provenance::Import.name().to_owned(),
            version: 1,
            created_at: self.now,
            updated_at: self.now,
        }
    }
}

/// A project has one line for the person's part in it; a file may have a list.
fn joined_roles(index: usize, roles: &[String], losses: &mut LossReport) -> Option<String> {
    let mut joined = String::new();
    for (at, role) in roles.iter().enumerate() {
        let length = joined.chars().count() + role.chars().count() + 2;
        if length > limits::PROJECT_ROLES.max_chars() {
            let path = format!("projects[{index}].roles[{at}..]");
            losses.add_at(&path, LossReason::TooMany, "the roles together are longer than a profile keeps");
            break;
        }
        if !joined.is_empty() {
            joined.push_str(", ");
        }
        joined.push_str(role);
    }
    (!joined.is_empty()).then_some(joined)
}
