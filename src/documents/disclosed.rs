//! What of a profile its reader may see, as plain values: the only thing that documents are made of.

use folio_db::{
    CivilDate, DbResult,
    certificates::CertificateSnapshot,
    education::EducationSnapshot,
    languages::LanguageSnapshot,
    links::LinkSnapshot,
    pages::Page,
    profile_skills::ProfileSkillSnapshot,
    projects::ProjectSnapshot,
    snapshot::{SectionSnapshots, Snapshot},
    work::WorkSnapshot,
};
use folio_policy::{Access, Field, Scope};

use crate::{
    languages::LanguageLevel,
    profile_skills::SkillLevel,
    resume::{Gpa, LinkKind},
};

/// What of a profile its reader may see. What is hidden is absent, as if it weren't there. Not `Debug`: it is somebody's data.
#[derive(Clone, Default)]
pub struct Disclosed {
    pub(super) slug: Option<String>,
    pub(super) display_name: Option<String>,
    pub(super) headline: Option<String>,
    pub(super) about: Option<String>,
    pub(super) avatar_url: Option<String>,
    pub(super) cover_url: Option<String>,
    pub(super) city: Option<String>,
    pub(super) region: Option<String>,
    pub(super) country_code: Option<String>,
    pub(super) email: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) links: Vec<Link>,
    pub(super) skills: Vec<Skill>,
    pub(super) education: Vec<Education>,
    pub(super) projects: Vec<Project>,
    pub(super) work: Vec<Work>,
    pub(super) languages: Vec<Language>,
    pub(super) certificates: Vec<Certificate>,
}

#[derive(Clone, Default)]
pub(super) struct Link {
    pub(super) kind: Option<LinkKind>,
    pub(super) label: Option<String>,
    pub(super) username: Option<String>,
    pub(super) url: Option<String>,
}

#[derive(Clone, Default)]
pub(super) struct Skill {
    pub(super) name: Option<String>,
    pub(super) level: Option<SkillLevel>,
}

#[derive(Clone, Default)]
pub(super) struct Education {
    pub(super) institution: Option<String>,
    pub(super) url: Option<String>,
    pub(super) degree: Option<String>,
    pub(super) field_of_study: Option<String>,
    pub(super) start: Option<CivilDate>,
    pub(super) end: Option<CivilDate>,
    pub(super) gpa: Option<Gpa>,
    pub(super) score_text: Option<String>,
    pub(super) honours: Option<String>,
    pub(super) coursework: Vec<String>,
}

#[derive(Clone, Default)]
pub(super) struct Project {
    pub(super) name: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) role: Option<String>,
    pub(super) organization: Option<String>,
    pub(super) description: Option<String>,
    pub(super) highlights: Vec<String>,
    pub(super) links: Vec<String>,
    pub(super) skills: Vec<String>,
    pub(super) start: Option<CivilDate>,
    pub(super) end: Option<CivilDate>,
}

#[derive(Clone, Default)]
pub(super) struct Work {
    pub(super) company: Option<String>,
    pub(super) url: Option<String>,
    pub(super) title: Option<String>,
    pub(super) location: Option<String>,
    pub(super) description: Option<String>,
    pub(super) highlights: Vec<String>,
    pub(super) skills: Vec<String>,
    pub(super) start: Option<CivilDate>,
    pub(super) end: Option<CivilDate>,
    /// Whether the viewer may know of an end at all.
    pub(super) end_shows: bool,
}

#[derive(Clone, Default)]
pub(super) struct Language {
    pub(super) tag: Option<String>,
    pub(super) level: Option<LanguageLevel>,
}

#[derive(Clone, Default)]
pub(super) struct Certificate {
    pub(super) title: Option<String>,
    pub(super) provider: Option<String>,
    pub(super) url: Option<String>,
    pub(super) credential_id: Option<String>,
    pub(super) credential_url: Option<String>,
    pub(super) issued: Option<CivilDate>,
    pub(super) expires: Option<CivilDate>,
}

/// Whether a day is there: the first that the date may mean, by UTC.
pub(super) fn has_come(date: CivilDate) -> bool {
    date.first_day() <= chrono::Utc::now().date_naive()
}

impl Disclosed {
    /// What `access` discloses of `page`.
    ///
    /// # Errors
    /// When what is stored can't be read.
    pub fn of(access: &Access, page: &Page) -> DbResult<Self> {
        let Snapshot { header, core, sections } = page.snapshot()?;
        let whole = access.whole();
        let mut disclosed = Self {
            slug: page.slug.clone().reveal_some(whole),
            display_name: header.display_name.reveal(whole),
            headline: header.headline.reveal(whole),
            about: core.about.reveal(whole),
            avatar_url: header.avatar_url.reveal(whole),
            cover_url: header.cover_url.reveal(whole),
            city: core.city.reveal(whole),
            region: core.region.reveal(whole),
            country_code: core.country_code.reveal(whole),
            email: core.email.reveal(whole),
            phone: core.phone.reveal(whole),
            ..Self::default()
        };
        disclosed.take_sections(access, sections);
        Ok(disclosed)
    }

    fn take_sections(&mut self, access: &Access, sections: SectionSnapshots) {
        self.links = sections.links.reveal_items(access).map(|(scope, item)| Link::of(scope, item)).collect();
        self.skills =
            sections.skills.reveal_items(access).map(|(scope, item)| Skill::of(scope, item)).collect();
        self.education =
            sections.education.reveal_items(access).map(|(scope, item)| Education::of(scope, item)).collect();
        self.projects =
            sections.projects.reveal_items(access).map(|(scope, item)| Project::of(scope, item)).collect();
        self.work = sections.work.reveal_items(access).map(|(scope, item)| Work::of(scope, item)).collect();
        self.languages =
            sections.languages.reveal_items(access).map(|(scope, item)| Language::of(scope, item)).collect();
        self.certificates = sections
            .certificates
            .reveal_items(access)
            .map(|(scope, item)| Certificate::of(scope, item))
            .collect();
    }
}

impl Link {
    fn of(scope: Scope<'_>, item: LinkSnapshot) -> Self {
        Self {
            kind: item.kind.reveal(scope).as_deref().and_then(LinkKind::parse),
            label: item.label.reveal(scope),
            username: item.username.reveal(scope),
            url: item.url.reveal(scope),
        }
    }
}

impl Skill {
    fn of(scope: Scope<'_>, item: ProfileSkillSnapshot) -> Self {
        Self {
            name: item.name.reveal(scope),
            level: item.level.reveal(scope).as_deref().and_then(SkillLevel::parse),
        }
    }
}

impl Education {
    fn of(scope: Scope<'_>, item: EducationSnapshot) -> Self {
        let gpa = item.gpa.reveal(scope);
        let (value, scale, score_text) = gpa.map_or((None, None, None), |gpa| {
            let (value, scale) = (gpa.value_hundredths.reveal(scope), gpa.scale_hundredths.reveal(scope));
            (value, scale, gpa.text.reveal(scope))
        });
        Self {
            institution: item.institution.reveal(scope),
            url: item.institution_url.reveal(scope),
            degree: item.degree.reveal(scope),
            field_of_study: item.field_of_study.reveal(scope),
            start: item.start_date.reveal(scope),
            end: item.end_date.reveal(scope),
            gpa: value.and_then(|value| Gpa::new(value, scale)),
            score_text,
            honours: item.honours.reveal(scope),
            coursework: item.coursework.reveal(scope),
        }
    }
}

impl Project {
    fn of(scope: Scope<'_>, item: ProjectSnapshot) -> Self {
        Self {
            name: item.name.reveal(scope),
            kind: item.kind.reveal(scope),
            role: item.role.reveal(scope),
            organization: item.organization.reveal(scope),
            description: item.description.reveal(scope),
            highlights: item.highlights.reveal(scope),
            links: item.links.reveal(scope),
            skills: item.skills.reveal(scope),
            start: item.start_date.reveal(scope),
            end: item.end_date.reveal(scope),
        }
    }
}

impl Work {
    fn of(scope: Scope<'_>, item: WorkSnapshot) -> Self {
        Self {
            company: item.company.reveal(scope),
            url: item.company_url.reveal(scope),
            title: item.title.reveal(scope),
            location: item.location.reveal(scope),
            description: item.description.reveal(scope),
            highlights: item.highlights.reveal(scope),
            skills: item.skills.reveal(scope),
            start: item.start_date.reveal(scope),
            end: item.end_date.reveal(scope),
            end_shows: scope.may_see(Field::WorkEndDate),
        }
    }

    /// Whether it goes on: it has begun and hasn't ended, as far as who asks may know that. One of which neither is known doesn't
    /// say so, and neither does one whose end is hidden.
    pub(super) fn goes_on(&self) -> bool {
        self.start.is_some_and(has_come) && self.end.is_none() && self.end_shows
    }
}

impl Language {
    fn of(scope: Scope<'_>, item: LanguageSnapshot) -> Self {
        Self {
            tag: item.language.reveal(scope),
            level: item.level.reveal(scope).as_deref().and_then(LanguageLevel::parse),
        }
    }
}

impl Certificate {
    fn of(scope: Scope<'_>, item: CertificateSnapshot) -> Self {
        Self {
            title: item.title.reveal(scope),
            provider: item.provider.reveal(scope),
            url: item.url.reveal(scope),
            credential_id: item.credential_id.reveal(scope),
            credential_url: item.credential_url.reveal(scope),
            issued: item.issued_at.reveal(scope),
            expires: item.expires_at.reveal(scope),
        }
    }
}
