//! **Any order of arrival gives the same portfolio**, drawn by lot: facts about few things with few times, so that many are
//! about the same thing and some about the same moment, each perhaps told twice, in an order of their own for each person.
//! `FOLIO_ARRIVAL_CASES` says how many sets of facts there are, `FOLIO_ARRIVAL_SEED` which.

use chrono::{DateTime, TimeDelta, Utc};
use folio::activity::Applied;
use folio_testkit::{Member, TestApp};
use serde_json::{Value, json};

use super::{Told, offer, tell};
use crate::random::{Random, effort};

/// Orders of one set of facts.
const ORDERS: usize = 3;

#[tokio::test(flavor = "multi_thread")]
async fn any_order_of_arrival_gives_the_same_portfolio() {
    let (cases, first) = (effort("FOLIO_ARRIVAL_CASES", 12), effort("FOLIO_ARRIVAL_SEED", 1));
    let app = TestApp::new().await;
    for badge in BADGES {
        offer(&app, badge).await;
    }
    let retired = "UPDATE badges SET retired_at = $2 WHERE key = $1";
    app.sql(retired, &[&RETIRED, &hour(3)]).await;
    for seed in first..first + cases {
        let mut random = Random::new(seed);
        let count = 5 + random.below(30);
        let facts: Vec<Told> = (0..count).map(|number| draw(&mut random, number)).collect();
        let mut portfolios = Vec::new();
        for _ in 0..ORDERS {
            let member = app.member().create().await;
            let order = shuffled(&mut random, &facts);
            let mut versions = 1;
            for told in &order {
                versions += i64::from(matches!(tell(&app, &member, told).await, Applied::Changed(_)));
            }
            for told in &order {
                let again = tell(&app, &member, told).await;
                let unchanged = matches!(again, Applied::Unchanged | Applied::Retired);
                assert!(unchanged, "seed {seed}: {told:?} again is {again:?}");
            }
            assert_eq!(
                app.trace(&member).await.version,
                versions,
                "one version for each that changed something"
            );
            app.assert_whole(&member).await;
            portfolios.push((portfolio(&app, &member).await, order));
        }
        let (expected, one) = &portfolios[0];
        for (portfolio, other) in &portfolios[1..] {
            assert_eq!(portfolio, expected, "seed {seed}: {one:#?}\nand in another order\n{other:#?}");
        }
    }
}

const BADGES: [&str; 3] = ["rust-basics", "good-teacher", RETIRED];

/// Not awarded any more from the third hour on.
const RETIRED: &str = "of-the-first-hours";

fn hour(hour: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_760_000_000, 0).expect("a time") + TimeDelta::hours(hour)
}

fn moment(random: &mut Random) -> DateTime<Utc> {
    hour(i64::try_from(random.below(6)).expect("a small number"))
}

fn draw(random: &mut Random, number: usize) -> Told {
    let thing = format!("thing-{}", random.below(3));
    let told_at = moment(random).to_rfc3339();
    let text = |random: &mut Random| json!(random.pick(&["one", "two", "three"]));
    let (event_type, data) = match random.below(5) {
        0 => (
            "com.gigsy.course.completed.v1",
            json!({ "completionId": thing, "title": text(random), "provider": text(random),
                "completedOn": random.pick(&["2024", "2024-01", "2024-01-01", "2025-06-30"]), "skills": [text(random)] }),
        ),
        1 => (
            "com.gigsy.gig.completed.v1",
            json!({ "gigId": thing, "title": text(random), "completedAt": told_at,
                "client": { "name": text(random) },
                "review": if random.once_in(2) { json!({ "rating": 1 + random.below(5), "text": text(random) }) } else { Value::Null } }),
        ),
        2 | 3 => (
            "com.gigsy.badge.awarded.v1",
            json!({ "awardId": thing, "badge": random.pick(&BADGES), "awardedAt": told_at,
                "evidenceText": text(random),
                "expiresAt": if random.once_in(3) { json!("2030-01-01T00:00:00Z") } else { Value::Null } }),
        ),
        _ => (
            "com.gigsy.badge.revoked.v1",
            json!({ "awardId": thing, "reason": text(random), "revokedAt": told_at }),
        ),
    };
    let source = *random.pick(&["https://courses.example", "https://gigs.example"]);
    Told { event_type, source, event_id: format!("event-{number}"), time: moment(random), data }
}

/// Each once or twice, in any order.
fn shuffled(random: &mut Random, facts: &[Told]) -> Vec<Told> {
    let mut rest: Vec<Told> = facts.to_vec();
    let twice: Vec<Told> = facts.iter().filter(|_| random.once_in(4)).cloned().collect();
    rest.extend(twice);
    let mut order = Vec::with_capacity(rest.len());
    while !rest.is_empty() {
        order.push(rest.swap_remove(random.below(rest.len())));
    }
    order
}

/// All that stands in the tables, in its order, but for ids of our own, versions and times of bookkeeping.
async fn portfolio(app: &TestApp, member: &Member) -> Vec<String> {
    let sql = app.database.sql().await;
    let mut rows = Vec::new();
    for (table, order) in [
        ("badge_awards", "position"),
        ("certificates", "position"),
        ("gigs", "position"),
        ("badge_revocations", "source, source_id"),
    ] {
        let query = format!(
            "SELECT '{table} ' || (to_jsonb(row) - '{{id,profile_id,version,created_at,updated_at,kept_at}}'::text[])::text
             FROM {table} AS row WHERE profile_id = $1 ORDER BY {order}"
        );
        let found = sql.query(&query, &[&member.profile_id]).await.expect("it can be read");
        rows.extend(found.iter().map(|row| row.get::<_, String>(0)));
    }
    rows
}
