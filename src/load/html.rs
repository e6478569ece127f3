//! A web page.

use crate::{
    article::{Article, Block},
    decode::decode,
    dom::{self, Dom, NodeId},
    error::{Error, ErrorKind, Result},
    extract::{self, Content, Labels, Page, Parts},
    lower,
    report::{Code, Report},
};

use super::{Loader, Source, reuse, text};

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
        !text::is_named(source) && String::from_utf8_lossy(head).contains('<')
    }

    fn load(&self, source: &Source, report: &mut Report) -> Result<Vec<Article>> {
        if MAX_BYTES < source.bytes.len() {
            let why = format!("a page may have {MAX_BYTES} bytes at most");
            return Err(Error::new(ErrorKind::Malformed, source.name()).because(why));
        }
        let (charset, header) =
            (source.charset.as_deref(), source.content_type.as_deref());
        let text = decode(&source.bytes, charset, header, report);
        let (dom, bounds) = dom::parse(&text);
        if bounds.any() {
            report.add(Code::PageBounded, source.name());
        }
        let page = Page::new(&dom, source.url.as_ref());
        let parts = extract::extract(&page, report);
        let article = assemble(&page, parts, report);
        if article.body.blocks.is_empty() {
            return Err(Error::new(ErrorKind::NoArticle, source.name()));
        }
        Ok(vec![article])
    }
}

/// Lowers every part of a page that was taken apart.
fn assemble(page: &Page<'_>, parts: Parts, report: &mut Report) -> Article {
    let mut article = Article { metadata: parts.metadata, ..Article::default() };
    article.authors = parts.authors;
    article.provenance = parts.provenance;
    let labels = &parts.labels;
    let cx = lower::Context {
        dom: page.dom,
        base: page.base.as_ref(),
        cut: &|it| labels.get(it).is_some(),
    };
    article.body = lower::body(&cx, &parts.body, report);
    for bio in parts.bios {
        let blocks = content(page, labels, &bio.content, report);
        article.authors[bio.author].bio.extend(blocks.into_iter().map(plain));
    }
    let notice = nodes(page, labels, &parts.notice, &[], report);
    article.provenance.notice = notice.into_iter().map(plain).collect();
    article.discussion.closed = parts.discussion.closed;
    article.discussion.claimed = parts.discussion.claimed;
    for (mut comment, it) in parts.discussion.comments {
        comment.content = content(page, labels, &it, report);
        article.discussion.comments.push(comment);
    }
    for (mut mention, it) in parts.discussion.mentions {
        mention.content = content(page, labels, &it, report);
        article.discussion.mentions.push(mention);
    }
    reuse::warn(&article, report);
    article
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
            let cx = lower::Context { dom: &dom, base, cut: &|_| false };
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
    let cx = lower::Context { dom: page.dom, base: page.base.as_ref(), cut: &cut };
    lower::blocks(&cx, roots, report)
}
