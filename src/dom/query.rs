//! Questions that more than one later stage asks of a tree.

use html5ever::local_name;

use super::{ByClass, Dom, NodeId};

impl Dom {
    /// Returns an element's `class` attribute, or nothing.
    pub(crate) fn class(&self, id: NodeId) -> &str {
        match self.classes.get(self.node(id).class) {
            Some(range) => &self.values[range.0 as usize..range.1 as usize],
            None => "",
        }
    }

    /// Returns an element's `id` attribute, or nothing.
    pub(crate) fn html_id(&self, id: NodeId) -> &str {
        self.named_attr(id, &local_name!("id"))
    }

    /// Returns whether an element has a class, compared without regard to case.
    pub(crate) fn has_class(&self, id: NodeId, class: &str) -> bool {
        has_word(self.class(id), class)
    }

    /// Returns whether an attribute that lists words (`rel`, `itemprop`, `role`)
    /// has a word, compared without regard to case.
    pub(crate) fn attr_has(&self, id: NodeId, name: &str, word: &str) -> bool {
        self.attr(id, name).is_some_and(|it| has_word(it, word))
    }

    /// Returns the elements inside a node that go by a name, in document order.
    /// It costs no walk over what is inside.
    pub(crate) fn named<'a>(
        &'a self,
        id: NodeId,
        name: &str,
    ) -> impl DoubleEndedIterator<Item = NodeId> + Clone + use<'a> {
        let all = self.named.get(name);
        let from = all.partition_point(|it| *it <= id);
        let all = &all[from..];
        all[..all.partition_point(|it| *it < self.end(id))].iter().copied()
    }

    /// Works out what each list of classes on the page means.
    pub(crate) fn by_class<T>(&self, read: impl FnMut(&str) -> T) -> ByClass<T> {
        ByClass::new(self, read)
    }

    /// Returns whether an element stands on lines of its own.
    pub(crate) fn is_block(&self, id: NodeId) -> bool {
        self.node(id).is_block
    }

    /// Returns a node's children that are elements.
    pub(crate) fn elements(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        self.children(id).filter(|it| self.is_element(*it))
    }

    /// Returns how many characters of a text are no white space.
    pub(crate) fn shown(&self, id: NodeId) -> u32 {
        if self.is_blank(id) {
            return 0;
        }
        let text = self.text(id);
        let count = if text.is_ascii() {
            text.len()
                - text.bytes().filter(|it| matches!(it, b'\t'..=b'\r' | b' ')).count()
        } else {
            text.chars().filter(|it| !it.is_whitespace()).count()
        };
        count as u32
    }

    /// Returns the nearest ancestor, or the node itself, that answers a question.
    pub(crate) fn closest(
        &self,
        id: NodeId,
        mut is: impl FnMut(NodeId) -> bool,
    ) -> Option<NodeId> {
        std::iter::once(id).chain(self.ancestors(id)).find(|it| is(*it))
    }

    /// Returns the text inside a node on one line: white space collapsed, with
    /// a space wherever a block or line ends.
    pub(crate) fn words(&self, id: NodeId) -> String {
        let mut out = String::new();
        self.words_without(id, &mut out, |_| false);
        out
    }

    /// Appends the text inside a node on one line, leaving out what `skip` says.
    pub(crate) fn words_without(
        &self,
        id: NodeId,
        out: &mut String,
        skip: impl Fn(NodeId) -> bool,
    ) {
        let end = self.end(id);
        let mut at = id;
        let mut gap = false;
        // Blocks that have been entered and whose end is also a gap.
        let mut open: Vec<NodeId> = Vec::new();
        while at < end {
            while open.last().is_some_and(|it| *it <= at) {
                open.pop();
                gap = true;
            }
            if at != id && skip(at) {
                gap |= self.is_block(at);
                at = self.end(at);
                continue;
            }
            if self.is_text(at) {
                for (i, word) in self.text(at).split(is_space).enumerate() {
                    gap |= i != 0;
                    if word.is_empty() {
                        continue;
                    }
                    if gap && !out.is_empty() {
                        out.push(' ');
                    }
                    gap = false;
                    out.push_str(word);
                }
            } else if self.is_element(at)
                && (self.is_block(at) || *self.local(at) == local_name!("br"))
            {
                gap = true;
                open.push(self.end(at));
            }
            at = NodeId(at.0 + 1);
        }
    }
}

/// Returns whether an element stands on lines of its own.
pub(crate) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "button"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "optgroup"
            | "option"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "select"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

/// Returns whether an element shows or plays something.
pub(crate) fn is_media(name: &str) -> bool {
    matches!(name, "img" | "picture" | "video" | "audio" | "iframe" | "object" | "embed")
}

/// Returns the level of a heading, 1 to 6, or nothing for other elements.
pub(crate) fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// Returns whether an element never holds anything.
pub(crate) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// White space in the sense of HTML; a no-break space is not.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c')
}

/// Returns whether a line is signs that part one scene from the next: `* * *`.
pub(crate) fn is_scene_break(line: &str) -> bool {
    const LONGEST: usize = 24;
    if LONGEST < line.len() {
        return false;
    }
    let mut signs = line.chars().filter(|it| !it.is_whitespace());
    let Some(first) = signs.next() else { return false };
    match first {
        '⁂' | '❦' | '❧' | '☙' | '✻' => signs.all(|it| it == first),
        '*' | '•' | '·' | '∙' | '~' | '#' | '—' | '–' | '-' | '_' | '=' | '◆' | '◇'
        | '✦' => {
            let more: Vec<char> = signs.collect();
            2 <= more.len() && more.iter().all(|it| *it == first)
        }
        _ => false,
    }
}

fn has_word(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|it| it.eq_ignore_ascii_case(word))
}
