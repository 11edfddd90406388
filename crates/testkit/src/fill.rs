//! A profile in which every governed column has a value that stands nowhere else, to be looked for in whatever the
//! server lets out.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicU32, Ordering},
};

use chrono::{DateTime, NaiveDate, Utc};
/// A kind of item.
pub use folio::graphql::id::ItemKind as Item;
use folio_db::{
    aggregate::Aggregate,
    availability::AvailabilityRow,
    badge_awards::{Awarded, BadgeAwardRow},
    badges::BadgeRow,
    certificates::CertificateRow,
    education::EducationRow,
    endorsements::EndorsementRow,
    extraction::FacetRow,
    gigs::GigRow,
    languages::LanguageRow,
    links::LinkRow,
    media_items::MediaItemRow,
    profile_skills::{ProfileSkillRow, Skilled},
    projects::ProjectRow,
    recommendations::{RecommendationRow, Recommended},
    skills::SkillRow,
    work::WorkRow,
};
use serde_json::json;
use uuid::Uuid;

/// A value that stands in one column of one row and nowhere else.
#[derive(Debug, Clone)]
pub struct Sentinel {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// The item, and which of its section's two it is.
    pub item: Option<usize>,
    /// How it looks when it is written into JSON or text.
    pub needle: String,
}

/// What [`fill`] wrote.
#[derive(Debug, Clone, Default)]
pub struct Filling {
    /// Every value that can be recognised. Enums, booleans and small numbers can't: too many have the same.
    pub sentinels: Vec<Sentinel>,
    items: BTreeMap<Item, Vec<Uuid>>,
    /// What was derived of it.
    pub(crate) facets: Vec<FacetRow>,
    /// When it was read, by whom, and of which version.
    pub(crate) read: Option<(DateTime<Utc>, String, String)>,
}

impl Filling {
    /// The ids of the two items of a kind.
    #[must_use]
    pub fn items(&self, item: Item) -> &[Uuid] {
        &self.items[&item]
    }

    /// Notes that a section has other items now.
    pub fn set(&mut self, item: Item, ids: Vec<Uuid>) {
        self.items.insert(item, ids);
    }
}

/// Fills every column of a profile, and gives each section two items.
pub fn fill(rows: &mut Aggregate) -> Filling {
    let mut pen = Pen::new();
    let profile_id = rows.profile.id;
    core(rows, &mut pen);
    rows.availability = Some(availability(profile_id, &mut pen));
    rows.links = vec![link(profile_id, 0, &mut pen), link(profile_id, 1, &mut pen)];
    rows.skills = vec![skill(profile_id, 0, &mut pen), skill(profile_id, 1, &mut pen)];
    rows.education = vec![education(profile_id, 0, &mut pen), education(profile_id, 1, &mut pen)];
    rows.projects = vec![project(profile_id, 0, &mut pen), project(profile_id, 1, &mut pen)];
    rows.badges = vec![badge(profile_id, 0, &mut pen), badge(profile_id, 1, &mut pen)];
    rows.certificates = vec![certificate(profile_id, 0, &mut pen), certificate(profile_id, 1, &mut pen)];
    rows.gigs = vec![gig(profile_id, 0, &mut pen), gig(profile_id, 1, &mut pen)];
    rows.work = vec![work(profile_id, 0, &mut pen), work(profile_id, 1, &mut pen)];
    rows.languages = vec![language(profile_id, 0, &mut pen), language(profile_id, 1, &mut pen)];
    rows.media = vec![media_item(profile_id, 0, &mut pen), media_item(profile_id, 1, &mut pen)];
    // Each project and certificate shows both, the second one first.
    let shown: Vec<Uuid> = rows.media.iter().rev().map(|row| row.id).collect();
    rows.projects.iter_mut().for_each(|row| row.media.clone_from(&shown));
    rows.certificates.iter_mut().for_each(|row| row.media.clone_from(&shown));
    // Somebody who is there for everybody, see `MemberBuilder::create`.
    let author = Uuid::new_v4();
    for (index, held) in rows.skills.iter_mut().enumerate() {
        held.endorsements = vec![endorsement(&held.row, author, index, &mut pen)];
    }
    rows.recommendations = (0..2).map(|index| recommendation(profile_id, author, index, &mut pen)).collect();
    let items = BTreeMap::from([
        (Item::Link, rows.links.iter().map(|row| row.id).collect()),
        (Item::ProfileSkill, rows.skills.iter().map(|held| held.row.id).collect()),
        (Item::Education, rows.education.iter().map(|row| row.id).collect()),
        (Item::Project, rows.projects.iter().map(|row| row.id).collect()),
        (Item::BadgeAward, rows.badges.iter().map(|row| row.award.id).collect()),
        (Item::Certificate, rows.certificates.iter().map(|row| row.id).collect()),
        (Item::Gig, rows.gigs.iter().map(|row| row.id).collect()),
        (Item::WorkExperience, rows.work.iter().map(|row| row.id).collect()),
        (Item::LanguageSkill, rows.languages.iter().map(|row| row.id).collect()),
        (Item::MediaItem, rows.media.iter().map(|row| row.id).collect()),
        (Item::Recommendation, rows.recommendations.iter().map(|held| held.row.id).collect()),
    ]);
    let facets = vec![
        FacetRow { work_id: Some(rows.work[0].id), ..facet(0, "WORK", &mut pen) },
        FacetRow { certificate_id: Some(rows.certificates[0].id), ..facet(1, "CERTIFICATE", &mut pen) },
    ];
    (pen.table, pen.item) = ("profile_extraction", None);
    let read = (pen.time("extracted_at"), pen.word("extractor"), pen.word("extractor_version"));
    Filling { sentinels: pen.written, items, facets, read: Some(read) }
}

/// Years, which have everything that a facet may have.
fn facet(index: usize, source: &str, pen: &mut Pen) -> FacetRow {
    pen.begin("profile_facets", index);
    FacetRow {
        id: Uuid::new_v4(),
        position: i32::try_from(index).expect("there are two"),
        kind: "EXPERIENCE_YEARS".to_owned(),
        value: pen.word("value"),
        subject: pen.text("subject"),
        years: Some(17),
        confidence: 73,
        source: source.to_owned(),
        work_id: None,
        profile_skill_id: None,
        certificate_id: None,
        field: pen.word("field"),
        span_start: Some(pen.place("span_start")),
        span_end: Some(pen.place("span_end")),
        basis: 0,
        extractor: pen.word("extractor"),
        extractor_version: pen.word("extractor_version"),
        created_at: pen.time("created_at"),
    }
}

fn core(rows: &mut Aggregate, pen: &mut Pen) {
    pen.table = "profiles";
    let profile = &mut rows.profile;
    pen.note("slug", &profile.slug);
    profile.display_name = pen.text("display_name");
    profile.pronouns = pen.text("pronouns");
    profile.headline = pen.text("headline");
    profile.about = pen.text("about");
    profile.city = pen.text("city");
    profile.region = pen.text("region");
    profile.country_code = Some(pen.letters("country_code", "Q"));
    profile.avatar_url = pen.address("avatar_url");
    profile.cover_url = pen.address("cover_url");
    profile.timezone = pen.word("timezone");
    profile.currency = pen.letters("currency", "QX");
    profile.locale = pen.word("locale");
    profile.settings = json!({ "theme": pen.word("settings") });
    profile.model_consent = Some(pen.word("model_consent"));
    profile.model_consent_at = Some(pen.time("model_consent_at"));
    profile.version = pen.number("version");
    profile.created_at = pen.time("created_at");
    profile.updated_at = pen.time("updated_at");
    pen.table = "users";
    rows.contact.username = pen.text("username");
    rows.contact.email = pen.text("email");
    rows.contact.phone = pen.text("phone");
}

fn availability(profile_id: Uuid, pen: &mut Pen) -> AvailabilityRow {
    pen.table = "availability";
    let lowest = pen.number("rate_min_minor");
    AvailabilityRow {
        profile_id,
        status: "LIMITED".to_owned(),
        available_from: Some(pen.day("available_from")),
        hours_per_week: Some(31),
        remote: Some("HYBRID".to_owned()),
        rate_min_minor: Some(lowest),
        rate_max_minor: Some(pen.number("rate_max_minor")),
        rate_currency: Some(pen.letters("rate_currency", "QX")),
    }
}

fn link(profile_id: Uuid, index: usize, pen: &mut Pen) -> LinkRow {
    pen.begin("links", index);
    LinkRow {
        position: pen.place("position"),
        kind: "GITLAB".to_owned(),
        label: pen.text("label"),
        username: pen.text("username"),
        url: pen.address("url").unwrap_or_default(),
        visibility: Some("PUBLIC".to_owned()),
        provenance: "IMPORT".to_owned(),
        version: pen.number("version"),
        created_at: pen.time("created_at"),
        updated_at: pen.time("updated_at"),
        ..LinkRow::blank(profile_id, Uuid::new_v4(), Utc::now())
    }
}

/// A skill of the catalogue that nobody else has: whoever sees the one sees what the other is called.
fn skill(profile_id: Uuid, index: usize, pen: &mut Pen) -> Skilled {
    pen.begin("profile_skills", index);
    let skill = catalogued_skill(&pen.word("name"));
    let row = ProfileSkillRow {
        position: pen.place("position"),
        skill_id: skill.id,
        name: skill.name.clone(),
        level: Some("ADVANCED".to_owned()),
        years: Some(41),
        visibility: Some("PUBLIC".to_owned()),
        provenance: "IMPORT".to_owned(),
        version: pen.number("version"),
        created_at: pen.time("created_at"),
        updated_at: pen.time("updated_at"),
        ..ProfileSkillRow::blank(profile_id, Uuid::new_v4(), Utc::now())
    };
    Skilled { row, skill: Some(skill), endorsements: Vec::new() }
}

fn endorsement(skill: &ProfileSkillRow, endorser_id: Uuid, index: usize, pen: &mut Pen) -> EndorsementRow {
    pen.begin("endorsements", index);
    EndorsementRow {
        profile_id: skill.profile_id,
        id: Uuid::new_v4(),
        skill_item_id: Some(skill.id),
        endorser_id,
        capacity: "MENTOR".to_owned(),
        relationship: pen.text("relationship"),
        note: pen.text("note"),
        state: "ACCEPTED".to_owned(),
        version: 1,
        created_at: pen.time("created_at"),
        updated_at: Utc::now(),
    }
}

fn recommendation(profile_id: Uuid, author_id: Uuid, index: usize, pen: &mut Pen) -> Recommended {
    pen.begin("recommendations", index);
    let row = RecommendationRow {
        position: pen.place("position"),
        author_id,
        capacity: Some("MENTOR".to_owned()),
        relationship: pen.text("relationship"),
        text: pen.text("text"),
        state: "ACCEPTED".to_owned(),
        submitted_at: Some(pen.time("submitted_at")),
        visibility: Some("PUBLIC".to_owned()),
        provenance: "MANUAL".to_owned(),
        version: pen.number("version"),
        created_at: pen.time("created_at"),
        updated_at: pen.time("updated_at"),
        ..RecommendationRow::blank(profile_id, Uuid::new_v4(), Utc::now())
    };
    Recommended { row }
}

/// A skill of the catalogue in which nothing is missing but what is above it.
#[must_use]
pub fn catalogued_skill(name: &str) -> SkillRow {
    let id = Uuid::new_v4();
    SkillRow {
        id,
        slug: Some(format!("skill-{}", id.simple())),
        name: name.to_owned(),
        category: Some("SOFTWARE".to_owned()),
        parent_id: None,
        esco_uri: Some("http://data.europa.eu/esco/skill/example".to_owned()),
        status: "CANONICAL".to_owned(),
        merged_into_id: None,
        merged_status: None,
        proposed_at: None,
        curated_at: None,
        version: 1,
    }
}

fn education(profile_id: Uuid, index: usize, pen: &mut Pen) -> EducationRow {
    pen.begin("education", index);
    EducationRow {
        position: pen.place("position"),
        institution: pen.word("institution"),
        institution_url: pen.address("institution_url"),
        degree: pen.text("degree"),
        field_of_study: pen.text("field_of_study"),
        start_date: Some(pen.day("start_date")),
        start_precision: Some("DAY".to_owned()),
        end_date: Some(pen.end("end_date")),
        end_precision: Some("DAY".to_owned()),
        gpa_hundredths: Some(pen.hundredths("gpa_hundredths")),
        gpa_scale_hundredths: Some(pen.hundredths("gpa_scale_hundredths")),
        gpa_text: pen.text("gpa_text"),
        honours: pen.text("honours"),
        coursework: vec![pen.word("coursework")],
        visibility: Some("PUBLIC".to_owned()),
        provenance: "EVENT".to_owned(),
        version: pen.number("version"),
        created_at: pen.time("created_at"),
        updated_at: pen.time("updated_at"),
        ..EducationRow::blank(profile_id, Uuid::new_v4(), Utc::now())
    }
}

fn project(profile_id: Uuid, index: usize, pen: &mut Pen) -> ProjectRow {
    pen.begin("projects", index);
    ProjectRow {
        position: pen.place("position"),
        name: pen.word("name"),
        kind: pen.text("kind"),
        role: pen.text("role"),
        organization: pen.text("organization"),
        description: pen.text("description"),
        highlights: vec![pen.word("highlights")],
        links: vec![pen.address("links").unwrap_or_default()],
        skills: vec![pen.word("skills")],
        start_date: Some(pen.day("start_date")),
        start_precision: Some("DAY".to_owned()),
        end_date: Some(pen.end("end_date")),
        end_precision: Some("DAY".to_owned()),
        visibility: Some("PUBLIC".to_owned()),
        provenance: "IMPORT".to_owned(),
        version: pen.number("version"),
        created_at: pen.time("created_at"),
        updated_at: pen.time("updated_at"),
        ..ProjectRow::blank(profile_id, Uuid::new_v4(), Utc::now())
    }
}

/// An award that holds, of a badge of its own: what the catalogue says of a badge is no secret.
fn badge(profile_id: Uuid, index: usize, pen: &mut Pen) -> Awarded {
    let badge = catalogued(&format!("badge-{}", Uuid::new_v4().simple()));
    pen.begin("badge_awards", index);
    let award = BadgeAwardRow {
        badge_id: badge.id,
        position: pen.place("position"),
        awarded_at: pen.time("awarded_at"),
        expires_at: Some(pen.time_to_come("expires_at")),
        evidence_url: pen.address("evidence_url"),
        evidence_text: pen.text("evidence_text"),
        featured: Some(i32::try_from(index).expect("there are two")),
        source: "https://badges.example".to_owned(),
        source_id: Uuid::new_v4().to_string(),
        source_event: "filled".to_owned(),
        visibility: Some("PUBLIC".to_owned()),
        provenance: "EVENT".to_owned(),
        version: pen.number("version"),
        created_at: pen.time("created_at"),
        updated_at: pen.time("updated_at"),
        ..BadgeAwardRow::blank(profile_id, Uuid::new_v4(), Utc::now())
    };
    Awarded { award, badge }
}

/// An entry of the catalogue in which nothing is missing.
#[must_use]
pub fn catalogued(key: &str) -> BadgeRow {
    BadgeRow {
        name: format!("The badge {key}"),
        description: Some("What it stands for.".to_owned()),
        issuer_name: "Example Academy".to_owned(),
        issuer_url: Some("https://academy.example".to_owned()),
        criteria: Some("Something has to be done.".to_owned()),
        criteria_url: Some("https://academy.example/criteria".to_owned()),
        image_url: Some("https://academy.example/badge.png".to_owned()),
        tier: Some("GOLD".to_owned()),
        category: Some("examples".to_owned()),
        retired_at: Some(DateTime::UNIX_EPOCH),
        ..BadgeRow::blank(key.to_owned(), DateTime::UNIX_EPOCH)
    }
}

fn certificate(profile_id: Uuid, index: usize, pen: &mut Pen) -> CertificateRow {
    pen.begin("certificates", index);
    CertificateRow {
        position: pen.place("position"),
        title: pen.word("title"),
        provider: pen.text("provider"),
        url: pen.address("url"),
        credential_id: pen.text("credential_id"),
        credential_url: pen.address("credential_url"),
        issued_date: Some(pen.day("issued_date")),
        issued_precision: Some("DAY".to_owned()),
        expires_date: Some(pen.end("expires_date")),
        expires_precision: Some("DAY".to_owned()),
        skills: vec![pen.word("skills")],
        visibility: Some("PUBLIC".to_owned()),
        provenance: "IMPORT".to_owned(),
        version: pen.number("version"),
        created_at: pen.time("created_at"),
        updated_at: pen.time("updated_at"),
        ..CertificateRow::blank(profile_id, Uuid::new_v4(), Utc::now())
    }
}

/// The first for an organisation, the second for the person themselves, who also say what they think of both: a profile is
/// there for whoever sees it.
fn gig(profile_id: Uuid, index: usize, pen: &mut Pen) -> GigRow {
    pen.begin("gigs", index);
    let for_organisation = index == 0;
    GigRow {
        position: pen.place("position"),
        title: pen.word("title"),
        role: pen.text("role"),
        category: pen.text("category"),
        client_name: if for_organisation { pen.text("client_name") } else { None },
        client_id: (!for_organisation).then_some(profile_id),
        skills: vec![pen.word("skills")],
        started_at: Some(pen.time("started_at")),
        completed_at: Some(pen.time("completed_at")),
        rating: Some(4),
        review_text: pen.text("review_text"),
        reviewed_at: Some(pen.time("reviewed_at")),
        reviewer_id: Some(profile_id),
        featured: Some(i32::try_from(index).expect("there are two")),
        visibility: Some("PUBLIC".to_owned()),
        provenance: "EVENT".to_owned(),
        version: pen.number("version"),
        created_at: pen.time("created_at"),
        updated_at: pen.time("updated_at"),
        ..GigRow::blank(profile_id, Uuid::new_v4(), Utc::now())
    }
}

fn work(profile_id: Uuid, index: usize, pen: &mut Pen) -> WorkRow {
    pen.begin("work_history", index);
    WorkRow {
        position: pen.place("position"),
        company: pen.word("company"),
        company_url: pen.address("company_url"),
        title: pen.word("title"),
        location: pen.text("location"),
        description: pen.text("description"),
        highlights: vec![pen.word("highlights")],
        skills: vec![pen.word("skills")],
        start_date: Some(pen.day("start_date")),
        start_precision: Some("DAY".to_owned()),
        end_date: Some(pen.end("end_date")),
        end_precision: Some("DAY".to_owned()),
        visibility: Some("PUBLIC".to_owned()),
        provenance: "IMPORT".to_owned(),
        version: pen.number("version"),
        created_at: pen.time("created_at"),
        updated_at: pen.time("updated_at"),
        ..WorkRow::blank(profile_id, Uuid::new_v4(), Utc::now())
    }
}

fn language(profile_id: Uuid, index: usize, pen: &mut Pen) -> LanguageRow {
    pen.begin("languages", index);
    LanguageRow {
        position: pen.place("position"),
        language: pen.word("language"),
        level: Some("B2".to_owned()),
        visibility: Some("PUBLIC".to_owned()),
        provenance: "IMPORT".to_owned(),
        version: pen.number("version"),
        created_at: pen.time("created_at"),
        updated_at: pen.time("updated_at"),
        ..LanguageRow::blank(profile_id, Uuid::new_v4(), Utc::now())
    }
}

/// The first is a video, the second a document: no item shows both.
fn media_item(profile_id: Uuid, index: usize, pen: &mut Pen) -> MediaItemRow {
    pen.begin("media_items", index);
    let is_video = index == 0;
    MediaItemRow {
        position: pen.place("position"),
        kind: if is_video { "VIDEO" } else { "DOCUMENT" }.to_owned(),
        title: pen.word("title"),
        description: pen.text("description"),
        alt_text: pen.text("alt_text"),
        video_url: if is_video { pen.address("video_url") } else { None },
        file: (!is_video).then(Uuid::new_v4),
        content_type: (!is_video).then(|| "application/pdf".to_owned()),
        bytes: if is_video { None } else { Some(pen.place("bytes")) },
        filename: if is_video { None } else { pen.text("filename") },
        visibility: Some("PUBLIC".to_owned()),
        provenance: "EVENT".to_owned(),
        version: pen.number("version"),
        created_at: pen.time("created_at"),
        updated_at: pen.time("updated_at"),
        ..MediaItemRow::blank(profile_id, Uuid::new_v4(), Utc::now())
    }
}

/// Writes values that nobody wrote before, and notes them.
struct Pen {
    table: &'static str,
    item: Option<usize>,
    written: Vec<Sentinel>,
}

impl Pen {
    fn new() -> Self {
        Self { table: "", item: None, written: Vec::new() }
    }

    fn begin(&mut self, table: &'static str, index: usize) {
        (self.table, self.item) = (table, Some(index));
    }

    fn note(&mut self, column: &'static str, needle: impl Into<String>) {
        self.written.push(Sentinel { table: self.table, column, item: self.item, needle: needle.into() });
    }

    /// Never the same twice in a process.
    fn next() -> u32 {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        NEXT.fetch_add(1, Ordering::Relaxed)
    }

    fn word(&mut self, column: &'static str) -> String {
        let word = format!("{column}-zq{}qz", Self::next());
        self.note(column, &word);
        word
    }

    fn text(&mut self, column: &'static str) -> Option<String> {
        Some(self.word(column))
    }

    fn address(&mut self, column: &'static str) -> Option<String> {
        Some(format!("https://{}.example/", self.word(column).replace('_', "-")))
            .inspect(|address| self.written.last_mut().expect("just noted").needle.clone_from(address))
    }

    /// Few letters are found only between quotes, since ids are random letters too; and no word of ours begins so.
    fn letters(&mut self, column: &'static str, beginning: &str) -> String {
        let written = self.written.iter().filter(|sentinel| sentinel.needle.starts_with("\"Q")).count();
        let last = char::from(b'A' + u8::try_from(written).expect("few are written"));
        let letters = format!("{beginning}{last}");
        self.note(column, format!("\"{letters}\""));
        letters
    }

    fn number(&mut self, column: &'static str) -> i64 {
        let number = 918_273_000_000 + i64::from(Self::next());
        self.note(column, number.to_string());
        number
    }

    fn place(&mut self, column: &'static str) -> i32 {
        let place = 1_918_200_000 + i32::try_from(Self::next()).expect("few values are written");
        self.note(column, place.to_string());
        place
    }

    fn hundredths(&mut self, column: &'static str) -> i32 {
        let hundredths = 100_000 + i32::try_from(Self::next() % 900_000).expect("below a million");
        self.note(column, format!("\"{}.{:02}\"", hundredths / 100, hundredths % 100));
        hundredths
    }

    /// A day of the last century, so that it is before every end, however many days this process has written.
    fn day(&mut self, column: &'static str) -> NaiveDate {
        static WRITTEN: AtomicU32 = AtomicU32::new(0);
        self.date(column, 1900, WRITTEN.fetch_add(1, Ordering::Relaxed) % 36_500)
    }

    /// A day of this one that is over.
    fn end(&mut self, column: &'static str) -> NaiveDate {
        static WRITTEN: AtomicU32 = AtomicU32::new(0);
        self.date(column, 2000, WRITTEN.fetch_add(1, Ordering::Relaxed) % 9_000)
    }

    fn date(&mut self, column: &'static str, century: i32, days: u32) -> NaiveDate {
        let first = NaiveDate::from_ymd_opt(century, 1, 1).expect("a day");
        let day = first + chrono::Days::new(days.into());
        self.note(column, format!("\"{day}\""));
        day
    }

    fn time(&mut self, column: &'static str) -> DateTime<Utc> {
        self.moment(column, 86_400 * 365 * 5)
    }

    fn time_to_come(&mut self, column: &'static str) -> DateTime<Utc> {
        self.moment(column, 86_400 * 365 * 200)
    }

    fn moment(&mut self, column: &'static str, after: i64) -> DateTime<Utc> {
        let time = DateTime::from_timestamp(after + i64::from(Self::next()), 0).expect("a time");
        self.note(column, time.format("%Y-%m-%dT%H:%M:%S").to_string());
        time
    }
}
