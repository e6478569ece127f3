//! Text with its words kept apart, inside one element or line by line.

use crate::{
    dom::{Dom, NodeId, is_block},
    extract::{Labels, Page, byline},
};

use super::text::collapse;

/// Appends text from another element, with a space where a word would otherwise
/// run into a name or a figure that is set apart only by its style.
fn push_apart(out: &mut String, text: &str) {
    let (before, after) = (out.chars().next_back(), text.chars().next());
    if let (Some(a), Some(b)) = (before, after)
        && ((a.is_lowercase() && b.is_uppercase())
            || (a.is_alphabetic() && b.is_ascii_digit())
            || (a.is_ascii_digit() && b.is_uppercase()))
    {
        out.push(' ');
    }
    out.push_str(text);
}

/// Appends what parts an element from the one before it: a comma in a row of names
/// and jobs, a space where figures or letters without capitals would run together.
fn part(out: &mut String, dom: &Dom, id: NodeId) {
    let mut before = dom.previous(id);
    let mut touches = true;
    let unseen = |it: NodeId| matches!(dom.name(it), "style" | "script" | "template");
    while let Some(it) = before.filter(|it| dom.is_blank(*it) || unseen(*it)) {
        touches &= unseen(it);
        before = dom.previous(it);
    }
    let Some(before) = before.filter(|it| dom.is_element(*it)) else { return };
    if is_row(dom, before, id) {
        out.truncate(out.trim_end().len());
        out.push_str(", ");
    } else if touches && is_named(dom, before) && is_named(dom, id) {
        let last = out.chars().next_back();
        if last.is_some_and(|it| {
            it.is_ascii_digit()
                || it.is_alphabetic() && !it.is_lowercase() && !it.is_uppercase()
        }) {
            out.push(' ');
        }
    }
}

/// Returns whether an element is there for what it holds rather than for its looks.
fn is_named(dom: &Dom, id: NodeId) -> bool {
    dom.name(id) == "a" || !dom.class(id).is_empty()
}

/// Returns whether two elements are next to each other in a row of people: two names
/// in elements that are alike, or a name and a job.
fn is_row(dom: &Dom, a: NodeId, b: NodeId) -> bool {
    let [first, second] = [a, b].map(|it| Some(dom.text(it)).filter(|it| it.len() < 200));
    let (Some(first), Some(second)) = (first, second) else { return false };
    let (first, second) = (collapse(first), collapse(second));
    let is_job = |it: &str| it.len() < 60 && byline::is_position(it);
    let is_name = |it: &str| {
        byline::is_name(it, true)
            && byline::is_whole(it)
            && !byline::begins(it)
            && !byline::is_position(it)
    };
    let alike = dom.name(a) == dom.name(b)
        && dom.class(a) == dom.class(b)
        && !dom.attr_has(b, "rel", "tag");
    // "Ana Ruiz, Reporter" is all that the item of a list says.
    let listed = alike && dom.name(a) == "li";
    let name = |it: &str| it.split(',').next().is_some_and(|it| is_name(it.trim()));
    (is_name(&first) && is_name(&second) && alike)
        || (is_name(&first) && is_job(&second))
        || (is_job(&first) && is_block(dom.name(b)))
        || (listed && name(&first) && name(&second))
}

/// Returns the text inside a node on one line, words kept apart, without what
/// `skip` says.
pub(super) fn spaced(dom: &Dom, id: NodeId, skip: impl Fn(NodeId) -> bool) -> String {
    let mut out = String::new();
    let end = dom.end(id);
    let mut at = id;
    while at < end {
        if at != id && skip(at) {
            at = dom.end(at);
            out.push(' ');
            continue;
        }
        if at != id && dom.is_element(at) {
            part(&mut out, dom, at);
        }
        if dom.is_text(at) {
            push_apart(&mut out, dom.text(at));
        } else if dom.is_element(at) && (is_block(dom.name(at)) || dom.name(at) == "br") {
            out.push(' ');
        }
        // The end of a block parts words as its beginning does.
        let next = NodeId(at.0 + 1);
        if next < end
            && let Some(parent) = dom.parent(next)
            && parent < at
            && dom
                .ancestors(at)
                .take_while(|it| *it != parent)
                .any(|it| is_block(dom.name(it)))
        {
            out.push(' ');
        }
        at = next;
    }
    collapse(&out)
}

/// A line of text as a reader sees it.
#[derive(Debug)]
pub(super) struct Line {
    /// The block it stands in.
    pub(super) node: NodeId,
    /// Where its words begin.
    pub(super) at: NodeId,
    pub(super) text: String,
}

/// Returns the lines that begin within a range of nodes, until there are so many
/// or so many have been as long as paragraphs.
pub(super) fn lines(
    page: &Page<'_>,
    labels: &Labels,
    from: NodeId,
    to: NodeId,
    most: usize,
    paragraphs: usize,
) -> Vec<Line> {
    let dom = page.dom;
    let mut lines: Vec<Line> = Vec::new();
    let mut long = 0;
    let mut at = from;
    while at < to && lines.len() < most {
        if dom.is_element(at)
            && (labels.get(at).is_some()
                || matches!(
                    dom.name(at),
                    "script"
                        | "style"
                        | "noscript"
                        | "figure"
                        | "form"
                        | "button"
                        | "select"
                        | "iframe"
                        | "svg"
                ))
        {
            at = dom.end(at);
            continue;
        }
        if !dom.is_text(at) || dom.text(at).trim().is_empty() {
            at = NodeId(at.0 + 1);
            continue;
        }
        let block = dom
            .closest(at, |it| dom.is_element(it) && is_block(dom.name(it)))
            .unwrap_or(page.body);
        // A block that holds other blocks has several lines.
        let mut text = String::new();
        let mut next = at;
        while next < dom.end(block).min(to) {
            if dom.is_element(next)
                && (is_block(dom.name(next)) || dom.name(next) == "br")
            {
                if !text.trim().is_empty() {
                    break;
                }
            } else if dom.is_text(next) {
                push_apart(&mut text, dom.text(next));
            } else if matches!(dom.name(next), "style" | "script" | "template") {
                next = dom.end(next);
                continue;
            } else if dom.is_element(next) && !text.is_empty() {
                part(&mut text, dom, next);
            }
            next = NodeId(next.0 + 1);
        }
        let text = collapse(&text);
        if text.len() > 400 {
            long += 1;
            if long > paragraphs {
                break;
            }
        }
        if !text.is_empty() {
            lines.push(Line { node: block, at, text });
        }
        at = next.max(NodeId(at.0 + 1));
    }
    lines
}
