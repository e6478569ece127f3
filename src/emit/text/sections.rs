//! What stands around the text: head, notice, bios, comments and links.

use std::fmt::Write as _;

use crate::article::{Article, Author, Comment, Standing};

use super::{
    Links,
    block::Writer,
    layout::{Chunk, Line, Page, quote, underlined},
};

/// Around the notice and the bios.
const RULE: &str = "--------------------";

/// Writes the title, with a line under it.
pub(super) fn title(writer: &mut Writer<'_>, article: &Article, page: &mut Page) {
    let title = article.metadata.title.split_whitespace().collect::<Vec<_>>().join(" ");
    if !title.is_empty() {
        let options = writer.options;
        page.add(vec![underlined(&title, "=", options.width, options.flowed)]);
    }
}

/// Writes everything over the text.
pub(super) fn head(writer: &mut Writer<'_>, article: &Article, page: &mut Page) {
    let metadata = &article.metadata;
    if writer.options.header {
        page.add(vec![header(article)]);
    }
    title(writer, article, page);
    if let Some(it) = &metadata.subtitle {
        page.add(vec![writer.wrapped(it)]);
    }
    let authors = &article.authors;
    let credit = |it: &Author| it.name.clone() + &writer.words.parts_of(it);
    let byline = match &metadata.byline {
        Some(it) => {
            let unnamed = authors.iter().filter(|author| !it.contains(&*author.name));
            unnamed.fold(it.clone(), |line, it| format!("{line} · {}", credit(it)))
        }
        None if authors.is_empty() => String::new(),
        None => {
            let mut out = format!("{} ", writer.words.by);
            for (i, author) in authors.iter().enumerate() {
                out.push_str(&writer.words.between(i, authors.len()));
                out.push_str(&credit(author));
            }
            out
        }
    };
    let language = metadata.language.as_deref();
    let date = |it| writer.words.date(it, language);
    let published = metadata.published.map(date);
    let updated = metadata.updated.map(date).filter(|it| Some(it) != published.as_ref());
    let dates = match (published, updated) {
        (Some(published), Some(updated)) => {
            format!("{published} ({} {updated})", writer.words.updated.to_lowercase())
        }
        (None, Some(updated)) => format!("{} {updated}", writer.words.updated),
        (published, None) => published.unwrap_or_default(),
    };
    let filed = match metadata.categories.is_empty() {
        true => String::new(),
        false => format!("{} {}", writer.words.filed, metadata.categories.join(", ")),
    };
    let mut chunk = Chunk::new();
    let outlet = article.provenance.outlet.as_ref().map(|it| it.name.clone());
    for text in [byline, dates, filed, outlet.unwrap_or_default()] {
        let mut lines = writer.wrapped(&text);
        if let Some(line) = lines.last_mut() {
            line.goes_on = None;
        }
        chunk.extend(lines);
    }
    if let Some(url) = &metadata.url {
        chunk.push(Line::new(url.as_str()));
    }
    page.add(vec![chunk]);
}

/// Writes lines that a program can read.
fn header(article: &Article) -> Chunk {
    let metadata = &article.metadata;
    let licence = article.provenance.licence.as_ref();
    let names: Vec<&str> = article.authors.iter().map(|it| it.name.as_str()).collect();
    let fields = [
        ("Title", Some(metadata.title.clone())),
        ("Author", (!names.is_empty()).then(|| names.join("; "))),
        ("Date", metadata.published.map(|it| it.to_string())),
        ("Updated", metadata.updated.map(|it| it.to_string())),
        ("URL", metadata.url.as_ref().map(ToString::to_string)),
        (
            "Licence",
            licence.and_then(|it| {
                it.spdx.clone().or_else(|| it.url.as_ref().map(ToString::to_string))
            }),
        ),
        ("Language", metadata.language.clone()),
        ("Tags", (!metadata.tags.is_empty()).then(|| metadata.tags.join(", "))),
        ("Id", metadata.id.clone()),
    ];
    fields
        .into_iter()
        .filter_map(|(name, value)| {
            let value = value?.split_whitespace().collect::<Vec<_>>().join(" ");
            Some(Line::new(format!("{name}: {value}")))
        })
        .collect()
}

/// Writes chunks between rules, under a line that says what they are.
fn section(writer: &Writer<'_>, name: &str, chunks: Vec<Chunk>, page: &mut Page) {
    let mut first = vec![Line::new(RULE)];
    first.extend(writer.wrapped(name));
    page.add(vec![first]);
    page.add(chunks);
    page.add(vec![vec![Line::new(RULE)]]);
}

/// Writes the republication notice, or says where the copy is from.
pub(super) fn notice(writer: &mut Writer<'_>, article: &Article, page: &mut Page) {
    let provenance = &article.provenance;
    let mut chunks = writer.blocks(&provenance.notice);
    if chunks.is_empty() {
        let mut text = String::new();
        if let Some(it) = &provenance.original {
            let name = match &it.url {
                Some(url) if it.outlet.name.is_empty() => url.to_string(),
                Some(url) => format!("{} <{url}>", it.outlet.name),
                None => it.outlet.name.clone(),
            };
            text = writer.words.origin(it.relation).replace("{}", &name);
        }
        if let Some(it) = &provenance.licence {
            let terms =
                it.spdx.clone().or_else(|| it.url.as_ref().map(ToString::to_string));
            if let Some(terms) = terms {
                _ = write!(text, " {}", writer.words.licence.replace("{}", &terms));
            }
            if let Some(statement) = &it.statement {
                _ = write!(text, " {statement}");
            }
        }
        if let Some(it) = &provenance.permission {
            _ = write!(text, " {it}");
        }
        chunks.push(writer.wrapped(text.trim()));
    }
    if chunks.iter().any(|it| !it.is_empty()) {
        section(writer, writer.words.notice, chunks, page);
    }
}

/// Writes the bios.
pub(super) fn bios(writer: &mut Writer<'_>, article: &Article, page: &mut Page) {
    let with: Vec<_> = article.authors.iter().filter(|it| !it.bio.is_empty()).collect();
    let mut chunks = Vec::new();
    for author in &with {
        chunks.extend(writer.blocks(&author.bio));
    }
    let name = if with.len() == 1 { writer.words.author } else { writer.words.authors };
    if !chunks.is_empty() {
        section(writer, name, chunks, page);
    }
}

/// Writes the comments, each with the number by which others name it.
pub(super) fn comments(writer: &mut Writer<'_>, article: &Article, page: &mut Page) {
    let discussion = &article.discussion;
    let list = &discussion.comments;
    if !list.is_empty() || discussion.closed {
        let count = match discussion.claimed {
            Some(claimed) if list.len() < claimed as usize => {
                format!("{} {} {claimed}", list.len(), writer.words.of)
            }
            _ => list.len().to_string(),
        };
        let mut heading = format!("{} ({count})", capital(writer.words.discussion));
        if discussion.closed {
            heading.push_str(match writer.words.language {
                "en" => " – closed",
                _ => " – ",
            });
            if writer.words.language != "en" {
                heading.push_str(writer.words.closed);
            }
        }
        page.add(vec![writer.heading_line(&heading)]);
        let mut depths: Vec<usize> = Vec::with_capacity(list.len());
        for (i, comment) in list.iter().enumerate() {
            let parent = comment.parent.filter(|it| *it < i);
            let depth = parent.map_or(0, |it| depths[it] + 1);
            depths.push(depth);
            let answered = parent.map(|it| (it, &list[it]));
            remark(
                writer,
                article,
                comment,
                &format!("c{}", i + 1),
                answered,
                depth,
                page,
            );
        }
    }
    if !discussion.mentions.is_empty() {
        page.add(vec![writer.heading_line(writer.words.mentions)]);
        for (i, mention) in discussion.mentions.iter().enumerate() {
            remark(writer, article, mention, &format!("m{}", i + 1), None, 0, page);
        }
    }
}

/// The deepest that a thread is set in; answers beyond say whom they answer.
const DEEPEST: usize = 20;

fn remark(
    writer: &mut Writer<'_>,
    article: &Article,
    comment: &Comment,
    number: &str,
    answered: Option<(usize, &Comment)>,
    depth: usize,
    page: &mut Page,
) {
    let words = writer.words;
    let name = |it: &Comment| {
        let name = it.author.as_ref().map_or("", |it| it.name.trim());
        if name.is_empty() { words.anonymous.to_owned() } else { name.to_owned() }
    };
    let mut text = format!("[{number}] {}", name(comment));
    let language = article.metadata.language.as_deref();
    let posted = comment.posted.map(|it| words.date(it, language));
    if let Some(posted) = posted.or_else(|| comment.posted_words.clone()) {
        _ = write!(text, ", {posted}");
    }
    if let Some((place, parent)) = answered {
        _ = write!(text, ", {} [c{}] {}", words.in_reply_to, place + 1, name(parent));
    }
    let mut more = Vec::new();
    if comment.standing == Standing::Featured {
        more.push(words.featured.to_owned());
    }
    if comment.staff {
        more.push(words.staff.to_owned());
    }
    if let Some(score) = comment.score {
        more.push(format!("{} {score}", words.score));
    }
    if !more.is_empty() {
        _ = write!(text, " ({})", more.join(", "));
    }
    text.push(':');
    let mut chunk = writer.wrapped(&text);
    if let Some(line) = chunk.last_mut() {
        line.goes_on = None;
    }
    let depth = depth.min(DEEPEST);
    writer.indent += depth + 1;
    let mut chunks = writer.blocks(&comment.content);
    if comment.standing == Standing::Removed && chunks.is_empty() {
        chunks.push(writer.wrapped(words.removed));
    }
    writer.indent -= depth + 1;
    let mut chunks = quote(chunks, depth).into_iter();
    chunk.extend(chunks.next().unwrap_or_default());
    page.add(vec![chunk]);
    page.add(chunks.collect());
}

/// Writes the addresses that the text names by number.
pub(super) fn links(writer: &mut Writer<'_>, page: &mut Page) {
    let links = std::mem::take(&mut writer.links);
    writer.numbers.clear();
    if links.is_empty() || writer.options.links != Links::List {
        return;
    }
    page.add(vec![writer.heading_line("Links")]);
    let lines = links.iter().enumerate();
    page.add(vec![
        lines.map(|(i, it)| Line::new(format!("[L{}] {it}", i + 1))).collect(),
    ]);
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |it| it.to_uppercase().chain(chars).collect())
}
