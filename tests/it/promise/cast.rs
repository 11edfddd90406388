//! Everybody who looks at one profile, with how the specification has them stand to it.

use folio_policy::{ProfileState, Relation, Role, SectionSet, Staff, audience::StaffRead};
use folio_testkit::{Member, TestApp, Visitor};
use uuid::Uuid;

/// Somebody who looks.
pub(crate) struct Viewer {
    pub(crate) name: &'static str,
    pub(crate) relation: Relation,
    member: Option<Member>,
}

const SIGNED_OUT: Relation = Relation {
    owner: false,
    active_member: false,
    signed_in: false,
    mentor: false,
    verified_employer: false,
    staff: None,
    excluded: false,
    grants: SectionSet::EMPTY,
};
const MEMBER: Relation = Relation { active_member: true, signed_in: true, ..SIGNED_OUT };

const fn staff(staff: Staff, purpose_stated: bool) -> Option<StaffRead> {
    Some(StaffRead { staff, purpose_stated })
}

impl Viewer {
    /// The profile of whoever is signed in.
    pub(crate) fn profile_id(&self) -> Option<Uuid> {
        self.member.as_ref().map(|member| member.profile_id)
    }

    pub(crate) fn at<'a>(&self, app: &'a TestApp) -> Visitor<'a> {
        self.member.as_ref().map_or_else(|| app.anonymous(), |member| app.as_(member))
    }
}

/// One viewer of each sort that there is, the owner of the profile apart. All of them stand there with a page of their
/// own, and the staff without a purpose, since none can be stated yet.
pub(crate) async fn everybody_else(app: &TestApp) -> Vec<Viewer> {
    let viewer = |name, relation, member| Viewer { name, relation, member: Some(member) };
    let member = || app.member();
    vec![
        Viewer { name: "anonymous", relation: SIGNED_OUT, member: None },
        viewer("member", MEMBER, member().create().await),
        viewer("member without a role", MEMBER, member().role(None).create().await),
        viewer("mentor", Relation { mentor: true, ..MEMBER }, member().role(Role::Mentor).create().await),
        viewer(
            "employer",
            Relation { verified_employer: true, ..MEMBER },
            member().verified_employer().create().await,
        ),
        // Holds two audiences of which neither is a part of the other.
        viewer(
            "mentor who is an employer",
            Relation { mentor: true, verified_employer: true, ..MEMBER },
            member().verified_employer().role(Role::Mentor).create().await,
        ),
        viewer("unverified employer", MEMBER, member().role(Role::Employer).create().await),
        viewer(
            "moderator",
            Relation { staff: staff(Staff::Moderator, false), ..MEMBER },
            member().staff(Staff::Moderator).create().await,
        ),
        viewer(
            "admin",
            Relation { staff: staff(Staff::Admin, false), mentor: true, ..MEMBER },
            member().role(Role::Mentor).staff(Staff::Admin).create().await,
        ),
        viewer(
            "suspended employer",
            Relation { signed_in: true, verified_employer: true, ..SIGNED_OUT },
            member().verified_employer().state(ProfileState::Suspended).create().await,
        ),
    ]
}

/// The audiences that an owner can look as, by their names in the schema.
pub(crate) fn audiences() -> [(&'static str, Relation); 9] {
    [
        ("ANONYMOUS", SIGNED_OUT),
        ("MEMBER", MEMBER),
        ("MENTOR", Relation { mentor: true, ..MEMBER }),
        ("EMPLOYER", Relation { verified_employer: true, ..MEMBER }),
        ("GRANTEE", Relation { grants: SectionSet::ALL, ..MEMBER }),
        ("OWNER", Relation { owner: true, ..MEMBER }),
        ("MODERATOR", Relation { staff: staff(Staff::Moderator, true), ..MEMBER }),
        ("ADMIN", Relation { staff: staff(Staff::Admin, true), ..MEMBER }),
        ("EXCLUDED", Relation { excluded: true, ..MEMBER }),
    ]
}
