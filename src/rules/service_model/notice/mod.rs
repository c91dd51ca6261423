//! Who hears of what happens to a case, by which ways, and in which words, where the client wants it otherwise than the
//! desk does by itself.

mod check;
mod template;

pub use template::{Placeholder, fill, unknown_placeholder};

use super::ServiceModel;
use super::agreement::{Conditions, Meets};
use crate::desk::id::WebhookId;
use crate::desk::{NoticeKind, NoticeWay};
use crate::words::{Audience, Language};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A rule of notices, within the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NoticeRuleId(pub u64);

/// Who hears of an occasion of some cases. Of each audience the first rule of the list that the case meets counts, and
/// takes the place of what the desk does by itself; one without ways tells that audience nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeRule {
    /// Its id.
    pub id: NoticeRuleId,
    /// What people read.
    pub name: String,
    /// The occasion: a notice about cases.
    pub on: NoticeKind,
    /// For which cases.
    #[serde(default, rename = "for", skip_serializing_if = "Conditions::is_any")]
    pub conditions: Conditions,
    /// Who hears of it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub to: BTreeSet<Audience>,
    /// By which ways: on screen and by mail. Requesters have no screen here.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub ways: BTreeSet<NoticeWay>,
    /// The programs that hear of it, whoever else does.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub webhooks: BTreeSet<WebhookId>,
    /// The words, by language; the desk's own where there are none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub texts: BTreeMap<Language, NoticeText>,
}

/// What a notice says, with [`Placeholder`]s.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeText {
    /// The subject line.
    pub subject: String,
    /// What it says; an empty line begins a paragraph.
    pub text: String,
}

/// Instead of a flood: who got so many mails of late gets the next ones together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digest {
    /// So many mails leave by themselves; 0: none does.
    pub after: u32,
    /// Within so many minutes; and so long the next ones are gathered.
    pub minutes: u32,
}

impl NoticeRule {
    /// Its words for somebody who reads this language; those of the desk's language where there are none.
    pub fn text_in(&self, language: Language, of_the_desk: Language) -> Option<&NoticeText> {
        let first = || self.texts.values().next();
        self.texts.get(&language).or_else(|| self.texts.get(&of_the_desk)).or_else(first)
    }
}

impl ServiceModel {
    /// Whether it says anything of this occasion, for whatever case.
    pub fn tells_of(&self, on: NoticeKind) -> bool {
        self.notices.iter().any(|rule| rule.on == on)
    }

    /// The rules of this occasion that a case meets, in their order.
    pub fn notices_for(&self, on: NoticeKind, case: &Meets<'_>) -> Vec<&NoticeRule> {
        self.notices.iter().filter(|rule| rule.on == on && rule.conditions.hold(self, case)).collect()
    }

    /// The rule with this id.
    pub fn notice(&self, id: NoticeRuleId) -> Option<&NoticeRule> {
        self.notices.iter().find(|rule| rule.id == id)
    }
}
