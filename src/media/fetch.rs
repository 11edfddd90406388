//! Fetching a picture from where somebody else said it is.
//!
//! An address from outside may point at ourselves or at a neighbour. So: hosts that are named in the configuration and no
//! others, https, their usual port, no address that a name resolves to within a private network, redirects only to where
//! one could have gone directly, a bounded size and a bounded time.

use std::{
    collections::BTreeSet,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use reqwest::{
    Client, StatusCode,
    dns::{Addrs, Name, Resolve, Resolving},
    redirect,
};
use url::{Host, Url};

/// The largest file that is fetched, in bytes.
pub const MAX_BYTES: usize = 5 << 20;

/// The longest that all of it may take.
const TIMEOUT: Duration = Duration::from_secs(10);

const MAX_REDIRECTS: usize = 3;

/// Where pictures may be fetched from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hosts {
    names: BTreeSet<String>,
    /// Whether hosts of this machine count, by http and at any port: in tests alone.
    loopback: bool,
}

impl Hosts {
    /// The hosts of a list with commas between them; `None` if one isn't the name of a host.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let names = text.split(',').map(str::trim).filter(|name| !name.is_empty());
        // A name in a URL may hold more than one of a host does: a pattern is none.
        let letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
        let host = |name: &str| match Host::parse(name) {
            Ok(Host::Domain(domain)) if domain == name.to_ascii_lowercase() && domain.contains('.') => {
                domain.chars().all(letter).then_some(domain)
            }
            _ => None,
        };
        Some(Self { names: names.map(host).collect::<Option<_>>()?, loopback: false })
    }

    /// With this machine as well: for tests.
    #[must_use]
    pub fn with_loopback(self) -> Self {
        Self { loopback: true, ..self }
    }

    fn allow(&self, url: &Url) -> bool {
        if !url.username().is_empty() || url.password().is_some() {
            return false;
        }
        let local = match url.host() {
            Some(Host::Ipv4(ip)) => ip.is_loopback(),
            Some(Host::Ipv6(ip)) => ip.is_loopback(),
            Some(Host::Domain(name)) => name == "localhost",
            None => false,
        };
        if local {
            return self.loopback && matches!(url.scheme(), "http" | "https");
        }
        // An address is no name, so it is on no list.
        let named = matches!(url.host(), Some(Host::Domain(name)) if self.names.contains(name));
        named && url.scheme() == "https" && url.port().is_none()
    }
}

/// Why a picture wasn't fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotFetched {
    /// It isn't where pictures may be fetched from.
    #[error("pictures are not fetched from there")]
    NotAllowed,
    /// It has more than 5 MiB.
    #[error("it is too large")]
    TooLarge,
    /// There is none.
    #[error("there is none")]
    NotThere,
    /// It can't be had for the moment.
    #[error("it can't be had for the moment")]
    Unreachable,
}

/// Fetches.
#[derive(Clone)]
pub(super) struct Fetcher {
    client: Client,
    hosts: Arc<Hosts>,
}

impl Fetcher {
    pub(super) fn new(hosts: Hosts) -> Result<Self, reqwest::Error> {
        let hosts = Arc::new(hosts);
        let allowed = Arc::clone(&hosts);
        let redirects = redirect::Policy::custom(move |attempt| {
            if attempt.previous().len() > MAX_REDIRECTS || !allowed.allow(attempt.url()) {
                attempt.error(NotFetched::NotAllowed)
            } else {
                attempt.follow()
            }
        });
        let client = Client::builder()
            .redirect(redirects)
            .dns_resolver(PublicOnly { loopback: hosts.loopback })
            // A proxy would resolve names by itself.
            .no_proxy()
            .timeout(TIMEOUT)
            .build()?;
        Ok(Self { client, hosts })
    }

    /// The bytes at an address.
    pub(super) async fn fetch(&self, url: &str) -> Result<Vec<u8>, NotFetched> {
        let url = Url::parse(url).map_err(|_| NotFetched::NotAllowed)?;
        if !self.hosts.allow(&url) {
            return Err(NotFetched::NotAllowed);
        }
        let mut response = self.client.get(url).send().await.map_err(|error| refusal(&error))?;
        match response.status() {
            StatusCode::OK => {}
            status if status.is_client_error() && status != StatusCode::TOO_MANY_REQUESTS => {
                return Err(NotFetched::NotThere);
            }
            _ => return Err(NotFetched::Unreachable),
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|_| NotFetched::Unreachable)? {
            if bytes.len() + chunk.len() > MAX_BYTES {
                return Err(NotFetched::TooLarge);
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    }
}

fn refusal(error: &reqwest::Error) -> NotFetched {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if let Some(refusal) = error.downcast_ref::<NotFetched>() {
            return *refusal;
        }
        cause = error.source();
    }
    NotFetched::Unreachable
}

/// Resolves names, and refuses one that leads into a private network: also one that does so besides.
struct PublicOnly {
    loopback: bool,
}

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        let loopback = self.loopback;
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            let good = |address: &SocketAddr| {
                is_public(address.ip()) || (loopback && address.ip().to_canonical().is_loopback())
            };
            if found.is_empty() || !found.iter().all(good) {
                return Err(NotFetched::NotAllowed.into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// Whether an address is of the public network: of those that the registries of special addresses don't list.
fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

fn is_public_v4(v4: Ipv4Addr) -> bool {
    let [a, b, c, _] = v4.octets();
    let shared = a == 100 && (64..128).contains(&b);
    let protocol = a == 192 && b == 0 && c == 0;
    let benchmark = a == 198 && (18..20).contains(&b);
    !(a == 0
        || v4.is_private()
        || v4.is_loopback()
        || v4.is_link_local()
        || v4.is_documentation()
        || shared
        || protocol
        || benchmark
        || a >= 224)
}

/// Global unicast, without what carries an IPv4 address or is for documentation.
fn is_public_v6(v6: Ipv6Addr) -> bool {
    let [a, b, ..] = v6.segments();
    let documentation = (a == 0x2001 && b == 0xdb8) || (a == 0x3fff && b < 0x1000);
    let protocol = a == 0x2001 && b < 0x200;
    let six_to_four = a == 0x2002;
    (0x2000..0x4000).contains(&a) && !documentation && !protocol && !six_to_four
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts() -> Hosts {
        Hosts::parse("img.clerk.com, images.clerk.dev").expect("names of hosts")
    }

    #[test]
    fn only_named_hosts_by_https_at_their_usual_port() {
        for (url, allowed) in [
            ("https://img.clerk.com/abc?width=80", true),
            ("https://IMAGES.clerk.dev/abc", true),
            ("https://img.clerk.com:443/abc", true),
            ("http://img.clerk.com/abc", false),
            ("https://img.clerk.com:8443/abc", false),
            ("https://img.clerk.com.evil.example/abc", false),
            ("https://evil.example/img.clerk.com", false),
            ("https://user@img.clerk.com/abc", false),
            ("https://img.clerk.com@evil.example/abc", false),
            ("https://127.0.0.1/abc", false),
            ("http://localhost:8080/abc", false),
            ("http://[::1]/abc", false),
            ("https://0x7f000001/abc", false),
            ("https://169.254.169.254/latest/meta-data", false),
            ("file:///etc/passwd", false),
            ("data:image/png;base64,AAAA", false),
        ] {
            assert_eq!(Url::parse(url).is_ok_and(|url| hosts().allow(&url)), allowed, "{url}");
        }
        assert!(hosts().with_loopback().allow(&"http://127.0.0.1:8080/a".parse().expect("a URL")));
    }

    #[test]
    fn what_is_no_name_of_a_host_is_refused() {
        for text in
            ["https://img.clerk.com", "127.0.0.1", "localhost", "*.clerk.com", "img.clerk.com/a", "a b.c"]
        {
            assert_eq!(Hosts::parse(text), None, "{text}");
        }
        assert_eq!(Hosts::parse(" , "), Some(Hosts::default()));
    }

    #[test]
    fn private_networks_are_no_place_for_pictures() {
        for private in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "192.0.0.8",
            "192.168.1.1",
            "198.18.0.1",
            "192.0.2.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:10.0.0.1",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "2001:db8::1",
            "2002:a00:1::",
            "64:ff9b::a00:1",
            "2001::1",
        ] {
            assert!(!is_public(private.parse().expect("an address")), "{private}");
        }
        for public in ["1.1.1.1", "104.18.0.1", "172.32.0.1", "2606:4700::1", "2a00:1450::1"] {
            assert!(is_public(public.parse().expect("an address")), "{public}");
        }
    }

    #[tokio::test]
    async fn a_name_that_leads_to_this_machine_is_refused() {
        let resolve = |loopback| PublicOnly { loopback }.resolve("localhost".parse().expect("a name"));
        assert!(resolve(false).await.is_err());
        assert!(resolve(true).await.is_ok());
    }
}
