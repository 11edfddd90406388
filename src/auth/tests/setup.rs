//! Settings that can't work are refused at the start, by name.

use super::*;
use crate::auth::{ClerkSettings, DEV_ISSUER};

fn settings() -> ClerkSettings {
    ClerkSettings {
        issuer: ISSUER.to_owned(),
        jwks_url: format!("{ISSUER}/.well-known/jwks.json"),
        authorized_parties: vec![FRONTEND.to_owned()],
        secret_key: Some("sk_live_1".to_owned()),
    }
}

fn refused(settings: ClerkSettings) -> &'static str {
    Authenticator::clerk(settings).err().expect("should be refused").setting
}

#[test]
fn good_settings_are_accepted() {
    let parties = ["http://localhost:3000", "https://[::1]:8443", "chrome-extension://abcdef"];
    let authorized_parties = parties.map(str::to_owned).to_vec();
    Authenticator::clerk(ClerkSettings { authorized_parties, ..settings() }).expect("origins");
    let jwks_url = "http://[::1]:8080/jwks".to_owned();
    Authenticator::clerk(ClerkSettings { jwks_url, ..settings() }).expect("this machine");
}

#[test]
fn the_development_issuer_is_never_clerk() {
    assert_eq!(refused(ClerkSettings { issuer: DEV_ISSUER.to_owned(), ..settings() }), "CLERK_ISSUER");
    assert_eq!(refused(ClerkSettings { issuer: String::new(), ..settings() }), "CLERK_ISSUER");
}

#[test]
fn keys_come_over_tls() {
    for url in
        ["http://clerk.example.com/jwks", "http://localhost.example.com/jwks", "file:///jwks", "jwks", ""]
    {
        assert_eq!(
            refused(ClerkSettings { jwks_url: url.to_owned(), ..settings() }),
            "CLERK_JWKS_URL",
            "{url}"
        );
    }
}

#[test]
fn origins_that_would_match_nothing_are_refused() {
    assert_eq!(
        refused(ClerkSettings { authorized_parties: vec![], ..settings() }),
        "CLERK_AUTHORIZED_PARTIES"
    );
    let malformed =
        ["https://www.example.com/", "https://www.example.com/app", "https://WWW.example.com", "*", "null"];
    for origin in malformed {
        let authorized_parties = vec![FRONTEND.to_owned(), origin.to_owned()];
        let setting = refused(ClerkSettings { authorized_parties, ..settings() });
        assert_eq!(setting, "CLERK_AUTHORIZED_PARTIES", "{origin}");
    }
}

#[test]
fn the_secret_is_in_no_message() {
    assert!(!format!("{:?}", settings()).contains("sk_live_1"));
    let broken = ClerkSettings {
        jwks_url: "https://api.clerk.com/v1/jwks".to_owned(),
        secret_key: Some("sk_live_1\n".to_owned()),
        ..settings()
    };
    let error = Authenticator::clerk(broken).err().expect("a line break is no part of a key");
    assert!(error.to_string().contains("CLERK_SECRET_KEY") && !error.to_string().contains("sk_live_1"));
}
