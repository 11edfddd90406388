//! What a search of a large taxonomy takes: `folio_db::skills::search` over 20,000 skills. See `benches/README.md` for how to
//! run it and what it does.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[path = "../common/mod.rs"]
#[allow(dead_code, reason = "the other benchmarks use the rest")]
mod common;

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use clap::Parser;
use folio::skills::SkillName;
use folio_db::{Conn, Db, HashKey, PoolSettings, skills::search};
use tokio_postgres::Client;

use common::{postgres::Postgres, runtime};

/// Measures searches of the taxonomy.
#[derive(Debug, Parser)]
#[command(name = "skills")]
struct Args {
    /// Skills in all, the shipped ones among them.
    #[arg(long, default_value_t = 20_000)]
    skills: i64,
    /// Searches of each kind that are measured.
    #[arg(long, default_value_t = 2_000)]
    searches: usize,
    /// Print Postgres's plans instead.
    #[arg(long)]
    plans: bool,
    /// Where the local Postgres lives.
    #[arg(long, env = "FOLIO_HOME", default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/target/bench-home"))]
    home: PathBuf,
    /// Given by `cargo bench`.
    #[arg(long, hide = true)]
    bench: bool,
}

/// What is typed, by how it is found.
const KINDS: [(&str, &[&str]); 8] = [
    ("one letter", &["s", "a", "m", "c", "p"]),
    ("two letters", &["ja", "ma", "co", "re", "sa"]),
    ("a prefix", &["java", "kube", "mach", "applied gl", "industrial m"]),
    ("a whole name", &["javascript", "js", "machine learning", "c++", "applied glazing"]),
    ("a later word", &["services", "glaz", "learning", "logist", "forestry"]),
    ("a typo", &["javascrpt", "kuberntes", "machine lerning", "photoshp", "appplied glazing"]),
    ("a typo of a common word", &["managment", "enginering", "develpment", "desing", "advansed"]),
    ("nothing there", &["qwertzuiop", "zzzz", "xyzzy plugh", "0123456789", "vvvv wwww"]),
];

/// Names of three parts, as catalogues have them: "Applied solar forestry". A third have an alias.
const FILL: &str = "
    WITH made AS (
        SELECT gen_random_uuid() AS id, row_number() OVER (ORDER BY md5(how || what || craft)) AS n,
            initcap(how) || ' ' || what || ' ' || craft AS name
        FROM unnest('{applied,advanced,industrial,basic,digital,clinical,rural,urban,marine,creative,technical,modern,
                regional,mobile,public,private,global,integrated,remote,strategic}'::text[]) AS how,
            unnest('{solar,textile,timber,glass,network,cloud,patient,customer,media,software,project,product,risk,water,
                energy,food,metal,sound,image,language,market,quality,safety,process,system,data,animal,plant,paper,
                vehicle,machine,learning,storage,signal,stone}'::text[]) AS what,
            unnest('{management,engineering,development,design,analysis,planning,forestry,logistics,maintenance,
                research,testing,services,consulting,teaching,repair,trading,glazing,modelling,auditing,assembly,
                printing,monitoring,installation,nursing,writing,inspection,reporting,procurement}'::text[]) AS craft
    ), kept AS (
        SELECT * FROM made WHERE n <= $1 - (SELECT count(*) FROM skills)
    ), written AS (
        INSERT INTO skills (id, slug, name, status) SELECT id, 'made-' || n, name, 'CANONICAL' FROM kept
    )
    INSERT INTO skill_names (name_key, key_version, name, skill_id, own, canonical_id, listed)
    SELECT lower(name), 1, name, id, true, id, true FROM kept
    UNION ALL SELECT 'the craft of ' || lower(name), 1, 'The craft of ' || name, id, false, id, true FROM kept
        WHERE n % 3 = 0";

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let postgres = Postgres::open(&args.home, "skills_bench")?;
    runtime()?.block_on(async {
        postgres.drop_database().await?;
        postgres.migrate().await?;
        let settings =
            PoolSettings { max_connections: 1, ..PoolSettings::new(&postgres.url, HashKey::DEVELOPMENT) };
        let db = Db::open(settings)?;
        let client = postgres.client().await?;
        client.execute(FILL, &[&args.skills]).await?;
        client.batch_execute("VACUUM (ANALYZE) skills, skill_names").await?;
        let row = client
            .query_one("SELECT (SELECT count(*) FROM skills), (SELECT count(*) FROM skill_names)", &[])
            .await?;
        println!("{} skills, {} names\n", row.get::<_, i64>(0), row.get::<_, i64>(1));
        if args.plans { plans(&client).await } else { measure(&db, args.searches).await }
    })
}

async fn measure(db: &Db, searches: usize) -> anyhow::Result<()> {
    let conn = db.conn().await?;
    println!("| what is typed | found | p50 ms | p99 ms |\n|---|---:|---:|---:|");
    for (kind, typed) in KINDS {
        let (times, found) = time(&conn, searches, typed, false).await?;
        row(kind, found, times);
    }
    for (kind, typed) in
        KINDS.into_iter().filter(|(kind, _)| kind.contains("typo") || kind.contains("nothing"))
    {
        let (times, found) = time(&conn, searches, typed, true).await?;
        row(&format!("what is similar to {kind}"), found, times);
    }
    Ok(())
}

async fn time(
    conn: &Conn,
    searches: usize,
    typed: &[&str],
    near: bool,
) -> anyhow::Result<(Vec<Duration>, usize)> {
    let keys = typed.iter().map(|text| Ok(SkillName::read(text)?.key().to_owned()));
    let keys = keys.collect::<anyhow::Result<Vec<String>>>()?;
    let (mut times, mut found) = (Vec::with_capacity(searches), 0);
    // The first runs prepare the statement and choose its plan.
    for turn in 0..searches + 20 {
        let key = &keys[turn % keys.len()];
        let start = Instant::now();
        let hits = if near {
            search::near(conn, std::slice::from_ref(key), 5).await?.remove(key).map_or(0, |hits| hits.len())
        } else {
            search::complete(conn, key, 10).await?.len()
        };
        if turn >= 20 {
            times.push(start.elapsed());
            found += hits;
        }
    }
    times.sort_unstable();
    Ok((times, found / searches))
}

fn row(kind: &str, found: usize, times: Vec<Duration>) {
    let at = |part: usize| times[(times.len() * part / 100).min(times.len() - 1)].as_secs_f64() * 1e3;
    println!("| {kind} | {found} | {:.2} | {:.2} |", at(50), at(99));
}

/// By the plan that is made once for all arguments, as the pool's connections come to use it.
async fn plans(client: &Client) -> anyhow::Result<()> {
    client
        .batch_execute(&format!(
            "SET plan_cache_mode = force_generic_plan; SET pg_trgm.similarity_threshold = 0.4;
             PREPARE complete (text, text, bigint, integer, real) AS {};
             PREPARE near (text[], bigint, integer, real) AS {}",
            search::COMPLETE,
            search::NEAR
        ))
        .await?;
    for (kind, typed) in KINDS {
        for execute in [
            format!("complete ('{0}', '{0}', 10, 3, 0.4)", typed[0]),
            format!("near (ARRAY['{0}'], 5, 3, 0.4)", typed[0]),
        ] {
            println!("{kind}: {execute}");
            let explain = format!("EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) EXECUTE {execute}");
            for line in client.query(&explain, &[]).await? {
                println!("  {}", line.get::<_, &str>(0));
            }
            println!();
        }
    }
    Ok(())
}
