//! How much one client may ask for in a while: budgets that refill at a constant rate and are charged what an operation
//! costs (see [`cost`](crate::graphql::cost)).
//!
//! | budget | kept by | charged |
//! |---|---|---|
//! | [`Budget::Arrivals`] | address | [`ARRIVAL`] for each request, each socket and each operation on one, before anything is read or verified |
//! | [`Budget::User`] | user | what the operations of the signed-in cost |
//! | [`Budget::Anonymous`] | address | what the operations of the signed-out cost |
//!
//! Arrivals and anonymous operations are budgets apart, so that a visitor who reads a lot does not lock out those who
//! share the address and are signed in.
//!
//! The limits are one process's: behind a balancer a client has as many budgets as there are processes.

use std::{
    hash::{BuildHasher, RandomState},
    num::NonZeroU32,
    time::Duration,
};

use super::{client_address::ClientAddress, metrics};

mod buckets;
#[cfg(test)]
mod tests;

use buckets::Buckets;
pub use buckets::{ManualClock, RateClock};

/// What each request costs its address before anything is known of it: reading it and verifying its token.
pub(crate) const ARRIVAL: usize = 10;

/// How fast a budget refills, and how much it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Cost that comes back each second.
    pub per_second: NonZeroU32,
    /// The most that can be spent at once.
    pub burst: NonZeroU32,
}

impl Rate {
    /// A rate; `None` without a refill or without room.
    #[must_use]
    pub const fn new(per_second: u32, burst: u32) -> Option<Self> {
        match (NonZeroU32::new(per_second), NonZeroU32::new(burst)) {
            (Some(per_second), Some(burst)) => Some(Self { per_second, burst }),
            _ => None,
        }
    }
}

/// The budgets of clients; `None` is without limit.
///
/// The defaults are for people, many of them at one address. A page costs some 2,200, an edit screen with full lists 3,500,
/// the dearest operation 10,000. A user may open 90 pages at once and then 4 each second, or write 20 times each second;
/// those at one address 450 pages and then 22 each second when they are signed out, and send 100,000 requests and then
/// 5,000 each second, signed in or not: an office, a campus, or a frontend that renders for its visitors without telling
/// their addresses.
#[derive(Debug, Clone)]
pub struct RateLimits {
    /// Of one signed-in user.
    pub user: Option<Rate>,
    /// Of one address, for arrivals and again for anonymous operations.
    pub address: Option<Rate>,
    /// What tells the time.
    pub clock: RateClock,
}

impl Default for RateLimits {
    fn default() -> Self {
        Self {
            user: Rate::new(10_000, 200_000),
            address: Rate::new(50_000, 1_000_000),
            clock: RateClock::default(),
        }
    }
}

impl RateLimits {
    /// No limits.
    #[must_use]
    pub fn none() -> Self {
        Self { user: None, address: None, clock: RateClock::default() }
    }
}

/// Who asks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Client<'a> {
    /// Where they are.
    pub(crate) address: ClientAddress,
    /// Clerk's id of them, if they are signed in.
    pub(crate) user: Option<&'a str>,
}

/// Which budget was charged; also a label of metrics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Budget {
    /// Requests and sockets that come from an address.
    Arrivals,
    /// Operations of a signed-in user.
    User,
    /// Operations of the signed-out at an address.
    Anonymous,
}

/// A charge that the budget can't bear for now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}", .budget.exhausted())]
pub(crate) struct RateLimited {
    /// Which budget.
    pub(crate) budget: Budget,
    /// When the same charge can be borne, if nothing else is charged until then.
    pub(crate) retry_after: Duration,
}

/// The budgets of all clients.
#[derive(Debug)]
pub(crate) struct RateLimiter {
    user: Option<Buckets>,
    address: Option<Buckets>,
    /// Ids of users are kept as keyed hashes: nothing in here can be traced back to a person.
    hasher: RandomState,
}

/// Whose bucket it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Key {
    Arrivals(ClientAddress),
    Anonymous(ClientAddress),
    User(u64),
}

impl RateLimiter {
    /// Full budgets for everybody.
    #[must_use]
    pub(crate) fn new(limits: &RateLimits) -> Self {
        let buckets = |rate: Option<Rate>| rate.map(|rate| Buckets::new(rate, limits.clock.clone()));
        Self { user: buckets(limits.user), address: buckets(limits.address), hasher: RandomState::new() }
    }

    /// Charges a request, a socket that is about to be opened, or an operation that arrives on one, before anything else
    /// is done for it.
    ///
    /// # Errors
    /// When too many come from this address.
    pub(crate) fn arrive(&self, address: ClientAddress) -> Result<(), RateLimited> {
        charge(self.address.as_ref(), Budget::Arrivals, Key::Arrivals(address), ARRIVAL)
    }

    /// Charges an operation before it runs: to the user who is signed in, or else to the address.
    ///
    /// # Errors
    /// When the budget does not hold as much for now; nothing is charged then.
    pub(crate) fn charge(&self, client: Client<'_>, cost: usize) -> Result<(), RateLimited> {
        match client.user {
            Some(user) => {
                let key = Key::User(self.hasher.hash_one(user));
                charge(self.user.as_ref(), Budget::User, key, cost)
            }
            None => {
                let key = Key::Anonymous(client.address);
                charge(self.address.as_ref(), Budget::Anonymous, key, cost)
            }
        }
    }
}

fn charge(buckets: Option<&Buckets>, budget: Budget, key: Key, cost: usize) -> Result<(), RateLimited> {
    let Some(buckets) = buckets else { return Ok(()) };
    buckets.take(key, cost).map_err(|retry_after| {
        metrics::rate_limited(budget);
        RateLimited { budget, retry_after }
    })
}

impl Budget {
    /// The budget as a label.
    #[must_use]
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Arrivals => "arrivals",
            Self::User => "user",
            Self::Anonymous => "anonymous",
        }
    }

    const fn exhausted(self) -> &'static str {
        match self {
            Self::Arrivals => "too many requests come from your address: wait and send the request again",
            Self::User => "your operations have cost too much in a short time: wait and send this one again",
            Self::Anonymous => {
                "operations of signed-out visitors at your address have cost too much in a short time: wait, or sign in"
            }
        }
    }
}
