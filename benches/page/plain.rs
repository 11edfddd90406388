//! The yardstick: a plain axum handler that passes one hand-written SQL through.
//!
//! It knows its query in advance, checks no token, applies no policy, keeps no log and no metrics.

use std::sync::Arc;

use anyhow::Context;
use axum::{
    Json, Router,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
    serve::ListenerExt,
};
use deadpool::managed::{Manager, Metrics, Pool, RecycleResult};
use folio_db::{HashKey, PoolSettings};
use serde::Deserialize;
use tokio_postgres::{Client, Statement};

use crate::common::{postgres, server};

const SQL: &str = include_str!("plain.sql");

/// Connections, each with the statement prepared once.
struct Prepared {
    url: String,
}

impl Manager for Prepared {
    type Type = (Client, Statement);
    type Error = anyhow::Error;

    async fn create(&self) -> anyhow::Result<Self::Type> {
        let client = postgres::connect(&self.url).await?;
        let statement = client.prepare(SQL).await?;
        Ok((client, statement))
    }

    async fn recycle(&self, _: &mut Self::Type, _: &Metrics) -> RecycleResult<anyhow::Error> {
        Ok(())
    }
}

/// The part of a GraphQL request that is of use here.
#[derive(Deserialize)]
struct Request {
    variables: Variables,
}

#[derive(Deserialize)]
struct Variables {
    slug: String,
}

/// Serves until the process ends.
pub(crate) fn run(args: &server::Args) -> anyhow::Result<()> {
    let PoolSettings { max_connections, .. } = PoolSettings::new(&args.url, HashKey::DEVELOPMENT);
    let pool = Pool::builder(Prepared { url: args.url.clone() }).max_size(max_connections).build()?;
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        let router = Router::new().route("/graphql", post(page)).with_state(Arc::new(pool));
        let listener = server::listen().await?.tap_io(|stream| {
            let _ = stream.set_nodelay(true);
        });
        axum::serve(listener, router).await?;
        Ok(())
    })
}

async fn page(State(pool): State<Arc<Pool<Prepared>>>, Json(request): Json<Request>) -> Response {
    match read(&pool, &request.variables.slug).await {
        Ok(body) => ([(header::CONTENT_TYPE, "application/json")], body).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

async fn read(pool: &Pool<Prepared>, slug: &str) -> anyhow::Result<String> {
    let connection = pool.get().await.map_err(|error| anyhow::anyhow!("{error}"))?;
    let (client, statement) = &*connection;
    let row = client.query_opt(statement, &[&slug]).await?.context("there is no such profile")?;
    Ok(row.try_get(0)?)
}
