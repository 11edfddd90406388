//! The section of media and documents (capability P11): images, documents, and videos that are elsewhere. `types.rs` is what
//! viewers see, `input.rs` what owners write, `mutations.rs` how, `door.rs` who gets an item's file; rows and SQL are in
//! `folio_db::media_items`. How a file comes to be is [`crate::uploads`]' affair.

mod door;
mod input;
mod mutations;
mod types;

pub use door::{Opened, open};
pub use input::{MAX_FILES, MediaInput, MediaSection};
pub use mutations::{MediaItemMutation, MediaItemPayload};
pub use types::{MediaItem, MediaKind};
