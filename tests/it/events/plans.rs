//! The feed is read by its indexes, however long it is.

use folio_db::feed;
use folio_testkit::TestDb;

/// Many profiles with many events each, and one type that is rare.
const FILL: &str = "INSERT INTO outbox (id, profile_id, version, event_type, payload, feed_seq) \
    SELECT gen_random_uuid(), lpad(to_hex(n % 500), 32, '0')::uuid, n / 500 + 1, \
        CASE n % 1000 WHEN 7 THEN 'badge.awarded' ELSE 'profile.updated' END, '{\"sections\": []}', n \
    FROM generate_series(1, 40000) AS n; ANALYZE outbox";

#[tokio::test(flavor = "multi_thread")]
async fn one_profile_one_type_and_the_tail_are_read_by_an_index() {
    let database = TestDb::empty().await;
    let client = database.sql().await;
    client.batch_execute(FILL).await.expect("it can be filled");
    for (query, index) in [
        ("feed_seq > 39000 ORDER BY feed_seq LIMIT 500", "outbox_feed_seq_key"),
        (
            "profile_id = lpad('1', 32, '0')::uuid AND feed_seq > 100 ORDER BY feed_seq LIMIT 50",
            "outbox_profile_seq_idx",
        ),
        (
            "profile_id = lpad('1', 32, '0')::uuid AND feed_seq > 100 \
             AND event_type = ANY('{badge.awarded,badge.revoked}') ORDER BY feed_seq LIMIT 50",
            // Which of them depends on how many there are.
            "Index Scan",
        ),
        (
            "event_type = 'badge.awarded' AND feed_seq < 30000 ORDER BY feed_seq DESC LIMIT 21",
            "outbox_type_seq_idx",
        ),
    ] {
        let explain = format!("EXPLAIN SELECT * FROM outbox WHERE {query}");
        let rows = client.query(&explain, &[]).await.expect("it can be explained");
        let plan: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
        let plan = plan.join("\n");
        assert!(plan.contains(index) && !plan.contains("Seq Scan"), "{query}:\n{plan}");
    }
}

/// A backlog of whatever length costs a round no more than its batch: by the plan that is made before anything waits.
#[tokio::test(flavor = "multi_thread")]
async fn a_round_reads_no_more_than_its_batch() {
    let database = TestDb::empty().await;
    let client = database.sql().await;
    // As the sequencer's session has it.
    let prepare = format!(
        "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_hashjoin = off; \
         SET enable_mergejoin = off; SET enable_bitmapscan = off; \
         PREPARE place (bigint, bigint[], bigint, text) AS {}",
        feed::PLACE
    );
    client.batch_execute(&prepare).await.expect("it can be prepared");
    let waits = FILL
        .replace(", feed_seq)", ")")
        .replace("END, '{\"sections\": []}', n ", "END, '{\"sections\": []}' ");
    client.batch_execute(&waits).await.expect("it can be filled");
    let explain =
        "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, BUFFERS OFF) EXECUTE place (0, '{}', 500, 'nobody')";
    let rows = client.query(explain, &[]).await.expect("it can be explained");
    let plan: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    let most = plan
        .iter()
        .filter_map(|line| line.split("actual rows=").nth(1)?.split('.').next()?.parse::<u64>().ok());
    let plan = plan.join("\n");
    assert!(most.max() == Some(500), "{plan}");
    assert!(
        plan.contains("outbox_unsequenced_idx") && plan.contains("outbox_profile_id_version_ordinal_key"),
        "{plan}"
    );
}
