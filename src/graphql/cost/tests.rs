use async_graphql::{Variables, parser::parse_query};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Bills, PROFILE, PriceList, Rules, Times, WRITE};

const SDL: &str = "
    schema { query: Q mutation: M }
    type Q { page(slug: ID): Page things(ids: [ID!]!): [Thing] all: [Thing!]! named: [Thing!]! tags: [String!]! one: Int }
    type M { write: Page many: [Payload!] }
    type Payload { page: Page named: [Thing!] }
    type Page implements Thing { id: ID items(first: Int, last: Int): ItemConnection items2: ItemConnection any: [Any] }
    interface Thing { id: ID }
    union Any = Page | Item
    type Item implements Thing { id: ID page: Page }
    type ItemConnection { edges: [ItemEdge!]! nodes: [Item!]! pageInfo: Info! totalCount: Int! }
    type ItemEdge { node: Item! cursor: String! }
    type Info { hasNextPage: Boolean! }
";

const RULES: Rules = Rules {
    made: &[("Page", PROFILE)],
    asked: &[("Q.all", 5)],
    lists: &[
        ("Q.things", Times::PerItem("ids")),
        ("Q.all", Times::AtMost(7)),
        ("M.many", Times::AtMost(3)),
        ("*.named", Times::AtMost(2)),
    ],
};

fn priced(document: &str, name: Option<&str>, variables: Value) -> usize {
    let document = parse_query(document).expect("GraphQL");
    let bills = Bills::of(&document, &PriceList::new(SDL, &RULES));
    bills.cost(name, &Variables::from_json(variables))
}

fn cost(document: &str) -> usize {
    priced(document, None, json!({}))
}

#[test]
fn a_list_without_a_rule_is_named_and_counts_as_the_longest() {
    let problems = PriceList::new(SDL, &RULES).problems().join("\n");
    assert_eq!(
        problems,
        "Page.any is a list, and no rule says how long it may be\n\
         Page.items2 is a list, and no rule says how long it may be"
    );
    assert_eq!(cost("{ page { any { __typename } } }"), 1 + PROFILE + 1 + 100);
    assert_eq!(cost("{ page { items2 { totalCount } } }"), 1 + PROFILE + 1 + 100);
}

#[test]
fn a_rule_for_what_is_not_there_is_named() {
    let rules =
        Rules { made: &[("Gone", 1)], asked: &[("Q.went", 1)], lists: &[("Q.gone", Times::AtMost(1))] };
    let problems = PriceList::new("schema { query: Q } type Q { a: Int }", &rules).problems().join("\n");
    assert_eq!(
        problems,
        "Gone has a rule and is not in the schema\nQ.gone has a rule and is not in the schema\n\
         Q.went has a rule and is not in the schema"
    );
}

#[test]
fn fields_lists_and_what_is_made_for_them_add_up() {
    assert_eq!(cost("{ one tags __typename }"), 3);
    assert_eq!(cost("{ page { id } }"), 1 + PROFILE + 1);
    // What it takes to ask is paid once.
    assert_eq!(cost("{ all { id } }"), 1 + 5 + 7);
    assert_eq!(cost("{ things(ids: [1, 2, 3]) { id } }"), 1 + 3);
    assert_eq!(cost("{ things(ids: []) { id } }"), 1 + 1);
    assert_eq!(cost("{ things(ids: 1) { id } }"), 1 + 1, "one value is a list of it");
    assert_eq!(cost("{ page { items { nodes { id } totalCount } } }"), 1 + PROFILE + 1 + 20 * 3);
    assert_eq!(cost("{ page { items { edges { node { page { id } } } } } }"), 12 + 20 * (2 + 12));
    assert_eq!(cost("mutation { write { id } }"), 1 + WRITE + PROFILE + 1);
    assert_eq!(cost("mutation { many { page { id } named { id } } }"), 1 + 3 * (WRITE + 12 + 3));
}

#[test]
fn introspection_and_fields_that_are_not_there_cost_one_each() {
    assert_eq!(cost("{ __schema { types { name fields { name } } } nothing { of { it } } }"), 5 + 3);
}

#[test]
fn pages_are_counted_by_their_arguments_and_never_beyond_the_largest() {
    let page = |arguments: &str| cost(&format!("{{ page {{ items{arguments} {{ totalCount }} }} }}")) - 12;
    for (arguments, items) in [
        ("", 20),
        ("(first: 5)", 5),
        ("(last: 5)", 5),
        ("(first: null, last: 5)", 5),
        ("(first: 0)", 1),
        ("(first: 1000000000)", 100),
        ("(first: -1)", 100),
        ("(first: 1.5)", 100),
    ] {
        assert_eq!(page(arguments), items, "{arguments}");
    }
}

#[test]
fn variables_and_their_defaults_say_how_long_a_list_is() {
    let document = "query A($n: Int = 5, $ids: [ID!]) { page { items(first: $n) { totalCount } } things(ids: $ids) { id } }
        query B($n: Int) { page { ...F } } fragment F on Page { items(last: $n) { nodes { page { ...G } } } }
        fragment G on Page { items(first: $n) { totalCount } }";
    let a = |variables| priced(document, Some("A"), variables);
    let b = |variables| priced(document, Some("B"), variables);
    assert_eq!(a(json!({})), 12 + 5 + 1 + 1);
    assert_eq!(a(json!({ "n": 9, "ids": ["x", "y"] })), 12 + 9 + 1 + 2);
    assert_eq!(a(json!({ "n": null })), 12 + 20 + 1 + 1, "null is given, and no default");
    assert_eq!(a(json!({ "ids": "x" })), a(json!({ "ids": ["x"] })));
    assert_eq!(b(json!({ "n": 2 })), 12 + 2 * (1 + 12 + 2));
    assert_eq!(b(json!({ "n": -3 })), 12 + 100 * (1 + 12 + 100));
}

#[test]
fn fragments_are_counted_where_they_are_spread_and_by_their_own_type() {
    let written_out = cost(
        "{ things(ids: [1, 2]) { id ... on Page { items { totalCount } } } page { items { totalCount } } }",
    );
    let spread = cost(
        "{ things(ids: [1, 2]) { id ...F } page { ...F } } fragment F on Page { ... { items { totalCount } } }",
    );
    assert_eq!(spread, written_out);
    assert_eq!(spread, 1 + 2 * (1 + 21) + 11 + 21);
}

#[test]
fn no_nesting_overflows() {
    let nested = (0..14)
        .fold("id".to_owned(), |inner, _| format!("items(first: $n) {{ nodes {{ page {{ {inner} }} }} }}"));
    let document = format!("query($n: Int) {{ page {{ {nested} }} }}");
    assert_eq!(priced(&document, None, json!({ "n": 100 })), usize::MAX);
    let one = priced(&document, None, json!({ "n": 1 }));
    assert_eq!(one, 12 + 14 * (1 + 1 + 11));
}

proptest! {
    /// A larger page never costs less, whichever way its size is given, and the ways agree.
    #[test]
    fn larger_pages_cost_more_and_a_variable_costs_what_its_value_would(a in 0_u32..300, b in 0_u32..300) {
        let ask = |size: u32| {
            let literal = cost(&format!("{{ page {{ items(first: {size}) {{ nodes {{ id }} }} }} }}"));
            let document = "query($n: Int) { page { items(first: $n) { nodes { id } } } }";
            let variable = priced(document, None, json!({ "n": size }));
            (literal, variable)
        };
        let ((a_literal, a_variable), (b_literal, b_variable)) = (ask(a), ask(b));
        prop_assert_eq!(a_literal, a_variable);
        prop_assert_eq!(b_literal, b_variable);
        prop_assert!(a > b || a_literal <= b_literal);
    }
}
