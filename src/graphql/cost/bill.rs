//! The cost of a selection, as far as it is known before the variables are.

use async_graphql::{Name, Value, Variables};

use super::{DEFAULT_PAGE, MAX_PAGE};

/// What a selection costs: a known part, and lists whose length a variable says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Bill {
    fixed: usize,
    lists: Vec<(Count, Bill)>,
}

/// How many items a list has by its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Count {
    /// As the page's arguments say.
    Page { first: Argument, last: Argument },
    /// As many as are in the argument.
    Items(Argument),
    /// This many.
    Known(usize),
}

/// An argument, as the document gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Argument {
    /// Not given, or null.
    Absent,
    /// A number or a number of items.
    Size(usize),
    /// Whatever the variable holds.
    Variable(Name),
}

/// The variables of one request, and the defaults of its operation.
#[derive(Clone, Copy)]
pub(super) struct Given<'a> {
    pub(super) variables: &'a Variables,
    pub(super) defaults: &'a [(Name, Value)],
}

impl Bill {
    /// A selection that costs this much.
    pub(super) fn of(fixed: usize) -> Self {
        Self { fixed, lists: Vec::new() }
    }

    /// Adds what is selected beside.
    pub(super) fn add(&mut self, other: Self) {
        self.fixed = self.fixed.saturating_add(other.fixed);
        self.lists.extend(other.lists);
    }

    /// A field with this below it, so many times, and 1 for itself.
    pub(super) fn times(self, count: Count) -> Self {
        match count.known() {
            Some(1) => Self { fixed: self.fixed.saturating_add(1), lists: self.lists },
            Some(items) if self.lists.is_empty() => {
                Self::of(self.fixed.saturating_mul(items.max(1)).saturating_add(1))
            }
            Some(items) => Self { fixed: 1, lists: vec![(Count::Known(items), self)] },
            None => Self { fixed: 1, lists: vec![(count, self)] },
        }
    }

    /// The cost with these variables. An empty list costs as much as one item: it was asked for.
    pub(super) fn total(&self, given: Given<'_>) -> usize {
        self.lists.iter().fold(self.fixed, |total, (count, each)| {
            let items = count.items(given).max(1);
            total.saturating_add(items.saturating_mul(each.total(given)))
        })
    }
}

impl Count {
    /// The number of items if no variable says it.
    fn known(&self) -> Option<usize> {
        let variable = |argument: &Argument| matches!(argument, Argument::Variable(_));
        let asks = match self {
            Self::Page { first, last } => variable(first) || variable(last),
            Self::Items(argument) => variable(argument),
            Self::Known(_) => false,
        };
        let none = Variables::default();
        (!asks).then(|| self.items(Given { variables: &none, defaults: &[] }))
    }

    /// A page size out of range is refused by the resolver, so here it only counts as the most.
    fn items(&self, given: Given<'_>) -> usize {
        match self {
            Self::Page { first, last } => {
                let size = first.size(given).or_else(|| last.size(given));
                size.unwrap_or(DEFAULT_PAGE).min(MAX_PAGE)
            }
            Self::Items(argument) => argument.size(given).unwrap_or(1),
            Self::Known(items) => *items,
        }
    }
}

impl Argument {
    fn size(&self, given: Given<'_>) -> Option<usize> {
        match self {
            Self::Absent => None,
            Self::Size(size) => Some(*size),
            Self::Variable(name) => given.of(name).and_then(size),
        }
    }
}

impl<'a> Given<'a> {
    fn of(&self, name: &Name) -> Option<&'a Value> {
        let default = || self.defaults.iter().find(|(of, _)| of == name).map(|(_, value)| value);
        self.variables.get(name).or_else(default)
    }
}

/// The size that a value stands for, `None` for null. What can't be a size, and will be refused where it is read, counts
/// as the largest page.
pub(super) fn size(value: &Value) -> Option<usize> {
    match value {
        Value::Null => None,
        Value::List(items) => Some(items.len()),
        Value::Number(number) => {
            Some(number.as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or(MAX_PAGE))
        }
        // One value where a list is expected is a list of it.
        Value::String(_) | Value::Enum(_) | Value::Boolean(_) | Value::Object(_) | Value::Binary(_) => {
            Some(1)
        }
    }
}
