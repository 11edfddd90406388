//! What of a profile can be changed, and how: for the changes that are drawn by lot.

use folio_policy::Section;
use folio_testkit::Item;

/// A section with mutations: its names, and what its input holds beside the field that it governs.
pub(super) struct Editable {
    pub(super) kind: Item,
    pub(super) ty: &'static str,
    pub(super) list: &'static str,
    pub(super) section: Section,
    pub(super) input: &'static str,
    pub(super) name: &'static str,
    pub(super) fields: &'static [(&'static str, Write)],
}

/// How to write a field anew.
#[derive(Clone, Copy)]
pub(super) enum Write {
    Text,
    Needed,
    Address,
    /// Before every end that there may be.
    Start,
    /// The same, where there must be one.
    Began,
    End,
    List,
    Addresses,
    Grade,
    Level,
    Years,
}

pub(super) const EDITABLE: [Editable; 6] = [
    Editable {
        kind: Item::Education,
        ty: "Education",
        list: "education",
        section: Section::Education,
        input: "EducationInput",
        name: "institution",
        fields: &[
            ("institution", Write::Needed),
            ("institutionUrl", Write::Address),
            ("degree", Write::Text),
            ("fieldOfStudy", Write::Text),
            ("startDate", Write::Start),
            ("endDate", Write::End),
            ("gpa", Write::Grade),
            ("honours", Write::Text),
            ("coursework", Write::List),
        ],
    },
    Editable {
        kind: Item::Project,
        ty: "Project",
        list: "projects",
        section: Section::Projects,
        input: "ProjectInput",
        name: "name",
        fields: &[
            ("name", Write::Needed),
            ("kind", Write::Text),
            ("role", Write::Text),
            ("organization", Write::Text),
            ("description", Write::Text),
            ("highlights", Write::List),
            ("links", Write::Addresses),
            ("skills", Write::List),
            ("startDate", Write::Start),
            ("endDate", Write::End),
        ],
    },
    Editable {
        kind: Item::WorkExperience,
        ty: "WorkExperience",
        list: "work",
        section: Section::Work,
        input: "WorkInput",
        name: "company",
        fields: &[
            ("company", Write::Needed),
            ("companyUrl", Write::Address),
            ("title", Write::Needed),
            ("location", Write::Text),
            ("description", Write::Text),
            ("highlights", Write::List),
            ("skills", Write::List),
            ("startDate", Write::Began),
        ],
    },
    Editable {
        kind: Item::Certificate,
        ty: "Certificate",
        list: "certificates",
        section: Section::Certificates,
        input: "CertificateInput",
        name: "title",
        fields: &[
            ("title", Write::Needed),
            ("provider", Write::Text),
            ("url", Write::Address),
            ("credentialId", Write::Text),
            ("credentialUrl", Write::Address),
            ("issuedAt", Write::Start),
            ("skills", Write::List),
        ],
    },
    Editable {
        kind: Item::ProfileSkill,
        ty: "ProfileSkill",
        list: "skills",
        section: Section::Skills,
        input: "ProfileSkillInput",
        name: "name",
        fields: &[("name", Write::Needed), ("level", Write::Level), ("years", Write::Years)],
    },
    Editable {
        kind: Item::MediaItem,
        ty: "MediaItem",
        list: "media",
        section: Section::Media,
        input: "MediaInput",
        name: "title",
        fields: &[("title", Write::Needed), ("description", Write::Text), ("altText", Write::Text)],
    },
];

/// Fields of the core by their names in the input, and other values for them.
pub(super) const CORE: [(&str, &str, &[&str]); 11] = [
    ("displayName", "Profile.displayName", &[]),
    ("pronouns", "Profile.pronouns", &[]),
    ("headline", "Profile.headline", &[]),
    ("about", "Profile.about", &[]),
    ("city", "Location.city", &[]),
    ("region", "Location.region", &[]),
    ("countryCode", "Location.countryCode", &["CH", "JP"]),
    ("timezone", "Preferences.timezone", &["Asia/Tokyo", "Europe/Zurich"]),
    ("currency", "Preferences.currency", &["JPY", "CHF"]),
    ("locale", "Preferences.locale", &["ja", "de-CH"]),
    ("settings", "Preferences.settings", &[]),
];

/// Columns without a mutation: what must be hidden, and what the column becomes.
pub(super) const COLUMNS: [(&str, &[&str], &str); 16] = [
    ("users", &["Contact.username"], "username = $2"),
    ("users", &["Contact.email"], "email = $2"),
    ("users", &["Contact.phone"], "phone = nullif(phone, phone)"),
    ("profiles", &["Profile.avatarUrl"], "avatar_url = 'https://a.example/' || $2"),
    ("profiles", &["Profile.coverUrl"], "cover_url = nullif(cover_url, cover_url)"),
    ("profiles", &["Profile.updatedAt"], "updated_at = now()"),
    ("profiles", &["Profile.createdAt"], "created_at = created_at - interval '1 day'"),
    (
        "availability",
        &["Availability.status"],
        "status = CASE status WHEN 'OPEN' THEN 'LIMITED' ELSE 'OPEN' END",
    ),
    ("availability", &["Availability.availableFrom"], "available_from = CURRENT_DATE + length($2)"),
    ("availability", &["Availability.hoursPerWeek"], "hours_per_week = 41 - hours_per_week"),
    ("availability", &["Availability.remote"], "remote = nullif(remote, 'HYBRID')"),
    (
        "availability",
        &["Availability.hourlyRateMin", "Availability.hourlyRateMax"],
        "rate_min_minor = rate_min_minor - 1, rate_max_minor = rate_max_minor + 1",
    ),
    ("availability", &["Availability.hourlyRateMin"], "rate_min_minor = NULL"),
    ("endorsements", &["SkillEndorsement.note"], "note = $2"),
    ("endorsements", &["SkillEndorsement.relationship"], "relationship = $2"),
    (
        "endorsements",
        &["ProfileSkill.endorsements"],
        "state = CASE state WHEN 'ACCEPTED' THEN 'HIDDEN' ELSE 'ACCEPTED' END",
    ),
];

pub(super) type Columns = &'static [(&'static str, &'static str)];

/// Items that are changed in their columns: fields of theirs that can be hidden apart from the item, and what their columns become.
pub(super) const ROWS: [(Item, Columns); 5] = [
    (Item::Link, &[("label", "label = $3"), ("username", "username = $3"), ("url", "url = $3")]),
    (
        Item::BadgeAward,
        &[
            ("evidenceUrl", "evidence_url = 'https://e.example/' || $3"),
            ("evidenceText", "evidence_text = nullif(evidence_text, evidence_text)"),
            ("revocationReason", "source_event = $3"),
        ],
    ),
    (
        Item::Recommendation,
        &[
            ("text", "text = $3"),
            ("relationship", "relationship = $3"),
            ("writtenAt", "submitted_at = submitted_at - interval '1 day'"),
        ],
    ),
    (Item::LanguageSkill, &[("level", "level = CASE level WHEN 'A1' THEN 'A2' ELSE 'A1' END")]),
    (
        Item::Gig,
        &[
            ("title", "title = $3"),
            ("startedAt", "started_at = started_at - interval '1 day'"),
            ("skills", "skills = ARRAY[$3]"),
            (NOBODYS, "client_id = CASE WHEN client_name IS NULL AND NOT EXISTS (SELECT FROM profiles WHERE id = client_id)
                THEN gen_random_uuid() ELSE client_id END"),
            (NOBODYS, "reviewer_id = CASE WHEN NOT EXISTS (SELECT FROM profiles WHERE id = reviewer_id)
                THEN gen_random_uuid() ELSE reviewer_id END"),
        ],
    ),
];

/// A field of which nobody is shown anything: somebody is named who isn't there.
pub(super) const NOBODYS: &str = "";

/// What the names of a section's mutations begin with.
pub(super) fn singular(editable: &Editable) -> String {
    match editable.kind {
        Item::WorkExperience => "work".to_owned(),
        Item::ProfileSkill => "profileSkill".to_owned(),
        Item::MediaItem => "media".to_owned(),
        _ => editable.ty.to_lowercase(),
    }
}
