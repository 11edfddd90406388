//! `languages`: names as people write them become language tags, and words for fluency become levels.

use std::collections::HashSet;

use super::MAX_LANGUAGES;
use super::draft::LanguageDraft;
use super::fields::Fields;
use super::loss::LossReason;
use crate::{
    languages::LanguageLevel,
    text::{codes, limits},
};

/// Takes `languages`. Each language once: the first entry of it counts.
pub(super) fn take(resume: &mut Fields<'_>) -> Vec<LanguageDraft> {
    let mut seen = HashSet::new();
    resume.objects(&["languages"], MAX_LANGUAGES, Some("language"), |mut entry| {
        let language = take_language(&mut entry);
        let level = take_level(&mut entry);
        let place = entry.path().clone();
        let twice = language.as_ref().is_some_and(|language| !seen.insert(language.clone()));
        if language.is_none() {
            let message = "without a language that is known the entry was left out";
            entry.report(&place, LossReason::Unreadable, message);
        } else if twice {
            entry.report(&place, LossReason::Superseded, "an entry before it is about the same language");
        }
        entry.finish();
        let language = language.filter(|_| !twice)?;
        Some(LanguageDraft { language, level })
    })
}

fn take_language(entry: &mut Fields<'_>) -> Option<String> {
    let taken = entry.take(&["language", "name"])?;
    let path = taken.path.clone();
    let text = entry.read_text(taken, &limits::KEYWORD)?;
    let name = text.to_lowercase();
    let known = NAMES.iter().find(|(_, names)| names.contains(&name.as_str()));
    let tag = known.map(|(tag, _)| (*tag).to_owned()).or_else(|| codes::language(&text));
    match &tag {
        Some(tag) if *tag == text => {}
        Some(tag) => entry.report(&path, LossReason::Normalised, format!("read as the language tag {tag}")),
        None => {
            let message = "neither a BCP 47 tag nor a name that is known";
            entry.report(&path, LossReason::Unreadable, message);
        }
    }
    tag
}

fn take_level(entry: &mut Fields<'_>) -> Option<LanguageLevel> {
    let taken = entry.take(&["fluency", "level", "proficiency"])?;
    let path = taken.path.clone();
    let text = entry.read_text(taken, &limits::KEYWORD)?;
    let level = LanguageLevel::parse(&text).or_else(|| level_of(&text.to_lowercase()));
    match level {
        Some(level) if level.name() == text => {}
        Some(level) => entry.report(&path, LossReason::Normalised, format!("read as {}", level.name())),
        None => {
            let message = "not a level from A1 to C2, nor a word for one that is known";
            entry.report(&path, LossReason::Unreadable, message);
        }
    }
    level
}

/// How an export writes a language: its name in English if it is one that resumes name, else its tag.
#[must_use]
pub fn written_language(tag: &str) -> String {
    let Some(name) = NAMES.iter().find(|(known, _)| *known == tag).and_then(|(_, names)| names.first())
    else {
        return tag.to_owned();
    };
    let mut characters = name.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

/// How an export writes a level.
#[must_use]
pub const fn written_fluency(level: LanguageLevel) -> &'static str {
    match level {
        LanguageLevel::Native => "Native speaker",
        level => level.name(),
    }
}

/// The level that a word for it means. Where people mean different things by one word, the lower level is taken.
fn level_of(words: &str) -> Option<LanguageLevel> {
    use LanguageLevel::{A1, A2, B1, B2, C1, C2, Native};
    const WORDS: &[(LanguageLevel, &[&str])] = &[
        (A1, &["a1", "beginner", "basic"]),
        (A2, &["a2", "elementary", "elementary proficiency"]),
        (B1, &["b1", "intermediate", "conversational", "limited working", "limited working proficiency"]),
        (B2, &["b2", "upper intermediate", "professional working", "professional working proficiency"]),
        (
            C1,
            &[
                "c1",
                "advanced",
                "fluent",
                "full professional",
                "full professional proficiency",
                "professional proficiency",
            ],
        ),
        (C2, &["c2", "proficient", "mastery", "near native"]),
        (
            Native,
            &[
                "native",
                "native speaker",
                "mother tongue",
                "first language",
                "bilingual",
                "native or bilingual",
                "native or bilingual proficiency",
            ],
        ),
    ];
    WORDS.iter().find(|(_, known)| known.contains(&words)).map(|(level, _)| *level)
}

/// Languages that resumes name, in small letters: in English, then as they call themselves.
const NAMES: &[(&str, &[&str])] = &[
    ("ar", &["arabic", "العربية"]),
    ("bg", &["bulgarian", "български"]),
    ("bn", &["bengali", "bangla", "বাংলা"]),
    ("ca", &["catalan", "català"]),
    ("cs", &["czech", "čeština"]),
    ("da", &["danish", "dansk"]),
    ("de", &["german", "deutsch"]),
    ("el", &["greek", "ελληνικά"]),
    ("en", &["english"]),
    ("es", &["spanish", "español", "castellano"]),
    ("et", &["estonian", "eesti"]),
    ("fa", &["persian", "farsi", "فارسی"]),
    ("fi", &["finnish", "suomi"]),
    ("fr", &["french", "français"]),
    ("ga", &["irish", "gaeilge"]),
    ("gu", &["gujarati", "ગુજરાતી"]),
    ("ha", &["hausa"]),
    ("he", &["hebrew", "עברית"]),
    ("hi", &["hindi", "हिन्दी"]),
    ("hr", &["croatian", "hrvatski"]),
    ("hu", &["hungarian", "magyar"]),
    ("id", &["indonesian", "bahasa indonesia"]),
    ("ig", &["igbo"]),
    ("is", &["icelandic", "íslenska"]),
    ("it", &["italian", "italiano"]),
    ("ja", &["japanese", "日本語"]),
    ("ko", &["korean", "한국어"]),
    ("lt", &["lithuanian", "lietuvių"]),
    ("lv", &["latvian", "latviešu"]),
    ("ms", &["malay", "bahasa melayu"]),
    ("nl", &["dutch", "nederlands"]),
    ("no", &["norwegian", "norsk"]),
    ("pa", &["punjabi", "ਪੰਜਾਬੀ"]),
    ("pl", &["polish", "polski"]),
    ("pt", &["portuguese", "português"]),
    ("ro", &["romanian", "română"]),
    ("ru", &["russian", "русский"]),
    ("sk", &["slovak", "slovenčina"]),
    ("sl", &["slovenian", "slovene", "slovenščina"]),
    ("sr", &["serbian", "српски"]),
    ("sv", &["swedish", "svenska"]),
    ("sw", &["swahili", "kiswahili"]),
    ("ta", &["tamil", "தமிழ்"]),
    ("te", &["telugu", "తెలుగు"]),
    ("th", &["thai", "ไทย"]),
    ("tl", &["tagalog"]),
    ("tr", &["turkish", "türkçe"]),
    ("uk", &["ukrainian", "українська"]),
    ("ur", &["urdu", "اردو"]),
    ("vi", &["vietnamese", "tiếng việt"]),
    ("yo", &["yoruba"]),
    ("zh", &["chinese", "mandarin", "中文"]),
    ("zu", &["zulu", "isizulu"]),
];
