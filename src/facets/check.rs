//! What was found, checked: every facet is of an item that is there and at a place that is in its text, whoever found it.
//! What isn't is dropped and counted.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use folio_db::extraction::{FacetKind, FacetRow, Source, SourceItem, SourceKind};
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

use super::{
    extractor::{Basis, Candidate, Extractor, ExtractorId},
    patterns::Patterns,
};
use crate::text::name_key;

/// The most facets of one profile.
pub(super) const MAX_FACETS: usize = 500;
/// The most characters of a value.
pub(super) const MAX_VALUE: usize = 200;
const MAX_SUBJECT: usize = 100;
const MAX_YEARS: i16 = 80;

/// The rows of what was found, in their order, each once. What can't be kept is left out, and counted by reason.
pub(super) fn rows(
    profile_id: Uuid,
    source: &Source,
    id: &ExtractorId,
    candidates: Vec<Candidate>,
    now: DateTime<Utc>,
) -> Vec<FacetRow> {
    let mut good: Vec<(Candidate, &SourceItem)> = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        match check(source, &candidate) {
            Ok(item) => good.push((candidate, item)),
            Err(reason) => drop_one(id, reason),
        }
    }
    // In the order of the kinds, then of the items and of what stands in them; those of years by their number.
    good.sort_by(|(one, _), (other, _)| {
        let key = |c: &Candidate| (c.kind, std::cmp::Reverse(c.years), c.item, c.span.map(|span| span.start));
        key(one).cmp(&key(other)).then_with(|| one.value.cmp(&other.value))
    });
    let (mut seen, mut rows) = (HashSet::new(), Vec::with_capacity(good.len()));
    for (candidate, item) in good {
        let row = row(profile_id, source, id, candidate, item, now);
        if !seen.insert(row.id) {
            continue;
        }
        if rows.len() == MAX_FACETS {
            drop_one(id, "too_many");
            continue;
        }
        rows.push(FacetRow { position: i32::try_from(rows.len()).unwrap_or(i32::MAX), ..row });
    }
    rows
}

/// What a model found before and is still true, with what was found now instead of asking it: each once, in order.
pub(super) fn with_kept(kept: Vec<FacetRow>, found: Vec<FacetRow>) -> Vec<FacetRow> {
    let mut seen = HashSet::new();
    let mut rows: Vec<FacetRow> = kept.into_iter().chain(found).filter(|row| seen.insert(row.id)).collect();
    // Within a kind they stay in the order in which each of the two had them.
    rows.sort_by_key(|row| (FacetKind::parse(&row.kind), std::cmp::Reverse(row.years)));
    rows.truncate(MAX_FACETS);
    for (position, row) in (0..).zip(&mut rows) {
        row.position = position;
    }
    rows
}

fn drop_one(id: &ExtractorId, reason: &'static str) {
    metrics::counter!("folio_extraction_dropped_total", "extractor" => id.name.clone(), "reason" => reason)
        .increment(1);
}

/// The item that it is of, or why it can't be kept.
fn check<'a>(source: &'a Source, candidate: &Candidate) -> Result<&'a SourceItem, &'static str> {
    let item = source.items.get(candidate.item).ok_or("unknown_item")?;
    let kept = |text: &str, most: usize| {
        !text.trim().is_empty() && text.chars().count() <= most && !text.chars().any(char::is_control)
    };
    if !kept(&candidate.value, MAX_VALUE) {
        return Err("value");
    }
    if candidate.subject.as_ref().is_some_and(|subject| !kept(subject, MAX_SUBJECT)) {
        return Err("subject");
    }
    let years = candidate.kind == FacetKind::ExperienceYears;
    if candidate.years.is_some() != years || candidate.years.is_some_and(|y| !(0..=MAX_YEARS).contains(&y)) {
        return Err("years");
    }
    if candidate.subject.is_some() && !years {
        return Err("subject");
    }
    if !(0..=100).contains(&candidate.confidence) {
        return Err("confidence");
    }
    match candidate.span {
        Some(span) => {
            let length = item.text(&candidate.field).ok_or("unknown_field")?.chars().count();
            if span.start >= span.end || span.end > length {
                return Err("span");
            }
        }
        // Only years follow from something else than words.
        None if years && ["startDate", "years"].contains(&candidate.field.as_str()) => {}
        None => return Err("span"),
    }
    Ok(item)
}

fn row(
    profile_id: Uuid,
    source: &Source,
    id: &ExtractorId,
    candidate: Candidate,
    item: &SourceItem,
    now: DateTime<Utc>,
) -> FacetRow {
    let of = |kind| item.id.filter(|_| item.kind == kind);
    let place = |at: usize| i32::try_from(at).unwrap_or(i32::MAX);
    let finder = if candidate.by_patterns { Patterns.id() } else { id.clone() };
    FacetRow {
        id: facet_id(profile_id, item, &candidate),
        position: 0,
        kind: candidate.kind.name().to_owned(),
        value: candidate.value,
        subject: candidate.subject,
        years: candidate.years,
        confidence: candidate.confidence,
        source: item.kind.name().to_owned(),
        work_id: of(SourceKind::Work),
        profile_skill_id: of(SourceKind::Skill),
        certificate_id: of(SourceKind::Certificate),
        field: candidate.field,
        span_start: candidate.span.map(|span| place(span.start)),
        span_end: candidate.span.map(|span| place(span.end)),
        basis: match candidate.basis {
            Basis::Item => item.digest(),
            Basis::Dates => source.dates_digest(),
            Basis::Work => source.work_digest(),
        },
        extractor: finder.name,
        extractor_version: finder.version,
        created_at: now,
    }
}

/// Of what it says and where it is from, so that what is found again is the same facet.
fn facet_id(profile_id: Uuid, item: &SourceItem, candidate: &Candidate) -> Uuid {
    let mut hash = Sha256::new();
    let mut part = |bytes: &[u8]| {
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(bytes);
    };
    part(profile_id.as_bytes());
    part(item.kind.name().as_bytes());
    part(item.id.unwrap_or_default().as_bytes());
    part(candidate.kind.name().as_bytes());
    part(name_key(&candidate.value).as_bytes());
    part(candidate.subject.as_deref().map(name_key).unwrap_or_default().as_bytes());
    // Several achievements may be told in the same words; a skill that shows twice in an item is one facet.
    let repeated = matches!(candidate.kind, FacetKind::TrackRecord | FacetKind::ExperienceYears);
    if repeated {
        part(candidate.field.as_bytes());
    }
    let place = candidate.span.filter(|_| repeated);
    part(place.map_or(String::new(), |span| format!("{}-{}", span.start, span.end)).as_bytes());
    let digest: [u8; 32] = hash.finalize().into();
    let [first, ..] = digest.as_chunks::<16>().0 else { return Uuid::nil() };
    Builder::from_random_bytes(*first).into_uuid()
}

#[cfg(test)]
mod tests {
    use folio_db::extraction::Text;

    use super::*;
    use crate::facets::extractor::Span;

    fn source() -> Source {
        let text = Text { field: "title".to_owned(), text: "Größter Koch".to_owned(), may_leave: true };
        let item = SourceItem {
            kind: SourceKind::Work,
            id: Some(Uuid::from_u128(7)),
            texts: vec![text],
            start: None,
            end: None,
            years: None,
        };
        Source { items: vec![item] }
    }

    fn found(change: impl FnOnce(&mut Candidate)) -> Vec<FacetRow> {
        let mut candidate =
            Candidate::said(FacetKind::Role, "Koch", 80, 0, "title", Span { start: 8, end: 12 });
        change(&mut candidate);
        let id = ExtractorId { name: "test".to_owned(), version: "1".to_owned() };
        rows(Uuid::from_u128(1), &source(), &id, vec![candidate.clone(), candidate], Utc::now())
    }

    #[test]
    fn what_is_found_twice_is_one_facet_and_the_same_again() {
        let rows = found(|_| {});
        let [row] = rows.as_slice() else { panic!("one row") };
        assert_eq!(
            (row.work_id, row.span_start, row.span_end),
            (Some(Uuid::from_u128(7)), Some(8), Some(12))
        );
        assert_eq!(row.basis, source().items[0].digest());
        assert_eq!(found(|_| {})[0].id, row.id);
        assert_ne!(found(|c| c.value = "Cook".to_owned())[0].id, row.id);
    }

    #[test]
    fn what_can_not_be_is_dropped() {
        let dropped: [fn(&mut Candidate); 12] = [
            |c| c.item = 1,
            |c| c.value = " ".to_owned(),
            |c| c.value = "x".repeat(201),
            |c| c.value = "a\u{0}".to_owned(),
            |c| c.subject = Some("Koch".to_owned()),
            |c| c.years = Some(1),
            |c| (c.kind, c.years) = (FacetKind::ExperienceYears, Some(81)),
            |c| c.confidence = 101,
            |c| c.field = "about".to_owned(),
            |c| c.span = Some(Span { start: 8, end: 13 }),
            |c| c.span = Some(Span { start: 8, end: 8 }),
            |c| c.span = None,
        ];
        for (index, change) in dropped.into_iter().enumerate() {
            assert!(found(change).is_empty(), "{index}");
        }
    }
}
