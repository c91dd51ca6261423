//! Where a request comes from, as far as it says: its host, its scheme, its peer, the page that sent it.

use super::proxies::Proxies;
use crate::http::outside::Entrance;
use crate::http::problem::{Code, Problem};
use poem::Request;
use poem::http::{Uri, header};
use std::net::IpAddr;

/// The authority of an address such as `https://mesa.example:8443/x`, in lower case, without the scheme's own port.
pub(crate) fn authority(url: &str) -> Option<String> {
    let uri: Uri = url.parse().ok()?;
    let host = uri.host()?.to_ascii_lowercase();
    let own_port = match uri.scheme_str() {
        Some("https") => Some(443),
        Some("http") => Some(80),
        _ => None,
    };
    Some(match uri.port_u16().filter(|port| Some(*port) != own_port) {
        Some(port) => format!("{host}:{port}"),
        None => host,
    })
}

/// Whether an address begins with https.
pub(crate) fn is_https(url: &str) -> bool {
    url.get(..8).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https://"))
}

/// The host that the request names, with its port; `secure` tells which port goes without saying.
pub(crate) fn host(request: &Request, secure: bool) -> Option<String> {
    let named = request.uri().authority().map(|authority| authority.as_str().to_owned());
    let named = named.or_else(|| request.header(header::HOST).map(str::to_owned))?;
    authority(&format!("{}://{named}", if secure { "https" } else { "http" }))
}

/// Whether a host is this very machine by its own names.
pub(crate) fn is_loopback_name(host: &str) -> bool {
    let name = host
        .rsplit_once(':')
        .filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()))
        .map_or(host, |(name, _)| name);
    let name = name.trim_start_matches('[').trim_end_matches(']');
    name == "localhost" || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// The address of whoever is at the other end: what the connection says, and what proxies of ours say beyond it.
pub(crate) fn peer(request: &Request, proxies: &Proxies) -> Option<IpAddr> {
    let peer = request.remote_addr().as_socket_addr()?.ip().to_canonical();
    let lines = request.headers().get_all("x-forwarded-for").into_iter().filter_map(|line| line.to_str().ok());
    let said: Vec<&str> = lines.flat_map(|line| line.split(',')).collect();
    Some(proxies.far_end(peer, said.into_iter()))
}

/// Whether the request came by TLS to a proxy of ours, as it says.
pub(crate) fn forwarded_tls(request: &Request, proxies: &Proxies) -> bool {
    let from_proxy = request.remote_addr().as_socket_addr().is_some_and(|peer| proxies.include(peer.ip()));
    // The last word is that of the proxy nearest to us.
    let schemes = request.headers().get_all("x-forwarded-proto").into_iter().filter_map(|line| line.to_str().ok());
    let last = schemes.flat_map(|line| line.split(',')).last();
    from_proxy && last.is_some_and(|scheme| scheme.trim().eq_ignore_ascii_case("https"))
}

/// Refuses a change that another site's page sends with our cookie. Browsers say with every such request where it comes
/// from; one that says nothing is not believed when a cookie speaks for it (`with_cookie`).
pub(crate) fn check(request: &Request, entrance: &Entrance, with_cookie: bool) -> Result<(), Problem> {
    let own = match (request.header("sec-fetch-site"), request.header(header::ORIGIN)) {
        // Where TLS is, a page that came without it may be anybody's.
        (_, Some(origin)) if entrance.secure && !is_https(origin) => false,
        (_, Some(origin)) => authority(origin).is_some_and(|origin| entrance.host.as_ref() == Some(&origin)),
        (Some(site), None) => site == "same-origin",
        (None, None) => !with_cookie,
    };
    if own { Ok(()) } else { Err(Problem::of(Code::CrossOrigin)) }
}

#[cfg(test)]
mod tests {
    use super::{Entrance, authority, check, is_loopback_name};
    use poem::Request;

    #[test]
    fn authorities_are_compared_without_their_own_port() {
        assert_eq!(authority("https://Mesa.Example:443/x").as_deref(), Some("mesa.example"));
        assert_eq!(authority("http://mesa.example:8080").as_deref(), Some("mesa.example:8080"));
    }

    #[test]
    fn loopback_has_many_names() {
        for name in ["localhost", "localhost:8080", "127.0.0.1:80", "[::1]:8080", "[::1]"] {
            assert!(is_loopback_name(name), "{name}");
        }
        assert!(!is_loopback_name("localhost.evil.example"));
        assert!(!is_loopback_name("10.0.0.1"));
    }

    #[test]
    fn another_sites_page_is_refused() {
        let host = &Entrance { host: Some("mesa.example".to_owned()), secure: true };
        let from = |name: &str, value: &str| Request::builder().header(name, value).finish();
        assert!(check(&from("origin", "https://mesa.example"), host, true).is_ok());
        assert!(check(&from("origin", "https://evil.example"), host, true).is_err());
        assert!(check(&from("origin", "http://mesa.example"), host, true).is_err());
        assert!(check(&from("origin", "null"), host, true).is_err());
        assert!(check(&from("sec-fetch-site", "same-origin"), host, true).is_ok());
        assert!(check(&from("sec-fetch-site", "same-site"), host, true).is_err());
        assert!(check(&from("accept", "*/*"), host, true).is_err());
        assert!(check(&from("accept", "*/*"), host, false).is_ok());
    }
}
