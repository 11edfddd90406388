//! What each mutation sends: its statements in order, each with the plan that it got, its time and its buffers, as
//! Postgres itself tells them.

use std::{
    fs::File,
    io::{Read, Seek, SeekFrom},
    sync::Arc,
};

use async_graphql::Executor;
use chrono::Utc;
use folio::{
    auth::Identity,
    graphql::{self, Introspection, session::Services},
    live::LocalHub,
    write::Turns,
};
use folio_db::{Db, HashKey, PoolSettings};

use crate::{
    common::{postgres::Postgres, runtime},
    work::{Target, Work},
};

/// Runs that come before the one that is shown, so that connections and statements are prepared.
const WARM: usize = 8;

/// Prints the statements of each kind of work.
pub(crate) fn run(postgres: &Postgres) -> anyhow::Result<()> {
    runtime()?.block_on(async {
        postgres.log_plans().await?;
        let settings =
            PoolSettings { max_connections: 1, ..PoolSettings::new(&postgres.url, HashKey::DEVELOPMENT) };
        let (db, schema) = (Db::open(settings)?, graphql::build(Introspection::Closed));
        let services = Services::new(db.clone(), Arc::new(LocalHub::default()), Turns::new(1));
        let client = postgres.client().await?;
        let [target] = &mut Target::draw(&client, 1, 0).await?[..] else {
            anyhow::bail!("one was asked for")
        };
        for work in [Work::Page, Work::Core, Work::CoreWithKey, Work::Item, Work::Add] {
            let mut log = File::open(postgres.home.join("postgres/server.log"))?;
            let mut statements = 0;
            for _ in 0..=WARM {
                log.seek(SeekFrom::End(0))?;
                statements = db.statements();
                let mut request: async_graphql::Request = serde_json::from_value(target.request(work))?;
                request.data = graphql::request_data(
                    &services,
                    Some(Identity {
                        clerk_id: target.clerk_id.clone(),
                        session_id: None,
                        expires_at: Utc::now(),
                    }),
                );
                let answer = serde_json::to_vec(&schema.execute(request).await)?;
                target.learn(work, &answer)?;
            }
            let mut plans = String::new();
            log.read_to_string(&mut plans)?;
            println!("\n{}: {} statements\n\n{plans}", work.name(), db.statements() - statements);
        }
        anyhow::Ok(())
    })
}
