//! Addresses of other programs on the web.

/// An address of the web, taken apart as far as a message needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WebUrl<'a> {
    /// Whether the way there is protected.
    pub tls: bool,
    /// The host: a name, an address, or an IPv6 address without its brackets.
    pub host: &'a str,
    /// The port.
    pub port: u16,
    /// What the request is made of: path and query.
    pub path: &'a str,
}

impl<'a> WebUrl<'a> {
    /// Takes an `https` address apart; `None` when it is none, or holds a user, a fragment or what does not belong there.
    pub fn parse(url: &'a str) -> Option<Self> {
        Self::read(url.strip_prefix("https://")?, true)
    }

    /// The same, or an `http` address of this very machine: nothing of what goes there is to be seen elsewhere.
    pub fn parse_or_local(url: &'a str) -> Option<Self> {
        let Some(rest) = url.strip_prefix("http://") else { return Self::parse(url) };
        Self::read(rest, false).filter(Self::is_local)
    }

    /// Whether the host is this very machine, by its own names.
    fn is_local(&self) -> bool {
        self.host == "localhost" || self.host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
    }

    fn read(rest: &'a str, tls: bool) -> Option<Self> {
        let (place, path) = match rest.find(['/', '?', '#']) {
            Some(end) => rest.split_at(end),
            None => (rest, "/"),
        };
        let (host, port) = match place.strip_prefix('[').and_then(|place| place.split_once(']')) {
            Some((host, port)) => {
                host.parse::<std::net::Ipv6Addr>().ok()?;
                (host, if port.is_empty() { None } else { Some(port.strip_prefix(':')?) })
            }
            None => match place.split_once(':') {
                Some((host, port)) => (host, Some(port)),
                None => (place, None),
            },
        };
        let is_host = super::text::is_host_name(host) || host.parse::<std::net::IpAddr>().is_ok();
        let port = port.map_or(Some(if tls { 443 } else { 80 }), |port| port.parse().ok().filter(|port| *port > 0))?;
        let plain = path.starts_with('/') && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#');
        (is_host && plain).then_some(Self { tls, host, port, path })
    }

    /// How the host stands in an address.
    pub fn written_host(&self) -> String {
        if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::WebUrl;

    #[test]
    fn an_address_is_taken_apart_or_refused() {
        let parsed = |url| WebUrl::parse(url).map(|url| (url.host, url.port, url.path));
        assert_eq!(parsed("https://erp.example"), Some(("erp.example", 443, "/")));
        assert_eq!(parsed("https://erp.example:8443/a?b=c"), Some(("erp.example", 8443, "/a?b=c")));
        assert_eq!(parsed("https://[2001:db8::1]:444/a"), Some(("2001:db8::1", 444, "/a")));
        assert_eq!(parsed("https://127.0.0.1/"), Some(("127.0.0.1", 443, "/")));
        for wrong in [
            "http://erp.example/",
            "https://",
            "https:///a",
            "https://a:b@erp.example/",
            "https://user@erp.example/",
            "https://erp.example:0/",
            "https://erp.example:70000/",
            "https://erp.example/#a",
            "https://erp.example?a",
            "https://erp.example/a b",
            "https://erp.example/a\r\nHost: other",
            "https://[::1/",
            "https://[erp.example]/",
            "https://[::1]a/",
        ] {
            assert_eq!(parsed(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn without_protection_only_this_machine_is_spoken_to() {
        let parsed = |url| WebUrl::parse_or_local(url).map(|url| (url.tls, url.host, url.port));
        assert_eq!(parsed("https://login.example/token"), Some((true, "login.example", 443)));
        assert_eq!(parsed("http://127.0.0.1:8080/token"), Some((false, "127.0.0.1", 8080)));
        assert_eq!(parsed("http://localhost/token"), Some((false, "localhost", 80)));
        assert_eq!(parsed("http://[::1]:81/"), Some((false, "::1", 81)));
        for wrong in ["http://login.example/", "http://10.0.0.1/", "http://127.0.0.1.evil.example/", "ftp://127.0.0.1/"]
        {
            assert_eq!(parsed(wrong), None, "{wrong}");
        }
    }
}
