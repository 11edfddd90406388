//! No value gets out by any way: every column of a profile holds a value that stands nowhere else, everybody asks for
//! everything in every way, and what the specification hides from them is looked for in all that comes back and in all
//! that is written down.

use std::collections::BTreeMap;

use folio_policy::{Circle, Field, ProfileState, Role, Section, Toggles, Visibility};
use folio_testkit::{Item, Logs, Reply, Visitor, metrics, somebody_new};
use serde_json::{Value, json};

use super::{
    cast,
    expected::Expected,
    operations,
    specification::World,
    stage::{Stage, item_ids},
};

impl Stage {
    /// Everybody asks for everything; nothing hidden may come back.
    async fn search(&self, world: World, item: Option<Visibility>) {
        let setting = self.arrange(world, item).await;
        let owner = self.app.as_(&self.subject);
        let truth = owner.query_with(&self.document, self.variables.clone()).await.data().clone();
        for viewer in &self.viewers {
            let expected = Expected { sdl: &self.sdl, setting: &setting, viewer: &viewer.relation };
            let visible = expected.profile(&truth["profile"]).to_string();
            self.ask(viewer.name, viewer.at(&self.app), &visible).await;
        }
        let stranger = cast::audiences()[1].1;
        let expected = Expected { sdl: &self.sdl, setting: &setting, viewer: &stranger };
        let visible = expected.profile(&truth["profile"]).to_string();
        self.ask("somebody new", self.app.as_(somebody_new()), &visible).await;
        // Their history tells of versions that the profile was at before.
        let past =
            owner.query("{ me { strengthHistory(first: 100) { nodes { profileVersion at } } } }").await;
        self.ask("owner", owner, &format!("{truth}{}", past.text())).await;
    }

    async fn ask(&self, who: &str, visitor: Visitor<'_>, visible: &str) {
        for (what, document, variables) in self.requests() {
            let reply = visitor.query_with(&document, variables).await;
            self.inspect(who, &what, &reply, visible);
        }
        // The ways that end before the schema.
        let get = format!("/graphql?query=%7Bprofile(slug:%22{}%22)%7BdisplayName%7D%7D", self.subject.slug);
        for (method, path) in [
            ("GET", get.as_str()),
            ("GET", &format!("/{}", self.subject.slug)),
            ("GET", &format!("/profiles/{}.jsonld", self.subject.slug)),
            ("GET", "/sitemap.xml"),
            ("GET", "/sitemaps/1.xml"),
            ("PUT", "/graphql"),
        ] {
            let reply = Reply::of(visitor.request(method, path)).await;
            self.inspect(who, path, &reply, visible);
        }
        self.follow(who, &visitor, visible).await;
    }

    /// Follows the profile and its badges by both transports: what comes first.
    async fn follow(&self, who: &str, visitor: &Visitor<'_>, visible: &str) {
        let variables = json!({ "id": self.subject.id() });
        let badges = self.sdl.select_all("BadgeMessage", &[]);
        let badges = format!("subscription($id: ID!) {{ badgeEvents(profileId: $id) {badges} }}");
        for document in [&self.subscription, &badges] {
            let mut events = visitor.events(document, variables.clone()).await;
            let mut socket = visitor.socket().await;
            socket.subscribe("1", document, variables.clone()).await;
            let event = events.next().await;
            self.inspect_text(who, "an event stream", &format!("{event:?}").replace("\\\"", "\""), visible);
            let message = socket.text().await.expect("a message");
            self.inspect_text(who, "a socket", &message, visible);
        }
    }

    #[track_caller]
    fn inspect(&self, who: &str, what: &str, reply: &Reply, visible: &str) {
        self.inspect_text(who, what, &format!("{:?}\n{}", reply.headers, reply.text()), visible);
    }

    #[track_caller]
    fn inspect_text(&self, who: &str, what: &str, answer: &str, visible: &str) {
        for sentinel in &self.subject.filling.sentinels {
            let (table, column, needle) = (sentinel.table, sentinel.column, &sentinel.needle);
            let leaked = answer.contains(needle) && !visible.contains(needle);
            assert!(!leaked, "{who} finds {table}.{column} by {what}: {needle} in\n{answer}");
        }
        for needle in self.internal() {
            assert!(
                !answer.contains(&needle),
                "{who} finds {needle}, which never leaves the server, by {what}"
            );
        }
    }

    /// What nobody ever sees: ids as they are in the database.
    fn internal(&self) -> Vec<String> {
        let member = &self.subject;
        let items = Item::ALL.into_iter().flat_map(|i| member.filling.items(i));
        let ids = [member.user_id, member.profile_id].into_iter().chain(items.copied());
        ids.map(|id| id.to_string()).chain([member.clerk_id.clone()]).collect()
    }

    /// Every document that anybody has a use for, and some that nobody has.
    fn requests(&self) -> Vec<(String, String, Value)> {
        let (slug, id) = (&self.subject.slug, self.subject.id());
        let mut requests = Vec::new();
        let mut add = |what: &str, document: String, variables: Value| {
            requests.push((what.to_owned(), document, variables));
        };
        add("profile, node and nodes", self.document.clone(), self.variables.clone());
        for audience in ["EMPLOYER", "OWNER", "ADMIN"] {
            add("viewAs", self.view_as.clone(), json!({ "slug": slug, "as": audience }));
        }
        for (name, document) in operations::of_the_frontend() {
            let variables = operations::variables(slug, 100);
            add(&name, document, variables);
        }
        let all = self.sdl.select_all("Profile", &["Profile.accessReport"]);
        add("me", format!("{{ me {{ role profile {all} }} }}"), json!({}));
        let [history, insights, onboarding] = ["StrengthPointConnection", "StrengthInsights", "Onboarding"]
            .map(|ty| self.sdl.select_all(ty, &[]));
        add(
            "what me tells beside the profile",
            format!(
                "{{ me {{ strengthHistory {history} strengthInsights {insights} onboarding {onboarding} }} }}"
            ),
            json!({}),
        );
        let settings = self.sdl.select_all("PrivacySettings", &[]);
        add("privacySettings", format!("{{ privacySettings {settings} }}"), json!({}));
        let handed_on = self.sdl.select_all("ProfileDocument", &[]);
        add(
            "what a profile is handed on as",
            format!(
                "query($slug: String!) {{ profileDocument(slug: $slug) {handed_on} jsonResume(slug: $slug) }}"
            ),
            json!({ "slug": slug }),
        );
        let report = self.sdl.select_all("AccessReport", &[]);
        add(
            "accessReport",
            format!(
                "query($slug: String!) {{ profile(slug: $slug) {{ accessReport(audience: OWNER) {report} }} }}"
            ),
            json!({ "slug": slug }),
        );
        add(
            "aliases and fragments",
            "query($slug: String!, $id: ID!) {
                a: profile(slug: $slug) { b: displayName ... on Node { c: id ...F } }
                d: node(id: $id) { ... on Profile { e: contact { f: email g: phone } ...F } }
                ... on Query { h: nodes(ids: [$id, $id]) { __typename ...F } }
            } fragment F on Profile { i: education(last: 1) { j: totalCount k: nodes { l: gpa { m: value n: text } } } }"
                .to_owned(),
            json!({ "slug": slug, "id": id }),
        );
        for item in item_ids(&self.subject) {
            let document = "query($slug: String!, $item: ID!, $cursor: String!) {
                node(id: $item) { id __typename }
                profile(slug: $slug) { education(after: $cursor) { totalCount } projects(first: 101) { totalCount } }
            }";
            add(
                "an item's id as a cursor",
                document.to_owned(),
                json!({ "slug": slug, "item": item, "cursor": item }),
            );
        }
        let unsound =
            format!("{{ profile(slug: \"{slug}\") {{ displayNam }} node(id: \"{id}\") {{ email }} }}");
        add("a field that isn't there", unsound, json!({}));
        add("no document", format!("{{ profile(slug: \"{slug}\" {{"), json!({}));
        add(
            "a variable of another type",
            self.document.clone(),
            json!({ "slug": [slug], "id": {}, "items": slug }),
        );
        requests
    }
}

fn worlds() -> Vec<(World, Option<Visibility>)> {
    let of_toggles = |toggles: Toggles, public_url_enabled| World {
        state: ProfileState::Active,
        public_url_enabled,
        sections: Section::ALL.iter().map(|section| (*section, toggles.section(*section))).collect(),
        fields: BTreeMap::new(),
    };
    let shut = Section::ALL
        .iter()
        .filter(|section| **section != Section::Header)
        .fold(World::wide_open(), |world, section| world.with_section(*section, Visibility::Private));
    let every_other_field = Field::ALL.iter().step_by(2).fold(World::wide_open(), |world, field| {
        world.with_field(*field, Visibility::Restricted(Circle::MENTORS))
    });
    let defaults =
        Role::ALL.map(|role| (of_toggles(Toggles::defaults(Some(role)), role != Role::Student), None));
    defaults
        .into_iter()
        .chain([
            (of_toggles(Toggles::defaults(None), true), None),
            (shut, None),
            (every_other_field, None),
            (World::wide_open(), Some(Visibility::Private)),
            (World::wide_open(), Some(Visibility::Restricted(Circle::EMPLOYERS))),
            (World { state: ProfileState::Suspended, ..World::wide_open() }, None),
        ])
        .collect()
}

#[tokio::test]
async fn no_hidden_value_gets_out_by_any_way() {
    let logs = Logs::capture();
    let stage = Stage::set().await;
    for (world, item) in worlds() {
        stage.search(world, item).await;
    }
    let (log, metrics) = (logs.text(), metrics());
    assert!(log.contains("folio::access"), "the log of the server was captured");
    assert!(metrics.contains("graphql_operation_duration_seconds"), "the metrics were recorded");
    let sentinels = stage.subject.filling.sentinels.iter().map(|sentinel| sentinel.needle.clone());
    for needle in sentinels.chain(stage.internal()).chain([stage.subject.id()]) {
        for (what, text) in [("log", &log), ("metrics", &metrics)] {
            let line = text.lines().find(|line| line.contains(&needle));
            assert!(line.is_none(), "the {what} holds {needle}: {}", line.unwrap_or_default());
        }
    }
}
