//! `ventanilla man`: the manual pages, made of the command line itself, for whoever makes a package.

use super::{Cli, Failure};
use clap::CommandFactory;
use std::path::PathBuf;

/// Where they go.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// A folder that is there
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let written = clap_mangen::generate_to(Cli::command(), &arguments.folder);
    written.map_err(|error| Failure::No(format!("{}: cannot write here ({error})", arguments.folder.display())))
}

#[cfg(test)]
mod tests {
    use super::Cli;
    use clap::{Command, CommandFactory};

    /// What of a command, and of those below it, does not say what it is for.
    fn silent(command: &Command) -> Vec<String> {
        let name = command.get_name();
        let mut silent: Vec<String> = command
            .get_arguments()
            .filter(|argument| !argument.is_hide_set() && argument.get_help().is_none())
            .map(|argument| format!("{name}: {}", argument.get_id()))
            .collect();
        if command.get_about().is_none() {
            silent.push(name.to_owned());
        }
        silent.extend(command.get_subcommands().flat_map(self::silent));
        silent
    }

    #[test]
    fn every_command_and_every_option_says_what_it_is_for() {
        let mut cli = Cli::command();
        cli.build();
        cli.clone().debug_assert();
        assert_eq!(silent(&cli), Vec::<String>::new());
    }
}
