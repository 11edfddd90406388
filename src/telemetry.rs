//! Logs and panics: to standard error, so that a command's own output stays clean, and without data.

use std::io::IsTerminal;

use tracing_subscriber::{EnvFilter, layer::SubscriberExt, util::SubscriberInitExt};

use crate::config::{Config, ConfigError, LogFormat};

/// Starts logging as configured. A second call changes nothing.
///
/// # Errors
/// When `FOLIO_LOG` is not a filter.
pub fn init(config: &Config) -> Result<(), ConfigError> {
    let filter = EnvFilter::builder().parse(&config.folio_log).map_err(|_| {
        ConfigError(vec!["FOLIO_LOG: expected a filter, as info or info,folio=debug".to_owned()])
    })?;
    let registry = tracing_subscriber::registry().with(filter);
    // Already started, as in a test that runs several servers: the first stays.
    let _ = match config.folio_log_format {
        LogFormat::Text => registry
            .with(
                tracing_subscriber::fmt::layer()
                    .with_writer(std::io::stderr)
                    .with_ansi(std::io::stderr().is_terminal())
                    .with_target(false),
            )
            .try_init(),
        LogFormat::Json => registry
            .with(tracing_subscriber::fmt::layer().json().flatten_event(true).with_writer(std::io::stderr))
            .try_init(),
    };
    std::panic::set_hook(Box::new(|panic| {
        // The payload may quote what a user typed: the place is enough to find the bug.
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a thread panicked");
    }));
    Ok(())
}
