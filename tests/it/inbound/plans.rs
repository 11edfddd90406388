//! What waits in the inbox is read by its indexes, however much of it there is.

use folio_db::inbox;
use folio_testkit::TestDb;

/// Many who never registered, a badge that many wait for, and much that was put aside.
const FILL: &str = "INSERT INTO inbound_events
        (id, source, event_id, event_type, state, waits_for, body, body_hash, subject_hash, happened_at)
    SELECT gen_random_uuid(), 'https://learning.example', n::text, 'x', (ARRAY['PARKED', 'PARKED', 'FAILED', 'UNKNOWN'])[n % 4 + 1],
        (ARRAY['person', 'badge:late'])[n % 4 + 1], '{}', sha256('x'), sha256((n % 5000)::text::bytea), now()
    FROM generate_series(1, 40000) AS n;
    ANALYZE inbound_events";

#[tokio::test]
async fn what_waits_and_what_was_put_aside_is_read_in_order_by_an_index() {
    let database = TestDb::empty().await;
    let client = database.sql().await;
    client.batch_execute(FILL).await.expect("it can be filled");
    let prepare = format!(
        "SET plan_cache_mode = force_generic_plan;
         PREPARE person (bytea, uuid, bigint) AS {};
         PREPARE badge (text, uuid, bigint) AS {};
         PREPARE failed (uuid, bigint) AS {}",
        inbox::PARKED_FOR_PERSON,
        inbox::PARKED_FOR_BADGE,
        inbox::ASIDE.replace("{state}", "FAILED")
    );
    client.batch_execute(&prepare).await.expect("they can be prepared");
    let nil = "'00000000-0000-0000-0000-000000000000'";
    for (execute, index) in [
        (format!("person (sha256('4'), {nil}, 1000)"), "inbound_events_parked_person_idx"),
        (format!("badge ('badge:late', {nil}, 1000)"), "inbound_events_parked_badge_idx"),
        (format!("failed ({nil}, 1000)"), "inbound_events_put_aside_idx"),
    ] {
        let rows =
            client.query(&format!("EXPLAIN EXECUTE {execute}"), &[]).await.expect("it can be explained");
        let plan = rows.iter().map(|row| row.get(0)).collect::<Vec<String>>().join("\n");
        assert!(
            plan.contains(index) && !plan.contains("Sort") && !plan.contains("Seq Scan"),
            "{execute}:\n{plan}"
        );
    }
}
