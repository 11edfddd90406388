//! Where a token may be, and from where a cookie is accepted.

use http::{HeaderMap, HeaderName, HeaderValue};

use super::*;
use crate::auth::Identity;

const FOREIGN: &str = "https://evil.example.net";

async fn authenticate(headers: &[(&str, &str)]) -> Result<Option<Identity>, AuthError> {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        let name = HeaderName::try_from(*name).expect("a header name");
        map.append(name, HeaderValue::from_bytes(value.as_bytes()).expect("a header value"));
    }
    authenticator(key_set(&[&ISSUERS_KEY]), &TestClock::new()).authenticate(&map).await
}

fn token() -> String {
    token_of("user_ada")
}

fn token_of(subject: &str) -> String {
    sign(&with(claims(&TestClock::new()), "sub", subject))
}

fn expired_token() -> String {
    let clock = TestClock::new();
    sign(&with(claims(&clock), "exp", clock.now().timestamp() - 10))
}

fn who(outcome: Result<Option<Identity>, AuthError>) -> String {
    outcome.expect("accepted").expect("somebody").clerk_id
}

#[tokio::test]
async fn no_credentials_are_anonymous() {
    assert_eq!(authenticate(&[]).await, Ok(None));
    assert_eq!(authenticate(&[("origin", FOREIGN), ("cookie", "theme=dark; __sessions=x")]).await, Ok(None));
    assert_eq!(authenticate(&[("cookie", "__session=; __session_1a2b=")]).await, Ok(None), "signed out");
}

#[tokio::test]
async fn a_bearer_token_needs_no_origin() {
    for scheme in ["Bearer", "bearer", "BEARER"] {
        assert_eq!(
            who(authenticate(&[("authorization", &format!("{scheme} {}", token()))]).await),
            "user_ada"
        );
    }
    let from_elsewhere = [("authorization", &*format!("Bearer {}", token())), ("origin", FOREIGN)];
    assert_eq!(who(authenticate(&from_elsewhere).await), "user_ada");
}

#[tokio::test]
async fn a_malformed_authorization_header_is_not_anonymous() {
    let token = token();
    let basic = "Basic dXNlcjpwYXNz".to_owned();
    let two = format!("Bearer {token}, Bearer {token}");
    let bytes = "Bearer ü".to_owned();
    for value in [basic, token, two, bytes, String::new(), "Bearer".to_owned(), "Bearer ".to_owned()] {
        assert_eq!(code(authenticate(&[("authorization", &value)]).await), "TOKEN_INVALID", "{value}");
    }
    let bearer = format!("Bearer {}", self::token());
    let twice = authenticate(&[("authorization", &bearer), ("authorization", &bearer)]).await;
    assert_eq!(code(twice), "TOKEN_INVALID");
}

#[tokio::test]
async fn a_cookie_is_accepted_from_our_own_pages_only() {
    let cookie = format!("theme=dark; __session={}", token());
    let outcome = |extra: &'static [(&'static str, &'static str)]| {
        let headers = [&[("cookie", cookie.as_str())], extra].concat();
        async move { authenticate(&headers).await }
    };

    assert_eq!(who(outcome(&[("origin", FRONTEND)]).await), "user_ada");
    assert_eq!(who(outcome(&[("origin", FRONTEND), ("sec-fetch-site", "cross-site")]).await), "user_ada");
    assert_eq!(who(outcome(&[("sec-fetch-site", "same-origin")]).await), "user_ada");

    for refused in [
        &[] as &[_],
        &[("origin", FOREIGN)],
        &[("origin", "null")],
        &[("origin", "https://www.example.com.evil.example.net")],
        &[("origin", "http://www.example.com")],
        &[("origin", FRONTEND), ("origin", FOREIGN)],
        &[("origin", FOREIGN), ("sec-fetch-site", "same-origin")],
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "none")],
        &[("referer", FRONTEND)],
    ] {
        let error = outcome(refused).await.expect_err("a foreign origin");
        assert_eq!(
            (error.code().as_str(), error.code().info().status),
            ("ORIGIN_FORBIDDEN", 403),
            "{refused:?}"
        );
    }
}

#[tokio::test]
async fn the_cookie_may_carry_a_suffix() {
    let own = format!("__session_1a2b3c4d={}", token());
    assert_eq!(who(authenticate(&[("origin", FRONTEND), ("cookie", &own)]).await), "user_ada");

    // A neighbour's cookies, in whatever order and form, don't hide ours.
    let shared =
        format!("name=\u{fc}; __session=not-ours;__session_zz=neither; __session_1a2b3c4d={}", token());
    assert_eq!(who(authenticate(&[("origin", FRONTEND), ("cookie", &shared)]).await), "user_ada");

    let both = format!("__session={}; __session_1a2b3c4d={}", token_of("user_old"), token_of("user_new"));
    assert_eq!(who(authenticate(&[("origin", FRONTEND), ("cookie", &both)]).await), "user_new");

    let split = [("origin", FRONTEND), ("cookie", "theme=dark"), ("cookie", &own)];
    assert_eq!(who(authenticate(&split).await), "user_ada", "HTTP/2 may split the header");
}

#[tokio::test]
async fn a_bad_cookie_is_not_anonymous() {
    let cases = [
        ("__session=not-a-token".to_owned(), "TOKEN_INVALID"),
        ("__session=\u{fc}".to_owned(), "TOKEN_INVALID"),
        (format!("__session={}", expired_token()), "TOKEN_EXPIRED"),
        (format!("__session_aa=not-ours; __session={}", expired_token()), "TOKEN_EXPIRED"),
        (format!("__session_aa={}; __session=not-ours", expired_token()), "TOKEN_EXPIRED"),
        ("__session_a=x;".repeat(9), "TOKEN_INVALID"),
    ];
    for (cookie, expected) in cases {
        assert_eq!(code(authenticate(&[("origin", FRONTEND), ("cookie", &cookie)]).await), expected);
    }
}

#[tokio::test]
async fn the_header_wins_over_the_cookie() {
    let cookie = format!("__session={}", token_of("user_cookie"));
    let bearer = format!("Bearer {}", token_of("user_header"));
    let both = [("authorization", bearer.as_str()), ("cookie", &cookie), ("origin", FOREIGN)];
    assert_eq!(who(authenticate(&both).await), "user_header");

    let bad = format!("Bearer {}", expired_token());
    let fallen_back = [("authorization", bad.as_str()), ("cookie", &cookie), ("origin", FRONTEND)];
    assert_eq!(code(authenticate(&fallen_back).await), "TOKEN_EXPIRED", "a good cookie does not mend it");
}
