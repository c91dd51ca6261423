//! `ventanilla token`: API tokens, without a browser.

use super::{Failure, Place, print, word};
use crate::admin::Ask;
use crate::clock::Clock;
use crate::desk::TokenDraft;
use crate::secret;
use crate::words::{Role, TokenScope};
use chrono::TimeDelta;
use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make an API token, and print it as the last word
    Create(Arguments),
}

/// The token to make.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// What it is for
    #[arg(long)]
    name: String,
    /// The role that it acts in: agent, supervisor, analyst, administrator or client
    #[arg(long, value_parser = word::<Role>)]
    role: Role,
    /// What it may do: read or write
    #[arg(long, value_parser = word::<TokenScope>, default_value_t = TokenScope::Write)]
    scope: TokenScope,
    /// After how many days it ends [default: never]
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u16).range(1..))]
    expires_days: Option<u16>,
}

pub(super) fn run(place: &Place, Command::Create(arguments): Command) -> Result<(), Failure> {
    let now = Clock::system().now();
    let token = secret::new_secret()?;
    let draft = TokenDraft {
        name: arguments.name,
        hash: secret::hex_hash(&token),
        role: arguments.role,
        scope: arguments.scope,
        expires_at: arguments.expires_days.map(|days| now.plus(TimeDelta::days(days.into()))),
    };
    place.ask(Ask::CreateToken(draft))?;
    print(&format!("This is shown once; programs send it as \"Authorization: Bearer …\": {token}\n"))
}
