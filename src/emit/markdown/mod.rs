//! Markdown: `CommonMark` with the tables, footnotes, task lists and strikethrough
//! of GitHub, as a careful person writes it.
//!
//! The file holds the whole article. What can be read is in the text; what
//! cannot, such as who answered whom, is data in the front matter. Read back, it
//! gives the article that was written.

mod block;
mod data;
mod facts;
mod figure;
mod front_matter;
mod inline;
mod liquid;
mod list;
mod sections;
mod table;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    article::{Address, Article, Edition, Image},
    error::Result,
    render::{Words, shown},
    report::{Code, Report},
};

use super::{
    Comments, Context, Emitter, File, Format, Images, Output, Place, Settings, absent,
    beside::Beside,
};

use self::block::{Writer, join};

pub(super) use self::{
    block::Known,
    data::Data,
    facts::{facts, is_exact, is_only_a_name},
    inline::has_strong,
    sections::marker_names,
};

#[derive(Debug)]
pub(super) struct Markdown;

/// `[emit.markdown]` in a settings file.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// The tool whose front matter is written.
    profile: Profile,
    /// The language of the front matter.
    front_matter: FrontMatter,
    /// How many columns a line may have, or 0 for a paragraph on one line.
    width: usize,
    /// Where the addresses of links stand.
    links: Links,
    /// Where the captions of plain pictures stand.
    captions: Captions,
}

/// A tool that reads Markdown files with front matter.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Profile {
    #[default]
    Generic,
    Hugo,
    Jekyll,
    Zola,
    Eleventy,
    Astro,
    Obsidian,
    #[serde(rename = "dev.to")]
    DevTo,
    Hashnode,
}

/// The language of front matter.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum FrontMatter {
    #[default]
    Yaml,
    Toml,
    /// None at all: title, byline and date stand in the text.
    None,
}

/// Where the addresses of links stand.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Links {
    /// In the text.
    #[default]
    Inline,
    /// After it, by number.
    Reference,
}

/// Where the caption and credit of a picture stand if they are plain words.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Captions {
    /// In the title of the picture.
    #[default]
    Title,
    /// Under it.
    Below,
}

impl Profile {
    /// Returns whether the tool leaves keys that it does not know alone.
    fn keeps_facts(self) -> bool {
        match self {
            Self::Generic
            | Self::Hugo
            | Self::Jekyll
            | Self::Zola
            | Self::Eleventy
            | Self::Astro
            | Self::Obsidian => true,
            Self::DevTo | Self::Hashnode => false,
        }
    }
}

impl Emitter for Markdown {
    fn format(&self) -> Format {
        Format {
            name: "markdown",
            summary: "Markdown with front matter, which can be read back",
            extension: "md",
            media_type: "text/markdown; charset=utf-8",
        }
    }

    fn defaults(&self) -> Value {
        serde_json::to_value(Options::default()).unwrap_or_default()
    }

    fn emit(&self, cx: &mut Context<'_>, edition: &Edition) -> Result<Output> {
        let options: Options = cx.settings.of(self.format())?;
        let mut output = Output::default();
        for (i, article) in edition.articles.iter().enumerate() {
            let stem = match i {
                0 => cx.stem.to_owned(),
                i => format!("{}-{}", cx.stem, i + 1),
            };
            let copied = match cx.settings.images {
                Images::Copy => Beside::of(cx.assets, i, article, &stem),
                Images::Link | Images::Embed | Images::None => Beside::default(),
            };
            absent::report(cx.assets, cx.settings.images, (i, article), cx.report);
            let Beside { files: pictures, paths, .. } = copied;
            files(
                cx.settings,
                &options,
                cx.report,
                (article, &paths),
                &stem,
                &mut output,
            );
            output.files.extend(pictures);
        }
        if output.files.is_empty() {
            return Ok(Output::single(self.format(), cx.stem, Vec::new()));
        }
        Ok(output)
    }
}

/// Writes an article, and its comments apart if that is wanted.
fn files(
    settings: &Settings,
    options: &Options,
    report: &mut Report,
    (article, copied): (&Article, &HashMap<String, String>),
    stem: &str,
    output: &mut Output,
) {
    let words = Words::of(article.metadata.language.as_deref());
    let mut shown = article.clone();
    drop_unwanted(settings, &mut shown, report);
    for image in portraits(&mut shown) {
        if let Some(path) = copied.get(image.address.as_str()) {
            image.address = Address::Local(path.clone());
        }
    }
    let keeps =
        options.profile.keeps_facts() && options.front_matter != FrontMatter::None;
    if !keeps {
        front_matter::report_dropped(
            &shown,
            options.profile,
            options.front_matter,
            report,
        );
    }
    let mut apart = None;
    if settings.comments == Comments::File && has_comments(&shown) {
        apart = Some(std::mem::take(&mut shown.discussion));
    }
    let mut writer = Writer::new(options, settings.images, copied, report);
    let notice = |writer: &mut Writer<'_>, place: Place| {
        if settings.notice == place {
            sections::notice(writer, &shown)
        } else {
            String::new()
        }
    };
    let mut parts = Vec::new();
    if !keeps {
        parts.push(opening(options, &shown, words));
    }
    parts.push(notice(&mut writer, Place::Top));
    parts.push(writer.body(&shown.body));
    parts.push(sections::bios(&mut writer, &shown, words));
    parts.push(notice(&mut writer, Place::Bottom));
    parts.push(sections::comments(&mut writer, &shown, words));
    parts.push(writer.definitions().trim_end().to_owned());
    let body = liquid::escape(join(parts), options.profile);
    let known = std::mem::take(&mut writer.asides);
    output.files.push(file(stem, &document(options, &shown, &known, &body, report)));
    if let Some(discussion) = apart {
        let mut rest = Article::new(shown.metadata.title.clone());
        rest.metadata.language.clone_from(&shown.metadata.language);
        rest.metadata.url.clone_from(&shown.metadata.url);
        rest.discussion = discussion;
        let mut writer = Writer::new(options, settings.images, copied, report);
        let text = sections::comments(&mut writer, &rest, words);
        let text = join([text, writer.definitions().trim_end().to_owned()]);
        let body = liquid::escape(text, options.profile);
        let known = std::mem::take(&mut writer.asides);
        let text = document(options, &rest, &known, &body, report);
        output.files.push(file(&format!("{stem}.comments"), &text));
    }
}

fn file(stem: &str, text: &str) -> File {
    File { path: format!("{stem}.md"), bytes: text.as_bytes().to_vec() }
}

fn document(
    options: &Options,
    article: &Article,
    known: &block::Known,
    body: &str,
    report: &mut Report,
) -> String {
    let head = front_matter::write(
        article,
        known,
        options.profile,
        options.front_matter,
        report,
    );
    let text = match (head.is_empty(), body.is_empty()) {
        (true, _) => format!("{body}\n"),
        (false, true) => head,
        (false, false) => format!("{head}\n{body}\n"),
    };
    shown(text, report)
}

/// Writes what stands over the text where front matter cannot say it.
fn opening(options: &Options, article: &Article, words: &Words) -> String {
    let metadata = &article.metadata;
    let mut parts = Vec::new();
    let bare = options.front_matter == FrontMatter::None;
    if bare && !metadata.title.is_empty() {
        parts.push(format!("# {}", inline::heading(&metadata.title)));
    }
    let subtitle =
        (bare || options.profile == Profile::DevTo).then_some(&metadata.subtitle);
    if let Some(Some(it)) = subtitle {
        parts.push(sections::emphasis(it));
    }
    let names: Vec<&str> = article.authors.iter().map(|it| it.name.as_str()).collect();
    let byline = match &metadata.byline {
        Some(it) => it.clone(),
        None if names.is_empty() => String::new(),
        None => format!("{} {}", words.by, names.join(", ")),
    };
    let mut line: Vec<String> = Vec::new();
    if !byline.is_empty() {
        line.push(byline);
    }
    if bare && let Some(date) = metadata.published {
        line.push(words.date(date, metadata.language.as_deref()));
    }
    if !line.is_empty() {
        parts.push(inline::plain(&line.join(" · ")));
    }
    join(parts)
}

/// Returns the pictures that are data, not text.
fn portraits(article: &mut Article) -> impl Iterator<Item = &mut Image> {
    let Article { metadata, authors, discussion, .. } = article;
    let said = discussion.comments.iter_mut().chain(&mut discussion.mentions);
    let all = authors.iter_mut().chain(said.filter_map(|it| it.author.as_mut()));
    metadata.image.iter_mut().chain(all.filter_map(|it| it.portrait.as_mut()))
}

fn has_comments(article: &Article) -> bool {
    !article.discussion.comments.is_empty() || !article.discussion.mentions.is_empty()
}

/// Takes off what the settings leave out, and says so in its own words.
fn drop_unwanted(settings: &Settings, article: &mut Article, report: &mut Report) {
    if settings.comments == Comments::None && has_comments(article) {
        let discussion = std::mem::take(&mut article.discussion);
        for it in discussion.comments.iter().chain(&discussion.mentions) {
            let name = it.author.as_ref().map_or("", |it| it.name.as_str());
            let text = super::words_of(&it.content);
            report.add(Code::CommentsDropped, format!("{name} {text}").trim());
        }
    }
    if !settings.bio {
        for author in &mut article.authors {
            let bio = std::mem::take(&mut author.bio);
            if !bio.is_empty() {
                report.add(Code::BioDropped, super::words_of(&bio));
            }
        }
    }
    if settings.notice == Place::None && !article.provenance.notice.is_empty() {
        let notice = std::mem::take(&mut article.provenance.notice);
        report.add(Code::NoticeDropped, super::words_of(&notice));
    }
}
