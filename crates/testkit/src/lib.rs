//! Tests against the real thing: a server in this process, on a database of its own, asked over HTTP.
//!
//! ```no_run
//! use folio_testkit::{Persona, TestApp};
//!
//! # async fn test() {
//! let app = TestApp::demo().await;
//! let reply = app.as_(Persona::Student).query("{ me { role } }").await;
//! assert_eq!(reply.data()["me"]["role"], "STUDENT");
//! # }
//! ```
//!
//! The first test of a process starts a throw-away Postgres and migrates a template; every [`TestDb`] is a copy of it,
//! which takes some 50 ms. With `FOLIO_TEST_DATABASE_URL` (a role that may create databases and pgvector's extension)
//! the databases are made there instead; a template there is named after the migrations and stays for the next run.
//!
//! Reading order: [`TestApp`] (the server), [`Visitor`] and [`Reply`] (asking it), [`MemberBuilder`] (people to ask
//! about), [`Socket`] and [`EventStream`] (following them),
//! [`Delivery`] (what other systems send), [`TestDb`], `cluster` (the Postgres of the process).
//!
//! What goes wrong in here is the test's failure, so everything panics with what was expected.
#![allow(clippy::missing_panics_doc, reason = "a test's tools panic when the test can't go on")]

mod app;
mod client;
mod cluster;
mod database;
mod fill;
mod home;
mod logs;
mod member;
mod metrics;
mod repositories;
pub mod sdl;
mod socket;
mod trace;
mod webhook;

pub use app::{ManualTime, TestApp, TestAppBuilder, token, token_for};
pub use client::{Reply, SignIn, Stranger, Visitor, somebody_new};
pub use database::TestDb;
pub use fill::{Filling, Item, Sentinel, catalogued, catalogued_skill, fill};
pub use folio::demo::Persona;
pub use home::TempDir;
pub use logs::Logs;
pub use member::{Member, MemberBuilder};
pub use metrics::metrics;
pub use repositories::Everybody;
pub use sdl::Sdl;
pub use socket::{EventStream, Socket};
pub use trace::Trace;
pub use webhook::{Delivery, EVENT_SOURCE, SECRET};
