//! The rows of a draft's items.

use chrono::{DateTime, Utc};
use folio_db::{
    Provenance, certificates::CertificateRow, civil_date, education::EducationRow, languages::LanguageRow,
    links::LinkRow, profile_skills::ProfileSkillRow, projects::ProjectRow, work::WorkRow,
};
use uuid::Uuid;

use super::{
    draft::{CertificateDraft, EducationDraft, LanguageDraft, LinkDraft, ProjectDraft, WorkDraft},
    projects::BETWEEN_ROLES,
};
use crate::{profile_skills::SkillLevel, skills::SkillName};

/// What every imported row has in common. Where it stands and who sees it is known only when it meets what is there.
pub(super) struct Stamp {
    pub(super) profile_id: Uuid,
    pub(super) now: DateTime<Utc>,
}

impl Stamp {
    pub(super) fn link(&self, link: &LinkDraft) -> LinkRow {
        LinkRow {
            profile_id: self.profile_id,
            id: Uuid::new_v4(),
            position: 0,
            kind: link.kind.name().to_owned(),
            label: link.label.clone(),
            username: link.username.clone(),
            url: link.url.as_str().to_owned(),
            visibility: None,
            provenance: Provenance::Import.name().to_owned(),
            import_source: None,
            version: 1,
            created_at: self.now,
            updated_at: self.now,
        }
    }

    pub(super) fn skill(
        &self,
        name: &SkillName,
        level: Option<SkillLevel>,
        skill_id: Uuid,
    ) -> ProfileSkillRow {
        ProfileSkillRow {
            skill_id,
            name: name.as_str().to_owned(),
            level: level.map(|level| level.name().to_owned()),
            provenance: Provenance::Import.name().to_owned(),
            ..ProfileSkillRow::blank(self.profile_id, Uuid::new_v4(), self.now)
        }
    }

    pub(super) fn education(&self, item: &EducationDraft) -> EducationRow {
        let (start_date, start_precision) = civil_date::columns(item.start);
        let (end_date, end_precision) = civil_date::columns(item.end);
        EducationRow {
            profile_id: self.profile_id,
            id: Uuid::new_v4(),
            position: 0,
            institution: item.institution.clone(),
            institution_url: item.url.as_ref().map(|url| url.as_str().to_owned()),
            degree: item.degree.clone(),
            field_of_study: item.field_of_study.clone(),
            start_date,
            start_precision,
            end_date,
            end_precision,
            gpa_hundredths: item.gpa.map(|gpa| gpa.value_hundredths()),
            gpa_scale_hundredths: item.gpa.and_then(|gpa| gpa.scale_hundredths()),
            gpa_text: item.score_text.clone(),
            honours: item.honours.clone(),
            coursework: item.coursework.clone(),
            visibility: None,
            provenance: Provenance::Import.name().to_owned(),
            import_source: None,
            version: 1,
            created_at: self.now,
            updated_at: self.now,
        }
    }

    pub(super) fn project(&self, project: &ProjectDraft) -> ProjectRow {
        let (start_date, start_precision) = civil_date::columns(project.start);
        let (end_date, end_precision) = civil_date::columns(project.end);
        ProjectRow {
            name: project.name.clone(),
            kind: project.kind.clone(),
            role: (!project.roles.is_empty()).then(|| project.roles.join(BETWEEN_ROLES)),
            organization: project.entity.clone(),
            description: project.description.clone(),
            highlights: project.highlights.clone(),
            links: project.url.iter().map(|url| url.as_str().to_owned()).collect(),
            skills: project.keywords.clone(),
            start_date,
            start_precision,
            end_date,
            end_precision,
            provenance: Provenance::Import.name().to_owned(),
            ..ProjectRow::blank(self.profile_id, Uuid::new_v4(), self.now)
        }
    }

    pub(super) fn work(&self, item: &WorkDraft) -> WorkRow {
        let (start_date, start_precision) = civil_date::columns(item.start);
        let (end_date, end_precision) = civil_date::columns(item.end);
        WorkRow {
            company: item.company.clone(),
            company_url: item.url.as_ref().map(|url| url.as_str().to_owned()),
            title: item.title.clone(),
            location: item.location.clone(),
            description: item.description.clone(),
            highlights: item.highlights.clone(),
            skills: item.skills.clone(),
            start_date,
            start_precision,
            end_date,
            end_precision,
            provenance: Provenance::Import.name().to_owned(),
            ..WorkRow::blank(self.profile_id, Uuid::new_v4(), self.now)
        }
    }

    pub(super) fn language(&self, item: &LanguageDraft) -> LanguageRow {
        LanguageRow {
            language: item.language.clone(),
            level: item.level.map(|level| level.name().to_owned()),
            provenance: Provenance::Import.name().to_owned(),
            ..LanguageRow::blank(self.profile_id, Uuid::new_v4(), self.now)
        }
    }

    pub(super) fn certificate(&self, item: &CertificateDraft) -> CertificateRow {
        let (issued_date, issued_precision) = civil_date::columns(item.issued);
        let (expires_date, expires_precision) = civil_date::columns(item.expires);
        CertificateRow {
            title: item.title.clone(),
            provider: item.provider.clone(),
            url: item.url.as_ref().map(|url| url.as_str().to_owned()),
            credential_id: item.credential_id.clone(),
            issued_date,
            issued_precision,
            expires_date,
            expires_precision,
            provenance: Provenance::Import.name().to_owned(),
            ..CertificateRow::blank(self.profile_id, Uuid::new_v4(), self.now)
        }
    }
}
