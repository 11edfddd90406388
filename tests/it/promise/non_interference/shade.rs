//! Somebody who has spoken of the profile's owner and isn't there for the viewer: what they are called, how they stand, and what
//! they said is hidden, but that they are counted.

use folio_policy::ProfileState;
use folio_testkit::{Member, TestApp};

use super::scene::Scene;
use crate::promise::cast::Viewer;

/// The states in which somebody isn't there for a viewer: who is signed out doesn't see whose public address is off.
fn states(viewer: &Viewer) -> [ProfileState; 2] {
    let other = if viewer.relation.signed_in { ProfileState::Suspended } else { ProfileState::Active };
    [ProfileState::Deactivated, other]
}

/// Somebody who isn't there for the viewer.
pub(super) async fn of(app: &TestApp, viewer: &Viewer) -> Member {
    let [_, state] = states(viewer);
    app.member().named("Nobody whom you see").state(state).create().await
}

impl Scene<'_> {
    /// Something of theirs is another.
    pub(super) async fn unseen(&mut self) -> bool {
        let (shade, text) = (self.shade.profile_id, self.fresh());
        let state = self.random.pick(&states(self.viewer)).name();
        let called = format!("UPDATE profiles SET state = '{state}' WHERE id = $1 AND $2::text IS NOT NULL");
        let statement = *self.random.pick(&[
            "UPDATE profiles SET display_name = $2, headline = $2, about = $2 WHERE id = $1",
            "UPDATE users SET email = $2 WHERE id = (SELECT user_id FROM profiles WHERE id = $1)",
            "UPDATE endorsements SET note = $2, relationship = $2, capacity = 'MENTOR' WHERE endorser_id = $1",
            "UPDATE recommendations SET text = $2, relationship = $2 WHERE author_id = $1",
            called.as_str(),
        ]);
        // Makes the owner's snapshot anew, too.
        self.sql(statement, &[&shade, &text]).await;
        self.app.refresh(&self.shade).await;
        self.app.publish(&self.shade);
        self.app.publish(&self.subject);
        true
    }
}
