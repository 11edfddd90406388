//! A `folio dev` that runs beside the test.

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

use super::run::folio;

/// A running `folio dev`, killed with the test.
pub(crate) struct Dev {
    pub(crate) child: Child,
    pub(crate) address: SocketAddr,
}

/// Two ports that are free now, and very likely a moment later still.
fn ports() -> [SocketAddr; 2] {
    let bind = || std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
    let listeners = [bind(), bind()];
    listeners.map(|listener| listener.local_addr().expect("it is bound"))
}

/// A `folio dev` to be, and where it will listen.
pub(crate) fn dev(home: &TempDir) -> (Command, SocketAddr) {
    let [listen, metrics] = ports();
    let mut command = folio(home.path(), &[]);
    command.env("FOLIO_LISTEN", listen.to_string()).env("FOLIO_METRICS_LISTEN", metrics.to_string());
    // All of a test's people come from one address and are in a hurry.
    command.env("FOLIO_USER_RATE", "0").env("FOLIO_ADDRESS_RATE", "0");
    (command, listen)
}

impl Dev {
    /// Starts it and waits until it says that it runs.
    pub(crate) fn start(home: &TempDir) -> Self {
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

    /// Sends it a signal by name.
    pub(crate) fn signal(&self, name: &str) {
        signal(name, &self.child.id().to_string());
    }

    /// Asks as the bearer of a token, who they are and for a demo page.
    pub(crate) async fn ask(&self, token: &str) -> Value {
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

/// Sends a signal by name to a process, or to a group by its negative number.
pub(crate) fn signal(name: &str, target: &str) {
    let killed =
        Command::new("/bin/sh").args(["-c", "kill -s \"$1\" -- \"$2\"", "sh", name, target]).status();
    assert!(killed.expect("a shell runs").success(), "{target} takes signals");
}
