//! What a decision may look up, and what a fold may write.

use super::attachment::{FileHash, Unclaimed, UploadId};
use super::event::ContentRow;
use super::id::{ContentId, InvitationId, MailId, PersonId, Seq, SurveyId, TicketNumber, TokenId, UnitId, UserId};
use super::mail::SentMail;
use super::record::Record;
use super::{Group, Profile, Settings, Survey, User};
use crate::mail::MailKey;
use crate::service_model::{ModelVersion, ReadyModel};
use crate::words::Role;
use crate::{Day, Moment};
use std::sync::Arc;

/// Reading or writing failed: the disk, or a row that cannot be read. Nobody's fault who asked.
#[derive(Debug, thiserror::Error)]
#[error("the data file failed: {0}")]
pub struct Fault(#[source] pub Box<dyn std::error::Error + Send + Sync>);

/// The tables, for reading. The write transaction implements it, a read snapshot does, and plain maps do in tests.
pub trait Facts {
    /// The record with this key.
    ///
    /// # Errors
    /// A fault of the storage below; so for every look-up here.
    fn get<R: Record>(&self, key: R::Key) -> Result<Option<R>, Fault>;

    /// The greatest key of a table whose records are numbered.
    fn last<R: Record<Key = u64>>(&self) -> Result<Option<u64>, Fault>;

    /// What was written, or what is known of somebody.
    fn content(&self, id: ContentId) -> Result<Option<ContentRow>, Fault>;

    /// The upload with this id, when it is whole and nobody has claimed it.
    fn upload(&self, id: UploadId) -> Result<Option<Unclaimed>, Fault>;

    /// The number that the next journal entry gets.
    fn next_seq(&self) -> Result<Seq, Fault>;

    /// The desk's settings; defaults before the first were saved.
    fn settings(&self) -> Result<Arc<Settings>, Fault>;

    /// The service model in force.
    fn model(&self) -> Result<Arc<ReadyModel>, Fault>;

    /// A version of the service model.
    fn model_at(&self, version: ModelVersion) -> Result<Option<Arc<ReadyModel>>, Fault>;

    /// How many open cases a user has.
    fn open_cases_of(&self, user: UserId) -> Result<u64, Fault>;

    /// What of a person decides how their cases are handled.
    fn profile(&self, person: PersonId) -> Result<Profile, Fault> {
        Profile::of(self, person)
    }

    /// Whether a user would rather read on screen what is told there and by mail alike.
    fn reads_on_screen(&self, user: UserId) -> Result<bool, Fault> {
        Ok(self.get::<User>(user.0)?.is_some_and(|user| user.preferences.rather_on_screen))
    }

    /// Every group, in the order of their ids. There are hundreds at the most.
    fn groups(&self) -> Result<Arc<Vec<Group>>, Fault>;

    /// The persons who have this e-mail address (in lower case), at most a few.
    fn persons_by_email(&self, email: &str) -> Result<Vec<PersonId>, Fault>;

    /// The persons who have this telephone number (E.164), at most a few.
    fn persons_by_phone(&self, phone: &str) -> Result<Vec<PersonId>, Fault>;

    /// The user who signs in with this address (in lower case).
    fn user_by_email(&self, email: &str) -> Result<Option<UserId>, Fault>;

    /// The active users with this role, in the order of their ids.
    fn users_with_role(&self, role: Role) -> Result<Arc<[UserId]>, Fault>;

    /// The users who are this person as a requester.
    fn users_of_person(&self, person: PersonId) -> Result<Vec<UserId>, Fault>;

    /// The units that name a person as one of their heads.
    fn units_of_head(&self, person: PersonId) -> Result<Vec<UnitId>, Fault>;

    /// The units directly below a unit.
    fn units_below(&self, unit: UnitId) -> Result<Vec<UnitId>, Fault>;

    /// The tokens that a user made and that were not revoked.
    fn tokens_of(&self, user: UserId) -> Result<Vec<TokenId>, Fault>;

    /// The token with this hash.
    fn token_by_hash(&self, hash: &str) -> Result<Option<TokenId>, Fault>;

    /// The surveys that ask of themselves. There are hundreds at the most.
    fn asking_surveys(&self) -> Result<Arc<Vec<Survey>>, Fault>;

    /// The invitations about a case, the newest first, at most a few.
    fn invitations_about(&self, ticket: TicketNumber) -> Result<Vec<InvitationId>, Fault>;

    /// When a person was asked by any survey since a moment, the last time first, at most `most`.
    fn asked_since(&self, person: PersonId, since: Moment, most: usize) -> Result<Vec<Moment>, Fault>;

    /// Whether a person is asked already in the round of a survey for a day.
    fn is_asked_in(&self, survey: SurveyId, round: Day, person: PersonId) -> Result<bool, Fault>;

    /// The mail with these bytes.
    fn mail_by_hash(&self, hash: &FileHash) -> Result<Option<MailId>, Fault>;

    /// The mails that are known by this Message-ID: one, unless somebody used it twice.
    fn mails_known_as(&self, key: &MailKey) -> Result<Vec<MailId>, Fault>;

    /// How many mails of a sender were taken in since a moment, at most `most`.
    fn mails_from(&self, sender: &MailKey, since: Moment, most: usize) -> Result<usize, Fault>;

    /// The mail of a case after which `later` others came; `None`: it has no more than these.
    fn mail_before_last(&self, ticket: TicketNumber, later: usize) -> Result<Option<MailId>, Fault>;

    /// The mail that the desk sent with this Message-ID.
    fn sent_as(&self, key: &MailKey) -> Result<Option<SentMail>, Fault>;

    /// Whether any user may administer the desk.
    fn has_administrator(&self) -> Result<bool, Fault>;
}

/// The tables, for folding an event into them.
pub trait Tables: Facts {
    /// Puts a row, with all its index entries; an older row with its key goes.
    ///
    /// # Errors
    /// A fault of the storage below.
    fn put<R: Record>(&mut self, record: &R) -> Result<(), Fault>;
}
