//! Standard output, where a command's result goes, and standard error: the one way to write to either.
//!
//! Whoever reads may stop before the end, as `folio schema | head -1` does. From then on nothing is written, and nothing is said
//! of it; what a command was asked to do it does all the same, since a change must not depend on who listens. A command
//! that only prints asks [`nobody_reads`] and ends. What keeps a result from being written otherwise, a full disk for one, fails
//! the command, see [`finish`].

use std::{
    fmt,
    io::{self, ErrorKind, Write as _},
    sync::OnceLock,
};

use anyhow::Context;

/// What the first write to standard output failed with that failed.
static FAILED: OnceLock<io::Error> = OnceLock::new();

/// A line on standard output.
macro_rules! say {
    ($($text:tt)*) => {
        $crate::cli::print::write(format_args!("{}\n", format_args!($($text)*)))
    };
}

/// A line on standard error, for whoever reads it.
macro_rules! remark {
    ($($text:tt)*) => {
        $crate::cli::print::aside(format_args!($($text)*))
    };
}

pub(super) use {remark, say};

/// See [`say`].
pub(super) fn write(text: fmt::Arguments<'_>) {
    attempt(|| io::stdout().lock().write_fmt(text));
}

/// Text on standard output, as it is.
pub(super) fn text(text: &str) {
    attempt(|| io::stdout().lock().write_all(text.as_bytes()));
}

/// See [`remark`].
pub(super) fn aside(text: fmt::Arguments<'_>) {
    // Whom could one tell?
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Whether nothing that is written arrives any more.
pub(super) fn nobody_reads() -> bool {
    FAILED.get().is_some()
}

/// Sees to it that everything was written.
///
/// # Errors
/// When something was not, although it was read.
pub(super) fn finish() -> anyhow::Result<()> {
    attempt(|| io::stdout().lock().flush());
    match FAILED.get() {
        Some(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(io::Error::new(error.kind(), error.to_string())).context("standard output can't be written")
        }
        _ => Ok(()),
    }
}

fn attempt(write: impl FnOnce() -> io::Result<()>) {
    if nobody_reads() {
        return;
    }
    if let Err(error) = write() {
        // Another thread's failure, if it came before, says the same.
        let _ = FAILED.set(error);
    }
}
