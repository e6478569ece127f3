//! A thread of comments, told by how far in each begins and by "NAME says".

use crate::{
    article::{Article, Author, Comment, Discussion, Standing},
    extract::{
        claimed_comments, is_closed, is_comments_heading, is_removed, parse_date,
        says_name,
    },
};

use super::{
    block,
    lines::{Chunk, Line, Text, marker},
    put,
};

/// Where a comment begins.
struct Start {
    /// The line.
    at: usize,
    /// How far in it begins.
    indent: usize,
    /// Who says it, if the line says so.
    name: Option<String>,
    /// What the same line says of it.
    text: String,
}

/// Takes the comments off and returns the lines that are left.
pub(super) fn take(text: &Text, article: &mut Article) -> Vec<usize> {
    let lines = &text.lines;
    let closed = lines.iter().rposition(|it| is_closed_line(&it.text));
    let printed =
        lines.iter().position(|it| number(&it.text).is_some_and(|it| it.0 == 1));
    let first = printed.or_else(|| first(lines));
    let Some(first) = first else {
        article.discussion.closed = closed.is_some();
        return (0..lines.len()).filter(|it| Some(*it) != closed).collect();
    };
    let end = closed.filter(|it| first < *it).unwrap_or(lines.len());
    article.discussion.closed = closed.is_some();
    let mut start = first;
    // A heading over the comments, and the line under it, belong to them.
    for back in 1..=4 {
        let Some(at) = first.checked_sub(back) else { break };
        let line = &lines[at].text;
        if is_comments_heading(line) && line.len() < 60 {
            start = at;
            article.discussion.claimed = claimed_comments(line);
            article.discussion.closed |= line.to_lowercase().contains("closed");
            break;
        }
    }
    if printed.is_some() {
        let after = printed_thread(text, first, end, &mut article.discussion);
        if article.discussion.claimed
            == u32::try_from(article.discussion.comments.len()).ok()
        {
            article.discussion.claimed = None;
        }
        return (0..start).chain(after).collect();
    }
    let starts = starts(lines, first, end);
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (i, start) in starts.iter().enumerate() {
        while open.last().is_some_and(|it| start.indent <= it.0) {
            open.pop();
        }
        let mut comment = Comment::default();
        comment.parent = open.last().map(|it| it.1);
        open.push((start.indent, i));
        comment.author = start.name.as_deref().map(Author::named);
        let end = starts.get(i + 1).map_or(end, |it| it.at);
        said(text, start, end, &mut comment);
        article.discussion.comments.push(comment);
    }
    (0..start).chain(end..lines.len()).filter(|it| Some(*it) != closed).collect()
}

fn is_closed_line(text: &str) -> bool {
    text.len() <= 120 && is_closed(text) && marker(text).is_none()
}

/// Returns the first line that is the start of a comment for certain.
fn first(lines: &[Line]) -> Option<usize> {
    (0..lines.len()).find(|at| {
        let line = &lines[*at];
        let blank = *at == 0 || lines[at - 1].text.is_empty();
        let (text, item) = match marker(&line.text) {
            Some((_, text)) => (text, true),
            None => (line.text.as_str(), false),
        };
        blank && (item && line.indent != 0 || text.ends_with(':')) && name(text).is_some()
    })
}

/// Returns the name in a line that says who speaks and nothing else.
fn name(text: &str) -> Option<String> {
    let name = says_name(text)?.trim();
    let fits = !name.is_empty()
        && name.split(' ').count() <= 6
        && !name.ends_with([',', '.', ':'])
        && text.chars().count() <= 90;
    fits.then(|| name.to_owned())
}

fn starts(lines: &[Line], first: usize, end: usize) -> Vec<Start> {
    let mut out: Vec<Start> = Vec::new();
    // The next number at each depth of numbered comments.
    let mut next: Option<(usize, i64)> = None;
    for at in first..end {
        let line = &lines[at];
        let blank = |at: usize| lines.get(at).is_none_or(|it| it.text.is_empty());
        let apart = at == 0 || blank(at - 1);
        if line.text.is_empty() || !apart {
            continue;
        }
        let (number, text) = match marker(&line.text) {
            Some((number, text)) => (Some(number), text),
            None => (None, line.text.as_str()),
        };
        let speaker = name(text);
        let counted = match (number.flatten(), next) {
            (Some(number), Some((indent, next))) => {
                indent == line.indent && number == next
            }
            (Some(number), None) => number == 1 && speaker.is_some(),
            (None, _) => false,
        };
        // An item on lines of its own, as far in as comments are.
        let known = out.iter().any(|it| it.indent == line.indent)
            || out.last().is_some_and(|it| {
                it.indent < line.indent && line.indent <= it.indent + 8
            });
        let alone = number == Some(None) && known && blank(at + 1);
        let says = speaker.is_some() && (number.is_some() || text.ends_with(':'));
        if !(counted || alone || says) {
            continue;
        }
        if let Some(Some(number)) = number
            && (counted || next.is_none())
        {
            next = Some((line.indent, number + 1));
        }
        let rest = if speaker.is_some() { String::new() } else { text.to_owned() };
        out.push(Start { at, indent: line.indent, name: speaker, text: rest });
    }
    out
}

/// Reads what a comment says.
fn said(text: &Text, start: &Start, end: usize, comment: &mut Comment) {
    let mut lines: Vec<Line> = Vec::new();
    lines.push(Line { indent: 0, text: start.text.clone() });
    let margin = text.lines[start.at + 1..end]
        .iter()
        .filter(|it| !it.text.is_empty())
        .map(|it| it.indent)
        .min()
        .unwrap_or_default();
    for line in &text.lines[start.at + 1..end] {
        lines.push(Line {
            indent: line.indent - margin.min(line.indent),
            text: line.text.clone(),
        });
    }
    for chunk in chunks(&lines, text) {
        // When it was said stands under who said it.
        if comment.content.is_empty()
            && comment.posted.is_none()
            && let [line] = &*chunk.lines
            && line.text.len() <= 60
            && 4 <= line.text.bytes().filter(u8::is_ascii_digit).count()
            && let Some(date) = parse_date(&line.text)
        {
            comment.posted = Some(date);
            continue;
        }
        for it in block(&chunk) {
            put(&mut comment.content, it);
        }
    }
    if let [only] = &*comment.content
        && is_removed(&flat(only))
    {
        comment.standing = Standing::Removed;
    }
}

fn flat(block: &crate::article::Block) -> String {
    let mut body = crate::article::Body::default();
    body.blocks.push(block.clone());
    body.text()
}

/// Returns chunks in which lines that follow each other stay together, however
/// long they are.
fn chunks(lines: &[Line], text: &Text) -> Vec<Chunk> {
    let mut out: Vec<Chunk> = Vec::new();
    let mut blank = true;
    for line in lines {
        if line.text.is_empty() {
            blank = true;
            continue;
        }
        match out.last_mut() {
            Some(last) if !blank => last.lines.push(line.clone()),
            _ => out.push(Chunk {
                lines: vec![line.clone()],
                long: text.long,
                width: text.width,
            }),
        }
        blank = false;
    }
    out
}

/// Returns the number in `[c2] Lee, 3 March 2025:` and what follows it.
fn number(text: &str) -> Option<(usize, &str)> {
    let (number, rest) = text.strip_prefix("[c")?.split_once("] ")?;
    Some((number.parse().ok()?, rest))
}

/// Reads comments as this program prints them, and returns the lines that are
/// left after them.
fn printed_thread(
    text: &Text,
    first: usize,
    end: usize,
    discussion: &mut Discussion,
) -> Vec<usize> {
    let mut starts: Vec<usize> = Vec::new();
    let mut over = end;
    for at in first..end {
        let line = &text.lines[at];
        if number(&line.text).is_some_and(|it| it.0 == starts.len() + 1) {
            starts.push(at);
        } else if line.text == "Links"
            && text.lines.get(at + 1).is_some_and(|it| it.text == "-----")
        {
            over = at;
            break;
        }
    }
    for (i, at) in starts.iter().enumerate() {
        let end = starts.get(i + 1).copied().unwrap_or(over);
        let mut comment = Comment::default();
        // The line may go on in the next ones.
        let mut head = number(&text.lines[*at].text).map_or("", |it| it.1).to_owned();
        let mut from = at + 1;
        while !head.ends_with(':') && from < end && from < at + 4 {
            head.push(' ');
            head.push_str(&text.lines[from].text);
            from += 1;
        }
        speaker(head.trim_end_matches(':'), i, &mut comment);
        let lines: Vec<Line> = text.lines[from..end]
            .iter()
            .map(|it| {
                let text = it.text.trim_start_matches('>').trim_start().to_owned();
                Line {
                    indent: if it.text.starts_with('>') { 0 } else { it.indent },
                    text,
                }
            })
            .collect();
        for chunk in chunks(&lines, text) {
            for it in block(&chunk) {
                put(&mut comment.content, it);
            }
        }
        discussion.comments.push(comment);
    }
    (over..text.lines.len()).collect()
}

/// Reads "Lee, 3 March 2025, in reply to [c1] Kim (Score: 3)".
fn speaker(head: &str, place: usize, comment: &mut Comment) {
    let mut head = head;
    if let Some((before, after)) = head.rsplit_once("[c") {
        let parent = after.split_once(']').and_then(|it| it.0.parse::<usize>().ok());
        comment.parent = parent.and_then(|it| it.checked_sub(1)).filter(|it| *it < place);
        head = before.rsplit_once(", ").map_or(before, |it| it.0);
    } else if let Some((before, _)) = head.rsplit_once(" (") {
        head = before;
    }
    if let Some((name, date)) = head.rsplit_once(", ")
        && let Some(date) = parse_date(date)
    {
        comment.posted = Some(date);
        head = name;
    }
    let name = head.trim();
    comment.author = (!name.is_empty()).then(|| Author::named(name));
}
