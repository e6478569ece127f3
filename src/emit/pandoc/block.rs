//! Blocks to the blocks of pandoc.

use crate::{
    article::{
        Aside, AsideKind, Block, Definition, Embed, EmbedKind, Figure, Heading, Image,
        Inline, Item, List, Mark,
    },
    emit::markdown::has_strong,
    report::Code,
};

use super::{
    Api, Tree,
    inline::side_pairs,
    node::{Node, array, attr, bare, division, node, pair, span, text},
};

/// The deepest heading that most formats have.
const DEEPEST: u8 = 6;

impl Tree<'_> {
    pub(super) fn blocks(&mut self, blocks: &[Block]) -> Vec<Node> {
        blocks.iter().map(|it| self.block(it)).collect()
    }

    fn block(&mut self, block: &Block) -> Node {
        match block {
            Block::Paragraph { content } => node("Para", self.inlines(content)),
            Block::Heading(it) => self.heading(it),
            Block::List(it) => self.list(it),
            Block::Definitions { items } => {
                let items: Vec<Node> =
                    items.iter().map(|it| self.definition(it)).collect();
                node("DefinitionList", items)
            }
            Block::Quote { blocks, attribution } => {
                let mut out = self.blocks(blocks);
                if !attribution.is_empty() {
                    let mut from = vec![node("Str", "—"), bare("Space")];
                    self.write(attribution, &mut from);
                    let from = node("Para", from);
                    out.push(division("attribution", &[], vec![from]));
                }
                node("BlockQuote", out)
            }
            Block::Code(it) => {
                let classes: Vec<&str> = it.language.as_deref().into_iter().collect();
                node(
                    "CodeBlock",
                    array([attr("", &classes, &[]), it.text.as_str().into()]),
                )
            }
            Block::Image(it) => node("Para", array([self.image(it)])),
            Block::Figure(it) => self.figure(it),
            Block::Embed(it) => self.embed(it),
            Block::Table(it) => self.table(it, &[]),
            Block::Math(it) => node("Para", array([self.math(it, "DisplayMath")])),
            Block::Aside(it) => self.aside(it),
            Block::Rule => bare("HorizontalRule"),
        }
    }

    fn heading(&mut self, heading: &Heading) -> Node {
        let id = heading.id.as_deref().unwrap_or_default();
        let content = self.inlines(&heading.content);
        let level = heading.level.saturating_add(self.level);
        // What would be deeper says how deep it is.
        let pairs = match level <= DEEPEST {
            true => Vec::new(),
            false => vec![("offprint-level", heading.level.to_string())],
        };
        node(
            "Header",
            array([
                Node::Number(level.min(DEEPEST).into()),
                attr(id, &[], &pairs),
                content,
            ]),
        )
    }

    fn list(&mut self, list: &List) -> Node {
        let items: Vec<Vec<Node>> = list.items.iter().map(|it| self.item(it)).collect();
        match list.start {
            None => node("BulletList", items),
            Some(start) => {
                let style = array([Node::Number(start), bare("Decimal"), bare("Period")]);
                node("OrderedList", array([style, items.into()]))
            }
        }
    }

    /// Writes an item. Pandoc's own sign for a task is a box before its text.
    fn item(&mut self, item: &Item) -> Vec<Node> {
        let mut out = self.blocks(&item.blocks);
        if let Some(ticked) = item.ticked {
            let sign = if ticked { "☒" } else { "☐" };
            let lead = [node("Str", sign), bare("Space")];
            match out.first_mut().filter(|it| it.name() == "Para") {
                Some(first) => {
                    if let Some(content) = first.list_mut() {
                        content.splice(0..0, lead);
                    }
                }
                None => out.insert(0, node("Plain", array(lead))),
            }
        }
        tighten(&mut out);
        out
    }

    fn definition(&mut self, it: &Definition) -> Node {
        let mut terms = Vec::new();
        for (i, term) in it.terms.iter().enumerate() {
            if i != 0 {
                terms.push(bare("LineBreak"));
            }
            self.write(term, &mut terms);
        }
        let senses: Vec<Vec<Node>> = it.senses.iter().map(|it| self.blocks(it)).collect();
        array([terms.into(), senses.into()])
    }

    /// Writes a figure: with the words under it, as pandoc has them for a table
    /// and a picture, or in a division where it has no place for them.
    fn figure(&mut self, figure: &Figure) -> Node {
        let mut words = Vec::new();
        if !figure.caption.is_empty() {
            words.push(node("Para", self.inlines(&figure.caption)));
        }
        if !figure.credit.is_empty() {
            let credit = node("Para", self.inlines(&figure.credit));
            words.push(division("credit", &[], vec![credit]));
        }
        match (&*figure.content, self.api) {
            ([Block::Table(table)], _) if !words.is_empty() => self.table(table, &words),
            (_, Api::V23) => {
                let content = self.blocks(&figure.content);
                let words = array([Node::Null, words.into()]);
                node("Figure", array([attr("", &[], &[]), words, content.into()]))
            }
            ([Block::Image(image)], Api::V22) if !words.is_empty() && self.pictures => {
                self.captioned(image, figure)
            }
            (_, Api::V22) => {
                let mut out = self.blocks(&figure.content);
                if !words.is_empty() {
                    out.push(division("caption", &[], words));
                }
                division("figure", &[], out)
            }
        }
    }

    /// Writes a picture with its caption as older versions have it: the caption
    /// is what stands for the picture, and its title begins with a sign.
    fn captioned(&mut self, image: &Image, figure: &Figure) -> Node {
        let mut words = Vec::new();
        self.write(&figure.caption, &mut words);
        if !figure.credit.is_empty() {
            if !words.is_empty() {
                words.push(bare("Space"));
            }
            let credit = self.inlines(&figure.credit);
            words.push(span("credit", &[], credit));
        }
        let sides = side_pairs(image).into_iter().filter(|it| !it.1.is_empty());
        let mut pairs: Vec<Node> = sides.map(|(name, it)| pair(name, &it)).collect();
        // Also where there is none: without it the caption would be it.
        pairs.push(pair("alt", &image.alt));
        let attr = array(["".into(), Node::List(Vec::new()), pairs.into()]);
        let target = array([image.address.as_str().into(), "fig:".into()]);
        node("Para", array([node("Image", array([attr, words.into(), target]))]))
    }

    fn embed(&mut self, embed: &Embed) -> Node {
        self.report.add(Code::EmbedLinked, embed.url.as_str());
        let mut out = Vec::new();
        if let Some(poster) = &embed.poster {
            out.push(division(
                "poster",
                &[],
                vec![node("Para", array([self.image(poster)]))],
            ));
        }
        let shown = embed.title.clone().unwrap_or_else(|| embed.url.to_string());
        let content = text(&shown);
        let target = array([embed.url.as_str().into(), "".into()]);
        let link = node("Link", array([attr("", &[], &[]), content, target]));
        out.push(division("link", &[], vec![node("Para", array([link]))]));
        out.extend(self.blocks(&embed.fallback));
        let kind = match embed.kind {
            EmbedKind::Video => "video",
            EmbedKind::Audio => "audio",
            EmbedKind::Post => "post",
            EmbedKind::Document => "document",
            EmbedKind::Interactive => "interactive",
        };
        let (width, height) = embed.size.unzip();
        let side = |it: Option<u32>| it.map(|it| it.to_string()).unwrap_or_default();
        let pairs = [
            ("kind", kind.to_owned()),
            ("url", embed.url.to_string()),
            ("frame", embed.frame.as_ref().map(ToString::to_string).unwrap_or_default()),
            ("provider", embed.provider.clone().unwrap_or_default()),
            ("title", embed.title.clone().unwrap_or_default()),
            ("media-type", embed.media_type.clone().unwrap_or_default()),
            ("width", side(width)),
            ("height", side(height)),
        ];
        division("embed", &pairs, out)
    }

    fn aside(&mut self, aside: &Aside) -> Node {
        let kind = match aside.kind {
            AsideKind::Box => "box",
            AsideKind::Warning => "warning",
            AsideKind::PullQuote => "pull-quote",
            AsideKind::Editorial => "editorial",
        };
        let mut out = Vec::new();
        if !aside.title.is_empty() {
            let strong = has_strong(&aside.title);
            let title = if strong {
                self.inlines(&aside.title)
            } else {
                let content = aside.title.clone();
                self.inlines(&[Inline::Marked { mark: Mark::Strong, content }])
            };
            // Strong text in strong text would be one.
            let set = if strong { "as-is" } else { "" };
            let title = node("Para", title);
            out.push(division("title", &[("set", set.into())], vec![title]));
        }
        out.extend(self.blocks(&aside.blocks));
        division("aside", &[("kind", kind.into())], out)
    }
}

/// Writes a lone paragraph without space around it.
pub(super) fn tighten(blocks: &mut [Node]) {
    if let [Node::Element(name, _)] = blocks
        && *name == "Para"
    {
        *name = "Plain";
    }
}
