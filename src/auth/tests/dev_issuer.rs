//! The development issuer: one key per home, tokens that only development trusts.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Barrier;
use std::thread;

use uuid::Uuid;

use super::*;
use crate::auth::{DEV_TOKEN_TTL, DevIssuer, DevIssuerError};

/// A `FOLIO_HOME` that goes away with the test.
struct Home(PathBuf);

impl Home {
    fn new() -> Self {
        Self(std::env::temp_dir().join(format!("folio-test-{}", Uuid::new_v4().simple())))
    }

    fn key_file(&self) -> PathBuf {
        self.0.join("dev-issuer/signing-key.der")
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("exists").permissions().mode() & 0o777
}

fn dev(issuer: &DevIssuer) -> Authenticator {
    Authenticator::dev(issuer, vec!["http://127.0.0.1:8080".to_owned()]).expect("an authenticator")
}

#[tokio::test]
async fn a_development_token_is_good_for_a_day_in_development() {
    let home = Home::new();
    let issuer = DevIssuer::open(&home.0).expect("an issuer");
    let token = issuer.issue("user_student", DEV_TOKEN_TTL).expect("a token");
    let identity = dev(&issuer).verify(&token).await.expect("trusted");
    assert_eq!(identity.clerk_id, "user_student");
    assert!(identity.session_id.is_some());
    let left = (identity.expires_at - Utc::now()).num_minutes();
    assert!((24 * 60 - 2..=24 * 60).contains(&left), "{left} minutes");

    // The next start has the same key.
    let reopened = DevIssuer::open(&home.0).expect("an issuer");
    dev(&reopened).verify(&token).await.expect("still trusted");
}

#[tokio::test]
async fn another_home_or_production_does_not_trust_it() {
    let (home, other_home) = (Home::new(), Home::new());
    let issuer = DevIssuer::open(&home.0).expect("an issuer");
    let token = issuer.issue("user_student", DEV_TOKEN_TTL).expect("a token");

    let neighbour = DevIssuer::open(&other_home.0).expect("an issuer");
    assert_eq!(code(dev(&neighbour).verify(&token).await), "TOKEN_INVALID");

    // Not even when its key were among the production issuer's.
    let keys = KeySet::from_json(issuer.jwks().to_string().as_bytes()).expect("keys");
    assert_eq!(code(authenticator(keys, &TestClock::new()).verify(&token).await), "TOKEN_INVALID");
}

#[test]
fn starting_at_once_gives_one_key() {
    let home = Home::new();
    let starts = 8;
    let barrier = Barrier::new(starts);
    let published = thread::scope(|scope| {
        let start = || {
            barrier.wait();
            DevIssuer::open(&home.0).expect("an issuer").jwks().clone()
        };
        let threads: Vec<_> = (0..starts).map(|_| scope.spawn(start)).collect();
        threads.into_iter().map(|thread| thread.join().expect("no panic")).collect::<Vec<_>>()
    });
    assert!(published.iter().all(|jwks| *jwks == published[0]));
    let files = fs::read_dir(home.0.join("dev-issuer")).expect("the directory").count();
    assert_eq!(files, 1, "no drafts are left");
}

#[test]
fn the_key_is_private_and_never_published() {
    let home = Home::new();
    let issuer = DevIssuer::open(&home.0).expect("an issuer");
    assert_eq!(mode(&home.key_file()), 0o600);
    assert_eq!(mode(&home.0.join("dev-issuer")), 0o700);

    let key = &issuer.jwks()["keys"][0];
    let mut members: Vec<_> = key.as_object().expect("a key").keys().map(String::as_str).collect();
    members.sort_unstable();
    assert_eq!(members, ["alg", "e", "kid", "kty", "n", "use"]);
}

#[test]
fn a_broken_key_file_is_named_and_kept() {
    let home = Home::new();
    DevIssuer::open(&home.0).expect("an issuer");
    fs::write(home.key_file(), b"garbage").expect("written");
    let error = DevIssuer::open(&home.0).err().expect("no key");
    assert!(matches!(error, DevIssuerError::NotAKey { .. }));
    assert!(error.to_string().contains("signing-key.der"));
    assert_eq!(fs::read(home.key_file()).expect("kept"), b"garbage");
}
