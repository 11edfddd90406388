//! What would be accepted, for each setting that can be refused.

use super::limits;

/// What a message about this setting ends with.
pub(super) fn expected(setting: &str) -> &'static str {
    match setting {
        "FOLIO_PHOTO_HOSTS" => "expected names of hosts with commas between them, as img.clerk.com",
        "FOLIO_MEDIA_URL" => {
            "expected s3:// and a bucket, with a prefix or without, as s3://folio-media/production"
        }
        "FOLIO_MEDIA_S3_ENDPOINT" => {
            "expected https:// and the name of a host, as https://minio.example.com; http:// on this machine alone"
        }
        "FOLIO_MEDIA_S3_REGION" => "expected the name of a region, as eu-central-1",
        "FOLIO_MEDIA_S3_KEY_ID" => "expected the id of an access key, together with FOLIO_MEDIA_S3_SECRET",
        "FOLIO_MEDIA_S3_SECRET" => {
            "expected the secret of an access key, together with FOLIO_MEDIA_S3_KEY_ID"
        }
        "FOLIO_PUBLIC_URL" => "expected https:// and the name of a host, as https://api.example.com",
        "FOLIO_PROFILE_URL" => {
            "expected an address with {slug} in its path, as https://www.example.com/people/{slug}"
        }
        "FOLIO_LISTEN" | "FOLIO_METRICS_LISTEN" => "expected an address and a port, as 127.0.0.1:8080",
        "FOLIO_TRUSTED_PROXIES" => "expected a text of addresses and networks, as 10.0.0.0/8,192.0.2.7",
        "FOLIO_USER_RATE" | "FOLIO_ADDRESS_RATE" | "FOLIO_ADDRESS_CONNECTIONS" => {
            "expected a whole number from 0, which is without limit"
        }
        "FOLIO_USER_BURST" | "FOLIO_ADDRESS_BURST" => limits::BURST,
        "FOLIO_DATABASE_MAX_CONNECTIONS" | "FOLIO_WORKER_JOBS" => "expected a number from 1",
        "FOLIO_WORKER_LEASE_SECONDS" => "expected a number of seconds from 3 to 3600",
        "FOLIO_FEED_RETENTION_DAYS" => "expected a number of days from 1 to 3650",
        "FOLIO_EXTRACTOR_TIMEOUT_SECONDS" => "expected a number of seconds from 1 to 100",
        "FOLIO_EXTRACTOR_MAX_CHARACTERS" => "expected a number from 100 to 200000",
        "FOLIO_EXTRACTOR_MAX_TOKENS" => "expected a number from 100 to 100000",
        "FOLIO_EXTRACTOR_TOKEN_LIMIT" => "expected max_tokens or max_completion_tokens",
        "FOLIO_EXTRACTOR_DAILY_CALLS" => "expected a number from 0, which is none, to 1000000000",
        "FOLIO_EXTRACTOR_DAILY_CALLS_PER_PROFILE" => "expected a number from 0, which is none, to 10000",
        "FOLIO_LOG_FORMAT" => "expected text or json",
        "FOLIO_PROFILE_READS" => "expected snapshot, tables, or tables= and a percentage, as tables=25",
        "FOLIO_HASH_KEY" => "expected 64 hexadecimal digits, as `openssl rand -hex 32` makes them",
        _ => "expected a text",
    }
}
