//! What changed, for whoever watches: journal entries gathered into changes, and weighed against what a viewer sees.
//!
//! A change says which case and which version, never what it says now: whoever is told asks again, and is answered by
//! the same access as ever. It is weighed before and after: a case that left a viewer's sight is `gone`, and one that
//! they never saw does not exist.

use crate::desk::follow_up::FollowUp;
use crate::desk::id::{GroupId, PersonId, Seq, TicketNumber, UnitId, UserId};
use crate::desk::{
    ActorRef, DoorEvent, Event, Facts, Fault, Invitation, SurveyVersion, Ticket, Viewer, can_see, sees_from_desk,
};
use crate::moment::Moment;
use crate::store::{Direction, Snapshot, screen_notice};
use crate::survey::Confidence;
use crate::words::Vocabulary;
use std::collections::{BTreeMap, BTreeSet};

/// How far behind a listener may be and still be told entry by entry.
pub const REPLAYED: u64 = 10_000;

/// How many cases one message names at the most; more, and the listener is better off asking for everything again.
const MOST_CASES: usize = 1_000;

/// What changed besides cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Other {
    /// The service model.
    #[serde(rename = "model")]
    Model,
    /// Groups.
    #[serde(rename = "groups")]
    Groups,
    /// Users, their absences included.
    #[serde(rename = "users")]
    Users,
    /// Persons.
    #[serde(rename = "persons")]
    Persons,
    /// Units.
    #[serde(rename = "units")]
    Units,
    /// The settings of the desk.
    #[serde(rename = "desk")]
    Desk,
    /// How mail leaves.
    #[serde(rename = "mail")]
    Mail,
    /// When backups are made.
    #[serde(rename = "backups")]
    Backups,
    /// A job that somebody had run.
    #[serde(rename = "jobs")]
    Jobs,
    /// API tokens.
    #[serde(rename = "tokens")]
    Tokens,
    /// Where other programs hear of what happens.
    #[serde(rename = "webhooks")]
    Webhooks,
    /// Mailboxes, and mails that were set aside.
    #[serde(rename = "mailboxes")]
    Mailboxes,
    /// Surveys.
    #[serde(rename = "surveys")]
    Surveys,
    /// Follow-ups of low marks.
    #[serde(rename = "follow_ups")]
    FollowUps,
    /// What the viewer is told on screen.
    #[serde(rename = "notices")]
    Notices,
    /// The viewer's own account.
    #[serde(rename = "me")]
    Me,
}

impl Vocabulary for Other {
    const TITLE: &'static str = "LiveOther";
    const ALL: &'static [Self] = &[
        Self::Model,
        Self::Groups,
        Self::Users,
        Self::Persons,
        Self::Units,
        Self::Desk,
        Self::Mail,
        Self::Backups,
        Self::Jobs,
        Self::Tokens,
        Self::Webhooks,
        Self::Mailboxes,
        Self::Surveys,
        Self::FollowUps,
        Self::Notices,
        Self::Me,
    ];

    fn as_str(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Groups => "groups",
            Self::Users => "users",
            Self::Persons => "persons",
            Self::Units => "units",
            Self::Desk => "desk",
            Self::Mail => "mail",
            Self::Backups => "backups",
            Self::Jobs => "jobs",
            Self::Tokens => "tokens",
            Self::Webhooks => "webhooks",
            Self::Mailboxes => "mailboxes",
            Self::Surveys => "surveys",
            Self::FollowUps => "follow_ups",
            Self::Notices => "notices",
            Self::Me => "me",
        }
    }
}

impl Other {
    fn concerns(self, viewer: &Viewer) -> bool {
        match self {
            Self::Model | Self::Desk | Self::Notices | Self::Me => true,
            Self::Groups | Self::Users | Self::Persons | Self::Units => viewer.works_here(),
            Self::Mail | Self::Backups | Self::Jobs | Self::Tokens | Self::Webhooks | Self::Mailboxes => {
                viewer.administers()
            }
            Self::Surveys => viewer.reads_surveys(),
            Self::FollowUps => viewer.reads_follow_ups(),
        }
    }
}

/// What some journal entries changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// The last of the entries.
    pub last: Seq,
    /// Whether what somebody may see may have changed with them.
    pub access: bool,
    /// Whether with them somebody may have lost the right to come in, or become another viewer.
    pub doors: bool,
    cases: Vec<ChangedCase>,
    others: BTreeSet<Other>,
    /// Users whose own accounts changed.
    accounts: BTreeSet<UserId>,
    /// Who is told something on screen.
    noticed: BTreeSet<UserId>,
}

/// Something that happened to a case.
struct Happened {
    seq: Seq,
    /// Whether another command came before it.
    begins: bool,
    event: Event,
}

/// A case that changed.
#[derive(Clone, Debug, PartialEq)]
struct ChangedCase {
    /// As it is now.
    now: Ticket,
    /// As it was earlier, as far as access depends on it: once for each place it has left.
    earlier: Vec<Ticket>,
    /// Whether it may be counted elsewhere now.
    counts: bool,
    /// Whether anything changed that a requester reads.
    public: bool,
}

/// Viewers who are told the same of the same changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Those who see every case.
    AllCases,
    /// Those of them who administer too.
    Everything,
}

impl Audience {
    /// Every audience.
    pub const ALL: [Self; 2] = [Self::AllCases, Self::Everything];
}

/// What a viewer is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Cases that changed.
    pub cases: Vec<ToldCase>,
    /// Whether the numbers beside the queues may have changed.
    pub counts: bool,
    /// What else changed.
    pub others: BTreeSet<Other>,
}

/// A case that changed, as a viewer is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToldCase {
    /// Which.
    pub number: TicketNumber,
    /// Its version now; `None`: it left the viewer's sight.
    pub version: Option<u64>,
}

/// What a listener is told of some changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Nothing that concerns them.
    Nothing,
    /// This.
    Told(Told),
    /// So much that they should ask for everything again.
    TooMuch,
}

/// What at most `limit` entries after `from` changed; `None`: there are no more entries.
///
/// # Errors
/// A fault of the storage below.
pub fn gather(snapshot: &Snapshot, from: Seq, limit: usize) -> Result<Option<Changes>, Fault> {
    let mut changes = Changes::default();
    let mut by_case: BTreeMap<TicketNumber, Vec<Happened>> = BTreeMap::new();
    let mut before: Option<(ActorRef, Moment)> = None;
    for (n, entry) in snapshot.entries_from(Seq(from.0 + 1))?.enumerate() {
        let entry = entry?;
        // Entries of one command have its actor and its moment; nobody ever saw the desk between them.
        let begins = before.replace((entry.actor, entry.at)) != Some((entry.actor, entry.at));
        if n >= limit && begins {
            break;
        }
        changes.last = entry.seq;
        match entry.event.ticket() {
            Some(number) => {
                by_case.entry(number).or_default().push(Happened { seq: entry.seq, begins, event: entry.event });
            }
            None => {
                changes.note(&entry.event);
                // The case itself stays as it is; what is shown beside it does not.
                if let Some(number) = asked_about(snapshot, &entry.event)? {
                    by_case.entry(number).or_default();
                }
            }
        }
    }
    if changes.last == Seq(0) {
        return Ok(None);
    }
    changes.noticed = screen_notice::told_between(snapshot, Seq(from.0 + 1), changes.last)?;
    for (number, events) in by_case {
        if let Some(now) = snapshot.get::<Ticket>(number.0)? {
            changes.cases.push(ChangedCase {
                earlier: earlier(snapshot, &now, &events)?,
                counts: events.iter().any(|happened| moves_counts(&happened.event)),
                public: events.iter().any(|happened| is_public(&happened.event)),
                now,
            });
        }
    }
    Ok(Some(changes))
}

impl Changes {
    fn note(&mut self, event: &Event) {
        let other = match event {
            Event::SettingsChanged(_) => Other::Desk,
            Event::MailSettingsChanged(_) => Other::Mail,
            Event::BackupSettingsChanged(_) => Other::Backups,
            Event::Door(DoorEvent::JobAsked { .. }) => Other::Jobs,
            Event::ModelPublished(_) | Event::ModelDrafted { .. } => Other::Model,
            Event::UnitSaved(_) => Other::Units,
            Event::GroupSaved(_) => Other::Groups,
            Event::UserSaved { id: user, .. }
            | Event::UserAway { user, .. }
            | Event::PreferencesChanged { user, .. }
            | Event::PasswordChanged { user }
            | Event::SecondStepSwitched { user, .. } => {
                self.accounts.insert(*user);
                Other::Users
            }
            Event::PersonSaved { .. } | Event::AskedChanged { .. } | Event::PersonErased { .. } => Other::Persons,
            Event::TokenCreated(_) | Event::TokenRevoked { .. } => Other::Tokens,
            Event::WebhookSaved(_) => Other::Webhooks,
            Event::MailboxSaved(_) | Event::MailboxSignedIn { .. } | Event::MailTaken(_) => Other::Mailboxes,
            Event::SurveySaved(_)
            | Event::SurveyPublished { .. }
            | Event::SurveyLinkChanged { .. }
            | Event::SurveyReviewed { .. }
            | Event::AskingChanged { .. }
            | Event::ThemesChanged { .. }
            | Event::SurveyInvited(_)
            | Event::SurveyForgotten(_)
            | Event::InvitationMoved { .. }
            | Event::RoundMoved { .. }
            | Event::SurveyAnswered(_) => Other::Surveys,
            Event::FollowUp { .. } => Other::FollowUps,
            _ => return,
        };
        // Who heads a unit sees its cases, and those of the units below it.
        self.access |= matches!(
            event,
            Event::GroupSaved(_) | Event::UnitSaved(_) | Event::UserSaved { .. } | Event::TokenRevoked { .. }
        );
        self.doors |= self.access
            || matches!(
                event,
                Event::SettingsChanged(_) | Event::PasswordChanged { .. } | Event::SecondStepSwitched { .. }
            );
        // What somebody likes, or how they come in, concerns nobody else.
        let own = matches!(
            event,
            Event::PreferencesChanged { .. } | Event::PasswordChanged { .. } | Event::SecondStepSwitched { .. }
        );
        if !own {
            self.others.insert(other);
        }
    }

    /// Whether something of it is for this user and nobody else.
    fn concerns_alone(&self, user: UserId) -> bool {
        self.accounts.contains(&user) || self.noticed.contains(&user)
    }

    /// The audience that `viewer` belongs to: all of it is told the same. `None`: they have to be asked for themselves.
    pub fn audience(&self, viewer: &Viewer) -> Option<Audience> {
        let alike = viewer.sees_all() && viewer.user().is_none_or(|user| !self.concerns_alone(user));
        alike.then_some(if viewer.administers() { Audience::Everything } else { Audience::AllCases })
    }

    /// What `viewer` is told of these changes.
    pub fn weigh(&self, viewer: &Viewer) -> News {
        if viewer.wall {
            // What is due first may be another case now; which one is nobody's business there.
            let counts = !self.cases.is_empty();
            return if counts { News::Told(Told { counts, ..Told::default() }) } else { News::Nothing };
        }
        let mut told = Told::default();
        for case in &self.cases {
            let version = if can_see(viewer, &case.now) {
                if !case.public && !sees_from_desk(viewer, &case.now) {
                    continue;
                }
                Some(case.now.version)
            } else if case.earlier.iter().any(|earlier| can_see(viewer, earlier)) {
                None
            } else {
                continue;
            };
            told.counts |= case.counts || version.is_none();
            told.cases.push(ToldCase { number: case.now.number, version });
            if told.cases.len() > MOST_CASES {
                return News::TooMuch;
            }
        }
        told.others = self.others.iter().copied().filter(|other| other.concerns(viewer)).collect();
        if let ActorRef::User(user) = viewer.actor
            && self.accounts.contains(&user)
        {
            told.others.insert(Other::Me);
        }
        if viewer.user().is_some_and(|user| self.noticed.contains(&user)) {
            told.others.insert(Other::Notices);
        }
        if told == Told::default() { News::Nothing } else { News::Told(told) }
    }
}

/// The case as it was at each place where somebody may have seen it and that it has left in these events, the last one
/// first.
fn earlier(snapshot: &Snapshot, now: &Ticket, events: &[Happened]) -> Result<Vec<Ticket>, Fault> {
    let mut earlier = Vec::new();
    let mut case = now.clone();
    let mut known = access(&case);
    for happened in events.iter().rev() {
        match &happened.event {
            Event::Routed { from_group, from_assignee, .. } => {
                (case.group, case.assignee) = (*from_group, *from_assignee);
            }
            Event::Followed { user, follows: true, .. } => {
                case.followers.remove(user);
            }
            Event::Followed { user, follows: false, .. } => {
                case.followers.insert(*user);
            }
            Event::Watched { person, watches: true, .. } => {
                case.watchers.remove(person);
            }
            Event::Watched { person, watches: false, .. } => {
                case.watchers.insert(*person);
            }
            Event::Edited { from, .. } => {
                if let Some((requester, affected)) = people_before(snapshot, case.number, happened.seq)? {
                    (case.requester, case.affected) = (requester, affected);
                }
                if from.is_some() {
                    case.unit = unit_before(snapshot, case.number, happened.seq)?;
                }
            }
            // Before it there was nothing to see.
            Event::Opened { .. } => break,
            _ => {}
        }
        if happened.begins && access(&case) != known {
            known = access(&case);
            earlier.push(case.clone());
        }
    }
    Ok(earlier)
}

/// The case whose page shows what a survey asked about it. That somebody answered one that does not name them is told
/// nowhere, so not by its moment either.
fn asked_about(snapshot: &Snapshot, event: &Event) -> Result<Option<TicketNumber>, Fault> {
    let about = match event {
        Event::SurveyInvited(invitation) => Some(invitation.about),
        Event::InvitationMoved { invitation, .. } => {
            snapshot.get::<Invitation>(invitation.0)?.map(|invitation| invitation.about)
        }
        Event::SurveyAnswered(answer) => {
            let version = snapshot.get::<SurveyVersion>((answer.survey.0, answer.n))?;
            answer.about.filter(|_| version.is_some_and(|version| version.form.confidence == Confidence::Named))
        }
        Event::FollowUp { id, .. } => {
            let follow_up = snapshot.get::<FollowUp>(id.0)?;
            let named = follow_up.filter(|follow_up| follow_up.confidence == Confidence::Named);
            return Ok(named.and_then(|follow_up| follow_up.ticket));
        }
        _ => None,
    };
    Ok(about.and_then(|about| about.case()?.ticket))
}

/// What access to a case depends on.
type Access = (Option<GroupId>, Option<UserId>, usize, PersonId, Option<PersonId>, usize, Option<UnitId>);

fn access(case: &Ticket) -> Access {
    let (followers, watchers) = (case.followers.len(), case.watchers.len());
    (case.group, case.assignee, followers, case.requester, case.affected, watchers, case.unit)
}

/// Who asked, and whom the case was about, before the edit that is entry `seq`.
fn people_before(
    snapshot: &Snapshot,
    ticket: TicketNumber,
    seq: Seq,
) -> Result<Option<(PersonId, Option<PersonId>)>, Fault> {
    said_before(snapshot, ticket, seq, |event| match event {
        Event::Edited { requester, affected, .. } => Some((*requester, *affected)),
        Event::Opened { ticket, .. } => Some((ticket.requester, ticket.affected)),
        _ => None,
    })
}

/// Where the case came from before the edit that is entry `seq`.
fn unit_before(snapshot: &Snapshot, ticket: TicketNumber, seq: Seq) -> Result<Option<UnitId>, Fault> {
    let unit = said_before(snapshot, ticket, seq, |event| match event {
        Event::Edited { from: Some(from), .. } => Some(from.unit),
        Event::Opened { ticket, .. } => Some(ticket.unit),
        _ => None,
    })?;
    Ok(unit.flatten())
}

/// What the last entry of a case before `seq` that says it says.
fn said_before<T>(
    snapshot: &Snapshot,
    ticket: TicketNumber,
    seq: Seq,
    said: impl Fn(&Event) -> Option<T>,
) -> Result<Option<T>, Fault> {
    let mut after = seq;
    loop {
        let entries = snapshot.entries_of(ticket, Some(after), Direction::Descending, 64)?;
        if let Some(said) = entries.iter().find_map(|entry| said(&entry.event)) {
            return Ok(Some(said));
        }
        match entries.last() {
            Some(last) => after = last.seq,
            None => return Ok(None),
        }
    }
}

/// Whether a case may be counted elsewhere after this event.
fn moves_counts(event: &Event) -> bool {
    !matches!(
        event,
        Event::Classified { .. }
            | Event::Prioritised { .. }
            | Event::Replied { .. }
            | Event::Noted { .. }
            | Event::OnLineCorrected { .. }
            | Event::ClocksMoved { .. }
            | Event::Escalated { .. }
            | Event::ProcedureChanged { .. }
            | Event::StepDone { .. }
            | Event::StepSkipped { .. }
            | Event::StepUndone { .. }
            | Event::WatchMoved { .. }
            | Event::Reminded { .. }
            | Event::Acknowledged { .. }
            | Event::Sealed { .. }
    )
}

/// Whether a requester may notice this event.
fn is_public(event: &Event) -> bool {
    !matches!(
        event,
        Event::Noted { .. }
            | Event::Followed { .. }
            | Event::OnLineCorrected { .. }
            | Event::ClocksMoved { .. }
            | Event::Escalated { .. }
            | Event::ProcedureChanged { .. }
            | Event::StepDone { .. }
            | Event::StepSkipped { .. }
            | Event::StepUndone { .. }
            | Event::WatchMoved { .. }
            | Event::Reminded { .. }
            | Event::Acknowledged { .. }
            | Event::MailTaken(_)
    )
}
