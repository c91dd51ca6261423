//! What the desk's own tables hold.

use serde::{Serialize, de::DeserializeOwned};

/// The kinds of records that are folded from the journal, one table each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordKind {
    /// [`super::Settings`], one row.
    Settings,
    /// [`super::MailSettings`], one row.
    MailSettings,
    /// [`super::BackupSettings`], one row.
    BackupSettings,
    /// [`crate::service_model::ServiceModel`], by version.
    ServiceModel,
    /// [`crate::service_model::ModelDraft`], one row.
    ModelDraft,
    /// [`super::Unit`].
    Unit,
    /// [`super::Group`].
    Group,
    /// [`super::User`].
    User,
    /// [`super::Person`].
    Person,
    /// [`super::Token`].
    Token,
    /// [`super::Webhook`].
    Webhook,
    /// [`super::Mailbox`].
    Mailbox,
    /// [`super::Mail`].
    Mail,
    /// [`super::Survey`].
    Survey,
    /// [`super::SurveyVersion`], by survey and count.
    SurveyVersion,
    /// [`super::SurveyAnswer`].
    SurveyAnswer,
    /// [`super::SurveyReview`].
    SurveyReview,
    /// [`super::SurveyComment`], by survey and count.
    SurveyComment,
    /// [`super::SurveyApproval`].
    SurveyApproval,
    /// [`super::Invitation`].
    Invitation,
    /// [`super::follow_up::FollowUp`].
    FollowUp,
    /// [`super::round::Round`], by survey and day.
    Round,
    /// [`super::Ticket`].
    Ticket,
    /// [`super::Stay`], by case and count.
    Stay,
    /// [`super::Wait`], by case and count.
    Wait,
    /// [`super::ProcedureRun`], by case and procedure.
    ProcedureRun,
    /// [`super::Turn`], by group.
    Turn,
    /// [`super::StepFigures`], by procedure and step.
    StepFigures,
}

/// A row of one of the desk's own tables.
pub trait Record: Serialize + DeserializeOwned + Clone + PartialEq + Send + Sync + 'static {
    /// Its table.
    const KIND: RecordKind;
    /// What it is found by.
    type Key: RecordKey;
    /// Its key.
    fn key(&self) -> Self::Key;
}

/// A key whose bytes sort as its values do.
pub trait RecordKey: Copy + Ord + Send + Sync + 'static {
    /// The bytes, big-endian.
    fn to_bytes(self) -> Vec<u8>;
}

impl RecordKey for () {
    fn to_bytes(self) -> Vec<u8> {
        Vec::new()
    }
}

impl RecordKey for u64 {
    fn to_bytes(self) -> Vec<u8> {
        self.to_be_bytes().to_vec()
    }
}

/// The n-th of a case, a procedure or a survey, or what a survey had on a day: that one, then n.
impl RecordKey for (u64, u32) {
    fn to_bytes(self) -> Vec<u8> {
        [&self.0.to_be_bytes()[..], &self.1.to_be_bytes()[..]].concat()
    }
}
