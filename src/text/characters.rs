//! Which characters a text may hold.
//!
//! Refused is what a reader can't see but a program acts on: control characters, bidirectional controls
//! (they make `gpj.exe` read as `exe.jpg`), invisible fillers and tags (they carry hidden words, or make two
//! equal-looking names differ). Joiners and variation selectors stay where scripts and emoji need them.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// Why a character is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ForbiddenKind {
    /// A C0 or C1 control character, or a noncharacter.
    Control,
    /// A line break or tab where the text is a single line, or a line separator other than the newline.
    LineBreak,
    /// A control of the bidirectional algorithm.
    BidiControl,
    /// A character that shows nothing.
    Invisible,
    /// A joiner or variation selector with nothing to act on.
    StrayJoiner,
}

impl ForbiddenKind {
    /// What the character is, for an error message.
    pub fn describe(self) -> &'static str {
        match self {
            Self::Control => "a control character",
            Self::LineBreak => "a line break or tab",
            Self::BidiControl => "a control of text direction",
            Self::Invisible => "an invisible character",
            Self::StrayJoiner => "an invisible joiner that joins nothing",
        }
    }
}

/// What a character is on its own, before its neighbours are looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Visible,
    Space,
    /// ZWJ and ZWNJ: needed by Persian, Indic scripts and emoji.
    Joiner,
    /// Chooses a shape of the character before it.
    Selector,
    Forbidden(ForbiddenKind),
}

/// The first refused character of `text` and its index in characters, or `None` when all are accepted.
/// Newlines and tabs are accepted only where `multi_line`.
pub(super) fn first_forbidden(text: &str, multi_line: bool) -> Option<(usize, char, ForbiddenKind)> {
    let mut before = Class::Space;
    let mut characters = text.chars().enumerate().peekable();
    while let Some((index, character)) = characters.next() {
        let class = match character {
            '\n' | '\t' if multi_line => Class::Space,
            _ => classify(character),
        };
        let stray = match class {
            Class::Forbidden(kind) => return Some((index, character, kind)),
            Class::Visible | Class::Space => false,
            Class::Selector => before != Class::Visible,
            Class::Joiner => {
                let joins_next = characters.peek().is_some_and(|(_, next)| classify(*next) == Class::Visible);
                !matches!(before, Class::Visible | Class::Selector) || !joins_next
            }
        };
        if stray {
            return Some((index, character, ForbiddenKind::StrayJoiner));
        }
        before = class;
    }
    None
}

/// Whether a comparison should look past this character.
pub(super) fn is_ignorable(character: char) -> bool {
    !matches!(classify(character), Class::Visible | Class::Space)
}

fn classify(character: char) -> Class {
    use ForbiddenKind::{BidiControl, Control, Invisible, LineBreak};
    match character {
        '\t' | '\n' | '\u{B}' | '\u{C}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
            Class::Forbidden(LineBreak)
        }
        '\u{200C}' | '\u{200D}' => Class::Joiner,
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{180B}'..='\u{180D}' | '\u{180F}' => {
            Class::Selector
        }
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            Class::Forbidden(BidiControl)
        }
        // Letters, marks and a symbol by category, blank to the eye: fillers, the grapheme joiner, empty braille.
        '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{2800}' | '\u{3164}'
        | '\u{FFA0}' => Class::Forbidden(Invisible),
        // Format characters that do show: Arabic, Syriac and Kaithi number signs.
        '\u{600}'..='\u{605}'
        | '\u{6DD}'
        | '\u{70F}'
        | '\u{890}'
        | '\u{891}'
        | '\u{8E2}'
        | '\u{110BD}'
        | '\u{110CD}' => Class::Visible,
        _ if is_noncharacter(character) => Class::Forbidden(Control),
        _ if character.is_whitespace() => Class::Space,
        _ => match character.general_category() {
            GeneralCategory::Control => Class::Forbidden(Control),
            GeneralCategory::Format => Class::Forbidden(Invisible),
            _ => Class::Visible,
        },
    }
}

fn is_noncharacter(character: char) -> bool {
    let code = u32::from(character);
    (0xFDD0..=0xFDEF).contains(&code) || code & 0xFFFE == 0xFFFE
}
