//! What the worker has to know of mail: nothing that a server accepted is sent twice by the desk itself.

use super::compose::{Composed, compose};
use super::delivery::{Patience, Server, deliver};
use super::drop_reason::DropReason;
use super::message::{Answered, Origin, Thread, build};
use super::{digest_letter, invitation_letter, link_letter, missing};
use crate::channels::worker::{Carrier, Interrupted, Post, Prepared, Trouble};
use crate::queries::letters;
use crate::secret::{hash, new_secret};
use crate::store::outbox::{self, OutboxState, Outgoing};
use crate::store::{Snapshot, Store, case_link, invitation_link, password_link, secret};
use lettre::Message;
use rules::Moment;
use rules::desk::id::{InvitationId, TicketNumber};
use rules::desk::{Facts, Fault, MailSettings, Mailbox, NoticeWay, Recipient, Ticket, every_mailbox};
use std::future::Future;

/// Mails of a case that are looked through for References.
const THREAD: usize = 500;

/// Mail, sent with so much patience.
pub(super) struct MailCarrier(pub(super) Patience);

/// How mail leaves as of now.
#[derive(Clone)]
pub(super) struct Means {
    pub(super) settings: MailSettings,
    pub(super) password: Option<String>,
}

/// The same as of a snapshot; `None`: no mail can leave.
pub(super) fn means(store: &Store, snapshot: &Snapshot) -> Result<Option<Means>, Fault> {
    let Some(settings) = snapshot.get::<MailSettings>(())?.filter(|mail| missing(Some(mail)).is_empty()) else {
        return Ok(None);
    };
    let password = secret::find(snapshot, store.keys(), secret::MAIL_PASSWORD)?.transpose();
    Ok(password.ok().map(|password| Means { settings, password }))
}

impl Carrier for MailCarrier {
    const WAY: NoticeWay = NoticeWay::Mail;
    const AT_ONCE: usize = 2;
    type Means = Means;
    type Parcel = (Message, Server);

    fn means(&self, store: &Store, snapshot: &Snapshot) -> Result<Option<(Means, u64)>, Fault> {
        let means = means(store, snapshot)?;
        Ok(means.map(|means| (means.clone(), means.settings.version)))
    }

    /// Writes the message from one look at the tables, which is over when this returns.
    async fn prepare(
        &self,
        at: &Post,
        means: &Means,
        row: &Outgoing,
    ) -> Result<Prepared<(Message, Server)>, Interrupted> {
        // What is to bring a link to a page of the desk is worth nothing without it.
        let brings_to_a_page = row.kind.brings_a_link() || row.kind.brings_a_survey();
        if brings_to_a_page && at.store.snapshot()?.settings()?.public_url.is_none() {
            return Ok(Prepared::Waits("the desk has no public address for the link".to_owned()));
        }
        let mut others = Vec::new();
        let composed = if row.gathered {
            let snapshot = at.store.snapshot()?;
            let gathered = outbox::gathered_with(&snapshot, row, at.clock.now())?;
            match digest_letter::compose(&snapshot, &gathered)? {
                Some((letter, told)) if told.iter().any(|other| other.id == row.id) => {
                    others.extend(told.into_iter().map(|other| other.id).filter(|id| *id != row.id));
                    letter
                }
                _ => compose(&snapshot, row, None)?,
            }
        } else if row.kind.brings_a_link() {
            match cut_key(at, row).await? {
                Some((token, expires)) => {
                    link_letter::compose(&at.store.snapshot()?, row, (&token, expires), at.clock.now())?
                }
                None => Composed::Dropped(DropReason::LinkReplaced),
            }
        } else if let Some(invitation) = row.invitation.filter(|_| row.kind.brings_a_survey()) {
            let token = cut_invitation(at, invitation).await?;
            invitation_letter::compose(&at.store.snapshot()?, row, (invitation, &token), at.clock.now())?
        } else if let (Some(ticket), Recipient::Person(person)) = (row.ticket, row.to) {
            let secret = new_secret()?;
            let composed = compose(&at.store.snapshot()?, row, Some(&secret))?;
            if matches!(composed, Composed::Letter(_)) {
                // Made anew for each attempt, beside what opens the case already.
                let (key, now) = (hash(&secret), at.clock.now());
                at.store.operate(move |operational| case_link::keep(operational, key, (ticket, person), now)).await?;
            }
            composed
        } else {
            compose(&at.store.snapshot()?, row, None)?
        };
        let (letter, to) = match composed {
            Composed::Letter(letter) => *letter,
            Composed::Dropped(reason) => return Ok(Prepared::Dropped(reason.as_str())),
        };
        let snapshot = at.store.snapshot()?;
        let desk = snapshot.settings()?;
        let of_case = match row.ticket {
            Some(ticket) => outbox::of_ticket(&snapshot, ticket, THREAD)?,
            None => Vec::new(),
        };
        let begun = match (row.ticket, row.to) {
            (Some(ticket), Recipient::Person(person)) => letters::began(&snapshot, ticket, person)?,
            _ => None,
        };
        let sent = of_case
            .into_iter()
            .filter(|other| other.id < row.id && other.to == row.to)
            .filter(|other| matches!(other.state, OutboxState::Sent | OutboxState::Unknown))
            .map(|other| other.message_id);
        let earlier: Vec<String> = begun.into_iter().chain(sent).collect();
        let answered = match row.ticket {
            Some(ticket) => answered_at(&snapshot, ticket, &means.settings)?,
            None => Answered::default(),
        };
        let thread = Thread { id: &row.message_id, earlier: &earlier, at: row.created };
        let from = Origin::new(&means.settings, &desk, &answered);
        Ok(match build(&letter, &to, &thread, &from) {
            Ok(message) => {
                let server = Server::new(&means.settings, means.password.as_deref(), &desk);
                Prepared::Ready((message, server), others)
            }
            Err(words) => Prepared::Broken(words),
        })
    }

    async fn deliver(
        &self,
        _: &Post,
        (message, server): &(Message, Server),
        crossing: impl Future<Output = Result<(), String>> + Send,
    ) -> Result<(), Trouble> {
        deliver(server, message, self.0, crossing).await.map(drop)
    }
}

/// Where mails about a case come from and are answered: by the mailbox by which it came, while that is in use; of others the
/// answers go to the address that all mails leave from, unless that is no mailbox's and the case's group has one, or all have.
fn answered_at(snapshot: &Snapshot, number: TicketNumber, settings: &MailSettings) -> Result<Answered, Fault> {
    if let Some(came_by) = snapshot.mailbox_of(number)?.filter(|mailbox| mailbox.active) {
        return Ok(Answered { came_by: Some(came_by), instead: None });
    }
    let active: Vec<Mailbox> = every_mailbox(snapshot)?.into_iter().filter(|mailbox| mailbox.active).collect();
    let leaves_from = |address: &str| address.eq_ignore_ascii_case(&settings.from_address);
    if active.iter().any(|at| leaves_from(&at.address) || at.sends_from.as_deref().is_some_and(leaves_from)) {
        return Ok(Answered::default());
    }
    let group = snapshot.get::<Ticket>(number.0)?.and_then(|case| case.group);
    let of = |group| active.iter().find(|mailbox| mailbox.group == group);
    let instead = of(group).or_else(|| of(None)).map(|mailbox| mailbox.address.clone());
    Ok(Answered { came_by: None, instead })
}

/// Makes what opens the link that the row is to bring, anew for each attempt: only its hash is kept. `None`: the link
/// is not wanted any more.
async fn cut_key(at: &Post, row: &Outgoing) -> Result<Option<(String, Moment)>, Interrupted> {
    let Recipient::User(user) = row.to else { return Ok(None) };
    let secret = new_secret()?;
    let (key, cause, now) = (hash(&secret), row.cause, at.clock.now());
    let cut = at.store.operate(move |operational| password_link::cut(operational, (user, cause), key, now));
    Ok(cut.await?.map(|expires| (password_link::token(user, &secret), expires)))
}

/// Makes what opens an invitation, anew for each attempt, beside what opens it already: a mail that was thought lost may
/// have arrived.
async fn cut_invitation(at: &Post, invitation: InvitationId) -> Result<String, Interrupted> {
    let secret = new_secret()?;
    let hash = hash(&secret);
    at.store.operate(move |operational| invitation_link::keep(operational, hash, invitation)).await?;
    Ok(secret)
}
