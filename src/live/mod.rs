//! The live edge's wake-ups: who learns that a profile has changed, and nothing of what (capability E3).
//!
//! A wake-up carries no data and no decision. Whoever is woken reads and decides anew, so a wake-up too many costs one
//! read, and one that is late shows nothing old. What may not happen is that one is missed: so a subscriber subscribes
//! first and reads then.
//!
//! Several changes that nobody had time to look at are one wake-up: there is no queue that could grow.
//!
//! Reading order: [`Hub`], `local.rs` (who is woken), `reader.rs` (reading anew, for all of them together), `work.rs`
//! (the same for how work stands), `shown.rs` (what
//! a client knows, and what is new to it), `cursor.rs` (how it brings that back).

use std::time::Duration;

use folio_db::feed::Event;
use uuid::Uuid;

mod cursor;
mod local;
mod reader;
mod sessions;
mod shown;
mod work;

pub use cursor::CursorSeal;
pub use local::{Changes, LocalHub};
pub use reader::{ReadPage, Reader, Reading};
pub use sessions::SessionEnd;
pub use shown::{Difference, Shown, mark};
pub use work::next_look;

/// Where writers tell that a profile has changed, and where subscribers hear of it.
pub trait Hub: Send + Sync + 'static {
    /// Wakes the subscribers of a profile, which is at this version now; those who were woken for that version already
    /// are left alone, and everybody is woken where the version isn't known. Called after the change is committed, never
    /// before: a subscriber that reads at once must find it. Never waits.
    fn publish(&self, profile_id: Uuid, version: Option<i64>);

    /// Tells what the feed has told, in its order: thin events, which say that something has happened and not what stands
    /// now. Never waits.
    fn announce(&self, events: &[Event]) {
        for event in events {
            self.publish(event.profile_id, Some(event.version));
        }
    }

    /// Wakes everybody: where it isn't known what they have missed.
    fn wake_all(&self);

    /// The changes of a profile from now on. Any id will do; one that belongs to nobody is never published.
    fn subscribe(&self, profile_id: Uuid) -> Changes;

    /// Tells whatever is open under this session that it has ended. Called for every process, by the feed. Never waits.
    fn end_session(&self, key: Uuid);

    /// The end of a session, from now on; one that has ended within [`Self::sessions_remembered`] has ended already. The key
    /// is [`folio_db::Db::session_key`]'s.
    fn session(&self, key: Uuid) -> SessionEnd;

    /// For how long the end of a session is remembered: longer than a token of it is good for.
    fn sessions_remembered(&self) -> Duration;
}
