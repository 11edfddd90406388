//! Documents that passed the guard, so that a page's query is parsed once and not at each request.
//!
//! Clients send the same few documents over and over, and parsing one costs as much as running it. The cache is keyed
//! by the document's text alone: it holds nothing of a viewer, of variables or of a decision. What the document costs is
//! known with it, but for the variables.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use async_graphql::{
    Name, Request, Value, Variables,
    parser::types::{BaseType, ExecutableDocument, OperationType, VariableDefinition},
};
use moka::sync::Cache;

use super::{GuardError, Limits, absent, check_variables, merged, operation_type, parse};
use crate::graphql::{
    cost::{Bills, PriceList},
    plain::Writable,
    response_order::{self, Order, operation},
};

/// Bytes of text that are kept. A parsed document takes some twenty times the room of its text.
const CAPACITY: u64 = 1 << 20;

/// A text may hold values that somebody wrote into it in place of variables, so it isn't kept for longer than of use.
const TIME_TO_IDLE: Duration = Duration::from_secs(10 * 60);

/// The guard with a memory of what it let pass. What it refuses it forgets, and a flood of documents that are never
/// seen again does not drive out those that are in use.
#[derive(Debug)]
pub struct Documents {
    limits: Limits,
    prices: PriceList,
    passed: Cache<String, Arc<Passed>>,
}

/// A document that passed.
#[derive(Debug)]
struct Passed {
    document: ExecutableDocument,
    bills: Bills,
    /// In which the fields of each operation are to be answered.
    orders: Vec<(Option<Name>, Arc<Order>)>,
    /// Whether it says other things with other variables left out, see [`absent`].
    variables_in_objects: bool,
    validity: Validity,
    writable: Option<Writable>,
}

/// Whether a document is known to keep GraphQL's rules: one that kept them once keeps them always, whatever the variables of
/// [plain](are_plain) types are. Shared by all requests for it.
#[derive(Debug, Clone, Default)]
pub struct Validity(Arc<AtomicBool>);

impl Validity {
    /// Whether it is.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// It kept them.
    pub fn know(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Whether the operation's variables are what they are declared as for all that could be found out without the schema: values of
/// the scalars that GraphQL itself has. Others are looked at anew each time.
fn are_plain(document: &ExecutableDocument, name: Option<&str>, variables: &Variables) -> bool {
    operation(document, name).is_some_and(|operation| {
        operation.variable_definitions.iter().all(|definition| {
            let VariableDefinition { name, var_type, .. } = &definition.node;
            match (variables.get(&name.node), &var_type.node.base) {
                (None, _) => true,
                (Some(value), BaseType::Named(ty)) => is_of(value, ty),
                (Some(_), BaseType::List(_)) => false,
            }
        })
    })
}

fn is_of(value: &Value, ty: &str) -> bool {
    match (ty, value) {
        ("String" | "ID", Value::String(_)) | ("Boolean", Value::Boolean(_)) => true,
        ("Int", Value::Number(number)) => number.as_i64().is_some_and(|number| i32::try_from(number).is_ok()),
        _ => false,
    }
}

impl Passed {
    fn new(document: ExecutableDocument, prices: &PriceList) -> Self {
        let order = |name: Option<&Name>| Arc::new(response_order::of(&document, name.map(Name::as_str)));
        Self {
            bills: Bills::of(&document, prices),
            orders: document.operations.iter().map(|(name, _)| (name.cloned(), order(name))).collect(),
            variables_in_objects: absent::has_variables_in_objects(&document),
            validity: Validity::default(),
            writable: merged::writable(&document),
            document,
        }
    }

    /// The order of an operation that is there.
    fn order(&self, name: Option<&str>) -> Arc<Order> {
        let named = |(known, _): &&(Option<Name>, _)| known.as_deref() == name;
        match self.orders.as_slice() {
            [(_, only)] => Arc::clone(only),
            several => several.iter().find(named).map(|(_, order)| Arc::clone(order)).unwrap_or_default(),
        }
    }
}

/// An operation that may run.
#[derive(Debug, Clone)]
pub struct Checked {
    /// Its type.
    pub operation: OperationType,
    /// In which its fields are to be answered.
    pub order: Arc<Order>,
    /// What it costs with the request's variables.
    pub cost: usize,
    /// Whether it has to be held against the schema's rules; `None` if in any case.
    pub validity: Option<Validity>,
    /// Whether what is there already may be written down at once.
    pub writable: Option<Writable>,
}

impl Documents {
    /// The guard with these limits, for a schema with these prices.
    #[must_use]
    pub fn new(limits: Limits, prices: PriceList) -> Self {
        let weight = |text: &String, _: &Arc<_>| u32::try_from(text.len()).unwrap_or(u32::MAX);
        let passed =
            Cache::builder().max_capacity(CAPACITY).weigher(weight).time_to_idle(TIME_TO_IDLE).build();
        Self { limits, prices, passed }
    }

    /// Checks the document and its variables, parses the document into the request and says which type of operation
    /// would run, at what cost.
    ///
    /// # Errors
    /// The first rule that is broken, cheapest rule first.
    pub fn check(&self, request: &mut Request) -> Result<Checked, GuardError> {
        check_variables(&request.variables, &self.limits)?;
        let passed = match self.passed.get(request.query.as_str()) {
            Some(passed) => passed,
            None => {
                let passed = Arc::new(Passed::new(parse(&request.query, &self.limits)?, &self.prices));
                self.passed.insert(request.query.clone(), Arc::clone(&passed));
                passed
            }
        };
        let name = request.operation_name.as_deref();
        let operation = operation_type(&passed.document, name)?;
        // A default is as the document has it, whatever the request brings.
        let same = !passed.variables_in_objects && are_plain(&passed.document, name, &request.variables);
        absent::fill_in(&passed.document, name, &mut request.variables);
        let (cost, limit) = (passed.bills.cost(name, &request.variables), self.limits.cost);
        if cost > limit {
            return Err(GuardError::TooComplex { cost, limit });
        }
        if let Some((variable, ty)) = absent::missing(&passed.document, name, &request.variables) {
            return Err(GuardError::MissingVariable { variable: variable.to_string(), ty });
        }
        let order = passed.order(name);
        let validity = same.then(|| passed.validity.clone());
        let mut document = passed.document.clone();
        if passed.variables_in_objects {
            absent::leave_out(&mut document, name, &request.variables);
        }
        request.set_parsed_query(document);
        Ok(Checked { operation, order, cost, validity, writable: passed.writable })
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::Variables;
    use serde_json::json;

    use super::*;
    use crate::graphql::{
        codes::ErrorCode,
        cost::{Rules, WRITE},
    };

    fn documents() -> Documents {
        let sdl = "type Query { a(v: Int): Int } type Mutation { b: Int } schema { query: Query mutation: Mutation }";
        Documents::new(Limits::default(), PriceList::new(sdl, &Rules { made: &[], asked: &[], lists: &[] }))
    }

    #[test]
    fn a_known_document_is_not_parsed_again_and_its_variables_are_still_checked() {
        let documents = documents();
        let two = "query A($v: Int) { a } mutation B { b }";
        for _ in 0..2 {
            let mut request = Request::new(two).operation_name("B");
            let checked = documents.check(&mut request).expect("it passes");
            assert_eq!((checked.operation, checked.cost), (OperationType::Mutation, WRITE + 1));
            request.query = "not parsed again".to_owned();
            assert_eq!(request.parsed_query().expect("parsed").operations.iter().count(), 2);

            let error = documents.check(&mut Request::new(two)).expect_err("ambiguous");
            assert_eq!(error.code(), ErrorCode::OperationNotFound);
            let many = Variables::from_json(json!({ "v": vec![1; 10_000] }));
            let mut request = Request::new(two).operation_name("A").variables(many);
            assert_eq!(documents.check(&mut request).expect_err("huge").code(), ErrorCode::VariablesTooLarge);
        }
        assert!(documents.passed.contains_key(two));
    }

    #[test]
    fn a_refused_document_is_refused_each_time_and_takes_no_room() {
        let documents = documents();
        let nested = "[".repeat(40);
        for _ in 0..2 {
            let error = documents.check(&mut Request::new(nested.as_str())).expect_err("too deep");
            assert_eq!(error.code(), ErrorCode::DocumentTooDeep);
        }
        assert!(!documents.passed.contains_key(nested.as_str()));
    }
}
