//! Everyone named in the bylines of a book, to a page about them.
//!
//! Whoever wrote ten essays has one entry, with the note about them once. Notes
//! that differ, because years passed between the essays, are all there.

use std::collections::{HashMap, HashSet};

use crate::{
    article::Author,
    render::{Markup, plain},
};

use super::label::Labels;

/// The file of the page. It stands beside the chapters, so that what a note
/// links to is as far from it as from them.
pub(super) const FILE: &str = "contributors.xhtml";

/// Everyone named in the bylines of a book, in the order they are met.
#[derive(Debug, Default)]
pub(super) struct Contributors {
    list: Vec<Contributor>,
    by_name: HashMap<String, usize>,
}

#[derive(Debug)]
struct Contributor {
    name: String,
    /// The notes about them, as they are printed.
    notes: Vec<Markup>,
    /// What the notes say.
    seen: HashSet<String>,
    /// The titles and files of what they had a hand in.
    chapters: Vec<(String, String)>,
}

impl Contributors {
    /// Adds someone who had a hand in a chapter, and returns the number of their
    /// entry.
    pub(super) fn add(&mut self, author: &Author, title: &str, file: &str) -> usize {
        let name = author.name.trim();
        let next = self.list.len();
        let at = *self.by_name.entry(name.to_lowercase()).or_insert(next);
        if at == next {
            self.list.push(Contributor {
                name: name.to_owned(),
                notes: Vec::new(),
                seen: HashSet::new(),
                chapters: Vec::new(),
            });
        }
        let chapters = &mut self.list[at].chapters;
        if chapters.last().is_none_or(|it| it.1 != file) {
            chapters.push((title.to_owned(), file.to_owned()));
        }
        at
    }

    /// Returns what to begin the ids of a note with, if it is new.
    pub(super) fn prefix(&mut self, entry: usize, author: &Author) -> Option<String> {
        let titles = [&author.position, &author.affiliation].into_iter().flatten();
        let urls = author.urls.iter().map(ToString::to_string);
        let said: Vec<String> =
            titles.cloned().chain(urls).chain([plain(&author.bio)]).collect();
        let known = author.portrait.is_none() && said.iter().all(String::is_empty);
        let it = &mut self.list[entry];
        let is_new = !known && it.seen.insert(said.join("\n"));
        is_new.then(|| format!("{}-{}-", id(entry), it.notes.len() + 1))
    }

    /// Adds a note to an entry.
    pub(super) fn note(&mut self, entry: usize, note: Markup) {
        self.list[entry].notes.push(note);
    }

    /// Returns the page.
    pub(super) fn write(&self, labels: &Labels) -> Markup {
        let mut out = Markup::default();
        out.tag("section")
            .attr("epub:type", "contributors")
            .attr("aria-labelledby", "contributors")
            .open();
        out.line();
        out.tag("h1").attr("id", "contributors").around(labels.contributors);
        out.line();
        for (at, it) in self.list.iter().enumerate() {
            out.tag("div").attr("class", "person").open();
            out.line();
            out.tag("h2").attr("id", &id(at)).around(&it.name);
            out.line();
            for note in &it.notes {
                out.push(note);
            }
            out.tag("ul").attr("class", "works").open();
            out.line();
            for (title, file) in &it.chapters {
                out.open("li");
                out.tag("a").attr("href", file).around(title);
                out.close_line();
            }
            out.close_line();
            out.close_line();
        }
        out.close();
        out
    }
}

/// Returns the id of an entry.
pub(super) fn id(entry: usize) -> String {
    format!("person-{}", entry + 1)
}

#[cfg(test)]
mod tests {
    use crate::article::Block;

    use super::*;

    #[test]
    fn a_note_is_kept_once_and_another_beside_it() {
        let mut contributors = Contributors::default();
        let mut author = Author::named("Ada Kestrel");
        author.bio.push(Block::paragraph("She keeps a light."));
        let one = contributors.add(&author, "Tide", "ch-0001.xhtml");
        let prefix = contributors.prefix(one, &author);
        assert_eq!(prefix.as_deref(), Some("person-1-1-"));
        contributors.note(one, Markup::default());
        assert_eq!(contributors.add(&author, "Ebb", "ch-0002.xhtml"), one);
        assert_eq!(contributors.prefix(one, &author), None);
        author.bio = vec![Block::paragraph("She kept a light.")];
        let prefix = contributors.prefix(one, &author);
        assert_eq!(prefix.as_deref(), Some("person-1-2-"));
        let page = contributors.write(Labels::of("en")).into_string();
        assert_eq!(page.matches("<li><a href=").count(), 2, "{page}");
    }

    #[test]
    fn someone_of_whom_nothing_is_known_has_an_entry_without_a_note() {
        let mut contributors = Contributors::default();
        let author = Author::named("Kim");
        let entry = contributors.add(&author, "Tide", "ch-0001.xhtml");
        assert_eq!(contributors.prefix(entry, &author), None);
    }
}
