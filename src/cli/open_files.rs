//! How many files and connections the system lets the desk have open at once.

use crate::http::server::Bounds;
use rustix::process::{Resource, getrlimit, setrlimit};

/// How many the desk needs besides its connections: data file, backups, mail, the admin socket.
const OTHERS: usize = 256;

/// Raises the limit of this process as far as it may, and gives the bounds of connections that fit into it. When they
/// are fewer than the desk would take, the log says what to do.
pub(super) fn raise() -> Bounds {
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    // What it may not raise it leaves.
    if let Err(error) = setrlimit(Resource::Nofile, limit) {
        tracing::debug!(%error, "the limit of open files stays as it was");
    }
    let wanted = Bounds::default();
    let open =
        getrlimit(Resource::Nofile).current.map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX));
    let connections = open.saturating_sub(OTHERS).clamp(1, wanted.connections);
    if connections < wanted.connections {
        tracing::warn!(
            "the system lets this program open {open} files, so only {connections} connections are taken at once; for \
             {} allow it {} (`ulimit -n`, or `LimitNOFILE=` of its service)",
            wanted.connections,
            wanted.connections + OTHERS
        );
    }
    Bounds { connections, ..wanted }
}
