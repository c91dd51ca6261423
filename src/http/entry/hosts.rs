//! The hosts under which the desk answers. Once its public address is set, only that one, so that no foreign name can
//! be made to point here and read along (DNS rebinding); and this machine's own names, for whoever looks after it here.

use super::origin::{authority, is_https, is_loopback_name};
use crate::desk::id::Seq;
use crate::desk::{Facts, Fault};
use crate::store::Store;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::watch;

/// The public address of the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PublicAddress {
    /// Its host, with a port that does not go without saying.
    pub(crate) authority: String,
    /// Whether it is reached by TLS.
    pub(crate) tls: bool,
}

/// The public address as of the last journal entry.
pub(crate) struct Hosts {
    head: watch::Receiver<Seq>,
    known: Mutex<Option<(Seq, Option<Arc<PublicAddress>>)>>,
}

impl Hosts {
    pub(crate) fn new(head: watch::Receiver<Seq>) -> Self {
        Self { head, known: Mutex::new(None) }
    }

    /// The public address, when one is set. Looked up again only after the journal grew.
    pub(crate) fn public(&self, store: &Store) -> Result<Option<Arc<PublicAddress>>, Fault> {
        let head = *self.head.borrow();
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((seq, address)) = known.as_ref().filter(|(seq, _)| *seq == head) {
            let _ = seq;
            return Ok(address.clone());
        }
        let settings = store.snapshot()?.settings()?;
        let address = settings
            .public_url
            .as_deref()
            .and_then(|url| authority(url).map(|authority| Arc::new(PublicAddress { authority, tls: is_https(url) })));
        *known = Some((head, address.clone()));
        Ok(address)
    }
}

/// Whether a request for `host` from `peer` is answered. The machine's own names count only from the machine itself:
/// elsewhere they would be somebody's pretence.
pub(crate) fn is_answered(public: Option<&PublicAddress>, host: Option<&str>, peer: Option<IpAddr>) -> bool {
    let Some(public) = public else { return true };
    host.is_some_and(|host| {
        host == public.authority || (is_loopback_name(host) && peer.is_some_and(|peer| peer.is_loopback()))
    })
}

#[cfg(test)]
mod tests {
    use super::{PublicAddress, is_answered};
    use std::net::{IpAddr, Ipv4Addr};

    #[test]
    fn once_an_address_is_set_only_that_one_is_answered() {
        let public = PublicAddress { authority: "mesa.example".to_owned(), tls: true };
        let here = Some(IpAddr::V4(Ipv4Addr::LOCALHOST));
        let there = Some(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 7)));
        assert!(is_answered(None, Some("any.example"), there));
        assert!(is_answered(Some(&public), Some("mesa.example"), there));
        assert!(!is_answered(Some(&public), Some("evil.example"), here));
        assert!(!is_answered(Some(&public), None, here));
        assert!(is_answered(Some(&public), Some("localhost:8080"), here));
        assert!(!is_answered(Some(&public), Some("localhost:8080"), there));
    }
}
