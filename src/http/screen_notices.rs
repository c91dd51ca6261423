//! What whoever is signed in is told on screen.

use super::Tag;
use super::caller::Caller;
use super::input::Input;
use super::me::myself;
use super::problem::{Code, Problem};
use super::reply::{Answer, Done, Shown};
use super::word::{At, Id, Word};
use crate::channels::mail::Gaps;
use crate::desk::id::UserId;
use crate::desk::{Facts, NoticeKind, User};
use crate::queries::screen_notices::{self, ShownNotice};
use crate::store::{Snapshot, screen_notice};
use poem_openapi::param::Path;
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi};

/// The resource.
pub(super) struct ScreenNotices;

/// Something that one is told on screen.
#[derive(Clone, Debug, Object)]
struct ScreenNotice {
    /// Its number; it grows with time.
    id: Id,
    /// What it says.
    kind: Word<NoticeKind>,
    /// The case.
    ticket: Id,
    /// The subject of the case.
    subject: String,
    /// What the service model says in place of the desk's own words; null when it leaves them to the desk.
    title: Option<String>,
    /// When it happened.
    at: At,
    /// Whether it was read.
    read: bool,
}

/// What one is told on screen.
#[derive(Clone, Debug, Object)]
struct ScreenNoticeList {
    /// The newest first, at most 200.
    items: Vec<ScreenNotice>,
    /// How many of them were not read.
    unread: u64,
}

/// Up to where one has read.
#[derive(Clone, Debug, Object)]
#[oai(example)]
struct ReadInput {
    /// The newest that was seen; older ones are read with it.
    up_to: u64,
}

#[OpenApi(prefix_path = "/me/notices", tag = "Tag::Entry")]
impl ScreenNotices {
    /// List what one is told on screen
    ///
    /// What is about a case that one does not see any more is left out. For users.
    #[oai(path = "/", method = "get")]
    async fn list(&self, caller: Caller) -> Answer<Shown<ScreenNoticeList>> {
        show(&caller, myself(&caller)?)
    }

    /// Mark a notice as read
    #[oai(path = "/:id/read", method = "post")]
    async fn read(&self, caller: Caller, id: Path<Id>) -> Answer<Done> {
        let (user, id) = (myself(&caller)?, id.0.0);
        let found = caller.state().store.operate(move |rows| screen_notice::read_one(rows, user, id)).await?;
        if found { Ok(Done::default()) } else { Err(Problem::of(Code::NotFound)) }
    }

    /// Mark all notices as read
    ///
    /// Those up to the newest that was seen: what came meanwhile stays unread.
    #[oai(path = "/read", method = "post")]
    async fn read_all(&self, caller: Caller, input: Input<ReadInput>) -> Answer<Shown<ScreenNoticeList>> {
        let (user, last) = (myself(&caller)?, input.0.up_to);
        caller.state().store.operate(move |rows| screen_notice::read_up_to(rows, user, last)).await?;
        show(&caller, user)
    }
}

fn show(caller: &Caller, user: UserId) -> Answer<Shown<ScreenNoticeList>> {
    let snapshot = caller.snapshot()?;
    let items: Answer<Vec<ScreenNotice>> = screen_notices::list(&snapshot, caller.viewer(), user)?
        .into_iter()
        .map(|shown| ScreenNotice::of(&snapshot, user, shown))
        .collect();
    let items = items?;
    let unread = items.iter().filter(|notice| !notice.read).count() as u64;
    Ok(Shown::new(ScreenNoticeList { items, unread }))
}

impl ScreenNotice {
    fn of(snapshot: &Snapshot, user: UserId, shown: ShownNotice) -> Answer<Self> {
        let title = title(snapshot, user, &shown)?;
        let ShownNotice { notice, ticket, subject } = shown;
        Ok(Self {
            id: Id(notice.id),
            kind: Word(notice.kind),
            ticket: Id::of(ticket.number),
            subject,
            title,
            at: At(notice.at),
            read: notice.read,
        })
    }
}

/// The subject line of the rule behind a notice. Nobody's message is in it: that is read in the case.
fn title(snapshot: &Snapshot, user: UserId, shown: &ShownNotice) -> Answer<Option<String>> {
    let Some((version, rule)) = shown.notice.rule else { return Ok(None) };
    let Some(model) = snapshot.model_at(version)? else { return Ok(None) };
    let (settings, user) = (snapshot.settings()?, snapshot.get::<User>(user.0)?);
    let preferences = user.as_ref().map(|user| user.preferences.clone()).unwrap_or_default();
    let language = preferences.language.unwrap_or(settings.language);
    let Some(text) = model.notice(rule).and_then(|rule| rule.text_in(language, settings.language)) else {
        return Ok(None);
    };
    let gaps = Gaps {
        facts: snapshot,
        settings: &settings,
        ticket: &shown.ticket,
        name: user.as_ref().map_or("", |user| user.details.name.as_str()),
        language,
        zone: preferences.time_zone.and_then(|zone| zone.parse().ok()).unwrap_or_else(|| settings.zone()),
        at: shown.notice.at,
        words: "",
        link: "",
    };
    Ok(Some(gaps.fill(text)?.subject))
}

impl Example for ReadInput {
    fn example() -> Self {
        Self { up_to: 1_333_760 }
    }
}
