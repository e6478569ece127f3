//! The language of the text, as a BCP 47 tag.

use whatlang::detect;

use crate::{
    dom::NodeId,
    extract::Page,
    report::{Code, Report},
};

use super::{json_ld::Graph, ladder::Ladder};

/// How much text is enough to tell a language by.
const SAMPLE: usize = 2000;

/// Returns the language the page declares, or else the one its text is in.
pub(super) fn find(
    page: &Page<'_>,
    graph: &Graph<'_>,
    headline: Option<NodeId>,
    report: &mut Report,
) -> Option<String> {
    let dom = page.dom;
    let mut ladder = Ladder::new("language");
    let declared = |id: NodeId| {
        let value = dom.attr(id, "lang").or_else(|| dom.attr(id, "xml:lang"))?;
        tag(value)
    };
    // The nearest declaration above the headline is about the headline.
    let near = headline.and_then(|it| dom.ancestors(it).find_map(&declared));
    ladder.add("lang", near);
    ladder.add("html lang", declared(page.html));
    ladder.add("body lang", declared(page.body));
    for object in [graph.article, graph.page].into_iter().flatten() {
        ladder.add("json-ld inLanguage", graph.raw(object, "inLanguage").and_then(tag));
    }
    for (rule, name) in [
        ("og:locale", "og:locale"),
        ("content-language", "content-language"),
        ("meta language", "language"),
        ("dc language", "dc.language"),
        ("dc language", "dcterms.language"),
        ("citation_language", "citation_language"),
    ] {
        ladder.add(rule, page.meta(name).and_then(tag));
    }
    if ladder.is_empty() {
        let guess = guessed(page)?;
        report.add(Code::LanguageGuessed, guess);
        report.found("language", "told from the text", Vec::new());
        return Some(guess.to_owned());
    }
    let primary = |it: &String| it.split('-').next().unwrap_or_default().to_owned();
    // Of tags for one language, the one that says more is kept.
    let agree = |a: &String, b: &String| primary(a) == primary(b);
    ladder.settle(report, agree, Clone::clone)
}

/// Reads a language tag: "`en_US`" is "en-US", "English" is none.
fn tag(value: &str) -> Option<String> {
    let value = value.split([',', ';', ' ']).find(|it| !it.is_empty())?;
    let value = value.replace('_', "-");
    let mut parts = value.split('-');
    let primary = parts.next()?.to_ascii_lowercase();
    let letters = |it: &str| it.bytes().all(|it| it.is_ascii_alphabetic());
    if !matches!(primary.len(), 2 | 3) || !letters(&primary) {
        return None;
    }
    let primary = match primary.as_str() {
        "iw" => "he",
        "in" => "id",
        "ji" => "yi",
        "und" | "mul" | "zxx" => return None,
        it => it,
    };
    let mut out = primary.to_owned();
    for part in parts {
        let part = match part.len() {
            2 if letters(part) => part.to_ascii_uppercase(),
            3 if part.bytes().all(|it| it.is_ascii_digit()) => part.to_owned(),
            4 if letters(part) => {
                part[..1].to_ascii_uppercase() + &part[1..].to_ascii_lowercase()
            }
            5..=8 if part.bytes().all(|it| it.is_ascii_alphanumeric()) => {
                part.to_ascii_lowercase()
            }
            _ => break,
        };
        out.push('-');
        out.push_str(&part);
    }
    Some(out)
}

/// Tells the language from the middle of the text, where there is least
/// navigation.
fn guessed(page: &Page<'_>) -> Option<&'static str> {
    let text = page.dom.text(page.body);
    let from = text.floor_char_boundary(text.len() / 3);
    let sample: String = text[from..].chars().take(SAMPLE).collect();
    let words: Vec<&str> = sample.split_whitespace().collect();
    let found = detect(&words.join(" ")).filter(whatlang::Info::is_reliable)?;
    short(found.lang())
}

/// Returns the short tag of a language.
fn short(lang: whatlang::Lang) -> Option<&'static str> {
    let pairs = [
        ("eng", "en"),
        ("deu", "de"),
        ("fra", "fr"),
        ("spa", "es"),
        ("por", "pt"),
        ("ita", "it"),
        ("nld", "nl"),
        ("swe", "sv"),
        ("dan", "da"),
        ("nob", "no"),
        ("fin", "fi"),
        ("pol", "pl"),
        ("ces", "cs"),
        ("slk", "sk"),
        ("slv", "sl"),
        ("rus", "ru"),
        ("ukr", "uk"),
        ("bel", "be"),
        ("bul", "bg"),
        ("srp", "sr"),
        ("hrv", "hr"),
        ("mkd", "mk"),
        ("tur", "tr"),
        ("aze", "az"),
        ("ell", "el"),
        ("ara", "ar"),
        ("pes", "fa"),
        ("urd", "ur"),
        ("heb", "he"),
        ("yid", "yi"),
        ("hin", "hi"),
        ("mar", "mr"),
        ("nep", "ne"),
        ("ben", "bn"),
        ("guj", "gu"),
        ("pan", "pa"),
        ("tam", "ta"),
        ("tel", "te"),
        ("kan", "kn"),
        ("mal", "ml"),
        ("ori", "or"),
        ("sin", "si"),
        ("mya", "my"),
        ("khm", "km"),
        ("tha", "th"),
        ("cmn", "zh"),
        ("jpn", "ja"),
        ("kor", "ko"),
        ("vie", "vi"),
        ("ind", "id"),
        ("jav", "jv"),
        ("tgl", "tl"),
        ("hun", "hu"),
        ("ron", "ro"),
        ("est", "et"),
        ("lav", "lv"),
        ("lit", "lt"),
        ("cat", "ca"),
        ("lat", "la"),
        ("epo", "eo"),
        ("kat", "ka"),
        ("hye", "hy"),
        ("amh", "am"),
        ("afr", "af"),
        ("zul", "zu"),
        ("sna", "sn"),
        ("uzb", "uz"),
        ("tuk", "tk"),
        ("aka", "ak"),
    ];
    pairs.iter().find(|it| it.0 == lang.code()).map(|it| it.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_put_right() {
        assert_eq!(tag("en_US").as_deref(), Some("en-US"));
        assert_eq!(tag("zh-hans-cn").as_deref(), Some("zh-Hans-CN"));
        assert_eq!(tag("iw").as_deref(), Some("he"));
        assert_eq!(tag("de, en").as_deref(), Some("de"));
        assert!(tag("English").is_none());
        assert!(tag("").is_none());
    }
}
