//! Who may see and do what. Every list, count, live event and change asks here.

use super::event::ActorRef;
use super::facts::{Facts, Fault};
use super::headship::headed_by;
use super::id::{GroupId, PersonId, UnitId, UserId};
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
    /// Units that they head as a requester, those below the ones that they are named for included.
    pub units: BTreeSet<UnitId>,
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
            ActorRef::Person(id) => {
                Some(Self::with_groups(facts, actor, BTreeSet::from([Role::Requester]), Some(id), true)?)
            }
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
        let units = match person.filter(|_| roles.contains(&Role::Requester)) {
            Some(person) => headed_by(facts, person)?,
            None => BTreeSet::new(),
        };
        Ok(Self { actor, roles, person, units, groups, visible_groups, some_hidden, writes, wall: false })
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
    sees_from_desk(viewer, ticket) || asked_for(viewer, ticket) || watches(viewer, ticket) || heads(viewer, ticket)
}

/// Whether `viewer` sees the case from the desk's side of the counter, with its notes, followers and reasons. An agent
/// who sees a case only because they asked for it themselves sees what every requester sees, and may do no more.
pub fn sees_from_desk(viewer: &Viewer, ticket: &Ticket) -> bool {
    if viewer.sees_all() {
        return true;
    }
    let by_group = || is_open_to(viewer, ticket);
    let own = || viewer.user().is_some_and(|user| ticket.assignee == Some(user) || ticket.followers.contains(&user));
    viewer.is(Role::Agent) && (by_group() || own())
}

/// Whether `viewer` heads the unit that the case comes from. They read what its requester reads, and may add to it what
/// they know; what becomes of it is for those who asked to say. What a group keeps to itself is kept from them too: it may
/// be about them.
pub fn heads(viewer: &Viewer, ticket: &Ticket) -> bool {
    ticket.unit.is_some_and(|unit| viewer.units.contains(&unit)) && is_open_to(viewer, ticket)
}

/// Whether `viewer`, somebody of this unit, may be told that the unit has this case open, and nothing else of it: its number
/// and how far it is. What a group keeps to itself is kept from them too.
pub fn may_hear_of(viewer: &Viewer, unit: UnitId, ticket: &Ticket) -> bool {
    viewer.is(Role::Requester) && ticket.unit == Some(unit) && ticket.state.is_open() && is_open_to(viewer, ticket)
}

/// Whether the case is with nobody, or with a group that hides nothing from `viewer`.
fn is_open_to(viewer: &Viewer, ticket: &Ticket) -> bool {
    ticket.group.is_none_or(|group| viewer.visible_groups.contains(&group))
}

/// Whether `viewer` works on the case, from the desk's side of the counter.
pub(super) fn handles(viewer: &Viewer, ticket: &Ticket) -> bool {
    viewer.serves() && sees_from_desk(viewer, ticket)
}

/// Whether `viewer` is the requester, or whom the case is about.
pub fn asked_for(viewer: &Viewer, ticket: &Ticket) -> bool {
    viewer.is(Role::Requester) && viewer.person.is_some_and(|person| ticket.is_of(person))
}

/// Whether `viewer` is in copy: they read what the requester reads and may write, and decide nothing.
pub(super) fn watches(viewer: &Viewer, ticket: &Ticket) -> bool {
    viewer.is(Role::Requester) && viewer.person.is_some_and(|person| ticket.watchers.contains(&person))
}
