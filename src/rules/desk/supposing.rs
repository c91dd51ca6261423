//! A desk as it is, supposing that another model were in force: what a trial looks things up in.

use super::attachment::{FileHash, Unclaimed, UploadId};
use super::event::{Content, ContentRow, Owner};
use super::facts::{Facts, Fault};
use super::id::{ContentId, InvitationId, MailId, PersonId, Seq, SurveyId, TicketNumber, TokenId, UnitId, UserId};
use super::mail::SentMail;
use super::record::{Record, RecordKey, RecordKind};
use super::{Group, Person, Profile, Settings, Survey};
use crate::mail::MailKey;
use crate::service_model::{ModelVersion, ReadyModel};
use crate::words::Role;
use crate::{Day, Moment};
use std::any::Any;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// A desk, supposing a model. What a trial asks for again and again (groups, units, users, who has a role) it remembers.
pub struct Supposing<'a, F> {
    desk: &'a F,
    model: Arc<ReadyModel>,
    made_up: Option<MadeUp>,
    records: RefCell<HashMap<(RecordKind, Vec<u8>), Found>>,
    roles: RefCell<BTreeMap<Role, Arc<[UserId]>>>,
    profiles: RefCell<HashMap<PersonId, Profile>>,
    readers: RefCell<HashMap<UserId, bool>>,
    groups: RefCell<Option<Arc<Vec<Group>>>>,
}

/// What was found under a key: an `Option` of the record.
type Found = Arc<dyn Any>;

/// Somebody who asks for something in a story that is made up.
struct MadeUp {
    person: Person,
    subject: String,
}

/// The person who asks in a made-up story.
pub const SOMEBODY: PersonId = PersonId(u64::MAX);
/// Who has the case in a made-up story, once somebody took it.
pub const SOMEONE: UserId = UserId(u64::MAX);
/// What they ask.
pub const SOMETHING: ContentId = ContentId(u64::MAX);

impl<'a, F: Facts> Supposing<'a, F> {
    /// The desk, supposing that this model were in force.
    pub fn new(desk: &'a F, model: Arc<ReadyModel>) -> Self {
        Self {
            desk,
            model,
            made_up: None,
            records: RefCell::default(),
            roles: RefCell::default(),
            profiles: RefCell::default(),
            readers: RefCell::default(),
            groups: RefCell::default(),
        }
    }

    /// Supposing also that there were this person, such as [`SOMEBODY`], and [`SOMETHING`] were this subject.
    #[must_use]
    pub fn with(mut self, person: Person, subject: String) -> Self {
        self.made_up = Some(MadeUp { person, subject });
        self
    }
}

impl<F: Facts> Facts for Supposing<'_, F> {
    fn get<R: Record>(&self, key: R::Key) -> Result<Option<R>, Fault> {
        let bytes = key.to_bytes();
        if R::KIND == RecordKind::Person
            && let Some(made_up) = &self.made_up
            && bytes == made_up.person.id.0.to_bytes()
        {
            return Ok((&made_up.person as &dyn Any).downcast_ref::<R>().cloned());
        }
        if !matches!(R::KIND, RecordKind::Group | RecordKind::Unit | RecordKind::User) {
            return self.desk.get(key);
        }
        let place = (R::KIND, bytes);
        if let Some(known) = self.records.borrow().get(&place) {
            return Ok(known.downcast_ref::<Option<R>>().cloned().flatten());
        }
        let found = self.desk.get::<R>(key)?;
        self.records.borrow_mut().insert(place, Arc::new(found.clone()));
        Ok(found)
    }

    fn last<R: Record<Key = u64>>(&self) -> Result<Option<u64>, Fault> {
        self.desk.last::<R>()
    }

    fn content(&self, id: ContentId) -> Result<Option<ContentRow>, Fault> {
        match &self.made_up {
            Some(made_up) if id == SOMETHING => {
                Ok(Some(ContentRow { id, owner: Owner::Desk, content: Content::Text(made_up.subject.clone()) }))
            }
            _ => self.desk.content(id),
        }
    }

    fn upload(&self, id: UploadId) -> Result<Option<Unclaimed>, Fault> {
        self.desk.upload(id)
    }

    fn next_seq(&self) -> Result<Seq, Fault> {
        self.desk.next_seq()
    }

    fn settings(&self) -> Result<Arc<Settings>, Fault> {
        self.desk.settings()
    }

    fn model(&self) -> Result<Arc<ReadyModel>, Fault> {
        Ok(Arc::clone(&self.model))
    }

    fn model_at(&self, version: ModelVersion) -> Result<Option<Arc<ReadyModel>>, Fault> {
        if version == self.model.version { self.model().map(Some) } else { self.desk.model_at(version) }
    }

    fn open_cases_of(&self, user: UserId) -> Result<u64, Fault> {
        self.desk.open_cases_of(user)
    }

    fn profile(&self, person: PersonId) -> Result<Profile, Fault> {
        if let Some(known) = self.profiles.borrow().get(&person) {
            return Ok(*known);
        }
        let profile = match &self.made_up {
            Some(made_up) if person == made_up.person.id => Profile::of(self, person)?,
            _ => self.desk.profile(person)?,
        };
        self.profiles.borrow_mut().insert(person, profile);
        Ok(profile)
    }

    fn reads_on_screen(&self, user: UserId) -> Result<bool, Fault> {
        if let Some(known) = self.readers.borrow().get(&user) {
            return Ok(*known);
        }
        let found = self.desk.reads_on_screen(user)?;
        self.readers.borrow_mut().insert(user, found);
        Ok(found)
    }

    /// A list of its own: two that count who refers to one wait for each other.
    fn groups(&self) -> Result<Arc<Vec<Group>>, Fault> {
        if let Some(known) = &*self.groups.borrow() {
            return Ok(Arc::clone(known));
        }
        let found = Arc::new(Vec::clone(&*self.desk.groups()?));
        *self.groups.borrow_mut() = Some(Arc::clone(&found));
        Ok(found)
    }

    fn persons_by_email(&self, email: &str) -> Result<Vec<PersonId>, Fault> {
        self.desk.persons_by_email(email)
    }

    fn persons_by_phone(&self, phone: &str) -> Result<Vec<PersonId>, Fault> {
        self.desk.persons_by_phone(phone)
    }

    fn user_by_email(&self, email: &str) -> Result<Option<UserId>, Fault> {
        self.desk.user_by_email(email)
    }

    fn users_with_role(&self, role: Role) -> Result<Arc<[UserId]>, Fault> {
        if let Some(known) = self.roles.borrow().get(&role) {
            return Ok(Arc::clone(known));
        }
        let found = self.desk.users_with_role(role)?;
        self.roles.borrow_mut().insert(role, Arc::clone(&found));
        Ok(found)
    }

    fn users_of_person(&self, person: PersonId) -> Result<Vec<UserId>, Fault> {
        self.desk.users_of_person(person)
    }

    fn units_of_head(&self, person: PersonId) -> Result<Vec<UnitId>, Fault> {
        self.desk.units_of_head(person)
    }

    fn units_below(&self, unit: UnitId) -> Result<Vec<UnitId>, Fault> {
        self.desk.units_below(unit)
    }

    fn tokens_of(&self, user: UserId) -> Result<Vec<TokenId>, Fault> {
        self.desk.tokens_of(user)
    }

    fn token_by_hash(&self, hash: &str) -> Result<Option<TokenId>, Fault> {
        self.desk.token_by_hash(hash)
    }

    fn asking_surveys(&self) -> Result<Arc<Vec<Survey>>, Fault> {
        self.desk.asking_surveys()
    }

    fn invitations_about(&self, ticket: TicketNumber) -> Result<Vec<InvitationId>, Fault> {
        self.desk.invitations_about(ticket)
    }

    fn asked_since(&self, person: PersonId, since: Moment, most: usize) -> Result<Vec<Moment>, Fault> {
        self.desk.asked_since(person, since, most)
    }

    fn is_asked_in(&self, survey: SurveyId, round: Day, person: PersonId) -> Result<bool, Fault> {
        self.desk.is_asked_in(survey, round, person)
    }

    fn mail_by_hash(&self, hash: &FileHash) -> Result<Option<MailId>, Fault> {
        self.desk.mail_by_hash(hash)
    }

    fn mails_known_as(&self, key: &MailKey) -> Result<Vec<MailId>, Fault> {
        self.desk.mails_known_as(key)
    }

    fn mails_from(&self, sender: &MailKey, since: Moment, most: usize) -> Result<usize, Fault> {
        self.desk.mails_from(sender, since, most)
    }

    fn mail_before_last(&self, ticket: TicketNumber, later: usize) -> Result<Option<MailId>, Fault> {
        self.desk.mail_before_last(ticket, later)
    }

    fn sent_as(&self, key: &MailKey) -> Result<Option<SentMail>, Fault> {
        self.desk.sent_as(key)
    }

    fn has_administrator(&self) -> Result<bool, Fault> {
        self.desk.has_administrator()
    }
}
