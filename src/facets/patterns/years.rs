//! Years of experience, by dates: what overlaps counts once, what goes on counts up to today.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, Months, NaiveDate};
use folio_db::{
    CivilDate, DatePrecision,
    extraction::{FacetKind, SourceItem, SourceKind},
};

use super::{skills::by_skill, words::Words};
use crate::{
    facets::extractor::{Basis, Candidate, Span, Task},
    text::name_key,
};

/// From a day to the one behind the last.
type Stretch = (NaiveDate, NaiveDate);

/// Years in all and by skill, and those that are said in words.
pub(super) fn find(task: &Task, skills: &[Candidate]) -> Vec<Candidate> {
    let mut found = by_dates(task, skills);
    found.extend(in_words(task));
    found
}

/// Years in all and by skill.
pub(super) fn by_dates(task: &Task, skills: &[Candidate]) -> Vec<Candidate> {
    let items = &task.source.items;
    let dated: Vec<(usize, Stretch)> = items
        .iter()
        .enumerate()
        .filter(|(_, item)| item.kind == SourceKind::Work)
        .filter_map(|(index, item)| Some((index, stretch(item, task.today)?)))
        .collect();
    let mut found = Vec::new();
    let all: BTreeSet<usize> = dated.iter().map(|(index, _)| *index).collect();
    if let Some((years, latest)) = years_of(&dated, &all) {
        found.push(years_facet(years, latest, "startDate", None, Basis::Dates, 95));
    }
    // What the owner says of a skill is not counted again.
    let mut said = BTreeSet::new();
    for (index, item) in items.iter().enumerate() {
        if let (Some(years), Some(name)) = (item.years, item.text("name")) {
            said.insert(name_key(name));
            found.push(years_facet(years, index, "years", Some(name.trim().to_owned()), Basis::Item, 100));
        }
    }
    for (key, (skill, named_in)) in by_skill(skills) {
        if said.contains(&key) {
            continue;
        }
        if let Some((years, latest)) = years_of(&dated, &named_in) {
            found.push(years_facet(years, latest, "startDate", Some(skill), Basis::Work, 70));
        }
    }
    found
}

fn years_facet(
    years: i16,
    item: usize,
    field: &str,
    subject: Option<String>,
    basis: Basis,
    confidence: i16,
) -> Candidate {
    Candidate {
        kind: FacetKind::ExperienceYears,
        value: years.to_string(),
        subject,
        years: Some(years),
        confidence,
        item,
        field: field.to_owned(),
        span: None,
        basis,
        by_patterns: false,
    }
}

/// The whole years of these items together, if there is one, and the one that began last.
fn years_of(dated: &[(usize, Stretch)], items: &BTreeSet<usize>) -> Option<(i16, usize)> {
    let of: Vec<&(usize, Stretch)> = dated.iter().filter(|(index, _)| items.contains(index)).collect();
    let (latest, _) = of.iter().max_by_key(|(index, stretch)| (stretch.0, *index))?;
    let years = months(of.iter().map(|(_, stretch)| *stretch).collect()) / 12;
    (years > 0).then(|| (i16::try_from(years).unwrap_or(80).min(80), *latest))
}

/// When an item was, as well as its dates tell: a month counts whole, of years without a month the middle counts.
fn stretch(item: &SourceItem, today: NaiveDate) -> Option<Stretch> {
    let tomorrow = today.checked_add_days(Days::new(1))?;
    let start = item.start.map(begin)?;
    let end = match item.end {
        None => tomorrow,
        Some(end) => behind(end).min(tomorrow),
    };
    let same_year =
        |end: CivilDate| end.precision() == DatePrecision::Year && end.first_day().year() == start.year();
    // Some time within a year: half of one.
    let end = if item.end.is_some_and(same_year) {
        start.checked_add_months(Months::new(6))?.min(tomorrow)
    } else {
        end
    };
    (start < end).then_some((start, end))
}

fn begin(date: CivilDate) -> NaiveDate {
    match date.precision() {
        DatePrecision::Year => date.first_day() + Months::new(6),
        DatePrecision::Month | DatePrecision::Day => date.first_day(),
    }
}

fn behind(date: CivilDate) -> NaiveDate {
    match date.precision() {
        DatePrecision::Year => date.first_day() + Months::new(6),
        DatePrecision::Month => date.first_day() + Months::new(1),
        DatePrecision::Day => date.first_day() + Days::new(1),
    }
}

/// The whole months of stretches, those that overlap or meet taken as one.
fn months(mut stretches: Vec<Stretch>) -> i32 {
    stretches.sort_unstable();
    let mut merged: Vec<Stretch> = Vec::with_capacity(stretches.len());
    for (start, end) in stretches {
        match merged.last_mut() {
            Some((_, last)) if start <= *last => *last = end.max(*last),
            _ => merged.push((start, end)),
        }
    }
    let between = |(start, end): Stretch| {
        let months =
            (end.year() - start.year()) * 12 + end.month0().cast_signed() - start.month0().cast_signed();
        months - i32::from(end.day() < start.day())
    };
    merged.into_iter().map(between).sum()
}

/// "More than 10 years of experience", in words.
fn in_words(task: &Task) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (item, _, text) in super::skills::texts(&task.source) {
        if !["headline", "description"].contains(&text.field.as_str())
            && !text.field.starts_with("highlights.")
        {
            continue;
        }
        let words = Words::of(&text.text);
        for index in 0..words.words.len() {
            let number = words.words[index].text.trim_end_matches('+');
            let Ok(years @ 1..=60) = number.parse::<i16>() else { continue };
            let next = |by: usize| words.lower(index + by).unwrap_or_default();
            let unit = ["years", "years'", "year", "yrs"].contains(&next(1).as_str());
            let (of, what) = (next(2), next(3));
            let last = match (of.as_str(), what.as_str()) {
                ("experience", _) => index + 2,
                // "years' experience" has an apostrophe between its words, and "years of work experience" a word.
                ("of", "experience") => index + 3,
                ("of", _) if next(4) == "experience" => index + 4,
                ("in", _) => index + 1,
                _ => continue,
            };
            if unit && !words.is_denied(index) {
                let span = Span { start: words.words[index].span.start, end: words.words[last].span.end };
                let mut candidate = Candidate::said(
                    FacetKind::ExperienceYears,
                    years.to_string(),
                    60,
                    item,
                    &text.field,
                    span,
                );
                candidate.years = Some(years);
                found.push(candidate);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use folio_db::extraction::{Source, Text};
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::facets::extractor::Vocabulary;

    const TODAY: &str = "2026-07-01";

    fn work(start: &str, end: Option<&str>) -> SourceItem {
        SourceItem {
            kind: SourceKind::Work,
            id: Some(Uuid::new_v4()),
            texts: vec![Text { field: "title".to_owned(), text: "Cook".to_owned(), may_leave: true }],
            start: start.parse().ok(),
            end: end.map(|end| end.parse().expect("a date")),
            years: None,
        }
    }

    fn total(items: Vec<SourceItem>) -> Option<(i16, usize)> {
        let today = TODAY.parse().expect("a day");
        let task = Task { source: Source { items }, vocabulary: Vocabulary::default(), today };
        let found = find(&task, &[]);
        found.first().map(|facet| (facet.years.expect("years"), facet.item))
    }

    #[test]
    fn whole_years_are_counted_as_people_count_them() {
        for (start, end, years) in [
            ("2019-01", Some("2020-12"), Some(2)),
            ("2019-01", Some("2020-11"), Some(1)),
            ("2021-01-01", Some("2022-12-31"), Some(2)),
            ("2019", Some("2021"), Some(2)),
            ("2019", Some("2019"), None),
            ("2021-07", None, Some(5)),
            ("2021-07", Some("2199"), Some(5)),
            ("2027-01", None, None),
            ("2024-02-29", Some("2025-02-27"), None),
            ("2024-02-29", Some("2025-02-28"), Some(1)),
        ] {
            assert_eq!(total(vec![work(start, end)]).map(|(years, _)| years), years, "{start} {end:?}");
        }
    }

    #[test]
    fn what_overlaps_counts_once_and_the_latest_is_cited() {
        let items = vec![
            work("2015-01", Some("2019-12")),
            work("2018-01", Some("2020-12")),
            work("2012-01", Some("2012-12")),
        ];
        assert_eq!(total(items), Some((7, 1)));
        let apart = vec![work("2015-01", Some("2015-08")), work("2017-01", Some("2017-08"))];
        assert_eq!(total(apart), Some((1, 1)), "sixteen months");
    }

    #[test]
    fn years_are_found_in_words() {
        let said = |text: &str| {
            let mut item = work("2026-06", None);
            item.texts =
                vec![Text { field: "description".to_owned(), text: text.to_owned(), may_leave: true }];
            let today = TODAY.parse().expect("a day");
            let task =
                Task { source: Source { items: vec![item] }, vocabulary: Vocabulary::default(), today };
            find(&task, &[]).pop().map(|facet| facet.years.expect("years"))
        };
        assert_eq!(said("More than 10 years of experience with ovens"), Some(10));
        assert_eq!(said("5+ years' experience"), Some(5));
        assert_eq!(said("Over 7 years of professional experience."), Some(7));
        for nothing in
            ["In 10 years", "10 years old", "2019 years of experience", "not 5 years of experience"]
        {
            assert_eq!(said(nothing), None, "{nothing}");
        }
    }

    proptest! {
        /// More work is never less experience, its order is none, and work within other work adds nothing.
        #[test]
        fn months_are_those_of_the_union(spans in prop::collection::vec((0_u32..400, 1_u32..120), 1..8)) {
            let day = |months: u32| NaiveDate::from_ymd_opt(1990, 1, 1).expect("a day") + Months::new(months);
            let stretches: Vec<Stretch> = spans.iter().map(|(at, long)| (day(*at), day(at + long))).collect();
            let union: BTreeSet<u32> = spans.iter().flat_map(|(at, long)| *at..at + long).collect();
            prop_assert_eq!(usize::try_from(months(stretches.clone())).expect("not negative"), union.len());
            let mut turned = stretches.clone();
            turned.reverse();
            turned.push(stretches[0]);
            prop_assert_eq!(months(turned), months(stretches));
        }
    }
}
