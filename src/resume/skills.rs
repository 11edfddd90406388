//! `skills`: groups with a name, a level and keywords, all of which are skills of a profile.

use std::collections::HashSet;

use super::draft::SkillDraft;
use super::fields::{Fields, Taken};
use super::loss::LossReason;
use super::path::Path;
use crate::profile_skills::{MAX_SKILLS, SkillLevel};
use crate::skills::SkillName;
use crate::text::{TextRule, limits};

/// The longest text that is looked at as a level.
const LEVEL: TextRule = TextRule::single_line(60);

/// How files write each level, in small letters.
const LEVELS: &[(SkillLevel, &[&str])] = &[
    (SkillLevel::Beginner, &["beginner", "novice", "basic", "elementary"]),
    (SkillLevel::Intermediate, &["intermediate", "competent", "medium"]),
    (SkillLevel::Advanced, &["advanced", "proficient"]),
    (SkillLevel::Expert, &["expert", "master", "senior"]),
];

/// Takes `skills`: of each entry the name, which has the level, then the keywords.
pub(super) fn take(resume: &mut Fields<'_>) -> Vec<SkillDraft> {
    let mut skills = Skills::default();
    resume.objects(&["skills"], MAX_SKILLS, Some("name"), |mut entry| {
        let level = entry.take(&["level", "proficiency"]);
        let level = level.map(|taken| (taken.path.clone(), read_level(&mut entry, taken)));
        let name = entry.take(&["name", "title"]);
        let name = name.and_then(|taken| {
            let path = taken.path.clone();
            entry.read_text(taken, &limits::SKILL).map(|text| (path, text))
        });
        let named = name.is_some_and(|(path, text)| {
            skills.add(&mut entry, &path, &text, level.as_ref().and_then(|(_, level)| *level))
        });
        if let Some((path, Some(_))) = level
            && !named
        {
            entry.report(
                &path,
                LossReason::Unreadable,
                "there is no skill here that it would be the level of",
            );
        }
        let before = skills.taken.len();
        for (path, text) in entry.placed_texts(&["keywords", "skills"], &limits::SKILL, MAX_SKILLS) {
            skills.add(&mut entry, &path, &text, None);
        }
        if skills.taken.len() > before {
            let place = entry.path().key("keywords");
            entry.report(
                &place,
                LossReason::Normalised,
                "each is kept as a skill of its own, not as one of a group",
            );
        }
        entry.finish();
        Some(())
    });
    skills.taken
}

/// How an export writes a level.
#[must_use]
pub fn written_skill_level(level: SkillLevel) -> &'static str {
    match level {
        SkillLevel::Beginner => "Beginner",
        SkillLevel::Intermediate => "Intermediate",
        SkillLevel::Advanced => "Advanced",
        SkillLevel::Expert => "Expert",
    }
}

#[derive(Default)]
struct Skills {
    taken: Vec<SkillDraft>,
    keys: HashSet<String>,
}

impl Skills {
    /// Answers whether it was added; if not, the report says why.
    fn add(&mut self, entry: &mut Fields<'_>, path: &Path, text: &str, level: Option<SkillLevel>) -> bool {
        let name = match SkillName::read(text) {
            Ok(name) => name,
            Err(error) => {
                entry.report(path, LossReason::Unreadable, error.to_string());
                return false;
            }
        };
        if self.keys.contains(name.key()) {
            entry.report(path, LossReason::Superseded, "the file names this skill before");
            return false;
        }
        if self.taken.len() >= MAX_SKILLS {
            entry.report(
                path,
                LossReason::TooMany,
                format!("beyond the first {MAX_SKILLS}, which were read"),
            );
            return false;
        }
        self.keys.insert(name.key().to_owned());
        self.taken.push(SkillDraft { name: name.as_str().to_owned(), level });
        true
    }
}

fn read_level(entry: &mut Fields<'_>, taken: Taken) -> Option<SkillLevel> {
    let path = taken.path.clone();
    let text = entry.read_text(taken, &LEVEL)?;
    let written = text.to_lowercase();
    let Some((level, names)) = LEVELS.iter().find(|(_, names)| names.contains(&written.as_str())) else {
        let known: Vec<&str> = LEVELS.iter().map(|(_, names)| names[0]).collect();
        entry.report(&path, LossReason::Unreadable, format!("a level is one of {}", known.join(", ")));
        return None;
    };
    if names[0] != written {
        entry.report(&path, LossReason::Normalised, format!("kept as {}", names[0]));
    }
    Some(*level)
}
