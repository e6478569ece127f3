//! A web page: beautiful to read, and read back without loss.
//!
//! What a person sees carries microformats; what a machine looks for stands in
//! the head; and the article itself, in its JSON form, goes along in a block of
//! data, so that nothing has to be guessed when the page is read again. The block
//! says what the page shows, so that a page edited by hand is not taken for what it
//! was.

mod head;
mod linked;
mod own;

use std::fmt::Write as _;

use minijinja::{Value, context, value::Serde};
use serde::{Deserialize, Serialize};

use crate::{
    article::{Article, Edition, seal},
    error::Result,
    render::{Dialect, Markup, Printer, identity, is_right_to_left, markup},
};

use super::{
    Comments, Context, Emitter, File, Format, Output, Place, absent,
    addresses::{Addresses, Moved},
};

#[derive(Debug)]
pub(super) struct Html;

/// `[emit.html]` in a settings file.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// Which address to call canonical.
    canonical: Canonical,
    /// Ask search engines not to list the page.
    noindex: bool,
    /// Carry the counter that the first outlet asks reprints to carry.
    pixel: bool,
    /// Carry the article's own form, so that the page reads back without loss:
    /// all that the settings do not leave out. It is read while the page still
    /// shows what was printed.
    lossless: bool,
    /// Addresses of this article in other formats, by media type.
    alternates: std::collections::BTreeMap<String, String>,
}

/// Which address a page calls canonical.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Canonical {
    /// The first printing's, if this is a reprint; otherwise its own.
    #[default]
    Origin,
    /// Its own.
    Own,
    /// None.
    None,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            canonical: Canonical::default(),
            noindex: false,
            pixel: false,
            lossless: true,
            alternates: std::collections::BTreeMap::new(),
        }
    }
}

impl Emitter for Html {
    fn format(&self) -> Format {
        Format {
            name: "html",
            summary: "a web page to read, that reads back without loss",
            extension: "html",
            media_type: "text/html; charset=utf-8",
        }
    }

    fn defaults(&self) -> serde_json::Value {
        serde_json::to_value(Options::default()).unwrap_or_default()
    }

    fn emit(&self, cx: &mut Context<'_>, edition: &Edition) -> Result<Output> {
        let options: Options = cx.settings.of(self.format())?;
        let alone = edition.articles.len() == 1;
        let mut body = Markup::default();
        let mut files = Vec::new();
        let mut pages = Vec::new();
        let mut moved = Vec::new();
        for (i, article) in edition.articles.iter().enumerate() {
            let prefix = if alone { String::new() } else { format!("a{}-", i + 1) };
            let mut page =
                Page { cx: &mut *cx, options: &options, article, place: i, prefix };
            let (shown, copied) = page.body(&mut files);
            body.push(&shown);
            moved.push(copied);
            if let Some(comments) = page.comments_apart(&mut files) {
                pages.push(comments?);
            }
        }
        let ids: Vec<String> =
            edition.articles.iter().map(|it| identity(it, cx.report)).collect();
        let mut head = head::of(cx.settings, edition, &ids, &options).shown(cx.report);
        if options.lossless && !edition.articles.is_empty() {
            head.envelope = Some(own::form(cx.settings, &edition.articles, &moved));
        }
        let bytes = shell(cx, &head, &body)?;
        let mut output = Output::single(self.format(), cx.stem, bytes);
        output.files.extend(pages);
        files.sort_by(|a: &File, b| a.path.cmp(&b.path));
        files.dedup_by(|a, b| a.path == b.path);
        output.files.extend(files);
        Ok(output)
    }
}

/// Fills in the page around a body.
fn shell(cx: &Context<'_>, head: &head::Head, body: &Markup) -> Result<Vec<u8>> {
    let style = cx.templates.source("html/style.css")?;
    // What would end the element early cannot be meant as a style.
    let style = style.replace("</", "<\\/");
    let body = body.to_string();
    let values = context! {
        style => markup(style),
        shows => head.envelope.as_ref().map(|_| seal(&body)),
        body => markup(body),
        linked => head.linked.iter().map(|it| markup(data(it))).collect::<Vec<_>>(),
        envelope => head.envelope.as_deref().map(|it| markup(data(it))),
        ..Value::from(Serde(head)),
    };
    Ok(cx.templates.render("html/page.html", values)?.into_bytes())
}

/// Returns JSON that cannot end the element it stands in, whichever parser
/// reads it.
fn data(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            // XML forbids some characters that JSON leaves as they are.
            '\u{7f}'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}' => {
                _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out
}

/// One article of the page.
struct Page<'a, 'b> {
    cx: &'a mut Context<'b>,
    options: &'a Options,
    article: &'a Article,
    place: usize,
    prefix: String,
}

impl Page<'_, '_> {
    /// Prints the article, and returns where the pictures are now that were beside
    /// it.
    fn body(&mut self, files: &mut Vec<File>) -> (Markup, Moved) {
        let settings = self.cx.settings;
        let article = self.article;
        let mut addresses = Addresses::beside(self.cx, self.place);
        let comments = self.comments_path();
        let mut out = Markup::default();
        let language = article.metadata.language.as_deref();
        let id = format!("{}article", self.prefix);
        let tag = out.tag("article").attr("class", "h-entry").attr("id", &id);
        let tag = if self.prefix.is_empty() { tag } else { tag.maybe("lang", language) };
        let rtl = !self.prefix.is_empty() && language.is_some_and(is_right_to_left);
        tag.maybe("dir", rtl.then_some("rtl")).open();
        out.line();

        let mut printer =
            Printer::new(Dialect::Page, article, &mut addresses, self.cx.report)
                .prefix(&*self.prefix);
        let mut part = |print: &mut dyn FnMut(&mut Printer<'_>)| {
            print(&mut printer);
            printer.take()
        };
        out.open("header");
        out.line();
        if !article.metadata.title.trim().is_empty() {
            out.tag("h1").attr("class", "p-name").around(&article.metadata.title);
            out.line();
        }
        out.push(&part(&mut |it| {
            it.dek();
            it.byline();
            it.dates();
        }));
        if let Some(url) = &article.metadata.url {
            // Found by machines; a reader is on the page already.
            let tag = out.tag("a").attr("class", "u-url u-uid").attr("rel", "bookmark");
            tag.attr("href", url.as_str()).attr("hidden", "hidden").around(url.as_str());
            out.line();
        }
        out.close_line();
        if settings.notice == Place::Top {
            out.push(&part(&mut |it| it.notice()));
        }
        out.tag("div").attr("class", "e-content").open();
        out.line();
        out.push(&part(&mut |it| {
            it.body();
            it.notes();
        }));
        out.close_line();
        if settings.notice == Place::Bottom {
            out.push(&part(&mut |it| it.notice()));
        }
        if settings.bio {
            out.push(&part(&mut |it| it.bios()));
        }
        out.push(&part(&mut |it| it.filed()));
        match settings.comments {
            Comments::End => out.push(&part(&mut |it| it.discussion())),
            Comments::File if has_discussion(article) => {
                out.push(&part(&mut |it| it.closed()));
                out.open("p");
                let words = crate::render::Words::of(language);
                let count = article.discussion.comments.len();
                let text = words.count(count, article.discussion.claimed);
                out.tag("a").attr("href", &comments).around(&text);
                out.close_line();
            }
            Comments::File | Comments::None => out.push(&part(&mut |it| it.closed())),
        }
        if self.options.pixel
            && let Some(pixel) = article.provenance.pixel.as_ref()
            && crate::render::safe_image(pixel.as_str())
        {
            let tag = out.tag("img").attr("class", "pixel").attr("src", pixel.as_str());
            tag.attr("alt", "").attr("width", "1").attr("height", "1").empty();
            out.line();
        }
        out.close_line();
        drop(printer);
        let moved = std::mem::take(&mut addresses.moved);
        files.extend(addresses.finish(self.cx.report));
        let printed = (self.place, article);
        absent::report(self.cx.assets, settings.images, printed, self.cx.report);
        super::left_out(settings, article, self.options.pixel, self.cx.report);
        (out, moved)
    }

    fn comments_path(&self) -> String {
        format!("{}-{}comments.html", self.cx.stem, self.prefix)
    }

    /// Writes the comments as a page of their own, if they are wanted there.
    fn comments_apart(&mut self, files: &mut Vec<File>) -> Option<Result<File>> {
        let article = self.article;
        if self.cx.settings.comments != Comments::File || !has_discussion(article) {
            return None;
        }
        let mut addresses = Addresses::beside(self.cx, self.place);
        let mut out = Markup::default();
        out.open("header");
        out.line();
        out.open("h1");
        out.tag("a")
            .attr("href", &format!("{}.html", self.cx.stem))
            .around(&article.metadata.title);
        out.close_line();
        out.close_line();
        let mut printer =
            Printer::new(Dialect::Page, article, &mut addresses, self.cx.report);
        printer.discussion();
        out.push(&printer.into_markup());
        files.extend(addresses.finish(self.cx.report));
        let head = head::Head::named(&article.metadata.title, article);
        let head = head.shown(self.cx.report);
        let path = self.comments_path();
        Some(shell(self.cx, &head, &out).map(|bytes| File { path, bytes }))
    }
}

fn has_discussion(article: &Article) -> bool {
    !article.discussion.comments.is_empty() || !article.discussion.mentions.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        article::Block,
        emit::Settings,
        render::Templates,
        report::{Code, Report},
    };

    fn page(article: Article, settings: &Settings) -> (Vec<(String, String)>, Report) {
        let mut report = Report::default();
        let mut cx = Context {
            settings,
            assets: &(),
            templates: &Templates::default(),
            stem: "piece",
            now: jiff::Timestamp::UNIX_EPOCH,
            texts: None,
            packed: None,
            report: &mut report,
        };
        let output = Html.emit(&mut cx, &article.into()).unwrap();
        let files = output.files.into_iter();
        (
            files.map(|it| (it.path, String::from_utf8(it.bytes).unwrap())).collect(),
            report,
        )
    }

    #[test]
    fn the_page_carries_the_article_itself() {
        let mut article = Article::new("</script> & “more”");
        article.metadata.language = Some("ar".into());
        article.body.blocks.push(Block::paragraph("<p>"));
        let (files, _) = page(article.clone(), &Settings::default());
        let (path, text) = &files[0];
        assert_eq!(path, "piece.html");
        assert!(text.contains("<html lang=\"ar\" dir=\"rtl\""));
        let start = text.find("id=\"offprint\" data-version=\"1\" data-shows=").unwrap();
        let json = &text[start..][text[start..].find('>').unwrap() + 1..];
        let json = &json[..json.find("</script>").unwrap()];
        assert_eq!(crate::article::from_json(json).unwrap(), article);
        let mut reader = quick_xml::Reader::from_str(text);
        while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
    }

    #[test]
    fn the_counter_is_carried_only_on_request() {
        let mut article = Article::new("t");
        article.provenance.pixel = "https://count.example/1.gif".parse().ok();
        let mut settings = Settings::default();
        let (files, report) = page(article.clone(), &settings);
        assert!(!files[0].1.contains("<img"));
        assert!(report.entries.iter().any(|it| it.code == Code::PixelDropped));
        let options = serde_json::json!({"pixel": true, "canonical": "none"});
        settings.emit.insert("html".into(), options);
        let (files, report) = page(article, &settings);
        assert!(files[0].1.contains("src=\"https://count.example/1.gif\""));
        assert!(report.entries.iter().all(|it| it.code != Code::PixelDropped));
    }

    #[test]
    fn comments_can_have_a_page_of_their_own() {
        let mut article = Article::new("t");
        let mut comment = crate::article::Comment::default();
        comment.content.push(Block::paragraph("Well said."));
        article.discussion.comments.push(comment);
        let settings = Settings { comments: Comments::File, ..Settings::default() };
        let (files, _) = page(article, &settings);
        assert_eq!(files[1].0, "piece-comments.html");
        assert!(files[1].1.contains("<p>Well said.</p>"));
        assert!(files[0].1.contains("<a href=\"piece-comments.html\">1 comment</a>"));
        assert!(!files[0].1.contains("<p>Well said.</p>"));
    }

    #[test]
    fn the_article_it_carries_is_the_one_that_is_printed() {
        let mut article = Article::new("t");
        let mut comment = crate::article::Comment::default();
        comment.content.push(Block::paragraph("Well said."));
        article.discussion.comments.push(comment);
        article.provenance.notice.push(Block::paragraph("First printed elsewhere."));
        let settings = Settings {
            comments: Comments::None,
            notice: Place::None,
            ..Settings::default()
        };
        let text = &page(article.clone(), &settings).0[0].1;
        assert!(!text.contains("Well said") && !text.contains("First printed"), "{text}");
    }
}
