//! Codes that standards define: read as people write them, kept as the standard writes them.

use std::str::FromStr;

use icu_locale_core::{LanguageIdentifier, Locale};
use iso_currency::Currency;

/// An IANA time zone by its name, in whatever case.
#[must_use]
pub fn timezone(text: &str) -> Option<String> {
    let text = text.trim();
    let zone = chrono_tz::Tz::from_str_insensitive(text).ok()?;
    Some(zone.name().to_owned())
}

/// An ISO 4217 currency code, in whatever case.
#[must_use]
pub fn currency(text: &str) -> Option<String> {
    let code = text.trim().to_ascii_uppercase();
    Currency::from_code(&code).map(|currency| currency.code().to_owned())
}

/// The longest language tag that is kept, in characters.
const MAX_LOCALE: usize = 35;

/// A BCP 47 language tag, in its canonical case.
#[must_use]
pub fn locale(text: &str) -> Option<String> {
    let locale = Locale::from_str(text.trim()).ok()?.to_string();
    (locale.len() <= MAX_LOCALE && locale != "und").then_some(locale)
}

/// The BCP 47 tag of a language, in its canonical case: with a script, a region and variants, but no extensions, which
/// tell how something is formatted and not which language it is in.
#[must_use]
pub fn language(text: &str) -> Option<String> {
    let tag = LanguageIdentifier::from_str(text.trim()).ok()?;
    let text = tag.to_string();
    (text.len() <= MAX_LOCALE && !tag.language.is_unknown()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_kept_as_the_standards_write_them() {
        assert_eq!(timezone(" europe/berlin ").as_deref(), Some("Europe/Berlin"));
        assert_eq!(timezone("UTC").as_deref(), Some("UTC"));
        assert_eq!(currency("eur").as_deref(), Some("EUR"));
        assert_eq!(locale("DE-ch").as_deref(), Some("de-CH"));
        assert_eq!(locale("zh-hant-tw").as_deref(), Some("zh-Hant-TW"));
        assert_eq!(language(" PT-br ").as_deref(), Some("pt-BR"));
    }

    #[test]
    fn what_no_standard_defines_is_refused() {
        for text in ["", "Europe/Atlantis", "+01:00", "Europe/Berlin\0"] {
            assert_eq!(timezone(text), None, "{text:?}");
        }
        for text in ["", "EU", "EURO", "QQQ", "€"] {
            assert_eq!(currency(text), None, "{text:?}");
        }
        for text in ["", "und", "deutsch!", "d", &format!("en-{}", "abcdefgh-".repeat(8))] {
            assert_eq!(locale(text), None, "{text:?}");
        }
        for text in ["", "und", "und-DE", "English!", "d", "de-u-co-phonebk"] {
            assert_eq!(language(text), None, "{text:?}");
        }
    }
}
