//! Figures for Prometheus, in its text format. What happens often is counted as it happens; all else is read when
//! somebody asks, and costs a few rows: nothing is scanned.

use super::caller::Caller;
use super::outside::Outside;
use super::problem::{Code, Problem};
use super::state::State;
use crate::desk::NoticeWay;
use crate::moment::Moment;
use crate::store::outbox::{self, OutboxState};
use crate::store::{Measured, Meter, Snapshot, backup_log, reader};
use poem::http::Method;
use poem::web::Data;
use poem::{Endpoint, EndpointExt, IntoResponse, Request, Response, Route, get, handler};
use prometheus::core::Collector;
use prometheus::{Gauge, GaugeVec, Histogram, HistogramOpts, HistogramVec, IntCounterVec, Opts, Registry, TextEncoder};
use std::sync::Arc;
use std::time::Duration;

/// Seconds, for requests.
const REQUESTS: &[f64] = &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];
/// Seconds, for commits: a good disk takes half a millisecond, a bad one some hundred.
const COMMITS: &[f64] = &[0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];
/// Commands and operations that share a transaction.
const BATCHES: &[f64] = &[1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0];

/// What is counted as it happens. Clones count together.
#[derive(Clone, Debug)]
pub struct Metrics {
    registry: Registry,
    requests: IntCounterVec,
    durations: HistogramVec,
    commits: Histogram,
    batches: Histogram,
}

impl Default for Metrics {
    fn default() -> Self {
        #[expect(clippy::expect_used, reason = "the names, labels and buckets are fixed here, and each test makes one")]
        Self::new().expect("names that Prometheus takes")
    }
}

impl Metrics {
    fn new() -> prometheus::Result<Self> {
        let histogram = |name, help, buckets: &[f64]| HistogramOpts::new(name, help).buckets(buckets.to_vec());
        let requests = IntCounterVec::new(
            Opts::new("ventanilla_http_requests_total", "Requests that were answered, by the pattern of their path."),
            &["method", "route", "status"],
        )?;
        let durations = HistogramVec::new(
            histogram("ventanilla_http_request_duration_seconds", "How long the answer to a request took.", REQUESTS),
            &["method", "route"],
        )?;
        let commits = Histogram::with_opts(histogram(
            "ventanilla_commit_duration_seconds",
            "How long a commit to the data file took, from its rows to the disk.",
            COMMITS,
        ))?;
        let batches = Histogram::with_opts(histogram(
            "ventanilla_commit_batch_jobs",
            "Commands and operations that shared a commit.",
            BATCHES,
        ))?;
        let registry = Registry::new();
        registry.register(Box::new(requests.clone()))?;
        registry.register(Box::new(durations.clone()))?;
        registry.register(Box::new(commits.clone()))?;
        registry.register(Box::new(batches.clone()))?;
        Ok(Self { registry, requests, durations, commits, batches })
    }

    /// What the store tells its commits to.
    pub fn meter(&self) -> Meter {
        let (commits, batches) = (self.commits.clone(), self.batches.clone());
        Arc::new(move |measured| match measured {
            Measured::Commit(took) => commits.observe(took.as_secs_f64()),
            #[expect(clippy::cast_precision_loss, reason = "a batch holds some hundred at the most")]
            Measured::Batch(jobs) => batches.observe(jobs as f64),
            Measured::Alive => {}
        })
    }

    /// Counts a request.
    pub(super) fn answered(&self, method: &str, route: &str, status: &str, took: Duration) {
        self.requests.with_label_values(&[method, route, status]).inc();
        self.durations.with_label_values(&[method, route]).observe(took.as_secs_f64());
    }
}

/// What can be read at this moment.
struct Now(Registry);

impl Now {
    /// While the data file is out of reach there is nothing to say of its rows, and nothing is said.
    fn of(state: &State) -> prometheus::Result<Self> {
        let now = Self(Registry::new());
        let build = GaugeVec::new(Opts::new("ventanilla_build_info", "The version of the program."), &["version"])?;
        build.with_label_values(&[env!("CARGO_PKG_VERSION")]).set(1.0);
        now.keep(build)?;
        now.gauge("process_start_time_seconds", "When the program started, since 1970.", seconds(state.started))?;
        now.gauge(
            "ventanilla_write_queue_jobs",
            "Commands and operations that wait for the writer.",
            count(state.store.queued() as u64),
        )?;
        now.gauge(
            "ventanilla_live_listeners",
            "Streams of live events that are open.",
            count(state.live.listeners() as u64),
        )?;
        if let Some(size) = state.store.size() {
            now.gauge("ventanilla_data_file_bytes", "Length of the data file.", count(size.length))?;
            let help = "What the data file takes on its disk: it is sparse.";
            now.gauge("ventanilla_data_file_allocated_bytes", help, count(size.allocated))?;
        }
        if let Some(space) = state.store.space() {
            let help = "What the desk may still fill of the disk of its data file.";
            now.gauge("ventanilla_disk_free_bytes", help, count(space.free))?;
            now.gauge("ventanilla_disk_bytes", "Size of the disk of the data file.", count(space.total))?;
        }
        let reach = state.store.snapshot();
        now.gauge(
            "ventanilla_data_file_in_reach",
            "1 while the data file can be read and written.",
            if reach.is_ok() { 1.0 } else { 0.0 },
        )?;
        let Ok(snapshot) = reach else { return Ok(now) };
        let help = "Number of the last entry of the journal; entries are numbered without gaps.";
        now.gauge("ventanilla_journal_last_entry", help, count(snapshot.head().0))?;
        let help = "Entries of the journal with which a reader of it has not dealt yet.";
        let lags = GaugeVec::new(Opts::new("ventanilla_reader_lag_entries", help), &["reader"])?;
        if let Some(lag) = state.live.lag(snapshot.head()) {
            lags.with_label_values(&["live"]).set(count(lag));
        }
        for kept in reader::all(&snapshot).unwrap_or_default() {
            lags.with_label_values(&[&kept.reader]).set(count(snapshot.head().0.saturating_sub(kept.seq.0)));
        }
        now.keep(lags)?;
        now.outgoing(&snapshot, state.clock.now())?;
        if let Ok(Some(good)) = backup_log::read(&snapshot).map(|log| log.last_good) {
            let help = "When the last backup by schedule began that went well, since 1970.";
            now.gauge("ventanilla_backup_last_success_timestamp_seconds", help, seconds(good))?;
        }
        Ok(now)
    }

    /// What leaves the desk, by its way: how much is in each state, and how long the oldest has waited.
    fn outgoing(&self, snapshot: &Snapshot, now: Moment) -> prometheus::Result<()> {
        let mails = GaugeVec::new(Opts::new("ventanilla_outbox_mails", "Mails in the outbox."), &["state"])?;
        let help = "Messages to webhooks in the outbox.";
        let messages = GaugeVec::new(Opts::new("ventanilla_outbox_webhook_messages", help), &["state"])?;
        for (way, counts) in [(NoticeWay::Mail, &mails), (NoticeWay::Webhook, &messages)] {
            for state in OutboxState::ALL {
                if let Ok(so_many) = outbox::count(snapshot, way, *state) {
                    counts.with_label_values(&[state.word()]).set(count(so_many));
                }
            }
        }
        self.keep(mails)?;
        self.keep(messages)?;
        let help = "Since when the oldest mail waits that no server has taken; 0 when none does.";
        self.oldest(snapshot, NoticeWay::Mail, "ventanilla_outbox_oldest_waiting_seconds", help, now)?;
        let help = "Since when the oldest message waits that no webhook has taken; 0 when none does.";
        self.oldest(snapshot, NoticeWay::Webhook, "ventanilla_outbox_oldest_webhook_waiting_seconds", help, now)
    }

    fn oldest(
        &self,
        snapshot: &Snapshot,
        way: NoticeWay,
        name: &str,
        help: &str,
        now: Moment,
    ) -> prometheus::Result<()> {
        let Ok(oldest) = outbox::oldest_waiting(snapshot, way) else { return Ok(()) };
        let age = oldest.map_or(0.0, |outgoing| (seconds(now) - seconds(outgoing.created)).max(0.0));
        self.gauge(name, help, age)
    }

    fn gauge(&self, name: &str, help: &str, value: f64) -> prometheus::Result<()> {
        let gauge = Gauge::new(name, help)?;
        gauge.set(value);
        self.keep(gauge)
    }

    fn keep(&self, collector: impl Collector + 'static) -> prometheus::Result<()> {
        self.0.register(Box::new(collector))
    }
}

#[expect(clippy::cast_precision_loss, reason = "figures are read by eye; from 2^53 on they are rounded")]
fn count(number: u64) -> f64 {
    number as f64
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 are below 2^53 for long")]
fn seconds(moment: Moment) -> f64 {
    moment.millis() as f64 / 1000.0
}

/// For administrators, by their session or an API token. To everybody else there is nothing here.
#[handler]
pub(super) async fn for_administrators(request: &Request, state: Data<&Arc<State>>) -> Response {
    match Caller::of(request).await {
        Ok(caller) if caller.viewer().administers() => answer(&state),
        Ok(_) => Problem::of(Code::NotFound).into_response(),
        Err(problem) => problem.into_response(),
    }
}

/// For whoever reaches the listener that is for figures alone.
#[handler]
fn for_everybody(state: Data<&Arc<State>>) -> Response {
    answer(&state)
}

/// What is answered on a listener of its own.
pub fn alone(state: Arc<State>) -> impl Endpoint<Output = Response> {
    // The state lies inside: outside it, the host that the desk answers under would be asked for.
    Route::new().at("/metrics", get(for_everybody)).data(state).with(Outside)
}

fn answer(state: &State) -> Response {
    let written = Now::of(state).and_then(|now| {
        let mut families = state.options.metrics.registry.gather();
        families.extend(now.0.gather());
        TextEncoder::new().encode_to_string(&families)
    });
    match written {
        Ok(text) => text.with_content_type(prometheus::TEXT_FORMAT).into_response(),
        Err(error) => Problem::internal(&error).into_response(),
    }
}

/// The methods that figures and log tell apart; whatever else somebody sends is one.
pub(super) fn method_label(method: &Method) -> &str {
    if super::outside::is_known(method) { method.as_str() } else { "other" }
}
