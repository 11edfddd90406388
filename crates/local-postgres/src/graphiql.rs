//! GraphiQL and React as static files, so that the page works offline and loads nothing from elsewhere.
//!
//! They come out of a pinned wheel that carries them, `datasette-graphql`; nothing else of it is used.
//! GraphiQL is © GraphQL Contributors, React and ReactDOM are © Facebook, Inc. and its affiliates; all three
//! are under the MIT licence.

use std::path::{Path, PathBuf};

use crate::cache;
use crate::error::Error;
use crate::progress::Progress;
use crate::unpack::unpack;
use crate::wheel::Wheel;

/// GraphiQL's script.
pub const GRAPHIQL_JS: &str = "graphiql.1.5.1.min.js";
/// GraphiQL's style sheet.
pub const GRAPHIQL_CSS: &str = "graphiql.1.5.1.min.css";
/// React, which GraphiQL's script expects to be loaded.
pub const REACT_JS: &str = "react.production.17.0.2.min.js";
/// ReactDOM, likewise.
pub const REACT_DOM_JS: &str = "react-dom.production.17.0.2.min.js";

const FILES: [&str; 4] = [GRAPHIQL_JS, GRAPHIQL_CSS, REACT_JS, REACT_DOM_JS];
/// The folder in the cache.
const FOLDER: &str = "graphiql-1.5.1";
const FOLDER_IN_WHEEL: &str = "datasette_graphql/static";

const WHEEL: Wheel = Wheel {
    what: "GraphiQL 1.5.1",
    distribution: "datasette-graphql",
    version: "2.2",
    platform: "any",
    sha256: "cd9f61afdcaab1ce4ff6775296e6ece99305bf05cbfae4c1c938a6c9e60cd485",
    size: 278_428,
};

/// The four files in one directory.
#[derive(Debug, Clone)]
pub struct GraphiqlAssets {
    directory: PathBuf,
}

impl GraphiqlAssets {
    /// Brings the files into `cache` if they aren't there. A failure leaves the application without GraphiQL
    /// and nothing else.
    pub fn ensure(cache: &Path, progress: &mut dyn FnMut(Progress)) -> Result<Self, Error> {
        let directory = cache::ensure(cache, FOLDER, progress, |partial, scratch, progress| {
            let bytes = WHEEL.obtain(None, scratch, progress)?;
            unpack(WHEEL.what, bytes, partial, file_name, progress)?;
            match FILES.iter().find(|file| !partial.join(file).is_file()) {
                Some(missing) => {
                    Err(Error::Unpack { what: WHEEL.what, reason: format!("it holds no {missing}") })
                }
                None => Ok(()),
            }
        })?;
        Ok(Self { directory })
    }

    /// Where [`GraphiqlAssets::ensure`] puts the files: either all of them are there or none.
    #[must_use]
    pub fn directory_in(cache: &Path) -> PathBuf {
        cache.join(FOLDER)
    }

    /// Where the files are.
    pub fn directory(&self) -> &Path {
        &self.directory
    }
}

fn file_name(path: &Path) -> Option<PathBuf> {
    let name = path.strip_prefix(FOLDER_IN_WHEEL).ok()?;
    FILES.iter().any(|file| name == Path::new(file)).then(|| name.to_owned())
}
