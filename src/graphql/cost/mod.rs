//! What an operation costs, known before it runs.
//!
//! Every field costs 1, what it takes to ask for it ([`Rules::asked`]) and what is made for it ([`Rules::made`]), and a list its items, each as dear as what is asked of
//! it. The prices are data: the schema says which fields are lists, and [`Rules`] how long they may be. A list without a
//! rule counts as the longest there is, and [`PriceList::problems`] names it.
//!
//! Reading order: [`PriceList`] (what each field costs), `walk` (a document's [`Bills`]), `bill` (adding it up for given
//! variables, at each request). What the document guard refuses and what budgets are charged is this one number.
//!
//! Arithmetic saturates and page sizes are clamped, so that no argument can overflow, underflow or buy more than it
//! says. What a `@skip` leaves out is paid for all the same.

mod bill;
mod price_list;
#[cfg(test)]
mod tests;
mod walk;

pub(crate) use walk::Bills;

pub use price_list::{PriceList, Rules, Times};

/// The most items in one page of any list.
pub const MAX_PAGE: usize = 100;
/// The page size when the client gives none.
pub const DEFAULT_PAGE: usize = 20;
/// The most that one operation may cost.
pub const MAX_COST: usize = 10_000;
/// The deepest that an operation may nest; the standard introspection query needs 14.
pub const MAX_DEPTH: usize = 16;

/// What opening one profile costs beside its fields: a statement, decoding the row and building the view, whatever is
/// asked of it.
pub const PROFILE: usize = 10;
/// What a mutation costs beside what it answers: a transaction that reads the profile, writes, makes the snapshot anew
/// and waits for the disk takes what some five pages do (benches/README.md). Priced below that, so that a document may
/// hold several; nobody has more than one at work anyway.
pub const WRITE: usize = 50 * PROFILE;
