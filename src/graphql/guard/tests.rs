use std::time::{Duration, Instant};

use async_graphql::{Request, Value, Variables, parser, parser::types::OperationType};
use proptest::prelude::*;
use serde_json::json;

use super::{Documents, GuardError, Limits, scan};
use crate::graphql::{
    codes::ErrorCode,
    cost::{PriceList, Rules},
};

/// The guard before a schema of which it knows nothing: documents are judged by their shape alone.
fn check(request: &mut Request, limits: &Limits) -> Result<OperationType, GuardError> {
    let prices = PriceList::new("schema { query: Query }", &Rules { made: &[], asked: &[], lists: &[] });
    Documents::new(limits.clone(), prices).check(request).map(|checked| checked.operation)
}

fn refusal(query: impl Into<String>) -> ErrorCode {
    let started = Instant::now();
    let error = check(&mut Request::new(query), &Limits::default()).expect_err("the guard lets it pass");
    assert!(started.elapsed() < Duration::from_secs(2), "refused only after {:?}", started.elapsed());
    error.code()
}

fn accepts(query: impl Into<String>) -> OperationType {
    check(&mut Request::new(query), &Limits::default()).expect("the guard refuses it")
}

#[test]
fn the_standard_introspection_query_passes() {
    let types = "kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name \
                 ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } }";
    let query = format!(
        "query IntrospectionQuery {{ __schema {{ description queryType {{ name kind }} mutationType {{ name kind }} \
         types {{ ...FullType }} directives {{ name isRepeatable locations args {{ ...InputValue }} }} }} }} \
         fragment FullType on __Type {{ kind name fields(includeDeprecated: true) {{ name args {{ ...InputValue }} \
         type {{ ...TypeRef }} }} inputFields {{ ...InputValue }} interfaces {{ ...TypeRef }} \
         possibleTypes {{ ...TypeRef }} }} fragment InputValue on __InputValue {{ name type {{ ...TypeRef }} }} \
         fragment TypeRef on __Type {{ {types} }}"
    );
    assert_eq!(accepts(query), OperationType::Query);
}

#[test]
fn the_parsed_document_stays_in_the_request() {
    let mut request = Request::new("mutation { a }");
    assert_eq!(check(&mut request, &Limits::default()), Ok(OperationType::Mutation));
    request.query = "not parsed again".to_owned();
    assert!(request.parsed_query().is_ok());
}

#[test]
fn nesting_is_refused_before_the_parser() {
    for bracket in ["[", "{", "(", "{a", "{a(b:[{c:"] {
        assert_eq!(refusal(format!("{{f(a: {}", bracket.repeat(2_000))), ErrorCode::DocumentTooDeep);
    }
}

#[test]
fn a_string_that_is_not_closed_hides_no_brackets_from_the_scan() {
    // The parser's grammar reads the unclosed `"""` as an empty string, then `" "`, then real brackets.
    let hidden = r#"{ f(a: [""" " [[[1]]]]) }"#;
    assert!(parser::parse_query(hidden).is_ok(), "the parser no longer needs this rule");
    assert_eq!(refusal(hidden), ErrorCode::ParseFailed);
    assert_eq!(refusal(format!(r#"{{ f(a: [""" " {}"#, "[".repeat(20_000))), ErrorCode::ParseFailed);
}

#[test]
fn brackets_in_strings_and_comments_do_not_count() {
    let brackets = "[{(".repeat(500);
    accepts(format!("# {brackets}\r{{ a }}"));
    accepts(format!(r#"{{ a(b: "\"{brackets}\\") }}"#));
    accepts(format!("{{ a(b: \"\"\"\"{brackets}\n \\\"\"\" {brackets}\"\"\") }}"));
}

#[test]
fn an_unclosed_string_is_located() {
    let error = check(&mut Request::new("{\n é(b: \"open\n) }"), &Limits::default()).expect_err("not closed");
    let GuardError::Syntax { locations, .. } = error else { panic!("{error}") };
    assert_eq!((locations[0].line, locations[0].column), (2, 7));
}

#[test]
fn a_syntax_error_says_what_was_expected_and_does_not_repeat_the_document() {
    let error = check(&mut Request::new("{ secretName( }"), &Limits::default()).expect_err("not GraphQL");
    assert_eq!(error.to_string(), "the document is not valid GraphQL: expected name");
    assert_eq!(error.locations()[0].line, 1);
}

#[test]
fn each_limit_holds_at_its_edge() {
    let fields = |n: usize| "a ".repeat(n);
    let aliases = |n: usize| (0..n).map(|i| format!("a{i}:a ")).collect::<String>();
    let fragments = |n: usize| (0..n).map(|i| format!("fragment F{i} on T {{ a }} ")).collect::<String>();
    let operations = |n: usize| (0..n).map(|i| format!("query Q{i} {{ a }} ")).collect::<String>();
    let nested = |n: usize| format!("{}a{}", "{a".repeat(n - 1) + "{", "}".repeat(n));

    accepts(format!("{{ {} }}", fields(1_998)));
    assert_eq!(refusal(format!("{{ {} }}", fields(1_999))), ErrorCode::DocumentTooManyTokens);
    accepts(format!("{{ {} }}", aliases(60)));
    assert_eq!(refusal(format!("{{ {} }}", aliases(61))), ErrorCode::DocumentTooManyAliases);
    accepts(format!("{{ a }} {}", fragments(30)));
    assert_eq!(refusal(format!("{{ a }} {}", fragments(31))), ErrorCode::DocumentTooManyFragments);
    accepts(nested(32));
    assert_eq!(refusal(nested(33)), ErrorCode::DocumentTooDeep);
    assert_eq!(refusal(operations(11)), ErrorCode::DocumentTooManyOperations);
    accepts(format!("{{ a {} }}", "@b ".repeat(100)));
    assert_eq!(refusal(format!("{{ a {} }}", "@b ".repeat(101))), ErrorCode::DocumentTooManyDirectives);
    accepts(format!("{{ a }} #{}", "x".repeat((64 << 10) - 7)));
    assert_eq!(refusal(format!("{{ a }} #{}", "x".repeat((64 << 10) - 6))), ErrorCode::DocumentTooLarge);
}

/// `F0` spreads `F1` twice, and so on: the expansion doubles at each link.
fn fragment_chain(links: usize) -> String {
    let links: String =
        (0..links).map(|i| format!("fragment F{i} on T {{ ...F{} ...F{} }} ", i + 1, i + 1)).collect();
    format!("{links} fragment F{} on T {{ a }} ", links.matches("fragment").count())
}

#[test]
fn fragment_bombs_are_refused_used_or_not() {
    assert_eq!(refusal(format!("{{ ...F0 }} {}", fragment_chain(29))), ErrorCode::DocumentTooManySelections);
    assert_eq!(refusal(format!("{{ a }} {}", fragment_chain(29))), ErrorCode::DocumentTooManySelections);
    accepts(format!("{{ ...F0 }} {}", fragment_chain(8)));
}

#[test]
fn depth_hidden_in_fragments_counts() {
    let chain: String = (0..20)
        .map(|i| format!("fragment F{i} on T {{ a {{ b {{ ...F{} }} }} }} ", i + 1))
        .chain(["fragment F20 on T { a }".to_owned()])
        .collect();
    assert_eq!(refusal(format!("{{ ...F0 }} {chain}")), ErrorCode::DocumentTooDeep);
}

#[test]
fn aliases_hidden_in_fragments_count() {
    let query = "{ a { ...F } b { ...F } c { ...F } d { ...F } } fragment F on T { ";
    let aliases: String = (0..16).map(|i| format!("a{i}:a ")).collect();
    assert_eq!(refusal(format!("{query}{aliases}}}")), ErrorCode::DocumentTooManyAliases);
}

#[test]
fn fragment_cycles_are_refused_used_or_not() {
    for query in [
        "{ ...A } fragment A on T { ...A }",
        "{ ...A } fragment A on T { a { ...B } } fragment B on T { ... { ...A } }",
        "{ a } fragment A on T { ...B } fragment B on T { ...A }",
    ] {
        assert_eq!(refusal(query), ErrorCode::ValidationFailed, "{query}");
    }
}

#[test]
fn the_operation_name_must_select_one_operation() {
    let check = |query: &str, name: Option<&str>| {
        let mut request = Request::new(query);
        request.operation_name = name.map(str::to_owned);
        check(&mut request, &Limits::default()).map_err(|error| error.code())
    };
    let two = "query A { a } mutation B { b }";
    assert_eq!(check(two, Some("B")), Ok(OperationType::Mutation));
    assert_eq!(check(two, None), Err(ErrorCode::OperationNotFound));
    assert_eq!(check(two, Some("C")), Err(ErrorCode::OperationNotFound));
    assert_eq!(check("{ a }", Some("A")), Err(ErrorCode::OperationNotFound));
    assert_eq!(check("subscription S { a }", None), Ok(OperationType::Subscription));
}

#[test]
fn variables_are_bounded() {
    let check = |variables| {
        let mut request = Request::new("{ a }").variables(Variables::from_json(variables));
        check(&mut request, &Limits::default()).map_err(|error| error.code())
    };
    let nested = |levels| (0..levels).fold(json!(1), |value, _| json!([value]));
    assert!(check(json!({ "a": nested(32) })).is_ok());
    assert_eq!(check(json!({ "a": nested(33) })), Err(ErrorCode::VariablesTooDeep));
    assert!(check(json!({ "a": vec![1; 9_999] })).is_ok());
    assert_eq!(check(json!({ "a": vec![1; 10_000] })), Err(ErrorCode::VariablesTooLarge));
}

/// A piece of a document and what it adds: how many tokens, and by how much it moves the nesting.
fn piece() -> impl Strategy<Value = (String, usize, isize)> {
    let text = "[ -~&&[^\"\\\\]]{0,12}";
    prop_oneof![
        3 => prop::sample::select(vec!["{", "[", "("]).prop_map(|s| (s.to_owned(), 1, 1)),
        3 => prop::sample::select(vec!["}", "]", ")"]).prop_map(|s| (s.to_owned(), 1, -1)),
        2 => "[_a-zA-Z][_a-zA-Z0-9]{0,8}".prop_map(|s| (s, 1, 0)),
        1 => prop::sample::select(vec!["...", ":", "!", "$", "@", "=", "|", "&"]).prop_map(|s| (s.to_owned(), 1, 0)),
        1 => (-9_999i32..9_999).prop_map(|n| (format!("{n}.5e+3"), 1, 0)),
        1 => text.prop_map(|s| (format!("\"{s}\\\"\\\\\""), 1, 0)),
        1 => text.prop_map(|s| (format!("\"\"\"{s}\\\"\"\"\n{s}\"\"\""), 1, 0)),
        1 => "[ -~]{0,12}".prop_map(|s| (format!("#{s}\n"), 0, 0)),
        1 => prop::sample::select(vec![",", "\t", "\r\n"]).prop_map(|s| (s.to_owned(), 0, 0)),
    ]
}

proptest! {
    /// The model never looks at the text: it adds up what each piece was made to be.
    #[test]
    fn the_scan_agrees_with_the_pieces_that_a_document_was_made_of(pieces in prop::collection::vec(piece(), 0..80)) {
        let (mut depth, mut deepest, mut tokens) = (0isize, 0isize, 0);
        for (_, adds, moves) in &pieces {
            tokens += adds;
            depth = (depth + moves).max(0);
            deepest = deepest.max(depth);
        }
        let source = pieces.iter().map(|(text, ..)| text.as_str()).collect::<Vec<_>>().join(" ");
        let found = scan::scan(&source, usize::MAX, usize::MAX);
        prop_assert_eq!(found, Ok(scan::Scan { depth: deepest.unsigned_abs(), tokens }));
    }

    #[test]
    fn any_text_gets_an_answer(source in "\\PC{0,200}|[{}\\[\\]()\"\\\\#\r\n.a1 -]{0,200}") {
        let _ = check(&mut Request::new(source), &Limits::default());
    }

    /// Whatever the parser accepts, the scan measured: the nesting of the text bounds that of the values in it.
    #[test]
    fn the_scan_sees_all_nesting_that_the_parser_sees(text in "[\\[\\]\"# \n\\\\]{0,40}") {
        let source = format!("{{ f(a: [{text}]) }}");
        let Ok(document) = parser::parse_query(&source) else { return Ok(()) };
        let (_, operation) = document.operations.iter().next().expect("one operation");
        let parser::types::Selection::Field(field) = &operation.node.selection_set.node.items[0].node else {
            panic!("not a field")
        };
        if let Ok(found) = scan::scan(&source, usize::MAX, usize::MAX) {
            let value = field.node.arguments[0].1.node.clone().into_const().expect("no variables");
            prop_assert!(found.depth >= 2 + list_depth(&value));
        }
    }
}

fn list_depth(value: &Value) -> usize {
    match value {
        Value::List(items) => 1 + items.iter().map(list_depth).max().unwrap_or(0),
        _ => 0,
    }
}
