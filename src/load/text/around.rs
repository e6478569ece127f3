//! What stands over the text and under it: title, byline, notice and bio.

use url::Url;

use crate::{
    article::{Article, Author, Block},
    extract::{is_byline, parse_byline, parse_date},
};

use crate::load::phrases;

use super::{
    block,
    lines::{Chunk, is_underline, paragraph},
};

/// How many lines under the title may belong to the head.
const HEAD: usize = 6;

/// How many paragraphs from the end a notice or bio may be.
const TAIL: usize = 6;

/// Reads what stands over the text, and takes it off.
pub(super) fn head(chunks: &mut Vec<Chunk>, article: &mut Article) {
    header(chunks, article);
    // The sections that an article ran in often stand over its title.
    if 2 < chunks.len()
        && let Some(found) = categories(&chunks[0])
    {
        article.metadata.categories = found;
        chunks.remove(0);
    }
    if let Some(first) = chunks.first() {
        let underlined = first.heading();
        let line = first.flat();
        let single = first.lines.len() == 1 || !first.long && first.lines.len() == 2;
        let short = line.chars().count() <= 200 && single;
        let sentence = line.ends_with('.') && !line.ends_with("...") && 80 < line.len();
        if let Some(title) = underlined {
            article.metadata.title = title;
            chunks.remove(0);
        } else if short && !sentence && 1 < chunks.len() {
            article.metadata.title = line;
            chunks.remove(0);
        }
    }
    let found = chunks.iter().take(HEAD).enumerate().find_map(|(i, chunk)| {
        let at = chunk.lines.iter().position(|it| is_credit(&it.text))?;
        (at < 3).then_some((i, at))
    });
    if let Some((i, at)) = found {
        let mut lines = chunks[i].lines.split_off(at);
        let line = lines.remove(0).text;
        article.authors = parse_byline(&line).authors;
        article.metadata.byline = Some(line);
        // What is between title and byline is about the text, not of it.
        let over: Vec<Chunk> = chunks.drain(..i).collect();
        let rest: Vec<String> = over.iter().map(Chunk::flat).collect();
        let own = std::mem::take(&mut chunks[0].lines);
        let own = own.into_iter().map(|it| it.text);
        for text in rest.into_iter().chain(own) {
            fact(&text, article, true);
        }
        while let Some(line) = lines.first() {
            if !fact(&line.text, article, false) {
                break;
            }
            lines.remove(0);
        }
        chunks[0].lines = lines;
    }
    chunks.retain(|it| !it.lines.is_empty());
    while let Some(first) = chunks.first_mut() {
        let before = first.lines.len();
        while let Some(line) = first.lines.first() {
            if !fact(&line.text, article, false) {
                break;
            }
            first.lines.remove(0);
        }
        if first.lines.is_empty() {
            chunks.remove(0);
        } else if first.lines.len() == before {
            break;
        }
    }
}

fn is_credit(line: &str) -> bool {
    line.len() <= 200 && is_byline(line) && !parse_byline(line).authors.is_empty() && {
        let names: usize =
            parse_byline(line).authors.iter().map(|it| it.name.len()).sum();
        // A sentence that begins with "By" says more than names.
        line.len() < names * 3 + 60 && !line.ends_with('.')
    }
}

/// Reads a line that is a fact about the article and nothing else.
fn fact(text: &str, article: &mut Article, over: bool) -> bool {
    let metadata = &mut article.metadata;
    if let Ok(url) = Url::parse(text)
        && matches!(url.scheme(), "http" | "https")
        && !text.contains(' ')
    {
        metadata.url.get_or_insert(url);
        return true;
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if text.len() <= 80
        && (4..=14).contains(&digits)
        && metadata.published.is_none()
        && let Some(date) = parse_date(text.split('(').next().unwrap_or(text).trim())
    {
        metadata.published = Some(date);
        if let Some((_, rest)) = text.split_once('(') {
            let rest = rest.trim_end_matches(')');
            let start = rest.find(|it: char| it.is_ascii_digit()).unwrap_or(rest.len());
            metadata.updated = parse_date(&rest[start..]);
        }
        return true;
    }
    if over && metadata.subtitle.is_none() && !text.is_empty() {
        metadata.subtitle = Some(text.to_owned());
        return true;
    }
    false
}

/// Reads lines such as `Title: …` at the very start.
fn header(chunks: &mut Vec<Chunk>, article: &mut Article) {
    let names = [
        "title", "author", "date", "updated", "url", "licence", "language", "tags", "id",
    ];
    let Some(first) = chunks.first() else { return };
    let field = |text: &str| -> Option<(String, String)> {
        let (name, value) = text.split_once(": ")?;
        let name = name.to_ascii_lowercase();
        names.contains(&name.as_str()).then(|| (name, value.trim().to_owned()))
    };
    let fields: Vec<_> = first.lines.iter().map_while(|it| field(&it.text)).collect();
    if fields.len() != first.lines.len() || fields.len() < 2 || fields[0].0 != "title" {
        return;
    }
    let metadata = &mut article.metadata;
    for (name, value) in fields {
        match name.as_str() {
            "title" => metadata.title = value,
            "author" => article.authors = value.split("; ").map(Author::named).collect(),
            "date" => metadata.published = parse_date(&value),
            "updated" => metadata.updated = parse_date(&value),
            "url" => metadata.url = Url::parse(&value).ok(),
            "language" => metadata.language = Some(value),
            "tags" => metadata.tags = value.split(", ").map(str::to_owned).collect(),
            "id" => metadata.id = Some(value),
            _ => article.provenance.licence.get_or_insert_default().spdx = Some(value),
        }
    }
    chunks.remove(0);
}

/// Reads a line of short names between commas, all in lower case.
fn categories(chunk: &Chunk) -> Option<Vec<String>> {
    let [line] = &*chunk.lines else { return None };
    let names: Vec<&str> = line.text.split(", ").map(str::trim).collect();
    let fits = |it: &&str| {
        !it.is_empty()
            && it.split(' ').count() <= 4
            && !it.contains(['.', '!', '?', ':', ';', '“', '"'])
            && it.chars().all(|it| !it.is_uppercase())
    };
    (2 <= names.len() && names.iter().all(fits))
        .then(|| names.into_iter().map(str::to_owned).collect())
}

/// Reads what stands under the text, and takes it off.
pub(super) fn tail(chunks: &mut Vec<Chunk>, article: &mut Article) {
    sections(chunks, article);
    let start = chunks.len().saturating_sub(TAIL);
    let is_notice = |it: &Chunk| phrases::is_notice(&it.flat());
    let found = chunks[start..].iter().position(is_notice).map(|it| it + start);
    let found = found.or_else(|| chunks.iter().take(2).position(is_notice));
    if let Some(at) = found {
        let chunk = chunks.remove(at);
        article.provenance.original = phrases::original(&chunk.flat());
        article.provenance.notice = vec![paragraph(&chunk)];
    }
    let start = chunks.len().saturating_sub(TAIL);
    let bio = |it: &Chunk, author: &Author| {
        let rest = it.first().strip_prefix(author.name.as_str());
        rest.is_some_and(|it| {
            let word = it.split_whitespace().next().unwrap_or_default();
            it.starts_with([' ', ',']) && word.starts_with(|it: char| it.is_lowercase())
        })
    };
    for author in &mut article.authors {
        if !author.bio.is_empty() || author.name.is_empty() {
            continue;
        }
        // Only what nothing but other bios follows is about an author.
        let at = (start..chunks.len()).rev().take(3).find(|it| bio(&chunks[*it], author));
        if let Some(at) = at
            && 1 < chunks.len()
        {
            let chunk = chunks.remove(at);
            author.bio = vec![paragraph(&chunk)];
        }
    }
}

/// Takes off the parts that this program prints between rules.
fn sections(chunks: &mut Vec<Chunk>, article: &mut Article) {
    let rule = |it: &str| 10 <= it.len() && is_underline(it);
    let mut at = 0;
    while at < chunks.len() {
        let opens = rule(chunks[at].first()) && chunks[at].lines.len() == 2;
        let end = chunks[at + 1..]
            .iter()
            .position(|it| it.lines.len() == 1 && rule(it.first()));
        let (true, Some(length)) = (opens, end) else {
            at += 1;
            continue;
        };
        let part: Vec<Chunk> = chunks.drain(at..at + length + 2).collect();
        let name = &part[0].lines[1].text;
        let inner = &part[1..part.len() - 1];
        let blocks: Vec<Block> = inner.iter().flat_map(block).collect();
        if phrases::is_about_authors(name) {
            if article.authors.is_empty() {
                article.authors.push(Author::default());
            }
            article.authors[0].bio.extend(blocks);
        } else {
            let text: Vec<String> = inner.iter().map(Chunk::flat).collect();
            article.provenance.original = phrases::original(&text.join(" "));
            article.provenance.notice.extend(blocks);
        }
    }
}
