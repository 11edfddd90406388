//! Input, checked field by field: every problem is found, each with the path of its field.

use async_graphql::MaybeUndefined;
use chrono::NaiveDate;
use folio_db::{CivilDate, civil_date};

use super::user_error::{UserError, UserErrorCode};
use crate::{
    graphql::scalar::PartialDate,
    text::{TextError, TextRule, WebUrl},
};

/// The problems found so far, and where in the arguments the next one would be.
///
/// A field that the client left out leaves its slot as it is; null empties it; a value that is refused leaves it, too,
/// and is noted.
#[derive(Debug)]
pub struct Checks {
    path: Vec<String>,
    errors: Vec<UserError>,
}

impl Checks {
    /// Checks of what hangs off this argument.
    #[must_use]
    pub fn of(argument: &str) -> Self {
        Self { path: vec![argument.to_owned()], errors: Vec::new() }
    }

    /// The problems that were found.
    #[must_use]
    pub fn finish(self) -> Vec<UserError> {
        self.errors
    }

    /// Notes a problem at a field.
    pub fn refuse(&mut self, field: &str, code: UserErrorCode, message: impl Into<String>) {
        let mut path = self.path.clone();
        path.push(field.to_owned());
        self.errors.push(UserError { code, message: message.into(), path, conflict: None });
    }

    /// Checks what hangs off a field of this one.
    pub fn within(&mut self, field: &str, check: impl FnOnce(&mut Self)) {
        self.path.push(field.to_owned());
        check(self);
        self.path.pop();
    }

    /// A text that may be absent; nothing but white space is absent.
    pub fn text(
        &mut self,
        field: &str,
        rule: &TextRule,
        input: &MaybeUndefined<String>,
        slot: &mut Option<String>,
    ) {
        match input {
            MaybeUndefined::Undefined => {}
            MaybeUndefined::Null => *slot = None,
            MaybeUndefined::Value(text) => match rule.optional(text) {
                Ok(text) => *slot = text,
                Err(error) => self.refuse_text(field, error),
            },
        }
    }

    /// A text that must be there.
    pub fn required_text(
        &mut self,
        field: &str,
        rule: &TextRule,
        input: &MaybeUndefined<String>,
        slot: &mut String,
    ) {
        match input {
            MaybeUndefined::Undefined if slot.is_empty() => self.refuse_text(field, TextError::Empty),
            MaybeUndefined::Undefined => {}
            MaybeUndefined::Null => self.refuse_text(field, TextError::Empty),
            MaybeUndefined::Value(text) => match rule.required(text) {
                Ok(text) => *slot = text,
                Err(error) => self.refuse_text(field, error),
            },
        }
    }

    /// An http or https address that may be absent.
    pub fn web_url(&mut self, field: &str, input: &MaybeUndefined<String>, slot: &mut Option<String>) {
        match input {
            MaybeUndefined::Undefined => {}
            MaybeUndefined::Null => *slot = None,
            MaybeUndefined::Value(text) if text.trim().is_empty() => *slot = None,
            MaybeUndefined::Value(text) => match text.parse::<WebUrl>() {
                Ok(url) => *slot = Some(url.into()),
                Err(error) => self.refuse(field, UserErrorCode::Invalid, error.to_string()),
            },
        }
    }

    /// An http or https address that must be there.
    pub fn required_web_url(&mut self, field: &str, input: &MaybeUndefined<String>, slot: &mut String) {
        match input {
            MaybeUndefined::Undefined if !slot.is_empty() => {}
            MaybeUndefined::Value(text) if !text.trim().is_empty() => match text.parse::<WebUrl>() {
                Ok(url) => *slot = url.into(),
                Err(error) => self.refuse(field, UserErrorCode::Invalid, error.to_string()),
            },
            _ => self.refuse(field, UserErrorCode::Required, "an http or https address is needed"),
        }
    }

    /// A list of texts; null is the empty list, and blank entries are refused.
    pub fn texts(
        &mut self,
        field: &str,
        rule: &TextRule,
        most: usize,
        input: &MaybeUndefined<Vec<String>>,
        slot: &mut Vec<String>,
    ) {
        self.list(field, most, input, slot, |text| rule.required(text).map_err(of_text));
    }

    /// A list of http or https addresses.
    pub fn web_urls(
        &mut self,
        field: &str,
        most: usize,
        input: &MaybeUndefined<Vec<String>>,
        slot: &mut Vec<String>,
    ) {
        self.list(field, most, input, slot, |text| match text.parse::<WebUrl>() {
            Ok(url) => Ok(url.into()),
            Err(error) => Err((UserErrorCode::Invalid, error.to_string())),
        });
    }

    fn list(
        &mut self,
        field: &str,
        most: usize,
        input: &MaybeUndefined<Vec<String>>,
        slot: &mut Vec<String>,
        check: impl Fn(&str) -> Result<String, (UserErrorCode, String)>,
    ) {
        let given = match input {
            MaybeUndefined::Undefined => return,
            MaybeUndefined::Null => &[][..],
            MaybeUndefined::Value(texts) => texts,
        };
        if given.len() > most {
            let message = format!("has {} entries; at most {most} are accepted", given.len());
            return self.refuse(field, UserErrorCode::TooMany, message);
        }
        let mut kept = Vec::with_capacity(given.len());
        self.within(field, |checks| {
            for (index, text) in given.iter().enumerate() {
                match check(text) {
                    Ok(text) => kept.push(text),
                    Err((code, message)) => checks.refuse(&index.to_string(), code, message),
                }
            }
        });
        *slot = kept;
    }

    /// A civil date that may be absent, into the two columns that hold one. Gives it back as it is kept; one that is
    /// refused is none.
    pub fn date(
        &mut self,
        field: &str,
        input: &MaybeUndefined<PartialDate>,
        day: &mut Option<NaiveDate>,
        precision: &mut Option<String>,
    ) -> Option<CivilDate> {
        let date = match input {
            MaybeUndefined::Undefined => return CivilDate::of_columns(*day, precision.as_deref()),
            MaybeUndefined::Null => None,
            MaybeUndefined::Value(PartialDate(Ok(date))) => Some(*date),
            MaybeUndefined::Value(PartialDate(Err(error))) => {
                self.refuse(field, UserErrorCode::Invalid, error.to_string());
                return None;
            }
        };
        (*day, *precision) = civil_date::columns(date);
        date
    }

    /// A beginning and an end: the end isn't before the beginning.
    pub fn interval(&mut self, end_field: &str, start: Option<CivilDate>, end: Option<CivilDate>) {
        if let (Some(start), Some(end)) = (start, end)
            && !start.is_not_after(end)
        {
            self.refuse(end_field, UserErrorCode::Invalid, "must not be before the start");
        }
    }

    fn refuse_text(&mut self, field: &str, error: TextError) {
        let (code, message) = of_text(error);
        self.refuse(field, code, message);
    }
}

fn of_text(error: TextError) -> (UserErrorCode, String) {
    let code = match error {
        TextError::Empty => UserErrorCode::Required,
        TextError::TooLong { .. } => UserErrorCode::TooLong,
        TextError::Forbidden { .. } => UserErrorCode::ForbiddenCharacter,
    };
    (code, error.to_string())
}
