//! What a parsed document amounts to once its fragments are expanded, without expanding them.

use std::collections::HashMap;

use async_graphql::{
    Positioned,
    parser::types::{Directive, ExecutableDocument, Selection, SelectionSet},
};

/// The size of a selection set with everything below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Expanded {
    pub(super) selections: usize,
    pub(super) aliases: usize,
    pub(super) directives: usize,
    pub(super) depth: usize,
}

impl Expanded {
    /// Adds what stands beside: sizes add up, depths don't. Saturating, since a chain of fragments doubles at each link.
    fn add(&mut self, other: Self) {
        self.selections = self.selections.saturating_add(other.selections);
        self.aliases = self.aliases.saturating_add(other.aliases);
        self.directives = self.directives.saturating_add(other.directives);
        self.depth = self.depth.max(other.depth);
    }
}

/// A fragment that spreads itself, directly or by way of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cycle {
    pub(super) fragment: String,
}

/// The size of the whole document: its operations, and its fragments where no operation uses them, since validation
/// walks those too.
///
/// Each fragment is walked once. Recursion is bounded by the nesting and the number of fragments, which are checked
/// before.
pub(super) fn expanded(document: &ExecutableDocument) -> Result<Expanded, Cycle> {
    let mut walk = Walk { document, fragments: HashMap::new() };
    let mut total = Expanded::default();
    for (_, operation) in document.operations.iter() {
        let definitions = &operation.node.variable_definitions;
        total.directives += operation.node.directives.len();
        total.directives += definitions.iter().map(|d| d.node.directives.len()).sum::<usize>();
        total.add(walk.selection_set(&operation.node.selection_set.node)?);
    }
    for name in document.fragments.keys() {
        if !walk.fragments.contains_key(name.as_str()) {
            total.add(walk.fragment(name.as_str())?);
        }
    }
    Ok(total)
}

struct Walk<'a> {
    document: &'a ExecutableDocument,
    /// `None` while the walk is inside the fragment.
    fragments: HashMap<&'a str, Option<Expanded>>,
}

impl<'a> Walk<'a> {
    fn selection_set(&mut self, set: &'a SelectionSet) -> Result<Expanded, Cycle> {
        let mut total = Expanded::default();
        for item in &set.items {
            let (directives, aliased, below) = match &item.node {
                Selection::Field(field) => {
                    let below = self.selection_set(&field.node.selection_set.node)?;
                    (&field.node.directives, field.node.alias.is_some(), below)
                }
                Selection::InlineFragment(inline) => {
                    (&inline.node.directives, false, self.selection_set(&inline.node.selection_set.node)?)
                }
                Selection::FragmentSpread(spread) => {
                    (&spread.node.directives, false, self.fragment(&spread.node.fragment_name.node)?)
                }
            };
            total.add(one(directives, aliased, below));
        }
        Ok(total)
    }

    fn fragment(&mut self, name: &'a str) -> Result<Expanded, Cycle> {
        match self.fragments.get(name) {
            Some(Some(known)) => return Ok(*known),
            Some(None) => return Err(Cycle { fragment: name.to_owned() }),
            None => {}
        }
        // A fragment that isn't defined is for validation to report.
        let Some(definition) = self.document.fragments.get(name) else { return Ok(Expanded::default()) };
        self.fragments.insert(name, None);
        let mut size = self.selection_set(&definition.node.selection_set.node)?;
        size.directives = size.directives.saturating_add(definition.node.directives.len());
        self.fragments.insert(name, Some(size));
        Ok(size)
    }
}

/// A selection with what is below it.
fn one(directives: &[Positioned<Directive>], aliased: bool, below: Expanded) -> Expanded {
    Expanded {
        selections: below.selections.saturating_add(1),
        aliases: below.aliases.saturating_add(usize::from(aliased)),
        directives: below.directives.saturating_add(directives.len()),
        depth: below.depth.saturating_add(1),
    }
}
