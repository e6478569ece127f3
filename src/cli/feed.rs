//! `offprint feed`: RSS, Atom and JSON Feed of many articles.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    thread,
};

use offprint::{
    Job, Report,
    article::{Address, Image},
    emit::{self, File, Format, Settings, Texts},
};
use serde_json::{Map, Value};
use url::Url;

use super::{
    args::{Feed, Order},
    batch,
    collect::{self, Collection},
    lock::{self, Lock, Named},
    messages::{Messages, Misuse, chain},
    stdout::to_stdout,
    write,
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
    let (mut settings, templates) = printing.prepare()?;
    let wanted = |it: &&(&str, &str)| {
        arguments.to.is_empty() || arguments.to.iter().any(|name| name == it.0)
    };
    let files: Vec<(&str, &str)> = FILES.iter().filter(wanted).copied().collect();
    let addresses =
        addresses(arguments.channel.address.as_ref(), &files).map_err(|why| {
            Misuse::new(why).help("end it with `/`, or choose one format with -t")
        })?;
    for (format, _) in &files {
        arguments.set(format, &mut settings);
    }
    let lock = arguments.lock.clone().or_else(|| lock::place(&reading.inputs));
    let mut lock = lock.map(Lock::read).transpose().map_err(|why| {
        let help = "bring back the file as it was: the names in it are nowhere else";
        Misuse::new(why).help(help)
    })?;
    let channel = &arguments.channel;
    let mut collection =
        collect::load(reading, printing, channel, Order::Newest, messages)?;
    if collection.edition.articles.is_empty() {
        return Ok(());
    }
    for (_, file) in &files {
        collection.originals.spare(&dir.join(file))?;
    }
    if let Some(lock) = &mut lock {
        let news = name(lock, &mut collection);
        if arguments.locked && !news.is_empty() {
            let file = lock.path.display().to_string();
            for it in &news {
                messages.complain(&file, it, None);
            }
            let help = "run it once without --locked and keep the file";
            messages.error(&file, "it is locked, so nothing was written", Some(help));
            return Ok(());
        }
    }
    let mut report = Report::default();
    report.enter("feed");
    let image = arguments.image.clone().map(|it| Image::at(Address::Web(it)));
    collection.edition.channel.image = image;
    collection.edition.channel = emit::complete_channel(&collection.edition, &mut report);
    // The names come first: a feed whose names are not kept would be another next
    // time.
    if let Some(lock) = lock.filter(|_| !arguments.locked) {
        match lock.write(printing.writing()) {
            Ok(None) => (),
            Ok(Some((done, shown))) => messages.did(done.verb(), &shown),
            Err(why) => {
                messages.unwritable("", &why);
                return Ok(());
            }
        }
    }
    let texts = Texts::of(&collection.edition.articles);
    let mut done = Vec::new();
    let mut links = String::new();
    let manner = printing.writing();
    // Each is written while the next is printed, so that no more than two are in
    // memory.
    let mut open = None;
    for ((name, file), address) in files.iter().zip(&addresses) {
        let Ok(emitter) = emit::by_name(name) else { continue };
        collection.edition.channel.address.clone_from(address);
        let mut job = Job::new(&[], emitter);
        job.settings = settings.clone();
        job.templates = templates.clone();
        job.assets = &collection.folders;
        job.stem = file.split('.').next().unwrap_or(file).into();
        job.now = batch::clock();
        job.texts = Some(&texts);
        let output = job
            .print(&collection.edition, &mut report)
            .map_err(|err| Misuse::new(chain(&err)))?;
        let href = address.as_ref().map_or(*file, Url::as_str);
        links += &head_link(emitter.format(), &collection.edition.channel.title, href);
        let path = |(i, it): (usize, File)| {
            (dir.join(if i == 0 { (*file).into() } else { it.path }), it.bytes)
        };
        let made: Vec<_> = output.files.into_iter().enumerate().map(path).collect();
        for (path, _) in &made {
            collection.originals.spare(path)?;
        }
        done.extend(write::wait(open.take()));
        let write =
            move || made.iter().map(|it| write::put(&it.0, &it.1, manner)).collect();
        open = Some(thread::spawn(write));
    }
    done.extend(write::wait(open));
    let main = files.first().map(|it| dir.join(it.1).display().to_string());
    collection.tell(main.as_deref(), &once(report), messages);
    for it in done {
        match it {
            Ok((done, shown)) => {
                messages.written(done);
                messages.did(done.verb(), &shown);
            }
            Err(why) => messages.unwritable("", &why),
        }
    }
    if arguments.links
        && let Err(why) = to_stdout(links.as_bytes())
    {
        messages.unwritable("", &why);
    }
    Ok(())
}

impl Feed {
    /// Sets what the flags say of a format, where `-O` does not.
    fn set(&self, format: &str, settings: &mut Settings) {
        let hubs: Vec<&str> = self.hub.iter().map(Url::as_str).collect();
        let said = [
            ("content", self.content.as_deref().map(Value::from)),
            ("limit", self.limit.map(Value::from)),
            ("archive", self.archive.map(Value::from)),
            ("hubs", (!hubs.is_empty()).then(|| Value::from(hubs))),
            ("rights", self.copyright.as_deref().map(Value::from)),
            ("ttl", self.ttl.map(Value::from)),
        ];
        let table = settings.emit.entry(format.to_owned());
        let Value::Object(table) = table.or_insert_with(|| Value::Object(Map::new()))
        else {
            return;
        };
        for (key, value) in said {
            if let Some(value) = value.filter(|_| !table.contains_key(key)) {
                table.insert(key.to_owned(), value);
            }
        }
    }
}

/// Returns the address of each feed: that of their folder with the name of its
/// file, or the one given, if there is but one or it ends in one of their names.
fn addresses(
    given: Option<&Url>,
    files: &[(&str, &str)],
) -> Result<Vec<Option<Url>>, String> {
    let Some(given) = given else { return Ok(vec![None; files.len()]) };
    let last = given.path_segments().and_then(Iterator::last).unwrap_or_default();
    if !last.is_empty() && files.len() == 1 {
        return Ok(vec![Some(given.clone())]);
    }
    if !last.is_empty() && !files.iter().any(|it| it.1 == last) {
        return Err(format!("several feeds cannot have the address {given}"));
    }
    Ok(files.iter().map(|it| given.join(it.1).ok()).collect())
}

/// Gives every article the name it is known by.
fn name(lock: &mut Lock, collection: &mut Collection) -> Vec<String> {
    for (_, report) in &mut collection.reports {
        report.enter("feed");
    }
    let names: Vec<String> = collection.reports.iter().map(|it| it.0.clone()).collect();
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for it in &names {
        *count.entry(it).or_default() += 1;
    }
    let articles = collection.edition.articles.iter_mut();
    let mut named: Vec<Named<'_>> = articles
        .zip(&mut collection.reports)
        .enumerate()
        .map(|(i, (article, (_, report)))| {
            report.enter("feed");
            let source = (count[&*names[i]] == 1).then(|| Path::new(&*names[i]));
            Named { article, report, source }
        })
        .collect();
    lock.name(&mut named, batch::clock())
}

/// Returns a line for the head of a web page that leads readers to a feed.
fn head_link(format: Format, title: &str, href: &str) -> String {
    let quoted = |text: &str| {
        text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
    };
    let (media_type, title, href) = (format.media_type, quoted(title), quoted(href));
    format!(
        "<link rel=\"alternate\" type=\"{media_type}\" title=\"{title}\" href=\"{href}\">\n"
    )
}

/// Keeps one of several entries that say the same of the same thing, which each
/// format reported for itself.
fn once(mut report: Report) -> Report {
    let mut seen = BTreeSet::new();
    report.entries.retain(|it| seen.insert((it.code, it.subject.clone())));
    report
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(given: &str, files: &[(&str, &str)]) -> Result<Vec<String>, String> {
        let given = given.parse().unwrap();
        let found = addresses(Some(&given), files)?;
        Ok(found.into_iter().map(|it| it.unwrap().into()).collect())
    }

    #[test]
    fn each_feed_has_an_address_of_its_own() {
        let all = [
            "https://a.example/x/feed.xml",
            "https://a.example/x/atom.xml",
            "https://a.example/x/feed.json",
        ];
        assert_eq!(told("https://a.example/x/", FILES).unwrap(), all);
        assert_eq!(told("https://a.example/x/atom.xml", FILES).unwrap(), all);
        assert!(told("https://a.example/x", FILES).is_err());
        assert_eq!(
            told("https://a.example/x", &FILES[..1]).unwrap(),
            ["https://a.example/x"]
        );
        assert_eq!(addresses(None, FILES).unwrap(), [None, None, None]);
    }

    #[test]
    fn a_title_cannot_end_the_line_it_is_in() {
        let format = emit::by_name("rss").unwrap().format();
        assert_eq!(
            head_link(format, "A \"B\" & C", "/feed.xml?a&b"),
            "<link rel=\"alternate\" type=\"application/rss+xml\" \
             title=\"A &quot;B&quot; &amp; C\" href=\"/feed.xml?a&amp;b\">\n"
        );
    }
}
