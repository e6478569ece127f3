//! Markdown to markup, cut into the parts of the file.
//!
//! The markup is the plainest that says the same, so that a table or a list
//! means what it means on a page. What elements cannot say (the source of a
//! formula, the language of a listing, which note is called) goes into
//! attributes that lowering reads word for word.

use std::fmt::Write as _;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, Event, LinkType, Options, Parser, Tag,
    TagEnd, TextMergeStream,
};
use serde_json::{Value, json};

use crate::report::{Code, Report};

use super::{card, facts::Facts, raw};

/// A part of the file and its markup.
#[derive(Debug)]
pub(super) struct Section {
    pub(super) place: Place,
    pub(super) html: String,
}

/// What a part of the file is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Place {
    Body,
    Notice,
    /// The bio of the author at this place.
    Bio(usize),
    /// What stands around the comments: headings, "Comments are closed".
    Around,
    Comment(String),
    Mention(String),
}

/// Turns Markdown into parts.
pub(super) fn sections(text: &str, facts: &Facts, report: &mut Report) -> Vec<Section> {
    let parser = Parser::new_ext(text, options());
    let events: Vec<Event<'_>> = TextMergeStream::new(parser).collect();
    let mut writer = Writer {
        events: &events,
        at: 0,
        facts,
        report,
        done: Vec::new(),
        place: Place::Body,
        out: String::new(),
        notes: String::new(),
        open: Vec::new(),
        embeds: 0,
        formulas: 0,
        headings: 0,
        decoration: false,
        row_headers: false,
        in_head: false,
        column: 0,
        aside: None,
        raw: raw::Open::default(),
        term: None,
    };
    writer.run();
    writer.finish()
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

struct Writer<'a> {
    events: &'a [Event<'a>],
    at: usize,
    facts: &'a Facts,
    report: &'a mut Report,
    done: Vec<Section>,
    place: Place,
    out: String,
    /// The notes, wherever in the file they are.
    notes: String,
    /// What a marker or a quotation has opened: how it closes.
    open: Vec<(Opened, &'static str)>,
    embeds: usize,
    formulas: usize,
    headings: usize,
    /// Whether the next heading or line is the program's own.
    decoration: bool,
    row_headers: bool,
    in_head: bool,
    column: usize,
    aside: Option<String>,
    raw: raw::Open,
    /// In the term of a definition, how many marks and links are open.
    term: Option<usize>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Opened {
    Quote,
    Figure,
    Caption,
    Embed,
}

impl<'a> Writer<'a> {
    fn run(&mut self) {
        while let Some(event) = self.events.get(self.at) {
            self.at += 1;
            self.event(event);
        }
    }

    fn finish(mut self) -> Vec<Section> {
        self.turn_to(Place::Body);
        if !self.notes.is_empty() {
            let html = std::mem::take(&mut self.notes);
            self.done.push(Section { place: Place::Body, html });
        }
        self.done
    }

    /// Ends the part that is being written and begins another.
    fn turn_to(&mut self, place: Place) {
        while let Some((_, end)) = self.open.pop() {
            self.out.push_str(end);
        }
        let html = std::mem::take(&mut self.out);
        let place = std::mem::replace(&mut self.place, place);
        let empty_part =
            html.trim().is_empty() && matches!(place, Place::Body | Place::Around);
        if !empty_part {
            self.done.push(Section { place, html });
        }
    }

    /// Notes what of the running text of a term is open.
    fn count_open(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::DefinitionListTitle) => self.term = Some(0),
            Event::End(TagEnd::DefinitionListTitle) => self.term = None,
            Event::Start(
                Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Superscript
                | Tag::Subscript
                | Tag::Link { .. },
            ) => self.term = self.term.map(|it| it + 1),
            Event::End(
                TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Superscript
                | TagEnd::Subscript
                | TagEnd::Link,
            ) => self.term = self.term.map(|it| it.saturating_sub(1)),
            _ => (),
        }
    }

    fn event(&mut self, event: &'a Event<'a>) {
        self.count_open(event);
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(*tag),
            Event::Text(it) => raw::escape(it, &mut self.out),
            Event::Code(it) => {
                self.out.push_str("<code data-offprint-exact>");
                raw::escape(it, &mut self.out);
                self.out.push_str("</code>");
            }
            Event::InlineMath(it) => self.math(it, "inline"),
            Event::DisplayMath(it) => self.math(it.trim(), "display"),
            Event::Html(it) => self.raw.block(it, &mut self.out),
            Event::InlineHtml(it) => self.raw.inline(it, &mut self.out),
            Event::FootnoteReference(label) => {
                if self.place == Place::Body {
                    self.out.push_str("<sup data-offprint-call=\"");
                    raw::escape(label, &mut self.out);
                    self.out.push_str("\"></sup>");
                } else {
                    raw::escape(&format!("[^{label}]"), &mut self.out);
                }
            }
            // Each line is a term of its own, as PHP Markdown Extra has it.
            Event::SoftBreak if self.term == Some(0) => {
                self.out.push_str("</dt>\n<dt>");
            }
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>"),
            Event::Rule => self.out.push_str("<hr>"),
            Event::TaskListMarker(ticked) => self.out.push_str(match ticked {
                true => "<input type=\"checkbox\" checked>",
                false => "<input type=\"checkbox\">",
            }),
        }
    }

    fn math(&mut self, tex: &str, kind: &str) {
        let alt = self.facts.math.iter().find(|it| it["source"].as_str() == Some(tex));
        self.out.push_str("<span class=\"math\" data-offprint-tex=\"");
        self.out.push_str(kind);
        if let Some(alt) = alt.and_then(|it| it["alt"].as_str()) {
            self.out.push_str("\" data-offprint-alt=\"");
            raw::escape(alt, &mut self.out);
        }
        self.out.push_str("\">");
        raw::escape(tex, &mut self.out);
        self.out.push_str("</span>");
    }

    fn start(&mut self, tag: &'a Tag<'a>) {
        match tag {
            Tag::Paragraph => {
                if self.figure_of_picture() {
                    return;
                }
                self.out.push_str("<p>");
            }
            Tag::Heading { level, id, .. } => self.heading(*level as u8, id.as_deref()),
            Tag::BlockQuote(kind) => {
                let marked = self.aside.take();
                let kind = match kind {
                    Some(BlockQuoteKind::Warning | BlockQuoteKind::Caution) => {
                        Some("warning")
                    }
                    Some(
                        BlockQuoteKind::Note
                        | BlockQuoteKind::Tip
                        | BlockQuoteKind::Important,
                    ) => Some("box"),
                    None => None,
                };
                match marked.as_deref().or(kind) {
                    Some(kind) => {
                        let (kind, titled) = match kind.strip_suffix(".titled") {
                            Some(kind) => (kind, " data-offprint-titled"),
                            None => (kind, ""),
                        };
                        self.out.push_str("<aside data-offprint-aside=\"");
                        raw::escape(kind, &mut self.out);
                        self.out.push('"');
                        self.out.push_str(titled);
                        self.out.push('>');
                        self.open.push((Opened::Quote, "</aside>"));
                    }
                    None => {
                        self.out.push_str("<blockquote>");
                        self.open.push((Opened::Quote, "</blockquote>"));
                    }
                }
            }
            Tag::CodeBlock(kind) => self.listing(kind),
            Tag::HtmlBlock => self.html_block(),
            Tag::List(None) => self.out.push_str("<ul>"),
            Tag::List(Some(start)) => {
                _ = write!(self.out, "<ol start=\"{start}\">");
            }
            Tag::Item => self.out.push_str("<li>"),
            Tag::FootnoteDefinition(label) => {
                // A note belongs to the text wherever its words stand.
                let outer = std::mem::take(&mut self.out);
                let place = std::mem::replace(&mut self.place, Place::Body);
                self.out.push_str("<div data-offprint-note=\"");
                raw::escape(label, &mut self.out);
                self.out.push_str("\">");
                let open = std::mem::take(&mut self.open);
                while let Some(event) = self.events.get(self.at) {
                    self.at += 1;
                    if matches!(event, Event::End(TagEnd::FootnoteDefinition)) {
                        break;
                    }
                    self.event(event);
                }
                while let Some((_, end)) = self.open.pop() {
                    self.out.push_str(end);
                }
                self.open = open;
                self.out.push_str("</div>");
                let note = std::mem::replace(&mut self.out, outer);
                self.notes.push_str(&note);
                self.place = place;
            }
            Tag::DefinitionList => self.out.push_str("<dl>"),
            Tag::DefinitionListTitle => self.out.push_str("<dt>"),
            Tag::DefinitionListDefinition => self.out.push_str("<dd>"),
            Tag::Table(columns) => self.table(columns),
            Tag::TableHead => {
                self.in_head = true;
                self.out.push_str("<thead><tr>");
                self.column = 0;
            }
            Tag::TableRow => {
                self.out.push_str("<tr>");
                self.column = 0;
            }
            Tag::TableCell => {
                let header = self.in_head || self.row_headers && self.column == 0;
                self.out.push_str(if header { "<th>" } else { "<td>" });
            }
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            Tag::Superscript => self.out.push_str("<sup>"),
            Tag::Subscript => self.out.push_str("<sub>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.out.push_str("<a href=\"");
                if *link_type == LinkType::Email && !dest_url.starts_with("mailto:") {
                    self.out.push_str("mailto:");
                }
                raw::escape(dest_url, &mut self.out);
                if !title.is_empty() {
                    self.out.push_str("\" title=\"");
                    raw::escape(title, &mut self.out);
                }
                self.out.push_str("\">");
            }
            Tag::Image { dest_url, title, .. } => {
                let alt = self.description();
                if !title.is_empty() {
                    self.report.add(Code::MarkupUnwrapped, format!("title {title}"));
                }
                self.picture(dest_url, &alt);
            }
            Tag::MetadataBlock(_) => (),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.raw.close(&mut self.out);
                self.out.push_str("</p>\n");
            }
            TagEnd::Heading(level) => {
                self.raw.close(&mut self.out);
                _ = writeln!(self.out, "</h{}>", level as u8);
            }
            TagEnd::BlockQuote(_) => {
                while let Some((opened, end)) = self.open.pop() {
                    self.out.push_str(end);
                    if opened == Opened::Quote {
                        break;
                    }
                }
            }
            TagEnd::List(true) => self.out.push_str("</ol>\n"),
            TagEnd::List(false) => self.out.push_str("</ul>\n"),
            TagEnd::Item => {
                self.raw.close(&mut self.out);
                self.out.push_str("</li>\n");
            }
            TagEnd::DefinitionList => self.out.push_str("</dl>\n"),
            TagEnd::DefinitionListTitle => self.out.push_str("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.out.push_str("</dd>\n"),
            TagEnd::Table => {
                self.out.push_str("</tbody></table>\n");
                self.row_headers = false;
            }
            TagEnd::TableHead => {
                self.in_head = false;
                self.out.push_str("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => {
                self.raw.close(&mut self.out);
                let header = self.in_head || self.row_headers && self.column == 0;
                self.out.push_str(if header { "</th>" } else { "</td>" });
                self.column += 1;
            }
            TagEnd::Emphasis => self.out.push_str("</em>"),
            TagEnd::Strong => self.out.push_str("</strong>"),
            TagEnd::Strikethrough => self.out.push_str("</del>"),
            TagEnd::Superscript => self.out.push_str("</sup>"),
            TagEnd::Subscript => self.out.push_str("</sub>"),
            TagEnd::Link => self.out.push_str("</a>"),
            TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::FootnoteDefinition
            | TagEnd::Image
            | TagEnd::MetadataBlock(_) => (),
        }
    }

    /// Skips to the end of what has just been started.
    fn skip(&mut self) {
        let mut depth = 1;
        while let Some(event) = self.events.get(self.at) {
            self.at += 1;
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => (),
            }
            if depth == 0 {
                break;
            }
        }
    }

    fn heading(&mut self, level: u8, id: Option<&str>) {
        if std::mem::take(&mut self.decoration) {
            self.skip();
            return;
        }
        self.headings += 1;
        let place = self.headings as u64;
        let known =
            self.facts.headings.iter().find(|it| it["place"].as_u64() == Some(place));
        let id = id.or_else(|| known.and_then(|it| it["id"].as_str()));
        _ = write!(self.out, "<h{level}");
        if let Some(id) = id {
            self.out.push_str(" id=\"");
            raw::escape(id, &mut self.out);
            self.out.push('"');
        }
        self.out.push('>');
    }

    /// Reads the text in the brackets of a picture, up to their end.
    fn description(&mut self) -> String {
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

    fn picture(&mut self, source: &str, alt: &str) {
        self.out.push_str("<img src=\"");
        raw::escape(source, &mut self.out);
        self.out.push_str("\" alt=\"");
        raw::escape(alt, &mut self.out);
        self.out.push('"');
        let known =
            self.facts.images.iter().find(|it| it["src"].as_str() == Some(source));
        for side in ["width", "height"] {
            if let Some(it) = known.and_then(|it| it[side].as_u64()) {
                _ = write!(self.out, " {side}=\"{it}\"");
            }
        }
        self.out.push('>');
    }

    /// Makes a figure of a paragraph that is a picture with a title, which is
    /// its caption and credit.
    fn figure_of_picture(&mut self) -> bool {
        let Some(Event::Start(Tag::Image { dest_url, title, .. })) =
            self.events.get(self.at)
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
        let (caption, credit) = match title.split_once(" Photo: ") {
            Some((caption, credit)) => (caption, credit),
            None => match title.strip_prefix("Photo: ") {
                Some(credit) => ("", credit),
                None => (title.as_ref(), ""),
            },
        };
        self.out.push_str("<figure data-offprint-figure>");
        self.picture(dest_url, &alt);
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

    fn listing(&mut self, kind: &CodeBlockKind<'_>) {
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

    fn table(&mut self, columns: &[Alignment]) {
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

    /// Reads a block of markup: a marker, or elements.
    fn html_block(&mut self) {
        let mut text = String::new();
        while let Some(event) = self.events.get(self.at) {
            self.at += 1;
            match event {
                Event::Html(it) | Event::Text(it) => text.push_str(it),
                Event::End(TagEnd::HtmlBlock) => break,
                _ => (),
            }
        }
        let mut rest = text.as_str();
        // Several markers may follow each other without a blank line.
        while let Some((name, after)) = marker(rest) {
            self.marker(name);
            rest = after;
        }
        if !rest.trim().is_empty() {
            self.raw.block(rest, &mut self.out);
        }
    }

    fn close_to(&mut self, opened: Opened) {
        if !self.open.iter().any(|it| it.0 == opened) {
            return;
        }
        while let Some((it, end)) = self.open.pop() {
            self.out.push_str(end);
            if it == opened {
                break;
            }
        }
    }

    fn marker(&mut self, text: &str) {
        let (name, id) = text.split_once(' ').unwrap_or((text, ""));
        let id = id.trim();
        match name {
            "notice" => self.turn_to(Place::Notice),
            "bio" => {
                let place = id.parse::<usize>().map_or(0, |it| it.saturating_sub(1));
                self.turn_to(Place::Bio(place));
                self.own_heading();
            }
            "comments" | "mentions" => {
                self.turn_to(Place::Around);
                self.own_heading();
            }
            "comment" => {
                self.turn_to(Place::Comment(id.to_owned()));
                self.own_heading();
            }
            "mention" => {
                self.turn_to(Place::Mention(id.to_owned()));
                self.own_heading();
            }
            "closed" => self.turn_to(Place::Around),
            "removed" => {
                if let Some(Event::Start(Tag::Paragraph)) = self.events.get(self.at) {
                    self.at += 1;
                    self.skip();
                }
            }
            "/notice" | "/bio" | "/comments" | "/mentions" => self.turn_to(Place::Body),
            "figure" => {
                self.out.push_str("<figure data-offprint-figure>");
                self.open.push((Opened::Figure, "</figure>"));
            }
            "caption" | "credit" if self.open.iter().any(|it| it.0 == Opened::Figure) => {
                self.close_to(Opened::Caption);
                self.out.push_str("<figcaption data-offprint-line=\"");
                self.out.push_str(name);
                self.out.push_str("\">");
                self.open.push((Opened::Caption, "</figcaption>"));
            }
            "/figure" => self.close_to(Opened::Figure),
            "attribution" if self.open.last().is_some_and(|it| it.0 == Opened::Quote) => {
                self.out.push_str("<footer>");
                self.open.push((Opened::Caption, "</footer>"));
            }
            "aside" => self.aside = Some(id.to_owned()),
            "math" => self.mathml(),
            "row-headers" => self.row_headers = true,
            "embed" => self.embed(),
            "/embed" => self.close_to(Opened::Embed),
            _ => (),
        }
    }

    /// Skips the heading that the program puts over a part of its own.
    fn own_heading(&mut self) {
        self.decoration =
            matches!(self.events.get(self.at), Some(Event::Start(Tag::Heading { .. })));
    }

    /// Puts a formula in the place of the paragraph that says it in words.
    fn mathml(&mut self) {
        let known = self.facts.math.iter().filter(|it| it["notation"] == "math-ml");
        let known = known.skip(self.formulas).find_map(|it| it["source"].as_str());
        self.formulas += 1;
        if let Some(known) = known.and_then(|it| it.strip_prefix("<math"))
            && let Some(Event::Start(Tag::Paragraph)) = self.events.get(self.at)
        {
            self.at += 1;
            self.skip();
            self.out.push_str("<math mode=\"display\"");
            self.out.push_str(known);
        }
    }

    /// Begins something that plays, with what the front matter knows of it.
    fn embed(&mut self) {
        let known = self.facts.embeds.get(self.embeds);
        self.embeds += 1;
        let Some(known) = known.and_then(embed) else { return };
        if known.get("poster").is_some() {
            self.skip_link(true);
        }
        self.skip_link(false);
        self.out.push_str("<div data-offprint-embed=\"");
        raw::escape(&known.to_string(), &mut self.out);
        self.out.push_str("\">");
        self.open.push((Opened::Embed, "</div>"));
    }

    /// Skips a paragraph that is a link and nothing else.
    fn skip_link(&mut self, picture: bool) {
        let rest = &self.events[self.at..];
        let [Event::Start(Tag::Paragraph), Event::Start(Tag::Link { .. }), third, ..] =
            rest
        else {
            return;
        };
        if picture == matches!(third, Event::Start(Tag::Image { .. })) {
            self.at += 1;
            self.skip();
        }
    }
}

/// Makes the model's own form of what the block knows of an embed.
fn embed(known: &Value) -> Option<Value> {
    let known = known.as_object()?;
    let url = card::web(known.get("url")?.as_str()?)?;
    let mut out = json!({ "kind": known.get("kind")?, "url": url });
    for name in ["frame", "media_type", "provider", "title"] {
        if let Some(it) = known.get(name) {
            out[name] = it.clone();
        }
    }
    let size = |it: &serde_json::Map<String, Value>| {
        Some(json!([it.get("width")?.as_u64()?, it.get("height")?.as_u64()?]))
    };
    if let Some(size) = size(known) {
        out["size"] = size;
    }
    if let Some(poster) = known.get("poster").and_then(Value::as_object)
        && let Some(image) = card::image_of(poster)
    {
        out["poster"] = serde_json::to_value(image).ok()?;
    }
    Some(out)
}

/// Returns what a marker says, and what follows it.
fn marker(text: &str) -> Option<(&str, &str)> {
    let inner = text.trim_start().strip_prefix("<!--")?;
    let (inner, rest) = inner.split_once("-->")?;
    let name = inner.trim();
    let Some(name) = name.strip_prefix("offprint:") else {
        let end = name.strip_prefix("/offprint:")?;
        return is_marker(end).then(|| (closing(end), rest));
    };
    is_marker(name).then_some((name, rest))
}

fn is_marker(text: &str) -> bool {
    text.len() <= 120
        && text.chars().all(|it| it.is_ascii_alphanumeric() || "._:- ".contains(it))
}

/// Returns the name of a marker that ends something.
fn closing(name: &str) -> &'static str {
    match name {
        "notice" => "/notice",
        "bio" => "/bio",
        "comments" => "/comments",
        "mentions" => "/mentions",
        "figure" => "/figure",
        "embed" => "/embed",
        _ => "/",
    }
}
