//! Where a request may go. What decides is the address that is really dialled, not the name that led to it: names
//! change while nobody looks.

use ipnet::IpNet;
use rules::desk::WebUrl;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::LazyLock;

/// What is not the public internet (the special-purpose registries of IANA, RFC 6890, and multicast), and what stands for
/// an IPv4 address inside an IPv6 one: 6to4, Teredo and NAT64 would lead around the first half of this list.
const INSIDE: [&str; 28] = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
    "::/96",
    "64:ff9b::/96",
    "64:ff9b:1::/48",
    "100::/64",
    "2001::/23",
    "2001:db8::/32",
    "2002::/16",
    "3fff::/20",
    "5f00::/16",
    "fc00::/7",
    "fe80::/10",
    "fec0::/10",
    "ff00::/8",
];

static INSIDE_NETS: LazyLock<Vec<IpNet>> = LazyLock::new(|| INSIDE.iter().filter_map(|net| net.parse().ok()).collect());

/// Whether what is for `url` may go to this address; `inside` is the host that an administrator allowed by name to lie
/// inside the premises.
pub(super) fn may_dial(url: WebUrl<'_>, inside: Option<&str>, address: IpAddr) -> bool {
    let allowed = inside.is_some_and(|host| host.eq_ignore_ascii_case(url.host));
    allowed || is_public(address)
}

fn is_public(address: IpAddr) -> bool {
    let address = match address {
        IpAddr::V6(address) => address.to_ipv4_mapped().map_or(IpAddr::V6(address), IpAddr::V4),
        address => address,
    };
    let unspecified = address == IpAddr::V6(Ipv6Addr::UNSPECIFIED);
    !unspecified && !INSIDE_NETS.iter().any(|net| net.contains(&address))
}

#[cfg(test)]
mod tests {
    use super::{INSIDE, INSIDE_NETS, is_public};

    #[test]
    fn every_net_is_one() {
        assert_eq!(INSIDE_NETS.len(), INSIDE.len());
    }

    #[test]
    fn only_public_addresses_are() {
        for public in ["1.1.1.1", "172.32.0.1", "192.169.0.1", "2606:4700::1111", "::ffff:8.8.8.8"] {
            assert!(public.parse().is_ok_and(is_public), "{public}");
        }
        for inside in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "127.9.9.9",
            "169.254.169.254",
            "172.16.0.1",
            "192.168.1.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::7f00:1",
            "fe80::1",
            "fd00::1",
            "2002:7f00:1::",
            "64:ff9b::7f00:1",
            "ff02::1",
        ] {
            assert!(!inside.parse().is_ok_and(is_public), "{inside}");
        }
    }
}
