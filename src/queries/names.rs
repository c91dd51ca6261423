//! The names behind the numbers in records, each looked up once for a page.

use crate::desk::id::{ContentId, GroupId, MailboxId, PersonId, SurveyId, TokenId, UnitId, UserId, WebhookId};
use crate::desk::{
    ActorRef, Author, Content, Facts, Fault, Mailbox, Person, SETTLED, Survey, Token, Unit, User, Webhook,
};
use crate::messages;
use crate::service_model::{CategoryId, ModelVersion, ReadyModel};
use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

/// What kind of actor somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActorKind {
    /// Somebody who signs in.
    User,
    /// A requester.
    Person,
    /// A program.
    Token,
    /// The desk itself.
    System,
}

/// An actor with the name to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedActor {
    /// What kind.
    pub kind: ActorKind,
    /// Its id, where it has one.
    pub id: Option<u64>,
    /// Its name; empty for the desk itself, and for those whose data was erased.
    pub name: String,
}

/// What a list shows of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonBrief {
    /// Full name.
    pub name: String,
    /// Whether they are somebody to be careful with.
    pub vip: bool,
}

/// Looks names up, and remembers them for as long as a page takes.
pub struct Names<'a, F> {
    facts: &'a F,
    users: RefCell<HashMap<UserId, String>>,
    persons: RefCell<HashMap<PersonId, PersonBrief>>,
    tokens: RefCell<HashMap<TokenId, String>>,
    units: RefCell<HashMap<UnitId, Option<NamedUnit>>>,
}

/// A unit's name, and the unit above it.
type NamedUnit = (String, Option<UnitId>);

/// How deep a tree of units may be; a deeper one would be a circle.
const DEEPEST_UNIT: usize = 32;

impl<'a, F: Facts> Names<'a, F> {
    /// Names as `facts` has them.
    pub fn new(facts: &'a F) -> Self {
        Self {
            facts,
            users: RefCell::default(),
            persons: RefCell::default(),
            tokens: RefCell::default(),
            units: RefCell::default(),
        }
    }

    /// Where the names come from.
    pub fn facts(&self) -> &'a F {
        self.facts
    }

    /// The name of a user; empty when there is none.
    ///
    /// # Errors
    /// A fault of the storage below; so for every look-up here.
    pub fn user(&self, id: UserId) -> Result<String, Fault> {
        once(&self.users, id, || Ok(self.facts.get::<User>(id.0)?.map(|user| user.details.name).unwrap_or_default()))
    }

    /// A person as lists show them; empty when there is none.
    ///
    /// # Errors
    /// See [`Names::user`].
    pub fn person(&self, id: PersonId) -> Result<PersonBrief, Fault> {
        once(&self.persons, id, || {
            let person = self.facts.get::<Person>(id.0)?;
            Ok(person.map(|person| PersonBrief { name: person.details.name, vip: person.vip }).unwrap_or_default())
        })
    }

    /// The name of an API token.
    ///
    /// # Errors
    /// See [`Names::user`].
    pub fn token(&self, id: TokenId) -> Result<String, Fault> {
        once(&self.tokens, id, || Ok(self.facts.get::<Token>(id.0)?.map(|token| token.name).unwrap_or_default()))
    }

    /// What the desk calls a survey.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn survey(&self, id: SurveyId) -> Result<String, Fault> {
        Ok(self.facts.get::<Survey>(id.0)?.map(|survey| survey.name).unwrap_or_default())
    }

    /// The name of a webhook.
    ///
    /// # Errors
    /// See [`Names::user`].
    pub fn webhook(&self, id: WebhookId) -> Result<String, Fault> {
        Ok(self.facts.get::<Webhook>(id.0)?.map(|webhook| webhook.name).unwrap_or_default())
    }

    /// The name of a mailbox.
    ///
    /// # Errors
    /// See [`Names::user`].
    pub fn mailbox(&self, id: MailboxId) -> Result<String, Fault> {
        Ok(self.facts.get::<Mailbox>(id.0)?.map(|mailbox| mailbox.name).unwrap_or_default())
    }

    /// The name of a group.
    ///
    /// # Errors
    /// See [`Names::user`].
    pub fn group(&self, id: GroupId) -> Result<String, Fault> {
        let groups = self.facts.groups()?;
        let found = groups.binary_search_by_key(&id, |group| group.id).ok().and_then(|at| groups.get(at));
        Ok(found.map(|group| group.name.clone()).unwrap_or_default())
    }

    /// The name of a unit; empty when there is none.
    ///
    /// # Errors
    /// See [`Names::user`].
    pub fn unit(&self, id: UnitId) -> Result<String, Fault> {
        Ok(self.unit_row(id)?.map(|(name, _)| name).unwrap_or_default())
    }

    /// The names from the site down to this unit.
    ///
    /// # Errors
    /// See [`Names::user`].
    pub fn unit_path(&self, id: UnitId) -> Result<Vec<String>, Fault> {
        let mut names = Vec::new();
        let mut next = Some(id);
        while let Some(id) = next.filter(|_| names.len() < DEEPEST_UNIT) {
            let Some((name, parent)) = self.unit_row(id)? else { break };
            names.push(name);
            next = parent;
        }
        names.reverse();
        Ok(names)
    }

    fn unit_row(&self, id: UnitId) -> Result<Option<NamedUnit>, Fault> {
        once(&self.units, id, || Ok(self.facts.get::<Unit>(id.0)?.map(|unit| (unit.name, unit.parent))))
    }

    /// The names from the root to this category, as the model in force has them. (Categories are never taken out of
    /// the model, only out of use.)
    ///
    /// # Errors
    /// See [`Names::user`].
    pub fn category_path(&self, id: CategoryId) -> Result<Vec<String>, Fault> {
        Ok(self.facts.model()?.path(id).into_iter().map(str::to_owned).collect())
    }

    /// What people read for a solution code.
    ///
    /// # Errors
    /// See [`Names::user`].
    pub fn solution_code(&self, code: &str) -> Result<String, Fault> {
        let model = self.facts.model()?;
        let found = model.solution_codes.iter().find(|known| known.code == code);
        Ok(match found {
            Some(known) => known.name.clone(),
            None if code == SETTLED => messages::text(self.facts.settings()?.language, "solution-by-requester", &[]),
            None => code.to_owned(),
        })
    }

    /// The version of the service model that a case was decided under.
    ///
    /// # Errors
    /// See [`Names::user`].
    pub fn model(&self, version: ModelVersion) -> Result<Option<Arc<ReadyModel>>, Fault> {
        self.facts.model_at(version)
    }

    /// What somebody wrote; empty once it was erased.
    ///
    /// # Errors
    /// See [`Names::user`].
    pub fn text(&self, id: ContentId) -> Result<String, Fault> {
        Ok(match self.facts.content(id)?.map(|row| row.content) {
            Some(Content::Text(text)) => text,
            Some(Content::Person(_) | Content::User(_) | Content::File(_) | Content::MailHead(_)) | None => {
                String::new()
            }
        })
    }

    /// An actor with their name.
    ///
    /// # Errors
    /// See [`Names::user`].
    pub fn actor(&self, actor: ActorRef) -> Result<NamedActor, Fault> {
        Ok(match actor {
            ActorRef::User(id) => NamedActor { kind: ActorKind::User, id: Some(id.0), name: self.user(id)? },
            ActorRef::Person(id) => NamedActor { kind: ActorKind::Person, id: Some(id.0), name: self.person(id)?.name },
            ActorRef::Token(id) => NamedActor { kind: ActorKind::Token, id: Some(id.0), name: self.token(id)? },
            ActorRef::System | ActorRef::Setup | ActorRef::Nobody => {
                NamedActor { kind: ActorKind::System, id: None, name: String::new() }
            }
        })
    }

    /// The author of a message, with their name.
    ///
    /// # Errors
    /// See [`Names::user`].
    pub fn author(&self, author: Author) -> Result<NamedActor, Fault> {
        self.actor(match author {
            Author::User(id) => ActorRef::User(id),
            Author::Person(id) => ActorRef::Person(id),
            Author::Token(id) => ActorRef::Token(id),
        })
    }
}

/// What `known` has for `key`, else what `find` finds.
fn once<K: Hash + Eq, V: Clone>(
    known: &RefCell<HashMap<K, V>>,
    key: K,
    find: impl FnOnce() -> Result<V, Fault>,
) -> Result<V, Fault> {
    if let Some(value) = known.borrow().get(&key) {
        return Ok(value.clone());
    }
    let value = find()?;
    known.borrow_mut().insert(key, value.clone());
    Ok(value)
}
