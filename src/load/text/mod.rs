//! Plain text: a page that a text browser saved, or one this program printed.
//!
//! What a page says by its markup, text says by where things stand: the title
//! over the byline, answers further in than what they answer. Lines are paragraphs
//! if they are longer than a screen is wide; else they are put together again.

mod around;
mod lines;
mod thread;

use crate::{
    article::{Article, Block, Body, Code as Listing, Heading, Inline, Item, List, Note},
    decode::decode,
    error::{Error, ErrorKind, Result},
    report::{Code, Report},
};

use super::{Loader, Source};

use self::lines::{Chunk, Text as Lines, is_underline, marker, paragraph};

#[derive(Debug)]
pub(super) struct Text;

impl Loader for Text {
    fn name(&self) -> &'static str {
        "text"
    }

    fn accepts(&self, source: &Source) -> bool {
        is_named(source) || std::str::from_utf8(&source.bytes).is_ok()
    }

    fn load(&self, source: &Source, report: &mut Report) -> Result<Vec<Article>> {
        let (charset, header) =
            (source.charset.as_deref(), source.content_type.as_deref());
        let text = decode(&source.bytes, charset, header, report);
        let mut article = read(&text, report);
        if article.metadata.url.is_none() {
            article.metadata.url.clone_from(&source.url);
        }
        if article.body.blocks.is_empty() && article.discussion.comments.is_empty() {
            return Err(Error::new(ErrorKind::NoArticle, source.name()));
        }
        Ok(vec![article])
    }
}

/// Returns whether a source says of itself that it is plain text.
pub(super) fn is_named(source: &Source) -> bool {
    let named = source.file_name.as_deref().is_some_and(|it| {
        let ending = it.rsplit_once('.').map_or("", |it| it.1);
        ending.eq_ignore_ascii_case("txt") || ending.eq_ignore_ascii_case("text")
    });
    let typed = source.content_type.as_deref().unwrap_or_default();
    named || typed.trim().to_ascii_lowercase().starts_with("text/plain")
}

fn read(text: &str, report: &mut Report) -> Article {
    let lines = Lines::new(text);
    let mut article = Article::default();
    let rest = thread::take(&lines, &mut article);
    let mut chunks = lines.chunks(&rest);
    around::head(&mut chunks, &mut article);
    around::tail(&mut chunks, &mut article);
    article.body = body(&chunks);
    if article.metadata.title.is_empty() {
        let first = article.body.text();
        let first: String =
            first.lines().next().unwrap_or_default().chars().take(80).collect();
        report.add(Code::TitleGuessed, first.as_str());
        article.metadata.title = first;
    }
    article
}

/// Reads the text, and the notes under it.
fn body(chunks: &[Chunk]) -> Body {
    let mut body = Body::default();
    let notes = chunks
        .windows(2)
        .position(|it| it[0].heading().is_some() && it[1].first().starts_with("[1] "));
    let (text, rest) = chunks.split_at(notes.unwrap_or(chunks.len()));
    for chunk in rest.iter().skip(1) {
        let start = format!("[{}]", body.notes.len() + 1);
        match chunk.first().strip_prefix(&start) {
            Some(_) => {
                let mut chunk = chunk.clone();
                let words = chunk.lines[0].text.clone();
                words[start.len()..].trim_start().clone_into(&mut chunk.lines[0].text);
                body.notes.push(Note { blocks: vec![paragraph(&chunk)] });
            }
            None => match body.notes.last_mut() {
                Some(last) if 4 <= chunk.indent() => last.blocks.push(paragraph(chunk)),
                _ => body.blocks.extend(block(chunk)),
            },
        }
    }
    let after = std::mem::take(&mut body.blocks);
    for chunk in text {
        for it in block(chunk) {
            put(&mut body.blocks, it);
        }
    }
    body.blocks.extend(after);
    call(&mut body);
    body
}

/// Puts a block after others; lists and quotations that follow each other are
/// one.
fn put(blocks: &mut Vec<Block>, block: Block) {
    match (blocks.last_mut(), block) {
        (Some(Block::List(last)), Block::List(more))
            if last.start.is_some() == more.start.is_some()
                && follows(last, more.start) =>
        {
            last.items.extend(more.items);
        }
        (
            Some(Block::Quote { blocks: last, attribution }),
            Block::Quote { blocks: more, .. },
        ) if attribution.is_empty() => last.extend(more),
        (_, block) => blocks.push(block),
    }
}

fn follows(list: &List, next: Option<i64>) -> bool {
    let length = i64::try_from(list.items.len()).unwrap_or(i64::MAX);
    list.start.map(|it| it.saturating_add(length)) == next
}

/// Makes `[1]` in the text call the first note.
fn call(body: &mut Body) {
    let count = body.notes.len();
    for block in &mut body.blocks {
        let Block::Paragraph { content } = block else { continue };
        let mut out = Vec::new();
        for inline in content.drain(..) {
            let Inline::Text { text } = inline else {
                out.push(inline);
                continue;
            };
            let mut rest = text.as_str();
            let mut from = 0;
            while let Some(at) = rest[from..].find('[').map(|it| it + from) {
                let after = &rest[at + 1..];
                let digits = after.bytes().take(9).take_while(u8::is_ascii_digit).count();
                let number = after[digits..].starts_with(']').then(|| &after[..digits]);
                let note = number
                    .and_then(|it| it.parse::<usize>().ok())
                    .filter(|it| (1..=count).contains(it));
                let (Some(note), Some(number)) = (note, number) else {
                    from = at + 1;
                    continue;
                };
                if 0 < at {
                    out.push(Inline::text(&rest[..at]));
                }
                out.push(Inline::NoteRef { note: note - 1 });
                rest = &rest[at + number.len() + 2..];
                from = 0;
            }
            if !rest.is_empty() {
                out.push(Inline::text(rest));
            }
        }
        *content = out;
    }
}

/// Reads one chunk of the text.
fn block(chunk: &Chunk) -> Vec<Block> {
    let first = chunk.first();
    if let Some(text) = chunk.heading() {
        let content = vec![Inline::text(text)];
        return vec![Block::Heading(Heading { level: 1, id: None, content })];
    }
    let signs: String = first.split_whitespace().collect();
    if chunk.lines.len() == 1 && 3 <= signs.len() && is_underline(&signs) {
        return vec![Block::Rule];
    }
    if chunk.lines.iter().all(|it| it.text.starts_with('>')) {
        let mut inner = chunk.clone();
        for line in &mut inner.lines {
            line.text = line.text.trim_start_matches('>').trim_start().to_owned();
        }
        return vec![Block::Quote {
            blocks: vec![paragraph(&inner)],
            attribution: Vec::new(),
        }];
    }
    if let Some(list) = list(chunk) {
        return vec![Block::List(list)];
    }
    if 4 <= chunk.indent() && !chunk.long {
        if is_code(chunk) {
            let margin = chunk.indent();
            let lines: Vec<String> = chunk
                .lines
                .iter()
                .map(|it| format!("{}{}", " ".repeat(it.indent - margin), it.text))
                .collect();
            let code = Listing { language: None, text: lines.join("\n") };
            return vec![Block::Code(code)];
        }
        return vec![Block::Quote {
            blocks: vec![paragraph(chunk)],
            attribution: Vec::new(),
        }];
    }
    vec![paragraph(chunk)]
}

/// Returns whether lines that are set in are a listing and not words.
fn is_code(chunk: &Chunk) -> bool {
    let signs = |it: char| {
        matches!(it, '{' | '}' | ';' | '=' | '<' | '>' | '(' | ')' | '_' | '$')
    };
    let text: String = chunk.lines.iter().map(|it| it.text.as_str()).collect();
    let count = text.chars().filter(|it| signs(*it)).count();
    let deeper = chunk.lines.iter().any(|it| chunk.indent() < it.indent);
    text.len() < count * 12 || deeper && text.len() < count * 30
}

/// Reads a chunk whose lines begin as items do.
fn list(chunk: &Chunk) -> Option<List> {
    let (kind, _) = marker(chunk.first())?;
    let margin = chunk.indent();
    let mut items: Vec<Chunk> = Vec::new();
    for line in &chunk.lines {
        match marker(&line.text).filter(|_| line.indent <= margin + 1) {
            Some((it, text)) if it.is_some() == kind.is_some() => {
                let mut line = line.clone();
                text.clone_into(&mut line.text);
                items.push(Chunk { lines: vec![line], ..*chunk });
            }
            // What goes on below an item stands further in.
            _ if margin < line.indent => items.last_mut()?.lines.push(line.clone()),
            _ => return None,
        }
    }
    let items = items
        .iter()
        .map(|it| {
            let ticked = match it.first() {
                it if it.starts_with("[x] ") || it.starts_with("[X] ") => Some(true),
                it if it.starts_with("[ ] ") => Some(false),
                _ => None,
            };
            let mut it = it.clone();
            if ticked.is_some() {
                it.lines[0].text.drain(..4);
            }
            Item { ticked, blocks: vec![paragraph(&it)] }
        })
        .collect();
    Some(List { start: kind, items })
}

#[cfg(test)]
mod tests;
