//! How the score has moved lately.

use async_graphql::SimpleObject;
use chrono::{DateTime, Utc};
use folio_db::strength::{StrengthSnapshot, TurningPoint};

use super::history::{StrengthMove, moves};

/// How far back the insights look, in days.
pub(crate) const DAYS: [i32; 2] = [7, 30];

/// How the score has moved lately, and what moved it.
#[derive(Debug, SimpleObject)]
pub struct StrengthInsights {
    /// What the profile scores now.
    score: i32,
    /// When the score last rose; null if it hasn't since the profile was first scored.
    last_gain_at: Option<DateTime<Utc>>,
    /// How many whole days ago that was.
    days_since_last_gain: Option<i32>,
    /// Over the last 7 and the last 30 days.
    changes: Vec<StrengthChange>,
}

/// How the score has moved over some days.
#[derive(Debug, SimpleObject)]
pub struct StrengthChange {
    /// So many days.
    days: i32,
    /// The score at their beginning, or the profile's first one if it is younger.
    from: i32,
    /// Since when the profile had that score.
    since: DateTime<Utc>,
    /// How much more it is now; less than 0 if it is less.
    change: i32,
    /// What has earned more since.
    gained: Vec<StrengthMove>,
    /// What has earned less since.
    lost: Vec<StrengthMove>,
}

impl StrengthInsights {
    /// From what the profile scores now, and what it did before.
    pub(crate) fn build(
        now: &StrengthSnapshot,
        points: &[TurningPoint],
        gained_at: Option<DateTime<Utc>>,
        clock: DateTime<Utc>,
    ) -> Self {
        let days = |at: DateTime<Utc>| i32::try_from((clock - at).num_days().max(0)).unwrap_or(i32::MAX);
        Self {
            score: now.score.into(),
            last_gain_at: gained_at,
            days_since_last_gain: gained_at.map(days),
            changes: points.iter().map(|point| StrengthChange::build(now, point)).collect(),
        }
    }
}

impl StrengthChange {
    fn build(now: &StrengthSnapshot, then: &TurningPoint) -> Self {
        let TurningPoint { days, point } = then;
        let (gained, lost) =
            moves(Some(&point.strength), now).into_iter().partition(|moved| moved.change > 0);
        let from = i32::from(point.strength.score);
        Self { days: *days, from, since: point.at, change: i32::from(now.score) - from, gained, lost }
    }
}
