//! Essays that are read, noted and put down, and taken up again one by one.
//!
//! A book is planned before it is printed, so every essay is read first. As many
//! as there is room for stay in memory; the rest are read again when their turn
//! comes, which costs time and no memory. Pictures are read when they are
//! printed, and never kept.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use offprint::{
    Article, Error, Report, Result,
    article::{Block, Inline, Piece},
    emit::epub::Plan,
};

use crate::cli::{
    args::{Printing, Reading},
    assets::Folders,
    batch::{self, Failure, Loaded},
    input::{self, Input, Manner},
    messages::{Messages, Misuse},
    originals::Originals,
};

/// How much text stays in memory, in bytes.
const ROOM: usize = 1 << 27;

/// The essays of a book, in the order they were given.
pub(super) struct Shelf<'a> {
    reading: &'a Reading,
    manner: Arc<Manner>,
    inputs: Vec<Input>,
    essays: Vec<Essay>,
    /// How many bytes of text are in memory.
    held: usize,
    room: usize,
    /// The input that was read again last, and the essays in it.
    open: Option<(usize, Vec<Option<Article>>)>,
    /// The deepest folder that all inputs are in.
    root: PathBuf,
    /// For each essay, the name of its input and what loading it reported.
    pub(super) reports: Vec<(String, Report)>,
}

struct Essay {
    /// The place of its input, and its own place in that.
    input: usize,
    nth: usize,
    /// The essay, unless it was put down.
    article: Option<Article>,
}

impl<'a> Shelf<'a> {
    /// Reads every input and notes every essay in a plan. What cannot be read is
    /// named and left out.
    pub(super) fn fill(
        reading: &'a Reading,
        printing: &Printing,
        plan: &mut Plan,
        messages: &Messages,
    ) -> std::result::Result<(Self, Folders), Misuse> {
        let inputs = input::named(input::expand(reading)?, messages);
        Originals::of(&inputs).spare_from_report(printing)?;
        let mut manner = reading.manner();
        manner.pictures = printing.holds_pictures();
        if 1 < inputs.len() {
            messages.did("Reading", &format!("{} files", inputs.len()));
        }
        let root = common_folder(&inputs);
        let mut shelf = Self {
            reading,
            manner: Arc::new(manner),
            inputs: Vec::new(),
            essays: Vec::new(),
            held: 0,
            room: ROOM,
            open: None,
            root,
            reports: Vec::new(),
        };
        let mut folders =
            Folders { root: printing.image_root.clone(), ..Folders::default() };
        let progress = messages.progress(inputs.len());
        let mut input = 0;
        let manner = Arc::clone(&shelf.manner);
        batch::load_each(&inputs, &manner, Loaded::shrink, |it| {
            progress.step(1);
            match it {
                Ok(found) => {
                    messages.read(1);
                    let again = inputs[input].path().is_some();
                    shelf.put(input, again, found, plan, &mut folders);
                }
                Err(it) => messages.failure(&it),
            }
            input += 1;
        });
        drop(progress);
        shelf.inputs = inputs;
        Ok((shelf, folders))
    }

    /// Notes the essays of an input, and keeps those there is room for or that
    /// cannot be read again.
    fn put(
        &mut self,
        input: usize,
        again: bool,
        loaded: Vec<Loaded>,
        plan: &mut Plan,
        folders: &mut Folders,
    ) {
        for (nth, mut it) in loaded.into_iter().enumerate() {
            self.reading.adjust(&mut it.article);
            let path = Path::new(&it.name);
            let path = path.strip_prefix(&self.root).unwrap_or(path);
            plan.add(&it.article, Some(&path.to_string_lossy().replace('\\', "/")));
            let weight = weight(&it.article);
            let keep = !again || self.held + weight <= self.room;
            if keep {
                self.held += weight;
            }
            let article = keep.then_some(it.article);
            self.essays.push(Essay { input, nth, article });
            folders.of.push(it.beside);
            self.reports.push((it.name, it.report));
        }
    }

    /// Returns the files that the essays were read from.
    pub(super) fn originals(&self) -> Originals {
        Originals::of(&self.inputs)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.essays.is_empty()
    }

    /// Returns the name of the folder that each essay's file is in, if it is
    /// not the one that all are in.
    pub(super) fn folder(&self, essay: usize) -> Option<String> {
        let path = Path::new(&self.reports[essay].0);
        let folder = path.strip_prefix(&self.root).unwrap_or(path).parent()?;
        Some(folder.file_name()?.to_string_lossy().into_owned())
    }

    /// Takes an essay up, for the last time.
    pub(super) fn take(&mut self, essay: usize) -> Result<Article> {
        let Essay { input, nth, article } = &mut self.essays[essay];
        if let Some(it) = article.take() {
            return Ok(it);
        }
        let (input, nth) = (*input, *nth);
        if self.open.as_ref().is_none_or(|it| it.0 != input) {
            let unread =
                |it: Failure| Error::unread(format!("{}: {}", it.name, it.message));
            let mut loaded = Ok(Vec::new());
            let one = std::slice::from_ref(&self.inputs[input]);
            batch::load_each(one, &self.manner, |_| (), |it| loaded = it);
            let articles = loaded.map_err(unread)?.into_iter();
            self.open = Some((input, articles.map(|it| Some(it.article)).collect()));
        }
        let found = self.open.as_mut().and_then(|it| it.1.get_mut(nth)?.take());
        let changed = || {
            let name = self.inputs[input].name();
            Error::unread(format!("{name}: it changed while the book was made"))
        };
        let mut article = found.ok_or_else(changed)?;
        self.reading.adjust(&mut article);
        Ok(article)
    }
}

/// Returns about how many bytes an article takes in memory.
fn weight(article: &Article) -> usize {
    let mut bytes = 1024;
    article.body.walk(&mut |piece: Piece<'_>| {
        bytes += 64;
        match piece {
            Piece::Block(Block::Code(it)) => bytes += it.text.len(),
            Piece::Block(Block::Image(it)) | Piece::Inline(Inline::Image(it)) => {
                bytes += it.address.as_str().len();
            }
            Piece::Inline(Inline::Text { text } | Inline::Code { text }) => {
                bytes += text.len();
            }
            _ => (),
        }
    });
    // A comment is a few lines, a name and an address.
    bytes += article.discussion.comments.len() * 1024;
    bytes
}

/// Returns the deepest folder that all inputs are in.
fn common_folder(inputs: &[Input]) -> PathBuf {
    let paths: Vec<PathBuf> = inputs.iter().map(|it| it.name().into()).collect();
    let Some(mut root) = paths.first().and_then(|it| it.parent()) else {
        return PathBuf::new();
    };
    while !paths.iter().all(|it| it.starts_with(root)) {
        match root.parent() {
            Some(it) => root = it,
            None => return PathBuf::new(),
        }
    }
    root.to_owned()
}
