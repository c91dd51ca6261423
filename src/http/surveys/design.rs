//! What a form is designed with: forms to start from, what conditions may name, and a look at how it would be.

use super::shape::{SurveyForm, SurveyLogo, SurveyWords};
use crate::desk::id::UnitId;
use crate::desk::{Facts, FieldProblem, Refusal, faults_of_form};
use crate::http::Tag;
use crate::http::caller::Caller;
use crate::http::input::Input;
use crate::http::list::Named;
use crate::http::problem::{FieldFault, Problem};
use crate::http::reply::{Answer, Shown};
use crate::http::word::{Id, Word};
use crate::queries::names::Names;
use crate::queries::surveys;
use crate::survey::{Asked, SurveyPreset};
use crate::words::Vocabulary;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use poem_openapi::param::{Path, Query};
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi};

/// The most bytes of a picture to draw a logo from.
const LOGO_FILE_MAX: usize = 200_000;
/// How many units a search finds.
const UNITS: usize = 20;

/// The resource.
pub(in crate::http) struct SurveyDesign;

/// A form to start from.
#[derive(Clone, Debug, Object)]
struct SurveyPresetShown {
    /// On which occasion it is asked.
    preset: Word<SurveyPreset>,
    /// The form. It has no faults.
    form: SurveyForm,
}

/// A picture to draw a logo from.
#[derive(Clone, Debug, Object)]
#[oai(example)]
struct SurveyLogoInput {
    /// The file in base64.
    file: String,
}

/// A form as it would be.
#[derive(Clone, Debug, Object)]
struct SurveyPreview {
    /// What is wrong with it: nothing when it may be published.
    faults: Vec<FieldFault>,
    /// Its introduction as clean HTML.
    introduction: SurveyWords,
    /// Its thanks as clean HTML.
    thanks: SurveyWords,
    /// Its statements as clean HTML.
    statements: Vec<SurveyStatement>,
}

/// What a form says between its questions.
#[derive(Clone, Debug, Object)]
struct SurveyStatement {
    /// Its id.
    id: u32,
    /// Its words as clean HTML.
    html: SurveyWords,
}

/// What conditions on the case of a survey may name.
#[derive(Clone, Debug, Object)]
struct SurveyCaseFacts {
    /// The categories of the model in force.
    categories: Vec<PlaceNamed>,
    /// The groups.
    groups: Vec<Named>,
    /// The calendars of the model in force.
    calendars: Vec<Named>,
    /// The units that `q` finds, 20 at the most; without it those that the survey names.
    units: Vec<PlaceNamed>,
}

/// Something in a tree.
#[derive(Clone, Debug, Object)]
struct PlaceNamed {
    /// Its id.
    id: Id,
    /// The names from the root down.
    path: Vec<String>,
    /// Whether it is still given to anything new.
    active: bool,
}

#[OpenApi(prefix_path = "/surveys", tag = "Tag::Surveys")]
impl SurveyDesign {
    /// List the forms to start from
    ///
    /// Each in three languages. For administrators, clients, supervisors and analysts.
    #[oai(path = "/presets", method = "get")]
    async fn presets(&self, caller: Caller) -> Answer<Shown<Vec<SurveyPresetShown>>> {
        caller.must(|viewer| viewer.reads_surveys())?;
        let shown = SurveyPreset::ALL
            .iter()
            .map(|preset| SurveyPresetShown { preset: Word(*preset), form: SurveyForm::of(&preset.form()) });
        Ok(Shown::new(shown.collect()))
    }

    /// Draw a logo
    ///
    /// From a picture (PNG, JPEG, WebP) of at most 200 kB: within 480 pixels by 160, and so small that the page of the survey
    /// stays under 30 kB. It goes into a form as its `logo`; nothing is stored. For administrators and clients.
    #[oai(path = "/logo", method = "post")]
    async fn logo(&self, caller: Caller, input: Input<SurveyLogoInput>) -> Answer<Shown<SurveyLogo>> {
        caller.must(|viewer| viewer.designs_surveys())?;
        let wrong = |problem| Problem::from(Refusal::field("file", problem));
        let malformed = || wrong(FieldProblem::Malformed);
        if input.0.file.len() / 4 * 3 > LOGO_FILE_MAX {
            return Err(wrong(FieldProblem::TooLong { max: LOGO_FILE_MAX }));
        }
        let bytes = STANDARD.decode(&input.0.file).map_err(|_| malformed())?;
        let drawn = caller.state().drawing.logo(bytes).await?.ok_or_else(malformed)?;
        Ok(Shown::new(SurveyLogo::drawn(&drawn.bytes)))
    }

    /// Look a form through before it is saved
    ///
    /// What would keep it from being published as the next version of this survey, and its Markdown as people see it.
    /// Nothing is stored. For administrators, clients, supervisors and analysts.
    #[oai(path = "/:id/preview", method = "post")]
    async fn preview(&self, caller: Caller, id: Path<Id>, input: Input<SurveyForm>) -> Answer<Shown<SurveyPreview>> {
        let snapshot = caller.snapshot()?;
        let survey = surveys::one(&snapshot, caller.viewer(), id.0.to())?;
        let form = input.0.read()?.cleaned();
        let asked = surveys::asked(&snapshot, &survey)?;
        let faults = faults_of_form(&snapshot, &form, asked.as_ref())?;
        let statements = form.questions.iter().filter(|question| question.asked == Asked::Statement);
        Ok(Shown::new(SurveyPreview {
            faults: faults.into_iter().map(FieldFault::from).collect(),
            introduction: SurveyWords::html(&form.introduction),
            thanks: SurveyWords::html(&form.thanks),
            statements: statements
                .map(|said| SurveyStatement { id: said.id.0, html: SurveyWords::html(&said.text) })
                .collect(),
        }))
    }

    /// List what conditions on the case may name
    ///
    /// Their names and nothing else of them. For administrators, clients, supervisors and analysts.
    #[oai(path = "/:id/case-facts", method = "get")]
    async fn case_facts(
        &self,
        caller: Caller,
        id: Path<Id>,
        /// Units to look for: at least two letters or digits.
        q: Query<Option<String>>,
    ) -> Answer<Shown<SurveyCaseFacts>> {
        let snapshot = caller.snapshot()?;
        let units = surveys::units(&snapshot, caller.viewer(), id.0.to(), q.0.as_deref(), UNITS)?;
        let names = Names::new(&snapshot);
        let model = snapshot.model()?;
        let categories = model.categories.iter().map(|category| PlaceNamed {
            id: Id(category.id.0),
            path: model.path(category.id).into_iter().map(str::to_owned).collect(),
            active: category.active,
        });
        let groups = snapshot.groups()?.iter().map(|group| Named::new(group.id, group.name.clone())).collect();
        let place = |id: UnitId, active| Ok(PlaceNamed { id: Id::of(id), path: names.unit_path(id)?, active });
        let units = units.into_iter().map(|unit| place(unit.id, unit.active));
        Ok(Shown::new(SurveyCaseFacts {
            categories: categories.collect(),
            groups,
            calendars: model
                .calendars
                .iter()
                .map(|calendar| Named::new(calendar.id.0, calendar.name.clone()))
                .collect(),
            units: units.collect::<Result<_, crate::desk::Fault>>()?,
        }))
    }
}

impl Example for SurveyLogoInput {
    fn example() -> Self {
        Self { file: "iVBORw0KGgo…".to_owned() }
    }
}
