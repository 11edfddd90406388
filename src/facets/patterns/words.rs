//! A text as words with their places, in characters.

use crate::facets::extractor::Span;

/// A word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word<'a> {
    /// As it stands.
    pub(super) text: &'a str,
    /// Where, in characters.
    pub(super) span: Span,
    /// Where, in bytes.
    from: usize,
    to: usize,
    /// Whether a sentence or a line begins with it.
    pub(super) begins: bool,
}

/// A text and its words.
pub(super) struct Words<'a> {
    text: &'a str,
    pub(super) words: Vec<Word<'a>>,
}

/// The most words of a name.
pub(super) const MAX_NAME_WORDS: usize = 6;

impl<'a> Words<'a> {
    /// The words of a text: letters and digits, with what joins them (`Node.js`, `scikit-learn`), what ends them (`C++`,
    /// `C#`, `30%`) and what begins them (`.NET`).
    pub(super) fn of(text: &'a str) -> Self {
        let characters: Vec<(usize, char)> = text.char_indices().collect();
        let at = |index: usize| characters.get(index).map(|(_, c)| *c);
        let byte = |index: usize| characters.get(index).map_or(text.len(), |(byte, _)| *byte);
        let letter = |index: usize| at(index).is_some_and(char::is_alphanumeric);
        let (mut words, mut index, mut begins) = (Vec::new(), 0, true);
        while let Some(character) = at(index) {
            let dotted = character == '.'
                && at(index + 1).is_some_and(char::is_uppercase)
                && (index == 0 || at(index - 1).is_some_and(|c| c.is_whitespace() || "(/,".contains(c)));
            if !character.is_alphanumeric() && !dotted {
                // A list's bullet begins a line and a colon a list: neither is a sentence's end, and both begin one.
                begins |= matches!(character, '.' | '!' | '?' | '\n' | '•' | '–' | '—' | ':');
                index += 1;
                continue;
            }
            let start = index;
            index += 1;
            loop {
                if letter(index) {
                    index += 1;
                } else if at(index).is_some_and(|c| matches!(c, '.' | '-' | '_')) && letter(index + 1) {
                    // A point joins what has no space behind it; between digits a comma does, see below.
                    index += 2;
                } else if at(index) == Some(',')
                    && at(index - 1).is_some_and(|c| c.is_ascii_digit())
                    && at(index + 1).is_some_and(|c| c.is_ascii_digit())
                {
                    index += 2;
                } else if at(index).is_some_and(|c| matches!(c, '+' | '#' | '%')) {
                    index += 1;
                } else {
                    break;
                }
            }
            let (from, to) = (byte(start), byte(index));
            words.push(Word { text: &text[from..to], span: Span { start, end: index }, from, to, begins });
            begins = false;
        }
        Self { text, words }
    }

    /// The text from one word to another, if they belong together: nothing but a space or a stroke stands between them.
    pub(super) fn phrase(&self, first: usize, last: usize) -> Option<(&'a str, Span)> {
        let (one, other) = (self.words.get(first)?, self.words.get(last)?);
        let together = |pair: &[Word<'_>]| {
            let between = &self.text[pair[0].to..pair[1].from];
            between.len() <= 3 && between.chars().all(|c| matches!(c, ' ' | '\u{a0}' | '/' | '&' | '-'))
        };
        if !self.words[first..=last].windows(2).all(together) {
            return None;
        }
        Some((&self.text[one.from..other.to], Span { start: one.span.start, end: other.span.end }))
    }

    /// What stands right before a word, spaces apart.
    pub(super) fn before(&self, word: usize) -> Option<char> {
        self.text[..self.words.get(word)?.from].chars().rev().find(|c| *c == '\n' || !c.is_whitespace())
    }

    /// What stands right behind a word, spaces apart.
    pub(super) fn behind(&self, word: usize) -> Option<char> {
        self.text[self.words.get(word)?.to..].chars().find(|c| *c == '\n' || !c.is_whitespace())
    }

    /// What joins a word to the one behind or before it, if it is a stroke: `Go-to-market` is one word, `C-level` another.
    pub(super) fn lower(&self, word: usize) -> Option<String> {
        self.words.get(word).map(|word| word.text.to_lowercase())
    }

    /// Whether one of the words right before this one takes back what it says.
    pub(super) fn is_denied(&self, word: usize) -> bool {
        let begins = (0..=word).rev().find(|at| self.words[*at].begins).unwrap_or(0);
        let from = word.saturating_sub(6).max(begins);
        (from..word).filter_map(|at| self.lower(at)).any(|word| {
            matches!(
                word.as_str(),
                "no" | "not" | "without" | "never" | "neither" | "nor" | "cannot" | "lacking"
            )
        })
    }

    /// The sentences: where each begins and ends, in words, both included.
    pub(super) fn sentences(&self) -> Vec<(usize, usize)> {
        let mut sentences = Vec::new();
        let mut start = 0;
        for (index, word) in self.words.iter().enumerate() {
            let after_colon = self.before(index) == Some(':');
            if index > start && word.begins && !after_colon && self.ends_before(index) {
                sentences.push((start, index - 1));
                start = index;
            }
        }
        if !self.words.is_empty() {
            sentences.push((start, self.words.len() - 1));
        }
        sentences
    }

    /// Whether a sentence ends before a word: a line does, or a point with a capital or a digit behind it.
    fn ends_before(&self, word: usize) -> bool {
        let (before, this) = (self.words[word - 1], self.words[word]);
        let between = &self.text[before.to..this.from];
        let begins = this.text.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
        between.contains('\n') || between.contains('•') || (begins && between.contains(['.', '!', '?']))
    }

    /// A part of the text, without what isn't seen at its ends.
    pub(super) fn slice(&self, span: Span) -> String {
        self.text.chars().skip(span.start).take(span.end - span.start).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str) -> Vec<&str> {
        Words::of(text).words.into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn names_of_things_are_words() {
        assert_eq!(words("C++, C# and .NET/Node.js"), ["C++", "C#", "and", ".NET", "Node.js"]);
        assert_eq!(words("scikit-learn (30%, 1,200 users)."), ["scikit-learn", "30%", "1,200", "users"]);
        assert_eq!(words("Größe: fünf\u{a0}Köche…"), ["Größe", "fünf", "Köche"]);
        assert_eq!(words(""), [""; 0]);
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        let text = "Led a team of 8. Cut costs by 3.5 % e.g. by baking\n- Won a prize! and more";
        let words = Words::of(text);
        let sentences: Vec<_> =
            words.sentences().into_iter().map(|(first, _)| words.words[first].text).collect();
        assert_eq!(sentences, ["Led", "Cut", "Won"]);
    }

    #[test]
    fn what_is_denied_is_known() {
        let words = Words::of("I have no experience with Java. Python instead");
        let at = |text: &str| words.words.iter().position(|word| word.text == text).expect("it is there");
        assert!(words.is_denied(at("Java")) && !words.is_denied(at("Python")));
    }

    proptest! {
        #[test]
        fn a_word_is_what_stands_at_its_place(text in "\\PC{0,60}") {
            let words = Words::of(&text);
            for word in &words.words {
                prop_assert_eq!(words.slice(word.span), word.text);
                prop_assert!(word.text.chars().any(char::is_alphanumeric));
            }
            prop_assert!(words.words.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
            for (first, last) in words.sentences() {
                prop_assert!(first <= last);
            }
        }
    }
}
