//! Tree to lines: the text of a page as a reader meets it, line by line.
//!
//! What stands around an article (a notice, a note about the author) is a line
//! or two of its own, whatever elements it is made of. So the passes that look
//! for it read lines and turn what they found back into nodes.

use std::ops::Range;

use html5ever::local_name;

use crate::dom::{Dom, NodeId, is_block};

use super::{Labels, Part};

/// A run of text between two ends of blocks or `br`.
#[derive(Debug)]
pub(super) struct Line {
    /// The nearest block around it.
    pub(super) block: NodeId,
    /// The words, white space collapsed.
    pub(super) text: String,
    /// The links in it.
    pub(super) links: Vec<Span>,
    /// Emphasised and strong runs.
    pub(super) stressed: Vec<Span>,
    /// The text nodes it is made of.
    pub(super) pieces: Vec<Span>,
    pub(super) place: Place,
    /// Whether the block it is in holds no other line.
    pub(super) alone: bool,
}

/// A node, and the bytes of a line's text that are its own.
#[derive(Clone, Debug)]
pub(super) struct Span {
    pub(super) node: NodeId,
    pub(super) range: Range<usize>,
}

/// What sort of place a line stands in.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Place {
    pub(super) heading: bool,
    /// Inside a figure or its caption.
    pub(super) figure: bool,
    pub(super) list: bool,
    pub(super) table: bool,
    /// Inside an aside or a footer.
    pub(super) edge: bool,
}

/// The lines of a page, and where the body is among them.
#[derive(Debug)]
pub(super) struct Lines {
    pub(super) all: Vec<Line>,
    /// The body's first line.
    pub(super) start: usize,
    /// The line after the body's last.
    pub(super) end: usize,
    /// How many bytes of prose the body has before each of its lines.
    prose: Vec<usize>,
}

impl Line {
    /// Returns how many bytes of the text are links.
    pub(super) fn linked(&self) -> usize {
        self.links.iter().map(|it| it.range.len()).sum()
    }

    /// Returns whether the line reads as running text rather than as a label, a
    /// menu or a headline.
    pub(super) fn is_prose(&self) -> bool {
        !self.place.heading
            && 60 <= self.text.len()
            && self.linked() * 2 <= self.text.len()
            && !self.place.figure
    }

    /// Returns the nodes that hold a stretch of the line and nothing else worth
    /// a word; the whole block, if that is what the stretch comes to.
    pub(super) fn roots(&self, dom: &Dom, range: &Range<usize>) -> Option<Vec<NodeId>> {
        let outside = |it: &Range<usize>| {
            let before = it.start..range.start.clamp(it.start, it.end);
            let after = range.end.clamp(it.start, it.end)..it.end;
            worth(&self.text[before]) + worth(&self.text[after])
        };
        if self.alone && outside(&(0..self.text.len())) == 0 {
            return Some(vec![self.block]);
        }
        let inside = |it: &Span| it.range.start < range.end && range.start < it.range.end;
        let mut roots: Vec<NodeId> = Vec::new();
        for piece in self.pieces.iter().filter(|it| inside(it)) {
            if 0 < outside(&piece.range) {
                return None;
            }
            if roots.last().is_some_and(|it| dom.contains(*it, piece.node)) {
                continue;
            }
            let mut root = piece.node;
            for above in dom.ancestors(root).take_while(|it| *it != self.block) {
                // What else is inside stands on other lines or outside the stretch.
                let own = self.pieces.iter().filter(|it| inside(it));
                let own = own.filter(|it| dom.contains(above, it.node));
                let own: usize = own.map(|it| worth(&self.text[it.range.clone()])).sum();
                let clear = worth(dom.text(above)) == own;
                if !clear || is_block(dom.name(above)) {
                    break;
                }
                root = above;
            }
            roots.push(root);
        }
        (!roots.is_empty()).then_some(roots)
    }
}

impl Lines {
    /// Reads a page, without its comments and what nobody reads.
    pub(super) fn read(dom: &Dom, top: NodeId, body: &[NodeId], labels: &Labels) -> Self {
        let mut reader = Reader::new(dom);
        reader.read(top, labels);
        let mut all = reader.all;
        for i in 0..all.len() {
            // The lines of a block stand together, so neighbours tell.
            let block = all[i].block;
            let with = |it: &Line| dom.contains(block, it.pieces[0].node);
            let before = i.checked_sub(1).is_some_and(|it| with(&all[it]));
            all[i].alone = !before && !all.get(i + 1).is_some_and(with);
        }
        let inside = |line: &Line| {
            let at = line.pieces[0].node;
            body.iter().any(|it| dom.contains(*it, at))
        };
        let start = all.iter().position(inside).unwrap_or(0);
        let end = all.iter().rposition(inside).map_or(all.len(), |it| it + 1);
        let mut prose = vec![0; all.len() + 1];
        for (i, line) in all.iter().enumerate() {
            let counts = (start..end).contains(&i) && line.is_prose() && inside(line);
            prose[i + 1] = prose[i] + if counts { line.text.len() } else { 0 };
        }
        Self { all, start, end, prose }
    }

    /// Returns how much prose the body has before a line.
    pub(super) fn before(&self, line: usize) -> usize {
        self.prose[line]
    }

    /// Returns how much prose the body has after a line.
    pub(super) fn after(&self, line: usize) -> usize {
        self.total() - self.prose[line + 1]
    }

    /// Returns how much prose the body has.
    pub(super) fn total(&self) -> usize {
        self.prose.last().copied().unwrap_or_default()
    }
}

struct Reader<'a> {
    dom: &'a Dom,
    all: Vec<Line>,
    line: Line,
    gap: bool,
    /// Blocks that are open.
    blocks: Vec<(NodeId, Place)>,
    /// Links and stressed runs that are open, with where each starts.
    runs: Vec<(NodeId, usize)>,
}

impl<'a> Reader<'a> {
    fn new(dom: &'a Dom) -> Self {
        Self {
            dom,
            all: Vec::new(),
            line: empty(Dom::ROOT, Place::default()),
            gap: false,
            blocks: vec![(Dom::ROOT, Place::default())],
            runs: Vec::new(),
        }
    }

    fn read(&mut self, top: NodeId, labels: &Labels) {
        let dom = self.dom;
        let end = dom.end(top);
        let mut at = top;
        while at < end {
            self.leave(at);
            if at != top && self.skips(at, labels) {
                at = dom.end(at);
                continue;
            }
            if dom.is_text(at) {
                self.text(at);
            } else if dom.is_element(at) {
                self.enter(at);
            }
            at = NodeId(at.0 + 1);
        }
        self.leave(end);
        self.flush();
    }

    fn skips(&self, at: NodeId, labels: &Labels) -> bool {
        if matches!(labels.get(at), Some((Part::Comment, _))) {
            return true;
        }
        matches!(
            *self.dom.local(at),
            local_name!("nav")
                | local_name!("button")
                | local_name!("select")
                | local_name!("textarea")
                | local_name!("svg")
                | local_name!("template")
                | local_name!("iframe")
        )
    }

    /// Closes what ended before a node.
    fn leave(&mut self, at: NodeId) {
        while self.blocks.len() > 1
            && self.blocks.last().is_some_and(|it| self.dom.end(it.0) <= at)
        {
            self.flush();
            self.blocks.pop();
            self.renew();
        }
        while let Some((node, start)) = self.runs.last().copied()
            && self.dom.end(node) <= at
        {
            self.close(node, start);
            self.runs.pop();
        }
    }

    fn enter(&mut self, at: NodeId) {
        let name = self.dom.local(at);
        if *name == local_name!("br") {
            self.flush();
            self.renew();
        } else if self.dom.is_block(at) {
            self.flush();
            let mut place = self.blocks.last().map_or(Place::default(), |it| it.1);
            match *name {
                local_name!("h1")
                | local_name!("h2")
                | local_name!("h3")
                | local_name!("h4")
                | local_name!("h5")
                | local_name!("h6") => place.heading = true,
                local_name!("figure") | local_name!("figcaption") => place.figure = true,
                local_name!("li") | local_name!("dd") | local_name!("dt") => {
                    place.list = true;
                }
                local_name!("td") | local_name!("th") => place.table = true,
                local_name!("aside") | local_name!("footer") => place.edge = true,
                _ => (),
            }
            self.blocks.push((at, place));
            self.renew();
        } else if matches!(
            *name,
            local_name!("a")
                | local_name!("em")
                | local_name!("i")
                | local_name!("b")
                | local_name!("strong")
                | local_name!("cite")
        ) {
            self.runs.push((at, self.line.text.len()));
        }
    }

    fn text(&mut self, at: NodeId) {
        if self.dom.is_blank(at) {
            self.gap = true;
            return;
        }
        let text = self.dom.text(at);
        let before = self.line.text.len();
        self.gap |= text.starts_with(char::is_whitespace);
        for word in text.split_whitespace() {
            if self.gap && !self.line.text.is_empty() {
                self.line.text.push(' ');
            }
            self.gap = true;
            self.line.text.push_str(word);
        }
        self.gap = text.ends_with(char::is_whitespace);
        let after = self.line.text.len();
        if before < after {
            self.line.pieces.push(Span { node: at, range: before..after });
        }
    }

    fn close(&mut self, node: NodeId, start: usize) {
        let text = &self.line.text;
        let lead = text[start..].len() - text[start..].trim_start().len();
        let range = start + lead..text.len();
        if range.is_empty() {
            return;
        }
        let span = Span { node, range };
        if self.dom.name(node) == "a" {
            self.line.links.push(span);
        } else {
            self.line.stressed.push(span);
        }
    }

    /// Ends the line.
    fn flush(&mut self) {
        if !self.line.pieces.is_empty() {
            for i in 0..self.runs.len() {
                let (node, start) = self.runs[i];
                self.close(node, start);
            }
        }
        for run in &mut self.runs {
            run.1 = 0;
        }
        self.gap = false;
        if self.line.pieces.is_empty() {
            return;
        }
        let line = std::mem::replace(&mut self.line, empty(Dom::ROOT, Place::default()));
        self.all.push(line);
    }

    /// Starts a line in the block that is now open.
    fn renew(&mut self) {
        let open = self.blocks.last().copied();
        let (block, place) = open.unwrap_or((Dom::ROOT, Place::default()));
        self.line = empty(block, place);
    }
}

fn empty(block: NodeId, place: Place) -> Line {
    Line {
        block,
        text: String::new(),
        links: Vec::new(),
        stressed: Vec::new(),
        pieces: Vec::new(),
        place,
        alone: true,
    }
}

/// How many letters and digits a text has.
fn worth(text: &str) -> usize {
    text.chars().filter(|it| it.is_alphanumeric()).count()
}
