//! What can be known of a document from its bytes, before the parser sees it.

/// What the scan measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Scan {
    /// Deepest nesting of `{`, `[` and `(`.
    pub(super) depth: usize,
    /// Lexical tokens, as the GraphQL grammar counts them.
    pub(super) tokens: usize,
}

/// Why the scan stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ScanError {
    /// More nesting than allowed.
    TooDeep,
    /// More tokens than allowed.
    TooManyTokens,
    /// A string is not closed; the offset is where it begins.
    ///
    /// Besides being an error anyway, this must not reach the parser: its grammar reads an unclosed `"""` as an
    /// empty string and goes on, so that brackets which the scan took for text would count after all.
    UnclosedString(usize),
}

/// Walks over the document once, without recursion, and stops at the first limit that is passed.
pub(super) fn scan(source: &str, max_depth: usize, max_tokens: usize) -> Result<Scan, ScanError> {
    let bytes = source.as_bytes();
    let mut found = Scan::default();
    let (mut at, mut depth) = (0, 0usize);
    while let Some(&byte) = bytes.get(at) {
        let next = match byte {
            b' ' | b'\t' | b'\n' | b'\r' | b',' => {
                at += 1;
                continue;
            }
            b'#' => {
                at = end_of_comment(bytes, at);
                continue;
            }
            b'"' => end_of_string(bytes, at).ok_or(ScanError::UnclosedString(at))?,
            b'{' | b'[' | b'(' => {
                depth += 1;
                found.depth = found.depth.max(depth);
                at + 1
            }
            b'}' | b']' | b')' => {
                depth = depth.saturating_sub(1);
                at + 1
            }
            b'.' if bytes[at..].starts_with(b"...") => at + 3,
            b'0'..=b'9' | b'-' => end_of(bytes, at + 1, is_number_byte),
            _ if is_name_byte(byte) => end_of(bytes, at + 1, is_name_byte),
            _ => at + 1,
        };
        found.tokens += 1;
        if depth > max_depth {
            return Err(ScanError::TooDeep);
        }
        if found.tokens > max_tokens {
            return Err(ScanError::TooManyTokens);
        }
        at = next;
    }
    Ok(found)
}

fn is_name_byte(byte: u8) -> bool {
    byte == b'_' || byte.is_ascii_alphanumeric()
}

fn is_number_byte(byte: u8) -> bool {
    is_name_byte(byte) || matches!(byte, b'.' | b'+' | b'-')
}

fn end_of(bytes: &[u8], from: usize, belongs: impl Fn(u8) -> bool) -> usize {
    bytes[from..].iter().position(|b| !belongs(*b)).map_or(bytes.len(), |n| from + n)
}

fn end_of_comment(bytes: &[u8], from: usize) -> usize {
    end_of(bytes, from, |b| b != b'\n' && b != b'\r')
}

/// The offset after the string that begins at `from`, or `None` if it never ends.
fn end_of_string(bytes: &[u8], from: usize) -> Option<usize> {
    if bytes[from..].starts_with(br#"""""#) {
        return end_of_block_string(bytes, from + 3);
    }
    let mut at = from + 1;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\n' | b'\r' => return None,
            // A line can't be continued: an escaped line end is met, and refused, in the next round.
            b'\\' if !matches!(bytes.get(at + 1), Some(b'\n' | b'\r')) => at += 2,
            _ => at += 1,
        }
    }
}

fn end_of_block_string(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
        if rest.starts_with(br#"""""#) {
            return Some(at + 3);
        }
        at += if rest.starts_with(br#"\""""#) { 4 } else { 1 };
    }
}
