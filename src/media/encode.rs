//! From bytes that somebody sent to a picture of our own.

use std::io::Cursor;

use image::{
    DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, codecs::jpeg::JpegEncoder,
    metadata::Orientation,
};

use super::jpeg;

/// The longest side of an avatar, in pixels.
pub const SIDE: u32 = 512;

/// The most pixels of a picture that is decoded: a small file can hold a huge one.
pub const MAX_PIXELS: u64 = 40_000_000;

/// What a decoder may hold at once, in bytes: the pixels with room to work.
const MAX_MEMORY: u64 = 256 << 20;

/// JPEG's quality, of 100.
const QUALITY: u8 = 85;

/// A picture that we made.
#[derive(Debug)]
pub struct Encoded {
    /// `image/jpeg`; `image/png` where something is transparent.
    pub content_type: &'static str,
    /// The picture.
    pub bytes: Vec<u8>,
}

/// Why bytes are no picture for us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAPicture {
    /// By its first bytes it is none that is accepted.
    #[error("it is no JPEG, PNG or WebP picture")]
    Format,
    /// It has too many pixels, or takes too much memory.
    #[error("it has more than 40 million pixels, or takes more than 256 MiB")]
    TooLarge,
    /// It is broken.
    #[error("it can't be decoded")]
    Broken,
    /// A part of it is missing.
    #[error("it ends before the picture does")]
    Cut,
}

/// Decodes a picture and makes one of our own of it, with no side longer than `side` pixels, upright and without metadata.
/// Takes a while of one core.
///
/// # Errors
/// When it is no picture that is accepted. What it claims to be is not looked at, its first bytes are.
pub fn reencode(bytes: &[u8], side: u32) -> Result<Encoded, NotAPicture> {
    let format = image::guess_format(bytes).map_err(|_| NotAPicture::Format)?;
    if !matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP) {
        return Err(NotAPicture::Format);
    }
    let reader = || ImageReader::with_format(Cursor::new(bytes), format);
    // Before anything is decoded.
    let (width, height) = reader().into_dimensions().map_err(|_| NotAPicture::Broken)?;
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(NotAPicture::TooLarge);
    }
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MAX_MEMORY);
    let mut reader = reader();
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| NotAPicture::Broken)?;
    // Deep colours take several bytes of each pixel, and the decoder's own limit doesn't count the pixels that it is to fill.
    if decoder.total_bytes() > MAX_MEMORY {
        return Err(NotAPicture::TooLarge);
    }
    if format == ImageFormat::Jpeg && !jpeg::is_whole(bytes) {
        return Err(NotAPicture::Cut);
    }
    // It stands in the metadata, which goes.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| NotAPicture::Broken)?;
    if picture.width().max(picture.height()) > side {
        picture = picture.thumbnail(side, side);
    }
    picture.apply_orientation(orientation);
    encode(&picture).map_err(|_| NotAPicture::Broken)
}

fn encode(picture: &DynamicImage) -> image::ImageResult<Encoded> {
    let mut bytes = Vec::new();
    if picture.color().has_alpha() {
        picture.to_rgba8().write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png)?;
        return Ok(Encoded { content_type: "image/png", bytes });
    }
    picture.to_rgb8().write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY))?;
    Ok(Encoded { content_type: "image/jpeg", bytes })
}

#[cfg(test)]
mod tests {
    use image::{ImageEncoder, codecs::png::PngEncoder};

    use super::*;

    fn png(width: u32, height: u32, alpha: bool) -> Vec<u8> {
        let picture = DynamicImage::new_rgba8(width, height);
        let picture = if alpha { picture } else { DynamicImage::ImageRgb8(picture.to_rgb8()) };
        let mut bytes = Vec::new();
        picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).expect("it can be written");
        bytes
    }

    fn dimensions(encoded: &Encoded) -> (u32, u32) {
        let reader = ImageReader::new(Cursor::new(&encoded.bytes)).with_guessed_format().expect("it is read");
        reader.into_dimensions().expect("a picture")
    }

    #[test]
    fn a_picture_gets_small_and_keeps_its_shape() {
        for (width, height, expected) in [(2_000, 1_000, (512, 256)), (100, 50, (100, 50)), (1, 1, (1, 1))] {
            for (alpha, content_type) in [(false, "image/jpeg"), (true, "image/png")] {
                let encoded = reencode(&png(width, height, alpha), SIDE).expect("a picture");
                assert_eq!((dimensions(&encoded), encoded.content_type), (expected, content_type));
            }
        }
    }

    #[test]
    fn metadata_goes_and_what_it_says_of_up_and_down_is_done() {
        let mut bytes = Vec::new();
        let mut encoder = JpegEncoder::new(&mut bytes);
        // Exif of one entry: orientation 6, a quarter turn.
        let exif = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0secret place".to_vec();
        encoder.set_exif_metadata(exif).expect("the encoder takes it");
        encoder
            .write_image(&[9; 40 * 20 * 3], 40, 20, image::ExtendedColorType::Rgb8)
            .expect("it is written");
        assert!(contains(&bytes, b"secret"));
        let encoded = reencode(&bytes, SIDE).expect("a picture");
        assert_eq!(dimensions(&encoded), (20, 40));
        assert!(!contains(&encoded.bytes, b"secret") && !contains(&encoded.bytes, b"Exif"));
    }

    fn contains(bytes: &[u8], part: &[u8]) -> bool {
        bytes.windows(part.len()).any(|window| window == part)
    }

    #[test]
    fn what_is_no_picture_is_refused_whatever_it_claims() {
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>".as_slice();
        for bytes in [b"".as_slice(), b"<html>", svg, b"GIF89a\x01\0\x01\0\0\0\0;", b"BM"] {
            assert_eq!(reencode(bytes, SIDE).expect_err("no picture"), NotAPicture::Format);
        }
        let cut = &png(100, 100, false)[..60];
        assert_eq!(reencode(cut, SIDE).expect_err("broken"), NotAPicture::Broken);
    }

    #[test]
    fn a_small_file_of_a_huge_picture_is_not_decoded() {
        // The second has few enough pixels, each of eight bytes.
        for (side, colour, pixel) in
            [(50_000_u32, image::ExtendedColorType::Rgb8, 3), (6_000, image::ExtendedColorType::Rgba16, 8)]
        {
            let mut bytes = Vec::new();
            let encoder = PngEncoder::new(&mut bytes);
            encoder.write_image(&vec![0; pixel], 1, 1, colour).expect("it is written");
            // The header's width and height, with the checksum that belongs to them.
            bytes[16..20].copy_from_slice(&side.to_be_bytes());
            bytes[20..24].copy_from_slice(&side.to_be_bytes());
            let checksum = crc32(&bytes[12..29]);
            bytes[29..33].copy_from_slice(&checksum.to_be_bytes());
            assert_eq!(reencode(&bytes, SIDE).expect_err("huge"), NotAPicture::TooLarge);
        }
    }

    fn crc32(bytes: &[u8]) -> u32 {
        let step = |crc: u32, byte: &u8| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
                if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 }
            })
        };
        !bytes.iter().fold(u32::MAX, step)
    }
}
