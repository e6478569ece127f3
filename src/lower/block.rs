//! The walk over a part, and what each element means to it.

use crate::{
    article::{Block, Image, Inline, Link},
    dom::{NodeId, heading_level, is_block, is_scene_break},
    report::Code,
};

use super::{
    Lowering, MAX_BLOCKS, embed,
    inline::{Run, is_blank, trim},
    media, notes,
    plain::flatten,
    signs::{self, Sign},
};

/// Blocks while they gather, and the running text after the last of them.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) blocks: Vec<Block>,
    pub(super) run: Run,
    pub(super) depth: usize,
}

/// How the walk goes on from an element.
pub(super) enum Step {
    /// Into it; what is to be done where it ends.
    Into(Close),
    /// To what follows it.
    Over,
}

/// What is to be done where an element ends.
#[derive(Clone, Copy)]
pub(super) enum Close {
    Nothing,
    /// The running text ends.
    Text,
    /// An inline element ends, or several on one node.
    Inline(usize),
    /// Both.
    TextAndInline(usize),
    /// A word that is put around what an element holds.
    Words(&'static str),
}

impl Flow {
    pub(super) fn new(depth: usize) -> Self {
        Self { depth, ..Self::default() }
    }
}

impl Lowering<'_> {
    /// Lowers a node and all inside it.
    pub(super) fn flow_of(&mut self, id: NodeId, depth: usize) -> Vec<Block> {
        self.walk(id, id, self.dom.end(id), depth)
    }

    /// Lowers what is inside a node.
    pub(super) fn flow(&mut self, id: NodeId, depth: usize) -> Vec<Block> {
        self.walk(NodeId(id.0 + 1), id, self.dom.end(id), depth)
    }

    /// Lowers what is inside a node to running text.
    pub(super) fn inlines(&mut self, id: NodeId) -> Vec<Inline> {
        let blocks = self.flow(id, MAX_BLOCKS + 1);
        flatten(blocks)
    }

    /// Lowers the nodes from one place up to another, both within a node whose
    /// own cut does not count.
    pub(super) fn walk(
        &mut self,
        from: NodeId,
        within: NodeId,
        end: NodeId,
        depth: usize,
    ) -> Vec<Block> {
        let dom = self.dom;
        let mut flow = Flow::new(depth);
        let mut closing: Vec<(NodeId, Close)> = Vec::new();
        let mut at = from;
        loop {
            while closing.last().is_some_and(|it| it.0 <= at) {
                if let Some((_, close)) = closing.pop() {
                    self.close(&mut flow, close);
                }
            }
            if end <= at {
                break;
            }
            if at != from
                && let Some(after) = self.after_note(at)
            {
                Self::end_text(&mut flow);
                at = after;
                continue;
            }
            if dom.is_text(at) {
                if at == within || !self.is_cut(at) {
                    flow.run.text(&self.open, dom.text(at));
                }
            } else if dom.is_element(at) {
                let step =
                    if at != within && (self.is_cut(at) || self.apart.contains(&at)) {
                        if dom.is_block(at) {
                            Self::end_text(&mut flow);
                        }
                        Step::Over
                    } else {
                        self.enter(&mut flow, at)
                    };
                match step {
                    Step::Into(Close::Nothing) => (),
                    Step::Into(close) => closing.push((dom.end(at), close)),
                    Step::Over => {
                        at = dom.end(at);
                        continue;
                    }
                }
            }
            at = NodeId(at.0 + 1);
        }
        while let Some((_, close)) = closing.pop() {
            self.close(&mut flow, close);
        }
        Self::end_text(&mut flow);
        // Most hold one block, and the room for more would outweigh the text.
        flow.blocks.shrink_to_fit();
        flow.blocks
    }

    fn close(&mut self, flow: &mut Flow, close: Close) {
        match close {
            Close::Nothing => (),
            Close::Text => Self::end_text(flow),
            Close::Inline(count) => self.open.truncate(self.open.len() - count),
            Close::TextAndInline(count) => {
                Self::end_text(flow);
                self.open.truncate(self.open.len() - count);
            }
            Close::Words(words) => flow.run.text(&self.open, words),
        }
    }

    /// Ends the running text and makes blocks of it.
    pub(super) fn end_text(flow: &mut Flow) {
        if flow.run.is_empty() {
            _ = flow.run.finish();
            return;
        }
        for mut content in flow.run.finish() {
            trim(&mut content);
            if !is_blank(&content) {
                content.shrink_to_fit();
                Self::paragraph(content, &mut flow.blocks);
            }
        }
    }

    /// Adds blocks that stand on lines of their own.
    pub(super) fn push(flow: &mut Flow, blocks: impl IntoIterator<Item = Block>) {
        Self::end_text(flow);
        flow.blocks.extend(blocks);
    }

    /// Returns whether a block that holds blocks may stand here.
    fn has_room(&mut self, flow: &Flow, what: &str) -> bool {
        if flow.depth < MAX_BLOCKS {
            return true;
        }
        // Captions and headings are read at a depth past the limit, because
        // they hold no blocks at all.
        if flow.depth == MAX_BLOCKS {
            self.say_once(Code::NestingFlattened, what);
        }
        false
    }

    fn enter(&mut self, flow: &mut Flow, id: NodeId) -> Step {
        let dom = self.dom;
        let name = dom.name(id);
        if dom.is_foreign(id) {
            return self.foreign(flow, id, name);
        }
        if let Some(step) = self.note(flow, id) {
            return step;
        }
        match name {
            "br" => {
                flow.run.line();
                return Step::Over;
            }
            "wbr" | "meta" | "link" | "base" | "head" | "title" | "style"
            | "template" | "param" | "track" | "source" | "area" | "map" | "datalist"
            | "rp" => {
                if name == "rp" || name == "template" || name == "map" {
                    return Self::quiet(name);
                }
                return Step::Over;
            }
            "script" => return self.script(flow, id),
            "noscript" => return self.noscript(id),
            "hr" => {
                Self::push(flow, [Block::Rule]);
                return Step::Over;
            }
            "img" | "picture" | "amp-img" | "image" => {
                return self.picture(flow, id, name);
            }
            "iframe" | "video" | "audio" | "object" | "embed" | "frame"
            | "lite-youtube" | "lite-vimeo" | "amp-youtube" | "amp-vimeo"
            | "amp-video" | "amp-audio" | "amp-iframe" | "amp-twitter"
            | "amp-instagram" | "youtube-video" => {
                return self.embed(flow, id, name);
            }
            "label" if notes::is_sidenote_switch(dom, id) => return Step::Over,
            "input" | "select" | "textarea" | "button" | "output" | "progress"
            | "meter" | "form" | "canvas" | "dialog" => {
                return self.control(flow, id, name);
            }
            _ => (),
        }
        if matches!(name, "div" | "section" | "span" | "figure")
            && let Some(step) = self.filled(flow, id)
        {
            return step;
        }
        if let Some(step) = self.zoomed(flow, id) {
            return step;
        }
        let sign = signs::sign(dom, id);
        match sign {
            Some(Sign::DrawnFormula | Sign::Formula) => {
                if let Some(step) = self.formula(flow, id, sign) {
                    return step;
                }
            }
            Some(Sign::HeadingLink)
                if name != "p" && name != "div" && !self.is_linked_heading(id, name) =>
            {
                return Step::Over;
            }
            Some(Sign::LineNumbers) if matches!(name, "td" | "button") => {
                return Step::Over;
            }
            Some(Sign::Sidenote) => return self.sidenote(flow, id),
            Some(Sign::Caption | Sign::Credit) => {
                if let Some(step) = sign.and_then(|it| self.stray_caption(flow, id, it)) {
                    return step;
                }
            }
            _ if name == "figcaption" || self.ends_with_credit(flow, id, name) => {
                if let Some(step) = self.stray_caption(flow, id, Sign::Caption) {
                    return step;
                }
            }
            _ => (),
        }
        if !self.exact
            && (matches!(name, "p" | "div" | "center") || heading_level(name).is_some())
            && is_scene_break(dom.text(id))
        {
            Self::push(flow, [Block::Rule]);
            return Step::Over;
        }
        if let Some(level) = heading_level(name)
            .or_else(|| dom.attr_has(id, "role", "heading").then(|| self.aria_level(id)))
        {
            let level = self.meant_level(id).unwrap_or(level);
            return self.heading(flow, id, level);
        }
        if name == "pre" || name == "listing" || name == "xmp" || name == "plaintext" {
            let code = self.listing(id);
            Self::push(flow, code);
            return Step::Over;
        }
        if let Some(step) = self.structure(flow, id, name, sign) {
            return step;
        }
        if dom.is_block(id) || Self::is_custom_block(name) {
            Self::end_text(flow);
            return match self.block_language(id, name) {
                true => Step::Into(Close::TextAndInline(1)),
                false => Step::Into(Close::Text),
            };
        }
        self.inline(flow, id, name)
    }

    /// Reads the elements that hold blocks of their own.
    fn structure(
        &mut self,
        flow: &mut Flow,
        id: NodeId,
        name: &str,
        sign: Option<Sign>,
    ) -> Option<Step> {
        let what = match (name, sign) {
            ("div", _) if self.exact && dom_has(self, id, embed::EMBED) => "embed",
            ("blockquote" | _, Some(Sign::Post)) => "post",
            ("table", _) => {
                if let Some(code) = self.numbered_listing(id) {
                    Self::push(flow, [code]);
                    return Some(Step::Over);
                }
                if self.is_layout(id) {
                    return None;
                }
                "table"
            }
            ("ul" | "ol" | "menu" | "dir", sign) if sign != Some(Sign::Gallery) => "list",
            ("li", _) => "list",
            ("dl", _) if self.is_picture_with_caption(id) => "figure",
            ("dl", _) => "definitions",
            ("figure", Some(Sign::PullQuote)) => "aside",
            ("figure", _) => "figure",
            (_, Some(Sign::Gallery | Sign::Captioned)) if is_block(name) => "figure",
            ("blockquote", _) => "quote",
            ("details" | "aside", _) => "aside",
            (
                _,
                Some(Sign::PullQuote | Sign::Editorial | Sign::Warning | Sign::Callout),
            ) if matches!(name, "div" | "section" | "p" | "aside" | "blockquote") => {
                "aside"
            }
            _ => return None,
        };
        if !self.has_room(flow, what) {
            return None;
        }
        Self::end_text(flow);
        let depth = flow.depth;
        let blocks = match what {
            "post" => self.post(id, depth),
            "embed" => self.known_embed(id, depth),
            "table" => self.table(id, depth),
            "list" if name == "li" => {
                // Items that stand in no list make one together.
                if let Some(Block::List(list)) = flow.blocks.last_mut()
                    && dom_follows_item(self, id)
                {
                    let item = self.item(id, depth);
                    list.items.extend(item);
                    return Some(Step::Over);
                }
                let item = self.item(id, depth);
                Self::list_of(None, item.into_iter().collect())
            }
            "list" => self.list(id, depth),
            "definitions" => self.definitions(id, depth),
            "figure" => self.figure(id, depth, sign),
            "quote" if sign != Some(Sign::PullQuote) => self.quote(id, depth),
            _ => self.aside(id, depth, sign),
        };
        flow.blocks.extend(blocks);
        Some(Step::Over)
    }

    /// Reads what the page drew or wrote in another markup than HTML.
    fn foreign(&mut self, flow: &mut Flow, id: NodeId, name: &str) -> Step {
        match name {
            "math" => self.mathml(flow, id),
            "svg" => {
                let mut words =
                    self.dom.named(id, "text").filter(|it| self.dom.is_foreign(*it));
                if words.next().is_some() {
                    let words: String = self.dom.words(id).chars().take(80).collect();
                    self.say_once(Code::DrawingDropped, words);
                }
                Step::Over
            }
            _ => Step::Into(Close::Nothing),
        }
    }

    fn quiet(name: &str) -> Step {
        match name {
            // The parentheses around a gloss are put there by `rt`.
            "rp" | "template" => Step::Over,
            _ => Step::Into(Close::Nothing),
        }
    }

    fn script(&mut self, flow: &mut Flow, id: NodeId) -> Step {
        if let Some(math) = self.tex_script(id) {
            self.put_math(flow, math);
        } else if let Some(url) = self.scripted_player(id).filter(|_| !self.exact) {
            let embed = self.framed(id, url, Vec::new());
            Self::push(flow, [embed]);
        }
        Step::Over
    }

    /// Reads what is shown where scripts do not run: pictures that a script
    /// would have loaded, unless the picture stands there already.
    fn noscript(&mut self, id: NodeId) -> Step {
        if self.repeats_picture(id) {
            return Step::Over;
        }
        Step::Into(Close::Nothing)
    }

    /// Makes blocks of one run of text: a paragraph, or pictures that stand
    /// alone.
    fn paragraph(content: Vec<Inline>, blocks: &mut Vec<Block>) {
        if content.iter().all(|it| is_picture(it) || is_gap(it)) {
            for it in content {
                match lone_picture(it) {
                    Ok(Some(image)) => blocks.push(Block::Image(image)),
                    Ok(None) => (),
                    Err(link) => blocks.push(Block::Paragraph { content: vec![link] }),
                }
            }
        } else {
            blocks.push(Block::Paragraph { content });
        }
    }

    /// Lowers what is inside a node and after one of its children.
    pub(super) fn rest_of(
        &mut self,
        id: NodeId,
        child: NodeId,
        depth: usize,
    ) -> Vec<Block> {
        self.walk(self.dom.end(child), id, self.dom.end(id), depth)
    }

    fn is_custom_block(name: &str) -> bool {
        matches!(
            name,
            "noscript" | "amp-carousel" | "multicol" | "marquee" | "slot" | "optgroup"
        )
    }
}

/// An attribute that asks for white space to be kept.
pub(super) const EXACT: &str = "data-offprint-exact";
fn dom_has(lowering: &Lowering<'_>, id: NodeId, name: &str) -> bool {
    lowering.dom.attr(id, name).is_some()
}

fn dom_follows_item(lowering: &Lowering<'_>, id: NodeId) -> bool {
    let dom = lowering.dom;
    let mut at = dom.previous(id);
    while let Some(it) = at {
        if dom.is_element(it) {
            return dom.name(it) == "li";
        }
        if !dom.text(it).trim().is_empty() {
            return false;
        }
        at = dom.previous(it);
    }
    false
}

fn is_gap(inline: &Inline) -> bool {
    match inline {
        Inline::Text { text } => text.trim().is_empty(),
        Inline::Break => true,
        _ => false,
    }
}

fn is_picture(inline: &Inline) -> bool {
    match inline {
        Inline::Image(_) => true,
        Inline::Marked { content, .. } | Inline::Link(Link { content, .. }) => {
            content.iter().all(|it| is_picture(it) || is_gap(it))
                && content.iter().any(is_picture)
        }
        _ => false,
    }
}

#[expect(clippy::result_large_err, reason = "what is no picture is given back whole")]
/// Takes the picture out of marks, and out of a link to its own larger copy.
fn lone_picture(inline: Inline) -> Result<Option<Image>, Inline> {
    match inline {
        Inline::Image(it) => Ok(Some(it)),
        Inline::Marked { content, .. } if content.len() == 1 => {
            content.into_iter().next().map_or(Ok(None), lone_picture)
        }
        Inline::Link(it) => match &*it.content {
            [Inline::Image(image)] if media::is_copy(&it.address, &image.address) => {
                Ok(Some(Image { address: it.address.clone(), ..image.clone() }))
            }
            _ => Err(Inline::Link(it)),
        },
        Inline::Marked { .. } => Err(inline),
        _ => Ok(None),
    }
}
