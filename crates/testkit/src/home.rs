//! Directories of one test process, gone when it is.
//!
//! A process can't be relied on to tidy up after itself: statics are never dropped, and a test may be killed. So each
//! directory is locked while its owner lives, a child that only waits for our end removes it then, and whatever was
//! left by dead processes is removed at the next start.

use std::{
    env,
    fs::{self, DirBuilder, File},
    os::unix::{fs::DirBuilderExt, process::CommandExt},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

const PREFIX: &str = "folio-testkit-";
const OWNER: &str = "owner.lock";

/// The process's own directory. Lives as long as the process.
pub(crate) struct ProcessHome {
    pub(crate) path: PathBuf,
    /// Held until the process ends, whatever ends it.
    _owner: File,
}

impl ProcessHome {
    pub(crate) fn create() -> Self {
        let parent = env::temp_dir();
        let gate =
            File::create(parent.join("folio-testkit.lock")).expect("the temporary directory takes files");
        gate.lock().expect("the temporary directory's file system has locks");
        remove_stale(&parent);
        let path = parent.join(format!("{PREFIX}{}", std::process::id()));
        DirBuilder::new().mode(0o755).create(&path).expect("a directory named after this process is new");
        let owner = File::create(path.join(OWNER)).expect("our own directory takes files");
        owner.lock().expect("nobody else knows of it yet");
        Self { path, _owner: owner }
    }
}

/// Under the gate's lock, a directory whose owner's lock is free belongs to nobody.
fn remove_stale(parent: &Path) {
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(PREFIX)
            && File::open(entry.path().join(OWNER)).is_ok_and(|owner| owner.try_lock().is_ok())
        {
            // Its own remover may be at it: what one leaves, the other takes.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Starts what removes `directory` once this process has ended and the server `pid` after it.
pub(crate) fn remove_at_end(directory: &Path, pid: u32) {
    // `read` returns when the pipe closes, which is when we end. The server needs a moment to follow us.
    const SCRIPT: &str = "read _; n=0; while kill -0 \"$2\" && [ $n -lt 100 ]; do n=$((n+1)); sleep 0.1; done; \
                          rm -rf \"$1\"";
    let child = Command::new("/bin/sh")
        .args(["-c", SCRIPT, "folio-testkit-remover"])
        .arg(directory)
        .arg(pid.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        // Ctrl-C is for us, not for what tidies up after us.
        .process_group(0)
        .spawn()
        .expect("a POSIX system has /bin/sh");
    // Neither waited for nor dropped: the pipe has to stay open.
    std::mem::forget(child);
}

/// A directory that is removed when it is dropped, for tests that run the binary.
#[derive(Debug)]
pub struct TempDir(PathBuf);

impl TempDir {
    /// A new directory, empty.
    #[must_use]
    pub fn new() -> Self {
        let path = env::temp_dir().join(format!("folio-test-{}", uuid::Uuid::new_v4().simple()));
        DirBuilder::new().mode(0o755).create(&path).expect("a random name is free");
        Self(path)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Default for TempDir {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for TempDir {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
