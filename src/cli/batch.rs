//! Many inputs, one after another or side by side, each on its own.

use std::{panic, path::PathBuf};

use jiff::Timestamp;
use offprint::{
    Article, ErrorKind, Report,
    load::{self, Source},
};

use super::{
    input::{Input, Manner, loader_names, reason},
    messages::chain,
};

/// An article that was read, and where from.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) article: Article,
    pub(super) report: Report,
    pub(super) name: String,
    pub(super) stem: String,
    pub(super) folder: Option<PathBuf>,
}

/// Why an input gave no article.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) name: String,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

/// Reads an input and loads what is in it. A panic costs this input alone.
pub(super) fn load(
    input: &Input,
    manner: &Manner,
    explain: bool,
) -> Result<Vec<Loaded>, Failure> {
    let name = input.name();
    let fail = |message: String, help: Option<String>| Failure {
        name: name.clone(),
        message,
        help,
    };
    let source = input.read(manner).map_err(|err| fail(reason(&err), None))?;
    let mut report = if explain { Report::explaining() } else { Report::default() };
    let caught = panic::catch_unwind(panic::AssertUnwindSafe(|| {
        load_source(&source, manner, &mut report)
    }));
    let articles = match caught {
        Err(_) => {
            let help = "please report this page; the others are not affected";
            return Err(fail("the program failed on it".into(), Some(help.into())));
        }
        Ok(Err(err)) => {
            let help = advice(&err, &source);
            // The name is in front of the message already.
            let message = chain(&err).replace(&format!(" {name}"), " it");
            let message = message.replacen(&format!("{name} is"), "this is", 1);
            return Err(fail(message, help));
        }
        Ok(Ok(it)) => it,
    };
    let many = 1 < articles.len();
    let stem = input.stem();
    let rows = articles.into_iter().enumerate().map(|(i, article)| Loaded {
        article,
        report: std::mem::take(&mut report),
        name: name.clone(),
        stem: if many { format!("{stem}-{}", i + 1) } else { stem.clone() },
        folder: input.folder().map(Into::into),
    });
    Ok(rows.collect())
}

fn load_source(
    source: &Source,
    manner: &Manner,
    report: &mut Report,
) -> offprint::Result<Vec<Article>> {
    match &manner.from {
        None => load::load(source, report),
        Some(from) => load::by_name(from)?.load(source, report),
    }
}

fn advice(err: &offprint::Error, source: &Source) -> Option<String> {
    match err.kind() {
        ErrorKind::UnknownFormat => Some(format!(
            "name its format with --from, one of: {}",
            loader_names().join(", ")
        )),
        ErrorKind::NoArticle if !source.bytes.is_empty() => {
            Some("`offprint inspect --explain` shows what was taken for what".into())
        }
        ErrorKind::TooNew => {
            Some("it was written by a newer offprint; update this one".into())
        }
        _ => None,
    }
}

/// Returns the time that outputs may print: `SOURCE_DATE_EPOCH` where it is set.
///
/// Without it there is no clock: an output that needs a time and finds none in
/// its articles prints the epoch, so that the same input gives the same bytes.
pub(super) fn now() -> Timestamp {
    std::env::var("SOURCE_DATE_EPOCH")
        .ok()
        .and_then(|it| it.trim().parse().ok())
        .and_then(|it| Timestamp::from_second(it).ok())
        .unwrap_or(Timestamp::UNIX_EPOCH)
}
