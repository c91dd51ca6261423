//! What happens in one case, from its opening on.

use super::book::{Book, MONITORED, Repertoire, Topic};
use super::calendar::Calendar;
use super::desk::{Crew, GROUPS, group_name};
use super::dice::Dice;
use super::distributions::{
    AFFECTED, ASKED_AGAIN, BOUNCED, CANCELLED, CHANNELS, CORRECTED, FOLLOWED, HANDED_OVER, NOTED_ON_LINE, ON_LINE,
    PASSED, PRIORITISED, REOPENED, WAITED, WAITING_FOR, minutes,
};
use super::people::{Asker, People};
use super::phrases;
use super::procedures;
use super::slots::Slots;
use crate::desk::id::{GroupId, TicketNumber, UserId};
use crate::desk::{ActorRef, Classification, Command, NewTicket, RequesterRef, Solution, TicketEdit};
use crate::moment::Moment;
use crate::service_model::CategoryId;
use crate::words::{Channel, Priority, WaitingFor};
use chrono::TimeDelta;
use std::collections::VecDeque;

/// From a step of a procedure to the next, at the most.
const PACE: TimeDelta = TimeDelta::minutes(6);

/// What is the same for every case.
pub(super) struct World<'a> {
    pub(super) book: &'a Book,
    pub(super) crew: &'a Crew,
    pub(super) people: &'a People,
    pub(super) calendar: &'a Calendar,
}

/// One thing that somebody does.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) at: Moment,
    pub(super) actor: ActorRef,
    pub(super) command: Command,
}

/// How a case goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Path {
    /// Solved in the contact that opened it.
    OnLine,
    /// Solved by first level, later.
    First,
    /// Passed on at the opening, or once first level has looked at it.
    Passed { at_once: bool },
}

/// A case about to be opened: its opening, and what is needed to go on with it once it has a number.
pub(super) struct Case<'a> {
    world: &'a World<'a>,
    dice: Dice,
    topic: &'a Topic,
    category: CategoryId,
    words: Repertoire,
    slots: Slots,
    asker: Asker,
    channel: Channel,
    path: Path,
    opened_at: Moment,
    agent: UserId,
    subject: usize,
    /// The wrong group that it goes to first, when it does.
    detour: Option<&'static str>,
}

impl<'a> Case<'a> {
    /// Draws a case that comes in at `at`. `None`: there is nobody, or nothing to say.
    pub(super) fn draw(world: &'a World<'a>, mut dice: Dice, at: Moment) -> Option<Self> {
        let place = dice.weighted(world.book.topics.iter().map(|topic| topic.weight));
        let topic = world.book.topics.get(place)?;
        let category = *world.crew.categories.get(place)?;
        let asker = world.people.draw(&mut dice)?;
        let channel = draw_channel(&mut dice, topic, &asker);
        let subject = dice.position(topic.subjects.len());
        let words = topic.repertoire(subject);
        let path = draw_path(&mut dice, topic, &words, channel);
        let agent = on_duty(&mut dice, world, at)?;
        let slots = Slots::draw(&mut dice, &asker, world.calendar.month(at));
        let detour = detour(&mut dice, topic);
        let case = Self {
            world,
            dice,
            topic,
            category,
            words,
            slots,
            asker,
            channel,
            path,
            opened_at: at,
            agent,
            subject,
            detour,
        };
        Some(case)
    }

    /// Who opens it, and how.
    pub(super) fn opening(&mut self) -> (ActorRef, NewTicket) {
        let (subject, said) = self.topic.subjects.get(self.subject).copied().unwrap_or_default();
        let mut new = NewTicket {
            description: Some(self.slots.fill(said)),
            classification: Classification { category: Some(self.category), ..Classification::default() },
            ..NewTicket::new(self.slots.fill(subject), self.channel, RequesterRef::Id(self.asker.id))
        };
        let actor = match self.channel {
            Channel::Phone | Channel::Counter => {
                self.by_agent(&mut new);
                ActorRef::User(self.agent)
            }
            Channel::Monitoring | Channel::Api => {
                new.group = Some(self.group());
                ActorRef::Token(self.world.crew.monitor)
            }
            Channel::Mail | Channel::Web => {
                let (greeting, end) = self.dice.pick(&phrases::LETTERS).copied().unwrap_or_default();
                let letter = new.description.take().unwrap_or_default();
                new.description = Some(format!("{greeting}{letter}{end}"));
                new.requester = RequesterRef::Myself;
                if self.channel == Channel::Mail {
                    new.classification = Classification::default();
                }
                ActorRef::Person(self.asker.id)
            }
        };
        (actor, new)
    }

    fn by_agent(&mut self, new: &mut NewTicket) {
        if self.dice.happens(AFFECTED) {
            let other = self.world.people.draw(&mut self.dice);
            new.affected = other.map(|other| other.id).filter(|id| *id != self.asker.id);
        }
        match self.path {
            Path::OnLine => {
                let answer = self.dice.pick(&self.words.first).copied();
                new.solution = answer.map(|answer| self.solution(answer.code, answer.text));
                new.note = self.dice.happens(NOTED_ON_LINE).then(|| self.note());
            }
            Path::First => {}
            Path::Passed { at_once: false } => new.note = Some(self.note()),
            Path::Passed { at_once: true } => {
                new.group = Some(self.first_stop());
                new.note = Some(self.pass_note());
            }
        }
    }

    /// What happens after the opening, in order of time.
    pub(super) fn rest(mut self, ticket: TicketNumber) -> VecDeque<Step> {
        let mut script = Script { ticket, steps: VecDeque::new(), at: self.opened_at };
        if self.path == Path::OnLine {
            self.take_back(&mut script);
            self.solved(&mut script, self.agent);
            return script.steps;
        }
        let written = matches!(self.channel, Channel::Mail | Channel::Web);
        if written {
            self.passes(&mut script, minutes::PICK_UP_FIRST);
            script.step(ActorRef::User(self.agent), Command::Take { ticket });
            self.classify(&mut script);
        }
        let worker = match self.path {
            Path::OnLine | Path::First => self.agent,
            Path::Passed { at_once } => self.second_level(&mut script, at_once),
        };
        if self.dice.happens(PRIORITISED) {
            self.prioritise(&mut script, worker);
        }
        if self.dice.happens(CANCELLED) {
            self.passes(&mut script, minutes::WORK);
            let reason = self.say(&phrases::CANCEL);
            script.step(ActorRef::User(worker), Command::Cancel { ticket, reason });
            return script.steps;
        }
        self.work(&mut script, worker);
        let first = !matches!(self.path, Path::Passed { .. });
        let answers = if first { &self.words.first } else { &self.words.second };
        let answer = self.dice.pick(if answers.is_empty() { &self.words.first } else { answers }).copied();
        if let Some(answer) = answer {
            let since = script.at;
            self.passes(&mut script, minutes::WORK);
            if !first {
                self.follow_procedure(&mut script, worker, since);
            }
            let solution = self.solution(answer.code, answer.text);
            script.step(ActorRef::User(worker), Command::Resolve { ticket, solution });
            self.solved(&mut script, worker);
        }
        script.steps
    }

    /// Right before its solution a case goes through the procedure of its group, at an even pace.
    fn follow_procedure(&self, script: &mut Script, worker: UserId, since: Moment) {
        let (ticket, until) = (script.ticket, script.at);
        let said = procedures::gone_through(self.topic.name, ticket.0);
        let paces = i32::try_from(said.len() + 1).unwrap_or(i32::MAX);
        let each = (until.since(since) / paces).min(PACE);
        script.at = until.plus(-(each * paces));
        for (step, change) in said {
            script.at = script.at.plus(each);
            let command = Command::MarkStep { ticket, procedure: None, step, change };
            script.step(ActorRef::User(worker), command);
        }
        script.at = until;
    }

    /// A mail says nothing about its category; first level does.
    fn classify(&mut self, script: &mut Script) {
        if self.channel == Channel::Mail {
            let about = Classification { category: Some(self.category), ..Classification::default() };
            let edit = Box::new(TicketEdit { classification: about, ..TicketEdit::default() });
            self.a_moment(script);
            script.step(ActorRef::User(self.agent), Command::EditTicket { ticket: script.ticket, edit });
        }
    }

    /// The way into a resolver group, and who of it works on the case.
    fn second_level(&mut self, script: &mut Script, at_once: bool) -> UserId {
        let ticket = script.ticket;
        let target = self.group();
        let mut here = if self.channel == Channel::Monitoring { target } else { self.first_stop() };
        if !at_once && self.channel != Channel::Monitoring {
            self.passes(script, minutes::WORK);
            let (note, reply) = (Some(self.pass_note()), self.dice.happens(400).then(|| self.say(&phrases::PROGRESS)));
            let command = Command::Pass { ticket, group: here, assignee: None, note, reply };
            script.step(ActorRef::User(self.agent), command);
        }
        if self.dice.happens(FOLLOWED) {
            self.a_moment(script);
            let supervisor = self.world.crew.supervisor();
            script.step(ActorRef::User(supervisor), Command::Follow { ticket, follows: true });
        }
        self.passes(script, minutes::PICK_UP_SECOND);
        let mut worker = self.member(self.key_of(here));
        script.step(ActorRef::User(worker), Command::Take { ticket });
        if here != target {
            self.passes(script, minutes::WORK);
            let note = Some(self.say(&phrases::BOUNCE));
            let command = Command::Pass { ticket, group: target, assignee: None, note, reply: None };
            script.step(ActorRef::User(worker), command);
            here = target;
            self.passes(script, minutes::PICK_UP_SECOND);
            worker = self.member(self.key_of(here));
            script.step(ActorRef::User(worker), Command::Take { ticket });
        }
        if self.dice.happens(HANDED_OVER) {
            let others = self.world.crew.members(self.topic.group);
            if let Some(other) = others.into_iter().find(|other| *other != worker) {
                self.passes(script, minutes::WORK);
                script.step(ActorRef::User(worker), Command::Assign { ticket, assignee: Some(other) });
                worker = other;
            }
        }
        if self.dice.happens(ASKED_AGAIN) && self.channel != Channel::Monitoring {
            let (question, answer) = self.dice.pick(&phrases::HOW_IT_GOES).copied().unwrap_or_default();
            self.passes(script, minutes::WORK);
            self.hear(script, question);
            self.passes(script, minutes::WORK);
            self.tell(script, worker, answer);
        }
        worker
    }

    /// Notes, talk and waiting on the way to a solution.
    fn work(&mut self, script: &mut Script, worker: UserId) {
        let ticket = script.ticket;
        let by = ActorRef::User(worker);
        let monitored = self.channel == Channel::Monitoring;
        if self.dice.happens(550) && !monitored {
            self.passes(script, minutes::WORK);
            let text = self.dice.pick(&phrases::PROGRESS).copied().unwrap_or_default();
            self.tell(script, worker, text);
        }
        self.passes(script, minutes::WORK);
        let text = self.note();
        script.step(by, Command::Note { ticket, text, attachments: Vec::new() });
        if !self.dice.happens(WAITED) {
            return;
        }
        self.passes(script, minutes::WORK);
        let on = WAITING_FOR[self.dice.weighted(WAITING_FOR.iter().map(|kind| kind.1))].0;
        match on {
            WaitingFor::Requester => {
                let own = self.dice.pick(&self.words.questions).copied();
                let (question, answer) =
                    own.or_else(|| self.dice.pick(&phrases::QUESTIONS).copied()).unwrap_or_default();
                self.tell(script, worker, question);
                self.a_moment(script);
                script.step(by, Command::Wait { ticket, on, until: None, reason: None });
                self.passes(script, minutes::ANSWER);
                self.hear(script, answer);
            }
            WaitingFor::ThirdParty => {
                let own = self.dice.pick(&self.words.third_party).copied();
                let reason = Some(self.slots.fill(own.unwrap_or_else(|| phrases::third_party(self.topic.group))));
                script.step(by, Command::Wait { ticket, on, until: None, reason });
                self.passes(script, minutes::THIRD_PARTY);
                script.step(by, Command::Resume { ticket });
            }
            WaitingFor::Moment => {
                let own = self.dice.pick(&self.words.until).copied();
                let reason = own.or_else(|| self.dice.pick(&phrases::UNTIL).copied()).map(|text| self.slots.fill(text));
                let minutes = self.span(minutes::MOMENT);
                let until = self.world.calendar.after(&mut self.dice, script.at, minutes);
                script.step(by, Command::Wait { ticket, on, until: Some(until), reason });
                script.at = until;
            }
        }
        if self.dice.happens(350) {
            self.passes(script, minutes::WORK);
            // Nobody notes the same thing twice.
            let text = self.say(&phrases::NOTES);
            script.step(by, Command::Note { ticket, text, attachments: Vec::new() });
        }
    }

    /// After the solution it may come back, while it can still be reopened.
    fn solved(&mut self, script: &mut Script, worker: UserId) {
        if !self.dice.happens(REOPENED) || self.channel == Channel::Monitoring {
            return;
        }
        let own = self.dice.pick(&self.words.back).copied();
        let (says, solution) = own.unwrap_or_else(|| phrases::back(self.topic.kind));
        let seals = script.at.plus(TimeDelta::days(i64::from(self.world.crew.reopen_within_days)));
        self.passes(script, minutes::COMES_BACK);
        if script.at >= seals {
            return;
        }
        self.hear(script, says);
        self.passes(script, minutes::WORK);
        let ticket = script.ticket;
        let text = self.say(&phrases::NOTES);
        script.step(ActorRef::User(worker), Command::Note { ticket, text, attachments: Vec::new() });
        self.passes(script, minutes::WORK);
        let solution = self.solution("fixed", solution);
        script.step(ActorRef::User(worker), Command::Resolve { ticket, solution });
    }

    fn take_back(&mut self, script: &mut Script) {
        if self.dice.happens(CORRECTED) {
            let opened = script.at;
            self.passes(script, minutes::WORK);
            let command = Command::CorrectOnLine {
                ticket: script.ticket,
                on_line: false,
                reason: phrases::CORRECTION.to_owned(),
            };
            script.step(ActorRef::User(self.world.crew.supervisor()), command);
            // The clocks of the solution run from the opening, whatever is corrected later.
            script.at = opened;
        }
    }

    fn prioritise(&mut self, script: &mut Script, by: UserId) {
        let (up, reason) = self.dice.pick(&phrases::PRIORITY).copied().unwrap_or_default();
        let (priority, reason) = (if up { Priority::High } else { Priority::Low }, Some(self.slots.fill(reason)));
        self.a_moment(script);
        let command = Command::SetPriority { ticket: script.ticket, priority: Some(priority), reason };
        script.step(ActorRef::User(by), command);
    }

    /// The desk says something to the requester.
    fn tell(&mut self, script: &mut Script, by: UserId, text: &str) {
        let (ticket, text) = (script.ticket, self.slots.fill(text));
        let channel = if self.asker.writes { Channel::Mail } else { Channel::Phone };
        script.step(
            ActorRef::User(by),
            Command::Reply { ticket, text, channel, from_requester: false, attachments: Vec::new() },
        );
    }

    /// The requester says something: they write, or call and an agent writes it down.
    fn hear(&mut self, script: &mut Script, text: &str) {
        let (ticket, text) = (script.ticket, self.slots.fill(text));
        let calls = !self.asker.writes || self.dice.happens(220) || self.channel == Channel::Monitoring;
        if calls {
            let agent = on_duty(&mut self.dice, self.world, script.at).unwrap_or(self.agent);
            // Only those who see a case can write in it; of a closed group these are its members and the first agent.
            let by = if self.is_open_to_all() { agent } else { self.member(self.topic.group) };
            let command =
                Command::Reply { ticket, text, channel: Channel::Phone, from_requester: true, attachments: Vec::new() };
            script.step(ActorRef::User(by), command);
        } else {
            let channel = if self.channel == Channel::Web { Channel::Web } else { Channel::Mail };
            let command = Command::Reply { ticket, text, channel, from_requester: false, attachments: Vec::new() };
            script.step(ActorRef::Person(self.asker.id), command);
        }
    }

    fn is_open_to_all(&self) -> bool {
        self.topic.group != "seguridad"
    }

    /// Where a case that is passed on goes first: nearly always to the group of its category.
    fn first_stop(&self) -> GroupId {
        self.detour.map_or_else(|| self.group(), |key| self.world.crew.group(key))
    }

    fn key_of(&self, group: GroupId) -> &'static str {
        GROUPS.iter().map(|plan| plan.key).find(|key| self.world.crew.group(key) == group).unwrap_or(self.topic.group)
    }

    fn group(&self) -> GroupId {
        self.world.crew.group(self.topic.group)
    }

    fn member(&mut self, key: &str) -> UserId {
        let members = self.world.crew.members(key);
        self.dice.pick(&members).copied().unwrap_or(self.agent)
    }

    fn note(&mut self) -> String {
        let own = self.dice.pick(&self.words.notes).copied().filter(|_| self.dice.happens(800));
        let text = own.or_else(|| self.dice.pick(&phrases::NOTES).copied()).unwrap_or_default();
        self.slots.fill(text)
    }

    fn pass_note(&mut self) -> String {
        let text = self.say(&phrases::PASS);
        if self.dice.happens(300) { format!("{text}\n\nPara: {}.", group_name(self.topic.group)) } else { text }
    }

    fn say(&mut self, of: &[&str]) -> String {
        let text = self.dice.pick(of).copied().unwrap_or_default();
        self.slots.fill(text)
    }

    fn solution(&self, code: &str, text: &str) -> Solution {
        Solution { text: self.slots.fill(text), code: code.to_owned(), procedure_reason: None }
    }

    /// Working time goes by; short times are likelier than long ones.
    fn passes(&mut self, script: &mut Script, range: (i64, i64)) {
        let minutes = self.span(range);
        script.at = self.world.calendar.after(&mut self.dice, script.at, minutes);
    }

    fn span(&mut self, (low, high): (i64, i64)) -> i64 {
        let part = self.dice.between(0, 1000);
        low + (high - low) * part * part / 1_000_000
    }

    /// A few seconds to a minute.
    fn a_moment(&mut self, script: &mut Script) {
        script.at = script.at.plus(TimeDelta::milliseconds(self.dice.between(2_000, 60_000)));
    }
}

/// A script while it is written.
struct Script {
    ticket: TicketNumber,
    steps: VecDeque<Step>,
    at: Moment,
}

impl Script {
    fn step(&mut self, actor: ActorRef, command: Command) {
        self.steps.push_back(Step { at: self.at, actor, command });
    }
}

fn draw_channel(dice: &mut Dice, topic: &Topic, asker: &Asker) -> Channel {
    if topic.name == MONITORED {
        return Channel::Monitoring;
    }
    let channel = CHANNELS[dice.weighted(CHANNELS.iter().map(|channel| channel.1))].0;
    // Who does not write in the desk's language calls.
    if asker.writes || channel == Channel::Counter { channel } else { Channel::Phone }
}

fn draw_path(dice: &mut Dice, topic: &Topic, words: &Repertoire, channel: Channel) -> Path {
    let talks = matches!(channel, Channel::Phone | Channel::Counter);
    if words.first.is_empty() {
        return Path::Passed { at_once: talks };
    }
    if talks && dice.happens(ON_LINE) {
        return Path::OnLine;
    }
    if topic.group != "primer" && !words.second.is_empty() && dice.happens(PASSED) {
        return Path::Passed { at_once: talks && dice.happens(700) };
    }
    Path::First
}

/// Who of first level answers at this hour: the early shift until eleven, the late one from four, between them all.
fn on_duty(dice: &mut Dice, world: &World<'_>, at: Moment) -> Option<UserId> {
    let agents = world.crew.members(GROUPS[0].key);
    let shift = match world.calendar.hour(at) {
        0..11 => agents.get(..3),
        11..16 => agents.get(..),
        _ => agents.get(2..),
    };
    dice.pick(shift?).copied()
}

/// Where a case that is first passed to the wrong group goes.
fn detour(dice: &mut Dice, topic: &Topic) -> Option<&'static str> {
    let second = ["redes", "servidores", "apps", "terreno"];
    let wrong = dice.pick(&second).copied().filter(|key| *key != topic.group);
    wrong.filter(|_| dice.happens(BOUNCED) && topic.group != "seguridad")
}
