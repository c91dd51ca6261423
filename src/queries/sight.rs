//! Which scopes of the indexes make up what a viewer sees: the predicate [`can_see`](crate::desk::can_see) as ranges of keys.

use crate::desk::Viewer;
use crate::desk::id::{GroupId, PersonId, UserId};
use crate::store::Scope;
use crate::words::Role;

/// What a viewer sees, as far as it decides which ranges are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sight {
    /// Every case.
    Everything,
    /// The cases of some groups, what is in no group, and their own.
    Groups,
    /// What they asked for, what is about them, and what the units ask for that they head.
    OwnRequests(PersonId),
    /// No case.
    Nothing,
}

impl Sight {
    pub(super) fn of(viewer: &Viewer) -> Self {
        if viewer.sees_all() || (viewer.is(Role::Agent) && !viewer.some_hidden) {
            return Self::Everything;
        }
        if viewer.is(Role::Agent) {
            return Self::Groups;
        }
        requester(viewer).map_or(Self::Nothing, Self::OwnRequests)
    }

    /// What a cursor says of it: a cursor that was made in another sight goes elsewhere.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Everything => "everything",
            Self::Groups => "groups",
            Self::OwnRequests(_) => "own",
            Self::Nothing => "nothing",
        }
    }

    /// Whether every case of this group is in it.
    pub(super) fn has_group(self, viewer: &Viewer, group: Option<GroupId>) -> bool {
        match self {
            Self::Everything => true,
            Self::Groups => group.is_none_or(|group| viewer.visible_groups.contains(&group)),
            Self::OwnRequests(_) | Self::Nothing => false,
        }
    }

    /// The scopes that it is the union of. A case may be in more than one of them.
    pub(super) fn scopes(self, viewer: &Viewer) -> Vec<Scope> {
        match self {
            Self::Everything => vec![Scope::All],
            Self::Groups => {
                let groups = viewer.visible_groups.iter().map(|group| Scope::Group(Some(*group)));
                groups.chain([Scope::Group(None)]).chain(own(viewer)).collect()
            }
            Self::OwnRequests(person) => [Scope::Requester(person)].into_iter().chain(units(viewer)).collect(),
            Self::Nothing => Vec::new(),
        }
    }
}

/// The cases that an agent sees wherever they are: those that they have, follow or asked for.
pub(super) fn own(viewer: &Viewer) -> Vec<Scope> {
    let work = viewer.user().into_iter().flat_map(|user: UserId| [Scope::Assignee(user), Scope::Follower(user)]);
    work.chain(requester(viewer).map(Scope::Requester)).collect()
}

/// The cases of the units that a viewer heads. An agent sees them from the desk's side.
pub(super) fn units(viewer: &Viewer) -> impl Iterator<Item = Scope> {
    viewer.units.iter().copied().map(Scope::Unit)
}

/// The person whose requests a viewer sees.
pub(super) fn requester(viewer: &Viewer) -> Option<PersonId> {
    viewer.person.filter(|_| viewer.is(Role::Requester))
}
