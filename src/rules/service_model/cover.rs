//! Whether anything ever comes to what stands further down in a list of which the first that fits counts.
//!
//! Of a case that meets an entry an earlier one may leave nothing: it is wider in every field. Several earlier ones may leave
//! nothing together: each is wider in every field but one and the same, and in that one they are wider together, as those
//! for incidents, requests and questions are wider than one for any kind. What takes more than one field to see is not told:
//! whoever is told has something to correct.

use super::procedure::Scope;
use super::{CategoryId, Conditions, Known, ServiceModel};
use crate::words::{Impact, Urgency, Vocabulary};
use std::collections::{BTreeMap, BTreeSet};

/// What says which cases an entry is for, in several fields that must all hold.
pub(super) trait Fields: Clone {
    /// How many fields there are.
    const COUNT: usize;

    /// Whether whatever meets `other` in this field meets these in it.
    fn covers_in(&self, field: usize, model: &ServiceModel, known: &Known, other: &Self) -> bool;

    /// Says in this field what `more` says there too; what then names everything says nothing.
    fn join(&mut self, field: usize, more: &Self);
}

/// Whether all that meets `these` meets one of the earlier ones first.
pub(super) fn is_covered<'a, F: Fields + 'a>(
    model: &ServiceModel,
    known: &Known,
    these: &F,
    earlier: impl IntoIterator<Item = &'a F>,
) -> bool {
    // What earlier ones that are wider in all fields but one say in that one together.
    let mut together: BTreeMap<usize, F> = BTreeMap::new();
    earlier.into_iter().any(|one| {
        let mut narrower = (0..F::COUNT).filter(|field| !one.covers_in(*field, model, known, these));
        match (narrower.next(), narrower.next()) {
            (None, _) => true,
            (Some(field), None) => {
                let all = together.entry(field).or_insert_with(|| one.clone());
                all.join(field, one);
                all.covers_in(field, model, known, these)
            }
            (Some(_), Some(_)) => false,
        }
    })
}

impl Fields for Conditions {
    const COUNT: usize = 9;

    fn covers_in(&self, field: usize, model: &ServiceModel, known: &Known, other: &Self) -> bool {
        match field {
            0 => wider(&self.kinds, &other.kinds),
            1 => wider(&self.priorities, &other.priorities),
            2 => wider(&self.impacts, &other.impacts),
            3 => wider(&self.urgencies, &other.urgencies),
            4 => wider(&self.channels, &other.channels),
            5 => wider(&self.languages, &other.languages),
            6 => self.vip.is_none() || self.vip == other.vip,
            7 => known.wider_units(&self.units, &other.units),
            _ => model.wider_categories(&self.categories, &other.categories),
        }
    }

    fn join(&mut self, field: usize, more: &Self) {
        match field {
            0 => join_words(&mut self.kinds, &more.kinds),
            1 => join_words(&mut self.priorities, &more.priorities),
            2 => join_words(&mut self.impacts, &more.impacts),
            3 => join_words(&mut self.urgencies, &more.urgencies),
            4 => join_words(&mut self.channels, &more.channels),
            5 => join_words(&mut self.languages, &more.languages),
            6 => self.vip = self.vip.filter(|vip| Some(*vip) == more.vip),
            7 => self.units.extend(&more.units),
            _ => self.categories.extend(&more.categories),
        }
    }
}

impl Fields for Scope {
    const COUNT: usize = 4;

    fn covers_in(&self, field: usize, model: &ServiceModel, _known: &Known, other: &Self) -> bool {
        match field {
            0 => wider(&self.kinds, &other.kinds),
            1 => wider(&self.levels, &other.levels),
            2 => wider(&self.groups, &other.groups),
            _ => model.wider_categories(&self.categories, &other.categories),
        }
    }

    fn join(&mut self, field: usize, more: &Self) {
        match field {
            0 => join_words(&mut self.kinds, &more.kinds),
            1 => join_words(&mut self.levels, &more.levels),
            2 => self.groups.extend(&more.groups),
            _ => self.categories.extend(&more.categories),
        }
    }
}

/// Whether whatever is one of `other` is one of these; an empty set says nothing, so everything is.
pub(super) fn wider<T: Ord>(one: &BTreeSet<T>, other: &BTreeSet<T>) -> bool {
    one.is_empty() || (!other.is_empty() && other.is_subset(one))
}

/// All words of a vocabulary say nothing: there is none else.
fn join_words<V: Vocabulary + Ord>(one: &mut BTreeSet<V>, more: &BTreeSet<V>) {
    one.extend(more);
    if V::ALL.iter().all(|word| one.contains(word)) {
        one.clear();
    }
}

impl ServiceModel {
    /// Whether whatever is within one of `other` is within one of these; an empty set says nothing, so everything is.
    fn wider_categories(&self, one: &BTreeSet<CategoryId>, other: &BTreeSet<CategoryId>) -> bool {
        let within = |id: &CategoryId| self.is_within(*id, |above| one.contains(&above));
        one.is_empty() || (!other.is_empty() && other.iter().all(within))
    }

    /// Whether the matrix gives some case that meets these conditions one of their priorities.
    pub(super) fn can_give(&self, conditions: &Conditions) -> bool {
        let Conditions { priorities, impacts, urgencies, .. } = conditions;
        let met = |impact: &Impact, urgency: &Urgency| {
            (impacts.is_empty() || impacts.contains(impact))
                && (urgencies.is_empty() || urgencies.contains(urgency))
                && priorities.contains(&self.matrix.priority(*impact, *urgency))
        };
        priorities.is_empty()
            || Impact::ALL.iter().any(|impact| Urgency::ALL.iter().any(|urgency| met(impact, urgency)))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that fails says so by panicking")]
mod tests {
    use super::*;
    use crate::desk::id::UnitId;
    use crate::service_model::Meets;
    use crate::words::{Channel, Kind, Language, Level, Priority};
    use proptest::prelude::*;
    use proptest::sample::subsequence;
    use std::slice;

    fn set<T: Ord + Copy>(of: &[T]) -> BTreeSet<T> {
        of.iter().copied().collect()
    }

    fn kinds(of: &[Kind]) -> Conditions {
        Conditions { kinds: set(of), ..Conditions::default() }
    }

    fn covered(these: &Conditions, earlier: &[Conditions]) -> bool {
        is_covered(&ServiceModel::starter(Language::Es), &Known::default(), these, earlier)
    }

    #[test]
    fn several_earlier_ones_may_leave_nothing_together() {
        let (question, request, incident) = (Kind::Question, Kind::Request, Kind::Incident);
        let any = Conditions::default();
        assert!(covered(&any, &[kinds(&[question]), kinds(&[request, incident])]));
        assert!(covered(&any, &[kinds(Kind::ALL)]), "all that there are");
        assert!(!covered(&any, &[kinds(&[question]), kinds(&[incident])]));
        assert!(covered(&kinds(&[question, incident]), &[kinds(&[incident]), kinds(&[question])]));
        let vip = |vip| Conditions { vip: Some(vip), ..Conditions::default() };
        assert!(covered(&any, &[vip(true), vip(false)]));
        assert!(!covered(&any, &[vip(true), vip(true)]));
        let each = Priority::ALL.iter().map(|it| Conditions { priorities: set(&[*it]), ..Conditions::default() });
        let each: Vec<_> = each.collect();
        assert!(covered(&any, &each));
        assert!(!covered(&any, &each[1..]));
        // What is narrower in something else does not count.
        let by_phone = Conditions { channels: set(&[Channel::Phone]), ..kinds(&[question]) };
        assert!(!covered(&any, &[by_phone.clone(), kinds(&[request, incident])]));
        assert!(covered(&by_phone, slice::from_ref(&by_phone)));
    }

    #[test]
    fn categories_and_units_are_joined_with_what_lies_below_them() {
        let model = ServiceModel::starter(Language::Es);
        let child = model.categories.iter().find(|category| category.parent.is_some()).unwrap();
        let parent = child.parent.unwrap();
        let other = model.categories.iter().find(|it| it.parent.is_none() && it.id != parent).unwrap().id;
        let named = |of: &[CategoryId]| Conditions { categories: set(of), ..Conditions::default() };
        let left = |these: &Conditions, earlier: &[Conditions]| !is_covered(&model, &Known::default(), these, earlier);
        assert!(!left(&named(&[child.id, other]), &[named(&[parent]), named(&[other])]));
        assert!(left(&named(&[parent]), &[named(&[child.id]), named(&[other])]), "the one above has more");
        assert!(left(&Conditions::default(), &[named(&[parent]), named(&[other])]), "a case need not have one");
        let [site, floor, else_where] = [1, 2, 3].map(UnitId);
        let units = [(site, vec![site]), (floor, vec![floor, site]), (else_where, vec![else_where])];
        let known = Known { units: units.into_iter().collect(), ..Known::default() };
        let at = |of: &[UnitId]| Conditions { units: set(of), ..Conditions::default() };
        assert!(is_covered(&model, &known, &at(&[floor, else_where]), &[at(&[site]), at(&[else_where])]));
    }

    #[test]
    fn procedures_too() {
        let model = ServiceModel::starter(Language::Es);
        let at = |of: &[Level]| Scope { levels: set(of), ..Scope::default() };
        let covered = |earlier: &[Scope]| is_covered(&model, &Known::default(), &Scope::default(), earlier);
        assert!(covered(&[at(&[Level::First]), at(&[Level::Second, Level::Third])]));
        assert!(!covered(&[at(&[Level::First]), at(&[Level::Third])]));
    }

    #[test]
    fn a_priority_that_the_matrix_never_gives_is_found() {
        let model = ServiceModel::starter(Language::Es);
        let of = |priority, impacts: &[Impact], urgencies: &[Urgency]| Conditions {
            priorities: set(&[priority]),
            impacts: set(impacts),
            urgencies: set(urgencies),
            ..Conditions::default()
        };
        assert!(Priority::ALL.iter().all(|priority| model.can_give(&of(*priority, &[], &[]))));
        assert!(!model.can_give(&of(Priority::Critical, &[Impact::Person], &[])));
        assert!(!model.can_give(&of(Priority::Critical, &[], &[Urgency::Low])));
        assert!(model.can_give(&Conditions::default()));
    }

    fn some<T: Vocabulary + std::fmt::Debug>(of: &'static [T]) -> impl Strategy<Value = BTreeSet<T>> {
        subsequence(of, 0..=of.len()).prop_map(|chosen| chosen.into_iter().collect())
    }

    prop_compose! {
        fn conditions()(
            kinds in some(Kind::ALL),
            priorities in some(Priority::ALL),
            channels in some(&Channel::ALL[..2]),
            vip in prop::option::of(any::<bool>()),
        ) -> Conditions {
            Conditions { kinds, priorities, channels, vip, ..Conditions::default() }
        }
    }

    proptest! {
        /// No false alarm: of what is said to be covered no case is left. And what one alone covers is always told.
        #[test]
        fn nothing_is_left_of_what_is_covered(these in conditions(), earlier in prop::collection::vec(conditions(), 0..6)) {
            let model = ServiceModel::starter(Language::Es);
            let mut left = false;
            for kind in Kind::ALL {
                for priority in Priority::ALL {
                    for channel in Channel::ALL {
                        for vip in [true, false] {
                            let case = Meets {
                                kind: *kind,
                                category: None,
                                units: &[],
                                priority: *priority,
                                impact: Impact::Person,
                                urgency: Urgency::Low,
                                channel: *channel,
                                language: None,
                                vip,
                            };
                            let first = earlier.iter().all(|one| !one.hold(&model, &case));
                            left |= first && these.hold(&model, &case);
                        }
                    }
                }
            }
            prop_assert!(!(covered(&these, &earlier) && left));
            let by_one = earlier.iter().any(|one| covered(&these, slice::from_ref(one)));
            prop_assert!(covered(&these, &earlier) || !by_one);
        }
    }
}
