//! Mail: how it leaves, what waits, what failed.

use super::Tag;
use super::caller::Caller;
use super::input::Input;
use super::list::page_size;
use super::problem::{FieldCode, FieldFault, Problem};
use super::reply::{Answer, Shown};
use super::word::{At, Id, Word};
use crate::channels::{Courier, mail};
use crate::desk::certificate::{self, Certificate};
use crate::desk::{Command, Concealed, DoorEvent, Facts, MailSettings, NoticeKind, Subject};
use crate::queries::outbox::{self, OutgoingRow};
use crate::secret::Locked;
use crate::store::outbox::{OutboxId, OutboxState, send_again};
use crate::store::{Snapshot, secret};
use crate::words::{MailSecurity, Vocabulary};
use poem_openapi::param::{Path, Query};
use poem_openapi::types::Example;
use poem_openapi::{Enum, Object, OpenApi};
use serde::{Deserialize, Serialize};

/// The resource.
pub(super) struct Mail;

/// How mail leaves.
#[derive(Clone, Debug, Object)]
pub(super) struct MailSetup {
    /// Counts every change; also the `ETag`.
    version: u64,
    /// Host of the SMTP server; empty: mail is not set up.
    host: String,
    /// Its port.
    port: u16,
    /// How the connection is protected.
    security: Word<MailSecurity>,
    /// User name, when the server wants one.
    username: Option<String>,
    /// Whether a password is kept. It is never shown.
    password_state: PasswordState,
    /// The address that the desk writes from.
    from_address: String,
    /// The name beside it; null: the desk's name.
    from_name: Option<String>,
    /// Certificates in PEM that the server's may be signed by, beside those of the public authorities.
    trusted_certificates: Option<String>,
    /// Whose these certificates are, in their order.
    authorities: Vec<TrustedAuthority>,
    /// The fields that are missing before mail can leave; empty: nothing.
    missing: Vec<String>,
}

/// Whether there is a password for the mail server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum PasswordState {
    /// There is none.
    None,
    /// There is one.
    Kept,
    /// There is one, but the key that it is encrypted with is not here. Start the desk with that key, or send the
    /// password again.
    Locked,
}

/// An authority whose certificate is trusted beside the public ones.
#[derive(Clone, Debug, Object)]
pub(super) struct TrustedAuthority {
    /// Its name, such as `CN=Autoridad,O=Los Canelos` (RFC 4514).
    subject: String,
    /// When its certificate ends.
    expires_at: At,
}

/// How mail should leave.
#[derive(Clone, Debug, Object)]
#[oai(example)]
pub(super) struct MailInput {
    /// Host of the SMTP server; empty switches mail off.
    host: String,
    /// Its port.
    port: u16,
    /// How the connection is protected.
    security: Word<MailSecurity>,
    /// User name, when the server wants one.
    username: Option<String>,
    /// The password: left out, the one there is stays, unless the server or the user name is another; empty, it is
    /// forgotten.
    password: Option<String>,
    /// The address that the desk writes from.
    from_address: String,
    /// The name beside it; the desk's name when left out.
    from_name: Option<String>,
    /// One or several certificates in PEM that the server's may be signed by, beside those of the public authorities;
    /// for a server with a certificate of the organisation's own. Left out: none.
    trusted_certificates: Option<String>,
}

/// Where a small mail goes to try the settings out.
#[derive(Clone, Debug, Object)]
#[oai(example)]
pub(super) struct MailTestInput {
    /// The address.
    to: String,
}

/// What came of trying the settings out.
#[derive(Clone, Debug, Object)]
pub(super) struct MailTest {
    /// Whether the server took the mail.
    ok: bool,
    /// What the server said; or what was in the way to it.
    reply: String,
}

/// What became of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct MailState(pub(super) OutboxState);

impl Vocabulary for MailState {
    const TITLE: &'static str = "MailState";
    const ALL: &'static [Self] = &[
        Self(OutboxState::Queued),
        Self(OutboxState::Leased),
        Self(OutboxState::Sent),
        Self(OutboxState::Failed),
        Self(OutboxState::Cancelled),
        Self(OutboxState::Unknown),
    ];
    fn as_str(self) -> &'static str {
        self.0.word()
    }
}

/// A mail that leaves the desk.
#[derive(Clone, Debug, Object)]
pub(super) struct OutgoingMail {
    /// Its number.
    id: Id,
    /// What it says.
    kind: Word<NoticeKind>,
    /// The case that it is about; null: it is about the desk itself.
    ticket: Option<Id>,
    /// Whom it goes to.
    to: MailRecipient,
    /// What became of it.
    state: Word<MailState>,
    /// How often it was tried.
    attempts: u32,
    /// When it was caused.
    created_at: At,
    /// When it is tried next, while it waits.
    next_attempt_at: Option<At>,
    /// When the server took it.
    sent_at: Option<At>,
    /// What the server, or the way to it, said last.
    last_error: Option<String>,
}

/// Whom a mail goes to.
#[derive(Clone, Debug, Object)]
pub(super) struct MailRecipient {
    /// Their name; empty once it was erased.
    name: String,
    /// Their address; null: they have none.
    address: Option<String>,
}

/// How much is in each state.
#[derive(Clone, Debug, Default, Object)]
pub(super) struct MailCounts {
    /// What waits.
    queued: u64,
    /// What is being sent.
    sending: u64,
    /// What the server took.
    sent: u64,
    /// What cannot be sent, or was tried often enough.
    failed: u64,
    /// What is not wanted any more.
    cancelled: u64,
    /// What the server may have taken.
    unknown: u64,
}

/// A page of what leaves the desk.
#[derive(Clone, Debug, Object)]
pub(super) struct Outbox {
    /// What is shown, the newest first.
    items: Vec<OutgoingMail>,
    /// Asks for the next page, as `cursor`; null: this was the last.
    next: Option<String>,
    /// How much there is in each state.
    counts: MailCounts,
}

#[OpenApi(prefix_path = "/mail", tag = "Tag::Administration")]
impl Mail {
    /// Show how mail leaves
    ///
    /// For administrators. The password is never shown.
    #[oai(path = "/settings", method = "get")]
    async fn settings(&self, caller: Caller) -> Answer<Shown<MailSetup>> {
        caller.must(|viewer| viewer.administers())?;
        show(&caller)
    }

    /// Change how mail leaves
    ///
    /// For administrators.
    #[oai(path = "/settings", method = "put")]
    async fn replace(&self, caller: Caller, input: Input<MailInput>) -> Answer<Shown<MailSetup>> {
        caller.must(|viewer| viewer.administers())?;
        caller.must_have_proved()?;
        let mail = input.0;
        caller
            .submit(Command::ChangeMailSettings {
                host: mail.host,
                port: mail.port,
                security: mail.security.0,
                username: mail.username,
                password: mail.password.map(Concealed::from),
                from_address: mail.from_address,
                from_name: mail.from_name,
                trusted_certificates: mail.trusted_certificates,
            })
            .await?;
        show(&caller)
    }

    /// List what leaves the desk
    ///
    /// One state at a time, the newest first. For administrators and supervisors.
    #[oai(path = "/outbox", method = "get")]
    async fn outbox(
        &self,
        caller: Caller,
        /// What became of it; `queued` when left out.
        state: Query<Option<Word<MailState>>>,
        /// 1 to 200; 50 when left out.
        limit: Query<Option<u32>>,
        /// The `next` of the page before.
        cursor: Query<Option<String>>,
    ) -> Answer<Shown<Outbox>> {
        let state = state.0.map_or(OutboxState::Queued, |word| word.0.0);
        let limit = page_size(limit.0)?;
        let snapshot = caller.snapshot()?;
        let page = outbox::list(&snapshot, caller.viewer(), state, cursor.0.as_deref(), limit)?;
        Ok(Shown::new(Outbox {
            items: page.items.into_iter().map(OutgoingMail::from).collect(),
            next: page.next,
            counts: MailCounts::of(&snapshot)?,
        }))
    }

    /// Send a mail again
    ///
    /// With its own Message-ID, so that a reader who has it already sees it once. For administrators and supervisors.
    /// What waits or is being sent stays as it is.
    #[oai(path = "/outbox/:id/send-again", method = "post")]
    async fn send_again(&self, caller: Caller, id: Path<Id>) -> Answer<Shown<OutgoingMail>> {
        caller.must_write()?;
        let (id, now) = (OutboxId(id.0.0), caller.now());
        let ticket = outbox::one(&caller.snapshot()?, caller.viewer(), id)?.outgoing.ticket;
        if caller.state().store.operate(move |rows| send_again(rows, id, now)).await? {
            let subject = ticket.map(Subject::Ticket);
            caller.witness(DoorEvent::SentAgain { outgoing: id.0, subject }).await?;
        }
        caller.state().couriers.mail.iter().for_each(Courier::wake);
        Ok(Shown::new(outbox::one(&caller.snapshot()?, caller.viewer(), id)?.into()))
    }

    /// Try the mail settings out
    ///
    /// Sends a small mail now, and answers with what the server said. It takes a minute at the most. For administrators.
    #[oai(path = "/test", method = "post")]
    async fn test(&self, caller: Caller, input: Input<MailTestInput>) -> Answer<Shown<MailTest>> {
        caller.must_write()?;
        caller.must(|viewer| viewer.administers())?;
        let (desk, settings, password) = {
            let snapshot = caller.snapshot()?;
            (snapshot.settings()?, settings(&snapshot)?, password(&caller, &snapshot)?.transpose()?)
        };
        let to = crate::desk::text::email(&input.0.to).ok_or_else(|| Problem::field("to", FieldCode::NotAnEmail))?;
        let missing = mail::missing(Some(&settings));
        if !missing.is_empty() {
            let faults = missing.into_iter().map(|field| FieldFault::new(field, FieldCode::Required));
            return Err(Problem::invalid(faults.collect()));
        }
        let mail::Probe { ok, reply } = mail::probe(&settings, password.as_deref(), &desk, &to).await;
        Ok(Shown::new(MailTest { ok, reply }))
    }
}

fn show(caller: &Caller) -> Answer<Shown<MailSetup>> {
    let snapshot = caller.snapshot()?;
    let settings = settings(&snapshot)?;
    let password_state = match password(caller, &snapshot)? {
        None => PasswordState::None,
        Some(Ok(_)) => PasswordState::Kept,
        Some(Err(Locked)) => PasswordState::Locked,
    };
    let missing = mail::missing(Some(&settings)).into_iter();
    let mut missing: Vec<String> = missing.map(str::to_owned).collect();
    if settings.username.is_some() && password_state != PasswordState::Kept {
        missing.push("password".to_owned());
    }
    let certificates = settings.trusted_certificates.as_deref().and_then(certificate::read).unwrap_or_default();
    let authorities = certificates.into_iter().map(TrustedAuthority::from).collect();
    let shown = MailSetup {
        version: settings.version,
        port: settings.port,
        security: Word(settings.security),
        password_state,
        missing,
        host: settings.host,
        username: settings.username,
        from_address: settings.from_address,
        from_name: settings.from_name,
        trusted_certificates: settings.trusted_certificates,
        authorities,
    };
    Ok(Shown::new(shown).version(|setup| setup.version))
}

/// The password of the mail server.
fn password(caller: &Caller, snapshot: &Snapshot) -> Answer<Option<Result<String, Locked>>> {
    Ok(secret::find(snapshot, caller.state().store.keys(), secret::MAIL_PASSWORD)?)
}

/// The settings, or what a form begins with.
fn settings(snapshot: &Snapshot) -> Answer<MailSettings> {
    Ok(snapshot.get::<MailSettings>(())?.unwrap_or_else(|| MailSettings {
        version: 0,
        host: String::new(),
        port: 587,
        security: MailSecurity::StartTls,
        username: None,
        from_address: String::new(),
        from_name: None,
        trusted_certificates: None,
    }))
}

impl MailCounts {
    /// As of this snapshot.
    pub(super) fn of(snapshot: &Snapshot) -> Answer<Self> {
        let mut counts = Self::default();
        for (state, count) in outbox::counts(snapshot)? {
            *match state {
                OutboxState::Queued => &mut counts.queued,
                OutboxState::Leased => &mut counts.sending,
                OutboxState::Sent => &mut counts.sent,
                OutboxState::Failed => &mut counts.failed,
                OutboxState::Cancelled => &mut counts.cancelled,
                OutboxState::Unknown => &mut counts.unknown,
            } = count;
        }
        Ok(counts)
    }
}

impl From<Certificate> for TrustedAuthority {
    fn from(certificate: Certificate) -> Self {
        Self { subject: certificate.subject, expires_at: At(certificate.expires) }
    }
}

impl From<OutgoingRow> for OutgoingMail {
    fn from(row: OutgoingRow) -> Self {
        let mail = row.outgoing;
        Self {
            id: Id(mail.id.0),
            kind: Word(mail.kind),
            ticket: mail.ticket.map(Id::of),
            to: MailRecipient { name: row.name, address: row.address },
            state: Word(MailState(mail.state)),
            attempts: mail.attempts,
            created_at: At(mail.created),
            next_attempt_at: (mail.state == OutboxState::Queued).then_some(At(mail.when)),
            sent_at: (mail.state == OutboxState::Sent).then_some(At(mail.when)),
            last_error: mail.last_error,
        }
    }
}

impl Example for MailInput {
    fn example() -> Self {
        Self {
            host: "smtp.mesa.example".to_owned(),
            port: 587,
            security: Word(MailSecurity::StartTls),
            username: Some("mesa".to_owned()),
            password: Some("secreto".to_owned()),
            from_address: "mesa@mesa.example".to_owned(),
            from_name: None,
            trusted_certificates: None,
        }
    }
}

impl Example for MailTestInput {
    fn example() -> Self {
        Self { to: "ana.rojas@mesa.example".to_owned() }
    }
}
