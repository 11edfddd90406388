//! Scores of profiles that are made up of rows, as those of the database are.

use chrono::Utc;
use folio_policy::{Circle, Role, Section, Visibility};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{
    accounts,
    aggregate::Aggregate,
    availability::AvailabilityRow,
    badge_awards::{Awarded, BadgeAwardRow},
    badges::BadgeRow,
    certificates::CertificateRow,
    education::EducationRow,
    gigs::GigRow,
    links::LinkRow,
    profile_skills::{ProfileSkillRow, Skilled},
    profiles::{ContactRow, StandingRow},
    projects::ProjectRow,
    work::WorkRow,
};

fn nobody(role: Option<Role>) -> Aggregate {
    let profile = accounts::new_profile(Uuid::new_v4(), "somebody".to_owned(), role, Utc::now());
    let mut aggregate = Aggregate::empty(profile, ContactRow::default());
    aggregate.standing =
        StandingRow { role: role.map(|role| role.name().to_owned()), ..StandingRow::default() };
    aggregate
}

fn scored(aggregate: &Aggregate) -> Scored {
    aggregate.strength().0.explain().expect("the present model is known")
}

/// Does what a factor's action says, so that there are `n` steps.
fn perform(aggregate: &mut Aggregate, key: &str, each: i16, n: i16) {
    let n = usize::try_from(each * n).expect("a count");
    let (id, now) = (aggregate.profile.id, Utc::now());
    match key {
        "displayName" => aggregate.profile.display_name = Some("Maya".to_owned()),
        "headline" => aggregate.profile.headline = Some("Builds bridges".to_owned()),
        "about" => aggregate.profile.about = Some("ä".repeat(n)),
        "photo" => aggregate.profile.avatar_url = Some("https://img.example/maya.jpg".to_owned()),
        "location" => aggregate.profile.country_code = Some("NG".to_owned()),
        "links" => aggregate.links.resize_with(n, || LinkRow::blank(id, Uuid::new_v4(), now)),
        "availability" => aggregate.availability = Some(availability(id)),
        "education" => aggregate.education.resize_with(n, || EducationRow::blank(id, Uuid::new_v4(), now)),
        "projects" => aggregate.projects.resize_with(n, || ProjectRow::blank(id, Uuid::new_v4(), now)),
        "work" => aggregate.work.resize_with(n, || WorkRow::blank(id, Uuid::new_v4(), now)),
        "skills" => aggregate.skills.resize_with(n, || skill(id, now)),
        "certificates" => {
            aggregate.certificates.resize_with(n, || CertificateRow::blank(id, Uuid::new_v4(), now));
        }
        "badges" => aggregate.badges.resize_with(n, || award(id, now)),
        "gigs" => aggregate.gigs.resize_with(n, || gig(id, now)),
        "verifiedEmail" => {
            aggregate.contact.email = Some("maya@school.example".to_owned());
            aggregate.standing.email_verified = true;
        }
        "verifiedPhone" => {
            aggregate.contact.phone = Some("+2348000000".to_owned());
            aggregate.standing.phone_verified = true;
        }
        other => panic!("say here how {other} is done"),
    }
}

fn award(profile_id: Uuid, at: chrono::DateTime<Utc>) -> Awarded {
    let badge = BadgeRow::blank("finisher".to_owned(), at);
    Awarded { award: BadgeAwardRow::blank(profile_id, Uuid::new_v4(), at), badge }
}

fn skill(profile_id: Uuid, at: chrono::DateTime<Utc>) -> Skilled {
    Skilled {
        row: ProfileSkillRow::blank(profile_id, Uuid::new_v4(), at),
        skill: None,
        endorsements: Vec::new(),
    }
}

fn gig(profile_id: Uuid, at: chrono::DateTime<Utc>) -> GigRow {
    GigRow { completed_at: Some(at), ..GigRow::blank(profile_id, Uuid::new_v4(), at) }
}

fn availability(profile_id: Uuid) -> AvailabilityRow {
    AvailabilityRow {
        profile_id,
        status: "OPEN".to_owned(),
        available_from: None,
        hours_per_week: None,
        remote: None,
        rate_min_minor: None,
        rate_max_minor: None,
        rate_currency: None,
    }
}

/// A role, and how many steps of each of its factors are done, as fractions of what there is.
fn anybody() -> impl Strategy<Value = Aggregate> {
    let role =
        prop::sample::select(vec![None, Some(Role::Student), Some(Role::Employer), Some(Role::Mentor)]);
    (role, prop::collection::vec(0..=3_i16, MAX_FACTORS)).prop_map(|(role, steps)| {
        let mut aggregate = nobody(role);
        for (factored, steps) in scored(&aggregate).factors.iter().zip(steps) {
            if steps > 0 {
                perform(&mut aggregate, &factored.factor.key, factored.factor.each, steps);
            }
        }
        aggregate
    })
}

proptest! {
    #[test]
    fn the_score_is_the_sum_of_what_was_earned(aggregate in anybody()) {
        let scored = scored(&aggregate);
        prop_assert!((0..=100).contains(&scored.score));
        prop_assert_eq!(scored.score, scored.factors.iter().map(|factor| factor.earned).sum::<i16>());
        prop_assert_eq!(scored.factors.iter().map(|factor| factor.weight).sum::<i16>(), 100);
        prop_assert!(scored.factors.iter().all(|f| f.earned + f.gain <= f.weight));
        prop_assert!(scored.factors.iter().all(|f| (f.gain == 0) == (f.earned == f.weight)));
    }

    #[test]
    fn a_next_step_gains_exactly_what_was_promised(aggregate in anybody()) {
        let before = scored(&aggregate);
        for promised in before.factors.iter().filter(|factor| factor.gain > 0) {
            let mut aggregate = aggregate.clone();
            perform(&mut aggregate, &promised.factor.key, promised.factor.each, promised.next);
            let after = scored(&aggregate);
            prop_assert_eq!(after.score, before.score + promised.gain, "{}", promised.factor.key);
        }
        let most = before.factors.iter().map(|factor| factor.gain).max();
        prop_assert_eq!(before.next_step().map_or(0, |factor| factor.gain), most.unwrap_or(0));
    }

    #[test]
    fn taking_something_away_never_raises_the_score(aggregate in anybody()) {
        let before = scored(&aggregate).score;
        let mut less = aggregate.clone();
        less.profile.about = less.profile.about.map(|about| about.chars().skip(1).collect());
        prop_assert!(scored(&less).score <= before);
        less.projects.pop();
        less.links.pop();
        less.education.clear();
        let between = scored(&less).score;
        prop_assert!(between <= before);
        less.availability = None;
        less.profile.headline = None;
        less.standing.email_verified = false;
        prop_assert!(scored(&less).score <= between);
    }

    #[test]
    fn what_is_stored_is_news_once(aggregate in anybody()) {
        let (strength, moved) = aggregate.strength();
        let moved = moved.expect("it was never scored");
        prop_assert!(moved.point && !moved.told, "a profile's first score is no event");
        let mut stored = aggregate.clone();
        stored.strength = Some(moved.row);
        let (again, moved) = stored.strength();
        prop_assert!(moved.is_none() && again == strength);
    }
}

#[test]
fn from_nothing_to_a_hundred_by_the_next_step_each_time() {
    for role in [None, Some(Role::Student), Some(Role::Employer), Some(Role::Mentor)] {
        let mut aggregate = nobody(role);
        let mut score = scored(&aggregate).score;
        assert_eq!(score, 0);
        while let Some(next) = scored(&aggregate).next_step() {
            perform(&mut aggregate, &next.factor.key, next.factor.each, next.next);
            assert_eq!(scored(&aggregate).score, score + next.gain, "{role:?} {}", next.factor.key);
            score += next.gain;
        }
        assert_eq!(score, 100, "{role:?}");
    }
}

#[test]
fn an_address_that_is_gone_is_confirmed_no_more() {
    let mut aggregate = nobody(Some(Role::Student));
    aggregate.standing.email_verified = true;
    assert_eq!(scored(&aggregate).score, 0);
}

#[test]
fn a_badge_counts_while_it_is_held_and_a_gig_once_it_is_done() {
    let mut aggregate = nobody(Some(Role::Student));
    perform(&mut aggregate, "badges", 1, 1);
    perform(&mut aggregate, "gigs", 1, 1);
    assert_eq!(scored(&aggregate).score, 8);
    aggregate.gigs[0].completed_at = None;
    assert_eq!(scored(&aggregate).score, 4);
    aggregate.badges[0].award.expired_at = Some(Utc::now());
    assert_eq!(scored(&aggregate).score, 0);
    aggregate.badges[0].award =
        BadgeAwardRow { expired_at: None, revoked_at: Some(Utc::now()), ..aggregate.badges[0].award.clone() };
    assert_eq!(scored(&aggregate).score, 0);
}

#[test]
fn more_of_what_counts_no_more_is_no_news() {
    let mut aggregate = nobody(Some(Role::Mentor));
    perform(&mut aggregate, "projects", 1, 1);
    let (_, moved) = aggregate.strength();
    aggregate.strength = moved.map(|moved| moved.row);
    perform(&mut aggregate, "projects", 1, 2);
    let (_, moved) = aggregate.strength();
    let moved = moved.expect("a student would score more by it");
    assert!(!moved.point && !moved.told, "a mentor doesn't");
    aggregate.strength = Some(moved.row);
    perform(&mut aggregate, "projects", 1, 3);
    assert!(aggregate.strength().1.is_none(), "nobody does");
}

#[test]
fn another_role_is_another_score() {
    let mut aggregate = nobody(None);
    perform(&mut aggregate, "education", 1, 1);
    let (_, moved) = aggregate.strength();
    aggregate.strength = moved.map(|moved| moved.row);
    aggregate.standing.role = Some("STUDENT".to_owned());
    let (strength, moved) = aggregate.strength();
    let moved = moved.expect("students earn something by it");
    assert!(moved.point && moved.told);
    assert_eq!(strength.score, 13);
}

/// Nobody is paid for showing more of themselves.
#[test]
fn toggles_earn_nothing() {
    let mut aggregate = nobody(Some(Role::Student));
    perform(&mut aggregate, "verifiedEmail", 1, 1);
    let (before, moved) = aggregate.strength();
    aggregate.strength = moved.map(|moved| moved.row);
    assert_eq!(before.steps_of("openToEmployers"), 0);
    let employers = Visibility::Restricted(Circle::EMPLOYERS);
    aggregate
        .profile
        .visibility
        .0
        .set_section(Section::Contact, employers)
        .expect("contact opens to employers");
    let (after, moved) = aggregate.strength();
    assert_eq!((after.score, after.steps_of("openToEmployers")), (before.score, 1));
    assert!(moved.is_some_and(|moved| !moved.point && !moved.told));
}
