//! The tables as plain maps: for the tests of the rules, and for trying commands out without a data file.

use super::attachment::{FileHash, Unclaimed, UploadId};
use super::event::{ContentRow, Entry, Erasing};
use super::facts::{Facts, Fault, Tables};
use super::id::{ContentId, InvitationId, MailId, PersonId, Seq, SurveyId, TicketNumber, TokenId, UnitId, UserId};
use super::mail::SentMail;
use super::record::{Record, RecordKey, RecordKind};
use super::{
    Accepted, ActorRef, Command, Group, Invitation, Mail, Person, Planned, Settings, Stop, Survey, Ticket, Token, Unit,
    User, apply, decide,
};
use crate::mail::MailKey;
use crate::service_model::{ModelVersion, ReadyModel, ServiceModel};
use crate::words::{Language, Role};
use crate::{Day, Moment};
use std::any::Any;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A whole desk in memory.
#[derive(Clone, Default)]
pub struct Memory {
    rows: BTreeMap<(RecordKind, Vec<u8>), Arc<dyn Any + Send + Sync>>,
    contents: BTreeMap<ContentId, ContentRow>,
    planned: Planned,
    now: Moment,
    /// The model in force, made ready once.
    model: Option<Arc<ReadyModel>>,
    /// What was uploaded and is not claimed.
    pub uploads: BTreeMap<UploadId, Unclaimed>,
    /// What the desk sent, by Message-ID.
    pub sent: BTreeMap<MailKey, SentMail>,
    /// What happened, in order.
    pub journal: Vec<Entry>,
}

impl Memory {
    /// Decides on `command`, and folds what follows.
    ///
    /// # Errors
    /// What [`decide`] and [`apply`] say.
    pub fn run(&mut self, actor: ActorRef, command: &Command, now: Moment) -> Result<Accepted, Stop> {
        let accepted = decide(self, actor, command, None, now)?;
        for row in &accepted.contents {
            self.contents.insert(row.id, row.clone());
        }
        for upload in command.attachments() {
            self.uploads.remove(upload);
        }
        self.now = now;
        for event in &accepted.events {
            let entry = Entry { seq: self.next_seq()?, at: now, actor, from: None, event: event.clone() };
            apply(self, &entry)?;
            self.journal.push(entry);
        }
        let Erasing { owners, contents, entries } = &accepted.erasing;
        self.contents.retain(|id, row| !owners.contains(&row.owner) && !contents.contains(id));
        self.journal.iter_mut().filter(|entry| entries.contains(&entry.seq)).for_each(|entry| entry.event.forget());
        Ok(accepted)
    }

    /// Time passes: what the clock has to do by `until` is done, each thing at its moment.
    ///
    /// # Errors
    /// What [`Memory::run`] says.
    pub fn pass(&mut self, until: Moment) -> Result<(), Stop> {
        while let Some((at, command)) = self.planned.due(until) {
            self.run(ActorRef::System, &command, at)?;
        }
        Ok(())
    }

    /// Every row of a kind, in the order of the keys.
    pub fn all<R: Record>(&self) -> Vec<R> {
        let of_kind = self.rows.range((R::KIND, Vec::new())..).take_while(|((kind, _), _)| *kind == R::KIND);
        of_kind.filter_map(|(_, row)| row.downcast_ref::<R>().cloned()).collect()
    }
}

impl Facts for Memory {
    fn get<R: Record>(&self, key: R::Key) -> Result<Option<R>, Fault> {
        Ok(self.rows.get(&(R::KIND, key.to_bytes())).and_then(|row| row.downcast_ref::<R>().cloned()))
    }

    fn last<R: Record<Key = u64>>(&self) -> Result<Option<u64>, Fault> {
        Ok(self.all::<R>().last().map(Record::key))
    }

    fn content(&self, id: ContentId) -> Result<Option<ContentRow>, Fault> {
        Ok(self.contents.get(&id).cloned())
    }

    fn upload(&self, id: UploadId) -> Result<Option<Unclaimed>, Fault> {
        Ok(self.uploads.get(&id).cloned())
    }

    fn next_seq(&self) -> Result<Seq, Fault> {
        Ok(Seq(self.journal.len() as u64 + 1))
    }

    fn settings(&self) -> Result<Arc<Settings>, Fault> {
        Ok(Arc::new(self.get::<Settings>(())?.unwrap_or_default()))
    }

    fn model(&self) -> Result<Arc<ReadyModel>, Fault> {
        Ok(self.model.clone().unwrap_or_else(|| Arc::new(ServiceModel::starter(Language::Es).into())))
    }

    fn model_at(&self, version: ModelVersion) -> Result<Option<Arc<ReadyModel>>, Fault> {
        if let Some(model) = self.model.as_ref().filter(|model| model.version == version) {
            return Ok(Some(Arc::clone(model)));
        }
        Ok(self.get::<ServiceModel>(version.0)?.map(|model| Arc::new(model.into())))
    }

    fn open_cases_of(&self, user: UserId) -> Result<u64, Fault> {
        let theirs = |ticket: &Ticket| ticket.assignee == Some(user) && ticket.state.is_open();
        Ok(self.all::<Ticket>().iter().filter(|ticket| theirs(ticket)).count() as u64)
    }

    fn groups(&self) -> Result<Arc<Vec<Group>>, Fault> {
        Ok(Arc::new(self.all()))
    }

    fn persons_by_email(&self, email: &str) -> Result<Vec<PersonId>, Fault> {
        let mut persons = self.all::<Person>();
        persons.retain(|person| person.details.emails.iter().any(|other| other == email));
        Ok(persons.into_iter().map(|person| person.id).collect())
    }

    fn persons_by_phone(&self, phone: &str) -> Result<Vec<PersonId>, Fault> {
        let mut persons = self.all::<Person>();
        persons.retain(|person| person.details.phones.iter().any(|other| other == phone));
        Ok(persons.into_iter().map(|person| person.id).collect())
    }

    fn users_with_role(&self, role: Role) -> Result<Arc<[UserId]>, Fault> {
        let mut users = self.all::<User>();
        users.retain(|user| user.active && user.roles.contains(&role));
        Ok(users.into_iter().map(|user| user.id).collect())
    }

    fn user_by_email(&self, email: &str) -> Result<Option<UserId>, Fault> {
        Ok(self.all::<User>().into_iter().find(|user| user.details.email == email).map(|user| user.id))
    }

    fn users_of_person(&self, person: PersonId) -> Result<Vec<UserId>, Fault> {
        let theirs = self.all::<User>().into_iter().filter(|user| user.person == Some(person));
        Ok(theirs.map(|user| user.id).collect())
    }

    fn units_of_head(&self, person: PersonId) -> Result<Vec<UnitId>, Fault> {
        let theirs = self.all::<Unit>().into_iter().filter(|unit| unit.heads.contains(&person));
        Ok(theirs.map(|unit| unit.id).collect())
    }

    fn units_below(&self, unit: UnitId) -> Result<Vec<UnitId>, Fault> {
        let below = self.all::<Unit>().into_iter().filter(|below| below.parent == Some(unit));
        Ok(below.map(|unit| unit.id).collect())
    }

    fn tokens_of(&self, user: UserId) -> Result<Vec<TokenId>, Fault> {
        let theirs = self.all::<Token>().into_iter().filter(|token| token.created_by == Some(user));
        Ok(theirs.filter(|token| token.revoked_at.is_none()).map(|token| token.id).collect())
    }

    fn token_by_hash(&self, hash: &str) -> Result<Option<TokenId>, Fault> {
        Ok(self.all::<Token>().into_iter().find(|token| token.hash == hash).map(|token| token.id))
    }

    fn asking_surveys(&self) -> Result<Arc<Vec<Survey>>, Fault> {
        Ok(Arc::new(self.all::<Survey>().into_iter().filter(Survey::asks).collect()))
    }

    fn invitations_about(&self, ticket: TicketNumber) -> Result<Vec<InvitationId>, Fault> {
        let mut about = self.all::<Invitation>();
        about.retain(|invitation| invitation.about.case().is_some_and(|about| about.ticket == Some(ticket)));
        Ok(about.into_iter().rev().map(|invitation| invitation.id).collect())
    }

    fn asked_since(&self, person: PersonId, since: Moment, most: usize) -> Result<Vec<Moment>, Fault> {
        let mut theirs = self.all::<Invitation>();
        theirs.retain(|invitation| invitation.person == Some(person));
        let mut at: Vec<Moment> = theirs.iter().filter_map(Invitation::asked).collect();
        at.retain(|at| *at > since);
        at.sort_unstable_by_key(|at| std::cmp::Reverse(*at));
        at.truncate(most);
        Ok(at)
    }

    fn is_asked_in(&self, survey: SurveyId, round: Day, person: PersonId) -> Result<bool, Fault> {
        let same = |asked: &Invitation| asked.survey == survey && asked.person == Some(person);
        Ok(self.all::<Invitation>().iter().any(|asked| same(asked) && asked.about.round() == Some(round)))
    }

    fn mail_by_hash(&self, hash: &FileHash) -> Result<Option<MailId>, Fault> {
        Ok(self.all::<Mail>().into_iter().find(|mail| mail.hash == *hash).map(|mail| mail.id))
    }

    fn mails_known_as(&self, key: &MailKey) -> Result<Vec<MailId>, Fault> {
        let same = self.all::<Mail>().into_iter().filter(|mail| mail.known_as.contains(key));
        Ok(same.map(|mail| mail.id).collect())
    }

    fn mails_from(&self, sender: &MailKey, since: Moment, most: usize) -> Result<usize, Fault> {
        let theirs = self.all::<Mail>().into_iter().filter(|mail| mail.sender == Some(*sender) && mail.at > since);
        Ok(theirs.take(most).count())
    }

    fn mail_before_last(&self, ticket: TicketNumber, later: usize) -> Result<Option<MailId>, Fault> {
        let of_case = self.all::<Mail>().into_iter().filter(|mail| mail.fate.ticket() == Some(ticket));
        Ok(of_case.rev().nth(later).map(|mail| mail.id))
    }

    fn sent_as(&self, key: &MailKey) -> Result<Option<SentMail>, Fault> {
        Ok(self.sent.get(key).copied())
    }

    fn has_administrator(&self) -> Result<bool, Fault> {
        Ok(self.all::<User>().iter().any(|user| user.active && user.roles.contains(&Role::Administrator)))
    }
}

impl Tables for Memory {
    fn put<R: Record>(&mut self, record: &R) -> Result<(), Fault> {
        if let Some(ticket) = (record as &dyn Any).downcast_ref::<Ticket>() {
            self.planned.plan(ticket.number, ticket.timers(), self.now);
        }
        if let Some(model) = (record as &dyn Any).downcast_ref::<ServiceModel>() {
            self.model = Some(Arc::new(model.clone().into()));
        }
        self.rows.insert((R::KIND, record.key().to_bytes()), Arc::new(record.clone()));
        Ok(())
    }
}
