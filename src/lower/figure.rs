//! Figures: what is shown, what it is called and who made it.

use crate::{
    article::{Block, Figure, Inline, Link, Mark},
    dom::NodeId,
};

use super::{
    Lowering,
    inline::{is_blank, text_of, trim, trim_end},
    media,
    signs::{self, Sign},
};

/// Words that stand before the name of whoever made a picture, in lower case.
const CREDIT_WORDS: &[&str] = &[
    "photo",
    "photos",
    "photograph",
    "photographs",
    "photography",
    "photographer",
    "credit",
    "credits",
    "photo credit",
    "image credit",
    "image",
    "images",
    "picture",
    "pictures",
    "image courtesy of",
    "courtesy of",
    "photo courtesy of",
    "courtesy",
    "source",
    "image source",
    "photo source",
    "illustration",
    "illustrations",
    "illustration by",
    "photo by",
    "photos by",
    "photograph by",
    "picture by",
    "image by",
    "images by",
    "photography by",
    "graphic",
    "graphics",
    "graphic by",
    "artwork",
    "copyright",
    "map",
    "video",
    "video by",
    "film by",
    "screenshot",
    "file photo",
    "archive photo",
    "foto",
    "fotos",
    "foto von",
    "bild",
    "bilder",
    "bildquelle",
    "quelle",
    "fotograf",
    "fotografin",
    "grafik",
    "bildnachweis",
    "foto de",
    "foto di",
    "foto por",
    "fotografía",
    "fotografías",
    "fotografia",
    "fotografie",
    "crédito",
    "créditos",
    "crédit",
    "crédits",
    "crédit photo",
    "crédits photo",
    "crédit photos",
    "imagen",
    "imagem",
    "imágenes",
    "fuente",
    "fonte",
    "cortesía",
    "cortesía de",
    "photo de",
    "photos de",
    "photographie",
    "dessin",
    "vidéo",
    "ilustración",
    "ilustração",
    "illustrazione",
    "immagine",
    "foto's",
    "beeld",
    "bron",
    "kuva",
    "kuvat",
    "kuvaaja",
    "lähde",
    "billede",
    "fotografi",
    "bilde",
    "kilde",
    "källa",
    "bildkälla",
    "zdjęcie",
    "zdjęcia",
    "fot",
    "źródło",
    "zdroj",
    "snímek",
    "фото",
    "фотография",
    "источник",
    "иллюстрация",
    "джерело",
    "світлина",
    "fotoğraf",
    "kaynak",
    "görsel",
    "φωτογραφία",
    "φωτογραφίες",
    "πηγή",
    "تصوير",
    "الصورة",
    "صورة",
    "المصدر",
    "عکس",
    "צילום",
    "摄影",
    "图",
    "图源",
    "图片来源",
    "圖",
    "攝影",
    "写真",
    "撮影",
    "画像",
    "出典",
    "提供",
    "사진",
    "출처",
    "gambar",
    "sumber",
    "ảnh",
    "nguồn",
    "चित्र",
    "तस्वीर",
    "फोटो",
    "स्रोत",
];

/// An attribute of a figure whose parts are named.
pub(super) const FIGURE: &str = "data-offprint-figure";
/// An attribute that names a part: `caption` or `credit`.
pub(super) const LINE: &str = "data-offprint-line";

impl Lowering<'_> {
    pub(super) fn figure(
        &mut self,
        id: NodeId,
        depth: usize,
        sign: Option<Sign>,
    ) -> Vec<Block> {
        let dom = self.dom;
        if self.exact && dom.attr(id, FIGURE).is_some() {
            return vec![self.exact_figure(id, depth)];
        }
        let captions = self.captions(id);
        // A quotation with its source set under it is a quotation.
        let mut content = self.without(id, &captions, depth + 1);
        let mut caption = Vec::new();
        let mut credit = Vec::new();
        for (at, sign) in captions {
            let (text, by) = if sign == Sign::Credit {
                (Vec::new(), self.inlines(at))
            } else {
                self.caption(at)
            };
            join(&mut caption, text);
            join(&mut credit, by);
        }
        trim_credit(&mut credit);
        if credit.is_empty() {
            credit = split_credit(&mut caption, self.exact);
        }
        content = content.into_iter().map(picture_alone).collect();
        if sign == Some(Sign::Captioned) && content.is_empty() && dom.name(id) != "figure"
        {
            return as_paragraphs(caption, credit);
        }
        if let [Block::Quote { attribution, .. }] = &mut *content
            && attribution.is_empty()
            && !self.exact
        {
            *attribution = caption;
            join(attribution, credit);
            return content;
        }
        if let [Block::Aside(_)] = &*content
            && caption.is_empty()
            && credit.is_empty()
        {
            return content;
        }
        if let [Block::Figure(inner)] = &mut *content
            && inner.caption.is_empty()
            && inner.credit.is_empty()
        {
            content = std::mem::take(&mut inner.content);
        }
        let several = sign == Some(Sign::Gallery) || 1 < content.len();
        let pictures = content
            .iter()
            .all(|it| matches!(it, Block::Image(_) | Block::Figure(_) | Block::Embed(_)));
        if caption.is_empty()
            && credit.is_empty()
            && !(several && pictures && 1 < content.len())
        {
            return content;
        }
        if content.is_empty() {
            return as_paragraphs(caption, credit);
        }
        // Text in a gallery or figure that is no caption stays text.
        if sign == Some(Sign::Gallery) && !pictures {
            content.extend(as_paragraphs(caption, credit));
            return content;
        }
        vec![Block::Figure(Figure { content, caption, credit })]
    }

    /// Reads a figure whose parts the loader has named.
    fn exact_figure(&mut self, id: NodeId, depth: usize) -> Block {
        let dom = self.dom;
        let mut lines = Vec::new();
        let mut caption = Vec::new();
        let mut credit = Vec::new();
        for at in dom.elements(id) {
            if let Some(name) = dom.attr(at, LINE) {
                lines.push((at, Sign::Caption));
                let line = self.inlines(at);
                if name == "credit" { credit = line } else { caption = line }
            }
        }
        let content = self.without(id, &lines, depth + 1);
        Block::Figure(Figure { content, caption, credit })
    }

    /// Returns the elements of a figure that say what it is and who made it.
    fn captions(&self, id: NodeId) -> Vec<(NodeId, Sign)> {
        let dom = self.dom;
        let mut found = Vec::new();
        let mut at = NodeId(id.0 + 1);
        let end = dom.end(id);
        let mut looked = 0;
        while at < end {
            looked += 1;
            if 2000 < looked {
                break;
            }
            if !dom.is_element(at) {
                at = NodeId(at.0 + 1);
                continue;
            }
            if self.is_cut(at) {
                at = dom.end(at);
                continue;
            }
            let name = dom.name(at);
            let sign = match name {
                "figcaption" => Some(Sign::Caption),
                // A figure inside has a caption of its own.
                "figure" | "table" | "blockquote" | "pre" => {
                    at = dom.end(at);
                    continue;
                }
                _ => signs::sign(dom, at).filter(|it| match it {
                    Sign::Caption => !matches!(name, "img" | "a" | "video"),
                    Sign::Credit => !matches!(name, "img" | "a"),
                    Sign::Captioned => true,
                    _ => false,
                }),
            };
            match sign {
                Some(Sign::Captioned) => at = dom.end(at),
                // What wraps both the picture and its caption is neither.
                Some(sign) if dom.named(at, "img").next().is_none() => {
                    if !dom.text(at).trim().is_empty() {
                        found.push((at, sign));
                    }
                    at = dom.end(at);
                }
                _ => at = NodeId(at.0 + 1),
            }
        }
        found
    }

    /// Lowers what is inside a node but for some elements of it.
    fn without(
        &mut self,
        id: NodeId,
        captions: &[(NodeId, Sign)],
        depth: usize,
    ) -> Vec<Block> {
        let places: Vec<NodeId> = captions.iter().map(|it| it.0).collect();
        let before = std::mem::replace(&mut self.apart, places);
        let blocks = self.flow(id, depth);
        self.apart = before;
        blocks
    }

    /// Lowers a caption, with the credit inside it apart.
    fn caption(&mut self, id: NodeId) -> (Vec<Inline>, Vec<Inline>) {
        let dom = self.dom;
        let credit = dom.descendants(id).take(64).find(|it| {
            dom.is_element(*it)
                && !self.is_cut(*it)
                && !dom.text(*it).trim().is_empty()
                && (signs::sign(dom, *it) == Some(Sign::Credit)
                    || dom.attr_has(*it, "itemprop", "copyrightHolder")
                    || dom.attr_has(*it, "itemprop", "creditText")
                    || has_credit_name(dom.class(*it)))
        });
        let Some(credit) = credit else { return (self.inlines(id), Vec::new()) };
        let before = std::mem::replace(&mut self.apart, vec![credit]);
        let caption = self.inlines(id);
        self.apart = before;
        (caption, self.inlines(credit))
    }
}

fn has_credit_name(class: &str) -> bool {
    class.split_ascii_whitespace().any(|it| {
        let it = it.to_ascii_lowercase();
        it.ends_with("credit")
            || it.ends_with("copyright")
            || it.ends_with("photographer")
    })
}

/// Appends one line to another.
fn join(to: &mut Vec<Inline>, more: Vec<Inline>) {
    if is_blank(&more) {
        return;
    }
    if !to.is_empty() {
        to.push(Inline::text(" "));
    }
    to.extend(more);
    trim(to);
}

fn as_paragraphs(caption: Vec<Inline>, credit: Vec<Inline>) -> Vec<Block> {
    [caption, credit]
        .into_iter()
        .filter(|it| !is_blank(it))
        .map(|content| Block::Paragraph { content })
        .collect()
}

/// Takes a picture out of a link to its larger copy.
pub(super) fn picture_alone(block: Block) -> Block {
    if let Block::Paragraph { content } = &block
        && let [Inline::Link(Link { address, content: inner, .. })] = &**content
        && let [Inline::Image(image)] = &**inner
        && media::is_copy(address, &image.address)
    {
        let mut image = image.clone();
        image.address = address.clone();
        return Block::Image(image);
    }
    block
}

/// Takes the word that says it is a credit off one that has an element of its
/// own, where nothing else is said by it: "Credit: ".
fn trim_credit(credit: &mut Vec<Inline>) {
    trim(credit);
    while let Some(Inline::Text { text }) = credit.first_mut() {
        let kept = text.trim_start_matches(['|', '/', '•', '·', '–', '—', ' ']);
        let kept = match kept.split_once(':') {
            Some((word, rest))
                if matches!(
                    &*word.trim().to_lowercase(),
                    "credit"
                        | "credits"
                        | "photo credit"
                        | "image credit"
                        | "crédit"
                        | "crédito"
                ) =>
            {
                rest.trim_start()
            }
            _ => kept,
        };
        if kept.len() == text.len() {
            break;
        }
        *text = kept.to_owned();
        trim(credit);
    }
}

/// Splits the credit off the end of a caption that is one piece of text:
/// "The dome. Photo: A. Writer", "The dome (© A. Writer)".
fn split_credit(caption: &mut Vec<Inline>, exact: bool) -> Vec<Inline> {
    if exact {
        return Vec::new();
    }
    // On a line of its own, or in marks of its own at the end.
    if let Some(at) = caption.iter().rposition(|it| *it == Inline::Break)
        && is_credit(&text_of(&caption[at + 1..]))
    {
        let found = caption.split_off(at + 1);
        trim_end(caption);
        return found;
    }
    if is_credit(&text_of(caption)) {
        return std::mem::take(caption);
    }
    if let Some(Inline::Marked { mark: Mark::Emphasis, content }) = caption.last()
        && is_credit(&text_of(content))
        && 1 < caption.len()
    {
        let found = caption.pop().into_iter().collect();
        trim_end(caption);
        return found;
    }
    // Inside the last piece of text, or from a place in it to the end.
    for at in (0..caption.len()).rev() {
        let Inline::Text { text } = &caption[at] else { continue };
        let tail = text_of(&caption[at + 1..]);
        let Some(place) = credit_place(text, &tail) else { continue };
        let mut found = caption.split_off(at + 1);
        if let Some(Inline::Text { text }) = caption.last_mut() {
            let by = text.split_off(place);
            found.insert(0, Inline::text(by));
        }
        trim_end(caption);
        trim(&mut found);
        if is_blank(caption) {
            caption.clear();
        }
        unbracket(caption, &mut found);
        return found;
    }
    Vec::new()
}

/// Takes off the brackets around a whole credit.
fn unbracket(caption: &mut Vec<Inline>, credit: &mut [Inline]) {
    let close = match credit.first() {
        Some(Inline::Text { text }) if text.starts_with('(') => ')',
        Some(Inline::Text { text }) if text.starts_with('[') => ']',
        Some(Inline::Text { text }) if text.starts_with('（') => '）',
        _ => return,
    };
    let ends = matches!(credit.last(), Some(Inline::Text { text }) if text.trim_end().ends_with(close));
    if !ends {
        return;
    }
    if let Some(Inline::Text { text }) = credit.last_mut() {
        let kept = text.trim_end();
        *text = kept[..kept.len() - close.len_utf8()].to_owned();
    }
    if let Some(Inline::Text { text }) = credit.first_mut() {
        let first = text.chars().next().map_or(0, char::len_utf8);
        *text = text[first..].to_owned();
    }
    trim_end(caption);
}

/// Returns where in a text its credit begins, if all from there on is one.
fn credit_place(text: &str, tail: &str) -> Option<usize> {
    let ends = text.char_indices().filter(|(_, it)| {
        matches!(
            it,
            '.' | '!'
                | '?'
                | '。'
                | '|'
                | '('
                | '['
                | '（'
                | '/'
                | '•'
                | '·'
                | '—'
                | '–'
                | ')'
                | '”'
                | '"'
                | '\u{a9}'
        )
    });
    for (at, c) in ends.take(64) {
        let start = match c {
            '(' | '[' | '（' | '\u{a9}' => at,
            _ => at + c.len_utf8(),
        };
        let rest = &text[start..];
        let by = rest.trim_start();
        let lead = rest.len() - by.len();
        let whole = format!("{}{tail}", by.trim_start_matches(['(', '[', '（']));
        if is_credit(&whole) {
            return Some(start + lead);
        }
    }
    None
}

/// Returns whether a text names who made a picture and says nothing else.
fn is_credit(text: &str) -> bool {
    let text = text.trim().trim_matches(['(', ')', '[', ']', '（', '）']).trim();
    let count = text.chars().count();
    if !(3..=140).contains(&count) {
        return false;
    }
    if text.starts_with(['©', '\u{24b8}'])
        || text.starts_with("(c) ")
        || text.starts_with("📷")
    {
        return true;
    }
    let lower = text.to_lowercase();
    for separator in [':', '：', '／', '/', '＝'] {
        if let Some((word, rest)) = lower.split_once(separator) {
            let word = word.trim().trim_end_matches('.');
            if !rest.trim().is_empty() && CREDIT_WORDS.contains(&word) {
                // Sentences after a colon are a caption all the same.
                return !has_sentences(rest);
            }
        }
    }
    let by = [
        "photo by ",
        "photos by ",
        "photograph by ",
        "photographs by ",
        "image by ",
        "images by ",
        "picture by ",
        "illustration by ",
        "photography by ",
        "photo courtesy ",
        "courtesy of ",
        "image courtesy ",
        "images courtesy ",
        "foto von ",
        "foto de ",
        "foto di ",
        "photo de ",
        "foto av ",
        "foto af ",
        "foto: ",
        "illustration: ",
        "screenshot by ",
        "graphic by ",
        "file photo by ",
        "fot. ",
    ];
    by.iter().any(|it| lower.starts_with(it))
        && !text.trim_end_matches('.').contains(". ")
}

/// Returns whether a text goes on after the end of a sentence. The point after
/// an initial ends none.
fn has_sentences(text: &str) -> bool {
    let text = text.trim_end_matches(['.', '。']);
    text.contains('。')
        || text.match_indices(". ").any(|(at, _)| {
            let word = text[..at].rsplit(|it: char| !it.is_alphabetic()).next();
            word.is_some_and(|it| 3 < it.chars().count())
        })
}
