//! Runs operations, and holds their documents against GraphQL's rules no more often than needed.
//!
//! Clients send the same few documents over and over, and to find out that one keeps the rules (fields that exist, arguments
//! of the right types, and twenty more) costs a good part of what a page does (benches/README.md). async-graphql looks anew at
//! each request. So there are two schemas of the same types: one that only looks, and one that only runs what the other let
//! pass. What was looked at once isn't again if nothing in it can have changed: see [`Validity`].

use std::{
    any::{Any, TypeId},
    sync::Arc,
};

use async_graphql::{
    CacheControl, Data, Executor, Request, Response, ServerError, ValidationResult,
    async_trait::async_trait,
    extensions::{Extension, ExtensionContext, ExtensionFactory, NextExecute, NextValidation},
};
use futures_util::{
    FutureExt, StreamExt,
    stream::{self, BoxStream},
};

use super::{
    batches,
    guard::Validity,
    hints,
    loader::Pages,
    schema::{FolioSchema, Introspection},
};

/// The schema as operations are run on it.
#[derive(Clone)]
pub struct FolioExecutor {
    rules: FolioSchema,
    schema: FolioSchema,
    introspection: Introspection,
}

impl FolioExecutor {
    /// `rules` never runs anything, see [`NothingRuns`], and `schema` runs what it is given.
    pub(super) const fn new(rules: FolioSchema, schema: FolioSchema, introspection: Introspection) -> Self {
        Self { rules, schema, introspection }
    }

    /// The schema that runs what keeps the rules.
    #[must_use]
    pub const fn schema(&self) -> &FolioSchema {
        &self.schema
    }

    /// What a request is answered whose document breaks the rules.
    async fn refusal(&self, request: &mut Request) -> Option<Response> {
        let validity = datum::<Validity>(request);
        if validity.as_ref().is_some_and(Validity::is_known) {
            return None;
        }
        let mut looked_at = Request::new(request.query.as_str()).variables(request.variables.clone());
        looked_at.operation_name.clone_from(&request.operation_name);
        // One that does not parse is told so by whoever reads it next.
        if let Ok(document) = request.parsed_query() {
            looked_at.set_parsed_query(document.clone());
        }
        let mut response = self.rules.execute(looked_at).await;
        if !response.errors.is_empty() {
            for error in &mut response.errors {
                hints::add_to(&mut error.message, self.introspection);
            }
            return Some(response);
        }
        if let Some(validity) = validity {
            validity.know();
        }
        None
    }
}

/// What was put into a request for its resolvers.
fn datum<T: Any + Clone>(request: &Request) -> Option<T> {
    request.data.get(&TypeId::of::<T>())?.downcast_ref::<T>().cloned()
}

impl Executor for FolioExecutor {
    async fn execute(&self, mut request: Request) -> Response {
        if let Some(refused) = self.refusal(&mut request).await {
            return refused;
        }
        match datum::<Arc<Pages>>(&request) {
            Some(pages) => batches::drive(&*pages, self.schema.execute(request)).await,
            None => self.schema.execute(request).await,
        }
    }

    fn execute_stream(
        &self,
        mut request: Request,
        session: Option<Arc<Data>>,
    ) -> BoxStream<'static, Response> {
        let executor = self.clone();
        let answers = async move {
            if let Some(refused) = executor.refusal(&mut request).await {
                return stream::once(std::future::ready(refused)).boxed();
            }
            let pages = datum::<Arc<Pages>>(&request);
            let answers =
                executor.schema.execute_stream_with_session_data(request, session.unwrap_or_default());
            match pages {
                Some(pages) => batches::drive_all(pages, answers).boxed(),
                None => answers,
            }
        };
        // On the heap by itself, so that a subscription that goes on for hours doesn't keep the room that its beginning took.
        answers.boxed().flatten_stream().boxed()
    }
}

/// Has a schema look at operations and run none: what keeps the rules is answered with nothing.
pub(super) struct NothingRuns;

impl ExtensionFactory for NothingRuns {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_trait]
impl Extension for NothingRuns {
    async fn execute(&self, _: &ExtensionContext<'_>, _: Option<&str>, _: NextExecute<'_>) -> Response {
        Response::default()
    }
}

/// Has a schema run operations without a look at their rules, since the other one has looked. async-graphql's own fast mode still
/// walks through the document with its types, for limits and hints that nobody here asks it for.
///
/// Where an extension is, async-graphql calls it for each field that it resolves by itself; the fields of a page are asked by
/// [`Ready`](super::ready::Ready).
pub(super) struct RulesAreKept;

impl ExtensionFactory for RulesAreKept {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_trait]
impl Extension for RulesAreKept {
    async fn validation(
        &self,
        _: &ExtensionContext<'_>,
        _: NextValidation<'_>,
    ) -> Result<ValidationResult, Vec<ServerError>> {
        Ok(ValidationResult { cache_control: CacheControl::default(), complexity: 0, depth: 0 })
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::{Value, Variables, value};
    use serde_json::json;

    use super::*;
    use crate::graphql::{
        Introspection, build,
        guard::{Documents, Limits},
        prices,
    };

    struct Client {
        executor: FolioExecutor,
        documents: Documents,
    }

    impl Client {
        fn new() -> Self {
            let executor = build(Introspection::Open);
            let documents = Documents::new(Limits::default(), prices(&executor));
            Self { executor, documents }
        }

        /// Whether the document was known to keep the rules before, and what it is answered.
        async fn ask(&self, query: &str, variables: serde_json::Value) -> (bool, Value, Vec<ServerError>) {
            let mut request = Request::new(query).variables(Variables::from_json(variables));
            let validity = self.documents.check(&mut request).expect("the guard lets it pass").validity;
            let known = validity.as_ref().is_some_and(Validity::is_known);
            validity.into_iter().for_each(|validity| request.data.insert(validity));
            let Response { data, errors, .. } = self.executor.execute(request).await;
            (known, data, errors)
        }
    }

    const TYPE: &str = "query ($name: String!) { __type(name: $name) { name } }";

    #[tokio::test]
    async fn a_document_is_held_against_the_rules_once() {
        let client = Client::new();
        for (times, name) in ["Profile", "Me"].into_iter().enumerate() {
            let (known, data, errors) = client.ask(TYPE, json!({ "name": name })).await;
            assert_eq!((known, data, errors), (times > 0, value!({ "__type": { "name": name } }), vec![]));
        }
    }

    #[tokio::test]
    async fn a_value_of_another_type_is_refused_however_well_the_document_is_known() {
        let client = Client::new();
        for variables in [json!({ "name": "Profile" }), json!({ "name": 5 }), json!({ "name": ["Profile"] })]
        {
            let (_, data, errors) = client.ask(TYPE, variables.clone()).await;
            if variables["name"].is_string() {
                assert_eq!(errors, []);
                continue;
            }
            assert_eq!(data, Value::Null, "nothing runs with {variables}");
            assert!(errors[0].message.contains("expected type \"String\""), "{}", errors[0].message);
            assert!(errors[0].path.is_empty());
        }
    }

    #[tokio::test]
    async fn enums_and_inputs_are_looked_at_each_time() {
        let client = Client::new();
        let query = "query ($audience: Audience) { profile(slug: \"\", viewAs: $audience) { slug } }";
        for (audience, refused) in [("ANONYMOUS", false), ("NOBODY", true), ("ANONYMOUS", false)] {
            let (known, _, errors) = client.ask(query, json!({ "audience": audience })).await;
            assert!(!known);
            assert_eq!(!errors.is_empty(), refused, "{audience}: {errors:?}");
        }
    }

    #[tokio::test]
    async fn what_breaks_the_rules_is_never_known_and_never_run() {
        let client = Client::new();
        let query = "query ($name: String!) { __type(name: $name) { name nothing } }";
        for _ in 0..2 {
            let (known, data, errors) = client.ask(query, json!({ "name": "Profile" })).await;
            assert!(!known);
            assert_eq!(data, Value::Null);
            assert!(errors[0].message.contains("nothing"), "{}", errors[0].message);
        }
    }
}
