//! Somebody who follows all the while: what is hidden from them sends them nothing, and costs them nothing to come back.

use folio_testkit::{Member, Socket, TestApp};
use serde_json::{Value, json};

use super::scene::Scene;
use crate::promise::cast::Viewer;

/// What is followed, and its selection.
const PAGE: &str =
    "subscription($id: ID!) { profileChanged(profileId: $id) { profile { id displayName headline about
    badges { totalCount nodes { id position } } education { totalCount } } } }";
const BADGES: &str = "subscription($id: ID!, $after: String) { badgeEvents(profileId: $id, after: $after) {
    kind cursor badges { id evidenceText position version badge { name } }
    events { type id award { id evidenceText status } } } }";

/// A viewer with a socket on which they follow a profile.
pub(super) struct Following {
    socket: Socket,
    id: String,
    /// Of the badges; `None` if there is no profile for the viewer.
    cursor: Option<Value>,
}

impl Following {
    /// Begins, and takes in the present.
    pub(super) async fn begin(app: &TestApp, viewer: &Viewer, subject: &Member) -> Self {
        let mut socket = viewer.at(app).socket().await;
        let id = subject.id();
        let mut cursor = None;
        for (operation, document) in [("page", PAGE), ("badges", BADGES)] {
            socket.subscribe(operation, document, json!({ "id": id })).await;
            // The other one has nothing to say, since nothing changes.
            let message = socket.next().await;
            assert_eq!(message["id"], operation, "{message}");
            if operation == "badges" && message["type"] == "next" {
                cursor = Some(message["payload"]["data"]["badgeEvents"]["cursor"].clone());
            }
            assert_eq!(message["type"], if message["type"] == "next" { "next" } else { "complete" });
        }
        Self { socket, id, cursor }
    }

    /// Makes sure that nothing has come since, and that nothing is told to one who comes back.
    pub(super) async fn nothing_came(mut self, seed: u64, scene: &Scene<'_>) {
        scene.app.publish(&scene.subject);
        // Each answer is of a reading that began after all that was before: whatever is to come of that comes before the
        // second one.
        for operation in ["once", "twice"] {
            let variables = json!({ "id": self.id, "after": self.cursor });
            self.socket.subscribe(operation, BADGES, variables).await;
            let message = self.socket.next().await;
            assert_eq!(message["id"], operation, "seed {seed}: something else came: {message}\n{scene}");
            let Some(cursor) = &mut self.cursor else {
                assert_eq!(message["type"], "complete", "seed {seed}: {message}\n{scene}");
                continue;
            };
            let told = &message["payload"]["data"]["badgeEvents"];
            let nothing = (&json!("EVENTS"), &json!([]));
            assert_eq!((&told["kind"], &told["events"]), nothing, "seed {seed}: {message}\n{scene}");
            *cursor = told["cursor"].clone();
        }
    }
}
