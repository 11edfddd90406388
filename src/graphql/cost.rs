//! What a query costs, before it runs: saturating arithmetic over clamped page sizes, so that no argument can
//! overflow, underflow or buy more than it says.

/// The most items in one page of any list.
pub const MAX_PAGE: usize = 100;
/// The page size when the client gives none.
pub const DEFAULT_PAGE: usize = 20;
/// The most that one operation may cost.
pub const MAX_COST: usize = 5_000;
/// The deepest that an operation may nest; the standard introspection query needs 14.
pub const MAX_DEPTH: usize = 16;

/// The cost of a connection: its items, each as dear as what is asked of it. A page size out of range is refused by the
/// resolver, so here it only counts as the most.
#[must_use]
pub fn connection(first: Option<i32>, last: Option<i32>, child: usize) -> usize {
    let size =
        first.or(last).map_or(DEFAULT_PAGE, |size| usize::try_from(size).unwrap_or(MAX_PAGE).min(MAX_PAGE));
    size.saturating_mul(child).saturating_add(1)
}

/// What opening one profile costs beside its fields: the row is decoded and a view is built, whatever is asked of it.
pub const PROFILE: usize = 10;

/// The cost of a profile.
#[must_use]
pub fn profile(child: usize) -> usize {
    child.saturating_add(PROFILE)
}

/// The cost of a list with a known number of items.
#[must_use]
pub fn list(items: usize, child: usize) -> usize {
    items.max(1).saturating_mul(child).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_argument_overflows_or_makes_it_cheap() {
        assert_eq!(connection(Some(-1), None, 3), 301);
        assert_eq!(connection(Some(i32::MAX), None, usize::MAX), usize::MAX);
        assert_eq!(connection(None, None, 2), 41);
        assert_eq!(connection(None, Some(5), 2), 11);
        assert_eq!(list(0, 7), 8);
    }
}
