use std::fmt;

/// What is being done right now. Steps that aren't needed aren't reported: a second start goes straight to
/// [`Progress::Starting`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Progress {
    /// Another process is filling the cache or using the home; it is being waited for.
    Waiting,
    /// A wheel is on its way.
    Fetching {
        /// What is fetched, for people.
        what: &'static str,
        /// Bytes that have arrived so far, as seen on the disk.
        bytes: u64,
        /// Size of the whole.
        total: u64,
    },
    /// A wheel's files are being written to the cache.
    Unpacking {
        /// What is unpacked, for people.
        what: &'static str,
        /// Entries done.
        done: usize,
        /// Entries in all.
        total: usize,
    },
    /// A new data directory is being made.
    Initialising,
    /// What an earlier run left behind is being shut down.
    Recovering,
    /// The server has been launched and isn't accepting connections yet.
    Starting,
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Waiting => f.write_str("waiting for another process to finish setting up"),
            Self::Fetching { what, bytes, total } => {
                write!(f, "fetching {what} ({} of {} kB)", bytes / 1000, total / 1000)
            }
            Self::Unpacking { what, done, total } => write!(f, "unpacking {what} ({done} of {total})"),
            Self::Initialising => f.write_str("initialising the local Postgres"),
            Self::Recovering => f.write_str("stopping the local Postgres of an earlier run"),
            Self::Starting => f.write_str("starting the local Postgres"),
        }
    }
}
