//! Comments as items of a feed of their own.

use std::collections::BTreeSet;

use url::Url;

use crate::{
    article::{Comment, Date, Standing},
    emit::{Context, addresses::Addresses},
    render::{Dialect, Printer, Words, beginning, plain, uuid},
    report::Code,
};

use super::{Item, newest};

/// The comments under one article.
pub(in crate::emit) struct Thread<'a> {
    pub(in crate::emit) item: &'a Item<'a>,
    pub(in crate::emit) title: String,
    /// What the thread is, and whether it is closed.
    pub(in crate::emit) description: String,
    pub(in crate::emit) remarks: Vec<Remark<'a>>,
}

/// A comment as an item of a feed.
pub(in crate::emit) struct Remark<'a> {
    pub(in crate::emit) comment: &'a Comment,
    pub(in crate::emit) id: String,
    pub(in crate::emit) title: String,
    pub(in crate::emit) author: String,
    pub(in crate::emit) link: Option<Url>,
    pub(in crate::emit) posted: Option<Date>,
    /// The name and address of what it answers: another comment or the article.
    pub(in crate::emit) answers: (String, Option<Url>),
    /// Plain text.
    pub(in crate::emit) summary: String,
    /// Markup.
    pub(in crate::emit) content: String,
}

impl<'a> Thread<'a> {
    /// Works out what a feed of an article's comments says.
    pub(in crate::emit) fn of(cx: &mut Context<'_>, item: &'a Item<'a>) -> Self {
        let article = item.article;
        let words = Words::of(article.metadata.language.as_deref());
        let comments = &article.discussion.comments;
        let mut ids: Vec<String> = Vec::with_capacity(comments.len());
        let mut links: Vec<Option<Url>> = Vec::with_capacity(comments.len());
        let mut taken = BTreeSet::new();
        for (i, comment) in comments.iter().enumerate() {
            let own = comment.id.as_deref().map(str::trim).filter(|it| !it.is_empty());
            let place = (i + 1).to_string();
            let mut id = comment_id(&item.id, own.unwrap_or(&place));
            if !taken.insert(id.clone()) {
                id = uuid(&format!("{id} {i}"));
                taken.insert(id.clone());
            }
            ids.push(id);
            let link = comment.url.as_ref();
            links
                .push(link.filter(|it| matches!(it.scheme(), "http" | "https")).cloned());
        }
        let undated = comments.iter().filter(|it| it.posted.is_none()).count();
        if undated > 0 {
            let subject = format!("{undated} comments under “{}”", item.title);
            cx.report.add(Code::DateMissing, subject);
        }
        let widened = comments.iter().filter_map(|it| it.posted);
        let widened = widened.filter(|it| !it.is_instant()).count();
        if widened > 0 {
            let subject = format!("{widened} comments under “{}”", item.title);
            cx.report.add(Code::DateWidened, subject);
        }
        let remarks = comments.iter().enumerate().map(|(i, comment)| {
            let parent = comment.parent.filter(|it| *it < i);
            let author = comment.author.as_ref().map(|it| it.name.trim());
            let author = author.filter(|it| !it.is_empty()).unwrap_or(words.anonymous);
            let removed = comment.standing == Standing::Removed;
            let said = plain(&comment.content);
            let summary = match (removed, said.is_empty()) {
                (true, true) => words.removed.to_owned(),
                _ => beginning(&said, 300),
            };
            let mut content = body(cx, item, i);
            if removed {
                content = format!("<p>{}</p>{content}", words.removed);
            }
            Remark {
                comment,
                id: ids[i].clone(),
                title: format!("{}: {author}", words.by),
                author: author.to_owned(),
                link: links[i].clone().or_else(|| {
                    let mut link = item.link.clone()?;
                    link.set_fragment(Some(&format!("c{}", i + 1)));
                    Some(link)
                }),
                posted: comment.posted,
                answers: match parent {
                    Some(it) => {
                        (ids[it].clone(), links[it].clone().or_else(|| item.link.clone()))
                    }
                    None => (item.id.clone(), item.link.clone()),
                },
                summary,
                content,
            }
        });
        let remarks = remarks.collect();
        let title = words.comments_on.replace("{}", &item.title);
        let mut description = format!("{title}.");
        if article.discussion.closed {
            description.push(' ');
            description.push_str(words.closed);
        }
        Self { item, title, description, remarks }
    }

    /// Returns when the newest comment was posted.
    pub(in crate::emit) fn updated(&self) -> Option<Date> {
        newest(self.remarks.iter().filter_map(|it| it.posted))
    }

    /// Returns a date for a comment in a format that wants one: its own, else
    /// the article's.
    pub(in crate::emit) fn date(&self, remark: &Remark<'_>) -> Option<Date> {
        remark.posted.or(self.item.published).or(self.item.updated)
    }
}

fn body(cx: &mut Context<'_>, item: &Item<'_>, place: usize) -> String {
    let mut addresses =
        Addresses::absolute(item.article, cx.settings.images, cx.assets, item.place);
    let mut printer =
        Printer::new(Dialect::Feed, item.article, &mut addresses, cx.report)
            .prefix(format!("o{}-c{}-", item.key, place + 1))
            .top(1);
    printer.remark(&item.article.discussion.comments[place]);
    let out = printer.into_markup().into_string();
    addresses.finish(cx.report);
    out
}

/// Returns a comment's name that never changes: the article's, with the
/// comment's own added as the kind of name allows.
fn comment_id(article: &str, own: &str) -> String {
    let plain = own.bytes().all(|it| it.is_ascii_alphanumeric() || b"-._".contains(&it));
    if !plain || article.starts_with("urn:") {
        return uuid(&format!("{article} comment {own}"));
    }
    let mark =
        if article.starts_with("tag:") || article.contains('#') { "/c/" } else { "#c/" };
    format!("{article}{mark}{own}")
}

/// How many comments the feed of all articles' comments has. Each article has a
/// feed with all of its own.
const NEWEST: usize = 100;

/// Returns the newest comments of many threads, the newest first.
pub(in crate::emit) fn newest_remarks<'t, 'a>(
    threads: &'t [Thread<'a>],
) -> Vec<(&'t Thread<'a>, &'t Remark<'a>)> {
    let mut all: Vec<_> = threads
        .iter()
        .flat_map(|thread| thread.remarks.iter().map(move |it| (thread, it)))
        .collect();
    all.sort_by_key(|(thread, it)| {
        let date = thread.date(it);
        std::cmp::Reverse(date.map(Date::instant))
    });
    all.truncate(NEWEST);
    all
}
