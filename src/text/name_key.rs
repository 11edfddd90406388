//! The key by which names are compared: equal for names that a reader takes for the same.

use unicase::UniCase;
use unicode_normalization::UnicodeNormalization;

use super::characters;

/// The version of what [`name_key`] computes. Stored beside every key: a change of the rule, or of the
/// Unicode tables in a way that moves keys, raises it, and stored keys of another version are recomputed.
pub const NAME_KEY_VERSION: i16 = 1;

/// The comparison key of a name: compatibility forms unified (NFKC), case folded, white space collapsed,
/// invisible characters left out. For comparing only, never for showing.
pub fn name_key(name: &str) -> String {
    let visible: String = name.nfkc().filter(|character| !characters::is_ignorable(*character)).collect();
    let folded = UniCase::unicode(visible).to_folded_case();
    // Folding can leave a sequence that composes (U+0345 becomes a letter), so normalise once more.
    let folded: String = folded.nfkc().collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}
