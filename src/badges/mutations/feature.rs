//! `badgesFeature`.

use folio_db::badge_awards::BadgeAwardRow;
use folio_policy::{Field, Section};

use crate::{graphql::id::ItemKind, items::Featured};

impl Featured for BadgeAwardRow {
    const KIND: ItemKind = ItemKind::BadgeAward;
    const SECTION: Section = Section::Badges;
    const FIELD: Field = Field::BadgeAwardFeatured;
    const ACTION: &'static str = "badgesFeature";
    const EVENT: &'static str = "badge.changed";

    fn featured(&mut self) -> &mut Option<i32> {
        &mut self.featured
    }

    fn barred(&self) -> Option<&'static str> {
        self.revoked_at.is_some().then_some("was revoked")
    }
}
