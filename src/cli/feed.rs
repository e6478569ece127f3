//! `offprint feed`: RSS, Atom and JSON Feed of many articles.

use offprint::{Job, Report, emit};

use super::{
    Code,
    args::{Feed, Order},
    batch, collect,
    messages::{Messages, chain},
};

/// The formats, and what each is called in a folder.
const FILES: &[(&str, &str)] =
    &[("rss", "feed.xml"), ("atom", "atom.xml"), ("json-feed", "feed.json")];

pub(super) fn run(arguments: &Feed, messages: &Messages) -> Code {
    let (settings, templates) =
        match (arguments.printing.settings(), arguments.printing.templates()) {
            (Ok(settings), Ok(templates)) => (settings, templates),
            (Err(why), _) | (_, Err(why)) => {
                messages.error("", &why, None);
                return Code::Usage;
            }
        };
    let (reading, printing) = (&arguments.reading, &arguments.printing);
    let channel = &arguments.channel;
    let mut collection =
        collect::load(reading, printing, channel, Order::Newest, messages);
    if collection.edition.articles.is_empty() {
        return Code::NoArticle;
    }
    if let Some(limit) = arguments.limit {
        collection.truncate(limit);
    }
    let mut report = Report::default();
    let mut files = Vec::new();
    for (format, name) in FILES {
        if !arguments.to.is_empty() && !arguments.to.iter().any(|it| it == format) {
            continue;
        }
        let Ok(emitter) = emit::by_name(format) else { continue };
        let mut job = Job::new(&[], emitter);
        job.settings = settings.clone();
        job.templates = templates.clone();
        job.assets = &collection.folders;
        job.stem = name.split('.').next().unwrap_or(name).into();
        job.now = batch::now();
        match job.print(&collection.edition, &mut report) {
            Ok(output) => {
                for (i, file) in output.files.into_iter().enumerate() {
                    let path = if i == 0 { (*name).into() } else { file.path };
                    files.push((arguments.dir.join(path), file.bytes));
                }
            }
            Err(err) => {
                messages.error("", &chain(&err), None);
                return Code::Usage;
            }
        }
    }
    collection.settle(&report, &files, printing, messages)
}
