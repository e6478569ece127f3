//! One article to the pages of a book: its chapter and its discussion.

use std::io::Write;

use crate::{
    article::{Address, Article, Author, Image},
    emit::{Assets, Images, Place, Settings, absent},
    error::{Error, Result},
    render::{Dialect, Markup, Printer, Resolve, Section, Words},
    report::{Code, Report},
};

use super::{
    address::strict,
    contributors::{self, Contributors},
    label::Labels,
    pictures::Pictures,
    plan::{self, Plan, Target},
    zip::Archive,
};

/// Everything that an article's links and pictures need to know of the book.
pub(super) struct Shelf<'a, W: Write> {
    pub(super) archive: &'a mut Archive<W>,
    pub(super) pictures: &'a mut Pictures,
    /// Where the notes about authors go, if not into the chapter.
    pub(super) contributors: Option<&'a mut Contributors>,
    pub(super) assets: &'a dyn Assets,
    pub(super) settings: &'a Settings,
    pub(super) plan: &'a Plan,
    /// The number of each article's chapter, by its place in the plan.
    pub(super) numbers: &'a [usize],
    /// The place of this article in the plan.
    pub(super) article: usize,
}

/// The pages an article becomes.
#[derive(Debug)]
pub(super) struct Pages {
    pub(super) chapter: Markup,
    pub(super) discussion: Option<Markup>,
    /// The headings of the text.
    pub(super) sections: Vec<Section>,
    pub(super) has_formulas: bool,
    pub(super) discussion_has_formulas: bool,
    /// How many links lead to other chapters.
    pub(super) links: usize,
}

/// Returns the file name of a chapter.
pub(super) fn file(number: usize) -> String {
    format!("ch-{number:04}.xhtml")
}

/// Returns the file name of the discussion of a chapter.
pub(super) fn discussion_file(number: usize) -> String {
    format!("ch-{number:04}-comments.xhtml")
}

/// Writes an article's pages.
pub(super) fn write<W: Write>(
    mut shelf: Shelf<'_, W>,
    article: &Article,
    labels: &Labels,
    report: &mut Report,
) -> Result<Pages> {
    say_what_is_dropped(shelf.settings, article, report);
    let printed = (shelf.article, article);
    absent::report(shelf.assets, shelf.settings.images, printed, report);
    let (settings, number) = (shelf.settings, shelf.numbers[shelf.article]);
    let mut apart = shelf.contributors.take();
    let discusses = plan::prints(settings.comments) && plan::is_discussed(article);
    let mut resolver =
        Resolver { shelf, apart: false, links: 0, dead: Vec::new(), failed: None };

    let mut printer = Printer::new(Dialect::Epub, article, &mut resolver, report);
    let mut out = Markup::default();
    out.tag("section")
        .attr("epub:type", "chapter")
        .attr("role", "doc-chapter")
        .attr("aria-labelledby", "t")
        .open();
    out.line();
    out.tag("header").attr("class", "front").open();
    out.line();
    let title = article.metadata.title.trim();
    let title = if title.is_empty() { labels.untitled } else { title };
    out.tag("h1").attr("id", "t").attr("epub:type", "title").around(title);
    out.line();
    printer.dek();
    printer.byline();
    printer.dates();
    out.push(&printer.take());
    source(&mut out, article, labels);
    out.close_line();
    if settings.notice == Place::Top {
        printer.notice();
    }
    printer.body();
    printer.notes();
    if settings.notice == Place::Bottom {
        printer.notice();
    }
    match &mut apart {
        Some(it) => {
            out.push(&printer.take());
            about(&mut out, article, title, number, it);
        }
        None if settings.bio => printer.bios(),
        None => (),
    }
    if plan::prints(settings.comments) && !discusses {
        printer.closed();
    }
    let sections = printer.sections().to_vec();
    let has_formulas = printer.has_mathml();
    out.push(&printer.into_markup());
    if discusses {
        let words = Words::of(article.metadata.language.as_deref());
        let it = &article.discussion;
        let text = if it.comments.is_empty() {
            words.mentions.to_owned()
        } else {
            words.count(it.comments.len(), it.claimed)
        };
        out.tag("p").attr("class", "to-comments").open();
        out.tag("a").attr("href", &discussion_file(number)).around(&text);
        out.close_line();
    }
    out.close_line();

    resolver.apart = true;
    if let Some(contributors) = apart.filter(|_| settings.bio) {
        for author in named(article) {
            let entry = contributors.add(author, title, &file(number));
            let Some(prefix) = contributors.prefix(entry, author) else { continue };
            let mut printer = Printer::new(Dialect::Epub, article, &mut resolver, report)
                .prefix(prefix);
            printer.about(author);
            contributors.note(entry, printer.into_markup());
        }
    }
    let mut discussion_has_formulas = false;
    let discussion = discusses.then(|| {
        let mut page = Markup::default();
        page.tag("p").attr("class", "about").open();
        page.tag("a").attr("href", &file(number)).around(title);
        page.close_line();
        let mut printer =
            Printer::new(Dialect::Epub, article, &mut resolver, report).top(1);
        printer.discussion();
        discussion_has_formulas = printer.has_mathml();
        page.push(&printer.into_markup());
        page
    });
    for subject in resolver.dead {
        report.add(Code::DeadLink, subject);
    }
    match resolver.failed {
        Some(err) => Err(err),
        None => Ok(Pages {
            chapter: out,
            discussion,
            sections,
            has_formulas,
            discussion_has_formulas,
            links: resolver.links,
        }),
    }
}

/// Leads to what is said about the authors elsewhere.
fn about(
    out: &mut Markup,
    article: &Article,
    title: &str,
    number: usize,
    contributors: &mut Contributors,
) {
    let words = Words::of(article.metadata.language.as_deref());
    let file = file(number);
    let entries: Vec<(usize, &Author)> = named(article)
        .map(|it| (contributors.add(it, title, &file), it))
        .filter(|it| {
            let author = it.1;
            !author.bio.is_empty()
                || author.position.is_some()
                || author.affiliation.is_some()
        })
        .collect();
    if entries.is_empty() {
        return;
    }
    out.tag("p").attr("class", "to-contributors").open();
    out.text(if entries.len() == 1 { words.author } else { words.authors });
    out.text(": ");
    for (i, (entry, author)) in entries.iter().enumerate() {
        if i > 0 {
            out.text(", ");
        }
        let href = format!("{}#{}", contributors::FILE, contributors::id(*entry));
        out.tag("a").attr("href", &href).around(author.name.trim());
    }
    out.close_line();
}

fn named(article: &Article) -> impl Iterator<Item = &Author> {
    article.authors.iter().filter(|it| !it.name.trim().is_empty())
}

/// Prints where this copy was taken from.
fn source(out: &mut Markup, article: &Article, labels: &Labels) {
    let outlet = article.provenance.outlet.as_ref();
    let url = article.metadata.url.as_ref().or(article.metadata.canonical.as_ref());
    let url = url.or_else(|| outlet.and_then(|it| it.url.as_ref()));
    let url = url.filter(|it| matches!(it.scheme(), "http" | "https"));
    let name = outlet.map(|it| it.name.trim()).filter(|it| !it.is_empty());
    let Some(name) = name.or_else(|| url.and_then(|it| it.host_str())) else { return };
    out.tag("p").attr("class", "source").open();
    out.text(labels.read_at);
    out.text(" ");
    match url {
        Some(url) => out.tag("a").attr("href", &strict(url)).around(name),
        None => out.text(name),
    }
    out.close_line();
}

fn say_what_is_dropped(settings: &Settings, article: &Article, report: &mut Report) {
    let title = &article.metadata.title;
    let discussion = &article.discussion;
    if !plan::prints(settings.comments) && plan::is_discussed(article) {
        let count = discussion.comments.len() + discussion.mentions.len();
        report.add(Code::CommentsDropped, format!("{count} under “{title}”"));
    }
    if !settings.bio {
        for author in article.authors.iter().filter(|it| !it.bio.is_empty()) {
            report.add(Code::BioDropped, &author.name);
        }
    }
    if settings.notice == Place::None && !article.provenance.notice.is_empty() {
        report.add(Code::NoticeDropped, title);
    }
    if let Some(pixel) = &article.provenance.pixel {
        report.add(Code::PixelDropped, pixel.as_str());
    }
}

struct Resolver<'a, W: Write> {
    shelf: Shelf<'a, W>,
    /// Whether a page beside the chapter is being printed.
    apart: bool,
    links: usize,
    dead: Vec<String>,
    failed: Option<Error>,
}

impl<W: Write> Resolver<'_, W> {
    /// Returns a link to a place in a chapter, from the file being printed.
    fn inside(&mut self, article: usize, id: Option<&str>) -> String {
        let here = article == self.shelf.article;
        if !here {
            self.links += 1;
        }
        let file = file(self.shelf.numbers[article]);
        match id {
            Some(id) if here && !self.apart => format!("#{id}"),
            Some(id) => format!("{file}#{id}"),
            None => file,
        }
    }
}

impl<W: Write> Resolve for Resolver<'_, W> {
    fn link(&mut self, address: &Address) -> Option<String> {
        let from = self.shelf.article;
        let outside = match address {
            Address::Web(url) => Some(strict(url)),
            Address::Local(_) => None,
        };
        match self.shelf.plan.target(from, address) {
            // An article that names its own address means the one on the web.
            Target::Chapter(at, None) if at == from && outside.is_some() => outside,
            Target::Chapter(at, id) => Some(self.inside(at, id.as_deref())),
            Target::Comment(at, id) => {
                let card = self.shelf.plan.card(at);
                let printed =
                    plan::prints(self.shelf.settings.comments) && card.discussed;
                if at == from && outside.is_some() || !printed {
                    return outside;
                }
                if at == from && self.apart {
                    return Some(format!("#{id}"));
                }
                let file = discussion_file(self.shelf.numbers[at]);
                Some(format!("{file}#{id}"))
            }
            Target::Broken(at) if at == from => outside,
            Target::Broken(at) => {
                self.dead
                    .push(format!("{address}: there is no such place in the chapter"));
                Some(self.inside(at, None))
            }
            Target::Outside => {
                if outside.is_none() {
                    self.dead.push(format!("{address}: it is not in the book"));
                }
                outside
            }
        }
    }

    fn image(&mut self, image: &Image) -> Option<String> {
        match self.shelf.settings.images {
            Images::Copy | Images::Embed => (),
            Images::Link | Images::None => return None,
        }
        let Shelf { archive, pictures, assets, article, .. } = &mut self.shelf;
        match pictures.get(archive, *assets, *article, &image.address) {
            Ok(Ok(picture)) => Some(format!("../{}", picture.path)),
            Ok(Err(_)) => None,
            Err(err) => {
                self.failed.get_or_insert(err);
                None
            }
        }
    }

    fn fragment(&mut self, id: &str) -> Option<String> {
        let is_comment = id
            .strip_prefix(['c', 'm'])
            .is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit()));
        Some(if self.apart && !is_comment {
            format!("{}#{id}", file(self.shelf.numbers[self.shelf.article]))
        } else {
            format!("#{id}")
        })
    }
}
