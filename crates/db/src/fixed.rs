//! Statements whose text never varies.

use diesel::{
    QueryResult,
    pg::Pg,
    query_builder::{AstPass, Query, QueryFragment, QueryId},
};

/// A statement that each connection prepares once, and so parses and plans once.
///
/// diesel takes the text of every UPDATE, every upsert and whatever holds a piece of SQL for one that may vary, and has it prepared
/// anew each time: one more round trip, during which nothing else on the connection is pipelined. Wrapped in this, it is
/// kept by its text. Whoever wraps a statement says that it has one text, or few: they are kept as long as the
/// connection.
pub(crate) struct Fixed<Q>(pub(crate) Q);

impl<Q: QueryFragment<Pg>> QueryFragment<Pg> for Fixed<Q> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.0.walk_ast(out)
    }

    fn is_safe_to_cache_prepared(&self, _: &Pg) -> QueryResult<bool> {
        Ok(true)
    }
}

impl<Q: Query> Query for Fixed<Q> {
    type SqlType = Q::SqlType;
}

/// Known by its text alone.
impl<Q> QueryId for Fixed<Q> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
