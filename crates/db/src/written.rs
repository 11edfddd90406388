//! Queries whose text is written once.
//!
//! Diesel writes a query's text and collects its columns anew each time that it is run, several times over. For what every
//! page asks that takes more of the server than to read the answer (benches/README.md). A [`Text`] is written by Diesel too, from
//! a query that the compiler has checked, but only the first time.

use std::{marker::PhantomData, sync::OnceLock};

use diesel::{
    QueryResult, RunQueryDsl,
    pg::{Pg, PgQueryBuilder},
    query_builder::{AstPass, Query, QueryBuilder, QueryFragment, QueryId},
    serialize::ToSql,
    sql_types::HasSqlType,
};

/// A text with one value in it.
pub(crate) trait Text: QueryId + 'static {
    /// The value's type in SQL.
    type Value: 'static;
    /// The rows' type in SQL.
    type Row;

    /// Where the text is kept.
    fn kept() -> &'static OnceLock<String>;

    /// The text, from a query with any value.
    fn write() -> String;
}

/// The text of a query, with `$1` where its value stands.
pub(crate) fn text_of(query: &impl QueryFragment<Pg>) -> String {
    let mut builder = PgQueryBuilder::default();
    // Fails only for what is no SQL at all, which the first query of a text would show.
    query.to_sql(&mut builder, &Pg).expect("a query can be written");
    builder.finish()
}

/// A text with its value.
#[derive(Debug)]
pub(crate) struct Written<T, V> {
    value: V,
    text: PhantomData<T>,
}

impl<T, V> Written<T, V> {
    /// The query.
    pub(crate) const fn with(value: V) -> Self {
        Self { value, text: PhantomData }
    }
}

impl<T: Text, V> Query for Written<T, V> {
    type SqlType = T::Row;
}

impl<T: Text, V> QueryId for Written<T, V> {
    type QueryId = T::QueryId;
    const HAS_STATIC_QUERY_ID: bool = T::HAS_STATIC_QUERY_ID;
}

impl<T, V, C> RunQueryDsl<C> for Written<T, V> {}

impl<T, V> QueryFragment<Pg> for Written<T, V>
where
    T: Text,
    V: ToSql<T::Value, Pg>,
    Pg: HasSqlType<T::Value>,
{
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        const VALUE: &str = "$1";
        let text = T::kept().get_or_init(T::write);
        let (before, after) = text.split_once(VALUE).unwrap_or((text, ""));
        pass.push_sql(before);
        pass.push_bind_param::<T::Value, V>(&self.value)?;
        pass.push_sql(after);
        Ok(())
    }
}

/// Declares a [`Text`]: `text!(Name(type of the value in SQL) gives the_query_without_it = the query with any value)`.
macro_rules! text {
    ($(#[$doc:meta])* $name:ident($value:ty) gives $rows:ty = $query:expr) => {
        $(#[$doc])*
        #[derive(Debug, diesel::query_builder::QueryId)]
        struct $name;

        impl $crate::written::Text for $name {
            type Value = $value;
            type Row = <$rows as diesel::query_builder::AsQuery>::SqlType;

            fn kept() -> &'static std::sync::OnceLock<String> {
                static KEPT: std::sync::OnceLock<String> = std::sync::OnceLock::new();
                &KEPT
            }

            fn write() -> String {
                $crate::written::text_of(&$query)
            }
        }
    };
}

pub(crate) use text;
