//! Puts a resume's draft into a profile, in one transaction.
//!
//! Of name, headline and text, what the file has replaces what stands, whoever wrote it, and what it lacks stays. The
//! location is one thing: if the file has any of it, city, region and country are the file's, absent or not.
//!
//! Items are put in place of what earlier files brought; what the owner typed in or wrote over stays, comes first, and is
//! not taken from the file a second time. An item that the file has again stays the same item, with its own visibility:
//! see `replace_imported` of each section.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use chrono::{DateTime, Utc};
use folio_db::{
    Db, DbResult, Provenance, Transaction,
    certificates::CertificateRow,
    civil_date,
    education::EducationRow,
    items::{ItemTable, Replaced},
    languages::LanguageRow,
    links::LinkRow,
    profile_skills::ProfileSkillRow,
    profiles::{self, ProfilePatch},
    projects::ProjectRow,
    work::WorkRow,
    write::{self, Actor, Event, Locked, Record},
};
use uuid::Uuid;

use super::{
    draft::{
        CertificateDraft, CoreDraft, EducationDraft, LanguageDraft, LinkDraft, ProjectDraft, ResumeDraft,
        SkillDraft, WorkDraft,
    },
    loss::{LossReason, LossReport},
    path::Path,
    projects::BETWEEN_ROLES,
};
use crate::{
    profile_skills::{SkillLevel, Standing, settle_all},
    skills::SkillName,
};

/// What an import put into a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Applied {
    /// Links.
    pub links: usize,
    /// Skills.
    pub skills: usize,
    /// Education items.
    pub education: usize,
    /// Projects.
    pub projects: usize,
    /// Work history.
    pub work: usize,
    /// Languages.
    pub languages: usize,
    /// Certificates.
    pub certificates: usize,
}

/// Puts `draft` into the profile. `None` when the profile isn't there. `losses` learns of items that the
/// owner has as their own, and of those whose visibility had to be chosen for them; nothing else is lost here.
///
/// # Errors
/// When the database fails; nothing is changed then.
pub async fn apply(
    db: &Db,
    profile_id: Uuid,
    draft: &ResumeDraft,
    losses: &mut LossReport,
) -> DbResult<Option<Applied>> {
    let tx = db.begin().await?;
    let outcome = apply_in(&tx, profile_id, draft, losses).await;
    tx.finish(outcome).await
}

/// As [`apply`], in the caller's transaction.
///
/// # Errors
/// As any query; the transaction can't go on then.
pub async fn apply_in(
    tx: &Transaction,
    profile_id: Uuid,
    draft: &ResumeDraft,
    losses: &mut LossReport,
) -> DbResult<Option<Applied>> {
    let Some(profile) = write::lock(tx, profile_id).await? else { return Ok(None) };
    profiles::update(&profile, &core_patch(&draft.core)).await?;

    let stamp = Stamp { profile_id, now: Utc::now() };
    let links = draft.links.iter().map(|link| stamp.link(link)).collect();
    let education = draft.education.iter().map(|item| stamp.education(item)).collect();
    let projects = draft.projects.iter().map(|project| stamp.project(project)).collect();
    let links = LinkRow::replace_imported(&profile, links).await?;
    let (skills, same_skills) = take_skills(&profile, &stamp, &draft.skills).await?;
    let skills = ProfileSkillRow::replace_imported(&profile, skills).await?;
    let education = EducationRow::replace_imported(&profile, education).await?;
    let projects = ProjectRow::replace_imported(&profile, projects).await?;
    let work = draft.work.iter().map(|item| stamp.work(item)).collect();
    let work = WorkRow::replace_imported(&profile, work).await?;
    let languages = draft.languages.iter().map(|item| stamp.language(item)).collect();
    let languages = LanguageRow::replace_imported(&profile, languages).await?;
    let certificates = draft.certificates.iter().map(|item| stamp.certificate(item)).collect();
    let certificates = CertificateRow::replace_imported(&profile, certificates).await?;
    for (place, Replaced { narrowed, superseded }) in [
        (Path::root().key("basics").key("profiles"), links),
        (Path::root().key("skills"), skills),
        (Path::root().key("education"), education),
        (Path::root().key("projects"), projects),
        (Path::root().key("work"), work),
        (Path::root().key("languages"), languages),
        (Path::root().key("certificates"), certificates),
    ] {
        if superseded > 0 {
            losses.add(&place, LossReason::Superseded, superseded_message(superseded));
        }
        if narrowed > 0 {
            losses.add(&place, LossReason::Normalised, narrowed_message(narrowed));
        }
    }
    if same_skills > 0 {
        let message = format!("{same_skills} of these are other names of skills that the file names before");
        losses.add(&Path::root().key("skills"), LossReason::Superseded, message);
    }
    profile.record(&RECORD).await?;
    Ok(Some(Applied {
        links: draft.links.len() - links.superseded,
        skills: draft.skills.len() - same_skills - skills.superseded,
        education: draft.education.len() - education.superseded,
        projects: draft.projects.len() - projects.superseded,
        work: draft.work.len() - work.superseded,
        languages: draft.languages.len() - languages.superseded,
        certificates: draft.certificates.len() - certificates.superseded,
    }))
}

/// An import may touch everything that a resume tells of; which fields moved isn't told one by one.
const RECORD: Record = Record::of(
    Actor::Service,
    "resumeImport",
    Event {
        event_type: "profile.imported",
        sections: Cow::Borrowed(&[
            "HEADER",
            "ABOUT",
            "LOCATION",
            "LINKS",
            "SKILLS",
            "EDUCATION",
            "GPA",
            "WORK",
            "PROJECTS",
            "LANGUAGES",
            "CERTIFICATES",
        ]),
        item_id: None,
    },
);

fn core_patch(core: &CoreDraft) -> ProfilePatch {
    let CoreDraft { display_name, headline, about, city, region, country_code } = core;
    let has_location = city.is_some() || region.is_some() || country_code.is_some();
    let kept = |value: &Option<String>| value.clone().map(Some);
    let of_location = |value: &Option<String>| has_location.then(|| value.clone());
    ProfilePatch {
        display_name: Some(Some(display_name.clone())),
        headline: kept(headline),
        about: kept(about),
        city: of_location(city),
        region: of_location(region),
        country_code: of_location(country_code),
        ..ProfilePatch::default()
    }
}

/// The rows of a draft's skills, each once whatever its name, and how many were left out for that. What the profile has by
/// another name of the same skill is that skill.
async fn take_skills(
    profile: &Locked<'_>,
    stamp: &Stamp,
    drafts: &[SkillDraft],
) -> DbResult<(Vec<ProfileSkillRow>, usize)> {
    let read = drafts.iter().filter_map(|draft| Some((SkillName::read(&draft.name).ok()?, draft.level)));
    let (names, levels): (Vec<SkillName>, Vec<Option<SkillLevel>>) = read.unzip();
    let conn = profile.conn();
    let settled = settle_all(conn, &names).await?;
    let there = ProfileSkillRow::of_profiles(conn, &[profile.profile_id]).await?;
    let standing = Standing::of(conn, &there).await?;
    let known: HashMap<Uuid, Uuid> =
        there.iter().rev().map(|row| (standing.same(row), row.skill_id)).collect();
    let mut seen = HashSet::new();
    let mut rows = Vec::with_capacity(names.len());
    for ((name, level), skill) in names.iter().zip(levels).zip(settled) {
        if seen.insert(skill.same) {
            let skill_id = known.get(&skill.same).copied().unwrap_or(skill.skill_id);
            rows.push(stamp.skill(name, level, skill_id));
        }
    }
    let left_out = drafts.len() - rows.len();
    Ok((rows, left_out))
}

fn superseded_message(items: usize) -> String {
    format!("{items} of these are left out: the profile has them as items that its owner wrote")
}

fn narrowed_message(items: usize) -> String {
    format!(
        "{items} of these can't be told from items of an earlier file whose visibility was chosen; \
         they got the strictest of it: look at their visibility"
    )
}

/// What every imported row has in common. Where it stands and who sees it is known only when it meets what is there.
struct Stamp {
    profile_id: Uuid,
    now: DateTime<Utc>,
}

impl Stamp {
    fn link(&self, link: &LinkDraft) -> LinkRow {
        LinkRow {
            profile_id: self.profile_id,
            id: Uuid::new_v4(),
            position: 0,
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

    fn skill(&self, name: &SkillName, level: Option<SkillLevel>, skill_id: Uuid) -> ProfileSkillRow {
        ProfileSkillRow {
            skill_id,
            name: name.as_str().to_owned(),
            level: level.map(|level| level.name().to_owned()),
            provenance: Provenance::Import.name().to_owned(),
            ..ProfileSkillRow::blank(self.profile_id, Uuid::new_v4(), self.now)
        }
    }

    fn education(&self, item: &EducationDraft) -> EducationRow {
        let (start_date, start_precision) = civil_date::columns(item.start);
        let (end_date, end_precision) = civil_date::columns(item.end);
        EducationRow {
            profile_id: self.profile_id,
            id: Uuid::new_v4(),
            position: 0,
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

    fn project(&self, project: &ProjectDraft) -> ProjectRow {
        let (start_date, start_precision) = civil_date::columns(project.start);
        let (end_date, end_precision) = civil_date::columns(project.end);
        ProjectRow {
            profile_id: self.profile_id,
            id: Uuid::new_v4(),
            position: 0,
            name: project.name.clone(),
            kind: project.kind.clone(),
            role: (!project.roles.is_empty()).then(|| project.roles.join(BETWEEN_ROLES)),
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

    fn work(&self, item: &WorkDraft) -> WorkRow {
        let (start_date, start_precision) = civil_date::columns(item.start);
        let (end_date, end_precision) = civil_date::columns(item.end);
        WorkRow {
            company: item.company.clone(),
            company_url: item.url.as_ref().map(|url| url.as_str().to_owned()),
            title: item.title.clone(),
            location: item.location.clone(),
            description: item.description.clone(),
            highlights: item.highlights.clone(),
            skills: item.skills.clone(),
            start_date,
            start_precision,
            end_date,
            end_precision,
            provenance: Provenance::Import.name().to_owned(),
            ..WorkRow::blank(self.profile_id, Uuid::new_v4(), self.now)
        }
    }

    fn language(&self, item: &LanguageDraft) -> LanguageRow {
        LanguageRow {
            language: item.language.clone(),
            level: item.level.map(|level| level.name().to_owned()),
            provenance: Provenance::Import.name().to_owned(),
            ..LanguageRow::blank(self.profile_id, Uuid::new_v4(), self.now)
        }
    }

    fn certificate(&self, item: &CertificateDraft) -> CertificateRow {
        let (issued_date, issued_precision) = civil_date::columns(item.issued);
        CertificateRow {
            title: item.title.clone(),
            provider: item.provider.clone(),
            url: item.url.as_ref().map(|url| url.as_str().to_owned()),
            issued_date,
            issued_precision,
            provenance: Provenance::Import.name().to_owned(),
            ..CertificateRow::blank(self.profile_id, Uuid::new_v4(), self.now)
        }
    }
}
