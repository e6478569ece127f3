//! Parts told by their headings, where the markers are gone.
//!
//! Tools that strip comments from Markdown leave the headings: "About the
//! author", "Comments", and the name over each comment. In a file that never
//! had markers, comments are only what names and dates stand over.

use std::collections::HashMap;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::{
    article::{Author, Comment, Date, Standing},
    extract::{is_closed, is_comments_heading, is_removed, parse_date},
    load::{markdown::facts::Facts, phrases},
};

use super::Place;

/// The longest heading over a comment, in bytes.
const MAX_HEADING: usize = 300;

/// What begins at an event.
#[derive(Debug)]
pub(super) struct Start {
    pub(super) place: Place,
    /// Whether what begins here is the program's own and is left out.
    pub(super) skip: bool,
}

/// A heading or paragraph that stands in nothing else.
#[derive(Debug)]
struct Line {
    at: usize,
    /// Its level, if it is a heading.
    level: Option<u8>,
    words: String,
}

/// Which parts markers tell of.
#[derive(Debug, Default)]
struct Marked {
    bio: bool,
    comment: bool,
    mention: bool,
}

/// The headings and paragraphs that stand in nothing else, and which parts markers
/// tell of.
#[derive(Debug, Default)]
pub(super) struct Lines {
    all: Vec<Line>,
    marked: Marked,
    /// How deep the place reached is in other things.
    depth: usize,
    /// Whether it is in one of the lines.
    open: bool,
}

impl Lines {
    /// Takes note of the event at a place.
    pub(super) fn note(&mut self, at: usize, event: &Event<'_>) {
        match event {
            Event::Start(tag) => {
                let level = match tag {
                    Tag::Heading { level, .. } => Some(Some(*level as u8)),
                    Tag::Paragraph => Some(None),
                    _ => None,
                };
                if let Some(level) = level.filter(|_| self.depth == 0) {
                    self.all.push(Line { at, level, words: String::new() });
                    self.open = true;
                }
                self.depth += 1;
            }
            Event::End(tag) => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0
                    && matches!(tag, TagEnd::Paragraph | TagEnd::Heading(_))
                {
                    self.open = false;
                }
            }
            Event::Text(it) | Event::Code(it) if self.open => {
                if let Some(line) = self.all.last_mut()
                    && line.words.len() < MAX_HEADING
                {
                    line.words.push_str(it);
                }
            }
            Event::SoftBreak | Event::HardBreak if self.open => {
                if let Some(line) = self.all.last_mut() {
                    line.words.push(' ');
                }
            }
            Event::Html(it) => {
                self.marked.bio |= it.contains("<!-- offprint:bio");
                self.marked.comment |= it.contains("<!-- offprint:comment");
                self.marked.mention |= it.contains("<!-- offprint:mention");
            }
            _ => (),
        }
    }
}

/// Finds where parts begin. Comments that the front matter does not know are
/// added to those it knows.
pub(super) fn find(
    lines: &Lines,
    facts: &mut Facts,
    names: &[String],
) -> HashMap<usize, Start> {
    let mut out = HashMap::new();
    let Lines { all: lines, marked, .. } = lines;
    if facts.may_have("bio") && !marked.bio {
        bios(lines, names, &mut out);
    }
    let own = facts.own && facts.comments.is_empty();
    if !own && !marked.comment {
        comments(lines, facts, &mut out);
    }
    if !facts.mentions.is_empty() && !marked.mention {
        mentions(lines, facts, &mut out);
    }
    out
}

/// Returns the lines under a heading, up to the next one that is no deeper.
fn under(lines: &[Line], from: usize) -> &[Line] {
    let level = lines[from].level;
    let rest = &lines[from + 1..];
    let ends = |it: &Line| it.level.is_some() && it.level <= level;
    &rest[..rest.iter().position(ends).unwrap_or(rest.len())]
}

/// Says where a part ends, unless another one begins there.
fn end(lines: &[Line], from: usize, out: &mut HashMap<usize, Start>) {
    if let Some(next) = lines.get(from + 1 + under(lines, from).len()) {
        out.entry(next.at).or_insert(Start { place: Place::Body, skip: false });
    }
}

fn bios(lines: &[Line], names: &[String], out: &mut HashMap<usize, Start>) {
    let found = lines
        .iter()
        .position(|it| it.level.is_some() && phrases::is_about_authors(&it.words));
    let Some(from) = found else { return };
    out.insert(lines[from].at, Start { place: Place::Bio(0), skip: true });
    for line in under(lines, from).iter().filter(|it| it.level.is_none()) {
        let author = names.iter().position(|it| {
            let rest = line.words.strip_prefix(it.as_str());
            !it.is_empty()
                && rest.is_some_and(|it| !it.starts_with(char::is_alphanumeric))
        });
        if let Some(author) = author {
            out.insert(line.at, Start { place: Place::Bio(author), skip: false });
        }
    }
    end(lines, from, out);
}

fn comments(lines: &[Line], facts: &mut Facts, out: &mut HashMap<usize, Start>) {
    // "In reply to Kim" is a heading about comments too, but a lower one.
    let is_over = |it: &&Line| it.level.is_some() && is_comments_heading(&it.words);
    let top = lines.iter().filter(is_over).filter_map(|it| it.level).min();
    let found = lines.iter().rposition(|it| it.level == top && is_over(&it));
    let Some(from) = found.filter(|_| top.is_some()) else { return };
    let inner = under(lines, from);
    let Some(level) = inner.iter().find_map(|it| it.level) else { return };
    let heads: Vec<&Line> = inner.iter().filter(|it| it.level == Some(level)).collect();
    // In a file of another's making, "Comments" may be a section like any.
    if facts.comments.is_empty() && !heads.iter().all(|it| said(&it.words).1.is_some()) {
        return;
    }
    out.insert(lines[from].at, Start { place: Place::Around, skip: true });
    let known = facts.comments.len();
    let mut next = 0;
    let mut removed = false;
    for line in inner {
        if line.level == Some(level) {
            let same = facts.comments[next.min(known)..known].iter().position(|it| {
                let name = it.1.author.as_ref().map_or("", |it| it.name.trim());
                line.words.starts_with(name)
            });
            let at = match same {
                Some(ahead) => next + ahead,
                None => {
                    add(&line.words, facts);
                    facts.comments.len() - 1
                }
            };
            if at < known {
                next = at + 1;
            }
            removed = facts.comments[at].1.standing == Standing::Removed;
            let place = Place::Comment(facts.comments[at].0.clone());
            out.insert(line.at, Start { place, skip: true });
        } else if removed && line.level.is_none() && is_removed(&line.words) {
            removed = false;
            out.insert(line.at, Start { place: Place::Around, skip: true });
        }
    }
    if let Some(last) = inner.last()
        && last.level.is_none()
        && is_closed(&last.words)
    {
        facts.closed = true;
        out.insert(last.at, Start { place: Place::Around, skip: true });
    }
    end(lines, from, out);
}

fn mentions(lines: &[Line], facts: &Facts, out: &mut HashMap<usize, Start>) {
    let fits = |from: usize| {
        let heads = under(lines, from).iter().filter(|it| it.level.is_some());
        let heads: Vec<&Line> = heads.collect();
        let same = |(it, known): (&&Line, &(String, Comment))| {
            let name = known.1.author.as_ref().map_or("", |it| it.name.trim());
            it.words.starts_with(name)
        };
        heads.len() == facts.mentions.len() && heads.iter().zip(&facts.mentions).all(same)
    };
    let found = (0..lines.len()).rev().find(|it| {
        lines[*it].level.is_some() && !out.contains_key(&lines[*it].at) && fits(*it)
    });
    let Some(from) = found else { return };
    out.insert(lines[from].at, Start { place: Place::Around, skip: true });
    let heads = under(lines, from).iter().filter(|it| it.level.is_some());
    for (line, (name, _)) in heads.zip(&facts.mentions) {
        let place = Place::Mention(name.clone());
        out.insert(line.at, Start { place, skip: true });
    }
    end(lines, from, out);
}

/// Adds a comment that only its heading tells of.
fn add(words: &str, facts: &mut Facts) {
    let (name, posted, reply) = said(words);
    let mut comment = Comment::default();
    comment.parent = reply.and_then(|reply| {
        let answered = |it: &(String, Comment)| {
            let name = it.1.author.as_ref().map_or("", |it| it.name.as_str());
            !name.is_empty() && reply.ends_with(name)
        };
        facts.comments.iter().rposition(answered)
    });
    comment.author = (!name.is_empty()).then(|| Author::named(name));
    comment.posted = posted;
    let marker = format!("heading {}", facts.comments.len() + 1);
    facts.comments.push((marker, comment));
}

/// Reads "Kim, 2 March 2025 (in reply to Lee)": the name, the date and what is
/// said of the one answered.
fn said(words: &str) -> (&str, Option<Date>, Option<&str>) {
    let words = words.trim();
    let (words, reply) = match words.strip_suffix(')').and_then(|it| it.rsplit_once(" ("))
    {
        Some((before, inner)) => (before, Some(inner)),
        None => (words, None),
    };
    let mut parts = words.match_indices(", ").take(6);
    let dated =
        parts.find_map(|(at, _)| Some((&words[..at], parse_date(&words[at + 2..])?)));
    match dated {
        Some((name, date)) => (name, Some(date), reply),
        None => (words, None, reply),
    }
}
