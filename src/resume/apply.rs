//! Puts a resume's draft into a profile, in one transaction.
//!
//! Of name, headline and text, what the file has replaces what stands, whoever wrote it, and what it lacks stays. The
//! location is one thing: what the file lacks of it stays if what it has of it is what stands; if not, the person has moved, and
//! what is cleared for that is told.
//!
//! Items are put in place of what earlier files brought; what the owner typed in or wrote over stays, comes first, and is
//! not taken from the file a second time. An item that the file has again stays the same item, with its own visibility:
//! see `replace_imported` of each section.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use chrono::Utc;
use folio_db::{
    DbResult, ImportSource, Transaction,
    certificates::CertificateRow,
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
use folio_policy::{Field, Section, data_map};
use uuid::Uuid;

use super::{
    MAX_CERTIFICATES, MAX_EDUCATION, MAX_LANGUAGES, MAX_LINKS, MAX_PROJECTS, MAX_WORK,
    draft::{CoreDraft, ResumeDraft, SkillDraft},
    loss::{LossReason, LossReport},
    path::Path,
    rows::Stamp,
};
use crate::{
    profile_skills::{MAX_SKILLS, SkillLevel, Standing, settle_all},
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

/// Which parts of a profile a source tells of. What it doesn't tell of stays as it is, whoever brought it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "each is the draft's part of that name")]
pub struct Parts {
    pub core: bool,
    pub links: bool,
    pub skills: bool,
    pub education: bool,
    pub projects: bool,
    pub work: bool,
    pub languages: bool,
    pub certificates: bool,
    /// Which import it is: it takes the place of what earlier ones of its kind brought.
    pub source: ImportSource,
    /// The columns that the source knows, of tables of which it doesn't know all: in the others it says nothing, and what an
    /// earlier import brought stays.
    pub columns: Columns,
}

/// Columns by their tables.
pub type Columns = &'static [(&'static str, &'static [&'static str])];

impl Parts {
    /// All of them: a JSON Resume file is about the whole person, and what it lacks is gone.
    pub const ALL: Self = Self {
        core: true,
        links: true,
        skills: true,
        education: true,
        projects: true,
        work: true,
        languages: true,
        certificates: true,
        source: ImportSource::Resume,
        columns: &[],
    };

    fn columns(self, table: &str) -> Option<&'static [&'static str]> {
        self.columns.iter().find(|(known, _)| *known == table).map(|(_, columns)| *columns)
    }
}

/// What became of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SectionChanges {
    /// Which.
    pub section: Section,
    /// The profile's list.
    pub field: Field,
    /// Where its items stand in a JSON Resume file.
    pub place: &'static str,
    /// What the items of earlier files, and those of this one, came to.
    pub items: Replaced,
    /// How many items the draft has.
    pub brought: usize,
    /// The most items that the section takes.
    pub most: usize,
}

impl SectionChanges {
    /// Whether anything is another one than before.
    #[must_use]
    pub const fn moved(&self) -> bool {
        self.items.added + self.items.changed + self.items.removed > 0
    }
}

/// What a draft changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// The fields of the core.
    pub core: Vec<Field>,
    /// The sections that the source tells of.
    pub sections: Vec<SectionChanges>,
}

impl Changes {
    /// How many of a section's items were taken.
    fn taken(&self, field: Field) -> usize {
        let section = self.sections.iter().find(|changes| changes.field == field);
        section.map_or(0, |changes| changes.brought - changes.items.superseded)
    }

    /// The fields that are not as they were, and sections that they are a part of beside their own.
    pub(crate) fn moved(&self) -> (Vec<Field>, Vec<Section>) {
        let sections = self.sections.iter().filter(|changes| changes.moved());
        let fields: Vec<Field> =
            self.core.iter().copied().chain(sections.map(|changes| changes.field)).collect();
        let gpa = fields.contains(&Field::ProfileEducation).then_some(Section::Gpa);
        (fields, gpa.into_iter().collect())
    }
}

/// Puts the whole of `draft` into the profile, whatever its state, and however much that makes: for demonstrations and tests.
/// `None` when the profile isn't there. `losses` learns of items that the owner has as their own, and of those whose visibility
/// had to be chosen for them; nothing else is lost here.
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
    let changes = put(&profile, draft, Parts::ALL, losses).await?;
    profile.record(&RECORD).await?;
    Ok(Some(Applied {
        links: changes.taken(Field::ProfileLinks),
        skills: changes.taken(Field::ProfileSkills),
        education: changes.taken(Field::ProfileEducation),
        projects: changes.taken(Field::ProfileProjects),
        work: changes.taken(Field::ProfileWork),
        languages: changes.taken(Field::ProfileLanguages),
        certificates: changes.taken(Field::ProfileCertificates),
    }))
}

/// Puts the parts of a draft into the tables of a locked profile, and nothing else: the caller ends the change, or undoes it.
///
/// # Errors
/// As any query; the transaction can't go on then.
pub async fn put(
    profile: &Locked<'_>,
    draft: &ResumeDraft,
    parts: Parts,
    losses: &mut LossReport,
) -> DbResult<Changes> {
    let stamp = Stamp { profile_id: profile.profile_id, now: Utc::now() };
    let mut changes = Changes::default();
    if parts.core {
        changes.core = put_core(profile, &draft.core, losses).await?;
    }
    let mut into = Into { profile, losses, parts, sections: Vec::new() };
    if parts.links {
        let rows = draft.links.iter().map(|link| stamp.link(link)).collect();
        // The person's own site comes beside them.
        let of = (Section::Links, Field::ProfileLinks, MAX_LINKS + 1);
        into.replace::<LinkRow>(of, &["basics", "profiles"], rows).await?;
    }
    if parts.skills {
        let (rows, same) = take_skills(profile, &stamp, &draft.skills).await?;
        let names = Standing::of(profile.conn(), &rows).await?;
        let renamed = rows.iter().filter(|row| names.name(row) != row.name).count();
        let of = (Section::Skills, Field::ProfileSkills, MAX_SKILLS);
        into.replace::<ProfileSkillRow>(of, &["skills"], rows).await?;
        if renamed > 0 {
            let message = format!(
                "{renamed} of these are shown by the names that the catalogue of skills has for them"
            );
            into.losses.add(&Path::root().key("skills"), LossReason::Normalised, message);
        }
        if same > 0 {
            let message = format!("{same} of these are other names of skills that the file names before");
            into.losses.add(&Path::root().key("skills"), LossReason::Superseded, message);
        }
    }
    if parts.education {
        let rows = draft.education.iter().map(|item| stamp.education(item)).collect();
        let of = (Section::Education, Field::ProfileEducation, MAX_EDUCATION);
        into.replace::<EducationRow>(of, &["education"], rows).await?;
    }
    if parts.projects {
        let rows = draft.projects.iter().map(|project| stamp.project(project)).collect();
        let of = (Section::Projects, Field::ProfileProjects, MAX_PROJECTS);
        into.replace::<ProjectRow>(of, &["projects"], rows).await?;
    }
    if parts.work {
        let rows = draft.work.iter().map(|item| stamp.work(item)).collect();
        let of = (Section::Work, Field::ProfileWork, MAX_WORK);
        into.replace::<WorkRow>(of, &["work"], rows).await?;
    }
    if parts.languages {
        let rows = draft.languages.iter().map(|item| stamp.language(item)).collect();
        let of = (Section::Languages, Field::ProfileLanguages, MAX_LANGUAGES);
        into.replace::<LanguageRow>(of, &["languages"], rows).await?;
    }
    if parts.certificates {
        let rows = draft.certificates.iter().map(|item| stamp.certificate(item)).collect();
        let of = (Section::Certificates, Field::ProfileCertificates, MAX_CERTIFICATES);
        into.replace::<CertificateRow>(of, &["certificates"], rows).await?;
    }
    changes.sections = into.sections;
    Ok(changes)
}

/// Where items go, and what is told of it.
struct Into<'a, 'p> {
    profile: &'a Locked<'p>,
    losses: &'a mut LossReport,
    parts: Parts,
    sections: Vec<SectionChanges>,
}

impl Into<'_, '_> {
    async fn replace<R: ItemTable>(
        &mut self,
        (section, field, most): (Section, Field, usize),
        keys: &[&'static str],
        rows: Vec<R>,
    ) -> DbResult<()> {
        let brought = rows.len();
        let items =
            R::replace_imported(self.profile, rows, self.parts.source, self.parts.columns(R::TABLE)).await?;
        let place = keys.iter().fold(Path::root(), |place, key| place.key(key));
        if items.superseded > 0 {
            self.losses.add(&place, LossReason::Superseded, superseded_message(items.superseded));
        }
        if items.narrowed > 0 {
            self.losses.add(&place, LossReason::Normalised, narrowed_message(items.narrowed));
        }
        if items.kept > 0 {
            self.losses.add(&place, LossReason::Superseded, kept_message(items.kept));
        }
        let place = keys.last().copied().unwrap_or_default();
        self.sections.push(SectionChanges { section, field, place, items, brought, most });
        Ok(())
    }
}

/// Writes what the file has of the core, and tells which fields that moves.
async fn put_core(profile: &Locked<'_>, core: &CoreDraft, losses: &mut LossReport) -> DbResult<Vec<Field>> {
    let before = profiles::core(profile).await?;
    let CoreDraft { display_name, headline, about, city, region, country_code } = core.clone();
    let has_location = city.is_some() || region.is_some() || country_code.is_some();
    let mut after = before.clone();
    after.display_name = Some(display_name);
    after.headline = headline.or(after.headline);
    after.about = about.or(after.about);
    // A file that says less of the same place says nothing else; of another place the rest isn't true any more.
    let same = |new: &Option<String>, old: &Option<String>| new.is_none() || new == old;
    let moved = !same(&city, &before.city)
        || !same(&region, &before.region)
        || !same(&country_code, &before.country_code);
    if has_location && moved {
        let cleared = [
            ("the city", &before.city, &city),
            ("the region", &before.region, &region),
            ("the country", &before.country_code, &country_code),
        ];
        let cleared: Vec<&str> = cleared
            .into_iter()
            .filter(|(_, old, new)| old.is_some() && new.is_none())
            .map(|(part, ..)| part)
            .collect();
        if !cleared.is_empty() {
            let message = format!(
                "another place than the profile's, without {}, which went from the profile",
                cleared.join(" and ")
            );
            losses.add(&Path::root().key("basics").key("location"), LossReason::Superseded, message);
        }
        (after.city, after.region, after.country_code) = (city, region, country_code);
    }
    let (patch, columns) = ProfilePatch::between(&before, &after);
    profiles::update(profile, &patch).await?;
    Ok(columns.into_iter().filter_map(|column| data_map::field_of("profiles", column)).collect())
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
    let known: HashMap<Uuid, &ProfileSkillRow> =
        there.iter().rev().map(|row| (standing.same(row), row)).collect();
    let mut seen = HashSet::new();
    let mut rows = Vec::with_capacity(names.len());
    for ((name, level), skill) in names.iter().zip(levels).zip(settled) {
        if seen.insert(skill.same) {
            let known = known.get(&skill.same);
            let mut row = stamp.skill(name, level, known.map_or(skill.skill_id, |row| row.skill_id));
            // A file that was exported has the catalogue's name, which says nothing new.
            if let Some(known) = known.filter(|known| standing.name(known) == row.name) {
                row.name.clone_from(&known.name);
            }
            rows.push(row);
        }
    }
    let left_out = drafts.len() - rows.len();
    Ok((rows, left_out))
}

fn superseded_message(items: usize) -> String {
    format!(
        "{items} of these are left out: the profile has them as items that its owner wrote, or that another import brought"
    )
}

fn kept_message(items: usize) -> String {
    format!("{items} that an earlier file brought and this one lacks stay, since people have endorsed them")
}

fn narrowed_message(items: usize) -> String {
    format!(
        "{items} of these may be items that were there before, under this name or another, and whose visibility was chosen; \
         they got the strictest of it: look at their visibility"
    )
}
