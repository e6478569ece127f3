//! Markdown, with or without front matter.
//!
//! The text is turned into markup and lowered like any page, so that there is
//! one meaning for an element and not two.

pub(super) mod card;
pub(super) mod facts;
mod foreign;
mod front_matter;
pub(super) mod markup;
pub(super) mod raw;
mod templates;

use url::Url;

use crate::{
    article::{Article, Author, Block, Body, Comment, calls_note},
    decode::decode,
    dom::{self, Dom},
    error::{Error, ErrorKind, Result},
    extract::{self, Labels, Page},
    lower::{self, Shift},
    report::{Code, Report},
};

use super::{Loader, Source, html, phrases};

use self::{
    facts::Facts,
    markup::{Place, Section},
};

/// How far the writer moves headings down in the text, and in what follows it.
const SHIFTS: (u8, u8) = (1, 3);

/// How many paragraphs from the end a notice may be that nothing marks.
const TAIL: usize = 3;

#[derive(Debug)]
pub(super) struct Markdown;

impl Loader for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn accepts(&self, source: &Source) -> bool {
        let named = is_named(source);
        let typed = source.content_type.as_deref().is_some_and(|it| {
            let it = it.trim().to_ascii_lowercase();
            it.starts_with("text/markdown") || it.starts_with("text/x-markdown")
        });
        if named || typed {
            return true;
        }
        let bytes = source.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&source.bytes);
        let first = bytes.split(|it| *it == b'\n').next().unwrap_or_default();
        matches!(first.trim_ascii_end(), b"---" | b"+++")
    }

    fn load(&self, source: &Source, report: &mut Report) -> Result<Vec<Article>> {
        let charset = source.charset.as_deref().or(Some("utf-8"));
        let text = decode(&source.bytes, charset, source.content_type.as_deref(), report);
        let text = text.trim_start_matches('\u{feff}');
        let article = read(text, source.url.as_ref(), source.smart, report);
        if article.body.blocks.is_empty()
            && article.metadata.title.is_empty()
            && article.discussion.comments.is_empty()
        {
            return Err(Error::new(ErrorKind::NoArticle, source.name()));
        }
        Ok(vec![article])
    }
}

/// Returns whether the name of a file says that it is Markdown.
pub(super) fn is_named(source: &Source) -> bool {
    source.file_name.as_deref().is_some_and(|it| {
        let it = it.to_ascii_lowercase();
        [".md", ".markdown", ".mdown", ".mkd", ".mdx"].iter().any(|end| it.ends_with(end))
    })
}

/// Reads an article.
fn read(text: &str, url: Option<&Url>, smart: bool, report: &mut Report) -> Article {
    let split = front_matter::split(text);
    if split.broken {
        let line = text.lines().nth(1).unwrap_or_default();
        report.add(Code::FrontMatterBroken, line);
    }
    let mut article = Article::default();
    card::read(&split.head, &mut article, report);
    let mut facts = facts::read(&split.head, &mut article);
    let base = article.metadata.url.clone().or_else(|| url.cloned());
    if article.metadata.url.is_none() {
        article.metadata.url = url.cloned();
    }
    // What one of our own files names is written out in full.
    let base = base.filter(|_| !facts.own);
    let text = templates::undo(split.rest, facts.templates);
    if !facts.own {
        foreign::report(&text, report);
    }
    let names: Vec<String> = article.authors.iter().map(|it| it.name.clone()).collect();
    let sections = markup::sections(&text, smart, &mut facts, &names, report);
    let length = text.len();
    assemble(&mut article, sections, length, &facts, SHIFTS, base.as_ref(), report);
    article
}

/// Puts the parts of a file of a length into an article. In a file of the program's
/// own, headings were moved down by so much in the text and in what follows it.
pub(super) fn assemble(
    article: &mut Article,
    sections: Vec<Section>,
    length: usize,
    facts: &Facts,
    shifts: (u8, u8),
    base: Option<&Url>,
    report: &mut Report,
) {
    let own = facts.own;
    article.discussion.closed |= facts.closed;
    article.discussion.comments.extend(facts.comments.iter().map(|it| it.1.clone()));
    article.discussion.mentions.extend(facts.mentions.iter().map(|it| it.1.clone()));
    let shift = |own_shift| if own { Shift::By(own_shift) } else { Shift::ToTop };
    let mut body = String::new();
    let mut bounded = false;
    // What the elements of pages say, the marks of Markdown cannot.
    let has_pages = sections.iter().any(|it| it.raw)
        || sections.last().is_some_and(|it| extract::is_closed(last_words(&it.html)));
    for section in sections {
        let mut blocks = || {
            let (dom, bounds) = dom::parse_made(&section.html, length);
            bounded |= bounds.any();
            let cx = lower::Context {
                dom: &dom,
                base,
                beside: None,
                home: None,
                cut: &|_| false,
            };
            lower::exact_blocks(&cx, &[Dom::ROOT], shift(shifts.1), report)
        };
        match &section.place {
            Place::Body if body.is_empty() => body = section.html + "\n",
            Place::Body => {
                body.push_str(&section.html);
                body.push('\n');
            }
            Place::Notice => {
                let blocks = blocks();
                article.provenance.notice.extend(blocks);
            }
            Place::Bio(place) => {
                let blocks = blocks();
                if article.authors.is_empty() {
                    article.authors.push(Author::default());
                }
                let place = (*place).min(article.authors.len() - 1);
                article.authors[place].bio.extend(blocks);
            }
            Place::Around => (),
            Place::Comment(name) => {
                let blocks = blocks();
                say(&mut article.discussion.comments, &facts.comments, name, blocks);
            }
            Place::Mention(name) => {
                let blocks = blocks();
                say(&mut article.discussion.mentions, &facts.mentions, name, blocks);
            }
        }
    }
    let (dom, bounds) = dom::parse_made(&body, length);
    if bounded || bounds.any() {
        report.add(Code::PageBounded, &article.metadata.title);
    }
    let title =
        if article.metadata.title.is_empty() && !own { title(&dom) } else { None };
    let page = Page::new(&dom, base);
    let mut labels = Labels::new(&dom);
    // Sites that were moved carry their comments along as markup in the text.
    let known = &article.discussion;
    if has_pages && !own && known.comments.is_empty() && known.mentions.is_empty() {
        let thread = extract::discussion(&page, &mut labels, report);
        article.discussion = html::said(&page, &labels, thread, report);
    }
    let cut = |it| {
        title.as_ref().is_some_and(|title| title.0 == it) || labels.get(it).is_some()
    };
    let card = &article.metadata;
    let home = card.url.clone().or_else(|| card.canonical.clone());
    let home = home.as_ref();
    let cx = lower::Context { dom: &dom, base, beside: None, home, cut: &cut };
    article.body = lower::exact_body(&cx, &[Dom::ROOT], shift(shifts.0), report);
    if let Some((_, words)) = title {
        article.metadata.title = words;
    }
    if facts.may_have("notice") && article.provenance.notice.is_empty() {
        loose_notice(article);
    }
}

/// Returns the last words of a part, without the tag they end with.
fn last_words(html: &str) -> &str {
    let end = html.trim_end().rfind("</").unwrap_or(html.len());
    html[..end].rsplit('>').next().unwrap_or_default()
}

/// Takes a notice that nothing marks off the end of the text, of a bio, or off
/// the start of the text.
fn loose_notice(article: &mut Article) {
    let is_notice = |it: &Block| {
        let Block::Paragraph { content } = it else { return false };
        phrases::is_notice(&words(std::slice::from_ref(it))) && !calls_note(content)
    };
    let mut take = |blocks: &mut Vec<Block>| {
        let last = blocks.len().saturating_sub(TAIL)..blocks.len();
        let at =
            last.rev().chain(0..blocks.len().min(1)).find(|it| is_notice(&blocks[*it]));
        let Some(at) = at.filter(|_| 1 < blocks.len()) else { return false };
        let found = blocks.remove(at);
        let text = words(std::slice::from_ref(&found));
        let provenance = &mut article.provenance;
        if provenance.original.is_none() {
            provenance.original = phrases::original(&text);
        }
        provenance.notice.push(found);
        true
    };
    for author in article.authors.iter_mut().rev() {
        if take(&mut author.bio) {
            return;
        }
    }
    take(&mut article.body.blocks);
}

fn words(blocks: &[Block]) -> String {
    let mut body = Body::default();
    body.blocks = blocks.to_vec();
    body.text()
}

/// Puts the words of a comment where its data are.
fn say(
    comments: &mut Vec<Comment>,
    known: &[(String, Comment)],
    name: &str,
    blocks: Vec<Block>,
) {
    let place = known.iter().position(|it| it.0 == name);
    match place.and_then(|it| comments.get_mut(it)) {
        Some(it) => it.content.extend(blocks),
        // One that was written into the file by hand.
        None => {
            let mut comment = Comment::default();
            comment.id = (!name.is_empty()).then(|| name.to_owned());
            comment.content = blocks;
            comments.push(comment);
        }
    }
}

/// Returns the heading that is the title, if it opens the text.
fn title(dom: &Dom) -> Option<(dom::NodeId, String)> {
    let found = dom.named(Dom::ROOT, "h1").next()?;
    let words = dom.words(found);
    (!words.is_empty()).then_some((found, words))
}

#[cfg(test)]
mod tests;
