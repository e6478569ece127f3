//! What stands between the tokenizer and the tree builder.

use std::{
    borrow::Cow,
    cell::{Cell, RefCell},
    collections::BTreeMap,
};

use html5ever::{
    LocalName,
    interface::Tracer,
    local_name,
    tendril::StrTendril,
    tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, states::RawKind},
    tree_builder::TreeBuilder,
};

use super::{
    is_block, is_void,
    parse::Bounds,
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

/// Stands between the tokenizer and the tree builder.
pub(super) struct Guard {
    pub(super) tree: TreeBuilder<Handle, Sink>,
    pub(super) starts: Cell<u32>,
    pub(super) open: Cell<usize>,
    /// Start tags that were left out and whose end tags are still to come.
    pub(super) left_out: RefCell<BTreeMap<LocalName, u32>>,
    pub(super) only_text: Cell<bool>,
    /// Inside a script or stylesheet while only text is kept.
    pub(super) skipping: Cell<bool>,
    /// What has just begun and is to be passed over.
    pub(super) raw: Cell<Option<Raw>>,
    /// Text that is still to be handed to the tree builder.
    pub(super) text: RefCell<String>,
    /// Whether scripts and stylesheets are passed over.
    pub(super) passes: bool,
    /// Whether the tokenizer stops after each tag, since it may not be needed for
    /// what follows.
    pub(super) stops: bool,
    pub(super) bounds: Cell<Bounds>,
    pub(super) max_nodes: usize,
    pub(super) max_work: u64,
}

/// What holds text that is not led through the tokenizer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Raw {
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
    pub(super) fn pass_raw(&self, rest: &str) -> usize {
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
