//! What each field of the schema costs.

use std::collections::HashMap;

use async_graphql::parser::{
    parse_schema,
    types::{BaseType, FieldDefinition, OperationType, Type, TypeDefinition, TypeKind, TypeSystemDefinition},
};

use super::{MAX_PAGE, WRITE};

/// What the schema's own text can't tell of its fields' cost.
#[derive(Debug, Clone, Copy)]
pub struct Rules {
    /// Types whose values are made at a cost of their own, by their names.
    pub made: &'static [(&'static str, usize)],
    /// What a field takes once, by `Type.field`, however much it answers.
    pub asked: &'static [(&'static str, usize)],
    /// How many items a list of objects may have, by `Type.field`, or by `*.field` for lists of that name everywhere.
    /// Connections need no row: see [`Times::Page`].
    pub lists: &'static [(&'static str, Times)],
}

/// How often a field's selection is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Times {
    /// As often as a page has items, by the arguments `first` and `last`. A connection's own lists, `edges` and `nodes`,
    /// don't count again.
    Page,
    /// As often as this argument has items.
    PerItem(&'static str),
    /// At most this often, whatever is asked.
    AtMost(usize),
}

/// What a field costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Price {
    /// For each of its values, beside what is selected of them.
    pub(super) each: usize,
    /// Once, whatever its values.
    pub(super) once: usize,
    pub(super) times: Times,
    /// The type that selections below it are made on.
    pub(super) of: String,
}

/// The price of every field of a schema.
#[derive(Debug, Clone)]
pub struct PriceList {
    fields: HashMap<String, HashMap<String, Price>>,
    roots: HashMap<&'static str, String>,
    problems: Vec<String>,
}

impl PriceList {
    /// The prices of a schema, from its definition language.
    ///
    /// # Panics
    /// When `sdl` can't be parsed; what a schema writes of itself always can.
    #[must_use]
    pub fn new(sdl: &str, rules: &Rules) -> Self {
        let document = parse_schema(sdl).expect("a schema's own text is well-formed");
        let (mut types, mut roots) = (HashMap::new(), HashMap::new());
        for definition in document.definitions {
            match definition {
                TypeSystemDefinition::Type(ty) => {
                    types.insert(ty.node.name.node.to_string(), ty.node);
                }
                TypeSystemDefinition::Schema(schema) => {
                    for (kind, name) in [
                        ("query", schema.node.query),
                        ("mutation", schema.node.mutation),
                        ("subscription", schema.node.subscription),
                    ] {
                        roots.extend(name.map(|name| (kind, name.node.to_string())));
                    }
                }
                TypeSystemDefinition::Directive(_) => {}
            }
        }
        let mut list = Self { fields: HashMap::new(), roots, problems: Vec::new() };
        for (name, ty) in &types {
            let prices = fields(ty).iter().map(|field| {
                let field = &field.node;
                (field.name.node.to_string(), list.price(&types, rules, name, field))
            });
            let prices = prices.collect();
            list.fields.insert(name.clone(), prices);
        }
        list.find_stale(rules);
        list.problems.sort();
        list
    }

    /// What is wrong with the rules, a line each: a list that has none and counts as the longest until it gets one, or a
    /// rule for what isn't in the schema.
    #[must_use]
    pub fn problems(&self) -> &[String] {
        &self.problems
    }

    /// The price of a field, if the type has it.
    pub(super) fn of(&self, ty: &str, field: &str) -> Option<&Price> {
        self.fields.get(ty)?.get(field)
    }

    /// The type whose fields an operation selects; empty if the schema has no such operations.
    pub(super) fn root(&self, operation: OperationType) -> &str {
        self.roots.get(kind(operation)).map_or("", String::as_str)
    }

    fn price(
        &mut self,
        types: &HashMap<String, TypeDefinition>,
        rules: &Rules,
        ty: &str,
        field: &FieldDefinition,
    ) -> Price {
        let of = named(&field.ty.node);
        let made = rules.made.iter().find(|(made, _)| *made == of).map_or(0, |(_, cost)| *cost);
        let written = if self.roots.get("mutation").is_some_and(|root| root == ty) { WRITE } else { 0 };
        let coordinate = format!("{ty}.{}", field.name.node);
        let times = times(types, rules, ty, field).unwrap_or_else(|| {
            self.problems.push(format!("{coordinate} is a list, and no rule says how long it may be"));
            Times::AtMost(MAX_PAGE)
        });
        let once = rules.asked.iter().find(|(asked, _)| *asked == coordinate).map_or(0, |(_, cost)| *cost);
        Price { each: made + written, once, times, of: of.to_owned() }
    }

    fn find_stale(&mut self, rules: &Rules) {
        let asked = rules.asked.iter().map(|(coordinate, _)| *coordinate);
        let coordinates = rules.lists.iter().map(|(coordinate, _)| *coordinate).chain(asked);
        for coordinate in coordinates.filter(|coordinate| !coordinate.starts_with("*.")) {
            let known = coordinate.split_once('.').is_some_and(|(ty, field)| self.of(ty, field).is_some());
            if !known {
                self.problems.push(format!("{coordinate} has a rule and is not in the schema"));
            }
        }
        for (ty, _) in rules.made.iter().filter(|(ty, _)| !self.fields.contains_key(*ty)) {
            self.problems.push(format!("{ty} has a rule and is not in the schema"));
        }
    }
}

/// How often a field is answered; `None` for a list that nothing bounds.
fn times(
    types: &HashMap<String, TypeDefinition>,
    rules: &Rules,
    ty: &str,
    field: &FieldDefinition,
) -> Option<Times> {
    let (name, of) = (field.name.node.as_str(), named(&field.ty.node));
    let rule = |wanted: &str| rules.lists.iter().find(|(coordinate, _)| *coordinate == wanted);
    if let Some((_, times)) = rule(&format!("{ty}.{name}")).or_else(|| rule(&format!("*.{name}"))) {
        return Some(*times);
    }
    let list = matches!(field.ty.node.base, BaseType::List(_));
    let argument = |wanted: &str| field.arguments.iter().any(|argument| argument.node.name.node == wanted);
    match types.get(of) {
        Some(of) if is_connection(of) => (argument("first") || argument("last")).then_some(Times::Page),
        // A list of scalars is one value to write out.
        Some(of) if list && !fields(of).is_empty() => {
            types.get(ty).is_some_and(is_connection).then_some(Times::AtMost(1))
        }
        Some(of) if list && matches!(of.kind, TypeKind::Union(_)) => None,
        _ => Some(Times::AtMost(1)),
    }
}

fn is_connection(ty: &TypeDefinition) -> bool {
    let has = |wanted: &str| fields(ty).iter().any(|field| field.node.name.node == wanted);
    ty.name.node.ends_with("Connection") && has("edges") && has("pageInfo")
}

fn fields(ty: &TypeDefinition) -> &[async_graphql::Positioned<FieldDefinition>] {
    match &ty.kind {
        TypeKind::Object(object) => &object.fields,
        TypeKind::Interface(interface) => &interface.fields,
        _ => &[],
    }
}

fn named(ty: &Type) -> &str {
    match &ty.base {
        BaseType::Named(name) => name,
        BaseType::List(of) => named(of),
    }
}

fn kind(operation: OperationType) -> &'static str {
    match operation {
        OperationType::Query => "query",
        OperationType::Mutation => "mutation",
        OperationType::Subscription => "subscription",
    }
}
