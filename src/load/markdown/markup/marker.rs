//! Markers: comments by which the writer says what a part of the file is.

use pulldown_cmark::{Event, Tag, TagEnd};
use serde_json::{Value, json};

use crate::load::markdown::facts::number;

use super::{Opened, Place, Writer, card, raw};

impl Writer<'_> {
    /// Reads a block of markup: a marker, or elements.
    pub(super) fn html_block(&mut self) {
        let mut text = String::new();
        while let Some(event) = self.events.take() {
            match event {
                Event::Html(it) | Event::Text(it) => text.push_str(&it),
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

    pub(super) fn close_to(&mut self, opened: Opened) {
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
                // One heading stands over all of them.
                if !self.done.iter().any(|it| matches!(it.place, Place::Bio(_))) {
                    self.own_heading();
                }
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
            "notes" => self.calls(),
            "removed" => {
                if let Some(Event::Start(Tag::Paragraph)) = self.events.peek(0) {
                    self.events.pass(1);
                    self.events.skip();
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

    /// Skips the calls by which notes are shown that the text does not call.
    fn calls(&mut self) {
        let is_call = |event: &Event<'_>| match event {
            Event::Text(it) => it.trim().is_empty(),
            Event::FootnoteReference(_) | Event::SoftBreak => true,
            _ => false,
        };
        if !matches!(self.events.peek(0), Some(Event::Start(Tag::Paragraph))) {
            return;
        }
        let mut end = 1;
        while self.events.peek(end).is_some_and(is_call) {
            end += 1;
        }
        if let Some(Event::End(TagEnd::Paragraph)) = self.events.peek(end) {
            self.events.pass(end + 1);
        }
    }

    /// Skips the heading that the program puts over a part of its own.
    pub(super) fn own_heading(&mut self) {
        self.decoration =
            matches!(self.events.peek(0), Some(Event::Start(Tag::Heading { .. })));
    }

    /// Puts a formula in the place of the paragraph that says it in words.
    pub(super) fn mathml(&mut self) {
        let known = self.facts.math.get(self.formulas);
        self.formulas += 1;
        if let Some(known) = known.and_then(|it| it.strip_prefix("<math"))
            && let Some(Event::Start(Tag::Paragraph)) = self.events.peek(0)
        {
            self.events.pass(1);
            self.events.skip();
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
        let is_link = matches!(self.events.peek(0), Some(Event::Start(Tag::Paragraph)))
            && matches!(self.events.peek(1), Some(Event::Start(Tag::Link { .. })));
        let shows = matches!(self.events.peek(2), Some(Event::Start(Tag::Image { .. })));
        if is_link && picture == shows {
            self.events.pass(1);
            self.events.skip();
        }
    }
}

/// Makes the model's own form of what the block knows of an embed.
pub(in crate::load) fn embed(known: &Value) -> Option<Value> {
    let known = known.as_object()?;
    let url = card::web(known.get("url")?.as_str()?)?;
    let mut out = json!({ "kind": known.get("kind")?, "url": url });
    for name in ["frame", "media_type", "provider", "title"] {
        if let Some(it) = known.get(name) {
            out[name] = it.clone();
        }
    }
    let size = |it: &serde_json::Map<String, Value>| {
        Some(json!([number(it.get("width")?)?, number(it.get("height")?)?]))
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
