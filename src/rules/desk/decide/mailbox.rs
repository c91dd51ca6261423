//! Mailboxes: where each is read, and how the desk signs in there.

use super::super::Group;
use super::super::event::Event;
use super::super::facts::{Facts, Fault};
use super::super::id::MailboxId;
use super::super::mail::{AfterTaking, ImapServer, Mailbox, MailboxDraft};
use super::super::oauth::{OAuthClient, OAuthDraft, OAuthProvider};
use super::super::refusal::{FieldProblem, Refusal};
use super::super::text::NAME_MAX;
use super::super::web_url::WebUrl;
use super::check::Check;
use super::draft::Draft;
use super::open;
use super::{Outcome, Stop};

/// How many mailboxes a desk may have.
const MAILBOXES_MAX: u64 = 100;
/// The longest name of a host, a user or a folder.
const PLACE_MAX: usize = 250;
/// The longest password or secret of a program.
const PASSWORD_MAX: usize = 4_000;
/// The longest address, scope or name of a program.
const URL_MAX: usize = 2_000;

pub(super) fn save<F: Facts>(
    draft: &mut Draft<'_, F>,
    id: Option<MailboxId>,
    mailbox: &MailboxDraft,
) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.administers())?;
    let before: Option<Mailbox> = draft.existing(id.map(|id| id.0))?;
    if let Some(before) = &before {
        draft.at_version(before.version)?;
    }
    let mut check = Check::default();
    let name = check.line("name", &mailbox.name, NAME_MAX);
    let address = check.email("address", &mailbox.address);
    let sends_from = mailbox.sends_from.as_deref().filter(|typed| !typed.trim().is_empty());
    let sends_from = sends_from.map(|typed| check.email("sends_from", typed));
    let server = mailbox.server.as_ref().map(|typed| server(&mut check, typed));
    let then = match &mailbox.then {
        AfterTaking::Mark => AfterTaking::Mark,
        AfterTaking::Move(folder) => {
            let folder = check.line("move_to", folder, PLACE_MAX);
            let is_read = server.as_ref().is_some_and(|server| server.folder == folder);
            check.that(!is_read, "move_to", FieldProblem::NotAllowed);
            AfterTaking::Move(folder)
        }
    };
    // What says how it is read says nothing without the place.
    let is_to_be_read = mailbox.oauth.is_some() || mailbox.password.is_some() || then != AfterTaking::Mark;
    check.that(server.is_some() || !is_to_be_read, "host", FieldProblem::Required);
    let oauth = mailbox.oauth.as_ref().map(|typed| client(&mut check, typed));
    match &mailbox.password {
        Some(_) if oauth.is_some() => check.wrong("password", FieldProblem::NotAllowed),
        Some(password) => secret(&mut check, "password", password.as_str()),
        None => {
            // What was typed in for one server is told to no other.
            let with_password = before.as_ref().filter(|before| before.oauth.is_none());
            let servers = server.as_ref().zip(with_password.and_then(|before| before.server.as_ref()));
            let has_one = servers.is_some_and(|(server, before)| server.is_trusted_as(before));
            check.that(server.is_none() || oauth.is_some() || has_one, "password", FieldProblem::Required);
        }
    }
    if let Some(group) = mailbox.group {
        let known = draft.facts.get::<Group>(group.0)?.is_some_and(|group| group.active);
        check.that(known, "group", FieldProblem::Unknown);
    }
    open::check_category(&mut check, &draft.model, mailbox.category);
    let others = every_mailbox(draft.facts)?;
    let taken = others.iter().any(|other| Some(other.id) != id && other.address == address && !address.is_empty());
    check.that(!taken, "address", FieldProblem::Taken);
    let id = match id {
        Some(id) => id,
        None => MailboxId(draft.new_id::<Mailbox>()?),
    };
    check.that(id.0 <= MAILBOXES_MAX, "name", FieldProblem::TooLong { max: MAILBOXES_MAX as usize });
    check.done()?;
    let version = before.as_ref().map_or(1, |before| before.version + 1);
    let MailboxDraft { group, category, language, active, .. } = *mailbox;
    let saved = Mailbox {
        id,
        version,
        name,
        address,
        sends_from,
        server,
        oauth,
        signed_in: None,
        then,
        group,
        category,
        language,
        active,
    };
    // What one program was given serves no other, and is shown nowhere else: somebody has to sign in again.
    let as_before = before.filter(|before| before.oauth.is_some() && saved.opens_as(before));
    let signed_in = as_before.and_then(|before| before.signed_in);
    draft.event(Event::MailboxSaved(Box::new(Mailbox { signed_in, ..saved })));
    Ok(Outcome::Mailbox(id))
}

/// Where it is read.
fn server(check: &mut Check, typed: &ImapServer) -> ImapServer {
    check.that(typed.port > 0, "port", FieldProblem::Required);
    ImapServer {
        host: check.line("host", &typed.host, PLACE_MAX),
        port: typed.port,
        security: typed.security,
        username: check.line("username", &typed.username, PLACE_MAX),
        folder: check.line("folder", &typed.folder, PLACE_MAX),
        trusted_certificates: check.certificates("trusted_certificates", typed.trusted_certificates.as_deref()),
    }
}

/// The program that the desk signs in as.
fn client(check: &mut Check, typed: &OAuthDraft) -> OAuthClient {
    let OAuthDraft { client, secret: proof } = typed;
    let provider = client.provider;
    let tenant = check.optional_line("oauth.tenant", client.tenant.as_deref(), PLACE_MAX);
    if let Some(tenant) = &tenant {
        // It becomes part of an address.
        let plain = tenant.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte));
        check.that(plain, "oauth.tenant", FieldProblem::Malformed);
        check.that(provider == OAuthProvider::Microsoft, "oauth.tenant", FieldProblem::NotAllowed);
    }
    let client_id = check.line("oauth.client_id", &client.client_id, URL_MAX);
    let plain = client_id.bytes().all(|byte| byte.is_ascii_graphic());
    check.that(plain, "oauth.client_id", FieldProblem::Malformed);
    let mut address = |field: &str, typed: Option<&str>| {
        let url = check.optional_line(field, typed, URL_MAX);
        match &url {
            Some(url) => check.that(WebUrl::parse_or_local(url).is_some(), field, FieldProblem::Malformed),
            None => check.that(provider != OAuthProvider::Other, field, FieldProblem::Required),
        }
        url
    };
    let authorization_url = address("oauth.authorization_url", client.authorization_url.as_deref());
    let token_url = address("oauth.token_url", client.token_url.as_deref());
    let scope = check.optional_line("oauth.scope", client.scope.as_deref(), URL_MAX);
    match &scope {
        Some(scope) => {
            let plain = scope.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
            check.that(plain, "oauth.scope", FieldProblem::Malformed);
        }
        None => check.that(provider != OAuthProvider::Other, "oauth.scope", FieldProblem::Required),
    }
    let inside_host = check.optional_line("oauth.inside_host", client.inside_host.as_deref(), PLACE_MAX);
    if let Some(proof) = proof {
        secret(check, "oauth.client_secret", proof.as_str());
    }
    let client = OAuthClient { provider, tenant, client_id, authorization_url, token_url, scope, inside_host };
    if let Some(host) = &client.inside_host {
        let tokens_at = client.tokens_at();
        let is_that = WebUrl::parse_or_local(&tokens_at).is_none_or(|url| host.eq_ignore_ascii_case(url.host));
        check.that(is_that, "oauth.inside_host", FieldProblem::NotAllowed);
    }
    client
}

fn secret(check: &mut Check, field: &str, typed: &str) {
    let length = typed.chars().count();
    check.that(length > 0, field, FieldProblem::Required);
    check.that(length <= PASSWORD_MAX, field, FieldProblem::TooLong { max: PASSWORD_MAX });
}

/// Somebody signed in for the desk, as the program that it is set up with.
pub(super) fn sign_in<F: Facts>(
    draft: &mut Draft<'_, F>,
    mailbox: MailboxId,
    client: &OAuthClient,
) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.administers())?;
    let known = draft.facts.get::<Mailbox>(mailbox.0)?.filter(|known| known.oauth.as_ref() == Some(client));
    known.ok_or(Refusal::NotFound)?;
    draft.event(Event::MailboxSignedIn { mailbox });
    Ok(Outcome::Mailbox(mailbox))
}

/// Every mailbox. There are a hundred at the most.
///
/// # Errors
/// A fault of the storage below.
pub fn every_mailbox<F: Facts>(facts: &F) -> Result<Vec<Mailbox>, Fault> {
    let last = facts.last::<Mailbox>()?.unwrap_or_default();
    let mut found = Vec::new();
    for id in 1..=last {
        found.extend(facts.get::<Mailbox>(id)?);
    }
    Ok(found)
}
