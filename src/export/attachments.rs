//! The bytes of the files that people sent along, one file each under their hash, as the rows name them.

use super::ExportError;
use crate::desk::Fault;
use crate::secret::hex;
use crate::store::{Snapshot, kept_file};
use std::fs::{DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

/// The folder that they lie in.
const FOLDER: &str = "attachments";

/// Writes them below `to`, a chunk after the other; gives how many there are. Without any there is no folder.
pub(super) fn write(
    snapshot: &Snapshot,
    to: &Path,
    progress: &mut dyn FnMut(&str) -> ControlFlow<()>,
) -> Result<u64, ExportError> {
    let hashes = kept_file::claimed(snapshot)?;
    if hashes.is_empty() {
        return Ok(0);
    }
    let folder = to.join(FOLDER);
    DirBuilder::new().mode(0o700).create(&folder).map_err(|what| ExportError::Io { path: folder.clone(), what })?;
    for hash in &hashes {
        if progress(&format!("exporting {FOLDER}")).is_break() {
            return Err(ExportError::BrokenOff);
        }
        let file = kept_file::find(snapshot, hash)?;
        let file = file.ok_or_else(|| Fault("the bytes of a file are missing".into()))?;
        let path = folder.join(hex(hash));
        let io = |what: io::Error| ExportError::Io { path: path.clone(), what };
        let mut out = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path).map_err(io)?;
        for n in 0..file.chunks {
            out.write_all(&kept_file::chunk(snapshot, &file, n)?).map_err(io)?;
        }
        out.sync_all().map_err(io)?;
    }
    Ok(hashes.len() as u64)
}
