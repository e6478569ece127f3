//! The parser, and the bounds on what one page may cost.
//!
//! html5ever takes quadratic time on some nestings and, on some runs of
//! formatting elements, memory out of all proportion to the page. So the tags
//! pass through a [`Guard`] on their way to the tree builder: past a depth no
//! more elements are opened, and past a budget of work or nodes the rest of the
//! page is kept as text. No text is lost either way, and [`Bounds`] says so.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
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
    Dom, attributes, is_block, is_void,
    sink::{Handle, Sink},
};

/// Open elements and open formatting, counted together, past which no more
/// elements are opened. Browsers stop at 512 open elements.
const MAX_OPEN: usize = 640;
/// The same past which no more formatting elements are opened.
const MAX_FORMATTING: usize = 256;
/// How many start tags go by between two counts of what is open.
const COUNT_EVERY: u32 = 16;
/// How much of the page is handed over at a time.
const CHUNK: usize = 4096;
/// Nodes that any page may have, whatever its length.
const FREE_NODES: usize = 1 << 16;
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
    let tree = TreeBuilder::new(Sink::new(), options());
    run(text, tree, TokenizerOpts::default())
}

/// Parses a piece of a page, as if it stood in the body of one.
pub(crate) fn parse_fragment(text: &str) -> (Dom, Bounds) {
    let sink = Sink::new();
    let name = QualName::new(None, ns!(html), local_name!("div"));
    let around = create_element(&sink, name, Vec::new());
    let tree = TreeBuilder::new_for_fragment(sink, around, None, options());
    run(text, tree, TokenizerOpts::default())
}

fn options() -> TreeBuilderOpts {
    // With scripting on, html5ever reads `<noscript>` as one run of text.
    TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() }
}

fn run(
    text: &str,
    tree: TreeBuilder<Handle, Sink>,
    options: TokenizerOpts,
) -> (Dom, Bounds) {
    let options = TokenizerOpts { discard_bom: false, ..options };
    let (text, cut) = attributes::bounded(text);
    let guard = Guard {
        tree,
        starts: Cell::new(0),
        open: Cell::new(0),
        left_out: RefCell::default(),
        only_text: Cell::new(false),
        skipping: Cell::new(false),
        bounds: Cell::new(Bounds { attributes: cut, ..Bounds::default() }),
        max_nodes: FREE_NODES + text.len() / 3,
        max_work: FREE_WORK + text.len() as u64 * WORK_PER_BYTE,
    };
    let tokenizer = Tokenizer::new(guard, options);
    let queue = BufferQueue::default();
    let mut rest = &*text;
    while !rest.is_empty() {
        let (chunk, after) = rest.split_at(rest.ceil_char_boundary(CHUNK));
        queue.push_back(StrTendril::from_slice(chunk));
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
        rest = after;
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
    bounds: Cell<Bounds>,
    max_nodes: usize,
    max_work: u64,
}

impl TokenSink for Guard {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        if self.only_text.get() {
            return self.keep_text(&token);
        }
        if let Token::TagToken(tag) = &token
            && !self.admits(tag)
        {
            return TokenSinkResult::Continue;
        }
        let result = self.tree.process_token(token, line);
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
fn is_formatting(name: &LocalName) -> bool {
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
    use super::*;
    use crate::dom::NodeId;

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
