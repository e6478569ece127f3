//! Plain text, for mail and for reading aloud.
//!
//! Lines are measured in columns of the screen. The whole article is there: what
//! text cannot show is written in words or reported.

mod block;
mod inline;
mod layout;
mod sections;
mod table;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    article::{Article, Edition},
    error::Result,
    render::{Words, shown},
    report::{Code, Report},
};

use super::{
    Comments, Context, Emitter, File, Format, Output, Place, Settings, absent, words_of,
};

use self::{block::Writer, layout::Page};

#[derive(Debug)]
pub(super) struct Text;

/// `[emit.text]` in a settings file.
#[derive(Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// How many columns a line may have, or 0 for a paragraph on one line.
    width: usize,
    /// Whether readers may put lines together again.
    flowed: Flowed,
    /// Where the addresses of links stand.
    links: Links,
    /// Write `_emphasis_` and `*strong*`.
    emphasis: bool,
    /// Begin with lines such as `Title: …` that programs read.
    header: bool,
    /// How lines end.
    eol: Eol,
}

/// Whether the text is in the form of RFC 3676.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Flowed {
    /// Lines are as they are.
    #[default]
    No,
    /// A line that ends in a space goes on in the next: `format=flowed`.
    Yes,
    /// The same, and the space is not part of the text, so that lines can be
    /// broken between ideographs: `format=flowed; delsp=yes`.
    DelSp,
}

/// Where the addresses of links stand.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Links {
    /// In a list at the end, by number.
    #[default]
    List,
    /// After the text of the link.
    Inline,
    /// Nowhere; the report names them.
    None,
}

/// How lines end.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Eol {
    /// As on Unix.
    #[default]
    Lf,
    /// As in mail.
    Crlf,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            width: 72,
            flowed: Flowed::No,
            links: Links::List,
            emphasis: true,
            header: false,
            eol: Eol::Lf,
        }
    }
}

impl Emitter for Text {
    fn format(&self) -> Format {
        Format {
            name: "text",
            summary: "plain text, for mail and for reading aloud",
            extension: "txt",
            media_type: "text/plain; charset=utf-8",
        }
    }

    fn defaults(&self) -> Value {
        serde_json::to_value(Options::default()).unwrap_or_default()
    }

    fn emit(&self, cx: &mut Context<'_>, edition: &Edition) -> Result<Output> {
        let options: Options = cx.settings.of(self.format())?;
        let mut pages = Vec::new();
        let mut apart = Vec::new();
        for (i, article) in edition.articles.iter().enumerate() {
            absent::report(cx.assets, cx.settings.images, (i, article), cx.report);
            let (page, comments) = print(cx.settings, &options, cx.report, article);
            pages.push(page);
            apart.extend(comments);
        }
        let line = "=".repeat(if options.width == 0 { 72 } else { options.width });
        let between = format!("\n\n{line}\n\n");
        let mut output = Output::default();
        let mut put = |stem: &str, text: String| {
            let text = shown(text, cx.report);
            let text = match options.eol {
                Eol::Lf => text,
                Eol::Crlf => text.replace('\n', "\r\n"),
            };
            output
                .files
                .push(File { path: format!("{stem}.txt"), bytes: text.into_bytes() });
        };
        put(cx.stem, pages.join(&between));
        if !apart.is_empty() {
            put(&format!("{}.comments", cx.stem), apart.join(&between));
        }
        Ok(output)
    }
}

/// Returns an article, and its comments if they are printed apart.
fn print(
    settings: &Settings,
    options: &Options,
    report: &mut Report,
    article: &Article,
) -> (String, Option<String>) {
    let words = Words::of(article.metadata.language.as_deref());
    let mut writer = Writer::new(options, settings.images, words, report);
    let mut page = Page::default();
    sections::head(&mut writer, article, &mut page);
    if settings.notice == Place::Top {
        sections::notice(&mut writer, article, &mut page);
    }
    page.add(writer.body(&article.body));
    if settings.bio {
        sections::bios(&mut writer, article, &mut page);
    } else {
        for author in article.authors.iter().filter(|it| !it.bio.is_empty()) {
            writer.report.add(Code::BioDropped, words_of(&author.bio));
        }
    }
    match settings.notice {
        Place::Top => (),
        Place::Bottom => sections::notice(&mut writer, article, &mut page),
        Place::None => {
            let notice = words_of(&article.provenance.notice);
            if !notice.is_empty() {
                writer.report.add(Code::NoticeDropped, notice);
            }
        }
    }
    if let Some(pixel) = &article.provenance.pixel {
        writer.report.add(Code::PixelDropped, pixel.as_str());
    }
    let discussion = &article.discussion;
    let any = !discussion.comments.is_empty() || !discussion.mentions.is_empty();
    let mut apart = None;
    match settings.comments {
        Comments::None => {
            for it in discussion.comments.iter().chain(&discussion.mentions) {
                let name = it.author.as_ref().map_or("", |it| it.name.as_str());
                let text = format!("{name} {}", words_of(&it.content));
                writer.report.add(Code::CommentsDropped, text.trim());
            }
        }
        Comments::File if any => {
            let mut other = Writer::new(options, settings.images, words, writer.report);
            let mut rest = Page::default();
            sections::title(&mut other, article, &mut rest);
            sections::comments(&mut other, article, &mut rest);
            sections::links(&mut other, &mut rest);
            apart = Some(rest.print(options.flowed));
        }
        Comments::End | Comments::File => {
            sections::comments(&mut writer, article, &mut page);
        }
    }
    sections::links(&mut writer, &mut page);
    (page.print(options.flowed), apart)
}

#[cfg(test)]
mod tests;
