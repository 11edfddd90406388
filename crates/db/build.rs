//! Makes the manifest of the migrations (see `src/migrate.rs`), and has the crate rebuilt when one is changed or added:
//! the macro that embeds them doesn't notice by itself.

use std::{env, fs, io, path::Path};

use sha2::{Digest, Sha256};

const MIGRATIONS: &str = "../../migrations";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed={MIGRATIONS}");
    let mut lines = Vec::new();
    for entry in fs::read_dir(MIGRATIONS)? {
        let entry = entry?;
        let script = entry.path().join("up.sql");
        if script.is_file() {
            let digest = hex::encode(Sha256::digest(fs::read(script)?));
            lines.push(format!("{}  {digest}\n", entry.file_name().to_string_lossy()));
        }
    }
    lines.sort();
    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    fs::write(Path::new(&out).join("migrations.sha256"), lines.concat())
}
