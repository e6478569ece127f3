//! `offprint feed`: RSS, Atom and JSON Feed of many articles.

use offprint::{Job, Report, emit};

use super::{
    args::{Feed, Order},
    batch, collect,
    messages::{Messages, Misuse, chain},
};

/// The formats, and what each is called in a folder.
const FILES: &[(&str, &str)] =
    &[("rss", "feed.xml"), ("atom", "atom.xml"), ("json-feed", "feed.json")];

pub(super) fn run(arguments: &Feed, messages: &Messages) -> Result<(), Misuse> {
    let Some(dir) = &arguments.dir else {
        let why = "where to? feeds need a folder";
        return Err(Misuse::new(why).help("name one with -d"));
    };
    let (reading, printing) = (&arguments.reading, &arguments.printing);
    let (settings, templates) = printing.prepare()?;
    let channel = &arguments.channel;
    let mut collection =
        collect::load(reading, printing, channel, Order::Newest, messages)?;
    if collection.edition.articles.is_empty() {
        return Ok(());
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
        let output = job
            .print(&collection.edition, &mut report)
            .map_err(|err| Misuse::new(chain(&err)))?;
        for (i, file) in output.files.into_iter().enumerate() {
            let path = if i == 0 { (*name).into() } else { file.path };
            files.push((dir.join(path), file.bytes));
        }
    }
    collection.settle(&report, &files, printing, messages);
    Ok(())
}
