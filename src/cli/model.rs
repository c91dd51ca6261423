//! `ventanilla model`: the service model as a file.

use super::{Failure, Place, moment, print};
use crate::admin::{self, Ask, Done, Tested};
use crate::clock::Clock;
use crate::moment::Moment;
use clap::{Args, Subcommand};
use std::path::{Path, PathBuf};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Print the model in force (TOML), while the desk runs
    Export(Export),
    /// Take a model in as the draft, and say what is wrong with it, while the desk runs
    Import(Import),
    /// Run the scenarios of an exported model, without a desk; fails when one does not come out as it should
    Test(Test),
}

/// What is tested.
#[derive(Debug, Args)]
pub(super) struct Test {
    /// The file; - for the standard input
    file: PathBuf,
    /// The moment at which the model is to be put in force: a calendar that is closed from then on is wrong [default: now]
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    at: Option<Moment>,
}

/// What is printed.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// What is being worked on, instead of what is in force
    #[arg(long)]
    draft: bool,
}

/// What is taken in.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// The file; - for the standard input
    file: PathBuf,
    /// Put it in force at once; nothing may be wrong with it
    #[arg(long)]
    publish: bool,
}

pub(super) fn run(place: &Place, command: &Command) -> Result<(), Failure> {
    match command {
        Command::Export(Export { draft }) => match place.ask(Ask::ExportModel { draft: *draft })? {
            Done::Model(text) => print(&text),
            _ => Err(Failure::another_version()),
        },
        Command::Test(Test { file, at }) => test(&read(file)?, at.unwrap_or_else(|| Clock::system().now())),
        Command::Import(Import { file, publish }) => {
            let text = read(file)?;
            match place.ask(Ask::ImportModel { text, publish: *publish })? {
                Done::ModelImported { version: Some(version), .. } => {
                    print(&format!("version {version} is in force\n"))
                }
                Done::ModelImported { version: None, faults } => {
                    faults.iter().for_each(|fault| eprintln!("{fault}"));
                    print(&match faults.len() {
                        0 => "the draft is ready to be published\n".to_owned(),
                        n => format!("the draft is there; {n} to correct before it can be published\n"),
                    })
                }
                _ => Err(Failure::another_version()),
            }
        }
    }
}

/// Says of each scenario whether it came out as it should, and where not.
fn test(text: &str, now: Moment) -> Result<(), Failure> {
    let tested = admin::test_model(text, now).map_err(|faults| Failure::No(faults.join("; ")))?;
    let mut told = String::new();
    for Tested { name, deviations } in &tested {
        let verdict = if deviations.is_empty() { "passes" } else { "FAILS" };
        told.push_str(&format!("{verdict}  {name}\n"));
        deviations.iter().for_each(|deviation| told.push_str(&format!("        {deviation}\n")));
    }
    print(&told)?;
    match tested.iter().filter(|tested| !tested.deviations.is_empty()).count() {
        0 => print(&format!("{} of {} scenarios pass\n", tested.len(), tested.len())),
        failing => Err(Failure::No(format!("{failing} of {} scenarios fail", tested.len()))),
    }
}

fn read(file: &Path) -> Result<String, Failure> {
    let text =
        if file == Path::new("-") { std::io::read_to_string(std::io::stdin()) } else { std::fs::read_to_string(file) };
    text.map_err(|error| Failure::Usage(format!("{}: {error}", file.display())))
}
