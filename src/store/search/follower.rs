//! Writes the index after the journal.

use super::document::{Document, Key, Mark};
use super::index::{NUMBER, Open, Payload};
use super::owed::{Due, Owed};
use crate::desk::id::{ContentId, PersonId, Seq, UnitId};
use crate::desk::{Content, Entry, Event, Facts, Fault, Subject, Unit};
use crate::moment::Moment;
use crate::service_model::{ModelVersion, ServiceModel};
use crate::store::error::fault;
use crate::store::index::journal::Shelf;
use crate::store::tables::Table;
use crate::store::{Direction, Snapshot};
use std::collections::BTreeSet;
use std::future::Future;
use std::path::Path;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Waker};
use tantivy::collector::DocSetCollector;
use tantivy::index::SegmentMeta;
use tantivy::indexer::IndexWriterOptions;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{FutureResult, IndexWriter, Searcher};

/// Memory for what is not in a file yet: the least that tantivy takes.
const MEMORY: usize = 15_000_000;
/// How many journal entries are taken in with one commit.
const ENTRIES: usize = 1_000;
/// How many documents that are owed are written with one commit.
const OWED: usize = 2_000;
/// An index that is further behind than this, and than there are cases, is made anew: that is soonest done.
const TOO_FAR: u64 = 50_000;

/// How many entries about something are looked at for what it was called before.
const LOOKED_BACK: usize = 64;

/// Whether there is more to do at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Went {
    /// Everything is in it.
    UpToDate,
    /// There is more.
    On,
}

/// The one writer of an index.
pub(super) struct Follower {
    writer: IndexWriter,
    instance: String,
    /// The last entry that was taken in.
    seen: Seq,
    owed: Owed,
    forgetting: Forgetting,
}

/// How far the files of the index are from having nothing of what was erased.
#[derive(Default)]
enum Forgetting {
    /// They have nothing of it.
    #[default]
    Done,
    /// It is deleted when nothing is owed any more; it still lies in the files in which it was.
    Due,
    /// Those files are made anew.
    Going(Vec<FutureResult<Option<SegmentMeta>>>),
}

impl Follower {
    /// Goes on with the index in a folder, or begins to make it anew.
    pub(super) fn begin(folder: &Path, snapshot: &Snapshot, instance: &str) -> Result<(Open, Self), Fault> {
        if let Some((open, payload)) = Open::existing(folder)
            && let Some((seen, at)) = payload.seen_of(instance)
            && can_go_on(snapshot, seen, at)?
        {
            let mut follower = Self::with(&open, instance, seen, Owed::default())?;
            if payload.forgets {
                follower.forgetting = Forgetting::Due;
            }
            return Ok((open, follower));
        }
        tracing::info!("the search index is made anew");
        let open = Open::new(folder)?;
        let owed = Owed::everything(snapshot.rows_in(Table::Ticket)?, snapshot.rows_in(Table::Person)?);
        let follower = Self::with(&open, instance, snapshot.head(), owed)?;
        Ok((open, follower))
    }

    fn with(open: &Open, instance: &str, seen: Seq, owed: Owed) -> Result<Self, Fault> {
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .memory_budget_per_thread(MEMORY)
            .num_merge_threads(1)
            .build();
        let writer = open.index.writer_with_options(options).map_err(fault)?;
        Ok(Self { writer, instance: instance.to_owned(), seen, owed, forgetting: Forgetting::Done })
    }

    /// How far it is with everything; nothing when it only follows.
    pub(super) fn progress(&self) -> Option<(u64, u64)> {
        self.owed.progress()
    }

    /// The last entry that was taken in.
    pub(super) fn seen(&self) -> Seq {
        self.seen
    }

    /// Takes in what happened since, and some of what is owed, and commits it.
    pub(super) fn step(&mut self, open: &Open, snapshot: &Snapshot, stop: &AtomicBool) -> Result<Went, Fault> {
        let (mut keys, mut marks) = (BTreeSet::new(), BTreeSet::new());
        let mut last = self.seen;
        for entry in snapshot.entries_from(Seq(self.seen.0 + 1))?.take(ENTRIES) {
            let entry = entry?;
            last = entry.seq;
            keys.extend(written_anew_by(&entry.event));
            for mark in named_otherwise_by(snapshot, &entry)? {
                marks.insert((mark, entry.seq));
            }
            if matches!(entry.event, Event::PersonErased { .. }) {
                self.forgetting = Forgetting::Due;
            }
        }
        keys.retain(|key| !self.owed.has_before_it(*key));
        let changed = last != self.seen;
        self.write(open, snapshot, &keys.into_iter().collect::<Vec<_>>(), true, stop)?;
        if !marks.is_empty() {
            // Only what is committed can be looked up.
            self.commit(open, snapshot)?;
            let searcher = open.reader.searcher();
            for (mark, since) in marks {
                let named = found(open, &searcher, mark)?;
                self.owed.add(named, since);
            }
        }
        self.seen = last;
        let (due, again) = match self.owed.next(snapshot, OWED)? {
            Due::New(keys) => (keys, false),
            Due::Again(keys) => (keys, true),
            Due::Nothing => (Vec::new(), false),
        };
        if changed || !due.is_empty() {
            self.write(open, snapshot, &due, again, stop)?;
            self.commit(open, snapshot)?;
        }
        let settled = self.owed.settled(self.seen) == Some(self.seen);
        if settled && !matches!(self.forgetting, Forgetting::Done) {
            self.forget(open, snapshot)?;
        }
        let caught_up = self.seen >= snapshot.head() && settled && matches!(self.forgetting, Forgetting::Done);
        Ok(if caught_up { Went::UpToDate } else { Went::On })
    }

    fn write(
        &mut self,
        open: &Open,
        snapshot: &Snapshot,
        keys: &[Key],
        again: bool,
        stop: &AtomicBool,
    ) -> Result<(), Fault> {
        for key in keys {
            if stop.load(Ordering::Relaxed) {
                return Err(fault("the desk closes"));
            }
            if again {
                self.writer.delete_term(open.fields.key(*key));
            }
            if let Some(document) = Document::of(snapshot, *key)? {
                self.writer.add_document(open.fields.document(&document)).map_err(fault)?;
            }
        }
        Ok(())
    }

    fn commit(&mut self, open: &Open, snapshot: &Snapshot) -> Result<(), Fault> {
        // What is owed from an entry on is looked for again from there, should the desk end before it is done.
        let settled = self.owed.settled(self.seen).map(|seq| Ok((seq, moment_of(snapshot, seq)?))).transpose()?;
        let forgets = !matches!(self.forgetting, Forgetting::Done);
        let payload = Payload::new(&self.instance, settled, forgets);
        let mut commit = self.writer.prepare_commit().map_err(fault)?;
        commit.set_payload(&payload.written());
        commit.commit().map_err(fault)?;
        open.reader.reload().map_err(fault)
    }

    /// Makes the files in which deleted documents still lie anew without them, while the index goes on; a word is in a file
    /// as long as that is. What a commit says of it outlasts a kill.
    fn forget(&mut self, open: &Open, snapshot: &Snapshot) -> Result<(), Fault> {
        self.forgetting = match std::mem::take(&mut self.forgetting) {
            Forgetting::Going(merges) => {
                let (mut waiting, mut failed) = (Vec::new(), false);
                for mut merge in merges {
                    match Pin::new(&mut merge).poll(&mut Context::from_waker(Waker::noop())) {
                        Poll::Pending => waiting.push(merge),
                        Poll::Ready(made) => failed |= made.is_err(),
                    }
                }
                if !waiting.is_empty() {
                    Forgetting::Going(waiting)
                } else if failed {
                    // It was merged elsewhere meanwhile, perhaps with the deleted in it.
                    Forgetting::Due
                } else {
                    // This commit says that it is done, and lets go of the old files.
                    self.commit(open, snapshot)?;
                    self.writer.garbage_collect_files().wait().map_err(fault)?;
                    Forgetting::Done
                }
            }
            _ => {
                let segments = open.index.searchable_segment_metas().map_err(fault)?;
                let deleted = segments.iter().filter(|segment| segment.has_deletes());
                Forgetting::Going(deleted.map(|segment| self.writer.merge(&[segment.id()])).collect())
            }
        };
        Ok(())
    }
}

/// Whether an index that has seen the journal up to here is one of this file, and not too far behind.
fn can_go_on(snapshot: &Snapshot, seq: Seq, at: Moment) -> Result<bool, Fault> {
    let head = snapshot.head();
    let behind = head.0.saturating_sub(seq.0);
    // A file that was restored may be shorter, or may have gone on otherwise.
    let same = seq <= head && moment_of(snapshot, seq)? == at;
    Ok(same && (behind <= TOO_FAR || behind <= snapshot.rows_in(Table::Ticket)?))
}

/// When an entry was written; before the first there was nothing.
fn moment_of(snapshot: &Snapshot, seq: Seq) -> Result<Moment, Fault> {
    Ok(snapshot.entry(seq)?.map(|entry| entry.at).unwrap_or_default())
}

/// The document that an event makes other.
fn written_anew_by(event: &Event) -> Option<Key> {
    match event {
        Event::PersonSaved { id: person, .. } | Event::PersonErased { person, .. } => Some(Key::Person(*person)),
        // Of these nothing is searched.
        Event::ClocksMoved { .. }
        | Event::Escalated { .. }
        | Event::WatchMoved { .. }
        | Event::Reminded { .. }
        | Event::Acknowledged { .. }
        | Event::ProcedureChanged { .. }
        | Event::StepUndone { .. }
        | Event::Sealed { .. } => None,
        event => event.ticket().map(Key::Case),
    }
}

/// Under which marks there are documents that name something that is called otherwise after this entry.
fn named_otherwise_by(snapshot: &Snapshot, entry: &Entry) -> Result<Vec<Mark>, Fault> {
    Ok(match &entry.event {
        Event::PersonErased { person, .. } => vec![Mark::Of(*person)],
        Event::PersonSaved { id, content, version, .. } if *version > 1 => {
            let named = match before(snapshot, Subject::Person(*id), entry)?.map(|entry| entry.event) {
                Some(Event::PersonSaved { content, .. }) => name(snapshot, content)?,
                _ => None,
            };
            (named != name(snapshot, *content)?).then_some(Mark::Of(*id)).into_iter().collect()
        }
        Event::UnitSaved(unit) if unit.version > 1 => {
            let before = before(snapshot, Subject::Unit(unit.id), entry)?;
            let same = before.is_some_and(|entry| is_called(&entry.event, unit));
            (!same).then_some(Mark::Unit(unit.id)).into_iter().collect()
        }
        Event::ModelPublished(model) => renamed_categories(snapshot, model)?,
        _ => Vec::new(),
    })
}

/// The last entry before this one that said the same of the same thing, when it is not far.
fn before(snapshot: &Snapshot, subject: Subject, entry: &Entry) -> Result<Option<Entry>, Fault> {
    for seq in Shelf::Subject(subject).entries(snapshot, Seq(0)..entry.seq, Direction::Descending)?.take(LOOKED_BACK) {
        let before = snapshot.entry(seq?)?.filter(|before| before.event.kind() == entry.event.kind());
        if before.is_some() {
            return Ok(before);
        }
    }
    Ok(None)
}

fn name(snapshot: &Snapshot, content: ContentId) -> Result<Option<String>, Fault> {
    Ok(snapshot.content(content)?.and_then(|row| match row.content {
        Content::Person(details) => Some(details.name),
        _ => None,
    }))
}

fn is_called(event: &Event, unit: &Unit) -> bool {
    matches!(event, Event::UnitSaved(before) if before.name == unit.name && before.parent == unit.parent)
}

/// The categories that the version before called otherwise.
fn renamed_categories(snapshot: &Snapshot, model: &ServiceModel) -> Result<Vec<Mark>, Fault> {
    let Some(before) = snapshot.model_at(ModelVersion(model.version.0.saturating_sub(1)))? else {
        return Ok(Vec::new());
    };
    let known = before.categories.iter().map(|category| category.id);
    Ok(known.filter(|id| before.path(*id) != model.path(*id)).map(Mark::Category).collect())
}

/// The documents that have this mark.
fn found(open: &Open, searcher: &Searcher, mark: Mark) -> Result<Vec<Key>, Fault> {
    let query = TermQuery::new(open.fields.mark(mark), IndexRecordOption::Basic);
    let mut keys = Vec::new();
    for address in searcher.search(&query, &DocSetCollector).map_err(fault)? {
        let numbers = searcher.segment_reader(address.segment_ord).fast_fields().u64(NUMBER).map_err(fault)?;
        if let Some(number) = numbers.first(address.doc_id) {
            keys.push(match mark {
                Mark::Unit(UnitId(_)) => Key::Person(PersonId(number)),
                _ => Key::Case(number.into()),
            });
        }
    }
    Ok(keys)
}
