//! Why a notice was not sent: what it says is no longer so, or there is nobody to tell.

/// A reason. Its word stands in the row's `last_error`, and the catalogues name it as `why-dropped-…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DropReason {
    /// The recipient has no address, or is not known any more.
    NoAddress,
    /// The user may not sign in any more.
    Inactive,
    /// The words that it carried were erased.
    Erased,
    /// The case was cancelled meanwhile.
    CaseCancelled,
    /// The case does not wait for the requester any more.
    NotWaiting,
    /// The case is not solved any more.
    NotSolved,
    /// The case is not open any more.
    NotOpen,
    /// Somebody else has the case now.
    NotTheirs,
    /// Somebody took the case.
    Taken,
    /// Somebody acknowledged the alarm.
    Acknowledged,
    /// They answered the survey, or may not be asked any more.
    SurveyOver,
    /// Another link was asked for since, or the password is set.
    LinkReplaced,
}

impl DropReason {
    /// Every reason.
    pub const ALL: &'static [Self] = &[
        Self::NoAddress,
        Self::Inactive,
        Self::Erased,
        Self::CaseCancelled,
        Self::NotWaiting,
        Self::NotSolved,
        Self::NotOpen,
        Self::NotTheirs,
        Self::Taken,
        Self::Acknowledged,
        Self::SurveyOver,
        Self::LinkReplaced,
    ];

    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoAddress => "no-address",
            Self::Inactive => "inactive",
            Self::Erased => "erased",
            Self::CaseCancelled => "case-cancelled",
            Self::NotWaiting => "not-waiting",
            Self::NotSolved => "not-solved",
            Self::NotOpen => "not-open",
            Self::NotTheirs => "not-theirs",
            Self::Taken => "taken",
            Self::Acknowledged => "acknowledged",
            Self::SurveyOver => "survey-over",
            Self::LinkReplaced => "link-replaced",
        }
    }
}
