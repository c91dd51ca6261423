//! Which steps lie on the way, given the answers so far.

use super::{AnswerKind, Branch, Procedure, Step, StepId};
use crate::words::Vocabulary;

vocabulary! {
    /// How a step stands to the way through its procedure.
    Standing {
        /// Every way that is still open comes to it.
        On = "on",
        /// Some way comes to it, and some does not: it depends on an answer.
        Perhaps = "perhaps",
        /// No way comes to it.
        Off = "off",
    }
}

impl Procedure {
    /// How each step stands, in order. `answered` says what was answered to a question with yes and no, if anything was.
    ///
    /// Ways only lead forward. So one misses a step just when it jumps over it, and each ends.
    pub fn path(&self, answered: impl Fn(StepId) -> Option<bool>) -> Vec<Standing> {
        let mut reached = vec![false; self.steps.len()];
        if let Some(first) = reached.first_mut() {
            *first = true;
        }
        // The farthest place to which some way from an earlier step leads.
        let mut farthest = 0;
        let mut path = Vec::with_capacity(self.steps.len());
        for (at, step) in self.steps.iter().enumerate() {
            if !reached.get(at).copied().unwrap_or_default() {
                path.push(Standing::Off);
                continue;
            }
            path.push(if farthest > at { Standing::Perhaps } else { Standing::On });
            for next in self.nexts(at, step, answered(step.id)) {
                farthest = farthest.max(next);
                if let Some(reached) = reached.get_mut(next) {
                    *reached = true;
                }
            }
        }
        path
    }

    /// The required steps that every way comes to and that are not `settled`: done, or left out for a reason.
    pub fn missing(&self, answered: impl Fn(StepId) -> Option<bool>, settled: impl Fn(StepId) -> bool) -> Vec<StepId> {
        let path = self.path(answered);
        let missing =
            |(step, standing): &(&Step, Standing)| *standing == Standing::On && step.required && !settled(step.id);
        self.steps.iter().zip(path).filter(missing).map(|(step, _)| step.id).collect()
    }

    /// The places to which the step at `at` may lead. What is no place of the procedure is its end.
    fn nexts(&self, at: usize, step: &Step, answered: Option<bool>) -> impl Iterator<Item = usize> {
        let (yes, no) = match &step.answer {
            AnswerKind::YesNo { yes, no } => (*yes, *no),
            AnswerKind::Tick | AnswerKind::Text | AnswerKind::Choice { .. } => (Branch::Next, Branch::Next),
        };
        let open = [(yes, answered != Some(false)), (no, answered != Some(true))];
        open.into_iter().filter(|(_, open)| *open).map(move |(branch, _)| match branch {
            Branch::Next => at + 1,
            Branch::Step(id) => self.place_after(at, id).unwrap_or(self.steps.len()),
            Branch::End => self.steps.len(),
        })
    }

    /// Where the step `id` stands, when it comes after `at`.
    pub(super) fn place_after(&self, at: usize, id: StepId) -> Option<usize> {
        self.steps.iter().position(|step| step.id == id).filter(|place| *place > at)
    }
}
