//! `offprint book`: many articles in one EPUB.

use offprint::{Job, Report, emit};

use super::{
    Code,
    args::Book,
    batch, collect,
    messages::{Messages, chain},
};

pub(super) fn run(arguments: &Book, messages: &Messages) -> Code {
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
        collect::load(reading, printing, channel, arguments.order, messages);
    if collection.edition.articles.is_empty() {
        return Code::NoArticle;
    }
    if arguments.reverse {
        collection.reverse();
    }
    let emitter = match emit::by_name("epub") {
        Ok(it) => it,
        Err(err) => {
            messages.error("", &chain(&err), None);
            return Code::Usage;
        }
    };
    let mut report = Report::default();
    let mut job = Job::new(&[], emitter);
    job.settings = settings;
    job.templates = templates;
    job.assets = &collection.folders;
    let stem = arguments.output.file_stem().unwrap_or_default();
    job.stem = stem.to_string_lossy().into_owned();
    job.now = batch::now();
    match job.print(&collection.edition, &mut report) {
        Ok(output) => {
            let files: Vec<_> = output
                .files
                .into_iter()
                .take(1)
                .map(|it| (arguments.output.clone(), it.bytes))
                .collect();
            collection.settle(report, &files, printing, messages)
        }
        Err(err) => {
            messages.error("", &chain(&err), None);
            Code::Usage
        }
    }
}
