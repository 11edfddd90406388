//! What crawlers and signed-out visitors get by plain HTTP. Whoever asks is answered as the anonymous: no credentials are
//! looked at.

use folio_db::{Db, DbResult, pages};

use super::{cache_tags, disclosed::Disclosed, json_ld, site::Site, sitemap};
use crate::{accounts::Viewer, profile, text::Slug};

/// A file of the public's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublicFile {
    /// The JSON-LD of the profile at this address.
    JsonLd(String),
    /// The index of the sitemaps.
    SitemapIndex,
    /// The sitemap of this number, from 1.
    Sitemap(u64),
    /// The rules for crawlers.
    Robots,
}

/// What is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublicAnswer {
    /// The file.
    Text {
        /// Its media type.
        content_type: &'static str,
        /// What is in it.
        text: String,
        /// By what it is found again where it is kept.
        tags: Vec<String>,
    },
    /// The profile has another address now.
    Moved {
        /// The last part of it.
        slug: String,
        /// As above.
        tags: Vec<String>,
    },
}

/// Answers with a file; `None` is as for one that never was.
///
/// # Errors
/// When the database fails.
pub async fn answer(db: &Db, site: Option<&Site>, file: PublicFile) -> DbResult<Option<PublicAnswer>> {
    let xml = |text| PublicAnswer::Text {
        content_type: "application/xml; charset=utf-8",
        text,
        tags: vec![cache_tags::LISTED.to_owned()],
    };
    Ok(match (file, site) {
        (PublicFile::JsonLd(slug), site) => json_ld(db, site, slug).await?,
        (PublicFile::Robots, site) => {
            let text = sitemap::robots(site);
            Some(PublicAnswer::Text { content_type: "text/plain; charset=utf-8", text, tags: Vec::new() })
        }
        (PublicFile::SitemapIndex, Some(site)) => Some(xml(sitemap::index(db, site).await?)),
        (PublicFile::Sitemap(number), Some(site)) => sitemap::sitemap(db, site, number).await?.map(xml),
        (PublicFile::SitemapIndex | PublicFile::Sitemap(_), None) => None,
    })
}

async fn json_ld(db: &Db, site: Option<&Site>, slug: String) -> DbResult<Option<PublicAnswer>> {
    if !Slug::is_well_formed(&slug) {
        return Ok(None);
    }
    let found = pages::by_slugs(&db.conn().await?, std::slice::from_ref(&slug)).await?;
    let found = pages::addressed_from_tables(db, found).await?;
    let Some(page) = found.get(&slug).filter(|page| page.is_indexable()) else { return Ok(None) };
    let Some(access) = profile::access(page, &Viewer::ANONYMOUS) else { return Ok(None) };
    let disclosed = Disclosed::of(&access, page)?;
    let tags = vec![cache_tags::of_profile(page.profile_id)];
    // A profile that search engines may list has an address that is shown.
    Ok(match &disclosed.slug {
        Some(present) if *present == slug => Some(PublicAnswer::Text {
            content_type: "application/ld+json; charset=utf-8",
            text: json_ld::profile_page(&disclosed, site),
            tags,
        }),
        Some(present) => Some(PublicAnswer::Moved { slug: present.clone(), tags }),
        None => None,
    })
}
