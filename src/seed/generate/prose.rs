//! Sentences about a person.

use folio_policy::Role;

use super::{Person, Rng, words};

/// An about text is at most this long, in characters.
pub(super) const ABOUT_MAX: usize = 900;

/// The words that fill a sentence's holes.
pub(super) struct Holes<'a>(Vec<(&'static str, &'a str)>);

impl<'a> Holes<'a> {
    /// What can be said of a person.
    pub(super) fn of(rng: &mut Rng, person: &'a Person) -> Self {
        let discipline = person.discipline;
        Self(vec![
            ("discipline", discipline.name),
            ("title", discipline.title),
            ("skill", person.skills[0]),
            ("skill2", person.skills[1]),
            ("skill3", person.skills[2]),
            ("course", rng.pick(discipline.courses)),
            ("interest", rng.pick(discipline.interests)),
            ("project", rng.pick(discipline.projects)),
            ("city", person.place.city),
            ("company", person.company),
            ("years", rng.pick(&["four", "six", "eight", "eleven", "fourteen", "twenty"])),
            ("number", rng.pick(&["12", "18", "25", "30", "40", "60", "75"])),
            ("small", rng.pick(&["three", "four", "five", "six", "seven"])),
        ])
    }

    /// The same, with another word in one hole.
    pub(super) fn with(mut self, hole: &'static str, word: &'a str) -> Self {
        self.0.retain(|(name, _)| *name != hole);
        self.0.push((hole, word));
        self
    }

    /// The template with its holes filled.
    pub(super) fn fill(&self, template: &str) -> String {
        let mut text = String::with_capacity(template.len() + 32);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (hole, after) = after.split_once('}').expect("a template closes its holes");
            let (_, word) =
                self.0.iter().find(|(name, _)| *name == hole).expect("a template names holes that there are");
            text.push_str(before);
            text.push_str(word);
            rest = after;
        }
        text.push_str(rest);
        text
    }
}

pub(super) fn headline(rng: &mut Rng, person: &Person) -> String {
    let templates = match person.role {
        Role::Student => words::HEADLINES_STUDENT,
        Role::Mentor => words::HEADLINES_MENTOR,
        Role::Employer => words::HEADLINES_EMPLOYER,
    };
    Holes::of(rng, person).fill(rng.pick(templates))
}

/// 300 to 900 characters in paragraphs of three sentences.
pub(super) fn about(rng: &mut Rng, person: &Person) -> String {
    let own = match person.role {
        Role::Student => words::ABOUT_STUDENT,
        Role::Mentor => words::ABOUT_MENTOR,
        Role::Employer => words::ABOUT_EMPLOYER,
    };
    // The first says who somebody is; after that, any order will do.
    let (opening, others) = own.split_first().expect("there are sentences for each role");
    let pool: Vec<&str> = others.iter().chain(words::ABOUT_ANYBODY).copied().collect();
    let order = rng.sample(&pool, pool.len());
    let holes = Holes::of(rng, person);
    let wanted = rng.between(320, 760) as usize;

    let mut text = holes.fill(opening);
    let mut length = text.chars().count();
    for (at, template) in (1..).zip(order) {
        if length >= wanted {
            break;
        }
        let sentence = holes.fill(template);
        let separator = if at % 3 == 0 { "\n\n" } else { " " };
        let longer = length + separator.len() + sentence.chars().count();
        if longer <= ABOUT_MAX {
            text.push_str(separator);
            text.push_str(&sentence);
            length = longer;
        }
    }
    text
}
