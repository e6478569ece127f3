//! The syntax tree of pandoc, so that every format pandoc writes is one pipe
//! away.
//!
//! What pandoc has no word for (bios, the notice, comments, asides, embeds) is a
//! division whose class begins with `offprint-` and whose attributes hold the
//! data.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{
    article::{
        Align, Article, Aside, AsideKind, Block, Cell, Comment, Edition, Embed, Figure,
        Image, Inline, Item, Mark, Math, Notation, Row, Standing, Table,
    },
    error::Result,
    render::Words,
    report::{Code, Report},
};

use super::{Comments, Context, Emitter, Format, Output, Place, Settings, words_of};

#[derive(Debug)]
pub(super) struct Pandoc;

/// `[emit.pandoc]` in a settings file.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// The version of pandoc's types. A pandoc reads only its own.
    api: Api,
}

/// A version of pandoc's types.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
enum Api {
    /// Of pandoc 2.11 to 2.19.
    #[default]
    #[serde(rename = "1.22")]
    V22,
    /// Of pandoc 3, which has figures.
    #[serde(rename = "1.23")]
    V23,
}

impl Emitter for Pandoc {
    fn format(&self) -> Format {
        Format {
            name: "pandoc",
            summary: "pandoc's syntax tree, for all the formats it writes",
            extension: "pandoc.json",
            media_type: "application/json",
        }
    }

    fn defaults(&self) -> Value {
        serde_json::to_value(Options::default()).unwrap_or_default()
    }

    fn emit(&self, cx: &mut Context<'_>, edition: &Edition) -> Result<Output> {
        let options: Options = cx.settings.of(self.format())?;
        let mut blocks = Vec::new();
        let several = 1 < edition.articles.len();
        let mut meta = json!({});
        for article in &edition.articles {
            let mut tree = Tree {
                api: options.api,
                article,
                words: Words::of(article.metadata.language.as_deref()),
                report: cx.report,
                in_note: false,
                called: vec![false; article.body.notes.len()],
            };
            if several {
                let title = Tree::text(&article.metadata.title);
                blocks.push(node("Header", json!([1, attr("", &[], &[]), title])));
            } else {
                meta = tree.meta();
            }
            blocks.extend(tree.article(cx.settings));
        }
        let version = match options.api {
            Api::V22 => json!([1, 22, 2, 1]),
            Api::V23 => json!([1, 23, 1]),
        };
        let tree =
            json!({ "pandoc-api-version": version, "meta": meta, "blocks": blocks });
        let bytes = format!("{tree}\n").into_bytes();
        Ok(Output::single(self.format(), cx.stem, bytes))
    }
}

struct Tree<'a> {
    api: Api,
    article: &'a Article,
    words: &'static Words,
    report: &'a mut Report,
    /// A note that calls a note would have no end.
    in_note: bool,
    called: Vec<bool>,
}

#[expect(clippy::needless_pass_by_value, reason = "the tree takes what it is given")]
fn node(name: &str, content: Value) -> Value {
    json!({ "t": name, "c": content })
}

fn bare(name: &str) -> Value {
    json!({ "t": name })
}

/// Returns an identifier, classes and attributes.
fn attr(id: &str, classes: &[&str], pairs: &[(&str, String)]) -> Value {
    let pairs: Vec<Value> = pairs
        .iter()
        .filter(|it| !it.1.is_empty())
        .map(|it| json!([it.0, it.1]))
        .collect();
    json!([id, classes, pairs])
}

fn division(class: &str, pairs: &[(&str, String)], blocks: &[Value]) -> Value {
    node("Div", json!([attr("", &[&format!("offprint-{class}")], pairs), blocks]))
}

impl Tree<'_> {
    fn article(&mut self, settings: &Settings) -> Vec<Value> {
        let article = self.article;
        let mut out = Vec::new();
        let notice = |tree: &mut Self| {
            let blocks = tree.blocks(&article.provenance.notice);
            if blocks.is_empty() {
                Vec::new()
            } else {
                vec![division("notice", &[], &blocks)]
            }
        };
        if settings.notice == Place::Top {
            out.extend(notice(self));
        }
        out.extend(self.blocks(&article.body.blocks));
        out.extend(self.loose_notes());
        for author in article.authors.iter().filter(|it| !it.bio.is_empty()) {
            if settings.bio {
                let blocks = self.blocks(&author.bio);
                out.push(division("bio", &[("author", author.name.clone())], &blocks));
            } else {
                self.report.add(Code::BioDropped, words_of(&author.bio));
            }
        }
        match settings.notice {
            Place::Top => (),
            Place::Bottom => out.extend(notice(self)),
            Place::None if article.provenance.notice.is_empty() => (),
            Place::None => {
                self.report
                    .add(Code::NoticeDropped, words_of(&article.provenance.notice));
            }
        }
        if let Some(pixel) = &article.provenance.pixel {
            self.report.add(Code::PixelDropped, pixel.as_str());
        }
        out.extend(self.discussion(settings));
        out
    }

    fn meta(&mut self) -> Value {
        let article = self.article;
        let metadata = &article.metadata;
        let text = |it: &str| node("MetaInlines", Self::text(it));
        let list = |it: &[String]| {
            let items: Vec<Value> = it.iter().map(|it| text(it)).collect();
            node("MetaList", items.into())
        };
        let mut out = json!({ "title": text(&metadata.title) });
        let names: Vec<String> =
            article.authors.iter().map(|it| it.name.clone()).collect();
        if !names.is_empty() {
            out["author"] = list(&names);
        }
        let lines = [
            ("subtitle", metadata.subtitle.clone()),
            ("abstract", metadata.summary.clone()),
            ("byline", metadata.byline.clone()),
            ("date", metadata.published.map(|it| it.to_string())),
            ("updated", metadata.updated.map(|it| it.to_string())),
            ("lang", metadata.language.clone()),
            ("url", metadata.url.as_ref().map(ToString::to_string)),
            ("canonical", metadata.canonical.as_ref().map(ToString::to_string)),
            ("identifier", metadata.id.clone()),
            (
                "rights",
                article
                    .provenance
                    .licence
                    .as_ref()
                    .and_then(|it| it.statement.clone().or_else(|| it.spdx.clone())),
            ),
            ("publisher", article.provenance.outlet.as_ref().map(|it| it.name.clone())),
        ];
        for (name, line) in lines {
            if let Some(line) = line {
                out[name] = text(&line);
            }
        }
        for (name, items) in
            [("keywords", &metadata.tags), ("category", &metadata.categories)]
        {
            if !items.is_empty() {
                out[name] = list(items);
            }
        }
        out
    }

    /// Writes plain text, with the spaces apart as pandoc has them.
    fn text(text: &str) -> Value {
        let mut out = Vec::new();
        words(text, &mut out);
        out.into()
    }

    fn discussion(&mut self, settings: &Settings) -> Vec<Value> {
        let discussion = &self.article.discussion;
        let all = || discussion.comments.iter().chain(&discussion.mentions);
        if settings.comments == Comments::None {
            for it in all() {
                let name = it.author.as_ref().map_or("", |it| it.name.as_str());
                let text = format!("{name} {}", words_of(&it.content));
                self.report.add(Code::CommentsDropped, text.trim());
            }
            return Vec::new();
        }
        if all().next().is_none() && !discussion.closed {
            return Vec::new();
        }
        let mut inner = Vec::new();
        for (letter, list) in [('c', &discussion.comments), ('m', &discussion.mentions)] {
            for (i, comment) in list.iter().enumerate() {
                inner.push(self.comment(comment, letter, i));
            }
        }
        if discussion.closed {
            let closed = Self::text(self.words.closed);
            inner.push(node("Para", closed));
        }
        let closed = if discussion.closed { "true" } else { "" };
        vec![division("comments", &[("closed", closed.into())], &inner)]
    }

    fn comment(&mut self, comment: &Comment, letter: char, place: usize) -> Value {
        let name = comment.author.as_ref().map(|it| it.name.clone()).unwrap_or_default();
        let standing = match comment.standing {
            Standing::Published => "",
            Standing::Featured => "featured",
            Standing::Removed => "removed",
        };
        let parent = comment.parent.map(|it| format!("{letter}{}", it + 1));
        let pairs = [
            ("author", name.clone()),
            ("parent", parent.unwrap_or_default()),
            ("posted", comment.posted.map(|it| it.to_string()).unwrap_or_default()),
            ("url", comment.url.as_ref().map(ToString::to_string).unwrap_or_default()),
            ("standing", standing.into()),
            ("score", comment.score.map(|it| it.to_string()).unwrap_or_default()),
        ];
        let shown = if name.is_empty() { self.words.anonymous.to_owned() } else { name };
        let mut head = Vec::new();
        words(&shown, &mut head);
        let mut blocks = vec![node("Para", json!([node("Strong", head.into())]))];
        blocks.extend(self.blocks(&comment.content));
        let class = if letter == 'c' { "offprint-comment" } else { "offprint-mention" };
        let id = format!("{letter}{}", place + 1);
        node("Div", json!([attr(&id, &[class], &pairs), blocks]))
    }

    fn loose_notes(&mut self) -> Vec<Value> {
        let mut out = Vec::new();
        for (i, note) in self.article.body.notes.iter().enumerate() {
            if self.called[i] {
                continue;
            }
            self.report.add(Code::NoteLoose, words_of(&note.blocks));
            let blocks = self.blocks(&note.blocks);
            out.push(division("note", &[("number", (i + 1).to_string())], &blocks));
        }
        out
    }

    fn blocks(&mut self, blocks: &[Block]) -> Vec<Value> {
        blocks.iter().map(|it| self.block(it)).collect()
    }

    fn block(&mut self, block: &Block) -> Value {
        match block {
            Block::Paragraph { content } => node("Para", self.inlines(content)),
            Block::Heading(it) => {
                let id = it.id.as_deref().unwrap_or_default();
                let content = self.inlines(&it.content);
                node("Header", json!([it.level, attr(id, &[], &[]), content]))
            }
            Block::List(it) => {
                let items: Vec<Vec<Value>> =
                    it.items.iter().map(|it| self.item(it)).collect();
                match it.start {
                    None => node("BulletList", json!(items)),
                    Some(start) => {
                        let style = json!([start, bare("Decimal"), bare("Period")]);
                        node("OrderedList", json!([style, items]))
                    }
                }
            }
            Block::Definitions { items } => {
                let items: Vec<Value> = items
                    .iter()
                    .map(|it| {
                        let mut terms = Vec::new();
                        for (i, term) in it.terms.iter().enumerate() {
                            if i != 0 {
                                terms.push(bare("LineBreak"));
                            }
                            self.write(term, &mut terms);
                        }
                        let senses: Vec<Vec<Value>> =
                            it.senses.iter().map(|it| self.blocks(it)).collect();
                        json!([terms, senses])
                    })
                    .collect();
                node("DefinitionList", items.into())
            }
            Block::Quote { blocks, attribution } => {
                let mut out = self.blocks(blocks);
                if !attribution.is_empty() {
                    let from = self.inlines(attribution);
                    out.push(division("attribution", &[], &[node("Para", from)]));
                }
                node("BlockQuote", out.into())
            }
            Block::Code(it) => {
                let classes: Vec<&str> = it.language.as_deref().into_iter().collect();
                node("CodeBlock", json!([attr("", &classes, &[]), it.text]))
            }
            Block::Image(it) => node("Para", json!([Self::image(it)])),
            Block::Figure(it) => self.figure(it),
            Block::Embed(it) => self.embed(it),
            Block::Table(it) => self.table(it),
            Block::Math(it) => node("Para", json!([self.math(it, "DisplayMath")])),
            Block::Aside(it) => self.aside(it),
            Block::Rule => bare("HorizontalRule"),
        }
    }

    /// Writes an item. Pandoc's own sign for a task is a box before its text.
    fn item(&mut self, item: &Item) -> Vec<Value> {
        let mut out = self.blocks(&item.blocks);
        if let Some(ticked) = item.ticked {
            let sign = if ticked { "☒" } else { "☐" };
            let lead = [json!({ "t": "Str", "c": sign }), bare("Space")];
            match out.first_mut().filter(|it| it["t"] == "Para") {
                Some(first) => {
                    if let Some(content) = first["c"].as_array_mut() {
                        content.splice(0..0, lead);
                    }
                }
                None => out.insert(0, node("Plain", json!(lead))),
            }
        }
        // A lone paragraph is written without space around it.
        if let [only] = out.as_mut_slice()
            && only["t"] == "Para"
        {
            only["t"] = "Plain".into();
        }
        out
    }

    fn figure(&mut self, figure: &Figure) -> Value {
        let content = self.blocks(&figure.content);
        let caption = if figure.caption.is_empty() {
            None
        } else {
            Some(node("Para", self.inlines(&figure.caption)))
        };
        let credit = if figure.credit.is_empty() {
            None
        } else {
            let credit = node("Para", self.inlines(&figure.credit));
            Some(division("credit", &[], &[credit]))
        };
        match self.api {
            Api::V22 => {
                let mut out = content;
                out.extend(caption.map(|it| division("caption", &[], &[it])));
                out.extend(credit);
                division("figure", &[], &out)
            }
            Api::V23 => {
                let words: Vec<Value> = caption.into_iter().chain(credit).collect();
                node("Figure", json!([attr("", &[], &[]), [null, words], content]))
            }
        }
    }

    fn embed(&mut self, embed: &Embed) -> Value {
        self.report.add(Code::EmbedLinked, embed.url.as_str());
        let mut out = Vec::new();
        if let Some(poster) = &embed.poster {
            out.push(node("Para", json!([Self::image(poster)])));
        }
        let shown = embed.title.clone().unwrap_or_else(|| embed.url.to_string());
        let content = Self::text(&shown);
        let target = json!([embed.url.as_str(), ""]);
        out.push(node(
            "Para",
            json!([node("Link", json!([attr("", &[], &[]), content, target]))]),
        ));
        out.extend(self.blocks(&embed.fallback));
        let kind = self.words.embed(embed.kind).to_lowercase();
        let pairs = [
            ("kind", kind),
            ("provider", embed.provider.clone().unwrap_or_default()),
            ("media-type", embed.media_type.clone().unwrap_or_default()),
        ];
        division("embed", &pairs, &out)
    }

    fn aside(&mut self, aside: &Aside) -> Value {
        let kind = match aside.kind {
            AsideKind::Box => "box",
            AsideKind::Warning => "warning",
            AsideKind::PullQuote => "pull-quote",
            AsideKind::Editorial => "editorial",
        };
        let mut out = Vec::new();
        if !aside.title.is_empty() {
            let title = self.inlines(&aside.title);
            out.push(division("title", &[], &[node("Para", title)]));
        }
        out.extend(self.blocks(&aside.blocks));
        division("aside", &[("kind", kind.into())], &out)
    }

    fn table(&mut self, table: &Table) -> Value {
        let rows = || table.head.iter().chain(&table.rows);
        let wide =
            rows().map(|row| row.cells.iter().map(|it| usize::from(it.columns)).sum());
        let columns = wide.max().unwrap_or(0).max(table.columns.len());
        let align = |at: usize| match table.columns.get(at).copied().unwrap_or_default() {
            Align::Unset => bare("AlignDefault"),
            Align::Start => bare("AlignLeft"),
            Align::Middle => bare("AlignCenter"),
            Align::End => bare("AlignRight"),
        };
        let columns: Vec<Value> =
            (0..columns).map(|it| json!([align(it), bare("ColWidthDefault")])).collect();
        // The cells that name their rows are counted from the first row.
        let heads = table
            .rows
            .first()
            .map_or(0, |row| row.cells.iter().take_while(|it| it.header).count());
        let head: Vec<Value> = table.head.iter().map(|it| self.row(it)).collect();
        let body: Vec<Value> = table.rows.iter().map(|it| self.row(it)).collect();
        let none = || attr("", &[], &[]);
        node(
            "Table",
            json!([
                none(),
                [null, []],
                columns,
                [none(), head],
                [[none(), heads, [], body]],
                [none(), []],
            ]),
        )
    }

    fn row(&mut self, row: &Row) -> Value {
        let cells: Vec<Value> = row.cells.iter().map(|it| self.cell(it)).collect();
        json!([attr("", &[], &[]), cells])
    }

    fn cell(&mut self, cell: &Cell) -> Value {
        let mut blocks = self.blocks(&cell.blocks);
        if let [only] = blocks.as_mut_slice()
            && only["t"] == "Para"
        {
            only["t"] = "Plain".into();
        }
        let none = attr("", &[], &[]);
        json!([none, bare("AlignDefault"), cell.rows.max(1), cell.columns.max(1), blocks])
    }

    fn inlines(&mut self, inlines: &[Inline]) -> Value {
        let mut out = Vec::new();
        self.write(inlines, &mut out);
        out.into()
    }

    fn write(&mut self, inlines: &[Inline], out: &mut Vec<Value>) {
        for inline in inlines {
            let value = match inline {
                Inline::Text { text } => {
                    words(text, out);
                    continue;
                }
                Inline::Break => bare("LineBreak"),
                Inline::Marked { mark, content } => self.marked(mark, content),
                Inline::Code { text } => node("Code", json!([attr("", &[], &[]), text])),
                Inline::Link(it) => {
                    let content = self.inlines(&it.content);
                    let title = it.title.as_deref().unwrap_or_default();
                    let target = json!([it.address.as_str(), title]);
                    node("Link", json!([attr("", &[], &[]), content, target]))
                }
                Inline::Image(it) => Self::image(it),
                Inline::Math(it) => self.math(it, "InlineMath"),
                Inline::NoteRef { note } => self.note(*note),
            };
            out.push(value);
        }
    }

    fn note(&mut self, place: usize) -> Value {
        let note = self.article.body.notes.get(place).filter(|_| !self.in_note);
        let Some(note) = note else {
            let number = json!({ "t": "Str", "c": format!("[{}]", place + 1) });
            return node("Superscript", json!([number]));
        };
        self.called[place] = true;
        self.in_note = true;
        let blocks = self.blocks(&note.blocks);
        self.in_note = false;
        node("Note", blocks.into())
    }

    fn marked(&mut self, mark: &Mark, content: &[Inline]) -> Value {
        let content = self.inlines(content);
        match mark {
            Mark::Emphasis => node("Emph", content),
            Mark::Strong => node("Strong", content),
            Mark::Struck => node("Strikeout", content),
            Mark::Underline => node("Underline", content),
            Mark::Superscript => node("Superscript", content),
            Mark::Subscript => node("Subscript", content),
            Mark::SmallCaps => node("SmallCaps", content),
            Mark::Highlight => node("Span", json!([attr("", &["mark"], &[]), content])),
            Mark::Quote => node("Quoted", json!([bare("DoubleQuote"), content])),
            Mark::Language(tag) => {
                node("Span", json!([attr("", &[], &[("lang", tag.clone())]), content]))
            }
        }
    }

    fn image(image: &Image) -> Value {
        let alt = Self::text(&image.alt);
        let (width, height) = image.size.unzip();
        let side = |it: Option<u32>| it.map(|it| it.to_string()).unwrap_or_default();
        let attr = attr("", &[], &[("width", side(width)), ("height", side(height))]);
        node("Image", json!([attr, alt, [image.address.as_str(), ""]]))
    }

    fn math(&mut self, math: &Math, kind: &str) -> Value {
        match math.notation {
            Notation::Tex => node("Math", json!([bare(kind), math.source])),
            Notation::MathMl => {
                self.report.add(Code::MathAsSource, &math.source);
                let shown = math.alt.as_ref().unwrap_or(&math.source);
                node("Code", json!([attr("", &["mathml"], &[]), shown]))
            }
        }
    }
}

fn words(text: &str, out: &mut Vec<Value>) {
    for (i, word) in text.split([' ', '\n', '\t']).enumerate() {
        if i != 0 && out.last().is_none_or(|it| it["t"] != "Space") {
            out.push(bare("Space"));
        }
        if !word.is_empty() {
            out.push(json!({ "t": "Str", "c": word }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article;

    #[test]
    fn notes_are_where_they_are_called_and_parts_are_divisions() {
        let text = |it: &str| json!({ "type": "paragraph", "content": [{ "type": "text", "text": it }] });
        let whole = json!({ "offprint": 1, "article": {
            "metadata": { "title": "Dusk at sea" },
            "authors": [{ "name": "A. Writer", "bio": [text("A bio.")] }],
            "body": { "blocks": [{ "type": "paragraph", "content": [
                { "type": "text", "text": "Night fell" }, { "type": "note-ref", "note": 0 }
            ] }], "notes": [{ "blocks": [text("At nine.")] }] }
        } });
        let it = article::from_json(&whole.to_string()).unwrap();
        let job = crate::Job::new(&[], &Pandoc);
        let output = job.print(&it.into(), &mut Report::default()).unwrap();
        let tree: Value = serde_json::from_slice(&output.files[0].bytes).unwrap();
        let paragraph = &tree["blocks"][0]["c"];
        assert_eq!(paragraph[1]["t"], "Space");
        assert_eq!(paragraph[3]["t"], "Note");
        assert_eq!(paragraph[3]["c"][0]["c"][0]["c"], "At");
        assert_eq!(tree["blocks"][1]["c"][0][1][0], "offprint-bio");
        assert_eq!(tree["meta"]["author"]["c"][0]["c"][0]["c"], "A.");
    }
}
