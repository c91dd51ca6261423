//! What the writer looks after between batches: that the file is open, and that there is room.

use super::meter::Measured;
use super::transact::Desk;
use std::time::{Duration, Instant};

/// How often it looks whether the file still answers, and how much room there is.
const LOOK: Duration = Duration::from_secs(1);
/// The longest pause between two tries to open the file.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// Opens a lost file again, with growing pauses, and watches the room on its disk. The writer's thread owns it.
pub(super) struct Keeper<'a> {
    desk: &'a Desk,
    looked: Option<Instant>,
    /// Since when the file is open.
    opened: Instant,
    /// When it was found to be lost, or tried to be opened, last.
    tried: Option<Instant>,
    pause: Duration,
}

impl<'a> Keeper<'a> {
    pub(super) fn new(desk: &'a Desk) -> Self {
        Self { desk, looked: None, opened: Instant::now(), tried: None, pause: Duration::ZERO }
    }

    /// How long the writer may wait for work before the next look.
    pub(super) fn patience(&self) -> Duration {
        match self.tried {
            Some(tried) => self.pause.saturating_sub(tried.elapsed()),
            None => self.looked.map_or(Duration::ZERO, |looked| LOOK.saturating_sub(looked.elapsed())),
        }
    }

    /// Does what is due by now.
    pub(super) fn look(&mut self) {
        if self.looked.is_none_or(|looked| looked.elapsed() >= LOOK) {
            self.looked = Some(Instant::now());
            self.desk.probe();
            self.desk.measure();
            if let Some(meter) = &self.desk.options.meter {
                meter(Measured::Alive);
            }
        }
        if self.desk.trouble().is_some() {
            self.open_again();
        }
    }

    /// The first try comes at once; whoever loses the file again soon waits longer and longer.
    fn open_again(&mut self) {
        if self.tried.is_none() && self.opened.elapsed() > LONGEST_PAUSE {
            self.pause = Duration::ZERO;
        }
        let tried = *self.tried.get_or_insert_with(Instant::now);
        if tried.elapsed() < self.pause {
            return;
        }
        let first = self.desk.options.pause;
        self.pause = (self.pause * 2).clamp(first, LONGEST_PAUSE.max(first));
        match self.desk.reopen() {
            Ok(()) => {
                tracing::info!("the data file is open again");
                (self.tried, self.opened) = (None, Instant::now());
            }
            Err(error) => {
                let seconds = self.pause.as_secs();
                tracing::error!(%error, seconds, "the data file cannot be opened again; trying on");
                self.tried = Some(Instant::now());
            }
        }
    }
}
