//! Many inputs, one after another or side by side, each on its own.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashSet},
    ops::ControlFlow,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use jiff::Timestamp;
use offprint::{
    Article, ErrorKind, Report,
    article::{Address, Block, Body, Image, Inline, Piece},
    emit::epub::Packed,
    load::{self, Source},
    report::Code as ReportCode,
};
use url::Url;

use super::{
    assets::Beside,
    fetch::{Fetcher, Held, Trouble},
    input::{Input, Manner, Unread, loader_names, reason},
    isolate::{self, Place, Refused},
    saved, threads,
    watch::{self, Stamp},
};

/// An article that was read, and where from.
#[derive(Clone, Debug)]
pub(super) struct Loaded {
    pub(super) article: Article,
    pub(super) report: Report,
    pub(super) name: String,
    pub(super) stem: String,
    pub(super) beside: Beside,
}

impl Loaded {
    /// Makes the article take no more room than it needs, for as long as it stays
    /// in memory.
    pub(super) fn shrink(&mut self) {
        // A copy is as large as what is in it.
        self.article = self.article.clone();
    }
}

/// Why an input gave no article.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) name: String,
    pub(super) message: String,
    pub(super) help: Option<String>,
    /// Whether it was refused for safety.
    pub(super) refused: bool,
}

impl Failure {
    /// Says of an input why it was refused.
    pub(super) fn of(input: &Input, why: Refused) -> Self {
        let Refused { message, help, .. } = why;
        Self { name: input.name(), message, help, refused: false }
    }
}

type Shared = Arc<Vec<Loaded>>;

/// What was loaded before, and what the file was then.
#[derive(Debug, Default)]
pub(super) struct Kept {
    loaded: Mutex<BTreeMap<PathBuf, (Stamp, Shared)>>,
    /// What was compressed for books.
    pub(super) packed: Arc<Packed>,
}

/// Reads inputs side by side, loads what is in them and makes each article ready
/// for what is done with it. Gives the results in the order of the inputs.
pub(super) fn load_each(
    inputs: &[Input],
    manner: &Arc<Manner>,
    ready: impl Fn(&mut Loaded) + Send + Sync + 'static,
    mut take: impl FnMut(Result<Vec<Loaded>, Failure>),
) {
    let manner = Arc::clone(manner);
    isolate::each(
        inputs.to_vec(),
        threads::count(),
        move |it, place| {
            let mut loaded = load(&it, &manner, false, place)?;
            // What is kept gives copies, which are as they should be.
            if manner.kept.is_none() {
                loaded.iter_mut().for_each(&ready);
            }
            Ok(loaded)
        },
        |at, why| Err(Failure::of(&inputs[at], why)),
        |it| {
            take(it);
            ControlFlow::Continue(())
        },
    );
}

/// Reads an input and loads what is in it, unless that is known already.
pub(super) fn load(
    input: &Input,
    manner: &Manner,
    explain: bool,
    place: &Place,
) -> Result<Vec<Loaded>, Failure> {
    let (Some(kept), Some(path)) = (manner.kept.as_deref(), input.path()) else {
        return load_anew(input, manner, explain, place);
    };
    let now = watch::stamp(path);
    let lock = || kept.loaded.lock().unwrap_or_else(PoisonError::into_inner);
    let known = lock().get(path).filter(|it| it.0 == now).map(|it| Arc::clone(&it.1));
    let loaded = match known {
        Some(it) => it,
        None => {
            let it = Arc::new(load_anew(input, manner, explain, place)?);
            lock().insert(path.to_owned(), (now, Arc::clone(&it)));
            it
        }
    };
    Ok(Vec::clone(&loaded))
}

/// Reads an input and loads what is in it.
fn load_anew(
    input: &Input,
    manner: &Manner,
    explain: bool,
    place: &Place,
) -> Result<Vec<Loaded>, Failure> {
    let name = input.name();
    let fail = |message: String, help: Option<String>| Failure {
        name: name.clone(),
        message,
        help,
        refused: false,
    };
    let mut source = match input.read(manner) {
        Ok(it) => it,
        Err(Unread::Disk(err)) => return Err(fail(reason(&err), None)),
        Err(Unread::Web(trouble)) => {
            let mut failure = fail(trouble.why().to_owned(), None);
            failure.refused = matches!(trouble, Trouble::Refused(_));
            return Err(failure);
        }
    };
    let files = saved::unpack(&mut source, input.path());
    let mut report = if explain { Report::explaining() } else { Report::default() };
    let mut loaded = load_source(&source, manner, place, &mut report);
    let host = loaded.as_ref().ok().and_then(|it| manner.host(it.first()?));
    // Only now is it known whose page it is.
    if let Some(host) = host {
        host.apply(&mut source);
        report = if explain { Report::explaining() } else { Report::default() };
        loaded = load_source(&source, manner, place, &mut report);
    }
    let articles = match loaded {
        Err(err) => {
            let help = err.help.or_else(|| advice(err.kind?, &source));
            // The name is in front of the message already.
            let message = err.message.replace(&format!(" {name}"), " it");
            let message = message.replacen(&format!("{name} is"), "this is", 1);
            return Err(fail(message, help));
        }
        Ok(it) if it.iter().all(is_blank) => {
            let help = advice(ErrorKind::NoArticle, &source);
            return Err(fail("found no article in it".into(), help));
        }
        Ok(it) => it,
    };
    let mut files: BTreeMap<String, Held> =
        files.into_iter().map(|(name, bytes)| (name, Held::Bytes(bytes))).collect();
    if let Some(fetcher) = manner.fetches_for(input) {
        for article in &articles {
            fetch(fetcher, article, &mut files, &mut report);
        }
    }
    let many = 1 < articles.len();
    let stem = input.stem();
    let rows = articles.into_iter().enumerate().map(|(i, article)| Loaded {
        article,
        report: std::mem::take(&mut report),
        name: name.clone(),
        stem: if many { format!("{stem}-{}", i + 1) } else { stem.clone() },
        beside: Beside {
            folder: input.folder().map(Into::into),
            // What several articles share is with each.
            files: if many { files.clone() } else { std::mem::take(&mut files) },
        },
    });
    Ok(rows.collect())
}

/// Returns whether there is nothing in an article that could be read or looked at.
fn is_blank(article: &Article) -> bool {
    let card = &article.metadata;
    let words = [Some(&card.title), card.subtitle.as_ref(), card.summary.as_ref()];
    let remarks = &article.discussion;
    let mut blank = words.into_iter().flatten().all(|it| it.trim().is_empty())
        && remarks.comments.is_empty()
        && remarks.mentions.is_empty()
        && article.body.text().trim().is_empty();
    article.body.walk(&mut |piece| match piece {
        Piece::Block(Block::Image(_) | Block::Embed(_) | Block::Math(_))
        | Piece::Inline(Inline::Image(_) | Inline::Math(_)) => blank = false,
        // What else there is has text, if it holds anything.
        _ => (),
    });
    blank
}

/// Fetches the pictures that an article names on the web.
fn fetch(
    fetcher: &Fetcher,
    article: &Article,
    files: &mut BTreeMap<String, Held>,
    report: &mut Report,
) {
    let mut wanted = addresses(article);
    wanted.retain(|it| !files.contains_key(it.as_str()));
    for (url, found) in fetcher.pictures(wanted) {
        match found {
            Ok(held) => {
                files.insert(url.into(), held);
            }
            Err(trouble) => {
                let why = trouble.why();
                report.add(ReportCode::ImageUnfetched, format!("{url}: {why}"));
            }
        }
    }
}

/// Returns where the pictures of an article are, in the order they are met.
fn addresses(article: &Article) -> Vec<Url> {
    let mut found = Vec::new();
    let mut known = HashSet::new();
    let mut add = |image: &Image| {
        if let Address::Web(url) = &image.address
            && known.insert(url.clone())
        {
            found.push(url.clone());
        }
    };
    article.metadata.image.iter().for_each(&mut add);
    let remarks = &article.discussion;
    let mut bodies = vec![Cow::Borrowed(&article.body)];
    let parts = (article.authors.iter().map(|it| &it.bio))
        .chain([&article.provenance.notice])
        .chain(remarks.comments.iter().map(|it| &it.content))
        .chain(remarks.mentions.iter().map(|it| &it.content));
    for blocks in parts.filter(|it| !it.is_empty()) {
        let mut body = Body::default();
        body.blocks.clone_from(blocks);
        bodies.push(Cow::Owned(body));
    }
    for body in &bodies {
        body.walk(&mut |piece| match piece {
            Piece::Block(Block::Image(it)) | Piece::Inline(Inline::Image(it)) => add(it),
            Piece::Block(Block::Embed(it)) => it.poster.iter().for_each(&mut add),
            // What else there is to walk over is no picture.
            _ => (),
        });
    }
    article.authors.iter().filter_map(|it| it.portrait.as_ref()).for_each(&mut add);
    found
}

fn load_source(
    source: &Source,
    manner: &Manner,
    place: &Place,
    report: &mut Report,
) -> Result<Vec<Article>, Refused> {
    let from = manner.from.as_deref();
    let isolated = manner.workers.as_ref();
    if let Some(loaded) = isolated.and_then(|it| it.load(source, from, report)) {
        return loaded;
    }
    let seconds = isolated.map_or(0, |it| it.seconds(source));
    let loaded = place.timed(seconds, || match from {
        None => load::load(source, report),
        Some(from) => {
            load::by_name(from).and_then(|it| load::load_as(it, source, report))
        }
    });
    loaded.map_err(|err| Refused::by(&err))
}

fn advice(kind: ErrorKind, source: &Source) -> Option<String> {
    match kind {
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

/// Reports dates of an article that are later than now. The time of an output
/// says nothing about that: where there is no clock, it is the epoch.
pub(super) fn look_ahead(article: &Article, report: &mut Report) {
    if now() != Timestamp::UNIX_EPOCH {
        return;
    }
    let card = &article.metadata;
    let day = jiff::SignedDuration::from_hours(24);
    let soon = clock().checked_add(day).unwrap_or(Timestamp::MAX);
    for date in [card.published, card.updated].into_iter().flatten() {
        if soon < date.instant() {
            report
                .add(ReportCode::DateAhead, format!("{date} of “{}”", card.title.trim()));
        }
    }
}

/// Returns the time it is: `SOURCE_DATE_EPOCH` where it is set.
pub(super) fn clock() -> Timestamp {
    let set = now();
    if set == Timestamp::UNIX_EPOCH { Timestamp::now() } else { set }
}
