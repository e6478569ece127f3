//! `offprint inspect`: what was found on each page, by which rule, and what
//! disagreed.

mod row;
mod running;
mod show;

use std::ops::ControlFlow;

use super::{
    args::Inspect,
    batch::{self, Failure},
    input, isolate,
    messages::{Messages, Misuse, to_stdout},
    threads,
};

pub(super) fn run(arguments: &Inspect, messages: &Messages) -> Result<(), Misuse> {
    let manner = arguments.reading.manner();
    let inputs = input::named(input::expand(&arguments.reading)?, messages);
    let (json, explain) = (arguments.json, arguments.explain);
    isolate::each(
        inputs.clone(),
        threads::count(),
        move |input, place| {
            let loaded = batch::load(&input, &manner, explain, place)?;
            let describe = if json { row::describe } else { show::describe };
            Ok(loaded.iter().map(describe).collect())
        },
        |at, why| Err(Failure::of(&inputs[at], why)),
        |described: Result<String, Failure>| {
            let text = match described {
                Ok(text) => {
                    messages.read(1);
                    text
                }
                Err(failure) => {
                    messages.failure(&failure);
                    if json { row::failed(&failure) } else { String::new() }
                }
            };
            if to_stdout(text.as_bytes()).is_err() {
                messages.unwritable("", "cannot write to standard output");
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        },
    );
    Ok(())
}
