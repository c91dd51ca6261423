//! Very many commands in large transactions: for samples and imports. What is answered is on disk only when the
//! transaction is, at the latest when [`Bulk::finish`] returns.

use super::accept::accept;
use super::error::{SubmitError, fault};
use super::request::{Committed, Request};
use super::transact::Desk;
use super::working::Working;
use crate::desk::{ActorRef, Fault, Outcome, Planned};
use crate::moment::Moment;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// How many journal entries share a transaction: many, since neighbouring keys then share page writes; not so many
/// that held-back cases fill the memory.
const ENTRIES: u64 = 50_000;

/// How many commands may be ahead of the writing.
const AHEAD: usize = 512;

/// How long a transaction waits for the next command before it is committed: other writers wait meanwhile.
const PATIENCE: Duration = Duration::from_millis(200);

/// What goes into a bulk.
enum Item {
    /// A command, and who waits for what it comes to.
    Ask(Box<Request>, Option<Reply>),
    /// Time passes until then.
    Pass(Moment),
}

type Reply = SyncSender<Result<Committed, SubmitError>>;

/// Takes commands and writes them in large transactions.
pub struct Bulk {
    items: Option<SyncSender<Item>>,
    thread: Option<JoinHandle<Result<Report, SubmitError>>>,
}

/// What a bulk came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Commands that were accepted.
    pub commands: u64,
    /// Journal entries that they made.
    pub entries: u64,
    /// Transactions.
    pub transactions: u64,
}

impl Bulk {
    pub(super) fn new(desk: Arc<Desk>) -> Result<Self, SubmitError> {
        let (items, incoming) = sync_channel(AHEAD);
        let thread = std::thread::Builder::new().name("bulk".to_owned()).spawn(move || write(&desk, &incoming));
        Ok(Self { items: Some(items), thread: Some(thread.map_err(fault)?) })
    }

    /// Hands a command over. A refusal ends the bulk, and is returned by a later call or by [`Bulk::finish`]; what
    /// other commands of its transaction did is taken back.
    ///
    /// # Errors
    /// Why the bulk has ended.
    pub fn push(&mut self, request: Request) -> Result<(), SubmitError> {
        self.send(Item::Ask(Box::new(request), None))
    }

    /// Time passes until then: what the clock has to do to the cases of this bulk is done, each thing at its planned
    /// moment.
    ///
    /// # Errors
    /// Why the bulk has ended.
    pub fn pass(&mut self, until: Moment) -> Result<(), SubmitError> {
        self.send(Item::Pass(until))
    }

    /// Hands a command over and waits for what it comes to. A refusal is only returned: the bulk goes on.
    ///
    /// # Errors
    /// A refusal, or why the bulk has ended.
    pub fn submit(&mut self, request: Request) -> Result<Committed, SubmitError> {
        let (reply, answer) = sync_channel(1);
        self.send(Item::Ask(Box::new(request), Some(reply)))?;
        match answer.recv() {
            Ok(answer) => answer,
            Err(_) => Err(self.end()),
        }
    }

    /// Commits what is left.
    ///
    /// # Errors
    /// Why the bulk ended before; what was committed until then stays.
    pub fn finish(mut self) -> Result<Report, SubmitError> {
        self.items = None;
        self.join()
    }

    fn send(&mut self, item: Item) -> Result<(), SubmitError> {
        let sent = self.items.as_ref().is_some_and(|items| items.send(item).is_ok());
        if sent { Ok(()) } else { Err(self.end()) }
    }

    /// Why it has ended.
    fn end(&mut self) -> SubmitError {
        self.items = None;
        self.join().err().unwrap_or(SubmitError::Closed)
    }

    fn join(&mut self) -> Result<Report, SubmitError> {
        match self.thread.take().map(JoinHandle::join) {
            Some(Ok(report)) => report,
            Some(Err(_)) => Err(fault("the bulk writer broke off").into()),
            None => Err(SubmitError::Closed),
        }
    }
}

impl Drop for Bulk {
    fn drop(&mut self) {
        self.items = None;
        if let Err(error) = self.join()
            && !matches!(error, SubmitError::Closed)
        {
            tracing::error!(%error, "a bulk ended early");
        }
    }
}

fn write(desk: &Desk, incoming: &Receiver<Item>) -> Result<Report, SubmitError> {
    let mut report = Report::default();
    let mut planned = Planned::default();
    // Between transactions it waits without holding other writers up.
    while let Ok(first) = incoming.recv() {
        let mut refused = None;
        let mut next = Some(first);
        let before = report;
        let written = desk.transact(|working| {
            let mut writing = Writing { working, desk, report: &mut report, planned: &mut planned };
            while let Some(item) = next.take() {
                if let Err(error) = writing.take(item)? {
                    refused = Some(error);
                    return Err(fault("a command of the bulk was refused"));
                }
                if writing.report.entries - before.entries < ENTRIES {
                    next = incoming.recv_timeout(PATIENCE).ok();
                }
            }
            Ok(())
        });
        if let Err(broken) = written {
            return Err(refused.unwrap_or(SubmitError::Fault(broken)));
        }
        report.transactions += 1;
    }
    Ok(report)
}

/// What writes one transaction of a bulk.
struct Writing<'a, 't> {
    working: &'a mut Working<'t>,
    desk: &'a Desk,
    report: &'a mut Report,
    planned: &'a mut Planned,
}

impl Writing<'_, '_> {
    /// Does an item. The inner error is a refusal that nobody waits for.
    fn take(&mut self, item: Item) -> Result<Result<(), SubmitError>, Fault> {
        match item {
            Item::Ask(request, reply) => match (reply, self.accept(&request)?) {
                // Whoever asked may have gone: then nobody wants the answer.
                (Some(reply), result) => drop(reply.send(result)),
                (None, Err(error)) => return Ok(Err(error)),
                (None, Ok(_)) => {}
            },
            Item::Pass(until) => {
                while let Some((at, command)) = self.planned.due(until) {
                    if let Err(error) = self.accept(&Request::new(ActorRef::System, command, at))? {
                        return Ok(Err(error));
                    }
                }
            }
        }
        Ok(Ok(()))
    }

    fn accept(&mut self, request: &Request) -> Result<Result<Committed, SubmitError>, Fault> {
        let head = self.working.head()?;
        let result = accept(self.working, request, &self.desk.house)?;
        self.report.commands += u64::from(result.is_ok());
        self.report.entries += self.working.head()? - head;
        if let Ok(Committed { outcome: Outcome::Ticket(number), .. }) = result
            && let Some(timers) = self.working.timers_of(number)
        {
            self.planned.plan(number, timers, request.at);
        }
        Ok(result)
    }
}
