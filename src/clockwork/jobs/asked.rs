//! Jobs that somebody asked for, and the one that runs.

use rules::Moment;
use rules::desk::JobName;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;

/// The jobs of a desk: to ask for one, and to see which runs. Clones are the same.
#[derive(Clone, Default)]
pub struct Jobs {
    wake: Arc<Notify>,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    asked: BTreeSet<JobName>,
    running: Option<(JobName, Moment)>,
}

impl Jobs {
    /// Asks for a run now; false: it runs, or is about to.
    pub fn ask(&self, job: JobName) -> bool {
        let free = {
            let mut state = self.state();
            state.running.is_none_or(|(running, _)| running != job) && state.asked.insert(job)
        };
        self.wake.notify_one();
        free
    }

    /// Since when a job runs; one that is about to run does so at once.
    pub fn running(&self, job: JobName, now: Moment) -> Option<Moment> {
        let state = self.state();
        let since = state.running.filter(|(running, _)| *running == job).map(|(_, since)| since);
        since.or(state.asked.contains(&job).then_some(now))
    }

    /// Waits until somebody asks for one.
    pub(in crate::clockwork) async fn asked(&self) {
        self.wake.notified().await;
    }

    /// A job runs from now on, if it is due or was asked for: it is seen until what this gives is dropped.
    pub(super) fn begin(&self, job: JobName, due: bool, now: Moment) -> Option<Running> {
        let mut state = self.state();
        if !due && !state.asked.contains(&job) {
            return None;
        }
        state.running = Some((job, now));
        Some(Running { jobs: self.clone(), job })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A job that runs.
pub(super) struct Running {
    jobs: Jobs,
    job: JobName,
}

impl Running {
    /// It has run. One that is dropped without this was interrupted, and is still asked for.
    pub(super) fn ends(self) {
        self.jobs.state().asked.remove(&self.job);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.jobs.state().running = None;
    }
}

#[cfg(test)]
mod tests {
    use super::Jobs;
    use rules::Moment;
    use rules::desk::JobName::{ClearOutbox, ClearSessions};

    #[test]
    fn a_job_that_runs_or_is_about_to_is_not_asked_for_again() {
        let (jobs, at) = (Jobs::default(), Moment::from_millis);
        assert!(jobs.begin(ClearSessions, false, at(1)).is_none());
        assert!(jobs.ask(ClearSessions) && !jobs.ask(ClearSessions));
        assert_eq!(jobs.running(ClearSessions, at(2)), Some(at(2)));
        assert_eq!(jobs.running(ClearOutbox, at(2)), None);

        // Interrupted, it is still asked for; when it has run it is not.
        drop(jobs.begin(ClearSessions, false, at(3)));
        assert!(!jobs.ask(ClearSessions));
        let running = jobs.begin(ClearSessions, false, at(4));
        assert_eq!(jobs.running(ClearSessions, at(9)), Some(at(4)));
        assert!(jobs.ask(ClearOutbox), "another one may be asked for meanwhile");
        running.into_iter().for_each(super::Running::ends);
        assert_eq!(jobs.running(ClearSessions, at(9)), None);

        // One that is due by itself is seen too.
        let running = jobs.begin(ClearSessions, true, at(10));
        assert!(!jobs.ask(ClearSessions));
        drop(running);
        assert!(jobs.ask(ClearSessions));
    }
}
