//! Whose note is whose.

use crate::{
    article::{Author, AuthorKind},
    dom::{Dom, NodeId},
    extract::{Bio, Content, Labels, Page, Part, byline},
};

use super::{Note, covered, person, signs::own_words};

/// Ties every note to its author, labels it, and takes from its box what else
/// that says about the author.
pub(super) fn settle(
    page: &Page<'_>,
    notes: Vec<Note>,
    authors: &mut Vec<Author>,
    labels: &mut Labels,
) -> Vec<Bio> {
    let dom = page.dom;
    let mut bios: Vec<Bio> = Vec::new();
    for mut note in notes {
        note.roots.retain(|it| !covered(dom, labels, *it));
        if note.roots.is_empty() || is_linked(dom, &note.roots) {
            continue;
        }
        let stranger = note.name.as_deref().is_some_and(|it| is_stranger(it, authors));
        let author = match note.author {
            Some(it) => it,
            None if !authors.is_empty() && stranger => continue,
            None if !authors.is_empty()
                && (note.around.is_some() || note.name.is_none()) =>
            {
                0
            }
            None => {
                let name = note.name.clone().filter(|it| bears(it, &note.text));
                let Some(name) = name else { continue };
                authors.push(Author::named(name));
                authors.len() - 1
            }
        };
        for root in &note.roots {
            if labels.covering(dom, *root).is_some() {
                labels.note(dom, *root, Part::Bio, note.rule);
            }
            labels.set(dom, *root, Part::Bio, note.rule);
        }
        if let Some(around) = note.around {
            person::enrich(page, around, &mut authors[author]);
            labels.set(dom, around, Part::Furniture, "author box");
        } else {
            for root in &note.roots {
                person::links(page, *root, &mut authors[author]);
            }
        }
        let content = Content::Nodes { roots: note.roots, without: note.without };
        bios.push(Bio { author, content });
    }
    bios
}

/// Whether a note is mostly links: a list of pieces, not what is told of anybody.
fn is_linked(dom: &Dom, roots: &[NodeId]) -> bool {
    let size = |it: NodeId| dom.text(it).split_whitespace().map(str::len).sum::<usize>();
    let links = roots.iter().flat_map(|it| dom.named(*it, "a")).map(size);
    let links: usize = links.sum();
    let whole: usize = roots.iter().map(|it| size(*it)).sum();
    whole > 30 && links * 10 > whole * 7
}

/// Whether a name is a person's who is none of the authors, however the two are
/// written.
fn is_stranger(name: &str, authors: &[Author]) -> bool {
    let words = |it: &str| -> Vec<String> {
        let words = it.split(|it: char| !it.is_alphanumeric());
        words.filter(|it| it.chars().count() > 2).map(str::to_lowercase).collect()
    };
    let own = words(name);
    byline::is_name(name, true)
        && byline::kind(name) == AuthorKind::Person
        && own.len() > 1
        && authors.iter().all(|it| {
            it.kind == AuthorKind::Person
                && words(&it.name).iter().all(|it| !own.contains(it))
        })
}

/// Whether a name, which nothing but a note gives, is a person's and the note is
/// about that person.
fn bears(name: &str, text: &str) -> bool {
    let count = name.split(' ').count();
    let dense = name.contains(|it| '\u{2e80}' <= it);
    if !byline::is_name(name, true)
        || byline::kind(name) != AuthorKind::Person
        || !(dense || (2..6).contains(&count))
    {
        return false;
    }
    match text.strip_prefix(name) {
        Some(rest) => person::describes(rest),
        None => true,
    }
}

/// Takes the description of an author from structured data, for pages that show
/// none.
pub(super) fn described(page: &Page<'_>, authors: &[Author]) -> Vec<Bio> {
    let mut bios: Vec<Bio> = Vec::new();
    for (name, text) in person::descriptions(page) {
        let place = authors.iter().position(|it| it.name.eq_ignore_ascii_case(&name));
        let Some(author) = place else { continue };
        let known = bios.iter().any(|it| it.author == author);
        if !known && 5 <= text.split_whitespace().count() && !own_words(page, &text) {
            bios.push(Bio { author, content: Content::Markup(text) });
        }
    }
    bios
}
