//! Where other programs hear of what happens here.

use super::id::WebhookId;
use super::record::{Record, RecordKind};
use serde::{Deserialize, Serialize};

/// Another program's address. What its messages are signed with lies apart, among the secrets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Webhook {
    /// Its id.
    pub id: WebhookId,
    /// Counts every change.
    pub version: u64,
    /// What people call it.
    pub name: String,
    /// Where messages go, such as `https://erp.example/hooks/mesa`.
    pub url: String,
    /// The host of `url`, when an administrator allows it by name to lie inside the premises; else only public
    /// addresses are dialled.
    pub inside_host: Option<String>,
    /// Certificates in PEM that the other side's may be signed by, beside those of the public authorities.
    pub trusted_certificates: Option<String>,
    /// Whether anything is sent there.
    pub active: bool,
}

/// An address of the web, taken apart as far as a message needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WebhookUrl<'a> {
    /// The host: a name, an address, or an IPv6 address without its brackets.
    pub host: &'a str,
    /// The port.
    pub port: u16,
    /// What the request is made of: path and query.
    pub path: &'a str,
}

impl<'a> WebhookUrl<'a> {
    /// Takes an `https` address apart; `None` when it is none, or holds a user, a fragment or what does not belong there.
    pub fn parse(url: &'a str) -> Option<Self> {
        let rest = url.strip_prefix("https://")?;
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
        let port = port.map_or(Some(443), |port| port.parse().ok().filter(|port| *port > 0))?;
        let plain = path.starts_with('/') && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#');
        (is_host && plain).then_some(Self { host, port, path })
    }

    /// How the host stands in an address.
    pub fn written_host(&self) -> String {
        if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.to_owned() }
    }
}

impl Record for Webhook {
    const KIND: RecordKind = RecordKind::Webhook;
    type Key = u64;
    fn key(&self) -> u64 {
        self.id.0
    }
}

#[cfg(test)]
mod tests {
    use super::WebhookUrl;

    #[test]
    fn an_address_is_taken_apart_or_refused() {
        let parsed = |url| WebhookUrl::parse(url).map(|url| (url.host, url.port, url.path));
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
}
