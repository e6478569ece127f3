//! A web page.
//!
//! A page that the program printed itself carries its article, which is read instead
//! of the page while the page shows the same.

use crate::{
    article::{Address, Article, Block, Discussion, Inline, Link, Piece},
    decode::decode,
    dom::{self, Dom, NodeId, Selectors},
    error::{Error, ErrorKind, Result},
    extract::{self, Content, Labels, Page, Parts, Thread, Wanted},
    lower,
    report::{Code, Report},
};

use super::{Loader, Source, carried, saved, text};

/// The largest page that is read.
const MAX_BYTES: usize = 1 << 28;

#[derive(Debug)]
pub(super) struct Html;

impl Loader for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn accepts(&self, source: &Source) -> bool {
        let head = &source.bytes[..source.bytes.len().min(1024)];
        let named = source.file_name.as_deref().is_some_and(|it| {
            let it = it.to_ascii_lowercase();
            [".html", ".htm", ".xhtml", ".xht"].iter().any(|end| it.ends_with(end))
        });
        named || !text::is_named(source) && String::from_utf8_lossy(head).contains('<')
    }

    fn load(&self, source: &Source, report: &mut Report) -> Result<Vec<Article>> {
        if MAX_BYTES < source.bytes.len() {
            let why = format!("a page may have {MAX_BYTES} bytes at most");
            return Err(Error::new(ErrorKind::Malformed, source.name()).because(why));
        }
        // Who says where on the page the article is means what the page shows.
        if source.select.is_none()
            && source.drop.is_empty()
            && let Ok(text) = str::from_utf8(&source.bytes)
            && let Some(articles) = carried::read(text, source.url.as_ref(), report)
        {
            return Ok(articles);
        }
        let (charset, header) =
            (source.charset.as_deref(), source.content_type.as_deref());
        let text = decode(&source.bytes, charset, header, report);
        let (dom, bounds) = dom::parse(&text);
        if bounds.any() {
            report.add(Code::PageBounded, source.name());
        }
        let stated = saved::address(&text);
        let mut page = Page::new(&dom, source.url.as_ref().or(stated.as_ref()));
        page.beside = source.beside.as_deref();
        page.printed = saved::date(&text);
        let wanted = Wanted {
            body: select(&dom, source.select.as_slice())?,
            dropped: select(&dom, &source.drop)?,
        };
        if source.select.is_some() && wanted.body.is_empty() {
            report.add(Code::SelectUnmatched, source.name());
        }
        let parts = extract::extract(&page, &wanted, report);
        let mut article = assemble(&page, parts, report);
        if page.base.is_none() {
            say_relative(&article, report);
        }
        if article.body.blocks.is_empty() {
            summarise(&page, &mut article, report);
        }
        if article.body.blocks.is_empty() {
            return Err(Error::new(ErrorKind::NoArticle, source.name()));
        }
        Ok(vec![article])
    }
}

/// Says which links lead nowhere but from where the page was.
fn say_relative(article: &Article, report: &mut Report) {
    let mut links = Vec::new();
    article.body.walk(&mut |piece| {
        if let Piece::Inline(Inline::Link(Link { address: Address::Local(it), .. })) =
            piece
            && !it.starts_with('#')
        {
            links.push(it.as_str());
        }
    });
    match links.as_slice() {
        [] => (),
        [one] => report.add(Code::BaseMissing, *one),
        [first, rest @ ..] => {
            report.add(Code::BaseMissing, format!("{first} and {} more", rest.len()));
        }
    }
}

/// A shorter summary is a slogan, in characters.
const LEAST_SUMMARY: usize = 40;

/// Puts its summary in the place of the text of an article that a page shows to
/// some readers alone.
fn summarise(page: &Page<'_>, article: &mut Article, report: &mut Report) {
    let card = &mut article.metadata;
    let says = page.meta("og:type").is_some_and(|it| it.eq_ignore_ascii_case("article"));
    let Some(summary) = card.summary.clone().or_else(|| card.subtitle.clone()) else {
        return;
    };
    if !says || card.title.is_empty() || summary.chars().count() < LEAST_SUMMARY {
        return;
    }
    if card.subtitle.as_ref() == Some(&summary) {
        card.subtitle = None;
    }
    report.add(Code::TextWithheld, card.title.as_str());
    article.body.blocks.push(Block::Paragraph { content: vec![Inline::text(summary)] });
}

/// Returns the elements that selectors match, none inside another.
fn select(dom: &Dom, selectors: &[String]) -> Result<Vec<NodeId>> {
    let mut found = Vec::new();
    for text in selectors {
        let Some(selector) = Selectors::parse(text) else {
            let why = "it is not a CSS selector of names, classes, ids and attributes";
            return Err(Error::new(ErrorKind::BadSetting, text.as_str()).because(why));
        };
        found.extend(dom.subtree(Dom::ROOT).filter(|it| selector.matches(dom, *it)));
    }
    found.sort_unstable();
    let mut end = Dom::ROOT;
    found.retain(|it| {
        let outermost = end <= *it;
        if outermost {
            end = dom.end(*it);
        }
        outermost
    });
    Ok(found)
}

/// Lowers every part of a page that was taken apart.
fn assemble(page: &Page<'_>, parts: Parts, report: &mut Report) -> Article {
    let mut article = Article { metadata: parts.metadata, ..Article::default() };
    article.authors = parts.authors;
    article.provenance = parts.provenance;
    let labels = &parts.labels;
    let card = &article.metadata;
    let home = card.url.clone().or_else(|| card.canonical.clone());
    let cx = lower::Context {
        dom: page.dom,
        base: page.base.as_ref(),
        beside: page.beside,
        home: home.as_ref(),
        cut: &|it| labels.get(it).is_some(),
    };
    article.body = match &parts.told {
        Some(markup) => {
            let (dom, _) = dom::parse_fragment(markup);
            let base = page.base.as_ref();
            let beside = page.beside;
            let cx =
                lower::Context { dom: &dom, base, beside, home: None, cut: &|_| false };
            lower::body(&cx, &[Dom::ROOT], report)
        }
        None => lower::body(&cx, &parts.body, report),
    };
    for bio in parts.bios {
        let blocks = content(page, labels, &bio.content, report);
        article.authors[bio.author].bio.extend(blocks.into_iter().map(plain));
    }
    let notice = nodes(page, labels, &parts.notice, &[], report);
    article.provenance.notice = notice.into_iter().map(plain).collect();
    article.discussion = said(page, labels, parts.discussion, report);
    article
}

/// Lowers what readers said.
pub(super) fn said(
    page: &Page<'_>,
    labels: &Labels,
    thread: Thread,
    report: &mut Report,
) -> Discussion {
    let mut found = Discussion::default();
    found.closed = thread.closed;
    found.claimed = thread.claimed;
    for (mut comment, it) in thread.comments {
        comment.content = content(page, labels, &it, report);
        found.comments.push(comment);
    }
    for (mut mention, it) in thread.mentions {
        mention.content = content(page, labels, &it, report);
        found.mentions.push(mention);
    }
    found
}

fn content(
    page: &Page<'_>,
    labels: &Labels,
    content: &Content,
    report: &mut Report,
) -> Vec<Block> {
    match content {
        Content::Nodes { roots, without } => nodes(page, labels, roots, without, report),
        Content::Markup(text) => {
            let (dom, _) = dom::parse_fragment(text);
            let base = page.base.as_ref();
            let cx = lower::Context {
                dom: &dom,
                base,
                beside: page.beside,
                home: None,
                cut: &|_| false,
            };
            lower::blocks(&cx, &[Dom::ROOT], report)
        }
    }
}

/// Pages set notices and bios in headings for the size of the letters; a heading
/// over nothing is a paragraph.
fn plain(block: Block) -> Block {
    match block {
        Block::Heading(it) => Block::Paragraph { content: it.content },
        it => it,
    }
}

/// Lowers nodes that are labelled themselves, cutting out what is labelled or
/// listed inside them.
fn nodes(
    page: &Page<'_>,
    labels: &Labels,
    roots: &[NodeId],
    without: &[NodeId],
    report: &mut Report,
) -> Vec<Block> {
    let cut = |it: NodeId| {
        without.contains(&it) || (!roots.contains(&it) && labels.get(it).is_some())
    };
    let (base, beside) = (page.base.as_ref(), page.beside);
    let cx = lower::Context { dom: page.dom, base, beside, home: None, cut: &cut };
    lower::blocks(&cx, roots, report)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!-- saved from url=(0036)https://north.example/essays/pier/ -->\
        <title>A pier</title><nav>Home</nav>\
        <div class='a main'><p>The pier stands in the sea, and the sea knows it.</p>\
        <p class='promo'>Subscribe to our letter about piers.</p>\
        <p><img src='./My%20pier_files/pier.jpg' srcset='https://cdn.example/p.jpg 2x'></p>\
        <p>There is <a href='more.html'>more of it</a> on another page.</p></div>\
        <div class='b'><p>Another box with words of its own that are longer.</p></div>";

    fn load(source: &Source) -> (Article, Report) {
        let mut report = Report::default();
        let article = Html.load(source, &mut report).unwrap().remove(0);
        (article, report)
    }

    #[test]
    fn the_caller_says_what_holds_the_article() {
        let mut source = Source::new(PAGE);
        source.select = Some("div.main".into());
        source.drop = vec![".promo, .other".into()];
        let (article, report) = load(&source);
        let text = article.body.text();
        assert!(text.contains("the sea knows it"), "{text}");
        assert!(!text.contains("Subscribe") && !text.contains("Another"), "{text}");
        assert!(report.entries.iter().all(|it| it.code != Code::SelectUnmatched));
        source.select = Some("#nothing".into());
        let (_, report) = load(&source);
        assert!(report.entries.iter().any(|it| it.code == Code::SelectUnmatched));
        source.select = Some("div[".into());
        let err = Html.load(&source, &mut Report::default()).unwrap_err();
        assert_eq!(err.kind(), ErrorKind::BadSetting);
    }

    #[test]
    fn links_from_nowhere_are_told() {
        let page = "<title>A pier</title><article><p>The pier stands in the sea, and \
            <a href='more.html'>the</a> <a href='#sea'>sea</a> <a href='x/y.html'>knows</a> \
            it.</p></article>";
        let mut source = Source::new(page);
        let told = |source: &Source| {
            let entries = load(source).1.entries.into_iter();
            let mut entries = entries.filter(|it| it.code == Code::BaseMissing);
            entries.next().map(|it| it.subject)
        };
        assert_eq!(told(&source).as_deref(), Some("more.html and 1 more"));
        source.url = "https://north.example/pier".parse().ok();
        assert_eq!(told(&source), None);
    }

    #[test]
    fn a_page_that_withholds_its_text_gives_its_summary() {
        let page = |kind: &str| {
            format!(
                "<meta property=og:type content={kind}><title>A pier</title>\
                 <meta name=description content='The pier stands in the sea, and the sea knows it.'>\
                 <article><h1>A pier</h1><div class=paywall><button>Join us</button></div></article>"
            )
        };
        let (article, report) = load(&Source::new(page("article")));
        assert_eq!(
            article.body.text(),
            "The pier stands in the sea, and the sea knows it."
        );
        assert!(report.entries.iter().any(|it| it.code == Code::TextWithheld));
        let err = Html.load(&Source::new(page("website")), &mut Report::default());
        assert_eq!(err.unwrap_err().kind(), ErrorKind::NoArticle);
    }

    #[test]
    fn a_saved_page_has_its_pictures_beside_it_and_its_links_on_the_web() {
        let mut source = Source::new(PAGE);
        source.select = Some(".main".into());
        source.beside = Some("My pier_files".into());
        let (article, _) = load(&source);
        let json = crate::article::to_json(&article);
        assert!(json.contains("\"./My%20pier_files/pier.jpg\""), "{json}");
        assert!(json.contains("https://north.example/essays/pier/more.html"), "{json}");
    }
}
