//! Who made a picture, told from what it shows.

use crate::article::{Inline, Mark};

use super::inline::{is_blank, text_of, trim, trim_end};

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

/// Takes the word that says it is a credit off one that has an element of its
/// own, where nothing else is said by it: "Credit: ".
pub(super) fn trim_credit(credit: &mut Vec<Inline>) {
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
pub(super) fn split_credit(caption: &mut Vec<Inline>, exact: bool) -> Vec<Inline> {
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
pub(super) fn is_credit(text: &str) -> bool {
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

/// Where pictures come from that say no more than that.
const AGENCIES: &[&str] = &[
    "getty",
    "reuters",
    "afp",
    "associated press",
    "ap photo",
    "/ap",
    "shutterstock",
    "alamy",
    "istock",
    "unsplash",
    "pexels",
    "pixabay",
    "adobe stock",
    "wireimage",
    "filmmagic",
    "imago",
    "epa",
    "dpa",
    "pa images",
    "zuma",
    "imagn",
    "wikimedia",
    "flickr",
    "bloomberg",
    "depositphotos",
    "dreamstime",
    "picture alliance",
];

/// Returns whether a short line right under a picture names who made it: in
/// brackets, or with a source that many pictures come from.
pub(super) fn is_credit_under_picture(text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() || 100 < text.chars().count() || has_sentences(text) {
        return false;
    }
    let bracketed = (text.starts_with('(') && text.ends_with(')'))
        || (text.starts_with('（') && text.ends_with('）'))
        || (text.starts_with('[') && text.ends_with(']'));
    if bracketed && 6 < text.chars().count() {
        return true;
    }
    let lower = text.to_lowercase();
    let stated =
        text.contains(['/', '|', '©']) || lower.contains(" via ") || text.len() < 40;
    stated
        && AGENCIES.iter().any(|it| lower.contains(it))
        && !text.ends_with(['.', '?', '!', ':'])
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
