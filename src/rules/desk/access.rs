//! Who may see and do what. Every list, count, live event and change asks here.

use super::event::ActorRef;
use super::facts::{Facts, Fault};
use super::id::{GroupId, PersonId, UserId};
use super::{Ticket, Token, User};
use crate::Moment;
use crate::words::{Role, TokenScope};
use std::collections::BTreeSet;

/// An actor, with all that access depends on, as of one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewer {
    /// Who.
    pub actor: ActorRef,
    /// What they may be.
    pub roles: BTreeSet<Role>,
    /// The requester that they are.
    pub person: Option<PersonId>,
    /// Groups that they work in.
    pub groups: BTreeSet<GroupId>,
    /// Groups whose cases they see: their own, and those that are open to all agents.
    pub visible_groups: BTreeSet<GroupId>,
    /// Whether some group's cases are hidden from an agent like them.
    pub some_hidden: bool,
    /// Whether they may change anything.
    pub writes: bool,
    /// Whether they are a screen on a wall: that sees what a wall shows, and may ask for nothing else.
    pub wall: bool,
}

impl Viewer {
    /// The viewer that this actor is now; `None` when they may not come in (unknown, inactive, expired, revoked).
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn of<F: Facts>(facts: &F, actor: ActorRef, now: Moment) -> Result<Option<Self>, Fault> {
        Ok(match actor {
            ActorRef::User(id) => match facts.get::<User>(id.0)?.filter(|user| user.active) {
                Some(user) => Some(Self::with_groups(facts, actor, user.roles, user.person, true)?),
                None => None,
            },
            ActorRef::Token(id) => match facts.get::<Token>(id.0)?.filter(|token| token.is_valid(now)) {
                Some(token) if token.scope == TokenScope::Wall => {
                    Some(Self { wall: true, ..Self::with_groups(facts, actor, BTreeSet::new(), None, false)? })
                }
                Some(token) => {
                    let writes = token.scope == TokenScope::Write;
                    Some(Self::with_groups(facts, actor, BTreeSet::from([token.role]), None, writes)?)
                }
                None => None,
            },
            ActorRef::Person(id) => Some(Self {
                person: Some(id),
                ..Self::with_groups(facts, actor, BTreeSet::from([Role::Requester]), None, true)?
            }),
            ActorRef::System | ActorRef::Setup => {
                Some(Self::with_groups(facts, actor, Role::ALL_SET.into(), None, true)?)
            }
            ActorRef::Nobody => None,
        })
    }

    fn with_groups<F: Facts>(
        facts: &F,
        actor: ActorRef,
        roles: BTreeSet<Role>,
        person: Option<PersonId>,
        writes: bool,
    ) -> Result<Self, Fault> {
        let all = facts.groups()?;
        let user = match actor {
            ActorRef::User(id) => Some(id),
            _ => None,
        };
        let groups: BTreeSet<GroupId> = all
            .iter()
            .filter(|group| user.is_some_and(|id| group.members.contains(&id)))
            .map(|group| group.id)
            .collect();
        let visible_groups: BTreeSet<GroupId> =
            all.iter().filter(|group| group.open_to_all || groups.contains(&group.id)).map(|group| group.id).collect();
        let some_hidden = visible_groups.len() < all.len();
        Ok(Self { actor, roles, person, groups, visible_groups, some_hidden, writes, wall: false })
    }

    /// The user that they are.
    pub fn user(&self) -> Option<UserId> {
        match self.actor {
            ActorRef::User(id) => Some(id),
            _ => None,
        }
    }

    /// Whether they have this role.
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether they work at the desk: they see persons, units, groups, agents and categories.
    pub fn works_here(&self) -> bool {
        self.is(Role::Agent) || self.sees_all() || self.is(Role::Administrator)
    }

    /// Whether they work on cases, on the desk's side of the counter.
    pub fn serves(&self) -> bool {
        self.is(Role::Agent) || self.is(Role::Supervisor)
    }

    /// Whether they see every case.
    pub fn sees_all(&self) -> bool {
        self.is(Role::Supervisor) || self.is(Role::Analyst)
    }

    /// Whether they see what a screen on a wall shows of all cases.
    pub fn sees_wall(&self) -> bool {
        self.wall || self.sees_all()
    }

    /// Whether they make, see and revoke API tokens of this scope.
    pub fn manages_tokens(&self, scope: TokenScope) -> bool {
        self.administers() || (scope == TokenScope::Wall && self.is(Role::Supervisor))
    }

    /// Whether they design surveys: what is asked is agreed with the client.
    pub fn designs_surveys(&self) -> bool {
        self.is(Role::Client) || self.administers()
    }

    /// Whether they may agree with a survey's form in the client's name: a program may not. (The desk itself does it for
    /// whoever came by the link.)
    pub fn approves_surveys(&self) -> bool {
        self.is(Role::Client) && matches!(self.actor, ActorRef::User(_) | ActorRef::System)
    }

    /// Whether they read surveys and what they say.
    pub fn reads_surveys(&self) -> bool {
        self.designs_surveys() || self.sees_all()
    }

    /// Whether they read who sees to low marks, and what came of it.
    pub fn reads_follow_ups(&self) -> bool {
        self.sees_all()
    }

    /// Whether they see to low marks: so they see who gave one, also where nobody else does.
    pub fn follows_up(&self) -> bool {
        self.is(Role::Supervisor)
    }

    /// Whether they see whom a survey asked about which case: that is the desk's own business, and not its client's.
    pub fn sees_invitations(&self) -> bool {
        self.sees_all() || self.administers()
    }

    /// Whether they may change settings, users, groups and model.
    pub fn administers(&self) -> bool {
        self.is(Role::Administrator)
    }
}

impl Role {
    /// Every role.
    const ALL_SET: [Self; 6] =
        [Self::Requester, Self::Agent, Self::Supervisor, Self::Analyst, Self::Administrator, Self::Client];
}

/// The one predicate of access to a case: whether `viewer` may know of it.
pub fn can_see(viewer: &Viewer, ticket: &Ticket) -> bool {
    sees_from_desk(viewer, ticket) || asked_for(viewer, ticket)
}

/// Whether `viewer` sees the case from the desk's side of the counter, with its notes, followers and reasons. An agent
/// who sees a case only because they asked for it themselves sees what every requester sees, and may do no more.
pub fn sees_from_desk(viewer: &Viewer, ticket: &Ticket) -> bool {
    if viewer.sees_all() {
        return true;
    }
    let by_group = || ticket.group.is_none_or(|group| viewer.visible_groups.contains(&group));
    let own = || viewer.user().is_some_and(|user| ticket.assignee == Some(user) || ticket.followers.contains(&user));
    viewer.is(Role::Agent) && (by_group() || own())
}

/// Whether `viewer` works on the case, from the desk's side of the counter.
pub(super) fn handles(viewer: &Viewer, ticket: &Ticket) -> bool {
    viewer.serves() && sees_from_desk(viewer, ticket)
}

/// Whether `viewer` is the requester, or whom the case is about.
fn asked_for(viewer: &Viewer, ticket: &Ticket) -> bool {
    viewer.is(Role::Requester)
        && viewer.person.is_some_and(|person| ticket.requester == person || ticket.affected == Some(person))
}
