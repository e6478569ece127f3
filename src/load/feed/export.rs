//! What `WordPress` adds to RSS when it exports a site: dates in two zones, drafts
//! and files among the articles, and the comments.

use std::collections::BTreeMap;

use jiff::{SignedDuration, civil, tz::Offset};
use url::Url;

use crate::{
    article::{Article, Author, Comment, Date, Standing},
    report::{Code, Report},
};

use super::{
    address, blocks, is_blank, rss::paragraphs, thread::add_comments, words, xml::Element,
};

/// Items that are no articles, or that nobody was to read.
#[derive(Debug, Default)]
pub(super) struct Skipped {
    /// How many there are of each kind, and the title of the first.
    kinds: BTreeMap<String, (usize, String)>,
}

impl Skipped {
    /// Returns whether an item is one of them.
    pub(super) fn takes(&mut self, item: &Element) -> bool {
        let kind =
            item.said("wp", "post_type").filter(|it| !["post", "page"].contains(it));
        let hidden = item.said("wp", "status").filter(|it| *it != "publish");
        let locked = item.said("wp", "post_password").map(|_| "password");
        let Some(why) = kind.or(hidden).or(locked) else { return false };
        let title = item.said("", "title").map(words).unwrap_or_default();
        self.kinds.entry(why.to_owned()).or_insert((0, title)).0 += 1;
        true
    }

    /// Says which there were.
    pub(super) fn tell(self, report: &mut Report) {
        for (kind, (count, title)) in self.kinds {
            let subject = match count {
                1 => format!("{title} ({kind})"),
                _ => format!("{count} items ({kind}), the first “{title}”"),
            };
            report.add(Code::ArticlesDropped, subject);
        }
    }
}

/// Returns a date that an export gives twice, as the site's clock showed it and in
/// UTC, from which its offset follows.
pub(super) fn date(item: &Element, space: &str, name: &str) -> Option<Date> {
    let said = |name: &str| {
        let text = item.said(space, name).filter(|it| !it.starts_with("0000"))?;
        text.replace(' ', "T").parse::<civil::DateTime>().ok()
    };
    let (local, utc) = (said(name), said(&format!("{name}_gmt")));
    let Some(utc) = utc else { return local.map(Date::Local) };
    let at = Offset::UTC.to_timestamp(utc).ok()?;
    let offset = local.map_or(SignedDuration::ZERO, |it| it.duration_since(utc));
    let offset = i32::try_from(offset.as_secs()).ok().filter(|it| it % 900 == 0);
    let offset = offset.and_then(|it| Offset::from_seconds(it).ok());
    let offset = offset.filter(|it| it.seconds().abs() <= 15 * 3600);
    Some(Date::Instant { at, offset: offset.unwrap_or(Offset::UTC) })
}

/// Reads the comments of an item, and whether there may be more.
pub(super) fn comments(
    article: &mut Article,
    item: &Element,
    base: Option<&Url>,
    report: &mut Report,
) {
    if item.said("wp", "comment_status") == Some("closed") {
        article.discussion.closed = true;
    }
    let mut found = Vec::new();
    let mut held = 0;
    for it in item.all("wp", "comment") {
        if it.said("wp", "comment_approved").is_some_and(|it| it != "1") {
            // Spam and what waits for a moderator were never printed.
            held += 1;
            continue;
        }
        let comment = comment(it, base, report);
        let kind = it.said("wp", "comment_type");
        if kind.is_some_and(|it| it == "pingback" || it == "trackback") {
            article.discussion.mentions.push(comment);
        } else {
            let parent = it.said("wp", "comment_parent").filter(|it| *it != "0");
            found.push((comment, parent.map(str::to_owned)));
        }
    }
    if held > 0 {
        let subject =
            format!("{held} under “{}” were not approved", article.metadata.title);
        report.add(Code::CommentsDropped, subject);
    }
    if !found.is_empty() {
        add_comments(article, found);
    }
}

fn comment(it: &Element, base: Option<&Url>, report: &mut Report) -> Comment {
    let mut comment = Comment::default();
    comment.id = it.said("wp", "comment_id").map(str::to_owned);
    let name = it.said("wp", "comment_author").map(words);
    comment.author = name.filter(|it| !it.is_empty()).map(|name| {
        let url = it.said("wp", "comment_author_url");
        let urls = url.and_then(|it| address(it, None)).into_iter().collect();
        Author { name, urls, ..Author::default() }
    });
    comment.posted = date(it, "wp", "comment_date");
    let text = it.said("wp", "comment_content").unwrap_or_default();
    comment.content = blocks(&paragraphs(text), base, report);
    if is_blank(&comment.content) {
        comment.content.clear();
        comment.standing = Standing::Removed;
    }
    comment
}
