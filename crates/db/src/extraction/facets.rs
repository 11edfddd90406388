//! What was found.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use diesel::{QueryableByName, sql_types};
use diesel_async::RunQueryDsl;
use folio_policy::{Governed, Section, field};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{JOB, SourceKind, ask};
use crate::{
    aggregate::{self, Aggregate},
    error::{DbError, DbResult},
    fixed::Fixed,
    json::Json,
    pool::Conn,
    write::{Event, Locked},
};

/// What a facet says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
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

impl FacetKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Skill,
        Self::ExperienceYears,
        Self::Certificate,
        Self::TrackRecord,
        Self::Domain,
        Self::Seniority,
        Self::Setting,
        Self::Role,
    ];

    /// The name in the schema and the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Skill => "SKILL",
            Self::ExperienceYears => "EXPERIENCE_YEARS",
            Self::Certificate => "CERTIFICATE",
            Self::TrackRecord => "TRACK_RECORD",
            Self::Domain => "DOMAIN",
            Self::Seniority => "SENIORITY",
            Self::Setting => "SETTING",
            Self::Role => "ROLE",
        }
    }

    /// The kind with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A row of `profile_facets`. Its `Debug` says nothing of what is in it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "columns are described in folio_policy::data_map")]
pub struct FacetRow {
    pub id: Uuid,
    pub position: i32,
    pub kind: String,
    pub value: String,
    pub subject: Option<String>,
    pub years: Option<i16>,
    pub confidence: i16,
    pub source: String,
    pub work_id: Option<Uuid>,
    pub profile_skill_id: Option<Uuid>,
    pub certificate_id: Option<Uuid>,
    pub field: String,
    pub span_start: Option<i32>,
    pub span_end: Option<i32>,
    pub basis: i64,
    pub extractor: String,
    pub extractor_version: String,
    pub created_at: DateTime<Utc>,
}

impl std::fmt::Debug for FacetRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FacetRow")
    }
}

impl FacetRow {
    /// The item that it is from; none for the headline.
    #[must_use]
    pub fn item(&self) -> Option<(SourceKind, Uuid)> {
        let of = |kind, id: Option<Uuid>| id.map(|id| (kind, id));
        of(SourceKind::Work, self.work_id)
            .or(of(SourceKind::Skill, self.profile_skill_id))
            .or(of(SourceKind::Certificate, self.certificate_id))
    }
}

/// A part of a profile's facets.
#[derive(Clone, Default)]
pub struct FacetPage {
    /// In order.
    pub facets: Vec<FacetRow>,
    /// Whether there are more behind them.
    pub more: bool,
    /// How many there are in all, of the kind that was asked for.
    pub total: i64,
    /// Whether the facet to begin after is there; without one, yes.
    pub begins: bool,
}

/// At most `limit` facets of a profile, in order, of a kind or of all, behind one of them. One statement.
///
/// # Errors
/// As any query.
pub async fn page(
    conn: &Conn,
    profile_id: Uuid,
    kind: Option<FacetKind>,
    limit: usize,
    after: Option<Uuid>,
) -> DbResult<Governed<field::ProfileFacets, FacetPage>> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = sql_types::BigInt)]
        total: i64,
        #[diesel(sql_type = sql_types::Bool)]
        begins: bool,
        #[diesel(sql_type = sql_types::Nullable<sql_types::Json>)]
        facet: Option<Json<FacetRow>>,
    }
    // A row for each facet, and one without if there is none, which tells the rest all the same.
    const PAGE: &str = "\
        WITH start AS (
            SELECT position FROM profile_facets WHERE profile_id = $1 AND id = $4
        ), counted AS (
            SELECT count(*) AS total FROM profile_facets WHERE profile_id = $1 AND ($2 IS NULL OR kind = $2)
        )
        SELECT counted.total, $4 IS NULL OR EXISTS (SELECT FROM start) AS begins, row_to_json(facet) AS facet
        FROM counted LEFT JOIN (
            SELECT * FROM profile_facets WHERE profile_id = $1 AND ($2 IS NULL OR kind = $2)
                AND ($4 IS NULL OR position > (SELECT position FROM start))
            ORDER BY position LIMIT $3
        ) AS facet ON true
        ORDER BY facet.position";
    let rows: Vec<Row> = conn
        .run(
            Fixed(
                diesel::sql_query(PAGE)
                    .bind::<sql_types::Uuid, _>(profile_id)
                    .bind::<sql_types::Nullable<sql_types::Text>, _>(kind.map(FacetKind::name))
                    // One more than asked for tells whether there are more.
                    .bind::<sql_types::BigInt, _>(i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1))
                    .bind::<sql_types::Nullable<sql_types::Uuid>, _>(after),
            )
            .load(&mut conn.raw()),
        )
        .await?;
    let (total, begins) = rows.as_slice().first().map_or((0, true), |row| (row.total, row.begins));
    let mut facets: Vec<FacetRow> = rows.into_iter().filter_map(|row| Some(row.facet?.0)).collect();
    let more = facets.len() > limit;
    facets.truncate(limit);
    Ok(Governed::new(FacetPage { facets, more, total, begins }))
}

/// What became of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// It is written; whether there are other facets now than before.
    Written {
        /// Whether there are.
        changed: bool,
    },
    /// It was of another text than the one that is to be read now; nothing was written. A job for that one waits.
    Overtaken,
}

/// Told when somebody's facets are others than before.
pub static FACETS_CHANGED: Event = Event {
    event_type: "profile.facets_changed",
    sections: Cow::Borrowed(&[Section::Facets.name()]),
    item_id: None,
};

/// The facets of an extractor whose words are still there: what it would find again if it could be asked.
///
/// # Errors
/// As any query.
pub async fn kept(profile: &Locked<'_>, extractor: &str, bases: Vec<i64>) -> DbResult<Vec<FacetRow>> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = sql_types::Json)]
        facet: Json<FacetRow>,
    }
    const KEPT: &str = "SELECT row_to_json(facet) AS facet FROM profile_facets AS facet \
        WHERE profile_id = $1 AND extractor = $2 AND basis = ANY ($3) ORDER BY position";
    let conn = profile.conn();
    let rows: Vec<Row> = conn
        .run(
            Fixed(
                diesel::sql_query(KEPT)
                    .bind::<sql_types::Uuid, _>(profile.profile_id)
                    .bind::<sql_types::Text, _>(extractor)
                    .bind::<sql_types::Array<sql_types::BigInt>, _>(bases),
            )
            .load(&mut conn.raw()),
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.facet.0).collect())
}

/// An extractor in one text: its name and its version.
pub(super) fn named((name, version): (&str, &str)) -> String {
    format!("{name} {version}")
}

/// Writes what was found in a text in place of what there was, under the profile's lock, if the text is still the one that
/// waits to be read; tells of it if that is something else. What is found again is the same facet, at the words where it was
/// found now. Readings of the profile that were given up are over with it. `again`: whether a model is to be asked tomorrow
/// (UTC) that could not be today. `instead_of`: which other extractor there was nothing to ask, if that lasts.
///
/// # Errors
/// As any query; [`DbError::Corrupt`] when `rows` can't be stored.
pub async fn settle(
    profile: &Locked<'_>,
    source_digest: i64,
    extractor: (&str, &str),
    rows: &[FacetRow],
    again: bool,
    instead_of: Option<(&str, &str)>,
) -> DbResult<Settled> {
    // The lock keeps the text: who writes another one holds it too.
    const MARK: &str = "\
        WITH marked AS (
            UPDATE profile_extraction SET status = 'DONE', requested_at = NULL, extracted_at = now(), extractor = $3,
                extractor_version = $4,
                again_on = CASE WHEN $5 THEN (now() AT TIME ZONE 'UTC')::date + 1 END, instead_of = $7
            WHERE profile_id = $1 AND source_digest = $2 RETURNING profile_id
        ), over AS (
            DELETE FROM jobs USING marked
            WHERE jobs.profile_id = marked.profile_id AND kind = $6 AND state = 'DEAD'
        )
        SELECT count(*) AS changed FROM marked";
    const PUT: &str = "\
        WITH found AS (
            SELECT * FROM json_populate_recordset(NULL::profile_facets, $2)
        ), gone AS (
            DELETE FROM profile_facets WHERE profile_id = $1
                AND NOT EXISTS (SELECT FROM found WHERE found.id = profile_facets.id)
            RETURNING 1
        ), put AS (
            INSERT INTO profile_facets (profile_id, id, position, kind, value, subject, years, confidence, source,
                work_id, profile_skill_id, certificate_id, field, span_start, span_end, basis, extractor,
                extractor_version, created_at)
            SELECT $1, id, position, kind, value, subject, years, confidence, source, work_id, profile_skill_id,
                certificate_id, field, span_start, span_end, basis, extractor, extractor_version, created_at
            FROM found
            ON CONFLICT (profile_id, id) DO UPDATE SET position = excluded.position, value = excluded.value,
                subject = excluded.subject, years = excluded.years, confidence = excluded.confidence,
                field = excluded.field, span_start = excluded.span_start, span_end = excluded.span_end,
                basis = excluded.basis, extractor = excluded.extractor, extractor_version = excluded.extractor_version
        )
        SELECT (SELECT count(*) FROM gone) + (
            SELECT count(*) FROM found LEFT JOIN profile_facets AS known
                ON known.profile_id = $1 AND known.id = found.id
            WHERE (known.value, known.subject, known.years, known.confidence, known.field, known.span_start,
                    known.span_end)
                IS DISTINCT FROM (found.value, found.subject, found.years, found.confidence, found.field,
                    found.span_start, found.span_end)
        ) AS changed";
    #[derive(QueryableByName)]
    struct Changed {
        #[diesel(sql_type = sql_types::BigInt)]
        changed: i64,
    }
    let conn = profile.conn();
    let marked: Changed = conn
        .run(
            Fixed(
                diesel::sql_query(MARK)
                    .bind::<sql_types::Uuid, _>(profile.profile_id)
                    .bind::<sql_types::BigInt, _>(source_digest)
                    .bind::<sql_types::Text, _>(extractor.0)
                    .bind::<sql_types::Text, _>(extractor.1)
                    .bind::<sql_types::Bool, _>(again)
                    .bind::<sql_types::Text, _>(JOB)
                    .bind::<sql_types::Nullable<sql_types::Text>, _>(instead_of.map(named)),
            )
            .get_result(&mut conn.raw()),
        )
        .await?;
    if marked.changed == 0 {
        // Who wrote has asked for another reading, which may be done by now; unless nobody has written, and the catalogue
        // calls something else.
        let rows = aggregate::load(conn, &[profile.profile_id]).await?;
        ask(conn, rows.iter().filter_map(Aggregate::reading).collect()).await?;
        return Ok(Settled::Overtaken);
    }
    let found =
        serde_json::to_value(rows).map_err(|_| DbError::Corrupt("facets can't be written as JSON"))?;
    let changed: Changed = conn
        .run(
            Fixed(
                diesel::sql_query(PUT)
                    .bind::<sql_types::Uuid, _>(profile.profile_id)
                    .bind::<sql_types::Json, _>(found),
            )
            .get_result(&mut conn.raw()),
        )
        .await?;
    let changed = changed.changed > 0;
    if changed {
        profile.tell(&FACETS_CHANGED).await?;
    }
    Ok(Settled::Written { changed })
}
