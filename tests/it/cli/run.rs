//! Running the binary: never on the settings of whoever runs the tests, never for ever.

use std::{
    io::Read,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use folio_db::HashKey;

/// Starting a Postgres of its own is the longest that any command takes.
const LIMIT: Duration = Duration::from_secs(60);

/// The binary in this home, with nothing else configured.
pub(crate) fn folio(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_folio"));
    command
        .args(arguments)
        .current_dir(home)
        .env("FOLIO_HOME", home.join("state"))
        .env("FOLIO_HASH_KEY", HashKey::DEVELOPMENT.to_hex())
        .stdin(Stdio::null());
    for setting in [
        "DATABASE_URL",
        "FOLIO_LISTEN",
        "FOLIO_METRICS_LISTEN",
        "FOLIO_CONFIG",
        "FOLIO_LOG",
        "FOLIO_LOG_FORMAT",
        "FOLIO_ALLOWED_ORIGINS",
        "CLERK_ISSUER",
        "CLERK_JWKS_URL",
        "CLERK_AUTHORIZED_PARTIES",
        "CLERK_SECRET_KEY",
        "CLERK_WEBHOOK_SECRET",
    ] {
        command.env_remove(setting);
    }
    command
}

/// How a command ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs a command to its end.
pub(crate) fn run(mut command: Command) -> Ended {
    let mut child =
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary can be started");
    let stdout = drain(child.stdout.take().expect("it is piped"));
    let stderr = drain(child.stderr.take().expect("it is piped"));
    let code = wait(&mut child);
    let text = |reader: thread::JoinHandle<String>| reader.join().expect("the reader ends");
    Ended { code, stdout: text(stdout), stderr: text(stderr) }
}

/// Runs a command to its end that prints into this; what it printed isn't known afterwards.
pub(crate) fn run_into(mut command: Command, stdout: impl Into<Stdio>) -> Ended {
    let mut child = command.stdout(stdout).stderr(Stdio::piped()).spawn().expect("the binary can be started");
    let stderr = drain(child.stderr.take().expect("it is piped"));
    let code = wait(&mut child);
    Ended { code, stdout: String::new(), stderr: stderr.join().expect("the reader ends") }
}

/// Runs a command that has to succeed; gives its output.
#[track_caller]
pub(crate) fn succeed(command: Command) -> String {
    let ended = run(command);
    assert_eq!(ended.code, Some(0), "{ended:#?}");
    ended.stdout
}

fn drain(mut pipe: impl Read + Send + 'static) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).expect("a pipe can be read");
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

/// Waits for the end; a command that doesn't come to one is killed, and the test fails.
pub(crate) fn wait(child: &mut Child) -> Option<i32> {
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait().expect("our own child can be waited for") {
            return status.code();
        }
        if started.elapsed() > LIMIT {
            child.kill().expect("our own child can be killed");
            panic!("the command did not end within {LIMIT:?}");
        }
        thread::sleep(Duration::from_millis(10));
    }
}
