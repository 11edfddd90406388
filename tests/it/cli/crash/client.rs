//! A client that writes to one person's profile, and remembers what it was told.
//!
//! Several clients of one person race for the profile's version, but each has a field, a section's toggle and items of its
//! own. So each knows what must stand there, whoever else writes.

use std::{collections::BTreeMap, net::SocketAddr, time::Duration};

use serde_json::{Value, json};
use uuid::Uuid;

use super::trigger::Trigger;
use crate::random::Random;

/// What a client wrote, as far as it can be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Model {
    /// What its own field says.
    pub(super) field: Option<String>,
    /// The level of its own section's toggle.
    pub(super) toggle: Option<&'static str>,
    /// Its items: the institution, which names it, and the degree.
    pub(super) items: BTreeMap<String, Option<String>>,
}

impl Model {
    fn with(&self, step: &Step) -> Self {
        let mut next = self.clone();
        match step {
            Step::Write(text) => next.field = Some(text.clone()),
            Step::Show(level) => next.toggle = Some(level),
            Step::Add(name) => drop(next.items.insert(name.clone(), None)),
            Step::Change(name, degree) => drop(next.items.insert(name.clone(), Some(degree.clone()))),
            Step::Remove(name) => drop(next.items.remove(name)),
        }
        next
    }
}

/// One change.
#[derive(Debug, Clone)]
enum Step {
    Write(String),
    Show(&'static str),
    Add(String),
    Change(String, String),
    Remove(String),
}

/// A change under its key: sent again, it is the same request.
#[derive(Debug)]
struct Request {
    key: String,
    step: Step,
    body: Value,
}

/// What became of a request.
enum Fate {
    Done(Value),
    /// Another client was faster; the profile's version now.
    Outrun(String),
    /// No answer, or one that says that the server is in trouble: it may have been done.
    Unknown,
}

/// One client.
pub(super) struct Client {
    pub(super) name: String,
    /// `headline` or the like: nobody else's.
    pub(super) field: &'static str,
    /// Nobody else's either.
    pub(super) section: &'static str,
    /// What is known to have been done.
    pub(super) known: Model,
    /// Requests that were acknowledged.
    pub(super) acknowledged: i64,
    token: String,
    http: reqwest::Client,
    random: Random,
    version: String,
    ids: BTreeMap<String, (String, String)>,
    steps: u32,
    pending: Option<Request>,
}

/// What toggles go between. No section of a client's has the first by default.
pub(super) const LEVELS: [&str; 2] = ["PRIVATE", "PLATFORM"];
/// Below what one profile may hold, with room for the other clients'.
const MOST_ITEMS: usize = 8;
const ANSWER: &str = "profile { version } userErrors { code message conflict { currentVersion } }";

impl Client {
    pub(super) fn new(
        name: String,
        [field, section]: [&'static str; 2],
        token: String,
        random: Random,
    ) -> Self {
        // Longer than any of the server's own time-outs.
        let http = reqwest::Client::builder().timeout(Duration::from_secs(30)).build().expect("a client");
        Self {
            name,
            field,
            section,
            known: Model::default(),
            acknowledged: 0,
            token,
            http,
            random,
            version: "1".to_owned(),
            ids: BTreeMap::new(),
            steps: 0,
            pending: None,
        }
    }

    /// Writes until the server is gone.
    pub(super) async fn write(&mut self, server: SocketAddr, trigger: &Trigger) {
        loop {
            let request = self.next();
            trigger.pull();
            match self.send(server, &request).await {
                Fate::Unknown => {
                    self.pending = Some(request);
                    return;
                }
                fate => self.learn(request, fate),
            }
            trigger.pull();
        }
    }

    /// Sends once more what wasn't answered, until it is done.
    pub(super) async fn finish(&mut self, server: SocketAddr) {
        let Some(mut request) = self.pending.take() else { return };
        loop {
            match self.send(server, &request).await {
                Fate::Unknown => {
                    panic!("{}: a server in order does what it is asked: {request:?}", self.name)
                }
                Fate::Outrun(version) => {
                    self.version = version;
                    request = self.request(request.step);
                }
                done => return self.learn(request, done),
            }
        }
    }

    /// What may stand there: what is known, with or without what wasn't answered.
    pub(super) fn possible(&self) -> Vec<Model> {
        let pending = self.pending.as_ref().map(|request| self.known.with(&request.step));
        [self.known.clone()].into_iter().chain(pending).collect()
    }

    /// Requests that weren't answered.
    pub(super) fn unanswered(&self) -> i64 {
        self.pending.iter().len().try_into().expect("one at most")
    }

    fn learn(&mut self, request: Request, fate: Fate) {
        let answer = match fate {
            Fate::Done(answer) => answer,
            Fate::Outrun(version) => {
                self.version = version;
                return;
            }
            Fate::Unknown => unreachable!("what isn't known can't be learned"),
        };
        self.acknowledged += 1;
        self.known = self.known.with(&request.step);
        self.version = text(&answer["profile"]["version"]);
        match request.step {
            Step::Add(name) | Step::Change(name, _) => {
                let item = &answer["education"];
                self.ids.insert(name, (text(&item["id"]), text(&item["version"])));
            }
            Step::Remove(name) => drop(self.ids.remove(&name)),
            Step::Write(_) | Step::Show(_) => {}
        }
    }

    fn next(&mut self) -> Request {
        self.steps += 1;
        let new = format!("{}-{}", self.name, self.steps);
        let names: Vec<String> = self.known.items.keys().cloned().collect();
        let step = match self.random.below(8) {
            0 | 1 => Step::Write(new),
            2 => Step::Show(LEVELS[usize::from(self.known.toggle == Some(LEVELS[0]))]),
            3 | 4 if !names.is_empty() => Step::Change(self.random.pick(&names).clone(), new),
            5.. if names.len() >= MOST_ITEMS => Step::Remove(self.random.pick(&names).clone()),
            _ if names.len() < MOST_ITEMS => Step::Add(new),
            _ => Step::Write(new),
        };
        self.request(step)
    }

    fn request(&self, step: Step) -> Request {
        let key = Uuid::new_v4().to_string();
        let item = |name: &String| self.ids.get(name).expect("what is known has an id").clone();
        let (call, mut variables) = match &step {
            Step::Write(text) => (
                "($version: Int64!, $key: String!, $input: ProfileInput!) {
                 it: profileUpdate(expectedVersion: $version, idempotencyKey: $key, input: $input) { @ } }",
                json!({ "version": self.version, "input": { self.field: text } }),
            ),
            Step::Show(level) => (
                "($version: Int64!, $key: String!, $input: VisibilitySetInput!) {
                 it: visibilitySet(expectedVersion: $version, idempotencyKey: $key, input: $input) { @ } }",
                json!({ "version": self.version, "input": { "sections": [
                    { "section": self.section, "visibility": { "level": level } }
                ] } }),
            ),
            Step::Add(name) => (
                "($key: String!, $input: EducationInput!) {
                 it: educationAdd(idempotencyKey: $key, input: $input) { education { id version } @ } }",
                json!({ "input": { "institution": name } }),
            ),
            Step::Change(name, degree) => {
                let (id, version) = item(name);
                (
                    "($id: ID!, $version: Int64!, $key: String!, $input: EducationInput!) {
                     it: educationUpdate(id: $id, expectedVersion: $version, idempotencyKey: $key, input: $input) {
                         education { id version } @ } }",
                    json!({ "id": id, "version": version, "input": { "degree": degree } }),
                )
            }
            Step::Remove(name) => {
                let (id, version) = item(name);
                (
                    "($id: ID!, $version: Int64!, $key: String!) {
                     it: educationRemove(id: $id, expectedVersion: $version, idempotencyKey: $key) { @ } }",
                    json!({ "id": id, "version": version }),
                )
            }
        };
        variables["key"] = json!(key);
        let query = format!("mutation{}", call.replace('@', ANSWER));
        Request { key, step, body: json!({ "query": query, "variables": variables }) }
    }

    async fn send(&self, server: SocketAddr, request: &Request) -> Fate {
        let Some(answer) = self.post(server, &request.body).await else { return Fate::Unknown };
        // Nothing of this is the client's fault, so an error is the server's trouble.
        let it = &answer["data"]["it"];
        if answer.get("errors").is_some() || it.is_null() {
            return Fate::Unknown;
        }
        let errors = it["userErrors"].as_array().expect("a list of user errors");
        match errors.as_slice() {
            [] => Fate::Done(it.clone()),
            // Only the profile's version is anybody else's affair: for an item of its own, a conflict would mean that a
            // repeat was done twice.
            [conflict]
                if conflict["code"] == "CONFLICT"
                    && matches!(request.step, Step::Write(_) | Step::Show(_)) =>
            {
                Fate::Outrun(text(&conflict["conflict"]["currentVersion"]))
            }
            _ => panic!("{} was refused {} ({:?}): {errors:?}", self.name, request.key, request.step),
        }
    }

    /// Everything that its person sees of themselves.
    pub(super) async fn read(&self, server: SocketAddr) -> Value {
        let query = "{ me { profile { headline about pronouns education(first: 100) { nodes { institution degree } } } } }";
        let answer = self.post(server, &json!({ "query": query })).await.expect("a server in order answers");
        answer["data"]["me"]["profile"].clone()
    }

    async fn post(&self, server: SocketAddr, body: &Value) -> Option<Value> {
        let request = self
            .http
            .post(format!("http://{server}/graphql"))
            .header("content-type", "application/json")
            .bearer_auth(&self.token)
            .body(body.to_string());
        let answer = request.send().await.ok()?.bytes().await.ok()?;
        serde_json::from_slice(&answer).ok()
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("a text was expected: {value}")).to_owned()
}
