//! Sitemaps (sitemaps.org): the addresses of the profiles that search engines may list.
//!
//! Without `lastmod`: when a profile was changed would tell of hidden edits.

use std::fmt::Write as _;

use folio_db::{Db, DbResult, listed};

use super::site::Site;

/// The addresses in one sitemap: a fifth of what the protocol allows, so that one is made in a moment.
pub const PER_SITEMAP: u64 = 10_000;
/// The most sitemaps of an index, by the protocol.
const MOST_SITEMAPS: u64 = 50_000;

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The index of all sitemaps.
pub(super) async fn index(db: &Db, site: &Site) -> DbResult<String> {
    let profiles = listed::count(&db.conn().await?).await?;
    let sitemaps = profiles.div_ceil(PER_SITEMAP).min(MOST_SITEMAPS);
    let mut xml = format!("{XML}<sitemapindex xmlns=\"{NAMESPACE}\">\n");
    for number in 1..=sitemaps {
        let address = escaped(&site.at(&format!("/sitemaps/{number}.xml")));
        let _ = writeln!(xml, "<sitemap><loc>{address}</loc></sitemap>");
    }
    xml.push_str("</sitemapindex>\n");
    Ok(xml)
}

/// The sitemap of this number, from 1; `None` beyond the last one.
pub(super) async fn sitemap(db: &Db, site: &Site, number: u64) -> DbResult<Option<String>> {
    let Some(before) = number.checked_sub(1).filter(|before| *before < MOST_SITEMAPS) else {
        return Ok(None);
    };
    let as_bound = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
    let (offset, limit) = (as_bound(before * PER_SITEMAP), as_bound(PER_SITEMAP));
    let slugs = listed::slugs(&db.conn().await?, offset, limit).await?;
    if slugs.is_empty() {
        return Ok(None);
    }
    let mut xml = format!("{XML}<urlset xmlns=\"{NAMESPACE}\">\n");
    for slug in slugs {
        let _ = writeln!(xml, "<url><loc>{}</loc></url>", escaped(&site.profile(&slug)));
    }
    xml.push_str("</urlset>\n");
    Ok(Some(xml))
}

/// The rules for crawlers. Without a site there is nothing here for them.
pub(super) fn robots(site: Option<&Site>) -> String {
    match site {
        Some(site) => {
            format!("User-agent: *\nDisallow: /graphql\n\nSitemap: {}\n", site.at("/sitemap.xml"))
        }
        None => "User-agent: *\nDisallow: /\n".to_owned(),
    }
}

/// A text for XML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&apos;")
}
