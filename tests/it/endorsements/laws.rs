//! The laws of what happens between two people: who may, versions, idempotency, and what is left behind.

use folio_policy::ProfileState;
use folio_testkit::{Item, Member, Reply, TestApp, Visitor};
use futures_util::future::join_all;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{OF_TWO, Skilful, assert_done, call, endorsed, peer, refusal, skilful, somebody, text};

/// The one it is said of, the one who says it, and what each of the mutations needs to find there.
struct Two {
    person: Skilful,
    speaker: Member,
    endorsement: String,
    draft: String,
    submitted: String,
}

/// With a skill that is endorsed and one that isn't, a draft, and a recommendation by somebody else that is submitted.
async fn two(app: &TestApp) -> Two {
    let (person, speaker, other) =
        (skilful(app, 2).await, somebody(app, "Speaker").await, somebody(app, "Other").await);
    let endorsement = endorsed(&app.as_(&speaker), &person.skill(0)).await;
    let write = json!({ "id": person.member.id(),
        "input": { "capacity": "PEER", "relationship": "Friends", "text": "Good." } });
    let draft = call(&app.as_(&speaker), "recommendationWrite", write.clone()).await;
    let submitted = call(&app.as_(&other), "recommendationWrite", write).await;
    let [draft, submitted] = [draft, submitted].map(|reply| text(&reply.data()["it"]["written"]["id"]));
    let submit = json!({ "id": submitted, "expectedVersion": "1" });
    assert_done(&call(&app.as_(&other), "recommendationSubmit", submit).await);
    Two { person, speaker, endorsement, draft, submitted }
}

impl Two {
    /// Who does it.
    fn caller(&self, name: &str) -> &Member {
        match name {
            "endorsementDecide"
            | "recommendationRequest"
            | "recommendationAccept"
            | "recommendationDecline" => &self.person.member,
            _ => &self.speaker,
        }
    }

    /// Arguments that it takes; other ones for each number.
    async fn valid(&self, app: &TestApp, name: &str, number: usize) -> Value {
        match name {
            "skillEndorse" => {
                let mut input = peer();
                input["note"] = json!(format!("Note {number}"));
                json!({ "skillId": self.person.skill(1), "input": input })
            }
            "endorsementWithdraw" => json!({ "id": self.endorsement }),
            "endorsementDecide" => {
                let decision = ["ACCEPT", "HIDE", "DECLINE"][number % 3];
                json!({ "id": self.endorsement, "decision": decision, "expectedVersion": "1" })
            }
            "recommendationRequest" => {
                let asked = somebody(app, "Asked").await;
                json!({ "profileId": asked.id(), "message": format!("Message {number}") })
            }
            "recommendationWrite" => {
                let input = json!({ "text": format!("Text {number}") });
                json!({ "id": self.draft, "input": input, "expectedVersion": "1" })
            }
            "recommendationSubmit" => json!({ "id": self.draft, "expectedVersion": "1" }),
            "recommendationAccept" | "recommendationDecline" => {
                json!({ "id": self.submitted, "expectedVersion": "1" })
            }
            "recommendationWithdraw" => json!({ "id": self.draft }),
            other => panic!("{other}"),
        }
    }

    /// The same of what never was.
    fn never(name: &str, valid: &Value) -> Value {
        let mut never = valid.clone();
        let nobody = Uuid::new_v4();
        let id = |kind| {
            folio::graphql::id::GlobalId::Item { kind, profile: nobody, item: Uuid::new_v4() }.encode().0
        };
        match name {
            "skillEndorse" => never["skillId"] = json!(id(Item::ProfileSkill)),
            "recommendationRequest" => {
                never["profileId"] = json!(folio::graphql::id::GlobalId::Profile(nobody).encode().0);
            }
            name if name.starts_with("endorsement") => {
                let id = folio::graphql::id::GlobalId::Endorsement { profile: nobody, id: Uuid::new_v4() };
                never["id"] = json!(id.encode().0);
            }
            _ => never["id"] = json!(id(Item::Recommendation)),
        }
        never
    }
}

fn keyed(mut variables: Value, key: &str) -> Value {
    variables["idempotencyKey"] = json!(key);
    variables
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_does_it_and_what_is_not_theirs_is_answered_as_what_never_was() {
    let app = TestApp::new().await;
    let bystander = somebody(&app, "Bystander").await;
    for name in OF_TWO {
        let two = two(&app).await;
        let valid = two.valid(&app, name, 0).await;
        let before = app.trace(&two.person.member).await;
        let reply = call(&app.anonymous(), name, valid.clone()).await;
        assert_eq!(reply.code(), "UNAUTHENTICATED", "{name}");
        let never = Two::never(name, &valid);
        let unknown = call(&app.as_(two.caller(name)), name, never.clone()).await;
        assert_eq!(refusal(&unknown).0, "NOT_FOUND", "{name}");
        if !["skillEndorse", "recommendationRequest"].contains(&name) {
            for visitor in [
                app.as_(&bystander),
                app.as_(if two.caller(name).user_id == two.speaker.user_id {
                    &two.person.member
                } else {
                    &two.speaker
                }),
            ] {
                let theirs = call(&visitor, name, valid.clone()).await;
                let never = call(&visitor, name, never.clone()).await;
                let code = refusal(&theirs).0.to_owned();
                // One's own: nobody endorses themselves.
                assert!(["NOT_FOUND", "INVALID"].contains(&code.as_str()), "{name}: {}", theirs.text());
                assert!(code == "INVALID" || theirs.bytes == never.bytes, "{name}: {}", theirs.text());
            }
        }
        assert_eq!(app.trace(&two.person.member).await, before, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_not_active_does_nothing() {
    let app = TestApp::new().await;
    for name in OF_TWO {
        let two = two(&app).await;
        let valid = two.valid(&app, name, 0).await;
        let caller = two.caller(name);
        let state = ProfileState::Suspended.name();
        app.sql("UPDATE profiles SET state = $2 WHERE id = $1", &[&caller.profile_id, &state]).await;
        let before = app.trace(&two.person.member).await;
        let reply = call(&app.as_(caller), name, valid).await;
        assert_eq!(refusal(&reply), ("READ_ONLY", json!([])), "{name}");
        assert_eq!(app.trace(&two.person.member).await, before, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_version_changes_nothing() {
    let app = TestApp::new().await;
    for name in [
        "endorsementDecide",
        "recommendationWrite",
        "recommendationSubmit",
        "recommendationAccept",
        "recommendationDecline",
    ] {
        let two = two(&app).await;
        let mut valid = two.valid(&app, name, 0).await;
        valid["expectedVersion"] = json!("7");
        let before = app.trace(&two.person.member).await;
        let reply = call(&app.as_(two.caller(name)), name, valid).await;
        assert_eq!(refusal(&reply), ("CONFLICT", json!(["expectedVersion"])), "{name}");
        // What has changed is told to the one whose profile it is.
        let conflict = &reply.data()["it"]["userErrors"][0]["conflict"];
        assert_eq!(conflict.is_null(), two.caller(name).user_id == two.speaker.user_id, "{name}: {conflict}");
        assert_eq!(app.trace(&two.person.member).await, before, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_done_leaves_one_row_of_each_kind_and_a_repeat_none() {
    let app = TestApp::new().await;
    for name in OF_TWO {
        let two = two(&app).await;
        let valid = keyed(two.valid(&app, name, 0).await, "a-key");
        let visitor = app.as_(two.caller(name));
        let rows = async || {
            let count = "SELECT (SELECT count(*) FROM audit_log WHERE profile_id = $1),
                (SELECT count(*) FROM outbox WHERE profile_id = $1 AND event_type <> 'strength.changed')";
            let sql = app.database.sql().await;
            let row = sql.query_one(count, &[&two.person.member.profile_id]).await.expect("a row");
            (row.get::<_, i64>(0), row.get::<_, i64>(1))
        };
        let before = rows().await;
        let first = call(&visitor, name, valid.clone()).await;
        assert_done(&first);
        assert_eq!(rows().await, (before.0 + 1, before.1 + 1), "{name}");
        let trace = app.trace(&two.person.member).await;
        let shows = matches!(name, "endorsementDecide" | "recommendationAccept");
        assert_eq!((trace.version, trace.action.as_deref()), (if shows { 2 } else { 1 }, Some(name)));
        let actor =
            "SELECT actor_kind, actor_id FROM audit_log WHERE profile_id = $1 ORDER BY id DESC LIMIT 1";
        let row =
            app.database.sql().await.query_one(actor, &[&two.person.member.profile_id]).await.expect("a row");
        let caller = two.caller(name);
        let kind = if caller.user_id == two.speaker.user_id { "MEMBER" } else { "OWNER" };
        assert_eq!((row.get::<_, &str>(0), row.get::<_, Uuid>(1)), (kind, caller.user_id), "{name}");

        let repeats: Vec<Reply> = join_all((0..3).map(|_| call(&visitor, name, valid.clone()))).await;
        assert!(repeats.iter().all(|reply| reply.text() == first.text()), "{name}: {repeats:?}");
        // Another request with the same key.
        let mut other = two.valid(&app, name, 1).await;
        match name {
            "skillEndorse" | "endorsementDecide" | "recommendationRequest" | "recommendationWrite" => {}
            "endorsementWithdraw" | "recommendationWithdraw" => other = Value::Null,
            _ => other["expectedVersion"] = json!("9"),
        }
        if !other.is_null() {
            let other = call(&visitor, name, keyed(other, "a-key")).await;
            assert_eq!(refusal(&other).0, "IDEMPOTENCY_KEY_REUSED", "{name}");
        }
        assert_eq!(app.trace(&two.person.member).await, trace, "{name}");
        app.assert_whole(&two.person.member).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_decide_at_once_one_is_told() {
    let app = TestApp::new().await;
    let two = two(&app).await;
    let visitor: Visitor<'_> = app.as_(&two.person.member);
    let variables =
        [two.valid(&app, "endorsementDecide", 0).await, two.valid(&app, "endorsementDecide", 1).await];
    let replies = join_all(variables.map(|variables| call(&visitor, "endorsementDecide", variables))).await;
    let (won, lost): (Vec<_>, Vec<_>) =
        replies.iter().partition(|reply| reply.data()["it"]["userErrors"] == json!([]));
    assert_eq!((won.len(), lost.len()), (1, 1), "{replies:?}");
    assert_eq!(refusal(lost[0]).0, "CONFLICT");
    let conflict = &lost[0].data()["it"]["userErrors"][0]["conflict"];
    assert_eq!(conflict["changes"][0]["action"], json!("endorsementDecide"), "{conflict}");
    app.assert_whole(&two.person.member).await;
}
