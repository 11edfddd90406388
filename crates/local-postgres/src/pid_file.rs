//! `postmaster.pid`, which PostgreSQL keeps in a data directory while a server uses it. It grows line by line
//! during the start, so anything after the first line may be missing.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Endpoint;
use crate::error::{Error, IoContext};

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Status {
    Starting,
    Ready,
    Stopping,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PidFile {
    pub(crate) pid: u32,
    pub(crate) port: Option<u16>,
    pub(crate) socket_dir: Option<PathBuf>,
    pub(crate) status: Status,
}

impl PidFile {
    pub(crate) fn path(data: &Path) -> PathBuf {
        data.join("postmaster.pid")
    }

    /// `None` if there is no such file, or nothing in it that PostgreSQL would have written.
    pub(crate) fn read(data: &Path) -> Option<Self> {
        Self::parse(&fs::read_to_string(Self::path(data)).ok()?)
    }

    /// Removes a stale one. A server that is just ending takes its own away, and then there is nothing left to do.
    pub(crate) fn remove(data: &Path) -> Result<(), Error> {
        let path = Self::path(data);
        match fs::remove_file(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
            removed => removed.io("remove the stale", &path),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        let line = |number: usize| lines.get(number - 1).copied().filter(|line| !line.is_empty());
        Some(Self {
            // A single-user backend writes its process id negated.
            pid: line(1)?.trim_start_matches('-').parse().ok().filter(|pid| *pid > 0)?,
            port: line(4).and_then(|port| port.parse().ok()),
            socket_dir: line(5).map(PathBuf::from),
            status: match line(8) {
                Some("ready") => Status::Ready,
                Some("stopping") => Status::Stopping,
                _ => Status::Starting,
            },
        })
    }

    /// Where to connect to, once the server accepts connections.
    pub(crate) fn endpoint(self) -> Option<Endpoint> {
        if self.status != Status::Ready {
            return None;
        }
        Some(Endpoint { socket_dir: self.socket_dir?, port: self.port?, pid: self.pid })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const READY: &str = "4711\n/home/a b/data\n1700000000\n5432\n/home/a b/run\n\n  52481   3\nready   \n";

    #[test]
    fn a_ready_server_has_an_endpoint() {
        let endpoint = PidFile::parse(READY).and_then(PidFile::endpoint);
        assert_eq!(endpoint, Some(Endpoint { socket_dir: "/home/a b/run".into(), port: 5432, pid: 4711 }));
    }

    #[test]
    fn a_server_that_starts_or_stops_has_none() {
        for status in ["starting", "stopping", "standby "] {
            let file = PidFile::parse(&READY.replace("ready   ", status)).expect("it has a pid");
            assert_eq!(file.pid, 4711);
            assert_eq!(file.endpoint(), None, "{status}");
        }
    }

    #[test]
    fn every_truncation_is_understood_and_none_is_ready() {
        for end in 0..READY.len() - "ready   \n".len() {
            if let Some(file) = PidFile::parse(&READY[..end]) {
                assert_eq!(file.status, Status::Starting);
            }
        }
    }

    #[test]
    fn single_user_mode_and_garbage() {
        assert_eq!(PidFile::parse("-99\n/data\n").map(|file| file.pid), Some(99));
        for garbage in ["", "\n\n", "0\n", "pid\n", "99999999999\n"] {
            assert_eq!(PidFile::parse(garbage), None, "{garbage:?}");
        }
    }
}
