//! Whose deliveries are taken in, by configuration.

use std::collections::BTreeMap;

use super::signatures::{Keys, NotKeys};

/// The key of development, known to everybody: both doors of `folio dev` take it where nothing else is configured.
pub const DEV_SECRET: &str = "whsec_Zm9saW8gZGV2ZWxvcG1lbnQsIG5vIHNlY3JldC4=";

/// The source whose events development takes with [`DEV_SECRET`].
pub const DEV_EVENT_SOURCE: &str = "https://folio-dev.invalid";

/// The keys of everybody whose deliveries are taken in.
#[derive(Debug, Default)]
pub struct Doors {
    clerk: Option<Keys>,
    sources: Sources,
}

/// The keys of the sources of events, by source.
pub(super) type Sources = BTreeMap<String, Keys>;

/// Settings that name no keys. Names the setting, and quotes nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{setting}: {expected}")]
pub struct NotDoors {
    setting: &'static str,
    expected: &'static str,
}

const CLERK: &str = "CLERK_WEBHOOK_SECRET";
const SOURCES: &str = "FOLIO_EVENT_SOURCES";

impl Doors {
    /// Reads the settings: `whsec_…,whsec_…` for Clerk, and `https://courses.example=whsec_…|whsec_…,…` for events.
    ///
    /// # Errors
    /// When a setting can't be used.
    pub fn read(clerk: Option<&str>, sources: &str) -> Result<Self, NotDoors> {
        let not_clerk = |NotKeys| NotDoors {
            setting: CLERK,
            expected: "expected whsec_… from Clerk's dashboard, or several with commas between them",
        };
        let clerk = clerk.map(|clerk| Keys::parse(clerk, ',').map_err(not_clerk)).transpose()?;
        let mut doors = Self { clerk, sources: Sources::new() };
        for entry in sources.split(',').map(str::trim).filter(|entry| !entry.is_empty()) {
            let problem = NotDoors {
                setting: SOURCES,
                expected: "expected source=whsec_… with commas between them, each source once and at most 255 characters; several keys of one source have | between them",
            };
            // A key in base64 may end in =, a source may not have one.
            let (source, keys) = entry.split_once('=').ok_or_else(|| problem.clone())?;
            let (source, keys) = (source.trim(), Keys::parse(keys, '|').map_err(|NotKeys| problem.clone())?);
            let usable = (1..=255).contains(&source.len()) && source != super::clerk::SOURCE;
            if !usable || doors.sources.insert(source.to_owned(), keys).is_some() {
                return Err(problem);
            }
        }
        Ok(doors)
    }

    pub(super) const fn clerk_keys(&self) -> Option<&Keys> {
        self.clerk.as_ref()
    }

    pub(super) const fn sources(&self) -> &Sources {
        &self.sources
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_or_named() {
        let two = format!("{DEV_SECRET},{DEV_SECRET}");
        let sources = format!("https://a.example={DEV_SECRET}|{DEV_SECRET}, urn:b={DEV_SECRET},");
        let doors = Doors::read(Some(&two), &sources).expect("they can be used");
        assert_eq!(doors.sources.keys().collect::<Vec<_>>(), ["https://a.example", "urn:b"]);
        assert!(doors.clerk.is_some() && Doors::read(None, "").expect("nothing").clerk.is_none());

        let error = Doors::read(Some("secret"), "").expect_err("no key").to_string();
        assert!(error.starts_with("CLERK_WEBHOOK_SECRET: ") && !error.contains("secret"), "{error}");
        let twice = format!("urn:a={DEV_SECRET},urn:a={DEV_SECRET}");
        for text in ["https://many.example", "https://many.example=many", "=whsec_", &twice] {
            let error = Doors::read(None, text).expect_err(text).to_string();
            assert!(error.starts_with("FOLIO_EVENT_SOURCES: ") && !error.contains("many"), "{error}");
        }
    }
}
