//! Comma-separated values as RFC 4180 has them, and a little looser: line ends of all kinds, a byte order mark, quotes in
//! the middle of a field.

/// The most rows of a file, its head among them.
pub(super) const MAX_ROWS: usize = 2_000;
/// The most fields of a row.
pub(super) const MAX_FIELDS: usize = 100;

/// Why a text isn't a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum CsvError {
    /// A quote that isn't closed.
    #[error("a quoted field that begins on line {line} doesn't end")]
    Unclosed {
        /// Where it begins, from 1.
        line: usize,
    },
    /// More rows than [`MAX_ROWS`].
    #[error("has more than {MAX_ROWS} rows")]
    TooManyRows,
    /// More fields in a row than [`MAX_FIELDS`].
    #[error("has more than {MAX_FIELDS} fields on line {line}")]
    TooManyFields {
        /// Where, from 1.
        line: usize,
    },
}

/// The rows, each with its fields as they are meant. Blank lines are none.
pub(super) fn rows(text: &str) -> Result<Vec<Vec<String>>, CsvError> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut reader = Reader { characters: text.chars().peekable(), line: 1 };
    let mut rows = Vec::new();
    while reader.characters.peek().is_some() {
        let row = reader.row()?;
        if row.iter().any(|field| !field.trim().is_empty()) {
            if rows.len() >= MAX_ROWS {
                return Err(CsvError::TooManyRows);
            }
            rows.push(row);
        }
    }
    Ok(rows)
}

struct Reader<'a> {
    characters: std::iter::Peekable<std::str::Chars<'a>>,
    line: usize,
}

/// What stands after a field.
enum After {
    Field,
    Row,
}

impl Reader<'_> {
    fn row(&mut self) -> Result<Vec<String>, CsvError> {
        let mut row = Vec::new();
        loop {
            if row.len() >= MAX_FIELDS {
                return Err(CsvError::TooManyFields { line: self.line });
            }
            let (field, after) = if self.characters.next_if_eq(&'"').is_some() {
                self.quoted()?
            } else {
                self.plain(String::new())
            };
            row.push(field);
            if matches!(after, After::Row) {
                return Ok(row);
            }
        }
    }

    /// The rest of a field that isn't quoted, and of one after its closing quote.
    fn plain(&mut self, mut field: String) -> (String, After) {
        while let Some(character) = self.characters.next() {
            match character {
                ',' => return (field, After::Field),
                '\r' | '\n' => {
                    self.end_line(character);
                    return (field, After::Row);
                }
                other => field.push(other),
            }
        }
        (field, After::Row)
    }

    fn quoted(&mut self) -> Result<(String, After), CsvError> {
        let (mut field, begun) = (String::new(), self.line);
        while let Some(character) = self.characters.next() {
            match character {
                '"' if self.characters.next_if_eq(&'"').is_some() => field.push('"'),
                '"' => return Ok(self.plain(field)),
                '\r' | '\n' => {
                    self.end_line(character);
                    field.push('\n');
                }
                other => field.push(other),
            }
        }
        Err(CsvError::Unclosed { line: begun })
    }

    fn end_line(&mut self, character: char) {
        self.line += 1;
        if character == '\r' {
            let _ = self.characters.next_if_eq(&'\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Vec<String>> {
        rows(text).expect("it is a table")
    }

    #[test]
    fn tables_as_they_are_written() {
        assert_eq!(read("a,b\r\n1,2\r\n"), [["a", "b"], ["1", "2"]]);
        assert_eq!(read("\u{FEFF}a,b\r1,2\n\n\n3,"), [["a", "b"], ["1", "2"], ["3", ""]]);
        assert_eq!(
            read("\"a,\"\"b\"\"\",\"two\r\nlines\"\nx,y z"),
            [["a,\"b\"", "two\nlines"], ["x", "y z"]]
        );
        assert_eq!(read("a \"b\" c,\"d\"e"), [["a \"b\" c", "de"]]);
        assert_eq!(read("one"), [["one"]]);
        assert!(read("").is_empty() && read("\n,,\n  \n").is_empty());
    }

    #[test]
    fn what_is_no_table_says_where() {
        assert_eq!(rows("a\nb,\"c\nd"), Err(CsvError::Unclosed { line: 2 }));
        assert_eq!(rows(&"x\n".repeat(MAX_ROWS + 1)), Err(CsvError::TooManyRows));
        assert_eq!(rows(&format!("a\n{}", ",".repeat(MAX_FIELDS))), Err(CsvError::TooManyFields { line: 2 }));
        assert_eq!(rows(&"x\n".repeat(MAX_ROWS)).expect("a table").len(), MAX_ROWS);
    }
}
