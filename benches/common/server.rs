//! A server as a process of its own: it prints its address and ends with the one who started it.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use anyhow::Context;

/// What a server is told.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The database.
    #[arg(long)]
    pub(crate) url: String,
    /// Where the development issuer has its key.
    #[arg(long)]
    pub(crate) home: PathBuf,
}

/// A running server. Ends when dropped.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
}

impl Server {
    /// Starts this program as the server `part` of the database at `url`.
    pub(crate) fn start(part: &str, url: &str, home: &Path) -> anyhow::Result<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg(part)
            .args(["--url", url])
            .arg("--home")
            .arg(home)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // Folio's access log is written, and goes nowhere.
            .stderr(Stdio::null())
            .spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().context("stdout is piped")?).read_line(&mut line)?;
        let address = line.trim().parse().with_context(|| format!("the {part} server did not start"))?;
        Ok(Self { child, address })
    }

    /// Its process id.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// In the server's process: binds a port and tells it.
pub(crate) async fn listen() -> anyhow::Result<tokio::net::TcpListener> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    std::io::stdout().flush()?;
    std::thread::spawn(|| {
        // Nothing is sent: the end of the stream is the end of the one who started this.
        let _ = std::io::stdin().read(&mut [0]);
        std::process::exit(0);
    });
    Ok(listener)
}
