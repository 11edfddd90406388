//! What the server logs, for tests that say what must not be in it.
//!
//! One subscriber for the whole process that writes for the threads that record: a subscriber per thread would miss
//! whatever another thread happened to meet first, since `tracing` remembers then that nobody is interested.

use std::{
    cell::RefCell,
    io::{self, Write},
    marker::PhantomData,
    sync::Once,
};

use tracing::level_filters::LevelFilter;
use tracing_subscriber::{
    Layer, filter::dynamic_filter_fn, fmt::MakeWriter, layer::SubscriberExt, util::SubscriberInitExt,
};

thread_local! {
    static RECORD: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
}

/// Everything logged on this thread while it lives: by the whole server in a test with a current-thread runtime, which
/// is what `#[tokio::test]` gives.
pub struct Logs {
    /// The record is this thread's.
    _stays: PhantomData<*const ()>,
}

impl Logs {
    /// Captures from here on, our own crates down to `trace`, the others' down to `debug`.
    #[must_use]
    pub fn capture() -> Self {
        install();
        RECORD.set(Some(Vec::new()));
        Self { _stays: PhantomData }
    }

    /// What was logged so far.
    #[must_use]
    pub fn text(&self) -> String {
        RECORD
            .with_borrow(|record| String::from_utf8_lossy(record.as_deref().unwrap_or_default()).into_owned())
    }
}

impl Drop for Logs {
    fn drop(&mut self) {
        RECORD.set(None);
    }
}

fn install() {
    static INSTALL: Once = Once::new();
    INSTALL.call_once(|| {
        let recorded = dynamic_filter_fn(|metadata, _| {
            let ours = metadata.target().starts_with("folio");
            let level = if ours { LevelFilter::TRACE } else { LevelFilter::DEBUG };
            *metadata.level() <= level && RECORD.with_borrow(Option::is_some)
        });
        let layer =
            tracing_subscriber::fmt::layer().with_ansi(false).with_writer(Recorder).with_filter(recorded);
        tracing_subscriber::registry().with(layer).try_init().expect("nobody else installs a subscriber");
    });
}

#[derive(Clone, Copy)]
struct Recorder;

impl Write for Recorder {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        RECORD.with_borrow_mut(|record| record.iter_mut().for_each(|record| record.extend_from_slice(bytes)));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Recorder {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        *self
    }
}
