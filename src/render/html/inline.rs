//! Running text.

use crate::{
    article::{Address, Image, Inline, Link, Mark},
    render::is_right_to_left,
    report::Code,
};

use super::{Dialect, Place, Printer, shortened};

impl Printer<'_> {
    /// Prints running text.
    pub(crate) fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text { text } => self.out.text(text),
            Inline::Break => self.out.tag("br").empty(),
            Inline::Marked { mark, content } => {
                self.mark(mark);
                self.inlines(content);
                self.out.close();
            }
            Inline::Code { text } => {
                let turned = self.right_to_left.then_some("ltr");
                self.out.tag("code").maybe("dir", turned).around(text);
            }
            Inline::Link(it) => self.link(it),
            Inline::Image(it) => self.image(it),
            Inline::Math(it) => self.math(it, false),
            Inline::NoteRef { note } => self.note_ref(*note),
        }
    }

    fn mark(&mut self, mark: &Mark) {
        let name = match mark {
            Mark::Emphasis => "em",
            Mark::Strong => "strong",
            Mark::Struck => "s",
            Mark::Underline => "u",
            Mark::Superscript => "sup",
            Mark::Subscript => "sub",
            Mark::SmallCaps | Mark::Language(_) => "span",
            Mark::Highlight => "mark",
            Mark::Quote => "q",
        };
        let tag = self.out.tag(name);
        match mark {
            Mark::SmallCaps => tag
                .attr("class", "small-caps")
                .attr("style", "font-variant:small-caps")
                .open(),
            Mark::Language(it) if is_language(it) => {
                let xml = (self.dialect == Dialect::Epub).then_some(it.as_str());
                let own = is_right_to_left(it);
                let turned = (own != self.right_to_left).then_some(if own {
                    "rtl"
                } else {
                    "ltr"
                });
                let tag = tag.attr("lang", it).maybe("xml:lang", xml);
                tag.maybe("dir", turned).open();
            }
            Mark::Language(_)
            | Mark::Emphasis
            | Mark::Strong
            | Mark::Struck
            | Mark::Underline
            | Mark::Superscript
            | Mark::Subscript
            | Mark::Highlight
            | Mark::Quote => tag.open(),
        }
    }

    fn link(&mut self, link: &Link) {
        let target = if self.place.link { None } else { self.target(&link.address) };
        let Some(target) = target else { return self.inlines(&link.content) };
        let first = self.article.provenance.original.as_ref();
        let first = first.and_then(|it| it.url.as_ref());
        let is_first = self.place.notice
            && self.dialect == Dialect::Page
            && first.is_some_and(|it| link.address == Address::Web(it.clone()));
        let tag = self.out.tag("a").attr("href", &target);
        let tag = tag.maybe("class", is_first.then_some("u-url"));
        tag.maybe("title", link.title.as_deref()).open();
        self.at(Place { link: true, ..self.place }, |it| {
            if link.content.is_empty() {
                it.out.text(link.address.as_str());
            }
            it.inlines(&link.content);
        });
        self.out.close();
    }

    /// Prints a picture, or its description with a link to it.
    pub(super) fn image(&mut self, image: &Image) {
        if let Some(source) = self.source(image) {
            self.picture(image, &source, None);
            return;
        }
        self.report.add(
            Code::ImageLinked,
            format!("{} {}", image.alt, shortened(image.address.as_str())).trim(),
        );
        let text = self.words.picture(&image.alt);
        let target = match (self.place.link, &image.address) {
            (true, _) => None,
            (false, Address::Web(it)) if it.scheme() == "data" => None,
            (false, address) => self.target(address),
        };
        let class = Some("image-description");
        match target {
            Some(it) => {
                self.out.tag("a").attr("href", &it).maybe("class", class).around(&text);
            }
            None => self.out.tag("span").maybe("class", class).around(&text),
        }
    }

    /// Prints a picture that is at a place known.
    pub(super) fn picture(&mut self, image: &Image, source: &str, alt: Option<&str>) {
        let lead = self.article.metadata.image.as_ref();
        let is_lead = self.dialect == Dialect::Page
            && self.place.body
            && lead.is_some_and(|it| it.address == image.address);
        let tag = self.out.tag("img");
        let tag = tag.maybe("class", is_lead.then_some("u-photo u-featured"));
        let tag = tag.attr("src", source).attr("alt", alt.unwrap_or(&image.alt));
        let size = image.size.filter(|(width, height)| *width > 0 && *height > 0);
        let tag = match size {
            Some((width, height)) => {
                tag.attr("width", &width.to_string()).attr("height", &height.to_string())
            }
            None => tag,
        };
        let lazy = self.dialect == Dialect::Page && !is_lead;
        tag.maybe("loading", lazy.then_some("lazy")).empty();
    }

    fn note_ref(&mut self, note: usize) {
        let number = (note + 1).to_string();
        // A number that leads nowhere is worse than none.
        if !self.place.body || self.calls.len() <= note {
            self.report.add(Code::NoteLoose, format!("note {number} is not there"));
            return;
        }
        if self.place.link {
            self.out.tag("sup").around(&number);
            return;
        }
        self.calls[note] += 1;
        let call = self.id(&call_id(note, self.calls[note]));
        let id = self.id(&format!("fn{number}"));
        let target = self.resolve.fragment(&id);
        if self.dialect == Dialect::Epub {
            self.out.open("sup");
            let tag = self.out.tag("a").attr("epub:type", "noteref");
            let tag = tag.attr("role", "doc-noteref").attr("id", &call);
            tag.maybe("href", target.as_deref()).around(&number);
        } else {
            self.out.tag("sup").attr("id", &call).open();
            match target {
                Some(target) => {
                    let tag = self.out.tag("a").attr("href", &target);
                    tag.attr("role", "doc-noteref").around(&number);
                }
                None => self.out.text(&number),
            }
        }
        self.out.close();
    }
}

/// Returns the id of a note's call, the first of which is 1.
pub(super) fn call_id(note: usize, call: usize) -> String {
    let number = note + 1;
    if call == 1 { format!("fnref{number}") } else { format!("fnref{number}-{call}") }
}

/// Returns whether a tag looks like one of BCP 47.
pub(super) fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    (1..=8).contains(&first.len())
        && first.bytes().all(|it| it.is_ascii_alphabetic())
        && parts.all(|it| {
            (1..=8).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_alphanumeric())
        })
}
