//! Surveys: designing and publishing them.

mod asking;
mod chart;
mod design;
mod files;
mod results;
mod review;
mod rounds;
mod shape;
mod texts;

use asking::{Asking, Retention};
pub(super) use asking::{GivenMark, Invitation};
pub(super) use chart::SurveyCharts;
pub(super) use design::SurveyDesign;
pub(super) use files::SurveyFiles;
pub(super) use review::SurveyReviewResource;
pub(super) use rounds::SurveyRounds;
pub(super) use texts::SurveyTexts;

use super::Tag;
use super::caller::Caller;
use super::input::Input;
use super::list::{List, Named, page_size};
use super::outside::Entrance;
use super::problem::{Code, FieldFault, Problem};
use super::qr;
use super::reply::{Answer, Done, Made, Shown};
use super::word::{At, Id};
use crate::desk::id::SurveyId;
use crate::desk::{self, Command, Outcome, SurveyDraft};
use crate::moment::Moment;
use crate::queries::names::Names;
use crate::queries::{invitations, retention, survey_results, surveys};
use crate::secret;
use crate::store::Snapshot;
use crate::survey::KEEP_MONTHS;
use poem::Request;
use poem_openapi::param::{Path, Query};
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi};
use results::{ResultsBy, SurveyResults};
use review::SurveyApproval;
pub(super) use shape::SurveyForm;

/// The resource.
pub(super) struct Surveys;

/// A survey.
#[derive(Clone, Debug, Object)]
struct Survey {
    /// Its id.
    id: Id,
    /// Counts every change; also the `ETag`.
    version: u64,
    /// What the desk calls it.
    name: String,
    /// The form that is being designed.
    form: SurveyForm,
    /// What is wrong with it: nothing when it may be published.
    faults: Vec<FieldFault>,
    /// The highest id that a question or an option of it ever had.
    last_id: u32,
    /// How many versions were published: the last one is asked.
    published: u32,
    /// Whether the form is another one than the last that was published.
    changed: bool,
    /// Whether anybody is asked.
    active: bool,
    /// Whether there is a link by which anybody may answer.
    link: bool,
    /// Whom it asks of itself.
    asking: Asking,
    /// It was forgotten who answered before this day, such as `2025-11-01`; null: nobody was forgotten.
    forgotten_before: Option<String>,
}

/// A survey in a list.
#[derive(Clone, Debug, Object)]
struct SurveyBrief {
    /// Its id.
    id: Id,
    /// What the desk calls it.
    name: String,
    /// How many questions the form has that is being designed.
    questions: u32,
    /// How many versions were published.
    published: u32,
    /// Whether anybody is asked.
    active: bool,
}

/// A survey, as it should be.
#[derive(Clone, Debug, Object)]
#[oai(example)]
struct SurveyInput {
    /// What the desk calls it.
    name: String,
    /// The form: it may have faults as long as it is being designed.
    form: SurveyForm,
    /// Whether anybody is asked; yes unless said otherwise.
    active: Option<bool>,
}

/// A link to a survey that was just made.
#[derive(Clone, Debug, Object)]
struct NewSurveyLink {
    /// Its address. Shown this once; null when the request was a repetition.
    address: Option<String>,
    /// The same as the picture (SVG) of a QR code.
    picture: Option<String>,
}

/// A version of a survey that was published. It never changes.
#[derive(Clone, Debug, Object)]
struct SurveyVersion {
    /// Which, from 1.
    n: u32,
    /// What is asked.
    form: SurveyForm,
    /// When it was published.
    published_at: At,
    /// The user who did it; null: a program did.
    published_by: Option<Named>,
    /// The client's last approval before that.
    approval: Option<SurveyApproval>,
}

#[OpenApi(prefix_path = "/surveys", tag = "Tag::Surveys")]
impl Surveys {
    /// List the surveys
    ///
    /// The newest first, those too that ask nobody. For administrators, clients, supervisors and analysts.
    #[oai(path = "/", method = "get")]
    async fn list(
        &self,
        caller: Caller,
        /// 1 to 200; 50 when left out.
        limit: Query<Option<u32>>,
        /// The `next` of the page before.
        cursor: Query<Option<String>>,
    ) -> Answer<Shown<List<SurveyBrief>>> {
        let limit = page_size(limit.0)?;
        let page = surveys::list(&caller.snapshot()?, caller.viewer(), cursor.0.as_deref(), limit)?;
        Ok(Shown::new(List::of(page, SurveyBrief::from)))
    }

    /// Add a survey
    ///
    /// Nobody is asked before it is published. For administrators and clients.
    #[oai(path = "/", method = "post")]
    async fn add(&self, caller: Caller, input: Input<SurveyInput>) -> Answer<Made<Survey>> {
        let survey = save(&caller, None, input.0).await?;
        let location = format!("/api/v1/surveys/{}", survey.id.0);
        Ok(Made::new(survey).version(|survey| survey.version).location(&location))
    }

    /// Show a survey
    ///
    /// With the form that is being designed, and what is wrong with it. For administrators, clients, supervisors and
    /// analysts.
    #[oai(path = "/:id", method = "get")]
    async fn one(&self, caller: Caller, id: Path<Id>) -> Answer<Shown<Survey>> {
        let snapshot = caller.snapshot()?;
        let survey = surveys::one(&snapshot, caller.viewer(), id.0.to())?;
        Ok(Shown::new(Survey::of(&snapshot, survey, caller.now())?).version(|survey| survey.version))
    }

    /// Change a survey
    ///
    /// What is asked changes when it is published. For administrators and clients.
    #[oai(path = "/:id", method = "put")]
    async fn replace(&self, caller: Caller, id: Path<Id>, input: Input<SurveyInput>) -> Answer<Shown<Survey>> {
        Ok(Shown::new(save(&caller, Some(id.0.to()), input.0).await?).version(|survey| survey.version))
    }

    /// Publish a survey
    ///
    /// From now on its form is asked as it is. It is refused while anything is wrong with it; when nothing changed since
    /// the last version, nothing happens. For administrators.
    #[oai(path = "/:id/publish", method = "post")]
    async fn publish(&self, caller: Caller, id: Path<Id>) -> Answer<Shown<Survey>> {
        let survey = id.0.to();
        caller.submit(Command::PublishSurvey { survey }).await?;
        Ok(Shown::new(show(&caller, survey)?).version(|survey| survey.version))
    }

    /// Change whom a survey asks
    ///
    /// Of itself: after cases, and at fixed times. Nobody is asked more often than the desk's settings say. A schedule has
    /// one time of day: a round a day is the most, since each looks through all whom it may ask. For administrators.
    #[oai(path = "/:id/asking", method = "put")]
    async fn change_asking(&self, caller: Caller, id: Path<Id>, input: Input<Asking>) -> Answer<Shown<Survey>> {
        let (survey, asking) = (id.0.to(), Box::new(input.0.read()));
        caller.submit(Command::ChangeAsking { survey, asking }).await?;
        Ok(Shown::new(show(&caller, survey)?).version(|survey| survey.version))
    }

    /// What a survey would forget
    ///
    /// A dry run: what would be forgotten if it were kept for so many months who answered, about which case, and what they
    /// wrote. Marks are counted as ever. Whole months are forgotten, and only when the desk need not know any more of whom
    /// it asked, so as not to ask them too often. For administrators.
    #[oai(path = "/:id/retention", method = "get")]
    async fn retention(
        &self,
        caller: Caller,
        id: Path<Id>,
        /// 6 to 120; as the survey does it when left out.
        months: Query<Option<u16>>,
    ) -> Answer<Shown<Retention>> {
        if months.0.is_some_and(|months| !KEEP_MONTHS.contains(&months)) {
            return Err(Problem::new(Code::Malformed, "The parameter `months` is a whole number from 6 to 120."));
        }
        let found = retention::of(&caller.snapshot()?, caller.viewer(), id.0.to(), months.0, caller.now())?;
        Ok(Shown::new(Retention::of(found)))
    }

    /// List the invitations of a survey
    ///
    /// The last one first: whom it asked about which case or in which round, whom it left out and why. For administrators, supervisors and
    /// analysts.
    #[oai(path = "/:id/invitations", method = "get")]
    async fn invitations(
        &self,
        caller: Caller,
        id: Path<Id>,
        /// 1 to 200; 50 when left out.
        limit: Query<Option<u32>>,
        /// The `next` of the page before.
        cursor: Query<Option<String>>,
    ) -> Answer<Shown<List<Invitation>>> {
        let limit = page_size(limit.0)?;
        let snapshot = caller.snapshot()?;
        let page = invitations::of_survey(&snapshot, caller.viewer(), id.0.to(), cursor.0.as_deref(), limit)?;
        let now = caller.now();
        Ok(Shown::new(List::of(page, |shown| Invitation::of(shown, now))))
    }

    /// Make a link to a survey
    ///
    /// By it anybody may answer, without saying who they are: for a poster at a counter, as the picture (SVG) of a QR code
    /// or as an address. It takes the place of the one there was, and is shown in this answer and never again. For
    /// administrators.
    #[oai(path = "/:id/link", method = "post")]
    async fn make_link(&self, request: &Request, caller: Caller, id: Path<Id>) -> Answer<Shown<NewSurveyLink>> {
        let (survey, secret) = (id.0.to(), secret::new_secret()?);
        let base = Entrance::links_to(request, &caller.snapshot()?)?;
        let hash = Some(secret::hash(&secret));
        let committed = caller.submit(Command::ChangeSurveyLink { survey, hash }).await?;
        if committed.replayed {
            return Ok(Shown::new(NewSurveyLink { address: None, picture: None }));
        }
        let address = format!("{base}/s/{secret}");
        let picture = qr::picture(&address);
        Ok(Shown::new(NewSurveyLink { address: Some(address), picture }))
    }

    /// End the link to a survey
    ///
    /// From now on it opens nothing. For administrators.
    #[oai(path = "/:id/link", method = "delete")]
    async fn end_link(&self, caller: Caller, id: Path<Id>) -> Answer<Done> {
        caller.submit(Command::ChangeSurveyLink { survey: id.0.to(), hash: None }).await?;
        Ok(Done::default())
    }

    /// What a survey says
    ///
    /// Of whole months of the desk, the first and the last included. Where a version promised not to name anybody, nothing
    /// is said of fewer than five answers, nor what would lead to them: then months and parts are left out. Intervals are
    /// of 95 %: of shares Wilson's, of the recommendation the adjusted Wald one. For administrators, clients, supervisors
    /// and analysts.
    #[oai(path = "/:id/results", method = "get")]
    async fn results(
        &self,
        caller: Caller,
        id: Path<Id>,
        /// The first month, such as `2026-10`; the desk's current one when left out.
        from: Query<Option<String>>,
        /// The last month; the first one when left out.
        to: Query<Option<String>>,
        /// What to tell apart by.
        by: Query<Option<ResultsBy>>,
    ) -> Answer<Shown<SurveyResults>> {
        let snapshot = caller.snapshot()?;
        let months = results::months(&caller, &snapshot, from.0.as_deref(), to.0.as_deref())?;
        let breakdown = by.0.map(ResultsBy::breakdown);
        let found = survey_results::results(&snapshot, caller.viewer(), id.0.to(), months, breakdown)?;
        Ok(Shown::new(SurveyResults::of(&snapshot, months, (breakdown, found))?))
    }

    /// List the versions of a survey
    ///
    /// The latest 200 that were published, the first one first. For administrators, clients, supervisors and analysts.
    #[oai(path = "/:id/versions", method = "get")]
    async fn versions(&self, caller: Caller, id: Path<Id>) -> Answer<Shown<Vec<SurveyVersion>>> {
        let snapshot = caller.snapshot()?;
        let names = Names::new(&snapshot);
        let versions = surveys::versions(&snapshot, caller.viewer(), id.0.to())?;
        let shown = versions.into_iter().map(|version| {
            let by = match version.by {
                desk::ActorRef::User(id) => Some(Named::new(id, names.user(id)?)),
                _ => None,
            };
            let form = SurveyForm::of(&version.form);
            let approval = version.approval.map(|approval| SurveyApproval::of(&names, approval, version.as_approved));
            let approval = approval.transpose()?;
            Ok(SurveyVersion { n: version.n, form, published_at: At(version.at), published_by: by, approval })
        });
        Ok(Shown::new(shown.collect::<Result<_, desk::Fault>>()?))
    }
}

async fn save(caller: &Caller, id: Option<SurveyId>, input: SurveyInput) -> Answer<Survey> {
    let SurveyInput { name, form, active } = input;
    let survey = Box::new(SurveyDraft { name, form: form.read()?, active: active.unwrap_or(true) });
    let committed = caller.submit(Command::SaveSurvey { id, survey }).await?;
    let Outcome::Survey(id) = committed.outcome else { return Err(Problem::of(Code::Internal)) };
    show(caller, id)
}

fn show(caller: &Caller, id: SurveyId) -> Answer<Survey> {
    let (snapshot, viewer) = caller.afresh()?;
    let survey = surveys::one(&snapshot, &viewer, id)?;
    Survey::of(&snapshot, survey, caller.now())
}

impl Survey {
    fn of(snapshot: &Snapshot, survey: desk::Survey, now: Moment) -> Answer<Self> {
        let asked = surveys::asked(snapshot, &survey)?;
        let forgotten = survey.forgotten.and_then(|forgotten| forgotten.before);
        let faults = desk::faults_of_form(snapshot, &survey.form, asked.as_ref())?;
        Ok(Self {
            id: Id::of(survey.id),
            version: survey.version,
            name: survey.name,
            faults: faults.into_iter().map(FieldFault::from).collect(),
            changed: asked.is_none_or(|asked| asked.form != survey.form),
            form: SurveyForm::of(&survey.form),
            last_id: survey.last_id,
            published: survey.published,
            active: survey.active,
            link: survey.link,
            asking: Asking::of(snapshot, &survey.asking, now)?,
            forgotten_before: forgotten.map(|before| before.date().to_string()),
        })
    }
}

impl From<desk::Survey> for SurveyBrief {
    fn from(survey: desk::Survey) -> Self {
        Self {
            id: Id::of(survey.id),
            name: survey.name,
            questions: u32::try_from(survey.form.questions.len()).unwrap_or(u32::MAX),
            published: survey.published,
            active: survey.active,
        }
    }
}

impl Example for SurveyInput {
    fn example() -> Self {
        Self { name: "Después de un caso".to_owned(), form: SurveyForm::example(), active: None }
    }
}
