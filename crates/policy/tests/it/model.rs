//! privacy.md told a second time, as slowly as it can be told.
//!
//! The crate decides with sets of audiences, once per viewer. This model has people in front of doors instead: every
//! toggle and every bound is a door, a viewer comes in one or more capacities, and sees a value if in *one* capacity
//! they pass *all* of its doors. Nothing here calls the crate's decisions, bounds or defaults; only its vocabulary.

use std::collections::BTreeMap;

use folio_policy::{Absence, Circle, Field, ProfilePolicy, ProfileState, Relation, Section, Visibility};
use serde_json::json;

/// The table "Role-aware defaults" of privacy.md, copied by hand: section, student, employer, mentor, most open.
pub(crate) const DEFAULTS: &[(&str, &str, &str, &str, &str)] = &[
    ("HEADER", "PLATFORM", "PUBLIC", "PUBLIC", "PUBLIC"),
    ("ABOUT", "PLATFORM", "PUBLIC", "PUBLIC", "PUBLIC"),
    ("LOCATION", "PLATFORM", "PUBLIC", "PLATFORM", "PUBLIC"),
    ("CONTACT", "PRIVATE", "RESTRICTED", "PRIVATE", "RESTRICTED"),
    ("LINKS", "PLATFORM", "PUBLIC", "PLATFORM", "PUBLIC"),
    ("SKILLS", "PLATFORM", "PLATFORM", "PUBLIC", "PUBLIC"),
    ("EDUCATION", "PLATFORM", "PLATFORM", "PLATFORM", "PUBLIC"),
    ("GPA", "PRIVATE", "PRIVATE", "PRIVATE", "RESTRICTED"),
    ("WORK", "PLATFORM", "PLATFORM", "PUBLIC", "PUBLIC"),
    ("PROJECTS", "PLATFORM", "PLATFORM", "PLATFORM", "PUBLIC"),
    ("MEDIA", "PLATFORM", "PLATFORM", "PLATFORM", "PUBLIC"),
    ("LANGUAGES", "PLATFORM", "PLATFORM", "PLATFORM", "PUBLIC"),
    ("CERTIFICATES", "PLATFORM", "PLATFORM", "PUBLIC", "PUBLIC"),
    ("BADGES", "PLATFORM", "PLATFORM", "PUBLIC", "PUBLIC"),
    ("ENDORSEMENTS", "PLATFORM", "PLATFORM", "PUBLIC", "PUBLIC"),
    ("RECOMMENDATIONS", "PLATFORM", "PLATFORM", "PUBLIC", "PUBLIC"),
    ("GIGS", "RESTRICTED", "PLATFORM", "PLATFORM", "PUBLIC"),
    ("REPUTATION", "RESTRICTED", "PLATFORM", "PLATFORM", "PUBLIC"),
    ("AVAILABILITY", "RESTRICTED", "PLATFORM", "PLATFORM", "PUBLIC"),
    ("VERIFICATION", "PLATFORM", "PUBLIC", "PUBLIC", "PUBLIC"),
    ("STRENGTH", "PRIVATE", "PRIVATE", "PRIVATE", "PRIVATE"),
    ("FACETS", "PRIVATE", "PRIVATE", "PRIVATE", "PRIVATE"),
    ("PREFERENCES", "PRIVATE", "PRIVATE", "PRIVATE", "PRIVATE"),
    ("CONSENTS", "PRIVATE", "PRIVATE", "PRIVATE", "PRIVATE"),
    ("ACCESS_LOG", "PRIVATE", "PRIVATE", "PRIVATE", "PRIVATE"),
    ("CAREER", "PRIVATE", "PRIVATE", "PRIVATE", "PRIVATE"),
    ("CONTACTS", "PRIVATE", "PRIVATE", "PRIVATE", "PRIVATE"),
    // Not a row of the table: "`version`, `updatedAt` and stored positions are the owner's alone".
    ("SYSTEM", "PRIVATE", "PRIVATE", "PRIVATE", "PRIVATE"),
];

/// What somebody stands there as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Capacity {
    PasserBy,
    Member,
    Mentor,
    Employer,
    /// Holds a grant over the section in question.
    Grantee,
    Owner,
    StaffWithPurpose,
}

/// One profile: its state, its switch, and what its owner chose.
#[derive(Debug, Clone)]
pub(crate) struct World {
    pub(crate) state: ProfileState,
    pub(crate) public_url_enabled: bool,
    pub(crate) sections: BTreeMap<Section, Visibility>,
    pub(crate) fields: BTreeMap<Field, Visibility>,
}

impl World {
    /// Everything open as far as a toggle can say, the matrix's bounds apart.
    pub(crate) fn wide_open() -> Self {
        Self {
            state: ProfileState::Active,
            public_url_enabled: true,
            sections: Section::ALL.iter().map(|section| (*section, Visibility::Public)).collect(),
            fields: BTreeMap::new(),
        }
    }

    pub(crate) fn with_section(mut self, section: Section, visibility: Visibility) -> Self {
        self.sections.insert(section, visibility);
        self
    }

    pub(crate) fn with_field(mut self, field: Field, visibility: Visibility) -> Self {
        self.fields.insert(field, visibility);
        self
    }

    /// The same world for the crate, by way of the stored form: it takes toggles that no setter would.
    pub(crate) fn policy(&self) -> ProfilePolicy {
        let sections: BTreeMap<_, _> =
            self.sections.iter().map(|(section, v)| (section.name(), write(*v))).collect();
        let fields: BTreeMap<_, _> =
            self.fields.iter().map(|(field, v)| (field.coordinate(), write(*v))).collect();
        let stored = json!({ "sections": sections, "fields": fields }).to_string();
        ProfilePolicy {
            state: self.state,
            public_url_enabled: self.public_url_enabled,
            toggles: serde_json::from_str(&stored).expect("the stored form of toggles"),
        }
    }
}

/// The stored form, spelled out.
pub(crate) fn write(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Public => "PUBLIC",
        Visibility::Platform => "PLATFORM",
        Visibility::Private => "PRIVATE",
        Visibility::Restricted(circle) => match (circle.employers, circle.mentors) {
            (true, true) => "RESTRICTED(EMPLOYERS,MENTORS)",
            (true, false) => "RESTRICTED(EMPLOYERS)",
            (false, true) => "RESTRICTED(MENTORS)",
            (false, false) => "RESTRICTED()",
        },
    }
}

/// The specification's form. "`RESTRICTED` (a chosen subset of {employers, mentors}, default {employers})".
pub(crate) fn read(level: &str) -> Visibility {
    match level {
        "PUBLIC" => Visibility::Public,
        "PLATFORM" => Visibility::Platform,
        "RESTRICTED" => Visibility::Restricted(Circle { employers: true, mentors: false }),
        "PRIVATE" => Visibility::Private,
        _ => panic!("{level} is not a level of the specification"),
    }
}

/// "GPA and CONTACT are sub-sections of EDUCATION and HEADER."
fn part_of(section: Section) -> Option<Section> {
    match section {
        Section::Gpa => Some(Section::Education),
        Section::Contact => Some(Section::Header),
        _ => None,
    }
}

/// The most open level of the section. As a bound, RESTRICTED allows any subset: the subset is the owner's choice.
fn bound(section: Section) -> Visibility {
    let row = DEFAULTS.iter().find(|row| row.0 == section.name()).expect("a row for every section");
    match read(row.4) {
        Visibility::Restricted(_) => Visibility::Restricted(Circle { employers: true, mentors: true }),
        level => level,
    }
}

/// Whether a door with this sign lets somebody through.
fn lets_through(sign: Visibility, capacity: Capacity) -> bool {
    match (capacity, sign) {
        // "PRIVATE (the owner; staff only with a stated purpose, audited)", and so everything else.
        (Capacity::Owner | Capacity::StaffWithPurpose, _) => true,
        // "PUBLIC (everyone, crawlers included)".
        (_, Visibility::Public) => true,
        (_, Visibility::Private) => false,
        (Capacity::PasserBy, _) => false,
        // "Grants and share links open RESTRICTED, never PRIVATE": and what is wider than RESTRICTED.
        (Capacity::Grantee, _) => true,
        // "PLATFORM (any active member, so mentors and employers too)".
        (_, Visibility::Platform) => true,
        // "RESTRICTED (a chosen subset of {employers, mentors} …, possibly empty, plus holders of a grant)".
        (Capacity::Member, Visibility::Restricted(_)) => false,
        (Capacity::Mentor, Visibility::Restricted(circle)) => circle.mentors,
        (Capacity::Employer, Visibility::Restricted(circle)) => circle.employers,
    }
}

/// What the viewer stands there as, before a value of `section`.
fn capacities(world: &World, viewer: &Relation, section: Section) -> Vec<Capacity> {
    // "OWNER is decided first."
    if viewer.owner {
        return vec![Capacity::Owner];
    }
    if is_staff_with_purpose(viewer) {
        return vec![Capacity::StaffWithPurpose];
    }
    let mut capacities = vec![Capacity::PasserBy];
    // "MEMBER (signed in)", and "any active member": one whose own profile is suspended or put away is a passer-by.
    if viewer.active_member {
        capacities.push(Capacity::Member);
    }
    // "staff without a stated purpose read as MEMBER": as that and nothing more.
    if viewer.staff.is_some() {
        return capacities;
    }
    if viewer.active_member && viewer.mentor {
        capacities.push(Capacity::Mentor);
    }
    if viewer.active_member && viewer.verified_employer {
        capacities.push(Capacity::Employer);
    }
    // "Grant: owner → a user or an organisation, over a set of sections"; a share link needs no account. What is a
    // part of a section is never more open than the section: it must be seen for a grant of the part to count.
    if viewer.grants.contains(section) && part_of(section).is_none_or(|whole| enters(world, viewer, whole)) {
        capacities.push(Capacity::Grantee);
    }
    capacities
}

/// Whether the viewer gets into the section at all.
pub(crate) fn enters(world: &World, viewer: &Relation, section: Section) -> bool {
    let doors = section_doors(world, section);
    capacities(world, viewer, section)
        .into_iter()
        .any(|capacity| doors.iter().all(|door| lets_through(*door, capacity)))
}

fn is_staff_with_purpose(viewer: &Relation) -> bool {
    viewer.staff.is_some_and(|read| read.purpose_stated)
}

/// Every sign that stands before the section, whoever comes.
fn section_doors(world: &World, section: Section) -> Vec<Visibility> {
    let mut doors = vec![world.sections[&section], bound(section)];
    if let Some(parent) = part_of(section) {
        doors.extend([world.sections[&parent], bound(parent)]);
    }
    doors
}

/// "A profile exists for a viewer when it is ACTIVE, the viewer is not excluded, HEADER is visible to them and, for
/// the anonymous, `publicUrlEnabled`." Every sentence that fails; none, if it exists.
pub(crate) fn absences(world: &World, viewer: &Relation) -> Vec<Absence> {
    // "anything but ACTIVE reads as not found to everyone save the owner (read-only) and staff"; "EXCLUDED beats all
    // but staff".
    if viewer.owner || is_staff_with_purpose(viewer) {
        return Vec::new();
    }
    let mut absences = Vec::new();
    // "the profile does not exist for them while they are signed in".
    if viewer.excluded && (viewer.signed_in || viewer.active_member) {
        absences.push(Absence::Excluded);
    }
    if world.state != ProfileState::Active {
        absences.push(Absence::NotActive);
    }
    if !enters(world, viewer, Section::Header) {
        absences.push(Absence::HeaderHidden);
    }
    // The anonymous: who comes to the front door as a passer-by and nothing else, be it with a grant for another one.
    if capacities(world, viewer, Section::Header) == [Capacity::PasserBy] && !world.public_url_enabled {
        absences.push(Absence::PublicUrlOff);
    }
    absences
}

/// Whether the viewer sees the field; of an item, if `item` is its toggle.
pub(crate) fn sees(world: &World, viewer: &Relation, field: Field, item: Option<Visibility>) -> bool {
    if !absences(world, viewer).is_empty() {
        return false;
    }
    let section = field.row().section;
    capacities(world, viewer, section).into_iter().any(|capacity| {
        is_open_to(world, capacity, field) && item.is_none_or(|sign| lets_through(sign, capacity))
    })
}

/// "The effective visibility of a value is the intersection of section, item and field": here, section and field.
pub(crate) fn is_open_to(world: &World, capacity: Capacity, field: Field) -> bool {
    let section = field.row().section;
    section_doors(world, section)
        .into_iter()
        .chain(world.fields.get(&field).copied().filter(|_| has_toggle(field)))
        .all(|door| lets_through(door, capacity))
}

/// "Field toggles hold for the whole profile": but an id is not hidden apart from what it names, an object or list is
/// hidden by its section, a value's parts go together, and what is fixed has no toggle.
pub(crate) fn has_toggle(field: Field) -> bool {
    match field.coordinate().split_once('.').expect("Type.field") {
        (_, "id" | "version" | "createdAt" | "updatedAt" | "position" | "provenance" | "visibility") => false,
        ("Profile", "location" | "contact" | "links" | "availability" | "education" | "projects") => false,
        ("Profile", "badges" | "certificates" | "gigs" | "strength" | "skills" | "skillKeywords") => false,
        ("Profile", "work" | "languages" | "media" | "recommendations") => false,
        // Facets are their owner's alone.
        ("Profile", "facets" | "extractionStatus") => false,
        ("Facet" | "FacetSource" | "ExtractionStatus", _) => false,
        // What counts and orders what was said.
        ("ProfileSkill", "endorsementCount" | "endorsements") | ("SkillEndorsement", "endorsedAt") => false,
        // The entry of the catalogue tells the name.
        ("ProfileSkill", "name" | "skill") => false,
        ("Profile", "preferences" | "publication" | "accessReport") | ("Education", "gpa") => false,
        // What decides where an item stands is hidden by its section, or its changes would show in the order.
        ("BadgeAward", name) => ["evidenceUrl", "evidenceText"].contains(&name),
        ("Certificate", "issuedAt") | ("Gig", "completedAt" | "client" | "review" | "featured") => false,
        ("Strength" | "StrengthFactor" | "StrengthAction", _) => false,
        (owner, _) => !["Gpa", "Money", "Preferences", "Publication"].contains(&owner),
    }
}
