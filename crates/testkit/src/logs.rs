//! What the server logs, for tests that say what must not be in it.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex, PoisonError},
};

use tracing::subscriber::DefaultGuard;
use tracing_subscriber::{EnvFilter, fmt::MakeWriter, layer::SubscriberExt};

/// Everything logged on this thread while it lives: by the whole server in a test with a current-thread runtime, which
/// is what `#[tokio::test]` gives.
pub struct Logs {
    text: Buffer,
    _guard: DefaultGuard,
}

impl Logs {
    /// Captures from here on, our own crates down to `trace`, the others' down to `debug`.
    #[must_use]
    pub fn capture() -> Self {
        let text = Buffer::default();
        let filter = EnvFilter::new("debug,folio=trace,folio_db=trace,folio_policy=trace");
        let layer = tracing_subscriber::fmt::layer().with_ansi(false).with_writer(text.clone());
        let guard = tracing::subscriber::set_default(tracing_subscriber::registry().with(filter).with(layer));
        Self { text, _guard: guard }
    }

    /// What was logged so far.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.text.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
    }
}

#[derive(Clone, Default)]
struct Buffer(Arc<Mutex<Vec<u8>>>);

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Buffer {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}
