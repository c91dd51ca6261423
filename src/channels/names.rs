//! The addresses of a host name.
//!
//! Not by the C library: linked statically it would load the machine's name-service modules while it runs.

use hickory_resolver::TokioResolver;
use hickory_resolver::config::ResolverConfig;
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use std::net::IpAddr;

/// The addresses of `host`, from `/etc/hosts` or by the name servers of `/etc/resolv.conf`; both are read anew each
/// time. An address stands for itself.
///
/// # Errors
/// Why there are none, in words.
pub(super) async fn addresses(host: &str) -> Result<Vec<IpAddr>, String> {
    if let Ok(address) = host.parse() {
        return Ok(vec![address]);
    }
    let builder = TokioResolver::builder_tokio().unwrap_or_else(|_| {
        // Without name servers the hosts file is left.
        let nobody = ResolverConfig::from_parts(None, vec![], vec![]);
        TokioResolver::builder_with_config(nobody, TokioRuntimeProvider::default())
    });
    let unknown = |cause: &dyn std::fmt::Display| format!("{host}: no address found ({cause})");
    let resolver = builder.build().map_err(|cause| unknown(&cause))?;
    let found: Vec<IpAddr> = resolver.lookup_ip(host).await.map_err(|cause| unknown(&cause))?.iter().collect();
    if found.is_empty() { Err(unknown(&"the name has none")) } else { Ok(found) }
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[tokio::test]
    async fn an_address_stands_for_itself_and_the_own_machine_is_known() {
        assert_eq!(addresses("127.0.0.1").await, Ok(vec![std::net::Ipv4Addr::LOCALHOST.into()]));
        assert!(addresses("localhost").await.is_ok_and(|found| found.iter().all(|ip| ip.is_loopback())));
        assert!(addresses("no such name").await.is_err_and(|words| words.starts_with("no such name: ")));
    }
}
