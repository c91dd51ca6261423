//! What the writer does with one command, inside its transaction.

use super::disk::Room;
use super::error::SubmitError;
use super::operational::Operational;
use super::password_link::{AskedBy, LinkHash};
use super::request::{Committed, Request};
use super::rows::Rows;
use super::working::Working;
use super::{
    answer_pool, credential, device, erase, idempotency, mailbox_secret, outbox, password_link, review_link, rows,
    screen_notice, second_step, secret, session, survey_link, throttle, upload, write,
};
use crate::desk::id::{Seq, UserId};
use crate::desk::survey_review::ReviewStep;
use crate::desk::{
    ActorRef, Command, Concealed, Entry, Event, Fault, FieldProblem, LinkDelivery, Mailbox, NoticeWay, Outcome,
    Recipient, Refusal, Stop, User, WebhookDraft, decide,
};
use crate::secret::SecretKeys;
use std::sync::Arc;
use tokio::sync::watch;

/// What holds for every command of a store.
pub(super) struct House {
    /// Whether notices become outbox rows.
    pub(super) notices: bool,
    /// The id of this data file, for Message-IDs.
    pub(super) instance: String,
    /// With which its secrets are sealed.
    pub(super) keys: Arc<SecretKeys>,
    /// What there is room for on its disk.
    pub(super) room: watch::Sender<Room>,
    #[cfg(test)]
    pub(super) sabotage: super::tests::Sabotage,
}

/// Decides a command and writes what follows. The inner error is the command's own, which has written nothing; the
/// outer one stopped half-way, and the transaction cannot be kept.
pub(super) fn accept(
    working: &mut Working<'_>,
    request: &Request,
    house: &House,
) -> Result<Result<Committed, SubmitError>, Fault> {
    match answer(working, request) {
        Ok(None) => {}
        Ok(Some(committed)) => return Ok(Ok(committed)),
        Err(error) => return Ok(Err(error)),
    }
    if *house.room.borrow() == Room::NoWrites && !fits_a_full_disk(&request.command) {
        return Ok(Err(SubmitError::NoRoom));
    }
    if let Some(refusal) = out_of_date(working, request)? {
        return Ok(Err(refusal.into()));
    }
    let accepted = match decide(working, request.actor, &request.command, request.if_version, request.at) {
        Ok(accepted) => accepted,
        Err(Stop::Refused(refusal)) => return Ok(Err(refusal.into())),
        Err(Stop::Fault(fault)) => return Ok(Err(fault.into())),
    };
    for content in &accepted.contents {
        write::put(working, content)?;
    }
    let address_before = address_of(working, &request.command)?;
    let mailbox_before = mailbox_secret::before(working, &request.command)?;
    let kept_out: Vec<UserId> = accepted.events.iter().filter_map(kept_out).collect();
    let head = Seq(working.head()?);
    let mut seq = head;
    for event in accepted.events {
        seq = Seq(seq.0 + 1);
        working.append(&Entry { seq, at: request.at, actor: request.actor, from: request.from, event })?;
        #[cfg(test)]
        house.sabotage.strike(request)?;
    }
    let erased = erase::erase(working, &accepted.erasing)?;
    let mut operational = Operational::new(working);
    // Outbox ids are made of the entry that caused them: what made no entry tells nobody.
    if house.notices && seq > head {
        for (n, notice) in accepted.notices.iter().enumerate() {
            match (notice.way, notice.to, notice.ticket) {
                (NoticeWay::Screen, Recipient::User(user), Some(ticket)) => {
                    screen_notice::tell(&mut operational, (user, ticket), notice, (seq, n), request.at)?;
                }
                _ => outbox::queue(&mut operational, notice, (seq, n), request.at, &house.instance)?,
            }
        }
    }
    for file in erased {
        upload::let_go(&mut operational, &file)?;
    }
    for claimed in request.command.attachments() {
        upload::claim(&mut operational, *claimed)?;
    }
    keep_apart(&mut operational, &house.keys, request, (accepted.outcome, seq), mailbox_before)?;
    // What was mailed to an address that is no longer theirs may be in a stranger's hands.
    if let (Some(before), Command::SaveUser { id: Some(user), .. }) = (address_before, &request.command)
        && address_of(&operational, &request.command)? != Some(before)
    {
        password_link::end(&mut operational, *user)?;
    }
    for user in kept_out {
        session::revoke_all(&mut operational, user, None)?;
        device::forget_all(&mut operational, user, None)?;
        password_link::end(&mut operational, user)?;
    }
    if let Some(by) = &request.idempotency {
        idempotency::keep(&mut operational, request, by, accepted.outcome, seq)?;
    }
    Ok(Ok(Committed { outcome: accepted.outcome, seq, replayed: false }))
}

/// Whether the reserve is there for it too. Every command adds to the journal; these add little: what the desk has to tell
/// of itself, what happens at its door, which stays open, and what takes something away.
fn fits_a_full_disk(command: &Command) -> bool {
    matches!(
        command,
        Command::RaiseAlarm { .. }
            | Command::Witness(_)
            | Command::RevokeToken { .. }
            | Command::DiscardModelDraft
            | Command::ErasePerson { .. }
            | Command::ChangeSurveyLink { hash: None, .. }
            | Command::ReviewSurvey { step: ReviewStep::Link { hash: None }, .. }
            | Command::SwitchSecondStep { second_step: None, .. }
    )
}

/// The answer that the same request got before.
fn answer(working: &Working<'_>, request: &Request) -> Result<Option<Committed>, SubmitError> {
    let Some(by) = &request.idempotency else { return Ok(None) };
    match idempotency::find(working, request, by)? {
        None => Ok(None),
        Some(answered) if answered.body_hash != by.body_hash => Err(Refusal::KeyReused.into()),
        Some(answered) => Ok(Some(Committed { outcome: answered.outcome, seq: answered.seq, replayed: true })),
    }
}

/// What speaks against a command that the desk's records do not tell: a link that does not work any more, or that is on
/// its way already.
fn out_of_date(working: &Working<'_>, request: &Request) -> Result<Option<Refusal>, Fault> {
    Ok(match &request.command {
        Command::UsePasswordLink { user, link, password_hash: _ } => {
            let works = password_link::find(working, *user, link, request.at)?.is_some();
            (!works).then_some(Refusal::NotFound)
        }
        Command::MakePasswordLink { user, .. } if asked_by(request) == AskedBy::Anybody => {
            let serves = password_link::is_on_its_way(working, *user, request.at)?;
            serves.then(|| Refusal::field("user", FieldProblem::Taken))
        }
        // Somebody else took them out first.
        Command::TakeAnswers { survey, waited, .. } if !answer_pool::all_wait(working, *survey, waited)? => {
            Some(Refusal::NotFound)
        }
        _ => None,
    })
}

/// Who asks for a link: at the door the desk does it for whoever says that they forgot their password.
fn asked_by(request: &Request) -> AskedBy {
    if request.actor == ActorRef::System { AskedBy::Anybody } else { AskedBy::Administrator }
}

/// The address of the user whom a command changes, as it stands.
fn address_of(rows: &dyn Rows, command: &Command) -> Result<Option<String>, Fault> {
    let Command::SaveUser { id: Some(user), .. } = command else { return Ok(None) };
    Ok(rows::get::<User>(rows, &user.0.to_be_bytes())?.map(|user| user.details.email))
}

/// The user whom an event keeps out.
fn kept_out(event: &Event) -> Option<UserId> {
    match event {
        Event::UserSaved { id, active: false, .. } => Some(*id),
        _ => None,
    }
}

/// What an accepted command carries that must not be in the journal; and whoever got a new password is signed out.
fn keep_apart(
    operational: &mut Operational<'_>,
    keys: &SecretKeys,
    request: &Request,
    (outcome, seq): (Outcome, Seq),
    mailbox_before: Option<Mailbox>,
) -> Result<(), Fault> {
    match (&request.command, outcome) {
        (Command::SetUp { admin: user, .. } | Command::SaveUser { user, .. }, Outcome::User(id)) => {
            if let Some(Ok(hash)) = &user.password_hash {
                change_password(operational, id, hash, None)?;
            }
        }
        (Command::ChangePassword { user, password_hash }, _) => {
            change_password(operational, *user, password_hash, None)?;
        }
        (Command::UsePasswordLink { user, link, password_hash }, _) => {
            change_password(operational, *user, password_hash, Some(*link))?;
        }
        (Command::MakePasswordLink { user, purpose, delivery }, _) => {
            let hash = match delivery {
                LinkDelivery::Mail => None,
                LinkDelivery::Shown { hash } => Some(*hash),
            };
            password_link::ask(operational, (*user, *purpose, seq), (asked_by(request), hash), request.at)?;
        }
        (Command::SwitchSecondStep { user, second_step }, _) => match second_step {
            Some(draft) => second_step::begin(operational, keys, *user, draft, request.at)?,
            None => second_step::end(operational, *user)?,
        },
        (Command::LetIn { user, password_hash }, _) => let_in(operational, *user, password_hash)?,
        (Command::ChangeMailSettings { password: Some(password), .. }, _) => {
            secret::keep(operational, keys, secret::MAIL_PASSWORD, password.as_str())?;
        }
        (Command::ChangeSurveyLink { survey, hash }, _) => survey_link::change(operational, *survey, *hash)?,
        (Command::ReviewSurvey { survey, step: ReviewStep::Link { hash } }, _) => {
            review_link::change(operational, *survey, *hash, request.at)?;
        }
        (Command::ForgetAnswers { forgetting, .. }, _) => {
            outbox::forget(operational, forgetting)?;
            screen_notice::forget(operational, &forgetting.answers)?;
        }
        (Command::TakeAnswers { survey, waited, .. }, _) => answer_pool::take_out(operational, *survey, waited)?,
        (Command::SaveMailbox { mailbox, .. }, Outcome::Mailbox(id)) => {
            mailbox_secret::keep(operational, keys, id, mailbox, mailbox_before.as_ref())?;
        }
        (Command::SignMailboxIn { mailbox, token, .. }, _) => {
            secret::keep(operational, keys, &secret::of_sign_in(*mailbox), token.as_str())?;
        }
        (Command::SaveWebhook { webhook: WebhookDraft { secret: Some(secret), .. }, .. }, Outcome::Webhook(id)) => {
            secret::keep(operational, keys, &secret::of_webhook(id), secret.as_str())?;
        }
        _ => {}
    }
    Ok(())
}

/// Lets a user in again: the one place that takes away whatever keeps them out.
fn let_in(operational: &mut Operational<'_>, user: UserId, hash: &Concealed) -> Result<(), Fault> {
    change_password(operational, user, hash, None)?;
    second_step::end(operational, user)?;
    // With it goes what was counted of guesses there.
    device::forget_all(operational, user, None)?;
    if let Some(user) = rows::get::<User>(operational, &user.0.to_be_bytes())? {
        for door in throttle::Door::ALL {
            throttle::clear(operational, &door.account_key(&user.details.email))?;
        }
    }
    Ok(())
}

fn change_password(
    operational: &mut Operational<'_>,
    user: UserId,
    hash: &Concealed,
    set_by: Option<LinkHash>,
) -> Result<(), Fault> {
    let password_hash = hash.as_str().to_owned();
    credential::keep(operational, &credential::Credential { user, password_hash, set_by })?;
    session::revoke_all(operational, user, None)?;
    password_link::end(operational, user)
}
