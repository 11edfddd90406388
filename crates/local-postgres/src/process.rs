//! Running children: as someone PostgreSQL accepts, bounded in time, and never outliving the application.

use std::convert::Infallible;
use std::env;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::error::{Error, IoContext};
use crate::sys::{self, Identity, Signal};

/// How often a condition outside this process is looked at.
const POLL: Duration = Duration::from_millis(10);

/// How much of a log goes into an error message.
const TAIL_BYTES: u64 = 4_000;

/// A PostgreSQL program with a known environment: no `PG*` variable of the user's reaches it, its messages are
/// in English (they are looked at), and it sits in a process group of its own, so that Ctrl-C reaches the
/// application first, which then stops it in order.
pub(crate) fn postgres_program(program: &Path, identity: Identity) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        if name.as_encoded_bytes().starts_with(b"PG") {
            command.env_remove(name);
        }
    }
    command.env("LC_ALL", "C").env("TZ", "UTC").stdin(Stdio::null()).process_group(0);
    sys::prepare_child(&mut command, identity, Signal::Interrupt);
    command
}

/// Waits for `child` until `limit`, calling `tick` in between; then kills it.
pub(crate) fn wait(
    child: &mut Child,
    what: &'static str,
    limit: Duration,
    mut tick: impl FnMut(),
) -> Result<ExitStatus, Error> {
    let path = Path::new(what);
    let exited = poll_until(limit, || {
        tick();
        child.try_wait().io("wait for", path).transpose()
    });
    exited.unwrap_or_else(|| {
        // Both fail only if it has just exited.
        let _ = child.kill();
        let _ = child.wait();
        Err(Error::TimedOut { what, limit })
    })
}

/// Runs a program to its end. What it writes replaces the file `log`, whose end becomes part of the error.
pub(crate) fn run(
    mut command: Command,
    what: &'static str,
    limit: Duration,
    log: &Path,
) -> Result<(), Error> {
    let output = open_log(log)?;
    output.set_len(0).io("empty", log)?;
    let errors = output.try_clone().io("duplicate", log)?;
    let mut child =
        command.stdout(output).stderr(errors).spawn().io("run", Path::new(command.get_program()))?;
    let status = wait(&mut child, what, limit, || {})?;
    if status.success() {
        return Ok(());
    }
    Err(Error::Program { program: what, status: status.to_string(), output: tail(log, 0) })
}

/// Evaluates `probe` until it gives something or `limit` has passed.
pub(crate) fn poll_until<T>(limit: Duration, mut probe: impl FnMut() -> Option<T>) -> Option<T> {
    let begun = Instant::now();
    loop {
        if let Some(found) = probe() {
            return Some(found);
        }
        if begun.elapsed() >= limit {
            return None;
        }
        thread::sleep(POLL);
    }
}

/// A log for appending, readable by its owner only.
pub(crate) fn open_log(path: &Path) -> Result<File, Error> {
    OpenOptions::new().create(true).append(true).mode(0o600).open(path).io("open", path)
}

pub(crate) fn length(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |metadata| metadata.len())
}

/// The end of what a log has gained since it was `from` bytes long. Empty if it can't be read: it only
/// illustrates an error that is reported anyway.
pub(crate) fn tail(log: &Path, from: u64) -> String {
    let read = || -> io::Result<Vec<u8>> {
        let mut file = File::open(log)?;
        let start = from.max(file.metadata()?.len().saturating_sub(TAIL_BYTES));
        file.seek(SeekFrom::Start(start))?;
        let mut bytes = Vec::new();
        file.take(TAIL_BYTES).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map(|bytes| String::from_utf8_lossy(&bytes).trim().to_owned()).unwrap_or_default()
}

/// Keeps the thread alive that spawned a child, since the child dies with that *thread*: spawned from a test's
/// thread or a runtime's worker, it could go at any time.
#[derive(Debug)]
pub(crate) struct Keeper {
    _release: mpsc::Sender<Infallible>,
}

impl Keeper {
    pub(crate) fn spawn(mut command: Command) -> io::Result<(Child, Self)> {
        let (release, released) = mpsc::channel::<Infallible>();
        let (hand_over, spawned) = mpsc::sync_channel(1);
        thread::Builder::new().name("local-postgres".to_owned()).spawn(move || {
            // Fails only if the receiver below is gone, and then nobody waits for the child.
            let _ = hand_over.send(command.spawn());
            // Returns when the keeper is dropped.
            let _ = released.recv();
        })?;
        let child = spawned.recv().map_err(io::Error::other)??;
        Ok((child, Self { _release: release }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_hangs_is_killed() {
        let mut child = Command::new("sleep").arg("600").spawn().expect("sleep runs");
        let error = wait(&mut child, "sleep", Duration::from_millis(30), || {}).expect_err("it hangs");
        assert!(matches!(error, Error::TimedOut { what: "sleep", .. }));
        assert!(!sys::process_exists(child.id()));
    }

    #[test]
    fn a_failing_program_is_quoted() {
        let log = env::temp_dir().join(format!("folio-process-test-{}", std::process::id()));
        fs::write(&log, "of an earlier run\n").expect("the log can be written");
        let mut command = Command::new("sh");
        command.args(["-c", "echo out; echo err >&2; exit 3"]);
        let error = run(command, "sh", Duration::from_secs(60), &log).expect_err("it fails");
        fs::remove_file(&log).expect("the log is there");
        assert_eq!(error.to_string(), "sh failed (exit status: 3):\nout\nerr");
    }
}
