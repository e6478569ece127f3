//! A plan and its articles to the bytes of a book.

use std::{borrow::Cow, io::Write};

use crate::{
    article::{self, Article, Block, Channel, Piece},
    emit::{Comments, Context, Place, Settings},
    error::Result,
    render::Markup,
};

use super::{
    Cover, FORMAT, Options,
    access::Access,
    catalogue::Catalogue,
    chapter::{self, Shelf},
    cover,
    label::Labels,
    language::{self, Direction},
    package::{self, Item, Package},
    pages::{self, Entry, Landmark, Page},
    pictures::{Kind, Pictures, fetch},
    plan::Plan,
    zip::{Archive, Packing},
};

const XHTML: &str = "application/xhtml+xml";

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
/// Returns what `load` returns, or an
/// [`Unwritten`](crate::ErrorKind::Unwritten) error where `out` fails.
pub fn write<'a, W: Write>(
    cx: &mut Context<'_>,
    channel: &Channel,
    plan: &Plan,
    load: &mut dyn FnMut(usize) -> Result<Cow<'a, Article>>,
    out: W,
) -> Result<(W, Tally)> {
    let options: Options = cx.settings.of(FORMAT)?;
    let style = cx.templates.source("epub/style.css")?.into_owned();
    let mut book = Book::start(plan, channel, options, out)?;
    for at in plan.order() {
        let article = load(*at)?;
        book.add(cx, *at, &article)?;
    }
    book.finish(cx, &style)
}

/// A book in the making.
struct Book<'a, W: Write> {
    plan: &'a Plan,
    channel: &'a Channel,
    options: Options,
    archive: Archive<W>,
    /// The number of each article's chapter, by its place in the plan.
    numbers: Vec<usize>,
    pictures: Pictures,
    catalogue: Catalogue,
    access: Access,
    tally: Tally,
    /// Chapters and what stands with them.
    body: Vec<Item>,
    /// What comes after all chapters.
    back: Vec<Item>,
    contents: Vec<Entry>,
    /// The part of the book that the last chapter is in.
    section: Option<String>,
    /// Entries for discussions at the end of the book.
    discussions: Vec<Entry>,
    /// Where each article comes from and on what terms.
    sources: Markup,
    records: Vec<String>,
    /// A picture for the cover, by its place among the pictures.
    lead: Option<usize>,
}

impl<'a, W: Write> Book<'a, W> {
    fn start(
        plan: &'a Plan,
        channel: &'a Channel,
        options: Options,
        out: W,
    ) -> Result<Self> {
        let mut archive = Archive::start(out)?;
        archive.add("META-INF/container.xml", Packing::Deflated, CONTAINER.as_bytes())?;
        let mut numbers = vec![0; plan.order().len()];
        for (i, at) in plan.order().iter().enumerate() {
            numbers[*at] = i + 1;
        }
        Ok(Self {
            plan,
            channel,
            options,
            archive,
            numbers,
            pictures: Pictures::default(),
            catalogue: Catalogue::default(),
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
        })
    }

    fn is_single(&self) -> bool {
        self.numbers.len() == 1
    }

    /// Adds an article's pages.
    fn add(&mut self, cx: &mut Context<'_>, at: usize, article: &Article) -> Result<()> {
        let number = self.numbers[at];
        let language = self.language(article);
        let labels = Labels::of(&language);
        self.catalogue.add(article);
        self.pictures.turn_page();
        self.keep_lead(cx, at, article)?;
        let shelf = Shelf {
            archive: &mut self.archive,
            pictures: &mut self.pictures,
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

    /// Stores a picture for the cover, of a kind that shops take.
    fn store_cover(&mut self, bytes: &[u8]) -> Result<Option<usize>> {
        if !matches!(Kind::of(bytes), Some(Kind::Jpeg | Kind::Png)) {
            return Ok(None);
        }
        Ok(self.pictures.store(&mut self.archive, bytes)?.ok())
    }

    fn add_page(
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

    /// Writes the pages that tell of the whole book, and the package document.
    fn finish(mut self, cx: &mut Context<'_>, style: &str) -> Result<(W, Tally)> {
        let single = self.is_single();
        let years = self.catalogue.years();
        let catalogue = std::mem::take(&mut self.catalogue);
        let mut package =
            catalogue.package(self.channel, self.options.title.as_deref(), cx.now);
        let language = package.languages[0].clone();
        let labels = Labels::of(&language);
        let title = package.title.clone();
        let page = |title, part, class| Page {
            title,
            language: &language,
            direction: package.direction,
            part,
            class,
        };

        let mut front = Vec::new();
        let mut landmarks = Vec::new();
        if let Some((picture, id)) = self.cover(cx, &package, labels)? {
            package.cover = Some(id);
            let content = pages::cover(labels, &title, &picture);
            let page = page(labels.cover, "frontmatter", "cover");
            let text = page.around("style.css", &content);
            self.archive.add("EPUB/cover.xhtml", Packing::Deflated, text.as_bytes())?;
            front.push(Item {
                id: "cover".into(),
                href: "cover.xhtml".into(),
                media_type: XHTML,
                properties: "",
            });
            landmarks.push(Landmark::new("cover", labels.cover, "cover.xhtml"));
        }
        if !single {
            let content = pages::Title {
                title: &title,
                names: &package.people.names(),
                description: package.description.as_deref(),
                years,
                publisher: package.publisher.as_deref().filter(|it| *it != title),
            }
            .write();
            let page = page(&title, "frontmatter", "title-page");
            let item = self.add_page("title.xhtml", &page, &content, false)?;
            front.push(item);
            landmarks.push(Landmark::new("titlepage", labels.title_page, "title.xhtml"));
        }
        landmarks.push(Landmark::new("toc", labels.contents, "nav.xhtml#toc"));
        if let Some(first) = self.body.first() {
            landmarks.push(Landmark::new("bodymatter", labels.start, &first.href));
        }

        let mut contents = std::mem::take(&mut self.contents);
        let discussions = std::mem::take(&mut self.discussions);
        if single {
            contents.extend(discussions);
        } else if !discussions.is_empty() {
            contents.push(Entry {
                label: labels.comments.to_owned(),
                href: None,
                entries: discussions,
            });
        }
        if !self.sources.is_empty() {
            let content = pages::sources(labels, &std::mem::take(&mut self.sources));
            let page = page(labels.sources, "backmatter", "sources");
            let item = self.add_page("sources.xhtml", &page, &content, false)?;
            self.back.push(item);
            contents.push(Entry::to(labels.sources, "sources.xhtml"));
            landmarks.push(Landmark::new(
                "copyright-page",
                labels.sources,
                "sources.xhtml",
            ));
        }
        if contents.is_empty() {
            contents.push(Entry::to(&title, "title.xhtml"));
        }

        let nav = pages::contents(labels, &contents, &landmarks);
        let nav =
            page(labels.contents, "frontmatter", "contents").around("style.css", &nav);
        self.archive.add("EPUB/nav.xhtml", Packing::Deflated, nav.as_bytes())?;
        let ncx = pages::ncx(&package.identifier, &title, &language, &contents);
        self.archive.add("EPUB/toc.ncx", Packing::Deflated, ncx.as_bytes())?;
        self.archive.add("EPUB/style.css", Packing::Deflated, style.as_bytes())?;

        self.access.moving |= self.pictures.stored.iter().any(|it| it.moving);
        self.tally.pictures = self.pictures.stored.len();
        package.access = self.access;
        package.records = self.records;
        bind(&mut package, front, self.body, self.back, &self.pictures, single);
        self.archive.add(
            "EPUB/package.opf",
            Packing::Deflated,
            package.write().as_bytes(),
        )?;
        Ok((self.archive.finish()?, self.tally))
    }

    /// Stores the picture on the cover, and returns its path and name.
    fn cover(
        &mut self,
        cx: &mut Context<'_>,
        package: &Package,
        labels: &Labels,
    ) -> Result<Option<(String, String)>> {
        if self.options.cover == Cover::None {
            return Ok(None);
        }
        if self.options.cover == Cover::Auto && self.lead.is_none() {
            let given = self.channel.image.as_ref();
            if let Some(bytes) = given.and_then(|it| fetch(cx.assets, 0, &it.address)) {
                self.lead = self.store_cover(&bytes)?;
            }
        }
        let stored = match self.lead {
            Some(it) => it,
            None => {
                let drawn = cover::draw(
                    &package.title,
                    &package.people.names(),
                    package.publisher.as_deref(),
                );
                match self.pictures.store(&mut self.archive, &drawn)? {
                    Ok(it) => it,
                    Err(_) => return Ok(None),
                }
            }
        };
        _ = labels;
        let picture = &self.pictures.stored[stored];
        Ok(Some((picture.path.clone(), picture.id.clone())))
    }
}

/// Binds the files together: the manifest and the reading order.
fn bind(
    package: &mut Package,
    front: Vec<Item>,
    body: Vec<Item>,
    back: Vec<Item>,
    pictures: &Pictures,
    single: bool,
) {
    let file = |id: &str, href: &str, media_type, properties| Item {
        id: id.into(),
        href: href.into(),
        media_type,
        properties,
    };
    let place = |it: &Item| package::Place { id: it.id.clone(), linear: true };
    package.spine.extend(front.iter().map(place));
    // The table of contents of a single article is for the reading system; that
    // of a book is a page to read.
    package.spine.push(package::Place { id: "nav".into(), linear: !single });
    package.spine.extend(body.iter().chain(&back).map(place));

    package.manifest.push(file("nav", "nav.xhtml", XHTML, "nav"));
    package.manifest.push(file("ncx", "toc.ncx", "application/x-dtbncx+xml", ""));
    package.manifest.push(file("css", "style.css", "text/css", ""));
    package.manifest.extend(front.into_iter().chain(body).chain(back));
    for picture in &pictures.stored {
        let is_cover = package.cover.as_ref() == Some(&picture.id);
        let properties = if is_cover { "cover-image" } else { "" };
        let kind = picture.kind.media_type();
        package.manifest.push(file(&picture.id, &picture.path, kind, properties));
    }
}

/// Returns entries for the headings of a text.
fn outline(file: &str, sections: &[crate::render::Section], depth: u8) -> Vec<Entry> {
    let mut out: Vec<Entry> = Vec::new();
    for section in sections {
        let title = section.title.trim();
        if depth < section.depth || title.is_empty() {
            continue;
        }
        let entry = Entry::to(title, &format!("{file}#{}", section.id));
        let mut list = &mut out;
        for _ in 1..section.depth {
            if list.is_empty() {
                break;
            }
            let last = list.len() - 1;
            list = &mut list[last].entries;
        }
        list.push(entry);
    }
    out
}

/// Returns an article without what the settings leave out.
fn as_printed<'a>(settings: &Settings, article: &'a Article) -> Cow<'a, Article> {
    let mut article = Cow::Borrowed(article);
    if settings.comments == Comments::None
        && article.discussion != article::Discussion::default()
    {
        article.to_mut().discussion = article::Discussion::default();
    }
    if !settings.bio && article.authors.iter().any(|it| !it.bio.is_empty()) {
        article.to_mut().authors.iter_mut().for_each(|it| it.bio.clear());
    }
    if settings.notice == Place::None && !article.provenance.notice.is_empty() {
        article.to_mut().provenance.notice.clear();
    }
    article
}
