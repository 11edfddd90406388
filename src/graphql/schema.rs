//! The schema: built once, and written out with the matrix's directives.

use std::sync::Arc;

use async_graphql::{Data, EmptySubscription, SDLExportOptions, Schema};
use folio_db::Db;

use super::{
    cost::{MAX_COST, MAX_DEPTH},
    loader,
    mutation::Mutation,
    query::Query,
    session::Session,
};
use crate::{auth::Identity, privacy::directive};

/// Folio's schema.
pub type FolioSchema = Schema<Query, Mutation, EmptySubscription>;

/// Whether the schema tells about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Introspection {
    /// Introspection and "did you mean" suggestions: development.
    Open,
    /// Neither: production.
    Closed,
}

/// Builds the schema. No extension: each makes execution about 1.8 times slower, so metrics and masking stand around
/// it, at the edge.
#[must_use]
pub fn build(introspection: Introspection) -> FolioSchema {
    let builder = Schema::build(Query::default(), Mutation::default(), EmptySubscription)
        .limit_depth(MAX_DEPTH)
        .limit_complexity(MAX_COST);
    match introspection {
        Introspection::Open => builder.finish(),
        Introspection::Closed => builder.disable_introspection().disable_suggestions().finish(),
    }
}

/// The schema in its definition language, sorted, with `@visibility` on every governed field: what `schema.graphql`
/// holds.
#[must_use]
pub fn sdl() -> String {
    let options =
        SDLExportOptions::new().sorted_fields().sorted_arguments().sorted_enum_items().include_specified_by();
    directive::annotate(&build(Introspection::Open).sdl_with_options(options))
}

/// What each request carries into the schema: its session and its loader.
#[must_use]
pub fn request_data(db: &Db, identity: Option<Identity>) -> Data {
    let session = Arc::new(Session::new(db.clone(), identity));
    let mut data = Data::default();
    data.insert(loader::pages(Arc::clone(&session)));
    data.insert(session);
    data
}
