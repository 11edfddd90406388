//! The running server: start, stop, and finding one that another process has started.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::time::{Duration, Instant};

use crate::binaries::{Installation, Programs};
use crate::cluster;
use crate::endpoint::Endpoint;
use crate::error::{Error, IoContext};
use crate::options::{Options, state_dir};
use crate::orphan;
use crate::pid_file::PidFile;
use crate::process::{self, Keeper};
use crate::progress::Progress;
use crate::socket;
use crate::sys::{self, Identity, Signal};

/// Recovery after a crash is part of the start.
const START_LIMIT: Duration = Duration::from_secs(120);
/// How long the remains of a killed server may keep a new one from starting.
const REMAINS_LIMIT: Duration = Duration::from_secs(15);
/// How long another process may take to start or stop its server on the same home.
const LOCK_LIMIT: Duration = Duration::from_secs(30);
/// The log is for looking at the last few runs.
const LOG_LIMIT: u64 = 10 * 1024 * 1024;

/// How a server came down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shutdown {
    /// In order: connections closed, checkpoint written.
    Fast,
    /// It didn't react in time; the next start recovers from the log of changes.
    Immediate,
    /// It had to be killed; the next start recovers likewise.
    Killed,
    /// It had gone by itself, which its log in `<home>/postgres/server.log` explains.
    AlreadyGone,
}

/// A server that this process has started and that ends with it.
#[derive(Debug)]
pub struct LocalPostgres {
    // None once it has been stopped.
    child: Option<Child>,
    programs: Programs,
    options: Options,
    state: PathBuf,
    endpoint: Endpoint,
    psql: PathBuf,
    keeper: Keeper,
    // Released last, when the server is down.
    _lock: File,
}

impl LocalPostgres {
    /// Starts the server of `options.home`; the first time, this fetches the binaries and makes the cluster.
    ///
    /// May be called from any thread; blocks until the server accepts connections. The server ends with this
    /// value or, at the latest, with this process, however that ends.
    pub fn start(options: &Options, progress: &mut dyn FnMut(Progress)) -> Result<Self, Error> {
        Self::start_as(Identity::candidates(), options, progress)
    }

    fn start_as(
        candidates: &[Identity],
        options: &Options,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Self, Error> {
        let installation = Installation::ensure(options, progress)?;
        let state = prepare_state(&options.state_dir())?;
        let lock = lock_home(&options.home, &state, progress)?;
        let programs = installation.probe(candidates, &state.join("probe.log"))?;
        orphan::clear(&cluster::data_directory(&state), progress)?;
        let data = cluster::ensure(&programs, &state, options.durability, progress)?;
        let socket_dir = socket::prepare_directory(&state)?;
        cluster::check_owner(&socket_dir, programs.identity)?;
        progress(Progress::Starting);
        let (child, keeper, endpoint) = launch(&programs, options, &state, &data, &socket_dir)?;
        let psql = programs.path("psql");
        let (child, options) = (Some(child), options.clone());
        Ok(Self { child, programs, options, state, endpoint, psql, keeper, _lock: lock })
    }

    /// Starts the server again if it has gone by itself, or was killed: on the same home, so that [`Endpoint::url`] stays as it
    /// was. Answers whether that was so; asks the system alone if not. Blocks as [`Self::start`] does.
    ///
    /// # Errors
    /// When it can't be started; it may be tried again.
    pub fn revive(&mut self) -> Result<bool, Error> {
        let gone = match &mut self.child {
            Some(child) => child.try_wait().io("wait for", Path::new("postgres"))?.is_some(),
            None => false,
        };
        if !gone {
            return Ok(false);
        }
        let data = cluster::data_directory(&self.state);
        orphan::clear(&data, &mut |_| {})?;
        let socket_dir = socket::prepare_directory(&self.state)?;
        let (child, keeper, endpoint) =
            launch(&self.programs, &self.options, &self.state, &data, &socket_dir)?;
        (self.child, self.keeper, self.endpoint) = (Some(child), keeper, endpoint);
        Ok(true)
    }

    /// Finds the server that another process runs on `home`, waiting for it if it is just starting. `None` if
    /// there is none.
    pub fn attach(home: &Path) -> Result<Option<Endpoint>, Error> {
        let state = state_dir(home);
        let lock_path = state.join(LOCK_NAME);
        let lock = match File::open(&lock_path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            opened => opened.io("open", &lock_path)?,
        };
        let found = process::poll_until(LOCK_LIMIT, || match lock.try_lock_shared() {
            Ok(()) => Some(Ok(None)),
            Err(TryLockError::Error(error)) => Some(Err(error).io("lock", &lock_path)),
            Err(TryLockError::WouldBlock) => running(&state).map(|endpoint| Ok(Some(endpoint))),
        });
        found.unwrap_or_else(|| Err(Error::NotReady { home: home.to_owned(), holder: holder(&lock_path) }))
    }

    /// Uses the server that another process runs on this home, or starts one.
    pub fn start_or_attach(options: &Options, progress: &mut dyn FnMut(Progress)) -> Result<Database, Error> {
        let mut beaten = false;
        loop {
            if let Some(endpoint) = Self::attach(&options.home)? {
                return Ok(Database::Attached(endpoint));
            }
            match Self::start(options, progress) {
                // Another process was faster; by now it may even be gone again.
                Err(Error::InUse { .. }) if !beaten => beaten = true,
                started => return started.map(|server| Database::Started(Box::new(server))),
            }
        }
    }

    /// Where to connect to.
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// The `psql` that came with the server, for people and tests. Takes [`Endpoint::url`] as its argument.
    pub fn psql(&self) -> &Path {
        &self.psql
    }

    /// Stops the server: in order if it reacts, else by force. Dropping does the same.
    pub fn stop(mut self) -> Shutdown {
        self.end().unwrap_or(Shutdown::AlreadyGone)
    }

    fn end(&mut self) -> Option<Shutdown> {
        let outcome = shut_down(&mut self.child.take()?);
        socket::remove_directory(&self.state, &self.endpoint.socket_dir);
        Some(outcome)
    }
}

impl Drop for LocalPostgres {
    fn drop(&mut self) {
        self.end();
    }
}

/// A usable server, whoever runs it.
#[derive(Debug)]
pub enum Database {
    /// This process runs it.
    Started(Box<LocalPostgres>),
    /// Another process runs it and may stop it at any time.
    Attached(Endpoint),
}

impl Database {
    /// Where to connect to.
    pub fn endpoint(&self) -> &Endpoint {
        match self {
            Self::Started(server) => server.endpoint(),
            Self::Attached(endpoint) => endpoint,
        }
    }
}

const LOCK_NAME: &str = "lock";

/// The real path, since servers are recognised by it.
fn prepare_state(state: &Path) -> Result<PathBuf, Error> {
    DirBuilder::new().recursive(true).mode(0o700).create(state).io("create", state)?;
    state.canonicalize().io("find", state)
}

/// One application per home. The system releases the lock when the process ends, however it ends.
fn lock_home(home: &Path, state: &Path, progress: &mut dyn FnMut(Progress)) -> Result<File, Error> {
    let path = state.join(LOCK_NAME);
    let mut lock = OpenOptions::new()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .open(&path)
        .io("open", &path)?;
    let mut reported = false;
    let locked = process::poll_until(LOCK_LIMIT, || match lock.try_lock() {
        Ok(()) => Some(Ok(())),
        Err(TryLockError::Error(error)) => Some(Err(error).io("lock", &path)),
        Err(TryLockError::WouldBlock) if running(state).is_some() => {
            Some(Err(Error::InUse { home: home.to_owned(), holder: holder(&path) }))
        }
        // The other process is starting or stopping its server.
        Err(TryLockError::WouldBlock) => {
            if !reported {
                progress(Progress::Waiting);
                reported = true;
            }
            None
        }
    });
    locked.unwrap_or_else(|| Err(Error::NotReady { home: home.to_owned(), holder: holder(&path) }))?;
    record_holder(&mut lock).io("write", &path)?;
    Ok(lock)
}

fn record_holder(lock: &mut File) -> io::Result<()> {
    lock.set_len(0)?;
    lock.rewind()?;
    write!(lock, "{}", std::process::id())
}

/// For messages only.
fn holder(lock: &Path) -> String {
    let mut text = String::new();
    let read = File::open(lock).and_then(|file| file.take(20).read_to_string(&mut text));
    match read {
        Ok(_) if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) => text,
        _ => "unknown".to_owned(),
    }
}

fn running(state: &Path) -> Option<Endpoint> {
    PidFile::read(&cluster::data_directory(state))?
        .endpoint()
        .filter(|endpoint| sys::process_exists(endpoint.pid))
}

fn launch(
    programs: &Programs,
    options: &Options,
    state: &Path,
    data: &Path,
    socket_dir: &Path,
) -> Result<(Child, Keeper, Endpoint), Error> {
    let log = state.join("server.log");
    if process::length(&log) > LOG_LIMIT {
        fs::rename(&log, state.join("server.log.old")).io("rename", &log)?;
    }
    let begun = Instant::now();
    loop {
        let from = process::length(&log);
        let output = process::open_log(&log)?;
        let errors = output.try_clone().io("duplicate", &log)?;
        let mut command = cluster::server(programs, options, data, socket_dir);
        command.stdout(output).stderr(errors);
        let (mut child, keeper) = Keeper::spawn(command).io("run", Path::new("postgres"))?;
        match wait_until_ready(&mut child, data)? {
            Ok(endpoint) => return Ok((child, keeper, endpoint)),
            Err(status) => {
                let output = process::tail(&log, from);
                // Backends of a server that was killed notice within moments; until then its memory is in use.
                let remains = output.contains("pre-existing shared memory block");
                if !remains || begun.elapsed() > REMAINS_LIMIT {
                    return Err(Error::Program { program: "postgres", status, output });
                }
                std::thread::sleep(Duration::from_millis(100));
            }
        }
    }
}

/// The endpoint, or the exit status of a server that gave up.
fn wait_until_ready(child: &mut Child, data: &Path) -> Result<Result<Endpoint, String>, Error> {
    let pid = child.id();
    let outcome = process::poll_until(START_LIMIT, || match child.try_wait() {
        Ok(Some(status)) => Some(Ok(Err(status.to_string()))),
        Ok(None) => {
            let file = PidFile::read(data).filter(|file| file.pid == pid)?;
            file.endpoint().map(|endpoint| Ok(Ok(endpoint)))
        }
        Err(error) => Some(Err(error).io("wait for", Path::new("postgres"))),
    });
    outcome.unwrap_or_else(|| {
        shut_down(child);
        Err(Error::TimedOut { what: "the start of the local Postgres", limit: START_LIMIT })
    })
}

fn shut_down(child: &mut Child) -> Shutdown {
    if matches!(child.try_wait(), Ok(Some(_))) {
        return Shutdown::AlreadyGone;
    }
    for (signal, limit, outcome) in [
        (Signal::Interrupt, 15, Shutdown::Fast),
        (Signal::Quit, 5, Shutdown::Immediate),
        (Signal::Kill, 5, Shutdown::Killed),
    ] {
        // The child isn't reaped, so the number is still its own.
        let _ = sys::send_signal(child.id(), signal);
        if process::poll_until(Duration::from_secs(limit), || child.try_wait().ok().flatten()).is_some() {
            return outcome;
        }
    }
    Shutdown::Killed
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A test run keeps its server in a static.
    const _: () = {
        const fn can_be_shared<T: Send + Sync>() {}
        can_be_shared::<LocalPostgres>();
    };

    /// Containers mostly forbid user namespaces, and the same home may see both kinds of machine.
    #[test]
    fn root_can_change_between_identities() {
        if sys::effective_user_id() != 0 {
            return;
        }
        let home = std::env::temp_dir().join(format!("folio-identity-test-{}", std::process::id()));
        // Nobody may pass through the home, as is usual for /root.
        DirBuilder::new().mode(0o700).create(&home).expect("the directory is new");
        let options = Options {
            wheel: std::env::var_os("FOLIO_POSTGRES_WHEEL").map(PathBuf::from),
            durability: crate::Durability::Throwaway,
            ..Options::new(&home)
        };
        for identity in [Identity::Nobody, Identity::UserNamespace, Identity::Nobody] {
            let server = LocalPostgres::start_as(&[identity], &options, &mut |_| {})
                .unwrap_or_else(|error| panic!("{identity:?}: {error}"));
            assert_eq!(server.stop(), Shutdown::Fast, "{identity:?}");
        }
        fs::remove_dir_all(&home).expect("the directory is there");
    }
}
