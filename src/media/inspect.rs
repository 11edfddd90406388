//! What somebody put is looked at by its bytes, whatever it was announced as: pictures are made anew, PDF documents and
//! zip archives are kept as they are, everything else is refused.

use super::encode::{NotAPicture, reencode};

/// What a file may be announced as.
pub const PICTURES: [&str; 3] = ["image/jpeg", "image/png", "image/webp"];
/// The only kind of document.
pub const PDF: &str = "application/pdf";
/// The only kind of archive. It isn't unpacked here, and shown to nobody.
pub const ZIP: &str = "application/zip";

/// What is kept of a file.
#[derive(Debug)]
pub struct Inspected {
    /// What it is.
    pub content_type: &'static str,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Why a file isn't kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// By its bytes it is nothing that is accepted.
    #[error("by its bytes it is no JPEG, PNG or WebP picture, no PDF document and no zip archive")]
    Unknown,
    /// It is something else than was announced.
    #[error("by its bytes it is {0}, which isn't what was announced")]
    NotAsAnnounced(&'static str),
    /// A picture that can't be decoded, or is too large to be.
    #[error("it is no picture that can be made anew: {0}")]
    Picture(NotAPicture),
    /// A document that isn't whole.
    #[error("it begins as a PDF document and doesn't end as one")]
    Document,
    /// An archive that isn't whole.
    #[error("it begins as a zip archive and doesn't end as one")]
    Archive,
}

/// What the first bytes say.
fn type_of(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some("image/png"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        [b'%', b'P', b'D', b'F', b'-', ..] => Some(PDF),
        [b'P', b'K', 3, 4, ..] => Some(ZIP),
        _ => None,
    }
}

/// How far from its end a document says that it ends, in bytes: as readers have it.
const END_WITHIN: usize = 1_024;
/// What the end of an archive begins with, and how far from the very end that may be, in bytes: a comment of 65,535 comes after.
const END_OF_ARCHIVE: &[u8] = b"PK\x05\x06";
const ARCHIVE_END_WITHIN: usize = 22 + 65_535;

/// Looks at what was put. A picture is made anew, at most `side` pixels wide and high; that takes a while of one core.
///
/// # Errors
/// When it isn't kept.
pub fn inspect(announced: &str, bytes: Vec<u8>, side: u32) -> Result<Inspected, Unfit> {
    let found = type_of(&bytes).ok_or(Unfit::Unknown)?;
    if found != announced {
        return Err(Unfit::NotAsAnnounced(found));
    }
    if found == PDF {
        let end = &bytes[bytes.len().saturating_sub(END_WITHIN)..];
        let ends = end.windows(5).any(|window| window == b"%%EOF");
        return if ends { Ok(Inspected { content_type: PDF, bytes }) } else { Err(Unfit::Document) };
    }
    if found == ZIP {
        let end = &bytes[bytes.len().saturating_sub(ARCHIVE_END_WITHIN)..];
        let ends = end.windows(END_OF_ARCHIVE.len()).any(|window| window == END_OF_ARCHIVE);
        return if ends { Ok(Inspected { content_type: ZIP, bytes }) } else { Err(Unfit::Archive) };
    }
    let picture = reencode(&bytes, side).map_err(Unfit::Picture)?;
    Ok(Inspected { content_type: picture.content_type, bytes: picture.bytes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_say() {
        let pdf = b"%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n".to_vec();
        assert_eq!(inspect(PDF, pdf.clone(), 64).expect("a document").bytes, pdf);
        let unfit = |announced, bytes: &[u8]| inspect(announced, bytes.to_vec(), 64).expect_err("unfit");
        assert_eq!(unfit("image/png", &pdf), Unfit::NotAsAnnounced(PDF));
        assert_eq!(unfit(PDF, b"%PDF-1.7\n"), Unfit::Document);
        let zip = b"PK\x03\x04 and entries PK\x05\x06 and their number".to_vec();
        assert_eq!(inspect(ZIP, zip.clone(), 64).expect("an archive").bytes, zip);
        assert_eq!(unfit(PDF, &zip), Unfit::NotAsAnnounced(ZIP));
        assert_eq!(unfit(ZIP, b"PK\x03\x04 and no more"), Unfit::Archive);
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>";
        for bytes in [b"".as_slice(), b"<html>", svg, b"GIF89a\x01\0\x01\0\0\0\0;", b"MZ", b" %PDF-1.7 %%EOF"]
        {
            assert_eq!(unfit("image/png", bytes), Unfit::Unknown);
            assert_eq!(unfit(PDF, bytes), Unfit::Unknown);
        }
        assert_eq!(unfit("image/png", b"\x89PNG\r\n\x1a\n and no more"), Unfit::Picture(NotAPicture::Broken));
    }
}
