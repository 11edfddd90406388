//! What owners write of their work history.

use async_graphql::{InputObject, MaybeUndefined};
use chrono::{Days, NaiveDate, Utc};
use folio_db::work::WorkRow;

use crate::{
    graphql::{id::ItemKind, scalar::PartialDate},
    items::{ItemInput, Names, Section, names},
    text::limits,
    write::{Checks, UserErrorCode},
};

/// A place of work, as its owner writes it. A field that is left out stays as it is; null empties it.
#[derive(Debug, Clone, InputObject)]
pub struct WorkInput {
    /// Where: the company's or organisation's name, at most 200 characters. Needed when adding.
    company: MaybeUndefined<String>,
    /// Its web address.
    company_url: MaybeUndefined<String>,
    /// As what, at most 200 characters. Needed when adding.
    title: MaybeUndefined<String>,
    /// Where it was done, at most 200 characters.
    location: MaybeUndefined<String>,
    /// What it was about, at most 5,000 characters; line breaks are kept.
    description: MaybeUndefined<String>,
    /// What stands out: at most 100 sentences, each at most 1,000 characters.
    highlights: MaybeUndefined<Vec<String>>,
    /// Skills and techniques used: at most 100, each at most 100 characters.
    skills: MaybeUndefined<Vec<String>>,
    /// When it began: "2021", "2021-09" or "2021-09-01". Needed, unless a file brought an item without it.
    start_date: MaybeUndefined<PartialDate>,
    /// When it ended, which isn't in the future (tomorrow by UTC passes, for time zones); null while it goes on.
    end_date: MaybeUndefined<PartialDate>,
}

/// Work history, as a section that is edited. Items may overlap: people have two jobs.
pub struct WorkSection;

impl Section for WorkSection {
    type Row = WorkRow;
    type Input = WorkInput;

    const KIND: ItemKind = ItemKind::WorkExperience;
    const SECTION: folio_policy::Section = folio_policy::Section::Work;
    const NAMES: Names = names!("work");
    const MAX_ITEMS: usize = 100;
}

const MAX_HIGHLIGHTS: usize = 100;
const MAX_SKILLS: usize = 100;

/// The last day on which something can have ended: somewhere it is tomorrow already.
pub(crate) fn last_possible_end() -> NaiveDate {
    let today = Utc::now().date_naive();
    today.checked_add_days(Days::new(1)).unwrap_or(today)
}

impl ItemInput<WorkRow> for WorkInput {
    fn apply(&self, row: &mut WorkRow, checks: &mut Checks) {
        // Of a new item nothing is known yet.
        let is_new = row.company.is_empty();
        checks.required_text("company", &limits::ENTITY, &self.company, &mut row.company);
        checks.web_url("companyUrl", &self.company_url, &mut row.company_url);
        checks.required_text("title", &limits::JOB_TITLE, &self.title, &mut row.title);
        checks.text("location", &limits::PLACE, &self.location, &mut row.location);
        checks.text("description", &limits::WORK_DESCRIPTION, &self.description, &mut row.description);
        checks.texts("highlights", &limits::HIGHLIGHT, MAX_HIGHLIGHTS, &self.highlights, &mut row.highlights);
        checks.texts("skills", &limits::KEYWORD, MAX_SKILLS, &self.skills, &mut row.skills);
        let start = checks.date("startDate", &self.start_date, &mut row.start_date, &mut row.start_precision);
        let end = checks.date("endDate", &self.end_date, &mut row.end_date, &mut row.end_precision);
        let taken_away = self.start_date.is_null() || (is_new && self.start_date.is_undefined());
        if taken_away {
            checks.refuse(
                "startDate",
                UserErrorCode::Required,
                "a date is needed: 2021, 2021-09 or 2021-09-01",
            );
        }
        checks.interval("endDate", start, end);
        // What is left out isn't judged anew.
        if !self.end_date.is_undefined() && end.is_some_and(|end| end.first_day() > last_possible_end()) {
            let message = "must not be in the future; leave it empty while the work goes on";
            checks.refuse("endDate", UserErrorCode::Invalid, message);
        }
    }
}
