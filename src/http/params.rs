//! The parameters of a GraphQL request, from a JSON body or a query string.

use async_graphql::{Request, Variables};
use serde::Deserialize;
use serde_json::Value;
use url::form_urlencoded;

use super::refusal::Refusal;
use crate::graphql::codes::ErrorCode;

/// The parameters before their types are checked; whatever else stands beside them is ignored, as the specification
/// asks.
#[derive(Default, Deserialize)]
struct Parameters {
    query: Option<Value>,
    #[serde(rename = "operationName")]
    operation_name: Option<Value>,
    variables: Option<Value>,
    extensions: Option<Value>,
}

impl Parameters {
    fn into_request(self) -> Result<Request, Refusal> {
        let query = match self.query {
            Some(Value::String(query)) => query,
            other => return Err(mistyped("query", "a string", other.as_ref())),
        };
        let mut request = Request::new(query);
        request.operation_name = match self.operation_name {
            None => None,
            Some(Value::String(name)) => Some(name),
            Some(other) => return Err(mistyped("operationName", "a string or null", Some(&other))),
        };
        request.variables = match self.variables {
            None => Variables::default(),
            Some(object @ Value::Object(_)) => Variables::from_json(object),
            Some(other) => return Err(mistyped("variables", "an object or null", Some(&other))),
        };
        // No extension is understood, so they are checked and left behind.
        match self.extensions {
            None | Some(Value::Object(_)) => Ok(request),
            Some(other) => Err(mistyped("extensions", "an object or null", Some(&other))),
        }
    }
}

/// Reads the body of a POST request.
pub(crate) fn from_body(body: &[u8]) -> Result<Request, Refusal> {
    let text = std::str::from_utf8(body)
        .map_err(|error| bad(format!("the body is not UTF-8 from byte {} on", error.valid_up_to())))?;
    match text.trim_ascii_start().bytes().next() {
        None => return Err(bad("the body is empty; it must be a JSON object with the parameter \"query\"")),
        Some(b'[') => {
            let message = "the body is an array; send one JSON object, since batches are not accepted";
            return Err(Refusal::new(ErrorCode::BatchNotSupported, message));
        }
        Some(b'{') => {}
        Some(_) => return Err(bad("the body must be a JSON object")),
    }
    let parameters: Parameters = serde_json::from_str(text)
        .map_err(|error| bad(format!("the body can't be read as JSON: {error}")))?;
    parameters.into_request()
}

/// Reads the parameters where they are a JSON object within something else.
pub(crate) fn from_json(object: &str) -> Result<Request, Refusal> {
    let parameters: Parameters = serde_json::from_str(object)
        .map_err(|error| bad(format!("the parameters can't be read as JSON: {error}")))?;
    parameters.into_request()
}

/// Reads the query string of a GET request, where `variables` and `extensions` are JSON.
pub(crate) fn from_query_string(raw: &str) -> Result<Request, Refusal> {
    let mut parameters = Parameters::default();
    for (name, value) in form_urlencoded::parse(raw.as_bytes()) {
        let slot = match &*name {
            "query" => &mut parameters.query,
            "operationName" => &mut parameters.operation_name,
            "variables" => &mut parameters.variables,
            "extensions" => &mut parameters.extensions,
            _ => continue,
        };
        if slot.is_some() {
            return Err(bad(format!("the parameter \"{name}\" is given twice")));
        }
        *slot = match &*name {
            "query" | "operationName" => Some(Value::String(value.into_owned())),
            // `variables=` stands for no variables, and `null` does too.
            _ if value.is_empty() => None,
            _ => serde_json::from_str(&value)
                .map_err(|error| bad(format!("the parameter \"{name}\" can't be read as JSON: {error}")))?,
        };
    }
    parameters.into_request()
}

fn mistyped(name: &str, expected: &str, found: Option<&Value>) -> Refusal {
    let found = match found {
        None => "missing",
        Some(Value::Null) => "null",
        Some(Value::Bool(_)) => "a boolean",
        Some(Value::Number(_)) => "a number",
        Some(Value::String(_)) => "a string",
        Some(Value::Array(_)) => "an array",
        Some(Value::Object(_)) => "an object",
    };
    bad(format!("the parameter \"{name}\" must be {expected}; it is {found}"))
}

fn bad(message: impl Into<std::borrow::Cow<'static, str>>) -> Refusal {
    Refusal::new(ErrorCode::BadRequest, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_variables_can_not_overflow_the_stack_of_a_worker_thread() {
        // Half of the 2 MiB that a worker thread has.
        let nested = |levels: usize| {
            let body = format!(
                "{{\"query\":\"\",\"variables\":{{\"a\":{}{}}}}}",
                "[".repeat(levels),
                "]".repeat(levels)
            );
            let thread = std::thread::Builder::new().stack_size(1 << 20);
            thread
                .spawn(move || from_body(body.as_bytes()).map(drop))
                .expect("a thread")
                .join()
                .expect("no overflow")
        };
        assert_eq!(nested(120), Ok(()));
        for levels in [130, 100_000] {
            assert_eq!(nested(levels).expect_err("too deep").code(), ErrorCode::BadRequest);
        }
    }

    #[test]
    fn a_query_string_is_read_like_a_body() {
        let request = from_query_string(
            "query=query+A%7Ba%7D&operationName=A&variables=%7B%22b%22%3A1%7D&other=1&extensions=",
        )
        .expect("well formed");
        assert_eq!(request.query, "query A{a}");
        assert_eq!(request.operation_name.as_deref(), Some("A"));
        assert_eq!(request.variables.get("b"), Some(&1.into()));
        for raw in
            ["", "query=a&query=b", "query=a&variables=[", "query=a&variables=[]", "query=a&extensions=1"]
        {
            assert_eq!(from_query_string(raw).expect_err(raw).code(), ErrorCode::BadRequest, "{raw}");
        }
    }
}
