//! Notes about the authors, wherever they stand.
//!
//! A note is found by its place and its shape: an element that says it is about
//! the author, a heading that does, or a short paragraph at an end of the body
//! that begins with an author's name. The words of a language help, but are not
//! needed where the structure is plain.

mod boxes;
mod person;
mod phrases;
mod settle;
mod signs;
#[cfg(test)]
mod tests;

use crate::{
    article::Author,
    dom::{Dom, NodeId},
};

use self::{
    boxes::{Claim, Claims},
    settle::{described, settle},
    signs::{
        by_one_above, heading, is_about_author, is_name, is_signature, is_stressed,
        is_told, own_words, starts_with_author,
    },
};
use super::{
    Bio, Labels, Page, Part, find_date,
    lines::{Line, Lines},
    parse_byline,
};

/// The most lines that a note under a heading has.
const MAX_LINES: usize = 6;
/// The longest paragraph at an end of the body that is taken for a note.
const MAX_PARAGRAPH: usize = 1800;

/// A note that was found, before it is tied to an author.
struct Note {
    /// The element about the author that holds it, if there is one.
    around: Option<NodeId>,
    roots: Vec<NodeId>,
    without: Vec<NodeId>,
    /// The words alone.
    text: String,
    /// The author whose name it gives, by place.
    author: Option<usize>,
    /// The name it gives, where it is none of the authors'.
    name: Option<String>,
    rule: &'static str,
}

/// Finds the bios, labels them, and ties each to its author.
pub(super) fn find(
    page: &Page<'_>,
    body: &[NodeId],
    lines: &Lines,
    authors: &mut Vec<Author>,
    labels: &mut Labels,
) -> Vec<Bio> {
    let mut notes = in_boxes(page, body, lines, authors, labels);
    if notes.is_empty() {
        notes = under_headings(page, lines, authors, labels);
    }
    let known = |text: &str| notes.iter().any(|it| it.text == text);
    let more: Vec<Note> = at_the_ends(page, lines, authors, labels)
        .into_iter()
        .filter(|it| !known(&it.text) && !is_signature(&it.text, authors))
        .collect();
    // What an author is called in a box is seldom told again in the text, but
    // of several authors some may have a box and some a line.
    for it in more {
        let told = notes.iter().any(|note| {
            note.author == it.author || dom_holds(page.dom, &note.roots, &it.roots)
        });
        if !told {
            notes.push(it);
        }
    }
    let bios = settle(page, notes, authors, labels);
    if bios.is_empty() { described(page, authors) } else { bios }
}

/// Whether a line is a comment's, the notice's or another note's. One that is
/// labelled as furniture, such as a byline, may still tell about its author.
fn is_taken(page: &Page<'_>, labels: &Labels, line: &Line) -> bool {
    covered(page.dom, labels, line.pieces[0].node)
}

fn covered(dom: &Dom, labels: &Labels, id: NodeId) -> bool {
    labels.covering(dom, id).is_some_and(|it| it.0 != Part::Furniture)
}

fn dom_holds(dom: &Dom, outer: &[NodeId], inner: &[NodeId]) -> bool {
    inner.iter().any(|it| {
        outer.iter().any(|out| dom.contains(*out, *it) || dom.contains(*it, *out))
    })
}

/// Reads the elements that say they are about an author.
fn in_boxes(
    page: &Page<'_>,
    body: &[NodeId],
    lines: &Lines,
    authors: &[Author],
    labels: &Labels,
) -> Vec<Note> {
    let dom = page.dom;
    let mut notes: Vec<Note> = Vec::new();
    let claims = Claims::new(dom);
    for (around, claim) in boxes::find(page, body, labels, &claims) {
        let first = lines.all.partition_point(|it| it.pieces[0].node < around);
        let inside: Vec<&Line> = lines.all[first..]
            .iter()
            .take_while(|it| dom.contains(around, it.pieces[0].node))
            .collect();
        let named = person::named(dom, around, &inside, authors);
        let headed = inside.iter().any(|it| heading(&it.text, authors).is_some());
        let mut plain = claim == Claim::Bio || headed;
        // A box that only has to do with an author may hold anything; one of its
        // parts may say that it is the note.
        let mut about: Vec<NodeId> = Vec::new();
        if claim == Claim::Author {
            let mut past = NodeId(0);
            for it in dom.descendants(around) {
                if past <= it && dom.is_element(it) && claims.of(it) == Some(Claim::Bio) {
                    past = dom.end(it);
                    about.push(it);
                }
            }
            plain |= !about.is_empty();
        }
        if !plain && named.author.is_none() {
            continue;
        }
        let mut group: Vec<&Line> = Vec::new();
        for line in &inside {
            let told = is_told(line, &named.all, authors)
                && (about.is_empty()
                    || about.iter().any(|it| dom.contains(*it, line.pieces[0].node)));
            if told && (plain || starts_with_author(&line.text, authors).is_some()) {
                group.push(line);
            } else if line.place.heading
                && !group.is_empty()
                && !is_name(&line.text, &named.all, authors)
            {
                break;
            }
        }
        for mut note in notes_of(page, &group, authors, "author box") {
            let known = notes.iter().any(|it| it.text == note.text);
            if known || own_words(page, &note.text) || !tells(&note, authors) {
                continue;
            }
            note.around = Some(around);
            note.author = note.author.or(named.author);
            note.name.clone_from(&named.name);
            notes.push(note);
        }
    }
    choose(notes, authors)
}

/// Whether a note tells something in a sentence; a line without one is a
/// position if an author is known, else a headline or the like.
fn tells(note: &Note, authors: &[Author]) -> bool {
    let text = note.text.as_str();
    if text.starts_with(['"', '“', '„', '«']) || is_row(text) {
        return false;
    }
    if text.contains(['.', '!', '?', '…', '。', '！', '।', ')']) {
        return true;
    }
    match starts_with_author(text, authors) {
        Some(it) => {
            let rest = text.get(authors[it].name.len()..).unwrap_or_default();
            person::describes(rest)
        }
        None => note.author.is_some() && text.lines().count() <= 3,
    }
}

/// Whether a text is a row of people with what each did, or one with a date, as a
/// byline is, and no sentence about one of them.
fn is_row(text: &str) -> bool {
    let people = || parse_byline(text).authors.len();
    // A sentence has more small words than an address.
    let small = text.split(' ').filter(|it| it.starts_with(char::is_lowercase));
    let dated = || small.count() < 2 && find_date(text, None).is_some();
    text.len() < 200
        && !text.ends_with(['.', '!', '?', '…', '。', '।'])
        && (1 < people() || dated())
}

/// Keeps the notes of this article's authors, where a page also has boxes about
/// others.
fn choose(mut notes: Vec<Note>, authors: &[Author]) -> Vec<Note> {
    if notes.iter().any(|it| it.author.is_some()) {
        notes.retain(|it| it.author.is_some());
        return notes;
    }
    // Nobody known is named: one such box is the author's, several are a list.
    let mut names: Vec<&str> = notes.iter().filter_map(|it| it.name.as_deref()).collect();
    names.sort_unstable();
    names.dedup();
    if 1 < names.len().max(notes.len().min(3) / 2) && 1 < authors.len().max(1) {
        return Vec::new();
    }
    notes.truncate(1);
    notes
}

/// Turns the lines of a box into notes: one for each author that a line starts
/// with, else one in all.
fn notes_of(
    page: &Page<'_>,
    group: &[&Line],
    authors: &[Author],
    rule: &'static str,
) -> Vec<Note> {
    let dom = page.dom;
    let mut notes: Vec<Note> = Vec::new();
    for line in group {
        let author = starts_with_author(&line.text, authors);
        let Some(roots) = root_of(dom, line, group) else { continue };
        let fresh = match (notes.last(), author) {
            (None, _) => true,
            (Some(last), Some(it)) => last.author.is_some_and(|last| last != it),
            (Some(_), None) => false,
        };
        if fresh {
            notes.push(Note {
                around: None,
                roots: Vec::new(),
                without: Vec::new(),
                text: String::new(),
                author,
                name: None,
                rule,
            });
        }
        let Some(note) = notes.last_mut() else { continue };
        note.author = note.author.or(author);
        if !note.text.is_empty() {
            note.text.push('\n');
        }
        note.text.push_str(&line.text);
        note.roots.extend(roots);
        note.without.extend(repeated_name(dom, line));
        note.roots.dedup();
    }
    notes
}

/// The nodes of a line: its block, if all that the block holds is wanted.
fn root_of(dom: &Dom, line: &Line, group: &[&Line]) -> Option<Vec<NodeId>> {
    let whole = 0..line.text.len();
    if line.alone {
        return Some(vec![line.block]);
    }
    line.roots(dom, &whole).map(|it| {
        // Lines broken inside one block stay one block, if none is left out.
        let wanted: usize =
            group.iter().filter(|l| l.block == line.block).map(|l| l.text.len()).sum();
        let held: usize =
            dom.text(line.block).split_whitespace().map(|w| w.len() + 1).sum();
        if held <= wanted + 8 { vec![line.block] } else { it }
    })
}

/// A link with the author's name that stands before a note which itself begins
/// with the name.
fn repeated_name(dom: &Dom, line: &Line) -> Option<NodeId> {
    let link = line.links.first().filter(|it| it.range.start == 0)?;
    let name = &line.text[link.range.clone()];
    let rest = line.text[link.range.end..].trim_start();
    (rest.starts_with(name) && dom.contains(line.block, link.node)).then_some(link.node)
}

/// Reads what stands under a heading such as "About the author".
fn under_headings(
    page: &Page<'_>,
    lines: &Lines,
    authors: &[Author],
    labels: &Labels,
) -> Vec<Note> {
    let mut notes = Vec::new();
    for (i, line) in lines.all.iter().enumerate() {
        let Some(author) = heading(&line.text, authors) else { continue };
        let marked = line.place.heading
            || line.stressed.iter().any(|it| it.range.len() * 5 >= line.text.len() * 4);
        let inside = lines.start < i && i < lines.end;
        let at_end = lines.after(i) <= MAX_PARAGRAPH.max(lines.total() / 5);
        if !marked || inside && !at_end || is_taken(page, labels, line) {
            continue;
        }
        let mut group: Vec<&Line> = Vec::new();
        for below in lines.all[i + 1..].iter().take(MAX_LINES * 2) {
            let told = is_told(below, &[], authors) && !below.place.list;
            if told && !is_taken(page, labels, below) {
                group.push(below);
            } else if !group.is_empty()
                || below.place.heading && !is_name(&below.text, &[], authors)
            {
                break;
            }
            if group.len() == MAX_LINES {
                break;
            }
        }
        if group.iter().map(|it| it.text.len()).sum::<usize>() > 2 * MAX_PARAGRAPH {
            continue;
        }
        for mut note in notes_of(page, &group, authors, "heading about the author") {
            if own_words(page, &note.text) {
                continue;
            }
            note.author = note.author.or(author.place);
            note.name.clone_from(&author.name);
            notes.push(note);
        }
        if !notes.is_empty() {
            break;
        }
    }
    notes
}

/// Reads the short paragraphs at the ends of the body and just outside it.
fn at_the_ends(
    page: &Page<'_>,
    lines: &Lines,
    authors: &[Author],
    labels: &Labels,
) -> Vec<Note> {
    let mut found: Vec<usize> = Vec::new();
    // Backwards from a little after the body, until its own text begins.
    let to = (lines.end + 12).min(lines.all.len());
    let mut text = 0;
    for i in (lines.start..to).rev() {
        let line = &lines.all[i];
        if is_taken(page, labels, line) {
            continue;
        }
        let told = line.text.len() <= MAX_PARAGRAPH
            && !line.place.heading
            && !line.place.figure
            && !line.place.table;
        if told && (is_about_author(line, authors) || by_one_above(lines, line)) {
            found.push(i);
            continue;
        }
        // A paragraph after one that names the author may go on about them.
        text += if line.is_prose() && i < lines.end { line.text.len() } else { 0 };
        if text > 900 {
            break;
        }
    }
    found.reverse();
    // At the start only what is set apart from the text.
    let head = lines.all.iter().enumerate().skip(lines.start.saturating_sub(8));
    for (i, line) in head.take_while(|it| it.0 < lines.end && lines.before(it.0) <= 400) {
        let apart = i < lines.start || is_stressed(line);
        let free = !found.contains(&i) && labels.covering(page.dom, line.block).is_none();
        if apart
            && free
            && line.text.len() <= 700
            && is_about_author(line, authors)
            && 60 <= line.text.len()
        {
            found.insert(0, i);
        }
    }
    let mut group: Vec<&Line> = Vec::new();
    for i in found {
        group.push(&lines.all[i]);
        for next in lines.all[i + 1..].iter().take(3) {
            let goes_on = next.is_prose()
                && is_stressed(next) == is_stressed(&lines.all[i])
                && person::goes_on(&next.text, &lines.all[i].text)
                && !is_taken(page, labels, next);
            if !goes_on || group.iter().any(|it| it.pieces[0].node == next.pieces[0].node)
            {
                break;
            }
            group.push(next);
        }
    }
    let mut notes = notes_of(page, &group, authors, "paragraph about the author");
    for note in &mut notes {
        note.name = person::opening_name(&note.text);
    }
    notes.retain(|it| !own_words(page, &it.text) && !is_row(&it.text));
    notes
}
