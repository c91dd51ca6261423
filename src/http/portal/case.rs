//! The page of a case as HTML: where it stands, what was said and what happened, and what can be done now.

use super::files;
use super::guest::{Guest, Visit};
use super::sent::Sent;
use crate::desk::{
    Action, Doorway, Facts, Fault, FieldError, FieldProblem, Ticket, Way, WhyNot, action_states, asked_for, heads,
};
use crate::http::page::{languages, say, whole};
use crate::http::problem::{Code, Problem};
use crate::http::reply::Answer;
use crate::http::uploads;
use crate::messages::{Value, day_and_time, day_in_words, file_size, mid_sentence, name_of, text};
use crate::moment::Moment;
use crate::queries::Unanswered;
use crate::queries::attachment::Attached;
use crate::queries::letters::Letter;
use crate::queries::markdown::to_html;
use crate::queries::names::{ActorKind, NamedActor, Names};
use crate::queries::timeline::{self, Item, Message, Most, Order, PublicFact, PublicItem, Said, Side};
use crate::secret;
use crate::store::Snapshot;
use crate::words::{Channel, ClockKind, Language, State, Vocabulary, WaitingFor};
use chrono_tz::Tz;
use maud::{Markup, PreEscaped, html};
use poem::http::StatusCode;

/// So much of a conversation is on one page: also where each mail quotes all of those before it, the page is small.
const SHOWN: Most = Most { items: 20, text: 28 << 10 };

/// What is wrong with what somebody sent.
pub(super) enum Trouble {
    /// Fields of it.
    Wrong(Vec<FieldError>),
    /// The case does not allow it any more.
    NotPossible(WhyNot),
    /// It could not be taken in.
    NotTaken(Code),
    /// It is for somebody who is not found, or it is not clear for whom.
    ForWhom(&'static str),
}

impl Trouble {
    pub(super) fn status(&self) -> StatusCode {
        match self {
            Self::Wrong(_) | Self::ForWhom(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NotPossible(_) => StatusCode::CONFLICT,
            Self::NotTaken(code) => Problem::of(*code).status(),
        }
    }

    pub(super) fn words(&self, language: Language) -> String {
        let most = (uploads::MOST_BYTES >> 20).to_string();
        match self {
            Self::NotPossible(why) => {
                let why = mid_sentence(&name_of(language, *why));
                text(language, "portal-not-possible", &[("why", (&*why).into())])
            }
            Self::NotTaken(Code::TooLarge) => text(language, "portal-too-large", &[("most", (&*most).into())]),
            Self::NotTaken(Code::DiskFull) => say(language, "portal-disk-full"),
            Self::NotTaken(Code::RateLimited) => say(language, "portal-too-often"),
            Self::NotTaken(_) => say(language, "portal-not-taken-in"),
            Self::ForWhom(id) => say(language, id),
            Self::Wrong(errors) => match errors.first().map(|error| error.problem) {
                Some(FieldProblem::TooLong { max }) => {
                    text(language, "portal-too-long", &[("max", Value::Count(max as u64))])
                }
                Some(FieldProblem::Required) => say(language, "portal-required"),
                _ => say(language, "portal-not-taken-in"),
            },
        }
    }
}

/// The page as somebody sees it.
pub(super) struct Shown<'a> {
    /// Who sees it.
    pub(super) guest: &'a Guest,
    /// The desk as it is.
    pub(super) snapshot: &'a Snapshot,
    /// The case.
    pub(super) case: &'a Ticket,
    /// In which language.
    pub(super) language: Language,
    /// What was done just now.
    pub(super) done: Option<&'a str>,
    /// What was sent, and not taken in.
    pub(super) sent: Option<&'a Sent>,
    /// What is wrong with it.
    pub(super) trouble: Option<&'a Trouble>,
}

impl<'a> Shown<'a> {
    /// As whoever comes for the first time sees it.
    pub(super) fn of(Visit { guest, snapshot, case }: &'a Visit) -> Self {
        Self { guest, snapshot, case, language: Language::Es, done: None, sent: None, trouble: None }
    }

    /// What changes with everything that this page shows.
    pub(super) fn stamp(&self) -> String {
        format!("{}-{}", self.case.version, self.language.as_str())
    }

    /// The page, with the latest of the conversation, or what lies before `before`.
    pub(super) fn page(&self, before: Option<&str>) -> Answer<String> {
        let settings = self.snapshot.settings()?;
        let said = timeline::public(self.snapshot, self.case.number, Order::NewestPage, before, SHOWN);
        let said = match said {
            // An address that was cut begins at the end.
            Err(Unanswered::Cursor) => {
                timeline::public(self.snapshot, self.case.number, Order::NewestPage, None, SHOWN)?
            }
            said => said?,
        };
        let names = Names::new(self.snapshot);
        let requester = names.person(self.case.requester)?.name;
        let theirs = (!asked_for(&self.guest.viewer, self.case)).then_some(&*requester);
        let view = View { shown: self, names, zone: settings.zone(), theirs };
        let subject = view.names.text(self.case.subject)?;
        let here = format!("/my/{}", self.case.number);
        let number = self.case.number.to_string();
        let title = format!("{subject} · {}", settings.name);
        let (latest, done) = (before.is_none(), self.done.and_then(done_words));
        let (leads_on, of_their_unit) = (self.leads_on()?, theirs.is_some() && heads(&self.guest.viewer, self.case));
        let news = say(self.language, "portal-news");
        let body = html! {
            header.top {
                b { (settings.name) }
                @if leads_on && of_their_unit { a href="/my/unit" { (say(self.language, "portal-unit")) } }
                @else if leads_on { a href="/my" { (say(self.language, "portal-mine")) } }
                (languages(Language::ALL, self.language, &here))
            }
            main {
                p.dim { (self.say_with("portal-case", &[("number", (&*number).into()), ("name", (&*requester).into())])) }
                h1 { (subject) }
                @if let Some(done) = done {
                    p.done role="status" { (self.say_with(done, &[("number", (&*number).into())])) }
                }
                p #news.done role="status" {}
                div #live data-stamp=[latest.then(|| self.stamp())] data-news=(news) {
                    (view.standing(settings.portal.deadlines, said.items.last())?)
                    h2 { (say(self.language, "portal-talk")) }
                    @if let Some(next) = &said.next {
                        p { a href={ (here) "?l=" (self.language.as_str()) "&before=" (next) } {
                            (say(self.language, "portal-earlier"))
                        } }
                    }
                    ol.talk { @for item in &said.items { (view.item(item)?) } }
                }
                @if latest { div #acts { (view.acts()?) } }
                @else { p { a href={ (here) "?l=" (self.language.as_str()) } { (say(self.language, "portal-latest")) } } }
            }
            @if self.guest.from.way == Way::Link { footer { (view.footer(settings.portal.link_days)) } }
            @if latest {
                script src="/my/kept.js" defer {}
                script src="/my/live.js" defer {}
            }
        };
        Ok(whole(self.language, &title, &["/s/style.css", "/my/style.css"], &body))
    }

    /// Whether there is more than this case: for whoever is signed in, or may come in by themselves.
    fn leads_on(&self) -> Result<bool, Fault> {
        Ok(self.guest.from.way != Way::Link || self.snapshot.settings()?.portal.doorway != Doorway::Closed)
    }

    fn say_with(&self, id: &str, args: &[(&str, Value<'_>)]) -> String {
        text(self.language, id, args)
    }
}

/// The words for what was done.
fn done_words(done: &str) -> Option<&'static str> {
    Some(match done {
        "asked" => "portal-done-asked",
        "sent" => "portal-done-sent",
        "accepted" => "portal-done-accepted",
        "rejected" => "portal-done-rejected",
        "settled" => "portal-done-settled",
        _ => return None,
    })
}

/// What the parts of the page need.
struct View<'a> {
    shown: &'a Shown<'a>,
    names: Names<'a, Snapshot>,
    zone: Tz,
    /// Who asked, when whoever looks is somebody else: who heads their unit, or is in copy.
    theirs: Option<&'a str>,
}

impl View<'_> {
    fn say(&self, id: &str) -> String {
        say(self.shown.language, id)
    }

    /// What is said of whoever asked: to them, or of them.
    fn say_of(&self, to_them: &str, of_them: &str) -> String {
        match self.theirs {
            Some(name) => self.shown.say_with(of_them, &[("name", name.into())]),
            None => self.say(to_them),
        }
    }

    fn moment(&self, at: Moment) -> String {
        day_and_time(self.shown.language, at, self.shown.guest.now, self.zone)
    }

    fn time(&self, at: Moment) -> Markup {
        html! { time datetime=(at.to_string()) { (self.moment(at)) } }
    }

    /// Where the case stands, in plain words.
    fn standing(&self, deadlines: bool, last: Option<&Item<PublicItem>>) -> Result<Markup, Fault> {
        let case = self.shown.case;
        let group = case.group.map(|group| self.names.group(group)).transpose()?;
        let affected = case.affected.map(|person| self.names.person(person)).transpose()?;
        let in_copy = case.watchers.iter().map(|person| Ok(self.names.person(*person)?.name));
        let in_copy = in_copy.collect::<Result<Vec<String>, Fault>>()?;
        let solution = case.clocks.iter().find(|clock| clock.kind == ClockKind::Solution && clock.is_open());
        let due = solution.and_then(|clock| clock.missed.or(clock.due)).filter(|_| deadlines);
        Ok(html! {
            dl.state {
                dt { (self.say("portal-state")) }
                dd { b { (name_of(self.shown.language, case.state)) } ". " (self.meaning()) }
                @if let Some(affected) = affected {
                    dt { (self.say("portal-for")) }
                    dd { (affected.name) }
                }
                @if !in_copy.is_empty() {
                    dt { (self.say("portal-in-copy")) }
                    dd { (in_copy.join(", ")) }
                }
                @if let Some(group) = group.filter(|_| case.state.is_open()) {
                    dt { (self.say("portal-with")) }
                    dd { (group) }
                }
                @if let Some(due) = due {
                    dt { (self.say("portal-due")) }
                    dd { (self.time(due)) }
                }
                dt { (self.say("portal-since")) }
                dd { (self.time(case.opened_at)) }
                @if let Some(last) = last {
                    dt { (self.say("portal-last")) }
                    dd { (self.time(last.at)) }
                }
            }
        })
    }

    /// What the state means to whoever waits for help, and what is waited for.
    fn meaning(&self) -> String {
        let case = self.shown.case;
        let until = |id: &str, at: Option<Moment>| match at {
            Some(at) => {
                let day = day_in_words(self.shown.language, at, self.shown.guest.now, self.zone);
                self.shown.say_with(id, &[("until", (&*day).into()), ("name", self.theirs.unwrap_or_default().into())])
            }
            None => String::new(),
        };
        match (case.state, case.waiting) {
            (State::New, _) => self.say("portal-means-new"),
            (State::InProgress, _) => self.say("portal-means-in-progress"),
            (State::Waiting, Some(waiting)) => match waiting.on {
                WaitingFor::Requester => self.say_of("portal-waits-for-you", "portal-waits-for-them"),
                WaitingFor::ThirdParty => self.say("portal-waits-for-others"),
                WaitingFor::Moment => until("portal-waits-until", waiting.until),
            },
            (State::Waiting, None) => String::new(),
            (State::Closed, _) if case.sealed => self.say("portal-means-closed"),
            (State::Resolved | State::Closed, _) if self.theirs.is_some() => {
                until("portal-means-resolved-theirs", self.reopen_until())
            }
            (State::Resolved, _) => until("portal-means-resolved", self.reopen_until()),
            (State::Closed, _) => until("portal-means-closed-until", self.reopen_until()),
            (State::Cancelled, _) => self.say("portal-means-cancelled"),
        }
    }

    fn reopen_until(&self) -> Option<Moment> {
        self.shown.case.resolution.as_ref().map(|resolution| resolution.reopen_until)
    }

    /// What was said, or what happened.
    fn item(&self, item: &Item<PublicItem>) -> Result<Markup, Fault> {
        let fact = match &item.what {
            PublicItem::Message(message) => return Ok(self.message(message, item.at)),
            PublicItem::Fact(fact) => fact,
        };
        let line = |words: String| html! { li.fact { (words) ", " (self.time(item.at)) } };
        Ok(match fact {
            PublicFact::Opened { channel } => self.opening(*channel, item.at)?,
            PublicFact::Routed { group: Some(group) } => {
                let group = self.names.group(*group)?;
                line(self.shown.say_with("portal-fact-with", &[("group", (&*group).into())]))
            }
            PublicFact::Routed { group: None } => line(self.say("portal-fact-with-desk")),
            PublicFact::Waiting { on: WaitingFor::Requester, question: Some(question), .. } => html! {
                li.answer {
                    (self.head(html! { b { (self.say_of("portal-fact-question", "portal-fact-waits-for-them")) } }, item.at))
                    (PreEscaped(to_html(question)))
                }
            },
            PublicFact::Waiting { on: WaitingFor::Requester, .. } => {
                line(self.say_of("portal-fact-waits-for-you", "portal-fact-waits-for-them"))
            }
            PublicFact::Waiting { on: WaitingFor::ThirdParty, .. } => line(self.say("portal-fact-waits-for-others")),
            PublicFact::Waiting { on: WaitingFor::Moment, until, .. } => {
                let until = until.map(|until| self.moment(until)).unwrap_or_default();
                line(self.shown.say_with("portal-fact-waits-until", &[("until", (&*until).into())]))
            }
            PublicFact::Started => line(self.say("portal-fact-started")),
            PublicFact::Resumed => line(self.say("portal-fact-resumed")),
            PublicFact::Resolved { text, .. } => html! {
                li.answer {
                    (self.head(html! { b { (self.say("portal-fact-solution")) } ", " (self.author(&item.actor)) }, item.at))
                    (PreEscaped(to_html(text)))
                }
            },
            PublicFact::Reopened { reason: None } => line(self.say("portal-fact-reopened")),
            PublicFact::Reopened { reason: Some(reason) } => html! {
                li.fact { (self.say("portal-fact-reopened")) ", " (self.time(item.at)) (PreEscaped(to_html(reason))) }
            },
            PublicFact::Closed => line(self.say("portal-fact-closed")),
            PublicFact::Cancelled => line(self.say("portal-fact-cancelled")),
        })
    }

    fn head(&self, who: Markup, at: Moment) -> Markup {
        html! { p.by { (who) " " (self.time(at)) } }
    }

    fn author(&self, author: &NamedActor) -> String {
        let own = author.kind == ActorKind::Person && author.id == Some(self.shown.guest.person.id.0);
        if own { self.say("portal-you") } else { author.name.clone() }
    }

    /// With what the case began, in the words of whoever asked.
    fn opening(&self, channel: Channel, at: Moment) -> Result<Markup, Fault> {
        let case = self.shown.case;
        let said = case.description.map(|id| Said::of(self.shown.snapshot, id, self.names.text(id)?)).transpose()?;
        let own = case.requester == self.shown.guest.person.id;
        let name = if own { self.say("portal-you") } else { self.names.person(case.requester)?.name };
        let how = self.shown.say_with("portal-how", &[("channel", channel.as_str().into())]);
        Ok(html! {
            li.mine {
                (self.head(html! { b { (name) } " " (how) }, at))
                @if let Some(said) = said {
                    (PreEscaped(said.html))
                    (self.quoted(said.letter.as_ref()))
                }
                (self.files(&self.names.attached(&case.attachments)?))
            }
        })
    }

    fn message(&self, message: &Message, at: Moment) -> Markup {
        let class = if message.side == Side::Requester { "mine" } else { "answer" };
        html! {
            li class=(class) {
                (self.head(html! { b { (self.author(&message.author)) } }, at))
                (PreEscaped(&message.html))
                (self.quoted(message.letter.as_deref()))
                (self.files(&message.attachments))
            }
        }
    }

    /// What a mail quotes, folded.
    fn quoted(&self, letter: Option<&Letter>) -> Markup {
        html! {
            @if let Some(quoted) = letter.and_then(|letter| letter.quoted.as_ref()) {
                details { summary { (self.say("portal-quoted")) } p.pre { (quoted) } }
            }
        }
    }

    fn files(&self, files: &[Attached]) -> Markup {
        let number = self.shown.case.number;
        html! {
            @if !files.is_empty() {
                ul.files {
                    @for Attached { id, file } in files {
                        li {
                            a href={ "/my/" (number) "/files/" (id.0) @if file.picture { "/picture" } } { (file.name) }
                            " (" (file_size(self.shown.language, file.size)) ")"
                            @if file.picture {
                                " · " a href={ "/my/" (number) "/files/" (id.0) } download {
                                    (self.shown.say_with("portal-save", &[("name", (&*file.name).into())]))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// What can be done now, and if nothing, why.
    fn acts(&self) -> Answer<Markup> {
        let (shown, case) = (self.shown, self.shown.case);
        let states = action_states(&shown.guest.viewer, case);
        let why_not = |action| states.iter().find(|state| state.action == action).and_then(|state| state.why_not);
        let may = |action| why_not(action).is_none();
        let trouble = shown.trouble.map(|trouble| trouble.words(shown.language));
        let once = secret::hex(&secret::random::<16>()?);
        let leave = may(Action::Leave).then(|| {
            self.form(&once, html! { p { button.quiet name="do" value="leave" { (self.say("portal-leave-copy")) } } })
        });
        if let Some(why) = why_not(Action::Reply) {
            let may_come_back = matches!(case.state, State::Resolved | State::Closed) && !case.sealed;
            let (said, anew) = match (why, self.theirs) {
                (WhyNot::TooLate, _) => (self.say("portal-too-late"), true),
                (_, Some(name)) if may_come_back => {
                    (shown.say_with("portal-theirs-to-say", &[("name", name.into())]), false)
                }
                _ => (self.say("portal-over"), true),
            };
            let anew = anew && shown.leads_on()?;
            return Ok(html! {
                @if let Some(trouble) = trouble { p.wrong role="alert" { (trouble) } }
                p.dim { (said) }
                @if anew { p { a.button href={ "/my/new?l=" (shown.language.as_str()) } { (self.say("portal-ask")) } } }
                @if let Some(leave) = leave { (leave) }
            });
        }
        let solved = may(Action::Close);
        let label = if solved { "portal-reject-what" } else { "portal-add" };
        let (send, does) = if may(Action::Reopen) { ("portal-reject", "reject") } else { ("portal-send", "send") };
        Ok(html! {
            @if solved {
                section aria-labelledby="solved" {
                    h2 #solved { (self.say("portal-is-it-solved")) }
                    (self.form(&once, html! { p { button name="do" value="accept" { (self.say("portal-accept")) } } }))
                }
            }
            (self.form(&once, html! {
                (shown.guest.kept(shown.sent.is_none(), shown.language))
                @if let Some(trouble) = &trouble { p.wrong #wrong role="alert" { (trouble) } }
                div.question {
                    label for="text" { (self.say(label)) }
                    textarea #text name="text" rows="4" required[solved] aria-invalid=[trouble.as_ref().map(|_| "true")]
                        aria-describedby=[trouble.as_ref().map(|_| "wrong")] { (shown.sent.map_or("", |sent| sent.value("text"))) }
                }
                (files::field(shown.guest, shown.snapshot, shown.sent, shown.language)?)
                p.buttons {
                    button name="do" value=(does) { (self.say(send)) }
                    @if may(Action::Settle) {
                        button.quiet name="do" value="settled" formnovalidate { (self.say("portal-settled")) }
                    }
                }
            }))
            @if let Some(leave) = leave { (leave) }
        })
    }

    /// A form of this page; what is sent twice counts once.
    fn form(&self, once: &str, inside: Markup) -> Markup {
        html! {
            form method="post" action={ "/my/" (self.shown.case.number) } enctype="multipart/form-data" {
                input type="hidden" name="once" value=(once);
                input type="hidden" name="l" value=(self.shown.language.as_str());
                (inside)
            }
        }
    }

    fn footer(&self, days: u16) -> String {
        self.shown.say_with("portal-footer", &[("days", Value::Count(days.into()))])
    }
}
