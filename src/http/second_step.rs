//! One's own second step: codes of an app, and recovery codes.

use super::Tag;
use super::caller::{Caller, Entrant};
use super::entry::second_step;
use super::input::Input;
use super::me::myself;
use super::problem::{Code, FieldCode, Problem};
use super::reply::{Answer, Done, Shown};
use crate::desk::{Command, DoorEvent, Facts, SecondStepDraft, User};
use crate::store::second_step as steps;
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi};

/// The resource.
pub(super) struct SecondStepResource;

/// What an app needs to make codes. Shown this once.
#[derive(Object)]
pub(super) struct SecondStepKey {
    /// In Base32, for typing.
    key: String,
    /// As an address (`otpauth://…`) that apps open.
    address: String,
    /// The same as a QR code: an SVG document.
    picture: String,
}

/// A key, and a code that shows that the app has it.
#[derive(Object)]
#[oai(example)]
pub(super) struct SecondStepInput {
    /// The key, as it was shown.
    key: String,
    /// The code that the app shows now.
    code: String,
}

/// Codes that open the second step once each. Shown this once.
#[derive(Object)]
pub(super) struct RecoveryCodes {
    /// The codes; empty when the request was a repetition.
    codes: Vec<String>,
}

#[OpenApi(prefix_path = "/me/second-step", tag = "Tag::Entry")]
impl SecondStepResource {
    /// Get a key for a second step
    ///
    /// Nothing changes yet: an app makes codes of the key, and the first of them confirms it.
    #[oai(path = "/key", method = "post")]
    async fn key(&self, caller: Entrant) -> Answer<Shown<SecondStepKey>> {
        let caller = caller.0;
        caller.must_have_proved()?;
        let user = myself(&caller)?;
        let snapshot = caller.snapshot()?;
        let email = snapshot.get::<User>(user.0)?.map(|user| user.details.email).unwrap_or_default();
        let key = second_step::new_key(&snapshot.settings()?.name, &email)?;
        Ok(Shown::new(SecondStepKey { key: key.text, address: key.address, picture: key.picture }))
    }

    /// Begin the second step
    ///
    /// From now on signing in asks for a code too. One that was there before ends, with its recovery codes.
    #[oai(path = "/", method = "put")]
    async fn begin(&self, caller: Entrant, input: Input<SecondStepInput>) -> Answer<Shown<RecoveryCodes>> {
        let caller = caller.0;
        caller.must_have_proved()?;
        let user = myself(&caller)?;
        let seed = second_step::seed_of(&input.0.key).ok_or_else(|| Problem::field("key", FieldCode::Malformed))?;
        let last_step = second_step::step_of(&seed, &input.0.code, caller.now());
        let last_step = last_step.ok_or_else(|| Problem::field("code", FieldCode::NotAllowed))?;
        let (codes, recovery) = second_step::recovery_codes()?;
        let draft = SecondStepDraft { seed, last_step, recovery };
        let committed = caller.submit(Command::SwitchSecondStep { user, second_step: Some(draft) }).await?;
        Ok(Shown::new(RecoveryCodes { codes: if committed.replayed { Vec::new() } else { codes } }))
    }

    /// End the second step
    #[oai(path = "/", method = "delete")]
    async fn end(&self, caller: Caller) -> Answer<Done> {
        caller.must_have_proved()?;
        caller.submit(Command::SwitchSecondStep { user: myself(&caller)?, second_step: None }).await?;
        Ok(Done::default())
    }

    /// Get new recovery codes
    ///
    /// Those before open nothing any more.
    #[oai(path = "/recovery-codes", method = "post")]
    async fn recovery_codes(&self, caller: Caller) -> Answer<Shown<RecoveryCodes>> {
        caller.must_have_proved()?;
        let user = myself(&caller)?;
        let (codes, hashes) = second_step::recovery_codes()?;
        let renewed = caller.state().store.operate(move |rows| steps::renew_recovery(rows, user, hashes)).await?;
        if !renewed {
            return Err(Problem::of(Code::NotFound));
        }
        caller.witness(DoorEvent::RecoveryRenewed { user }).await?;
        Ok(Shown::new(RecoveryCodes { codes }))
    }
}

impl Example for SecondStepInput {
    fn example() -> Self {
        Self { key: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP".to_owned(), code: "287082".to_owned() }
    }
}
