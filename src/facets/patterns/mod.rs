//! The extractor that needs no network: it finds what stands in the texts word for word, and counts by dates. English first.
//! The same texts give the same facets, the day apart that what goes on is counted to.
//!
//! It rather misses something than finds what isn't there: what is derived without being said does harm to people.

mod certificates;
mod context;
mod record;
mod skills;
#[cfg(test)]
mod tests;
mod titles;
mod words;
mod years;

use folio_db::extraction::{FacetKind, SourceKind};
use futures_util::{FutureExt, future::BoxFuture};

use super::extractor::{Candidate, ExtractError, Extractor, ExtractorId, Task};
pub(super) use skills::{keys, own_names};

/// See the module.
#[derive(Debug, Clone, Copy, Default)]
pub struct Patterns;

/// Raised with whatever is found otherwise than before.
const VERSION: &str = "1";

impl Extractor for Patterns {
    fn id(&self) -> ExtractorId {
        ExtractorId { name: "patterns".to_owned(), version: VERSION.to_owned() }
    }

    fn extract<'a>(&'a self, task: &'a Task) -> BoxFuture<'a, Result<Vec<Candidate>, ExtractError>> {
        std::future::ready(Ok(find(task))).boxed()
    }
}

/// All that is found.
fn find(task: &Task) -> Vec<Candidate> {
    let mut found = skills::find(task);
    found.extend(years::find(task, &found));
    found.extend(certificates::find(task));
    found.extend(record::find(task));
    found.extend(context::find(task));
    found.extend(titles::find(task));
    found
}

/// What is stated and needs no reading: skills of lists, certificates of the section, and years by dates. For an extractor
/// that reads the rest in its own way, whose skills count as named.
pub(super) fn stated(task: &Task, read: &[Candidate]) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = skills::find(task);
    found.retain(|candidate| {
        let item = &task.source.items[candidate.item];
        skills::is_list(item.kind, &candidate.field)
    });
    let named = read.iter().filter(|candidate| candidate.kind == FacetKind::Skill);
    let skills: Vec<Candidate> = found.iter().chain(named).cloned().collect();
    // What is said in words is a reader's to find.
    found.extend(years::by_dates(task, &skills));
    let section = |candidate: &Candidate| task.source.items[candidate.item].kind == SourceKind::Certificate;
    found.extend(certificates::find(task).into_iter().filter(section));
    found
}

/// What stands in the texts that must not leave, for an extractor that is shown the others alone.
pub(super) fn unsent(task: &Task) -> Vec<Candidate> {
    let mut found = find(task);
    found.retain(|candidate| {
        let texts = &task.source.items[candidate.item].texts;
        let kept = texts.iter().any(|text| text.field == candidate.field && !text.may_leave);
        candidate.span.is_some() && kept
    });
    found
}
