//! What the server logs, for tests that say what must not be in it.

use std::{
    cell::RefCell,
    io::{self, Write},
    sync::{Arc, Mutex, Once, PoisonError},
};

use tracing_subscriber::{
    EnvFilter, Layer,
    filter::{FilterExt, dynamic_filter_fn},
    fmt::MakeWriter,
    layer::SubscriberExt,
};

thread_local! {
    static CAPTURING: RefCell<Option<Buffer>> = const { RefCell::new(None) };
}

/// Everything logged on this thread while it lives: by the whole server in a test with a current-thread runtime, which
/// is what `#[tokio::test]` gives.
pub struct Logs {
    text: Buffer,
}

impl Logs {
    /// Captures from here on, our own crates down to `trace`, the others' down to `debug`.
    #[must_use]
    pub fn capture() -> Self {
        record();
        let text = Buffer::default();
        CAPTURING.set(Some(text.clone()));
        Self { text }
    }

    /// What was logged so far.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.text.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
    }
}

impl Drop for Logs {
    fn drop(&mut self) {
        CAPTURING.set(None);
    }
}

/// Installs the process's one subscriber. One for all threads, since tracing remembers for each place in the code
/// whether anybody listens: subscribers that come and go with their threads would be missed now and then.
pub(crate) fn record() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let wanted = EnvFilter::new("debug,folio=trace,folio_db=trace,folio_policy=trace");
        let here = dynamic_filter_fn(|_, _| CAPTURING.with_borrow(Option::is_some));
        let layer = tracing_subscriber::fmt::layer().with_ansi(false).with_writer(ToThread);
        let subscriber = tracing_subscriber::registry().with(layer.with_filter(wanted.and(here)));
        tracing::subscriber::set_global_default(subscriber).expect("the tests' subscriber is the only one");
    });
}

/// Writes to the buffer of the thread that logs.
struct ToThread;

impl<'a> MakeWriter<'a> for ToThread {
    type Writer = Buffer;

    fn make_writer(&'a self) -> Buffer {
        CAPTURING.with_borrow(|buffer| buffer.clone().unwrap_or_default())
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
