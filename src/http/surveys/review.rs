//! The review of a form that is being designed: the link for the client, what they say of it, and that they agree.

use crate::desk::ActorRef;
use crate::desk::id::SurveyId;
use crate::desk::survey_review::{Approval, REVIEW_LINK_LASTS, ReviewStep, Reviewer};
use crate::desk::{Command, Fault};
use crate::http::Tag;
use crate::http::caller::Caller;
use crate::http::input::Input;
use crate::http::outside::Entrance;
use crate::http::reply::{Answer, Done, Shown};
use crate::http::word::{At, Id};
use crate::queries::names::Names;
use crate::queries::survey_review::{Review, name_of};
use crate::secret;
use crate::store::{Snapshot, review_link};
use crate::survey::QuestionId;
use poem::Request;
use poem_openapi::param::Path;
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi};

/// The resource.
pub(in crate::http) struct SurveyReviewResource;

/// How far the review of a form has come.
#[derive(Clone, Debug, Object)]
struct SurveyReview {
    /// Until when the link to it works; null: there is none.
    link_until: Option<At>,
    /// The client's last approval.
    approval: Option<SurveyApproval>,
    /// What was said of it, the first one first: all that waits, and the latest 200.
    comments: Vec<SurveyComment>,
}

/// That the client agreed with a form.
#[derive(Clone, Debug, Object)]
pub(super) struct SurveyApproval {
    /// Who.
    by: SurveyReviewer,
    /// When.
    at: At,
    /// The `version` of the survey that they saw.
    version: u64,
    /// Whether the form is still just what they agreed with.
    unchanged: bool,
}

/// Who reviews a form.
#[derive(Clone, Debug, Object)]
pub(super) struct SurveyReviewer {
    /// The user; null: somebody who came by the link, or a program.
    user: Option<Id>,
    /// Their name: what whoever came by the link calls themselves.
    name: String,
}

/// What somebody said of a form.
#[derive(Clone, Debug, Object)]
struct SurveyComment {
    /// Which of the survey's comments, from 1.
    n: u32,
    /// The question that it is about; null: the whole. The question may be gone.
    question: Option<u32>,
    /// Who said it.
    by: SurveyReviewer,
    /// When.
    at: At,
    /// What.
    text: String,
    /// Whether somebody has seen to it.
    resolved: bool,
}

/// Something to say of a form.
#[derive(Clone, Debug, Object)]
#[oai(example)]
struct SurveyCommentInput {
    /// The question of the form that it is about; the whole when left out.
    question: Option<u32>,
    /// What, at most 2,000 characters.
    text: String,
}

/// What becomes of a comment.
#[derive(Clone, Debug, Object)]
#[oai(example)]
struct SurveyCommentState {
    /// Whether somebody has seen to it.
    resolved: bool,
}

/// What is approved.
#[derive(Clone, Debug, Object)]
#[oai(example)]
struct SurveyApprovalInput {
    /// The `version` of the survey that was seen. When it is another one by now, nothing is approved.
    version: u64,
}

/// A link to review a form that was just made.
#[derive(Clone, Debug, Object)]
struct NewReviewLink {
    /// Its address. Shown this once; null when the request was a repetition.
    address: Option<String>,
    /// Until when it works.
    until: At,
}

#[OpenApi(prefix_path = "/surveys", tag = "Tag::Surveys")]
impl SurveyReviewResource {
    /// Show the review of a survey
    ///
    /// What was said of the form that is being designed, and the client's approval. For administrators, clients,
    /// supervisors and analysts.
    #[oai(path = "/:id/review", method = "get")]
    async fn show(&self, caller: Caller, id: Path<Id>) -> Answer<Shown<SurveyReview>> {
        let snapshot = caller.snapshot()?;
        let review = Review::seen_by(&snapshot, caller.viewer(), id.0.to(), caller.now())?;
        Ok(Shown::new(SurveyReview::of(&snapshot, review)?))
    }

    /// Make a link to review a survey
    ///
    /// By it the client sees the form as it is being designed, says something of it and agrees with it, without an account,
    /// for 30 days. It takes the place of the one there was, and is shown in this answer and never again. For
    /// administrators and clients.
    #[oai(path = "/:id/review/link", method = "post")]
    async fn make_link(&self, request: &Request, caller: Caller, id: Path<Id>) -> Answer<Shown<NewReviewLink>> {
        let (survey, secret) = (id.0.to(), secret::new_secret()?);
        let base = Entrance::links_to(request, &caller.snapshot()?)?;
        let hash = Some(secret::hash(&secret));
        let committed = caller.submit(Command::ReviewSurvey { survey, step: ReviewStep::Link { hash } }).await?;
        let address = format!("{base}/review/{}", review_link::token(survey, &secret));
        let until = At(caller.now().plus(REVIEW_LINK_LASTS));
        Ok(Shown::new(NewReviewLink { address: (!committed.replayed).then_some(address), until }))
    }

    /// End the link to review a survey
    ///
    /// From now on it opens nothing. For administrators and clients.
    #[oai(path = "/:id/review/link", method = "delete")]
    async fn end_link(&self, caller: Caller, id: Path<Id>) -> Answer<Done> {
        let step = ReviewStep::Link { hash: None };
        caller.submit(Command::ReviewSurvey { survey: id.0.to(), step }).await?;
        Ok(Done::default())
    }

    /// Say something of a survey
    ///
    /// Of one of its questions, or of the whole. At most 500 comments may wait for somebody to see to them. For
    /// administrators and clients.
    #[oai(path = "/:id/review/comments", method = "post")]
    async fn comment(
        &self,
        caller: Caller,
        id: Path<Id>,
        input: Input<SurveyCommentInput>,
    ) -> Answer<Shown<SurveyReview>> {
        let SurveyCommentInput { question, text } = input.0;
        done(&caller, id.0, ReviewStep::Comment { question: question.map(QuestionId), name: None, text }).await
    }

    /// See to a comment, or open it again
    ///
    /// For administrators and clients.
    #[oai(path = "/:id/review/comments/:n", method = "put")]
    async fn settle(
        &self,
        caller: Caller,
        id: Path<Id>,
        /// Which of the survey's comments.
        n: Path<u32>,
        input: Input<SurveyCommentState>,
    ) -> Answer<Shown<SurveyReview>> {
        done(&caller, id.0, ReviewStep::Settle { n: n.0, resolved: input.0.resolved }).await
    }

    /// Approve a survey
    ///
    /// In the client's name: just the form as it is, which must be one that could be published. It is kept with the
    /// version that it becomes. For users who are clients.
    #[oai(path = "/:id/review/approval", method = "post")]
    async fn approve(
        &self,
        caller: Caller,
        id: Path<Id>,
        input: Input<SurveyApprovalInput>,
    ) -> Answer<Shown<SurveyReview>> {
        done(&caller, id.0, ReviewStep::Approve { version: input.0.version, name: None }).await
    }
}

async fn done(caller: &Caller, id: Id, step: ReviewStep) -> Answer<Shown<SurveyReview>> {
    let survey: SurveyId = id.to();
    caller.submit(Command::ReviewSurvey { survey, step }).await?;
    let (snapshot, viewer) = caller.afresh()?;
    let review = Review::seen_by(&snapshot, &viewer, survey, caller.now())?;
    Ok(Shown::new(SurveyReview::of(&snapshot, review)?))
}

impl SurveyReview {
    fn of(snapshot: &Snapshot, review: Review) -> Result<Self, Fault> {
        let names = Names::new(snapshot);
        let approved = review.approved();
        let approval = approved
            .map(|(approved, unchanged)| SurveyApproval::of(&names, approved.approval, unchanged))
            .transpose()?;
        let comments = review.comments.iter().map(|comment| {
            Ok(SurveyComment {
                n: comment.n,
                question: comment.question.map(|question| question.0),
                by: SurveyReviewer::of(&names, comment.by)?,
                at: At(comment.at),
                text: names.text(comment.text)?,
                resolved: comment.resolved,
            })
        });
        let comments = comments.collect::<Result<_, Fault>>()?;
        Ok(Self { link_until: review.link_until.map(At), approval, comments })
    }
}

impl SurveyApproval {
    pub(super) fn of(names: &Names<'_, Snapshot>, approval: Approval, unchanged: bool) -> Result<Self, Fault> {
        let Approval { by, at, version } = approval;
        Ok(Self { by: SurveyReviewer::of(names, by)?, at: At(at), version, unchanged })
    }
}

impl SurveyReviewer {
    fn of(names: &Names<'_, Snapshot>, reviewer: Reviewer) -> Result<Self, Fault> {
        let user = match reviewer.actor {
            ActorRef::User(id) => Some(Id::of(id)),
            _ => None,
        };
        Ok(Self { user, name: name_of(names, reviewer)? })
    }
}

impl Example for SurveyCommentInput {
    fn example() -> Self {
        Self { question: Some(1), text: "¿Se entiende en terreno?".to_owned() }
    }
}

impl Example for SurveyCommentState {
    fn example() -> Self {
        Self { resolved: true }
    }
}

impl Example for SurveyApprovalInput {
    fn example() -> Self {
        Self { version: 7 }
    }
}
