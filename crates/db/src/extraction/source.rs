//! What facets are derived from: texts with the item that each is of.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use folio_policy::{Audience, Field, ProfilePolicy, ProfileState, Setting, Visibility};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    CivilDate,
    aggregate::{self, Aggregate, item_visibility},
    error::{DbError, DbResult},
    pool::Conn,
    profiles::ProfileRow,
    schema::profile_extraction,
};

/// Raised when [`Source::of`] reads something else of the same rows, so that they count as another text.
const RULE: u8 = 2;

/// The version of the text that an owner agrees to before a model is asked; raised with what it says. One that was agreed to
/// before counts no longer.
pub const CONSENT_TEXT: &str = "1";

/// What sort of item a text is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SourceKind {
    /// The line below the name; no item.
    Headline,
    /// A place of work.
    Work,
    /// A skill of the profile.
    Skill,
    /// A certificate.
    Certificate,
}

impl SourceKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Headline, Self::Work, Self::Skill, Self::Certificate];

    /// The name in the schema and the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Headline => "HEADLINE",
            Self::Work => "WORK",
            Self::Skill => "SKILL",
            Self::Certificate => "CERTIFICATE",
        }
    }

    /// The kind with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A text with the field that it stands in.
#[derive(Clone, PartialEq, Eq)]
pub struct Text {
    /// The field, as the schema calls it; of a list with the place in it: `highlights.0`.
    pub field: String,
    /// What stands there.
    pub text: String,
    /// Whether it may be sent to somebody else's model: its owner has agreed to that, and it shows to somebody beside them.
    pub may_leave: bool,
}

/// An item that is read. Not `Debug`: it is somebody's data.
#[derive(Clone, PartialEq, Eq)]
pub struct SourceItem {
    /// Of what sort it is.
    pub kind: SourceKind,
    /// Which, within the profile; none for the headline.
    pub id: Option<Uuid>,
    /// Its texts, none of them empty.
    pub texts: Vec<Text>,
    /// When it began; of work alone.
    pub start: Option<CivilDate>,
    /// When it ended; none while it goes on.
    pub end: Option<CivilDate>,
    /// How many years, as the owner says; of skills alone.
    pub years: Option<i16>,
}

/// All that is read of a profile. Not `Debug`: it is somebody's data.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// The items, in their owner's order: the headline, work, skills, certificates.
    pub items: Vec<SourceItem>,
}

impl SourceItem {
    fn new(kind: SourceKind, id: Option<Uuid>) -> Self {
        Self { kind, id, texts: Vec::new(), start: None, end: None, years: None }
    }

    fn with(self, field: &str, text: Option<&str>) -> Self {
        self.with_one(field, text, false)
    }

    fn with_one(mut self, field: &str, text: Option<&str>, may_leave: bool) -> Self {
        if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
            self.texts.push(Text { field: field.to_owned(), text: text.to_owned(), may_leave });
        }
        self
    }

    fn with_list(mut self, field: &str, texts: &[String], may_leave: bool) -> Self {
        for (index, text) in texts.iter().enumerate() {
            self = self.with_one(&format!("{field}.{index}"), Some(text), may_leave);
        }
        self
    }

    /// The text of a field.
    #[must_use]
    pub fn text(&self, field: &str) -> Option<&str> {
        self.texts.iter().find(|text| text.field == field).map(|text| text.text.as_str())
    }

    /// What stands for all that the item says: what facets of it alone follow from.
    #[must_use]
    pub fn digest(&self) -> i64 {
        let mut hash = Hash::of("item");
        hash.item(self);
        for Text { field, text, may_leave } in &self.texts {
            // What may be sent and no longer may, or the other way round, is another text: what a model found in it goes.
            hash.text(field).text(text).text(if *may_leave { "+" } else { "" });
        }
        hash.dates(self).text(&self.years.map_or(String::new(), |years| years.to_string()));
        hash.finish()
    }
}

impl Source {
    /// What is read of a profile's rows. Where an item stands is no part of it, and neither is who sees it, but for whether a
    /// model may be asked: facets are the owner's alone.
    #[must_use]
    pub fn of(rows: &Aggregate) -> Self {
        let leaving = Leaving::of(&rows.profile);
        let mut items = Vec::new();
        let headline = rows.profile.headline.as_deref();
        items.push(SourceItem::new(SourceKind::Headline, None).with_one(
            "headline",
            headline,
            leaving.may(Field::ProfileHeadline, None),
        ));
        for row in &rows.work {
            let toggle = item_visibility(row.visibility.as_deref());
            let may = |field| leaving.may(field, toggle);
            let mut item = SourceItem::new(SourceKind::Work, Some(row.id))
                .with_one("title", Some(&row.title), may(Field::WorkTitle))
                .with_one("company", Some(&row.company), may(Field::WorkCompany))
                .with("location", row.location.as_deref())
                .with_one("description", row.description.as_deref(), may(Field::WorkDescription))
                .with_list("highlights", &row.highlights, may(Field::WorkHighlights))
                .with_list("skills", &row.skills, may(Field::WorkSkills));
            item.start = CivilDate::of_columns(row.start_date, row.start_precision.as_deref());
            item.end = CivilDate::of_columns(row.end_date, row.end_precision.as_deref());
            items.push(item);
        }
        for held in &rows.skills {
            let mut item =
                SourceItem::new(SourceKind::Skill, Some(held.row.id)).with("name", Some(held.called()));
            item.years = held.row.years;
            items.push(item);
        }
        for row in &rows.certificates {
            items.push(
                SourceItem::new(SourceKind::Certificate, Some(row.id))
                    .with("title", Some(&row.title))
                    .with("provider", row.provider.as_deref())
                    .with_list("skills", &row.skills, false),
            );
        }
        items.retain(|item| !item.texts.is_empty());
        Self { items }
    }

    /// What stands for all of it, in whatever order.
    #[must_use]
    pub fn digest(&self) -> i64 {
        let mut digests: Vec<i64> = self.items.iter().map(SourceItem::digest).collect();
        digests.sort_unstable();
        let mut hash = Hash::of("source");
        digests.iter().for_each(|digest| hash.number(*digest));
        hash.finish()
    }

    /// What the years of all the work follow from: when each place began and ended.
    #[must_use]
    pub fn dates_digest(&self) -> i64 {
        self.over_work("dates", |item| {
            let mut hash = Hash::of("item's dates");
            hash.item(item).dates(item);
            hash.finish()
        })
    }

    /// What the years of a skill follow from: all that is said of work, and when it was.
    #[must_use]
    pub fn work_digest(&self) -> i64 {
        self.over_work("work", SourceItem::digest)
    }

    fn over_work(&self, what: &str, digest: impl Fn(&SourceItem) -> i64) -> i64 {
        let work = self.items.iter().filter(|item| item.kind == SourceKind::Work);
        let mut digests: Vec<i64> = work.map(digest).collect();
        digests.sort_unstable();
        let mut hash = Hash::of(what);
        digests.iter().for_each(|digest| hash.number(*digest));
        hash.finish()
    }

    /// All that facets may follow from.
    #[must_use]
    pub fn bases(&self) -> Vec<i64> {
        let items = self.items.iter().map(SourceItem::digest);
        items.chain([self.dates_digest(), self.work_digest()]).collect()
    }

    /// How many characters may be sent to somebody else's model.
    #[must_use]
    pub fn leaving_characters(&self) -> usize {
        let texts = self.items.iter().flat_map(|item| &item.texts).filter(|text| text.may_leave);
        texts.map(|text| text.text.chars().count()).sum()
    }
}

/// What of a profile may be sent to somebody else's model.
struct Leaving(Option<ProfilePolicy>);

impl Leaving {
    /// Nothing of who hasn't agreed to the text as it is now, or whose profile isn't there for others.
    fn of(row: &ProfileRow) -> Self {
        let agreed = row.model_consent.as_deref() == Some(CONSENT_TEXT);
        let state = ProfileState::parse(&row.state).filter(|_| agreed);
        Self(state.map(|state| ProfilePolicy {
            state,
            public_url_enabled: row.public_url_enabled,
            toggles: row.visibility.0.clone(),
        }))
    }

    /// A field, of an item with this toggle where it is one's: what nobody sees but its owner and whoever holds a grant, doesn't.
    fn may(&self, field: Field, toggle: Option<Visibility>) -> bool {
        let Some(policy) = &self.0 else { return false };
        let item = Setting::of_item(field.row().section, toggle, policy).open_to;
        let open = Setting::of_field(field, policy).open_to.intersection(item);
        let others = [Audience::Anonymous, Audience::Member, Audience::Mentor, Audience::Employer];
        others.into_iter().any(|audience| open.contains(audience))
    }
}

/// Parts with their lengths, so that no two lists of parts are one.
struct Hash(Sha256);

impl Hash {
    fn of(what: &str) -> Self {
        let mut hash = Self(Sha256::new());
        hash.0.update([RULE]);
        hash.text(what);
        hash
    }

    fn text(&mut self, text: &str) -> &mut Self {
        self.0.update((text.len() as u64).to_be_bytes());
        self.0.update(text.as_bytes());
        self
    }

    fn number(&mut self, number: i64) {
        self.0.update(number.to_be_bytes());
    }

    fn item(&mut self, item: &SourceItem) -> &mut Self {
        let id = item.id.map_or([0; 16], Uuid::into_bytes);
        self.0.update(id);
        self.text(item.kind.name())
    }

    fn dates(&mut self, item: &SourceItem) -> &mut Self {
        for date in [item.start, item.end] {
            self.text(&date.map_or(String::new(), |date| date.to_string()));
        }
        self
    }

    /// Eight bytes are enough to tell the texts of one profile apart.
    fn finish(self) -> i64 {
        let digest: [u8; 32] = self.0.finalize().into();
        let [a, b, c, d, e, f, g, h, ..] = digest;
        i64::from_be_bytes([a, b, c, d, e, f, g, h])
    }
}

/// What is read of a profile, with its state.
#[derive(Clone)]
pub struct Read {
    /// Where it is in its life.
    pub state: ProfileState,
    /// The texts.
    pub source: Source,
    /// Whether they are what was read last, and nobody has asked for another reading since.
    pub is_done: bool,
}

/// Reads a profile for an extractor, and for nobody else: nothing of it is sealed. `None` when it isn't there. A
/// statement for each table, and one.
///
/// # Errors
/// As any query.
pub async fn read(conn: &Conn, profile_id: Uuid) -> DbResult<Option<Read>> {
    let Some(rows) = aggregate::load(conn, &[profile_id]).await?.pop() else { return Ok(None) };
    let state = ProfileState::parse(&rows.profile.state).ok_or(DbError::Corrupt("profiles.state"))?;
    let source = Source::of(&rows);
    let done = profile_extraction::table
        .filter(profile_extraction::profile_id.eq(profile_id))
        .filter(profile_extraction::status.eq("DONE"))
        .filter(profile_extraction::source_digest.eq(source.digest()))
        .count();
    let done: i64 = conn.run(done.get_result(&mut conn.raw())).await?;
    Ok(Some(Read { state, source, is_done: done > 0 }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work(id: u128, title: &str, start: &str) -> SourceItem {
        let mut item =
            SourceItem::new(SourceKind::Work, Some(Uuid::from_u128(id))).with("title", Some(title));
        item.start = start.parse().ok();
        item
    }

    fn source(items: &[SourceItem]) -> Source {
        Source { items: items.to_vec() }
    }

    #[test]
    fn order_is_no_part_of_a_text_and_everything_else_is() {
        let (one, other) = (work(1, "Welder", "2021"), work(2, "Baker", "2019"));
        let both = source(&[one.clone(), other.clone()]);
        assert_eq!(both.digest(), source(&[other.clone(), one.clone()]).digest());
        for changed in [
            source(std::slice::from_ref(&one)),
            source(&[one.clone(), work(2, "Bakers", "2019")]),
            source(&[one.clone(), work(3, "Baker", "2019")]),
            source(&[one.clone(), work(2, "Baker", "2019-01")]),
            source(&[one.clone(), SourceItem { years: Some(1), ..other.clone() }]),
        ] {
            assert_ne!(both.digest(), changed.digest());
        }
    }

    #[test]
    fn years_follow_from_dates_and_the_years_of_a_skill_from_what_is_said_too() {
        let (before, retitled) = (source(&[work(1, "Welder", "2021")]), source(&[work(1, "Smith", "2021")]));
        assert_eq!(before.dates_digest(), retitled.dates_digest());
        assert_ne!(before.work_digest(), retitled.work_digest());
        let moved = source(&[work(1, "Welder", "2022")]);
        assert_ne!(before.dates_digest(), moved.dates_digest());
        assert!(before.bases().contains(&before.items[0].digest()));
    }

    #[test]
    fn parts_are_told_apart_by_their_lengths() {
        let item = |title: &str, company: &str| {
            SourceItem::new(SourceKind::Work, None).with("title", Some(title)).with("company", Some(company))
        };
        assert_ne!(item("ab", "c").digest(), item("a", "bc").digest());
    }
}
