//! What a search reads of a large catalogue: its indexes, whatever is asked, by the plan that is made once.

use folio_db::skills::search;
use folio_testkit::TestDb;

/// Twenty thousand skills of invented words, and as many proposals.
const MANY: &str = "
    WITH made AS (
        INSERT INTO skills (id, slug, name, status, proposed_at)
        SELECT gen_random_uuid(), CASE WHEN n <= 20000 THEN 'made-' || n END, translate(md5(n::text), '0123456789', 'aeioumnrst'),
            CASE WHEN n <= 20000 THEN 'CANONICAL' ELSE 'PROPOSED' END, now()
        FROM generate_series(1, 40000) AS n RETURNING id, name, status = 'CANONICAL' AS listed
    )
    INSERT INTO skill_names (name_key, key_version, name, skill_id, own, canonical_id, listed)
    SELECT name, 1, name, id, true, CASE WHEN listed THEN id END, listed FROM made;
    ANALYZE skills; ANALYZE skill_names";

#[tokio::test]
async fn a_search_of_a_large_catalogue_reads_it_nowhere_whole() {
    let database = TestDb::empty().await;
    let client = database.sql().await;
    client.batch_execute(MANY).await.expect("they can be made");
    let prepare = format!(
        "SET plan_cache_mode = force_generic_plan;
         PREPARE complete (text, text, bigint, integer, real) AS {};
         PREPARE near (text[], bigint, integer, real) AS {}",
        search::COMPLETE,
        search::NEAR
    );
    client.batch_execute(&prepare).await.expect("they can be prepared");
    for (execute, indexes) in [
        (
            "complete ('ja', 'ja', 10, 3, 0.4)",
            &["skill_names_listed_idx", "skill_names_trigram_idx", "skills_pkey"][..],
        ),
        ("near (ARRAY['javascrpt'], 5, 3, 0.4)", &["skill_names_trigram_idx", "skills_pkey"]),
    ] {
        let rows =
            client.query(&format!("EXPLAIN EXECUTE {execute}"), &[]).await.expect("it can be explained");
        let plan = rows.iter().map(|row| row.get(0)).collect::<Vec<String>>().join("\n");
        for index in indexes {
            assert!(plan.contains(index), "{execute} doesn't use {index}:\n{plan}");
        }
        assert!(!plan.contains("Seq Scan"), "{execute}:\n{plan}");
    }
}
