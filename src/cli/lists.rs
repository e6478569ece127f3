//! `offprint formats` and `offprint explain`: what the program knows by heart.

use std::fmt::Write as _;

use offprint::{
    emit::EMITTERS,
    load::LOADERS,
    report::{Code as ReportCode, Effect},
};
use serde_json::Value;

use super::{
    Code, meanings,
    messages::{Messages, Misuse},
    stdout::print,
};

/// Prints the formats, their files and their settings with defaults and meanings.
pub(super) fn formats(messages: &Messages) -> Code {
    let mut out = String::from("Formats to write (-t):\n");
    let width = EMITTERS.iter().map(|it| it.format().name.len()).max().unwrap_or(0);
    for emitter in EMITTERS {
        let format = emitter.format();
        _ = writeln!(
            out,
            "  {:width$}  .{:<5} {}",
            format.name, format.extension, format.summary
        );
        if let Value::Object(defaults) = emitter.defaults() {
            for (key, value) in defaults {
                let value = match value {
                    Value::Null => "…".to_owned(),
                    Value::String(text) => text,
                    it => it.to_string(),
                };
                let name = format.name;
                let meaning = meanings::of(name, &key).unwrap_or_default();
                _ = writeln!(out, "  {:width$}  -O {name}.{key}={value}", "");
                _ = writeln!(out, "  {:width$}       {meaning}", "");
            }
        }
    }
    out.push_str("\nFormats to read (-f), told from the input where -f is absent:\n");
    for loader in LOADERS {
        _ = writeln!(out, "  {}", loader.name());
    }
    print(out.as_bytes(), messages)
}

/// Prints what a report code means, or all codes.
pub(super) fn explain(code: Option<&str>, messages: &Messages) -> Result<Code, Misuse> {
    let Some(code) = code else {
        let mut out = String::new();
        let width = ReportCode::ALL.iter().map(|it| it.id().len()).max().unwrap_or(0);
        for it in ReportCode::ALL {
            let first = it.explain().split("\n\n").next().unwrap_or_default();
            let first = first.lines().map(str::trim).collect::<Vec<_>>().join(" ");
            _ = writeln!(out, "{:width$}  {:8}  {first}", it.id(), grade(it.effect()));
        }
        return Ok(print(out.as_bytes(), messages));
    };
    match ReportCode::ALL.iter().find(|it| it.id() == code) {
        Some(it) => {
            let mut out = format!("{} ({})\n\n", it.id(), grade(it.effect()));
            for line in it.explain().lines() {
                _ = writeln!(out, "{}", line.trim());
            }
            Ok(print(out.as_bytes(), messages))
        }
        None => {
            let ids: Vec<&str> = ReportCode::ALL.iter().map(|it| it.id()).collect();
            let help = super::nearest(code, &ids).map_or_else(
                || "`offprint explain` lists them all".into(),
                |it| format!("did you mean `{it}`?"),
            );
            Err(Misuse::new(format!("unknown code `{code}`")).help(help))
        }
    }
}

/// Returns the word for how much an entry matters.
pub(super) fn grade(effect: Effect) -> &'static str {
    match effect {
        Effect::Noted => "noted",
        Effect::Guessed => "guessed",
        Effect::Degraded => "degraded",
        Effect::Dropped => "dropped",
        _ => "other",
    }
}
