//! Mails from files: one `.eml` or several in a folder, an mbox, a Maildir.

use super::intake::{Arrived, NotTaken, TakenIn, take_in};
use crate::clock::Clock;
use crate::store::Store;
use mail_parser::mailbox::mbox;
use rules::desk::ActorRef;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

/// So many mails are taken in together: they share commits.
const TOGETHER: usize = 64;
/// So many bytes of mails are in memory at once, unless one alone has more.
const TOGETHER_BYTES: usize = 16 << 20;
/// The longest mail: more than any server takes.
const LONGEST: u64 = 256 << 20;

/// What became of a mail from a file.
#[derive(Debug)]
pub struct Imported {
    /// Where it stands: a file, and in an mbox which of its mails.
    pub place: String,
    /// That it is on disk, or why not.
    pub taken: Result<TakenIn, String>,
}

/// Takes in every mail of a file or a folder, in the order of their names, and tells of each. For a thread that may wait,
/// as may whoever is told.
///
/// # Errors
/// What cannot be read at all; each single mail that cannot is told.
pub fn import(store: &Store, clock: &Clock, path: &Path, mut told: impl FnMut(Imported) -> bool) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let take = |mails: Vec<Arrived>| runtime.block_on(take_in(store, clock, ActorRef::System, mails));
    let mut window: Vec<(String, Vec<u8>)> = Vec::new();
    for source in sources(path)? {
        for (place, mail) in mails(&source)? {
            let mail = match mail {
                Ok(mail) => mail,
                Err(error) => {
                    if !told(Imported { place, taken: Err(error.to_string()) }) {
                        return Ok(());
                    }
                    continue;
                }
            };
            let bytes: usize = window.iter().map(|(_, mail)| mail.len()).sum();
            if (window.len() >= TOGETHER || bytes + mail.len() > TOGETHER_BYTES)
                && !take_window(&take, std::mem::take(&mut window), &mut told)
            {
                return Ok(());
            }
            window.push((place, mail));
        }
    }
    take_window(&take, window, &mut told);
    Ok(())
}

/// Takes some mails in; says whether to go on.
fn take_window(
    take: &impl Fn(Vec<Arrived>) -> Vec<Result<TakenIn, NotTaken>>,
    window: Vec<(String, Vec<u8>)>,
    told: &mut impl FnMut(Imported) -> bool,
) -> bool {
    let (places, mails): (Vec<String>, Vec<Vec<u8>>) = window.into_iter().unzip();
    let arrived = mails.into_iter().map(|raw| Arrived { raw, mailbox: None, place: None, all_the_same: false });
    let taken = take(arrived.collect());
    places
        .into_iter()
        .zip(taken)
        .all(|(place, taken)| told(Imported { place, taken: taken.map_err(|why| why.to_string()) }))
}

/// The files that hold mails.
fn sources(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !fs::metadata(path)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    // A Maildir keeps what is read in `cur` and what is not in `new`; in `tmp` lies what is not whole.
    for folder in [path.to_owned(), path.join("cur"), path.join("new")] {
        if !folder.is_dir() {
            continue;
        }
        let of_maildir = folder != path;
        for entry in fs::read_dir(&folder)? {
            let file = entry?.path();
            let is_mail = file.extension().is_some_and(|ending| ending == "eml" || ending == "mbox");
            if file.is_file() && (of_maildir || is_mail) {
                found.push(file);
            }
        }
    }
    found.sort();
    Ok(found)
}

type Mails = Box<dyn Iterator<Item = (String, io::Result<Vec<u8>>)> + Send>;

/// The mails of a file: one, or those of an mbox.
fn mails(file: &Path) -> io::Result<Mails> {
    let name = file.display().to_string();
    if fs::metadata(file)?.len() <= LONGEST {
        let mut reader = BufReader::new(File::open(file)?);
        if !reader.fill_buf()?.starts_with(b"From ") {
            return Ok(Box::new(std::iter::once((name, fs::read(file)))));
        }
    }
    let reader = BufReader::new(File::open(file)?);
    let each = mbox::MessageIterator::new(reader)
        .enumerate()
        .map(move |(n, mail)| (format!("{name} {}", n + 1), mail.map(mbox::Message::unwrap_contents)));
    Ok(Box::new(each))
}
