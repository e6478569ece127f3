//! Elements inside a line: what each does to the text in it.

use crate::{article::Mark, dom::NodeId, report::Code};

use super::{
    Lowering,
    block::{Close, EXACT, Flow, Step},
    inline::Wrap,
    signs,
};

impl Lowering<'_> {
    pub(super) fn inline(&mut self, flow: &mut Flow, id: NodeId, name: &str) -> Step {
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

    pub(super) fn block_language(&mut self, id: NodeId, name: &str) -> bool {
        if !matches!(name, "p" | "address" | "center") {
            return false;
        }
        let Some(tag) = self.foreign_language(id) else { return false };
        self.open(id, Wrap::Mark(Mark::Language(tag)))
    }
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
