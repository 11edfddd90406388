//! What an application that was killed may leave behind: a server on its way out, or the mark of one.

use std::path::Path;
use std::time::Duration;

use crate::error::{Error, IoContext};
use crate::pid_file::PidFile;
use crate::process;
use crate::progress::Progress;
use crate::sys::{self, Signal};

/// Clears the way for a start on `data`. The caller holds the home's lock, so no living application owns the
/// server that may be found.
pub(crate) fn clear(data: &Path, progress: &mut dyn FnMut(Progress)) -> Result<(), Error> {
    let Some(PidFile { pid, .. }) = PidFile::read(data) else { return Ok(()) };
    if !sys::process_exists(pid) {
        // PostgreSQL copes, and uses what the file says to look for surviving backends.
        return Ok(());
    }
    if !serves(pid, data)? {
        // After a reboot or in a new container the number belongs to someone else, and PostgreSQL would refuse
        // to start for ever.
        return PidFile::remove(data);
    }
    progress(Progress::Recovering);
    for (signal, limit) in [(Signal::Interrupt, 15), (Signal::Quit, 5), (Signal::Kill, 5)] {
        // Fails if the server has just gone, which the loop below sees.
        let _ = sys::send_signal(pid, signal);
        let gone = process::poll_until(Duration::from_secs(limit), || match serves(pid, data) {
            Ok(true) => None,
            Ok(false) => Some(Ok(())),
            Err(error) => Some(Err(error)),
        });
        if let Some(result) = gone {
            return result;
        }
    }
    Err(Error::TimedOut { what: "the Postgres of an earlier run", limit: Duration::from_secs(25) })
}

/// Whether `pid` is a server on `data`: it was started with that very path.
#[cfg(target_os = "linux")]
fn serves(pid: u32, data: &Path) -> Result<bool, Error> {
    let path = Path::new("/proc").join(pid.to_string()).join("cmdline");
    match std::fs::read(&path) {
        Ok(line) => Ok(line.split(|byte| *byte == 0).any(|part| part == data.as_os_str().as_encoded_bytes())),
        // Gone between two looks; ESRCH when it goes while being read.
        Err(error)
            if error.kind() == std::io::ErrorKind::NotFound || error.raw_os_error() == Some(libc::ESRCH) =>
        {
            Ok(false)
        }
        Err(error) => Err(error).io("read", &path),
    }
}

/// Whether `pid` is a server on `data`: it was started with that very path.
#[cfg(not(target_os = "linux"))]
fn serves(pid: u32, data: &Path) -> Result<bool, Error> {
    use std::io::Read;
    use std::process::{Command, Stdio};

    let ps = Path::new("ps");
    let mut child = Command::new(ps)
        .args(["-ww", "-o", "command=", "-p", &pid.to_string()])
        .stdout(Stdio::piped())
        .spawn()
        .io("run", ps)?;
    // A command line of ours fits the pipe's buffer, so ps ends without being read from.
    process::wait(&mut child, "ps", Duration::from_secs(10), || {})?;
    let mut line = Vec::new();
    if let Some(mut output) = child.stdout.take() {
        output.read_to_end(&mut line).io("read from", ps)?;
    }
    Ok(String::from_utf8_lossy(&line).contains(&*data.to_string_lossy()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn the_mark_of_an_unrelated_process_is_removed() {
        let data = std::env::temp_dir().join(format!("folio-orphan-test-{}", std::process::id()));
        fs::create_dir(&data).expect("the directory is new");
        fs::write(PidFile::path(&data), format!("{}\n", std::process::id())).expect("it can be written");
        clear(&data, &mut |_| {}).expect("the way can be cleared");
        assert!(!PidFile::path(&data).exists());
        fs::remove_dir_all(&data).expect("the directory is there");
    }
}
