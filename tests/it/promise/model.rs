//! Every answer agrees with the specification, told a second time by `specification`: for each governed field, each
//! audience and each visibility, by each way that leads to the field.

use std::collections::{BTreeMap, BTreeSet};

use folio_policy::{
    Circle, Field, ProfileState, Section, Visibility,
    data_map::{DATA_MAP, Feeds},
};
use folio_testkit::{Item, Sentinel};
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use serde_json::{Value, json};

use super::{
    cast,
    expected::{Expected, Setting, anybodys},
    specification::{World, write},
    stage::Stage,
};

impl Stage {
    /// Asks everybody, and as every audience.
    async fn check(&self, world: World, item: Option<Visibility>) {
        let setting = self.arrange(world, item).await;
        let owner = self.app.as_(&self.subject);
        let truth = owner.query_with(&self.document, self.variables.clone()).await.data().clone();
        for viewer in &self.viewers {
            let reply = viewer.at(&self.app).query_with(&self.document, self.variables.clone()).await;
            let expected = Expected { sdl: &self.sdl, setting: &setting, viewer: &viewer.relation };
            let (answer, who) = (reply.data(), viewer.name);
            same(&answer["profile"], &expected.profile(&truth["profile"]), who, "profile", &setting);
            same(&answer["node"], &expected.profile(&truth["node"]), who, "node", &setting);
            let items = truth["nodes"].as_array().expect("a list");
            let items: Value = items.iter().map(|item| expected.item(item)).collect();
            same(&answer["nodes"], &items, who, "nodes", &setting);
        }
        for (audience, relation) in cast::audiences() {
            let variables = json!({ "slug": self.subject.slug, "as": audience });
            let reply = owner.query_with(&self.view_as, variables).await;
            let expected = Expected { sdl: &self.sdl, setting: &setting, viewer: &relation };
            same(
                &reply.data()["profile"],
                &expected.profile(&truth["profile"]),
                audience,
                "viewAs",
                &setting,
            );
        }
    }
}

#[track_caller]
fn same(actual: &Value, expected: &Value, viewer: &str, path: &str, setting: &Setting) {
    let (actual, expected) = (&anybodys(actual), &anybodys(expected));
    if actual == expected {
        return;
    }
    let world = &setting.world;
    let sections: BTreeMap<_, _> = world.sections.iter().map(|(s, v)| (s.name(), write(*v))).collect();
    let fields: BTreeMap<_, _> = world.fields.iter().map(|(f, v)| (f.coordinate(), write(*v))).collect();
    let items: Vec<_> = setting.items.values().flatten().map(|v| write(*v)).collect();
    let (at, got, due) = difference(actual, expected, path.to_owned());
    panic!(
        "{viewer} gets {got} at {at}, and should get {due}\n{:?}, public URL {}\nsections {sections:?}\nfields {fields:?}\nitems {items:?}",
        world.state, world.public_url_enabled
    );
}

/// Where two answers differ first.
fn difference(actual: &Value, expected: &Value, at: String) -> (String, Value, Value) {
    match (actual, expected) {
        (Value::Object(a), Value::Object(e)) if a.keys().eq(e.keys()) => {
            let differs = a.iter().find(|(key, value)| e[*key] != **value);
            let (key, value) = differs.expect("they differ somewhere");
            difference(value, &e[key], format!("{at}.{key}"))
        }
        (Value::Array(a), Value::Array(e)) if a.len() == e.len() => {
            let index = a.iter().zip(e).position(|(a, e)| a != e).expect("they differ somewhere");
            difference(&a[index], &e[index], format!("{at}[{index}]"))
        }
        _ => (at, actual.clone(), expected.clone()),
    }
}

/// The visibilities in turn: over seven rounds each thing has each of them, and no two neighbours have the same.
fn in_turn(index: usize, round: usize) -> Visibility {
    Visibility::ALL[(index + round) % Visibility::ALL.len()]
}

fn rounds() -> std::ops::Range<usize> {
    0..Visibility::ALL.len()
}

/// Sections that others are a part of, or that decide whether there is a profile at all.
const ABOVE_OTHERS: [Section; 2] = [Section::Header, Section::Education];

#[tokio::test]
async fn the_owner_gets_everything_and_so_the_other_answers_can_be_told_from_theirs() {
    let stage = Stage::set().await;
    let reply = stage.app.as_(&stage.subject).query_with(&stage.document, stage.variables.clone()).await;
    // A badge that was revoked is hidden from others, a client is an organisation or a person, and what shows a video has no
    // file; what is read waits no more.
    let can_be_missing =
        [".extractionStatus.since", ".revokedAt", ".revocationReason", ".client.name", ".client.profile"];
    // The skills are of no others' kind.
    let of_a_skill = [".skill.aliases", ".skill.parent", ".skill.children"];
    let of_file = [".url", ".videoUrl", ".contentType", ".byteSize", ".filename"];
    let can_be_missing = can_be_missing.into_iter().chain(of_file).collect::<Vec<_>>();
    let mut missing = nulls(reply.data(), String::new());
    missing.retain(|at| !can_be_missing.iter().chain(&of_a_skill).any(|end| at.ends_with(end)));
    assert!(missing.is_empty(), "{missing:?}");
    let mut leaves = Vec::new();
    for root in ["profile", "node"] {
        stage.leaves("Profile", &reply.data()[root], &mut leaves);
    }
    for item in reply.data()["nodes"].as_array().expect("a list") {
        stage.leaves(item["__typename"].as_str().expect("a type"), item, &mut leaves);
    }
    for Sentinel { table, column, needle, .. } in &stage.subject.filling.sentinels {
        let mut due = BTreeSet::from([fed_by(table, column)]);
        if (*table, *column) == ("profile_skills", "name") {
            // The catalogue calls it so, and it is one of the keywords.
            due.extend(["Profile.skillKeywords", "Skill.name"]);
        }
        let found: BTreeSet<&str> =
            leaves.iter().filter(|(_, text)| text.contains(needle)).map(|(at, _)| at.as_str()).collect();
        assert_eq!(found, due, "where {table}.{column} ({needle}) is, and where it should be");
    }
}

/// The coordinate at which a column's value is to be found.
fn fed_by(table: &str, column: &str) -> &'static str {
    let mapped = DATA_MAP.iter().find(|c| (c.table, c.column) == (table, column));
    match mapped.expect("the data map has every column").feeds {
        Feeds::Field(Field::AvailabilityHourlyRateMin | Field::AvailabilityHourlyRateMax) => {
            Field::MoneyAmountMinor.coordinate()
        }
        Feeds::Field(field) => field.coordinate(),
        Feeds::Internal(why) => panic!("{table}.{column} was filled to be found, and is internal: {why}"),
    }
}

impl Stage {
    /// Every plain value in an answer, with the coordinate that it stands at.
    fn leaves(&self, ty: &str, value: &Value, into: &mut Vec<(String, String)>) {
        for (name, value) in value.as_object().into_iter().flatten() {
            let coordinate = format!("{ty}.{name}");
            let Some(field) = self.sdl.field(&coordinate) else { continue };
            let target = folio_testkit::sdl::named(&field.ty.node);
            if self.sdl.fields_of(target).next().is_none() {
                into.push((coordinate, value.to_string()));
                continue;
            }
            match value {
                Value::Array(items) => items.iter().for_each(|item| self.leaves(target, item, into)),
                one => self.leaves(target, one, into),
            }
        }
    }
}

fn nulls(value: &Value, at: String) -> Vec<String> {
    match value {
        // Nothing is left to do for it.
        Value::Null if at.ends_with(".factors[].action") => Vec::new(),
        Value::Null => vec![at],
        Value::Array(items) if items.is_empty() && !at.ends_with(".to") => vec![at],
        Value::Array(items) => items.iter().flat_map(|item| nulls(item, format!("{at}[]"))).collect(),
        Value::Object(fields) => fields.iter().flat_map(|(k, v)| nulls(v, format!("{at}.{k}"))).collect(),
        _ => Vec::new(),
    }
}

#[tokio::test]
async fn each_section_at_each_visibility() {
    let stage = Stage::set().await;
    for round in rounds() {
        let mut world = World::wide_open();
        for (index, section) in Section::ALL.iter().enumerate() {
            if !ABOVE_OTHERS.contains(section) {
                world = world.with_section(*section, in_turn(index, round));
            }
        }
        stage.check(world, None).await;
        for section in ABOVE_OTHERS {
            stage.check(World::wide_open().with_section(section, in_turn(0, round)), None).await;
        }
    }
}

/// Fields with fields below them, apart from those, or the upper ones would hide the lower ones' answers.
#[tokio::test]
async fn each_field_at_each_visibility() {
    let stage = Stage::set().await;
    let leads_on = |field: &Field| {
        let definition = stage.sdl.field(field.coordinate()).expect("the matrix is in the schema");
        let target = folio_testkit::sdl::named(&definition.ty.node);
        stage.sdl.fields_of(target).next().is_some() || field.coordinate().ends_with(".id")
    };
    let of_profile = |field: &Field| field.coordinate().starts_with("Profile.");
    let (upper, leaves): (Vec<Field>, Vec<Field>) = Field::ALL.iter().copied().partition(leads_on);
    let (uppermost, between): (Vec<Field>, Vec<Field>) = upper.into_iter().partition(of_profile);
    for layer in [uppermost, between, leaves] {
        for round in rounds() {
            let mut world = World::wide_open();
            for (index, field) in layer.iter().enumerate() {
                world = world.with_field(*field, in_turn(index, round));
            }
            stage.check(world, None).await;
        }
    }
}

#[tokio::test]
async fn all_the_parts_of_an_object_hidden_one_by_one_hide_the_object() {
    let stage = Stage::set().await;
    let mut world = World::wide_open();
    for field in Field::ALL {
        if ["Location", "Contact", "Gpa", "Money", "Availability", "GigClient", "GigReview"]
            .iter()
            .any(|ty| field.coordinate().starts_with(&format!("{ty}.")))
        {
            world = world.with_field(*field, Visibility::Private);
        }
    }
    stage.check(world, None).await;
}

#[tokio::test]
async fn each_item_at_each_visibility_within_each_of_its_section() {
    let stage = Stage::set().await;
    for item in Visibility::ALL {
        for section in [Visibility::Public, Visibility::Platform, Visibility::Restricted(Circle::BOTH)] {
            let world = Item::ALL
                .map(Item::section)
                .into_iter()
                .fold(World::wide_open(), |world, of| world.with_section(of, section));
            stage.check(world, Some(item)).await;
        }
    }
}

/// An item that is open to one circle, and its fields to the other: who is in both sees the item, and none of them.
#[tokio::test]
async fn an_items_toggle_holds_for_each_of_its_fields() {
    let stage = Stage::set().await;
    let (mentors, employers) =
        (Visibility::Restricted(Circle::MENTORS), Visibility::Restricted(Circle::EMPLOYERS));
    let of_items = |field: &&Field| {
        let (ty, name) = field.coordinate().split_once('.').expect("Type.field");
        Item::ALL.map(Item::type_name).contains(&ty) && name != "id"
    };
    for (item, fields) in [(mentors, employers), (employers, mentors)] {
        let world = Field::ALL
            .iter()
            .filter(of_items)
            .fold(World::wide_open(), |world, field| world.with_field(*field, fields));
        stage.check(world, Some(item)).await;
    }
}

#[tokio::test]
async fn each_state_with_the_public_address_on_and_off() {
    let stage = Stage::set().await;
    for state in ProfileState::ALL.into_iter().filter(|state| *state != ProfileState::Erased) {
        for public_url_enabled in [true, false] {
            stage.check(World { state, public_url_enabled, ..World::wide_open() }, None).await;
        }
    }
}

/// Whoever is being erased is nobody any more, to themselves as well.
#[tokio::test]
async fn an_erased_profile_is_nobodys() {
    let stage = Stage::set().await;
    stage.arrange(World { state: ProfileState::Erased, ..World::wide_open() }, None).await;
    for viewer in &stage.viewers {
        let reply = viewer.at(&stage.app).query_with(&stage.document, stage.variables.clone()).await;
        if viewer.relation.owner {
            assert_eq!(reply.code(), "UNAUTHENTICATED");
            continue;
        }
        let answer = reply.data();
        assert_eq!((&answer["profile"], &answer["node"]), (&Value::Null, &Value::Null), "{}", viewer.name);
        assert!(answer["nodes"].as_array().expect("a list").iter().all(Value::is_null), "{}", viewer.name);
    }
}

/// The same worlds in every run: a failure comes back until it is understood.
#[tokio::test]
async fn worlds_at_random() {
    let stage = Stage::set().await;
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let visibility = || prop::sample::select(&Visibility::ALL[..]);
    let header = prop_oneof![3 => Just(Visibility::Public), 1 => visibility()];
    let fields =
        prop::collection::btree_map(prop::sample::select(Field::ALL), visibility(), 0..Field::COUNT / 3);
    let worlds = (
        any::<bool>(),
        header,
        prop::collection::vec(visibility(), Section::ALL.len()),
        fields,
        prop::option::of(visibility()),
    );
    for _ in 0..15 {
        let (public_url_enabled, header, sections, fields, item) =
            worlds.new_tree(&mut runner).expect("a world").current();
        let sections =
            Section::ALL.iter().copied().zip(sections).chain([(Section::Header, header)]).collect();
        stage.check(World { state: ProfileState::Active, public_url_enabled, sections, fields }, item).await;
    }
}
