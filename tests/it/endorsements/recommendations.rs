//! Recommendations: asked for or not, drafted, submitted, accepted or not, taken back.

use folio_testkit::{TestApp, Visitor};
use serde_json::{Value, json};

use super::{assert_done, call, count, refusal, skilful, somebody, text, told};

const SHOWN: &str = "query($slug: String!) { profile(slug: $slug) { recommendations { totalCount nodes {
    id capacity relationship text writtenAt author { displayName } version } } } }";
const RECEIVED: &str =
    "query($state: RecommendationState) { me { recommendationsReceived(state: $state) { nodes {
    id state text message relationship version requested writtenAt author { displayName } } } } }";
const WRITTEN: &str =
    "{ me { recommendationsWritten { nodes { id state text message version profile { id } } } } }";

async fn list(visitor: &Visitor<'_>, document: &str, field: &str, state: Value) -> Value {
    let reply = visitor.query_with(document, json!({ "state": state })).await;
    reply.data()["me"][field]["nodes"].clone()
}

fn words() -> Value {
    json!({ "capacity": "MENTOR", "relationship": "Taught her for a year", "text": "She asks the right questions." })
}

#[tokio::test]
async fn one_that_was_asked_for_goes_its_way_and_either_may_end_it() {
    let app = TestApp::new().await;
    let (person, author, stranger) =
        (skilful(&app, 0).await, somebody(&app, "Author").await, somebody(&app, "Stranger").await);
    let [owner, writer, other] = [&person.member, &author, &stranger].map(|member| app.as_(member));
    let shown = async |visitor: &Visitor<'_>| {
        let reply = visitor.query_with(SHOWN, json!({ "slug": person.member.slug })).await;
        reply.data()["profile"]["recommendations"].clone()
    };
    let received = async |state: Value| list(&owner, RECEIVED, "recommendationsReceived", state).await;
    let written = async || list(&writer, WRITTEN, "recommendationsWritten", Value::Null).await;

    let ask = json!({ "profileId": author.id(), "message": "Would you?" });
    let reply = call(&owner, "recommendationRequest", ask.clone()).await;
    assert_done(&reply);
    let id = text(&reply.data()["it"]["received"]["id"]);
    assert_eq!(
        refusal(&call(&owner, "recommendationRequest", ask.clone()).await),
        ("INVALID", json!(["profileId"]))
    );
    assert_eq!(
        refusal(
            &call(&writer, "recommendationWrite", json!({ "id": person.member.id(), "input": words() }))
                .await
        ),
        ("INVALID", json!(["id"]))
    );
    let asked = written().await;
    assert_eq!(
        (&asked[0]["state"], &asked[0]["message"], &asked[0]["id"]),
        (&json!("REQUESTED"), &json!("Would you?"), &json!(id))
    );

    // A draft is its author's alone.
    let draft = json!({ "id": id, "input": { "text": "Well." }, "expectedVersion": "1" });
    assert_done(&call(&writer, "recommendationWrite", draft.clone()).await);
    assert_eq!(
        refusal(&call(&writer, "recommendationWrite", draft).await),
        ("CONFLICT", json!(["expectedVersion"]))
    );
    let waiting = received(json!("REQUESTED")).await;
    assert_eq!(
        (&waiting[0]["state"], &waiting[0]["text"], &waiting[0]["version"]),
        (&json!("REQUESTED"), &Value::Null, &Value::Null)
    );
    let early = call(&writer, "recommendationSubmit", json!({ "id": id, "expectedVersion": "2" })).await;
    let missing: Vec<_> = early.data()["it"]["userErrors"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|e| e["path"].clone())
        .collect();
    assert_eq!(missing, [json!(["id", "capacity"]), json!(["id", "relationship"])]);
    let whole = json!({ "id": id, "input": words(), "expectedVersion": "2" });
    assert_done(&call(&writer, "recommendationWrite", whole).await);
    let accept = |version: &str| json!({ "id": id, "expectedVersion": version });
    assert_eq!(
        refusal(&call(&owner, "recommendationAccept", accept("2")).await),
        ("NOT_FOUND", json!(["id"]))
    );
    assert_done(&call(&writer, "recommendationSubmit", accept("3")).await);
    let fixed = json!({ "id": id, "input": { "text": "Other." }, "expectedVersion": "4" });
    assert_eq!(refusal(&call(&writer, "recommendationWrite", fixed).await), ("INVALID", json!(["id"])));

    // Submitted is not shown.
    let nothing = json!({ "totalCount": 0, "nodes": [] });
    for who in [&owner, &writer, &other, &app.anonymous()] {
        assert_eq!(shown(who).await, nothing);
    }
    assert_eq!(app.trace(&person.member).await.version, 1);
    let waiting = received(json!("SUBMITTED")).await;
    assert_eq!(
        (&waiting[0]["text"], &waiting[0]["author"]["displayName"]),
        (&json!("She asks the right questions."), &json!("Author"))
    );
    assert_done(&call(&owner, "recommendationAccept", accept("2")).await);
    let seen = shown(&other).await;
    assert_eq!(
        (&seen["nodes"][0]["text"], &seen["nodes"][0]["author"]["displayName"]),
        (&json!("She asks the right questions."), &json!("Author"))
    );
    assert_eq!((&seen["nodes"][0]["version"], &seen["nodes"][0]["id"]), (&Value::Null, &json!(id)));
    let nameless = shown(&app.anonymous()).await["nodes"][0].clone();
    assert_eq!(nameless["id"], json!(id));
    for field in ["author", "capacity", "relationship", "text", "writtenAt"] {
        assert_eq!(nameless[field], Value::Null, "{field}: by the author's own rules");
    }
    assert_eq!(written().await[0]["state"], json!("ACCEPTED"));
    app.assert_whole(&person.member).await;

    // Hidden by the item's own toggle, as any item; and no more wanted: its author sees what the page shows them.
    let hide = "mutation($id: ID!, $level: VisibilityLevel!) { it: visibilitySet(expectedVersion: \"2\", input: { items: [
        { id: $id, visibility: { level: $level } }] }) { userErrors { code path } } }";
    assert_done(&owner.query_with(hide, json!({ "id": id, "level": "PRIVATE" })).await);
    assert_eq!(
        (shown(&other).await, written().await[0]["state"].clone()),
        (nothing.clone(), json!("SUBMITTED"))
    );
    let decline = json!({ "id": id, "expectedVersion": "3" });
    assert_done(&call(&owner, "recommendationDecline", decline).await);
    assert_eq!(received(json!("DECLINED")).await[0]["id"], json!(id));
    let before = written().await;
    assert_eq!((&before[0]["state"], &before[0]["version"]), (&json!("SUBMITTED"), &Value::Null));
    assert_done(&call(&writer, "recommendationWithdraw", json!({ "id": id })).await);
    assert_eq!((received(Value::Null).await, written().await), (json!([]), json!([])));
    assert_eq!(
        count(&app, "recommendations WHERE recommendations::text ~ 'questions|Taught|Would'").await,
        0
    );
    app.assert_whole(&person.member).await;
    let events = told(&app, &person.member).await;
    let verbs: Vec<&str> = events.iter().filter_map(|event| event.strip_prefix("recommendation.")).collect();
    assert_eq!(verbs, ["requested", "drafted", "drafted", "submitted", "accepted", "declined", "withdrawn"]);

    // Of a pair two within 90 days.
    let reply = call(&owner, "recommendationRequest", ask.clone()).await;
    assert_done(&reply);
    let second = text(&reply.data()["it"]["received"]["id"]);
    assert_done(&call(&owner, "recommendationWithdraw", json!({ "id": second })).await);
    assert_eq!(
        refusal(&call(&owner, "recommendationRequest", ask).await),
        ("TOO_OFTEN", json!(["profileId"]))
    );
}

#[tokio::test]
async fn one_that_nobody_asked_for_is_unknown_until_it_is_submitted() {
    let app = TestApp::new().await;
    let (person, author) = (skilful(&app, 0).await, somebody(&app, "Author").await);
    let [owner, writer] = [&person.member, &author].map(|member| app.as_(member));
    let reply =
        call(&writer, "recommendationWrite", json!({ "id": person.member.id(), "input": words() })).await;
    assert_done(&reply);
    let id = text(&reply.data()["it"]["written"]["id"]);
    assert_eq!(list(&owner, RECEIVED, "recommendationsReceived", Value::Null).await, json!([]));
    let never = json!({ "id": person.member.item_id(folio_testkit::Item::Recommendation, uuid::Uuid::new_v4()), "expectedVersion": "1" });
    for name in ["recommendationAccept", "recommendationDecline"] {
        let there = call(&owner, name, json!({ "id": id, "expectedVersion": "1" })).await;
        assert_eq!(refusal(&there), ("NOT_FOUND", json!(["id"])));
        assert_eq!(there.bytes, call(&owner, name, never.clone()).await.bytes);
    }
    assert_eq!(
        refusal(&call(&owner, "recommendationWithdraw", json!({ "id": id })).await),
        ("NOT_FOUND", json!(["id"]))
    );
    // Whoever has begun isn't told of by a request either.
    assert_done(&call(&owner, "recommendationRequest", json!({ "profileId": author.id() })).await);
    assert_done(&call(&writer, "recommendationSubmit", json!({ "id": id, "expectedVersion": "1" })).await);
    let waiting = list(&owner, RECEIVED, "recommendationsReceived", json!("SUBMITTED")).await;
    assert_eq!((&waiting[0]["id"], &waiting[0]["requested"]), (&json!(id), &json!(false)));

    // Who is asked may decline, and isn't told of.
    let asked = list(&writer, WRITTEN, "recommendationsWritten", Value::Null).await;
    let request = asked
        .as_array()
        .expect("a list")
        .iter()
        .find(|one| one["state"] == "REQUESTED")
        .expect("it is there")["id"]
        .clone();
    let before = list(&owner, RECEIVED, "recommendationsReceived", json!("REQUESTED")).await;
    assert_done(&call(&writer, "recommendationDecline", json!({ "id": request })).await);
    assert_eq!(list(&owner, RECEIVED, "recommendationsReceived", json!("REQUESTED")).await, before);
    assert_eq!(app.trace(&person.member).await.version, 1);
    app.assert_whole(&person.member).await;
}

/// When somebody began, how often they wrote it anew, and whether they gave up, is theirs.
#[tokio::test]
async fn how_a_recommendation_came_to_be_is_its_authors_secret() {
    let app = TestApp::new().await;
    let (person, author, quick) =
        (skilful(&app, 0).await, somebody(&app, "Author").await, somebody(&app, "Quick").await);
    let [owner, writer, other] = [&person.member, &author, &quick].map(|member| app.as_(member));
    let begin = async |visitor: &Visitor<'_>| {
        let write = json!({ "id": person.member.id(), "input": words() });
        let reply = call(visitor, "recommendationWrite", write).await;
        assert_done(&reply);
        text(&reply.data()["it"]["written"]["id"])
    };
    let id = begin(&writer).await;
    for version in 1..4 {
        let input = json!({ "text": format!("Text {version}") });
        let again = json!({ "id": id, "input": input, "expectedVersion": version.to_string() });
        assert_done(&call(&writer, "recommendationWrite", again).await);
    }
    app.sql("UPDATE recommendations SET created_at = created_at - interval '40 days'", &[]).await;
    // By somebody who writes it at once, and hands it in before the other.
    let at_once = begin(&other).await;
    assert_done(
        &call(&other, "recommendationSubmit", json!({ "id": at_once, "expectedVersion": "1" })).await,
    );
    assert_done(&call(&writer, "recommendationSubmit", json!({ "id": id, "expectedVersion": "4" })).await);

    let document =
        "{ me { recommendationsReceived { edges { cursor } nodes { id version begunAt writtenAt } } } }";
    let reply = owner.query(document).await;
    let page = &reply.data()["me"]["recommendationsReceived"];
    let nodes = page["nodes"].as_array().expect("a list");
    assert_eq!([&nodes[0]["id"], &nodes[1]["id"]], [&json!(id), &json!(at_once)], "the newest first");
    for node in nodes {
        assert_eq!((&node["version"], &node["begunAt"]), (&json!("1"), &node["writtenAt"]));
    }
    let began = "SELECT bool_and(created_at = submitted_at) FROM recommendations";
    let began: bool = app.database.sql().await.query_one(began, &[]).await.expect("a row").get(0);
    assert!(began, "no cursor holds when it was begun");

    // What a conflict tells is what its owner did.
    for (name, version) in [("recommendationAccept", "1"), ("recommendationDecline", "0")] {
        let document = format!(
            "mutation($id: ID!, $version: Int64!) {{ it: {name}(id: $id, expectedVersion: $version) {{
                userErrors {{ code conflict {{ currentVersion changes {{ action by }} }} }} }} }}"
        );
        let stale = json!({ "id": id, "version": "0" });
        let reply = owner.query_with(&document, stale).await;
        let changes = &reply.data()["it"]["userErrors"][0]["conflict"]["changes"];
        let own = if version == "0" {
            json!([{ "action": "recommendationAccept", "by": "OWNER" }])
        } else {
            json!([])
        };
        assert_eq!(changes, &own, "{}", reply.text());
        assert_done(
            &owner
                .query_with(&document, json!({ "id": id, "version": if version == "0" { "2" } else { "1" } }))
                .await,
        );
    }
}

/// Whoever asked sees that they have asked until they have it, whatever becomes of the draft.
#[tokio::test]
async fn what_is_begun_and_given_up_looks_like_what_was_never_begun() {
    let app = TestApp::new().await;
    let (person, author) = (skilful(&app, 0).await, somebody(&app, "Author").await);
    let [owner, writer] = [&person.member, &author].map(|member| app.as_(member));
    let reply = call(&owner, "recommendationRequest", json!({ "profileId": author.id() })).await;
    let id = text(&reply.data()["it"]["received"]["id"]);
    let before = list(&owner, RECEIVED, "recommendationsReceived", Value::Null).await;
    assert_eq!(before[0]["state"], json!("REQUESTED"));
    let write = json!({ "id": id, "input": words(), "expectedVersion": "1" });
    assert_done(&call(&writer, "recommendationWrite", write).await);
    for _ in 0..2 {
        assert_done(&call(&writer, "recommendationWithdraw", json!({ "id": id })).await);
        assert_eq!(list(&owner, RECEIVED, "recommendationsReceived", Value::Null).await, before);
        let theirs = list(&writer, WRITTEN, "recommendationsWritten", Value::Null).await;
        assert_eq!((&theirs[0]["state"], &theirs[0]["text"]), (&json!("DECLINED"), &Value::Null));
    }
    assert_eq!(count(&app, "recommendations WHERE recommendations::text ~ 'questions|Taught'").await, 0);
}

/// Nobody takes away what somebody else has written.
#[tokio::test]
async fn a_draft_outlives_the_request_that_it_was_written_on() {
    let app = TestApp::new().await;
    let (person, author) = (skilful(&app, 0).await, somebody(&app, "Author").await);
    let [owner, writer] = [&person.member, &author].map(|member| app.as_(member));
    let ask = json!({ "profileId": author.id(), "message": "Would you?" });
    let withdraw = async || {
        let reply = call(&owner, "recommendationRequest", ask.clone()).await;
        assert_done(&reply);
        let id = text(&reply.data()["it"]["received"]["id"]);
        let begun = count(&app, "recommendations WHERE state = 'DRAFT'").await > 0;
        if !begun {
            let write = json!({ "id": id, "input": words(), "expectedVersion": "1" });
            assert_done(&call(&writer, "recommendationWrite", write).await);
        }
        let (statements, reply) =
            app.statements(async || call(&owner, "recommendationWithdraw", json!({ "id": id })).await).await;
        assert_done(&reply);
        statements
    };
    let begun = withdraw().await;
    let theirs = list(&writer, WRITTEN, "recommendationsWritten", Value::Null).await;
    assert_eq!(
        (&theirs[0]["state"], &theirs[0]["text"], &theirs[0]["message"]),
        (&json!("DRAFT"), &words()["text"], &Value::Null)
    );
    assert_eq!(list(&owner, RECEIVED, "recommendationsReceived", Value::Null).await, json!([]));
    // Nor does the answer tell, nor what is counted, whether there was a draft.
    assert_eq!(withdraw().await, begun);
    let often = call(&owner, "recommendationRequest", ask.clone()).await;
    assert_eq!(refusal(&often), ("TOO_OFTEN", json!(["profileId"])));
    let submit = json!({ "id": theirs[0]["id"], "expectedVersion": "1" });
    assert_done(&call(&writer, "recommendationSubmit", submit).await);
    let now = list(&owner, RECEIVED, "recommendationsReceived", Value::Null).await;
    assert_eq!((&now[0]["state"], &now[0]["requested"]), (&json!("SUBMITTED"), &json!(false)));
}

/// A draft is no pen in somebody else's books.
#[tokio::test]
async fn a_draft_is_not_written_anew_for_ever() {
    let app = TestApp::new().await;
    let (person, author) = (skilful(&app, 0).await, somebody(&app, "Author").await);
    let writer = app.as_(&author);
    let write = json!({ "id": person.member.id(), "input": words() });
    let reply = call(&writer, "recommendationWrite", write).await;
    let id = text(&reply.data()["it"]["written"]["id"]);
    app.sql("UPDATE recommendations SET version = 499", &[]).await;
    // More happened at one version than a small number counts.
    app.sql("UPDATE outbox SET ordinal = 32767 WHERE profile_id = $1", &[&person.member.profile_id]).await;
    let again = |version: &str| json!({ "id": id, "input": { "text": version }, "expectedVersion": version });
    assert_done(&call(&writer, "recommendationWrite", again("499")).await);
    let refused = call(&writer, "recommendationWrite", again("500")).await;
    assert_eq!(refusal(&refused), ("TOO_MANY", json!(["id"])));
    let mut whole = again("500");
    whole["input"] = json!({ "text": "499" });
    assert_done(&call(&writer, "recommendationWrite", whole).await);
    assert_done(&call(&writer, "recommendationSubmit", json!({ "id": id, "expectedVersion": "500" })).await);
}

/// The toggles of what an owner doesn't know of aren't there to be set.
#[tokio::test]
async fn a_draft_has_no_toggle_for_whom_it_is_about() {
    let app = TestApp::new().await;
    let (person, author) = (skilful(&app, 0).await, somebody(&app, "Author").await);
    let [owner, writer] = [&person.member, &author].map(|member| app.as_(member));
    let write = json!({ "id": person.member.id(), "input": words() });
    let reply = call(&writer, "recommendationWrite", write).await;
    let id = text(&reply.data()["it"]["written"]["id"]);
    let set = async |id: &str| {
        let document = "mutation($id: ID!) { it: visibilitySet(expectedVersion: \"1\", input: { items: [
            { id: $id, visibility: { level: PRIVATE } }] }) { userErrors { code path } } }";
        owner.query_with(document, json!({ "id": id })).await
    };
    let never = set(&person.member.item_id(folio_testkit::Item::Recommendation, uuid::Uuid::new_v4())).await;
    assert_eq!(refusal(&never).0, "NOT_FOUND");
    assert_eq!(set(&id).await.bytes, never.bytes);
    assert_done(&call(&writer, "recommendationWithdraw", json!({ "id": id })).await);
    assert_eq!(set(&id).await.bytes, never.bytes);
}
