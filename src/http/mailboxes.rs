//! Mailboxes: where each is read, how it fares.

use super::Tag;
use super::caller::Caller;
use super::input::Input;
use super::mail::TrustedAuthority;
use super::mailbox_sign_in::{OAuth, OAuthInput};
use super::problem::{Code, Problem};
use super::reply::{Answer, Made, Shown};
use super::word::{At, Id, Word};
use crate::channels::mail::incoming::{self, MailboxProbe};
use crate::desk::id::MailboxId;
use crate::desk::mail::{AfterTaking, ImapServer, MailboxDraft};
use crate::desk::{self, Command, Concealed, OAuthDraft, Outcome, certificate};
use crate::queries::letters;
use crate::store::{Snapshot, secret};
use crate::words::{Language, MailSecurity};
use poem_openapi::param::Path;
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi};

/// The resource.
pub(super) struct Mailboxes;

/// A mailbox that the desk reads by IMAP, or that mail is brought to by SMTP or LMTP.
#[derive(Clone, Debug, Object)]
struct Mailbox {
    /// Its id.
    id: Id,
    /// Counts every change; also the `ETag`.
    version: u64,
    /// What people call it.
    name: String,
    /// The address under which it is written to; whoever answers a mail about its cases writes to it.
    address: String,
    /// The address that mails about its cases leave from; null: that of the mail settings.
    sends_from: Option<String>,
    /// Host name or address of the IMAP server; null: it is not read, mail is only brought to it.
    host: Option<String>,
    /// Its port.
    port: Option<u16>,
    /// How the connection is protected.
    security: Option<Word<MailSecurity>>,
    /// Who signs in.
    username: Option<String>,
    /// Whether there is a password. It is never shown.
    has_password: bool,
    /// Whether the key that the password, or what the desk signs in with instead, is encrypted with is not here. Start the
    /// desk with that key; or send the password again, or sign in again.
    password_locked: bool,
    /// How the desk signs in by OAuth 2; null: with the password.
    oauth: Option<OAuth>,
    /// Whether somebody has to sign in before it can be read: nobody did yet, or what the desk came back with is of no use any
    /// more.
    sign_in_needed: bool,
    /// The folder that is read.
    folder: Option<String>,
    /// The folder that mails go to once the desk has them; null: they stay, marked as read.
    move_to: Option<String>,
    /// Certificates in PEM that the server's may be signed by, beside those of the public authorities.
    trusted_certificates: Option<String>,
    /// Whose these certificates are, in their order.
    authorities: Vec<TrustedAuthority>,
    /// The group that gets its cases when no rule of the model says otherwise.
    group: Option<Id>,
    /// The category of its cases.
    category: Option<Id>,
    /// The language of strangers who write to it; null: the desk's own.
    language: Option<Word<Language>>,
    /// Whether it is read, and mail that is brought for it is taken.
    active: bool,
    /// When all that lay there was read the last time, since the desk was started.
    last_success: Option<At>,
    /// What went wrong since, in the server's own words.
    trouble: Option<String>,
    /// How many mails wait there.
    backlog: u64,
    /// How many of them are longer than 64 MiB, which the desk does not fetch.
    too_long: u64,
}

/// A mailbox, as it should be.
#[derive(Clone, Debug, Object)]
#[oai(example)]
struct MailboxInput {
    /// What people call it.
    name: String,
    /// The address under which it is written to; whoever answers a mail about its cases writes to it.
    address: String,
    /// The address that mails about its cases leave from, which the mail server must let the desk send from; left out,
    /// that of the mail settings.
    sends_from: Option<String>,
    /// Host name or address of the IMAP server. Left out, it is not read: mail is only brought to it, by whoever forwards to
    /// the address that the desk was started with (`--smtp-listen`); nothing is said then of how it would be read.
    host: Option<String>,
    /// Its port; left out, what is usual: 993 with `tls`, else 143.
    port: Option<u16>,
    /// How the connection is protected; by `tls` when left out.
    security: Option<Word<MailSecurity>>,
    /// Who signs in; the address when left out.
    username: Option<String>,
    /// What opens it. Needed for a new one that is read without `oauth`, and when the server or who signs in there is another;
    /// else, left out, the one there is stays. It is never shown, and forgotten when `oauth` takes its place.
    password: Option<String>,
    /// How the desk signs in by OAuth 2 instead of with a password. Somebody has to sign in then: `POST
    /// /mailboxes/{id}/sign-in`. Left out, what was given for that is forgotten.
    oauth: Option<OAuthInput>,
    /// The folder that is read; `INBOX` when left out.
    folder: Option<String>,
    /// The folder that mails go to once the desk has them; left out, they stay, marked as read.
    move_to: Option<String>,
    /// One or several certificates in PEM that the server's may be signed by, beside those of the public authorities.
    trusted_certificates: Option<String>,
    /// The group that gets its cases when no rule of the model says otherwise.
    group: Option<Id>,
    /// The category of its cases.
    category: Option<Id>,
    /// The language of strangers who write to it; left out, the desk's own.
    language: Option<Word<Language>>,
    /// Whether it is read, and mail for it is taken; yes unless said otherwise.
    active: Option<bool>,
}

/// What came of trying a mailbox out.
#[derive(Clone, Debug, Object)]
struct MailboxTest {
    /// Whether it opens.
    ok: bool,
    /// What went wrong, in the server's own words.
    trouble: Option<String>,
    /// How many mails lie in the folder.
    mails: u32,
    /// How many of them wait for the desk.
    waiting: u64,
    /// Whether the server tells by itself that something came; else the desk looks every half minute.
    tells: bool,
}

#[OpenApi(tag = "Tag::Administration")]
impl Mailboxes {
    /// Mailboxes
    ///
    /// Those too that are not read. For administrators.
    #[oai(path = "/mailboxes", method = "get")]
    async fn list(&self, caller: Caller) -> Answer<Shown<Vec<Mailbox>>> {
        let snapshot = caller.snapshot()?;
        let found = letters::mailboxes(&snapshot, caller.viewer())?;
        let shown: Answer<Vec<Mailbox>> =
            found.into_iter().map(|mailbox| Mailbox::of(&caller, &snapshot, mailbox)).collect();
        Ok(Shown::new(shown?))
    }

    /// Add a mailbox
    ///
    /// It is read at once, and then whenever something comes. Each mail is kept as it came before anything is told to the
    /// server. For administrators.
    #[oai(path = "/mailboxes", method = "post")]
    async fn add(&self, caller: Caller, input: Input<MailboxInput>) -> Answer<Made<Mailbox>> {
        caller.must(|viewer| viewer.administers())?;
        caller.must_have_proved()?;
        let mailbox = Box::new(input.0.into());
        let committed = caller.submit(Command::SaveMailbox { id: None, mailbox }).await?;
        let Outcome::Mailbox(id) = committed.outcome else { return Err(Problem::of(Code::Internal)) };
        let mailbox = Made::new(show(&caller, id)?).version(|mailbox| mailbox.version);
        Ok(mailbox.location(&format!("/api/v1/mailboxes/{id}")))
    }

    /// Show a mailbox
    ///
    /// For administrators. The password is never shown.
    #[oai(path = "/mailboxes/:id", method = "get")]
    async fn one(&self, caller: Caller, id: Path<Id>) -> Answer<Shown<Mailbox>> {
        Ok(Shown::new(show(&caller, id.0.to())?).version(|mailbox| mailbox.version))
    }

    /// Change a mailbox
    ///
    /// For administrators.
    #[oai(path = "/mailboxes/:id", method = "put")]
    async fn replace(&self, caller: Caller, id: Path<Id>, input: Input<MailboxInput>) -> Answer<Shown<Mailbox>> {
        caller.must(|viewer| viewer.administers())?;
        caller.must_have_proved()?;
        let id: MailboxId = id.0.to();
        let mailbox = Box::new(input.0.into());
        caller.submit(Command::SaveMailbox { id: Some(id), mailbox }).await?;
        Ok(Shown::new(show(&caller, id)?).version(|mailbox| mailbox.version))
    }

    /// Try a mailbox out
    ///
    /// Opens it as it is set up, and looks into it; nothing is changed there. Answers with the server's own words. For
    /// administrators.
    #[oai(path = "/mailboxes/:id/test", method = "post")]
    async fn test(&self, caller: Caller, id: Path<Id>) -> Answer<Shown<MailboxTest>> {
        caller.must_write()?;
        let mailbox = letters::mailbox(&caller.snapshot()?, caller.viewer(), id.0.to())?;
        let state = caller.state();
        let probe = incoming::probe(&state.store, &state.clock, &state.couriers.readers, &mailbox).await;
        let MailboxProbe { trouble, mails, waiting, tells } = probe;
        Ok(Shown::new(MailboxTest { ok: trouble.is_none(), trouble, mails, waiting, tells }))
    }
}

fn show(caller: &Caller, id: MailboxId) -> Answer<Mailbox> {
    let (snapshot, viewer) = caller.afresh()?;
    let mailbox = letters::mailbox(&snapshot, &viewer, id)?;
    Mailbox::of(caller, &snapshot, mailbox)
}

impl Mailbox {
    fn of(caller: &Caller, snapshot: &Snapshot, mailbox: desk::Mailbox) -> Answer<Self> {
        let keys = caller.state().store.keys();
        let kept = |name: String| secret::find(snapshot, keys, &name);
        let password = kept(secret::of_mailbox(mailbox.id))?;
        let sign_in = kept(secret::of_sign_in(mailbox.id))?;
        let proof = kept(secret::of_client(mailbox.id))?;
        let is_locked = [&password, &sign_in, &proof].into_iter().any(|secret| matches!(secret, Some(Err(_))));
        let server = mailbox.server.as_ref();
        let trusted_certificates = server.and_then(|server| server.trusted_certificates.clone());
        let certificates = trusted_certificates.as_deref().and_then(certificate::read).unwrap_or_default();
        let state = caller.state().couriers.readers.state(mailbox.id);
        Ok(Self {
            id: Id::of(mailbox.id),
            version: mailbox.version,
            name: mailbox.name,
            address: mailbox.address,
            sends_from: mailbox.sends_from,
            host: server.map(|server| server.host.clone()),
            port: server.map(|server| server.port),
            security: server.map(|server| Word(server.security)),
            username: server.map(|server| server.username.clone()),
            has_password: password.is_some(),
            password_locked: is_locked,
            sign_in_needed: mailbox.oauth.is_some() && (sign_in.is_none() || state.sign_in_again),
            oauth: mailbox.oauth.map(|client| OAuth::of(client, proof.is_some(), mailbox.signed_in)),
            folder: server.map(|server| server.folder.clone()),
            move_to: match mailbox.then {
                AfterTaking::Move(folder) => Some(folder),
                AfterTaking::Mark => None,
            },
            trusted_certificates,
            authorities: certificates.into_iter().map(TrustedAuthority::from).collect(),
            group: mailbox.group.map(Id::of),
            category: mailbox.category.map(|id| Id(id.0)),
            language: mailbox.language.map(Word),
            active: mailbox.active,
            last_success: state.last_success.map(At),
            trouble: state.trouble,
            backlog: state.backlog,
            too_long: state.too_long,
        })
    }
}

impl From<MailboxInput> for MailboxDraft {
    fn from(input: MailboxInput) -> Self {
        let security = input.security.map_or(MailSecurity::Tls, |word| word.0);
        let usual = if security == MailSecurity::Tls { 993 } else { 143 };
        let said = |text: &String| !text.trim().is_empty();
        Self {
            name: input.name,
            server: input.host.map(|host| ImapServer {
                host,
                port: input.port.unwrap_or(usual),
                security,
                username: input.username.filter(said).unwrap_or_else(|| input.address.clone()),
                folder: input.folder.filter(said).unwrap_or_else(|| "INBOX".to_owned()),
                trusted_certificates: input.trusted_certificates,
            }),
            address: input.address,
            sends_from: input.sends_from,
            password: input.password.map(Concealed::from),
            oauth: input.oauth.map(OAuthDraft::from),
            then: input.move_to.filter(said).map_or(AfterTaking::Mark, AfterTaking::Move),
            group: input.group.map(|id| id.to()),
            category: input.category.map(|id| crate::service_model::CategoryId(id.0)),
            language: input.language.map(|language| language.0),
            active: input.active.unwrap_or(true),
        }
    }
}

impl Example for MailboxInput {
    fn example() -> Self {
        Self {
            name: "Mesa de Ayuda".to_owned(),
            address: "mesa@canelos.example".to_owned(),
            sends_from: None,
            host: Some("imap.canelos.example".to_owned()),
            port: None,
            security: Some(Word(MailSecurity::Tls)),
            username: None,
            password: Some("buzon-4711-bien-cerrado".to_owned()),
            oauth: None,
            folder: None,
            move_to: Some("Atendidos".to_owned()),
            trusted_certificates: None,
            group: None,
            category: None,
            language: None,
            active: None,
        }
    }
}
