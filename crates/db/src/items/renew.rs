//! How a file that comes again meets what an earlier one brought.

use std::collections::{HashMap, HashSet};

use folio_policy::Visibility;
use uuid::Uuid;

use super::{Common, ItemRow, stored};
use crate::{ImportSource, Provenance, aggregate::item_visibility};

/// What an import changes in a section.
pub(crate) struct Renewal<R> {
    /// Items that the file no longer has.
    pub(crate) gone: Vec<R>,
    /// Items that are new, or not as they were.
    pub(crate) changed: Vec<R>,
    /// How many of them got a toggle that was not certainly theirs.
    pub(crate) narrowed: usize,
    /// How many items of the file were left out, since the owner has them as their own.
    pub(crate) superseded: usize,
    /// Those that the file no longer has, and that stay for what others have said of them.
    pub(crate) kept: usize,
    /// The changed ones that are new.
    pub(crate) new: HashSet<Uuid>,
    /// How many of an earlier file are as they were.
    pub(crate) unchanged: usize,
    /// How many there are now, what didn't come from a file among them.
    pub(crate) total: usize,
}

/// What is known of the items that stand, beside their rows.
#[derive(Debug, Clone, Default)]
pub(crate) struct About {
    /// Those that others have spoken of: they stay as if their owner had written them, be they in the file or not.
    pub(crate) endorsed: HashSet<Uuid>,
    /// Those that were typed in, so that they were in no file, however often they were edited since.
    pub(crate) typed_in: HashSet<Uuid>,
}

/// Matches what a file brings with what stands. An item that is known again keeps id, time of creation and toggle, and
/// moves its version only if something changed. Positions follow what didn't come from a file, and what of the file means
/// the same thing as one of those is left out: an item that its owner has written over is theirs.
///
/// **No item is shown to more people than before because a file came again.** Where it isn't certain which item is which
/// (several with one key, or a key that changed), the ones in question get what all of their possible forerunners allow.
///
/// What another kind of import brought counts as what didn't come from a file: `source` tells.
///
/// `told` are the columns that the source knows, where that isn't all of them: it says nothing of the others.
pub(crate) fn renew<R: ItemRow>(
    standing: Vec<R>,
    file: Vec<R>,
    source: ImportSource,
    told: Option<&[&str]>,
    about: &About,
) -> Renewal<R> {
    let by_some_import = |row: &R| row.provenance() == Provenance::Import.name();
    let imported = |row: &R| by_some_import(row) && source.replaces(row.import_source());
    let stay =
        not_in_file(&standing, &file, |row| imported(row) && about.endorsed.contains(&row.common().id));
    let kept = stay.len();
    let (old, own): (Vec<R>, Vec<R>) =
        standing.into_iter().partition(|row| imported(row) && !stay.contains(&row.common().id));
    let places = places(
        &old,
        &own,
        own.iter().any(|row| by_some_import(row) && !source.replaces(row.import_source())),
    );
    let taken = taken(&own, &file);
    let superseded = taken.iter().filter(|taken| **taken).count();
    let file: Vec<R> =
        file.into_iter().zip(taken).filter_map(|(row, taken)| (!taken).then_some(row)).collect();
    let untold = |column: &str| told.is_some_and(|told| !told.contains(&column));
    let matches = find_matches(&old, &file, written_over(&own, &about.typed_in), &untold);
    let total = own.len() + file.len();

    let found_again: HashSet<usize> = matches.iter().filter_map(|found| found.forerunner).collect();
    let mut renewal = Renewal {
        gone: Vec::new(),
        changed: Vec::new(),
        narrowed: 0,
        superseded,
        kept,
        new: HashSet::new(),
        unchanged: 0,
        total,
    };
    for ((position, mut row), found) in places.zip(file).zip(matches) {
        let fresh = row.common();
        let Some(before) = found.forerunner.map(|index| &old[index]) else {
            renewal.narrowed += usize::from(found.visibility.is_some());
            row.set_common(Common { position, visibility: stored(found.visibility), ..fresh });
            renewal.new.insert(fresh.id);
            renewal.changed.push(row);
            continue;
        };
        let known = before.common();
        row.take(before, untold);
        let visibility = stored(found.visibility);
        let narrowed = visibility != known.visibility;
        if !narrowed && position == known.position && before.same_content(&row) {
            renewal.unchanged += 1;
            continue;
        }
        renewal.narrowed += usize::from(narrowed);
        row.set_common(Common { position, visibility, version: known.version + 1, ..known });
        renewal.changed.push(row);
    }
    let gone = old.into_iter().enumerate().filter(|(index, _)| !found_again.contains(index));
    renewal.gone = gone.map(|(_, row)| row).collect();
    renewal
}

/// Where the rows of a file go: behind the profile's own. What another import brought may stand behind those of this one, and
/// neither moves the other: then they take the places that they had, and go on behind everything.
fn places<R: ItemRow>(old: &[R], own: &[R], beside_another: bool) -> impl Iterator<Item = i32> {
    let place = |row: &R| row.common().position;
    let behind = |rows: &[R]| rows.iter().map(|row| place(row) + 1).max().unwrap_or(0);
    let mut kept: Vec<i32> = if beside_another { old.iter().map(place).collect() } else { Vec::new() };
    kept.sort_unstable();
    let next = if beside_another { behind(old).max(behind(own)) } else { behind(own) };
    kept.into_iter().chain(next..)
}

/// Those of some of the standing rows that the file doesn't have.
fn not_in_file<'a, R: ItemRow>(standing: &'a [R], file: &'a [R], of: impl Fn(&R) -> bool) -> HashSet<Uuid> {
    let in_file: HashSet<R::Key<'a>> = file.iter().map(R::key).collect();
    let rows = standing.iter().filter(|row| of(row) && !in_file.contains(&row.key()));
    rows.map(|row| row.common().id).collect()
}

/// Which rows of the file mean the same thing as one of the owner's own.
fn taken<'a, R: ItemRow>(own: &'a [R], file: &'a [R]) -> Vec<bool> {
    let own: HashSet<R::Key<'a>> = own.iter().map(R::key).collect();
    file.iter().map(|row| own.contains(&row.key())).collect()
}

/// What all of those allow that may have come from a file before their owner wrote them over, perhaps under another key:
/// what was typed in was in none.
fn written_over<R: ItemRow>(own: &[R], typed_in: &HashSet<Uuid>) -> Option<Visibility> {
    let edited = own.iter().filter(|row| is_edited(*row)).map(ItemRow::common);
    let edited = edited.filter(|item| !typed_in.contains(&item.id));
    strictest(edited.map(|item| item_visibility(item.visibility.as_deref())))
}

/// Whether its owner has changed what it tells, wherever it came from: what was typed in and left alone is at its first version.
pub(super) fn is_edited<R: ItemRow>(row: &R) -> bool {
    row.provenance() == Provenance::Manual.name() && row.common().version > 1
}

/// What a row of the file goes back to.
#[derive(Clone, Default)]
struct Match {
    forerunner: Option<usize>,
    visibility: Option<Visibility>,
}

fn find_matches<'a, R: ItemRow>(
    old: &'a [R],
    file: &'a [R],
    written_over: Option<Visibility>,
    untold: &impl Fn(&str) -> bool,
) -> Vec<Match> {
    let mut matches = vec![Match::default(); file.len()];
    let toggle = |index: &usize| item_visibility(old[*index].common().visibility.as_deref());
    let mut free: HashMap<R::Key<'a>, Vec<usize>> = HashMap::new();
    for (index, row) in old.iter().enumerate() {
        free.entry(row.key()).or_default().push(index);
    }

    // What is unchanged comes first, so that of two with one key each is found again.
    let mut open = Vec::new();
    for (at, row) in file.iter().enumerate() {
        let alike = free.get_mut(&row.key());
        let same = alike.and_then(|alike| {
            let same = alike.iter().position(|index| old[*index].differences(row).into_iter().all(untold))?;
            Some(alike.remove(same))
        });
        match same {
            Some(index) => matches[at] = Match { forerunner: Some(index), visibility: toggle(&index) },
            None => open.push(at),
        }
    }

    // Then what has the same key, in order. Who of several it was isn't known, so all are shown as the strictest was.
    let mut rest: HashMap<R::Key<'a>, (Option<Visibility>, std::vec::IntoIter<usize>)> = free
        .into_iter()
        .map(|(key, alike)| (key, (strictest(alike.iter().map(toggle)), alike.into_iter())))
        .collect();
    for at in &open {
        if let Some((allowed, alike)) = rest.get_mut(&file[*at].key()) {
            matches[*at] = Match { forerunner: alike.next(), visibility: *allowed };
        }
    }

    // What is left on both sides may be one thing under another key.
    let gone = rest.into_values().flat_map(|(_, alike)| alike).map(|index| toggle(&index));
    let lost = strictest(gone.chain([written_over]));
    for at in open {
        let found = &mut matches[at];
        if found.forerunner.is_none() {
            // PUBLIC takes nothing from the section's toggle, so there is nothing to pass on.
            let both = strictest([found.visibility, lost]);
            found.visibility = both.filter(|visibility| *visibility != Visibility::Public);
        }
    }
    matches
}

/// What all of these toggles allow; an item without one follows its section, whatever the others say.
pub(super) fn strictest(toggles: impl IntoIterator<Item = Option<Visibility>>) -> Option<Visibility> {
    toggles.into_iter().flatten().reduce(|one, other| {
        let both = one.audiences().intersection(other.audiences());
        Visibility::ALL.into_iter().find(|v| v.audiences() == both).unwrap_or(Visibility::Private)
    })
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::links::LinkRow;

    /// A link: what it leads to, what it is called, who sees it.
    fn link(url: &str, label: &str, visibility: Option<&str>) -> LinkRow {
        LinkRow {
            profile_id: Uuid::nil(),
            id: Uuid::new_v4(),
            position: 0,
            kind: "OTHER".to_owned(),
            label: Some(label.to_owned()),
            username: None,
            url: url.to_owned(),
            visibility: visibility.map(str::to_owned),
            provenance: Provenance::Import.name().to_owned(),
            import_source: None,
            version: 1,
            created_at: DateTime::UNIX_EPOCH,
            updated_at: DateTime::UNIX_EPOCH,
        }
    }

    fn standing(mut rows: Vec<LinkRow>) -> Vec<LinkRow> {
        (0..).zip(&mut rows).for_each(|(position, row)| row.position = position);
        rows
    }

    fn renewed(standing: Vec<LinkRow>, file: Vec<LinkRow>) -> Renewal<LinkRow> {
        renew(standing, file, ImportSource::Resume, None, &About::default())
    }

    fn ids(rows: &[LinkRow]) -> Vec<Uuid> {
        rows.iter().map(|row| row.id).collect()
    }

    fn toggles(renewal: &Renewal<LinkRow>) -> Vec<Option<&str>> {
        renewal.changed.iter().map(|row| row.visibility.as_deref()).collect()
    }

    #[test]
    fn the_same_file_changes_nothing() {
        let file = || vec![link("a", "A", None), link("b", "B", None), link("b", "B", None)];
        let renewal = renewed(standing(file()), file());
        assert!(renewal.changed.is_empty() && renewal.gone.is_empty());
    }

    #[test]
    fn a_corrected_item_stays_the_same_item() {
        let old = standing(vec![link("a", "A", Some("PRIVATE")), link("b", "B", None)]);
        let (id, other) = (old[0].id, old[1].id);
        let renewal = renewed(old, vec![link("a", "corrected", None)]);
        let [row] = renewal.changed.as_slice() else { panic!("one row changed") };
        assert_eq!((row.id, row.version, row.label.as_deref()), (id, 2, Some("corrected")));
        assert_eq!((toggles(&renewal), renewal.narrowed), (vec![Some("PRIVATE")], 0));
        assert_eq!(ids(&renewal.gone), [other]);
    }

    #[test]
    fn of_two_with_one_key_each_is_found_again_by_what_it_tells() {
        let old = standing(vec![link("a", "open", None), link("a", "closed", Some("PRIVATE"))]);
        let (open, closed) = (old[0].id, old[1].id);
        let renewal = renewed(old, vec![link("a", "closed", None)]);
        assert_eq!((renewal.changed[0].id, toggles(&renewal)), (closed, vec![Some("PRIVATE")]));
        assert_eq!((ids(&renewal.gone), renewal.narrowed), (vec![open], 0));
    }

    #[test]
    fn of_two_that_both_changed_neither_is_shown_to_more() {
        let old = standing(vec![
            link("a", "1", Some("RESTRICTED(EMPLOYERS)")),
            link("a", "2", Some("RESTRICTED(MENTORS)")),
        ]);
        let renewal = renewed(old, vec![link("a", "3", None), link("a", "4", None), link("a", "5", None)]);
        assert_eq!(toggles(&renewal), [Some("RESTRICTED()"); 3]);
        assert_eq!(renewal.narrowed, 3);
    }

    #[test]
    fn what_got_another_key_keeps_what_its_forerunner_may_have_had() {
        let old = || {
            standing(vec![
                link("known", "K", Some("PUBLIC")),
                link("open", "O", None),
                link("closed", "C", Some("PLATFORM")),
            ])
        };
        let renewal = renewed(old(), vec![link("known", "K", None), link("new", "C", None)]);
        assert_eq!((toggles(&renewal), renewal.narrowed), (vec![Some("PLATFORM")], 1));
        assert_eq!(renewal.gone.len(), 2);

        let all_there = [("known", "K"), ("open", "O"), ("closed", "C"), ("new", "N")];
        let renewal = renewed(old(), all_there.map(|(url, label)| link(url, label, None)).into());
        assert_eq!((toggles(&renewal), renewal.narrowed), (vec![None], 0), "nothing is missing");
    }

    /// As a mutation leaves an item that came from a file.
    fn written_over(link: LinkRow) -> LinkRow {
        LinkRow { provenance: Provenance::Manual.name().to_owned(), version: 2, ..link }
    }

    #[test]
    fn what_its_owner_has_written_over_does_not_come_again() {
        let own = written_over(link("a", "mine", Some("PRIVATE")));
        let renewal = renewed(standing(vec![own]), vec![link("a", "A", None), link("a", "B", None)]);
        assert!(renewal.changed.is_empty() && renewal.gone.is_empty());
        assert_eq!(renewal.superseded, 2);
    }

    #[test]
    fn what_its_owner_has_given_another_key_comes_again_and_is_shown_to_no_more() {
        let own = written_over(link("other", "mine", Some("PRIVATE")));
        let renewal = renewed(standing(vec![own]), vec![link("a", "A", None)]);
        assert_eq!((toggles(&renewal), renewal.narrowed), (vec![Some("PRIVATE")], 1));
        let own = || written_over(link("other", "mine", Some("PRIVATE")));
        let file = || vec![link("a", "A", None)];
        let untouched = LinkRow { version: 1, ..own() };
        let renewal = renewed(standing(vec![untouched]), file());
        assert_eq!((toggles(&renewal), renewal.narrowed), (vec![None], 0), "it never was in a file");
        let own = own();
        let about = About { typed_in: HashSet::from([own.id]), ..About::default() };
        let renewal = renew(standing(vec![own]), file(), ImportSource::Resume, None, &about);
        assert_eq!(
            (toggles(&renewal), renewal.narrowed),
            (vec![None], 0),
            "nor was it, though it was edited"
        );
    }

    #[test]
    fn a_toggle_that_can_not_be_read_hides() {
        let renewal = renewed(standing(vec![link("a", "A", Some("?"))]), vec![link("b", "B", None)]);
        assert_eq!(toggles(&renewal), [Some("PRIVATE")]);
    }

    #[test]
    fn a_source_that_does_not_know_a_column_leaves_it_as_it_is() {
        let old = standing(vec![link("a", "richer", Some("PRIVATE")), link("b", "B", None)]);
        let file = || vec![LinkRow { kind: "GITHUB".to_owned(), ..link("a", "", None) }, link("b", "", None)];
        let renewal = renew(old, file(), ImportSource::LinkedIn, Some(&["kind", "url"]), &About::default());
        let [row] = renewal.changed.as_slice() else { panic!("one row changed") };
        assert_eq!((row.label.as_deref(), row.kind.as_str()), (Some("richer"), "GITHUB"));
        assert_eq!((renewal.unchanged, toggles(&renewal)), (1, vec![Some("PRIVATE")]));
    }

    #[test]
    fn what_others_have_spoken_for_stays_without_the_file() {
        let old = standing(vec![link("a", "A", None), link("b", "B", None), link("c", "C", None)]);
        let (endorsed, gone) = (HashSet::from([old[0].id, old[2].id]), old[1].id);
        let about = About { endorsed, ..About::default() };
        let renewal = renew(old, vec![link("c", "changed", None)], ImportSource::Resume, None, &about);
        assert_eq!((ids(&renewal.gone), renewal.kept, renewal.total), (vec![gone], 1, 2));
        assert_eq!(renewal.changed[0].label.as_deref(), Some("changed"), "what the file has is the file's");
    }

    fn by(source: ImportSource, mut link: LinkRow) -> LinkRow {
        link.brought_by(source);
        link
    }

    #[test]
    fn what_another_kind_of_import_brought_stays_where_it_is() {
        use ImportSource::{GitHub, LinkedIn, Resume};
        let of = |source, url: &str, label: &str| by(source, link(url, label, None));
        let old = || standing(vec![of(Resume, "a", "A"), of(LinkedIn, "b", "B"), of(GitHub, "c", "C")]);
        let again = |source, file| renew(old(), file, source, None, &About::default());
        let repositories = again(GitHub, vec![of(GitHub, "c", "C"), of(GitHub, "d", "D")]);
        let [row] = repositories.changed.as_slice() else { panic!("one is new") };
        assert_eq!((row.url.as_str(), row.position, repositories.gone.len()), ("d", 3, 0));
        assert_eq!((repositories.unchanged, repositories.total), (1, 4));
        let resume = again(Resume, vec![of(Resume, "a", "A"), of(Resume, "e", "E"), of(Resume, "f", "F")]);
        assert_eq!(resume.gone.iter().map(|row| row.url.as_str()).collect::<Vec<_>>(), ["b"]);
        let places: Vec<(&str, i32)> =
            resume.changed.iter().map(|row| (row.url.as_str(), row.position)).collect();
        assert_eq!((places, resume.unchanged), (vec![("e", 1), ("f", 3)], 1));
        // What both bring is there once, as the first of them brought it.
        let both = again(GitHub, vec![of(GitHub, "a", "another")]);
        assert_eq!((both.superseded, both.changed.len(), both.gone.len()), (1, 0, 1));
    }
}
