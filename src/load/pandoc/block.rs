//! Blocks, and the divisions that are parts of an article.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use crate::load::markdown::{markup::Place, markup::embed, raw};

use super::{
    Attr, Tree,
    inline::{is_html, plain},
    list, text,
};

impl Tree<'_> {
    pub(super) fn blocks(&mut self, blocks: &[Value]) {
        for it in blocks {
            self.block(it);
        }
    }

    fn block(&mut self, block: &Value) {
        let content = &block["c"];
        match text(&block["t"]) {
            "Para" | "Plain" => self.paragraph(content),
            "LineBlock" => {
                self.out.push_str("<p>");
                for (i, line) in list(content).iter().enumerate() {
                    if i != 0 {
                        self.out.push_str("<br>");
                    }
                    self.inlines(line);
                }
                self.out.push_str("</p>\n");
            }
            "CodeBlock" => self.listing(content),
            "RawBlock" if is_html(text(&content[0])) => {
                self.raw.block(text(&content[1]), &mut self.out);
            }
            "RawBlock" => self.drop_raw(text(&content[0]), text(&content[1])),
            "BlockQuote" => {
                self.out.push_str("<blockquote>");
                self.blocks(list(content));
                self.out.push_str("</blockquote>\n");
            }
            "BulletList" => {
                self.out.push_str("<ul>");
                self.items(content);
                self.out.push_str("</ul>\n");
            }
            "OrderedList" => {
                let start = content[0][0].as_i64().unwrap_or(1);
                _ = write!(self.out, "<ol start=\"{start}\">");
                self.items(&content[1]);
                self.out.push_str("</ol>\n");
            }
            "DefinitionList" => self.definitions(content),
            "Header" => self.heading(content),
            "HorizontalRule" => self.out.push_str("<hr>\n"),
            "Table" => self.table(content),
            "Figure" => {
                self.out.push_str("<figure data-offprint-figure>");
                self.blocks(list(&content[2]));
                self.under(&content[1][1]);
                self.out.push_str("</figure>\n");
            }
            "Div" => self.division(content),
            _ => (),
        }
    }

    fn paragraph(&mut self, content: &Value) {
        // A picture with a caption, as older versions have it.
        if let [only] = list(content)
            && only["t"] == "Image"
            && text(&only["c"][2][1]).starts_with("fig:")
        {
            return self.captioned(&only["c"]);
        }
        self.out.push_str("<p>");
        self.inlines(content);
        self.raw.close(&mut self.out);
        self.out.push_str("</p>\n");
    }

    fn captioned(&mut self, picture: &Value) {
        self.out.push_str("<figure data-offprint-figure>");
        self.picture(picture);
        let (credit, caption): (Vec<&Value>, Vec<&Value>) =
            list(&picture[1]).iter().partition(|it| {
                it["t"] == "Span" && Attr(&it["c"][0]).part() == Some("credit")
            });
        self.line("caption", &json!(caption));
        if let Some(it) = credit.first() {
            self.line("credit", &it["c"][1]);
        }
        self.out.push_str("</figure>\n");
    }

    /// Writes a line under a figure.
    fn line(&mut self, name: &str, inlines: &Value) {
        if list(inlines).is_empty() {
            return;
        }
        _ = write!(self.out, "<figcaption data-offprint-line=\"{name}\">");
        self.inlines(inlines);
        self.out.push_str("</figcaption>");
    }

    /// Writes what stands under a figure or a table: its caption, of one
    /// paragraph or more, and its credit.
    pub(super) fn under(&mut self, blocks: &Value) {
        let mut caption: Vec<Value> = Vec::new();
        let mut credit = &Value::Null;
        for it in list(blocks) {
            match text(&it["t"]) {
                "Div" if Attr(&it["c"][0]).part() == Some("credit") => {
                    credit = &it["c"][1][0]["c"];
                }
                "Para" | "Plain" => {
                    if !caption.is_empty() {
                        caption.push(json!({ "t": "LineBreak" }));
                    }
                    caption.extend_from_slice(list(&it["c"]));
                }
                _ => {
                    let mut words = String::new();
                    plain(it, &mut words);
                    caption.push(json!({ "t": "Str", "c": words }));
                }
            }
        }
        self.line("caption", &caption.into());
        self.line("credit", credit);
    }

    fn listing(&mut self, content: &Value) {
        let language = Attr(&content[0]).classes().next().unwrap_or_default();
        self.out.push_str("<pre data-offprint-language=\"");
        raw::escape(language, &mut self.out);
        // A parser drops the first line ending.
        self.out.push_str("\">\n");
        raw::escape(text(&content[1]), &mut self.out);
        self.out.push_str("</pre>\n");
    }

    fn items(&mut self, items: &Value) {
        for item in list(items) {
            self.out.push_str("<li>");
            match list(item).split_first() {
                Some((first, rest)) if ticked(first).is_some() => {
                    let on = ticked(first) == Some(true);
                    let checked = if on { " checked" } else { "" };
                    _ = write!(self.out, "<p><input type=\"checkbox\"{checked}>");
                    let words = list(&first["c"]).get(2..).unwrap_or_default();
                    for it in words {
                        self.inline(it);
                    }
                    self.out.push_str("</p>\n");
                    self.blocks(rest);
                }
                _ => self.blocks(list(item)),
            }
            self.out.push_str("</li>\n");
        }
    }

    fn definitions(&mut self, items: &Value) {
        self.out.push_str("<dl>");
        for item in list(items) {
            self.out.push_str("<dt>");
            for it in list(&item[0]) {
                if it["t"] == "LineBreak" {
                    self.out.push_str("</dt><dt>");
                } else {
                    self.inline(it);
                }
            }
            self.out.push_str("</dt>");
            for sense in list(&item[1]) {
                self.out.push_str("<dd>");
                self.blocks(list(sense));
                self.out.push_str("</dd>");
            }
        }
        self.out.push_str("</dl>\n");
    }

    fn heading(&mut self, content: &Value) {
        let attr = Attr(&content[1]);
        if attr.has("offprint-heading") {
            return;
        }
        let level = content[0].as_u64().unwrap_or(1).clamp(1, 6);
        _ = write!(self.out, "<h{level}");
        if let Some(deep) =
            attr.get("offprint-level").and_then(|it| it.parse::<u8>().ok())
        {
            let shift = u8::from(self.place != Place::Body);
            _ = write!(
                self.out,
                " data-offprint-level=\"{}\"",
                deep.saturating_add(shift)
            );
        }
        if !attr.id().is_empty() {
            self.out.push_str(" id=\"");
            raw::escape(attr.id(), &mut self.out);
            self.out.push('"');
        }
        self.out.push('>');
        self.inlines(&content[2]);
        self.raw.close(&mut self.out);
        _ = writeln!(self.out, "</h{level}>");
    }

    fn division(&mut self, content: &Value) {
        let attr = Attr(&content[0]);
        let inner = list(&content[1]);
        let Some(part) = attr.part() else { return self.wrapper(attr, inner) };
        match part {
            "notice" => self.part(Place::Notice, inner),
            "bio" => {
                let place = attr.get("place").and_then(|it| it.parse::<usize>().ok());
                let place = place.map_or(0, |it| it.saturating_sub(1));
                self.part(Place::Bio(place), inner);
            }
            "comments" | "mentions" => self.part(Place::Around, inner),
            "comment" | "mention" => {
                let name = attr.get("name").unwrap_or(attr.id()).to_owned();
                let place = match part {
                    "comment" => Place::Comment(name),
                    _ => Place::Mention(name),
                };
                self.part(place, inner);
            }
            // What the program says itself, and reads from the metadata.
            "head" | "closed" | "poster" | "link" => (),
            "note" => {
                let number = attr.get("number").unwrap_or_default();
                self.note_words(number, &content[1]);
            }
            "attribution" => {
                self.out.push_str("<footer>");
                for it in inner {
                    self.inlines(&it["c"]);
                }
                self.out.push_str("</footer>");
            }
            "figure" => {
                self.out.push_str("<figure data-offprint-figure>");
                self.blocks(inner);
                self.out.push_str("</figure>\n");
            }
            "caption" => self.under(&content[1]),
            "embed" => self.embed(attr, inner),
            "aside" => {
                self.out.push_str("<aside data-offprint-aside=\"");
                raw::escape(attr.get("kind").unwrap_or_default(), &mut self.out);
                let title = inner.first().filter(|it| it["t"] == "Div");
                let title = title.map(|it| Attr(&it["c"][0]));
                let title = title.filter(|it| it.part() == Some("title"));
                self.out.push_str(match title.map(|it| it.get("set")) {
                    None => "\">",
                    Some(None) => "\" data-offprint-titled>",
                    Some(Some(_)) => "\" data-offprint-titled=\"as-is\">",
                });
                self.blocks(inner);
                self.out.push_str("</aside>\n");
            }
            _ => self.blocks(inner),
        }
    }

    /// Writes a part of the article that is not its text.
    fn part(&mut self, place: Place, blocks: &[Value]) {
        let before = self.place.clone();
        self.turn_to(place);
        self.blocks(blocks);
        self.turn_to(before);
    }

    /// Writes a division that pandoc or its reader made. What its classes stand
    /// for is what they stand for on a page.
    fn wrapper(&mut self, attr: Attr<'_>, blocks: &[Value]) {
        self.out.push_str("<div class=\"");
        for class in attr.classes() {
            raw::escape(class, &mut self.out);
            self.out.push(' ');
        }
        self.out.push('"');
        if let Some(language) = attr.get("lang") {
            self.out.push_str(" lang=\"");
            raw::escape(language, &mut self.out);
            self.out.push('"');
        }
        self.out.push('>');
        self.blocks(blocks);
        self.out.push_str("</div>\n");
    }

    fn embed(&mut self, attr: Attr<'_>, blocks: &[Value]) {
        let names = ["kind", "url", "frame", "provider", "title", "width", "height"];
        let mut known: Map<String, Value> = names
            .iter()
            .filter_map(|it| Some(((*it).to_owned(), attr.get(it)?.into())))
            .collect();
        if let Some(it) = attr.get("media-type") {
            known.insert("media_type".into(), it.into());
        }
        let poster = blocks
            .iter()
            .find(|it| it["t"] == "Div" && Attr(&it["c"][0]).part() == Some("poster"));
        if let Some(picture) = poster.map(|it| &it["c"][1][0]["c"][0]["c"]) {
            let attr = Attr(&picture[0]);
            let mut alt = String::new();
            plain(&picture[1], &mut alt);
            known.insert(
                "poster".into(),
                json!({
                    "url": picture[2][0], "alt": alt, "width": attr.get("width"),
                    "height": attr.get("height"),
                }),
            );
        }
        let Some(known) = embed(&known.into()) else { return self.blocks(blocks) };
        self.out.push_str("<div data-offprint-embed=\"");
        raw::escape(&known.to_string(), &mut self.out);
        self.out.push_str("\">");
        self.blocks(blocks);
        self.out.push_str("</div>\n");
    }
}

/// Returns whether the box that an item begins with is ticked.
fn ticked(first: &Value) -> Option<bool> {
    if !matches!(text(&first["t"]), "Para" | "Plain") {
        return None;
    }
    let [sign, space, ..] = list(&first["c"]) else { return None };
    if space["t"] != "Space" {
        return None;
    }
    match text(&sign["c"]) {
        "☒" => Some(true),
        "☐" => Some(false),
        _ => None,
    }
}
