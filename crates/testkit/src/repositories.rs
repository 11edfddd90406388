//! Repositories of a test's accounts.

use folio::imports::github::{Listed, Login, NotListed, Repositories};
use futures_util::future::{BoxFuture, FutureExt, ready};
use serde_json::{from_value, json};

/// Somebody by whom every account has one repository, which is called after it.
#[derive(Debug)]
pub struct Everybody;

impl Repositories for Everybody {
    fn of<'a>(&'a self, login: &'a Login) -> BoxFuture<'a, Result<Listed, NotListed>> {
        let login = login.as_str();
        let repository = json!({
            "name": format!("of-{login}"),
            "html_url": format!("https://github.com/{login}/of-{login}"),
            "private": false,
        });
        let repositories = vec![from_value(repository).expect("it is one")];
        ready(Ok(Listed { repositories, ..Listed::default() })).boxed()
    }
}
