//! Whole models to begin with, each for a kind of desk: tables of what is usual there, and one way to make a model of
//! them.

mod around_the_clock;
mod build;
mod on_site;
mod plan;
mod small;
#[cfg(test)]
mod tests;

pub use build::Ground;
pub use plan::PresetGroup;

use super::ServiceModel;
use crate::words::Vocabulary;
use plan::Plan;

vocabulary! {
    /// A kind of desk.
    Preset {
        /// A few people who answer in office hours.
        Small = "small",
        /// A desk that answers, and groups on the spot that come.
        OnSite = "on_site",
        /// A centre that watches over services day and night.
        AroundTheClock = "around_the_clock",
    }
}

impl Preset {
    /// The groups that it gives work to.
    pub fn groups(self) -> &'static [PresetGroup] {
        self.plan().groups
    }

    /// The model for a desk: what comes after the one that it has.
    pub fn model(self, ground: &Ground<'_>) -> ServiceModel {
        build::model(self.plan(), ground)
    }

    fn plan(self) -> &'static Plan {
        match self {
            Self::Small => &small::PLAN,
            Self::OnSite => &on_site::PLAN,
            Self::AroundTheClock => &around_the_clock::PLAN,
        }
    }
}
