//! What can be told of a person.

use chrono::{DateTime, SubsecRound, Utc};
use folio_db::CivilDate;

/// Where a fact comes from. Of two about the same thing, the one with the later time wins, and of two of one time the one
/// with the greater id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    source: String,
    event_id: String,
    time: DateTime<Utc>,
}

impl Origin {
    /// The attributes `source`, `id` and `time` of a CloudEvent. Times are kept to the microsecond, as the database does: a
    /// repeat is no later than what it repeats.
    #[must_use]
    pub fn new(source: impl Into<String>, event_id: impl Into<String>, time: DateTime<Utc>) -> Self {
        Self { source: source.into(), event_id: event_id.into(), time: time.trunc_subsecs(6) }
    }

    /// Who tells: half of what a thing is known by.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The event's own id.
    #[must_use]
    pub fn event_id(&self) -> &str {
        &self.event_id
    }

    /// When it was told.
    #[must_use]
    pub const fn time(&self) -> DateTime<Utc> {
        self.time
    }

    /// Whether this comes after what was told at `time` by `event`.
    #[must_use]
    pub fn is_newer_than(&self, time: DateTime<Utc>, event: &str) -> bool {
        (self.time, self.event_id.as_str()) > (time, event)
    }
}

/// Something told of a person. Not `Debug`: it is somebody's data.
#[derive(Clone, PartialEq, Eq)]
pub struct Fact {
    /// Who told it, and when.
    pub origin: Origin,
    /// What was told.
    pub told: Told,
}

/// What was told. Not `Debug`: it is somebody's data.
#[derive(Clone, PartialEq, Eq)]
pub enum Told {
    /// `course.completed`: becomes a certificate.
    CourseCompleted(CourseCompleted),
    /// `gig.completed`: becomes a gig of the history, perhaps with a review.
    GigCompleted(GigCompleted),
    /// `badge.awarded`: becomes an award of a badge of the catalogue.
    BadgeAwarded(BadgeAwarded),
    /// `badge.revoked`: takes an award back, for good. The same badge is awarded anew as another award.
    BadgeRevoked(BadgeRevoked),
}

/// A course was completed.
#[derive(Clone, PartialEq, Eq)]
pub struct CourseCompleted {
    /// What the source knows the completion by.
    pub completion_id: String,
    /// The course.
    pub title: String,
    /// Who teaches it.
    pub provider: String,
    /// The day, month or year of completion.
    pub completed_on: CivilDate,
    /// Until when it counts.
    pub expires_on: Option<CivilDate>,
    /// The course on the web.
    pub url: Option<String>,
    /// The provider's number of the certificate.
    pub credential_id: Option<String>,
    /// The certificate on the web.
    pub credential_url: Option<String>,
    /// What was learnt.
    pub skills: Vec<String>,
}

/// A gig was completed.
#[derive(Clone, PartialEq, Eq)]
pub struct GigCompleted {
    /// What the source knows the gig by.
    pub gig_id: String,
    /// What it was.
    pub title: String,
    /// The person's part in it.
    pub role: Option<String>,
    /// What sort of work it was.
    pub category: Option<String>,
    /// For whom.
    pub client: Option<Client>,
    /// Skills used.
    pub skills: Vec<String>,
    /// When it began.
    pub started_at: Option<DateTime<Utc>>,
    /// When it was done.
    pub completed_at: DateTime<Utc>,
    /// What the client said.
    pub review: Option<Review>,
}

/// For whom a gig was done.
#[derive(Clone, PartialEq, Eq)]
pub enum Client {
    /// An organisation, by its name.
    Organisation(String),
    /// A person, by their Clerk id.
    Person(String),
}

/// What a client said of a gig.
#[derive(Clone, PartialEq, Eq)]
pub struct Review {
    /// 1 to 5.
    pub rating: i16,
    /// In words.
    pub text: Option<String>,
    /// When.
    pub reviewed_at: Option<DateTime<Utc>>,
    /// Who, by their Clerk id.
    pub reviewer: Option<String>,
}

/// A badge was awarded.
#[derive(Clone, PartialEq, Eq)]
pub struct BadgeAwarded {
    /// What the source knows the award by.
    pub award_id: String,
    /// The badge's key in the catalogue.
    pub badge: String,
    /// When; the event's time if nothing else is said.
    pub awarded_at: DateTime<Utc>,
    /// Until when it holds.
    pub expires_at: Option<DateTime<Utc>>,
    /// What it was awarded for, on the web.
    pub evidence_url: Option<String>,
    /// What it was awarded for, in words.
    pub evidence_text: Option<String>,
}

/// A badge was taken back.
#[derive(Clone, PartialEq, Eq)]
pub struct BadgeRevoked {
    /// What the source knows the award by.
    pub award_id: String,
    /// When; the event's time if nothing else is said.
    pub revoked_at: DateTime<Utc>,
    /// Why: for the owner alone.
    pub reason: Option<String>,
}
