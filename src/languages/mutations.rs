//! `languageAdd`, `languageUpdate`, `languageRemove`, `languageReorder`.

use super::{
    input::{LanguageInput, LanguageSection},
    types::LanguageSkill,
};
use crate::items::item_mutations;

item_mutations! {
    /// Changes of one's languages.
    LanguageMutation of LanguageSection;
    /// What became of a change of one's languages.
    LanguagePayload { language: LanguageSkill }
    /// Adds a language to the caller's profile, after the others. At most 50, each once.
    language_add(LanguageInput, needs "Which, and how well; `language` is needed.");
    /// Changes one of the caller's languages. Fields that are left out stay as they are.
    language_update;
    /// Removes one of the caller's languages; those behind it move up.
    language_remove;
    /// Puts the caller's languages in another order.
    language_reorder;
}
