//! What a search reads of a large catalogue: its indexes, whatever is asked.

use folio_testkit::TestApp;

use super::found;

/// Twenty thousand skills of invented words.
const MANY: &str = "
    WITH made AS (
        INSERT INTO skills (id, slug, name, status)
        SELECT gen_random_uuid(), 'made-' || n, initcap(translate(md5(n::text), '0123456789', 'aeioumnrst')) , 'CANONICAL'
        FROM generate_series(1, 20000) AS n RETURNING id, name
    )
    INSERT INTO skill_names (name_key, key_version, name, skill_id, own, canonical_id, listed)
    SELECT lower(name), 1, name, id, true, id, true FROM made;
    ANALYZE skills; ANALYZE skill_names;";

#[tokio::test]
async fn a_search_of_a_large_catalogue_reads_it_nowhere_whole() {
    let app = TestApp::new().await;
    let sql = app.database.sql().await;
    sql.batch_execute(MANY).await.expect("they can be made");
    let scans = async || -> i64 {
        // What a backend has counted is there at the end of its transaction, and at once where it is asked for.
        let query = "SELECT pg_stat_force_next_flush(), sum(seq_tup_read)::bigint FROM pg_stat_user_tables
            WHERE relname IN ('skills', 'skill_names')";
        sql.query_one(query, &[]).await.expect("it is counted").get(1)
    };
    let visitor = app.anonymous();
    let before = scans().await;
    for query in ["ja", "javascrpt", "services", "a", "Kuberntes", "machine lerning", "c++"] {
        found(&visitor, query).await;
        let lookup = "query($name: String!) { skillLookup(name: $name) { skill { slug parent { slug } children { slug } } } }";
        visitor.query_with(lookup, serde_json::json!({ "name": query })).await;
    }
    let text = "SELECT indexrelname::text FROM pg_stat_user_indexes WHERE relname IN ('skills', 'skill_names')";
    assert!(!sql.query(text, &[]).await.expect("it can be read").is_empty());
    assert_eq!(scans().await, before);
}
