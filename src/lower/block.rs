//! The walk over a part, and what each element means to it.

use crate::{
    article::{Aside, AsideKind, Block, Heading, Image, Inline, Link, Mark},
    dom::{NodeId, is_block},
    report::Code,
};

use super::{
    Lowering, MAX_BLOCKS, embed,
    inline::{Run, Wrap, is_blank, trim},
    media, notes,
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
            if dom.is_text(at) {
                flow.run.text(&self.open, dom.text(at));
            } else if dom.is_element(at) {
                let step =
                    if at != within && (self.is_cut(at) || self.apart.contains(&at)) {
                        if is_block(dom.name(at)) {
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
            "iframe" | "video" | "audio" | "object" | "embed" | "applet" | "frame"
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
        let sign = signs::sign(dom, id);
        match sign {
            Some(Sign::DrawnFormula | Sign::Formula) => {
                if let Some(step) = self.formula(flow, id, sign) {
                    return step;
                }
            }
            Some(Sign::HeadingLink) if name != "p" && name != "div" => return Step::Over,
            Some(Sign::LineNumbers) if matches!(name, "td" | "button") => {
                return Step::Over;
            }
            Some(Sign::Sidenote) => return self.sidenote(flow, id),
            _ => (),
        }
        if let Some(level) = heading_level(name)
            .or_else(|| dom.attr_has(id, "role", "heading").then(|| self.aria_level(id)))
        {
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
        if is_block(name) || Self::is_custom_block(name) {
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

    fn inline(&mut self, flow: &mut Flow, id: NodeId, name: &str) -> Step {
        let dom = self.dom;
        let mut opened = 0;
        match name {
            "a" => {
                if let Some(address) = self.protected_mail(flow, id) {
                    return address;
                }
                if let Some(href) = dom.attr(id, "href")
                    && let Some(address) = self.link(href)
                {
                    let title = dom.attr(id, "title").map(str::trim);
                    let title = title.filter(|it| !it.is_empty()).map(str::to_owned);
                    opened += usize::from(self.open(id, Wrap::Link { address, title }));
                }
            }
            "code" | "kbd" | "samp" | "tt" => {
                if self.exact && dom.attr(id, EXACT).is_some() {
                    let opened = self.open(id, Wrap::Code);
                    flow.run.exact(&self.open, dom.text(id));
                    if opened {
                        self.open.pop();
                    }
                    return Step::Over;
                }
                opened += usize::from(self.open(id, Wrap::Code));
            }
            "rt" => {
                flow.run.text(&self.open, "(");
                return Step::Into(Close::Words(")"));
            }
            _ => {
                if let Some(mark) = self.marks(id, name) {
                    opened += usize::from(self.open(id, Wrap::Mark(mark)));
                } else if !is_known(name) {
                    self.say_once(Code::MarkupUnwrapped, format!("<{name}>"));
                }
            }
        }
        if let Some(tag) = self.foreign_language(id) {
            opened += usize::from(self.open(id, Wrap::Mark(Mark::Language(tag))));
        }
        if opened == 0 {
            Step::Into(Close::Nothing)
        } else {
            Step::Into(Close::Inline(opened))
        }
    }

    /// Reads an address that the page hides from robots behind a script.
    fn protected_mail(&mut self, flow: &mut Flow, id: NodeId) -> Option<Step> {
        let dom = self.dom;
        let coded = dom.attr(id, "data-cfemail").or_else(|| {
            let inside = dom.elements(id).next()?;
            dom.attr(inside, "data-cfemail")
        })?;
        let bytes: Option<Vec<u8>> = (0..coded.len() / 2)
            .map(|at| u8::from_str_radix(coded.get(2 * at..2 * at + 2)?, 16).ok())
            .collect();
        let bytes = bytes?;
        let (key, rest) = bytes.split_first()?;
        let mail = String::from_utf8(rest.iter().map(|it| it ^ key).collect()).ok()?;
        if !mail.contains('@') || mail.contains(signs::is_space) {
            return None;
        }
        flow.run.text(&self.open, &mail);
        Some(Step::Over)
    }

    fn block_language(&mut self, id: NodeId, name: &str) -> bool {
        if !matches!(name, "p" | "address" | "center") {
            return false;
        }
        let Some(tag) = self.foreign_language(id) else { return false };
        self.open(id, Wrap::Mark(Mark::Language(tag)))
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

    /// Reads the parts of a form. A form may also be a wrapper around the whole
    /// page, so what stands in one is read all the same.
    fn control(&mut self, flow: &mut Flow, id: NodeId, name: &str) -> Step {
        let dom = self.dom;
        match name {
            "form" => {
                let asks = |it: NodeId| match dom.name(it) {
                    "textarea" | "select" => true,
                    "input" => !dom.attr_has(it, "type", "hidden"),
                    _ => false,
                };
                if dom.text(id).len() < 600 && dom.descendants(id).any(asks) {
                    let words: String = dom.words(id).chars().take(80).collect();
                    self.report.add(Code::ActiveDropped, format!("form {words}").trim());
                    Self::end_text(flow);
                    return Step::Over;
                }
                Self::end_text(flow);
                Step::Into(Close::Text)
            }
            "button" => {
                // Questions that open when pressed are headings with buttons in.
                let holds = |it| {
                    heading_level(dom.name(it)).is_some()
                        || matches!(dom.name(it), "summary" | "dt")
                };
                if dom.ancestors(id).take(3).any(holds) {
                    return Step::Into(Close::Nothing);
                }
                if dom.descendants(id).any(|it| matches!(dom.name(it), "img" | "p")) {
                    return Step::Into(Close::Nothing);
                }
                self.dropped_control(id);
                Step::Over
            }
            "dialog" | "output" => {
                Self::end_text(flow);
                Step::Into(Close::Text)
            }
            _ => {
                self.dropped_control(id);
                Step::Over
            }
        }
    }

    fn dropped_control(&mut self, id: NodeId) {
        let words: String = self.dom.words(id).chars().take(80).collect();
        if !words.is_empty() {
            let subject = format!("{} {words}", self.dom.name(id));
            self.say_once(Code::ActiveDropped, subject);
        }
    }

    fn script(&mut self, flow: &mut Flow, id: NodeId) -> Step {
        if let Some(math) = self.tex_script(id) {
            self.put_math(flow, math);
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

    fn heading(&mut self, flow: &mut Flow, id: NodeId, level: u8) -> Step {
        Self::end_text(flow);
        let blocks = self.flow(id, MAX_BLOCKS + 1);
        let exact = self.exact;
        let (pictures, text): (Vec<_>, Vec<_>) = blocks
            .into_iter()
            .partition(|it| !exact && matches!(it, Block::Image(_) | Block::Embed(_)));
        let mut content = flatten(text);
        if !is_blank(&content) {
            unwrap_own(&mut content, self.exact);
            flow.blocks.push(Block::Heading(Heading {
                level,
                id: self.heading_id(id),
                content,
            }));
        }
        flow.blocks.extend(pictures);
        Step::Over
    }

    /// Returns the name that a heading, or what wraps it, goes by.
    fn heading_id(&self, id: NodeId) -> Option<String> {
        let dom = self.dom;
        let name = |it: NodeId| match dom.html_id(it) {
            "" if dom.name(it) == "a" => dom.attr(it, "name").unwrap_or_default(),
            it => it,
        };
        let inside = dom.descendants(id).take(8).map(name).find(|it| !it.is_empty());
        let around = || {
            let parent = dom.parent(id)?;
            let first = dom.elements(parent).next() == Some(id);
            (first && dom.name(parent) == "section").then(|| name(parent))
        };
        let before = || {
            let place = dom.previous(id)?;
            let place = match dom.is_text(place) && dom.text(place).trim().is_empty() {
                true => dom.previous(place)?,
                false => place,
            };
            let empty = dom.is_element(place) && dom.text(place).trim().is_empty();
            (empty && matches!(dom.name(place), "a" | "span")).then(|| name(place))
        };
        Some(name(id))
            .filter(|it| !it.is_empty())
            .or(inside)
            .or_else(|| around().filter(|it| !it.is_empty()))
            .or_else(|| before().filter(|it| !it.is_empty()))
            .map(str::trim)
            .filter(|it| !it.is_empty() && !it.contains(signs::is_space))
            .map(str::to_owned)
    }

    fn aria_level(&self, id: NodeId) -> u8 {
        let level = self.dom.attr(id, "aria-level").and_then(|it| it.trim().parse().ok());
        level.unwrap_or(2u8).clamp(1, 6)
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

    /// Makes a box of what an element holds.
    fn aside(&mut self, id: NodeId, depth: usize, sign: Option<Sign>) -> Vec<Block> {
        let kind = match sign {
            Some(Sign::PullQuote) => AsideKind::PullQuote,
            Some(Sign::Editorial) => AsideKind::Editorial,
            Some(Sign::Warning) => AsideKind::Warning,
            _ => match self.dom.attr(id, ASIDE) {
                Some("warning") => AsideKind::Warning,
                Some("pull-quote") => AsideKind::PullQuote,
                Some("editorial") => AsideKind::Editorial,
                _ => AsideKind::Box,
            },
        };
        let dom = self.dom;
        let title_at = dom.elements(id).next().filter(|it| {
            dom.name(*it) == "summary"
                || dom.class(*it).split_ascii_whitespace().any(|it| {
                    let it = it.to_ascii_lowercase();
                    it.ends_with("-title")
                        && (it.contains("admonition")
                            || it.contains("callout")
                            || it.contains("alert")
                            || it.contains("box"))
                })
        });
        let title = title_at.filter(|it| !self.is_cut(*it)).map(|it| self.inlines(it));
        let mut title = title.unwrap_or_default();
        let mut blocks = match title_at {
            Some(it) => self.rest_of(id, it, depth + 1),
            None => self.flow(id, depth + 1),
        };
        if self.exact
            && dom.attr(id, TITLED).is_some()
            && let Some(Block::Paragraph { content }) = blocks.first_mut()
            && let [Inline::Marked { mark: Mark::Strong, content: inner }] =
                &mut **content
        {
            title = std::mem::take(inner);
            blocks.remove(0);
        }
        // A quotation inside a pull quote is the pull quote.
        if kind == AsideKind::PullQuote
            && !self.exact
            && let [Block::Quote { .. }] = &*blocks
            && let Some(Block::Quote { blocks: inner, attribution }) = blocks.pop()
        {
            blocks = inner;
            if !attribution.is_empty() {
                blocks.push(Block::Paragraph { content: attribution });
            }
        }
        if blocks.is_empty() && title.is_empty() && !self.exact {
            return Vec::new();
        }
        vec![Block::Aside(Aside { kind, title, blocks })]
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
/// An attribute of an aside whose first line is its title.
pub(super) const TITLED: &str = "data-offprint-titled";
/// An attribute that names the kind of an aside.
pub(super) const ASIDE: &str = "data-offprint-aside";

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

pub(super) fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// Takes off what a heading says about all of itself: a link to itself, bold.
fn unwrap_own(content: &mut Vec<Inline>, exact: bool) {
    while !exact && content.len() == 1 {
        match content.pop() {
            Some(Inline::Marked { mark: Mark::Strong, content: inner }) => {
                *content = inner;
            }
            Some(Inline::Link(Link { address, content: inner, .. }))
                if address.as_str().starts_with('#') =>
            {
                *content = inner;
            }
            other => {
                content.extend(other);
                return;
            }
        }
    }
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

/// Makes running text of blocks, each on a line of its own.
pub(super) fn flatten(blocks: Vec<Block>) -> Vec<Inline> {
    let mut out = Vec::new();
    for block in blocks {
        let lines: Vec<Vec<Inline>> = match block {
            Block::Paragraph { content } => vec![content],
            Block::Heading(it) => vec![it.content],
            Block::List(it) => {
                it.items.into_iter().map(|it| flatten(it.blocks)).collect()
            }
            Block::Definitions { items } => items
                .into_iter()
                .flat_map(|it| {
                    it.terms.into_iter().chain(it.senses.into_iter().map(flatten))
                })
                .collect(),
            Block::Quote { blocks, attribution } => vec![flatten(blocks), attribution],
            Block::Code(it) => vec![vec![Inline::Code { text: it.text }]],
            Block::Image(it) => vec![vec![Inline::Image(it)]],
            Block::Figure(it) => vec![flatten(it.content), it.caption, it.credit],
            Block::Embed(it) => {
                let title = it.title.unwrap_or_else(|| it.url.to_string());
                let link = Link {
                    address: crate::article::Address::Web(it.url),
                    title: None,
                    content: vec![Inline::text(title)],
                };
                vec![vec![Inline::Link(link)], flatten(it.fallback)]
            }
            Block::Table(it) => it
                .head
                .into_iter()
                .chain(it.rows)
                .flat_map(|it| it.cells)
                .map(|it| flatten(it.blocks))
                .collect(),
            Block::Math(it) => vec![vec![Inline::Math(it)]],
            Block::Aside(it) => vec![it.title, flatten(it.blocks)],
            Block::Rule => Vec::new(),
        };
        for line in lines {
            if !line.is_empty() {
                if !out.is_empty() {
                    out.push(Inline::Break);
                }
                out.extend(line);
            }
        }
    }
    out
}

/// Returns whether an element is one of HTML's own that say nothing a model
/// would keep.
fn is_known(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "blink"
            | "cite"
            | "code"
            | "data"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "nobr"
            | "noembed"
            | "noframes"
            | "q"
            | "rb"
            | "rtc"
            | "ruby"
            | "s"
            | "samp"
            | "slot"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "html"
            | "body"
            | "colgroup"
            | "col"
            | "strike"
            | "del"
            | "picture"
            | "frameset"
    )
}
