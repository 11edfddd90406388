//! `folio dev`: everything from one command, and nothing left behind.

use std::{
    fs::{self, File},
    io::{BufRead, BufReader},
    net::SocketAddr,
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use folio_testkit::TempDir;
use serde_json::Value;

use super::run::{folio, run, succeed, wait};

/// A running `folio dev`, killed with the test.
struct Dev {
    child: Child,
    address: SocketAddr,
}

/// Two ports that are free now, and very likely a moment later still.
fn ports() -> [SocketAddr; 2] {
    let bind = || std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
    let listeners = [bind(), bind()];
    listeners.map(|listener| listener.local_addr().expect("it is bound"))
}

fn dev(home: &TempDir) -> (Command, SocketAddr) {
    let [listen, metrics] = ports();
    let mut command = folio(home.path(), &[]);
    command.env("FOLIO_LISTEN", listen.to_string()).env("FOLIO_METRICS_LISTEN", metrics.to_string());
    (command, listen)
}

impl Dev {
    /// Starts it and waits until it says that it runs.
    fn start(home: &TempDir) -> Self {
        let (mut command, address) = dev(home);
        let log = home.path().join("dev.log");
        let stderr = File::create(&log).expect("the home takes files");
        let mut child =
            command.stdout(Stdio::piped()).stderr(stderr).spawn().expect("the binary can be started");
        let output = BufReader::new(child.stdout.take().expect("it is piped"));
        let (lines, welcome) = mpsc::channel();
        thread::spawn(move || {
            // Read on after the welcome: a full pipe would stop the server.
            for line in output.lines().map_while(Result::ok) {
                let _ = lines.send(line);
            }
        });
        let dev = Self { child, address };
        loop {
            let line = welcome.recv_timeout(Duration::from_secs(60)).unwrap_or_else(|_| {
                panic!("it doesn't say that it runs: {}", fs::read_to_string(&log).unwrap_or_default())
            });
            if line.contains("Folio is running") {
                return dev;
            }
        }
    }

    fn signal(&self, signal: &str) {
        let pid = self.child.id().to_string();
        let killed = Command::new("/bin/sh").args(["-c", "kill -\"$1\" \"$2\"", "sh", signal, &pid]).status();
        assert!(killed.expect("a shell runs").success());
    }

    async fn ask(&self, token: &str) -> Value {
        let client = reqwest::Client::new();
        let request = client
            .post(format!("http://{}/graphql", self.address))
            .header("content-type", "application/json")
            .bearer_auth(token)
            .body(r#"{"query":"{ me { role } profile(slug: \"maya-okonkwo\") { displayName } }"}"#);
        let answer = request.send().await.expect("it answers").bytes().await.expect("all of it");
        serde_json::from_slice(&answer).expect("JSON")
    }
}

impl Drop for Dev {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test]
async fn it_serves_the_demo_people_survives_a_kill_and_stops_in_order() {
    let home = TempDir::new();
    let mut first = Dev::start(&home);
    let token = succeed(folio(home.path(), &["token", "student"]));
    let answer = first.ask(token.trim()).await;
    assert_eq!(answer["data"]["me"]["role"], "STUDENT", "{answer}");
    assert_eq!(answer["data"]["profile"]["displayName"], "Maya Okonkwo");
    // Commands share its database while it runs; a second one on the same home is told so.
    succeed(folio(home.path(), &["user", "role", "demo_student", "--role", "mentor"]));
    assert_eq!(first.ask(token.trim()).await["data"]["me"]["role"], "MENTOR");
    let (second, _) = dev(&home);
    let ended = run(second);
    assert_eq!(ended.code, Some(1));
    assert!(ended.stderr.contains("FOLIO_HOME"), "{}", ended.stderr);

    first.signal("KILL");
    assert_eq!(wait(&mut first.child), None, "killed, it has no exit code");

    let mut next = Dev::start(&home);
    let answer = next.ask(token.trim()).await;
    assert_eq!(answer["data"]["me"]["role"], "MENTOR", "what was committed is there: {answer}");
    next.signal("TERM");
    assert_eq!(wait(&mut next.child), Some(0));
    assert!(!home.path().join("state/postgres/data/postmaster.pid").exists(), "its Postgres has gone too");
}
