//! From a parsed document to the bill of each of its operations.

use std::{collections::HashMap, convert::Infallible};

use async_graphql::{
    Name, Value, Variables,
    parser::types::{ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet},
};

use super::{
    bill::{Argument, Bill, Count, Given, size},
    price_list::{Price, PriceList, Times},
};

/// What each operation of a document costs. Made once for a document, and asked at each request.
#[derive(Debug)]
pub(crate) struct Bills(Vec<OperationBill>);

#[derive(Debug)]
struct OperationBill {
    name: Option<Name>,
    bill: Bill,
    defaults: Vec<(Name, Value)>,
}

impl Bills {
    /// The bills of a document whose fragments make no circle and whose nesting is bounded.
    pub(crate) fn of(document: &ExecutableDocument, prices: &PriceList) -> Self {
        let mut walk = Walk { document, prices, fragments: HashMap::new() };
        let bills = document.operations.iter().map(|(name, operation)| OperationBill {
            name: name.cloned(),
            bill: walk.operation(&operation.node),
            defaults: defaults(&operation.node),
        });
        Self(bills.collect())
    }

    /// What the operation of this name costs with these variables; the only operation needs no name.
    pub(crate) fn cost(&self, name: Option<&str>, variables: &Variables) -> usize {
        let named = |operation: &&OperationBill| operation.name.as_deref() == name;
        self.0
            .iter()
            .find(named)
            .or(self.0.first())
            .map_or(0, |operation| operation.bill.total(Given { variables, defaults: &operation.defaults }))
    }
}

fn defaults(operation: &OperationDefinition) -> Vec<(Name, Value)> {
    let definitions = operation.variable_definitions.iter().map(|definition| &definition.node);
    definitions
        .filter_map(|definition| {
            let value = definition.default_value.as_ref()?;
            Some((definition.name.node.clone(), value.node.clone()))
        })
        .collect()
}

struct Walk<'a> {
    document: &'a ExecutableDocument,
    prices: &'a PriceList,
    /// Each fragment is walked once; its type is its own.
    fragments: HashMap<&'a str, Bill>,
}

impl<'a> Walk<'a> {
    fn operation(&mut self, operation: &'a OperationDefinition) -> Bill {
        let root = self.prices.root(operation.ty);
        self.selection_set(root, &operation.selection_set.node)
    }

    fn selection_set(&mut self, ty: &'a str, set: &'a SelectionSet) -> Bill {
        let mut total = Bill::default();
        for item in &set.items {
            total.add(match &item.node {
                Selection::Field(field) => self.field(ty, &field.node),
                Selection::InlineFragment(inline) => {
                    let condition = inline.node.type_condition.as_ref();
                    let ty = condition.map_or(ty, |condition| condition.node.on.node.as_str());
                    self.selection_set(ty, &inline.node.selection_set.node)
                }
                Selection::FragmentSpread(spread) => self.fragment(&spread.node.fragment_name.node),
            });
        }
        total
    }

    /// A field that isn't in the schema is for validation to report, or belongs to introspection.
    fn field(&mut self, ty: &'a str, field: &'a Field) -> Bill {
        let price = self.prices.of(ty, &field.name.node);
        let mut each = Bill::of(price.map_or(0, |price| price.each));
        each.add(self.selection_set(price.map_or("", |price| &price.of), &field.selection_set.node));
        let mut bill = each.times(price.map_or(Count::Known(1), |price| count(price, field)));
        bill.add(Bill::of(price.map_or(0, |price| price.once)));
        bill
    }

    fn fragment(&mut self, name: &'a str) -> Bill {
        if let Some(known) = self.fragments.get(name) {
            return known.clone();
        }
        let Some(definition) = self.document.fragments.get(name) else { return Bill::default() };
        let ty = definition.node.type_condition.node.on.node.as_str();
        let bill = self.selection_set(ty, &definition.node.selection_set.node);
        self.fragments.insert(name, bill.clone());
        bill
    }
}

fn count(price: &Price, field: &Field) -> Count {
    match price.times {
        Times::Page => Count::Page { first: argument(field, "first"), last: argument(field, "last") },
        Times::PerItem(name) => Count::Items(argument(field, name)),
        Times::AtMost(items) => Count::Known(items),
    }
}

fn argument(field: &Field, name: &str) -> Argument {
    let Some(literal) = field.get_argument(name) else { return Argument::Absent };
    let mut variable = None;
    let value = literal.node.clone().into_const_with(|name| {
        variable = Some(name);
        Ok::<_, Infallible>(Value::Null)
    });
    let Ok(value) = value;
    match variable {
        // In a list the length is known all the same.
        Some(name) if value == Value::Null => Argument::Variable(name),
        _ => size(&value).map_or(Argument::Absent, Argument::Size),
    }
}
