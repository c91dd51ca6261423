//! The program itself, as a process: started, spoken to, stopped, killed.

use crate::planted;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::thread::{JoinHandle, spawn as in_thread};
use std::time::{Duration, Instant};

/// The program under test.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ventanilla"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("VENTANILLA_")) {
        command.env_remove(name);
    }
    command.env("VENTANILLA_LOG", "error");
    command
}

/// Starts a command of the program on a data file.
pub(crate) fn spawn(data: &Path, words: &[&str]) -> Child {
    let mut command = program();
    command.args(words).arg("--data").arg(data);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// What a command has said when it has ended: no secret that was known before.
#[track_caller]
pub(crate) fn ended(child: Child) -> Output {
    let output = child.wait_with_output().unwrap();
    for said in [&output.stdout, &output.stderr] {
        planted::search(&String::from_utf8_lossy(said));
    }
    output
}

/// Runs a command of the program on a data file to its end.
#[track_caller]
pub(crate) fn run(data: &Path, words: &[&str], input: &str) -> Output {
    let mut child = spawn(data, words);
    // What a command is given that way is a password.
    planted::plant(input.trim());
    match child.stdin.take().unwrap().write_all(input.as_bytes()) {
        // Of words that it does not know it says so and ends, before it has read anything.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => {}
        written => written.unwrap(),
    }
    let output = ended(child);
    // And these say a secret last, once.
    if let ["token", "create", ..] | ["user", "reset", ..] | ["setup-link"] = words {
        planted::plant(&last_word(&String::from_utf8_lossy(&output.stdout)));
    }
    output
}

/// The last word of what was said.
pub(crate) fn last_word(said: &str) -> String {
    said.split_whitespace().last().unwrap_or_default().to_owned()
}

/// The same, and it goes well; gives what it prints.
#[track_caller]
pub(crate) fn done(data: &Path, words: &[&str], input: &str) -> String {
    let output = run(data, words, input);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{words:?}: {said}{}", String::from_utf8_lossy(&output.stderr));
    said
}

/// Sets a desk up; its administrator is Ana, ana@mesa.example, with this password.
#[track_caller]
pub(crate) fn set_up(data: &Path, password: &str) {
    done(data, &["setup", "--admin-email", "ana@mesa.example", "--admin-password-stdin"], &format!("{password}\n"));
}

/// A new token for this role.
#[track_caller]
pub(crate) fn token(data: &Path, role: &str) -> String {
    last_word(&done(data, &["token", "create", "--name", "Robot", "--role", role], ""))
}

/// A running desk.
pub(crate) struct Running {
    child: Child,
    /// Where it listens, such as `http://127.0.0.1:40123`.
    pub(crate) url: String,
    /// What else it says.
    said: Receiver<String>,
    /// What it has logged.
    log: Arc<Mutex<String>>,
    /// Those who listen to both.
    listeners: [JoinHandle<()>; 2],
}

impl Running {
    /// Starts a desk on this data file and a free port, and waits until it listens.
    pub(crate) fn start(data: &Path) -> Self {
        Self::start_with(data, |_| ())
    }

    /// The same with more to say to it.
    pub(crate) fn start_with(data: &Path, prepare: impl FnOnce(&mut Command)) -> Self {
        Self::launch("127.0.0.1:0", data, prepare)
    }

    /// The same on this address, with more to say.
    pub(crate) fn on(address: &str, data: &Path, words: &[&str]) -> Self {
        Self::launch(address, data, |command| {
            command.args(words);
        })
    }

    fn launch(address: &str, data: &Path, prepare: impl FnOnce(&mut Command)) -> Self {
        let mut command = program();
        command.args(["serve", "--listen", address, "--data"]).arg(data);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        prepare(&mut command);
        let mut child = command.spawn().unwrap();
        let log = Arc::new(Mutex::new(String::new()));
        let (logs, kept) = (lines_of(child.stderr.take()), Arc::clone(&log));
        let log_listener = in_thread(move || {
            for line in logs {
                planted::log(&line);
                kept.lock().unwrap().push_str(&(line + "\n"));
            }
        });
        let mut lines = lines_of(child.stdout.take());
        let url = lines
            .find_map(|line| line.split_once("listens on ").map(|(_, url)| url.trim().to_owned()))
            .unwrap_or_else(|| panic!("the desk ended instead of listening: {:?} {log:?}", child.wait()));
        // Whatever else it says has to go somewhere, or it would wait for a reader.
        let (saying, said) = channel();
        let listener = in_thread(move || {
            for line in lines {
                planted::overhear(&line);
                drop(saying.send(line));
            }
        });
        Self { child, url, said, log, listeners: [log_listener, listener] }
    }

    /// What it has logged until now.
    pub(crate) fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }

    /// The rest of the line that begins like this, which it says after where it listens.
    pub(crate) fn says(&self, beginning: &str) -> String {
        let lines = std::iter::from_fn(|| self.said.recv_timeout(Duration::from_secs(30)).ok());
        lines.filter_map(|line| line.strip_prefix(beginning).map(str::to_owned)).next().unwrap()
    }

    /// The number of its process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Asks it to end, and waits until it has, in good order; gives what it logged.
    pub(crate) fn end(mut self) -> String {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(asked.success());
        assert!(self.child.wait().unwrap().success(), "the desk did not end well");
        self.is_heard_out();
        self.log()
    }

    /// Asks it to end, and gives how long it took to, in good order. The thread that waits is another one.
    pub(crate) async fn ends(self) -> Duration {
        let begun = Instant::now();
        tokio::task::spawn_blocking(|| self.end()).await.unwrap();
        begun.elapsed()
    }

    /// Kills it, as a power cut would: it gets no chance to do anything.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.is_heard_out();
    }

    /// Whoever has ended has said no secret.
    fn is_heard_out(&mut self) {
        while !self.listeners.iter().all(JoinHandle::is_finished) {
            std::thread::sleep(Duration::from_millis(1));
        }
        planted::is_clean();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            eprintln!("{}", self.log());
        }
    }
}

/// The lines of what a process says, as they come.
fn lines_of(from: Option<impl Read>) -> impl Iterator<Item = String> {
    BufReader::new(from.unwrap()).lines().map_while(Result::ok)
}
