//! `offprint inspect`: what was found on each page, by which rule, and what
//! disagreed.

mod row;
mod running;
mod show;

use std::{collections::BTreeSet, ops::ControlFlow, path::PathBuf};

use super::{
    args::Inspect,
    batch::{self, Failure},
    input::{self, Input},
    isolate,
    messages::{Messages, Misuse},
    stdout::{Reader, to_stdout},
    threads, watch,
};

pub(super) fn run(arguments: &Inspect, messages: &Messages) -> Result<(), Misuse> {
    let reading = &arguments.reading;
    let round = |changed: Option<&BTreeSet<PathBuf>>| {
        let inputs = input::changed(input::expand(reading)?, changed);
        show(arguments, &input::named(inputs, messages), messages);
        Ok(())
    };
    match reading.watch {
        true => watch::run(&[reading], messages, round),
        false => round(None),
    }
}

fn show(arguments: &Inspect, inputs: &[Input], messages: &Messages) {
    let manner = arguments.reading.manner();
    let (json, explain) = (arguments.json, arguments.explain);
    isolate::each(
        inputs.to_vec(),
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
            match to_stdout(text.as_bytes()) {
                Ok(Reader::There) => ControlFlow::Continue(()),
                Ok(Reader::Gone) => ControlFlow::Break(()),
                Err(why) => {
                    messages.unwritable("", &why);
                    ControlFlow::Break(())
                }
            }
        },
    );
}
