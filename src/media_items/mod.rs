//! The section of media and documents (capability P11): images, documents, and videos that are elsewhere. `types.rs` is what
//! viewers see, `input.rs` what owners write, `mutations.rs` how, `attach.rs` how other items show some of them, `door.rs` who gets an item's file; rows and SQL are in
//! `folio_db::media_items`. How a file comes to be is [`crate::uploads`]' affair.

mod attach;
mod door;
mod input;
mod mutations;
mod types;

pub use attach::MAX_ATTACHED;
pub(crate) use attach::attach;
pub use door::{Opened, open};
pub use input::{MAX_FILES, MediaInput, MediaSection};
pub use mutations::{MediaItemMutation, MediaItemPayload};
pub use types::{MediaItem, MediaKind};
