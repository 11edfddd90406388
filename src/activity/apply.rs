//! What becomes of a fact.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use folio_db::{
    DbResult, Provenance, accounts,
    badge_awards::{self, BadgeAwardRow, RevocationRow, Standing},
    badges,
    certificates::CertificateRow,
    civil_date,
    gigs::GigRow,
    items::{Common, ItemTable, Ordered, arrange},
    write::{Actor, Event, Locked, Record},
};
use folio_policy::{Section, data_map};
use uuid::Uuid;

use super::fact::{BadgeAwarded, BadgeRevoked, Client, CourseCompleted, Fact, GigCompleted, Origin, Told};
use crate::{badges::ExpireBadge, jobs};

/// Most awards that stand, certificates that came by events and gigs of one profile, each: what a page's snapshot and the
/// first message to a follower hold. More than anybody comes by; a source that goes wild fills no more than this.
pub const MOST_TOLD: usize = 200;

/// Most awards of one profile with those that were taken back or are over: they take no place of one that stands, and still
/// there is an end to them. So many are in the first message to their owner.
pub const MOST_KEPT: usize = 500;

/// What became of a fact.
#[derive(Debug)]
pub enum Applied {
    /// The profile's tables have changed: end the change with [`Locked::record`] and this.
    Changed(Box<Record>),
    /// Nothing that anybody sees has changed, so there is nothing to record. **Commit all the same**: what was noted of the
    /// fact decides about those that come later.
    Unchanged,
    /// The profile has as many of these as it can: [`MOST_TOLD`] or [`MOST_KEPT`]. Nothing was written. Never a revocation:
    /// all of them are kept, for what else would take the award back that comes after it?
    Full,
    /// The badge isn't awarded any more, and wasn't when this was. Nothing was written.
    Retired,
    /// The catalogue has no badge of that key. Nothing was written: apply the fact again when it has.
    UnknownBadge,
}

/// Applies what was told of a person to their profile, in the transaction that holds the profile's lock.
///
/// A fact that comes again changes nothing, and neither does one that is older than what stands. A revocation that comes
/// before its award is kept and finds it. The number of statements depends on nothing but the kind of fact.
///
/// # Errors
/// As any query.
pub async fn apply(profile: &Locked<'_>, fact: &Fact) -> DbResult<Applied> {
    let Fact { origin, told } = fact;
    match told {
        Told::CourseCompleted(course) => course_completed(profile, origin, course).await,
        Told::GigCompleted(gig) => gig_completed(profile, origin, gig).await,
        Told::BadgeAwarded(award) => badge_awarded(profile, origin, award).await,
        Told::BadgeRevoked(revocation) => badge_revoked(profile, origin, revocation).await,
    }
}

/// Rows that facts tell of.
trait Sourced: Ordered {
    const SECTION: Section;

    /// The source, its id of the thing, and the time and id of the newest event that told of it.
    fn known_by(&self) -> Option<(&str, &str, DateTime<Utc>, &str)>;
    /// Writes who told of it now, and when.
    fn set_known_by(&mut self, origin: &Origin, source_id: &str);
    fn set_updated_at(&mut self, now: DateTime<Utc>);

    /// Whether it takes a place of [`MOST_TOLD`].
    fn stands(&self, _now: DateTime<Utc>) -> bool {
        true
    }
}

/// Whether a profile with these rows, all of which were told, has room for one more.
fn has_room<'a, R: Sourced + 'a>(told: impl Iterator<Item = &'a R>, row: &R, now: DateTime<Utc>) -> bool {
    let (all, standing) =
        told.fold((0, 0), |(all, standing), row| (all + 1, standing + usize::from(row.stands(now))));
    all < MOST_KEPT && (standing < MOST_TOLD || !row.stands(now))
}

/// Whether a profile that holds these awards has room for this one.
#[must_use]
pub fn has_room_for_award(held: &[BadgeAwardRow], award: &BadgeAwardRow) -> bool {
    has_room(held.iter(), award, Utc::now())
}

/// A row that has changed, or come.
struct Settled<R> {
    row: R,
    is_new: bool,
    fields: Vec<&'static str>,
}

/// Writes what an event tells into the row that it is about, unless the row tells it already, or something newer, or there
/// is no room for another one. What isn't new is `Err`: what became of the fact.
async fn settle<R: Sourced>(
    profile: &Locked<'_>,
    origin: &Origin,
    source_id: &str,
    blank: impl FnOnce(Uuid, DateTime<Utc>) -> R,
    write: impl FnOnce(&mut R),
) -> DbResult<Result<Settled<R>, Applied>> {
    let mut rows = R::of_profiles(profile.conn(), &[profile.profile_id]).await?;
    let it = rows.iter().position(|row| {
        row.known_by().is_some_and(|(source, id, ..)| (source, id) == (origin.source(), source_id))
    });
    let (before, now) = (it.map(|at| rows[at].clone()), Utc::now());
    if let Some((_, _, time, event)) = before.as_ref().and_then(R::known_by)
        && !origin.is_newer_than(time, event)
    {
        return Ok(Err(Applied::Unchanged));
    }
    let is_new = before.is_none();
    let stood = before.as_ref().is_some_and(|row| row.stands(now));
    let before = before.unwrap_or_else(|| blank(Uuid::new_v4(), now));
    let mut row = before.clone();
    write(&mut row);
    // One that stands again, since its end was moved, needs a place as a new one does.
    if is_new || !stood && row.stands(now) {
        let others = rows.iter().enumerate().filter(|(at, row)| Some(*at) != it && row.known_by().is_some());
        if !has_room(others.map(|(_, row)| row), &row, now) {
            return Ok(Err(Applied::Full));
        }
    }
    let fields = moved(&before, &row);
    row.set_known_by(origin, source_id);
    if !is_new && fields.is_empty() {
        R::put(profile, &[row]).await?;
        return Ok(Err(Applied::Unchanged));
    }
    let common = row.common();
    row.set_common(Common {
        position: if is_new {
            rows.last().map_or(0, |last| last.common().position + 1)
        } else {
            common.position
        },
        version: if is_new { 1 } else { common.version + 1 },
        ..common
    });
    row.set_updated_at(now);
    R::put(profile, std::slice::from_ref(&row)).await?;
    match it {
        Some(at) => rows[at] = row.clone(),
        None => rows.push(row.clone()),
    }
    arrange(profile, &rows).await?;
    Ok(Ok(Settled { row, is_new, fields }))
}

/// Coordinates of the fields in which two rows differ; who told of them is none.
fn moved<R: Sourced>(before: &R, after: &R) -> Vec<&'static str> {
    let columns = after.differences(before).into_iter();
    let mut fields: Vec<_> = columns
        .filter_map(|column| data_map::field_of(R::TABLE, column))
        .map(folio_policy::Field::coordinate)
        .collect();
    fields.dedup();
    fields
}

impl<R: Sourced> Settled<R> {
    fn record(self, action: &'static str, events: &[&'static str]) -> Applied {
        let Common { id, version, .. } = self.row.common();
        let event = |event_type: &&'static str| Event {
            event_type,
            sections: vec![R::SECTION.name()].into(),
            item_id: Some(id),
        };
        let mut events = events.iter().map(event);
        let first = events.next().unwrap_or(Event::of(action));
        Applied::Changed(Box::new(Record {
            further: events.collect(),
            fields: self.fields.into(),
            subject: Some((id, Some(version))),
            ..Record::of(Actor::Service, action, first)
        }))
    }
}

async fn course_completed(
    profile: &Locked<'_>,
    origin: &Origin,
    course: &CourseCompleted,
) -> DbResult<Applied> {
    let blank = |id, now| CertificateRow {
        provenance: Provenance::Event.name().to_owned(),
        ..CertificateRow::blank(profile.profile_id, id, now)
    };
    let settled = settle(profile, origin, &course.completion_id, blank, |row: &mut CertificateRow| {
        course.title.clone_into(&mut row.title);
        row.provider = Some(course.provider.clone());
        row.url.clone_from(&course.url);
        row.credential_id.clone_from(&course.credential_id);
        row.credential_url.clone_from(&course.credential_url);
        (row.issued_date, row.issued_precision) = civil_date::columns(Some(course.completed_on));
        (row.expires_date, row.expires_precision) = civil_date::columns(course.expires_on);
        row.skills.clone_from(&course.skills);
    });
    let settled = match settled.await? {
        Ok(settled) => settled,
        Err(applied) => return Ok(applied),
    };
    let row = if settled.is_new { "certificate.added" } else { "certificate.changed" };
    Ok(settled.record("course.completed", &["course.completed", row]))
}

async fn gig_completed(profile: &Locked<'_>, origin: &Origin, gig: &GigCompleted) -> DbResult<Applied> {
    let person = match &gig.client {
        Some(Client::Person(person)) => Some(person.as_str()),
        _ => None,
    };
    let reviewer = gig.review.as_ref().and_then(|review| review.reviewer.as_deref());
    let people: Vec<&str> = person.into_iter().chain(reviewer).collect();
    let profiles: HashMap<String, Uuid> = accounts::profiles_of(profile.conn(), &people).await?;
    let profile_of = |person: Option<&str>| person.and_then(|person| profiles.get(person)).copied();

    let blank = |id, now| GigRow {
        provenance: Provenance::Event.name().to_owned(),
        ..GigRow::blank(profile.profile_id, id, now)
    };
    let settled = settle(profile, origin, &gig.gig_id, blank, |row: &mut GigRow| {
        gig.title.clone_into(&mut row.title);
        row.role.clone_from(&gig.role);
        row.category.clone_from(&gig.category);
        row.client_name = match &gig.client {
            Some(Client::Organisation(name)) => Some(name.clone()),
            _ => None,
        };
        row.client_id = profile_of(person);
        row.skills.clone_from(&gig.skills);
        (row.started_at, row.completed_at) = (gig.started_at, Some(gig.completed_at));
        row.rating = gig.review.as_ref().map(|review| review.rating);
        row.review_text = gig.review.as_ref().and_then(|review| review.text.clone());
        row.reviewed_at = gig.review.as_ref().and_then(|review| review.reviewed_at);
        row.reviewer_id = profile_of(reviewer);
    });
    let settled = match settled.await? {
        Ok(settled) => settled,
        Err(applied) => return Ok(applied),
    };
    let row = if settled.is_new { "gig.added" } else { "gig.changed" };
    Ok(settled.record("gig.completed", &["gig.completed", row]))
}

async fn badge_awarded(profile: &Locked<'_>, origin: &Origin, award: &BadgeAwarded) -> DbResult<Applied> {
    let Some(badge) = badges::hold_by_key(profile.conn(), &award.badge).await? else {
        return Ok(Applied::UnknownBadge);
    };
    // By what the award says of itself, and never by what is held: in whatever order an award and its corrections come, the same
    // of them count. What was awarded before may come late, and be corrected by whoever says when it was awarded.
    if badge.retired_at.is_some_and(|retired| retired <= award.awarded_at) {
        return Ok(Applied::Retired);
    }
    let revocation = badge_awards::awaited_revocation(profile, origin.source(), &award.award_id).await?;
    let blank = |id, now| BadgeAwardRow {
        provenance: Provenance::Event.name().to_owned(),
        ..BadgeAwardRow::blank(profile.profile_id, id, now)
    };
    let settled = settle(profile, origin, &award.award_id, blank, |row: &mut BadgeAwardRow| {
        if row.expires_at != award.expires_at {
            row.expired_at = None;
        }
        row.badge_id = badge.id;
        (row.awarded_at, row.expires_at) = (award.awarded_at, award.expires_at);
        row.evidence_url.clone_from(&award.evidence_url);
        row.evidence_text.clone_from(&award.evidence_text);
        if let Some(revocation) = &revocation {
            row.revoke(revocation);
        }
    });
    let settled = match settled.await? {
        Ok(settled) => settled,
        Err(applied) => return Ok(applied),
    };
    if let Some(end) = settled.row.expires_at {
        let job = ExpireBadge { profile_id: profile.profile_id, award_id: settled.row.id };
        jobs::enqueue_at(profile.conn(), &job, end).await?;
    }
    if revocation.is_some() {
        badge_awards::forget_revocation(profile, origin.source(), &award.award_id).await?;
    }
    let events: &[&'static str] = match (settled.is_new, &revocation) {
        (true, None) => &["badge.awarded"],
        (true, Some(_)) => &["badge.awarded", "badge.revoked"],
        (false, _) => &["badge.changed"],
    };
    Ok(settled.record("badge.awarded", events))
}

async fn badge_revoked(profile: &Locked<'_>, origin: &Origin, revoked: &BadgeRevoked) -> DbResult<Applied> {
    let revocation = RevocationRow {
        profile_id: profile.profile_id,
        source: origin.source().to_owned(),
        source_id: revoked.award_id.clone(),
        revoked_at: revoked.revoked_at,
        reason: revoked.reason.clone(),
        revocation_time: origin.time(),
        revocation_event: origin.event_id().to_owned(),
    };
    let mut rows = BadgeAwardRow::of_profiles(profile.conn(), &[profile.profile_id]).await?;
    let known = |row: &&mut BadgeAwardRow| {
        (row.source.as_str(), row.source_id.as_str()) == (origin.source(), revoked.award_id.as_str())
    };
    let Some(row) = rows.iter_mut().find(known) else {
        let waiting = badge_awards::awaited_revocation(profile, origin.source(), &revoked.award_id).await?;
        let newer = |old: &RevocationRow| origin.is_newer_than(old.revocation_time, &old.revocation_event);
        if waiting.as_ref().is_none_or(newer) {
            badge_awards::await_award(profile, &revocation).await?;
        }
        return Ok(Applied::Unchanged);
    };
    let was_revoked = row.revoked_at.is_some();
    if let (Some(time), Some(event)) = (row.revocation_time, &row.revocation_event)
        && !origin.is_newer_than(time, event)
    {
        return Ok(Applied::Unchanged);
    }
    let before = row.clone();
    row.revoke(&revocation);
    let fields = moved(&before, row);
    if fields.is_empty() {
        BadgeAwardRow::put(profile, std::slice::from_ref(row)).await?;
        return Ok(Applied::Unchanged);
    }
    (row.version, row.updated_at) = (row.version + 1, Utc::now());
    let row = row.clone();
    BadgeAwardRow::put(profile, std::slice::from_ref(&row)).await?;
    arrange(profile, &rows).await?;
    let event = if was_revoked { "badge.changed" } else { "badge.revoked" };
    Ok(Settled { row, is_new: false, fields }.record("badge.revoked", &[event]))
}

macro_rules! sourced_by_event_or_by_hand {
    ($row:ident, $table:literal, $section:ident) => {
        impl Sourced for $row {
            const SECTION: Section = Section::$section;

            fn known_by(&self) -> Option<(&str, &str, DateTime<Utc>, &str)> {
                Some((
                    self.source.as_deref()?,
                    self.source_id.as_deref()?,
                    self.source_time?,
                    self.source_event.as_deref()?,
                ))
            }

            fn set_known_by(&mut self, origin: &Origin, source_id: &str) {
                (self.source, self.source_id) =
                    (Some(origin.source().to_owned()), Some(source_id.to_owned()));
                (self.source_time, self.source_event) =
                    (Some(origin.time()), Some(origin.event_id().to_owned()));
            }

            fn set_updated_at(&mut self, now: DateTime<Utc>) {
                self.updated_at = now;
            }
        }
    };
}

sourced_by_event_or_by_hand!(CertificateRow, "certificates", Certificates);
sourced_by_event_or_by_hand!(GigRow, "gigs", Gigs);

impl Sourced for BadgeAwardRow {
    const SECTION: Section = Section::Badges;

    fn known_by(&self) -> Option<(&str, &str, DateTime<Utc>, &str)> {
        Some((&self.source, &self.source_id, self.source_time, &self.source_event))
    }

    fn set_known_by(&mut self, origin: &Origin, source_id: &str) {
        (self.source, self.source_id) = (origin.source().to_owned(), source_id.to_owned());
        (self.source_time, self.source_event) = (origin.time(), origin.event_id().to_owned());
    }

    fn set_updated_at(&mut self, now: DateTime<Utc>) {
        self.updated_at = now;
    }

    fn stands(&self, now: DateTime<Utc>) -> bool {
        self.standing(now) == Standing::Active
    }
}
