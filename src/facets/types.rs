//! Facets as their owner sees them.

use std::{
    hash::{Hash, Hasher},
    sync::Arc,
};

use async_graphql::{Context, Enum, ID, Result, SimpleObject};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use folio_db::extraction::{self, FacetPage, FacetRow, SourceKind, Standing};
use folio_policy::{Access, Field};
use uuid::Uuid;

use crate::graphql::{
    connection::{CountedConnection, Part, page_size, position},
    error::{fault, invalid_cursor},
    id::{GlobalId, ItemKind},
    loader,
    plain::Plain,
};

/// What a facet says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum, Plain)]
#[graphql(remote = "extraction::FacetKind")]
pub enum FacetKind {
    /// A skill that shows.
    Skill,
    /// How many years of work, in all or with a skill.
    ExperienceYears,
    /// A certificate.
    Certificate,
    /// Something achieved, with a number.
    TrackRecord,
    /// What the work was about.
    Domain,
    /// How senior somebody is.
    Seniority,
    /// Where and how the work was done.
    Setting,
    /// What somebody worked as.
    Role,
}

/// What sort of item a facet is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum, Plain)]
#[graphql(remote = "SourceKind")]
pub enum FacetSourceKind {
    /// The line below the name.
    Headline,
    /// A place of work.
    Work,
    /// A skill of the profile.
    Skill,
    /// A certificate.
    Certificate,
}

/// How the reading of a profile stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "extraction::ExtractionState")]
pub enum ExtractionState {
    /// There is nothing to read, or nobody has asked for it.
    None,
    /// What is written waits to be read, be it for another attempt.
    Pending,
    /// It is being read.
    Running,
    /// It has been read.
    Done,
    /// The last attempt has failed; the next change begins anew.
    Failed,
}

/// Something that was derived for matching from what a profile says. The owner's alone, and read-only: it changes with
/// what it is derived from, and goes with it.
#[derive(Debug, Clone, SimpleObject, Plain)]
pub struct Facet {
    /// Of what it says and where it is from: found again, it is the same.
    id: ID,
    /// What it says.
    kind: Option<FacetKind>,
    /// In words; of DOMAIN, SENIORITY and SETTING a code: "HEALTH", "SENIOR", "REMOTE".
    value: Option<String>,
    /// What the years are years of; null for all of the work.
    subject: Option<String>,
    /// How many whole years, of EXPERIENCE_YEARS.
    years: Option<i32>,
    /// How sure, from 0 to 1.
    confidence: Option<f64>,
    /// Where it is from.
    source: Option<FacetSource>,
    /// Who found it: "patterns", or "model".
    extractor: Option<String>,
    /// Which version of that.
    extractor_version: Option<String>,
    /// When it was found first.
    created_at: Option<DateTime<Utc>>,
}

/// Where a facet is from.
#[derive(Debug, Clone, SimpleObject, Plain)]
pub struct FacetSource {
    /// What sort of item.
    kind: Option<FacetSourceKind>,
    /// The item; null for the headline.
    item_id: Option<ID>,
    /// The field of it; of a list with the place in it, from 0: "highlights.2".
    field: Option<String>,
    /// Where the words begin, in characters (Unicode scalar values) from 0; null for what is no text, as a date.
    start: Option<i32>,
    /// Where they end, in characters: the one behind the last.
    end: Option<i32>,
}

/// How the reading of a profile for facets stands. The owner's alone.
#[derive(Debug, Clone, SimpleObject)]
pub struct ExtractionStatus {
    /// How it stands.
    state: Option<ExtractionState>,
    /// Since when what is written waits; null if it has been read.
    since: Option<DateTime<Utc>>,
    /// For how long, in whole seconds; 0 if it has been read.
    lag_seconds: Option<i32>,
    /// When it was read last.
    extracted_at: Option<DateTime<Utc>>,
    /// By whom.
    extractor: Option<String>,
    /// And which version of that.
    extractor_version: Option<String>,
}

impl Facet {
    fn build(profile: Uuid, row: FacetRow) -> Self {
        let item = row.item().map(|(kind, item)| {
            let kind = match kind {
                SourceKind::Skill => ItemKind::ProfileSkill,
                SourceKind::Certificate => ItemKind::Certificate,
                SourceKind::Work | SourceKind::Headline => ItemKind::WorkExperience,
            };
            GlobalId::Item { kind, profile, item }.encode()
        });
        Self {
            id: ID(URL_SAFE_NO_PAD.encode([b"facet".as_slice(), row.id.as_bytes()].concat())),
            kind: extraction::FacetKind::parse(&row.kind).map(Into::into),
            value: Some(row.value),
            subject: row.subject,
            years: row.years.map(Into::into),
            confidence: Some(f64::from(row.confidence) / 100.0),
            source: Some(FacetSource {
                kind: SourceKind::parse(&row.source).map(Into::into),
                item_id: item,
                field: Some(row.field),
                start: row.span_start,
                end: row.span_end,
            }),
            extractor: Some(row.extractor),
            extractor_version: Some(row.extractor_version),
            created_at: Some(row.created_at),
        }
    }
}

impl From<Option<Standing>> for ExtractionStatus {
    fn from(standing: Option<Standing>) -> Self {
        let state = standing.as_ref().map_or(extraction::ExtractionState::None, Standing::state);
        let (since, lag) = standing.as_ref().map_or((None, 0), |s| (s.requested_at, s.lag_seconds));
        let (extracted_at, extractor, extractor_version) =
            standing.map_or((None, None, None), |s| (s.extracted_at, s.extractor, s.extractor_version));
        Self {
            state: Some(state.into()),
            since,
            lag_seconds: Some(i32::try_from(lag).unwrap_or(i32::MAX)),
            extracted_at,
            extractor,
            extractor_version,
        }
    }
}

/// The way to a profile's facets for whoever may see them. They are no part of the snapshot: whoever asks reads them.
#[derive(Clone)]
pub(crate) struct OwnFacets {
    /// `None` for whom there are none.
    door: Option<(Arc<Access>, Uuid)>,
}

/// A view is another because of what is in the snapshot; facets are looked at when they are asked for.
impl Hash for OwnFacets {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl OwnFacets {
    pub(crate) fn new(access: &Access, profile: Uuid) -> Self {
        let open = access.may_see(Field::ProfileFacets);
        Self { door: open.then(|| (Arc::new(access.clone()), profile)) }
    }

    /// A page of them; an empty one for whom there are none.
    pub(crate) async fn page(
        &self,
        ctx: &Context<'_>,
        kind: Option<FacetKind>,
        first: Option<i32>,
        after: Option<&str>,
    ) -> Result<CountedConnection<Facet>> {
        let limit = page_size("first", first)?;
        let after = after.map(position).transpose()?;
        let none = || FacetPage { begins: after.is_none(), ..FacetPage::default() };
        let (profile, page) = match &self.door {
            None => (Uuid::nil(), none()),
            Some((access, profile)) => {
                let conn = loader::session(ctx).services.db.conn().await.map_err(fault)?;
                let kind = kind.map(Into::into);
                let page = extraction::page(&conn, *profile, kind, limit, after).await.map_err(fault)?;
                (*profile, page.reveal_some(access.whole()).unwrap_or_else(none))
            }
        };
        // A facet that isn't there is refused like one that never was.
        if !page.begins {
            return Err(invalid_cursor());
        }
        let items = page.facets.into_iter().map(|row| (row.id, Facet::build(profile, row))).collect();
        Ok(CountedConnection::of(Part { items, before: after.is_some(), more: page.more, total: page.total }))
    }

    /// How the reading stands; `None` for whom there is none.
    pub(crate) async fn status(&self, ctx: &Context<'_>) -> Result<Option<ExtractionStatus>> {
        let Some((access, profile)) = &self.door else { return Ok(None) };
        let conn = loader::session(ctx).services.db.conn().await.map_err(fault)?;
        let standing = extraction::standing(&conn, *profile).await.map_err(fault)?;
        Ok(standing.reveal_some(access.whole()).map(Into::into))
    }
}
