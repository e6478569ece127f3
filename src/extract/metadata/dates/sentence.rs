//! Lines that name a day in what they tell, told from those that date the page.

use crate::{
    dom::{Dom, NodeId},
    extract::date,
};

/// How many words of its own a sentence has.
const TELLS: usize = 1;

/// The same where it names a publication or a change as well.
const TELLS_MORE: usize = 3;

/// How many nodes beside a date are looked at for the line it stands in.
const BESIDE: usize = 24;

/// What stands around dates without telling anything, in lower case.
const AROUND: &[&str] = &[
    "a", "ago", "am", "and", "at", "by", "comment", "comments", "da", "das", "de", "del",
    "e", "em", "en", "et", "first", "for", "from", "in", "last", "le", "min", "mins",
    "minute", "minutes", "of", "og", "och", "on", "par", "pm", "por", "read", "reading",
    "shares", "time", "uhr", "um", "und", "views", "von", "with", "y", "à",
];

/// How words begin that say when something was printed, in lower case.
const PRINTED: &[&str] = &[
    "aktualis",
    "bijgewerkt",
    "correct",
    "creat",
    "edit",
    "erschien",
    "gepubliceerd",
    "geändert",
    "issued",
    "julkais",
    "modif",
    "opublik",
    "original",
    "post",
    "publi",
    "review",
    "revis",
    "updat",
    "uppdater",
    "veröffentlich",
    "written",
    "zaktualiz",
    "обновл",
    "опублик",
];

/// What a line with a date in it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    /// It says when the page was printed, and nothing else.
    Dateline,
    /// It says that and more: "This story was corrected on April 5, 2024, to fix a
    /// name."
    Note,
    /// It names a day in what it tells.
    Sentence,
}

/// Tells what a line is.
pub(super) fn kind(text: &str, language: Option<&str>) -> Kind {
    let last = text.trim_end_matches(is_closing).rsplit(' ').next();
    let last = last.unwrap_or_default().to_ascii_lowercase();
    if !ends(text) || matches!(&*last, "a.m." | "p.m.") {
        return Kind::Dateline;
    }
    let mut from = 0;
    let (mut own, mut printed) = (0, false);
    let ranges = date::find_all(text, language).into_iter().map(|it| it.1);
    for range in ranges.chain(std::iter::once(text.len()..text.len())) {
        let piece = text.get(from..range.start).unwrap_or_default();
        from = from.max(range.end);
        for word in piece.split(|c: char| !c.is_alphanumeric() && c != '’' && c != '\'')
        {
            let Some(first) = word.chars().next() else { continue };
            let word = word.to_lowercase();
            if PRINTED.iter().any(|it| word.starts_with(it)) {
                printed = true;
            } else if first.is_lowercase() {
                own += usize::from(!AROUND.contains(&&*word) && 1 < word.chars().count());
            } else if first.is_alphabetic() && !first.is_uppercase() {
                // Scripts that know no capitals, some of them no spaces.
                own += word.chars().count().div_ceil(4);
            }
        }
    }
    match printed {
        true if TELLS_MORE <= own => Kind::Note,
        false if TELLS <= own => Kind::Sentence,
        _ => Kind::Dateline,
    }
}

/// Returns whether a line ends as a sentence does.
pub(super) fn ends(text: &str) -> bool {
    text.trim_end_matches(is_closing)
        .ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '۔', '؟'])
}

/// Returns whether a sign may stand after the stop of a sentence.
fn is_closing(c: char) -> bool {
    c.is_whitespace() || matches!(c, '”' | '"' | '’' | ')' | '»')
}

/// Returns whether an element is part of what somebody else said.
pub(super) fn is_quoted(dom: &Dom, id: NodeId) -> bool {
    dom.closest(id, |it| dom.name(it) == "blockquote").is_some()
}

/// Tells what the line is that an element stands in. What somebody else said is no
/// line of the page's own.
pub(super) fn kind_around(dom: &Dom, id: NodeId, language: Option<&str>) -> Kind {
    if is_quoted(dom, id) {
        return Kind::Sentence;
    }
    let mut at = id;
    while let Some(parent) = dom.parent(at).filter(|_| !dom.is_block(at))
        && !dom.is_block(parent)
    {
        at = parent;
    }
    if dom.is_block(at) {
        return Kind::Dateline;
    }
    let ends = |it: &NodeId| dom.is_block(*it) || dom.name(*it) == "br";
    let beside = |next: fn(&Dom, NodeId) -> Option<NodeId>| {
        std::iter::successors(next(dom, at), move |it| next(dom, *it))
            .take_while(move |it| !ends(it))
            .take(BESIDE)
    };
    let mut nodes: Vec<NodeId> = beside(Dom::previous).collect();
    nodes.reverse();
    nodes.push(at);
    nodes.extend(beside(Dom::next));
    let mut line = String::new();
    for it in nodes {
        line.push_str(dom.text(it));
    }
    line.truncate(line.floor_char_boundary(2000));
    kind(&line.split_whitespace().collect::<Vec<_>>().join(" "), language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_that_name_a_day_are_told_from_datelines() {
        for text in [
            "On March 3, 1955, the clerk left.",
            "The hearing is set for May 3, 2024.",
            "She wore it in Florence, Italy, on April 23, 1985.",
            "Am 3. März 1955 ging der Beamte fort.",
            "1955年3月3日，职员离开了这座小城。",
        ] {
            assert_eq!(kind(text, None), Kind::Sentence, "{text}");
        }
        for text in [
            "This story was corrected on April 5, 2024, to fix the clerk’s name.",
            "Posted by Ana Ruiz on Friday May 3, 2024 @08:00PM from the oil-and-fog dept.",
        ] {
            assert_eq!(kind(text, None), Kind::Note, "{text}");
        }
        for text in [
            "May 3, 2024",
            "By Ana Ruiz, May 3, 2024 at 5:10 p.m.",
            "Originally published in March 2022. Last updated on December 20, 2024.",
            "Reviewed by Ana Ruiz, Trial Attorney at Ruiz & Lind, on December 9, 2024.",
            "This article was published on 3 May 2024.",
            "3 May 2024 | 3 minute read The price of oil in the harbour",
        ] {
            assert_eq!(kind(text, None), Kind::Dateline, "{text}");
        }
    }
}
