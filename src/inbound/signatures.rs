//! Signatures of webhooks: Svix's, which Clerk sends, and Standard Webhooks', which are the same under other names of
//! headers. HMAC-SHA-256 over the delivery's id, its time and the raw body.

use http::{HeaderMap, HeaderValue};
use standardwebhooks::{
    HEADER_WEBHOOK_ID, HEADER_WEBHOOK_SIGNATURE, HEADER_WEBHOOK_TIMESTAMP, Webhook, WebhookError,
};

use super::NotReceived;

/// The keys that one sender may sign with. Several, so that a key can be changed without a gap.
pub struct Keys(Vec<Webhook>);

/// A text that holds no keys. Doesn't quote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a key is whsec_ and the base64 of 24 to 64 bytes")]
pub struct NotKeys;

impl Keys {
    /// Keys as they are configured, with this between them.
    ///
    /// # Errors
    /// When one isn't a key, or there is none.
    pub fn parse(text: &str, separator: char) -> Result<Self, NotKeys> {
        let keys = text.split(separator).map(str::trim).filter(|key| !key.is_empty()).map(key);
        let keys = keys.collect::<Result<Vec<_>, NotKeys>>()?;
        if keys.is_empty() { Err(NotKeys) } else { Ok(Self(keys)) }
    }

    /// Whether one of the keys has signed this, not more than five minutes ago; gives the delivery's id.
    ///
    /// # Errors
    /// What is wrong with the signature.
    pub fn verify<'a>(&self, headers: &'a HeaderMap, body: &[u8]) -> Result<&'a str, NotReceived> {
        let (id, signed) = signature(headers)?;
        let mut error = NotReceived::Forged;
        for key in &self.0 {
            match key.verify(body, &signed) {
                Ok(()) => return Ok(id),
                Err(why) => error = refusal(&why),
            }
        }
        Err(error)
    }
}

/// The headers of the signature under the names that the verification knows, all of one family, and the delivery's id.
fn signature(headers: &HeaderMap) -> Result<(&str, HeaderMap), NotReceived> {
    let family = if headers.contains_key("svix-id") { "svix" } else { "webhook" };
    let mut signed = HeaderMap::with_capacity(3);
    for (name, what) in [
        (HEADER_WEBHOOK_ID, "id"),
        (HEADER_WEBHOOK_TIMESTAMP, "timestamp"),
        (HEADER_WEBHOOK_SIGNATURE, "signature"),
    ] {
        let mut values = headers.get_all(format!("{family}-{what}")).iter();
        // Two would be two deliveries: which one was meant can't be known.
        let (Some(value), None) = (values.next(), values.next()) else { return Err(NotReceived::Unsigned) };
        signed.insert(name, value.clone());
    }
    let timestamp = signed.get(HEADER_WEBHOOK_TIMESTAMP).and_then(text).unwrap_or_default();
    // The verification subtracts it from the present time, and is not to overflow.
    let counts = (1..=12).contains(&timestamp.len()) && timestamp.bytes().all(|byte| byte.is_ascii_digit());
    let id = headers.get(format!("{family}-id")).and_then(text).filter(|id| (1..=255).contains(&id.len()));
    id.filter(|_| counts).map(|id| (id, signed)).ok_or(NotReceived::Unsigned)
}

fn text(value: &HeaderValue) -> Option<&str> {
    value.to_str().ok()
}

fn key(text: &str) -> Result<Webhook, NotKeys> {
    use base64::{Engine, engine::general_purpose::STANDARD};
    let bytes =
        text.strip_prefix("whsec_").and_then(|encoded| STANDARD.decode(encoded).ok()).ok_or(NotKeys)?;
    if !(24..=64).contains(&bytes.len()) {
        return Err(NotKeys);
    }
    Webhook::from_bytes(bytes).map_err(|_| NotKeys)
}

fn refusal(error: &WebhookError) -> NotReceived {
    match error {
        WebhookError::MissingHeader(_) | WebhookError::InvalidHeader(_) | WebhookError::InvalidTimestamp => {
            NotReceived::Unsigned
        }
        WebhookError::TimestampTooOldError | WebhookError::FutureTimestampError => NotReceived::Stale,
        WebhookError::InvalidPayload => NotReceived::Malformed("the body is not UTF-8".to_owned()),
        WebhookError::InvalidSignature | WebhookError::InvalidSecret(_) => NotReceived::Forged,
    }
}

impl std::fmt::Debug for Keys {
    /// Never the keys.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Keys({})", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::{Engine, engine::general_purpose::STANDARD};

    fn secret(byte: u8) -> String {
        format!("whsec_{}", STANDARD.encode([byte; 24]))
    }

    fn signed(secret: &str, at: i64, prefix: &str) -> HeaderMap {
        let signature = Webhook::new(secret).expect("a key").sign("msg_1", at, b"{}").expect("it signs");
        [("id", "msg_1".to_owned()), ("timestamp", at.to_string()), ("signature", signature)]
            .into_iter()
            .map(|(name, value)| {
                let name = format!("{prefix}-{name}").parse::<http::HeaderName>().expect("a name");
                (name, HeaderValue::from_str(&value).expect("a value"))
            })
            .collect()
    }

    fn now() -> i64 {
        chrono::Utc::now().timestamp()
    }

    #[test]
    fn any_of_the_keys_is_good_and_no_other() {
        let (old, new, foreign) = (secret(1), secret(2), secret(3));
        let keys = Keys::parse(&format!("{new}, {old},"), ',').expect("two keys");
        for good in [&old, &new] {
            for prefix in ["svix", "webhook"] {
                assert_eq!(keys.verify(&signed(good, now(), prefix), b"{}").expect("good"), "msg_1");
            }
            let headers = signed(good, now(), "svix");
            let other_body = keys.verify(&headers, b"[]");
            assert!(matches!(other_body, Err(NotReceived::Forged)));
        }
        let headers = signed(&foreign, now(), "svix");
        let foreign = keys.verify(&headers, b"{}");
        assert!(matches!(foreign, Err(NotReceived::Forged)));
    }

    #[test]
    fn time_is_bounded_on_both_sides() {
        let keys = Keys::parse(&secret(1), ',').expect("a key");
        for (away, stale) in [(-290, false), (290, false), (-310, true), (310, true)] {
            let headers = signed(&secret(1), now() + away, "svix");
            let verdict = keys.verify(&headers, b"{}");
            assert_eq!(matches!(verdict, Err(NotReceived::Stale)), stale, "{away}");
        }
    }

    #[test]
    fn what_is_missing_is_told_apart_from_what_is_forged() {
        let keys = Keys::parse(&secret(1), ',').expect("a key");
        for name in ["svix-id", "svix-timestamp", "svix-signature"] {
            let mut headers = signed(&secret(1), now(), "svix");
            headers.remove(name);
            assert!(matches!(keys.verify(&headers, b"{}"), Err(NotReceived::Unsigned)), "{name}");
        }
        for timestamp in ["", "now", "-9223372036854775808", "9223372036854775807"] {
            let mut headers = signed(&secret(1), now(), "svix");
            headers.insert("svix-timestamp", HeaderValue::from_static(timestamp));
            assert!(matches!(keys.verify(&headers, b"{}"), Err(NotReceived::Unsigned)), "{timestamp}");
        }
        let mut twice = signed(&secret(1), now(), "svix");
        twice.append("svix-id", HeaderValue::from_static("msg_2"));
        assert!(matches!(keys.verify(&twice, b"{}"), Err(NotReceived::Unsigned)));
    }

    #[test]
    fn what_is_no_key_is_refused_and_not_quoted() {
        let short = format!("whsec_{}", STANDARD.encode([1; 23]));
        for text in ["", " , ", "whsec_", "whsec_***", "secret", &short, &format!("{},oops", secret(1))] {
            let error = Keys::parse(text, ',').expect_err(text);
            assert!(!error.to_string().contains("oops"));
        }
    }
}
