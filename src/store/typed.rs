//! Stored bytes of any table as the rows that they are: what check and rebuild need, who walk all tables alike.

use super::answer_pool::Pooled;
use super::backup_log::BackupLog;
use super::case_link::CaseLink;
use super::codec;
use super::credential::Credential;
use super::device::Device;
use super::error::fault;
use super::folder_look::FolderLook;
use super::guest_session::GuestSession;
use super::idempotency::Answered;
use super::invitation_link::{InvitationLink, UsedInvitation};
use super::job::Job;
use super::kept_file::KeptFile;
use super::meta::Meta;
use super::outbox::Outgoing;
use super::password_link::PasswordLink;
use super::reader::Position;
use super::replay::{Replay, ReplayCases};
use super::review_link::ReviewLink;
use super::rows::{self, Derived, Row};
use super::screen_notice::ScreenNotice;
use super::second_step::SecondStep;
use super::secret::Secret;
use super::session::Session;
use super::sign_in_code::SignInCodes;
use super::survey_link::SurveyLink;
use super::tables::Table;
use super::throttle::Throttle;
use super::upload::Upload;
use crate::desk::follow_up::FollowUp;
use crate::desk::{
    BackupSettings, ContentRow, Entry, Fault, Group, Invitation, Mail, MailSettings, Mailbox, Person, ProcedureRun,
    Round, Settings, Stay, StepFigures, Survey, SurveyAnswer, SurveyApproval, SurveyComment, SurveyReview,
    SurveyVersion, Ticket, Token, Turn, Unit, User, Wait, Webhook,
};
use crate::service_model::{ModelDraft, ServiceModel};

/// Calls a function for the row type of a table, and returns what it gives.
macro_rules! as_its_row {
    ($table:expr, $read:ident $arguments:tt) => {
        as_its_row!(
            @each $table, $read $arguments,
            Meta, Entry, ContentRow, Settings, MailSettings, BackupSettings, ServiceModel, ModelDraft, Unit, Group, User,
            Person, Token, Webhook, Mailbox, Mail, Survey, SurveyVersion, SurveyAnswer, SurveyReview, SurveyComment, SurveyApproval, Invitation, FollowUp, Round, Ticket, Stay, Wait, ProcedureRun, Turn, StepFigures, KeptFile, Upload, Answered, Session,
            Device, Credential, PasswordLink, SecondStep, Secret, Throttle, Outgoing, ScreenNotice, FolderLook, Job, BackupLog, Replay,
            ReplayCases, SurveyLink, ReviewLink, CaseLink, SignInCodes, GuestSession, InvitationLink, UsedInvitation, Pooled, Position,
        )
    };
    (@each $table:expr, $read:ident $arguments:tt, $($row:ident,)+) => {
        $(if $table == <$row as Row>::TABLE { return $read::<$row> $arguments; })+
    };
}

/// Reads a stored row; it must be under the key that it says. Gives what it gives.
pub(super) fn read(table: Table, key: &[u8], value: &[u8]) -> Result<Derived, Fault> {
    fn of<R: Row>(key: &[u8], value: &[u8]) -> Result<Derived, Fault> {
        let row: R = codec::decode(value)?;
        if row.row_key() == key { Ok(rows::derived(&row)) } else { Err(fault("the row is under another row's key")) }
    }
    as_its_row!(table, of(key, value));
    Ok(Derived::default())
}

/// The stored form as this version writes it: rows of older versions may lack fields that came since.
pub(super) fn as_written_now(table: Table, value: &[u8]) -> Result<Vec<u8>, Fault> {
    fn of<R: Row>(value: &[u8]) -> Result<Vec<u8>, Fault> {
        codec::encode(&codec::decode::<R>(value)?)
    }
    as_its_row!(table, of(value));
    Ok(value.to_vec())
}
