//! What writes values that can be recognised.

use std::sync::atomic::{AtomicU32, Ordering};

use chrono::{DateTime, NaiveDate, Utc};

use super::Sentinel;

/// Writes values that nobody wrote before, and notes them.
pub(super) struct Pen {
    pub(super) table: &'static str,
    pub(super) item: Option<usize>,
    pub(super) written: Vec<Sentinel>,
}

impl Pen {
    pub(super) fn new() -> Self {
        Self { table: "", item: None, written: Vec::new() }
    }

    pub(super) fn begin(&mut self, table: &'static str, index: usize) {
        (self.table, self.item) = (table, Some(index));
    }

    pub(super) fn note(&mut self, column: &'static str, needle: impl Into<String>) {
        self.written.push(Sentinel { table: self.table, column, item: self.item, needle: needle.into() });
    }

    /// Never the same twice in a process.
    fn next() -> u32 {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        NEXT.fetch_add(1, Ordering::Relaxed)
    }

    pub(super) fn word(&mut self, column: &'static str) -> String {
        let word = format!("{column}-zq{}qz", Self::next());
        self.note(column, &word);
        word
    }

    pub(super) fn text(&mut self, column: &'static str) -> Option<String> {
        Some(self.word(column))
    }

    pub(super) fn address(&mut self, column: &'static str) -> Option<String> {
        Some(format!("https://{}.example/", self.word(column).replace('_', "-")))
            .inspect(|address| self.written.last_mut().expect("just noted").needle.clone_from(address))
    }

    /// Few letters are found only between quotes, since ids are random letters too; and no word of ours begins so.
    pub(super) fn letters(&mut self, column: &'static str, beginning: &str) -> String {
        let written = self.written.iter().filter(|sentinel| sentinel.needle.starts_with("\"Q")).count();
        let last = char::from(b'A' + u8::try_from(written).expect("few are written"));
        let letters = format!("{beginning}{last}");
        self.note(column, format!("\"{letters}\""));
        letters
    }

    pub(super) fn number(&mut self, column: &'static str) -> i64 {
        let number = 918_273_000_000 + i64::from(Self::next());
        self.note(column, number.to_string());
        number
    }

    pub(super) fn place(&mut self, column: &'static str) -> i32 {
        let place = 1_918_200_000 + i32::try_from(Self::next()).expect("few values are written");
        self.note(column, place.to_string());
        place
    }

    pub(super) fn hundredths(&mut self, column: &'static str) -> i32 {
        let hundredths = 100_000 + i32::try_from(Self::next() % 900_000).expect("below a million");
        self.note(column, format!("\"{}.{:02}\"", hundredths / 100, hundredths % 100));
        hundredths
    }

    /// A day of the last century, so that it is before every end, however many days this process has written.
    pub(super) fn day(&mut self, column: &'static str) -> NaiveDate {
        static WRITTEN: AtomicU32 = AtomicU32::new(0);
        self.date(column, 1900, WRITTEN.fetch_add(1, Ordering::Relaxed) % 36_500)
    }

    /// A day of this one that is over.
    pub(super) fn end(&mut self, column: &'static str) -> NaiveDate {
        static WRITTEN: AtomicU32 = AtomicU32::new(0);
        self.date(column, 2000, WRITTEN.fetch_add(1, Ordering::Relaxed) % 9_000)
    }

    fn date(&mut self, column: &'static str, century: i32, days: u32) -> NaiveDate {
        let first = NaiveDate::from_ymd_opt(century, 1, 1).expect("a day");
        let day = first + chrono::Days::new(days.into());
        self.note(column, format!("\"{day}\""));
        day
    }

    pub(super) fn time(&mut self, column: &'static str) -> DateTime<Utc> {
        self.moment(column, 86_400 * 365 * 5)
    }

    pub(super) fn time_to_come(&mut self, column: &'static str) -> DateTime<Utc> {
        self.moment(column, 86_400 * 365 * 200)
    }

    fn moment(&mut self, column: &'static str, after: i64) -> DateTime<Utc> {
        let time = DateTime::from_timestamp(after + i64::from(Self::next()), 0).expect("a time");
        self.note(column, time.format("%Y-%m-%dT%H:%M:%S").to_string());
        time
    }
}
