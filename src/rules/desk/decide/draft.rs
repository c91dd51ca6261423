//! A decision while it is being made: what was looked up, and what has followed so far.

use super::super::access::{Viewer, can_see};
use super::super::actions::{Action, permitted};
use super::super::apply::fold;
use super::super::attachment::{ATTACHMENTS_MAX, Attachment, UploadId};
use super::super::event::{Author, Content, ContentRow, Erasing, Event, Owner, Routing, Unsaid};
use super::super::facts::{Facts, Fault};
use super::super::id::{AnswerId, ContentId, GroupId, PersonId, Seq, TicketNumber, UnitId, UserId, WebhookId};
use super::super::notice::{Notice, NoticeKind, NoticeWay, Recipient};
use super::super::record::Record;
use super::super::refusal::FieldProblem;
use super::super::{ActorRef, Person, Refusal, Settings, Ticket};
use super::check::Check;
use super::clocks::Clocks;
use super::{Accepted, Outcome, Stop, procedure};
use crate::Moment;
use crate::service_model::clock::{Clock, Reached};
use crate::service_model::{AssignmentRule, Escalation, Happened, ReadyModel, Trigger};
use crate::words::Role;
use std::sync::Arc;

/// Notices are numbered within their entry as contents are.
const NOTICES_PER_ENTRY: usize = 256;

pub(super) struct Draft<'a, F> {
    pub facts: &'a F,
    pub viewer: Viewer,
    pub now: Moment,
    pub settings: Arc<Settings>,
    pub model: Arc<ReadyModel>,
    /// Whether it is only tried what would follow, so that nobody works by a procedure.
    pub on_trial: bool,
    /// Whether requesters are not told: a program wrote, and would be answered by another.
    pub hushed: bool,
    /// Whether users get no mails now, and see on the screen what they would get.
    pub quiet: bool,
    /// Of the case that the command is about.
    clocks: Option<Clocks>,
    if_version: Option<u64>,
    next_seq: u64,
    events: Vec<Event>,
    contents: Vec<ContentRow>,
    erasing: Erasing,
    notices: Vec<Notice>,
}

impl<'a, F: Facts> Draft<'a, F> {
    /// A decision that nothing has followed from yet. An actor who may not come in finds nothing.
    pub fn new(facts: &'a F, actor: ActorRef, if_version: Option<u64>, now: Moment) -> Result<Self, Stop> {
        let viewer = Viewer::of(facts, actor, now)?.ok_or(Refusal::NotFound)?;
        if !viewer.writes {
            return Err(Refusal::Forbidden.into());
        }
        Ok(Self {
            facts,
            viewer,
            now,
            settings: facts.settings()?,
            model: facts.model()?,
            on_trial: false,
            hushed: false,
            quiet: false,
            clocks: None,
            if_version,
            next_seq: facts.next_seq()?.0,
            events: Vec::new(),
            contents: Vec::new(),
            erasing: Erasing::default(),
            notices: Vec::new(),
        })
    }

    pub fn accept(mut self, outcome: Outcome) -> Accepted {
        self.events.extend(self.clocks.into_iter().flat_map(Clocks::moved));
        let Self { events, contents, erasing, notices, .. } = self;
        Accepted { events, contents, erasing, notices, outcome }
    }

    /// Contents are erased with what happened.
    pub fn erase(&mut self, erasing: Erasing) {
        self.erasing.owners.extend(erasing.owners);
        self.erasing.contents.extend(erasing.contents);
        self.erasing.entries.extend(erasing.entries);
    }

    /// Something happened.
    pub fn event(&mut self, event: Event) {
        self.events.push(event);
    }

    /// What has happened since this was asked the last time. For trials, of which nothing is stored.
    pub fn take_events(&mut self) -> impl Iterator<Item = Event> {
        self.contents.clear();
        self.events.drain(..)
    }

    /// What has been told since this was asked the last time; likewise for trials.
    pub fn take_notices(&mut self) -> impl Iterator<Item = Notice> {
        self.notices.drain(..)
    }

    /// The clocks that ended with a stay of the case or its reopening; it has no more to do with this decision.
    pub fn ended_clocks(&mut self) -> Vec<Clock> {
        self.clocks.take().map(Clocks::ended).unwrap_or_default()
    }

    /// Something happened to `ticket`, which is changed accordingly.
    pub fn event_on(&mut self, ticket: &mut Ticket, event: Event) {
        let people = matches!(self.viewer.actor, ActorRef::User(_) | ActorRef::Token(_) | ActorRef::Person(_));
        self.event_by(people, ticket, event);
    }

    /// The same, said of people or of the desk itself, whoever decides.
    pub fn event_by(&mut self, people: bool, ticket: &mut Ticket, event: Event) {
        debug_assert!(
            self.clocks.as_ref().is_some_and(|clocks| clocks.is_of(ticket)),
            "the clocks of a case follow whatever happens to it: `watch` comes first"
        );
        let stays = ticket.stays;
        let people = people || event.is_of_people();
        fold(ticket, self.now, self.viewer.actor, &event);
        if let Some(clocks) = &mut self.clocks {
            if matches!(event, Event::Classified { .. }) {
                clocks.go_by(&self.model);
            }
            clocks.follow(ticket, self.now);
            clocks.watch(ticket, happened(people, &event, stays, ticket), self.now);
        }
        let moved = !self.on_trial && matches!(event, Event::Classified { .. } | Event::Routed { .. });
        self.events.push(event);
        if moved {
            procedure::follow(self, ticket);
        }
    }

    /// The case's clocks follow what happens to it from now on.
    pub fn watch(&mut self, ticket: &Ticket) -> Result<(), Fault> {
        self.clocks = Some(Clocks::of(self.facts, &self.model, ticket, self.on_trial)?);
        Ok(())
    }

    /// Time has passed for the case's clocks.
    pub fn time_passed(&mut self, ticket: &mut Ticket) {
        if let Some(clocks) = &mut self.clocks {
            clocks.follow(ticket, self.now);
            clocks.watch(ticket, Happened::nothing(ticket.updated_at), self.now);
        }
    }

    /// The case's clocks, and what is watched of it, are reckoned anew.
    pub fn plan_anew(&mut self, ticket: &mut Ticket) {
        if let Some(clocks) = &mut self.clocks {
            clocks.plan_anew(ticket, self.now);
        }
        self.time_passed(ticket);
    }

    /// Time has passed for the case's clocks: what they came to.
    pub fn tell(&mut self, ticket: &mut Ticket) -> Vec<Reached> {
        self.clocks.as_mut().map(|clocks| clocks.tell(ticket, self.now)).unwrap_or_default()
    }

    /// Time has passed for what is watched of the case: what came of it.
    pub fn tell_watched(&mut self, ticket: &mut Ticket) -> Vec<Trigger> {
        self.time_passed(ticket);
        self.clocks.as_mut().map(|clocks| clocks.tell_watched(ticket, self.now)).unwrap_or_default()
    }

    /// The escalation that counts for the case.
    pub fn escalation<'m>(&self, model: &'m ReadyModel, ticket: &Ticket) -> Option<&'m Escalation> {
        self.clocks.as_ref()?.escalation(model, ticket)
    }

    /// The version of the model that the case goes by.
    pub fn model_of_case(&self) -> &Arc<ReadyModel> {
        self.clocks.as_ref().map_or(&self.model, Clocks::model)
    }

    /// Whom the case is about changes with the next event.
    pub fn meet(&mut self, requester: PersonId, affected: Option<PersonId>, unit: Option<UnitId>) -> Result<(), Fault> {
        match &mut self.clocks {
            Some(clocks) => clocks.meet(self.facts, requester, affected, unit),
            None => Ok(()),
        }
    }

    /// The rule of the model that says who gets a case that begins.
    pub fn assignment(
        &self,
        ticket: &Ticket,
        subject: impl FnOnce() -> Result<String, Fault>,
    ) -> Result<Option<&AssignmentRule>, Fault> {
        match self.clocks.as_ref().filter(|_| ticket.by_rules) {
            Some(clocks) => clocks.assignment(ticket, subject),
            None => Ok(None),
        }
    }

    /// The clocks of a case that begins.
    pub fn begin_clocks(&mut self, ticket: &mut Ticket) {
        if let Some(clocks) = &mut self.clocks {
            clocks.begin(ticket, self.now);
        }
    }

    /// A case begins, of which `unsaid` was left to its category; it was the assignee's turn in `turn`, and `otherwise` had it
    /// if no rule said another.
    pub fn open(&mut self, ticket: &mut Ticket, turn: Option<GroupId>, unsaid: Unsaid, otherwise: Option<GroupId>) {
        self.begin_clocks(ticket);
        ticket.procedure = procedure::fitting(&self.model, ticket);
        self.event(Event::Opened { ticket: Box::new(ticket.clone()), turn, unsaid, otherwise });
    }

    /// Keeps a content of `owner`'s.
    pub fn keep(&mut self, owner: Owner, content: Content) -> ContentId {
        let id = ContentId::nth(Seq(self.next_seq), self.contents.len());
        self.contents.push(ContentRow { id, owner, content });
        id
    }

    /// Keeps what the actor wrote.
    pub fn keep_text(&mut self, text: String) -> ContentId {
        self.keep(self.owner(), Content::Text(text))
    }

    /// The files of these uploads. One that somebody else made, or that is not there, looks the same; so does one that
    /// is named twice.
    pub fn attachments(&self, check: &mut Check, claimed: &[UploadId]) -> Result<Vec<Attachment>, Fault> {
        check.that(claimed.len() <= ATTACHMENTS_MAX, "attachments", FieldProblem::TooLong { max: ATTACHMENTS_MAX });
        let mut files = Vec::new();
        for (n, id) in claimed.iter().enumerate().take(ATTACHMENTS_MAX) {
            let mine = self.facts.upload(*id)?.filter(|upload| upload.owner == self.viewer.actor);
            let once = claimed.iter().take(n).all(|other| other != id);
            check.that(mine.is_some() && once, format!("attachments.{n}"), FieldProblem::Unknown);
            files.extend(mine.map(|upload| upload.file));
        }
        Ok(files)
    }

    /// The files of these uploads of the actor's, however many.
    pub fn uploaded(&self, claimed: &[UploadId]) -> Result<Vec<Attachment>, Stop> {
        let mut files = Vec::with_capacity(claimed.len());
        for id in claimed {
            let mine = self.facts.upload(*id)?.filter(|upload| upload.owner == self.viewer.actor);
            files.push(mine.ok_or(Refusal::field("uploads", FieldProblem::Unknown))?.file);
        }
        Ok(files)
    }

    /// How many contents are kept so far.
    pub fn contents_so_far(&self) -> usize {
        self.contents.len()
    }

    /// The first file that was kept since there were so many contents.
    pub fn first_file_since(&self, so_many: usize) -> Option<ContentId> {
        let since = self.contents.iter().skip(so_many);
        since.into_iter().find(|row| row.content.as_file().is_some()).map(|row| row.id)
    }

    /// Keeps files as `owner`'s, right behind the text that they go with: that is how they are found by it.
    pub fn keep_files(&mut self, owner: Owner, files: Vec<Attachment>) -> Vec<ContentId> {
        files.into_iter().map(|file| self.keep(owner, Content::File(file))).collect()
    }

    /// Whose it is what the actor writes.
    pub fn owner(&self) -> Owner {
        match self.viewer.actor {
            ActorRef::User(user) => Owner::User(user),
            ActorRef::Person(person) => Owner::Person(person),
            ActorRef::Token(_) | ActorRef::System | ActorRef::Setup | ActorRef::Nobody => Owner::Desk,
        }
    }

    /// Whether this command keeps something like this.
    pub fn keeps(&self, like: impl Fn(&Content) -> bool) -> bool {
        self.contents.iter().any(|row| like(&row.content))
    }

    /// Whether a user may know of a case.
    pub fn sees(&self, user: UserId, ticket: &Ticket) -> Result<bool, Fault> {
        let viewer = Viewer::of(self.facts, ActorRef::User(user), self.now)?;
        Ok(viewer.is_some_and(|viewer| can_see(&viewer, ticket)))
    }

    /// Tells somebody something, as far as an entry's notices go.
    pub fn notify(&mut self, notice: Notice) {
        if self.notices.len() < NOTICES_PER_ENTRY {
            self.notices.push(notice);
        }
    }

    /// Tells another program of a case: once of the same thing, whoever asks for it.
    pub fn tell_webhook(
        &mut self,
        kind: NoticeKind,
        ticket: Option<TicketNumber>,
        webhook: WebhookId,
        answer: Option<AnswerId>,
    ) {
        let to = Recipient::Webhook(webhook);
        let told = |notice: &Notice| (notice.to, notice.kind, notice.ticket, notice.answer);
        if self.notices.iter().any(|notice| told(notice) == (to, kind, ticket, answer)) {
            return;
        }
        self.notify(Notice {
            kind,
            ticket,
            to,
            text: None,
            way: NoticeWay::Webhook,
            rule: None,
            digest: None,
            invitation: None,
            answer,
        });
    }

    /// Tells a user something that is about no case; what it is about may be an answer to a survey.
    pub fn tell_user(&mut self, kind: NoticeKind, user: UserId, answer: Option<AnswerId>) {
        let to = Recipient::User(user);
        self.notify(Notice {
            kind,
            ticket: None,
            to,
            text: None,
            way: NoticeWay::Mail,
            rule: None,
            digest: None,
            invitation: None,
            answer,
        });
    }

    /// Tells everybody who administers.
    pub fn tell_administrators(&mut self, kind: NoticeKind, text: Option<ContentId>) -> Result<(), Fault> {
        let administrators = self.facts.users_with_role(Role::Administrator)?;
        for id in administrators.iter() {
            let to = Recipient::User(*id);
            self.notify(Notice {
                kind,
                ticket: None,
                to,
                text,
                way: NoticeWay::Mail,
                rule: None,
                digest: None,
                invitation: None,
                answer: None,
            });
        }
        Ok(())
    }

    /// The case that `action` is asked of, when the actor sees it, knows its version, and may do this.
    pub fn ticket(&mut self, number: TicketNumber, action: Action) -> Result<Ticket, Stop> {
        let ticket = self.seen_ticket(number)?;
        self.at_version(ticket.version)?;
        permitted(&self.viewer, &ticket, action).map_err(|why| Refusal::Transition { action, why })?;
        self.watch(&ticket)?;
        Ok(ticket)
    }

    fn seen_ticket(&self, number: TicketNumber) -> Result<Ticket, Stop> {
        let ticket = self.facts.get::<Ticket>(number.0)?.filter(|ticket| can_see(&self.viewer, ticket));
        Ok(ticket.ok_or(Refusal::NotFound)?)
    }

    /// The record that an update names, or a new id.
    pub fn existing<R: Record<Key = u64>>(&self, id: Option<u64>) -> Result<Option<R>, Stop> {
        match id {
            None => Ok(None),
            Some(id) => Ok(Some(self.facts.get::<R>(id)?.ok_or(Refusal::NotFound)?)),
        }
    }

    /// The id that a new record of this kind gets.
    pub fn new_id<R: Record<Key = u64>>(&self) -> Result<u64, Fault> {
        Ok(self.facts.last::<R>()?.unwrap_or(0) + 1)
    }

    /// The id of another person: a mail may be from one stranger and name more of them.
    pub fn new_person(&self) -> Result<PersonId, Fault> {
        let next = self.new_id::<Person>()?;
        let here = self.events.iter().filter_map(|event| match event {
            Event::PersonSaved { id, .. } => Some(id.0 + 1),
            _ => None,
        });
        Ok(PersonId(here.fold(next, u64::max)))
    }

    /// Refuses when somebody changed the thing since the caller saw it.
    pub fn at_version(&self, current: u64) -> Result<(), Refusal> {
        match self.if_version {
            Some(seen) if seen != current => Err(Refusal::Stale { current }),
            _ => Ok(()),
        }
    }

    /// Refuses unless `allowed`.
    pub fn need(allowed: bool) -> Result<(), Refusal> {
        if allowed { Ok(()) } else { Err(Refusal::Forbidden) }
    }

    /// The actor as the author of what the desk says.
    pub fn desk_author(&self, requester: PersonId) -> Author {
        match self.viewer.actor {
            ActorRef::User(user) => Author::User(user),
            ActorRef::Token(token) => Author::Token(token),
            ActorRef::Person(person) => Author::Person(person),
            // The clock and the set-up never write; should they, it counts as the requester's own words.
            ActorRef::System | ActorRef::Setup | ActorRef::Nobody => Author::Person(requester),
        }
    }
}

/// What an event means to the watch over a case that had so many stays before it.
fn happened(people: bool, event: &Event, stays: u32, ticket: &Ticket) -> Happened {
    // Whoever follows a case, says who is in copy, or knows of its alarm, has done nothing about it yet.
    let changes = !matches!(event, Event::Followed { .. } | Event::Watched { .. } | Event::Acknowledged { .. });
    // Who is given it by the desk within its group has not come by it anew: so nothing is given round and round.
    let within = matches!(event, Event::Routed { how: Routing::Assigned | Routing::Released, .. }) && !people;
    Happened {
        new_stay: ticket.stays != stays && !within,
        passed_on: matches!(event, Event::Routed { how: Routing::Passed, .. }),
        by_people: people && changes,
        updated_at: ticket.updated_at,
    }
}
