//! Skills as a viewer sees them.

use std::{
    collections::HashMap,
    hash::{Hash, Hasher},
    sync::{Arc, OnceLock},
};

use async_graphql::{ComplexObject, Context, Enum, Result, SimpleObject};
use folio_db::{
    items::ItemSnapshot,
    profile_skills::{ProfileSkillSnapshot, SkillSnapshot},
};
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::{
    endorsements::{Endorsers, SkillEndorsement, shown},
    graphql::{
        connection::{CountedConnection, PageArgs},
        error::fault,
        id::{GlobalId, ItemKind},
        loader::session,
        plain::{Computed, Outcome, Plain, Selected, Unwritten, Writer},
        ready::Ready,
    },
    profile::{Beholder, ItemView, Opening, OwnersPart},
    skills::{Skill, view},
};

/// How well somebody does something, as they judge it themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum, Serialize, Deserialize, Plain)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SkillLevel {
    /// Has begun to learn it.
    Beginner,
    /// Does it with some help.
    Intermediate,
    /// Does it without.
    Advanced,
    /// Is asked by others.
    Expert,
}

impl SkillLevel {
    /// All of them, the lowest first.
    pub const ALL: [Self; 4] = [Self::Beginner, Self::Intermediate, Self::Advanced, Self::Expert];

    /// The name in the schema and the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Beginner => "BEGINNER",
            Self::Intermediate => "INTERMEDIATE",
            Self::Advanced => "ADVANCED",
            Self::Expert => "EXPERT",
        }
    }

    /// The level of this name.
    #[must_use]
    pub fn parse(stored: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == stored)
    }
}

/// A skill that somebody says they have.
#[derive(Clone, Hash, SimpleObject, Plain)]
#[graphql(complex)]
pub struct ProfileSkill {
    /// The global id.
    pub(crate) id: GlobalId,
    /// What it is called: by the catalogue, or as its owner wrote it where that lacks it.
    name: Option<String>,
    /// How well, as its owner judges it.
    level: Option<SkillLevel>,
    /// For how many years.
    years: Option<i32>,
    /// How many endorse it; null for none.
    endorsement_count: Option<i32>,
    #[graphql(flatten)]
    own: OwnersPart,
    #[graphql(skip)]
    entry: Option<Arc<SkillSnapshot>>,
    #[graphql(skip)]
    said: Arc<[SkillEndorsement]>,
    #[graphql(skip)]
    beholder: Beholder,
    #[graphql(skip)]
    shown_with: ShownWith,
    #[graphql(skip)]
    key: Uuid,
}

#[ComplexObject]
impl ProfileSkill {
    /// The catalogue's entry; null where the catalogue lacks it.
    async fn skill(&self, ctx: &Context<'_>) -> Result<Option<Skill>> {
        let Some(entry) = &self.entry else { return Ok(None) };
        let look = ctx.look_ahead();
        if !["aliases", "parent", "children"].into_iter().any(|field| look.field(field).exists()) {
            return Ok(Some(SkillSnapshot::clone(entry).into()));
        }
        self.shown_with().entries.expanded(ctx, entry.id).await
    }

    /// What others say of it and the owner has accepted, the newest first.
    async fn endorsements(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most this many from the front: 0 to 100, 20 if nothing is given.")]
        first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many from the back: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Option<Ready<CountedConnection<SkillEndorsement>>>> {
        let args = PageArgs { first, after, last, before };
        self.shown_with().endorsers.page(ctx, &self.said, &args).await.map(Ready).map(Some)
    }
}

impl Computed for ProfileSkill {
    fn write_computed<'a>(&self, to: &mut Writer<'a>, field: &'a Selected) -> Outcome {
        match field.node.name.node.as_str() {
            "endorsements" => self.shown_with().endorsers.write(to, field, &self.said),
            _ => Err(Unwritten::Resolved),
        }
    }
}

impl ProfileSkill {
    fn shown_with(&self) -> &Together {
        self.shown_with.0.get_or_init(|| Arc::new(Together::of(std::iter::once(self), &self.beholder)))
    }

    /// Its name, as the viewer sees it.
    pub(super) fn shown_name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Who endorses it, by endorsement, each with a mark of what they say.
    pub(crate) fn named(&self) -> impl Iterator<Item = (Uuid, Uuid, u64)> {
        self.said.iter().filter_map(SkillEndorsement::named)
    }

    /// Whether this endorsement is there for the viewer.
    pub(crate) fn shows_endorsement(&self, id: Uuid) -> bool {
        self.said.iter().any(|endorsement| endorsement.key == id)
    }

    /// Its name, if the catalogue lacks it.
    pub(super) fn unknown_name(&self) -> Option<&str> {
        self.shown_name().filter(|_| self.entry.is_none())
    }
}

impl ItemView for ProfileSkill {
    type Snapshot = ProfileSkillSnapshot;

    fn build(opening: &Opening<'_>, item: ProfileSkillSnapshot) -> Self {
        let (scope, own) = (opening.scope, item.bookkeeping(opening.scope).into());
        let (id, key) = opening.identify(ItemKind::ProfileSkill, &item);
        let entry = item.skill.reveal(scope);
        let said = shown(scope, item.endorsements.reveal(scope));
        let count = item.endorsement_count.reveal(scope);
        Self {
            id,
            name: item.name.reveal(scope),
            level: item.level.reveal(scope).as_deref().and_then(SkillLevel::parse),
            years: item.years.reveal(scope).map(Into::into),
            endorsement_count: count.and_then(|count| i32::try_from(count).ok()),
            own,
            entry: entry.map(Arc::new),
            said,
            beholder: opening.beholder.clone(),
            shown_with: ShownWith::default(),
            key,
        }
    }

    fn key(&self) -> Uuid {
        self.key
    }

    /// What hangs off their entries, and who endorses them, is looked up together.
    fn together(page: CountedConnection<Arc<Self>>) -> CountedConnection<Arc<Self>> {
        let Some(first) = page.items().next() else { return page };
        let together = Arc::new(Together::of(page.items().map(|item| &**item), &first.beholder));
        page.map(|item| {
            let shown_with = ShownWith(OnceLock::from(Arc::clone(&together)));
            Arc::new(Self { shown_with, ..Self::clone(&item) })
        })
    }
}

/// What the skills that are shown together look up together.
struct Together {
    entries: Entries,
    endorsers: Endorsers,
}

impl Together {
    fn of<'a>(skills: impl Iterator<Item = &'a ProfileSkill> + Clone, beholder: &Beholder) -> Self {
        let said = skills.clone().map(|skill| Arc::clone(&skill.said));
        Self {
            entries: Entries(skills.filter_map(|skill| skill.entry.clone()).collect(), Mutex::default()),
            endorsers: Endorsers::of(said, beholder),
        }
    }
}

/// What a skill is shown together with, once anything of that is asked for. A view is another because of what it holds itself.
#[derive(Clone, Default)]
struct ShownWith(OnceLock<Arc<Together>>);

impl Hash for ShownWith {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

/// Entries of the catalogue that are shown together. The first that is asked for what hangs off it brings that of all of
/// them: the selections at one place of a document are the same for all.
struct Entries(Vec<Arc<SkillSnapshot>>, Mutex<Expanded>);

/// By the places of a document that asked.
type Expanded = HashMap<Vec<String>, HashMap<Uuid, Skill>>;

impl Entries {
    async fn expanded(&self, ctx: &Context<'_>, id: Uuid) -> Result<Option<Skill>> {
        let path = ctx.path_node.map(|node| node.to_string_vec()).unwrap_or_default();
        let place: Vec<String> = path.into_iter().filter(|step| step.parse::<usize>().is_err()).collect();
        let mut expanded = self.1.lock().await;
        if let Some(found) = expanded.get(&place) {
            return Ok(found.get(&id).cloned());
        }
        let skills = self.0.iter().map(|entry| SkillSnapshot::clone(entry).into()).collect();
        let conn = session(ctx).services.db.conn().await.map_err(fault)?;
        let found = view::all(&conn, ctx.look_ahead(), skills).await.map_err(fault)?;
        let skill = found.get(&id).cloned();
        expanded.insert(place, found);
        Ok(skill)
    }
}
