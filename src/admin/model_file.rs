//! The service model as a file that people keep, compare and send (TOML). Behind the model stands what its numbers mean
//! on the desk that it comes from: for people who read it, and for trying it without the desk.

use crate::desk::id::{ContentId, GroupId, PersonId, UnitId, WebhookId};
use crate::desk::{Facts, Fault, Group, MailsWanted, Person, PersonDetails, Unit, Webhook};
use crate::service_model::ServiceModel;
use crate::words::Level;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The part of the file that is not the model.
const AROUND: &str = "desk";

/// What of a desk a model names, with the names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Surroundings {
    #[serde(default)]
    groups: Vec<GroupName>,
    #[serde(default)]
    units: Vec<UnitName>,
    #[serde(default)]
    webhooks: Vec<WebhookName>,
    /// Without names: a model is kept and sent where the desk's people are nobody's business.
    #[serde(default)]
    people: BTreeSet<PersonId>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupName {
    id: GroupId,
    name: String,
    level: Level,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitName {
    id: UnitId,
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    parent: Option<UnitId>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WebhookName {
    id: WebhookId,
    name: String,
}

#[derive(Default, Serialize, Deserialize)]
struct Around {
    #[serde(default)]
    desk: Surroundings,
}

impl Surroundings {
    /// The groups of a desk that take cases, the units that a model names, with those above them, its webhooks and people.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub(super) fn of<F: Facts>(desk: &F, model: &ServiceModel) -> Result<Self, Fault> {
        let groups = desk.groups()?;
        let groups = groups.iter().filter(|group| group.active);
        let mut units = BTreeMap::new();
        let mut left: Vec<UnitId> = model.units_named().into_iter().collect();
        while let Some(id) = left.pop() {
            if let Some(unit) = desk.get::<Unit>(id.0)?.filter(|_| !units.contains_key(&id)) {
                left.extend(unit.parent);
                units.insert(id, UnitName { id, name: unit.name, parent: unit.parent });
            }
        }
        let name = |group: &Group| GroupName { id: group.id, name: group.name.clone(), level: group.level };
        let mut webhooks = Vec::new();
        for id in model.webhooks_named() {
            let webhook = desk.get::<Webhook>(id.0)?;
            webhooks.extend(webhook.map(|webhook| WebhookName { id, name: webhook.name }));
        }
        let people = model.people_named();
        Ok(Self { groups: groups.map(name).collect(), units: units.into_values().collect(), webhooks, people })
    }

    /// What a group is called.
    pub(super) fn group(&self, id: GroupId) -> String {
        let found = self.groups.iter().find(|group| group.id == id);
        found.map_or_else(|| id.to_string(), |group| group.name.clone())
    }

    /// The groups, without members.
    pub(super) fn groups(&self) -> impl Iterator<Item = Group> {
        self.groups.iter().map(|group| Group::empty(group.id, &group.name, group.level))
    }

    /// The webhooks, without addresses.
    pub(super) fn webhooks(&self) -> impl Iterator<Item = Webhook> {
        self.webhooks.iter().map(|webhook| Webhook {
            id: webhook.id,
            version: 1,
            name: webhook.name.clone(),
            url: String::new(),
            inside_host: None,
            trusted_certificates: None,
            active: true,
        })
    }

    /// The people, of whom nothing is known.
    pub(super) fn people(&self) -> impl Iterator<Item = Person> {
        self.people.iter().map(|id| Person {
            id: *id,
            version: 1,
            content: ContentId::default(),
            details: PersonDetails::default(),
            unit: None,
            language: None,
            vip: false,
            active: true,
            mails: MailsWanted::All,
            not_asked: None,
            erased: None,
        })
    }

    /// The units.
    pub(super) fn units(&self) -> impl Iterator<Item = Unit> {
        self.units.iter().map(|unit| Unit {
            id: unit.id,
            version: 1,
            parent: unit.parent,
            name: unit.name.clone(),
            country: None,
            active: true,
            heads: BTreeSet::new(),
        })
    }
}

/// Writes a model down, always in the same order, and what its numbers mean on its desk.
///
/// # Errors
/// What cannot be written; there is nothing of the kind in a model.
pub(super) fn write(model: &ServiceModel, desk: Surroundings) -> Result<String, String> {
    let model = toml::to_string(model).map_err(|error| error.to_string())?;
    let around = toml::to_string(&Around { desk }).map_err(|error| error.to_string())?;
    Ok(format!("{model}\n# What the numbers mean on the desk that this comes from.\n{around}"))
}

/// Reads a model that somebody wrote down.
///
/// # Errors
/// Everything that is not understood, each with its place: a line of the file, or a field that models do not have.
pub(super) fn read(text: &str) -> Result<ServiceModel, Vec<String>> {
    let mut unknown = Vec::new();
    let model = toml::Deserializer::parse(text).and_then(|file| {
        serde_ignored::deserialize(file, |path| {
            let path = path.to_string();
            if path.split('.').next() != Some(AROUND) {
                unknown.push(format!("{path}: no field is called so"));
            }
        })
    });
    match model {
        Ok(model) if unknown.is_empty() => Ok(model),
        Ok(_) => Err(unknown),
        Err(error) => Err(vec![with_line(text, &error)]),
    }
}

/// Reads what the numbers of a model mean.
///
/// # Errors
/// What is not understood, with its line.
pub(super) fn read_surroundings(text: &str) -> Result<Surroundings, Vec<String>> {
    let around = toml::from_str::<Around>(text).map_err(|error| vec![with_line(text, &error)])?;
    Ok(around.desk)
}

/// What the parser says, and where.
fn with_line(text: &str, error: &toml::de::Error) -> String {
    let line = error.span().map(|span| text[..span.start.min(text.len())].lines().count().max(1));
    match line {
        Some(line) => format!("line {line}: {}", error.message()),
        None => error.message().to_owned(),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that fails says so by panicking")]
mod tests {
    use super::{Surroundings, read, read_surroundings};
    use crate::desk::id::{GroupId, UnitId};
    use crate::service_model::{CategoryId, Conditions, Ground, Preset, ServiceModel};
    use crate::words::{Language, Vocabulary};
    use proptest::collection::btree_set;
    use proptest::prelude::*;
    use proptest::sample::{Index, select};
    use std::collections::{BTreeMap, BTreeSet};

    fn written(model: &ServiceModel) -> String {
        super::write(model, Surroundings::default()).unwrap()
    }

    #[test]
    fn what_is_written_is_read_again() {
        let model = ServiceModel::starter(Language::Es);
        let text = written(&model);
        assert_eq!(read(&text).unwrap(), model);
        assert_eq!(read_surroundings(&text).unwrap(), Surroundings::default());
        assert_eq!(written(&read(&text).unwrap()), text);
    }

    fn some<V: Vocabulary + std::fmt::Debug>() -> impl Strategy<Value = BTreeSet<V>> {
        btree_set(select(V::ALL), 0..=V::ALL.len())
    }

    fn ids<I: Ord + std::fmt::Debug>(of: fn(u64) -> I) -> impl Strategy<Value = BTreeSet<I>> {
        btree_set((1..=1_u64 << 53).prop_map(of), 0..4)
    }

    fn conditions() -> impl Strategy<Value = Conditions> {
        let what = (some(), ids(CategoryId), some(), some(), some());
        let who = (ids(UnitId::from), some(), some(), any::<Option<bool>>());
        (what, who).prop_map(
            |((kinds, categories, priorities, impacts, urgencies), (units, channels, languages, vip))| Conditions {
                kinds,
                categories,
                units,
                priorities,
                impacts,
                urgencies,
                channels,
                languages,
                vip,
            },
        )
    }

    /// A preset of which each entry that names cases names some of these, and is called like this.
    fn models() -> impl Strategy<Value = ServiceModel> {
        let several = || prop::collection::vec(conditions(), 1..5);
        let called = prop::collection::vec(any::<String>(), 1..5);
        (select(Preset::ALL), select(Language::ALL), several(), called, any::<Index>()).prop_map(
            |(preset, language, conditions, names, first)| {
                let before = ServiceModel::starter(language);
                let groups = preset.groups().iter().zip(1..);
                let groups = groups.map(|(group, id)| (group.key.to_owned(), GroupId::from(id))).collect();
                let time_zone = "America/Santiago";
                let mut model =
                    preset.model(&Ground { language, time_zone, country: None, groups: &groups, before: &before });
                let first = first.index(conditions.len());
                let mut conditions = conditions.iter().cycle().skip(first).cloned();
                let mut names = names.iter().cycle().skip(first).cloned();
                let mut next = || (conditions.next().unwrap(), names.next().unwrap());
                model.agreements.iter_mut().for_each(|it| (it.conditions, it.name) = next());
                model.assignment_rules.iter_mut().for_each(|it| (it.conditions, it.name) = next());
                model.escalations.iter_mut().for_each(|it| (it.conditions, it.name) = next());
                model.notices.iter_mut().for_each(|it| (it.conditions, it.name) = next());
                model.commitments.iter_mut().for_each(|it| (it.conditions, it.name) = next());
                model.scenarios.iter_mut().for_each(|it| {
                    let (conditions, name) = next();
                    (it.case.language, it.case.subject) = (conditions.languages.first().copied(), name);
                });
                model
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_model_that_went_out_and_came_back_goes_out_as_the_same_bytes(model in models()) {
            let text = written(&model);
            let again = read(&text).unwrap();
            prop_assert_eq!(&again, &model);
            prop_assert_eq!(written(&again), text);
        }
    }

    #[test]
    fn what_the_contract_says_reads_well_and_comes_back() {
        let before = ServiceModel::starter(Language::En);
        let groups = BTreeMap::from([("desk".to_owned(), GroupId::from(1))]);
        let ground = Ground {
            language: Language::En,
            time_zone: "Europe/Madrid",
            country: None,
            groups: &groups,
            before: &before,
        };
        for preset in Preset::ALL.iter().copied() {
            let model = preset.model(&ground);
            let text = written(&model);
            assert_eq!(read(&text).unwrap(), model, "{preset}");
            assert!(text.contains("[service]\nhours = 1\nlanguages = [\"en\"]\n"), "{text}");
        }
        let text = written(&Preset::OnSite.model(&ground));
        assert!(text.contains("indicator = \"satisfaction\"\ncomparison = \"at_least\"\ntarget = 4.2\n"), "{text}");
        // People need not write a decimal point.
        let whole = text.replacen("target = 95.0", "target = 95", 1);
        assert_ne!(whole, text);
        assert_eq!(read(&whole).unwrap(), read(&text).unwrap());
        let finer = text.replacen("target = 4.2\n", "target = 4.2345\n", 1);
        assert!(read(&finer).unwrap_err()[0].contains("three decimal places"), "{:?}", read(&finer));
    }

    #[test]
    fn what_is_not_understood_is_told_with_its_place() {
        let text = written(&ServiceModel::starter(Language::Es));
        let misspelt = text.replacen("active = true", "activ = true", 1);
        assert!(read(&misspelt).unwrap_err()[0].contains("active"), "{:?}", read(&misspelt));
        let extra = text.replacen("[[categories]]", "[[categories]]\ncolour = \"red\"", 1);
        assert_eq!(read(&extra).unwrap_err(), ["categories.0.colour: no field is called so"]);
        let around = text.replacen("[desk]", "[desk]\ncolour = \"red\"", 1);
        assert!(read_surroundings(&around).unwrap_err()[0].contains("colour"));
        assert!(read("close_after_days = ").unwrap_err()[0].starts_with("line 1: "));
        assert!(read("").unwrap_err()[0].contains("missing field"));
    }
}
