//! The archive, unpacked within bounds. Of its files those are opened alone whose names are known; nothing is written to any
//! path.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

use zip::ZipArchive;

/// The largest archive that is opened: 20 MiB.
pub const MAX_ARCHIVE: usize = 20 << 20;
/// The most entries of an archive.
pub const MAX_ENTRIES: usize = 500;
/// The most bytes of one file, unpacked: 1 MiB.
pub const MAX_FILE: u64 = 1 << 20;
/// The most bytes of all the files that are read, unpacked: 4 MiB.
pub const MAX_UNPACKED: u64 = 4 << 20;

/// Why an archive can't be read at all. The messages hold the names of files that are known, never contents.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveError {
    /// Larger than [`MAX_ARCHIVE`].
    #[error("the archive has {bytes} bytes; at most {MAX_ARCHIVE} (20 MiB) are accepted")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// Not a zip archive.
    #[error("this is not a zip archive; the file that LinkedIn gives for download is expected, as it is")]
    NotAnArchive,
    /// More entries than [`MAX_ENTRIES`].
    #[error("the archive has {entries} entries; at most {MAX_ENTRIES} are accepted")]
    TooManyEntries {
        /// How many.
        entries: usize,
    },
    /// A file that unpacks to more than [`MAX_FILE`].
    #[error("{file} is longer than {MAX_FILE} bytes (1 MiB) when it is unpacked")]
    FileTooLarge {
        /// Which.
        file: &'static str,
    },
    /// Files that unpack to more than [`MAX_UNPACKED`] together.
    #[error("what is read of the archive is longer than {MAX_UNPACKED} bytes (4 MiB) when it is unpacked")]
    TooMuch,
    /// A file that is damaged, encrypted, or packed in another way.
    #[error("{file} can't be unpacked")]
    Damaged {
        /// Which.
        file: &'static str,
    },
    /// None of the files that are known, or nothing in them.
    #[error(
        "the archive holds nothing that could be read: Profile.csv, Positions.csv, Education.csv, Skills.csv, \
             Languages.csv, Certifications.csv or Projects.csv is expected"
    )]
    Nothing,
}

/// What an archive holds of the files that are known.
pub(super) struct Unpacked {
    /// The bytes of each, by the name that it is known by.
    pub(super) files: BTreeMap<&'static str, Vec<u8>>,
    /// Those that are there more than once: the first was read.
    pub(super) again: Vec<&'static str>,
    /// How many other files there are.
    pub(super) others: usize,
    /// How many entries have the full name of another one: only the last of those can be read.
    pub(super) merged: usize,
}

/// Unpacks the files of these names, in whatever folder and however their letters are written.
pub(super) fn unpack(archive: &[u8], known: &[&'static str]) -> Result<Unpacked, ArchiveError> {
    if archive.len() > MAX_ARCHIVE {
        return Err(ArchiveError::TooLarge { bytes: archive.len() });
    }
    let claimed = entries(archive);
    let mut archive = ZipArchive::new(Cursor::new(archive)).map_err(|_| ArchiveError::NotAnArchive)?;
    if archive.len() > MAX_ENTRIES {
        return Err(ArchiveError::TooManyEntries { entries: archive.len() });
    }
    let merged = claimed.saturating_sub(archive.len());
    let mut unpacked = Unpacked { files: BTreeMap::new(), again: Vec::new(), others: 0, merged };
    let mut room = MAX_UNPACKED;
    for index in 0..archive.len() {
        // By the name alone: what isn't read isn't opened either.
        let name = archive.name_for_index(index).unwrap_or_default();
        if name.ends_with(['/', '\\']) {
            continue;
        }
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let Some(file) = known.iter().copied().find(|known| known.eq_ignore_ascii_case(name)) else {
            unpacked.others += 1;
            continue;
        };
        if unpacked.files.contains_key(file) {
            unpacked.again.push(file);
            continue;
        }
        let entry = archive.by_index(index).map_err(|_| ArchiveError::Damaged { file })?;
        let mut bytes = Vec::new();
        // What an entry claims of its length is its own word: the bytes are counted as they come.
        let most = MAX_FILE.min(room);
        entry.take(most + 1).read_to_end(&mut bytes).map_err(|_| ArchiveError::Damaged { file })?;
        let length = bytes.len() as u64;
        if length > MAX_FILE {
            return Err(ArchiveError::FileTooLarge { file });
        }
        room = room.checked_sub(length).ok_or(ArchiveError::TooMuch)?;
        unpacked.files.insert(file, bytes);
    }
    Ok(unpacked)
}

/// How many entries the archive's directory says it has; 0 where it doesn't say, as in the largest ones.
fn entries(archive: &[u8]) -> usize {
    const END: &[u8] = b"PK\x05\x06";
    let end = archive.windows(END.len()).rposition(|window| window == END);
    let count = end.and_then(|end| archive.get(end + 10..end + 12)).and_then(|count| count.try_into().ok());
    match count.map_or(0, u16::from_le_bytes) {
        u16::MAX => 0,
        count => count.into(),
    }
}
