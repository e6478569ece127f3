//! Blocks, and the notes that are made of them.

use crate::{
    article::{
        Aside, AsideKind, Block, Code as Listing, Definition, Figure, Heading, List,
    },
    render::plain::plain_inlines,
};

use super::{Dialect, Place, Printer, Section, heading, inline::call_id};

impl Printer<'_> {
    /// Prints blocks, one after another.
    pub(crate) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
            self.out.line();
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph { content } => {
                self.out.open("p");
                self.inlines(content);
                self.out.close();
            }
            Block::Heading(it) => self.heading(it),
            Block::List(it) => self.list(it),
            Block::Definitions { items } => self.definitions(items),
            Block::Quote { blocks, attribution } => {
                self.out.open("blockquote");
                self.out.line();
                self.blocks(blocks);
                if !attribution.is_empty() {
                    self.out.open("footer");
                    self.inlines(attribution);
                    self.out.close_line();
                }
                self.out.close();
            }
            Block::Code(it) => self.listing(it),
            Block::Image(it) => {
                self.out.tag("p").attr("class", "image").open();
                self.image(it);
                self.out.close();
            }
            Block::Figure(it) => self.figure(it),
            Block::Embed(it) => self.embed(it),
            Block::Table(it) => self.table(it),
            Block::Math(it) => {
                self.out.tag("p").attr("class", "math").open();
                self.math(it, true);
                self.out.close();
            }
            Block::Aside(it) => self.aside(it),
            Block::Rule => self.out.tag("hr").empty(),
        }
    }

    fn heading(&mut self, it: &Heading) {
        if self.place.label {
            self.out.tag("p").attr("class", "heading").open();
            self.out.open("strong");
            self.inlines(&it.content);
            self.out.close();
            self.out.close();
            return;
        }
        while self.outline.last().is_some_and(|open| it.level <= *open) {
            self.outline.pop();
        }
        self.outline.push(it.level);
        let depth = self.outline.len() as u8;
        let level = self.top.saturating_add(depth - 1);
        let mut id = None;
        if self.place.body {
            id = self.ids.printed(it.id.as_deref());
            if id.is_none() && self.dialect != Dialect::Feed {
                id = Some(self.ids.unnamed());
            }
        }
        let id = id.map(|it| self.id(&it));
        if let Some(id) = &id {
            let title = plain_inlines(&it.content).replace('\n', " ");
            self.sections.push(Section { depth, id: id.clone(), title });
        }
        self.out.tag(heading(level)).maybe("id", id.as_deref()).open();
        self.inlines(&it.content);
        self.out.close();
    }

    fn list(&mut self, list: &List) {
        let tasks = list.items.iter().any(|it| it.ticked.is_some());
        let tag = self.out.tag(if list.start.is_some() { "ol" } else { "ul" });
        let start = list.start.filter(|it| *it != 1).map(|it| it.to_string());
        let tag = tag.maybe("start", start.as_deref());
        tag.maybe("class", tasks.then_some("tasks")).open();
        self.out.line();
        let tight = list.items.iter().all(|it| is_tight(&it.blocks));
        for item in &list.items {
            self.out.open("li");
            if let Some(ticked) = item.ticked {
                self.task(ticked);
            }
            self.inside(&item.blocks, tight);
            self.out.close_line();
        }
        self.out.close();
    }

    /// Prints a box that is ticked or not. A form's element would make a book
    /// count as scripted, and feed readers take them out.
    fn task(&mut self, ticked: bool) {
        let (done, open) = self.words.task;
        let label = if ticked { done } else { open };
        if self.dialect == Dialect::Page {
            let tag = self.out.tag("input").attr("type", "checkbox");
            let tag = tag.attr("disabled", "disabled").attr("aria-label", label);
            tag.maybe("checked", ticked.then_some("checked")).empty();
        } else {
            self.out.text(if ticked { "☑" } else { "☐" });
        }
        self.out.text(" ");
    }

    fn definitions(&mut self, items: &[Definition]) {
        self.out.open("dl");
        self.out.line();
        for item in items {
            for term in &item.terms {
                self.out.open("dt");
                self.inlines(term);
                self.out.close_line();
            }
            for sense in &item.senses {
                self.out.open("dd");
                self.inside(sense, true);
                self.out.close_line();
            }
            // A term without a sense would be invalid.
            if item.senses.is_empty() && !item.terms.is_empty() {
                self.out.open("dd");
                self.out.close_line();
            }
        }
        self.out.close();
    }

    /// Prints what an item or cell holds: a lone paragraph without its tags.
    pub(super) fn inside(&mut self, blocks: &[Block], tight: bool) {
        match blocks {
            [Block::Paragraph { content }, rest @ ..] if tight && is_tight(blocks) => {
                self.inlines(content);
                if !rest.is_empty() {
                    self.out.line();
                    self.blocks(rest);
                }
            }
            [] => (),
            _ => {
                self.out.line();
                self.blocks(blocks);
            }
        }
    }

    fn listing(&mut self, code: &Listing) {
        // Code runs from left to right, whatever is around it.
        let turned = self.right_to_left.then_some("ltr");
        self.out.tag("pre").maybe("dir", turned).open();
        let language =
            code.language.as_deref().map(str::trim).filter(|it| !it.is_empty());
        let class = language.map(|it| {
            let name: String =
                it.chars().map(|c| if c.is_whitespace() { '-' } else { c }).collect();
            format!("language-{name}")
        });
        self.out.tag("code").maybe("class", class.as_deref()).open();
        self.out.text(&code.text);
        self.out.close();
        self.out.close();
    }

    fn figure(&mut self, figure: &Figure) {
        let pictures = figure.content.iter().all(|it| matches!(it, Block::Image(_)));
        let class = match figure.content.as_slice() {
            [Block::Embed(_)] => Some("embed"),
            [_, _, ..] if pictures => Some("gallery"),
            _ => None,
        };
        let name = if self.place.label { "div" } else { "figure" };
        self.out.tag(name).maybe("class", class).open();
        self.out.line();
        self.at(Place { figure: true, ..self.place }, |it| {
            for block in &figure.content {
                match block {
                    Block::Image(image) => it.image(image),
                    _ => it.block(block),
                }
                it.out.line();
            }
        });
        if !figure.caption.is_empty() || !figure.credit.is_empty() {
            self.out.open(if self.place.label { "p" } else { "figcaption" });
            self.inlines(&figure.caption);
            if !figure.credit.is_empty() {
                if !figure.caption.is_empty() {
                    self.out.text(" ");
                }
                self.out.tag("small").attr("class", "credit").open();
                self.inlines(&figure.credit);
                self.out.close();
            }
            self.out.close_line();
        }
        self.out.close();
    }

    fn aside(&mut self, aside: &Aside) {
        let (class, role, epub) = match aside.kind {
            AsideKind::Box => ("box", None, None),
            AsideKind::Warning => ("warning", Some("note"), None),
            AsideKind::PullQuote => {
                ("pullquote", Some("doc-pullquote"), Some("pullquote"))
            }
            AsideKind::Editorial => ("editorial", Some("note"), None),
        };
        let tag = self.out.tag(if self.place.label { "div" } else { "aside" });
        let tag = tag.attr("class", class);
        let role = role.filter(|_| !self.place.label);
        let epub = epub.filter(|_| self.dialect == Dialect::Epub && !self.place.label);
        tag.maybe("role", role).maybe("epub:type", epub).open();
        self.out.line();
        if !aside.title.is_empty() {
            self.out.tag("p").attr("class", "aside-title").open();
            self.out.open("strong");
            self.inlines(&aside.title);
            self.out.close();
            self.out.close_line();
        }
        self.blocks(&aside.blocks);
        self.out.close();
    }

    /// Prints one note, with a way back to each of its calls.
    pub(super) fn note(&mut self, note: usize, blocks: &[Block]) {
        let number = (note + 1).to_string();
        let id = self.id(&format!("fn{number}"));
        let epub = self.dialect == Dialect::Epub;
        if epub {
            let tag = self.out.tag("aside").attr("epub:type", "footnote");
            tag.attr("role", "doc-footnote").attr("id", &id).open();
        } else {
            self.out.tag("li").attr("id", &id).open();
        }
        let (before, last) = match blocks {
            [before @ .., Block::Paragraph { content }] => (before, content.as_slice()),
            _ => (blocks, &[][..]),
        };
        // A book's notes are not items of a list, so they carry their numbers.
        let mut number = epub.then(|| format!("{number}. "));
        if !before.is_empty() {
            if let Some(number) = number.take_if(|_| !is_text(before)) {
                self.out.tag("p").attr("class", "note-number").around(number.trim_end());
            }
            self.out.line();
            if let (Some(number), [Block::Paragraph { content }, rest @ ..]) =
                (number.take(), before)
            {
                self.out.open("p");
                self.out.text(&number);
                self.inlines(content);
                self.out.close_line();
                self.blocks(rest);
            } else {
                self.blocks(before);
            }
        }
        self.out.open("p");
        if let Some(number) = number {
            self.out.text(&number);
        }
        self.inlines(last);
        for call in 1..=self.calls[note] {
            let target = self.id(&call_id(note, call));
            let Some(target) = self.resolve.fragment(&target) else { continue };
            self.out.text("\u{a0}");
            let tag = self.out.tag("a").maybe("epub:type", epub.then_some("backlink"));
            let tag = tag.attr("href", &target).attr("role", "doc-backlink");
            // The sign after the arrow asks for text, not a picture of it.
            tag.attr("aria-label", self.words.back).around("↩\u{fe0e}");
        }
        self.out.close();
        self.out.close_line();
    }
}

fn is_text(blocks: &[Block]) -> bool {
    matches!(blocks, [Block::Paragraph { .. }, ..])
}

/// Returns whether an item reads as one line, with at most lists under it.
fn is_tight(blocks: &[Block]) -> bool {
    match blocks {
        [] => true,
        [Block::Paragraph { .. }, rest @ ..] => {
            rest.iter().all(|it| matches!(it, Block::List(_)))
        }
        _ => false,
    }
}

/// Returns whether blocks are short enough to name a row or column.
pub(super) fn plain_blocks(blocks: &[Block]) -> bool {
    matches!(blocks, [Block::Paragraph { .. }])
}
