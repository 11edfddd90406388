//! The demo people of `folio dev`: a student imported from a real JSON Resume, and one person for each other role.

use chrono::NaiveDate;
use folio_db::{
    Db, DbError, DbResult, Transaction,
    accounts::{self, Registration},
    availability::{self, AvailabilityRow},
    external,
    items::ItemTable,
    profiles::{self, ContactRow, ProfilePatch, Switches},
    projects::ProjectRow,
    write::{self, Actor, Event, Locked, Record},
};
use folio_policy::{Circle, Field, Role, Section, Staff, Toggles, Visibility};
use uuid::Uuid;

use crate::resume;

mod portfolio;
mod said;

/// The mentor's address, whose badges everybody may see.
pub const MENTOR_SLUG: &str = "daniel-reyes";

/// The student's address.
pub const STUDENT_SLUG: &str = "maya-okonkwo";

const STUDENT_RESUME: &[u8] = include_bytes!("../../tests/fixtures/resumes/new-grad.json");
const MENTOR_RESUME: &[u8] = include_bytes!("../../tests/fixtures/resumes/career-changer.json");

/// Somebody to be in development and in tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Persona {
    /// A student with a page imported from a resume.
    Student,
    /// A verified employer.
    Employer,
    /// A mentor.
    Mentor,
    /// Staff.
    Moderator,
    /// Staff.
    Admin,
}

impl Persona {
    /// Every persona.
    pub const ALL: [Self; 5] = [Self::Student, Self::Employer, Self::Mentor, Self::Moderator, Self::Admin];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Student => "student",
            Self::Employer => "employer",
            Self::Mentor => "mentor",
            Self::Moderator => "moderator",
            Self::Admin => "admin",
        }
    }

    /// The id that stands for Clerk's.
    #[must_use]
    pub const fn clerk_id(self) -> &'static str {
        match self {
            Self::Student => "demo_student",
            Self::Employer => "demo_employer",
            Self::Mentor => "demo_mentor",
            Self::Moderator => "demo_moderator",
            Self::Admin => "demo_admin",
        }
    }

    /// Who it is, in a line.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Student => "Maya Okonkwo, whose page came from a JSON Resume",
            Self::Employer => "Ines Valdez, a verified employer",
            Self::Mentor => "Daniel Reyes, a mentor",
            Self::Moderator => "Sam Lindqvist, a moderator",
            Self::Admin => "Robin Achterberg, an administrator",
        }
    }

    const fn slug(self) -> &'static str {
        match self {
            Self::Student => STUDENT_SLUG,
            Self::Employer => "ines-valdez",
            Self::Mentor => MENTOR_SLUG,
            Self::Moderator => "sam-lindqvist",
            Self::Admin => "robin-achterberg",
        }
    }

    const fn contact(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Student => ("maya.okonkwo@example.com", Some("+1 206 555 0142")),
            Self::Employer => ("ines.valdez@example.com", Some("+1 415 555 0119")),
            Self::Mentor => ("daniel.reyes@example.com", Some("+1 512 555 0188")),
            Self::Moderator => ("sam.lindqvist@example.com", None),
            Self::Admin => ("robin.achterberg@example.com", None),
        }
    }

    fn registration(self) -> Registration {
        let (email, phone) = self.contact();
        Registration {
            clerk_id: self.clerk_id().to_owned(),
            slug: self.slug().to_owned(),
            role: match self {
                Self::Student => Some(Role::Student),
                Self::Employer => Some(Role::Employer),
                Self::Mentor => Some(Role::Mentor),
                Self::Moderator | Self::Admin => None,
            },
            staff: match self {
                Self::Moderator => Some(Staff::Moderator),
                Self::Admin => Some(Staff::Admin),
                _ => None,
            },
            verified_employer: self == Self::Employer,
            contact: ContactRow {
                username: Some(self.slug().replace('-', ".")),
                email: Some(email.to_owned()),
                phone: phone.map(str::to_owned),
            },
            defaults_pending: false,
        }
    }
}

/// Makes the demo people in a database that has nobody: all of them or, if this is given up midway, none.
///
/// # Errors
/// As any query.
pub async fn populate_if_empty(db: &Db) -> DbResult<()> {
    let tx = db.begin().await?;
    let outcome = populate(&tx).await;
    tx.finish(outcome).await
}

async fn populate(conn: &Transaction) -> DbResult<()> {
    if accounts::count(conn).await? > 0 {
        return Ok(());
    }
    let student = register(conn, Persona::Student).await?;
    let employer = register(conn, Persona::Employer).await?;
    let mentor = register(conn, Persona::Mentor).await?;
    let moderator = register(conn, Persona::Moderator).await?;
    let admin = register(conn, Persona::Admin).await?;

    import(conn, student, STUDENT_RESUME).await?;
    import(conn, mentor, MENTOR_RESUME).await?;
    for (profile, patch) in [
        (student, ProfilePatch { pronouns: text("she/her"), ..ProfilePatch::default() }),
        (employer, employer_page()),
        (moderator, ProfilePatch { display_name: text("Sam Lindqvist"), ..ProfilePatch::default() }),
        (admin, ProfilePatch { display_name: text("Robin Achterberg"), ..ProfilePatch::default() }),
    ] {
        let profile = locked(conn, profile).await?;
        profiles::update(&profile, &patch).await?;
        profile.record(&SET_UP).await?;
    }
    portfolio::tell(conn, student, mentor).await?;
    said::say(conn, student, mentor, employer).await?;
    let student = locked(conn, student).await?;
    open_student_page(&student).await?;
    student.record(&SET_UP).await?;
    Ok(())
}

const SET_UP: Record = Record::of(Actor::Service, "demoSetUp", Event::of("profile.updated"));

async fn locked(conn: &Transaction, profile: Uuid) -> DbResult<Locked<'_>> {
    write::lock(conn, profile).await?.ok_or(DbError::Corrupt("a demo person has no profile"))
}

/// Makes the account, and gives the profile. The e-mail address counts as confirmed: whoever speaks of others has to have one.
async fn register(conn: &Transaction, persona: Persona) -> DbResult<Uuid> {
    let nobody = || DbError::Corrupt("a demo person has no profile");
    accounts::register_in(conn, &persona.registration()).await?;
    let mut known = external::known(conn, persona.clerk_id()).await?.ok_or_else(nobody)?;
    let profile = known.profile_id.ok_or_else(nobody)?;
    known.verified.0 = true;
    external::write(&locked(conn, profile).await?, &known).await?;
    Ok(profile)
}

async fn import(conn: &Transaction, profile: Uuid, file: &[u8]) -> DbResult<()> {
    let mut import = resume::import(file).map_err(|_| DbError::Corrupt("a demo resume can't be imported"))?;
    resume::apply_in(conn, profile, &import.draft, &mut import.losses).await?;
    Ok(())
}

fn text(text: &str) -> Option<Option<String>> {
    Some(Some(text.to_owned()))
}

fn employer_page() -> ProfilePatch {
    ProfilePatch {
        display_name: text("Ines Valdez"),
        headline: text("Head of engineering at Harbourlight Software"),
        about: text("I hire people early in their careers and see that they have someone to ask."),
        city: text("San Francisco"),
        region: text("California"),
        country_code: text("US"),
        ..ProfilePatch::default()
    }
}

/// The student shows something else to everyone: a public header and text, sections for members, grades and
/// availability for employers, one project for nobody.
async fn open_student_page(profile: &Locked<'_>) -> DbResult<()> {
    let mut toggles = Toggles::defaults(Some(Role::Student));
    let employers = Visibility::Restricted(Circle::EMPLOYERS);
    for (section, visibility) in [
        (Section::Header, Visibility::Public),
        (Section::About, Visibility::Public),
        (Section::Gpa, employers),
        (Section::Contact, employers),
    ] {
        toggles.set_section(section, visibility).map_err(|_| DbError::Corrupt("demo toggles"))?;
    }
    toggles
        .set_field(Field::ContactPhone, Some(Visibility::Private))
        .and_then(|()| toggles.set_field(Field::ProfilePronouns, Some(Visibility::Platform)))
        .map_err(|_| DbError::Corrupt("demo toggles"))?;
    profiles::set_toggles(profile, toggles).await?;

    let projects = ProjectRow::of_profiles(profile.conn(), &[profile.profile_id]).await?;
    let last = projects.last().ok_or(DbError::Corrupt("the demo student has no project"))?.id;
    ProjectRow::set_visibilities(profile, &[(last, Some(Visibility::Private))]).await?;

    let switches = Switches { discoverable: true, public_url_enabled: true, search_engine_indexing: false };
    profiles::set_switches(profile, switches).await?;
    let availability = AvailabilityRow {
        profile_id: profile.profile_id,
        status: "OPEN".to_owned(),
        available_from: NaiveDate::from_ymd_opt(2026, 12, 1),
        hours_per_week: Some(40),
        remote: Some("HYBRID".to_owned()),
        rate_min_minor: Some(3_000),
        rate_max_minor: Some(4_500),
        rate_currency: Some("USD".to_owned()),
    };
    availability::put(profile, Some(&availability)).await
}
