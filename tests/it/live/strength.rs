//! `strengthChanged`: the meter of one's own profile moves with it.

use folio_db::profiles::{self, ProfilePatch};
use folio_testkit::{Member, Socket, TestApp};
use serde_json::{Value, json};

const FOLLOW: &str = "subscription($after: String) { strengthChanged(after: $after) {
    kind cursor strength { score factors { key earned } nextStep { key } } } }";

async fn follow(app: &TestApp, member: &Member, after: Option<&Value>) -> Socket {
    let mut socket = app.as_(member).socket().await;
    socket.subscribe("1", FOLLOW, json!({ "after": after })).await;
    socket
}

async fn next(socket: &mut Socket) -> Value {
    socket.data("1").await["strengthChanged"].take()
}

async fn edit(app: &TestApp, member: &Member, patch: ProfilePatch) {
    app.change(member, async |profile| profiles::update(profile, &patch).await.expect("it can be written"))
        .await;
    app.publish(member);
}

fn headline(text: Option<&str>) -> ProfilePatch {
    ProfilePatch { headline: Some(text.map(ToOwned::to_owned)), ..ProfilePatch::default() }
}

#[tokio::test]
async fn the_meter_moves_with_the_profile() {
    let app = TestApp::new().await;
    let owner = app.member().role(folio_policy::Role::Student).create().await;
    // Whoever was there before strength was is scored by the next write.
    edit(
        &app,
        &owner,
        ProfilePatch { pronouns: Some(Some("they/them".to_owned())), ..ProfilePatch::default() },
    )
    .await;
    let mut socket = follow(&app, &owner, None).await;
    let first = next(&mut socket).await;
    assert_eq!(first["kind"], "STATE", "{first}");
    edit(&app, &owner, headline(Some("Backend engineer who mentors on Fridays"))).await;
    let second = next(&mut socket).await;
    assert_eq!(second["kind"], "EVENTS");
    let score = |message: &Value| message["strength"]["score"].as_i64().expect("a score");
    assert!(score(&second) > score(&first), "{first} {second}");

    // A change that earns nothing is no event; the way back is the next one.
    edit(
        &app,
        &owner,
        ProfilePatch { timezone: Some("Europe/Berlin".to_owned()), ..ProfilePatch::default() },
    )
    .await;
    edit(&app, &owner, headline(None)).await;
    let third = next(&mut socket).await;
    assert_eq!((&third["kind"], &third["strength"]), (&json!("EVENTS"), &first["strength"]));

    // Who comes back with the last cursor has missed nothing, with an older one the difference.
    let mut up_to_date = follow(&app, &owner, Some(&third["cursor"])).await;
    let mut behind = follow(&app, &owner, Some(&second["cursor"])).await;
    assert_eq!(next(&mut behind).await["strength"], first["strength"]);
    let mut lost = follow(&app, &owner, Some(&json!("x"))).await;
    assert_eq!(next(&mut lost).await["kind"], "RESYNC");
    edit(&app, &owner, headline(Some("Backend engineer once more"))).await;
    let moved = next(&mut up_to_date).await;
    assert_eq!((&moved["kind"], score(&moved)), (&json!("EVENTS"), score(&second)));
}

#[tokio::test]
async fn strength_is_its_owners_alone() {
    let app = TestApp::new().await;
    let mut socket = app.anonymous().socket().await;
    socket.subscribe("1", FOLLOW, Value::Null).await;
    let message = socket.next().await;
    assert_eq!(message["payload"]["errors"][0]["extensions"]["code"], "UNAUTHENTICATED", "{message}");
    socket.completed("1").await;

    // A cursor of somebody else's is none.
    let (one, other) = (app.member().create().await, app.member().create().await);
    let cursor = next(&mut follow(&app, &one, None).await).await["cursor"].take();
    assert_eq!(next(&mut follow(&app, &other, Some(&cursor)).await).await["kind"], "RESYNC");
}
