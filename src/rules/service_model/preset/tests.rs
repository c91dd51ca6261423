#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that fails says so by panicking")]

use super::*;
use crate::desk::id::GroupId;
use crate::desk::{Group, Memory, Tables, run_scenario};
use crate::service_model::calendar::{CalendarId, Country};
use crate::service_model::procedure::{Place, Purpose};
use crate::service_model::{Category, CategoryId, Known, PassTo, Procedure, ReadyModel, ServiceModel};
use crate::words::{Audience, Kind, Language, Level};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A group for each that a preset wants, from id 1 on.
fn groups(preset: Preset) -> BTreeMap<String, GroupId> {
    (1..).zip(preset.groups()).map(|(id, group)| (group.key.to_owned(), GroupId::from(id))).collect()
}

fn made(preset: Preset, language: Language, before: &ServiceModel) -> ServiceModel {
    preset.model(&Ground {
        language,
        time_zone: "America/Santiago",
        country: Some(Country::Chile),
        groups: &groups(preset),
        before,
    })
}

fn known(preset: Preset) -> Known {
    Known { groups: groups(preset).into_values().collect(), ..Known::default() }
}

#[test]
fn each_may_be_put_in_force_in_each_language() {
    for preset in Preset::ALL.iter().copied() {
        for language in Language::ALL.iter().copied() {
            for before in [ServiceModel::before_the_first(), ServiceModel::starter(language)] {
                let model = made(preset, language, &before);
                assert_eq!(model.check(&before, &known(preset)), [], "{preset} {language}");
                assert!(model.calendars.iter().all(|calendar| calendar.open_hours().is_ok()));
                assert_eq!(model.service.hours, Some(model.calendars[0].id));
                let put_in_words = model.clone().cleaned();
                assert_eq!(put_in_words, model, "{preset} {language}: names are as they are kept");
            }
        }
    }
}

#[test]
fn each_gives_every_group_something_and_begins_with_first_level() {
    for preset in Preset::ALL.iter().copied() {
        let model = made(preset, Language::Es, &ServiceModel::before_the_first());
        for (key, group) in groups(preset) {
            let takes = model.categories.iter().any(|category| category.defaults.group == Some(group));
            let begins = model.assignment_rules.iter().any(|rule| rule.group == group);
            let comes_to = model
                .escalations
                .iter()
                .flat_map(|it| &it.steps)
                .any(|step| step.pass_to == Some(PassTo::Group(group)));
            assert!(takes || begins || comes_to, "{preset} {key}");
        }
        assert_eq!(preset.groups()[0].level, Level::First, "{preset}");
        let promised = preset.groups().iter().filter(|group| group.level != Level::First).count();
        assert_eq!(model.group_agreements.len(), promised, "{preset}");
    }
}

#[test]
fn each_says_who_else_hears_and_shows_what_a_procedure_is() {
    for preset in Preset::ALL.iter().copied() {
        for language in Language::ALL.iter().copied() {
            let model = made(preset, language, &ServiceModel::before_the_first());
            let (rules, procedures) = (preset.plan().notices.len(), preset.plan().procedures.len());
            assert!(rules >= 2 && procedures >= 1, "{preset}");
            assert_eq!((model.notices.len(), model.procedures.len()), (rules, procedures), "{preset} {language}");
            // What the desk tells requesters by itself stays as it is.
            assert!(model.notices.iter().all(|rule| !rule.to.contains(&Audience::Requester)), "{preset}");
            for Procedure { scope, .. } in &model.procedures {
                let [category] = *Vec::from_iter(&scope.categories) else { panic!("{preset}: {scope:?}") };
                let place = Place { kind: Kind::Incident, category: Some(*category), group: None, level: Level::First };
                assert!(model.procedure_for(Purpose::Work, &place).is_some(), "{preset} {language}");
            }
        }
    }
}

/// A desk with the groups of a preset, and nobody in them.
fn desk(preset: Preset) -> Memory {
    let mut desk = Memory::default();
    for (id, group) in (1..).zip(preset.groups()) {
        let group = Group::empty(GroupId::from(id), group.name(Language::Es), group.level);
        desk.put(&group).unwrap();
    }
    desk
}

#[test]
fn its_scenarios_come_out_as_they_should_wherever_the_desk_is() {
    let zones = ["America/Santiago", "America/Asuncion", "America/Mexico_City", "America/New_York", "Europe/Madrid"];
    let before = ServiceModel::before_the_first();
    for preset in Preset::ALL.iter().copied() {
        let (desk, groups) = (desk(preset), groups(preset));
        for (n, country) in Country::ALL.iter().copied().enumerate() {
            let time_zone = zones[n % zones.len()];
            let ground =
                Ground { language: Language::Es, time_zone, country: Some(country), groups: &groups, before: &before };
            let model = Arc::new(ReadyModel::from(preset.model(&ground)));
            assert!(model.scenarios.len() >= 2, "{preset}");
            for scenario in &model.scenarios {
                let run = run_scenario(&desk, &model, scenario).unwrap();
                assert_eq!(run.deviations, [], "{preset} {country} {time_zone}: {}", scenario.name);
            }
        }
    }
}

#[test]
fn what_cases_remember_is_kept_and_switched_off() {
    let mut before = ServiceModel::starter(Language::Es);
    let own = CategoryId(900);
    let root = before.categories[0].clone();
    before.categories.push(Category { id: own, parent: Some(root.id), name: "Torno".to_owned(), ..root.clone() });
    let model = made(Preset::OnSite, Language::Es, &before);
    assert_eq!(model.check(&before, &known(Preset::OnSite)), []);
    assert_eq!(model.category(own).map(|category| category.active), Some(false));
    // What is called the same is the same, and stays on.
    assert_eq!(
        model.category(root.id).map(|category| (category.name.as_str(), category.active)),
        Some(("Acceso", true))
    );
    assert_eq!(model.categories.len(), before.categories.len());

    // A second one goes on from there: no id is used again for something else.
    let after = made(Preset::AroundTheClock, Language::Es, &model);
    assert_eq!(after.check(&model, &known(Preset::AroundTheClock)), []);
    let last = model.calendars.iter().map(|calendar| calendar.id).max();
    assert!(after.calendars.iter().all(|calendar| Some(calendar.id) > last && calendar.id > CalendarId(0)));
}

#[test]
fn what_is_for_a_group_that_there_is_not_is_left_out() {
    let before = ServiceModel::starter(Language::Es);
    let ground = Ground {
        language: Language::Es,
        time_zone: "America/Santiago",
        country: None,
        groups: &BTreeMap::new(),
        before: &before,
    };
    for preset in Preset::ALL.iter().copied() {
        let model = preset.model(&ground);
        assert_eq!(model.check(&before, &Known::default()), [], "{preset}");
        assert!(model.group_agreements.is_empty() && model.assignment_rules.is_empty());
    }
}
