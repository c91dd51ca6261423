//! What was typed into the search: words, and the lists' own filters in words, in any of the three languages:
//! `impresora estado:abierto grupo:redes`.

use crate::desk::id::{GroupId, PersonId, UserId};
use crate::desk::{Facts, Fault, User, Viewer};
use crate::messages::name_of;
use crate::moment::Day;
use crate::queries::Unanswered;
use crate::queries::persons;
use crate::queries::tickets::{Asked, AssigneeIs, GroupIs};
use crate::store::Snapshot;
use crate::store::fold::fold;
use crate::words::{Language, Priority, Role, State, Vocabulary};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $title:literal { $($(#[$word_doc:meta])* $word:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$word_doc])* #[serde(rename = $text)] $word),+ }
        impl Vocabulary for $name {
            const TITLE: &'static str = $title;
            const ALL: &'static [Self] = &[$(Self::$word),+];
            fn as_str(self) -> &'static str { match self { $(Self::$word => $text),+ } }
        }
    };
}

words! {
    /// A filter, as it stands before the colon.
    Filter, "SearchFilter" {
        /// Where a case stands.
        Status = "status",
        /// What is done first.
        Priority = "priority",
        /// Who has it.
        Assignee = "assignee",
        /// Which group has it.
        Group = "group",
        /// Who asked, or whom it is about.
        Requester = "requester",
        /// The unit from which it comes.
        Unit = "unit",
        /// Who follows it.
        Following = "following",
        /// The day on which it was solved.
        Solved = "solved",
    }
}

words! {
    /// What stands behind the colon, besides states, priorities and names.
    FilterWord, "SearchWord" {
        /// All that is not solved, closed or cancelled.
        Open = "open",
        /// Whoever asks.
        Me = "me",
        /// Nobody, or no group.
        Nobody = "none",
        /// The groups of whoever asks, or the units that they head.
        Mine = "mine",
        /// By the desk's calendar.
        Today = "today",
    }
}

/// What was typed, understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    /// The words that are looked for.
    pub(super) words: String,
    /// The filters.
    pub(super) asked: Asked,
    /// Filters that were not understood, as they were typed.
    pub(super) unknown: Vec<String>,
    /// Whether a filter can be passed by no case.
    pub(super) impossible: bool,
}

/// A part of what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Part<'a> {
    whole: &'a str,
    /// Before and behind the colon.
    filter: Option<(&'a str, &'a str)>,
}

/// What was typed, part by part: white space parts them, but not within quotes behind a colon.
fn parts(typed: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = typed.trim_start();
    while !rest.is_empty() {
        let space = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let colon = rest.find(':').filter(|colon| *colon < space && is_name(&rest[..*colon]));
        let (end, filter) = match colon {
            Some(colon) if rest[colon + 1..].starts_with('"') => {
                let value = &rest[colon + 2..];
                let end = value.find('"').unwrap_or(value.len());
                ((colon + 2 + end + 1).min(rest.len()), Some((&rest[..colon], &value[..end])))
            }
            Some(colon) => (space, Some((&rest[..colon], &rest[colon + 1..space]))),
            None => (space, None),
        };
        parts.push(Part { whole: &rest[..end], filter });
        rest = rest[end..].trim_start();
    }
    parts
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(char::is_alphabetic)
}

/// Whether two words are the same but for gender and number: a filter is typed as it is spoken.
fn is_alike(one: &str, other: &str) -> bool {
    let stem = |word: &str| word.trim_end_matches('s').trim_end_matches(['a', 'o']).to_owned();
    one == other || (one.len() > 3 && stem(one) == stem(other))
}

/// The word of a vocabulary that is meant, by its name in any language or as the API has it.
fn named<V: Vocabulary>(typed: &str) -> Option<V> {
    let typed = fold(typed);
    let names = |word: V| Language::ALL.iter().map(move |language| fold(&name_of(*language, word)));
    let all = || V::ALL.iter().copied();
    all()
        .find(|word| fold(word.as_str()) == typed || names(*word).any(|name| name == typed))
        .or_else(|| all().find(|word| names(*word).any(|name| is_alike(&name, &typed))))
}

/// What somebody meant with what they typed; `today` by the desk's calendar.
pub(super) fn understand(snapshot: &Snapshot, viewer: &Viewer, typed: &str, today: Day) -> Result<Typed, Unanswered> {
    let mut understood = Typed::default();
    let mut seen = BTreeSet::new();
    for part in parts(typed) {
        let word = |understood: &mut Typed| {
            understood.words.push(' ');
            understood.words.push_str(part.whole);
        };
        let Some((name, value)) = part.filter else {
            word(&mut understood);
            continue;
        };
        // Of units only one's own are a list; the name of another one is looked for.
        let is_a_list = |filter: &Filter| *filter != Filter::Unit || named(value) == Some(FilterWord::Mine);
        let Some(filter) = named::<Filter>(name).filter(is_a_list) else {
            // An address or a time of day has a colon too, and is looked for as it is.
            word(&mut understood);
            if !value.is_empty() && !value.starts_with("//") {
                understood.unknown.push(part.whole.to_owned());
            }
            continue;
        };
        let several = matches!(filter, Filter::Status | Filter::Priority);
        let once = seen.insert(filter) || several;
        let meaning = Meaning { snapshot, viewer, today };
        if !(once && meaning.add(filter, value, &mut understood.asked)?) {
            understood.unknown.push(part.whole.to_owned());
            understood.impossible = true;
        }
    }
    Ok(understood)
}

/// What names mean to a viewer.
struct Meaning<'a> {
    snapshot: &'a Snapshot,
    viewer: &'a Viewer,
    today: Day,
}

impl Meaning<'_> {
    /// Adds a filter; false when its value means nothing.
    fn add(&self, filter: Filter, value: &str, asked: &mut Asked) -> Result<bool, Unanswered> {
        let word = named::<FilterWord>(value);
        let understood = match (filter, word) {
            (Filter::Status, Some(FilterWord::Open)) => {
                asked.states.extend(State::OPEN);
                true
            }
            (Filter::Status, _) => named::<State>(value).map(|state| asked.states.insert(state)).is_some(),
            (Filter::Priority, _) => {
                named::<Priority>(value).map(|priority| asked.priorities.insert(priority)).is_some()
            }
            (Filter::Assignee, Some(FilterWord::Me)) => put(&mut asked.assignee, Some(AssigneeIs::Me)),
            (Filter::Assignee, Some(FilterWord::Nobody)) => put(&mut asked.assignee, Some(AssigneeIs::Nobody)),
            (Filter::Assignee, _) => put(&mut asked.assignee, self.user(value)?.map(AssigneeIs::User)),
            (Filter::Group, Some(FilterWord::Mine)) => put(&mut asked.group, Some(GroupIs::Mine)),
            (Filter::Group, Some(FilterWord::Nobody)) => put(&mut asked.group, Some(GroupIs::NoGroup)),
            (Filter::Group, _) => put(&mut asked.group, self.group(value)?.map(GroupIs::Group)),
            (Filter::Requester, Some(FilterWord::Me)) => put(&mut asked.requester, self.viewer.person),
            (Filter::Requester, _) => put(&mut asked.requester, self.person(value)?),
            (Filter::Unit, Some(FilterWord::Mine)) => {
                asked.headed = !self.viewer.units.is_empty();
                asked.headed
            }
            (Filter::Unit, _) => false,
            (Filter::Following, Some(FilterWord::Me)) => {
                asked.following = self.viewer.user().is_some();
                asked.following
            }
            (Filter::Following, _) => false,
            (Filter::Solved, Some(FilterWord::Today)) => put(&mut asked.solved, Some(self.today)),
            (Filter::Solved, _) => {
                let date = chrono::NaiveDate::parse_from_str(value, "%Y-%m-%d").ok();
                put(&mut asked.solved, date.map(Day::from_date))
            }
        };
        Ok(understood)
    }

    /// An agent or supervisor, by id or by the beginnings of their names. Names are told to nobody who may not read them.
    fn user(&self, value: &str) -> Result<Option<UserId>, Fault> {
        if let Ok(id) = value.parse() {
            return Ok(Some(UserId(id)));
        }
        if !self.viewer.works_here() {
            return Ok(None);
        }
        let (agents, supervisors) =
            (self.snapshot.users_with_role(Role::Agent)?, self.snapshot.users_with_role(Role::Supervisor)?);
        let ids: BTreeSet<UserId> = agents.iter().chain(supervisors.iter()).copied().collect();
        let mut users = Vec::new();
        for id in ids {
            users.extend(self.snapshot.get::<User>(id.0)?.map(|user| (id, user.details.name)));
        }
        Ok(only_one(users, value))
    }

    fn group(&self, value: &str) -> Result<Option<GroupId>, Fault> {
        if let Ok(id) = value.parse() {
            return Ok(Some(GroupId(id)));
        }
        if !self.viewer.works_here() {
            return Ok(None);
        }
        let groups = self.snapshot.groups()?;
        Ok(only_one(groups.iter().map(|group| (group.id, group.name.clone())).collect(), value))
    }

    fn person(&self, value: &str) -> Result<Option<PersonId>, Unanswered> {
        if let Ok(id) = value.parse() {
            return Ok(Some(PersonId(id)));
        }
        match persons::search(self.snapshot, self.viewer, value, None, 2) {
            Ok(hits) => {
                Ok(only_one(hits.into_iter().map(|hit| (hit.person.id, hit.person.details.name)).collect(), value))
            }
            Err(Unanswered::Fault(fault)) => Err(fault.into()),
            Err(_) => Ok(None),
        }
    }
}

fn put<T>(place: &mut Option<T>, value: Option<T>) -> bool {
    *place = value;
    place.is_some()
}

/// The one that is called this, or else the only one of whose name each typed word begins a word.
fn only_one<T: Copy>(of: Vec<(T, String)>, typed: &str) -> Option<T> {
    let typed = fold(typed);
    let named: Vec<(T, String)> = of.into_iter().map(|(id, name)| (id, fold(&name))).collect();
    if let Some((id, _)) = named.iter().find(|(_, name)| *name == typed) {
        return Some(*id);
    }
    let begins = |name: &str| {
        !typed.is_empty() && typed.split(' ').all(|typed| name.split(' ').any(|word| word.starts_with(typed)))
    };
    let mut found = named.iter().filter(|(_, name)| begins(name)).map(|(id, _)| *id);
    found.next().filter(|_| found.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_stand_between_words() {
        let filters = |typed| parts(typed).into_iter().map(|part| part.filter).collect::<Vec<_>>();
        assert_eq!(filters("sin red estado:abierto"), [None, None, Some(("estado", "abierto"))]);
        assert_eq!(filters("grupo:\"mesa de ayuda\" x"), [Some(("grupo", "mesa de ayuda")), None]);
        assert_eq!(filters("grupo:\"mesa"), [Some(("grupo", "mesa"))]);
        assert_eq!(filters("12:30 a:"), [None, Some(("a", ""))]);
        assert_eq!(parts("a:\"b\"c").len(), 2);
        for odd in ["", ":", "\"", "::\"", "a:\"", "ñ:ñ", "\u{301}:\u{301}", "a:\"ñ"] {
            let _ = filters(odd);
        }
    }

    #[test]
    fn filters_have_names_in_three_languages() {
        for typed in ["estado", "Status", "SITUAÇÃO", "situacao"] {
            assert_eq!(named::<Filter>(typed), Some(Filter::Status), "{typed}");
        }
        assert_eq!(named::<FilterWord>("abiertas"), Some(FilterWord::Open));
        assert_eq!(named::<State>("en_curso"), Some(State::InProgress));
        assert_eq!(named::<State>("in_progress"), Some(State::InProgress));
        assert_eq!(named::<Priority>("alto"), Some(Priority::High));
        assert_eq!(named::<Filter>("https"), None);
        assert_eq!(named::<State>(""), None);
    }

    #[test]
    fn a_name_means_the_one_that_it_fits() {
        let of = || vec![(1, "Redes y telefonía".to_owned()), (2, "Redes".to_owned()), (3, "Mesa de ayuda".to_owned())];
        assert_eq!(only_one(of(), "redes"), Some(2));
        assert_eq!(only_one(of(), "tele"), Some(1));
        assert_eq!(only_one(of(), "de"), Some(3));
        assert_eq!(only_one(of(), "r"), None);
        assert_eq!(only_one(of(), ""), None);
    }
}
