//! Pieces of a file that say more than one element can: headings with names,
//! pictures, listings, tables, formulas.

use std::fmt::Write as _;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Tag, TagEnd};

use super::{Place, Writer, raw};
use crate::load::markdown::{
    SHIFTS,
    facts::{Facts, number},
};

impl Writer<'_> {
    pub(super) fn math(&mut self, tex: &str, kind: &str) {
        let line = tex.replace('\n', " ");
        let known = Facts::of(&self.facts.formulas, &line, &mut self.sources);
        self.out.push_str("<span class=\"math\" data-offprint-tex=\"");
        self.out.push_str(kind);
        if let Some(alt) = known.and_then(|it| it["alt"].as_str()) {
            self.out.push_str("\" data-offprint-alt=\"");
            raw::escape(alt, &mut self.out);
        }
        self.out.push_str("\">");
        let meant = known.and_then(|it| it["tex"].as_str());
        raw::escape(meant.unwrap_or(tex), &mut self.out);
        self.out.push_str("</span>");
    }

    pub(super) fn heading(&mut self, level: u8, id: Option<&str>) {
        if std::mem::take(&mut self.decoration) {
            self.skip();
            return;
        }
        self.headings += 1;
        let known = self.facts.headings.get(&self.headings);
        let id = id.or_else(|| known.and_then(|it| it["id"].as_str()));
        _ = write!(self.out, "<h{level}");
        // A level that Markdown has no sign for.
        if let Some(deep) = known.and_then(|it| number(&it["level"]))
            && let Ok(deep) = u8::try_from(deep)
        {
            let shift = if self.place == Place::Body { SHIFTS.0 } else { SHIFTS.1 };
            let deep = deep.saturating_add(shift);
            _ = write!(self.out, " data-offprint-level=\"{deep}\"");
        }
        if let Some(id) = id {
            self.out.push_str(" id=\"");
            raw::escape(id, &mut self.out);
            self.out.push('"');
        }
        self.out.push('>');
    }

    /// Reads the text in the brackets of a picture, up to their end.
    pub(super) fn description(&mut self) -> String {
        let mut alt = String::new();
        let mut depth = 1;
        while let Some(event) = self.events.get(self.at) {
            self.at += 1;
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::Text(it) | Event::Code(it) | Event::InlineMath(it) => {
                    alt.push_str(it);
                }
                Event::SoftBreak | Event::HardBreak => alt.push(' '),
                Event::FootnoteReference(it) => _ = write!(alt, "[^{it}]"),
                Event::DisplayMath(_)
                | Event::Html(_)
                | Event::InlineHtml(_)
                | Event::Rule
                | Event::TaskListMarker(_) => (),
            }
            if depth == 0 {
                break;
            }
        }
        alt
    }

    pub(super) fn picture(&mut self, source: &str, alt: &str) {
        self.out.push_str("<img src=\"");
        raw::escape(source, &mut self.out);
        self.out.push_str("\" alt=\"");
        raw::escape(alt, &mut self.out);
        self.out.push('"');
        let known = Facts::of(&self.facts.images, source, &mut self.pictures);
        for side in ["width", "height"] {
            if let Some(it) = known.and_then(|it| number(&it[side])) {
                _ = write!(self.out, " {side}=\"{it}\"");
            }
        }
        self.out.push('>');
    }

    /// Makes a figure of a paragraph that is a picture with a title, which is
    /// its caption and credit.
    pub(super) fn figure_of_picture(&mut self) -> bool {
        let Some(Event::Start(Tag::Image { title, .. })) = self.events.get(self.at)
        else {
            return false;
        };
        if title.is_empty() {
            return false;
        }
        let start = self.at;
        self.at += 1;
        let alt = self.description();
        if !matches!(self.events.get(self.at), Some(Event::End(TagEnd::Paragraph))) {
            self.at = start;
            return false;
        }
        self.at += 1;
        self.titled_picture(start, &alt)
    }

    /// Makes a figure of a picture with a title that is all of the first line of
    /// an item in a list without blank lines, which has no paragraphs.
    pub(super) fn figure_in_item(&mut self) -> bool {
        let before = self.at.checked_sub(2).and_then(|it| self.events.get(it));
        let start = self.at - 1;
        let Some(Event::Start(Tag::Image { title, .. })) = self.events.get(start) else {
            return false;
        };
        if title.is_empty() || !matches!(before, Some(Event::Start(Tag::Item))) {
            return false;
        }
        let alt = self.description();
        let ends = match self.events.get(self.at) {
            Some(Event::End(_)) | None => true,
            Some(Event::Start(it)) => matches!(it, Tag::List(_)),
            Some(_) => false,
        };
        if !ends {
            self.at = start + 1;
            return false;
        }
        self.titled_picture(start, &alt)
    }

    fn titled_picture(&mut self, start: usize, alt: &str) -> bool {
        let Some(Event::Start(Tag::Image { dest_url, title, .. })) =
            self.events.get(start)
        else {
            return false;
        };
        let (caption, credit) = match title.split_once(" Photo: ") {
            Some((caption, credit)) => (caption, credit),
            None => match title.strip_prefix("Photo: ") {
                Some(credit) => ("", credit),
                None => (title.as_ref(), ""),
            },
        };
        self.out.push_str("<figure data-offprint-figure>");
        self.picture(dest_url, alt);
        for (name, text) in [("caption", caption), ("credit", credit)] {
            if !text.is_empty() {
                self.out.push_str("<figcaption data-offprint-line=\"");
                self.out.push_str(name);
                self.out.push_str("\">");
                raw::escape(text, &mut self.out);
                self.out.push_str("</figcaption>");
            }
        }
        self.out.push_str("</figure>\n");
        true
    }

    pub(super) fn listing(&mut self, kind: &CodeBlockKind<'_>) {
        let info = match kind {
            CodeBlockKind::Indented => "",
            CodeBlockKind::Fenced(it) => it.as_ref(),
        };
        let info = info.trim_start().trim_start_matches(['{', '.']);
        let language = info.split([' ', '\t', '{', '}']).next().unwrap_or_default();
        let mut text = String::new();
        while let Some(event) = self.events.get(self.at) {
            self.at += 1;
            match event {
                Event::Text(it) => text.push_str(it),
                Event::End(TagEnd::CodeBlock) => break,
                _ => (),
            }
        }
        let text = text.strip_suffix('\n').unwrap_or(&text);
        if language == "math" && !text.trim().is_empty() {
            self.math(text, "display");
            return;
        }
        self.out.push_str("<pre data-offprint-language=\"");
        raw::escape(language, &mut self.out);
        // A parser drops the first line ending.
        self.out.push_str("\">\n");
        raw::escape(text, &mut self.out);
        self.out.push_str("</pre>\n");
    }

    pub(super) fn table(&mut self, columns: &[Alignment]) {
        self.out.push_str("<table><colgroup>");
        for column in columns {
            self.out.push_str(match column {
                Alignment::None => "<col>",
                Alignment::Left => "<col align=\"left\">",
                Alignment::Center => "<col align=\"center\">",
                Alignment::Right => "<col align=\"right\">",
            });
        }
        self.out.push_str("</colgroup>");
        // A head without a word in it is there because the syntax wants one.
        let head = self.events[self.at..]
            .iter()
            .take_while(|it| !matches!(it, Event::End(TagEnd::TableHead)));
        let blank = head.clone().all(|it| match it {
            Event::Start(it) => matches!(it, Tag::TableHead | Tag::TableCell),
            Event::End(it) => matches!(it, TagEnd::TableCell),
            _ => false,
        });
        if blank {
            self.at += head.count() + 1;
            self.out.push_str("<tbody>");
        }
    }
}
