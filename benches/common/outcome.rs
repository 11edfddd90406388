//! What came of a load, and what figures are made of it.

use std::time::Duration;

use anyhow::{Context, ensure};
use serde::{Deserialize, Serialize};

use super::cpu;

/// What the load saw.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Outcome {
    pub(crate) requests: u64,
    pub(crate) elapsed: Duration,
    pub(crate) p50: Duration,
    pub(crate) p99: Duration,
}

impl Outcome {
    /// Of how long each request took, within `elapsed`.
    pub(crate) fn of(mut latencies: Vec<Duration>, elapsed: Duration) -> anyhow::Result<Self> {
        ensure!(!latencies.is_empty(), "no request ended");
        latencies.sort_unstable();
        let at = |percent: usize| latencies.get(latencies.len() * percent / 100).copied();
        let (p50, p99) = (at(50).context("it is not empty")?, at(99).context("it is not empty")?);
        Ok(Self { requests: latencies.len() as u64, elapsed, p50, p99 })
    }
}

/// One measurement: what the load saw, and what it cost.
pub(crate) struct Sample<O = Outcome> {
    pub(crate) server: Duration,
    pub(crate) postgres: Duration,
    pub(crate) outcome: O,
}

impl<O> Sample<O> {
    /// Puts a load on, and takes the CPU time of the processes meanwhile.
    pub(crate) fn take(
        server: u32,
        postgres: u32,
        load: impl FnOnce() -> anyhow::Result<O>,
    ) -> anyhow::Result<Self> {
        let cpu = || anyhow::Ok((cpu::of_process(server)?, cpu::of_family(postgres)?));
        let before = cpu()?;
        let outcome = load()?;
        let after = cpu()?;
        Ok(Self {
            server: after.0.saturating_sub(before.0),
            postgres: after.1.saturating_sub(before.1),
            outcome,
        })
    }
}

/// In microseconds.
pub(crate) fn micros(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e6
}

/// The middle one.
pub(crate) fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_unstable_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len().is_multiple_of(2) { (values[middle - 1] + values[middle]) / 2.0 } else { values[middle] }
}
