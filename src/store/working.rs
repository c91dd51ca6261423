//! The writer's transaction as the tables that decisions look into and folds write to. Earlier commands of a batch are
//! seen by later ones.

use super::cached::Cached;
use super::error::{fault, redb_fault};
use super::keys::{Direction, KeyRange, last_number};
use super::recorder::{Recorder, Write};
use super::rows::{self, Derived, Row, Rows, Visit, Visitor};
use super::tables::Table;
use super::write::{self, RawWrites, missing};
use super::{codec, index};
use crate::desk::SentMail;
use crate::desk::follow_up::FollowUp;
use crate::desk::id::{
    ContentId, InvitationId, MailId, PersonId, Seq, SurveyId, TicketNumber, TokenId, UnitId, UserId,
};
use crate::desk::record::{Record, RecordKey, RecordKind};
use crate::desk::{
    BackupSettings, ContentRow, Entry, Facts, Fault, FileHash, Group, Invitation, Mail, MailSettings, Mailbox, Person,
    ProcedureRun, Round, Settings, Stay, StepFigures, Survey, SurveyAnswer, SurveyApproval, SurveyComment,
    SurveyReview, SurveyVersion, Tables, Ticket, TimerKind, Token, Turn, Unclaimed, Unit, UploadId, User, Wait,
    Webhook,
};
use crate::mail::MailKey;
use crate::moment::{Day, Moment};
use crate::service_model::{ModelDraft, ModelVersion, ReadyModel, ServiceModel};
use crate::words::Role;
use redb::{ReadableTable, WriteTransaction};
use std::any::Any;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

type Open<'t> = redb::Table<'t, &'static [u8], &'static [u8]>;
type Held = Arc<dyn Any + Send + Sync>;
type HeldRows = HashMap<(RecordKind, Vec<u8>), Option<Held>>;

/// How many decoded rows a transaction keeps at hand.
const HELD_ROWS: usize = 20_000;

/// A write transaction's tables. Each is opened when it is first needed.
///
/// Cases change several times in a command, and more often in a batch; each change would move their index entries. So
/// changed cases are held back and written by [`Working::flush`]: what stands between is never written.
pub(super) struct Working<'t> {
    transaction: &'t WriteTransaction,
    tables: Vec<OnceCell<Open<'t>>>,
    /// Decoded rows as they are now.
    held: RefCell<HeldRows>,
    /// Changed cases, with what is stored of them.
    changed: BTreeMap<u64, (Option<Ticket>, Ticket)>,
    cached: Cached,
    next_seq: Cell<Option<u64>>,
    /// Where contents lie when they are not in this file: a rebuild folds into an empty one.
    contents: Option<&'t dyn Rows>,
    recorder: Option<&'t Recorder>,
    wrote: bool,
    forgot: bool,
}

/// What a transaction comes to.
pub(super) struct Finished {
    /// Settings, model and groups as they are now.
    pub(super) cached: Cached,
    /// Whether these changed.
    pub(super) cached_changed: bool,
    /// Whether anything was written.
    pub(super) wrote: bool,
    /// The last journal entry.
    pub(super) head: Seq,
}

impl<'t> Working<'t> {
    pub(super) fn new(transaction: &'t WriteTransaction, cached: Cached) -> Self {
        Self {
            transaction,
            tables: Table::ALL.iter().map(|_| OnceCell::new()).collect(),
            held: RefCell::default(),
            changed: BTreeMap::new(),
            cached,
            next_seq: Cell::new(None),
            contents: None,
            recorder: None,
            wrote: false,
            forgot: false,
        }
    }

    /// Reads contents from there.
    pub(super) fn with_contents(mut self, contents: &'t dyn Rows) -> Self {
        self.contents = Some(contents);
        self
    }

    /// Tells every put and delete.
    pub(super) fn with_recorder(mut self, recorder: Option<&'t Recorder>) -> Self {
        self.recorder = recorder;
        self
    }

    /// Writes what was held back, and says what it all comes to.
    pub(super) fn finish(mut self) -> Result<Finished, Fault> {
        self.flush()?;
        self.cached.fill(&self)?;
        let head = Seq(self.head()?);
        Ok(Finished { cached: self.cached, cached_changed: self.forgot, wrote: self.wrote, head })
    }

    /// Writes the changed cases with their index entries, in the order of the keys: neighbours share pages.
    pub(super) fn flush(&mut self) -> Result<(), Fault> {
        let mut writes: Vec<(Table, Vec<u8>, Option<Vec<u8>>)> = Vec::new();
        let mut counts: BTreeMap<(Table, Vec<u8>), i64> = BTreeMap::new();
        for (_, (before, after)) in std::mem::take(&mut self.changed) {
            let gave = before.as_ref().map(rows::derived).unwrap_or_default();
            let gives = rows::derived(&after);
            writes.push((Table::Ticket, after.row_key(), Some(codec::encode(&after)?)));
            writes.extend(missing(&gave.entries, &gives.entries).cloned().map(|(table, key)| (table, key, None)));
            let new = missing(&gives.entries, &gave.entries).cloned();
            writes.extend(new.map(|(table, key)| (table, key, Some(Vec::new()))));
            add(&mut counts, gave, -1);
            add(&mut counts, gives, 1);
            self.held.get_mut().remove(&(RecordKind::Ticket, after.row_key()));
        }
        writes.sort_unstable();
        for (table, key, value) in writes {
            match value {
                Some(value) => self.put_raw(table, &key, &value)?,
                None => self.delete_raw(table, &key)?,
            };
        }
        for ((table, key), by) in counts {
            write::count(self, table, &key, by)?;
        }
        Ok(())
    }

    /// The last entry of the journal.
    pub(super) fn head(&self) -> Result<u64, Fault> {
        Ok(self.next_seq()?.0 - 1)
    }

    /// Appends an entry to the journal, and folds it.
    pub(super) fn append(&mut self, entry: &Entry) -> Result<(), Fault> {
        crate::desk::apply(self, entry)?;
        write::put(self, entry)?;
        self.next_seq.set(Some(entry.seq.0 + 1));
        Ok(())
    }

    /// Folds an entry of another file's journal.
    pub(super) fn refold(&mut self, entry: &Entry) -> Result<(), Fault> {
        self.next_seq.set(Some(entry.seq.0));
        crate::desk::apply(self, entry)?;
        let mut derived = Derived::default();
        entry.derive(&mut derived);
        for (table, key) in derived.entries {
            self.put_raw(table, &key, &[])?;
        }
        Ok(())
    }

    fn open(&self, table: Table) -> Result<&Open<'t>, Fault> {
        let cell = &self.tables[table.place()];
        if let Some(open) = cell.get() {
            return Ok(open);
        }
        let open = self.transaction.open_table(table.definition()).map_err(redb_fault)?;
        Ok(cell.get_or_init(|| open))
    }

    fn open_mut(&mut self, table: Table) -> Result<&mut Open<'t>, Fault> {
        self.open(table)?;
        self.tables[table.place()].get_mut().ok_or_else(|| fault("a table closed by itself"))
    }

    fn hold<R: Record>(&self, key: Vec<u8>, record: Option<R>) {
        let mut held = self.held.borrow_mut();
        if held.len() >= HELD_ROWS {
            held.clear();
        }
        held.insert((R::KIND, key), record.map(|record| Arc::new(record) as Held));
    }

    /// The case as it is stored, before this transaction's changes are written.
    fn stored_ticket(&self, key: &[u8]) -> Result<Option<Ticket>, Fault> {
        let unchanged = self.held.borrow().get(&(RecordKind::Ticket, key.to_vec())).cloned();
        match unchanged {
            Some(held) => Ok(held.and_then(|held| held.downcast_ref::<Ticket>().cloned())),
            None => rows::get(self, key),
        }
    }

    /// The timers of a case, when this transaction changed it.
    pub(super) fn timers_of(&self, ticket: TicketNumber) -> Option<Vec<(Moment, TimerKind)>> {
        self.changed.get(&ticket.0).map(|(_, now)| now.timers())
    }

    fn put_ticket(&mut self, ticket: &Ticket) -> Result<(), Fault> {
        let number = ticket.number.0;
        if let Some((_, now)) = self.changed.get_mut(&number) {
            now.clone_from(ticket);
        } else {
            let before = self.stored_ticket(&ticket.row_key())?;
            self.changed.insert(number, (before, ticket.clone()));
        }
        Ok(())
    }
}

fn add(counts: &mut BTreeMap<(Table, Vec<u8>), i64>, derived: Derived, by: i64) {
    for key in derived.counts {
        *counts.entry(key).or_default() += by;
    }
}

impl Rows for Working<'_> {
    fn get_raw(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, Fault> {
        Ok(self.open(table)?.get(key).map_err(redb_fault)?.map(|value| value.value().to_vec()))
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
        let mut found = self.open(table)?.range::<&[u8]>(range.bounds()).map_err(redb_fault)?;
        while let Some(row) = match direction {
            Direction::Ascending => found.next(),
            Direction::Descending => found.next_back(),
        } {
            let (key, value) = row.map_err(redb_fault)?;
            if visitor(key.value(), value.value())? == Visit::Enough {
                break;
            }
        }
        Ok(())
    }
}

impl RawWrites for Working<'_> {
    fn put_raw(&mut self, table: Table, key: &[u8], value: &[u8]) -> Result<Option<Vec<u8>>, Fault> {
        self.wrote = true;
        if let Some(recorder) = self.recorder {
            recorder(Write::Put { table, key, value });
        }
        let before = self.open_mut(table)?.insert(key, value).map_err(redb_fault)?;
        Ok(before.map(|before| before.value().to_vec()))
    }

    fn delete_raw(&mut self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, Fault> {
        self.wrote = true;
        if let Some(recorder) = self.recorder {
            recorder(Write::Delete { table, key });
        }
        let before = self.open_mut(table)?.remove(key).map_err(redb_fault)?;
        Ok(before.map(|before| before.value().to_vec()))
    }
}

impl Facts for Working<'_> {
    fn get<R: Record>(&self, key: R::Key) -> Result<Option<R>, Fault> {
        let key = key.to_bytes();
        if R::KIND == RecordKind::Ticket
            && let Some((_, now)) = last_number(&key).and_then(|number| self.changed.get(&number))
        {
            return Ok((now as &dyn Any).downcast_ref::<R>().cloned());
        }
        let at_hand = (R::KIND, key);
        if let Some(held) = self.held.borrow().get(&at_hand) {
            return Ok(held.as_ref().and_then(|held| held.downcast_ref::<R>().cloned()));
        }
        let (_, key) = at_hand;
        let record: Option<R> =
            self.get_raw(Table::of(R::KIND), &key)?.map(|bytes| codec::decode(&bytes)).transpose()?;
        self.hold(key, record.clone());
        Ok(record)
    }

    fn last<R: Record<Key = u64>>(&self) -> Result<Option<u64>, Fault> {
        let stored = rows::last_key(self, Table::of(R::KIND), &KeyRange::all())?.as_deref().and_then(last_number);
        if R::KIND == RecordKind::Ticket {
            let changed = self.changed.last_key_value().map(|(number, _)| *number);
            return Ok(stored.max(changed));
        }
        Ok(stored)
    }

    fn content(&self, id: ContentId) -> Result<Option<ContentRow>, Fault> {
        rows::get(self.contents.unwrap_or(self), &id.0.to_be_bytes())
    }

    fn upload(&self, id: UploadId) -> Result<Option<Unclaimed>, Fault> {
        super::upload::find(self, id)
    }

    fn next_seq(&self) -> Result<Seq, Fault> {
        if let Some(next) = self.next_seq.get() {
            return Ok(Seq(next));
        }
        let last = rows::last_key(self, Table::Journal, &KeyRange::all())?.as_deref().and_then(last_number);
        let next = last.unwrap_or(0) + 1;
        self.next_seq.set(Some(next));
        Ok(Seq(next))
    }

    fn settings(&self) -> Result<Arc<Settings>, Fault> {
        self.cached.settings(self)
    }

    fn model(&self) -> Result<Arc<ReadyModel>, Fault> {
        self.cached.model(self)
    }

    fn model_at(&self, version: ModelVersion) -> Result<Option<Arc<ReadyModel>>, Fault> {
        self.cached.model_at(self, version)
    }

    fn open_cases_of(&self, user: UserId) -> Result<u64, Fault> {
        let theirs = |case: &Ticket| u64::from(case.assignee == Some(user) && case.state.is_open());
        // What changed and is not written yet is in no counter.
        let (mut more, mut fewer) = (0, 0);
        for (before, after) in self.changed.values() {
            more += theirs(after);
            fewer += before.as_ref().map_or(0, theirs);
        }
        Ok((index::ticket::open_cases_of(self, user)? + more).saturating_sub(fewer))
    }

    fn groups(&self) -> Result<Arc<Vec<Group>>, Fault> {
        self.cached.groups(self)
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
        self.cached.asking_surveys(self)
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

/// Puts a record as the row that it is. `Record` is the rules' trait and knows no indexes, `Row` is ours: this is
/// where the two meet.
macro_rules! put_as_row {
    ($writes:expr, $record:expr, $($row:ident),+) => {
        match R::KIND {
            $(RecordKind::$row => match ($record as &dyn Any).downcast_ref::<$row>() {
                Some(row) => write::put($writes, row),
                None => Err(fault("a record is not of its kind")),
            },)+
        }
    };
}

impl Tables for Working<'_> {
    fn put<R: Record>(&mut self, record: &R) -> Result<(), Fault> {
        if let Some(ticket) = (record as &dyn Any).downcast_ref::<Ticket>() {
            return self.put_ticket(ticket);
        }
        if Cached::holds(R::KIND) {
            self.cached.forget(R::KIND);
            self.forgot = true;
        }
        put_as_row!(
            self,
            record,
            Settings,
            MailSettings,
            BackupSettings,
            ServiceModel,
            ModelDraft,
            Unit,
            Group,
            User,
            Person,
            Token,
            Webhook,
            Mailbox,
            Mail,
            Survey,
            SurveyVersion,
            SurveyAnswer,
            SurveyReview,
            SurveyComment,
            SurveyApproval,
            Invitation,
            FollowUp,
            Round,
            Ticket,
            Stay,
            Wait,
            ProcedureRun,
            Turn,
            StepFigures
        )?;
        self.hold(record.key().to_bytes(), Some(record.clone()));
        Ok(())
    }
}
