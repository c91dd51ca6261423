//! What is wrong with the notices of a model.

use super::{NoticeRule, NoticeRuleId, NoticeText, unknown_placeholder};
use crate::desk::text::{NAME_MAX, fold};
use crate::desk::{Check, FieldProblem, NoticeWay};
use crate::service_model::{Known, ServiceModel};
use crate::words::{Audience, Vocabulary};
use std::collections::BTreeSet;

/// The most mails that leave by themselves before the next ones are gathered.
const AFTER_MAX: u32 = 100;
/// The longest time in which mails are gathered, in minutes: a day.
const MINUTES_MAX: u32 = 24 * 60;

impl ServiceModel {
    pub(in crate::service_model) fn check_notices(&self, check: &mut Check, known: &Known) {
        if let Some(digest) = self.digest {
            check.that(digest.after <= AFTER_MAX, "digest.after", FieldProblem::OutOfRange);
            check.that((1..=MINUTES_MAX).contains(&digest.minutes), "digest.minutes", FieldProblem::OutOfRange);
        }
        let (mut ids, mut names) = (BTreeSet::new(), BTreeSet::new());
        for (n, rule) in self.notices.iter().enumerate() {
            let NoticeRule { id, name, on, conditions, to, ways, webhooks, texts } = rule;
            let place = format!("notices.{n}");
            check.that(*id != NoticeRuleId(0) && ids.insert(*id), format!("{place}.id"), FieldProblem::Taken);
            check.line(&format!("{place}.name"), name, NAME_MAX);
            check.that(names.insert(fold(name)), format!("{place}.name"), FieldProblem::Taken);
            check.that(on.is_of_cases(), format!("{place}.on"), FieldProblem::NotAllowed);
            self.check_conditions(check, &place, conditions, known);
            let heard = self.notices.iter().take(n).any(|earlier| earlier.covers(self, known, rule));
            check.that(!heard, format!("{place}.for"), FieldProblem::NeverMatches);
            check.that(!(to.is_empty() && webhooks.is_empty()), &place, FieldProblem::NoEffect);
            let tells_requester = to.contains(&Audience::Requester);
            check.that(!tells_requester || on.is_for_requesters(), format!("{place}.to"), FieldProblem::NotAllowed);
            check.that(!ways.contains(&NoticeWay::Webhook), format!("{place}.ways"), FieldProblem::NotAllowed);
            check.that(webhooks.is_subset(&known.webhooks), format!("{place}.webhooks"), FieldProblem::Unknown);
            for (language, NoticeText { subject, text }) in texts {
                let place = format!("{place}.texts.{}", language.as_str());
                check.line(&format!("{place}.subject"), subject, NAME_MAX);
                check.text(&format!("{place}.text"), text);
                for (field, template) in [("subject", subject), ("text", text)] {
                    let known = unknown_placeholder(template).is_none();
                    check.that(known, format!("{place}.{field}"), FieldProblem::UnknownPlaceholder);
                }
            }
        }
    }
}

impl NoticeRule {
    /// Whether nothing is left for `later` to say: this one speaks before it, to all of its audiences.
    fn covers(&self, model: &ServiceModel, known: &Known, later: &Self) -> bool {
        self.on == later.on
            && later.webhooks.is_empty()
            && later.to.is_subset(&self.to)
            && self.conditions.cover(model, known, &later.conditions)
    }
}
