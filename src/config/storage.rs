//! The settings of where files are kept.

use std::net::SocketAddr;

use super::{Config, expected::expected, problems::is_site};
use crate::media::{Hosts, MediaSettings, S3Settings, StoreSettings};

impl Config {
    /// How files are kept and shown.
    #[must_use]
    pub fn media(&self) -> MediaSettings {
        self.media_at(self.folio_listen)
    }

    /// The same for a server that has got this address, which may be another than was asked for: of port 0 it is any.
    #[must_use]
    pub fn media_at(&self, address: SocketAddr) -> MediaSettings {
        MediaSettings {
            store: self.store(),
            public_url: self.folio_public_url.clone().unwrap_or_else(|| format!("http://{address}")),
            hosts: Hosts::parse(&self.folio_photo_hosts).unwrap_or_default(),
        }
    }

    fn store(&self) -> StoreSettings {
        let Some((bucket, prefix)) = self.folio_media_url.as_deref().and_then(bucket) else {
            let directory = self.folio_media_dir.clone();
            return StoreSettings::Directory(directory.unwrap_or_else(|| self.folio_home.join("media")));
        };
        let credentials = self.folio_media_s3_key_id.clone().zip(self.folio_media_s3_secret.clone());
        StoreSettings::S3(S3Settings {
            bucket,
            prefix,
            endpoint: self.folio_media_s3_endpoint.clone(),
            region: self.folio_media_s3_region.clone(),
            credentials,
        })
    }
}

/// The bucket and the prefix of `s3://bucket/prefix`.
fn bucket(url: &str) -> Option<(String, String)> {
    let (bucket, prefix) = url.strip_prefix("s3://")?.split_once('/').unwrap_or((&url[5..], ""));
    let named = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
    let good = (3..=63).contains(&bucket.len()) && bucket.chars().all(named);
    let prefix = prefix.trim_end_matches('/');
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    (good && prefix.chars().all(plain)).then(|| (bucket.to_owned(), prefix.to_owned()))
}

/// What can't work: a line each, with the setting's name and what would be accepted. No value is quoted.
pub(super) fn problems(config: &Config) -> impl Iterator<Item = String> {
    let Config { folio_media_url, folio_media_s3_endpoint, folio_media_s3_region, .. } = config;
    let halves = (config.folio_media_s3_key_id.is_some(), config.folio_media_s3_secret.is_some());
    [
        ("FOLIO_MEDIA_URL", folio_media_url.as_deref().is_some_and(|url| bucket(url).is_none())),
        ("FOLIO_MEDIA_S3_ENDPOINT", folio_media_s3_endpoint.as_deref().is_some_and(|url| !is_site(url))),
        (
            "FOLIO_MEDIA_S3_REGION",
            !folio_media_s3_region.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'),
        ),
        ("FOLIO_MEDIA_S3_KEY_ID", halves == (false, true)),
        ("FOLIO_MEDIA_S3_SECRET", halves == (true, false)),
    ]
    .into_iter()
    .filter(|(_, wrong)| *wrong)
    .map(|(setting, _)| format!("{setting}: {}", expected(setting)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_in_a_directory_or_in_a_bucket() {
        let config = Config::default();
        assert!(matches!(config.media().store, StoreSettings::Directory(_)));
        let config = Config {
            folio_media_url: Some("s3://folio-media/a/b/".to_owned()),
            folio_media_s3_key_id: Some("id".to_owned()),
            folio_media_s3_secret: Some("secret".to_owned()),
            ..Config::default()
        };
        assert_eq!(problems(&config).count(), 0);
        let StoreSettings::S3(bucket) = config.media().store else { panic!("a bucket") };
        assert_eq!((bucket.bucket.as_str(), bucket.prefix.as_str()), ("folio-media", "a/b"));
        assert!(!format!("{bucket:?} {config:?}").contains("secret"));
    }

    #[test]
    fn what_can_not_work_is_named() {
        for url in ["folio-media", "s3://", "s3://x", "https://bucket", "s3://Bucket", "s3://bucket/a b"] {
            let config = Config { folio_media_url: Some(url.to_owned()), ..Config::default() };
            let found: Vec<String> = problems(&config).collect();
            assert!(found[0].starts_with("FOLIO_MEDIA_URL: expected"), "{found:?}");
        }
        let half = Config { folio_media_s3_secret: Some("half".to_owned()), ..Config::default() };
        let found: Vec<String> = problems(&half).collect();
        assert!(found[0].starts_with("FOLIO_MEDIA_S3_KEY_ID") && !found[0].contains("half"), "{found:?}");
    }
}
