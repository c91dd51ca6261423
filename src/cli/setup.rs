//! `ventanilla setup`: the first administrator, without a browser.

use super::{Failure, Place, print, word};
use crate::admin::HERE;
use crate::clock::Clock;
use crate::desk::{ActorRef, Settings};
use crate::http::entry::password;
use crate::http::setup::first_administrator;
use crate::store::Request;
use crate::words::Language;
use clap::Args;
use std::io::BufRead;

/// Who administers, and what the desk is called and speaks.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The address to sign in with
    #[arg(long, value_name = "EMAIL")]
    admin_email: String,
    /// Read the password from the first line of the standard input
    #[arg(long, required = true)]
    admin_password_stdin: bool,
    /// Their full name [default: the address]
    #[arg(long, value_name = "NAME")]
    admin_name: Option<String>,
    /// What the desk is called
    #[arg(long, value_name = "DESK", default_value_t = Settings::default().name)]
    name: String,
    /// The language that it speaks: es, en or pt
    #[arg(long, value_parser = word::<Language>, default_value_t = Settings::default().language)]
    language: Language,
    /// Its time zone
    #[arg(long, value_name = "ZONE", default_value_t = Settings::default().time_zone)]
    time_zone: String,
    /// The country by which local telephone numbers are read
    #[arg(long, value_name = "CODE", default_value_t = Settings::default().country)]
    country: String,
}

pub(super) fn run(place: &Place, arguments: Arguments) -> Result<(), Failure> {
    let mut line = String::new();
    std::io::stdin()
        .lock()
        .read_line(&mut line)
        .map_err(|error| Failure::Usage(format!("the password cannot be read: {error}")))?;
    let new = line.trim_end_matches(['\n', '\r']);
    let characters = new.chars().count();
    if !(password::FEWEST_CHARACTERS..=password::MOST_CHARACTERS).contains(&characters) {
        return Err(Failure::Usage(format!(
            "the password has {characters} characters; give one of {} to {} on the standard input",
            password::FEWEST_CHARACTERS,
            password::MOST_CHARACTERS
        )));
    }
    let settings = Settings {
        name: arguments.name,
        language: arguments.language,
        time_zone: arguments.time_zone,
        country: arguments.country,
        ..Settings::default()
    };
    let name = arguments.admin_name.unwrap_or_else(|| arguments.admin_email.clone());
    let store = place.open()?;
    let command = first_administrator(name, arguments.admin_email.clone(), Ok(password::hash(new)?), settings);
    let done = store.submit_blocking(Request::new(ActorRef::Setup, command, Clock::system().now()).from(HERE));
    store.close()?;
    done?;
    print(&format!("{} administers the desk now\n", arguments.admin_email))
}
