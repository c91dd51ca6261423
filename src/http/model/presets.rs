//! Whole models to begin with.

use super::drafting::change;
use super::shape::ModelDraft;
use crate::desk::Facts;
use crate::desk::id::GroupId;
use crate::http::Tag;
use crate::http::caller::Caller;
use crate::http::input::Input;
use crate::http::problem::{FieldCode, FieldFault, Problem};
use crate::http::reply::{Answer, Shown};
use crate::http::word::{Id, Word};
use crate::service_model::calendar::Country;
use crate::service_model::{Ground, Preset};
use crate::words::{Level, Vocabulary};
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi};
use std::collections::BTreeMap;

/// The resource.
pub(in crate::http) struct PresetResource;

/// A whole model to begin with.
#[derive(Clone, Debug, Object)]
pub(super) struct PresetShown {
    /// For which kind of desk it is.
    preset: Word<Preset>,
    /// The groups that it gives work to.
    groups: Vec<PresetGroupShown>,
}

/// A group that a preset gives work to.
#[derive(Clone, Debug, Object)]
pub(super) struct PresetGroupShown {
    /// What the preset calls it.
    key: String,
    /// What people would call it, in the desk's language.
    name: String,
    /// Its level.
    level: Word<Level>,
}

/// A preset, and who does its work here.
#[derive(Clone, Debug, Object)]
#[oai(example)]
pub(super) struct PresetInput {
    /// For which kind of desk.
    preset: Word<Preset>,
    /// A group for each that the preset gives work to; two may be the same.
    groups: Vec<PresetGroupInput>,
    /// The country whose holidays are kept; the desk's when left out, as far as its holidays are built in.
    country: Option<Word<Country>>,
}

/// A group of the desk for one of a preset.
#[derive(Clone, Debug, Object)]
pub(super) struct PresetGroupInput {
    /// What the preset calls it.
    key: String,
    /// The group.
    group: Id,
}

#[OpenApi(prefix_path = "/model", tag = "Tag::Model")]
impl PresetResource {
    /// List the presets
    ///
    /// Whole models to begin with. For administrators.
    #[oai(path = "/presets", method = "get")]
    async fn presets(&self, caller: Caller) -> Answer<Shown<Vec<PresetShown>>> {
        caller.must(|viewer| viewer.administers())?;
        let language = caller.snapshot()?.settings()?.language;
        let shown = Preset::ALL.iter().map(|preset| PresetShown {
            preset: Word(*preset),
            groups: preset
                .groups()
                .iter()
                .map(|group| PresetGroupShown {
                    key: group.key.to_owned(),
                    name: group.name(language).to_owned(),
                    level: Word(group.level),
                })
                .collect(),
        });
        Ok(Shown::new(shown.collect()))
    }

    /// Make the draft from a preset
    ///
    /// It takes the place of all that was drafted; its names are in the desk's language. Categories and solution codes
    /// that cases remember are kept, and switched off where the preset has none of that name.
    #[oai(path = "/draft/preset", method = "post")]
    async fn apply(&self, caller: Caller, input: Input<PresetInput>) -> Answer<Shown<ModelDraft>> {
        caller.must_write()?;
        caller.must(|viewer| viewer.administers())?;
        let PresetInput { preset, groups, country } = input.0;
        let preset = preset.0;
        let (settings, there) = {
            let snapshot = caller.snapshot()?;
            (snapshot.settings()?, snapshot.groups()?)
        };
        let groups = chosen(preset, &groups, |id| there.iter().any(|group| group.id == id && group.active))?;
        let of_desk = Country::parse(&settings.country.to_lowercase());
        change(&caller, |model, in_force| {
            *model = preset.model(&Ground {
                language: settings.language,
                time_zone: &settings.time_zone,
                country: country.map(|word| word.0).or(of_desk),
                groups: &groups,
                before: in_force,
            });
            Ok(())
        })
        .await
    }
}

/// The group for each key of the preset.
fn chosen(
    preset: Preset,
    said: &[PresetGroupInput],
    is_there: impl Fn(GroupId) -> bool,
) -> Answer<BTreeMap<String, GroupId>> {
    let mut faults = Vec::new();
    let mut chosen = BTreeMap::new();
    for (n, PresetGroupInput { key, group }) in said.iter().enumerate() {
        let id = group.to::<GroupId>();
        if !preset.groups().iter().any(|wanted| wanted.key == key) {
            faults.push(FieldFault::new(format!("groups.{n}.key"), FieldCode::Unknown));
        } else if !is_there(id) {
            faults.push(FieldFault::new(format!("groups.{n}.group"), FieldCode::Unknown));
        } else if chosen.insert(key.clone(), id).is_some() {
            faults.push(FieldFault::new(format!("groups.{n}.key"), FieldCode::Taken));
        }
    }
    let complete = preset.groups().iter().all(|wanted| chosen.contains_key(wanted.key));
    if faults.is_empty() && !complete {
        faults.push(FieldFault::new("groups", FieldCode::Required));
    }
    if faults.is_empty() { Ok(chosen) } else { Err(Problem::invalid(faults)) }
}

impl Example for PresetInput {
    fn example() -> Self {
        let groups = vec![PresetGroupInput { key: "desk".to_owned(), group: Id(1) }];
        Self { preset: Word(Preset::Small), groups, country: Some(Word(Country::Chile)) }
    }
}
