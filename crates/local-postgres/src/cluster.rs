//! The data directory: made once, with the application's role, its database and pgvector in it.

use std::fs::{self, DirBuilder, File};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, lchown};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::binaries::{MAJOR_VERSION, Programs};
use crate::cache::remove_directory;
use crate::error::{Error, IoContext};
use crate::options::{Durability, Options};
use crate::process;
use crate::progress::Progress;
use crate::sys::{self, Identity, NOBODY};
use crate::{APP_DATABASE, APP_ROLE, SUPERUSER};

const INITDB_LIMIT: Duration = Duration::from_secs(120);

/// Initialising runs a dozen short-lived backends; clearing memory for each is most of their work. The server's
/// command line overrides what `initdb` makes of it.
const SMALL: [&str; 2] = ["-c", "shared_buffers=16MB"];

pub(crate) fn data_directory(state: &Path) -> PathBuf {
    state.join("data")
}

/// Makes the data directory if there is none, and checks the one that is there.
pub(crate) fn ensure(
    programs: &Programs,
    state: &Path,
    durability: Durability,
    progress: &mut dyn FnMut(Progress),
) -> Result<PathBuf, Error> {
    let data = data_directory(state);
    if !data.exists() {
        progress(Progress::Initialising);
        create(programs, state, &data, durability)?;
    }
    check_version(&data)?;
    check_owner(&data, programs.identity)?;
    Ok(data)
}

/// Neither `initdb` nor what follows is atomic: all of it happens under another name.
fn create(programs: &Programs, state: &Path, data: &Path, durability: Durability) -> Result<(), Error> {
    let partial = state.join("data.partial");
    remove_directory(&partial)?;
    DirBuilder::new().mode(0o700).create(&partial).io("create", &partial)?;
    check_owner(&partial, programs.identity)?;

    let mut initdb = programs.command("initdb");
    initdb
        .arg("--pgdata")
        .arg(&partial)
        .args(["--username", SUPERUSER, "--auth", "trust", "--encoding", "UTF8", "--no-instructions"])
        .args(SMALL)
        // The same order of text on every machine.
        .args(["--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"]);
    if durability == Durability::Throwaway {
        initdb.arg("--no-sync");
    }
    process::run(initdb, "initdb", INITDB_LIMIT, &state.join("initdb.log"))?;
    let bootstrap = single_user(programs, state, &partial, durability)?;
    process::run(bootstrap, "postgres --single", INITDB_LIMIT, &state.join("bootstrap.log"))?;
    fs::rename(&partial, data).io("rename", &partial)
}

/// The first statements, run without a server, so that nobody can connect to a half-made cluster.
fn single_user(
    programs: &Programs,
    state: &Path,
    data: &Path,
    durability: Durability,
) -> Result<Command, Error> {
    // Single-user mode takes one statement a line. Only a superuser may create pgvector's extension; in
    // template1 every later database has it, those of tests included. `folio` is copied from there.
    let statements = format!(
        "CREATE ROLE {APP_ROLE} LOGIN NOSUPERUSER CREATEDB;\n\
         CREATE EXTENSION vector;\n\
         CREATE DATABASE {APP_DATABASE} OWNER {APP_ROLE};\n"
    );
    let script = state.join("bootstrap.sql");
    fs::write(&script, statements).io("write", &script)?;
    let mut command = programs.command("postgres");
    command
        .args(["--single", "-D"])
        .arg(data)
        .args(["-c", "exit_on_error=on", "-c", "log_checkpoints=off"])
        .args(SMALL)
        .args(durability_arguments(durability))
        .arg("template1")
        .stdin(File::open(&script).io("open", &script)?);
    Ok(command)
}

/// The server, ready to be launched.
pub(crate) fn server(programs: &Programs, options: &Options, data: &Path, socket_dir: &Path) -> Command {
    let mut command = programs.command("postgres");
    command
        .arg("-D")
        .arg(data)
        .arg("-k")
        .arg(socket_dir)
        // Never on the network, and on the same socket name whatever the data directory's file says.
        .args(["-c", "listen_addresses=", "-c", "port=5432"])
        .args(["-c", &format!("max_connections={}", options.max_connections)])
        .args(["-c", &format!("shared_buffers={}MB", options.shared_buffers_mib)])
        // Containers have a tiny /dev/shm.
        .args(["-c", "dynamic_shared_memory_type=mmap"])
        // Statements and error details quote people's data.
        .args(["-c", "log_min_error_statement=panic", "-c", "log_error_verbosity=terse"])
        .args(["-c", "log_checkpoints=off"])
        .args(durability_arguments(options.durability));
    command
}

fn durability_arguments(durability: Durability) -> &'static [&'static str] {
    match durability {
        Durability::Durable => &[],
        Durability::Throwaway => {
            &["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
        }
    }
}

fn check_version(data: &Path) -> Result<(), Error> {
    let path = data.join("PG_VERSION");
    let version = fs::read_to_string(&path).io("read", &path)?;
    match version.trim() {
        MAJOR_VERSION => Ok(()),
        found => Err(Error::WrongMajorVersion {
            data: data.to_owned(),
            found: found.to_owned(),
            expected: MAJOR_VERSION,
        }),
    }
}

/// Makes `directory` belong to whom the server runs as. Root may have run it as someone else last time.
pub(crate) fn check_owner(directory: &Path, identity: Identity) -> Result<(), Error> {
    let me = sys::effective_user_id();
    let wanted = if identity == Identity::Nobody { NOBODY } else { me };
    let owner = fs::symlink_metadata(directory).io("examine", directory)?.uid();
    if owner == wanted {
        return Ok(());
    }
    if me != 0 || (owner != 0 && owner != NOBODY) {
        return Err(Error::ForeignData { data: directory.to_owned(), owner });
    }
    give(directory, wanted)
}

fn give(path: &Path, owner: u32) -> Result<(), Error> {
    // Children first: a directory that has changed hands marks a tree that has.
    if fs::symlink_metadata(path).io("examine", path)?.is_dir() {
        for entry in fs::read_dir(path).io("read", path)? {
            give(&entry.io("read", path)?.path(), owner)?;
        }
    }
    lchown(path, Some(owner), None).io("change the owner of", path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_of_another_major_version_is_refused() {
        let data = std::env::temp_dir().join(format!("folio-version-test-{}", std::process::id()));
        fs::create_dir(&data).expect("the directory is new");
        let check = |version: &str| {
            fs::write(data.join("PG_VERSION"), version).expect("it can be written");
            check_version(&data)
        };
        assert!(check("18\n").is_ok());
        let error = check("17\n").expect_err("that is another version");
        assert!(matches!(&error, Error::WrongMajorVersion { found, .. } if found == "17"), "{error}");
        fs::remove_dir_all(&data).expect("the directory is there");
    }
}
