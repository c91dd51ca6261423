//! What needs somebody, from what is seen: a plain rule.

use crate::http::tls::Identity;
use crate::moment::Moment;
use crate::store::Room;
use crate::words::Vocabulary;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// What waits for longer than this did not go through at once, and not at the second try either.
const PATIENCE: TimeDelta = TimeDelta::minutes(15);
/// What failed is of interest for so long.
pub(super) const NEWS: TimeDelta = TimeDelta::days(7);

/// A certificate that ends so soon should be renewed now.
const SHORT: TimeDelta = TimeDelta::days(14);

/// What can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::http) enum FindingKind {
    /// Only reading and signing in go on.
    DiskFull,
    /// Attachments are refused.
    DiskFillsUp,
    /// Secrets are encrypted with a key that the desk was not given.
    SecretsLocked,
    /// Mails wait that no server takes.
    MailWaits,
    /// Messages wait that other programs do not take.
    WebhookWaits,
    /// Mailboxes to which somebody has to sign in again.
    MailboxSignedOut,
    /// Mailboxes cannot be read.
    MailboxFails,
    /// The last backup failed.
    BackupFailed,
    /// A backup should be there that is not.
    BackupOverdue,
    /// The certificate has ended, or is about to.
    CertificateEnds,
    /// Mails wait, and there is no mail server.
    MailNotSetUp,
    /// Mails could not be sent, or nobody knows whether they were.
    MailFailed,
    /// Mails lie on their server that are too long to be fetched.
    MailTooLong,
    /// Mails were set aside that somebody should look at: a person may have written them.
    MailAside,
    /// Messages to other programs could not be delivered.
    WebhookFailed,
    /// Calendars will soon know no holidays any more.
    HolidaysEnd,
    /// No backups are made by schedule.
    BackupNotSetUp,
    /// The desk speaks TLS with a certificate that it made itself.
    CertificateSelfMade,
}

impl Vocabulary for FindingKind {
    const TITLE: &'static str = "FindingKind";
    const ALL: &'static [Self] = &[
        Self::DiskFull,
        Self::DiskFillsUp,
        Self::SecretsLocked,
        Self::MailWaits,
        Self::WebhookWaits,
        Self::MailboxSignedOut,
        Self::MailboxFails,
        Self::BackupFailed,
        Self::BackupOverdue,
        Self::CertificateEnds,
        Self::MailNotSetUp,
        Self::MailFailed,
        Self::MailTooLong,
        Self::MailAside,
        Self::WebhookFailed,
        Self::HolidaysEnd,
        Self::BackupNotSetUp,
        Self::CertificateSelfMade,
    ];
    fn as_str(self) -> &'static str {
        match self {
            Self::DiskFull => "disk_full",
            Self::DiskFillsUp => "disk_fills_up",
            Self::SecretsLocked => "secrets_locked",
            Self::MailWaits => "mail_waits",
            Self::WebhookWaits => "webhook_waits",
            Self::MailboxSignedOut => "mailbox_signed_out",
            Self::MailboxFails => "mailbox_fails",
            Self::BackupFailed => "backup_failed",
            Self::BackupOverdue => "backup_overdue",
            Self::CertificateEnds => "certificate_ends",
            Self::MailNotSetUp => "mail_not_set_up",
            Self::MailFailed => "mail_failed",
            Self::MailTooLong => "mail_too_long",
            Self::MailAside => "mail_aside",
            Self::WebhookFailed => "webhook_failed",
            Self::HolidaysEnd => "holidays_end",
            Self::BackupNotSetUp => "backup_not_set_up",
            Self::CertificateSelfMade => "certificate_self_made",
        }
    }
}

impl FindingKind {
    /// Whether it should be looked at now: something does not work that did.
    pub(super) fn is_urgent(self) -> bool {
        !matches!(
            self,
            Self::MailNotSetUp
                | Self::MailFailed
                | Self::MailTooLong
                | Self::MailAside
                | Self::WebhookFailed
                | Self::HolidaysEnd
                | Self::BackupNotSetUp
                | Self::CertificateSelfMade
        )
    }
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) kind: FindingKind,
    /// Since when, where that is known.
    pub(super) since: Option<Moment>,
    /// How many it concerns, where they can be counted.
    pub(super) count: Option<u64>,
    /// What was said at the last try.
    pub(super) detail: Option<String>,
}

/// What is seen.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub(super) room: Room,
    /// Whether some secret cannot be opened, for want of its key.
    pub(super) secrets_locked: bool,
    pub(super) mail_set_up: bool,
    pub(super) mails: Outgoing,
    pub(super) webhooks: Outgoing,
    /// Mailboxes that cannot be read: since when the first, and what its server said.
    pub(super) mailboxes: Pile,
    /// Of those to which somebody has to sign in again, the same.
    pub(super) signed_out: Pile,
    /// How many mails there are too long.
    pub(super) mails_too_long: u64,
    /// How many mails were set aside that a person may have written.
    pub(super) mails_aside: u64,
    /// What the calendars are called that know no holidays after some weeks from now.
    pub(super) holidays_end: Vec<String>,
    pub(super) backup_set_up: bool,
    /// When the last backup failed, and why; none when it went well.
    pub(super) backup_trouble: Option<(Moment, String)>,
    pub(super) backup_overdue: Option<Moment>,
    /// The certificate in use, when the desk speaks TLS itself.
    pub(super) certificate: Option<Identity>,
}

/// What leaves by one way.
#[derive(Clone, Debug, Default)]
pub(super) struct Outgoing {
    /// What waits or is being sent.
    pub(super) waiting: Pile,
    /// What failed, or of which nobody knows.
    pub(super) failed: Pile,
}

impl Outgoing {
    /// Whether it should have left by now.
    fn waits_long(&self, now: Moment) -> bool {
        self.waiting.since.is_some_and(|since| since.plus(PATIENCE) <= now)
    }

    fn has_failed_lately(&self, now: Moment) -> bool {
        self.failed.since.is_some_and(|since| since.plus(NEWS) > now)
    }
}

/// Some of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Pile {
    pub(super) count: u64,
    /// The moment that counts: since when the oldest waits, or when the newest failed.
    pub(super) since: Option<Moment>,
    /// What the server, or the way to it, said last of that one.
    pub(super) said: Option<String>,
}

impl Seen {
    /// What is wrong, what is urgent first.
    pub(super) fn findings(&self, now: Moment) -> Vec<Finding> {
        let plain = |kind| Finding { kind, since: None, count: None, detail: None };
        let of =
            |kind, pile: &Pile| Finding { kind, since: pile.since, count: Some(pile.count), detail: pile.said.clone() };
        let mut found = Vec::new();
        match self.room {
            Room::Enough => {}
            Room::NoAttachments => found.push(plain(FindingKind::DiskFillsUp)),
            Room::NoWrites => found.push(plain(FindingKind::DiskFull)),
        }
        if self.secrets_locked {
            found.push(plain(FindingKind::SecretsLocked));
        }
        if !self.mail_set_up && self.mails.waiting.count > 0 {
            found.push(of(FindingKind::MailNotSetUp, &self.mails.waiting));
        } else if self.mails.waits_long(now) {
            found.push(of(FindingKind::MailWaits, &self.mails.waiting));
        }
        if self.mails.has_failed_lately(now) {
            found.push(of(FindingKind::MailFailed, &self.mails.failed));
        }
        if self.webhooks.waits_long(now) {
            found.push(of(FindingKind::WebhookWaits, &self.webhooks.waiting));
        }
        if self.webhooks.has_failed_lately(now) {
            found.push(of(FindingKind::WebhookFailed, &self.webhooks.failed));
        }
        // Time does not help here.
        if self.signed_out.count > 0 {
            found.push(of(FindingKind::MailboxSignedOut, &self.signed_out));
        }
        if self.mailboxes.since.is_some_and(|since| since.plus(PATIENCE) <= now) {
            found.push(of(FindingKind::MailboxFails, &self.mailboxes));
        }
        if self.mails_too_long > 0 {
            found.push(Finding { count: Some(self.mails_too_long), ..plain(FindingKind::MailTooLong) });
        }
        if self.mails_aside > 0 {
            found.push(Finding { count: Some(self.mails_aside), ..plain(FindingKind::MailAside) });
        }
        if !self.holidays_end.is_empty() {
            let (count, detail) = (Some(self.holidays_end.len() as u64), Some(self.holidays_end.join(", ")));
            found.push(Finding { count, detail, ..plain(FindingKind::HolidaysEnd) });
        }
        if let Some((since, why)) = &self.backup_trouble {
            let detail = Some(why.clone());
            found.push(Finding { since: Some(*since), detail, ..plain(FindingKind::BackupFailed) });
        }
        if let Some(since) = self.backup_overdue {
            found.push(Finding { since: Some(since), ..plain(FindingKind::BackupOverdue) });
        }
        if !self.backup_set_up {
            found.push(plain(FindingKind::BackupNotSetUp));
        }
        match &self.certificate {
            Some(identity) if identity.until <= now.plus(SHORT) => {
                let since = Some(identity.until).filter(|until| *until <= now);
                found.push(Finding { since, ..plain(FindingKind::CertificateEnds) });
            }
            Some(identity) if identity.self_made => {
                found.push(Finding { since: Some(identity.from), ..plain(FindingKind::CertificateSelfMade) });
            }
            _ => {}
        }
        found.sort_by_key(|finding| (!finding.kind.is_urgent(), finding.kind));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::{FindingKind, Outgoing, Pile, Seen};
    use crate::http::tls::Identity;
    use crate::moment::Moment;
    use crate::store::Room;
    use chrono::TimeDelta;

    const NOW: Moment = Moment::from_millis(1_795_609_200_000);

    fn well() -> Seen {
        Seen {
            room: Room::Enough,
            secrets_locked: false,
            mail_set_up: true,
            mails: Outgoing::default(),
            webhooks: Outgoing::default(),
            mailboxes: Pile::default(),
            signed_out: Pile::default(),
            mails_too_long: 0,
            mails_aside: 0,
            holidays_end: Vec::new(),
            backup_set_up: true,
            backup_trouble: None,
            backup_overdue: None,
            certificate: None,
        }
    }

    fn kinds(seen: &Seen) -> Vec<FindingKind> {
        seen.findings(NOW).into_iter().map(|finding| finding.kind).collect()
    }

    fn pile(minutes: i64) -> Pile {
        Pile { count: 2, since: Some(NOW.plus(TimeDelta::minutes(-minutes))), said: Some("451 later".to_owned()) }
    }

    fn waiting(minutes: i64) -> Outgoing {
        Outgoing { waiting: pile(minutes), ..Outgoing::default() }
    }

    fn failed(minutes: i64) -> Outgoing {
        Outgoing { failed: pile(minutes), ..Outgoing::default() }
    }

    fn certificate(days: i64, self_made: bool) -> Identity {
        Identity {
            fingerprint: "00:FF".to_owned(),
            from: NOW,
            until: NOW.plus(TimeDelta::days(days)),
            self_signed: self_made,
            self_made,
        }
    }

    #[test]
    fn a_certificate_of_its_own_is_told_and_one_that_ends_is_urgent() {
        let with = |days, self_made| Seen { certificate: Some(certificate(days, self_made)), ..well() }.findings(NOW);
        let told = |days, self_made| with(days, self_made).first().map(|found| (found.kind, found.since));
        assert_eq!(told(800, true), Some((FindingKind::CertificateSelfMade, Some(NOW))));
        assert_eq!(told(15, false), None);
        assert_eq!(told(14, false), Some((FindingKind::CertificateEnds, None)));
        assert_eq!(told(-1, true), Some((FindingKind::CertificateEnds, Some(NOW.plus(TimeDelta::days(-1))))));
    }

    #[test]
    fn a_desk_that_is_well_needs_nobody() {
        assert_eq!(kinds(&well()), []);
        // A mail that left a moment ago waits for its second try.
        assert_eq!(kinds(&Seen { mails: waiting(14), webhooks: waiting(14), ..well() }), []);
        assert_eq!(kinds(&Seen { mails: failed(7 * 24 * 60), webhooks: failed(7 * 24 * 60), ..well() }), []);
    }

    #[test]
    fn each_trouble_is_found_and_what_is_urgent_comes_first() {
        let found = Seen { mails: waiting(15), ..well() }.findings(NOW);
        let said = found.first().map(|finding| (finding.kind, finding.count, finding.detail.as_deref()));
        assert_eq!(said, Some((FindingKind::MailWaits, Some(2), Some("451 later"))));
        assert_eq!(
            kinds(&Seen { mail_set_up: false, mails: waiting(1), ..well() }),
            [FindingKind::MailNotSetUp],
            "without a server nothing is expected to leave"
        );
        assert_eq!(kinds(&Seen { room: Room::NoAttachments, ..well() }), [FindingKind::DiskFillsUp]);
        let all = Seen {
            room: Room::NoWrites,
            secrets_locked: true,
            mail_set_up: true,
            mails: Outgoing { waiting: pile(60), failed: pile(1) },
            webhooks: Outgoing { waiting: pile(15), failed: pile(1) },
            mailboxes: pile(15),
            signed_out: pile(0),
            mails_too_long: 2,
            mails_aside: 4,
            holidays_end: vec!["Oficina".to_owned(), "Planta".to_owned()],
            backup_set_up: false,
            backup_trouble: Some((NOW, "no such folder".to_owned())),
            backup_overdue: Some(NOW),
            certificate: Some(certificate(13, true)),
        };
        assert_eq!(
            kinds(&all),
            [
                FindingKind::DiskFull,
                FindingKind::SecretsLocked,
                FindingKind::MailWaits,
                FindingKind::WebhookWaits,
                FindingKind::MailboxSignedOut,
                FindingKind::MailboxFails,
                FindingKind::BackupFailed,
                FindingKind::BackupOverdue,
                FindingKind::CertificateEnds,
                FindingKind::MailFailed,
                FindingKind::MailTooLong,
                FindingKind::MailAside,
                FindingKind::WebhookFailed,
                FindingKind::HolidaysEnd,
                FindingKind::BackupNotSetUp,
            ]
        );
    }
}
