//! One page as a person would want to see it.

use std::fmt::{Display, Write as _};

use offprint::{
    article::{Block, Body, Inline, Piece},
    report::Effect,
};

use crate::cli::{batch::Loaded, lists::grade, messages::printable};

/// The width of the column of names.
const NAMES: usize = 13;

/// How much is shown of the text of a part of the page, in characters.
const BEGINNING: usize = 60;

/// Returns the description, aligned, with the rule that found each field.
pub(super) fn describe(loaded: &Loaded) -> String {
    let mut card = Card { out: format!("{}\n", printable(&loaded.name)), loaded };
    card.metadata();
    card.provenance();
    card.parts();
    card.decisions();
    card.report();
    card.out.push('\n');
    card.out
}

struct Card<'a> {
    out: String,
    loaded: &'a Loaded,
}

impl Card<'_> {
    fn metadata(&mut self) {
        let article = &self.loaded.article;
        let it = &article.metadata;
        self.field("title", "title", Some(&it.title).filter(|it| !it.is_empty()));
        self.field("dek", "subtitle", it.subtitle.as_ref());
        self.field("byline", "byline", it.byline.as_ref());
        for author in &article.authors {
            let mut text = author.name.clone();
            let did: Vec<String> = author
                .contributions
                .iter()
                .map(|it| format!("{it:?}").to_lowercase())
                .collect();
            if !did.is_empty() {
                _ = write!(text, " ({})", did.join(", "));
            }
            if let Some(affiliation) = &author.affiliation {
                _ = write!(text, ", {affiliation}");
            }
            if let Some(url) = author.url() {
                _ = write!(text, " <{url}>");
            }
            self.field("author", "authors", Some(&text));
        }
        self.field("published", "published", it.published.as_ref());
        self.field("updated", "updated", it.updated.as_ref());
        self.field("language", "language", it.language.as_ref());
        self.field("url", "url", it.url.as_ref());
        self.field("canonical", "canonical", it.canonical.as_ref());
        self.list("categories", "categories", &it.categories);
        self.list("tags", "tags", &it.tags);
        self.field("summary", "summary", it.summary.as_ref());
        let image = it.image.as_ref().map(|it| it.address.as_str());
        self.field("image", "image", image.as_ref());
    }

    fn provenance(&mut self) {
        let it = &self.loaded.article.provenance;
        self.field("site", "site", it.outlet.as_ref().map(|it| &it.name));
        if let Some(original) = &it.original {
            let mut text = original.outlet.name.clone();
            if let Some(url) = original.url.as_ref().or(original.outlet.url.as_ref()) {
                _ = write!(text, " <{url}>");
            }
            self.field("first printed", "original", Some(&text));
        }
        if let Some(licence) = &it.licence {
            let url = licence.url.as_ref().map(ToString::to_string);
            let text = [licence.spdx.clone(), url, licence.statement.clone()];
            let text: Vec<String> = text.into_iter().flatten().collect();
            self.field("licence", "licence", Some(&text.join(", ")));
        }
        self.field("pixel", "pixel", it.pixel.as_ref());
        let notice = super::row::words(&it.notice);
        self.field("notice", "notice", Some(&notice).filter(|it| !it.is_empty()));
    }

    fn parts(&mut self) {
        let article = &self.loaded.article;
        let mut parts = vec![count(&article.body)];
        let bios = article.authors.iter().filter(|it| !it.bio.is_empty()).count();
        let discussion = &article.discussion;
        parts.push(plural(bios, "bio"));
        let mut comments = plural(discussion.comments.len(), "comment");
        let threads = discussion.comments.iter().filter(|it| it.parent.is_none()).count();
        if !discussion.comments.is_empty() {
            _ = write!(comments, " in {}", plural(threads, "thread"));
        }
        if let Some(claimed) = discussion.claimed
            && claimed as usize != discussion.comments.len()
        {
            _ = write!(comments, ", {claimed} claimed");
        }
        if discussion.closed {
            comments.push_str(", closed");
        }
        parts.push(comments);
        self.field("holds", "", Some(&parts.join("; ")));
    }

    fn decisions(&mut self) {
        for it in &self.loaded.report.decisions {
            let line = format!("{:NAMES$} {} [{}]", it.part, it.element, it.rule);
            _ = writeln!(self.out, "  {}", printable(&line));
            let text: String = it.text.chars().take(BEGINNING).collect();
            _ = writeln!(self.out, "  {:NAMES$} | {}", "", printable(&text));
        }
    }

    fn report(&mut self) {
        for it in &self.loaded.report.entries {
            let effect = it.code.effect();
            let word = if effect < Effect::Guessed { "note" } else { "warning" };
            let line = format!("{word}[{}]: {} ({})", it.code, it.subject, grade(effect));
            _ = writeln!(self.out, "{}", printable(&line));
        }
    }

    /// Writes a field, if it has a value, with the rule that found it and what
    /// other rules said.
    fn field(&mut self, label: &str, field: &str, value: Option<&impl Display>) {
        let Some(value) = value else { return };
        let value = printable(&value.to_string().replace('\n', " "));
        _ = write!(self.out, "  {label:NAMES$} {value}");
        let found = self.loaded.report.found.iter().find(|it| it.field == field);
        if let Some(found) = found {
            _ = write!(self.out, "   [{}]", found.rule);
        }
        self.out.push('\n');
        for (rule, other) in found.map_or(&[][..], |it| &it.others) {
            let other = printable(other);
            _ = writeln!(self.out, "  {:NAMES$} but {rule} says: {other}", "");
        }
    }

    fn list(&mut self, label: &str, field: &str, values: &[String]) {
        let text = values.join(", ");
        self.field(label, field, Some(&text).filter(|it| !it.is_empty()));
    }
}

/// Says how much a body holds.
fn count(body: &Body) -> String {
    let (mut words, mut images, mut embeds, mut tables) = (0, 0, 0, 0);
    body.walk(&mut |piece| match piece {
        Piece::Inline(Inline::Text { text }) => words += text.split_whitespace().count(),
        Piece::Inline(Inline::Image(_)) | Piece::Block(Block::Image(_)) => images += 1,
        Piece::Block(Block::Embed(_)) => embeds += 1,
        Piece::Block(Block::Table(_)) => tables += 1,
        _ => (),
    });
    let mut parts = vec![plural(words, "word"), plural(body.blocks.len(), "block")];
    for (count, what) in [
        (body.notes.len(), "note"),
        (images, "image"),
        (embeds, "embed"),
        (tables, "table"),
    ] {
        if count != 0 {
            parts.push(plural(count, what));
        }
    }
    parts.join(", ")
}

fn plural(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
