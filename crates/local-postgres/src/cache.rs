//! Folders that are made once and then shared by every process of the user.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::error::{Error, IoContext};
use crate::process;
use crate::progress::Progress;

/// Longer than the slowest fill, which is one download.
const LOCK_LIMIT: Duration = Duration::from_secs(660);

/// The folder `name` of `cache`, made by `fill` if it isn't there. `fill` gets two empty directories: one that
/// becomes the folder once all is in it, and one for scratch.
pub(crate) fn ensure(
    cache: &Path,
    name: &str,
    progress: &mut dyn FnMut(Progress),
    fill: impl FnOnce(&Path, &Path, &mut dyn FnMut(Progress)) -> Result<(), Error>,
) -> Result<PathBuf, Error> {
    let directory = cache.join(name);
    if directory.is_dir() {
        return Ok(directory);
    }
    fs::create_dir_all(cache).io("create", cache)?;
    let _lock = lock(&cache.join(format!("{name}.lock")), progress)?;
    if directory.is_dir() {
        return Ok(directory);
    }
    let (partial, scratch) = (cache.join(format!("{name}.partial")), cache.join(format!("{name}.scratch")));
    for fresh in [&partial, &scratch] {
        // The lock is ours, so whatever is there was left by a process that died.
        remove_directory(fresh)?;
        fs::create_dir(fresh).io("create", fresh)?;
    }
    let filled = fill(&partial, &scratch, progress);
    remove_directory(&scratch)?;
    if filled.is_err() {
        remove_directory(&partial)?;
    }
    filled?;
    fs::rename(&partial, &directory).io("rename", &partial)?;
    Ok(directory)
}

/// Like [`fs::remove_dir_all`], for a directory that may be missing.
pub(crate) fn remove_directory(path: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error).io("remove", path),
        _ => Ok(()),
    }
}

fn lock(path: &Path, progress: &mut dyn FnMut(Progress)) -> Result<File, Error> {
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(path).io("open", path)?;
    let mut reported = false;
    let locked = process::poll_until(LOCK_LIMIT, || match file.try_lock() {
        Ok(()) => Some(Ok(())),
        Err(TryLockError::Error(error)) => Some(Err(error)),
        Err(TryLockError::WouldBlock) => {
            if !reported {
                progress(Progress::Waiting);
                reported = true;
            }
            None
        }
    });
    locked.unwrap_or(Err(std::io::ErrorKind::TimedOut.into())).io("lock", path).map(|()| file)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("folio-cache-{name}-{}", std::process::id()));
            fs::create_dir(&path).expect("the directory is new");
            Self(path)
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn fail() -> Result<(), Error> {
        Err(Error::Unpack { what: "a test", reason: "planted".to_owned() })
    }

    #[test]
    fn a_failed_fill_leaves_nothing_that_looks_complete() {
        let cache = Scratch::new("failed");
        let result = ensure(&cache.0, "thing", &mut |_| {}, |partial, _, _| {
            fs::write(partial.join("half"), "").expect("it can be written");
            fail()
        });
        assert!(result.is_err());
        assert!(!cache.0.join("thing").exists());

        let directory = ensure(&cache.0, "thing", &mut |_| {}, |partial, _, _| {
            fs::write(partial.join("whole"), "").io("write", partial)
        })
        .expect("the second attempt works");
        assert!(directory.join("whole").exists() && !directory.join("half").exists());
    }

    #[test]
    fn what_a_killed_process_left_is_not_reused() {
        let cache = Scratch::new("killed");
        for left in ["thing.partial", "thing.scratch"] {
            fs::create_dir(cache.0.join(left)).expect("it can be created");
            fs::write(cache.0.join(left).join("half"), "").expect("it can be written");
        }
        let directory = ensure(&cache.0, "thing", &mut |_| {}, |_, scratch, _| {
            assert!(!scratch.join("half").exists());
            Ok(())
        })
        .expect("it can be filled");
        assert!(!directory.join("half").exists());
    }

    #[test]
    fn a_complete_folder_is_not_filled_again() {
        let cache = Scratch::new("complete");
        ensure(&cache.0, "thing", &mut |_| {}, |_, _, _| Ok(())).expect("it can be filled");
        ensure(&cache.0, "thing", &mut |_| {}, |_, _, _| fail()).expect("it isn't filled again");
    }

    #[test]
    fn concurrent_callers_share_one_fill() {
        let cache = Scratch::new("shared");
        let fills = std::sync::atomic::AtomicU32::new(0);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    ensure(&cache.0, "thing", &mut |_| {}, |_, _, _| {
                        fills.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
                        Ok(())
                    })
                    .expect("it can be filled");
                });
            }
        });
        assert_eq!(fills.into_inner(), 1);
    }
}
