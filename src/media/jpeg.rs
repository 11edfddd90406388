//! Whether a JPEG file is whole. The decoder makes the best of what was cut off, as browsers do: half a photo with grey below.

/// The marker that ends a picture, and the one that begins pixels.
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;

/// Whether its end comes behind pixels. What follows the end isn't looked at: some cameras append a second picture.
/// Thumbnails in the metadata have an end of their own, which isn't this one's.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    let (mut at, mut scanned) = (0, false);
    // From one marker to the next, past what is in segments, and past pixels, in which 0xff is followed by 0.
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == 0xff)) {
        at += found + 1;
        match bytes.get(at).copied() {
            // Several of them fill up.
            Some(0xff) => {}
            // A byte of pixels; markers without a segment: a restart within pixels, the beginning.
            Some(0 | 0x01 | 0xd0..=0xd8) => at += 1,
            Some(END) => return scanned,
            Some(marker) => {
                scanned |= marker == SCAN;
                let Some(&[high, low]) = bytes.get(at + 1..at + 3) else { return false };
                at += 1 + usize::from(u16::from_be_bytes([high, low]));
            }
            None => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::is_whole;

    /// A beginning, metadata with a whole thumbnail, two scans with a stuffed byte and a restart, an end.
    const WHOLE: &[u8] = b"\xff\xd8\
        \xff\xe1\x00\x0c\xff\xd8\xff\xda\x00\x02\xff\xd9..\
        \xff\xda\x00\x04..a\xff\x00b\xff\xd0c\
        \xff\xff\xc4\x00\x03.\xff\xda\x00\x02d\xff\x00\xff\xd9";

    #[test]
    fn a_picture_is_whole_with_its_own_end_alone() {
        assert!(is_whole(WHOLE));
        for end in 0..WHOLE.len() {
            assert!(!is_whole(&WHOLE[..end]), "{end}");
        }
        assert!(is_whole(&[WHOLE, b"\xff\xd8 a second picture"].concat()));
        assert!(!is_whole(b"\xff\xd8\xff\xd9"), "there is nothing to be seen");
        assert!(!is_whole(b"\xff\xd8\xff\xda\x00\x00\xff"));
    }
}
