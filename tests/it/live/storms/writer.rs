//! Who awards, takes back and changes, as a process that has no hub: the feed alone tells of it.

use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use folio_db::Db;
use folio_testkit::Member;
use serde_json::json;
use uuid::Uuid;

use super::{World, awards};
use crate::random::Random;

pub(super) const BADGES: [&str; 4] = ["rust", "sql", "http", "css"];

/// Between two writes.
const PAUSE: Duration = Duration::from_millis(25);
/// Most awards of one writer to one person that hold at the same time.
const MOST: usize = 20;

pub(super) struct Writer {
    db: Db,
    number: usize,
    random: Random,
    /// Profiles, each with the awards that hold.
    people: Vec<(Uuid, Vec<String>)>,
    given: usize,
}

impl Writer {
    pub(super) fn new(db: Db, members: &[Member], number: usize) -> Self {
        let people = members.iter().map(|member| (member.profile_id, Vec::new())).collect();
        Self { db, number, random: Random::new(1_000 + number as u64), people, given: 0 }
    }

    pub(super) async fn write(mut self, world: Arc<World>) {
        while !world.over.load(Ordering::SeqCst) {
            self.write_once().await;
            world.written.fetch_add(1, Ordering::SeqCst);
            tokio::time::sleep(PAUSE).await;
        }
    }

    async fn write_once(&mut self) {
        let person = self.random.below(self.people.len());
        let (profile, awarded) = &mut self.people[person];
        let crowded = awarded.len() >= MOST;
        if awarded.is_empty() || (!crowded && self.random.once_in(2)) {
            self.given += 1;
            let award = format!("{}-{}", self.number, self.given);
            let data = json!({ "awardId": award, "badge": *self.random.pick(&BADGES) });
            awards::tell(&self.db, *profile, "awarded", &award, &data).await;
            awarded.push(award);
        } else if crowded || self.random.once_in(2) {
            let award = awarded.swap_remove(self.random.below(awarded.len()));
            awards::tell(&self.db, *profile, "revoked", &award, &json!({ "awardId": award })).await;
        } else {
            let (profile, award) = (*profile, self.random.pick(awarded).clone());
            awards::feature(&self.db, profile, &award).await;
        }
    }
}
