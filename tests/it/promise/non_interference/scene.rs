//! One profile that has everything, with toggles drawn by lot, and one viewer; and what the specification hides from
//! them.

use std::{cmp::Reverse, collections::BTreeSet, fmt};

use folio_db::{Json, endorsements::EndorsementRow};
use folio_policy::{Field, ProfileState, Section, Visibility};
use folio_testkit::{Item, Member, TestApp, catalogued_skill};
use serde_json::Value;
use uuid::Uuid;

use super::shade;
use crate::{
    promise::{
        cast::Viewer,
        specification::{self, World, write},
    },
    random::Random,
};

/// An item, as its owner has it.
#[derive(Debug, Clone)]
pub(super) struct Thing {
    pub(super) kind: Item,
    pub(super) id: Uuid,
    pub(super) toggle: Option<Visibility>,
    /// Whether it was added after the first questions.
    pub(super) is_new: bool,
}

/// One profile and one viewer.
pub(super) struct Scene<'a> {
    pub(super) app: &'a TestApp,
    pub(super) subject: Member,
    pub(super) viewer: &'a Viewer,
    /// Somebody who has endorsed each skill and written a recommendation, and isn't there for the viewer.
    pub(super) shade: Member,
    pub(super) world: World,
    /// The items of all kinds, each kind in its owner's order.
    pub(super) things: Vec<Thing>,
    pub(super) random: Random,
    /// What was changed, to be told if the test fails.
    pub(super) log: Vec<String>,
}

/// What a viewer can make out of a profile without reading a value: whether it is there, which fields are open, which
/// items are there and which of their fields are open.
pub(super) type Appearance = Option<(BTreeSet<Field>, Vec<(Uuid, BTreeSet<Field>)>)>;

impl<'a> Scene<'a> {
    /// Draws toggles, switches, state and items.
    pub(super) async fn draw(app: &'a TestApp, viewer: &'a Viewer, mut random: Random) -> Self {
        let world = draw_world(&mut random);
        let mut things = Vec::new();
        let shade = shade::of(app, viewer).await;
        let member = app.member().filled().rows(|rows| {
            let profile = &mut rows.profile;
            profile.visibility = Json(world.policy().toggles);
            world.state.name().clone_into(&mut profile.state);
            profile.public_url_enabled = world.public_url_enabled;
            profile.search_engine_indexing = !random.once_in(4);
            let mut settle = |kind, id, toggle: &mut Option<String>| {
                let drawn = (!random.once_in(2)).then(|| *random.pick(&Visibility::ALL));
                *toggle = drawn.map(|visibility| write(visibility).to_owned());
                things.push(Thing { kind, id, toggle: drawn, is_new: false });
            };
            // Two of each are filled; as many again are like them, so that there is an order to be seen.
            twice(&mut rows.links, |row| (&mut row.id, &mut row.position));
            rows.links.iter_mut().for_each(|row| settle(Item::Link, row.id, &mut row.visibility));
            twice(&mut rows.skills, |held| (&mut held.row.id, &mut held.row.position));
            rows.skills.iter_mut().skip(2).for_each(|held| {
                let skill = catalogued_skill(&format!("Skill {}", held.row.id));
                (held.row.skill_id, held.row.name) = (skill.id, skill.name.clone());
                held.skill = Some(skill);
                held.endorsements.iter_mut().for_each(|said| {
                    (said.id, said.skill_item_id) = (Uuid::new_v4(), Some(held.row.id));
                });
            });
            // The viewer has endorsed each of them, too: what they see of that is in `me { endorsementsGiven }`. And so has
            // somebody who isn't there for them.
            for held in &mut rows.skills {
                let own = held.endorsements.first().cloned().zip(viewer.profile_id());
                let unseen = held.endorsements.first().cloned().map(|row| (row, shade.profile_id));
                let more = own.into_iter().chain(unseen);
                let more =
                    more.map(|(row, endorser_id)| EndorsementRow { id: Uuid::new_v4(), endorser_id, ..row });
                held.endorsements.extend(more.collect::<Vec<_>>());
                held.endorsements.sort_by_key(|row| Reverse((row.created_at, row.id)));
            }
            let skills = rows.skills.iter_mut();
            skills.for_each(|held| settle(Item::ProfileSkill, held.row.id, &mut held.row.visibility));
            twice(&mut rows.education, |row| (&mut row.id, &mut row.position));
            rows.education.iter_mut().for_each(|row| settle(Item::Education, row.id, &mut row.visibility));
            twice(&mut rows.projects, |row| (&mut row.id, &mut row.position));
            rows.projects.iter_mut().for_each(|row| settle(Item::Project, row.id, &mut row.visibility));
            twice(&mut rows.badges, |row| (&mut row.award.id, &mut row.award.position));
            rows.badges.iter_mut().for_each(|row| {
                row.award.source_id = row.award.id.to_string();
                settle(Item::BadgeAward, row.award.id, &mut row.award.visibility);
            });
            twice(&mut rows.certificates, |row| (&mut row.id, &mut row.position));
            let certificates = rows.certificates.iter_mut();
            certificates.for_each(|row| settle(Item::Certificate, row.id, &mut row.visibility));
            twice(&mut rows.gigs, |row| (&mut row.id, &mut row.position));
            rows.gigs.iter_mut().for_each(|row| settle(Item::Gig, row.id, &mut row.visibility));
            twice(&mut rows.work, |row| (&mut row.id, &mut row.position));
            rows.work.iter_mut().for_each(|row| settle(Item::WorkExperience, row.id, &mut row.visibility));
            twice(&mut rows.languages, |row| (&mut row.id, &mut row.position));
            rows.languages.iter_mut().for_each(|row| {
                row.language = row.id.simple().to_string();
                settle(Item::LanguageSkill, row.id, &mut row.visibility);
            });
            twice(&mut rows.media, |row| (&mut row.id, &mut row.position));
            rows.media.iter_mut().for_each(|row| {
                // No two items show the same file.
                row.file = row.file.map(|_| Uuid::new_v4());
                settle(Item::MediaItem, row.id, &mut row.visibility);
            });
            let shown: Vec<Uuid> = rows.media.iter().map(|row| row.id).collect();
            rows.projects.iter_mut().for_each(|row| row.media.clone_from(&shown));
            rows.certificates.iter_mut().for_each(|row| row.media.clone_from(&shown));
            twice(&mut rows.recommendations, |held| (&mut held.row.id, &mut held.row.position));
            rows.recommendations.iter_mut().skip(3).for_each(|held| held.row.author_id = shade.profile_id);
            rows.recommendations
                .iter_mut()
                .for_each(|held| settle(Item::Recommendation, held.row.id, &mut held.row.visibility));
        });
        let subject = member.create().await;
        Self { app, subject, viewer, shade, world, things, random, log: Vec::new() }
    }

    /// An item's global id.
    pub(super) fn id(&self, thing: &Thing) -> String {
        self.subject.item_id(thing.kind, thing.id)
    }

    /// The items of a kind, in their owner's order.
    pub(super) fn of(&self, kind: Item) -> impl Iterator<Item = &Thing> {
        self.things.iter().filter(move |thing| thing.kind == kind)
    }

    /// Whether the viewer sees a field; of an item, if `toggle` is its toggle.
    pub(super) fn sees(&self, coordinate: &str, toggle: Option<Visibility>) -> bool {
        let field = Field::parse(coordinate).unwrap_or_else(|| panic!("{coordinate} is in the matrix"));
        specification::sees(&self.world, &self.viewer.relation, field, toggle)
    }

    /// Whether an item is there for the viewer.
    pub(super) fn shows(&self, thing: &Thing) -> bool {
        shows(&self.world, self.viewer, thing)
    }

    /// What the viewer makes out of a world with these items.
    pub(super) fn appearance(&self, world: &World, things: &[Thing]) -> Appearance {
        let relation = &self.viewer.relation;
        if !specification::absences(world, relation).is_empty() {
            return None;
        }
        let open = |toggle| {
            let fields = Field::ALL.iter().copied();
            fields.filter(|field| specification::sees(world, relation, *field, toggle)).collect()
        };
        let there = things.iter().filter(|thing| shows(world, self.viewer, thing));
        // An item's toggle holds for the fields of its kind; to compare the others as well does no harm.
        Some((open(None), there.map(|thing| (thing.id, open(thing.toggle))).collect()))
    }
}

fn shows(world: &World, viewer: &Viewer, thing: &Thing) -> bool {
    let field = |coordinate: String| Field::parse(&coordinate).expect("it is in the matrix");
    let list = field(format!("Profile.{}", thing.kind.list()));
    let id = field(format!("{}.id", thing.kind.type_name()));
    specification::sees(world, &viewer.relation, list, None)
        && specification::sees(world, &viewer.relation, id, thing.toggle)
}

/// Appends a copy of each row under an id and at a place of its own.
fn twice<R: Clone>(rows: &mut Vec<R>, key: impl Fn(&mut R) -> (&mut Uuid, &mut i32)) {
    let mut copies = rows.clone();
    for row in &mut copies {
        let (id, position) = key(row);
        *id = Uuid::new_v4();
        *position += 1_000;
    }
    rows.extend(copies);
}

fn draw_world(random: &mut Random) -> World {
    let mut world = World::wide_open();
    world.public_url_enabled = !random.once_in(4);
    if random.once_in(8) {
        world.state = *random.pick(&ProfileState::ALL);
    }
    for section in Section::ALL {
        // Mostly open where there is something below it, or there would be little to tell apart.
        let above =
            *section == Section::Header || Item::ALL.into_iter().any(|item| item.section() == *section);
        if !above || random.once_in(4) {
            world = world.with_section(*section, *random.pick(&Visibility::ALL));
        }
    }
    for field in Field::ALL {
        if random.once_in(5) {
            world = world.with_field(*field, *random.pick(&Visibility::ALL));
        }
    }
    world
}

impl fmt::Display for Scene<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let world = &self.world;
        writeln!(f, "for {}: {:?}, public URL {}", self.viewer.name, world.state, world.public_url_enabled)?;
        let toggles = |text: Vec<String>| text.join(", ");
        writeln!(
            f,
            "sections {}",
            toggles(world.sections.iter().map(|(s, v)| format!("{} {}", s.name(), write(*v))).collect())
        )?;
        writeln!(
            f,
            "fields {}",
            toggles(world.fields.iter().map(|(s, v)| format!("{} {}", s.coordinate(), write(*v))).collect())
        )?;
        for thing in &self.things {
            writeln!(
                f,
                "{:?} {} {:?}, shown {}",
                thing.kind,
                thing.id,
                thing.toggle.map(write),
                self.shows(thing)
            )?;
        }
        self.log.iter().try_for_each(|line| writeln!(f, "- {line}"))
    }
}

/// A visibility as an argument.
pub(super) fn argument(visibility: Visibility) -> Value {
    let to: Vec<&str> = match visibility {
        Visibility::Restricted(circle) => {
            let all = [(circle.employers, "EMPLOYERS"), (circle.mentors, "MENTORS")];
            all.into_iter().filter_map(|(chosen, name)| chosen.then_some(name)).collect()
        }
        _ => Vec::new(),
    };
    serde_json::json!({ "level": visibility.level(), "to": to })
}
