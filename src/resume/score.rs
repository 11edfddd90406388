//! Reading the score of a degree: a GPA, words of honour, or something that stays text.

use super::draft::Gpa;

/// What a score turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Score {
    /// A number, and how it differs from what was written, if it does.
    Gpa(Gpa, Option<&'static str>),
    /// Honours.
    Honours,
    /// Anything else, which may be as telling as a number: a grade, a number with words.
    Text,
}

/// Words by which honours are known. Anything else, `B+` for one, counts as a score: honours are shown to
/// more people than a GPA, so doubt goes to the stricter side.
const HONOURS: &[&str] = &["laude", "honours", "honors", "distinction", "merit", "class"];

pub(super) fn read(text: &str) -> Score {
    if let Some((gpa, change)) = read_gpa(text) {
        return Score::Gpa(gpa, change);
    }
    let lower = text.to_lowercase();
    let has_honours = lower.split(|c: char| !c.is_alphanumeric()).any(|word| HONOURS.contains(&word));
    if has_honours && !lower.contains(char::is_numeric) { Score::Honours } else { Score::Text }
}

fn read_gpa(text: &str) -> Option<(Gpa, Option<&'static str>)> {
    let lower = text.to_lowercase();
    let bare = lower.trim().trim_start_matches("gpa").trim_start_matches([':', ' ']);
    let bare = bare.trim_end_matches("gpa").trim();

    if let Some(percent) = bare.strip_suffix('%') {
        let gpa = Gpa::new(decimal(percent)?.hundredths, Some(10_000))?;
        return Some((gpa, Some("a percentage, read as a value out of 100")));
    }
    let (value, scale) = match bare.split_once('/').or_else(|| bare.split_once(" out of ")) {
        Some((value, scale)) => (decimal(value)?, Some(decimal(scale)?)),
        None => (decimal(bare)?, None),
    };
    let gpa = Gpa::new(value.hundredths, scale.as_ref().map(|scale| scale.hundredths))?;
    let any = |is: fn(&Decimal) -> bool| is(&value) || scale.as_ref().is_some_and(is);
    let change = if any(|number| number.rounded) {
        Some("rounded to two decimals")
    } else if any(|number| number.comma) {
        Some("a decimal comma, read as a point")
    } else {
        None
    };
    Some((gpa, change))
}

struct Decimal {
    hundredths: i32,
    rounded: bool,
    comma: bool,
}

/// A number such as `3`, `3.8`, `3.81` or `3,81`; further decimals are rounded.
fn decimal(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let comma = text.contains(',');
    let (whole, decimals) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !is_number(whole) || !is_number(decimals) {
        return None;
    }
    let digit = |index: usize| decimals.as_bytes().get(index).map_or(0, |byte| i32::from(byte - b'0'));
    let half_up = i32::from(digit(2) >= 5);
    let hundredths =
        whole.parse::<i32>().ok()?.checked_mul(100)?.checked_add(digit(0) * 10 + digit(1) + half_up)?;
    let rounded = decimals.bytes().skip(2).any(|byte| byte != b'0');
    Some(Decimal { hundredths, rounded, comma })
}

/// How an export writes a GPA: with one decimal where that is exact, as people do.
#[must_use]
pub fn written_gpa(gpa: Gpa) -> String {
    let written = |hundredths: i32| {
        let (whole, rest) = (hundredths / 100, hundredths % 100);
        if rest % 10 == 0 { format!("{whole}.{}", rest / 10) } else { format!("{whole}.{rest:02}") }
    };
    let value = written(gpa.value_hundredths());
    gpa.scale_hundredths().map_or_else(|| value.clone(), |scale| format!("{value}/{}", written(scale)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gpa(value: i32, scale: Option<i32>) -> Gpa {
        Gpa::new(value, scale).unwrap()
    }

    #[test]
    fn numbers() {
        for (text, value, scale, changed) in [
            ("3.81/4.0", 381, Some(400), false),
            ("3.81 / 4", 381, Some(400), false),
            ("3.5 out of 4.0", 350, Some(400), false),
            ("GPA: 3.5/4.0", 350, Some(400), false),
            ("3.5 GPA", 350, None, false),
            ("4.0", 400, None, false),
            ("0", 0, None, false),
            ("4,0", 400, None, true),
            ("3.815", 382, None, true),
            ("3.8100", 381, None, false),
            ("85%", 8_500, Some(10_000), true),
            ("1000", 100_000, None, false),
        ] {
            match read(text) {
                Score::Gpa(read, change) => {
                    assert_eq!((read, change.is_some()), (gpa(value, scale), changed), "{text}");
                }
                other => panic!("{text} gave {other:?}"),
            }
        }
    }

    #[test]
    fn words() {
        for honours in ["First Class", "cum laude", "With Honors", "distinction"] {
            assert_eq!(read(honours), Score::Honours, "{honours}");
        }
        for text in [
            "B+",
            "A",
            "2:1",
            "3.8 (cum laude)",
            "4.2/4.0",
            "3/0",
            "-1",
            "1001",
            "99999999999",
            "3.",
            ".5",
            "1,234.5",
            "classic",
            "120%",
        ] {
            assert_eq!(read(text), Score::Text, "{text}");
        }
    }

    #[test]
    fn a_gpa_is_written_with_its_scale() {
        assert_eq!(gpa(381, Some(400)).to_string(), "3.81/4.00");
        assert_eq!(gpa(5, None).to_string(), "0.05");
    }
}
