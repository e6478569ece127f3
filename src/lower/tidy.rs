//! The last look at what was lowered: what only shows when all of it is there.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    article::{Address, Block, Body, Inline, Mark, Piece},
    report::Code,
};

use super::{Lowering, Shift, inline::text_of, settle::settle, signs};

impl Lowering<'_> {
    /// Tidies a body: headings begin at level 1 and go by names of their own,
    /// links within the page lead somewhere, calls of notes stand bare.
    pub(super) fn tidy(&mut self, body: &mut Body) {
        let mut top = u8::MAX;
        let (mut seen, mut unnamed) = (BTreeSet::new(), false);
        let mut names = |it: &mut Block| {
            if let Block::Heading(it) = it {
                top = top.min(it.level);
                if it.id.as_ref().is_some_and(|id| !seen.insert(id.clone())) {
                    it.id = None;
                }
                unnamed |= it.id.is_none();
            }
        };
        each_block(&mut body.blocks, &mut names);
        for note in &mut body.notes {
            each_block(&mut note.blocks, &mut names);
        }
        // What our own files call a heading, they say.
        if unnamed && self.shift == Shift::ToTop {
            name_headings(body, &mut seen);
        }
        let shift = match self.shift {
            Shift::ToTop => top.saturating_sub(1),
            Shift::By(it) => it,
        };
        let mut finish = |it: &mut Block| {
            if let Block::Heading(it) = it {
                it.level = it.level.saturating_sub(shift).clamp(1, 6);
                if !self.exact {
                    on_one_line(&mut it.content);
                }
            }
            each_line(it, &mut |content| {
                self.tidy_line(content, &seen);
                if !self.exact {
                    settle(content);
                    trim_edges(content);
                }
            });
        };
        each_block(&mut body.blocks, &mut finish);
        for note in &mut body.notes {
            each_block(&mut note.blocks, &mut finish);
        }
    }

    fn tidy_line(&mut self, content: &mut Vec<Inline>, places: &BTreeSet<String>) {
        if !self.exact {
            bare_calls(content);
        }
        for inline in content.iter_mut() {
            match inline {
                Inline::Link(it) => {
                    self.tidy_link(&mut it.address, places);
                    self.tidy_line(&mut it.content, places);
                }
                Inline::Marked { content, .. } => self.tidy_line(content, places),
                Inline::Text { .. }
                | Inline::Break
                | Inline::Code { .. }
                | Inline::Image(_)
                | Inline::Math(_)
                | Inline::NoteRef { .. } => (),
            }
        }
        merge(content);
    }

    /// Leads a link to a place on the page that was left behind back to the
    /// page itself.
    fn tidy_link(&mut self, address: &mut Address, places: &BTreeSet<String>) {
        let Address::Local(path) = address else { return };
        let Some(place) = path.strip_prefix('#') else { return };
        if places.contains(place) {
            return;
        }
        let decoded = signs::decode_percent(place);
        if let Some(decoded) = decoded.filter(|it| places.contains(it)) {
            *path = format!("#{decoded}");
            return;
        }
        match self.cx.base {
            Some(base) => {
                let mut url = base.clone();
                url.set_fragment(Some(place));
                *address = Address::Web(url);
            }
            None if !self.exact => self.say_once(Code::DeadLink, path.clone()),
            None => (),
        }
    }
}

/// Gives headings that have no name the one by which links call them: sites make
/// names of the words of a heading, each in a way of its own, and number those that
/// come again.
fn name_headings(body: &mut Body, names: &mut BTreeSet<String>) {
    let mut wanted = BTreeMap::new();
    body.walk(&mut |piece| {
        if let Piece::Inline(Inline::Link(it)) = piece
            && let Address::Local(path) = &it.address
            && let Some(place) = path.strip_prefix('#')
            && !names.contains(place)
        {
            let place = signs::decode_percent(place).unwrap_or_else(|| place.to_owned());
            let letters = letters(&place);
            if !letters.is_empty() && !place.contains(signs::is_space) {
                wanted.entry(letters).or_insert(place);
            }
        }
    });
    if wanted.is_empty() {
        return;
    }
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    let mut name = |it: &mut Block| {
        let Block::Heading(it) = it else { return };
        let said = letters(&text_of(&it.content));
        let before = times.entry(said.clone()).or_default();
        let called = match *before {
            0 => said,
            n => format!("{said}{n}"),
        };
        *before += 1;
        if it.id.is_none()
            && let Some(place) = wanted.remove(&called)
            && names.insert(place.clone())
        {
            it.id = Some(place);
        }
    };
    each_block(&mut body.blocks, &mut name);
}

/// Returns the letters and digits of a text, all small.
fn letters(text: &str) -> String {
    let letters = text.chars().filter(|it| it.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Takes off breaks, no-break spaces and the like, which editors leave at the edges
/// of lines, unless nothing else is there.
fn trim_edges(content: &mut Vec<Inline>) {
    let says_nothing = |it: &Inline| match it {
        Inline::Text { text } => text.trim().is_empty(),
        it => *it == Inline::Break,
    };
    while 1 < content.len() && content.last().is_some_and(says_nothing) {
        content.pop();
    }
    let gone = content.iter().take_while(|it| says_nothing(it)).count();
    content.drain(..gone.min(content.len().saturating_sub(1)));
    let trim = |it: Option<&mut Inline>, kept: fn(&str) -> &str| {
        if let Some(Inline::Text { text }) = it
            && !text.trim().is_empty()
            && kept(text).len() != text.len()
        {
            *text = kept(text).to_owned();
        }
    };
    trim(content.last_mut(), str::trim_end);
    trim(content.first_mut(), str::trim_start);
}

/// Makes spaces of the breaks in a heading, which only say how wide a page is.
fn on_one_line(content: &mut [Inline]) {
    for inline in content {
        match inline {
            Inline::Break => *inline = Inline::text(" "),
            Inline::Marked { content, .. } => on_one_line(content),
            Inline::Link(it) => on_one_line(&mut it.content),
            Inline::Text { .. }
            | Inline::Code { .. }
            | Inline::Image(_)
            | Inline::Math(_)
            | Inline::NoteRef { .. } => (),
        }
    }
}

/// Takes the marks and brackets off the calls of notes: `[1]`, raised `1, 2`.
fn bare_calls(content: &mut Vec<Inline>) {
    let mut at = 0;
    while at < content.len() {
        if let Inline::Marked { mark: Mark::Superscript | Mark::Strong, content: inner } =
            &content[at]
            && inner.iter().any(|it| matches!(it, Inline::NoteRef { .. }))
            && inner.iter().all(|it| match it {
                Inline::NoteRef { .. } => true,
                Inline::Text { text } => text.chars().all(|it| " ,;[]()".contains(it)),
                _ => false,
            })
        {
            let calls: Vec<Inline> = inner
                .iter()
                .filter(|it| matches!(it, Inline::NoteRef { .. }))
                .cloned()
                .collect();
            content.splice(at..=at, calls);
            continue;
        }
        if matches!(content[at], Inline::NoteRef { .. })
            && 0 < at
            && at + 1 < content.len()
            && let (Inline::Text { text: before }, Inline::Text { text: after }) =
                (&content[at - 1], &content[at + 1])
            && before.ends_with('[')
            && after.starts_with(']')
        {
            let before = before[..before.len() - 1].to_owned();
            let after = after[1..].to_owned();
            content[at - 1] = Inline::Text { text: before };
            content[at + 1] = Inline::Text { text: after };
        }
        at += 1;
    }
    content.retain(|it| !matches!(it, Inline::Text { text } if text.is_empty()));
}

/// Joins texts and codes that stand side by side.
fn merge(content: &mut Vec<Inline>) {
    let joins = content.windows(2).any(|it| {
        matches!(
            it,
            [Inline::Text { .. }, Inline::Text { .. }]
                | [Inline::Code { .. }, Inline::Code { .. }]
        )
    });
    if !joins {
        return;
    }
    let mut out: Vec<Inline> = Vec::with_capacity(content.len());
    for inline in content.drain(..) {
        match (out.last_mut(), inline) {
            (Some(Inline::Text { text }), Inline::Text { text: more })
            | (Some(Inline::Code { text }), Inline::Code { text: more }) => {
                text.push_str(&more);
            }
            (_, inline) => out.push(inline),
        }
    }
    *content = out;
}

/// Calls `visit` on every block, each after what it holds.
fn each_block(blocks: &mut [Block], visit: &mut dyn FnMut(&mut Block)) {
    for block in blocks {
        match block {
            Block::List(it) => {
                it.items.iter_mut().for_each(|it| each_block(&mut it.blocks, visit));
            }
            Block::Definitions { items } => items
                .iter_mut()
                .flat_map(|it| &mut it.senses)
                .for_each(|it| each_block(it, visit)),
            Block::Quote { blocks, .. } => each_block(blocks, visit),
            Block::Figure(it) => each_block(&mut it.content, visit),
            Block::Embed(it) => each_block(&mut it.fallback, visit),
            Block::Table(it) => it
                .head
                .iter_mut()
                .chain(&mut it.rows)
                .flat_map(|it| &mut it.cells)
                .for_each(|it| each_block(&mut it.blocks, visit)),
            Block::Aside(it) => each_block(&mut it.blocks, visit),
            Block::Paragraph { .. }
            | Block::Heading(_)
            | Block::Code(_)
            | Block::Image(_)
            | Block::Math(_)
            | Block::Rule => (),
        }
        visit(block);
    }
}

/// Calls `visit` on the running text that a block holds itself.
fn each_line(block: &mut Block, visit: &mut dyn FnMut(&mut Vec<Inline>)) {
    match block {
        Block::Paragraph { content } => visit(content),
        Block::Heading(it) => visit(&mut it.content),
        Block::Definitions { items } => {
            items.iter_mut().flat_map(|it| &mut it.terms).for_each(visit);
        }
        Block::Quote { attribution, .. } => visit(attribution),
        Block::Figure(it) => {
            visit(&mut it.caption);
            visit(&mut it.credit);
        }
        Block::Aside(it) => visit(&mut it.title),
        Block::List(_)
        | Block::Code(_)
        | Block::Image(_)
        | Block::Embed(_)
        | Block::Table(_)
        | Block::Math(_)
        | Block::Rule => (),
    }
}
