//! Nothing shows before it is accepted, nor after either of the two doesn't want it any more.

use folio_testkit::{Delivery, TestApp, Visitor};
use serde_json::{Value, json};

use crate::inbound::payloads::deleted;

use super::{
    accepted, assert_done, call, count, decide, endorse, endorsed, look, names, peer, refusal, skilful,
    somebody, text, told,
};

const RECEIVED: &str = "query($state: EndorsementState, $first: Int, $after: String) { me {
    endorsementsReceived(state: $state, first: $first, after: $after) {
        nodes { id state version capacity relationship note skill { id } endorser { displayName } }
        pageInfo { hasNextPage endCursor } } } }";
const GIVEN: &str =
    "query($first: Int, $after: String) { me { endorsementsGiven(first: $first, after: $after) {
    nodes { id shown note profile { id } skill { id } } pageInfo { hasNextPage endCursor } } } }";

async fn received(visitor: &Visitor<'_>, state: &str) -> Value {
    let reply = visitor.query_with(RECEIVED, json!({ "state": state })).await;
    reply.data()["me"]["endorsementsReceived"]["nodes"].clone()
}

async fn given(visitor: &Visitor<'_>) -> Value {
    visitor.query(GIVEN).await.data()["me"]["endorsementsGiven"]["nodes"].clone()
}

#[tokio::test]
async fn nothing_shows_before_it_is_accepted_and_all_is_gone_with_a_withdrawal() {
    let app = TestApp::new().await;
    let (person, endorser, stranger) =
        (skilful(&app, 2).await, somebody(&app, "Endorser").await, somebody(&app, "Stranger").await);
    let [owner, visitor, other] = [&person.member, &endorser, &stranger].map(|member| app.as_(member));
    let before = look(&other, &person.member).await;

    let reply = endorse(&visitor, &person.skill(0)).await;
    assert_done(&reply);
    let said = &reply.data()["it"]["endorsement"];
    let id = said["id"].as_str().expect("an id").to_owned();
    assert_eq!(
        (&said["shown"], &said["capacity"], &said["note"]),
        (&json!(false), &json!("PEER"), &json!("Knows it by heart."))
    );
    assert_eq!(
        (&said["profile"]["id"], &said["skill"]["id"]),
        (&json!(person.member.id()), &json!(person.skill(0)))
    );
    let nobody_sees = async || {
        for who in [&owner, &visitor, &other, &app.anonymous()] {
            assert_eq!(look(who, &person.member).await, before);
        }
        // Nor by its id.
        let node = other.query_with("query($id: ID!) { node(id: $id) { id } }", json!({ "id": id })).await;
        assert_eq!(node.data()["node"], Value::Null);
        assert_eq!(given(&visitor).await[0]["shown"], json!(false));
    };
    nobody_sees().await;
    assert_eq!(app.trace(&person.member).await.version, 1, "no page shows anything of it");
    let waiting = received(&owner, "PENDING").await;
    let expected = json!([{ "id": id, "state": "PENDING", "version": "1", "capacity": "PEER",
        "relationship": "Studied together", "note": "Knows it by heart.", "skill": { "id": person.skill(0) },
        "endorser": { "displayName": "Endorser" } }]);
    assert_eq!(waiting, expected);
    for who in [&other, &visitor] {
        assert_eq!(received(who, "PENDING").await, json!([]));
    }

    let reply = decide(&owner, &id, "ACCEPT", 1).await;
    assert_done(&reply);
    let decided = &reply.data()["it"];
    assert_eq!(
        (&decided["endorsement"]["state"], &decided["profile"]["version"]),
        (&json!("ACCEPTED"), &json!("2"))
    );
    let now = look(&other, &person.member).await;
    assert_eq!((&now[0]["endorsementCount"], &now[1]), (&json!(1), &before[1]));
    let shown = &now[0]["endorsements"]["nodes"][0];
    assert_eq!(
        (&shown["relationship"], &shown["endorser"]["displayName"]),
        (&json!("Studied together"), &json!("Endorser"))
    );
    assert_eq!(given(&visitor).await[0]["shown"], json!(true));
    app.assert_whole(&person.member).await;

    // The endorsed thinks better of it, and better again.
    assert_done(&decide(&owner, &id, "HIDE", 2).await);
    nobody_sees().await;
    assert_done(&decide(&owner, &id, "ACCEPT", 3).await);
    assert_eq!(names(&other, &person.member).await, [json!("Endorser")]);
    assert_done(&decide(&owner, &id, "DECLINE", 4).await);
    nobody_sees().await;
    assert_eq!(app.trace(&person.member).await.version, 5);
    assert_done(&decide(&owner, &id, "ACCEPT", 5).await);

    assert_done(&call(&visitor, "endorsementWithdraw", json!({ "id": id })).await);
    assert_eq!(look(&other, &person.member).await, before);
    assert_eq!((given(&visitor).await, received(&owner, "ACCEPTED").await), (json!([]), json!([])));
    assert_eq!(refusal(&decide(&owner, &id, "ACCEPT", 7).await), ("NOT_FOUND", json!(["id"])));
    let left = "endorsements WHERE endorsements::text ~ 'Studied|by heart'";
    assert_eq!(count(&app, left).await, 0, "nothing of what was said is left");
    app.assert_whole(&person.member).await;

    let events = told(&app, &person.member).await;
    let verbs: Vec<&str> = events.iter().filter_map(|event| event.strip_prefix("endorsement.")).collect();
    assert_eq!(verbs, ["given", "accepted", "hidden", "accepted", "declined", "accepted", "withdrawn"]);
    let written = "SELECT string_agg(t, '') FROM (SELECT outbox::text FROM outbox UNION ALL
        SELECT audit_log::text FROM audit_log) AS t (t)";
    let written: String = app.database.sql().await.query_one(written, &[]).await.expect("rows").get(0);
    for words in ["Studied", "by heart", "Endorser"] {
        assert!(!written.contains(words), "{words} in {written}");
    }
    assert!(!written.contains(&endorser.profile_id.to_string()), "who said it is in no event");
}

#[tokio::test]
async fn what_is_said_of_a_skill_goes_with_the_skill() {
    let app = TestApp::new().await;
    let (person, endorser) = (skilful(&app, 2).await, somebody(&app, "Endorser").await);
    accepted(&app, &endorser, &person, 0).await;
    endorsed(&app.as_(&endorser), &person.skill(1)).await;
    let owner = app.as_(&person.member);
    // To its endorser a skill that is gone is as one that is hidden.
    app.sql("UPDATE profile_skills SET visibility = 'PRIVATE'", &[]).await;
    app.refresh(&person.member).await;
    let hidden = given(&app.as_(&endorser)).await;
    assert_eq!((&hidden[0]["skill"], &hidden[0]["shown"]), (&Value::Null, &json!(false)));
    let version = app.trace(&person.member).await.version;
    for skill in 0..2 {
        let document = "mutation($id: ID!) { it: profileSkillRemove(id: $id, expectedVersion: \"1\") { userErrors { code } } }";
        assert_done(&owner.query_with(document, json!({ "id": person.skill(skill) })).await);
    }
    assert_eq!(look(&owner, &person.member).await, json!([]));
    assert_eq!(received(&owner, "ACCEPTED").await, json!([]));
    let now = given(&app.as_(&endorser)).await;
    assert_eq!(now, hidden);
    for said in now.as_array().expect("a list") {
        let id = text(&said["id"]);
        assert_eq!(refusal(&decide(&owner, &id, "HIDE", 2).await), ("NOT_FOUND", json!(["id"])));
        assert_done(&call(&app.as_(&endorser), "endorsementWithdraw", json!({ "id": id })).await);
    }
    assert_eq!(given(&app.as_(&endorser)).await, json!([]));
    assert_eq!(app.trace(&person.member).await.version, version + 2, "no page shows anything of it");
    app.assert_whole(&person.member).await;
}

/// Nobody makes another skill of one that was endorsed and keeps the praise.
#[tokio::test]
async fn what_is_said_of_a_skill_is_said_of_no_other() {
    let app = TestApp::new().await;
    let (person, endorser) = (skilful(&app, 1).await, somebody(&app, "Endorser").await);
    let owner = app.as_(&person.member);
    let change = async |version: &str, input: Value| {
        let document = "mutation($id: ID!, $version: Int64!, $input: ProfileSkillInput!) {
            it: profileSkillUpdate(id: $id, expectedVersion: $version, input: $input) { userErrors { code } } }";
        let variables = json!({ "id": person.skill(0), "version": version, "input": input });
        assert_done(&owner.query_with(document, variables).await);
    };
    change("1", json!({ "name": "JS" })).await;
    let called = "query($slug: String!) { profile(slug: $slug) { skills { nodes { name } } } }";
    let called = owner.query_with(called, json!({ "slug": person.member.slug })).await;
    let name = &called.data()["profile"]["skills"]["nodes"][0]["name"];
    // What was read isn't what is there any more: nothing is said of it.
    let say = async |name: &Value| {
        let said = json!({ "skillId": person.skill(0), "name": name, "input": peer() });
        call(&app.as_(&endorser), "skillEndorse", said).await
    };
    assert_eq!(refusal(&say(&json!("Brain surgery")).await), ("CONFLICT", json!(["name"])));
    let id = text(&say(name).await.data()["it"]["endorsement"]["id"]);
    assert_done(&decide(&owner, &id, "ACCEPT", 1).await);
    change("2", json!({ "name": "JavaScript", "years": 4 })).await;
    assert_eq!(names(&owner, &person.member).await, [json!("Endorser")], "it is the same skill");
    change("3", json!({ "name": "Brain surgery" })).await;
    assert_eq!(names(&owner, &person.member).await, Vec::<Value>::new());
    assert_eq!(count(&app, "endorsements WHERE skill_item_id IS NOT NULL").await, 0);
    assert_eq!(given(&app.as_(&endorser)).await[0]["skill"], Value::Null);
    app.assert_whole(&person.member).await;
}

#[tokio::test]
async fn what_somebody_said_goes_with_them() {
    let app = TestApp::new().await;
    let (person, endorser, other) =
        (skilful(&app, 1).await, somebody(&app, "Endorser").await, somebody(&app, "Other").await);
    accepted(&app, &endorser, &person, 0).await;
    accepted(&app, &other, &person, 0).await;
    Delivery::clerk(&deleted(&endorser.clerk_id)).send(&app).await;
    app.work().await;
    assert_eq!(count(&app, "endorsements").await, 1);
    assert_eq!(names(&app.as_(&other), &person.member).await, [json!("Other")]);
    let held = "SELECT profile::text FROM users WHERE id = $1";
    let held: String =
        app.database.sql().await.query_one(held, &[&person.member.user_id]).await.expect("a row").get(0);
    assert!(!held.contains(&endorser.profile_id.to_string()), "the snapshot names nobody who is gone");
    assert_eq!(told(&app, &person.member).await.last().map(String::as_str), Some("endorsement.erased"));
    app.assert_whole(&person.member).await;
}

/// Both lists come page by page, the newest first, in a number of statements that doesn't depend on their length.
#[tokio::test]
async fn lists_come_page_by_page() {
    let app = TestApp::new().await;
    let (person, endorser) = (skilful(&app, 5).await, somebody(&app, "Endorser").await);
    let mut ids = Vec::new();
    for skill in 0..5 {
        ids.push(endorsed(&app.as_(&endorser), &person.skill(skill)).await);
    }
    ids.reverse();
    for (who, document, list) in
        [(&person.member, RECEIVED, "endorsementsReceived"), (&endorser, GIVEN, "endorsementsGiven")]
    {
        let (visitor, mut after, mut seen, mut counts) = (app.as_(who), Value::Null, Vec::new(), Vec::new());
        loop {
            let variables = json!({ "first": 2, "after": after });
            let (statements, reply) =
                app.statements(async || visitor.query_with(document, variables).await).await;
            let page = reply.data()["me"][list].clone();
            counts.push(statements);
            seen.extend(
                page["nodes"].as_array().expect("a list").iter().map(|node| super::text(&node["id"])),
            );
            after = page["pageInfo"]["endCursor"].clone();
            if page["pageInfo"]["hasNextPage"] == json!(false) {
                break;
            }
        }
        assert_eq!(seen, ids, "{list}");
        assert!(counts.iter().all(|count| *count == counts[0]), "{list}: {counts:?}");
    }
    let wrong = app.as_(&endorser).query_with(GIVEN, json!({ "after": "nothing" })).await;
    assert_eq!(wrong.code(), "INVALID_CURSOR");
}

/// What is to be made anew after an erasure isn't given up for good.
#[tokio::test]
async fn a_page_that_was_given_up_is_made_anew_by_the_upkeep() {
    let app = TestApp::new().await;
    let person = skilful(&app, 1).await;
    let conn = app.db.conn().await.expect("a connection is free");
    let job = folio::endorsements::RefreshSaid { profile_id: person.member.profile_id };
    folio::jobs::enqueue(&conn, &job).await.expect("it is asked for");
    drop(conn);
    let given_up = "UPDATE jobs SET state = 'DEAD', attempt = max_attempts, finished_at = now() WHERE kind = 'said.refresh'";
    app.sql(given_up, &[]).await;
    app.work().await;
    assert_eq!(told(&app, &person.member).await, Vec::<String>::new());
    folio::upkeep::round(&app.db).await.expect("it is done");
    app.work().await;
    assert_eq!(told(&app, &person.member).await, ["endorsement.erased"]);
}
