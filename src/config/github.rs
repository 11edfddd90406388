//! The settings of imports from GitHub.

use std::sync::Arc;

use super::Config;
use crate::imports::github::{Api, Repositories, SetupError, Timing};

/// Nobody is asked.
const OFF: &str = "off";

impl Config {
    /// Who is asked for repositories; `None` if nobody is.
    ///
    /// # Errors
    /// When a setting can't be used.
    pub fn github(&self) -> Result<Option<Arc<dyn Repositories>>, SetupError> {
        if self.folio_github_url == OFF {
            return Ok(None);
        }
        let api = Api::new(&self.folio_github_url, self.folio_github_token.as_deref(), Timing::default())?;
        Ok(Some(Arc::new(api)))
    }
}
