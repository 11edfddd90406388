//! Who follows a profile hears of what is said of its owner, as far as whoever says it is there for them.

use folio_testkit::{Member, TestApp};
use serde_json::{Value, json};

use super::{accepted, skilful, somebody};

const FOLLOW: &str = "subscription($id: ID!) { profileChanged(profileId: $id) { profile { skills { nodes {
    endorsements { nodes { note endorser { displayName } } } } } } } }";

/// Whoever is there for the viewer is heard, and nobody hears that somebody else says something else, not even by an event in which
/// nothing is new.
#[tokio::test]
async fn what_is_said_otherwise_is_told_to_those_who_see_who_says_it() {
    let app = TestApp::new().await;
    let person = skilful(&app, 1).await;
    let (seen, unseen) = (somebody(&app, "Seen").await, somebody(&app, "Unseen").await);
    for endorser in [&unseen, &seen] {
        accepted(&app, endorser, &person, 0).await;
    }
    app.sql("UPDATE profiles SET state = 'DEACTIVATED' WHERE id = $1", &[&unseen.profile_id]).await;
    let viewer = app.member().create().await;
    let mut socket = app.as_(&viewer).socket().await;
    socket.subscribe("1", FOLLOW, json!({ "id": person.member.id() })).await;
    let shown = |data: Value| {
        data["profileChanged"]["profile"]["skills"]["nodes"][0]["endorsements"]["nodes"].clone()
    };
    let nobody = json!({ "note": null, "endorser": null });
    let said = |note: &str| json!({ "note": note, "endorser": { "displayName": "Seen" } });
    assert_eq!(shown(socket.data("1").await), json!([said("Knows it by heart."), nobody]));

    let says = async |endorser: &Member, note: &str| {
        app.sql("UPDATE endorsements SET note = $2 WHERE endorser_id = $1", &[&endorser.profile_id, &note])
            .await;
        app.refresh(&person.member).await;
        app.publish(&person.member);
    };
    says(&unseen, "Nobody hears it").await;
    // Each answer is of a reading that began after all that was before: what is to come of that comes before the second one.
    for once_more in ["2", "3"] {
        socket.subscribe(once_more, FOLLOW, json!({ "id": person.member.id() })).await;
        assert_eq!(socket.next().await["id"], once_more);
        socket.send(json!({ "id": once_more, "type": "complete" })).await;
    }
    says(&seen, "And teaches it").await;
    assert_eq!(shown(socket.data("1").await), json!([said("And teaches it"), nobody]));
}
