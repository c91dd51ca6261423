//! The desk as of one moment: a read transaction. Short-lived; never held across the network, since the pages that it
//! sees cannot be used again while it lives.

use super::cached::{Cached, Shared};
use super::decoded::Decoded;
use super::error::redb_fault;
use super::keys::{Direction, KeyRange, first_number, last_number};
use super::rows::{self, Rows, Visit, Visitor};
use super::tables::{Definition, Table};
use super::{codec, index};
use crate::desk::SentMail;
use crate::desk::id::{
    ContentId, InvitationId, MailId, PersonId, Seq, SurveyId, TicketNumber, TokenId, UnitId, UserId,
};
use crate::desk::record::{Record, RecordKey, RecordKind};
use crate::desk::{ContentRow, Entry, Facts, Fault, FileHash, Group, Profile, Settings, Survey, Unclaimed, UploadId};
use crate::mail::MailKey;
use crate::moment::{Day, Moment};
use crate::service_model::{ModelVersion, ReadyModel};
use crate::words::Role;
use redb::{OwnedRange, ReadOnlyTable, ReadTransaction, ReadableTable};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

type Bytes = &'static [u8];

/// A read transaction with its open tables: what the snapshots of one commit share.
pub(super) struct View {
    transaction: ReadTransaction,
    tables: Vec<OnceLock<ReadOnlyTable<Bytes, Bytes>>>,
    head: Seq,
    cached: Cached,
    decoded: Decoded,
}

impl View {
    fn new_bare(transaction: ReadTransaction) -> Self {
        let tables = Table::ALL.iter().map(|_| OnceLock::new()).collect();
        Self { transaction, tables, head: Seq(0), cached: Cached::default(), decoded: Decoded::default() }
    }

    pub(super) fn new(transaction: ReadTransaction, shared: &Shared) -> Result<Self, Fault> {
        let mut view = Self::new_bare(transaction);
        view.head = view.last_entry()?;
        // Between a commit and the writer's word of it, the shared rows may be older than this view; after it, newer.
        // Then this view decodes its own.
        if shared.since <= view.head && view.head <= shared.until {
            view.cached = shared.cached.clone();
        }
        Ok(view)
    }

    fn last_entry(&self) -> Result<Seq, Fault> {
        let last = self.table(Table::Journal)?.last().map_err(redb_fault)?;
        Ok(Seq(last.and_then(|(key, _)| first_number(key.value())).unwrap_or(0)))
    }

    fn table(&self, table: Table) -> Result<&ReadOnlyTable<Bytes, Bytes>, Fault> {
        let cell = &self.tables[table.place()];
        if let Some(open) = cell.get() {
            return Ok(open);
        }
        let open = self.transaction.open_table(table.definition()).map_err(redb_fault)?;
        Ok(cell.get_or_init(|| open))
    }
}

/// The desk as of one commit. Everything that it answers is of one moment.
pub struct Snapshot {
    view: Arc<View>,
    keys_read: Arc<AtomicU64>,
}

impl Snapshot {
    /// Of a file whose tables may not be as this program has them: for whoever brings them up to date.
    pub(super) fn new_bare(transaction: ReadTransaction) -> Self {
        Self::of(Arc::new(View::new_bare(transaction)))
    }

    pub(super) fn of(view: Arc<View>) -> Self {
        Self { view, keys_read: Arc::default() }
    }

    /// The last journal entry of a file whose tables may not be as this program has them.
    pub(super) fn last_entry(&self) -> Result<u64, Fault> {
        Ok(self.view.last_entry()?.0)
    }

    /// The last journal entry that it sees.
    pub fn head(&self) -> Seq {
        self.view.head
    }

    /// How many keys its scans and visits have read: what a page costs.
    pub fn keys_read(&self) -> u64 {
        self.keys_read.load(Ordering::Relaxed)
    }

    /// The keys of a stretch, one after the other; it may outlive the snapshot.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn scan(&self, table: Table, range: &KeyRange, direction: Direction) -> Result<Scan, Fault> {
        let rows = if range.is_empty() {
            None
        } else {
            Some(self.table(table)?.range_owned::<&[u8]>(range.bounds()).map_err(redb_fault)?)
        };
        Ok(Scan { rows, direction, keys_read: Arc::clone(&self.keys_read) })
    }

    /// Every record of a table, in the order of their keys, from `from` on.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn records<R: Record>(
        &self,
        from: Option<R::Key>,
    ) -> Result<impl Iterator<Item = Result<R, Fault>> + use<R>, Fault> {
        let range = from.map_or_else(KeyRange::all, |key| KeyRange::from(key.to_bytes()));
        let scan = self.scan(Table::of(R::KIND), &range, Direction::Ascending)?;
        Ok(scan.values().map(|value| codec::decode(&value?)))
    }

    /// The records of a table before `before`, or all, the last one first.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn records_back<R: Record>(
        &self,
        before: Option<R::Key>,
    ) -> Result<impl Iterator<Item = Result<R, Fault>> + use<R>, Fault> {
        let all = KeyRange::all();
        let range = match before {
            Some(key) => all.after(key.to_bytes(), Direction::Descending),
            None => all,
        };
        let scan = self.scan(Table::of(R::KIND), &range, Direction::Descending)?;
        Ok(scan.values().map(|value| codec::decode(&value?)))
    }

    /// The records of a case or another owner: those whose key begins with this number.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn records_of<R: Record<Key = (u64, u32)>>(&self, owner: u64) -> Result<Vec<R>, Fault> {
        let scan = self.scan(Table::of(R::KIND), &KeyRange::prefix(&owner.to_be_bytes()), Direction::Ascending)?;
        scan.values().map(|value| codec::decode(&value?)).collect()
    }

    /// The newest of those records, the first one first.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn newest_of<R: Record<Key = (u64, u32)>>(&self, owner: u64, most: usize) -> Result<Vec<R>, Fault> {
        let scan = self.scan(Table::of(R::KIND), &KeyRange::prefix(&owner.to_be_bytes()), Direction::Descending)?;
        let mut newest: Vec<R> =
            scan.values().take(most).map(|value| codec::decode(&value?)).collect::<Result<_, Fault>>()?;
        newest.reverse();
        Ok(newest)
    }

    /// How many records a table has.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn rows_in(&self, table: Table) -> Result<u64, Fault> {
        use redb::ReadableTableMetadata;
        self.table(table)?.len().map_err(redb_fault)
    }

    /// A table by any name: for whoever takes a file as it is.
    pub(super) fn open(&self, table: Definition<'_>) -> Result<ReadOnlyTable<Bytes, Bytes>, Fault> {
        self.view.transaction.open_table(table).map_err(redb_fault)
    }

    pub(super) fn table(&self, table: Table) -> Result<&ReadOnlyTable<Bytes, Bytes>, Fault> {
        self.view.table(table)
    }

    /// The tables that the file has, whatever this program knows.
    pub(super) fn table_names(&self) -> Result<Vec<String>, Fault> {
        use redb::TableHandle;
        Ok(self.view.transaction.list_tables().map_err(redb_fault)?.map(|table| table.name().to_owned()).collect())
    }
}

impl Rows for Snapshot {
    fn get_raw(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, Fault> {
        Ok(self.table(table)?.get(key).map_err(redb_fault)?.map(|value| value.value().to_vec()))
    }

    fn visit(
        &self,
        table: Table,
        range: &KeyRange,
        direction: Direction,
        visitor: &mut Visitor<'_>,
    ) -> Result<(), Fault> {
        if range.is_empty() {
            return Ok(());
        }
        let open = self.table(table)?;
        let mut found = ReadableTable::range::<&[u8]>(open, range.bounds()).map_err(redb_fault)?;
        while let Some(row) = match direction {
            Direction::Ascending => found.next(),
            Direction::Descending => found.next_back(),
        } {
            let (key, value) = row.map_err(redb_fault)?;
            self.keys_read.fetch_add(1, Ordering::Relaxed);
            if visitor(key.value(), value.value())? == Visit::Enough {
                break;
            }
        }
        Ok(())
    }
}

impl Facts for Snapshot {
    fn get<R: Record>(&self, key: R::Key) -> Result<Option<R>, Fault> {
        self.view.decoded.once(key.to_bytes(), |key| {
            self.get_raw(Table::of(R::KIND), key)?.map(|bytes| codec::decode(&bytes)).transpose()
        })
    }

    fn last<R: Record<Key = u64>>(&self) -> Result<Option<u64>, Fault> {
        Ok(rows::last_key(self, Table::of(R::KIND), &KeyRange::all())?.as_deref().and_then(last_number))
    }

    fn content(&self, id: ContentId) -> Result<Option<ContentRow>, Fault> {
        rows::get(self, &id.0.to_be_bytes())
    }

    fn upload(&self, id: UploadId) -> Result<Option<Unclaimed>, Fault> {
        super::upload::find(self, id)
    }

    fn next_seq(&self) -> Result<Seq, Fault> {
        Ok(Seq(self.view.head.0 + 1))
    }

    fn settings(&self) -> Result<Arc<Settings>, Fault> {
        self.view.cached.settings(self)
    }

    fn model(&self) -> Result<Arc<ReadyModel>, Fault> {
        self.view.cached.model(self)
    }

    fn model_at(&self, version: ModelVersion) -> Result<Option<Arc<ReadyModel>>, Fault> {
        self.view.cached.model_at(self, version)
    }

    fn open_cases_of(&self, user: UserId) -> Result<u64, Fault> {
        index::ticket::open_cases_of(self, user)
    }

    /// Without what else there is in the row: a replay asks for every person of a year.
    fn profile(&self, person: PersonId) -> Result<Profile, Fault> {
        let row = self.get_raw(Table::of(RecordKind::Person), &person.0.to_be_bytes())?;
        Profile::new(self, row.map(|bytes| codec::decode(&bytes)).transpose()?)
    }

    fn groups(&self) -> Result<Arc<Vec<Group>>, Fault> {
        self.view.cached.groups(self)
    }

    fn persons_by_email(&self, email: &str) -> Result<Vec<PersonId>, Fault> {
        index::person::by_email(self, email)
    }

    fn persons_by_phone(&self, phone: &str) -> Result<Vec<PersonId>, Fault> {
        index::person::by_phone(self, phone)
    }

    fn users_with_role(&self, role: Role) -> Result<Arc<[UserId]>, Fault> {
        index::user::with_role(self, role).map(Arc::from)
    }

    fn user_by_email(&self, email: &str) -> Result<Option<UserId>, Fault> {
        index::user::by_email(self, email)
    }

    fn users_of_person(&self, person: PersonId) -> Result<Vec<UserId>, Fault> {
        index::user::of_person(self, person)
    }

    fn units_of_head(&self, person: PersonId) -> Result<Vec<UnitId>, Fault> {
        index::unit::of_head(self, person)
    }

    fn units_below(&self, unit: UnitId) -> Result<Vec<UnitId>, Fault> {
        index::unit::below(self, unit)
    }

    fn tokens_of(&self, user: UserId) -> Result<Vec<TokenId>, Fault> {
        index::user::tokens_of(self, user)
    }

    fn token_by_hash(&self, hash: &str) -> Result<Option<TokenId>, Fault> {
        index::user::token_by_hash(self, hash)
    }

    fn asking_surveys(&self) -> Result<Arc<Vec<Survey>>, Fault> {
        self.view.cached.asking_surveys(self)
    }

    fn invitations_about(&self, ticket: TicketNumber) -> Result<Vec<InvitationId>, Fault> {
        index::invitation::about(self, ticket)
    }

    fn asked_since(&self, person: PersonId, since: Moment, most: usize) -> Result<Vec<Moment>, Fault> {
        index::invitation::asked_since(self, person, since, most)
    }

    fn is_asked_in(&self, survey: SurveyId, round: Day, person: PersonId) -> Result<bool, Fault> {
        index::invitation::is_asked_in(self, survey, round, person)
    }

    fn mail_by_hash(&self, hash: &FileHash) -> Result<Option<MailId>, Fault> {
        index::mail::by_hash(self, hash)
    }

    fn mails_known_as(&self, key: &MailKey) -> Result<Vec<MailId>, Fault> {
        index::mail::known_as(self, key)
    }

    fn mails_from(&self, sender: &MailKey, since: Moment, most: usize) -> Result<usize, Fault> {
        index::mail::from_since(self, sender, since, most)
    }

    fn mail_before_last(&self, ticket: TicketNumber, later: usize) -> Result<Option<MailId>, Fault> {
        index::mail::before_last(self, ticket, later)
    }

    fn sent_as(&self, key: &MailKey) -> Result<Option<SentMail>, Fault> {
        super::outbox::sent_as(self, key)
    }

    fn has_administrator(&self) -> Result<bool, Fault> {
        index::user::has_administrator(self)
    }
}

/// The keys of a stretch. It keeps its read transaction alive.
pub struct Scan {
    rows: Option<OwnedRange<Bytes, Bytes>>,
    direction: Direction,
    keys_read: Arc<AtomicU64>,
}

impl Scan {
    fn step<T>(&mut self, take: impl FnOnce(&[u8], &[u8]) -> T) -> Option<Result<T, Fault>> {
        let rows = self.rows.as_mut()?;
        let row = match self.direction {
            Direction::Ascending => rows.next(),
            Direction::Descending => rows.next_back(),
        }?;
        self.keys_read.fetch_add(1, Ordering::Relaxed);
        Some(row.map(|(key, value)| take(key.value(), value.value())).map_err(redb_fault))
    }

    /// The values instead of the keys.
    pub(super) fn values(mut self) -> impl Iterator<Item = Result<Vec<u8>, Fault>> {
        std::iter::from_fn(move || self.step(|_, value| value.to_vec()))
    }

    /// Keys with their values.
    pub(super) fn pairs(mut self) -> impl Iterator<Item = Result<(Vec<u8>, Vec<u8>), Fault>> {
        std::iter::from_fn(move || self.step(|key, value| (key.to_vec(), value.to_vec())))
    }
}

impl Iterator for Scan {
    type Item = Result<Vec<u8>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        self.step(|key, _| key.to_vec())
    }
}

/// Reading the journal.
impl Snapshot {
    /// The entries from this one on, in order.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn entries_from(&self, seq: Seq) -> Result<impl Iterator<Item = Result<Entry, Fault>> + use<>, Fault> {
        let scan = self.scan(Table::Journal, &KeyRange::from(seq.0.to_be_bytes().to_vec()), Direction::Ascending)?;
        Ok(scan.values().map(|value| codec::decode(&value?)))
    }

    /// The first entry at or after this moment; when there is none, the one that will follow. Found by halving: where
    /// the clock was set back meanwhile, it is one of those at which the journal passed this moment.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn first_since(&self, at: Moment) -> Result<Seq, Fault> {
        let (mut before, mut since) = (0, self.head().0 + 1);
        while before + 1 < since {
            let middle = before + (since - before) / 2;
            match self.entry(Seq(middle))? {
                Some(entry) if at <= entry.at => since = middle,
                _ => before = middle,
            }
        }
        Ok(Seq(since))
    }

    /// One entry.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn entry(&self, seq: Seq) -> Result<Option<Entry>, Fault> {
        rows::get(self, &seq.0.to_be_bytes())
    }
}
