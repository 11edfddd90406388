//! What the profile scored before, and what moved it.

use std::collections::BTreeMap;

use async_graphql::{
    Object, Result, SimpleObject,
    connection::{CursorType, Edge, EmptyFields, PageInfo},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use folio_db::strength::{Factored, HistoryPage, Model, Point, PointKey, StrengthSnapshot};

use crate::graphql::{connection::NotACursor, scalar::Int64};

/// A score that the profile had, from a version of it on.
#[derive(Debug, Clone, SimpleObject)]
pub struct StrengthPoint {
    /// From 0 to 100.
    score: i32,
    /// What that was called, for machines.
    level: String,
    /// What that was called, for people; null for a model that isn't known any more.
    level_label: Option<String>,
    /// The version of the weights that it was scored by.
    model_version: i32,
    /// The version of the profile that had this score first.
    profile_version: Int64,
    /// Since when.
    at: DateTime<Utc>,
    /// By how much it differs from the score before; null for the first.
    change: Option<i32>,
    /// What earned more or less than at the point before; all that had earned something, for the first.
    moved: Vec<StrengthMove>,
}

/// A factor that earned more or less than before.
#[derive(Debug, Clone, PartialEq, Eq, SimpleObject)]
pub struct StrengthMove {
    /// The factor, for machines.
    key: String,
    /// The factor, for people.
    label: String,
    /// How many points more; less than 0 if it was fewer.
    pub(super) change: i32,
}

/// A page of what the profile scored, the newest first.
pub struct StrengthPointConnection {
    edges: Vec<Edge<PointCursor, StrengthPoint, EmptyFields>>,
    has_previous_page: bool,
    has_next_page: bool,
}

/// A page of what the profile scored, the newest first.
#[Object]
impl StrengthPointConnection {
    /// The points of this page, each with its cursor.
    async fn edges(&self) -> &[Edge<PointCursor, StrengthPoint, EmptyFields>] {
        &self.edges
    }

    /// The points of this page.
    async fn nodes(&self) -> Vec<&StrengthPoint> {
        self.edges.iter().map(|edge| &edge.node).collect()
    }

    /// Where this page stands in the history.
    async fn page_info(&self) -> PageInfo {
        let cursor = |edge: &Edge<PointCursor, StrengthPoint, EmptyFields>| edge.cursor.encode_cursor();
        PageInfo {
            has_previous_page: self.has_previous_page,
            has_next_page: self.has_next_page,
            start_cursor: self.edges.first().map(cursor),
            end_cursor: self.edges.last().map(cursor),
        }
    }
}

/// A cursor of the history: it names a point, and the points after it in the list are the older ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PointCursor(pub(crate) PointKey);

impl CursorType for PointCursor {
    type Error = NotACursor;

    fn decode_cursor(text: &str) -> Result<Self, NotACursor> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| NotACursor)?;
        let Some((b's', key)) = bytes.split_first() else { return Err(NotACursor) };
        let (version, model) = key.split_at_checked(8).ok_or(NotACursor)?;
        Ok(Self(PointKey {
            profile_version: i64::from_be_bytes(version.try_into().map_err(|_| NotACursor)?),
            model_version: i16::from_be_bytes(model.try_into().map_err(|_| NotACursor)?),
        }))
    }

    fn encode_cursor(&self) -> String {
        let mut bytes = vec![b's'];
        bytes.extend_from_slice(&self.0.profile_version.to_be_bytes());
        bytes.extend_from_slice(&self.0.model_version.to_be_bytes());
        URL_SAFE_NO_PAD.encode(bytes)
    }
}

impl StrengthPointConnection {
    /// A page of a history, which begins after a cursor or at the newest point.
    pub(crate) fn build(page: HistoryPage, after: bool) -> Self {
        let HistoryPage { points, older } = page;
        let before = points.iter().skip(1).chain(&older).map(Some).chain([None]);
        let edges = points
            .iter()
            .zip(before)
            .map(|(point, before)| Edge::new(PointCursor(point.key), StrengthPoint::build(point, before)))
            .collect();
        Self { edges, has_previous_page: after, has_next_page: older.is_some() }
    }
}

impl StrengthPoint {
    fn build(point: &Point, before: Option<&Point>) -> Self {
        let Point { key, strength, at } = point;
        let label = Model::of(strength.model_version).map(|model| model.level(strength.score).label.clone());
        Self {
            score: strength.score.into(),
            level: strength.level.clone(),
            level_label: label,
            model_version: strength.model_version.into(),
            profile_version: Int64(key.profile_version),
            at: *at,
            change: before.map(|before| i32::from(strength.score) - i32::from(before.strength.score)),
            moved: moves(before.map(|before| &before.strength), strength),
        }
    }
}

/// What earned more or less than before, in the order in which factors are shown; those that are gone come last.
pub(super) fn moves(before: Option<&StrengthSnapshot>, now: &StrengthSnapshot) -> Vec<StrengthMove> {
    let earned = |strength: &StrengthSnapshot| -> Vec<(String, String, i32)> {
        let factors = strength.explain().map_or(Vec::new(), |scored| scored.factors);
        let one = |f: &Factored| (f.factor.key.clone(), f.factor.label.clone(), i32::from(f.earned));
        factors.iter().map(one).collect()
    };
    let mut gone: BTreeMap<String, (String, i32)> =
        before.map(earned).into_iter().flatten().map(|(key, label, earned)| (key, (label, earned))).collect();
    let mut moves = Vec::new();
    for (key, label, earned) in earned(now) {
        let had = gone.remove(&key).map_or(0, |(_, earned)| earned);
        moves.push(StrengthMove { key, label, change: earned - had });
    }
    moves.extend(gone.into_iter().map(|(key, (label, had))| StrengthMove { key, label, change: -had }));
    moves.retain(|moved| moved.change != 0);
    moves
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_as_it_was() {
        let key = PointKey { profile_version: 918_273, model_version: 7 };
        let text = PointCursor(key).encode_cursor();
        assert_eq!(PointCursor::decode_cursor(&text), Ok(PointCursor(key)));
        for bad in ["", "c2", "@", &text[1..], "czAwMDAwMDAwMDAwMDA"] {
            assert!(PointCursor::decode_cursor(bad).is_err(), "{bad}");
        }
    }
}
