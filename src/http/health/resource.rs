//! How the desk is, to those who look after it: what needs somebody, and the figures behind it.

use super::findings::{self, Finding, FindingKind, NEWS, Pile, Seen};
use crate::channels::mail::{self, incoming::MailboxState};
use crate::clockwork::{self, ScheduleZone};
use crate::desk::mail::Aside;
use crate::desk::{BackupSettings, Facts, Fault, MailSettings, NoticeWay, every_mailbox};
use crate::http::Tag;
use crate::http::caller::Caller;
use crate::http::mail::MailCounts;
use crate::http::reply::{Answer, Shown};
use crate::http::state::State;
use crate::http::tls::Identity;
use crate::http::word::{At, Word};
use crate::moment::Moment;
use crate::queries::outbox::is_open_to;
use crate::service_model::Calendar;
use crate::store::outbox::{self, OutboxState, Outgoing};
use crate::store::{Snapshot, backup_log, guarded};
use chrono::TimeDelta;
use poem_openapi::{Object, OpenApi};

/// So long before a calendar's last holiday somebody is told to look for those of the next year.
const HOLIDAYS_AHEAD: TimeDelta = TimeDelta::days(60);

/// So many mails that were set aside are counted, of each kind.
const ASIDE_MOST: usize = 500;

/// The resource.
pub(in crate::http) struct Health;

/// How the desk is.
#[derive(Clone, Debug, Object)]
struct HealthView {
    /// What needs somebody, what is urgent first; empty: all is well.
    findings: Vec<HealthFinding>,
    /// The version of the program.
    version: String,
    /// Since when it runs.
    started_at: At,
    /// The disk of the data file; null when it cannot be asked.
    disk: Option<DiskSpace>,
    /// The data file; null when it cannot be asked.
    data_file: Option<DataFileSize>,
    /// The journal's last entry.
    journal: JournalEnd,
    /// How mail leaves.
    mail: MailHealth,
    /// The certificate with which the desk speaks TLS; null when it does not do so itself.
    certificate: Option<CertificateView>,
    /// When the last backup by schedule began that went well.
    last_backup_at: Option<At>,
}

/// Something that needs somebody.
#[derive(Clone, Debug, Object)]
struct HealthFinding {
    /// What it is.
    kind: Word<FindingKind>,
    /// Whether something does not work that did: it should be looked at now.
    urgent: bool,
    /// Since when, where that is known.
    since: Option<At>,
    /// How many it concerns, where they can be counted.
    count: Option<u64>,
    /// What was said at the last try.
    detail: Option<String>,
}

/// Bytes of a disk.
#[derive(Clone, Debug, Object)]
struct DiskSpace {
    /// What the desk may still fill.
    free_bytes: u64,
    /// All of it.
    total_bytes: u64,
}

/// Bytes of the data file.
#[derive(Clone, Debug, Object)]
struct DataFileSize {
    /// Its length.
    bytes: u64,
    /// What it takes on its disk: it is sparse.
    allocated_bytes: u64,
}

/// Where the journal ends.
#[derive(Clone, Debug, Object)]
struct JournalEnd {
    /// The number of its last entry.
    last_entry: u64,
    /// Of when that is.
    last_entry_at: Option<At>,
}

/// A certificate in use.
#[derive(Clone, Debug, Object)]
struct CertificateView {
    /// SHA-256 of it, as browsers show it.
    fingerprint: String,
    /// When it ends.
    ends_at: At,
    /// Whether the desk made it itself, and renews it.
    self_made: bool,
}

/// How mail leaves.
#[derive(Clone, Debug, Object)]
struct MailHealth {
    /// Whether there is a server.
    set_up: bool,
    /// How much is in each state.
    counts: MailCounts,
    /// Since when the oldest waits that no server has taken.
    oldest_waiting_at: Option<At>,
}

#[OpenApi(prefix_path = "/health", tag = "Tag::Administration")]
impl Health {
    /// Show how the desk is
    ///
    /// What needs somebody, and the figures behind it. For administrators and supervisors.
    #[oai(path = "/", method = "get")]
    async fn get(&self, caller: Caller) -> Answer<Shown<HealthView>> {
        caller.must(is_open_to)?;
        let snapshot = caller.snapshot()?;
        let (store, now) = (&caller.state().store, caller.now());
        let seen = see(caller.state(), &snapshot, now)?;
        let head = snapshot.head();
        Ok(Shown::new(HealthView {
            findings: seen.findings(now).into_iter().map(HealthFinding::from).collect(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            started_at: At(caller.state().started),
            disk: store.space().map(|space| DiskSpace { free_bytes: space.free, total_bytes: space.total }),
            data_file: store.size().map(|size| DataFileSize { bytes: size.length, allocated_bytes: size.allocated }),
            journal: JournalEnd { last_entry: head.0, last_entry_at: snapshot.entry(head)?.map(|entry| At(entry.at)) },
            mail: MailHealth {
                set_up: seen.mail_set_up,
                counts: MailCounts::of(&snapshot)?,
                oldest_waiting_at: seen.mails.waiting.since.map(At),
            },
            certificate: seen.certificate.map(CertificateView::from),
            last_backup_at: backup_log::read(&snapshot)?.last_good.map(At),
        }))
    }
}

fn see(state: &State, snapshot: &Snapshot, now: Moment) -> Result<Seen, Fault> {
    let settings = snapshot.get::<BackupSettings>(())?.unwrap_or_default();
    let log = backup_log::read(snapshot)?;
    let zone = ScheduleZone::of_backups(snapshot, &settings)?.zone;
    let mailboxes = every_mailbox(snapshot)?.into_iter().filter(|mailbox| mailbox.active);
    let mailboxes: Vec<MailboxState> = mailboxes.map(|mailbox| state.couriers.readers.state(mailbox.id)).collect();
    Ok(Seen {
        room: state.store.room(),
        secrets_locked: guarded::locked(snapshot, state.store.keys())? > 0,
        mail_set_up: mail::missing(snapshot.get::<MailSettings>(())?.as_ref()).is_empty(),
        mails: outgoing(snapshot, NoticeWay::Mail)?,
        webhooks: outgoing(snapshot, NoticeWay::Webhook)?,
        mailboxes: unread(&mailboxes, |mailbox| !mailbox.sign_in_again),
        signed_out: unread(&mailboxes, |mailbox| mailbox.sign_in_again),
        mails_too_long: mailboxes.iter().map(|mailbox| mailbox.too_long).sum(),
        mails_aside: aside_lately(snapshot, now)?,
        holidays_end: holidays_end(snapshot, now)?,
        backup_set_up: !settings.folder.is_empty() && !settings.schedule.is_empty(),
        backup_overdue: clockwork::overdue(&settings, log.last_good, now, zone),
        certificate: state.options.certificate.as_ref().and_then(|certificate| certificate.identity()),
        backup_trouble: log.last.and_then(|run| Some((run.ended, run.trouble?))),
    })
}

/// How many mails were set aside lately that somebody has to look at: what programs write and what came twice need nobody.
fn aside_lately(snapshot: &Snapshot, now: Moment) -> Result<u64, Fault> {
    let mut count = 0;
    for why in [Aside::TooMuch, Aside::NoSender] {
        let mails = snapshot.mails_aside(Some(why), None, ASIDE_MOST)?;
        count += mails.iter().filter(|mail| mail.at > now.plus(-NEWS)).count() as u64;
    }
    Ok(count)
}

/// The calendars of the model in force that know no holidays after some weeks from now.
fn holidays_end(snapshot: &Snapshot, now: Moment) -> Result<Vec<String>, Fault> {
    let soon = now.plus(HOLIDAYS_AHEAD).day(chrono_tz::UTC);
    let model = snapshot.model()?;
    let ends = |calendar: &&Calendar| calendar.holidays.end().is_some_and(|last| last < soon);
    Ok(model.calendars.iter().filter(ends).map(|calendar| calendar.name.clone()).collect())
}

/// Which of these mailboxes cannot be read.
fn unread(mailboxes: &[MailboxState], these: impl Fn(&MailboxState) -> bool) -> Pile {
    let trouble = |mailbox: &'_ MailboxState| Some((mailbox.trouble_since?, mailbox.trouble.clone()?));
    let failing = || mailboxes.iter().filter(|mailbox| these(mailbox)).filter_map(trouble);
    let first = failing().min_by_key(|(since, _)| *since);
    Pile {
        count: failing().count() as u64,
        since: first.as_ref().map(|first| first.0),
        said: first.map(|first| first.1),
    }
}

/// What leaves by this way, and does not.
fn outgoing(snapshot: &Snapshot, way: NoticeWay) -> Result<findings::Outgoing, Fault> {
    let pile = |states: [OutboxState; 2], first: Option<Outgoing>, since: fn(&Outgoing) -> Moment| {
        let counts = states.map(|state| outbox::count(snapshot, way, state));
        let count = counts.into_iter().sum::<Result<u64, Fault>>()?;
        let since = first.as_ref().map(since);
        Ok::<_, Fault>(Pile { count, since, said: first.and_then(|outgoing| outgoing.last_error) })
    };
    let newest = |state| Ok::<_, Fault>(outbox::list(snapshot, (way, state), None, 1)?.pop());
    let (failed, unknown) = (newest(OutboxState::Failed)?, newest(OutboxState::Unknown)?);
    let last_failed = [failed, unknown].into_iter().flatten().max_by_key(|outgoing| outgoing.when);
    let oldest = outbox::oldest_waiting(snapshot, way)?;
    Ok(findings::Outgoing {
        waiting: pile([OutboxState::Queued, OutboxState::Leased], oldest, |outgoing| outgoing.created)?,
        failed: pile([OutboxState::Failed, OutboxState::Unknown], last_failed, |outgoing| outgoing.when)?,
    })
}

impl From<Identity> for CertificateView {
    fn from(identity: Identity) -> Self {
        let Identity { fingerprint, until, self_made, .. } = identity;
        Self { fingerprint, ends_at: At(until), self_made }
    }
}

impl From<Finding> for HealthFinding {
    fn from(finding: Finding) -> Self {
        Self {
            kind: Word(finding.kind),
            urgent: finding.kind.is_urgent(),
            since: finding.since.map(At),
            count: finding.count,
            detail: finding.detail,
        }
    }
}
