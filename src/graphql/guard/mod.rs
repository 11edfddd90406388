//! The document guard: refuses, in well under a millisecond, the documents that would abort or hang the process.
//!
//! async-graphql's own limits are checked after its recursive parser and, in part, after an expansion of fragments
//! that can take exponential time. So [`Documents::check`] stands before [`async_graphql::Schema::execute`] on every
//! path: POST, GET, sockets and event streams. What it parses stays in the request and is not parsed again.

use async_graphql::{
    Pos, Value, Variables,
    parser::{
        self,
        types::{DocumentOperations, ExecutableDocument, OperationType},
    },
};

use crate::graphql::{codes::ErrorCode, cost::MAX_COST};

mod absent;
mod documents;
mod expand;
mod merged;
mod scan;
#[cfg(test)]
mod tests;

pub use documents::{Checked, Documents, Validity};

/// The guard's limits. The defaults leave the standard introspection query and the largest page of the frontend
/// several times the room that they need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the document.
    pub bytes: usize,
    /// Nesting of brackets in the text, and of selections with their fragments expanded.
    pub depth: usize,
    /// Lexical tokens of the document.
    pub tokens: usize,
    /// Fragment definitions.
    pub fragments: usize,
    /// Operation definitions.
    pub operations: usize,
    /// Selections once fragments are expanded, over all operations.
    pub selections: usize,
    /// Aliased fields once fragments are expanded, over all operations.
    pub aliases: usize,
    /// Directives once fragments are expanded, over all operations.
    pub directives: usize,
    /// Values in the variables, with everything nested in them.
    pub variable_values: usize,
    /// Nesting of lists and objects in the variables.
    pub variable_depth: usize,
    /// What the operation that is to run may cost; see [`cost`](super::cost).
    pub cost: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 64 << 10,
            depth: 32,
            tokens: 2_000,
            fragments: 30,
            operations: 10,
            selections: 2_000,
            aliases: 60,
            directives: 100,
            variable_values: 10_000,
            variable_depth: 32,
            cost: MAX_COST,
        }
    }
}

/// Why a document was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GuardError {
    /// A limit was passed.
    #[error("the {subject} may have at most {limit} {unit}")]
    Limit {
        /// The stable code of this limit.
        code: ErrorCode,
        /// What was measured: the document or the variables.
        subject: &'static str,
        /// The limit.
        limit: usize,
        /// What the limit counts.
        unit: &'static str,
    },
    /// The operation asks for too much at once.
    #[error("the operation costs {cost} and may cost at most {limit}: ask for smaller pages or fewer fields")]
    TooComplex {
        /// What it costs.
        cost: usize,
        /// What it may.
        limit: usize,
    },
    /// The document isn't GraphQL.
    #[error("the document is not valid GraphQL: {message}")]
    Syntax {
        /// What the parser says.
        message: String,
        /// Where.
        locations: Vec<Pos>,
    },
    /// A fragment spreads itself.
    #[error("the fragment \"{fragment}\" spreads itself")]
    Cycle {
        /// The fragment's name.
        fragment: String,
    },
    /// A variable that must have a value has none.
    #[error("the variable ${variable} needs a value of type {ty}")]
    MissingVariable {
        /// The variable's name.
        variable: String,
        /// Its type, as the document declares it.
        ty: String,
    },
    /// There is no such operation, or it can't be told which one is meant.
    #[error("{0}")]
    Operation(String),
}

impl GuardError {
    /// The stable code for `extensions.code`.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Limit { code, .. } => *code,
            Self::TooComplex { .. } => ErrorCode::QueryTooComplex,
            Self::Syntax { .. } => ErrorCode::ParseFailed,
            Self::Cycle { .. } | Self::MissingVariable { .. } => ErrorCode::ValidationFailed,
            Self::Operation(_) => ErrorCode::OperationNotFound,
        }
    }

    /// Where in the document, if that is known.
    #[must_use]
    pub fn locations(&self) -> &[Pos] {
        match self {
            Self::Syntax { locations, .. } => locations,
            _ => &[],
        }
    }
}

/// Parses a document within the limits.
fn parse(source: &str, limits: &Limits) -> Result<ExecutableDocument, GuardError> {
    within(source.len(), limits.bytes, ErrorCode::DocumentTooLarge, "bytes")?;
    scan::scan(source, limits.depth, limits.tokens).map_err(|error| match error {
        scan::ScanError::TooDeep => too_deep(limits),
        scan::ScanError::TooManyTokens => {
            limit(ErrorCode::DocumentTooManyTokens, "document", limits.tokens, "tokens")
        }
        scan::ScanError::UnclosedString(offset) => GuardError::Syntax {
            message: "this string is not closed".to_owned(),
            locations: vec![position(source, offset)],
        },
    })?;
    let document = parser::parse_query(source).map_err(syntax)?;

    let (operations, fragments) = (document.operations.iter().len(), document.fragments.len());
    within(operations, limits.operations, ErrorCode::DocumentTooManyOperations, "operations")?;
    within(fragments, limits.fragments, ErrorCode::DocumentTooManyFragments, "fragments")?;

    let size = expand::expanded(&document).map_err(|cycle| GuardError::Cycle { fragment: cycle.fragment })?;
    if size.depth > limits.depth {
        return Err(too_deep(limits));
    }
    within(size.selections, limits.selections, ErrorCode::DocumentTooManySelections, "selections")?;
    within(size.aliases, limits.aliases, ErrorCode::DocumentTooManyAliases, "aliased fields")?;
    within(size.directives, limits.directives, ErrorCode::DocumentTooManyDirectives, "directives")?;
    Ok(document)
}

/// Bounds what resolvers and input types will walk. Each value is visited once and the walk keeps its own stack.
fn check_variables(variables: &Variables, limits: &Limits) -> Result<(), GuardError> {
    let mut open: Vec<(&Value, usize)> = variables.values().map(|value| (value, 0)).collect();
    let mut values = 0;
    while let Some((value, depth)) = open.pop() {
        values += 1;
        if values > limits.variable_values {
            let (code, max) = (ErrorCode::VariablesTooLarge, limits.variable_values);
            return Err(limit(code, "variables", max, "values"));
        }
        if depth > limits.variable_depth {
            let (code, max) = (ErrorCode::VariablesTooDeep, limits.variable_depth);
            return Err(limit(code, "variables", max, "levels of nesting"));
        }
        match value {
            Value::List(items) => open.extend(items.iter().map(|item| (item, depth + 1))),
            Value::Object(fields) => open.extend(fields.values().map(|field| (field, depth + 1))),
            _ => {}
        }
    }
    Ok(())
}

/// The type of the operation that `operationName` selects.
fn operation_type(document: &ExecutableDocument, name: Option<&str>) -> Result<OperationType, GuardError> {
    let found = match (&document.operations, name) {
        (DocumentOperations::Single(operation), None) => Some(operation),
        (DocumentOperations::Multiple(operations), Some(name)) => operations.get(name),
        (DocumentOperations::Multiple(operations), None) if operations.len() == 1 => {
            operations.values().next()
        }
        (DocumentOperations::Multiple(_), None) => {
            let message = "the document has several operations: operationName must name one of them";
            return Err(GuardError::Operation(message.to_owned()));
        }
        (DocumentOperations::Single(_), Some(_)) => None,
    };
    found.map(|operation| operation.node.ty).ok_or_else(|| {
        GuardError::Operation(format!("the document has no operation named {:?}", name.unwrap_or_default()))
    })
}

fn within(found: usize, max: usize, code: ErrorCode, unit: &'static str) -> Result<(), GuardError> {
    if found > max { Err(limit(code, "document", max, unit)) } else { Ok(()) }
}

fn limit(code: ErrorCode, subject: &'static str, limit: usize, unit: &'static str) -> GuardError {
    GuardError::Limit { code, subject, limit, unit }
}

fn too_deep(limits: &Limits) -> GuardError {
    limit(ErrorCode::DocumentTooDeep, "document", limits.depth, "levels of nesting")
}

/// The parser's message is a drawing of several lines that repeats the document; only its last line says what it
/// expected.
fn syntax(error: parser::Error) -> GuardError {
    let drawing = error.to_string();
    let expected = drawing.lines().rev().find_map(|line| line.trim_start().strip_prefix("= "));
    GuardError::Syntax {
        message: expected.unwrap_or(&drawing).to_owned(),
        locations: error.positions().collect(),
    }
}

/// Line and column, both from 1, columns in characters.
fn position(source: &str, offset: usize) -> Pos {
    let before = &source[..offset];
    let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    Pos { line, column }
}
