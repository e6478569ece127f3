//! Running text, and the notes in it.

use crate::{
    article::{Image, Inline, Mark, Math, Notation, Piece},
    report::Code,
};

use super::{
    Tree,
    node::{Node, array, attr, bare, node, span, text, words},
};

impl Tree<'_> {
    /// Counts how often each note is called.
    pub(super) fn count_calls(&mut self) {
        let calls = &mut self.calls;
        self.article.body.walk(&mut |piece| {
            if let Piece::Inline(Inline::NoteRef { note }) = piece
                && let Some(call) = calls.get_mut(*note)
            {
                call.count += 1;
            }
        });
    }

    pub(super) fn inlines(&mut self, inlines: &[Inline]) -> Node {
        let mut out = Vec::new();
        self.write(inlines, &mut out);
        out.into()
    }

    pub(super) fn write(&mut self, inlines: &[Inline], out: &mut Vec<Node>) {
        for inline in inlines {
            let value = match inline {
                Inline::Text { text } => {
                    words(text, out);
                    continue;
                }
                Inline::Break => bare("LineBreak"),
                Inline::Marked { mark, content } => self.marked(mark, content),
                Inline::Code { text } => {
                    node("Code", array([attr("", &[], &[]), text.as_str().into()]))
                }
                Inline::Link(it) => {
                    let content = self.inlines(&it.content);
                    let title = it.title.as_deref().unwrap_or_default();
                    let target = array([it.address.as_str().into(), title.into()]);
                    node("Link", array([attr("", &[], &[]), content, target]))
                }
                Inline::Image(it) => self.image(it),
                Inline::Math(it) => self.math(it, "InlineMath"),
                Inline::NoteRef { note } => self.note(*note),
            };
            out.push(value);
        }
    }

    /// Writes a note where it is called. What pandoc cannot say, that two calls
    /// are of one note or that a note calls another, is said by number.
    fn note(&mut self, place: usize) -> Node {
        let number = (place + 1).to_string();
        let note = self.article.body.notes.get(place).filter(|_| !self.in_note);
        let Some(note) = note else {
            let sign = array([node("Str", format!("[{number}]"))]);
            let sign = array([node("Superscript", sign)]);
            return span("call", &[("number", number)], sign);
        };
        self.calls[place].written = true;
        self.in_note = true;
        let blocks = self.blocks(&note.blocks);
        self.in_note = false;
        let out = node("Note", blocks);
        if 1 < self.calls[place].count {
            return span("note", &[("number", number)], array([out]));
        }
        out
    }

    fn marked(&mut self, mark: &Mark, content: &[Inline]) -> Node {
        let content = self.inlines(content);
        match mark {
            Mark::Emphasis => node("Emph", content),
            Mark::Strong => node("Strong", content),
            Mark::Struck => node("Strikeout", content),
            Mark::Underline => node("Underline", content),
            Mark::Superscript => node("Superscript", content),
            Mark::Subscript => node("Subscript", content),
            Mark::SmallCaps => node("SmallCaps", content),
            Mark::Highlight => node("Span", array([attr("", &["mark"], &[]), content])),
            Mark::Quote => node("Quoted", array([bare("DoubleQuote"), content])),
            Mark::Language(tag) => {
                node("Span", array([attr("", &[], &[("lang", tag.clone())]), content]))
            }
        }
    }

    /// Writes a picture, or its description where none are wanted.
    pub(super) fn image(&mut self, image: &Image) -> Node {
        if !self.pictures {
            let address = image.address.as_str();
            self.report.add(Code::ImageLinked, format!("{} {address}", image.alt).trim());
            let said = self.words.picture(&image.alt);
            return span("image-description", &[], text(&said));
        }
        let alt = text(&image.alt);
        let target = array([image.address.as_str().into(), "".into()]);
        node("Image", array([sides(image), alt, target]))
    }

    /// Writes a formula. Pandoc has no place for how it is said in words, nor
    /// for one that is not TeX.
    pub(super) fn math(&mut self, math: &Math, kind: &'static str) -> Node {
        let alt = math.alt.clone().unwrap_or_default();
        match math.notation {
            Notation::Tex => {
                let out = node("Math", array([bare(kind), math.source.as_str().into()]));
                if alt.is_empty() {
                    return out;
                }
                span("math", &[("alt", alt)], array([out]))
            }
            Notation::MathMl => {
                self.report.add(Code::MathAsSource, &math.source);
                let shown = math.alt.as_ref().unwrap_or(&math.source);
                let shown = node(
                    "Code",
                    array([attr("", &["mathml"], &[]), shown.as_str().into()]),
                );
                let pairs = [
                    ("source", math.source.clone()),
                    ("alt", alt),
                    ("kind", kind.into()),
                ];
                span("math", &pairs, array([shown]))
            }
        }
    }
}

/// Returns the attributes that say how large a picture is.
pub(super) fn sides(image: &Image) -> Node {
    attr("", &[], &side_pairs(image))
}

pub(super) fn side_pairs(image: &Image) -> [(&'static str, String); 2] {
    let (width, height) = image.size.unzip();
    let side = |it: Option<u32>| it.map(|it| it.to_string()).unwrap_or_default();
    [("width", side(width)), ("height", side(height))]
}
