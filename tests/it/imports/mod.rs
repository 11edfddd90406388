//! Imports by the owner, over GraphQL.

mod consents;
mod github;
mod linkedin;
mod resume;
mod uploaded;

use std::io::{Cursor, Write};

use base64::{Engine, engine::general_purpose::STANDARD};
pub(crate) use consents::tell;
use zip::{ZipWriter, write::SimpleFileOptions};

/// The mutation that moves no version, so that the laws of those that do aren't its.
pub(crate) const NOTED: [&str; 1] = ["importConsentWithdraw"];

/// A zip archive of these files.
pub(crate) fn zipped<T: AsRef<[u8]>>(files: &[(&str, T)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).expect("it can be begun");
        zip.write_all(bytes.as_ref()).expect("it can be written");
    }
    zip.finish().expect("it can be ended").into_inner()
}

/// The same, as an argument.
pub(crate) fn archive<T: AsRef<[u8]>>(files: &[(&str, T)]) -> String {
    STANDARD.encode(zipped(files))
}
