//! Unpacking a wheel, which is a zip archive.

use std::fs::{self, File};
use std::io::{self, Cursor};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use crate::error::{Error, IoContext};
use crate::progress::Progress;

/// Writes the files for which `place` names a relative path to that path below `directory`.
pub(crate) fn unpack(
    what: &'static str,
    wheel: Vec<u8>,
    directory: &Path,
    place: impl Fn(&Path) -> Option<PathBuf>,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), Error> {
    let broken = |reason: String| Error::Unpack { what, reason };
    let mut archive = ZipArchive::new(Cursor::new(wheel)).map_err(|error| broken(error.to_string()))?;
    let total = archive.len();
    for index in 0..total {
        progress(Progress::Unpacking { what, done: index, total });
        let mut entry = archive.by_index(index).map_err(|error| broken(error.to_string()))?;
        // `enclosed_name` refuses absolute paths and those that climb out.
        let Some(name) = entry.enclosed_name() else {
            return Err(broken(format!("it holds a path that leads outside: {:?}", entry.name())));
        };
        if entry.is_dir() {
            continue;
        }
        let Some(target) = place(&name).map(|relative| directory.join(relative)) else { continue };
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).io("create", parent)?;
        }
        let mut file = File::create_new(&target).io("create", &target)?;
        io::copy(&mut entry, &mut file).io("write", &target)?;
        let mode = if entry.unix_mode().is_some_and(|mode| mode & 0o100 != 0) { 0o755 } else { 0o644 };
        file.set_permissions(fs::Permissions::from_mode(mode)).io("set the mode of", &target)?;
    }
    progress(Progress::Unpacking { what, done: total, total });
    Ok(())
}
