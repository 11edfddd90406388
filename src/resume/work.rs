//! `work`.

use super::MAX_WORK;
use super::dates::take_past_period;
use super::draft::WorkDraft;
use super::fields::Fields;
use super::loss::LossReason;
use crate::text::limits;

/// The most highlights of an entry that are read.
const MAX_HIGHLIGHTS: usize = 50;
/// The most keywords of an entry that are read.
const MAX_KEYWORDS: usize = 100;

/// Takes `work`.
pub(super) fn take(resume: &mut Fields<'_>) -> Vec<WorkDraft> {
    resume.objects(&["work"], MAX_WORK, None, |mut entry| {
        let company = entry.text(&["name", "company"], &limits::ENTITY);
        let url = entry.url(&["url", "website"]);
        let title = entry.text(&["position", "title"], &limits::JOB_TITLE);
        let location = entry.text(&["location"], &limits::PLACE);
        let description = entry.text(&["summary"], &limits::WORK_DESCRIPTION);
        entry.leave("description", LossReason::NotKept, "describes the company, not the person's work");
        let highlights = entry.texts(&["highlights"], &limits::HIGHLIGHT, MAX_HIGHLIGHTS);
        let skills = entry.texts(&["keywords", "skills", "technologies"], &limits::KEYWORD, MAX_KEYWORDS);
        let (start, end) = take_past_period(&mut entry, &["startDate", "start"], &["endDate", "end"]);
        for (missing, name) in [(company.is_none(), "name"), (title.is_none(), "position")] {
            if missing {
                let place = entry.path().clone();
                let message = format!("`{name}` is missing; without it the entry was left out");
                entry.report(&place, LossReason::Unreadable, message);
            }
        }
        entry.finish();
        Some(WorkDraft {
            company: company?,
            url,
            title: title?,
            location,
            description,
            highlights,
            skills,
            start,
            end,
        })
    })
}
