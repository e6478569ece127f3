//! The article's own form.
//!
//! Nothing is ever left out of it, whatever the settings say of printing: it is
//! what other programs read. Several articles make a list.

use crate::{
    article::{Edition, to_json},
    error::Result,
};

use super::{Context, Emitter, Format, Output, absent};

#[derive(Debug)]
pub(super) struct Json;

impl Emitter for Json {
    fn format(&self) -> Format {
        Format {
            name: "json",
            summary: "the article's own form, without loss, for other programs",
            extension: "json",
            media_type: "application/json",
        }
    }

    fn emit(&self, cx: &mut Context<'_>, edition: &Edition) -> Result<Output> {
        for printed in edition.articles.iter().enumerate() {
            absent::report(cx.assets, cx.settings.images, printed, cx.report);
        }
        let mut text = match edition.articles.as_slice() {
            [article] => to_json(article),
            articles => {
                let articles: Vec<String> = articles.iter().map(to_json).collect();
                format!("[{}]", articles.join(",\n"))
            }
        };
        text.push('\n');
        Ok(Output::single(self.format(), cx.stem, text.into_bytes()))
    }
}
