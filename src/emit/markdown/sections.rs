//! What stands around the text: notice, bios and comments.
//!
//! Each is a section that reads well in any renderer, between markers that no
//! renderer shows, such as `<!-- offprint:bio -->` and `<!-- /offprint:bio -->`.
//! A comment starts at `<!-- offprint:comment ID -->` and ends at the next
//! marker. Headings, names and dates are decoration: what they say is data in
//! the front matter.

use std::collections::BTreeSet;

use crate::{
    article::{Article, Comment, Inline, Mark, Standing},
    render::Words,
};

use super::{
    block::{Writer, join},
    inline,
};

/// How deep headings in bios and comments are at least.
const DEMOTED: u8 = 3;

fn marked(name: &str, text: String) -> String {
    join([
        format!("<!-- offprint:{name} -->"),
        text,
        format!("<!-- /offprint:{name} -->"),
    ])
}

/// Writes the republication notice.
pub(super) fn notice(writer: &mut Writer<'_>, article: &Article) -> String {
    if article.provenance.notice.is_empty() {
        return String::new();
    }
    let text = demoted(writer, |it| it.blocks(&article.provenance.notice));
    marked("notice", text)
}

/// Writes the bios, each under the name of its author if there are several.
pub(super) fn bios(writer: &mut Writer<'_>, article: &Article, words: &Words) -> String {
    let with = article.authors.iter().enumerate().filter(|it| !it.1.bio.is_empty());
    let with: Vec<_> = with.collect();
    let mut parts = Vec::new();
    for (i, (place, author)) in with.iter().enumerate() {
        let heading = match (i, with.len()) {
            (0, 1) => format!("## {}", inline::heading(words.author)),
            (0, _) => format!("## {}", inline::heading(words.authors)),
            _ => String::new(),
        };
        let text = demoted(writer, |it| it.blocks(&author.bio));
        let open = match place {
            0 => "<!-- offprint:bio -->".to_owned(),
            place => format!("<!-- offprint:bio {} -->", place + 1),
        };
        parts.extend([open, heading, text, "<!-- /offprint:bio -->".into()]);
    }
    join(parts)
}

/// Writes the comments and the pages that link here.
pub(super) fn comments(
    writer: &mut Writer<'_>,
    article: &Article,
    words: &Words,
) -> String {
    let discussion = &article.discussion;
    let mut out = Vec::new();
    if !discussion.comments.is_empty() || discussion.closed {
        let mut parts = vec![format!("## {}", capital(words.discussion))];
        let list = &discussion.comments;
        for (comment, name) in list.iter().zip(marker_names(list, 'c')) {
            parts.push(format!("<!-- offprint:comment {name} -->"));
            let parent = comment.parent.and_then(|it| list.get(it));
            parts.push(heading(article, comment, parent, words));
            parts.push(demoted(writer, |it| it.blocks(&comment.content)));
        }
        if discussion.closed {
            parts.push("<!-- offprint:closed -->".into());
            parts.push(format!("*{}*", inline::plain(words.closed)));
        }
        out.push(marked("comments", join(parts)));
    }
    let list = &discussion.mentions;
    if !list.is_empty() {
        let mut parts = vec![format!("## {}", words.mentions)];
        for (mention, name) in list.iter().zip(marker_names(list, 'm')) {
            parts.push(format!("<!-- offprint:mention {name} -->"));
            parts.push(heading(article, mention, None, words));
            parts.push(demoted(writer, |it| it.blocks(&mention.content)));
        }
        out.push(marked("mentions", join(parts)));
    }
    join(out)
}

fn heading(
    article: &Article,
    comment: &Comment,
    parent: Option<&Comment>,
    words: &Words,
) -> String {
    let name = |it: &Comment| {
        let name = it.author.as_ref().map_or("", |it| it.name.trim());
        if name.is_empty() { words.anonymous.to_owned() } else { name.to_owned() }
    };
    let mut out = name(comment);
    let language = article.metadata.language.as_deref();
    let posted = comment.posted.map(|it| words.date(it, language));
    if let Some(posted) = posted.or_else(|| comment.posted_words.clone()) {
        out.push_str(", ");
        out.push_str(&posted);
    }
    if let Some(parent) = parent {
        out.push_str(" (");
        out.push_str(words.in_reply_to);
        out.push(' ');
        out.push_str(&name(parent));
        out.push(')');
    }
    let mut out = format!("### {}", inline::heading(&out));
    if comment.standing == Standing::Removed && comment.content.is_empty() {
        out.push_str("\n\n<!-- offprint:removed -->\n\n");
        out.push_str(&emphasis(words.removed));
    }
    out
}

/// Writes the program's own words in italics.
pub(super) fn emphasis(text: &str) -> String {
    let content = vec![Inline::text(text)];
    inline::phrase(&[Inline::Marked { mark: Mark::Emphasis, content }])
}

fn demoted<T>(writer: &mut Writer<'_>, run: impl FnOnce(&mut Writer<'_>) -> T) -> T {
    let before = std::mem::replace(&mut writer.demote, DEMOTED);
    let out = run(writer);
    writer.demote = before;
    out
}

/// Returns the names that comments have in their markers: their own, where a
/// marker can hold them and no other has the same.
pub(in crate::emit) fn marker_names(comments: &[Comment], letter: char) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let own: Vec<Option<&str>> = comments
        .iter()
        .map(|it| {
            it.id.as_deref().filter(|it| is_marker_name(it)).filter(|it| seen.insert(*it))
        })
        .collect();
    let mut used: BTreeSet<String> =
        own.iter().flatten().map(ToString::to_string).collect();
    let mut out = Vec::with_capacity(comments.len());
    for (i, own) in own.iter().enumerate() {
        out.push(match own {
            Some(own) => (*own).to_owned(),
            None => {
                let mut name = format!("{letter}{}", i + 1);
                while !used.insert(name.clone()) {
                    name.push('x');
                }
                name
            }
        });
    }
    out
}

fn is_marker_name(name: &str) -> bool {
    let fits =
        |it: u8| it.is_ascii_alphanumeric() || matches!(it, b'.' | b'_' | b':' | b'-');
    !name.is_empty()
        && name.len() <= 80
        && name.bytes().all(fits)
        && !name.contains("--")
        && !name.ends_with('-')
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |it| it.to_uppercase().chain(chars).collect())
}
