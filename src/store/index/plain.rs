//! Records that are only found by their key.

use crate::desk::record::{Record, RecordKey};
use crate::desk::{
    BackupSettings, Group, MailSettings, Mailbox, ProcedureRun, Settings, Stay, StepFigures, Survey, SurveyApproval,
    SurveyComment, SurveyReview, SurveyVersion, Turn, Wait, Webhook,
};
use crate::service_model::{ModelDraft, ServiceModel};
use crate::store::rows::Row;
use crate::store::tables::Table;

macro_rules! plain {
    ($($record:ident),+ $(,)?) => {$(
        impl Row for $record {
            const TABLE: Table = Table::of($record::KIND);

            fn row_key(&self) -> Vec<u8> {
                self.key().to_bytes()
            }
        }
    )+};
}

plain! {Settings, MailSettings, BackupSettings, ServiceModel, ModelDraft, Group, Stay, Wait, Webhook, Mailbox, Survey, SurveyVersion, SurveyReview, SurveyComment, SurveyApproval, ProcedureRun, Turn, StepFigures}
