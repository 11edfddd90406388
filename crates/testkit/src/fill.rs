//! A profile in which every governed column has a value that stands nowhere else, to be looked for in whatever the
//! server lets out.

mod items;
mod pen;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
/// A kind of item.
pub use folio::graphql::id::ItemKind as Item;
use folio_db::{aggregate::Aggregate, extraction::FacetRow};
use serde_json::json;
use uuid::Uuid;

pub use self::items::{catalogued, catalogued_skill};
use self::{items as of, pen::Pen};

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
    rows.availability = Some(of::availability(profile_id, &mut pen));
    rows.links = vec![of::link(profile_id, 0, &mut pen), of::link(profile_id, 1, &mut pen)];
    rows.skills = vec![of::skill(profile_id, 0, &mut pen), of::skill(profile_id, 1, &mut pen)];
    rows.education = vec![of::education(profile_id, 0, &mut pen), of::education(profile_id, 1, &mut pen)];
    rows.projects = vec![of::project(profile_id, 0, &mut pen), of::project(profile_id, 1, &mut pen)];
    rows.badges = vec![of::badge(profile_id, 0, &mut pen), of::badge(profile_id, 1, &mut pen)];
    rows.certificates =
        vec![of::certificate(profile_id, 0, &mut pen), of::certificate(profile_id, 1, &mut pen)];
    rows.gigs = vec![of::gig(profile_id, 0, &mut pen), of::gig(profile_id, 1, &mut pen)];
    rows.work = vec![of::work(profile_id, 0, &mut pen), of::work(profile_id, 1, &mut pen)];
    rows.languages = vec![of::language(profile_id, 0, &mut pen), of::language(profile_id, 1, &mut pen)];
    rows.media = vec![of::media_item(profile_id, 0, &mut pen), of::media_item(profile_id, 1, &mut pen)];
    // Each project and certificate shows both, the second one first.
    let shown: Vec<Uuid> = rows.media.iter().rev().map(|row| row.id).collect();
    rows.projects.iter_mut().for_each(|row| row.media.clone_from(&shown));
    rows.certificates.iter_mut().for_each(|row| row.media.clone_from(&shown));
    // Somebody who is there for everybody, see `MemberBuilder::create`.
    let author = Uuid::new_v4();
    for (index, held) in rows.skills.iter_mut().enumerate() {
        held.endorsements = vec![of::endorsement(&held.row, author, index, &mut pen)];
    }
    rows.recommendations =
        (0..2).map(|index| of::recommendation(profile_id, author, index, &mut pen)).collect();
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
