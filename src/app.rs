//! The rooms wired together: store, mail, clockwork, HTTP and the admin socket, from start to an orderly end.

use crate::admin::socket::Socket;
use crate::channels::mail::incoming::{self, Listening};
use crate::channels::{Courier, mail, webhook};
use crate::clock::Clock;
use crate::clockwork::{self, Clockwork};
use crate::desk::{Facts, Fault, phone};
use crate::http::server::Server;
use crate::http::state::{Couriers, Options, State};
use crate::http::{metrics, router};
use crate::secret;
use crate::store::Store;
use std::future::Future;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// How long mails and other messages that are under way may take to finish when the desk closes, after the requests. What is cut off is
/// seen to at the next start.
const FINISH_SENDING: Duration = Duration::from_secs(3);

/// A running desk.
pub struct App {
    state: Arc<State>,
    clockwork: Clockwork,
    couriers: [(Courier, JoinHandle<()>); 2],
    /// Who reads the mailboxes.
    reading: JoinHandle<()>,
    /// None when the data file lies where no socket can be made: command-line tools then wait until the desk ends.
    socket: Option<Socket>,
    /// Writes down what is counted at the door.
    door: JoinHandle<()>,
    /// Keeps the search index after the journal.
    searching: JoinHandle<()>,
    /// Where figures are told without asking who asks.
    figures: Option<TcpListener>,
    /// Takes mail that is brought.
    brought: Option<Listening>,
}

impl App {
    /// Starts the clockwork, and what leaves the desk, on this store. Within a tokio runtime.
    pub fn start(store: Store, clock: Clock, options: Options) -> Self {
        let mail = mail::start(store.clone(), clock.clone(), mail::Patience::default());
        let webhooks = webhook::start(store.clone(), clock.clone());
        let clockwork = clockwork::start(&store, &clock);
        let by_schedule = (clockwork.backups().clone(), clockwork.jobs().clone());
        let (readers, reading) = incoming::start(store.clone(), clock.clone());
        let couriers = Couriers { mail: Some(mail.0.clone()), webhooks: Some(webhooks.0.clone()), readers };
        let state = State::new(store, clock, couriers, by_schedule, options);
        let socket = Socket::listen(Arc::clone(&state))
            .inspect_err(|error| tracing::warn!(%error, "no admin socket: command-line tools cannot reach this desk"))
            .ok();
        let watching = Arc::clone(&state);
        let door = tokio::spawn(async move { watching.watch_the_door().await });
        let searching = tokio::spawn(Arc::clone(&state.search).follow());
        Self {
            state,
            clockwork,
            couriers: [mail, webhooks],
            reading,
            socket,
            door,
            searching,
            figures: None,
            brought: None,
        }
    }

    /// Tells figures to whoever reaches this listener, too.
    #[must_use]
    pub fn with_metrics_on(mut self, listener: Option<TcpListener>) -> Self {
        self.figures = listener;
        self
    }

    /// Takes mail by SMTP and LMTP from whoever reaches this listener, too.
    #[must_use]
    pub fn with_mail_on(mut self, listener: Option<TcpListener>) -> Self {
        let folder = self.state.options.data_file.parent().unwrap_or(Path::new(".")).to_owned();
        let (store, clock) = (&self.state.store, &self.state.clock);
        self.brought = listener.map(|listener| {
            tracing::info!(address = ?listener.local_addr().ok(), "mail is taken by SMTP and LMTP");
            incoming::listen(listener, store.clone(), clock.clone(), folder)
        });
        self
    }

    /// Where a browser opens it.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn addresses(&self) -> Result<Vec<String>, Fault> {
        self.state.addresses()
    }

    /// The token of a new one-time link, when there is no administrator yet.
    ///
    /// # Errors
    /// A fault of the storage, or the system has no randomness to give.
    pub fn setup_token(&self) -> Result<Option<String>, Fault> {
        if self.state.store.snapshot()?.has_administrator()? {
            return Ok(None);
        }
        let token = secret::new_secret()?;
        self.state.setup_link.renew(secret::hash(&token));
        Ok(Some(token))
    }

    /// Answers requests on `listener` until `end` comes, by TLS when there is a certificate; then finishes what is under
    /// way and closes the data file.
    ///
    /// # Errors
    /// The listener failed, or the data file did not close well.
    pub async fn serve(mut self, listener: TcpListener, end: impl Future<Output = ()>) -> io::Result<()> {
        self.prepare();
        let figures = match self.figures.take() {
            Some(listener) => {
                let server = Server::new(listener, self.state.options.bounds);
                Some(tokio::spawn(server.run(metrics::alone(Arc::clone(&self.state)), std::future::pending())))
            }
            None => None,
        };
        let closing = Arc::clone(&self.state);
        let end = async move {
            end.await;
            tracing::info!("closing: finishing what is under way");
            closing.close();
        };
        let following = self.state.options.certificate.clone().map(|certificate| {
            let clock = self.state.clock.clone();
            tokio::spawn(async move { certificate.follow(&clock).await })
        });
        let Options { bounds, proxies, certificate, .. } = &self.state.options;
        let server = Server::new(listener, *bounds).with_certificate(certificate.clone()).behind(proxies.clone());
        let served = server.run(router(Arc::clone(&self.state)), end).await;
        if let Some(figures) = figures {
            figures.abort();
        }
        if let Some(following) = following {
            following.abort();
        }
        self.close().await.map_err(|fault| io::Error::other(fault.to_string()))?;
        served
    }

    /// Makes what is made once before the first who needs it would wait for it. Nobody waits for this.
    fn prepare(&self) {
        let passwords = self.state.passwords.clone();
        tokio::spawn(async move {
            // The first sign-in with an unknown address must not take longer than the second.
            if let Err(fault) = passwords.prepare().await {
                tracing::warn!(%fault, "no hash to check unknown addresses against");
            }
        });
        tokio::task::spawn_blocking(phone::prepare);
    }

    async fn close(self) -> Result<(), Fault> {
        if let Some(socket) = self.socket {
            socket.close();
        }
        self.door.abort();
        self.state.leave_the_door().await;
        self.reading.abort();
        if let Some(brought) = self.brought {
            brought.close(FINISH_SENDING).await;
        }
        self.clockwork.stop();
        self.searching.abort();
        self.couriers.iter().for_each(|(courier, _)| courier.stop());
        let finished = tokio::time::Instant::now() + FINISH_SENDING;
        for (_, mut sending) in self.couriers {
            if tokio::time::timeout_at(finished, &mut sending).await.is_err() {
                sending.abort();
            }
        }
        let (store, search) = (self.state.store.clone(), Arc::clone(&self.state.search));
        let closed = tokio::task::spawn_blocking(move || {
            search.close();
            store.close()
        });
        closed.await.map_err(|error| Fault(Box::new(error)))?
    }
}
