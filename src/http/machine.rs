//! The machine that the desk runs on, as others reach it.

use std::net::{IpAddr, SocketAddr};

/// Its name; none when it has none that others could use.
pub fn host_name() -> Option<String> {
    let name = rustix::system::uname().nodename().to_str().ok()?.to_ascii_lowercase();
    let is_fit = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    (!name.is_empty() && name != "localhost" && name.chars().all(is_fit)).then_some(name)
}

/// Its addresses in its networks, those of IPv4 first.
pub fn addresses() -> Vec<IpAddr> {
    let interfaces = if_addrs::get_if_addrs()
        .inspect_err(|error| tracing::warn!(%error, "the addresses of this machine cannot be listed"))
        .unwrap_or_default();
    let mut found: Vec<IpAddr> = interfaces.iter().map(if_addrs::Interface::ip).filter(|ip| is_reached(*ip)).collect();
    found.sort_by_key(|ip| (ip.is_ipv6(), *ip));
    found.dedup();
    found
}

/// Whether others find it by this address alone: not the machine's own, nor one that counts on one wire only.
fn is_reached(ip: IpAddr) -> bool {
    let on_one_wire = match ip {
        IpAddr::V4(ip) => ip.is_link_local(),
        IpAddr::V6(ip) => ip.is_unicast_link_local(),
    };
    !ip.is_loopback() && !ip.is_unspecified() && !on_one_wire
}

/// Where a browser opens a desk that listens here: by each address of the machine and by its name, when it listens on
/// all of them.
pub fn pages(scheme: &str, listens: SocketAddr) -> Vec<String> {
    pages_of(scheme, listens, &addresses(), host_name())
}

fn pages_of(scheme: &str, listens: SocketAddr, addresses: &[IpAddr], name: Option<String>) -> Vec<String> {
    let port = match (scheme, listens.port()) {
        ("https", 443) | ("http", 80) => String::new(),
        (_, port) => format!(":{port}"),
    };
    let at = |ip: &IpAddr| match ip {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("[{ip}]"),
    };
    let hosts: Vec<String> = if listens.ip().is_unspecified() {
        let heard = addresses.iter().filter(|ip| ip.is_ipv4() || listens.is_ipv6());
        heard.map(at).chain(name).collect()
    } else {
        vec![at(&listens.ip())]
    };
    let hosts = if hosts.is_empty() { vec!["localhost".to_owned()] } else { hosts };
    hosts.into_iter().map(|host| format!("{scheme}://{host}{port}")).collect()
}

#[cfg(test)]
mod tests {
    use super::{addresses, is_reached, pages_of};
    use std::net::IpAddr;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap_or(IpAddr::from([0, 0, 0, 0]))
    }

    fn pages(scheme: &str, listens: &str, name: Option<&str>) -> Vec<String> {
        let both = [ip("192.0.2.7"), ip("2001:db8::7")];
        let listens = listens.parse().unwrap_or_else(|_| ([0, 0, 0, 0], 0).into());
        pages_of(scheme, listens, &both, name.map(str::to_owned))
    }

    #[test]
    fn everywhere_is_opened_by_each_address_and_by_the_name() {
        let all = ["https://192.0.2.7", "https://[2001:db8::7]", "https://mesa"];
        assert_eq!(pages("https", "[::]:443", Some("mesa")), all);
        assert_eq!(pages("https", "0.0.0.0:8443", None), ["https://192.0.2.7:8443"]);
        assert_eq!(pages("http", "127.0.0.1:8080", Some("mesa")), ["http://127.0.0.1:8080"]);
        assert_eq!(pages("http", "[::1]:80", Some("mesa")), ["http://[::1]"]);
        let alone = pages_of("https", ([0, 0, 0, 0], 443).into(), &[], None);
        assert_eq!(alone, ["https://localhost"]);
    }

    #[test]
    fn addresses_that_nobody_else_reaches_are_none() {
        for unreached in ["127.0.0.1", "::1", "fe80::1", "169.254.3.4", "0.0.0.0"] {
            assert!(!is_reached(ip(unreached)), "{unreached}");
        }
        assert!(is_reached(ip("10.0.0.4")) && is_reached(ip("fd00::2")));
        assert!(addresses().iter().all(|ip| is_reached(*ip)));
    }
}
