//! Articles by chance made into articles that a page could have been read as.

use offprint::article::{Article, Block, Inline, Mark};

use crate::generate::collapse;

/// Brings an article into the form that loaders give.
pub(crate) fn tidy(article: &mut Article) {
    let mut tidier = Tidier::default();
    tidier.blocks(&mut article.body.blocks);
    // A note is there because it is called, in the order of the calls.
    let notes = std::mem::take(&mut article.body.notes);
    for at in tidier.calls.clone() {
        let mut note = notes[at].clone();
        tidier.blocks(&mut note.blocks);
        article.body.notes.push(note);
    }
    for author in &mut article.authors {
        Tidier::default().blocks(&mut author.bio);
    }
    Tidier::default().blocks(&mut article.provenance.notice);
    let discussion = &mut article.discussion;
    for it in discussion.comments.iter_mut().chain(&mut discussion.mentions) {
        Tidier::default().blocks(&mut it.content);
    }
}

#[derive(Default)]
struct Tidier {
    /// The notes called so far.
    calls: Vec<usize>,
    names: Vec<String>,
}

impl Tidier {
    fn blocks(&mut self, blocks: &mut [Block]) {
        for it in blocks.iter_mut() {
            self.block(it);
        }
    }

    fn block(&mut self, block: &mut Block) {
        match block {
            Block::Paragraph { content } => {
                self.line(content);
            }
            Block::Heading(it) => {
                self.line(&mut it.content);
                if let Some(id) = &it.id {
                    if self.names.contains(id) {
                        it.id = None;
                    } else {
                        self.names.push(id.clone());
                    }
                }
            }
            Block::List(it) => {
                for item in &mut it.items {
                    self.blocks(&mut item.blocks);
                }
            }
            Block::Definitions { items } => {
                for it in items {
                    it.terms.iter_mut().for_each(|it| self.line(it));
                    it.senses.iter_mut().for_each(|it| self.blocks(it));
                }
            }
            Block::Quote { blocks, attribution } => {
                self.blocks(blocks);
                self.optional(attribution);
            }
            Block::Figure(it) => {
                self.blocks(&mut it.content);
                self.optional(&mut it.caption);
                self.optional(&mut it.credit);
            }
            Block::Embed(it) => self.blocks(&mut it.fallback),
            Block::Table(it) => {
                for cell in
                    it.head.iter_mut().chain(&mut it.rows).flat_map(|it| &mut it.cells)
                {
                    self.blocks(&mut cell.blocks);
                }
            }
            Block::Aside(it) => {
                self.optional(&mut it.title);
                self.blocks(&mut it.blocks);
            }
            Block::Code(_) | Block::Image(_) | Block::Math(_) | Block::Rule => (),
            _ => unreachable!("the model has no other blocks"),
        }
    }

    fn optional(&mut self, content: &mut Vec<Inline>) {
        if !content.is_empty() {
            self.line(content);
        }
    }

    fn line(&mut self, content: &mut Vec<Inline>) {
        let mut out = Vec::new();
        for it in std::mem::take(content) {
            self.inline(it, &[], false, &mut out);
        }
        trim(&mut out);
        // A picture alone is a block and no line, and blank text is nothing.
        if out.iter().all(says_nothing) {
            put(&mut out, Inline::text("x"));
        }
        *content = out;
    }

    fn inline(
        &mut self,
        inline: Inline,
        inside: &[Mark],
        linked: bool,
        out: &mut Vec<Inline>,
    ) {
        match inline {
            Inline::Marked { mark, content } => {
                let mut marks = inside.to_vec();
                marks.push(mark.clone());
                let inner = self.content(content, &marks, linked);
                let may_nest =
                    matches!(mark, Mark::Quote | Mark::Superscript | Mark::Subscript);
                if inner.is_empty() || inside.contains(&mark) && !may_nest {
                    for it in inner {
                        put(out, it);
                    }
                } else {
                    out.push(Inline::Marked { mark, content: inner });
                }
            }
            Inline::Link(mut link) => {
                let inner = self.content(std::mem::take(&mut link.content), inside, true);
                if inner.is_empty() || linked {
                    for it in inner {
                        put(out, it);
                    }
                } else {
                    link.content = inner;
                    out.push(Inline::Link(link));
                }
            }
            Inline::NoteRef { note } => {
                let known = self.calls.iter().position(|it| *it == note);
                let at = known.unwrap_or_else(|| {
                    self.calls.push(note);
                    self.calls.len() - 1
                });
                out.push(Inline::NoteRef { note: at });
            }
            Inline::Code { text } => {
                let text = collapse(&text).trim_matches(' ').to_owned();
                if !text.is_empty() {
                    put(out, Inline::Code { text });
                }
            }
            it => put(out, it),
        }
    }

    fn content(
        &mut self,
        content: Vec<Inline>,
        inside: &[Mark],
        linked: bool,
    ) -> Vec<Inline> {
        let mut out = Vec::new();
        for it in content {
            self.inline(it, inside, linked, &mut out);
        }
        trim(&mut out);
        out
    }
}

fn says_nothing(inline: &Inline) -> bool {
    match inline {
        Inline::Image(_) | Inline::Break => true,
        Inline::Text { text } => text.trim().is_empty(),
        Inline::Marked { content, .. } => content.iter().all(says_nothing),
        Inline::Link(it) => it.content.iter().all(says_nothing),
        _ => false,
    }
}

/// Adds an inline, joined to what stands before it if both are text.
fn put(out: &mut Vec<Inline>, inline: Inline) {
    match (out.last_mut(), inline) {
        (Some(Inline::Text { text }), Inline::Text { text: more })
        | (Some(Inline::Code { text }), Inline::Code { text: more }) => {
            text.push_str(&more);
        }
        (_, inline) => out.push(inline),
    }
}

/// Collapses spaces and takes them off the edges, and breaks with them.
fn trim(inlines: &mut Vec<Inline>) {
    let ends = |it: Option<&Inline>| it.is_none_or(|it| *it == Inline::Break);
    loop {
        let mut next: Vec<Inline> = Vec::new();
        for (at, it) in inlines.iter().enumerate() {
            let first = ends(at.checked_sub(1).and_then(|it| inlines.get(it)));
            let last = ends(inlines.get(at + 1));
            let it = match it {
                Inline::Text { text } => {
                    let mut text = collapse(text);
                    if first {
                        text = text.trim_start_matches(' ').to_owned();
                    }
                    if last {
                        text.truncate(text.trim_end_matches(' ').len());
                    }
                    if text.is_empty() {
                        continue;
                    }
                    Inline::Text { text }
                }
                Inline::Break if first => continue,
                Inline::Break if at + 1 == inlines.len() => continue,
                it => it.clone(),
            };
            put(&mut next, it);
        }
        let done = next == *inlines;
        *inlines = next;
        if done {
            return;
        }
    }
}
