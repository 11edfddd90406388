//! What people say of each other: endorsements of a skill, and recommendations.

mod consent;
mod following;
mod laws;
mod policies;
mod recommendations;
mod rules;

use chrono::{SubsecRound, TimeDelta};
use folio::graphql::id::GlobalId;
use folio_db::profile_skills::{ProfileSkillRow, Skilled};
use folio_policy::{Role, Section, Visibility};
use folio_testkit::{Item, Member, MemberBuilder, Reply, TestApp, Visitor, catalogued_skill};
use serde_json::{Value, json};
use uuid::Uuid;

/// Mutations between two people: their laws are in `laws.rs`.
pub(crate) const OF_TWO: [&str; 9] = [
    "skillEndorse",
    "endorsementWithdraw",
    "endorsementDecide",
    "recommendationRequest",
    "recommendationWrite",
    "recommendationSubmit",
    "recommendationAccept",
    "recommendationDecline",
    "recommendationWithdraw",
];

/// Somebody who is here for long, shows everything to everybody, and has so many skills.
pub(crate) struct Skilful {
    pub(crate) member: Member,
    skills: Vec<Uuid>,
}

impl Skilful {
    /// The global id of one of their skills.
    fn skill(&self, index: usize) -> String {
        self.member.item_id(Item::ProfileSkill, self.skills[index])
    }
}

async fn skilful(app: &TestApp, skills: usize) -> Skilful {
    let ids: Vec<Uuid> = (0..skills).map(|_| Uuid::new_v4()).collect();
    let mut member = app.member().public_url();
    for section in [Section::Header, Section::Skills, Section::Endorsements, Section::Recommendations] {
        member = member.section(section, Visibility::Public);
    }
    let member = reachable(member).rows(|rows| {
        rows.profile.created_at -= TimeDelta::days(30);
        // As precise as a column is.
        let began = rows.profile.created_at.trunc_subsecs(6);
        rows.skills = (0..)
            .zip(&ids)
            .map(|(position, id)| {
                let skill = catalogued_skill(&format!("Skill {id}"));
                let row = ProfileSkillRow {
                    position,
                    skill_id: skill.id,
                    name: skill.name.clone(),
                    ..ProfileSkillRow::blank(rows.profile.id, *id, began)
                };
                Skilled { row, skill: Some(skill), endorsements: Vec::new() }
            })
            .collect();
    });
    Skilful { member: member.create().await, skills: ids }
}

/// Somebody who is here for long and shows their name to members.
async fn somebody(app: &TestApp, name: &str) -> Member {
    let member = app.member().role(Role::Mentor).named(name).section(Section::Header, Visibility::Platform);
    reachable(member).rows(|rows| rows.profile.created_at -= TimeDelta::days(30)).create().await
}

/// With an e-mail address of their own, which they have confirmed.
fn reachable(member: MemberBuilder<'_>) -> MemberBuilder<'_> {
    member.rows(|rows| rows.contact.email = Some(format!("{}@example.com", rows.profile.slug)))
}

/// Calls one of the mutations with these variables: `it { … }`. A skill is called what [`skilful`] calls it, unless it is said.
async fn call(visitor: &Visitor<'_>, name: &str, mut variables: Value) -> Reply {
    const GIVEN: &str = "endorsement { id shown capacity relationship note profile { id } skill { id } }
        userErrors { code message path conflict { currentVersion } }";
    const DECIDED: &str = "endorsement { id state version note endorser { displayName } } profile { version }
        userErrors { code message path conflict { currentVersion changes { action by } } }";
    const RECOMMENDED: &str = "received { id state version text relationship message author { displayName } }
        written { id state version text message profile { id } }
        userErrors { code message path conflict { currentVersion } }";
    let (declared, answer): (&[(&str, &str)], &str) = match name {
        "skillEndorse" => {
            let id = variables["skillId"].as_str().map(|id| GlobalId::decode(&async_graphql::ID::from(id)));
            if let (Some(Some(GlobalId::Item { item, .. })), Value::Null) = (id, &variables["name"]) {
                variables["name"] = json!(format!("Skill {item}"));
            } else if variables["name"].is_null() {
                variables["name"] = json!("Nothing");
            }
            (&[("skillId", "ID!"), ("name", "String!"), ("input", "EndorsementInput!")], GIVEN)
        }
        "endorsementWithdraw" => (&[("id", "ID!")], GIVEN),
        "endorsementDecide" => {
            (&[("id", "ID!"), ("decision", "EndorsementDecision!"), ("expectedVersion", "Int64!")], DECIDED)
        }
        "recommendationRequest" => (&[("profileId", "ID!"), ("message", "String")], RECOMMENDED),
        "recommendationWrite" => {
            (&[("id", "ID!"), ("input", "RecommendationInput!"), ("expectedVersion", "Int64")], RECOMMENDED)
        }
        "recommendationSubmit" | "recommendationAccept" => {
            (&[("id", "ID!"), ("expectedVersion", "Int64!")], RECOMMENDED)
        }
        "recommendationDecline" => (&[("id", "ID!"), ("expectedVersion", "Int64")], RECOMMENDED),
        "recommendationWithdraw" => (&[("id", "ID!")], RECOMMENDED),
        other => panic!("{other} is none of them"),
    };
    let (mut head, mut passed) = (String::new(), String::new());
    for (argument, ty) in declared.iter().chain(&[("idempotencyKey", "String")]) {
        head += &format!("${argument}: {ty}, ");
        passed += &format!("{argument}: ${argument}, ");
    }
    let document = format!("mutation({head}) {{ it: {name}({passed}) {{ {answer} }} }}");
    visitor.query_with(&document, variables).await
}

fn peer() -> Value {
    json!({ "capacity": "PEER", "relationship": "Studied together", "note": "Knows it by heart." })
}

async fn endorse(visitor: &Visitor<'_>, skill: &str) -> Reply {
    call(visitor, "skillEndorse", json!({ "skillId": skill, "input": peer() })).await
}

/// Endorses, and gives the endorsement's id.
async fn endorsed(visitor: &Visitor<'_>, skill: &str) -> String {
    let reply = endorse(visitor, skill).await;
    assert_done(&reply);
    text(&reply.data()["it"]["endorsement"]["id"])
}

async fn decide(visitor: &Visitor<'_>, id: &str, decision: &str, version: i64) -> Reply {
    let variables = json!({ "id": id, "decision": decision, "expectedVersion": version.to_string() });
    call(visitor, "endorsementDecide", variables).await
}

/// Endorses as somebody, and has it accepted.
async fn accepted(app: &TestApp, by: &Member, of: &Skilful, skill: usize) -> String {
    let id = endorsed(&app.as_(by), &of.skill(skill)).await;
    assert_done(&decide(&app.as_(&of.member), &id, "ACCEPT", 1).await);
    id
}

/// The skills of a page with what is said of them.
async fn look(visitor: &Visitor<'_>, of: &Member) -> Value {
    let document = "query($slug: String!) { profile(slug: $slug) { skills(first: 10) { nodes {
        id endorsementCount endorsements(first: 20) { totalCount nodes {
            capacity relationship note endorsedAt endorser { displayName } } } } } } }";
    let reply = visitor.query_with(document, json!({ "slug": of.slug })).await;
    reply.data()["profile"]["skills"]["nodes"].clone()
}

/// The names of those who endorse the first skill of a page, in order.
async fn names(visitor: &Visitor<'_>, of: &Member) -> Vec<Value> {
    let skills = look(visitor, of).await;
    let said = skills[0]["endorsements"]["nodes"].as_array().expect("a list").clone();
    assert_eq!(skills[0]["endorsements"]["totalCount"], said.len());
    let count = if said.is_empty() { Value::Null } else { json!(said.len()) };
    assert_eq!(skills[0]["endorsementCount"], count);
    said.iter().map(|said| said["endorser"]["displayName"].clone()).collect()
}

#[track_caller]
fn assert_done(reply: &Reply) {
    assert_eq!(reply.data()["it"]["userErrors"], json!([]), "{}", reply.text());
}

/// The code and the path of the one user error.
#[track_caller]
fn refusal(reply: &Reply) -> (&str, Value) {
    let errors = reply.data()["it"]["userErrors"].as_array().expect("a list");
    let [error] = errors.as_slice() else { panic!("one error was expected: {}", reply.text()) };
    (error["code"].as_str().expect("a code"), error["path"].clone())
}

#[track_caller]
fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("a text: {value}")).to_owned()
}

async fn count(app: &TestApp, what: &str) -> i64 {
    let query = format!("SELECT count(*) FROM {what}");
    app.database.sql().await.query_one(&query, &[]).await.expect("it can be read").get(0)
}

/// What the outbox tells of a profile, in order.
async fn told(app: &TestApp, member: &Member) -> Vec<String> {
    let query = "SELECT event_type FROM outbox WHERE profile_id = $1 AND event_type <> 'strength.changed' \
                 ORDER BY version, ordinal";
    let rows = app.database.sql().await.query(query, &[&member.profile_id]).await.expect("it can be read");
    rows.iter().map(|row| row.get(0)).collect()
}

/// Does everything that tells an event, once at least.
pub(crate) async fn tell_all(app: &TestApp) {
    let (person, other) = (skilful(app, 1).await, somebody(app, "Other").await);
    let (owner, visitor) = (app.as_(&person.member), app.as_(&other));
    let id = endorsed(&visitor, &person.skill(0)).await;
    for (decision, version) in [("ACCEPT", 1), ("HIDE", 2), ("DECLINE", 3)] {
        assert_done(&decide(&owner, &id, decision, version).await);
    }
    assert_done(&call(&visitor, "endorsementWithdraw", json!({ "id": id })).await);
    let asked = call(&owner, "recommendationRequest", json!({ "profileId": other.id() })).await;
    let id = text(&asked.data()["it"]["received"]["id"]);
    let input = json!({ "capacity": "MENTOR", "relationship": "Taught her", "text": "She is good." });
    let at = |version: &str| json!({ "id": id, "expectedVersion": version, "input": input });
    for (who, name, version) in [
        (&visitor, "recommendationWrite", "1"),
        (&visitor, "recommendationSubmit", "2"),
        (&owner, "recommendationAccept", "2"),
        (&owner, "recommendationDecline", "3"),
        (&visitor, "recommendationWithdraw", "5"),
    ] {
        let mut variables = at(version);
        if name != "recommendationWrite" {
            variables.as_object_mut().expect("an object").remove("input");
        }
        if name == "recommendationWithdraw" {
            variables.as_object_mut().expect("an object").remove("expectedVersion");
        }
        assert_done(&call(who, name, variables).await);
    }
}
