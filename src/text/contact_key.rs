//! Keys by which two e-mail addresses, or two phone numbers, are found to be one person's. For comparing only.

use unicode_normalization::UnicodeNormalization;
use url::Host;

/// Providers whose addresses have dots that mean nothing, each with the one domain that stands for all of its own.
const WITHOUT_DOTS: [(&str, &str); 5] = [
    ("gmail.com", "gmail.com"),
    ("googlemail.com", "gmail.com"),
    ("proton.me", "proton.me"),
    ("protonmail.com", "proton.me"),
    ("pm.me", "proton.me"),
];

/// Other domains of one provider that lead to one mailbox.
const ALIASES: [(&str, &str); 2] = [("me.com", "icloud.com"), ("mac.com", "icloud.com")];

/// The fewest digits of a number that tells somebody.
const FEWEST_DIGITS: usize = 6;

/// What is the same for all spellings of an e-mail address: in small letters, the domain in its ASCII form, without the tag
/// behind a plus sign, and where the provider ignores dots without those. `None` for what is no address.
#[must_use]
pub fn email_key(address: &str) -> Option<String> {
    let address: String = address.trim().nfkc().collect::<String>().to_lowercase();
    let (local, domain) = address.rsplit_once('@')?;
    let domain = match Host::parse(domain.trim_end_matches('.')).ok()? {
        Host::Domain(domain) => domain,
        other => other.to_string(),
    };
    let local = local.split_once('+').map_or(local, |(local, _)| local);
    if let Some((_, provider)) = WITHOUT_DOTS.iter().find(|(known, _)| *known == domain) {
        let local = local.replace('.', "");
        return (!local.is_empty()).then(|| format!("{local}@{provider}"));
    }
    let domain = ALIASES.iter().find(|(known, _)| *known == domain).map_or(domain.as_str(), |(_, name)| name);
    (!local.is_empty()).then(|| format!("{local}@{domain}"))
}

/// What is the same for all spellings of a phone number: its digits, without the zeros by which an international one is dialled.
/// `None` for what has too few of them.
#[must_use]
pub fn phone_key(number: &str) -> Option<String> {
    let digits: String = number.nfkc().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches('0');
    (digits.len() >= FEWEST_DIGITS).then(|| digits.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_address_have_one_key() {
        for (one, others) in [
            ("maya.okonkwo@gmail.com", &["mayaokonkwo@gmail.com", "M.A.Y.A.okonkwo+work@GoogleMail.com"][..]),
            (
                "someone@example.com",
                &["Someone@Example.com.", " someone+tag@example.com ", "ｓomeone@example.com"],
            ),
            ("a@b\u{fc}cher.example", &["A@xn--bcher-kva.example", "a@B\u{dc}CHER.example"]),
            ("me@icloud.com", &["me@me.com", "me+x@mac.com"]),
        ] {
            for other in others {
                assert_eq!(email_key(one), email_key(other), "{one} and {other}");
            }
            assert!(email_key(one).is_some());
        }
    }

    #[test]
    fn addresses_of_two_people_have_two() {
        for (one, other) in [
            ("maya.okonkwo@example.com", "mayaokonkwo@example.com"),
            ("maya@gmail.com", "maya@example.com"),
            ("maya@gmail.com", "maja@gmail.com"),
        ] {
            assert_ne!(email_key(one), email_key(other), "{one} and {other}");
        }
        for nothing in ["", "nobody", "@example.com", "+tag@gmail.com", "...@gmail.com", "a@"] {
            assert_eq!(email_key(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn a_number_is_its_digits() {
        assert_eq!(phone_key("+1 (206) 555-0142"), phone_key("001 206 555 0142"));
        assert_ne!(phone_key("+1 206 555 0142"), phone_key("+1 206 555 0143"));
        for nothing in ["", "n/a", "0000000", "911"] {
            assert_eq!(phone_key(nothing), None, "{nothing}");
        }
    }
}
