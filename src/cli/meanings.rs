//! What the settings of formats mean, for `offprint formats`.

/// The formats of feeds, which have their settings in common.
const FEEDS: &[&str] = &["rss", "atom", "json-feed"];

/// A setting that some formats have, and what it does.
struct Meaning {
    formats: &'static [&'static str],
    key: &'static str,
    text: &'static str,
}

const fn meaning(
    formats: &'static [&'static str],
    key: &'static str,
    text: &'static str,
) -> Meaning {
    Meaning { formats, key, text }
}

const MEANINGS: &[Meaning] = &[
    meaning(FEEDS, "content", "how much of each article: full, summary, none"),
    meaning(FEEDS, "limit", "how many articles at most, the newest first"),
    meaning(FEEDS, "archive", "older articles in an archive, so many to a file"),
    meaning(FEEDS, "hubs", "a list of WebSub hubs that tell readers of changes"),
    meaning(FEEDS, "rights", "who holds the rights in the whole"),
    meaning(FEEDS, "ttl", "for how many minutes readers may keep the feed"),
    meaning(&["epub"], "title", "what the book is called; told from it where absent"),
    meaning(
        &["epub"],
        "cover",
        "auto (a picture that it has, or else drawn), drawn (from the title), none",
    ),
    meaning(
        &["epub"],
        "record",
        "true, false: the articles as data too, to be read back; of one alone where absent",
    ),
    meaning(&["epub"], "depth", "how many levels of headings the contents of one list"),
    meaning(
        &["epub"],
        "contributors",
        "true, false: a page with the notes about authors; where there are any if absent",
    ),
    meaning(&["epub"], "series", "the series that the book is a part of"),
    meaning(&["epub"], "position", "which part of the series it is: 3, or 3.1"),
    meaning(&["epub"], "max-image", "how many pixels wide or high pictures are at most"),
    meaning(
        &["epub"],
        "bare-images",
        "true, false: places, times and names are taken out of pictures",
    ),
    meaning(
        &["epub"],
        "cover-font",
        "the address of a font for the cover; `offprint book --cover-font` takes a file",
    ),
    meaning(
        &["html"],
        "canonical",
        "the address called canonical: origin (of the first printing), own, none",
    ),
    meaning(&["html"], "noindex", "true, false: search engines are asked not to list it"),
    meaning(
        &["html"],
        "pixel",
        "true, false: the counter that the first outlet asks reprints to carry",
    ),
    meaning(
        &["html"],
        "lossless",
        "true, false: the article as data too, to be read back",
    ),
    meaning(
        &["html"],
        "alternates",
        "addresses in other formats: {\"text/markdown\": \"page.md\"}",
    ),
    meaning(
        &["markdown"],
        "profile",
        "the tool it is for: generic, hugo, jekyll, zola, eleventy, astro, obsidian, \
         dev.to, hashnode",
    ),
    meaning(&["markdown"], "front-matter", "its form: yaml, toml, none"),
    meaning(
        &["markdown"],
        "links",
        "where addresses stand: inline, reference (after it)",
    ),
    meaning(&["markdown"], "captions", "where plain captions stand: title, below"),
    meaning(
        &["markdown", "text"],
        "width",
        "how many columns a line has, or 0 for a paragraph on one line",
    ),
    meaning(
        &["pandoc"],
        "api",
        "the version of pandoc's types: 1.22 (pandoc 2.11 to 2.19), 1.23 (pandoc 3)",
    ),
    meaning(
        &["text"],
        "flowed",
        "lines that may be put together again: no, yes, del-sp (as `delsp` in mail)",
    ),
    meaning(&["text"], "links", "where addresses stand: list (at the end), inline, none"),
    meaning(&["text"], "emphasis", "true, false: _emphasis_ and *strong* are marked"),
    meaning(&["text"], "header", "true, false: it begins with lines such as `Title: …`"),
    meaning(&["text"], "eol", "how lines end: lf, crlf"),
];

/// Returns what a setting of a format means, and the values it can have.
pub(super) fn of(format: &str, key: &str) -> Option<&'static str> {
    let found = MEANINGS.iter().find(|it| it.key == key && it.formats.contains(&format));
    found.map(|it| it.text)
}

#[cfg(test)]
mod tests {
    use offprint::emit::{self, EMITTERS};

    use super::*;

    #[test]
    fn every_setting_has_a_meaning_and_is_one() {
        for emitter in EMITTERS {
            let format = emitter.format().name;
            for key in emitter.defaults().as_object().unwrap().keys() {
                assert!(of(format, key).is_some(), "{format}.{key}");
            }
        }
        for it in MEANINGS {
            for format in it.formats {
                let settings = emit::by_name(format).unwrap().defaults();
                assert!(settings.get(it.key).is_some(), "{format}.{}", it.key);
            }
        }
    }
}
