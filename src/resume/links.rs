//! The person's own site and their profiles on other networks.

use super::MAX_LINKS;
use super::draft::{LinkDraft, LinkKind};
use super::fields::{Fields, Taken};
use super::loss::LossReason;
use crate::text::{WebUrl, limits};

/// A network that is known by its hosts.
struct Network {
    kind: LinkKind,
    /// As people write it, in small letters.
    names: &'static [&'static str],
    /// Its hosts; their subdomains count, too.
    hosts: &'static [&'static str],
    /// What stands before an account's name in its address.
    accounts: &'static str,
}

const NETWORKS: &[Network] = &[
    Network {
        kind: LinkKind::GitHub,
        names: &["github"],
        hosts: &["github.com"],
        accounts: "https://github.com/",
    },
    Network {
        kind: LinkKind::GitLab,
        names: &["gitlab"],
        hosts: &["gitlab.com"],
        accounts: "https://gitlab.com/",
    },
    Network {
        kind: LinkKind::LinkedIn,
        names: &["linkedin"],
        hosts: &["linkedin.com"],
        accounts: "https://www.linkedin.com/in/",
    },
    Network {
        kind: LinkKind::Twitter,
        names: &["twitter", "x"],
        hosts: &["twitter.com", "x.com"],
        accounts: "https://twitter.com/",
    },
    Network {
        kind: LinkKind::StackOverflow,
        names: &["stackoverflow", "stack overflow"],
        hosts: &["stackoverflow.com"],
        // Accounts there are numbers; names lead nowhere.
        accounts: "https://stackoverflow.com/users/",
    },
];

/// Takes `url` and `profiles` of `basics`.
pub(super) fn take(basics: &mut Fields<'_>) -> Vec<LinkDraft> {
    let own_site = basics.url(&["url", "website"]).map(|url| LinkDraft {
        kind: LinkKind::Website,
        label: None,
        username: None,
        url,
    });
    let profiles = basics.objects(&["profiles"], MAX_LINKS, Some("url"), take_profile);
    own_site.into_iter().chain(profiles).collect()
}

fn take_profile(mut profile: Fields<'_>) -> Option<LinkDraft> {
    let name = profile.text(&["network", "name"], &limits::LINK_LABEL);
    let username = profile.take(&["username", "user", "handle"]);
    let username_path = username.as_ref().map(|taken| taken.path.clone());
    let username = username.and_then(|taken| take_username(&mut profile, taken));
    let mut url = profile.url(&["url", "website", "link"]);

    let named = name.as_deref().and_then(|name| {
        let name = name.to_lowercase();
        NETWORKS.iter().find(|network| network.names.contains(&name.as_str()))
    });
    if let (None, Some(network), Some(username), Some(path)) = (&url, named, &username, &username_path) {
        url = account_address(network, username);
        if url.is_some() {
            profile.report(path, LossReason::Normalised, "the address was made from the account's name");
        }
    }
    let place = profile.path().clone();
    let Some(url) = url else {
        profile.report(&place, LossReason::Unreadable, "a profile needs an address; it was left out");
        profile.finish();
        return None;
    };
    let actual = url.domain().and_then(|domain| network_of(&domain));
    let kind = actual.map_or(LinkKind::Other, |network| network.kind);
    if let (Some(name), Some(known)) = (&name, kind.network())
        && named.map(|network| network.kind) == Some(kind)
        && name != known
    {
        let message = format!("known as {known}");
        profile.report(&place.key("network"), LossReason::Normalised, message);
    }
    // The name says nothing that the kind doesn't, unless it claims something else.
    let label = name.filter(|_| actual.is_none() || named.map(|network| network.kind) != Some(kind));
    profile.finish();
    Some(LinkDraft { kind, label, username, url })
}

fn take_username(profile: &mut Fields<'_>, taken: Taken) -> Option<String> {
    let path = taken.path.clone();
    let username = profile.read_text(taken, &limits::LINK_USERNAME)?;
    match username.strip_prefix('@') {
        Some(bare) if !bare.is_empty() => {
            profile.report(&path, LossReason::Normalised, "written without the @");
            Some(bare.to_owned())
        }
        _ => Some(username),
    }
}

/// The address of an account, when its name is one that fits into an address as it is.
fn account_address(network: &Network, username: &str) -> Option<WebUrl> {
    let plain = username.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
    let numbers_only = network.kind == LinkKind::StackOverflow;
    let is_number = username.chars().all(|c| c.is_ascii_digit());
    if !plain || (numbers_only && !is_number) {
        return None;
    }
    format!("{}{username}", network.accounts).parse().ok()
}

fn network_of(domain: &str) -> Option<&'static Network> {
    let is_at = |host: &str| {
        domain.strip_suffix(host).is_some_and(|before| before.is_empty() || before.ends_with('.'))
    };
    NETWORKS.iter().find(|network| network.hosts.iter().any(|host| is_at(host)))
}
