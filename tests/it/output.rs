//! Files that are committed and compared: a change of what they say is a change to review.

use std::{fs, path::Path};

/// Compares a committed file with what it should say. With `UPDATE_OUTPUT=1` it is written first, and the test fails
/// once, so that nobody mistakes the writing for the comparison.
#[track_caller]
pub(crate) fn assert_is_current(file: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let committed = fs::read_to_string(&path).unwrap_or_default();
    if committed == expected {
        return;
    }
    if std::env::var_os("UPDATE_OUTPUT").is_some() {
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("the folder can be made");
        fs::write(&path, expected).expect("the file can be written");
        panic!("{file} is written anew: review the difference, then run the test without UPDATE_OUTPUT");
    }
    let (committed, expected): (Vec<_>, Vec<_>) = (committed.lines().collect(), expected.lines().collect());
    let gone: Vec<_> = committed.iter().filter(|line| !expected.contains(line)).collect();
    let new: Vec<_> = expected.iter().filter(|line| !committed.contains(line)).collect();
    panic!(
        "{file} is not what it should be; UPDATE_OUTPUT=1 cargo test writes it.\nonly committed: {gone:#?}\nonly now: {new:#?}"
    );
}
