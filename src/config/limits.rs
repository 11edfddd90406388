//! The settings that bound what one client may ask for, and whose word is taken for who that is.

use super::Config;
use crate::{
    graphql::cost::MAX_COST,
    http::{HttpSettings, NotNetworks, Rate, RateLimits, TrustedProxies},
};

/// What a burst must be; the number is [`MAX_COST`].
pub(super) const BURST: &str = "expected a number from 10000, since one operation may cost as much";

impl Config {
    /// The settings of the edge, as far as they are configured rather than fixed by design.
    #[must_use]
    pub fn http(&self) -> HttpSettings {
        HttpSettings {
            max_connections_per_address: self.folio_address_connections,
            trusted_proxies: self.trusted_proxies().unwrap_or_default(),
            rates: RateLimits {
                user: Rate::new(self.folio_user_rate, self.folio_user_burst),
                address: Rate::new(self.folio_address_rate, self.folio_address_burst),
                ..RateLimits::default()
            },
            ..HttpSettings::default()
        }
    }

    fn trusted_proxies(&self) -> Result<TrustedProxies, NotNetworks> {
        self.folio_trusted_proxies.parse()
    }
}

/// What can't work: a line each, with the setting's name and what would be accepted.
pub(super) fn problems(config: &Config) -> impl Iterator<Item = String> {
    let proxies = config.trusted_proxies().err().map(|error| format!("FOLIO_TRUSTED_PROXIES: {error}"));
    // A burst below one operation's cost would let that operation through for a part of it.
    let bursts =
        [("FOLIO_USER_BURST", config.folio_user_burst), ("FOLIO_ADDRESS_BURST", config.folio_address_burst)];
    let too_small = |burst: u32| usize::try_from(burst).is_ok_and(|burst| burst < MAX_COST);
    let bursts = bursts.into_iter().filter(move |(_, burst)| too_small(*burst));
    proxies.into_iter().chain(bursts.map(|(setting, _)| format!("{setting}: {BURST}")))
}

/// The edge's own defaults as settings, so that they are written in one place.
pub(super) struct Defaults {
    pub(super) user_rate: u32,
    pub(super) user_burst: u32,
    pub(super) address_rate: u32,
    pub(super) address_burst: u32,
    pub(super) address_connections: usize,
}

impl Defaults {
    pub(super) fn of_the_edge() -> Self {
        let HttpSettings { rates, max_connections_per_address, .. } = HttpSettings::default();
        let numbers = |rate: Option<Rate>| rate.map_or((0, 0), |r| (r.per_second.get(), r.burst.get()));
        let ((user_rate, user_burst), (address_rate, address_burst)) =
            (numbers(rates.user), numbers(rates.address));
        Self {
            user_rate,
            user_burst,
            address_rate,
            address_burst,
            address_connections: max_connections_per_address,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_those_of_the_edge() {
        let (configured, edge) = (Config::default().http(), HttpSettings::default());
        assert_eq!((configured.rates.user, configured.rates.address), (edge.rates.user, edge.rates.address));
        assert_eq!(configured.max_connections_per_address, edge.max_connections_per_address);
        assert!(configured.rates.user.is_some() && configured.rates.address.is_some());
        assert_eq!(problems(&Config::default()).count(), 0);
    }

    #[test]
    fn zero_switches_a_limit_off() {
        let config = Config { folio_user_rate: 0, ..Config::default() };
        assert_eq!(config.http().rates.user, None);
        assert!(config.http().rates.address.is_some());
        let config = Config { folio_address_rate: 0, ..Config::default() };
        assert_eq!(config.http().rates.address, None);
    }

    #[test]
    fn a_burst_holds_the_dearest_operation_and_the_message_says_so() {
        let least = u32::try_from(MAX_COST).expect("a small number");
        let with =
            |burst| Config { folio_user_burst: burst, folio_address_burst: burst, ..Config::default() };
        assert_eq!(problems(&with(least)).count(), 0);
        let problems: Vec<String> = problems(&with(least - 1)).collect();
        assert!(
            problems[0].starts_with("FOLIO_USER_BURST: ") && problems[1].starts_with("FOLIO_ADDRESS_BURST: ")
        );
        assert!(problems.iter().all(|problem| problem.contains(&MAX_COST.to_string())), "{problems:?}");
    }

    #[test]
    fn proxies_are_read_or_named() {
        let with = |text: &str| Config { folio_trusted_proxies: text.to_owned(), ..Config::default() };
        assert_ne!(with("10.0.0.0/8").http().trusted_proxies, TrustedProxies::default());
        let problem = problems(&with("10.0.0.1/8")).next().expect("a host part");
        assert!(problem.starts_with("FOLIO_TRUSTED_PROXIES: expected addresses or networks"), "{problem}");
        assert!(!problem.contains("10.0.0.1/8"), "a value is not quoted: {problem}");
    }
}
