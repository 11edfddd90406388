//! What owners write of their languages.

use async_graphql::{InputObject, MaybeUndefined};
use folio_db::languages::LanguageRow;

use super::types::LanguageLevel;
use crate::{
    graphql::id::ItemKind,
    items::{ItemInput, Names, Section, names},
    text::codes,
    write::{Checks, UserErrorCode},
};

/// A language, as somebody writes that they know it. A field that is left out stays as it is; null empties it.
#[derive(Debug, Clone, InputObject)]
pub struct LanguageInput {
    /// BCP 47 language tag: "de", "pt-BR". Needed when adding; each once.
    language: MaybeUndefined<String>,
    /// How well.
    level: MaybeUndefined<LanguageLevel>,
}

/// Languages, as a section that is edited.
pub struct LanguageSection;

impl Section for LanguageSection {
    type Row = LanguageRow;
    type Input = LanguageInput;

    const KIND: ItemKind = ItemKind::LanguageSkill;
    const SECTION: folio_policy::Section = folio_policy::Section::Languages;
    const NAMES: Names = names!("language");
    const MAX_ITEMS: usize = 50;

    fn beside(others: &[LanguageRow], row: &LanguageRow, checks: &mut Checks) {
        if others.iter().any(|other| other.language == row.language) {
            let message = "is among your languages already: change its level there";
            checks.refuse("language", UserErrorCode::Invalid, message);
        }
    }
}

impl ItemInput<LanguageRow> for LanguageInput {
    fn apply(&self, row: &mut LanguageRow, checks: &mut Checks) {
        let missing = "a BCP 47 language tag is needed, such as de or pt-BR";
        match &self.language {
            MaybeUndefined::Undefined if row.language.is_empty() => {
                checks.refuse("language", UserErrorCode::Required, missing);
            }
            MaybeUndefined::Undefined => {}
            MaybeUndefined::Null => checks.refuse("language", UserErrorCode::Required, missing),
            MaybeUndefined::Value(text) if text.trim().is_empty() => {
                checks.refuse("language", UserErrorCode::Required, missing);
            }
            MaybeUndefined::Value(text) => match codes::language(text) {
                Some(tag) => row.language = tag,
                None => {
                    let message = "must be a BCP 47 language tag, such as de or pt-BR";
                    checks.refuse("language", UserErrorCode::Invalid, message);
                }
            },
        }
        match self.level {
            MaybeUndefined::Undefined => {}
            MaybeUndefined::Null => row.level = None,
            MaybeUndefined::Value(level) => row.level = Some(level.name().to_owned()),
        }
    }
}
