//! The viewers that the tests ask with, and worlds at random.

use folio_policy::{
    Field, ProfileState, Relation, Section, SectionSet, Staff, Visibility, audience::StaffRead,
};
use proptest::prelude::*;

use crate::model::World;

pub(crate) const MODERATOR: StaffRead = StaffRead { staff: Staff::Moderator, purpose_stated: true };
pub(crate) const ADMIN: StaffRead = StaffRead { staff: Staff::Admin, purpose_stated: true };
pub(crate) const IDLE_MODERATOR: StaffRead = StaffRead { staff: Staff::Moderator, purpose_stated: false };
pub(crate) const IDLE_ADMIN: StaffRead = StaffRead { staff: Staff::Admin, purpose_stated: false };

pub(crate) const SIGNED_OUT: Relation = Relation {
    owner: false,
    active_member: false,
    signed_in: false,
    mentor: false,
    verified_employer: false,
    staff: None,
    excluded: false,
    grants: SectionSet::EMPTY,
};
pub(crate) const MEMBER: Relation = Relation { active_member: true, signed_in: true, ..SIGNED_OUT };

/// Nine viewers, one for each audience.
pub(crate) fn one_of_each() -> [Relation; 9] {
    [
        SIGNED_OUT,
        MEMBER,
        Relation { mentor: true, ..MEMBER },
        Relation { verified_employer: true, ..MEMBER },
        Relation { grants: SectionSet::ALL, ..MEMBER },
        Relation { owner: true, ..MEMBER },
        Relation { staff: Some(MODERATOR), ..MEMBER },
        Relation { staff: Some(ADMIN), ..MEMBER },
        Relation { excluded: true, ..MEMBER },
    ]
}

/// Every combination of the facts about one viewer, those that contradict each other too, with each of these grants.
pub(crate) fn everybody(grants: &[SectionSet]) -> Vec<Relation> {
    let mut everybody = Vec::new();
    for bits in 0_u8..64 {
        let is = |bit: u8| bits & (1 << bit) != 0;
        for staff in [None, Some(MODERATOR), Some(ADMIN), Some(IDLE_MODERATOR), Some(IDLE_ADMIN)] {
            for grants in grants {
                everybody.push(Relation {
                    owner: is(0),
                    active_member: is(1),
                    signed_in: is(2),
                    mentor: is(3),
                    verified_employer: is(4),
                    excluded: is(5),
                    staff,
                    grants: *grants,
                });
            }
        }
    }
    everybody
}

pub(crate) fn grant(sections: &[Section]) -> SectionSet {
    sections.iter().fold(SectionSet::EMPTY, |set, section| set.with(*section))
}

pub(crate) fn any_visibility() -> impl Strategy<Value = Visibility> {
    prop::sample::select(&Visibility::ALL[..])
}

pub(crate) fn any_field() -> impl Strategy<Value = Field> {
    prop::sample::select(Field::ALL)
}

/// Anybody at all; plain people are likely, so that worlds are seen into.
pub(crate) fn anybody() -> impl Strategy<Value = Relation> {
    let staff = prop_oneof![
        6 => Just(None),
        1 => prop::sample::select(vec![MODERATOR, ADMIN, IDLE_MODERATOR, IDLE_ADMIN]).prop_map(Some),
    ];
    let rarely = || prop::bool::weighted(0.1);
    let grants = prop::collection::vec(prop::sample::select(Section::ALL), 0..6).prop_map(|of| grant(&of));
    let signed_in = prop_oneof![1 => Just((false, false)), 1 => Just((true, false)), 4 => Just((true, true))];
    (rarely(), signed_in, any::<bool>(), any::<bool>(), staff, rarely(), grants).prop_map(
        |(owner, (signed_in, active_member), mentor, verified_employer, staff, excluded, grants)| Relation {
            owner,
            active_member,
            signed_in,
            mentor,
            verified_employer,
            staff,
            excluded,
            grants,
        },
    )
}

/// Any world; mostly ACTIVE, with any toggle anywhere, allowed by the matrix or not.
pub(crate) fn any_world() -> impl Strategy<Value = World> {
    let state =
        prop_oneof![8 => Just(ProfileState::Active), 2 => prop::sample::select(&ProfileState::ALL[..])];
    let header =
        prop_oneof![2 => Just(Visibility::Public), 2 => Just(Visibility::Platform), 1 => any_visibility()];
    let sections = prop::collection::vec(any_visibility(), Section::COUNT);
    let fields = prop::collection::btree_map(any_field(), any_visibility(), 0..Field::COUNT / 2);
    (state, any::<bool>(), header, sections, fields).prop_map(
        |(state, public_url_enabled, header, sections, fields)| World {
            state,
            public_url_enabled,
            sections: Section::ALL.iter().copied().zip(sections).chain([(Section::Header, header)]).collect(),
            fields,
        },
    )
}
