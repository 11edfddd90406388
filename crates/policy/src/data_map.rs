//! The data map: every column of the database, the field it feeds or why it feeds none, and what erasure and export do
//! to it. A test compares it with `information_schema`, so a column can't appear without somebody saying what it is.

use crate::matrix::Field;

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feeds {
    /// A governed field: the matrix says who sees it.
    Field(Field),
    /// Nothing that is shown; why it is there.
    Internal(&'static str),
}

/// What erasure does to a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Erase {
    /// The row goes.
    DeleteRow,
    /// The row goes, and a keyed hash of this value stays in a tombstone.
    DeleteRowKeepHash,
    /// The row stays, for this reason: it holds nothing that tells of a person once their rows are gone.
    Keep(&'static str),
}

/// Why the audit log and the outbox outlive a profile.
const PSEUDONYMOUS: &str =
    "random ids and names of fields, which lead nowhere without the profile's own rows";

/// Why the feed's own bookkeeping stays.
const MACHINERY: &str = "it is of no person";

/// One column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// What it is for.
    pub feeds: Feeds,
    /// Whether the owner's export has it.
    pub export: bool,
    /// What erasure does to it.
    pub erase: Erase,
}

const fn field(table: &'static str, column: &'static str, field: Field, erase: Erase) -> Column {
    let export = matches!(field.row().export, crate::matrix::Export::Yes);
    Column { table, column, feeds: Feeds::Field(field), export, erase }
}

const fn internal(table: &'static str, column: &'static str, why: &'static str, erase: Erase) -> Column {
    Column { table, column, feeds: Feeds::Internal(why), export: false, erase }
}

use Erase::{DeleteRow, DeleteRowKeepHash, Keep};

/// Every column, in the order of its table.
pub static DATA_MAP: &[Column] = &[
    internal("users", "id", "joins a user to their profile; never leaves the server", DeleteRow),
    internal(
        "users",
        "clerk_id",
        "Clerk's id, to recognise who signs in; never leaves the server",
        DeleteRowKeepHash,
    ),
    field("users", "username", Field::ContactUsername, DeleteRow),
    field("users", "email", Field::ContactEmail, DeleteRow),
    internal("users", "email_verified", "Clerk's word on the address", DeleteRow),
    field("users", "phone", Field::ContactPhone, DeleteRow),
    internal("users", "phone_verified", "Clerk's word on the number", DeleteRow),
    field("users", "role", Field::ProfileRole, DeleteRow),
    internal("users", "staff", "rights of the platform's own people", DeleteRow),
    internal("users", "verified_employer", "opens RESTRICTED of others; set by staff", DeleteRow),
    internal("users", "profile", "the snapshot: every governed value again, sealed", DeleteRow),
    internal("users", "profile_hash", "SHA-256 of the snapshot, to find drift", DeleteRow),
    internal("users", "profile_schema_version", "the shape of the snapshot", DeleteRow),
    internal("users", "external_updated_at", "guards against late events of Clerk", DeleteRow),
    internal("users", "created_at", "when the account was made", DeleteRow),
    internal("users", "updated_at", "when the account was last changed", DeleteRow),
    field("profiles", "id", Field::ProfileId, DeleteRowKeepHash),
    internal("profiles", "user_id", "joins a profile to its user", DeleteRow),
    field("profiles", "slug", Field::ProfileSlug, DeleteRowKeepHash),
    field("profiles", "state", Field::PublicationState, DeleteRow),
    field("profiles", "version", Field::ProfileVersion, DeleteRow),
    field("profiles", "visibility", Field::ProfileAccessReport, DeleteRow),
    field("profiles", "discoverable", Field::PublicationDiscoverable, DeleteRow),
    field("profiles", "public_url_enabled", Field::PublicationPublicUrl, DeleteRow),
    field("profiles", "search_engine_indexing", Field::PublicationIndexing, DeleteRow),
    field("profiles", "display_name", Field::ProfileDisplayName, DeleteRow),
    field("profiles", "pronouns", Field::ProfilePronouns, DeleteRow),
    field("profiles", "headline", Field::ProfileHeadline, DeleteRow),
    field("profiles", "about", Field::ProfileAbout, DeleteRow),
    field("profiles", "city", Field::LocationCity, DeleteRow),
    field("profiles", "region", Field::LocationRegion, DeleteRow),
    field("profiles", "country_code", Field::LocationCountryCode, DeleteRow),
    field("profiles", "avatar_url", Field::ProfileAvatarUrl, DeleteRow),
    field("profiles", "cover_url", Field::ProfileCoverUrl, DeleteRow),
    field("profiles", "timezone", Field::PreferencesTimezone, DeleteRow),
    field("profiles", "currency", Field::PreferencesCurrency, DeleteRow),
    field("profiles", "locale", Field::PreferencesLocale, DeleteRow),
    field("profiles", "settings", Field::PreferencesSettings, DeleteRow),
    field("profiles", "created_at", Field::ProfileCreatedAt, DeleteRow),
    field("profiles", "updated_at", Field::ProfileUpdatedAt, DeleteRow),
    internal("availability", "profile_id", "joins to the profile", DeleteRow),
    field("availability", "status", Field::AvailabilityStatus, DeleteRow),
    field("availability", "available_from", Field::AvailabilityAvailableFrom, DeleteRow),
    field("availability", "hours_per_week", Field::AvailabilityHoursPerWeek, DeleteRow),
    field("availability", "remote", Field::AvailabilityRemote, DeleteRow),
    field("availability", "rate_min_minor", Field::AvailabilityHourlyRateMin, DeleteRow),
    field("availability", "rate_max_minor", Field::AvailabilityHourlyRateMax, DeleteRow),
    field("availability", "rate_currency", Field::MoneyCurrency, DeleteRow),
    internal("links", "profile_id", "joins to the profile", DeleteRow),
    field("links", "id", Field::LinkId, DeleteRow),
    field("links", "position", Field::LinkPosition, DeleteRow),
    field("links", "kind", Field::LinkKind, DeleteRow),
    field("links", "label", Field::LinkLabel, DeleteRow),
    field("links", "username", Field::LinkUsername, DeleteRow),
    field("links", "url", Field::LinkUrl, DeleteRow),
    field("links", "visibility", Field::LinkVisibility, DeleteRow),
    field("links", "provenance", Field::LinkProvenance, DeleteRow),
    field("links", "version", Field::LinkVersion, DeleteRow),
    field("links", "created_at", Field::LinkCreatedAt, DeleteRow),
    field("links", "updated_at", Field::LinkUpdatedAt, DeleteRow),
    internal("education", "profile_id", "joins to the profile", DeleteRow),
    field("education", "id", Field::EducationId, DeleteRow),
    field("education", "position", Field::EducationPosition, DeleteRow),
    field("education", "institution", Field::EducationInstitution, DeleteRow),
    field("education", "institution_url", Field::EducationInstitutionUrl, DeleteRow),
    field("education", "degree", Field::EducationDegree, DeleteRow),
    field("education", "field_of_study", Field::EducationFieldOfStudy, DeleteRow),
    field("education", "start_date", Field::EducationStartDate, DeleteRow),
    field("education", "start_precision", Field::EducationStartDate, DeleteRow),
    field("education", "end_date", Field::EducationEndDate, DeleteRow),
    field("education", "end_precision", Field::EducationEndDate, DeleteRow),
    field("education", "gpa_hundredths", Field::GpaValue, DeleteRow),
    field("education", "gpa_scale_hundredths", Field::GpaScale, DeleteRow),
    field("education", "gpa_text", Field::GpaText, DeleteRow),
    field("education", "honours", Field::EducationHonours, DeleteRow),
    field("education", "coursework", Field::EducationCoursework, DeleteRow),
    field("education", "visibility", Field::EducationVisibility, DeleteRow),
    field("education", "provenance", Field::EducationProvenance, DeleteRow),
    field("education", "version", Field::EducationVersion, DeleteRow),
    field("education", "created_at", Field::EducationCreatedAt, DeleteRow),
    field("education", "updated_at", Field::EducationUpdatedAt, DeleteRow),
    internal("projects", "profile_id", "joins to the profile", DeleteRow),
    field("projects", "id", Field::ProjectId, DeleteRow),
    field("projects", "position", Field::ProjectPosition, DeleteRow),
    field("projects", "name", Field::ProjectName, DeleteRow),
    field("projects", "kind", Field::ProjectKind, DeleteRow),
    field("projects", "role", Field::ProjectRole, DeleteRow),
    field("projects", "organization", Field::ProjectOrganization, DeleteRow),
    field("projects", "description", Field::ProjectDescription, DeleteRow),
    field("projects", "highlights", Field::ProjectHighlights, DeleteRow),
    field("projects", "links", Field::ProjectLinks, DeleteRow),
    field("projects", "skills", Field::ProjectSkills, DeleteRow),
    field("projects", "start_date", Field::ProjectStartDate, DeleteRow),
    field("projects", "start_precision", Field::ProjectStartDate, DeleteRow),
    field("projects", "end_date", Field::ProjectEndDate, DeleteRow),
    field("projects", "end_precision", Field::ProjectEndDate, DeleteRow),
    field("projects", "visibility", Field::ProjectVisibility, DeleteRow),
    field("projects", "provenance", Field::ProjectProvenance, DeleteRow),
    field("projects", "version", Field::ProjectVersion, DeleteRow),
    field("projects", "created_at", Field::ProjectCreatedAt, DeleteRow),
    field("projects", "updated_at", Field::ProjectUpdatedAt, DeleteRow),
    internal("profile_strength", "profile_id", "joins to the profile", DeleteRow),
    field("profile_strength", "model_version", Field::StrengthModelVersion, DeleteRow),
    internal("profile_strength", "role", "the role whose weights were used", DeleteRow),
    field("profile_strength", "score", Field::StrengthScore, DeleteRow),
    field("profile_strength", "level", Field::StrengthLevel, DeleteRow),
    field("profile_strength", "steps", Field::ProfileStrength, DeleteRow),
    internal(
        "profile_strength",
        "gained_at",
        "when the score last rose; for the owner's insights",
        DeleteRow,
    ),
    internal("strength_history", "profile_id", "joins to the profile", DeleteRow),
    internal("strength_history", "profile_version", "orders the points; for the owner's history", DeleteRow),
    field("strength_history", "model_version", Field::StrengthModelVersion, DeleteRow),
    internal("strength_history", "role", "the role whose weights were used", DeleteRow),
    field("strength_history", "score", Field::StrengthScore, DeleteRow),
    field("strength_history", "level", Field::StrengthLevel, DeleteRow),
    field("strength_history", "steps", Field::ProfileStrength, DeleteRow),
    internal("strength_history", "at", "when the score was reached; for the owner's history", DeleteRow),
    internal("audit_log", "at", "when a write happened", Keep(PSEUDONYMOUS)),
    internal("audit_log", "id", "tells rows of one moment apart", Keep(PSEUDONYMOUS)),
    internal("audit_log", "profile_id", "which profile; leads nowhere once it is erased", Keep(PSEUDONYMOUS)),
    internal("audit_log", "profile_version", "which write of the profile", Keep(PSEUDONYMOUS)),
    internal("audit_log", "actor_kind", "owner, staff or service", Keep(PSEUDONYMOUS)),
    internal("audit_log", "actor_id", "who wrote; leads nowhere once they are erased", Keep(PSEUDONYMOUS)),
    internal("audit_log", "action", "the mutation or command", Keep(PSEUDONYMOUS)),
    internal("audit_log", "subject_id", "which item; leads nowhere once it is gone", Keep(PSEUDONYMOUS)),
    internal("audit_log", "subject_version", "which write of the item", Keep(PSEUDONYMOUS)),
    internal("audit_log", "fields", "names of fields, no values", Keep(PSEUDONYMOUS)),
    internal("audit_log", "toggles", "what a toggle was and is: levels, nothing written", Keep(PSEUDONYMOUS)),
    internal(
        "audit_log",
        "snapshot_hmac",
        "keyed hash of the snapshot that the write left",
        Keep(PSEUDONYMOUS),
    ),
    internal("outbox", "id", "the event's id", Keep(PSEUDONYMOUS)),
    internal("outbox", "profile_id", "which profile; leads nowhere once it is erased", Keep(PSEUDONYMOUS)),
    internal("outbox", "version", "orders a profile's events", Keep(PSEUDONYMOUS)),
    internal("outbox", "ordinal", "orders events of one write", Keep(PSEUDONYMOUS)),
    internal("outbox", "event_type", "what happened", Keep(PSEUDONYMOUS)),
    internal("outbox", "payload", "ids and names of sections", Keep(PSEUDONYMOUS)),
    internal("outbox", "created_at", "when it happened", Keep(PSEUDONYMOUS)),
    internal("outbox", "feed_seq", "the place in the feed", Keep(PSEUDONYMOUS)),
    internal("outbox", "sequenced_at", "when it got its place", Keep(PSEUDONYMOUS)),
    internal("outbox", "tx", "the transaction that wrote it", Keep(PSEUDONYMOUS)),
    internal("feed_head", "one", "there is one row", Keep(MACHINERY)),
    internal("feed_head", "last_seq", "how far the feed goes", Keep(MACHINERY)),
    internal("feed_head", "gone_through", "how much of its beginning is gone", Keep(MACHINERY)),
    internal("feed_consumers", "name", "a part of the platform that follows the feed", Keep(MACHINERY)),
    internal("feed_consumers", "position", "how far it has come", Keep(MACHINERY)),
    internal("feed_consumers", "updated_at", "when it came so far", Keep(MACHINERY)),
    internal("idempotency_keys", "actor_id", "whose request", DeleteRow),
    internal("idempotency_keys", "key", "the client's name for the request", DeleteRow),
    internal("idempotency_keys", "request_hash", "tells another request from a repeat", DeleteRow),
    internal("idempotency_keys", "outcome", "an id that a repeat gets again", DeleteRow),
    internal("idempotency_keys", "created_at", "the outcome goes after 24 hours", DeleteRow),
    internal("jobs", "id", "which piece of work", Keep(PSEUDONYMOUS)),
    internal("jobs", "kind", "what sort of work", Keep(MACHINERY)),
    internal(
        "jobs",
        "payload",
        "ids, which lead nowhere without the rows that they name",
        Keep(PSEUDONYMOUS),
    ),
    internal("jobs", "profile_id", "for which profile; leads nowhere once it is erased", Keep(PSEUDONYMOUS)),
    internal("jobs", "dedupe", "for how long a second one is the same as the first", Keep(MACHINERY)),
    internal("jobs", "dedupe_key", "ids that make two jobs one", Keep(PSEUDONYMOUS)),
    internal("jobs", "state", "waiting, at work, done or given up", Keep(MACHINERY)),
    internal("jobs", "run_at", "not before this", Keep(MACHINERY)),
    internal("jobs", "attempt", "how often it was tried", Keep(MACHINERY)),
    internal("jobs", "max_attempts", "how often it may be", Keep(MACHINERY)),
    internal("jobs", "lease_until", "until when a worker has it", Keep(MACHINERY)),
    internal("jobs", "last_error", "a code", Keep(MACHINERY)),
    internal("jobs", "created_at", "when it was asked for", Keep(MACHINERY)),
    internal("jobs", "started_at", "when the last attempt began", Keep(MACHINERY)),
    internal("jobs", "finished_at", "when it was done or given up", Keep(MACHINERY)),
    internal("slug_history", "slug", "an address that the profile had before", DeleteRowKeepHash),
    internal("slug_history", "profile_id", "joins to the profile", DeleteRow),
    internal("slug_history", "released_at", "when it was given up", DeleteRow),
];

/// The governed field that a column feeds, if it feeds one.
#[must_use]
pub fn field_of(table: &str, column: &str) -> Option<Field> {
    let row = DATA_MAP.iter().find(|row| row.table == table && row.column == column)?;
    match row.feeds {
        Feeds::Field(field) => Some(field),
        Feeds::Internal(_) => None,
    }
}
