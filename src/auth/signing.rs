//! An RSA key that signs JSON Web Tokens: for the development issuer and for tests.

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::error::{KeyRejected, Unspecified};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::base64url;

/// An RSA-2048 key with its public half as a JSON Web Key.
pub(super) struct SigningKey {
    pair: KeyPair,
    kid: String,
    jwk: Value,
}

impl SigningKey {
    pub(super) fn generate() -> Result<Self, Unspecified> {
        KeyPair::generate(KeySize::Rsa2048).map(Self::from_pair)
    }

    pub(super) fn from_pkcs8(der: &[u8]) -> Result<Self, KeyRejected> {
        KeyPair::from_pkcs8(der).map(Self::from_pair)
    }

    pub(super) fn to_pkcs8(&self) -> Result<Pkcs8V1Der<'static>, Unspecified> {
        self.pair.as_der()
    }

    fn from_pair(pair: KeyPair) -> Self {
        let public = pair.public_key();
        let n = base64url(public.modulus().big_endian_without_leading_zero());
        let e = base64url(public.exponent().big_endian_without_leading_zero());
        // The key id is the key's thumbprint by RFC 7638: members in this order, no spaces.
        let kid = base64url(Sha256::digest(format!(r#"{{"e":"{e}","kty":"RSA","n":"{n}"}}"#)));
        let jwk = json!({ "kty": "RSA", "use": "sig", "alg": "RS256", "kid": kid, "n": n, "e": e });
        Self { pair, kid, jwk }
    }

    /// The public half.
    pub(super) fn jwk(&self) -> &Value {
        &self.jwk
    }

    /// A token with these claims and the usual header.
    pub(super) fn sign(&self, claims: &Value) -> Result<String, Unspecified> {
        self.sign_with_header(&json!({ "alg": "RS256", "typ": "JWT", "kid": self.kid }), claims)
    }

    /// A token with these claims and any header; always an RS256 signature.
    pub(super) fn sign_with_header(&self, header: &Value, claims: &Value) -> Result<String, Unspecified> {
        let message = format!("{}.{}", base64url(header.to_string()), base64url(claims.to_string()));
        let mut signature = vec![0; self.pair.public_modulus_len()];
        self.pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message.as_bytes(), &mut signature)?;
        Ok(format!("{message}.{}", base64url(signature)))
    }
}
