//! A plan and its articles to the bytes of a book.

use std::{borrow::Cow, io::Write};

use crate::{
    article::{self, Article, Block, Channel, Piece},
    emit::{Comments, Context, Settings, as_printed},
    error::Result,
    render::Markup,
};

use super::{
    Cover, FORMAT, Options,
    access::Access,
    catalogue::Catalogue,
    chapter::{self, Shelf},
    contents::{Entry, outline},
    contributors::Contributors,
    label::Labels,
    language::{self, Direction},
    package::Item,
    pages::{self, Page},
    pictures::{Manner, Pictures, fetch},
    plan::Plan,
    zip::{Archive, Packing},
};

pub(super) const XHTML: &str = "application/xhtml+xml";

const CONTAINER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"#;

/// What a book holds, counted.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Tally {
    /// Chapters, one an article.
    pub chapters: usize,
    /// Footnotes and endnotes.
    pub notes: usize,
    /// Links from one chapter to another.
    pub links: usize,
    /// Different pictures, the cover among them.
    pub pictures: usize,
    /// Readers' comments.
    pub comments: usize,
}

/// Writes a book.
///
/// The articles are asked for by their place in the plan, each once and in
/// printing order, and each is dropped before the next is asked for. What is
/// written is never read back, so `out` need not seek.
///
/// # Errors
///
/// Returns what `load` returns; an [`Unwritten`](crate::ErrorKind::Unwritten) error
/// where `out` fails; a [`BadSetting`](crate::ErrorKind::BadSetting) where `emit.epub`
/// holds one that is unknown or of the wrong type; and a
/// [`BadTemplate`](crate::ErrorKind::BadTemplate) where a template or style is missing
/// or does not compile.
pub fn write<'a, W: Write>(
    cx: &mut Context<'_>,
    channel: &Channel,
    plan: &Plan,
    load: &mut dyn FnMut(usize) -> Result<Cow<'a, Article>>,
    out: W,
) -> Result<(W, Tally)> {
    let options: Options = cx.settings.of(FORMAT)?;
    let style = cx.templates.source("epub/style.css")?.into_owned();
    let mut archive = Archive::start(out, cx.packed.cloned())?;
    archive.add("META-INF/container.xml", Packing::Deflated, CONTAINER.as_bytes())?;
    let mut book = Book::start(plan, channel, options, archive);
    for at in plan.order() {
        let article = load(*at)?;
        book.add(cx, *at, &article)?;
    }
    book.finish(cx, &style)
}

/// A book in the making.
pub(super) struct Book<'a, W: Write> {
    pub(super) plan: &'a Plan,
    pub(super) channel: &'a Channel,
    pub(super) options: Options,
    pub(super) archive: Archive<W>,
    /// The number of each article's chapter, by its place in the plan.
    pub(super) numbers: Vec<usize>,
    pub(super) pictures: Pictures,
    pub(super) catalogue: Catalogue,
    /// Those named in the bylines, if they have a page.
    pub(super) contributors: Option<Contributors>,
    pub(super) access: Access,
    pub(super) tally: Tally,
    /// Chapters and what stands with them.
    pub(super) body: Vec<Item>,
    /// What comes after all chapters.
    pub(super) back: Vec<Item>,
    pub(super) contents: Vec<Entry>,
    /// The part of the book that the last chapter is in.
    pub(super) section: Option<String>,
    /// Entries for discussions at the end of the book.
    pub(super) discussions: Vec<Entry>,
    /// Where each article comes from and on what terms.
    pub(super) sources: Markup,
    pub(super) records: Vec<String>,
    /// A picture for the cover, by its place among the pictures.
    pub(super) lead: Option<usize>,
}

impl<'a, W: Write> Book<'a, W> {
    fn start(
        plan: &'a Plan,
        channel: &'a Channel,
        options: Options,
        archive: Archive<W>,
    ) -> Self {
        let mut numbers = vec![0; plan.order().len()];
        for (i, at) in plan.order().iter().enumerate() {
            numbers[*at] = i + 1;
        }
        let manner = Manner { most: options.max_image, bare: options.bare_images };
        let gathers = options.contributors.unwrap_or_else(|| plan.introduces());
        Self {
            plan,
            channel,
            options,
            archive,
            pictures: Pictures::in_a_manner(manner),
            catalogue: Catalogue::default(),
            contributors: (gathers && numbers.len() != 1).then(Contributors::default),
            numbers,
            access: Access::default(),
            tally: Tally::default(),
            body: Vec::new(),
            back: Vec::new(),
            contents: Vec::new(),
            section: None,
            discussions: Vec::new(),
            sources: Markup::default(),
            records: Vec::new(),
            lead: None,
        }
    }

    pub(super) fn is_single(&self) -> bool {
        self.numbers.len() == 1
    }

    /// Adds an article's pages.
    fn add(&mut self, cx: &mut Context<'_>, at: usize, article: &Article) -> Result<()> {
        let number = self.numbers[at];
        let language = self.language(article);
        let labels = Labels::of(&language);
        self.catalogue.add(article, cx.report);
        self.pictures.turn_page();
        self.keep_lead(cx, at, article)?;
        let shelf = Shelf {
            archive: &mut self.archive,
            pictures: &mut self.pictures,
            contributors: self.contributors.as_mut(),
            assets: cx.assets,
            settings: cx.settings,
            plan: self.plan,
            numbers: &self.numbers,
            article: at,
        };
        let pages = chapter::write(shelf, article, labels, cx.report)?;
        self.tally.chapters += 1;
        self.tally.notes += article.body.notes.len();
        self.tally.links += pages.links;
        article.body.walk(&mut |it| {
            if let Piece::Block(Block::Embed(_)) = it {
                self.access.linked += 1;
            }
        });

        let title = article.metadata.title.trim();
        let title = if title.is_empty() { labels.untitled } else { title };
        let direction = Direction::of(&language);
        let page = Page {
            title,
            language: &language,
            direction,
            part: "bodymatter",
            class: "article",
        };
        let file = format!("text/{}", chapter::file(number));
        let item = self.add_page(&file, &page, &pages.chapter, pages.has_formulas)?;
        self.body.push(item);
        let mut entry = Entry {
            label: title.to_owned(),
            href: Some(file.clone()),
            entries: Vec::new(),
        };
        if self.is_single() {
            entry.entries = outline(&file, &pages.sections, self.options.depth);
        }

        if let Some(discussion) = &pages.discussion {
            self.catalogue.comments += article.discussion.comments.len();
            self.tally.comments += article.discussion.comments.len();
            let file = format!("text/{}", chapter::discussion_file(number));
            let name = labels.comments_on.replace("{}", title);
            let page =
                Page { title: &name, part: "backmatter", class: "discussion", ..page };
            let has_formulas = pages.discussion_has_formulas;
            let item = self.add_page(&file, &page, discussion, has_formulas)?;
            let apart = cx.settings.comments == Comments::File || self.is_single();
            let label = if self.is_single() || apart { labels.comments } else { title };
            let discussion =
                Entry { label: label.to_owned(), href: Some(file), entries: Vec::new() };
            if self.is_single() {
                self.discussions.push(discussion);
                self.back.push(item);
            } else if apart {
                entry.entries.push(discussion);
                self.body.push(item);
            } else {
                self.discussions.push(discussion);
                self.back.push(item);
            }
        }
        self.list(at, entry);
        self.add_source(article, number, labels);
        self.add_record(cx.settings, article, number)
    }

    /// Returns the language an article's pages are in.
    fn language(&self, article: &Article) -> String {
        let own = article.metadata.language.as_deref().and_then(language::tag);
        let book = || self.channel.language.as_deref().and_then(language::tag);
        own.or_else(book).unwrap_or_else(|| "und".to_owned())
    }

    /// Stores a single article's own picture, which goes on the cover.
    fn keep_lead(
        &mut self,
        cx: &mut Context<'_>,
        at: usize,
        article: &Article,
    ) -> Result<()> {
        if self.options.cover != Cover::Auto || !self.is_single() {
            return Ok(());
        }
        let image = self.channel.image.as_ref().or(article.metadata.image.as_ref());
        if let Some(bytes) = image.and_then(|it| fetch(cx.assets, at, &it.address)) {
            self.lead = self.store_cover(&bytes)?;
        }
        Ok(())
    }

    pub(super) fn add_page(
        &mut self,
        file: &str,
        page: &Page<'_>,
        content: &Markup,
        has_formulas: bool,
    ) -> Result<Item> {
        let style = if file.contains('/') { "../style.css" } else { "style.css" };
        let text = page.around(style, content);
        self.access.count(&text);
        self.access.formulas |= has_formulas;
        self.archive.add(&format!("EPUB/{file}"), Packing::Deflated, text.as_bytes())?;
        let stem = file.rsplit('/').next().unwrap_or(file);
        Ok(Item {
            id: stem.trim_end_matches(".xhtml").to_owned(),
            href: file.to_owned(),
            media_type: XHTML,
            properties: if has_formulas { "mathml" } else { "" },
        })
    }

    /// Lists a chapter in the table of contents, under the part it is in.
    fn list(&mut self, at: usize, entry: Entry) {
        let section = &self.plan.card(at).section;
        let same = self.section == *section;
        match (section, self.contents.last_mut()) {
            (Some(_), Some(part)) if same => part.entries.push(entry),
            (Some(title), _) => self.contents.push(Entry {
                label: title.clone(),
                href: None,
                entries: vec![entry],
            }),
            (None, _) => self.contents.push(entry),
        }
        self.section.clone_from(section);
    }

    fn add_source(&mut self, article: &Article, number: usize, labels: &Labels) {
        if self.is_single() {
            return;
        }
        let href = format!("text/{}", chapter::file(number));
        pages::source(&mut self.sources, article, &href, labels);
    }

    fn add_record(
        &mut self,
        settings: &Settings,
        article: &Article,
        number: usize,
    ) -> Result<()> {
        if !self.options.record.unwrap_or(self.is_single()) {
            return Ok(());
        }
        let file = if self.is_single() {
            "offprint.json".to_owned()
        } else {
            format!("record/ch-{number:04}.json")
        };
        let json = article::to_json(&as_printed(settings, article));
        self.archive.add(&format!("EPUB/{file}"), Packing::Deflated, json.as_bytes())?;
        self.records.push(file);
        Ok(())
    }
}
