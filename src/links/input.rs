//! What owners write of their links.

use async_graphql::{InputObject, MaybeUndefined};
use folio_db::links::LinkRow;

use super::types::LinkKind;
use crate::{
    graphql::id::ItemKind,
    items::{ItemInput, Names, Section, names},
    text::limits,
    write::{Checks, UserErrorCode},
};

/// A link, as its owner writes it. A field that is left out stays as it is; null empties it.
#[derive(Debug, Clone, InputObject)]
pub struct LinkInput {
    /// Where it leads. Needed when adding.
    kind: MaybeUndefined<LinkKind>,
    /// What to call it, at most 60 characters.
    label: MaybeUndefined<String>,
    /// The account's name there, at most 100 characters.
    username: MaybeUndefined<String>,
    /// The http(s) address. Needed when adding.
    url: MaybeUndefined<String>,
}

/// Links, as a section that is edited.
pub struct LinkSection;

impl Section for LinkSection {
    type Row = LinkRow;
    type Input = LinkInput;

    const KIND: ItemKind = ItemKind::Link;
    const SECTION: folio_policy::Section = folio_policy::Section::Links;
    const NAMES: Names = names!("link");
    const MAX_ITEMS: usize = 20;
}

impl ItemInput<LinkRow> for LinkInput {
    fn apply(&self, row: &mut LinkRow, checks: &mut Checks) {
        match self.kind {
            MaybeUndefined::Undefined if !row.kind.is_empty() => {}
            MaybeUndefined::Undefined | MaybeUndefined::Null => {
                checks.refuse(
                    "kind",
                    UserErrorCode::Required,
                    "say where it leads: OTHER, if it is none of the kinds",
                );
            }
            MaybeUndefined::Value(kind) => kind.name().clone_into(&mut row.kind),
        }
        checks.text("label", &limits::LINK_LABEL, &self.label, &mut row.label);
        checks.text("username", &limits::LINK_USERNAME, &self.username, &mut row.username);
        checks.required_web_url("url", &self.url, &mut row.url);
    }
}
