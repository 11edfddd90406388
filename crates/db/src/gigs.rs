//! Gigs (capability T1): work that somebody was paid for on the platform, and what the client said of it.

use std::cmp::{Ordering, Reverse};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    Provenance,
    items::{Ordered, item_row, item_snapshot},
    schema::gigs,
};

item_row! {
    /// Work that somebody was paid for, and what the client said of it.
    gigs => GigRow;
    key: (&'a str, Option<DateTime<Utc>>) = |row| (&row.title, row.completed_at);
    title: String,
    role: Option<String>,
    category: Option<String>,
    client_name: Option<String>,
    client_id: Option<Uuid>,
    skills: Vec<String>,
    started_at: Option<DateTime<Utc>>,
    completed_at: Option<DateTime<Utc>>,
    rating: Option<i16>,
    review_text: Option<String>,
    reviewed_at: Option<DateTime<Utc>>,
    reviewer_id: Option<Uuid>,
    featured: Option<i32>,
    source: Option<String>,
    source_id: Option<String>,
    source_time: Option<DateTime<Utc>>,
    source_event: Option<String>,
}

item_snapshot! {
    /// What the snapshot holds of one gig. Other people are in it by the ids of their profiles alone.
    GigSnapshot of GigRow as row => row;
    bookkeeping: GigId GigVisibility GigProvenance GigPosition GigVersion GigCreatedAt GigUpdatedAt;
    title: |item, scope| item.title.reveal(scope);
    title: GigTitle => Option<String> = Some(row.title),
    role: GigRole => Option<String> = row.role,
    category: GigCategory => Option<String> = row.category,
    client_name: GigClientName => Option<String> = row.client_name,
    client_id: GigClientProfile => Option<Uuid> = row.client_id,
    skills: GigSkills => Vec<String> = row.skills,
    started_at: GigStartedAt => Option<DateTime<Utc>> = row.started_at,
    completed_at: GigCompletedAt => Option<DateTime<Utc>> = row.completed_at,
    rating: GigReviewRating => Option<i16> = row.rating,
    review_text: GigReviewText => Option<String> = row.review_text,
    reviewed_at: GigReviewReviewedAt => Option<DateTime<Utc>> = row.reviewed_at,
    reviewer_id: GigReviewReviewer => Option<Uuid> = row.reviewer_id,
    featured: GigFeatured => Option<bool> = Some(row.featured.is_some()),
}

impl Ordered for GigRow {
    fn is_ordered(&self) -> bool {
        self.featured.is_some() || self.provenance == Provenance::Event.name()
    }

    /// Featured ones first, as their owner has them; then the newest first.
    fn order(&self, other: &Self) -> Ordering {
        let place = |row: &Self| (row.featured.is_none(), row.featured, Reverse(row.completed_at));
        place(self)
            .cmp(&place(other))
            .then_with(|| (&self.source, &self.source_id).cmp(&(&other.source, &other.source_id)))
    }
}
