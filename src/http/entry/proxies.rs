//! The proxies before the desk, whose word about a request is believed.

use ipnet::IpNet;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// An address, or all addresses of a network, such as `10.0.0.0/8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network(IpNet);

impl FromStr for Network {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let network = text.parse::<IpNet>().or_else(|_| text.parse::<IpAddr>().map(IpNet::from));
        network.map(Self).map_err(|_| format!("{text}: this is no address and no network such as 10.0.0.0/8"))
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The proxies that are believed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proxies(pub Vec<Network>);

impl Proxies {
    /// Those on this machine.
    pub fn here() -> Self {
        let v4 = IpNet::new_assert(Ipv4Addr::new(127, 0, 0, 0).into(), 8);
        Self(vec![Network(v4), Network(IpNet::from(IpAddr::V6(Ipv6Addr::LOCALHOST)))])
    }

    /// Whether one of them is at this address.
    pub(crate) fn include(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.0.contains(&address.to_canonical()))
    }

    /// Who is at the far end of a chain of proxies: `peer` is who spoke to us, `said` are the addresses that
    /// `X-Forwarded-For` lists, the nearest last. Each is believed only as far as a proxy of ours says so; the first
    /// stranger from our side is who it is, whatever they claim beyond.
    pub(crate) fn far_end<'a>(&self, peer: IpAddr, said: impl DoubleEndedIterator<Item = &'a str>) -> IpAddr {
        let mut far = peer;
        for address in said.rev() {
            if !self.include(far) {
                break;
            }
            match address.trim().parse() {
                Ok(address) => far = address,
                Err(_) => break,
            }
        }
        far
    }
}

#[cfg(test)]
mod tests {
    use super::{Network, Proxies};
    use std::net::IpAddr;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap_or(IpAddr::from([0, 0, 0, 0]))
    }

    fn far_end(proxies: &[&str], peer: &str, said: &str) -> String {
        let proxies = Proxies(proxies.iter().filter_map(|text| text.parse::<Network>().ok()).collect());
        proxies.far_end(address(peer), said.split(',').filter(|part| !part.trim().is_empty())).to_string()
    }

    #[test]
    fn only_our_own_proxies_are_believed_and_only_as_far_as_they_see() {
        assert_eq!(far_end(&[], "192.0.2.1", "203.0.113.9"), "192.0.2.1");
        assert_eq!(far_end(&["10.0.0.0/8"], "192.0.2.1", "203.0.113.9"), "192.0.2.1");
        assert_eq!(far_end(&["10.0.0.0/8"], "10.1.2.3", "203.0.113.9"), "203.0.113.9");
        // What the stranger wrote in front of it is theirs alone.
        assert_eq!(far_end(&["10.0.0.0/8"], "10.1.2.3", "127.0.0.1, 203.0.113.9"), "203.0.113.9");
        assert_eq!(far_end(&["10.0.0.0/8", "192.0.2.1"], "10.1.2.3", "203.0.113.9, 192.0.2.1"), "203.0.113.9");
        assert_eq!(far_end(&["10.0.0.0/8"], "10.1.2.3", "nonsense"), "10.1.2.3");
        assert_eq!(far_end(&["10.0.0.0/8"], "10.1.2.3", ""), "10.1.2.3");
        assert_eq!(far_end(&["10.0.0.0/8"], "::ffff:10.1.2.3", "203.0.113.9"), "203.0.113.9");
    }

    #[test]
    fn this_machine_has_two_loopbacks() {
        let here = Proxies::here();
        assert!(here.include(address("127.0.0.1")) && here.include(address("::1")));
        assert!(!here.include(address("10.0.0.1")));
        assert!("10.0.0.0/33".parse::<Network>().is_err() && "proxy".parse::<Network>().is_err());
    }
}
