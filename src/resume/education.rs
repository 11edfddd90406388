//! `education`.

use serde_json::Value;

use super::MAX_EDUCATION;
use super::dates::take_period;
use super::draft::{EducationDraft, Gpa};
use super::fields::Fields;
use super::loss::LossReason;
use super::score::{self, Score};
use crate::text::limits;

/// The most courses of an entry that are read.
const MAX_COURSES: usize = 100;

/// Takes `education`.
pub(super) fn take(resume: &mut Fields<'_>) -> Vec<EducationDraft> {
    resume.objects(&["education"], MAX_EDUCATION, None, |mut entry| {
        let institution = entry.text(&["institution", "school"], &limits::INSTITUTION);
        let url = entry.url(&["url", "website"]);
        let field_of_study = entry.text(&["area", "fieldOfStudy"], &limits::FIELD_OF_STUDY);
        let degree = entry.text(&["studyType", "degree"], &limits::DEGREE);
        let (start, end) =
            take_period(&mut entry, &["startDate", "start"], &["endDate", "end", "releaseDate"]);
        let honours = entry.text(&["honours", "honors"], &limits::HONOURS);
        let score = take_score(&mut entry, honours);
        let coursework = entry.texts(&["courses", "coursework"], &limits::COURSE, MAX_COURSES);
        if institution.is_none() {
            let place = entry.path().clone();
            let message = "`institution` is missing; without it the entry was left out";
            entry.report(&place, LossReason::Unreadable, message);
        }
        entry.finish();
        Some(EducationDraft {
            institution: institution?,
            url,
            field_of_study,
            degree,
            start,
            end,
            gpa: score.gpa,
            score_text: score.text,
            honours: score.honours,
            coursework,
        })
    })
}

#[derive(Default)]
struct Scores {
    gpa: Option<Gpa>,
    text: Option<String>,
    honours: Option<String>,
}

/// Takes the score, given the honours that the entry names by themselves.
fn take_score(entry: &mut Fields<'_>, honours: Option<String>) -> Scores {
    let without_score = Scores { honours, ..Scores::default() };
    let Some(mut taken) = entry.take(&["score", "gpa"]) else { return without_score };
    let path = taken.path.clone();
    // A score may well be a JSON number; as such it needs no mention.
    if let Value::Number(number) = &taken.value {
        taken.value = number.to_string().into();
    }
    let Some(text) = entry.read_text(taken, &limits::SCORE) else { return without_score };
    match score::read(&text) {
        Score::Gpa(gpa, change) => {
            if let Some(change) = change {
                entry.report(&path, LossReason::Normalised, change);
            }
            Scores { gpa: Some(gpa), ..without_score }
        }
        Score::Honours if without_score.honours.is_none() => {
            entry.report(&path, LossReason::Normalised, "not a number; kept as honours");
            Scores { honours: Some(text), ..without_score }
        }
        Score::Honours | Score::Text => {
            entry.report(&path, LossReason::Normalised, "not a number; kept as text, governed as a GPA");
            Scores { text: Some(text), ..without_score }
        }
    }
}
