//! Formulas: the source once, however often a page repeats it for its scripts.

use crate::{
    article::{Block, Inline, Math, Notation},
    dom::NodeId,
};

use super::{
    Lowering,
    block::{Flow, Step},
    signs::Sign,
};

/// The most that a formula may be long.
const MAX_FORMULA: usize = 100_000;

/// An attribute of a formula that the loader knows to be TeX: `inline` or
/// `display`.
pub(super) const TEX: &str = "data-offprint-tex";

/// An attribute of such a formula, with what it is in words.
pub(super) const ALT: &str = "data-offprint-alt";

/// A formula, and whether it stands on a line of its own.
pub(super) struct Placed {
    math: Math,
    display: bool,
}

impl Lowering<'_> {
    pub(super) fn put_math(&mut self, flow: &mut Flow, placed: Placed) {
        if placed.display && flow.depth <= super::MAX_BLOCKS {
            Self::push(flow, [Block::Math(placed.math)]);
        } else {
            flow.run.put(&self.open, Inline::Math(placed.math));
        }
    }

    /// Reads a `math` element.
    pub(super) fn mathml(&mut self, flow: &mut Flow, id: NodeId) -> Step {
        let display = self.dom.attr_has(id, "display", "block")
            || self.dom.attr_has(id, "mode", "display");
        if let Some(math) = self.math_of(id) {
            self.put_math(flow, Placed { math, display });
        }
        Step::Over
    }

    fn math_of(&self, id: NodeId) -> Option<Math> {
        let dom = self.dom;
        let tex = dom.named(id, "annotation").find(|it| {
            dom.attr(*it, "encoding")
                .is_some_and(|it| it.to_ascii_lowercase().contains("tex"))
        });
        if let Some(tex) = tex {
            return tex_math(dom.text(tex));
        }
        let alt = dom.attr(id, "alttext").map(str::trim).filter(|it| !it.is_empty());
        if let Some(alt) = alt
            && alt.contains('\\')
        {
            return tex_math(alt);
        }
        let source = self.markup(id)?;
        Some(Math { notation: Notation::MathMl, source, alt: alt.map(str::to_owned) })
    }

    /// Writes a `math` element, leaving out all that could run or load.
    fn markup(&self, id: NodeId) -> Option<String> {
        let dom = self.dom;
        let end = dom.end(id);
        let mut out = String::new();
        let mut open: Vec<NodeId> = Vec::new();
        let mut at = id;
        loop {
            while let Some(it) = open.last().copied()
                && dom.end(it) <= at
            {
                out.push_str("</");
                out.push_str(dom.name(it));
                out.push('>');
                open.pop();
            }
            if end <= at {
                break;
            }
            if dom.is_text(at) {
                escape(dom.text(at), &mut out);
            } else if dom.is_element(at) {
                let name = dom.name(at);
                let drawn = matches!(
                    name,
                    "annotation-xml" | "annotation" | "maction" | "script"
                );
                if !dom.is_foreign(at)
                    || drawn && name != "maction"
                    || !is_plain_name(name)
                {
                    at = dom.end(at);
                    continue;
                }
                out.push('<');
                out.push_str(name);
                if name == "math" {
                    out.push_str(" xmlns=\"http://www.w3.org/1998/Math/MathML\"");
                }
                for (name, value) in dom.attrs(at) {
                    if MATH_ATTRIBUTES.contains(&name) {
                        out.push(' ');
                        out.push_str(name);
                        out.push_str("=\"");
                        escape(value, &mut out);
                        out.push('"');
                    }
                }
                out.push('>');
                open.push(at);
            }
            at = NodeId(at.0 + 1);
            if MAX_FORMULA < out.len() {
                return None;
            }
        }
        Some(out)
    }

    /// Reads the script that `MathJax` finds a formula in.
    pub(super) fn tex_script(&self, id: NodeId) -> Option<Placed> {
        let kind = self.dom.attr(id, "type")?.to_ascii_lowercase();
        if !kind.starts_with("math/tex") {
            return None;
        }
        let math = tex_math(self.dom.raw(id))?;
        Some(Placed { math, display: kind.contains("display") })
    }

    /// Reads a formula that a script has drawn, or is yet to draw.
    pub(super) fn formula(
        &mut self,
        flow: &mut Flow,
        id: NodeId,
        sign: Option<Sign>,
    ) -> Option<Step> {
        let dom = self.dom;
        if let Some(kind) = dom.attr(id, TEX)
            && self.exact
        {
            let source = dom.text(id).to_owned();
            let alt = dom.attr(id, ALT).map(str::to_owned);
            let math = Math { notation: Notation::Tex, source, alt };
            self.put_math(flow, Placed { math, display: kind == "display" });
            return Some(Step::Over);
        }
        if sign == Some(Sign::Formula) {
            let text = dom.text(id).trim();
            let (source, delimited) = without_delimiters(text)?;
            let display = delimited == Some(true)
                || dom
                    .class(id)
                    .split_ascii_whitespace()
                    .any(|it| it.contains("display"))
                || dom.name(id) == "div";
            // A class called `math` alone does not make TeX of words.
            let named = dom.has_class(id, "inline")
                || dom.has_class(id, "display")
                || dom.has_class(id, "math-inline")
                || dom.has_class(id, "math-display");
            if delimited.is_none() && !named
                || dom.named(id, "math").next().is_some()
                || dom.named(id, "annotation").next().is_some()
            {
                return None;
            }
            let math = tex_math(source)?;
            self.put_math(flow, Placed { math, display });
            return Some(Step::Over);
        }
        let display = dom.class(id).to_ascii_lowercase().contains("display");
        // The script with the source follows what MathJax drew from it.
        let mut next = dom.next(id);
        for _ in 0..4 {
            let Some(it) = next else { break };
            if dom.name(it) == "script" && self.tex_script(it).is_some() {
                return Some(Step::Over);
            }
            next = dom.next(it);
        }
        let inner = dom.named(id, "math").find(|it| dom.is_foreign(*it))?;
        let display = display
            || dom.attr_has(inner, "display", "block")
            || dom.parent(id).is_some_and(|it| dom.class(it).contains("katex-display"));
        let math = self.math_of(inner)?;
        self.put_math(flow, Placed { math, display });
        Some(Step::Over)
    }

    /// Reads a formula drawn as a picture, whose description is its source.
    pub(super) fn drawn_math(&self, id: NodeId) -> Option<Math> {
        let dom = self.dom;
        let class = dom.class(id).to_ascii_lowercase();
        let named = class.split_ascii_whitespace().any(|it| {
            matches!(
                it,
                "latex"
                    | "tex"
                    | "ql-img-inline-formula"
                    | "ql-img-displayed-equation"
                    | "math-img"
                    | "mwe-math-fallback-image-inline"
                    | "mwe-math-fallback-image-display"
            )
        });
        let alt = dom.attr(id, "alt")?.trim();
        if !named || alt.is_empty() {
            return None;
        }
        let source = without_delimiters(alt)?.0;
        tex_math(source)
    }
}

const MATH_ATTRIBUTES: &[&str] = &[
    "display",
    "mathvariant",
    "stretchy",
    "fence",
    "separator",
    "form",
    "lspace",
    "rspace",
    "accent",
    "accentunder",
    "columnalign",
    "rowalign",
    "columnspan",
    "rowspan",
    "linethickness",
    "displaystyle",
    "scriptlevel",
    "movablelimits",
    "largeop",
    "symmetric",
    "minsize",
    "maxsize",
    "width",
    "height",
    "depth",
    "columnspacing",
    "rowspacing",
    "columnlines",
    "rowlines",
    "frame",
    "open",
    "close",
    "separators",
    "notation",
    "dir",
    "intent",
];

fn is_plain_name(name: &str) -> bool {
    name.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit())
        && !name.is_empty()
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

fn tex_math(source: &str) -> Option<Math> {
    let source = source.trim().trim_start_matches('%').trim();
    // MediaWiki wraps each formula in a style of its own.
    let source = source
        .strip_prefix("{\\displaystyle ")
        .or_else(|| source.strip_prefix("{\\textstyle "))
        .and_then(|it| it.strip_suffix('}'))
        .unwrap_or(source)
        .trim();
    (!source.is_empty() && source.len() <= MAX_FORMULA).then(|| Math {
        notation: Notation::Tex,
        source: source.to_owned(),
        alt: None,
    })
}

/// Takes off the delimiters of TeX; says whether they put the formula on a line
/// of its own.
fn without_delimiters(text: &str) -> Option<(&str, Option<bool>)> {
    let pairs = [
        ("\\(", "\\)", false),
        ("\\[", "\\]", true),
        ("$$", "$$", true),
        ("$", "$", false),
    ];
    for (start, end, display) in pairs {
        if let Some(inner) = text.strip_prefix(start).and_then(|it| it.strip_suffix(end))
        {
            return (!inner.trim().is_empty()).then(|| (inner.trim(), Some(display)));
        }
    }
    (!text.is_empty()).then_some((text, None))
}
