//! What shells and `man` want to know, from the same source as the command line.

use std::{fs, path::Path};

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Code, args::Arguments, input::reason, messages::Messages, stdout::print};

/// Prints the completions for a shell.
pub(super) fn completions(shell: Shell, messages: &Messages) -> Code {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "offprint", &mut out);
    print(&out, messages)
}

/// Writes the manual to a folder.
pub(super) fn manual(folder: &Path, messages: &Messages) -> Code {
    let written = fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(Arguments::command(), folder));
    let shown = folder.display();
    match written {
        Ok(()) => {
            messages.did("Written", &format!("{shown}/offprint*.1"));
            Code::Done
        }
        Err(err) => {
            messages.unwritable("", &format!("cannot write {shown}: {}", reason(&err)));
            Code::CannotWrite
        }
    }
}
