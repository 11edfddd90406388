//! Languages (capability P5): which somebody knows, and how well.

use crate::{
    items::{item_row, item_snapshot},
    schema::languages,
};

item_row! {
    /// A language that somebody knows. No two of a profile are the same one.
    languages => LanguageRow;
    key: &'a str = |row| &row.language;
    language: String,
    level: Option<String>,
}

item_snapshot! {
    /// What the snapshot holds of one language.
    LanguageSnapshot of LanguageRow as row => row;
    bookkeeping: LanguageSkillId LanguageSkillVisibility LanguageSkillProvenance LanguageSkillPosition
        LanguageSkillVersion LanguageSkillCreatedAt LanguageSkillUpdatedAt;
    title: |item, scope| item.language.reveal(scope);
    language: LanguageSkillLanguage => Option<String> = Some(row.language),
    level: LanguageSkillLevel => Option<String> = row.level,
}
