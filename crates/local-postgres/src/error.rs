use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What to do when the binaries can't be had; part of every message that ends there.
const WAYS_ON: &str = "\
Three ways on:
  - install Python 3.8 or newer with pip (Debian, Ubuntu: `apt install python3-pip`; macOS: `brew install python`);
  - set DATABASE_URL to a PostgreSQL 17 or newer that has pgvector 0.8 or newer;
  - run a container image with pgvector, such as `pgvector/pgvector:pg18`, and set DATABASE_URL to it.";

/// Why there is no local Postgres. Each message says what to do about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no build of the pinned version for this operating system or processor.
    #[error(
        "the local Postgres exists for Linux and macOS on x86_64 and aarch64, not for {os} on {arch}.\n{WAYS_ON}"
    )]
    UnsupportedTarget {
        /// The operating system, as Rust names it.
        os: &'static str,
        /// The processor architecture, as Rust names it.
        arch: &'static str,
    },
    /// pgvector in the wheel is compiled for AVX2 and would die with an illegal instruction.
    #[error(
        "the local Postgres needs a processor with AVX2, which this one lacks (or a virtual machine hides it).\n{WAYS_ON}"
    )]
    NoAvx2,
    /// Neither `python3` nor `python` runs pip.
    #[error("{what} is fetched by pip, and neither `python3` nor `python` has it.\n{WAYS_ON}")]
    NoPip {
        /// What was to be fetched.
        what: &'static str,
    },
    /// pip ran and failed.
    #[error("pip could not fetch {what}:\n{output}\n{WAYS_ON}")]
    Fetch {
        /// What was to be fetched.
        what: &'static str,
        /// The end of what pip wrote.
        output: String,
    },
    /// A wheel isn't the pinned one.
    #[error("{} is not the pinned {what}: its SHA-256 is {actual}, expected {expected}", path.display())]
    WrongHash {
        /// What was expected.
        what: &'static str,
        /// The file that was checked.
        path: PathBuf,
        /// The pinned hash.
        expected: &'static str,
        /// The file's hash.
        actual: String,
    },
    /// A wheel passed its hash but can't be unpacked.
    #[error("cannot unpack {what}: {reason}")]
    Unpack {
        /// What was to be unpacked.
        what: &'static str,
        /// What the archive reader says, or the file that is missing.
        reason: String,
    },
    /// The unpacked programs don't run on this machine.
    #[error(
        "the Postgres binaries in {} do not run on this machine (they need glibc 2.28 or newer and zlib): {reason}\n\
         If the folder was damaged, remove it and start again.\n{WAYS_ON}",
        directory.display()
    )]
    BinariesDoNotRun {
        /// Where the binaries are.
        directory: PathBuf,
        /// What happened when one was run.
        reason: String,
    },
    /// Another process runs the server of this home.
    #[error("the local Postgres in {} is already in use by process {holder}: stop that one, or set FOLIO_HOME to another directory", home.display())]
    InUse {
        /// The home in question.
        home: PathBuf,
        /// The process that holds the lock; `unknown` if it didn't say.
        holder: String,
    },
    /// Another process holds the lock but its server didn't become ready in time.
    #[error("process {holder} is setting up the local Postgres in {} and has not finished: try again", home.display())]
    NotReady {
        /// The home in question.
        home: PathBuf,
        /// The process that holds the lock; `unknown` if it didn't say.
        holder: String,
    },
    /// The data directory was made by another major version.
    #[error("{} holds data of PostgreSQL {found}, this is {expected}: move it away, or use it with its own server and DATABASE_URL", data.display())]
    WrongMajorVersion {
        /// The data directory.
        data: PathBuf,
        /// The major version that made it.
        found: String,
        /// The major version of the binaries.
        expected: &'static str,
    },
    /// PostgreSQL refuses a data directory that it doesn't own.
    #[error("{} belongs to user id {owner}: run as that user, or move it away", data.display())]
    ForeignData {
        /// The data directory.
        data: PathBuf,
        /// Its owner.
        owner: u32,
    },
    /// No directory is both private and short enough for a unix socket.
    #[error("cannot place the unix socket: {reason}")]
    Socket {
        /// What is wrong with the last candidate.
        reason: String,
    },
    /// A program of the wheel failed.
    #[error("{program} failed ({status}):\n{output}")]
    Program {
        /// Which one.
        program: &'static str,
        /// Its exit status.
        status: String,
        /// The end of what it wrote.
        output: String,
    },
    /// A process took too long and was killed.
    #[error("{what} did not finish within {} s", limit.as_secs())]
    TimedOut {
        /// What was waited for.
        what: &'static str,
        /// For how long.
        limit: Duration,
    },
    /// The operating system refused something.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// What was tried: a verb.
        action: &'static str,
        /// With which file, directory or program.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
}

/// Says which file an [`io::Error`] is about.
pub(crate) trait IoContext<T> {
    fn io(self, action: &'static str, path: &Path) -> Result<T, Error>;
}

impl<T> IoContext<T> for io::Result<T> {
    fn io(self, action: &'static str, path: &Path) -> Result<T, Error> {
        self.map_err(|source| Error::Io { action, path: path.to_owned(), source })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_has_no_binaries_is_told_the_three_ways_on() {
        for error in [
            Error::NoPip { what: "Postgres" },
            Error::NoAvx2,
            Error::UnsupportedTarget { os: "plan9", arch: "mips" },
            Error::Fetch { what: "Postgres", output: String::new() },
        ] {
            let message = error.to_string();
            for way in ["pip", "DATABASE_URL", "container image with pgvector"] {
                assert!(message.contains(way), "{message}");
            }
        }
    }
}
