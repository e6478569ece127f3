//! Formulas.
//!
//! MathML is read into markup element by element from a closed list, with no
//! attribute that names an address or decides how text is parsed. Whatever is
//! not on the list makes the whole formula print as its words or its source.

use quick_xml::{Reader, events::BytesStart, events::Event};

use crate::{
    article::{Math, Notation},
    report::Code,
};

use super::{Dialect, Markup, Printer};

/// Elements of presentation MathML.
const ELEMENTS: &[&str] = &[
    "menclose",
    "merror",
    "mfenced",
    "mfrac",
    "mi",
    "mmultiscripts",
    "mn",
    "mo",
    "mover",
    "mpadded",
    "mphantom",
    "mprescripts",
    "mroot",
    "mrow",
    "ms",
    "mspace",
    "msqrt",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
    "munderover",
    "none",
];

/// Elements that hold characters.
const TOKENS: &[&str] = &["mi", "mn", "mo", "ms", "mtext"];

/// Attributes that only say how a formula looks.
const ATTRIBUTES: &[&str] = &[
    "accent",
    "accentunder",
    "close",
    "columnalign",
    "columnspan",
    "depth",
    "dir",
    "displaystyle",
    "fence",
    "form",
    "height",
    "largeop",
    "linethickness",
    "lspace",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "notation",
    "open",
    "rowalign",
    "rowspan",
    "rspace",
    "scriptlevel",
    "separator",
    "separators",
    "stretchy",
    "symmetric",
    "voffset",
    "width",
];

/// How deep a formula may nest.
const DEEPEST: usize = 64;

impl Printer<'_> {
    pub(super) fn math(&mut self, math: &Math, display: bool) {
        let class = match math.notation {
            Notation::Tex => "math tex",
            Notation::MathMl => "math mathml",
        };
        if math.notation == Notation::MathMl
            && let Some(read) = read(math, display)
        {
            if self.dialect == Dialect::Feed {
                // Readers take MathML apart, so the words have to do.
                self.report.add(Code::MathAsSource, read.words.trim());
                let words = math.alt.as_deref().unwrap_or(read.words.trim());
                self.out.tag("span").attr("class", "math").around(words);
            } else {
                self.has_mathml = true;
                self.out.push(&read.markup);
            }
            return;
        }
        let source = math.source.trim();
        self.report.add(Code::MathAsSource, source);
        let tag = self.out.tag("code").attr("class", class);
        tag.maybe("title", math.alt.as_deref()).around(source);
    }
}

struct Read {
    markup: Markup,
    /// The characters of the formula, in order.
    words: String,
}

fn read(math: &Math, display: bool) -> Option<Read> {
    let mut reader = Reader::from_str(math.source.trim());
    let mut markup = Markup::default();
    let mut words = String::new();
    let mut open: Vec<&'static str> = Vec::new();
    // How many elements deep in an annotation, which is left out.
    let mut skipped = 0;
    let mut begun = false;
    loop {
        match reader.read_event().ok()? {
            Event::Eof => break,
            Event::Start(_) if skipped > 0 => skipped += 1,
            Event::End(_) if skipped > 0 => skipped -= 1,
            Event::Start(it) if is_annotation(&it) => skipped = 1,
            Event::Empty(it) if skipped > 0 || is_annotation(&it) => (),
            Event::Start(it) => {
                let name = start(&mut markup, &it, math, display, &open, begun)?;
                begun = true;
                open.push(name);
            }
            Event::Empty(it) => {
                start(&mut markup, &it, math, display, &open, begun)?;
                begun = true;
                markup.close();
            }
            Event::End(_) => {
                open.pop()?;
                markup.close();
            }
            Event::Text(it) if skipped == 0 => {
                text(&mut markup, &mut words, &open, &it)?;
            }
            Event::CData(it) if skipped == 0 => {
                text(&mut markup, &mut words, &open, &it)?;
            }
            Event::GeneralRef(it) if skipped == 0 => {
                let c = match it.resolve_char_ref().ok()? {
                    Some(c) => c,
                    None => match &*it {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        "apos" => '\'',
                        _ => return None,
                    },
                };
                text(&mut markup, &mut words, &open, c.encode_utf8(&mut [0; 4]))?;
            }
            Event::Text(_)
            | Event::CData(_)
            | Event::GeneralRef(_)
            | Event::Comment(_) => (),
            Event::Decl(_) | Event::PI(_) | Event::DocType(_) => return None,
        }
    }
    (begun && open.is_empty()).then_some(Read { markup, words })
}

fn is_annotation(tag: &BytesStart<'_>) -> bool {
    matches!(tag.local_name().into_inner(), "annotation" | "annotation-xml")
}

fn start(
    markup: &mut Markup,
    tag: &BytesStart<'_>,
    math: &Math,
    display: bool,
    open: &[&'static str],
    begun: bool,
) -> Option<&'static str> {
    let local = tag.local_name();
    let local = local.into_inner();
    let name = match local {
        "math" if !begun => "math",
        "semantics" if begun => "mrow",
        _ if begun => ELEMENTS.iter().copied().find(|it| *it == local)?,
        _ => return None,
    };
    let in_token = open.last().is_some_and(|it| TOKENS.contains(it));
    if DEEPEST < open.len() || in_token || (begun && open.is_empty()) {
        return None;
    }
    let mut out = markup.tag(name);
    if name == "math" {
        out = out.attr("xmlns", "http://www.w3.org/1998/Math/MathML");
        out = out.maybe("display", display.then_some("block"));
        out = out.maybe("alttext", math.alt.as_deref());
    }
    let mut seen: Vec<&'static str> = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.ok()?;
        let key = attribute.key.into_inner();
        let Some(key) = ATTRIBUTES.iter().copied().find(|it| *it == key) else {
            continue;
        };
        if local == "semantics" || seen.contains(&key) {
            continue;
        }
        seen.push(key);
        let value =
            attribute.normalized_value(quick_xml::XmlVersion::Explicit1_0).ok()?;
        out = out.attr(key, &value);
    }
    out.open();
    Some(name)
}

fn text(
    markup: &mut Markup,
    words: &mut String,
    open: &[&'static str],
    text: &str,
) -> Option<()> {
    if open.last().is_some_and(|it| TOKENS.contains(it)) {
        markup.text(text);
        words.push_str(text);
        return Some(());
    }
    text.trim().is_empty().then_some(())
}
