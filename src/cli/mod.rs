//! Flags, files, the clock and the terminal, around the library.

mod inspect;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

/// Loads an article once and prints it for every outlet.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Show what was found on each page, and by which rule.
    Inspect {
        /// Print one JSON object a line.
        #[arg(long)]
        json: bool,
        /// Also show which elements were taken for what.
        #[arg(long)]
        explain: bool,
        /// The pages.
        #[arg(required = true)]
        inputs: Vec<PathBuf>,
    },
}

/// Runs the program and returns its exit code.
pub(crate) fn run() -> ExitCode {
    match Arguments::parse().command {
        Command::Inspect { json, explain, inputs } => {
            inspect::run(&inputs, json, explain)
        }
    }
}
