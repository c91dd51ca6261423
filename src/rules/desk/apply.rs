//! Folds an event into the tables: the only code that writes the desk's own records. Plain puts: what follows from
//! an event was decided before it was written.

mod follow_up;
mod forget;
mod procedure;
mod round;
mod survey_review;

use super::alarm::{Acknowledged, Held, TicketAlarm};
use super::event::{ActorRef, Author, Content, Entry, Event, Routing};
use super::facts::{Fault, Tables};
use super::id::{ContentId, TokenId, UserId};
use super::{
    Invitation, Mailbox, Person, PersonDetails, PriorityOverride, Resolution, Sent, Stage, Stay, Survey, SurveyVersion,
    Ticket, Token, Turn, User, UserDetails, Wait, Waiting,
};
use crate::Moment;
use crate::service_model::clock::Clock;
use crate::service_model::{EscalationId, ModelDraft, Trigger};
use crate::words::State;
use std::collections::BTreeSet;

/// Folds `entry` into `tables`.
///
/// # Errors
/// A fault of the storage below, also when the entry speaks of a row that is not there.
pub fn apply<T: Tables>(tables: &mut T, entry: &Entry) -> Result<(), Fault> {
    match &entry.event {
        Event::SettingsChanged(settings) => tables.put(settings),
        Event::MailSettingsChanged(settings) => tables.put(settings),
        Event::BackupSettingsChanged(settings) => tables.put(settings),
        Event::ModelPublished(model) => tables.put(model.as_ref()),
        Event::ModelDrafted { revision, based_on, model } => tables.put(&ModelDraft {
            revision: *revision,
            based_on: *based_on,
            model: model.clone(),
            by: entry.actor,
            at: entry.at,
        }),
        Event::UnitSaved(unit) => tables.put(unit),
        Event::GroupSaved(group) => tables.put(group),
        Event::UserSaved { id, version, content, roles, person, languages, skills, active } => {
            let before = tables.get::<User>(id.0)?;
            let details = user_details(tables, *content)?;
            tables.put(&User {
                id: *id,
                version: *version,
                content: *content,
                details,
                roles: roles.clone(),
                person: *person,
                languages: languages.clone(),
                skills: skills.clone(),
                away: before.as_ref().and_then(|user| user.away),
                preferences: before.map(|user| user.preferences).unwrap_or_default(),
                active: *active,
            })
        }
        Event::UserAway { user, away } => change_user(tables, *user, |row| row.away = *away),
        Event::PreferencesChanged { user, preferences } => {
            change_user(tables, *user, |row| row.preferences.clone_from(preferences))
        }
        Event::PasswordChanged { user } | Event::SecondStepSwitched { user, .. } => change_user(tables, *user, |_| {}),
        Event::PersonSaved { id, version, content, unit, language, vip, active, mails } => {
            let details = person_details(tables, *content)?;
            let before = tables.get::<Person>(id.0)?;
            tables.put(&Person {
                id: *id,
                version: *version,
                content: *content,
                details,
                unit: *unit,
                language: *language,
                vip: *vip,
                active: *active,
                mails: *mails,
                not_asked: before.as_ref().and_then(|before| before.not_asked),
                erased: before.and_then(|before| before.erased),
            })
        }
        Event::TokenCreated(token) => tables.put(token),
        Event::WebhookSaved(webhook) => tables.put(webhook),
        Event::MailboxSaved(mailbox) => tables.put(mailbox.as_ref()),
        Event::MailboxSignedIn { mailbox } => {
            let before = row::<Mailbox, T>(tables, mailbox.0)?;
            tables.put(&Mailbox { signed_in: Some(entry.at), version: before.version + 1, ..before })
        }
        Event::MailTaken(mail) => tables.put(mail.as_ref()),
        Event::SurveySaved(survey) => tables.put(survey.as_ref()),
        Event::SurveyLinkChanged { survey, link } => {
            let before = row::<Survey, T>(tables, survey.0)?;
            tables.put(&Survey { link: *link, version: before.version + 1, ..before })
        }
        Event::SurveyAnswered(answer) => {
            // What a program seems to have sent stands aside: the invitation still waits for a person.
            if let Some(id) = answer.invitation.filter(|_| !answer.automatic) {
                let before = row::<Invitation, T>(tables, id.0)?;
                if let Stage::Sent(sent) = before.stage {
                    let stage = Stage::Sent(Sent { answer: Some(answer.id), ..sent });
                    tables.put(&Invitation { stage, ..before })?;
                }
            }
            tables.put(answer.as_ref())
        }
        Event::AskingChanged { survey, asking } => {
            let before = row::<Survey, T>(tables, survey.0)?;
            tables.put(&Survey { asking: asking.as_ref().clone(), version: before.version + 1, ..before })
        }
        Event::ThemesChanged { survey, themes } => {
            let before = row::<Survey, T>(tables, survey.0)?;
            tables.put(&Survey { themes: themes.clone(), version: before.version + 1, ..before })
        }
        Event::SurveyInvited(invitation) => tables.put(invitation.as_ref()),
        Event::SurveyForgotten(forgetting) => forget::fold(tables, forgetting),
        Event::InvitationMoved { invitation, stage } => {
            let before = row::<Invitation, T>(tables, invitation.0)?;
            tables.put(&Invitation { stage: *stage, ..before })
        }
        Event::RoundMoved { survey, day, moved } => round::fold(tables, entry, *survey, *day, moved),
        Event::AskedChanged { person, not } => {
            let before = row::<Person, T>(tables, person.0)?;
            tables.put(&Person { not_asked: *not, version: before.version + 1, ..before })
        }
        Event::PersonErased { person, users } => {
            tables.put(&row::<Person, T>(tables, person.0)?.pseudonym(entry.at))?;
            users.iter().try_for_each(|user| change_user(tables, *user, |user| user.details = UserDetails::default()))
        }
        Event::SurveyPublished { survey, n, form, approval, as_approved } => {
            let before = row::<Survey, T>(tables, survey.0)?;
            tables.put(&Survey { published: *n, version: before.version + 1, ..before })?;
            let (at, by) = (entry.at, entry.actor);
            let (approval, as_approved) = (*approval, *as_approved);
            let form = form.as_ref().clone();
            tables.put(&SurveyVersion { survey: *survey, n: *n, form, at, by, approval, as_approved })
        }
        Event::SurveyReviewed { survey, what } => survey_review::fold(tables, entry, *survey, what),
        Event::FollowUp { id, what } => follow_up::fold(tables, entry, *id, what),
        Event::TokenRevoked { token } => revoke(tables, *token, entry.at),
        Event::Opened { ticket, turn, .. } => {
            tables.put(ticket.as_ref())?;
            if let Some((group, last)) = turn.zip(ticket.assignee) {
                tables.put(&Turn { group, last })?;
            }
            let taken = ticket.assignee.is_some() && ticket.state == State::InProgress;
            tables.put(&stay_of(ticket, entry.at, taken))?;
            procedure::begin(tables, ticket, entry)
        }
        event => match event.ticket() {
            Some(number) => {
                let before = row::<Ticket, T>(tables, number.0)?;
                let mut after = before.clone();
                fold(&mut after, entry.at, entry.actor, event);
                tables.put(&after)?;
                fold_stays(tables, &before, &after, entry)?;
                fold_waits(tables, &before, &after, entry)?;
                procedure::fold(tables, entry)
            }
            None => Ok(()),
        },
    }
}

/// What an event makes of its case. Deciding uses it too, so that the second event of a command sees the first.
pub fn fold(ticket: &mut Ticket, at: Moment, actor: ActorRef, event: &Event) {
    match event {
        Event::Edited { subject, description, requester, affected, from, .. } => {
            ticket.subject = *subject;
            ticket.description = *description;
            ticket.requester = *requester;
            ticket.affected = *affected;
            ticket.unit = from.map_or(ticket.unit, |from| from.unit);
        }
        Event::Classified { model, kind, category, impact, urgency, priority, .. } => {
            ticket.model = *model;
            ticket.kind = *kind;
            ticket.category = *category;
            ticket.impact = *impact;
            ticket.urgency = *urgency;
            ticket.priority = *priority;
        }
        Event::Prioritised { priority, reason, .. } => {
            ticket.priority = *priority;
            ticket.overridden = reason.map(|reason| PriorityOverride { reason, by: actor, at });
        }
        Event::Routed { how, group, level, assignee, .. } => {
            ticket.group = *group;
            ticket.level = *level;
            ticket.assignee = *assignee;
            ticket.stays += 1;
            match how {
                Routing::Passed => {
                    ticket.state = State::New;
                    ticket.further_contacts += 1;
                }
                Routing::Taken if ticket.state == State::New => ticket.state = State::InProgress,
                Routing::Released if ticket.state == State::InProgress => ticket.state = State::New,
                Routing::Taken | Routing::Assigned | Routing::Released => {}
            }
        }
        Event::Started { .. } => ticket.state = State::InProgress,
        Event::Waited { on, until, reason, .. } => {
            ticket.state = State::Waiting;
            ticket.waiting = Some(Waiting { on: *on, until: *until, since: at, reason: *reason });
            ticket.waits += 1;
        }
        Event::Resumed { .. } => {
            ticket.state = State::InProgress;
            ticket.waiting = None;
        }
        Event::Resolved { text, code, on_line, day, close_at, reopen_until, .. } => {
            ticket.state = State::Resolved;
            ticket.answered_at = ticket.answered_at.or(Some(at));
            ticket.resolution = Some(Resolution {
                text: *text,
                code: code.clone(),
                by: actor,
                at,
                day: *day,
                on_line: *on_line,
                close_at: *close_at,
                reopen_until: *reopen_until,
            });
            (ticket.alarm, ticket.held) = (None, None);
        }
        Event::OnLineCorrected { on_line, .. } => {
            if let Some(resolution) = &mut ticket.resolution {
                resolution.on_line = *on_line;
            }
        }
        Event::Reopened { .. } => {
            ticket.state = State::InProgress;
            ticket.resolution = None;
            ticket.closed_at = None;
            ticket.reopened += 1;
            ticket.stays += 1;
            ticket.further_contacts += 1;
        }
        Event::Closed { .. } => {
            ticket.state = State::Closed;
            ticket.closed_at = Some(at);
        }
        Event::Sealed { .. } => ticket.sealed = true,
        Event::Cancelled { reason, .. } => {
            ticket.state = State::Cancelled;
            ticket.cancelled = Some(*reason);
            (ticket.alarm, ticket.held) = (None, None);
        }
        Event::ClocksMoved { model, changed, ended, .. } => {
            ticket.model = *model;
            let over = |clock: &Clock| ended.iter().any(|(_, other)| other.kind == clock.kind);
            let other = |clock: &Clock| changed.iter().any(|other| other.kind == clock.kind);
            ticket.clocks.retain(|clock| !over(clock) && !other(clock));
            ticket.clocks.extend_from_slice(changed);
            ticket.clocks.sort_by_key(|clock| clock.kind);
            // Nobody changed anything that somebody else may be changing, so its version stays, and its place among
            // those that changed.
            return;
        }
        Event::ProcedureChanged { procedure, .. } => {
            // It came of what was done to the case, which its version counts.
            ticket.procedure = *procedure;
            return;
        }
        Event::Escalated { escalation, name, when, told, held, alarm, .. } => {
            let step = Step { escalation: *escalation, name, when: *when, told };
            if let Some(until) = held {
                hold(ticket, *until, step);
            }
            if let Some(raised) = alarm {
                raise(ticket, at, raised.next, step);
            }
            return;
        }
        Event::WatchMoved { watch, .. } => {
            ticket.watch.clone_from(watch);
            return;
        }
        Event::Reminded { held, repeated, next, .. } => {
            ticket.held = ticket.held.take().zip(*held).map(|(before, until)| Box::new(Held { until, ..*before }));
            if let Some(alarm) = ticket.alarm.as_mut().filter(|alarm| alarm.is_open()) {
                (alarm.repeated, alarm.next) = (*repeated, *next);
            }
            return;
        }
        Event::Acknowledged { .. } => {
            ticket.held = None;
            if let Some(alarm) = &mut ticket.alarm {
                (alarm.acknowledged, alarm.next) = (Some(Acknowledged { by: actor, at }), None);
            }
        }
        Event::Replied { author, .. } => {
            if !matches!(author, Author::Person(_)) {
                ticket.answered_at = ticket.answered_at.or(Some(at));
            }
            ticket.messages += 1;
            ticket.further_contacts += 1;
        }
        Event::Noted { .. } => ticket.messages += 1,
        Event::StepDone { .. } | Event::StepSkipped { .. } | Event::StepUndone { .. } => {}
        Event::Followed { user, follows, .. } => {
            if *follows {
                ticket.followers.insert(*user);
            } else {
                ticket.followers.remove(user);
            }
        }
        Event::Watched { person, watches, .. } => {
            if *watches {
                ticket.watchers.insert(*person);
            } else {
                ticket.watchers.remove(person);
            }
        }
        Event::Opened { .. }
        | Event::Door(_)
        | Event::SettingsChanged(_)
        | Event::MailSettingsChanged(_)
        | Event::BackupSettingsChanged(_)
        | Event::AlarmRaised { .. }
        | Event::ModelPublished(_)
        | Event::ModelDrafted { .. }
        | Event::ScenariosOverruled { .. }
        | Event::UnitSaved(_)
        | Event::GroupSaved(_)
        | Event::UserSaved { .. }
        | Event::UserAway { .. }
        | Event::PreferencesChanged { .. }
        | Event::PasswordChanged { .. }
        | Event::PasswordLinkMade { .. }
        | Event::SecondStepSwitched { .. }
        | Event::PersonSaved { .. }
        | Event::TokenCreated(_)
        | Event::TokenRevoked { .. }
        | Event::WebhookSaved(_)
        | Event::MailboxSaved(_)
        | Event::MailboxSignedIn { .. }
        | Event::MailTaken(_)
        | Event::SurveySaved(_)
        | Event::SurveyLinkChanged { .. }
        | Event::SurveyAnswered(_)
        | Event::AskingChanged { .. }
        | Event::ThemesChanged { .. }
        | Event::SurveyInvited(_)
        | Event::SurveyForgotten(_)
        | Event::InvitationMoved { .. }
        | Event::RoundMoved { .. }
        | Event::AskedChanged { .. }
        | Event::PersonErased { .. }
        | Event::SurveyReviewed { .. }
        | Event::FollowUp { .. }
        | Event::SurveyPublished { .. } => return,
    }
    ticket.version += 1;
    ticket.updated_at = at;
}

/// A step of an escalation that happened.
#[derive(Clone, Copy)]
struct Step<'a> {
    escalation: EscalationId,
    name: &'a str,
    when: Trigger,
    told: &'a BTreeSet<UserId>,
}

/// Quiet hours hold back what a step tells: everybody who waits is told the last of it, once.
fn hold(ticket: &mut Ticket, until: Moment, step: Step<'_>) {
    let before = ticket.held.take();
    let until = before.as_ref().map_or(until, |before| before.until.min(until));
    let waiting = before.into_iter().flat_map(|before| before.told);
    ticket.held = Some(Box::new(Held {
        until,
        escalation: step.escalation,
        when: step.when,
        told: waiting.chain(step.told.iter().copied()).collect(),
    }));
}

/// A step raises an alarm. Those who had not acknowledged the one before may acknowledge this one.
fn raise(ticket: &mut Ticket, at: Moment, next: Option<Moment>, step: Step<'_>) {
    let before = ticket.alarm.take().filter(|alarm| alarm.is_open());
    let told = before.into_iter().flat_map(|before| before.told);
    ticket.alarm = Some(Box::new(TicketAlarm {
        raised: at,
        escalation: step.escalation,
        name: step.name.to_owned(),
        when: step.when,
        told: told.chain(step.told.iter().copied()).collect(),
        repeated: 0,
        next,
        acknowledged: None,
    }));
}

/// The stay that the case is in from `start` on.
fn stay_of(ticket: &Ticket, start: Moment, taken: bool) -> Stay {
    Stay {
        ticket: ticket.number,
        n: ticket.stays,
        group: ticket.group,
        level: ticket.level,
        assignee: ticket.assignee,
        start,
        taken: taken.then_some(start),
        end: None,
        clocks: Vec::new(),
    }
}

fn fold_stays<T: Tables>(tables: &mut T, before: &Ticket, after: &Ticket, entry: &Entry) -> Result<(), Fault> {
    let running = (before.number.0, before.stays);
    match &entry.event {
        Event::Routed { how, turn, .. } => {
            let mut stay = row::<Stay, T>(tables, running)?;
            stay.end = Some(stay.end.unwrap_or(entry.at));
            if *how == Routing::Taken {
                stay.taken = Some(stay.taken.unwrap_or(entry.at));
            }
            tables.put(&stay)?;
            if let (true, Some(group), Some(last)) = (*turn, after.group, after.assignee) {
                tables.put(&Turn { group, last })?;
            }
            tables.put(&stay_of(after, entry.at, *how == Routing::Taken))
        }
        Event::Started { .. } => {
            let mut stay = row::<Stay, T>(tables, running)?;
            stay.taken = Some(stay.taken.unwrap_or(entry.at));
            tables.put(&stay)
        }
        Event::Resolved { .. } | Event::Cancelled { .. } => {
            let mut stay = row::<Stay, T>(tables, running)?;
            stay.end = Some(entry.at);
            tables.put(&stay)
        }
        Event::Reopened { .. } => tables.put(&stay_of(after, entry.at, false)),
        Event::ClocksMoved { ended, .. } => ended.iter().try_for_each(|(n, clock)| {
            let mut stay = row::<Stay, T>(tables, (after.number.0, *n))?;
            stay.clocks.push(clock.clone());
            tables.put(&stay)
        }),
        _ => Ok(()),
    }
}

fn fold_waits<T: Tables>(tables: &mut T, before: &Ticket, after: &Ticket, entry: &Entry) -> Result<(), Fault> {
    match &entry.event {
        Event::Waited { on, .. } => {
            tables.put(&Wait { ticket: after.number, n: after.waits, on: *on, start: entry.at, end: None })
        }
        Event::Resumed { .. } if before.waiting.is_some() => {
            let mut wait = row::<Wait, T>(tables, (before.number.0, before.waits))?;
            wait.end = Some(entry.at);
            tables.put(&wait)
        }
        _ => Ok(()),
    }
}

fn change_user<T: Tables>(tables: &mut T, user: UserId, change: impl FnOnce(&mut User)) -> Result<(), Fault> {
    let mut row = row::<User, T>(tables, user.0)?;
    change(&mut row);
    row.version += 1;
    tables.put(&row)
}

fn revoke<T: Tables>(tables: &mut T, token: TokenId, at: Moment) -> Result<(), Fault> {
    let mut row = row::<Token, T>(tables, token.0)?;
    row.revoked_at = Some(at);
    tables.put(&row)
}

/// Details that were erased since are empty: the fold of an old entry finds nothing to copy.
fn person_details<T: Tables>(tables: &T, id: ContentId) -> Result<PersonDetails, Fault> {
    Ok(match tables.content(id)?.map(|row| row.content) {
        Some(Content::Person(details)) => details,
        _ => PersonDetails::default(),
    })
}

fn user_details<T: Tables>(tables: &T, id: ContentId) -> Result<UserDetails, Fault> {
    Ok(match tables.content(id)?.map(|row| row.content) {
        Some(Content::User(details)) => details,
        _ => UserDetails::default(),
    })
}

/// A row that the journal says is there.
fn row<R: super::record::Record, T: Tables>(tables: &T, key: R::Key) -> Result<R, Fault> {
    tables
        .get::<R>(key)?
        .ok_or_else(|| Fault(format!("the journal speaks of a row of {:?} that is not there", R::KIND).into()))
}
