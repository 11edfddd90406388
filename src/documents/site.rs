//! Where the profiles' pages are: on the site that shows them, which isn't this server.

use std::str::FromStr;

use url::{Position, Url};

/// The place of the address's last part in the setting.
const SLUG: &str = "{slug}";

/// The addresses of profiles' pages, made of a pattern: `https://www.example.com/people/{slug}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    before: String,
    after: String,
    origin: String,
}

/// A pattern that addresses of pages can't be made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected an address with {SLUG} in its path, as https://www.example.com/people/{SLUG}")]
pub struct NotASite;

impl FromStr for Site {
    type Err = NotASite;

    fn from_str(pattern: &str) -> Result<Self, NotASite> {
        let (before, after) = pattern.trim().split_once(SLUG).ok_or(NotASite)?;
        let parse = |slug: &str| Url::parse(&format!("{before}{slug}{after}")).map_err(|_| NotASite);
        let (url, other) = (parse("some-body")?, parse("any-body")?);
        let plain = matches!(url.scheme(), "http" | "https")
            && url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none()
            // The slug is in the path, and nothing was written in another way than the standard's.
            && url[..Position::BeforePath] == other[..Position::BeforePath]
            && url.as_str() == format!("{before}some-body{after}")
            && !after.contains(['{', '}']);
        let origin = url[..Position::BeforePath].to_owned();
        plain.then(|| Self { before: before.to_owned(), after: after.to_owned(), origin }).ok_or(NotASite)
    }
}

impl Site {
    /// The address of a profile's page.
    #[must_use]
    pub fn profile(&self, slug: &str) -> String {
        format!("{}{slug}{}", self.before, self.after)
    }

    /// The address of a path of the site.
    #[must_use]
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_makes_addresses_or_is_refused() {
        let site: Site = "https://www.example.com/people/{slug}".parse().expect("it is a pattern");
        assert_eq!(site.profile("maya-okonkwo"), "https://www.example.com/people/maya-okonkwo");
        assert_eq!(site.at("/sitemap.xml"), "https://www.example.com/sitemap.xml");
        let site: Site = "http://localhost:3000/{slug}/profile".parse().expect("it is a pattern");
        assert_eq!(site.profile("ada"), "http://localhost:3000/ada/profile");
        assert_eq!(site.at("/x"), "http://localhost:3000/x");
        for refused in [
            "",
            "https://www.example.com/people/",
            "{slug}",
            "/people/{slug}",
            "ftp://example.com/{slug}",
            "https://{slug}.example.com/",
            "https://u:p@example.com/{slug}",
            "https://example.com/?q={slug}",
            "https://example.com/#{slug}",
            "https://example.com/{slug}?a=b",
            "https://example.com/{slug}/{slug}",
            "https://example.com/a b/{slug}",
        ] {
            assert_eq!(refused.parse::<Site>(), Err(NotASite), "{refused}");
        }
    }
}
