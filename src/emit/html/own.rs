//! Articles to their own form, as a page carries it.

use crate::{
    article::{Article, Of, readdress, to_json},
    emit::{Settings, addresses::Moved, as_printed},
};

/// Returns the own form of the articles as they are printed: one, or a list of them.
/// Pictures that were beside an article are where they were copied to. Their addresses
/// on the web stay: they are as true as before.
pub(super) fn form(settings: &Settings, articles: &[Article], moved: &[Moved]) -> String {
    let print = |(article, moved): (&Article, &Moved)| {
        let article = as_printed(settings, article);
        if moved.is_empty() {
            return to_json(&article);
        }
        to_json(&readdress(&article, &|of, it| match of {
            Of::Link => None,
            Of::Image => moved.get(it).cloned(),
        }))
    };
    let forms: Vec<String> = articles.iter().zip(moved).map(print).collect();
    match forms.as_slice() {
        [form] => form.clone(),
        forms => format!("[{}]", forms.join(",")),
    }
}
