//! Markdown to markup, cut into the parts of the file.
//!
//! The markup is the plainest that says the same, so that a table or a list
//! means what it means on a page. What elements cannot say (the source of a
//! formula, the language of a listing, which note is called) goes into
//! attributes that lowering reads word for word.

mod braces;
mod events;
mod headings;
mod labels;
mod marker;
mod piece;

use std::{collections::HashMap, fmt::Write as _};

use pulldown_cmark::{
    BlockQuoteKind, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream,
};

use crate::report::{Code, Report};

use super::{card, facts::Facts, raw};

use self::{
    events::Events,
    headings::{Lines, Start},
};

pub(in crate::load) use self::marker::embed;

/// A part of the file and its markup.
#[derive(Debug)]
pub(in crate::load) struct Section {
    pub(in crate::load) place: Place,
    pub(in crate::load) html: String,
    /// Whether there was markup as such in the file up to the end of this part.
    pub(in crate::load) raw: bool,
}

/// What a part of the file is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::load) enum Place {
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
///
/// `names` are those of the authors. Comments that only their headings tell of
/// are added to `facts`.
pub(super) fn sections(
    text: &str,
    smart: bool,
    facts: &mut Facts,
    names: &[String],
    report: &mut Report,
) -> Vec<Section> {
    // The parser fails on some braces, so they come first.
    let text = &*braces::beside(text, options(smart));
    let text = &*labels::apart(text, options(smart));
    let write = |starts, facts: &Facts, report: &mut Report| {
        let parser = TextMergeStream::new(Parser::new_ext(text, options(smart)));
        let mut writer = Writer::new(Events::new(parser), starts, facts, report);
        writer.run();
        writer.finish()
    };
    // What a heading begins is known only when all of them are. Where it turns out
    // that one begins something, the text is read once more.
    let mut said = report.apart();
    let (sections, lines) = write(HashMap::new(), facts, &mut said);
    let starts = headings::find(&lines, facts, names);
    if starts.is_empty() {
        report.go_on(said);
        return sections;
    }
    write(starts, facts, report).0
}
fn options(smart: bool) -> Options {
    let quotes = if smart { Options::ENABLE_SMART_PUNCTUATION } else { Options::empty() };
    quotes
        | Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

struct Writer<'a> {
    events: Events<'a>,
    /// Where parts begin that no marker tells of.
    starts: HashMap<usize, Start>,
    facts: &'a Facts,
    report: &'a mut Report,
    done: Vec<Section>,
    place: Place,
    out: String,
    /// The notes, wherever in the file they are.
    notes: String,
    /// What stands around the note that is being written, to be gone on with.
    outside: Vec<Outside>,
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
    /// How deep in a term of a definition list the place reached is.
    term: Option<usize>,
    /// How often each picture and each formula has been met.
    pictures: HashMap<String, usize>,
    sources: HashMap<String, usize>,
    aside: Option<String>,
    raw: raw::Open,
}

struct Outside {
    out: String,
    place: Place,
    open: Vec<(Opened, &'static str)>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Opened {
    Quote,
    Figure,
    Caption,
    Embed,
}

impl<'a> Writer<'a> {
    fn new(
        events: Events<'a>,
        starts: HashMap<usize, Start>,
        facts: &'a Facts,
        report: &'a mut Report,
    ) -> Self {
        Self {
            events,
            starts,
            facts,
            report,
            done: Vec::new(),
            place: Place::Body,
            out: String::new(),
            notes: String::new(),
            outside: Vec::new(),
            open: Vec::new(),
            embeds: 0,
            formulas: 0,
            headings: 0,
            decoration: false,
            row_headers: false,
            in_head: false,
            column: 0,
            term: None,
            pictures: HashMap::new(),
            sources: HashMap::new(),
            aside: None,
            raw: raw::Open::default(),
        }
    }

    fn run(&mut self) {
        while let Some(event) = self.events.take() {
            if !self.starts.is_empty()
                && let Some(start) = self.starts.remove(&(self.events.taken() - 1))
            {
                self.turn_to(start.place);
                if start.skip {
                    self.events.skip();
                    continue;
                }
            }
            self.event(&event);
        }
    }

    fn finish(mut self) -> (Vec<Section>, Lines) {
        self.turn_to(Place::Body);
        if !self.notes.is_empty() {
            let html = std::mem::take(&mut self.notes);
            self.done.push(Section { place: Place::Body, html, raw: self.raw.met });
        }
        (self.done, self.events.lines)
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
            self.done.push(Section { place, html, raw: self.raw.met });
        }
    }

    fn event(&mut self, event: &Event<'_>) {
        match (event, &mut self.term) {
            (Event::Start(Tag::DefinitionListTitle), term) => *term = Some(0),
            (Event::End(TagEnd::DefinitionListTitle), term) => *term = None,
            // What a picture shows is read with it, up to its end.
            (Event::Start(Tag::Image { .. }), _) => (),
            (Event::Start(_), Some(depth)) => *depth += 1,
            (Event::End(_), Some(depth)) => *depth = depth.saturating_sub(1),
            _ => (),
        }
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(*tag),
            Event::Text(it) => raw::escape(it, &mut self.out),
            Event::Code(it) => {
                self.out.push_str("<code data-offprint-exact>");
                raw::escape(it, &mut self.out);
                self.out.push_str("</code>");
            }
            Event::InlineMath(it) => self.math(&it.replace('\n', " "), "inline"),
            Event::DisplayMath(it) if it.trim().is_empty() => self.out.push_str("$$$$"),
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

    fn start(&mut self, tag: &Tag<'_>) {
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
                let alert = kind.filter(|_| marked.is_none()).map(alert);
                match marked.as_deref().or(alert.map(|it| it.0)) {
                    Some(kind) => {
                        let (kind, titled) = match kind.rsplit_once('.') {
                            Some((kind, "titled")) => (kind, " data-offprint-titled"),
                            Some((kind, "headed")) => {
                                (kind, " data-offprint-titled=\"as-is\"")
                            }
                            Some(_) | None => (kind, ""),
                        };
                        self.out.push_str("<aside data-offprint-aside=\"");
                        raw::escape(kind, &mut self.out);
                        self.out.push('"');
                        self.out.push_str(titled);
                        self.out.push('>');
                        if let Some((_, title)) = alert {
                            _ = write!(self.out, "<p>{title}</p>");
                        }
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
                self.outside.push(Outside {
                    out: std::mem::take(&mut self.out),
                    place: std::mem::replace(&mut self.place, Place::Body),
                    open: std::mem::take(&mut self.open),
                });
                self.out.push_str("<div data-offprint-note=\"");
                raw::escape(label, &mut self.out);
                self.out.push_str("\">");
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
            Tag::Image { dest_url, title, .. }
                if self.figure_in_item(dest_url, title) => {}
            Tag::Image { dest_url, title, .. } => {
                let (alt, end) = self.events.description(0);
                self.events.pass(end);
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
            TagEnd::FootnoteDefinition => {
                while let Some((_, end)) = self.open.pop() {
                    self.out.push_str(end);
                }
                if let Some(outside) = self.outside.pop() {
                    self.out.push_str("</div>");
                    self.notes.push_str(&self.out);
                    Outside { out: self.out, place: self.place, open: self.open } =
                        outside;
                }
            }
            TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Image
            | TagEnd::MetadataBlock(_) => (),
        }
    }
}

/// Returns what a box that GitHub calls an alert is, and what it prints over it.
fn alert(kind: BlockQuoteKind) -> (&'static str, &'static str) {
    match kind {
        BlockQuoteKind::Note => ("box.headed", "Note"),
        BlockQuoteKind::Tip => ("box.headed", "Tip"),
        BlockQuoteKind::Important => ("box.headed", "Important"),
        BlockQuoteKind::Warning => ("warning.headed", "Warning"),
        BlockQuoteKind::Caution => ("warning.headed", "Caution"),
    }
}
