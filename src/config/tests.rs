use super::*;

#[test]
fn production_names_each_missing_setting() {
    let problems = Config::default().production_problems();
    let names: Vec<&str> = problems.iter().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(
        names,
        [
            "DATABASE_URL",
            "FOLIO_HASH_KEY",
            "CLERK_ISSUER",
            "CLERK_JWKS_URL",
            "CLERK_AUTHORIZED_PARTIES",
            "CLERK_SECRET_KEY",
            "CLERK_WEBHOOK_SECRET"
        ]
    );
}

fn read(toml: &str) -> Result<Config, String> {
    Config::read(&Figment::new().merge(Toml::string(toml))).map_err(|error| error.to_string())
}

#[test]
fn a_blank_value_is_no_value() {
    let config = read("clerk_issuer = ' '\nfolio_home = ''\nfolio_listen = ''\nfolio_log = 'debug'").unwrap();
    assert_eq!(config.clerk_issuer, None);
    assert_eq!(config.folio_home, Config::default().folio_home);
    assert_eq!(config.folio_listen, Config::default().folio_listen);
    assert_eq!(config.folio_log, "debug");
}

#[test]
fn what_can_not_work_is_refused_by_name_and_not_quoted() {
    for (toml, setting) in [
        ("folio_database_max_connections = 0", "FOLIO_DATABASE_MAX_CONNECTIONS"),
        ("folio_database_max_connections = 'many'", "FOLIO_DATABASE_MAX_CONNECTIONS"),
        ("folio_hash_key = 'many'", "FOLIO_HASH_KEY"),
        ("database_url = 'postgres://many'", "FOLIO_HASH_KEY"),
        ("folio_listen = 'many'", "FOLIO_LISTEN"),
        ("folio_allowed_origins = 'many.example'", "FOLIO_ALLOWED_ORIGINS"),
        ("folio_allowed_origins = 'https://many.example/path'", "FOLIO_ALLOWED_ORIGINS"),
        ("clerk_authorized_parties = 'https://a.example,*.many.example'", "CLERK_AUTHORIZED_PARTIES"),
        ("folio_trusted_proxies = '10.0.0.0/8,many'", "FOLIO_TRUSTED_PROXIES"),
        ("folio_user_rate = 'many'", "FOLIO_USER_RATE"),
        ("folio_address_burst = -1", "FOLIO_ADDRESS_BURST"),
        ("folio_user_burst = 4999", "FOLIO_USER_BURST"),
        ("folio_address_connections = 'many'", "FOLIO_ADDRESS_CONNECTIONS"),
        ("folio_photo_hosts = 'https://many.example'", "FOLIO_PHOTO_HOSTS"),
        ("folio_public_url = 'many.example'", "FOLIO_PUBLIC_URL"),
        ("folio_profile_url = 'https://many.example/people'", "FOLIO_PROFILE_URL"),
        ("clerk_webhook_secret = 'many'", "CLERK_WEBHOOK_SECRET"),
        ("folio_event_sources = 'https://many.example=many'", "FOLIO_EVENT_SOURCES"),
        ("folio_feed_retention_days = 0", "FOLIO_FEED_RETENTION_DAYS"),
        ("folio_feed_retention_days = 'many'", "FOLIO_FEED_RETENTION_DAYS"),
        ("folio_event_source = 'many sources'", "FOLIO_EVENT_SOURCE"),
        (
            "folio_extractor_url = 'http://many.example'\nfolio_extractor_model = 'small'",
            "FOLIO_EXTRACTOR_URL",
        ),
        ("folio_extractor_url = 'https://many.example/v1'", "FOLIO_EXTRACTOR_MODEL"),
        ("folio_extractor_model = 'many'", "FOLIO_EXTRACTOR_URL"),
        ("folio_extractor_timeout_seconds = 101", "FOLIO_EXTRACTOR_TIMEOUT_SECONDS"),
        ("folio_extractor_max_characters = 'many'", "FOLIO_EXTRACTOR_MAX_CHARACTERS"),
        ("folio_extractor_max_tokens = 0", "FOLIO_EXTRACTOR_MAX_TOKENS"),
        ("folio_extractor_token_limit = 'tokens'", "FOLIO_EXTRACTOR_TOKEN_LIMIT"),
        ("folio_extractor_daily_calls = -1", "FOLIO_EXTRACTOR_DAILY_CALLS"),
        ("folio_extractor_daily_calls_per_profile = 10001", "FOLIO_EXTRACTOR_DAILY_CALLS_PER_PROFILE"),
        ("folio_liste = 'many'", "folio_liste"),
    ] {
        let error = read(toml).expect_err(toml);
        assert!(error.contains(setting) && !error.contains("many"), "{error}");
    }
}

#[test]
fn half_of_clerk_is_none() {
    let half = Config { clerk_issuer: Some("https://clerk.example".to_owned()), ..Config::default() };
    assert!(half.half_of_clerk().is_some());
    let whole = Config { clerk_jwks_url: Some("https://clerk.example/jwks".to_owned()), ..half };
    assert!(whole.half_of_clerk().is_none() && Config::default().half_of_clerk().is_none());
}

#[test]
fn origins_come_from_both_lists_without_trailing_slashes() {
    let config = Config {
        folio_allowed_origins: "http://localhost:3000/, ".to_owned(),
        clerk_authorized_parties: Some("https://a.example,http://localhost:3000".to_owned()),
        ..Config::default()
    };
    assert_eq!(config.origins(), ["http://localhost:3000", "https://a.example"]);
}
