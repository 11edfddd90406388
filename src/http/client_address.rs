//! Whose request it is, as far as the network tells: what budgets of the signed-out are kept by.
//!
//! A connection's peer is whoever sent the request, unless it is a proxy that the operator named. Then the proxy's
//! `X-Forwarded-For` is read from its right end, where the nearest proxy wrote, to the first address that is no trusted
//! proxy. Everything further left is the client's own claim and never looked at. RFC 7239's `Forwarded` is not read: two
//! headers that may contradict each other are one too many, and proxies that write only the newer one are rare.
//!
//! Addresses are personal data. They are kept in memory as keys and are in no log, no metric and no error.

use std::{
    fmt,
    net::{IpAddr, Ipv6Addr, SocketAddr},
    str::FromStr,
};

use http::{HeaderMap, HeaderName, request::Parts};
use ipnet::{IpNet, Ipv4Net};

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The other end of a connection, as the accept loop saw it; travels in a request's extensions.
#[derive(Clone, Copy)]
pub(crate) struct Peer(pub(crate) IpAddr);

/// Who shares a budget: an IPv4 address, or the /64 of IPv6 that one household or one machine has to itself.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct ClientAddress(Option<IpAddr>);

impl ClientAddress {
    /// The budget that an address falls under. An IPv4 address that is written as IPv6 is an IPv4 address.
    #[must_use]
    pub(crate) fn of(address: IpAddr) -> Self {
        Self(Some(match address.to_canonical() {
            IpAddr::V4(address) => IpAddr::V4(address),
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
        }))
    }

    /// What all share whose address can't be known, since the connection has none.
    #[must_use]
    pub(crate) const fn unknown() -> Self {
        Self(None)
    }

    /// The client that sent a request.
    pub(crate) fn of_request(parts: &Parts, trusted: &TrustedProxies) -> Self {
        parts
            .extensions
            .get::<Peer>()
            .map_or(Self::unknown(), |Peer(peer)| Self::of(trusted.client(*peer, &parts.headers)))
    }
}

impl fmt::Debug for ClientAddress {
    /// Addresses of people stay out of logs, even by accident.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClientAddress")
    }
}

/// The proxies whose word is taken for where a request comes from; by default none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<IpNet>);

/// A text that is no list of networks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected addresses or networks without a host part, separated by commas, as 10.0.0.0/8,192.0.2.7,2001:db8::/32"
)]
pub struct NotNetworks;

impl FromStr for TrustedProxies {
    type Err = NotNetworks;

    /// Reads `10.0.0.0/8, 2001:db8::1`. A network with bits of a host may be a slip that trusts too many, and one of all
    /// addresses would let everybody choose theirs; both are refused.
    fn from_str(text: &str) -> Result<Self, NotNetworks> {
        let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
        items.map(network).collect::<Option<_>>().map(Self).ok_or(NotNetworks)
    }
}

impl TrustedProxies {
    /// Whether this address is one of them.
    #[must_use]
    pub(crate) fn contain(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.contains(&address))
    }

    /// Whether this looks like a proxy that the operator forgot: a peer in a private network, where visitors are not,
    /// that says where a request is from and isn't believed.
    pub(crate) fn lack(&self, parts: &Parts) -> bool {
        let private = |Peer(peer): &Peer| match peer.to_canonical() {
            IpAddr::V4(peer) => peer.is_private() || peer.is_loopback(),
            IpAddr::V6(peer) => peer.is_unique_local() || peer.is_loopback(),
        };
        parts.headers.contains_key(X_FORWARDED_FOR)
            && parts.extensions.get::<Peer>().is_some_and(|peer| private(peer) && !self.contain(peer.0))
    }

    /// The address that a request came from, by the word of the peer as long as that is trusted. What can't be read
    /// stops the search at the proxy that passed it on: nobody chooses their address by writing nonsense.
    fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut nearest = peer;
        let lines = headers.get_all(X_FORWARDED_FOR).iter().rev();
        for hop in lines.flat_map(|line| line.as_bytes().rsplit(|byte| *byte == b',')) {
            if !self.contain(nearest) {
                break;
            }
            let Some(before) = std::str::from_utf8(hop).ok().and_then(address) else { break };
            nearest = before;
        }
        nearest
    }
}

fn network(text: &str) -> Option<IpNet> {
    let network = match text.parse::<IpAddr>() {
        Ok(address) => IpNet::from(address),
        Err(_) => text.parse::<IpNet>().ok()?,
    };
    (network == network.trunc() && network.prefix_len() > 0).then(|| canonical(network)).flatten()
}

/// Networks of IPv4 addresses that are written as IPv6, as those of IPv4; what mixes the two is none.
fn canonical(network: IpNet) -> Option<IpNet> {
    let IpNet::V6(wide) = network else { return Some(network) };
    match (wide.addr().to_ipv4_mapped(), wide.prefix_len().checked_sub(96)) {
        (Some(address), Some(prefix)) => Ipv4Net::new(address, prefix).ok().map(IpNet::V4),
        (Some(_), None) => None,
        (None, _) => Some(network),
    }
}

/// An address as proxies write it, with or without a port.
fn address(hop: &str) -> Option<IpAddr> {
    let hop = hop.trim_matches([' ', '\t']);
    let bracketed = || hop.strip_prefix('[')?.strip_suffix(']')?.parse().ok().map(IpAddr::V6);
    let with_port = || hop.parse::<SocketAddr>().ok().map(|address| address.ip());
    hop.parse().ok().or_else(bracketed).or_else(with_port).map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use http::{HeaderValue, Request};
    use proptest::prelude::*;

    use super::*;

    fn proxies(text: &str) -> TrustedProxies {
        text.parse().expect("a list of networks")
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    /// The client of a request from this peer with these lines of `X-Forwarded-For`.
    fn client(trusted: &TrustedProxies, peer: &str, lines: &[&str]) -> ClientAddress {
        ClientAddress::of_request(&request(peer, lines), trusted)
    }

    fn request(peer: &str, lines: &[&str]) -> Parts {
        let mut request = Request::new(());
        for line in lines {
            request.headers_mut().append(X_FORWARDED_FOR, HeaderValue::from_str(line).expect("a header"));
        }
        request.extensions_mut().insert(Peer(ip(peer)));
        request.into_parts().0
    }

    #[test]
    fn a_forgotten_proxy_is_noticed() {
        let trusted = proxies("10.0.0.0/8");
        for forgotten in ["192.168.0.1", "127.0.0.1", "::1", "fd00::1", "::ffff:172.16.0.1"] {
            assert!(trusted.lack(&request(forgotten, &["203.0.113.9"])), "{forgotten}");
            assert!(!trusted.lack(&request(forgotten, &[])), "{forgotten}");
        }
        for other in ["10.0.0.1", "::ffff:10.0.0.1", "203.0.113.9", "2001:db8::1"] {
            assert!(!trusted.lack(&request(other, &["203.0.113.9"])), "{other}");
        }
    }

    #[test]
    fn without_trusted_proxies_the_header_means_nothing() {
        let found = client(&TrustedProxies::default(), "198.51.100.1", &["203.0.113.9"]);
        assert!(found == ClientAddress::of(ip("198.51.100.1")));
        let elsewhere = client(&proxies("10.0.0.0/8"), "198.51.100.1", &["203.0.113.9"]);
        assert!(elsewhere == ClientAddress::of(ip("198.51.100.1")));
    }

    #[test]
    fn behind_proxies_the_client_is_the_right_most_address_that_is_none_of_them() {
        let trusted = proxies("10.0.0.0/8, 2001:db8:aaaa::/48");
        for (lines, expected) in [
            (&["203.0.113.9"][..], "203.0.113.9"),
            (&["1.1.1.1, 203.0.113.9"], "203.0.113.9"),
            (&["1.1.1.1, 203.0.113.9,\t10.1.2.3"], "203.0.113.9"),
            (&["1.1.1.1", "203.0.113.9", "2001:db8:aaaa::5, 10.1.2.3"], "203.0.113.9"),
            (&["203.0.113.9:4711, 10.1.2.3:80"], "203.0.113.9"),
            (&["[2001:db8:1::7]:443"], "2001:db8:1::7"),
            (&["[2001:db8:1::7]"], "2001:db8:1::7"),
            (&["::ffff:203.0.113.9"], "203.0.113.9"),
            (&[], "10.0.0.1"),
            (&["10.1.2.3"], "10.1.2.3"),
        ] {
            let found = client(&trusted, "10.0.0.1", lines);
            assert!(found == ClientAddress::of(ip(expected)), "{lines:?}");
            // A proxy that listens on both kinds sees its IPv4 peers like this.
            assert!(client(&trusted, "::ffff:10.0.0.1", lines) == found, "{lines:?}");
        }
    }

    #[test]
    fn what_can_not_be_read_stops_at_the_proxy_that_passed_it_on() {
        let trusted = proxies("10.0.0.0/8");
        for nonsense in ["", "unknown", "_hidden", "203.0.113.999", "[::1", "1.1.1.1 2.2.2.2", "fe80::1%eth0"]
        {
            let lines = [format!("1.1.1.1, {nonsense}, 10.1.2.3")];
            let found = client(&trusted, "10.0.0.1", &[&lines[0]]);
            assert!(found == ClientAddress::of(ip("10.1.2.3")), "{nonsense}");
        }
    }

    #[test]
    fn a_household_shares_one_budget_and_its_neighbours_have_their_own() {
        let of = |text| ClientAddress::of(ip(text));
        assert!(of("2001:db8:1:2::1") == of("2001:db8:1:2:ffff:ffff:ffff:ffff"));
        assert!(of("2001:db8:1:2::1") != of("2001:db8:1:3::1"));
        assert!(of("192.0.2.1") != of("192.0.2.2"));
        assert!(of("::ffff:192.0.2.1") == of("192.0.2.1"));
    }

    #[test]
    fn networks_are_read_and_slips_are_refused() {
        let trusted = proxies(" 10.0.0.0/8,192.0.2.7 , 2001:db8::/32,::ffff:172.16.0.0/108,, ");
        for (address, contained) in [
            ("10.255.0.1", true),
            ("::ffff:10.255.0.1", true),
            ("11.0.0.1", false),
            ("192.0.2.7", true),
            ("192.0.2.8", false),
            ("2001:db8:ffff::1", true),
            ("172.31.0.1", true),
            ("172.32.0.1", false),
        ] {
            assert_eq!(trusted.contain(ip(address)), contained, "{address}");
        }
        assert_eq!(proxies(""), TrustedProxies::default());
        for slip in [
            "10.0.0.0/33",
            "10.0.0.1/8",
            "localhost",
            "10.0.0.0/8;10.1.0.0/16",
            "*",
            "0.0.0.0/0",
            "::/0",
            "::ffff:0.0.0.0/90",
        ] {
            assert_eq!(slip.parse::<TrustedProxies>(), Err(NotNetworks), "{slip}");
        }
    }

    #[test]
    fn an_address_is_not_printed() {
        assert_eq!(format!("{:?}", ClientAddress::of(ip("192.0.2.1"))), "ClientAddress");
    }

    fn any_address() -> impl Strategy<Value = IpAddr> {
        prop_oneof![any::<[u8; 4]>().prop_map(IpAddr::from), any::<[u8; 16]>().prop_map(IpAddr::from)]
    }

    proptest! {
        /// Whatever a client writes, the proxy appends where it saw the client, and that is who the client is.
        #[test]
        fn no_client_chooses_its_address(claimed in "[ -~]{0,60}", seen in any_address()) {
            let trusted = proxies("10.0.0.0/8");
            prop_assume!(!trusted.contain(seen));
            let (line, appended) = (format!("{claimed}, {seen}"), seen.to_string());
            let expected = ClientAddress::of(seen);
            prop_assert!(client(&trusted, "10.0.0.1", &[&line]) == expected);
            prop_assert!(client(&trusted, "10.0.0.1", &[&claimed, &appended]) == expected);
            prop_assert!(client(&trusted, &appended, &[&claimed]) == expected);
        }

        /// The budget of an address is that of its first 64 bits, and of all 32 for IPv4.
        #[test]
        fn a_budget_is_a_prefix(address in any::<u128>(), host in any::<u64>()) {
            let neighbour = (address >> 64 << 64) | u128::from(host);
            let of = |bits: u128| ClientAddress::of(IpAddr::V6(bits.into()));
            prop_assume!(address >> 64 != 0);
            prop_assert!(of(address) == of(neighbour));
            prop_assert!(of(address) != of(address ^ (1 << 64)));
        }
    }
}
