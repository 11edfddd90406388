//! The items of each section, with a value in every column.

use chrono::{DateTime, Utc};
use folio_db::{
    availability::AvailabilityRow,
    badge_awards::{Awarded, BadgeAwardRow},
    badges::BadgeRow,
    certificates::CertificateRow,
    education::EducationRow,
    endorsements::EndorsementRow,
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
use uuid::Uuid;

use super::pen::Pen;

pub(super) fn availability(profile_id: Uuid, pen: &mut Pen) -> AvailabilityRow {
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

pub(super) fn link(profile_id: Uuid, index: usize, pen: &mut Pen) -> LinkRow {
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
pub(super) fn skill(profile_id: Uuid, index: usize, pen: &mut Pen) -> Skilled {
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

pub(super) fn endorsement(
    skill: &ProfileSkillRow,
    endorser_id: Uuid,
    index: usize,
    pen: &mut Pen,
) -> EndorsementRow {
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

pub(super) fn recommendation(profile_id: Uuid, author_id: Uuid, index: usize, pen: &mut Pen) -> Recommended {
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

pub(super) fn education(profile_id: Uuid, index: usize, pen: &mut Pen) -> EducationRow {
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

pub(super) fn project(profile_id: Uuid, index: usize, pen: &mut Pen) -> ProjectRow {
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
pub(super) fn badge(profile_id: Uuid, index: usize, pen: &mut Pen) -> Awarded {
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

pub(super) fn certificate(profile_id: Uuid, index: usize, pen: &mut Pen) -> CertificateRow {
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
pub(super) fn gig(profile_id: Uuid, index: usize, pen: &mut Pen) -> GigRow {
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

pub(super) fn work(profile_id: Uuid, index: usize, pen: &mut Pen) -> WorkRow {
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

pub(super) fn language(profile_id: Uuid, index: usize, pen: &mut Pen) -> LanguageRow {
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
pub(super) fn media_item(profile_id: Uuid, index: usize, pen: &mut Pen) -> MediaItemRow {
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
