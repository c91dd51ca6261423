//! From a notice to a letter: who is told, what is so by now, and the words for it.

use super::drop_reason::DropReason;
use super::gaps::Gaps;
use super::letter::{Addressee, Letter};
use crate::messages::{Value, day_and_time, day_in_words, file_size, name_of, text};
use crate::store::outbox::Outgoing;
use chrono_tz::Tz;
use rules::Moment;
use rules::desk::id::{AnswerId, ContentId, TicketNumber, UnitId};
use rules::desk::{
    Attachment, Facts, Fault, Group, NoticeKind, Owner, Person, Recipient, Settings, Survey, SurveyAnswer, Ticket,
    Unit, User, own_addresses, sent_with,
};
use rules::service_model::NoticeText;
use rules::service_model::clock::Clock;
use rules::words::{Language, State, Vocabulary, WaitingFor};

/// What became of a notice when it was looked at again.
#[derive(Debug)]
pub(super) enum Composed {
    /// It is still so, and this says it.
    Letter(Box<(Letter, Addressee)>),
    /// It is not to be sent.
    Dropped(DropReason),
}

/// The page of a case in the workspace.
pub fn case_address(public_url: &str, number: TicketNumber) -> String {
    format!("{}/cases/all/{number}", public_url.trim_end_matches('/'))
}

/// The page of a case for whoever asked for it, opened by this token.
pub fn own_case_address(public_url: &str, token: &str) -> String {
    format!("{}/c/{token}", public_url.trim_end_matches('/'))
}

/// The page of the follow-ups of low marks in the workspace.
fn follow_ups_address(public_url: &str) -> String {
    format!("{}/admin/follow-ups", public_url.trim_end_matches('/'))
}

/// The page of the backups in the workspace.
fn backups_address(public_url: &str) -> String {
    format!("{}/admin/backups", public_url.trim_end_matches('/'))
}

/// Looks at a notice about a case, or about the desk itself, again and writes its letter. The moments in it are told as
/// on the day of its cause, which is the date that the mail carries: each attempt says the same. `token` opens the
/// case for whoever asked.
///
/// # Errors
/// A fault of the storage below.
pub(super) fn compose<F: Facts>(facts: &F, notice: &Outgoing, token: Option<&str>) -> Result<Composed, Fault> {
    let settings = facts.settings()?;
    let Some(number) = notice.ticket else {
        return match notice.answer {
            Some(answer) => mark_in_round(facts, notice, answer, &settings),
            None => alarm(facts, notice, &settings),
        };
    };
    let Some(ticket) = facts.get::<Ticket>(number.0)? else {
        return Ok(Composed::Dropped(DropReason::CaseCancelled));
    };
    if let Some(reason) = no_longer_so(notice, &ticket) {
        return Ok(Composed::Dropped(reason));
    }
    let reader = match reader(facts, notice.to, &settings)? {
        Ok(reader) => reader,
        Err(reason) => return Ok(Composed::Dropped(reason)),
    };
    let writer = Writer { facts, notice, ticket: &ticket, settings: &settings, reader: &reader, token };
    let Some(letter) = writer.letter()? else { return Ok(Composed::Dropped(DropReason::Erased)) };
    Ok(Composed::Letter(Box::new((letter, reader.addressee))))
}

/// What administrators must know of the desk itself.
fn alarm<F: Facts>(facts: &F, notice: &Outgoing, settings: &Settings) -> Result<Composed, Fault> {
    let reader = match reader(facts, notice.to, settings)? {
        Ok(reader) => reader,
        Err(reason) => return Ok(Composed::Dropped(reason)),
    };
    let say = |id: &str, args: &[(&str, Value<'_>)]| text(reader.language, id, args);
    let part = |part: &str, args: &[(&str, Value<'_>)]| say(&part_of(part, notice.kind), args);
    let when = day_and_time(reader.language, notice.created, notice.created, reader.zone);
    let words = match notice.text {
        Some(id) => facts.content(id)?.and_then(|row| row.content.as_text().map(str::to_owned)),
        None => None,
    };
    let of_backups = matches!(notice.kind, NoticeKind::BackupFailed | NoticeKind::BackupOverdue);
    let link = settings.public_url.as_deref().filter(|_| of_backups);
    let letter = Letter {
        language: reader.language,
        subject: part("mail-subject", &[("desk", (&*settings.name).into())]),
        counter: None,
        desk: settings.name.clone(),
        heading: part("mail-heading", &[]),
        greeting: None,
        opening: vec![part("mail-intro", &[("when", (&*when).into())])],
        words,
        facts: Vec::new(),
        closing: vec![part("mail-after", &[])],
        link: link.map(|url| (say("mail-open-backups", &[]), backups_address(url))),
        marks: None,
        footer: say("mail-footer", &[]),
        leave: None,
    };
    Ok(Composed::Letter(Box::new((letter, reader.addressee))))
}

/// What supervisors must know of an answer to a round of a survey.
fn mark_in_round<F: Facts>(
    facts: &F,
    notice: &Outgoing,
    answer: AnswerId,
    settings: &Settings,
) -> Result<Composed, Fault> {
    let reader = match reader(facts, notice.to, settings)? {
        Ok(reader) => reader,
        Err(reason) => return Ok(Composed::Dropped(reason)),
    };
    let answer = facts.get::<SurveyAnswer>(answer.0)?;
    let survey = answer.map(|answer| facts.get::<Survey>(answer.survey.0)).transpose()?.flatten();
    let Some(survey) = survey else { return Ok(Composed::Dropped(DropReason::Erased)) };
    let say = |id: &str, args: &[(&str, Value<'_>)]| text(reader.language, id, args);
    let part = |part: &str| format!("{}-round", part_of(part, notice.kind));
    let when = day_and_time(reader.language, notice.created, notice.created, reader.zone);
    let args: [(&str, Value<'_>); 2] = [("survey", (&*survey.name).into()), ("when", (&*when).into())];
    let link = settings.public_url.as_deref();
    let letter = Letter {
        language: reader.language,
        subject: say(&part("mail-subject"), &args),
        counter: None,
        desk: settings.name.clone(),
        heading: say(&part("mail-heading"), &args),
        greeting: None,
        opening: vec![say(&part("mail-intro"), &args)],
        words: None,
        facts: Vec::new(),
        closing: Vec::new(),
        link: link.map(|url| (say("mail-open-follow-ups", &[]), follow_ups_address(url))),
        marks: None,
        footer: say("mail-footer", &[]),
        leave: None,
    };
    Ok(Composed::Letter(Box::new((letter, reader.addressee))))
}

/// What is promised of a case and not done yet, with the moment at which it is due.
pub(super) fn due_in_words(ticket: &Ticket, language: Language, at: Moment, zone: Tz) -> Vec<(String, String)> {
    let running = ticket.clocks.iter().filter(|clock| clock.is_open());
    let row = |clock: &Clock| {
        let due = day_and_time(language, clock.missed.or(clock.due)?, at, zone);
        let id = if clock.missed.is_some() { "mail-was-due" } else { "mail-is-due" };
        Some((name_of(language, clock.kind), text(language, id, &[("when", (&*due).into())])))
    };
    running.filter_map(row).collect()
}

/// The paragraphs of a text, which empty lines part.
pub(super) fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()).map(str::to_owned).collect()
}

/// The message of a part of this kind of mail.
fn part_of(part: &str, kind: NoticeKind) -> String {
    format!("{part}-{}", kind.as_str().replace('_', "-"))
}

/// Why what the notice says is not so any more. What somebody wrote is passed on whatever happened since.
pub(super) fn no_longer_so(notice: &Outgoing, ticket: &Ticket) -> Option<DropReason> {
    let waits_for_requester = ticket.waiting.is_some_and(|waiting| waiting.on == WaitingFor::Requester);
    let solved = matches!(ticket.state, State::Resolved | State::Closed);
    let theirs = matches!(notice.to, Recipient::User(user) if ticket.assignee == Some(user));
    match notice.kind {
        NoticeKind::Replied | NoticeKind::Answered | NoticeKind::Invited | NoticeKind::PasswordReset => None,
        _ if ticket.state == State::Cancelled => Some(DropReason::CaseCancelled),
        NoticeKind::Opened | NoticeKind::Passed => None,
        NoticeKind::WaitingForYou => (!waits_for_requester).then_some(DropReason::NotWaiting),
        NoticeKind::Closed => (ticket.state != State::Closed).then_some(DropReason::NotSolved),
        NoticeKind::Solved => (!solved).then_some(DropReason::NotSolved),
        NoticeKind::Reopened => (!ticket.state.is_open()).then_some(DropReason::NotOpen),
        NoticeKind::Assigned if !ticket.state.is_open() => Some(DropReason::NotOpen),
        // A rule may tell others that somebody has it now.
        NoticeKind::Assigned if notice.rule.is_some() => None,
        NoticeKind::Assigned => (!theirs).then_some(DropReason::NotTheirs),
        NoticeKind::NotTaken if ticket.state.is_open() => (ticket.state != State::New).then_some(DropReason::Taken),
        NoticeKind::AlarmOpen if ticket.state.is_open() => {
            ticket.open_alarm().is_none().then_some(DropReason::Acknowledged)
        }
        NoticeKind::DeadlineNear
        | NoticeKind::DeadlineMissed
        | NoticeKind::NotTaken
        | NoticeKind::NoUpdate
        | NoticeKind::ReopenedOften
        | NoticeKind::PassedOften
        | NoticeKind::AlarmOpen => (!ticket.state.is_open()).then_some(DropReason::NotOpen),
        // These are about no case.
        NoticeKind::BackupFailed | NoticeKind::BackupOverdue | NoticeKind::DiskFillsUp | NoticeKind::DiskFull => None,
        // Whether somebody is still asked is seen by the invitation.
        NoticeKind::SurveyInvitation | NoticeKind::SurveyReminder => None,
        // What somebody thought of a case stays so, whatever becomes of it.
        NoticeKind::LowMark | NoticeKind::FollowUpOverdue | NoticeKind::SurveyAnswered => None,
    }
}

/// Whoever reads it, and how they like it.
pub(super) struct Reader {
    pub(super) addressee: Addressee,
    pub(super) language: Language,
    pub(super) zone: Tz,
}

pub(super) fn reader<F: Facts>(
    facts: &F,
    to: Recipient,
    settings: &Settings,
) -> Result<Result<Reader, DropReason>, Fault> {
    Ok(match to {
        // Programs read no letters.
        Recipient::Webhook(_) => Err(DropReason::NoAddress),
        Recipient::Person(id) => {
            let person = facts.get::<Person>(id.0)?;
            let address = person.as_ref().and_then(|person| person.details.emails.first()).cloned();
            // Whoever stands for a sender that is not known has an address of the desk's own: it writes to nobody there.
            let own = own_addresses(facts)?;
            match (person, address.filter(|address| !own.contains(address))) {
                (Some(person), Some(address)) => Ok(Reader {
                    addressee: Addressee { name: person.details.name, address },
                    language: person.language.unwrap_or(settings.language),
                    zone: settings.zone(),
                }),
                _ => Err(DropReason::NoAddress),
            }
        }
        Recipient::User(id) => match facts.get::<User>(id.0)? {
            None => Err(DropReason::NoAddress),
            Some(user) if !user.active => Err(DropReason::Inactive),
            Some(user) if user.details.email.is_empty() => Err(DropReason::NoAddress),
            Some(user) => Ok(Reader {
                addressee: Addressee { name: user.details.name, address: user.details.email },
                language: user.preferences.language.unwrap_or(settings.language),
                zone: user.preferences.time_zone.and_then(|name| name.parse().ok()).unwrap_or(settings.zone()),
            }),
        },
    })
}

/// Everything that a letter is written from.
struct Writer<'a, F> {
    facts: &'a F,
    notice: &'a Outgoing,
    ticket: &'a Ticket,
    settings: &'a Settings,
    reader: &'a Reader,
    token: Option<&'a str>,
}

impl<F: Facts> Writer<'_, F> {
    /// The letter; none when the words that it should carry are gone.
    fn letter(&self) -> Result<Option<Letter>, Fault> {
        let kind = self.notice.kind;
        let words = self.words(self.notice.text)?;
        if self.notice.text.is_some() && words.is_none() {
            return Ok(None);
        }
        let to_requester = self.is_for_requester();
        let number = self.ticket.number.to_string();
        let subject = self.words(Some(self.ticket.subject))?.unwrap_or_default();
        let what = name_of(self.reader.language, kind);
        let said = self.part("mail-subject", &[("subject", (&*subject).into()), ("what", (&*what).into())]);
        let heading = self.part("mail-heading", &[("number", (&*number).into()), ("what", (&*what).into())]);
        let name = &*self.reader.addressee.name;
        let files = self.files()?;
        let link = self.link();
        if let Some(own) = self.own_text(words.as_deref().unwrap_or_default(), link.as_deref().unwrap_or_default())? {
            let files = files.map(|files| (self.say("mail-row-files", &[]), files));
            return Ok(Some(Letter {
                language: self.reader.language,
                subject: format!("[{number}] {}", own.subject),
                counter: to_requester.then(|| self.say("mail-counter", &[])),
                desk: self.settings.name.clone(),
                heading: own.subject,
                greeting: None,
                opening: paragraphs(&own.text),
                words: None,
                facts: files.into_iter().collect(),
                closing: Vec::new(),
                link: link.map(|address| (self.say("mail-open-case", &[]), address)),
                marks: None,
                footer: self.say("mail-footer", &[]),
                leave: None,
            }));
        }
        let opening = self.opening(words.is_some())?;
        let mut facts = self.facts(&subject, words.as_deref())?;
        facts.extend(files.map(|files| (self.say("mail-row-files", &[]), files)));
        // What the facts show is not repeated above them; of files alone nothing is said.
        let words = words.filter(|words| kind != NoticeKind::Opened && !words.is_empty());
        Ok(Some(Letter {
            language: self.reader.language,
            subject: format!("[{number}] {said}"),
            counter: to_requester.then(|| self.say("mail-counter", &[])),
            desk: self.settings.name.clone(),
            heading,
            greeting: to_requester.then(|| self.say("mail-greeting", &[("name", name.into())])),
            opening,
            words,
            facts,
            closing: self.closing()?,
            link: link.map(|address| (self.say("mail-open-case", &[]), address)),
            marks: None,
            footer: self.say("mail-footer", &[]),
            leave: None,
        }))
    }

    fn is_for_requester(&self) -> bool {
        matches!(self.notice.to, Recipient::Person(_))
    }

    /// Whether the reader is in copy: what is "your case" to the requester is somebody else's to them.
    fn is_for_somebody_in_copy(&self) -> bool {
        matches!(self.notice.to, Recipient::Person(person) if person != self.ticket.requester)
            && self.notice.kind.is_for_those_in_copy()
    }

    /// What the rule behind the notice says, in the words of its version of the model; none when it leaves the words to
    /// the desk.
    fn own_text(&self, words: &str, link: &str) -> Result<Option<NoticeText>, Fault> {
        let Some((version, rule)) = self.notice.rule else { return Ok(None) };
        let Some(model) = self.facts.model_at(version)? else { return Ok(None) };
        let (language, of_the_desk) = (self.reader.language, self.settings.language);
        let Some(text) = model.notice(rule).and_then(|rule| rule.text_in(language, of_the_desk)) else {
            return Ok(None);
        };
        let gaps = Gaps {
            facts: self.facts,
            settings: self.settings,
            ticket: self.ticket,
            name: &self.reader.addressee.name,
            language,
            zone: self.reader.zone,
            at: self.notice.created,
            words,
            link,
        };
        gaps.fill(text).map(Some)
    }

    /// The files that the words came with, a line each.
    fn files(&self) -> Result<Option<String>, Fault> {
        let Some(text) = self.notice.text else { return Ok(None) };
        let files = sent_with(self.facts, text)?;
        let line = |file: &Attachment| format!("{} ({})", file.name, file_size(self.reader.language, file.size));
        let lines: Vec<String> = files.iter().map(line).collect();
        Ok((!lines.is_empty()).then(|| lines.join("\n")))
    }

    /// Where the reader can open the case: who works on it in the workspace, who asked for it by a link of their own.
    fn link(&self) -> Option<String> {
        let url = self.settings.public_url.as_deref()?;
        match self.notice.to {
            Recipient::Person(_) => self.token.map(|token| own_case_address(url, token)),
            _ => Some(case_address(url, self.ticket.number)),
        }
    }

    /// What happened, in a sentence or two.
    fn opening(&self, with_words: bool) -> Result<Vec<String>, Fault> {
        let when = self.moment(self.notice.created);
        let author = match self.notice.kind {
            NoticeKind::Assigned => self.reader.addressee.name.clone(),
            _ => self.author()?,
        };
        let intro = self.part(
            "mail-intro",
            &[
                ("name", (&*author).into()),
                ("when", (&*when).into()),
                ("channel", self.ticket.channel.as_str().into()),
                ("kind", self.notice.kind.as_str().into()),
            ],
        );
        Ok(match self.notice.kind {
            NoticeKind::WaitingForYou if !self.is_for_requester() => vec![intro],
            NoticeKind::Opened => match self.holder()? {
                Some(name) => vec![format!("{intro} {}", self.say("mail-held-by", &[("name", (&*name).into())]))],
                None => vec![intro],
            },
            NoticeKind::Assigned if with_words => {
                vec![intro, self.say("mail-assigned-note", &[("name", (&*self.author()?).into())])]
            }
            NoticeKind::WaitingForYou if !with_words => vec![self.say("mail-waiting-plain", &[])],
            _ => vec![intro],
        })
    }

    /// What comes next, and how to answer.
    fn closing(&self) -> Result<Vec<String>, Fault> {
        if self.is_for_somebody_in_copy() {
            return Ok(vec![self.part("mail-after", &[("name", (&*self.requester()?).into())])]);
        }
        Ok(match self.notice.kind {
            _ if !self.is_for_requester() => Vec::new(),
            NoticeKind::Assigned
            | NoticeKind::Passed
            | NoticeKind::Answered
            | NoticeKind::DeadlineNear
            | NoticeKind::DeadlineMissed
            | NoticeKind::NotTaken
            | NoticeKind::NoUpdate
            | NoticeKind::ReopenedOften
            | NoticeKind::PassedOften
            | NoticeKind::AlarmOpen
            | NoticeKind::LowMark
            | NoticeKind::FollowUpOverdue
            | NoticeKind::SurveyAnswered
            | NoticeKind::BackupFailed
            | NoticeKind::BackupOverdue
            | NoticeKind::DiskFillsUp
            | NoticeKind::DiskFull => Vec::new(),
            NoticeKind::Solved => {
                let until = self.ticket.resolution.as_ref().map_or(self.notice.created, |solved| solved.reopen_until);
                let until = day_in_words(self.reader.language, until, self.notice.created, self.reader.zone);
                vec![self.part("mail-after", &[("until", (&*until).into())])]
            }
            NoticeKind::WaitingForYou => {
                let until = self.ticket.waiting.and_then(|waiting| waiting.until).map(|until| self.moment(until));
                let until = until.map(|until| self.say("mail-waiting-until", &[("until", (&*until).into())]));
                until.into_iter().chain([self.part("mail-after", &[])]).collect()
            }
            _ => vec![self.part("mail-after", &[])],
        })
    }

    /// What is known of the case, as far as this reader needs it.
    fn facts(&self, subject: &str, words: Option<&str>) -> Result<Vec<(String, String)>, Fault> {
        let row = |id: &str, value: String| (self.say(id, &[]), value);
        let mut rows = vec![row("mail-row-subject", subject.to_owned())];
        match self.notice.kind {
            NoticeKind::Opened => {
                rows.push(row("mail-row-priority", name_of(self.reader.language, self.ticket.priority)));
                rows.extend(
                    words.filter(|words| !words.is_empty()).map(|words| row("mail-row-description", words.to_owned())),
                );
            }
            NoticeKind::Assigned => {
                rows.push(row("mail-row-requester", self.requester()?));
                rows.extend(self.unit()?.map(|unit| row("mail-row-unit", unit)));
                rows.push(row("mail-row-priority", name_of(self.reader.language, self.ticket.priority)));
                rows.push(row("mail-row-channel", name_of(self.reader.language, self.ticket.channel)));
                let said = self.words(self.ticket.description)?.filter(|text| !text.is_empty());
                rows.extend(said.map(|text| row("mail-row-description", text)));
            }
            NoticeKind::Answered => rows.push(row("mail-row-requester", self.requester()?)),
            NoticeKind::DeadlineNear
            | NoticeKind::DeadlineMissed
            | NoticeKind::NotTaken
            | NoticeKind::NoUpdate
            | NoticeKind::ReopenedOften
            | NoticeKind::PassedOften
            | NoticeKind::AlarmOpen => {
                rows.extend(self.deadlines());
                rows.push(row("mail-row-priority", name_of(self.reader.language, self.ticket.priority)));
                rows.push(row("mail-row-requester", self.requester()?));
                rows.extend(self.holder()?.map(|holder| row("mail-row-holder", holder)));
            }
            NoticeKind::LowMark | NoticeKind::FollowUpOverdue | NoticeKind::SurveyAnswered => {
                rows.push(row("mail-row-requester", self.requester()?));
                rows.extend(self.holder()?.map(|holder| row("mail-row-holder", holder)));
            }
            NoticeKind::Passed => {
                rows.push(row("mail-row-requester", self.requester()?));
                rows.push(row("mail-row-priority", name_of(self.reader.language, self.ticket.priority)));
                rows.extend(self.holder()?.map(|holder| row("mail-row-holder", holder)));
            }
            NoticeKind::Replied
            | NoticeKind::WaitingForYou
            | NoticeKind::Solved
            | NoticeKind::Reopened
            | NoticeKind::Closed
            | NoticeKind::BackupFailed
            | NoticeKind::BackupOverdue
            | NoticeKind::DiskFillsUp
            | NoticeKind::DiskFull
            | NoticeKind::Invited
            | NoticeKind::SurveyInvitation
            | NoticeKind::SurveyReminder
            | NoticeKind::PasswordReset => {}
        }
        Ok(rows)
    }

    /// What is promised of the case and not done yet, with the moment at which it is due.
    fn deadlines(&self) -> Vec<(String, String)> {
        due_in_words(self.ticket, self.reader.language, self.notice.created, self.reader.zone)
    }

    /// Who wrote the words; the desk when no one in particular did.
    fn author(&self) -> Result<String, Fault> {
        let owner = match self.notice.text {
            Some(id) => self.facts.content(id)?.map(|row| row.owner),
            None => None,
        };
        let name = match owner {
            Some(Owner::User(id)) => self.facts.get::<User>(id.0)?.map(|user| user.details.name),
            Some(Owner::Person(id)) => self.facts.get::<Person>(id.0)?.map(|person| person.details.name),
            Some(Owner::Desk) | None => None,
        };
        Ok(name.filter(|name| !name.is_empty()).unwrap_or_else(|| self.settings.name.clone()))
    }

    /// Who has the case: an agent, else a group.
    fn holder(&self) -> Result<Option<String>, Fault> {
        if let Some(user) = self.ticket.assignee {
            return Ok(self.facts.get::<User>(user.0)?.map(|user| user.details.name));
        }
        let Some(group) = self.ticket.group else { return Ok(None) };
        Ok(self.facts.get::<Group>(group.0)?.map(|group| group.name))
    }

    fn requester(&self) -> Result<String, Fault> {
        Ok(self.facts.get::<Person>(self.ticket.requester.0)?.map(|person| person.details.name).unwrap_or_default())
    }

    /// The unit of the case, from the site down.
    fn unit(&self) -> Result<Option<String>, Fault> {
        /// Deeper than any tree of units; a circle would end here.
        const DEPTH: usize = 16;
        let mut names = Vec::new();
        let mut next: Option<UnitId> = self.ticket.unit;
        while let Some(id) = next.filter(|_| names.len() < DEPTH) {
            let unit = self.facts.get::<Unit>(id.0)?;
            next = unit.as_ref().and_then(|unit| unit.parent);
            names.extend(unit.map(|unit| unit.name));
        }
        names.reverse();
        Ok((!names.is_empty()).then(|| names.join(" › ")))
    }

    fn words(&self, id: Option<ContentId>) -> Result<Option<String>, Fault> {
        let Some(id) = id else { return Ok(None) };
        Ok(self.facts.content(id)?.and_then(|row| row.content.as_text().map(str::to_owned)))
    }

    fn moment(&self, at: Moment) -> String {
        day_and_time(self.reader.language, at, self.notice.created, self.reader.zone)
    }

    /// What `part` of this kind of mail says: subject, heading, intro, or what comes after.
    fn part(&self, part: &str, args: &[(&str, Value<'_>)]) -> String {
        let kind = self.notice.kind;
        // What is written for who asks is said otherwise to who works on the case.
        if kind.is_for_requesters() && !self.is_for_requester() || kind == NoticeKind::Passed {
            return self.say(&format!("{part}-desk"), args);
        }
        if self.is_for_somebody_in_copy() {
            return self.say(&format!("{part}-copy"), args);
        }
        self.say(&part_of(part, kind), args)
    }

    fn say(&self, id: &str, args: &[(&str, Value<'_>)]) -> String {
        text(self.reader.language, id, args)
    }
}
