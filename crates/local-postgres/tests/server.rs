//! Starts the real thing. The binaries come from the user's cache, which the first run fills.

use std::env;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
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

/// On a thread that ends at once, which the server has to outlive.
fn start(home: &Home) -> LocalPostgres {
    let start = || LocalPostgres::start(&home.options(), &mut |_| {}).expect("the server starts");
    thread::scope(|scope| scope.spawn(start).join()).expect("the thread ends well")
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
    let socket_dir = fs::metadata(server.endpoint().socket_dir()).expect("it exists");
    assert_eq!(socket_dir.mode() & 0o777, 0o700, "nobody else reaches the socket");

    query(&server, "CREATE DATABASE \"a test\" TEMPLATE template1");
    let url = |role| server.endpoint().url("a test", role);
    let query = |role, sql| try_query(server.psql(), &url(role), sql);
    assert_eq!(query(Role::Application, "SELECT '[1]'::vector"), Ok("[1]".to_owned()));
    query(Role::Application, "CREATE EXTENSION IF NOT EXISTS vector").expect("it is there");
    query(Role::Application, "CREATE ROLE intruder").expect_err("the application may not create roles");
    assert_eq!(query(Role::Superuser, "SHOW is_superuser"), Ok("on".to_owned()));
}

#[test]
fn a_server_that_was_killed_is_started_again_where_it_was() {
    let home = Home::new("revived");
    // What was committed a moment before is to be there, which one that is thrown away doesn't promise.
    let options = Options { durability: Durability::Durable, ..home.options() };
    let mut server = LocalPostgres::start(&options, &mut |_| {}).expect("the server starts");
    query(&server, "CREATE TABLE kept AS SELECT 42 AS answer");
    assert!(!server.revive().expect("it can be asked"), "it runs");
    let (pid, url) = (server.endpoint().pid(), server.endpoint().url("folio", Role::Application));
    let killed = Command::new("kill").args(["-9", &pid.to_string()]).status();
    assert!(killed.expect("kill runs").success());
    // It is gone once the system says so.
    while !server.revive().expect("it can be started") {
        thread::sleep(Duration::from_millis(10));
    }
    assert_ne!(server.endpoint().pid(), pid);
    assert_eq!(server.endpoint().url("folio", Role::Application), url);
    assert_eq!(query(&server, "SELECT answer FROM kept"), "42");
    assert_eq!(server.stop(), Shutdown::Fast);
}

/// Whether a process runs; one that has ended and waits for its new parent to notice has no command line.
#[cfg(target_os = "linux")]
fn runs(pid: u32) -> bool {
    fs::read(format!("/proc/{pid}/cmdline")).is_ok_and(|line| !line.is_empty())
}

#[test]
fn nothing_that_is_left_behind_blocks_the_next_start() {
    let home = Home::new("left-behind");

    // The application is killed.
    let holder = Holder::start(&home);
    let orphan = holder.endpoint.pid();
    holder.kill();
    let server = start(&home);
    assert_ne!(server.endpoint().pid(), orphan);
    query(&server, "CREATE TABLE kept AS SELECT 42 AS answer");
    server.stop();

    // So is its server.
    let holder = Holder::start(&home);
    let killed = Command::new("kill").args(["-9", &holder.endpoint.pid().to_string()]).status();
    assert!(killed.expect("kill runs").success());
    holder.kill();
    let server = start(&home);
    assert_eq!(query(&server, "SELECT answer FROM kept"), "42");

    // The machine goes down, and after that the process id belongs to someone else: to this test.
    let socket_lock = server.endpoint().socket_dir().join(".s.PGSQL.5432.lock");
    server.stop();
    let data = home.0.join("postgres/data");
    for stale in [data.join("postmaster.pid"), socket_lock] {
        let mut stale = File::create_new(stale).expect("the server has removed its own");
        writeln!(stale, "{}\n{}\n1\n5432", std::process::id(), data.display()).expect("it can be written");
    }
    assert_eq!(query(&start(&home), "SELECT answer FROM kept"), "42");

    // Elsewhere the system can't tell a child that its parent was killed; the next start stops it.
    #[cfg(target_os = "linux")]
    {
        let holder = Holder::start(&home);
        let orphan = holder.endpoint.pid();
        assert!(runs(orphan));
        holder.kill();
        let deadline = Instant::now() + Duration::from_secs(60);
        while runs(orphan) {
            assert!(Instant::now() < deadline, "the server does not end with its application");
            thread::sleep(Duration::from_millis(10));
        }
    }
}

#[test]
fn homes_live_side_by_side_however_deep() {
    let (shallow_home, deep_home) = (Home::new("shallow"), Home::new(&format!("deep-{}", "x".repeat(120))));
    let (shallow, deep) = (start(&shallow_home), start(&deep_home));
    query(&shallow, "CREATE TABLE only_here ()");
    assert_eq!(query(&deep, "SELECT to_regclass('only_here') IS NULL"), "t");

    // A path too long for a socket, which therefore lies elsewhere and is tidied up.
    let socket_dir = deep.endpoint().socket_dir().to_owned();
    assert!(!socket_dir.starts_with(&deep_home.0));
    assert_eq!(deep.stop(), Shutdown::Fast);
    assert!(!socket_dir.exists());
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
