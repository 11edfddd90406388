//! Everything that somebody may ask of a profile, as requests with fixed texts: what is asked after a change is what was
//! asked before it.

use std::{fmt, sync::LazyLock};

use folio_policy::{ProfileState, Staff};
use folio_testkit::{Item, Reply, Sdl, Visitor};
use serde_json::{Value, json};
use uuid::Uuid;

use super::scene::{Scene, Thing};
use crate::{
    promise::{operations, stage},
    write::sections,
};

/// A request.
pub(super) struct Question {
    what: String,
    document: String,
    variables: Value,
    /// Asked by plain HTTP in place of a document.
    path: Option<String>,
}

/// What came back, the request's own id and the date apart.
#[derive(PartialEq, Eq)]
pub(super) struct Answer {
    what: String,
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Question {
    fn new(what: impl Into<String>, document: impl Into<String>, variables: Value) -> Self {
        Self { what: what.into(), document: document.into(), variables, path: None }
    }

    /// A file that anybody may open.
    fn of_path(path: String) -> Self {
        Self { path: Some(path.clone()), ..Self::new(format!("GET {path}"), "", Value::Null) }
    }

    pub(super) async fn ask(&self, visitor: &Visitor<'_>) -> Answer {
        let reply = match &self.path {
            Some(path) => Reply::of(visitor.request("GET", path)).await,
            None => visitor.query_with(&self.document, self.variables.clone()).await,
        };
        Answer::of(&self.what, &reply)
    }
}

impl Answer {
    fn of(what: &str, reply: &Reply) -> Self {
        let own = ["x-request-id", "date"];
        let headers = reply.headers.iter().filter(|(name, _)| !own.contains(&name.as_str()));
        let mut headers: Vec<_> =
            headers.map(|(name, value)| (name.to_string(), format!("{value:?}"))).collect();
        headers.sort();
        Self { what: what.to_owned(), status: reply.status.as_u16(), headers, body: reply.bytes.clone() }
    }

    /// Where the bodies begin to differ.
    pub(super) fn difference(&self, other: &Self) -> String {
        let at = self.body.iter().zip(&other.body).take_while(|(one, other)| one == other).count();
        let around = |body: &[u8]| {
            let (from, to) = (at.saturating_sub(150).min(body.len()), (at + 100).min(body.len()));
            String::from_utf8_lossy(&body[from..to]).into_owned()
        };
        format!("{}\nand\n{}", around(&self.body), around(&other.body))
    }

    /// Whether the document was refused, whatever it asks about, when that isn't what was to be seen.
    pub(super) fn is_refused(&self) -> bool {
        // A file that isn't there is an answer like any other.
        let as_expected = self.what.starts_with("a page that is too large") || self.what.starts_with("GET ");
        self.status != 200 && !as_expected
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let body = String::from_utf8_lossy(&self.body);
        write!(f, "{}: {} {:?}\n{body}", self.what, self.status, self.headers)
    }
}

impl Scene<'_> {
    /// What the viewer asks. Reads cursors as the owner, so that hidden items' are among them.
    ///
    /// Operations that answer once are all here; a stream that tells of changes is asked in another way, since what counts
    /// there is that nothing comes.
    pub(super) async fn questions(&self) -> Vec<Question> {
        let mut questions = self.of_the_whole_schema();
        let is_admin = self.viewer.relation.staff.is_some_and(|read| read.staff == Staff::Admin);
        for (name, document) in operations::of_the_frontend() {
            // Administrators are shown each name that the catalogue lacks, and not by whom it was typed: docs/SKILLS.md.
            let is_moderation = is_admin && name == "ProposedSkills";
            if document.starts_with("query") && !is_moderation {
                let variables = operations::variables(&self.subject.slug, 2);
                questions.push(Question::new(name, document, variables));
            }
        }
        questions.extend(self.documents());
        questions.extend(self.pages().await);
        questions.extend(self.attempts());
        questions
    }

    /// By the address, by the id, by each item's id, and as an audience.
    fn of_the_whole_schema(&self) -> Vec<Question> {
        let sdl = sdl();
        let all = |ty: &str| sdl.select_all(ty, &["Profile.accessReport"]);
        let (profile, items) = (all("Profile"), of_items(sdl));
        let subject = &self.subject;
        let ids: Vec<String> = self.things.iter().map(|thing| self.id(thing)).collect();
        let whole = json!({ "slug": subject.slug, "id": subject.id(), "ids": ids });
        let as_owner = json!({ "slug": subject.slug, "as": "OWNER" });
        let report = sdl.select_all("AccessReport", &[]);
        let mut questions = vec![
            Question::new(
                "profile, node and nodes",
                format!(
                    "query($slug: String!, $id: ID!, $ids: [ID!]!) {{ profile(slug: $slug) {{ ...P }} \
                     node(id: $id) {{ ...P }} nodes(ids: $ids) {items} }} fragment P on Profile {profile}"
                ),
                whole,
            ),
            Question::new(
                "viewAs",
                format!(
                    "query($slug: String!, $as: Audience) {{ profile(slug: $slug, viewAs: $as) {profile} }}"
                ),
                as_owner.clone(),
            ),
            Question::new(
                "accessReport",
                format!(
                    "query($slug: String!, $as: Audience!) {{ \
                     profile(slug: $slug) {{ accessReport(audience: $as) {report} }} }}"
                ),
                as_owner,
            ),
        ];
        for kind in Item::ALL {
            let id = self.of(kind).last().map(|thing| self.id(thing));
            let document = format!("query($id: ID!) {{ node(id: $id) {items} }}");
            questions.push(Question::new("node", document, json!({ "id": id })));
        }
        questions
    }

    /// What the profile is handed on as: to crawlers, to link previews, as a file; and what lists it.
    fn documents(&self) -> Vec<Question> {
        let slug = &self.subject.slug;
        let document = sdl().select_all("ProfileDocument", &[]);
        let mut questions = vec![
            Question::new(
                "profileDocument",
                format!("query($slug: String!) {{ profileDocument(slug: $slug) {document} }}"),
                json!({ "slug": slug }),
            ),
            Question::new(
                "jsonResume",
                "query($slug: String!) { jsonResume(slug: $slug) }",
                json!({ "slug": slug }),
            ),
        ];
        // Credentials aren't looked at there: whoever asks is signed out.
        if self.viewer.relation.signed_in {
            return questions;
        }
        let paths =
            [format!("/profiles/{slug}.jsonld"), "/sitemap.xml".to_owned(), "/sitemaps/1.xml".to_owned()];
        questions.extend(paths.map(Question::of_path));
        questions
    }

    /// Pages of every size, and from every item's cursor on, the hidden ones' too.
    async fn pages(&self) -> Vec<Question> {
        const PAGE: &str = "{ totalCount nodes { id } edges { cursor node { id } } \
                            pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }";
        let mut questions = Vec::new();
        let ask = |what: &str, list: &str, pages: &[&str], cursor: &Value| {
            let aliases = ('a'..).zip(pages);
            let pages: String =
                aliases.map(|(name, page)| format!("{name}: {list}({page}) {PAGE} ")).collect();
            // A variable that a document doesn't use is an error.
            let declared = if cursor.is_null() { "" } else { ", $cursor: String" };
            let document =
                format!("query($slug: String!{declared}) {{ profile(slug: $slug) {{ {pages} }} }}");
            let mut variables = json!({ "slug": self.subject.slug });
            if !cursor.is_null() {
                variables["cursor"] = cursor.clone();
            }
            Question::new(format!("{what} of {list}"), document, variables)
        };
        const LISTS: [&str; 9] = [
            "skills",
            "education",
            "projects",
            "badges",
            "certificates",
            "gigs",
            "work",
            "languages",
            "recommendations",
        ];
        let cursors = LISTS.map(|list| format!("{list}(first: 100) {{ edges {{ cursor }} }} ")).concat();
        let cursors = format!("{{ me {{ profile {{ {cursors} }} }} }}");
        // Whoever is erased can't ask for anything any more, and has no lists.
        let known = match self.world.state {
            ProfileState::Erased => Value::Null,
            _ => self.app.as_(&self.subject).query(&cursors).await.data()["me"]["profile"].clone(),
        };
        for list in LISTS {
            let sizes = ["first: 0", "first: 1", "first: 2", "first: 3", "last: 1", "last: 2"];
            questions.push(ask("pages", list, &sizes, &Value::Null));
            questions.push(ask("a page that is too large", list, &["first: 101"], &Value::Null));
            let edges = &known[list]["edges"];
            assert!(edges.is_array() || self.world.state == ProfileState::Erased, "{list}: {known}");
            for edge in edges.as_array().into_iter().flatten() {
                let from_here = ["first: 1, after: $cursor", "last: 1, before: $cursor"];
                questions.push(ask("pages from a cursor", list, &from_here, &edge["cursor"]));
            }
        }
        questions
    }

    /// Mutations that are aimed at what isn't the viewer's.
    fn attempts(&self) -> Vec<Question> {
        const ANSWER: &str =
            "{ userErrors { code message path conflict { currentVersion } } profile { id version } }";
        let mut questions = Vec::new();
        for section in sections::all() {
            let (item, [_, update, remove, reorder]) = (section.item, section.mutations);
            let ids: Vec<String> = self.of(item).map(|thing| self.id(thing)).collect();
            // The first and the last: what is shown and what isn't are drawn by lot.
            for id in [ids.first(), ids.last()].into_iter().flatten() {
                let document = format!(
                    "mutation($id: ID!) {{ a: {update}(id: $id, expectedVersion: \"1\", input: {{}}) {ANSWER} \
                     b: {remove}(id: $id, expectedVersion: \"1\") {ANSWER} }}"
                );
                questions.push(Question::new(update, document, json!({ "id": id })));
            }
            let document =
                format!("mutation($ids: [ID!]!) {{ {reorder}(ids: $ids, expectedVersion: \"1\") {ANSWER} }}");
            questions.push(Question::new(reorder, document, json!({ "ids": ids })));
        }
        for (item, feature) in [(Item::BadgeAward, "badgesFeature"), (Item::Gig, "gigsFeature")] {
            let ids: Vec<String> = self.of(item).map(|thing| self.id(thing)).collect();
            let document =
                format!("mutation($ids: [ID!]!) {{ {feature}(ids: $ids, expectedVersion: \"1\") {ANSWER} }}");
            questions.push(Question::new(feature, document, json!({ "ids": ids })));
        }
        let items: Vec<Value> = self
            .things
            .iter()
            .map(|thing| json!({ "id": self.id(thing), "visibility": { "level": "PRIVATE" } }))
            .collect();
        let document = format!(
            "mutation($input: VisibilitySetInput!) {{ visibilitySet(input: $input, expectedVersion: \"1\") {ANSWER} }}"
        );
        questions.push(Question::new("visibilitySet", document, json!({ "input": { "items": items } })));
        questions
    }

    /// The same question of as many ids that never were, and of those that have come into the world since: both hidden.
    pub(super) fn new_ids(&self) -> [Question; 2] {
        let new: Vec<&Thing> = self.things.iter().filter(|thing| thing.is_new).collect();
        let never = new.iter().map(|thing| Thing { id: Uuid::new_v4(), ..(*thing).clone() });
        let never: Vec<String> = never.map(|thing| self.id(&thing)).collect();
        let now: Vec<String> = new.iter().map(|thing| self.id(thing)).collect();
        let document = format!("query($ids: [ID!]!) {{ nodes(ids: $ids) {} }}", of_items(sdl()));
        [never, now].map(|ids| Question::new("new ids", document.clone(), json!({ "ids": ids })))
    }
}

/// Read once: it takes longer than any question.
fn sdl() -> &'static Sdl {
    static SDL: LazyLock<Sdl> = LazyLock::new(Sdl::read);
    &SDL
}

fn of_items(sdl: &Sdl) -> String {
    format!("{{ __typename id {} }}", stage::of_items(sdl))
}
