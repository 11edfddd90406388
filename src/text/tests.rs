use proptest::prelude::*;

use super::*;

const LINE: TextRule = TextRule::single_line(20);
const LINES: TextRule = TextRule::multi_line(20);

fn forbidden(text: &str) -> (u32, usize, ForbiddenKind) {
    match LINES.required(text) {
        Err(TextError::Forbidden { character, position, kind }) => (character.into(), position, kind),
        other => panic!("{text:?} gave {other:?}"),
    }
}

#[test]
fn text_is_kept_trimmed_and_composed() {
    assert_eq!(LINE.required("  Zoe\u{308}\u{A0}").unwrap(), "Zo\u{EB}");
    assert_eq!(LINES.required("\none\r\ntwo\rthree\tfour ").unwrap(), "one\ntwo\nthree\tfour");
    assert_eq!(LINE.optional(" \n\t ").unwrap(), None);
    assert_eq!(LINE.required(" "), Err(TextError::Empty));
}

#[test]
fn length_counts_characters_after_composing() {
    let decomposed = "e\u{301}".repeat(20);
    assert_eq!(LINE.required(&decomposed).unwrap().chars().count(), 20);
    assert_eq!(LINE.required(&"\u{1F600}".repeat(21)), Err(TextError::TooLong { max: 20, actual: 21 }));
    let message = LINE.required(&"a".repeat(21)).unwrap_err().to_string();
    assert_eq!(message, "has 21 characters; at most 20 are accepted");
}

#[test]
fn a_refused_character_is_named_with_its_place() {
    let error = LINE.required("  ab\u{202E}c").unwrap_err();
    assert_eq!(
        error.to_string(),
        "character 5 is U+202E, a control of text direction, which is not accepted here"
    );
}

#[test]
fn dangerous_characters_are_refused() {
    use ForbiddenKind::{BidiControl, Control, Invisible, LineBreak, StrayJoiner};
    for (code, kind) in [
        (0x0, Control),
        (0x1B, Control),
        (0x9B, Control),
        (0xFFFE, Control),
        (0xFDD0, Control),
        (0xB, LineBreak),
        (0x2028, LineBreak),
        (0x61C, BidiControl),
        (0x200E, BidiControl),
        (0x202A, BidiControl),
        (0x2066, BidiControl),
        (0xAD, Invisible),
        (0x200B, Invisible),
        (0x2060, Invisible),
        (0xFEFF, Invisible),
        (0x3164, Invisible),
        (0xE0041, Invisible),
        (0x200D, StrayJoiner),
        (0xFE0F, StrayJoiner),
    ] {
        let character = char::from_u32(code).unwrap();
        assert_eq!(forbidden(&format!("a {character} b")), (code, 3, kind));
    }
}

#[test]
fn a_single_line_has_no_breaks_or_tabs() {
    for text in ["a\nb", "a\tb", "a\r\nb"] {
        assert!(matches!(
            LINE.required(text),
            Err(TextError::Forbidden { position: 2, kind: ForbiddenKind::LineBreak, .. })
        ));
    }
}

#[test]
fn scripts_and_emoji_keep_their_joiners() {
    for text in [
        "\u{645}\u{6CC}\u{200C}\u{62E}\u{648}\u{627}\u{647}\u{645}", // Persian with ZWNJ
        "\u{2764}\u{FE0F}\u{200D}\u{1F525}",                         // heart on fire
        "\u{845B}\u{E0100}\u{57CE}",                                 // a Japanese name with a variant
        "\u{6DD}\u{661}",                                            // Arabic end of verse
    ] {
        assert_eq!(LINE.required(text).unwrap(), text);
    }
    for text in ["a\u{200D}\u{200D}b", "a\u{200D}", "a\u{FE0F}\u{FE0F}", "\u{200D}a"] {
        assert_eq!(forbidden(text).2, ForbiddenKind::StrayJoiner, "{text:?}");
    }
}

#[test]
fn web_addresses() {
    for (text, kept) in [
        ("https://www.ou.edu/", "https://www.ou.edu/"),
        (" http://richardhendricks.example.com ", "http://richardhendricks.example.com"),
        ("HTTPS://Example.com/A?b#c", "https://example.com/A?b#c"),
        ("https://b\u{FC}cher.example/\u{FC}", "https://xn--bcher-kva.example/%C3%BC"),
        ("http://en.wikipedia.org/wiki/X_(TV_series)", "http://en.wikipedia.org/wiki/X_(TV_series)"),
    ] {
        assert_eq!(text.parse::<WebUrl>().unwrap().as_str(), kept);
    }
    for (text, error) in [
        ("", WebUrlError::NoScheme),
        ("example.com", WebUrlError::NoScheme),
        ("//example.com", WebUrlError::NoScheme),
        ("javascript:alert(1)", WebUrlError::Scheme),
        ("ftp://example.com", WebUrlError::Scheme),
        ("data:text/html,hello", WebUrlError::Scheme),
        ("https://", WebUrlError::Malformed),
        ("https:example.com", WebUrlError::Malformed),
        ("https:\\\\example.com", WebUrlError::Malformed),
        ("java\nscript:alert(1)", WebUrlError::Malformed),
        ("https://exa mple.com", WebUrlError::Malformed),
        ("https://user@example.com", WebUrlError::Credentials),
        ("https://:secret@example.com", WebUrlError::Credentials),
    ] {
        assert_eq!(text.parse::<WebUrl>(), Err(error), "{text}");
    }
    let long = format!("https://example.com/{}", "\u{FC}".repeat(1_000));
    assert_eq!(long.parse::<WebUrl>(), Err(WebUrlError::TooLong), "its ASCII form is too long");
}

#[test]
fn slugs_come_from_names() {
    for (name, slug) in [
        ("Maya Okonkwo", Some("maya-okonkwo")),
        ("  Zo\u{EB} O\u{2019}Brien-Smith ", Some("zoe-obrien-smith")),
        ("\u{141}ukasz \u{17B}\u{F3}\u{142}\u{107}", Some("lukasz-zolc")),
        ("\u{738B}\u{5C0F}\u{660E}", Some("wang-xiao-ming")),
        ("Li", None),
        ("Admin", None),
        ("!!!", None),
    ] {
        assert_eq!(Slug::derive(name).as_ref().map(Slug::as_str), slug, "{name}");
    }
    let long = Slug::derive(&"Wolfeschlegel ".repeat(8)).unwrap();
    assert_eq!(long.as_str(), "wolfeschlegel-wolfeschlegel-wolfeschlegel-wolfeschlegel");
    assert_eq!(Slug::derive(&"x".repeat(99)).unwrap().as_str().len(), MAX_SLUG_CHARS);
}

#[test]
fn slugs_that_are_refused_say_why() {
    for (text, error) in [
        ("ab", SlugError::Length),
        ("Maya", SlugError::Character),
        ("zo\u{EB}", SlugError::Character),
        ("-maya", SlugError::Dash),
        ("maya--o", SlugError::Dash),
        ("graphql", SlugError::Reserved),
    ] {
        assert_eq!(text.parse::<Slug>(), Err(error), "{text}");
    }
}

#[test]
fn names_that_look_the_same_have_the_same_key() {
    for (one, other) in [
        ("Maya Okonkwo", " MAYA  okonkwo"),
        ("Stra\u{DF}e", "STRASSE"),
        ("Zoe\u{308}", "zo\u{EB}"),
        ("\u{FF2D}\u{FF21}\u{FF39}\u{FF21}", "maya"),
        ("\u{FB01}nn", "FINN"),
        ("ma\u{200D}ya", "maya"),
        (
            "\u{3A3}\u{3AF}\u{3C3}\u{3C5}\u{3C6}\u{3BF}\u{3C2}",
            "\u{3C3}\u{3AF}\u{3C3}\u{3C5}\u{3C6}\u{3BF}\u{3C3}",
        ),
    ] {
        assert_eq!(name_key(one), name_key(other), "{one} / {other}");
    }
    assert_ne!(name_key("Zoe"), name_key("Zo\u{EB}"));
    assert_ne!(name_key("ab"), name_key("a b"));
}

proptest! {
    #[test]
    fn what_was_accepted_once_is_accepted_unchanged(text in any::<String>()) {
        for rule in [TextRule::single_line(500), TextRule::multi_line(500)] {
            if let Ok(Some(kept)) = rule.optional(&text) {
                prop_assert_eq!(rule.optional(&kept), Ok(Some(kept)));
            }
        }
    }

    #[test]
    fn a_kept_address_stays_the_same(path in "[a-z/?#%. \u{FC}]{0,40}") {
        if let Ok(url) = format!("https://example.com{path}").parse::<WebUrl>() {
            prop_assert_eq!(url.as_str().parse::<WebUrl>(), Ok(url.clone()));
        }
    }

    #[test]
    fn derived_and_numbered_slugs_are_valid(name in any::<String>(), number in any::<u32>()) {
        if let Some(slug) = Slug::derive(&name) {
            prop_assert_eq!(slug.as_str().parse::<Slug>(), Ok(slug.clone()));
            let numbered = slug.numbered(number);
            prop_assert_eq!(numbered.as_str().parse::<Slug>(), Ok(numbered.clone()));
        }
    }

    #[test]
    fn name_keys_are_idempotent(name in any::<String>()) {
        let key = name_key(&name);
        prop_assert_eq!(name_key(&key), key);
    }
}
