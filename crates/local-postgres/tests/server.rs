//! Starts the real thing. The binaries come from the user's cache, which the first run fills.

use std::env;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
#[cfg(target_os = "linux")]
use std::time::{Duration, Instant};

use folio_local_postgres::{
    APP_DATABASE, Database, Durability, Endpoint, Error, LocalPostgres, Options, Progress, Role, Shutdown,
};

/// Tells [`holder`] which home to serve.
const HOLDER_HOME: &str = "FOLIO_TEST_HOLDER_HOME";

/// A home that vanishes with the test.
struct Home(PathBuf);

impl Home {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("the home can be created");
        Self(path)
    }

    fn options(&self) -> Options {
        options(&self.0)
    }

    fn data(&self) -> PathBuf {
        self.0.join("postgres/data")
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn options(home: &Path) -> Options {
    Options {
        wheel: env::var_os("FOLIO_POSTGRES_WHEEL").map(PathBuf::from),
        durability: Durability::Throwaway,
        shared_buffers_mib: 16,
        ..Options::new(home)
    }
}

fn start(home: &Home) -> LocalPostgres {
    LocalPostgres::start(&home.options(), &mut |_| {}).expect("the server starts")
}

fn try_query(psql: &Path, url: &str, sql: &str) -> Result<String, String> {
    let output = Command::new(psql)
        .args(["--no-psqlrc", "--no-align", "--tuples-only", "--quiet", "--set=ON_ERROR_STOP=1", "--command"])
        .args([sql, url])
        .stdin(Stdio::null())
        .output()
        .expect("psql runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr)) }
}

fn query(server: &LocalPostgres, sql: &str) -> String {
    let url = server.endpoint().url(APP_DATABASE, Role::Application);
    try_query(server.psql(), &url, sql).expect("the query works")
}

/// Another process that runs a server; killed with the test.
struct Holder {
    process: Child,
    endpoint: Endpoint,
    /// Kept open, since it writes its verdict there when it ends.
    _output: BufReader<ChildStdout>,
}

impl Holder {
    fn start(home: &Home) -> Self {
        let mut process = Command::new(env::current_exe().expect("the test has a path"))
            .args(["--exact", "holder", "--ignored", "--nocapture", "--test-threads=1"])
            .env(HOLDER_HOME, &home.0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the test can run itself");
        let mut output = BufReader::new(process.stdout.take().expect("it is piped"));
        let ready = output.by_ref().lines().map_while(Result::ok).any(|line| line.contains("is-ready"));
        assert!(ready, "the holder ended before its server was ready");
        let endpoint =
            LocalPostgres::attach(&home.0).expect("attaching works").expect("the holder runs a server");
        Self { process, endpoint, _output: output }
    }

    fn kill(mut self) {
        self.process.kill().expect("it can be killed");
        self.process.wait().expect("it can be waited for");
    }

    /// Lets it stop its server in order.
    fn finish(mut self) {
        drop(self.process.stdin.take());
        assert!(self.process.wait().expect("it can be waited for").success());
    }
}

impl Drop for Holder {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Runs a server until its standard input ends.
#[test]
#[ignore = "other tests run it as a process of its own"]
fn holder() {
    let Some(home) = env::var_os(HOLDER_HOME) else { return };
    let server = LocalPostgres::start(&options(Path::new(&home)), &mut |_| {}).expect("the server starts");
    writeln!(io::stdout(), "is-ready").expect("the parent listens");
    io::stdin().read_to_end(&mut Vec::new()).expect("standard input can be read");
    assert_eq!(server.stop(), Shutdown::Fast);
}

#[test]
fn a_restart_keeps_the_data_and_skips_the_preparations() {
    let home = Home::new("restart");
    let durable = Options { durability: Durability::Durable, ..home.options() };
    let mut steps = Vec::new();
    let server = LocalPostgres::start(&durable, &mut |step| steps.push(step)).expect("the server starts");
    assert!(steps.ends_with(&[Progress::Initialising, Progress::Starting]), "{steps:?}");
    query(&server, "CREATE TABLE kept AS SELECT 42 AS answer");
    assert_eq!(server.stop(), Shutdown::Fast);

    steps.clear();
    let server =
        LocalPostgres::start(&durable, &mut |step| steps.push(step)).expect("the server starts again");
    assert_eq!(steps, [Progress::Starting]);
    assert_eq!(query(&server, "SELECT answer FROM kept"), "42");
}

#[test]
fn the_application_has_what_it_needs_and_no_more() {
    let home = Home::new("rights");
    let server = start(&home);
    assert_eq!(
        query(&server, "SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user"),
        "folio|f"
    );
    query(&server, "CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent; CREATE TABLE t (v vector(3))");
    assert_eq!(query(&server, "SELECT '[1,2,3]'::vector <-> '[1,2,5]'"), "2");
    assert_eq!(query(&server, "SHOW listen_addresses"), "");

    query(&server, "CREATE DATABASE \"a test\" TEMPLATE template1");
    let url = |role| server.endpoint().url("a test", role);
    let query = |role, sql| try_query(server.psql(), &url(role), sql);
    assert_eq!(query(Role::Application, "SELECT '[1]'::vector"), Ok("[1]".to_owned()));
    query(Role::Application, "CREATE EXTENSION IF NOT EXISTS vector").expect("it is there");
    query(Role::Application, "CREATE ROLE intruder").expect_err("the application may not create roles");
    assert_eq!(query(Role::Superuser, "SHOW is_superuser"), Ok("on".to_owned()));
}

#[test]
fn nobody_else_reaches_the_socket() {
    let home = Home::new("private");
    let server = start(&home);
    let mode = fs::metadata(server.endpoint().socket_dir()).expect("it exists").mode();
    assert_eq!(mode & 0o777, 0o700);
}

#[test]
fn a_killed_application_does_not_block_the_next() {
    let home = Home::new("killed");
    let holder = Holder::start(&home);
    let first = holder.endpoint.pid();
    holder.kill();
    let server = start(&home);
    assert_ne!(server.endpoint().pid(), first);
    assert_eq!(query(&server, "SELECT 1"), "1");
}

/// Elsewhere the system can't tell a child that its parent was killed; the next start stops it.
#[cfg(target_os = "linux")]
#[test]
fn a_server_ends_with_its_application() {
    let home = Home::new("ends");
    let holder = Holder::start(&home);
    let command_line = PathBuf::from(format!("/proc/{}/cmdline", holder.endpoint.pid()));
    // Empty for one that has ended and waits for its new parent to notice.
    let runs = || fs::read(&command_line).is_ok_and(|line| !line.is_empty());
    assert!(runs());
    holder.kill();
    let deadline = Instant::now() + Duration::from_secs(60);
    while runs() {
        assert!(Instant::now() < deadline, "the server is still there");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn nor_does_one_killed_together_with_its_server() {
    let home = Home::new("both-killed");
    let holder = Holder::start(&home);
    let killed = Command::new("kill").args(["-9", &holder.endpoint.pid().to_string()]).status();
    assert!(killed.expect("kill runs").success());
    holder.kill();
    assert_eq!(query(&start(&home), "SELECT 1"), "1");
}

#[test]
fn a_recycled_process_id_does_not_block_the_start() {
    let home = Home::new("recycled");
    let server = start(&home);
    let socket_lock = server.endpoint().socket_dir().join(".s.PGSQL.5432.lock");
    server.stop();
    for stale in [home.data().join("postmaster.pid"), socket_lock] {
        let mut stale = File::create_new(stale).expect("the server has removed its own");
        writeln!(stale, "{}\n{}\n1\n5432", std::process::id(), home.data().display())
            .expect("it can be written");
    }
    assert_eq!(query(&start(&home), "SELECT 1"), "1");
}

#[test]
fn a_home_has_one_owner_and_others_attach() {
    let home = Home::new("shared");
    assert_eq!(LocalPostgres::attach(&home.0).expect("attaching works"), None);
    let holder = Holder::start(&home);

    let error = LocalPostgres::start(&home.options(), &mut |_| {}).expect_err("two servers on one home");
    assert!(
        matches!(&error, Error::InUse { holder: pid, .. } if *pid == holder.process.id().to_string()),
        "{error}"
    );
    let attached = LocalPostgres::start_or_attach(&home.options(), &mut |_| {}).expect("there is a server");
    assert!(matches!(&attached, Database::Attached(endpoint) if *endpoint == holder.endpoint));

    holder.finish();
    assert_eq!(LocalPostgres::attach(&home.0).expect("attaching works"), None);
    let started = LocalPostgres::start_or_attach(&home.options(), &mut |_| {}).expect("the server starts");
    assert!(matches!(started, Database::Started(_)));
}

#[test]
fn homes_live_side_by_side() {
    let (left, right) = (Home::new("left"), Home::new("right"));
    let (left, right) = (start(&left), start(&right));
    query(&left, "CREATE TABLE only_left ()");
    assert_eq!(query(&right, "SELECT to_regclass('only_left') IS NULL"), "t");
}

#[test]
fn a_deep_home_works() {
    let home = Home::new(&format!("deep-{}", "x".repeat(120)));
    let server = start(&home);
    let socket_dir = server.endpoint().socket_dir().to_owned();
    assert!(!socket_dir.starts_with(&home.0));
    assert_eq!(query(&server, "SELECT 1"), "1");
    assert_eq!(server.stop(), Shutdown::Fast);
    assert!(!socket_dir.exists());
}

#[test]
fn the_server_outlives_the_thread_that_started_it() {
    let home = Home::new("thread");
    let server =
        std::thread::scope(|scope| scope.spawn(|| start(&home)).join()).expect("the thread ends well");
    assert_eq!(query(&server, "SELECT 1"), "1");
}

#[test]
fn data_of_another_major_version_is_left_alone() {
    let home = Home::new("version");
    start(&home).stop();
    fs::write(home.data().join("PG_VERSION"), "17\n").expect("it can be written");
    let error = LocalPostgres::start(&home.options(), &mut |_| {}).expect_err("a server on foreign data");
    assert!(matches!(&error, Error::WrongMajorVersion { found, .. } if found == "17"), "{error}");
}

#[test]
fn without_pip_nothing_is_begun() {
    let home = Home::new("no-pip");
    let output = Command::new(env::current_exe().expect("the test has a path"))
        .args(["--exact", "holder", "--ignored", "--nocapture"])
        .env(HOLDER_HOME, &home.0)
        .env("XDG_CACHE_HOME", &home.0)
        .env("PATH", &home.0)
        .env_remove("FOLIO_POSTGRES_WHEEL")
        .stdin(Stdio::null())
        .output()
        .expect("the test can run itself");
    assert!(!output.status.success());
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(errors.contains("NoPip"), "{errors}");
    assert!(!home.0.join("postgres").exists(), "nothing is begun without the binaries");
}
