//! An edit while a profile is read: the newest text wins, nobody waits, and no connection is held.

use std::sync::Arc;

use folio::{
    facets::{Candidate, ExtractError, Extractor, ExtractorId, Extractors, Limits, Patterns, Task},
    jobs::Tools,
};
use folio_db::extraction::Budget;
use folio_testkit::TestApp;
use futures_util::future::BoxFuture;
use serde_json::{Value, json};
use tokio::sync::Semaphore;

use super::{add_work, agree, facets, jobs, page, set_headline, state};

/// Finds what patterns find, once it is let.
#[derive(Clone)]
struct Gate {
    arrived: Arc<Semaphore>,
    open: Arc<Semaphore>,
}

impl Gate {
    fn closed() -> Self {
        Self { arrived: Arc::new(Semaphore::new(0)), open: Arc::new(Semaphore::new(0)) }
    }

    async fn arrival(&self) {
        self.arrived.acquire().await.expect("it is never closed").forget();
    }
}

impl Extractor for Gate {
    fn id(&self) -> ExtractorId {
        ExtractorId { name: "gate".to_owned(), version: "1".to_owned() }
    }

    fn extract<'a>(&'a self, task: &'a Task) -> BoxFuture<'a, Result<Vec<Candidate>, ExtractError>> {
        Box::pin(async move {
            self.arrived.add_permits(1);
            self.open.acquire().await.expect("it is never closed").forget();
            Patterns.extract(task).await
        })
    }
}

/// Never finds anything out.
pub(super) struct Fails(pub(super) ExtractError);

impl Extractor for Fails {
    fn id(&self) -> ExtractorId {
        ExtractorId { name: "fails".to_owned(), version: "1".to_owned() }
    }

    fn extract<'a>(&'a self, _: &'a Task) -> BoxFuture<'a, Result<Vec<Candidate>, ExtractError>> {
        let error = self.0;
        Box::pin(async move { Err(error) })
    }
}

pub(super) fn with(app: &TestApp, extractor: impl Extractor) -> Tools {
    let limits = Limits { characters: 100_000, budget: Budget { installation: 1_000, profile: 1_000 } };
    Tools { extractors: Extractors::default().with_model(extractor, limits), ..app.tools() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_result_of_an_older_text_is_discarded_and_the_newest_is_read() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let owner = app.as_(&member);
    agree(&owner, Some("1")).await;
    let gate = Gate::closed();
    add_work(&owner, "{ company: \"Hooli\", title: \"Cook\", startDate: \"2021\" }").await;
    set_headline(&owner, "Nurse").await;
    let tools = with(&app, gate.clone());
    let edits = async {
        gate.arrival().await;
        assert_eq!(state(&owner).await, "RUNNING");
        set_headline(&owner, "Baker").await;
        // The first reader is still at it, and the text that it has read is no longer there.
        assert_eq!((state(&owner).await.as_str(), jobs(&app, &member).await), ("RUNNING", 1));
        assert_eq!(app.db.usage().in_use, 0, "who reads holds no connection");
        gate.open.add_permits(1);
        // The second reads the newer one; another edit comes between.
        gate.arrival().await;
        assert!(!facets(&owner).await.contains(&"ROLE Nurse".to_owned()), "the first result is discarded");
        set_headline(&owner, "Welder").await;
        gate.open.add_permits(100);
    };
    tokio::join!(app.work_with(tools), edits);
    let read = facets(&owner).await;
    let role = |name: &str| read.contains(&format!("ROLE {name}"));
    assert!(role("Welder") && role("Cook") && !role("Nurse") && !role("Baker"), "{read:?}");
    let status = page(&owner, json!({})).await["extractionStatus"].clone();
    assert_eq!((&status["state"], &status["extractor"]), (&json!("DONE"), &json!("gate")));
    assert_eq!(jobs(&app, &member).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_who_goes_while_they_are_read_leaves_nothing() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    agree(&app.as_(&member), Some("1")).await;
    add_work(&app.as_(&member), "{ company: \"Hooli\", title: \"Cook\", startDate: \"2021\" }").await;
    let gate = Gate::closed();
    let leaving = async {
        gate.arrival().await;
        app.sql("DELETE FROM users WHERE id = $1", &[&member.user_id]).await;
        gate.open.add_permits(1);
    };
    tokio::join!(app.work_with(with(&app, gate.clone())), leaving);
    let client = app.database.sql().await;
    let query = "SELECT (SELECT count(*) FROM profile_facets) + (SELECT count(*) FROM profile_extraction)";
    assert_eq!(client.query_one(query, &[]).await.expect("counted").get::<_, i64>(0), 0);
    let states = client.query("SELECT state FROM jobs", &[]).await.expect("they can be read");
    assert!(states.iter().all(|row| row.get::<_, String>(0) == "DONE"));
}

/// What the catalogue calls otherwise now, before the profile was written anew, is no text that anybody waits for.
#[tokio::test]
async fn a_skill_that_is_renamed_in_between_is_read_by_its_new_name() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let owner = app.as_(&member);
    let add = "profileSkillAdd(input: { slug: \"python\" }) { userErrors { code message path } }";
    super::change(&owner, add).await;
    app.sql("UPDATE skills SET name = 'Python (zqxxo)' WHERE slug = 'python'", &[]).await;
    app.work().await;
    assert_eq!(state(&owner).await, "DONE");
    assert_eq!(facets(&owner).await, ["SKILL Python (zqxxo)"]);
}

/// An extractor that gives up leaves nobody unread: patterns read instead, and what failed before is over.
#[tokio::test]
async fn what_fails_for_good_is_read_by_patterns() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let owner = app.as_(&member);
    agree(&owner, Some("1")).await;
    let read_by = async || page(&owner, json!({})).await["extractionStatus"]["extractor"].clone();
    set_headline(&owner, "Nurse").await;
    app.work_with(with(&app, Fails(ExtractError::Retry("NOT_TODAY")))).await;
    assert_eq!(state(&owner).await, "PENDING", "it is tried again");
    app.sql("UPDATE jobs SET run_at = now()", &[]).await;
    app.work_with(with(&app, Fails(ExtractError::Hopeless("NEVER")))).await;
    assert_eq!((state(&owner).await.as_str(), facets(&owner).await), ("DONE", vec!["ROLE Nurse".to_owned()]));
    assert_eq!(read_by().await, "patterns");

    // After the last attempt, too; a model that is there again is asked on the next day.
    set_headline(&owner, "Baker").await;
    let last = "UPDATE jobs SET max_attempts = 1 WHERE kind = 'profile.extract' AND state = 'READY'";
    app.sql(last, &[]).await;
    app.work_with(with(&app, Fails(ExtractError::Retry("NOT_TODAY")))).await;
    assert_eq!((state(&owner).await.as_str(), facets(&owner).await), ("DONE", vec!["ROLE Baker".to_owned()]));
    folio::upkeep::ask_again(&app.db, 1_000).await.expect("it can ask");
    assert_eq!(jobs(&app, &member).await, 0, "not on the same day");
    app.sql("UPDATE profile_extraction SET again_on = again_on - 1", &[]).await;
    folio::upkeep::ask_again(&app.db, 1_000).await.expect("it can ask");
    assert_eq!(jobs(&app, &member).await, 1);
    let gate = Gate::closed();
    gate.open.add_permits(1);
    app.work_with(with(&app, gate)).await;
    assert_eq!(read_by().await, "gate");

    // A job that was given up doesn't stand for a failure once another has read.
    let dead = "INSERT INTO jobs (id, kind, payload, profile_id, max_attempts, attempt, state, finished_at) \
        VALUES (gen_random_uuid(), 'profile.extract', '{}', $1, 1, 1, 'DEAD', now())";
    app.sql(dead, &[&member.profile_id]).await;
    set_headline(&owner, "Welder").await;
    app.work().await;
    let dead = "SELECT count(*) FROM jobs WHERE kind = 'profile.extract' AND state = 'DEAD'";
    let dead: i64 = app.database.sql().await.query_one(dead, &[]).await.expect("counted").get(0);
    assert_eq!((state(&owner).await.as_str(), dead), ("DONE", 0));
}

/// Of jobs for one text the first to end has read it: nobody is asked twice about it.
#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_was_read_is_not_read_again() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let owner = app.as_(&member);
    agree(&owner, Some("1")).await;
    set_headline(&owner, "Nurse").await;
    let gate = Gate::closed();
    let edits = async {
        gate.arrival().await;
        set_headline(&owner, "Baker").await;
        // Another worker reads the newer text while the first is still at it.
        let both = async {
            gate.arrival().await;
            gate.open.add_permits(2);
        };
        tokio::join!(app.work_with(with(&app, gate.clone())), both);
    };
    tokio::join!(app.work_with(with(&app, gate.clone())), edits);
    assert_eq!((state(&owner).await.as_str(), facets(&owner).await), ("DONE", vec!["ROLE Baker".to_owned()]));
    assert_eq!(gate.arrived.available_permits(), 0, "nobody was asked a third time");

    // Jobs that are left over from an outage find it done.
    let left = "INSERT INTO jobs (id, kind, payload, profile_id, max_attempts) \
        SELECT gen_random_uuid(), 'profile.extract', json_build_object('profileId', $1::uuid), $1, 20 \
        FROM generate_series(1, 3)";
    app.sql(left, &[&member.profile_id]).await;
    gate.open.add_permits(3);
    app.work_with(with(&app, gate.clone())).await;
    assert_eq!((gate.arrived.available_permits(), jobs(&app, &member).await), (0, 0));
}

const FOLLOW: &str = "subscription { pipelineStatus { stages { stage state } } }";

#[tokio::test(flavor = "multi_thread")]
async fn the_pipeline_moves_live() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let owner = app.as_(&member);
    agree(&owner, Some("1")).await;
    let mut socket = owner.socket().await;
    socket.subscribe("1", FOLLOW, Value::Null).await;
    let gate = Gate::closed();
    let mut stages = Vec::new();
    let extraction = |data: Value| {
        let stages = data["pipelineStatus"]["stages"].as_array().expect("stages").clone();
        let stage =
            stages.into_iter().find(|stage| stage["stage"] == "EXTRACTION").expect("the stage is there");
        stage["state"].as_str().expect("a state").to_owned()
    };
    stages.push(extraction(socket.data("1").await));
    set_headline(&owner, "Nurse").await;
    stages.push(extraction(socket.data("1").await));
    let following = async {
        gate.arrival().await;
        stages.push(extraction(socket.data("1").await));
        gate.open.add_permits(1);
        stages.push(extraction(socket.data("1").await));
    };
    tokio::join!(app.work_with(with(&app, gate.clone())), following);
    assert_eq!(stages, ["IDLE", "PENDING", "RUNNING", "IDLE"]);
}
