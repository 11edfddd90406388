//! How many connections each address has open.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use crate::http::client_address::ClientAddress;

/// Counts the open connections of each address; knows only those that have one.
#[derive(Debug)]
pub(super) struct PerAddress {
    max: usize,
    open: Mutex<HashMap<ClientAddress, usize>>,
}

/// One open connection of an address; it counts for as long as this lives.
#[derive(Debug)]
pub(super) struct OfAddress {
    counts: Arc<PerAddress>,
    address: ClientAddress,
}

impl PerAddress {
    /// At most so many for each.
    pub(super) fn new(max: usize) -> Arc<Self> {
        Arc::new(Self { max, open: Mutex::default() })
    }

    /// Counts one more connection of an address; `None` when it has as many as it may.
    pub(super) fn open(self: &Arc<Self>, address: ClientAddress) -> Option<OfAddress> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(address).or_default();
        if *count >= self.max {
            return None;
        }
        *count += 1;
        Some(OfAddress { counts: Arc::clone(self), address })
    }
}

impl Drop for OfAddress {
    fn drop(&mut self) {
        let mut open = self.counts.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_connection_makes_room_and_nothing_is_kept_of_who_left() {
        let of = |last| ClientAddress::of([192, 0, 2, last].into());
        let counts = PerAddress::new(2);
        let first = counts.open(of(1));
        let second = counts.open(of(1));
        assert!(first.is_some() && second.is_some());
        assert!(counts.open(of(1)).is_none());
        let other = counts.open(of(2));
        assert!(other.is_some());
        drop(first);
        assert!(counts.open(of(1)).is_some());
        drop((second, other));
        assert!(counts.open.lock().expect("not poisoned").is_empty());
    }
}
