//! Records that were decoded since the last commit. Every request asks who somebody is, and the pages of one case ask
//! for that case three or four times; decoding takes longer than finding.
//!
//! It belongs to one view, and a view never changes: so nothing in it becomes wrong, and the next commit begins with
//! none of it.

use crate::desk::record::{Record, RecordKind};
use std::any::Any;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// How many records are kept; then it begins anew. (A page of a list has up to 200 cases.)
const MOST: usize = 1_000;

type Held = Arc<dyn Any + Send + Sync>;

/// The decoded records of a view, by kind and key.
#[derive(Default)]
pub(super) struct Decoded(RwLock<HashMap<(RecordKind, Vec<u8>), Held>>);

impl Decoded {
    /// The record with this key, when it was decoded before; else what `decode` gives.
    pub(super) fn once<R: Record, E>(
        &self,
        key: Vec<u8>,
        decode: impl FnOnce(&[u8]) -> Result<Option<R>, E>,
    ) -> Result<Option<R>, E> {
        let key = (R::KIND, key);
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        if let Some(record) = known.as_deref().and_then(|known| known.downcast_ref::<R>()) {
            return Ok(Some(record.clone()));
        }
        let record = decode(&key.1)?;
        if let Some(record) = &record {
            let mut records = self.0.write().unwrap_or_else(PoisonError::into_inner);
            if records.len() >= MOST {
                records.clear();
            }
            records.insert(key, Arc::new(record.clone()));
        }
        Ok(record)
    }
}
