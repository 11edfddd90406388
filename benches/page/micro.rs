//! The parts of a page inside one process: checking the document and adding up its cost, decoding, deciding, building the view, running the query; statements per
//! page; and Postgres's plan for either statement.

use std::{hint::black_box, sync::Arc, time::Instant};

use async_graphql::{Executor, Request, Variables};
use chrono::Utc;
use folio::{
    accounts::Viewer,
    auth::Identity,
    graphql::{
        self, Introspection,
        guard::{Documents, Limits},
        session::Services,
    },
    live::LocalHub,
    profile,
    write::Turns,
};
use folio_db::{Db, HashKey, PoolSettings, pages, snapshot::Snapshot};
use folio_policy::{Relation, Toggles, decide};

use crate::{
    QUERY,
    common::{postgres::explain, runtime},
    database::Database,
    rounds::MEMBER,
};

/// Pages that each part works through.
const PAGES: usize = 2_000;

/// The statement of Folio's page, as diesel writes it.
const FOLIO_SQL: &str = r#"SELECT "profiles"."id", "profiles"."user_id", "profiles"."slug", "profiles"."state", "profiles"."version", "profiles"."visibility", "profiles"."discoverable", "profiles"."public_url_enabled", "profiles"."search_engine_indexing", "profiles"."created_at", "profiles"."updated_at", "users"."role", "users"."profile" FROM ("profiles" INNER JOIN "users" ON ("profiles"."user_id" = "users"."id")) WHERE ("profiles"."slug" = $1)"#;

/// Measures and prints.
pub(crate) fn run(database: &Database) -> anyhow::Result<()> {
    let slugs = std::fs::read_to_string(&database.slugs)?;
    let all: Vec<&str> = slugs.lines().collect();
    let slugs: Vec<String> =
        all.iter().step_by(all.len().div_ceil(PAGES)).map(|slug| (*slug).to_owned()).collect();
    runtime()?.block_on(async {
        parts(database, &slugs).await?;
        operations(database, &slugs).await?;
        let (client, slug) = (database.postgres.client().await?, format!("'{}'", slugs[0]));
        explain(&client, "Folio's statement", FOLIO_SQL, &slug).await?;
        explain(&client, "the one SQL", include_str!("plain.sql"), &slug).await
    })
}

async fn parts(database: &Database, slugs: &[String]) -> anyhow::Result<()> {
    let client = database.postgres.client().await?;
    let rows = client
        .query(
            "SELECT u.profile::text, p.visibility::text FROM profiles p JOIN users u ON u.id = p.user_id WHERE p.slug = ANY($1)",
            &[&slugs],
        )
        .await?;
    let stored: Vec<(String, String)> = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
    let bytes: usize = stored.iter().map(|(snapshot, _)| snapshot.len()).sum();
    println!("a snapshot has {} bytes on average", bytes / stored.len());
    time("decode the snapshot", stored.iter(), |(snapshot, _)| serde_json::from_str::<Snapshot>(snapshot));
    time("decode the toggles", stored.iter(), |(_, toggles)| serde_json::from_str::<Toggles>(toggles));

    let db = Db::open(PoolSettings::new(&database.postgres.url, HashKey::DEVELOPMENT))?;
    let conn = db.conn().await?;
    let pages: Vec<_> = pages::by_slugs(&conn, slugs).await?.into_values().collect();
    let executor = graphql::build(Introspection::Closed);
    let documents = Documents::new(Limits::default(), graphql::prices(&executor));
    let cost = documents.check(&mut request(&slugs[0]))?.cost;
    println!("the page costs {cost} of {}", Limits::default().cost);
    let requests: Vec<_> = slugs.iter().map(|slug| request(slug)).collect();
    time("check a known document", requests.into_iter(), |mut request| documents.check(&mut request));
    let unknown: Vec<_> = (0..slugs.len()).map(|n| Request::new(format!("{QUERY}#{n}"))).collect();
    time("check a new document", unknown.into_iter(), |mut request| documents.check(&mut request));
    time("decide", pages.iter(), |page| decide(&Relation::MEMBER, &page.policy));
    let owned: Vec<_> = pages.iter().cloned().map(Arc::new).collect();
    time("decide and build the view", owned.into_iter(), |page| profile::open(page, &Viewer::ANONYMOUS));
    Ok(())
}

/// Whole operations without HTTP, and what they send to the database.
async fn operations(database: &Database, slugs: &[String]) -> anyhow::Result<()> {
    let executor = graphql::build(Introspection::Closed);
    let documents = Documents::new(Limits::default(), graphql::prices(&executor));
    let db = Db::open(PoolSettings::new(&database.postgres.url, HashKey::DEVELOPMENT))?;
    let services = Services::new(db.clone(), Arc::new(LocalHub::default()), Turns::new(1));
    let member = Identity { clerk_id: MEMBER.to_owned(), session_id: None, expires_at: Utc::now() };
    for (name, identity) in [("anonymous", None), ("member", Some(member))] {
        let mut sent = 0;
        let mut started = Instant::now();
        // The first round is for the statements' preparation and the member's registration.
        for round in 0..2 {
            (sent, started) = (db.statements(), Instant::now());
            for slug in slugs {
                let mut request = request(slug);
                let checked = documents.check(&mut request)?;
                request.data = graphql::request_data(&services, identity.clone());
                checked.validity.into_iter().for_each(|validity| request.data.insert(validity));
                let response = executor.execute(request).await;
                anyhow::ensure!(response.errors.is_empty(), "round {round}: {:?}", response.errors);
                black_box(response);
            }
        }
        println!(
            "{:32} {:7.1} µs, {} statement(s) per page",
            format!("run the query, {name}, wall"),
            started.elapsed().as_secs_f64() * 1e6 / slugs.len() as f64,
            (db.statements() - sent) as f64 / slugs.len() as f64,
        );
    }
    Ok(())
}

fn request(slug: &str) -> Request {
    Request::new(QUERY).variables(Variables::from_json(serde_json::json!({ "slug": slug })))
}

fn time<T, R>(name: &str, items: impl Iterator<Item = T>, part: impl Fn(T) -> R) {
    let items: Vec<T> = items.collect();
    let (count, started) = (items.len(), Instant::now());
    for item in items {
        black_box(part(item));
    }
    println!("{name:32} {:7.1} µs", started.elapsed().as_secs_f64() * 1e6 / count as f64);
}
