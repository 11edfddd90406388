//! Where the unix socket goes. Whoever can reach it is trusted, so its directory is the user's alone.

use std::env;
use std::fs::{self, DirBuilder};
use std::io::ErrorKind;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::error::{Error, IoContext};
use crate::sys::{self, NOBODY};
use crate::wheel::hex;

/// `sun_path` has 104 bytes on macOS and 108 on Linux, a closing NUL included.
const PATH_LIMIT: usize = 103;
const SOCKET_NAME: &str = ".s.PGSQL.5432";

/// A private directory for the socket of the cluster in `state`: beside the data if that path is fit for a
/// socket, else below the directory for temporary files.
///
/// The caller holds the home's lock and has cleared away earlier servers: a socket that is still there is stale,
/// and its lock file, which names a process, would be believed if that number has been given to another.
pub(crate) fn prepare_directory(state: &Path) -> Result<PathBuf, Error> {
    let beside = state.join("run");
    let directory = if is_fit(&beside) { beside } else { env::temp_dir().join(short_name(state)) };
    if !is_fit(&directory) {
        let reason = format!("{} is too long or holds special characters: set TMPDIR", directory.display());
        return Err(Error::Socket { reason });
    }
    match DirBuilder::new().mode(0o700).create(&directory) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => check_private(&directory)?,
        created => created.io("create", &directory)?,
    }
    for stale in [SOCKET_NAME.to_owned(), format!("{SOCKET_NAME}.lock")] {
        remove_file(&directory.join(stale))?;
    }
    Ok(directory)
}

/// Tidies up a directory outside of `state`. One that isn't empty stays, and the next start uses it again.
pub(crate) fn remove_directory(state: &Path, directory: &Path) {
    if !directory.starts_with(state) {
        let _ = fs::remove_dir(directory);
    }
}

fn remove_file(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error).io("remove the stale", path),
        _ => Ok(()),
    }
}

/// Whether PostgreSQL and its clients understand this path: it must fit, and commas and quotes separate paths
/// in the setting and in connection strings.
fn is_fit(directory: &Path) -> bool {
    directory.join(SOCKET_NAME).as_os_str().len() <= PATH_LIMIT
        && directory
            .to_str()
            .is_some_and(|path| !path.contains(|c: char| c == ',' || c == '"' || c == '\'' || c.is_control()))
}

fn short_name(state: &Path) -> String {
    let digest = hex(&Sha256::digest(state.as_os_str().as_bytes()));
    format!("folio-postgres-{}-{}", sys::effective_user_id(), &digest[..16])
}

/// In a directory that is open to all, somebody else may have put one of that name.
fn check_private(directory: &Path) -> Result<(), Error> {
    let metadata = fs::symlink_metadata(directory).io("examine", directory)?;
    let me = sys::effective_user_id();
    let mine = metadata.uid() == me || (me == 0 && metadata.uid() == NOBODY);
    if metadata.is_dir() && mine && metadata.mode() & 0o077 == 0 {
        return Ok(());
    }
    let reason = format!("{} is not a private directory of this user: remove it", directory.display());
    Err(Error::Socket { reason })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn a_deep_or_odd_home_moves_the_socket() {
        assert!(is_fit(Path::new("/home/somebody/folio/.folio/postgres/run")));
        assert!(is_fit(Path::new("/home/some body/.folio/postgres/run")));
        assert!(!is_fit(Path::new("/home/a,b/.folio/postgres/run")));
        assert!(!is_fit(&Path::new("/").join("deep/".repeat(20))));
    }

    #[test]
    fn homes_have_sockets_of_their_own() {
        assert_ne!(short_name(Path::new("/a/postgres")), short_name(Path::new("/b/postgres")));
    }

    #[test]
    fn a_directory_that_others_may_enter_is_refused() {
        let base = env::temp_dir().join(format!("folio-socket-test-{}", std::process::id()));
        DirBuilder::new().mode(0o700).create(&base).expect("the directory is new");
        assert!(check_private(&base).is_ok());

        let link = base.join("link");
        symlink(&base, &link).expect("a link can be made");
        assert!(check_private(&link).is_err());

        fs::set_permissions(&base, fs::Permissions::from_mode(0o755)).expect("the mode can be set");
        assert!(check_private(&base).is_err());
        fs::remove_dir_all(&base).expect("the directory is there");
    }
}
