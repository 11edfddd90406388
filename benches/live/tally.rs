//! What the subscribers saw, beside what was written.

use std::{collections::HashMap, time::Duration};

use anyhow::Context;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::node::Done;

/// A mark that came to a subscriber.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) follower: usize,
    pub(crate) mark: String,
    pub(crate) at: u64,
}

/// What came of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Tally {
    /// Messages that came.
    pub(crate) delivered: usize,
    /// Messages that should have come and didn't.
    pub(crate) missing: usize,
    /// Messages that came again.
    pub(crate) twice: usize,
    /// Messages that came before one that was written earlier.
    pub(crate) disordered: usize,
    /// From the return of the commit to the reading of the frame.
    pub(crate) p50: Duration,
    pub(crate) p99: Duration,
    pub(crate) max: Duration,
    /// The same for the last subscriber of each write, the median over the writes.
    pub(crate) last: Duration,
}

impl Tally {
    /// Compares. `followed` says whom a subscriber follows.
    pub(crate) fn of(
        followers: usize,
        followed: impl Fn(usize) -> Uuid,
        done: &[(Uuid, Done)],
        seen: &[Seen],
    ) -> anyhow::Result<Self> {
        let mut places = HashMap::new();
        let mut of_profile: HashMap<Uuid, usize> = HashMap::new();
        for (write, (profile, done)) in done.iter().enumerate() {
            let place = of_profile.entry(*profile).or_default();
            places.insert((*profile, done.mark.as_str()), (write, *place));
            *place += 1;
        }
        let mut next = vec![0_usize; followers];
        let mut got = vec![0_usize; followers];
        let (mut twice, mut disordered, mut latencies) = (0, 0, Vec::with_capacity(seen.len()));
        let mut last = vec![Duration::ZERO; done.len()];
        let mut known = std::collections::HashSet::with_capacity(seen.len());
        for one in seen {
            let key = (followed(one.follower), one.mark.as_str());
            let (write, place) = *places.get(&key).context("something came that wasn't written")?;
            if !known.insert((one.follower, write)) {
                twice += 1;
                continue;
            }
            disordered += usize::from(place < next[one.follower]);
            next[one.follower] = place + 1;
            got[one.follower] += 1;
            let took = Duration::from_micros(one.at.saturating_sub(done[write].1.committed));
            last[write] = last[write].max(took);
            latencies.push(took);
        }
        let missing = (0..followers)
            .map(|follower| of_profile.get(&followed(follower)).copied().unwrap_or(0) - got[follower])
            .sum();
        latencies.sort_unstable();
        last.sort_unstable();
        let at = |percent: usize| latencies.get(latencies.len() * percent / 100).copied().unwrap_or_default();
        Ok(Self {
            delivered: latencies.len(),
            missing,
            twice,
            disordered,
            p50: at(50),
            p99: at(99),
            max: latencies.last().copied().unwrap_or_default(),
            last: last.get(last.len() / 2).copied().unwrap_or_default(),
        })
    }
}
