//! The parser, and the bounds on what one page may cost.
//!
//! html5ever takes quadratic time on some nestings and, on some runs of
//! formatting elements, memory out of all proportion to the page. So the tags
//! pass through a [`Guard`] on their way to the tree builder: past a depth no
//! more elements are opened, and past a budget of work or nodes the rest of the
//! page is kept as text. No text is lost either way, and [`Bounds`] says so.

use std::{
    borrow::Cow,
    cell::{Cell, RefCell},
    iter,
};

use html5ever::{
    QualName, TokenizerResult,
    interface::{TreeSink, create_element},
    local_name, ns,
    tendril::StrTendril,
    tokenizer::{BufferQueue, TokenSink, Tokenizer, TokenizerOpts},
    tree_builder::{TreeBuilder, TreeBuilderOpts},
};

use super::{
    Dom, attributes,
    guard::Guard,
    made,
    plain::Plain,
    raw,
    sink::{Handle, Sink},
};

/// Nodes that any page may have, whatever its length.
const FREE_NODES: usize = 1 << 15;
/// How many bytes there have to be for each node more. Pages of real outlets have
/// ten times as many.
const BYTES_PER_NODE: usize = 10;
/// Steps of work that any page may cost, whatever its length.
const FREE_WORK: u64 = 1 << 20;
/// Steps of work allowed for each byte.
const WORK_PER_BYTE: u64 = 64;

/// Which bounds a page ran into.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Bounds {
    /// Elements nested too deep were left out; their contents were kept.
    pub(crate) depth: bool,
    /// The page asked for too much, and its end was kept as text alone.
    pub(crate) size: bool,
    /// Attributes past counting were left out.
    pub(crate) attributes: bool,
}

impl Bounds {
    /// Returns whether there were any.
    pub(crate) fn any(self) -> bool {
        self.depth || self.size || self.attributes
    }
}

/// Parses a page.
pub(crate) fn parse(text: &str) -> (Dom, Bounds) {
    let tree = TreeBuilder::new(Sink::new(text.len()), options());
    run(text, tree, true, text.len())
}

/// Parses a piece of a page, as if it stood in the body of one.
pub(crate) fn parse_fragment(text: &str) -> (Dom, Bounds) {
    parse_made(text, text.len())
}

/// Parses markup that was made of something shorter, whose length in bytes decides
/// how many nodes there may be.
pub(crate) fn parse_made(text: &str, length: usize) -> (Dom, Bounds) {
    match made::read(text, max_nodes(length)) {
        Some(dom) => (dom, Bounds::default()),
        None => run(text, fragment(text), true, length),
    }
}

/// Parses a piece of a page without the short way.
#[cfg(test)]
pub(super) fn parse_by_builder(text: &str) -> Dom {
    run(text, fragment(text), true, text.len()).0
}

fn fragment(text: &str) -> TreeBuilder<Handle, Sink> {
    let sink = Sink::new(text.len());
    let name = QualName::new(None, ns!(html), local_name!("div"));
    let around = create_element(&sink, name, Vec::new());
    TreeBuilder::new_for_fragment(sink, around, None, options())
}

/// Returns how many nodes a page of so many bytes may have.
fn max_nodes(length: usize) -> usize {
    FREE_NODES + length / BYTES_PER_NODE
}

fn options() -> TreeBuilderOpts {
    // With scripting on, html5ever reads `<noscript>` as one run of text.
    TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() }
}

/// Parses, with the short ways around the tokenizer or without.
fn run(
    text: &str,
    tree: TreeBuilder<Handle, Sink>,
    short: bool,
    length: usize,
) -> (Dom, Bounds) {
    let options = TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() };
    let mut text = raw::normal(text);
    let stops = short && memchr::memchr(b'\0', text.as_bytes()).is_none();
    // With the short ways it is seen in time when a tag has too many.
    let mut bounded = !stops;
    let mut bounds = Bounds::default();
    if bounded && let Some(it) = attributes::bounded(&text) {
        bounds.attributes = true;
        text = Cow::Owned(it);
    }
    let mut page = StrTendril::from_slice(&text);
    let guard = Guard {
        tree,
        starts: Cell::new(0),
        open: Cell::new(0),
        left_out: RefCell::default(),
        only_text: Cell::new(false),
        skipping: Cell::new(false),
        raw: Cell::new(None),
        text: RefCell::default(),
        passes: short,
        stops,
        bounds: Cell::new(bounds),
        max_nodes: max_nodes(length),
        max_work: FREE_WORK + text.len() as u64 * WORK_PER_BYTE,
    };
    let tokenizer = Tokenizer::new(guard, options);
    let guard = &tokenizer.sink;
    let mut plain = Plain::new(page.clone());
    let queue = BufferQueue::default();
    let mut at = 0;
    while at < text.len() {
        if guard.stops && !guard.only_text.get() {
            at = plain.text(at, &mut guard.text.borrow_mut());
            if let Some((token, end)) = plain.token(at) {
                let _ = guard.process_token(token, 0);
                at = end + guard.pass_raw(&text[end..]);
                continue;
            }
        }
        if !bounded && (guard.only_text.get() || attributes::too_many(&text, at)) {
            bounded = true;
            if let Some(rest) = attributes::bounded(&text[at..]) {
                guard.bounds.set(Bounds { attributes: true, ..guard.bounds.get() });
                text = Cow::Owned(rest);
                page = StrTendril::from_slice(&text);
                plain = Plain::new(page.clone());
                at = 0;
            }
        }
        // What is not plain is the tokenizer's, up to the next tag.
        queue.push_back(page.subtendril(at as u32, (text.len() - at) as u32));
        let done = matches!(tokenizer.feed(&queue), TokenizerResult::Done);
        let left: usize = iter::from_fn(|| queue.pop_front()).map(|it| it.len()).sum();
        at = text.len() - left;
        if !done {
            at += guard.pass_raw(&text[at..]);
        }
    }
    tokenizer.end();
    let bounds = tokenizer.sink.bounds.get();
    (tokenizer.sink.tree.sink.finish(), bounds)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dom::NodeId;

    /// Every node with its depth, name, attributes and text.
    fn outline(dom: &Dom) -> Vec<String> {
        let line = |id: NodeId| {
            let depth = dom.ancestors(id).count();
            let attrs: Vec<_> = dom.attrs(id).collect();
            let text = if dom.is_text(id) { dom.text(id) } else { "" };
            let raw = if dom.name(id) == "script" { dom.raw(id) } else { "" };
            let foreign = dom.is_foreign(id);
            format!("{depth} {} {foreign} {attrs:?} {text:?} {raw:?}", dom.name(id))
        };
        dom.subtree(Dom::ROOT).map(line).collect()
    }

    fn by_tokenizer(text: &str) -> Dom {
        run(text, TreeBuilder::new(Sink::new(text.len()), options()), false, text.len()).0
    }

    /// Pieces of markup, plain and broken, that pages are put together from.
    const PIECES: &[&str] = &[
        "<p>",
        "</p>",
        "<div class='a b'>",
        "</div >",
        "<A HREF=x?a=1&b=2>",
        "</a>",
        "<b>",
        "</B>",
        "text ",
        "a &amp; b",
        "&nbsp;",
        "&notit; &not; &#39;",
        "&#x2019;&#128;&#0;",
        "&",
        "& ",
        "&lt",
        "<br/>",
        "<br / >",
        "<img src=\"a.png\" alt='x &quot;y&quot;'>",
        "<input disabled checked>",
        "<a b=c b=d>",
        "<a b c = 'd'e=f>",
        "<x-y z:q=1>",
        "<a \"'<>",
        "<a href=>",
        "<a =b>",
        "< p>",
        "</>",
        "<!-- a -->",
        "<!-->",
        "<!--->",
        "<!-- a --!> b -->",
        "<!-- a --- b -- c --->",
        "<!doctype html>",
        "<?php a?>",
        "<script>",
        "</script>",
        "</SCRIPT\n>",
        "<script",
        "</script",
        "<!--",
        "-->",
        "--",
        ">",
        "<style>a>b</style>",
        "<style>",
        "</style>",
        "<title>",
        "</title>",
        "<textarea>",
        "</textarea>",
        "<svg>",
        "<SVG viewBox='1' xlink:href=a>",
        "</svg>",
        "<![CDATA[x<y]]>",
        "<math><mi>",
        "<table>",
        "<tr><td>",
        "</table>",
        "<iframe>",
        "</iframe>",
        "<noscript>",
        "</noscript>",
        "<template>",
        "</template>",
        "<pre>\n",
        "\r\n",
        "\r",
        "\0",
        "\n\n",
        "é",
        "<é>",
        "<a é=1>",
        "<select><option>",
        "<plaintext>",
        "<xmp>",
        "<html lang=en>",
        "<body class=x>",
        "<frameset>",
        "&copy=",
        "<a href='?a&copy=b&amp'>",
    ];

    proptest! {
        #[test]
        fn the_short_ways_lead_where_the_tokenizer_does(
            places in prop::collection::vec(0..PIECES.len(), 1..24),
        ) {
            let text: String = places.into_iter().map(|it| PIECES[it]).collect();
            prop_assert_eq!(outline(&parse(&text).0), outline(&by_tokenizer(&text)), "{}", text);
        }
    }

    fn find(dom: &Dom, name: &str) -> NodeId {
        dom.named(Dom::ROOT, name).next().unwrap()
    }

    #[test]
    fn stands_in_document_order() {
        let (dom, bounds) = parse("<p>One <b>two</b><p>three<script>4</script>");
        assert_eq!(bounds, Bounds::default());
        let first = find(&dom, "p");
        assert_eq!(dom.text(first), "One two");
        let second = dom.next(first).unwrap();
        assert_eq!(dom.text(second), "three");
        assert_eq!(dom.previous(second), Some(first));
        assert_eq!(dom.raw(find(&dom, "script")), "4");
        assert!(dom.contains(first, find(&dom, "b")));
        assert_eq!(dom.words(find(&dom, "body")), "One two three");
    }

    #[test]
    fn keeps_text_past_the_depth_it_flattens() {
        let deep =
            format!("{}deep{}after", "<div>".repeat(50_000), "</div>".repeat(50_000));
        let (dom, bounds) = parse(&deep);
        assert!(bounds.depth && !bounds.size);
        assert!(dom.ancestors(NodeId(dom.len() as u32 - 1)).count() < 10);
        assert_eq!(dom.words(Dom::ROOT), "deep after");
    }

    #[test]
    fn keeps_the_rest_as_text_when_the_budget_is_spent() {
        let tags: Vec<String> = (0..100).map(|i| format!("<b id={i}>")).collect();
        let tags = tags.concat();
        let mut page = format!("<p>{tags}");
        page.push_str(&"<p>x".repeat(20_000));
        page.push_str("<style>no</style><p>end");
        let (dom, bounds) = parse(&page);
        assert!(bounds.size);
        let words = dom.words(Dom::ROOT);
        assert_eq!(words.split(' ').filter(|it| *it == "x").count(), 20_000);
        assert!(words.ends_with("x end"), "{}", &words[words.len() - 40..]);
        assert!(dom.len() < 300_000);
    }

    #[test]
    fn reads_a_piece_as_if_in_a_body() {
        let (dom, _) = parse_fragment("a <i>b</i><p>c");
        assert_eq!(dom.words(Dom::ROOT), "a b c");
    }
}
