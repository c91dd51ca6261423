//! The unix socket beside the data file, through which command-line tools reach the desk that has the file open.
//!
//! A tool sends one line of JSON, an [`Ask`]; the desk answers with lines of JSON until one of them is the last. Who
//! may connect: the owner of the socket (mode 0600), and root.

use super::{Ask, Done, No, perform_running};
use crate::http::state::State;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, BufRead, ErrorKind, Write};
use std::ops::ControlFlow;
use std::os::fd::AsRawFd;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinHandle;

/// How many bytes a question may have: a service model is the longest.
const LONGEST_ASK: u64 = 16 << 20;
/// How long a tool may take to send its question.
const PATIENCE: Duration = Duration::from_secs(10);
/// How many tools are answered at the same time; others wait.
const AT_ONCE: usize = 8;
/// How many bytes the path of a socket may have: `sun_path` in unix(7), with the zero at its end.
const LONGEST_PATH: usize = 107;

/// A line of the answer.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    Progress(String),
    Done(Done),
    No(No),
}

/// The socket of a running desk.
pub struct Socket {
    path: PathBuf,
    task: JoinHandle<()>,
}

impl Socket {
    /// Listens beside the data file, within a tokio runtime. The caller has the file open, so a socket that is there
    /// belongs to nobody any more, and is replaced.
    ///
    /// # Errors
    /// What the system says; the name of the file may be too long for a socket.
    pub fn listen(desk: Arc<State>) -> io::Result<Self> {
        let path = path_beside(&desk.options.data_file)?;
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let listener = {
            let short = Short::of(&path)?;
            UnixListener::bind(&short.path)?
        };
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600))?;
        let owner = fs::metadata(&path)?.uid();
        let task = tokio::spawn(accept(listener, owner, desk));
        Ok(Self { path, task })
    }

    /// Stops listening, and takes the socket away. What is under way is cut off, and whoever asked sees it.
    pub fn close(&self) {
        self.task.abort();
        if let Err(error) = fs::remove_file(&self.path) {
            tracing::warn!(%error, "the admin socket could not be removed");
        }
    }
}

/// Where the socket of a data file lies: beside the file itself, by whatever name it was reached.
fn path_beside(data_file: &Path) -> io::Result<PathBuf> {
    let file = fs::canonicalize(data_file)?;
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".sock");
    Ok(file.with_file_name(name))
}

/// The path of a socket as the system takes it. A folder that is too deep is reached through its open handle.
struct Short {
    path: PathBuf,
    _folder: Option<File>,
}

impl Short {
    fn of(path: &Path) -> io::Result<Self> {
        if path.as_os_str().as_bytes().len() <= LONGEST_PATH {
            return Ok(Self { path: path.to_owned(), _folder: None });
        }
        let folder = File::open(path.parent().unwrap_or(Path::new(".")))?;
        let short = Path::new("/proc/self/fd").join(folder.as_raw_fd().to_string());
        Ok(Self { path: short.join(path.file_name().unwrap_or_default()), _folder: Some(folder) })
    }
}

async fn accept(listener: UnixListener, owner: u32, desk: Arc<State>) {
    let turns = Arc::new(Semaphore::new(AT_ONCE));
    // The semaphore is never closed.
    while let Ok(turn) = Arc::clone(&turns).acquire_owned().await {
        match listener.accept().await {
            Ok((stream, _)) => {
                let desk = Arc::clone(&desk);
                tokio::spawn(async move {
                    if let Err(error) = answer(stream, owner, desk).await {
                        tracing::debug!(%error, "a tool was not answered");
                    }
                    drop(turn);
                });
            }
            Err(error) => {
                tracing::warn!(%error, "the admin socket failed");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }
}

async fn answer(mut stream: UnixStream, owner: u32, desk: Arc<State>) -> io::Result<()> {
    // Between the socket's making and its mode somebody else may have come in.
    let peer = stream.peer_cred()?.uid();
    if peer != owner && peer != 0 {
        return Err(ErrorKind::PermissionDenied.into());
    }
    let (reading, mut writing) = stream.split();
    let mut text = String::new();
    let mut reading = tokio::io::BufReader::new(reading.take(LONGEST_ASK));
    tokio::time::timeout(PATIENCE, reading.read_line(&mut text)).await??;
    let (lines, mut said) = mpsc::channel(16);
    tokio::task::spawn_blocking(move || {
        // When nobody reads on, the work ends at its next word.
        let mut progress = |words: &str| match lines.blocking_send(Line::Progress(words.to_owned())) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        };
        let last = match serde_json::from_str::<Ask>(&text) {
            Ok(ask) => perform_running(&desk, ask, &mut progress),
            Err(_) => Err(No("the desk that runs is of another version; use the program that it runs from".to_owned())),
        };
        drop(lines.blocking_send(last.map_or_else(Line::No, Line::Done)));
    });
    while let Some(line) = said.recv().await {
        let mut text = serde_json::to_string(&line)?;
        text.push('\n');
        writing.write_all(text.as_bytes()).await?;
    }
    Ok(())
}

/// Asks the desk that has this file open; `None` when none answers.
///
/// # Errors
/// The desk went away before it answered, or the system refused.
pub fn ask(data_file: &Path, ask: &Ask, progress: &mut dyn FnMut(&str)) -> io::Result<Option<Result<Done, No>>> {
    let Ok(path) = path_beside(data_file) else { return Ok(None) };
    let connected = Short::of(&path).and_then(|short| std::os::unix::net::UnixStream::connect(&short.path));
    let mut stream = match connected {
        Ok(stream) => stream,
        Err(error) if error.kind() == ErrorKind::PermissionDenied => return Err(error),
        // None is there, what is there was left behind, or its name is too long to be one: the data file itself says
        // whether a desk has it open.
        Err(_) => return Ok(None),
    };
    let mut text = serde_json::to_string(ask)?;
    text.push('\n');
    stream.write_all(text.as_bytes())?;
    for line in io::BufReader::new(stream).lines() {
        match serde_json::from_str(&line?)? {
            Line::Progress(words) => progress(&words),
            Line::Done(done) => return Ok(Some(Ok(done))),
            Line::No(no) => return Ok(Some(Err(no))),
        }
    }
    Err(ErrorKind::UnexpectedEof.into())
}
