//! What each element means to the walk.

use crate::{
    article::Block,
    dom::{NodeId, heading_level, is_block, is_scene_break},
    report::Code,
};

use super::{
    Lowering,
    block::{Close, Flow, Step},
    embed, notes,
    signs::{self, Sign},
};

impl Lowering<'_> {
    pub(super) fn enter(&mut self, flow: &mut Flow, id: NodeId) -> Step {
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
            ("div", _) if self.exact && self.dom.attr(id, embed::EMBED).is_some() => {
                "embed"
            }
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

    fn is_custom_block(name: &str) -> bool {
        matches!(
            name,
            "noscript" | "amp-carousel" | "multicol" | "marquee" | "slot" | "optgroup"
        )
    }
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
