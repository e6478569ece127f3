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
            self.events.skip();
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
        let Some(Event::Start(Tag::Image { dest_url, title, .. })) = self.events.peek(0)
        else {
            return false;
        };
        if title.is_empty() {
            return false;
        }
        let (source, title) = (dest_url.clone(), title.clone());
        let (alt, end) = self.events.description(1);
        if !matches!(self.events.peek(end), Some(Event::End(TagEnd::Paragraph))) {
            return false;
        }
        self.events.pass(end + 1);
        self.titled_picture(&source, &title, &alt);
        true
    }

    /// Makes a figure of a picture with a title that is all of the first line of
    /// an item in a list without blank lines, which has no paragraphs.
    pub(super) fn figure_in_item(&mut self, source: &str, title: &str) -> bool {
        if title.is_empty() || !self.events.opens_item() {
            return false;
        }
        let (alt, end) = self.events.description(0);
        let is_all = match self.events.peek(end) {
            Some(Event::End(_)) | None => true,
            Some(Event::Start(it)) => matches!(it, Tag::List(_)),
            Some(_) => false,
        };
        if is_all {
            self.events.pass(end);
            self.titled_picture(source, title, &alt);
        }
        is_all
    }

    fn titled_picture(&mut self, source: &str, title: &str, alt: &str) {
        let (caption, credit) = match title.split_once(" Photo: ") {
            Some((caption, credit)) => (caption, credit),
            None => match title.strip_prefix("Photo: ") {
                Some(credit) => ("", credit),
                None => (title, ""),
            },
        };
        self.out.push_str("<figure data-offprint-figure>");
        self.picture(source, alt);
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
    }

    pub(super) fn listing(&mut self, kind: &CodeBlockKind<'_>) {
        let info = match kind {
            CodeBlockKind::Indented => "",
            CodeBlockKind::Fenced(it) => it.as_ref(),
        };
        let info = info.trim_start().trim_start_matches(['{', '.']);
        let language = info.split([' ', '\t', '{', '}']).next().unwrap_or_default();
        let mut text = String::new();
        while let Some(event) = self.events.take() {
            match event {
                Event::Text(it) => text.push_str(&it),
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
        let mut count = 0;
        let blank = loop {
            match self.events.peek(count) {
                Some(Event::End(TagEnd::TableHead)) => break true,
                Some(
                    Event::Start(Tag::TableHead | Tag::TableCell)
                    | Event::End(TagEnd::TableCell),
                ) => count += 1,
                Some(_) | None => break false,
            }
        };
        if blank {
            self.events.pass(count + 1);
            self.out.push_str("<tbody>");
        }
    }
}
