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
    collections::BTreeMap,
    iter,
};

use html5ever::{
    LocalName, QualName, TokenizerResult,
    interface::{Tracer, TreeSink, create_element},
    local_name, ns,
    tendril::StrTendril,
    tokenizer::{
        BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer,
        TokenizerOpts, states::RawKind,
    },
    tree_builder::{TreeBuilder, TreeBuilderOpts},
};

use super::{
    Dom, attributes, is_block, is_void, made,
    plain::Plain,
    raw,
    sink::{Handle, Sink},
};

/// Open elements and open formatting, counted together, past which no more
/// elements are opened. Browsers stop at 512 open elements.
const MAX_OPEN: usize = 640;
/// The same past which no more formatting elements are opened.
const MAX_FORMATTING: usize = 256;
/// How many start tags go by between two counts of what is open.
const COUNT_EVERY: u32 = 16;
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

/// Stands between the tokenizer and the tree builder.
struct Guard {
    tree: TreeBuilder<Handle, Sink>,
    starts: Cell<u32>,
    open: Cell<usize>,
    /// Start tags that were left out and whose end tags are still to come.
    left_out: RefCell<BTreeMap<LocalName, u32>>,
    only_text: Cell<bool>,
    /// Inside a script or stylesheet while only text is kept.
    skipping: Cell<bool>,
    /// What has just begun and is to be passed over.
    raw: Cell<Option<Raw>>,
    /// Text that is still to be handed to the tree builder.
    text: RefCell<String>,
    /// Whether scripts and stylesheets are passed over.
    passes: bool,
    /// Whether the tokenizer stops after each tag, since it may not be needed for
    /// what follows.
    stops: bool,
    bounds: Cell<Bounds>,
    max_nodes: usize,
    max_work: u64,
}

/// What holds text that is not led through the tokenizer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Raw {
    Script,
    Style,
}

impl TokenSink for Guard {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        if self.only_text.get() {
            return self.keep_text(&token);
        }
        match &token {
            // The tokenizer breaks text at every line and reference, and each
            // piece would go all the way through the tree builder.
            Token::CharacterTokens(text) => {
                self.text.borrow_mut().push_str(text);
                return TokenSinkResult::Continue;
            }
            Token::ParseError(_) => return TokenSinkResult::Continue,
            _ => self.hand_over(),
        }
        // What would let a script run makes the tokenizer stop where it is.
        let stop = match &token {
            Token::TagToken(_) if self.stops => TokenSinkResult::Script(0),
            _ => TokenSinkResult::Continue,
        };
        if let Token::TagToken(tag) = &token
            && !self.admits(tag)
        {
            return stop;
        }
        let raw = match &token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => match tag.name {
                local_name!("script") => Some(Raw::Script),
                local_name!("style") => Some(Raw::Style),
                _ => None,
            },
            _ => None,
        };
        let mut result = self.tree.process_token(token, line);
        match result {
            TokenSinkResult::RawData(_) if raw.is_some() && self.passes => {
                self.raw.set(raw);
                result = TokenSinkResult::Script(0);
            }
            TokenSinkResult::Continue => result = stop,
            _ => (),
        }
        let sink = &self.tree.sink;
        if self.max_work < sink.work.get() || self.max_nodes < sink.made() {
            self.only_text.set(true);
            self.bounds.set(Bounds { size: true, ..self.bounds.get() });
        }
        result
    }

    fn end(&self) {
        self.tree.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        !self.only_text.get()
            && self.tree.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl Guard {
    /// Hands the text that has come together to the tree builder.
    fn hand_over(&self) {
        let mut text = self.text.borrow_mut();
        if !text.is_empty() {
            let token = Token::CharacterTokens(StrTendril::from_slice(&text));
            text.clear();
            let _ = self.tree.process_token(token, 0);
        }
    }

    /// Hands the contents of a script that has just begun to the tree builder,
    /// and returns how long they are. At the end tag all goes on as before.
    fn pass_raw(&self, rest: &str) -> usize {
        let Some(kind) = self.raw.take() else { return 0 };
        let end = match kind {
            Raw::Script => raw::script_end(rest),
            Raw::Style => raw::style_end(rest),
        };
        if end != 0 {
            let text = match kind {
                Raw::Script => raw::without_nulls(&rest[..end]),
                // Nothing reads it.
                Raw::Style => Cow::Borrowed(" "),
            };
            let token = Token::CharacterTokens(StrTendril::from_slice(&text));
            let _ = self.tree.process_token(token, 0);
        }
        end
    }

    /// Returns whether a tag may go on to the tree builder.
    fn admits(&self, tag: &Tag) -> bool {
        match tag.kind {
            TagKind::EndTag => {
                let mut left_out = self.left_out.borrow_mut();
                match left_out.get_mut(&tag.name) {
                    Some(count) if *count != 0 => {
                        *count -= 1;
                        false
                    }
                    Some(_) | None => true,
                }
            }
            TagKind::StartTag => {
                let starts = self.starts.get();
                self.starts.set(starts.wrapping_add(1));
                if starts.is_multiple_of(COUNT_EVERY) {
                    let count = Count(Cell::new(0));
                    self.tree.trace_handles(&count);
                    self.open.set(count.0.get());
                }
                let max =
                    if is_formatting(&tag.name) { MAX_FORMATTING } else { MAX_OPEN };
                if self.open.get() <= max || is_void(&tag.name) || is_raw(&tag.name) {
                    return true;
                }
                self.bounds.set(Bounds { depth: true, ..self.bounds.get() });
                *self.left_out.borrow_mut().entry(tag.name.clone()).or_default() += 1;
                false
            }
        }
    }

    /// Keeps the text of a token and nothing else.
    fn keep_text(&self, token: &Token) -> TokenSinkResult<Handle> {
        let sink = &self.tree.sink;
        match token {
            Token::TagToken(tag) => {
                let start = tag.kind == TagKind::StartTag;
                match &*tag.name {
                    "script" | "style" => {
                        self.skipping.set(start);
                        if start {
                            return TokenSinkResult::RawData(RawKind::Rawtext);
                        }
                    }
                    "title" | "textarea" if start => {
                        return TokenSinkResult::RawData(RawKind::Rcdata);
                    }
                    name if name == "br" || is_block(name) => sink.append_loose("\n"),
                    _ => (),
                }
            }
            Token::CharacterTokens(text) if !self.skipping.get() => {
                sink.append_loose(text);
            }
            Token::CharacterTokens(_)
            | Token::CommentToken(_)
            | Token::DoctypeToken(_)
            | Token::NullCharacterToken
            | Token::EOFToken
            | Token::ParseError(_) => (),
        }
        TokenSinkResult::Continue
    }
}

struct Count(Cell<usize>);

impl Tracer for Count {
    type Handle = Handle;

    fn trace_handle(&self, _: &Handle) {
        self.0.set(self.0.get() + 1);
    }
}

/// Elements that the tree builder reopens in each new block.
pub(super) fn is_formatting(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("a")
            | local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
}

/// Elements whose start tag changes how the tokenizer reads on.
fn is_raw(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("script")
            | local_name!("style")
            | local_name!("title")
            | local_name!("textarea")
            | local_name!("xmp")
            | local_name!("iframe")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("plaintext")
    )
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
