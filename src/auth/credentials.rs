//! Finds the session tokens that a request carries.

use http::HeaderMap;
use http::header::{AUTHORIZATION, COOKIE, HeaderName, ORIGIN};

use super::AuthError;

/// Clerk's session cookie. It may carry a suffix that tells the applications on one domain apart:
/// `__session_1a2b3c4d`.
const SESSION_COOKIE: &[u8] = b"__session";

/// More session cookies than one browser has applications on a domain; each costs a signature check.
const MAX_SESSION_COOKIES: usize = 8;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The tokens a request offers, to be tried in this order; empty for an anonymous request.
///
/// An `Authorization` header wins: cookies are then not even looked at. It must be a bearer token, for a
/// malformed one that counted as anonymous would show a signed-in client a stranger's view. Among cookies
/// those with a suffix come first, since they belong to one application.
///
/// # The origin rule for cookies
/// A browser attaches cookies to requests that any page starts, so a cookie alone doesn't prove that our own
/// page asked. It is accepted when the request
/// - has exactly one `Origin`, and this is one of ours: browsers send it with every `POST`, every cross-origin
///   `fetch` that may read the answer, and every web socket handshake;
/// - or has no `Origin` but `Sec-Fetch-Site: same-origin`: a `GET` by a page that this server's own host has
///   served. Page scripts can set neither header.
///
/// Everything else is refused: `Origin: null`, `same-site` (a sibling host is not us), `cross-site` (a link
/// or image elsewhere), `none` (typed, or a link in another program: no page of ours reads data that way),
/// and neither header at all (an old browser following a foreign link looks just like that). A server, such
/// as Next.js rendering a page, has no such headers: it takes the token out of its cookie and sends it as
/// `Authorization: Bearer`.
pub(super) fn tokens<'h>(headers: &'h HeaderMap, origins: &[String]) -> Result<Vec<&'h str>, AuthError> {
    if let Some(token) = bearer_token(headers)? {
        return Ok(vec![token]);
    }
    let tokens = session_cookies(headers)?;
    if tokens.is_empty() || from_own_origin(headers, origins) {
        Ok(tokens)
    } else {
        Err(AuthError::ForeignOrigin)
    }
}

fn bearer_token(headers: &HeaderMap) -> Result<Option<&str>, AuthError> {
    const MALFORMED: AuthError = AuthError::InvalidToken {
        reason: "the Authorization header must be `Bearer`, a space and the token",
    };
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let Some(value) = values.next() else { return Ok(None) };
    if values.next().is_some() {
        return Err(AuthError::InvalidToken { reason: "there is more than one Authorization header" });
    }
    let (scheme, token) = value.to_str().ok().and_then(|value| value.split_once(' ')).ok_or(MALFORMED)?;
    let token = token.trim_matches(' ');
    let well_formed =
        scheme.eq_ignore_ascii_case("Bearer") && !token.is_empty() && !token.contains([' ', '\t', ',']);
    if well_formed { Ok(Some(token)) } else { Err(MALFORMED) }
}

fn session_cookies(headers: &HeaderMap) -> Result<Vec<&str>, AuthError> {
    let mut suffixed = Vec::new();
    let mut plain = Vec::new();
    // As bytes, because the cookies of other applications may hold anything.
    let pairs = headers.get_all(COOKIE).iter().flat_map(|value| value.as_bytes().split(|byte| *byte == b';'));
    for pair in pairs {
        let mut halves = pair.trim_ascii().splitn(2, |byte| *byte == b'=');
        let (Some(name), Some(value)) = (halves.next(), halves.next()) else { continue };
        let Some(suffix) = name.strip_prefix(SESSION_COOKIE) else { continue };
        let found = match suffix {
            [] => &mut plain,
            [b'_', _, ..] => &mut suffixed,
            _ => continue,
        };
        // Signing out may leave the cookie behind, emptied.
        if !value.is_empty() {
            let token = str::from_utf8(value)
                .map_err(|_| AuthError::InvalidToken { reason: "the session cookie is not text" })?;
            found.push(token);
        }
    }
    suffixed.append(&mut plain);
    if suffixed.len() > MAX_SESSION_COOKIES {
        return Err(AuthError::InvalidToken { reason: "there are too many session cookies" });
    }
    Ok(suffixed)
}

fn from_own_origin(headers: &HeaderMap, origins: &[String]) -> bool {
    let single = |name| {
        let mut values = headers.get_all(name).iter();
        (values.next(), values.next().is_some())
    };
    match single(ORIGIN) {
        (Some(origin), false) => origins.iter().any(|own| own.as_bytes() == origin.as_bytes()),
        (Some(_), true) => false,
        (None, _) => matches!(single(SEC_FETCH_SITE), (Some(site), false) if site == "same-origin"),
    }
}
