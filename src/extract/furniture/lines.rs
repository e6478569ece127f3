//! Single lines that are no part of the text.

use std::collections::BTreeSet;

use crate::{
    dom::{Dom, NodeId, heading_level, is_media, is_scene_break},
    extract::{
        furniture::phrases,
        measure::{Names, Run},
    },
};

use super::{Context, links, repeats, under};

/// What a line says, and where it stands.
pub(super) struct Line<'a> {
    pub(super) run: &'a Run,
    /// The outermost node that holds it and nothing else.
    pub(super) unit: NodeId,
    /// Its words, collapsed.
    pub(super) text: String,
    /// The element that holds this line alone.
    pub(super) element: &'a str,
    /// Whether no prose has come before it.
    pub(super) head: bool,
    /// Whether no prose comes after it.
    pub(super) tail: bool,
}

/// The longest line that is read.
const LONGEST: u32 = 300;

/// Cuts lines by what they say.
pub(super) fn cut(cx: &mut Context<'_>) {
    let measure = cx.measure;
    let is_text = |cx: &Context<'_>, i: usize, least: u32| {
        let count = measure.runs[i].count;
        cx.kept[i] && count.prose != 0 && least <= count.chars
    };
    let all = 0..measure.runs.len();
    // Short lines of prose may be labels, unless there are no others.
    let find = |least| all.clone().find(|i| is_text(cx, *i, least)).map(|it| (it, least));
    let Some((first, least)) = find(60).or_else(|| find(0)) else { return };
    let last = all.clone().rfind(|i| is_text(cx, *i, least)).unwrap_or(first);
    let known = repeats::Known::new(cx);
    let again = repeats::links(cx);
    let skips = Skips::new(cx);
    for (i, run) in measure.runs.iter().enumerate() {
        if !cx.kept[i] || LONGEST < run.count.chars {
            continue;
        }
        let Some(unit) = cx.unit(run) else { continue };
        let mut text = String::new();
        cx.dom.words_without(unit, &mut text, |it| cx.labels.get(it).is_some());
        let line = Line {
            run,
            unit,
            text,
            element: cx.dom.name(run.block),
            head: i < first,
            tail: last < i,
        };
        let heads = matches!(line.element, "h2" | "h3" | "h4");
        if heads && phrases::names_sources(&line.text) && is_over_sources(cx, unit) {
            continue;
        }
        let rule = known.rule(cx, &line).or_else(|| skips.rule(cx, &line));
        let rule = rule.or_else(|| rule_of_words(cx, &line)).or_else(|| {
            let listed = matches!(cx.dom.name(unit), "li" | "td" | "th" | "dd");
            let again = !listed && again.contains(line.text.as_str());
            again.then_some("the same link again")
        });
        if let Some(rule) = rule {
            cx.cut(beside_what_plays(cx, &line), rule);
        }
        if (run.count.linked == 0 || heads) && phrases::is_related(&line.text) {
            under::cut(cx, unit);
        }
        if phrases::is_about(&line.text) {
            under::cut_box(cx, unit);
        }
    }
}

/// Returns whether a heading stands over a list that leads to other sites, as the
/// books and sources that an author names do.
fn is_over_sources(cx: &Context<'_>, heading: NodeId) -> bool {
    let dom = cx.dom;
    let mut after = std::iter::successors(dom.next(heading), |it| dom.next(*it));
    after.find(|it| 0 < cx.count(*it).chars).is_some_and(|it| {
        matches!(dom.name(it), "ul" | "ol" | "dl")
            && 0 < cx.count(it).linked
            && !links::stays_on_site(cx, it)
    })
}

/// Returns whether an element has a link to a file that it offers.
fn offers_file(dom: &Dom, id: NodeId) -> bool {
    const FILES: &[&str] = &[
        ".csv", ".doc", ".docx", ".epub", ".mp3", ".odt", ".ods", ".pdf", ".ppt",
        ".pptx", ".rtf", ".xls", ".xlsx", ".zip",
    ];
    dom.named(id, "a").take(8).any(|it| {
        let href = dom.attr(it, "href").unwrap_or_default();
        let path = href.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
        dom.attr(it, "download").is_some() || FILES.iter().any(|it| path.ends_with(it))
    })
}

/// Returns the node to cut for a line: not what plays, which may be the only other
/// thing in the node that holds the line.
fn beside_what_plays(cx: &Context<'_>, line: &Line<'_>) -> NodeId {
    let dom = cx.dom;
    let plays = |id: NodeId| {
        dom.subtree(id).take(MOST_NODES).any(|it| {
            matches!(dom.name(it), "audio" | "video" | "iframe")
                && dom.subtree(it).take(8).any(|it| dom.attr(it, "src").is_some())
        })
    };
    if !plays(line.unit) {
        return line.unit;
    }
    let above = dom.ancestors(line.run.last).take_while(|it| *it != line.unit);
    above.take_while(|it| !plays(*it)).last().unwrap_or(line.run.last)
}

/// The places that links lead to which begin with "Skip", by their `id`.
struct Skips<'a>(BTreeSet<&'a str>);

impl<'a> Skips<'a> {
    fn new(cx: &Context<'a>) -> Self {
        let links = cx.roots.iter().flat_map(|it| cx.dom.named(*it, "a"));
        Self(links.filter_map(|it| skips_to(cx.dom, it)).collect())
    }

    /// Cuts ways past something, and the words where they end.
    fn rule(&self, cx: &Context<'_>, line: &Line<'_>) -> Option<&'static str> {
        if self.0.is_empty() || LONGEST_SKIP < line.run.count.chars {
            return None;
        }
        let skips = cx.dom.named(line.unit, "a").any(|it| skips_to(cx.dom, it).is_some())
            || skips_to(cx.dom, line.unit).is_some();
        let ends = self.0.contains(cx.dom.html_id(line.unit));
        let heading = heading_level(line.element).is_some();
        (skips || ends && !line.run.ends && !heading).then_some("skip link")
    }
}

/// Longer lines are no ends of such links, in characters.
const LONGEST_SKIP: u32 = 60;

/// Returns the place that a link leads to, if it begins with "Skip".
fn skips_to(dom: &Dom, id: NodeId) -> Option<&str> {
    let target = dom.attr(id, "href")?.strip_prefix('#')?;
    let text = dom.text(id).trim_start();
    let skips = dom.name(id) == "a"
        && text.get(..4).is_some_and(|it| it.eq_ignore_ascii_case("skip"));
    (skips && !target.is_empty()).then_some(target)
}

/// Returns whether a line beside a picture leads to a larger copy of it.
fn leads_to_copy(cx: &Context<'_>, line: &Line<'_>) -> bool {
    let dom = cx.dom;
    let is_file = |href: &str| {
        let path = href.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
        [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"]
            .iter()
            .any(|it| path.ends_with(it))
    };
    line.run.count.chars == line.run.count.linked
        && dom.named(line.unit, "img").next().is_some()
        && dom.named(line.unit, "a").filter_map(|it| dom.attr(it, "href")).any(is_file)
}

/// Returns whether a line is nothing but links that the page says are paid for.
fn is_sponsored(cx: &Context<'_>, line: &Line<'_>) -> bool {
    let paid = |it: NodeId| cx.dom.attr_has(it, "rel", "sponsored");
    let count = line.run.count;
    let bare = count.chars - count.linked;
    !line.run.ends
        && bare <= MOST_BARE
        && 0 < count.linked
        && cx
            .dom
            .subtree(line.unit)
            .chain(cx.dom.ancestors(line.unit).take(2))
            .filter(|it| cx.dom.name(*it) == "a")
            .map(paid)
            .reduce(|a, b| a && b)
            .unwrap_or_default()
}

/// The most that may stand beside such links, a price, in characters.
const MOST_BARE: u32 = 12;

/// Words that stand beside what plays, in lower case.
const PLAYS: &[&str] =
    &["video", "watch", "listen", "play", "audio", "now", "playing", "download", "min"];

/// Returns whether a line is a word and how long something plays: "Watch 2:49".
fn is_player(line: &str) -> bool {
    let mut words = 0;
    line.len() <= 40
        && line.contains(':')
        && line.contains(|it: char| it.is_ascii_digit())
        && line.split(|it: char| !it.is_alphabetic()).filter(|it| !it.is_empty()).all(
            |it| {
                words += 1;
                PLAYS.contains(&it.to_lowercase().as_str())
            },
        )
        && 0 < words
}

/// Returns whether a line stands inside what plays, as the words on its buttons do.
fn is_in_player(cx: &Context<'_>, line: &Line<'_>) -> bool {
    line.run.count.prose == 0
        && cx
            .dom
            .ancestors(line.run.last)
            .take(8)
            .take_while(|it| !cx.roots.contains(it))
            .any(|it| cx.measure.names(it).any(Names::PLAYER) && cx.count(it).prose == 0)
}

/// The most that may stand between the links of a row, in characters.
const MOST_BETWEEN: u32 = 40;

/// Returns whether a line is links and the strokes between them, with a word before
/// them at most: "Reviews: Piers | Boats | Nets".
fn is_row(cx: &Context<'_>, line: &Line<'_>) -> bool {
    let count = line.run.count;
    let strokes = line.text.matches(['|', '·', '•', '/']).count();
    1 < strokes
        && !line.run.ends
        && 1 < cx.dom.named(line.unit, "a").take(3).count()
        && count.chars - count.linked <= MOST_BETWEEN.min(count.linked)
        && links::stays_on_site(cx, line.unit)
}

/// Returns whether a line is a word or two and then a link: "Also: Ten piers".
fn is_labelled_link(line: &Line<'_>) -> bool {
    let count = line.run.count;
    let bare = count.chars - count.linked;
    !matches!(line.element, "li" | "td" | "th" | "dt" | "dd" | "pre")
        && 2 * bare < count.linked
        && bare <= 24
        && 32 <= count.linked
        && line.text.split_once([':', '：']).is_some_and(|(label, _)| {
            // The label is no part of the link.
            label.chars().count() <= bare.min(24) as usize
                && label.split_whitespace().count() <= 3
        })
}

/// Returns whether a line stands beside the text as a paragraph of its own.
fn opens(cx: &Context<'_>, line: &Line<'_>) -> bool {
    let dom = cx.dom;
    if line.element != "p" || !cx.measure.names(line.unit).is_none() {
        return false;
    }
    // Verses and short answers stand one after the other.
    let after = std::iter::successors(dom.next(line.unit), |it| dom.next(*it));
    let after = after.filter(|it| 0 < cx.count(*it).chars).take(MOST_SHORT);
    let mut after =
        after.skip_while(|it| dom.name(*it) == "p" && cx.count(*it).prose == 0);
    after.next().is_some_and(|it| {
        let listed = matches!(dom.name(it), "ul" | "ol" | "dl" | "pre" | "table");
        listed || matches!(dom.name(it), "p" | "blockquote") && 0 < cx.count(it).prose
    })
}

/// How many short paragraphs may come before the first long one.
const MOST_SHORT: usize = 6;

/// Returns whether a line ends as something that is said does.
fn is_said(line: &Line<'_>) -> bool {
    let closed = |c: char| matches!(c, '”' | '"' | '’' | '\'' | ')' | '»' | '」');
    line.run.ends
        || line.text.trim_end_matches(closed).ends_with([
            '.', '!', '?', '…', ':', ',', ';', '—', '。', '！', '？', '：', '，',
        ])
}

/// Returns whether what a line says is about a picture or a quotation that it would
/// take with it.
pub(super) fn shows(cx: &Context<'_>, unit: NodeId) -> bool {
    let dom = cx.dom;
    for it in std::iter::once(unit).chain(dom.ancestors(unit).take(4)) {
        let mut inside = dom.subtree(it).take(MOST_NODES);
        match dom.name(it) {
            "figure" if inside.any(|it| is_media(dom.name(it))) => return true,
            "blockquote" => return true,
            _ if cx.roots.contains(&it) => break,
            _ => (),
        }
    }
    false
}

/// How many nodes of a figure are looked through.
const MOST_NODES: usize = 100;

fn rule_of_words(cx: &Context<'_>, line: &Line<'_>) -> Option<&'static str> {
    // It would take the picture with it.
    if leads_to_copy(cx, line) {
        return None;
    }
    let count = line.run.count;
    let heading = matches!(line.element, "h2" | "h3" | "h4" | "h5" | "h6" | "header");
    if phrases::is_chrome(&line.text) && !is_scene_break(&line.text) {
        return Some("label of the page");
    }
    if 0 < count.linked && phrases::leads_elsewhere(&line.text) {
        return Some("read more");
    }
    // A link that was never closed holds what follows it as well.
    let whole = cx.count(line.unit).chars <= count.chars;
    if whole && is_labelled_link(line) && links::stays_on_site(cx, line.unit) {
        return Some("label and link");
    }
    let is_item = |it: &str| matches!(it, "li" | "td" | "th" | "dt" | "dd" | "pre");
    let listed = is_item(line.element) || is_item(cx.dom.name(line.unit));
    if whole
        && count.chars == count.linked
        && !listed
        && !heading
        && !line.run.ends
        && links::stays_on_site(cx, line.unit)
        && !offers_file(cx.dom, line.unit)
    {
        return Some("nothing but a link");
    }
    if !listed && !heading && whole && is_sponsored(cx, line) {
        return Some("sponsored link");
    }
    if !listed && !heading && (is_player(&line.text) || is_in_player(cx, line)) {
        return Some("label of a player");
    }
    if !listed && !heading && is_row(cx, line) {
        return Some("row of links");
    }
    let own = is_said(line) && opens(cx, line) || shows(cx, line.unit);
    if line.head && count.prose == 0 && !listed && !heading && !own {
        return Some("before the text");
    }
    None
}
