//! What is wrong with the notices of a model.

use super::{NoticeRule, NoticeRuleId, NoticeText, unknown_placeholder};
use crate::desk::text::{NAME_MAX, fold};
use crate::desk::{Check, FieldError, FieldProblem, NoticeKind, NoticeWay};
use crate::service_model::cover::is_covered;
use crate::service_model::{Known, ServiceModel};
use crate::words::{Audience, Vocabulary};
use std::collections::BTreeSet;
use std::iter;

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
            let heard = rule.is_covered(self, known, self.notices.get(..n).unwrap_or_default());
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

impl ServiceModel {
    /// The rules that keep quiet what an escalation is to tell: whoever belongs to an audience of one without ways hears
    /// nothing, also when a step names them.
    pub(in crate::service_model) fn silencing(&self) -> impl Iterator<Item = FieldError> {
        let steps = self.escalations.iter().flat_map(|escalation| &escalation.steps);
        let telling = steps.filter(|step| !step.notify.is_empty());
        let told: BTreeSet<NoticeKind> = telling
            .flat_map(|step| {
                let again = step.alarm.and_then(|alarm| alarm.repeat).map(|_| NoticeKind::AlarmOpen);
                iter::once(step.when.notice()).chain(again)
            })
            .collect();
        let silent = |rule: &NoticeRule| rule.ways.is_empty() && !rule.to.is_empty() && told.contains(&rule.on);
        let places: Vec<usize> =
            self.notices.iter().enumerate().filter(|(_, rule)| silent(rule)).map(|(n, _)| n).collect();
        places.into_iter().map(|n| FieldError { field: format!("notices.{n}.ways"), problem: FieldProblem::Silences })
    }
}

impl NoticeRule {
    /// Whether nothing is left for it to say: to each of its audiences `earlier` ones speak before it.
    fn is_covered(&self, model: &ServiceModel, known: &Known, earlier: &[Self]) -> bool {
        let spoken = |audience: &Audience| {
            let earlier = earlier.iter().filter(|one| one.on == self.on && one.to.contains(audience));
            is_covered(model, known, &self.conditions, earlier.map(|one| &one.conditions))
        };
        self.webhooks.is_empty() && !self.to.is_empty() && self.to.iter().all(spoken)
    }
}
