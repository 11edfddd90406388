//! Endorsements as a viewer of the profile sees them: below the skill that they are of.

use std::{
    collections::HashMap,
    hash::{Hash, Hasher},
    sync::{Arc, Mutex, PoisonError},
};

use async_graphql::{Context, Result, SelectionField, SimpleObject, Value};
use chrono::{DateTime, Utc};
use folio_db::endorsements::{EndorsementSnapshot, FIRST};
use folio_policy::Scope;
use uuid::Uuid;

use super::input::Capacity;
use crate::{
    graphql::{
        connection::{CountedConnection, PageArgs, page},
        cost::DEFAULT_PAGE,
        plain::{Outcome, Plain, Selected, Unwritten, Writer},
        ready::Ready,
    },
    profile::{Beholder, Depth, Named, People, Profile, mark},
};

/// What somebody says of another's skill. All of it is null if their own profile isn't there for the viewer: they count, and no
/// more.
#[derive(Clone, SimpleObject, Plain)]
pub struct SkillEndorsement {
    // Shared with the connections that a query makes of it.
    #[graphql(flatten)]
    said: Arc<Said>,
    /// Who says it, if their own profile is there for the viewer.
    endorser: Option<Ready<Arc<Profile>>>,
    #[graphql(skip)]
    named: Named,
    #[graphql(skip)]
    pub(crate) key: Uuid,
}

/// All that an endorsement has which isn't looked up.
#[derive(Default, Hash, SimpleObject, Plain)]
struct Said {
    /// As what they say it; it was so when they did.
    capacity: Option<Capacity>,
    /// How they know each other.
    relationship: Option<String>,
    /// What else they say; plain, line breaks kept.
    note: Option<String>,
    /// When they said it.
    endorsed_at: Option<DateTime<Utc>>,
}

/// What is said is a part of how it looks where nobody is named: else it is for their own profile to show or not.
impl Hash for SkillEndorsement {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.key, self.named.0.is_none().then_some(&self.said)).hash(state);
    }
}

impl SkillEndorsement {
    /// Who says it, and a mark of what: whether they may be seen is for their own profile to say.
    pub(crate) fn named(&self) -> Option<(Uuid, Uuid, u64)> {
        self.named.0.map(|endorser| (self.key, endorser, mark(&self.said)))
    }
}

/// The endorsements of a skill that this scope opens.
pub(crate) fn shown(scope: Scope<'_>, endorsements: Vec<EndorsementSnapshot>) -> Arc<[SkillEndorsement]> {
    let open = |endorsement: EndorsementSnapshot| {
        Some(SkillEndorsement {
            key: endorsement.id.reveal_some(scope)?,
            said: Arc::new(Said {
                capacity: endorsement.capacity.reveal(scope).as_deref().and_then(Capacity::parse),
                relationship: endorsement.relationship.reveal(scope),
                note: endorsement.note.reveal(scope),
                endorsed_at: endorsement.endorsed_at.reveal(scope),
            }),
            endorser: None,
            named: Named(endorsement.endorser_id.reveal(scope)),
        })
    };
    endorsements.into_iter().filter_map(open).collect()
}

/// A place of a document, by the field that stands there. The people of one page of skills are asked for by one operation, whose
/// document stays where it is.
type Place = usize;

/// Those who endorse the skills that are shown together. At one place of a document all skills are asked for the same page of
/// theirs, so the first that is asked who they are brings the people of all of those pages, in one statement.
pub(crate) struct Endorsers {
    lists: Vec<Arc<[SkillEndorsement]>>,
    beholder: Beholder,
    at: Mutex<HashMap<Place, Option<Arc<People>>>>,
}

/// A view is another because of what is said, never because of who looks.
impl Hash for Endorsers {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl Endorsers {
    pub(crate) fn of(lists: impl Iterator<Item = Arc<[SkillEndorsement]>>, beholder: &Beholder) -> Self {
        Self { lists: lists.collect(), beholder: beholder.clone(), at: Mutex::default() }
    }

    /// A page of one of the lists, with who says it if somebody asks.
    ///
    /// # Errors
    /// As [`page`], and when the database fails.
    pub(crate) async fn page(
        &self,
        ctx: &Context<'_>,
        list: &[SkillEndorsement],
        args: &PageArgs,
    ) -> Result<CountedConnection<SkillEndorsement>> {
        let cut = page(list, |endorsement| endorsement.key, args)?;
        match self.people(ctx, &cut, args)? {
            Some(people) => Ok(named(cut, people.all(ctx).await?)),
            None => Ok(cut),
        }
    }

    /// As [`Self::page`], written down, if those who say it are there already.
    pub(crate) fn write<'a>(
        &self,
        to: &mut Writer<'a>,
        field: &'a Selected,
        list: &[SkillEndorsement],
    ) -> Outcome {
        let args = PageArgs::read(to, field)?;
        let cut = page(list, |endorsement| endorsement.key, &args).map_err(|_| Unwritten::Resolved)?;
        match self.people(&to.at(field), &cut, &args).map_err(|_| Unwritten::Resolved)? {
            Some(people) => match people.found() {
                Some(found) => named(cut, found).write(to, field),
                None => Err(Unwritten::Awaits(people)),
            },
            None => cut.write(to, field),
        }
    }

    /// The people of all the lists' pages, as far as the field that is resolved asks for anything of theirs, and this page
    /// has anything.
    fn people(
        &self,
        ctx: &Context<'_>,
        cut: &CountedConnection<SkillEndorsement>,
        args: &PageArgs,
    ) -> Result<Option<Arc<People>>> {
        if cut.items().next().is_none() {
            return Ok(None);
        }
        let place = std::ptr::from_ref(ctx.item).addr();
        let mut at = self.at.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(people) = at.get(&place) {
            return Ok(people.clone());
        }
        let people = match asked(ctx) {
            Some(depth) => Some(Arc::new(self.looked_up(depth, args)?)),
            None => None,
        };
        at.insert(place, people.clone());
        Ok(people)
    }

    fn looked_up(&self, depth: Depth, args: &PageArgs) -> Result<People> {
        // A cursor is of one list; the others' pages are none then.
        let pages = self.lists.iter().filter_map(|list| page(list, |said| said.key, args).ok());
        let ids: Vec<Uuid> =
            pages.flat_map(|page| page.items().filter_map(|said| said.named.0).collect::<Vec<_>>()).collect();
        // By what is asked for alone, never by whom: else the number of statements would tell of those who are hidden.
        if depth == Depth::Header
            && args.is_of_the_first(FIRST)
            && let Some(found) = self.beholder.endorsers(ids.iter().copied())
        {
            return Ok(People::there(found?, &self.beholder));
        }
        Ok(People::as_deep(depth, ids.into_iter(), &self.beholder))
    }
}

/// The page with who says it, as far as they were found.
fn named(
    cut: CountedConnection<SkillEndorsement>,
    found: &HashMap<Uuid, Arc<Profile>>,
) -> CountedConnection<SkillEndorsement> {
    cut.map(|endorsement| match endorsement.named.0.map(|id| found.get(&id).cloned()) {
        // Whoever isn't there for the viewer says nothing to them.
        Some(None) => SkillEndorsement { said: Arc::default(), ..endorsement },
        endorser => SkillEndorsement { endorser: endorser.flatten().map(Ready), ..endorsement },
    })
}

/// Whether the profile that is resolved is asked, in one place of the document at least, for what the page can bring along: the
/// first few who endorse each skill of a whole page of them, and no more of each than a header. Fewer skills are no reason to read
/// everybody's.
pub(crate) fn asked_for(ctx: &Context<'_>) -> bool {
    let skills = ctx.look_ahead().field("skills").selection_fields().into_iter();
    let whole = |skills: &SelectionField<'_>| {
        first(skills).is_some_and(|first| first.is_none_or(|first| first >= DEFAULT_PAGE as u64))
    };
    skills.filter(whole).flat_map(items).flat_map(|skill| below(skill, "endorsements")).any(|said| {
        let few = first(&said).flatten().is_some_and(|first| (1..=FIRST as u64).contains(&first));
        few && depth(items(said)) == Some(Depth::Header)
    })
}

/// The `first` of a list that is asked for nothing else: `None` if it is, and in it if there is none.
fn first(list: &SelectionField<'_>) -> Option<Option<u64>> {
    let mut first = None;
    for (name, value) in list.arguments().ok()? {
        match (name.as_str(), value) {
            (_, Value::Null) => {}
            ("first", Value::Number(number)) => first = Some(number.as_u64()?),
            _ => return None,
        }
    }
    Some(first)
}

fn below<'a>(field: SelectionField<'a>, name: &str) -> Vec<SelectionField<'a>> {
    field.selection_set().filter(|field| field.name() == name).collect()
}

/// The items of a list.
fn items(list: SelectionField<'_>) -> Vec<SelectionField<'_>> {
    let edges = below(list, "edges").into_iter().flat_map(|edge| below(edge, "node"));
    below(list, "nodes").into_iter().chain(edges).collect()
}

/// How much is asked of those who say it, at the field that is resolved; `None` if nothing of theirs is.
fn asked(ctx: &Context<'_>) -> Option<Depth> {
    depth(items(ctx.field()))
}

fn depth(endorsements: Vec<SelectionField<'_>>) -> Option<Depth> {
    let said: Vec<_> =
        endorsements.into_iter().flat_map(|one| one.selection_set().collect::<Vec<_>>()).collect();
    // All that an endorsement has is theirs who say it: whatever is asked of one, its endorser has to be there.
    let asked = said.iter().any(|field| field.name() != "__typename");
    asked.then(|| Depth::of(said.into_iter().filter(|field| field.name() == "endorser")))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};

    use async_graphql::{
        EmptyMutation, EmptySubscription, Object, Request, Schema, ValidationMode, Variables,
    };
    use serde_json::json;

    use super::*;

    struct Nothing;

    #[Object]
    impl Nothing {
        async fn nothing(&self) -> bool {
            true
        }
    }

    struct Query;

    #[Object]
    impl Query {
        /// Of which anything may be asked, since there is none.
        async fn profile(&self, ctx: &Context<'_>) -> Option<Nothing> {
            ctx.data_unchecked::<Arc<AtomicBool>>().store(asked_for(ctx), Ordering::SeqCst);
            None
        }
    }

    #[tokio::test]
    async fn endorsers_come_along_where_they_are_used_and_nowhere_else() {
        let schema = Schema::build(Query, EmptyMutation, EmptySubscription)
            .validation_mode(ValidationMode::Fast)
            .finish();
        for (selected, expected) in [
            ("skills { nodes { endorsements(first: 3) { nodes { endorser { displayName } } } } }", true),
            (
                "skills(first: 20, after: null) { edges { node { endorsements(first: 1) { edges { node { note } } } } } }",
                true,
            ),
            ("skills(first: $skills) { nodes { ...F } }", true),
            ("a: skills { totalCount } b: skills { nodes { ...F } }", true),
            ("skills { nodes { endorsements(first: 3) { totalCount } } }", false),
            ("skills { nodes { endorsements(first: 3) { nodes { __typename } } } }", false),
            ("skills { nodes { endorsements(first: 0) { nodes { note } } } }", false),
            ("skills { nodes { endorsements(first: 4) { nodes { note } } } }", false),
            ("skills { nodes { endorsements(first: null) { nodes { note } } } }", false),
            ("skills { nodes { endorsements { nodes { note } } } }", false),
            ("skills { nodes { endorsements(last: 3) { nodes { note } } } }", false),
            ("skills { nodes { endorsements(first: 3) { nodes { endorser { about } } } } }", false),
            ("skills(first: 19) { nodes { ...F } }", false),
            ("skills(last: 20) { nodes { ...F } }", false),
            ("skills { nodes { name } }", false),
        ] {
            let fragment = if selected.contains("...F") {
                "fragment F on ProfileSkill { endorsements(first: $few) { nodes { endorser { slug } } } }"
            } else {
                ""
            };
            let document =
                format!("query($skills: Int, $few: Int) {{ profile {{ {selected} }} }} {fragment}");
            let found = Arc::new(AtomicBool::new(!expected));
            let variables = Variables::from_json(json!({ "skills": 50, "few": 3 }));
            let request = Request::new(document).variables(variables).data(Arc::clone(&found));
            let response = schema.execute(request).await;
            assert!(response.errors.is_empty(), "{selected}: {:?}", response.errors);
            assert_eq!(found.load(Ordering::SeqCst), expected, "{selected}");
        }
    }
}
