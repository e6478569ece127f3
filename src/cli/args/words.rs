//! Words that are checked where they are typed, on the command line and in a
//! settings file alike.

use encoding_rs::Encoding;
use offprint::{
    ErrorKind, Report,
    load::{self, Source},
};
use serde::{Deserialize, Deserializer, de::Error as _};

use crate::cli::{names::PARTS, near};

/// The character sets that a mistyped one is compared with.
const CHARSETS: &[&str] = &[
    "utf-8",
    "utf-16le",
    "utf-16be",
    "us-ascii",
    "iso-8859-1",
    "iso-8859-2",
    "iso-8859-5",
    "iso-8859-6",
    "iso-8859-7",
    "iso-8859-8",
    "iso-8859-15",
    "windows-1250",
    "windows-1251",
    "windows-1252",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "koi8-r",
    "macintosh",
    "shift_jis",
    "euc-jp",
    "iso-2022-jp",
    "gbk",
    "gb18030",
    "big5",
    "euc-kr",
];

/// A check that returns the word, in the form in which it is used.
type Check = fn(&str) -> Result<String, String>;

/// Admits the name of a character set.
pub(super) fn charset(text: &str) -> Result<String, String> {
    match Encoding::for_label(text.trim().as_bytes()) {
        Some(_) => Ok(text.trim().into()),
        None => {
            let help = near(&text.to_lowercase(), CHARSETS);
            Err(format!("unknown character set `{text}`; {help}"))
        }
    }
}

/// Admits a selector.
pub(super) fn selector(text: &str) -> Result<String, String> {
    // The loader that obeys selectors also says what is one.
    let mut source = Source::new("<p>.");
    source.drop.push(text.into());
    let refused = load::by_name("html")
        .and_then(|it| load::load_as(it, &source, &mut Report::default()))
        .is_err_and(|it| it.kind() == ErrorKind::BadSetting);
    if refused { Err(format!("`{text}` is no CSS selector")) } else { Ok(text.into()) }
}

/// Admits a template of names.
pub(super) fn template(text: &str) -> Result<String, String> {
    for rest in text.split('{').skip(1) {
        let Some((word, _)) = rest.split_once('}') else {
            return Err(format!("a brace in `{text}` is never closed"));
        };
        if !PARTS.contains(&word) {
            return Err(format!("unknown part `{{{word}}}`; {}", near(word, PARTS)));
        }
    }
    Ok(text.into())
}

/// Admits the tag of a language, such as `en-GB`, which some write `en_GB`.
pub(super) fn tag(text: &str) -> Result<String, String> {
    let tag = text.trim().replace('_', "-");
    let plain = |it: &str| {
        (1..=8).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_alphanumeric())
    };
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    let letters = first.bytes().all(|it| it.is_ascii_alphabetic());
    // Private and old tags begin with one letter.
    let language = match first.len() {
        1 => matches!(first, "x" | "i") && tag.len() != 1,
        length => (2..=3).contains(&length),
    };
    if letters && language && parts.all(plain) {
        return Ok(tag);
    }
    Err(format!("`{text}` is no tag of a language such as `en` or `en-GB`"))
}

pub(in crate::cli) fn read_template<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<String>, D::Error> {
    read(deserializer, template)
}

pub(in crate::cli) fn read_tag<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<String>, D::Error> {
    read(deserializer, tag)
}

pub(super) fn read_charset<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<String>, D::Error> {
    read(deserializer, charset)
}

pub(in crate::cli) fn read_selector<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<String>, D::Error> {
    read(deserializer, selector)
}

pub(in crate::cli) fn read_selectors<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<String>, D::Error> {
    let all = Vec::<String>::deserialize(deserializer)?;
    all.iter().map(|it| selector(it).map_err(D::Error::custom)).collect()
}

fn read<'de, D: Deserializer<'de>>(
    deserializer: D,
    check: Check,
) -> Result<Option<String>, D::Error> {
    let text = String::deserialize(deserializer)?;
    check(&text).map(Some).map_err(D::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selector_is_one_or_is_refused() {
        for it in ["article", ".promo, #top", "div > p:first-child", "a[rel~='nofollow']"]
        {
            assert!(selector(it).is_ok(), "{it}");
        }
        for it in ["<<", "..", "div["] {
            assert!(selector(it).is_err(), "{it}");
        }
    }

    #[test]
    fn a_template_holds_what_is_known() {
        assert!(template("{date}-{slug}").is_ok() && template("plain").is_ok());
        let why = "unknown part `{slg}`; did you mean `slug`?";
        assert_eq!(template("x-{slg}").unwrap_err(), why);
        assert!(template("{nope}").is_err() && template("{slug").is_err());
    }

    #[test]
    fn a_language_is_a_tag() {
        assert_eq!(tag("en_GB").unwrap(), "en-GB");
        for it in ["en", "zh-Hant-TW", "x-klingon", "i-navajo", "es-419", "grc"] {
            assert_eq!(tag(it).unwrap(), it);
        }
        for it in ["english please", "English", "", "x", "en-", "e1", "de-ungewöhnlich"]
        {
            assert!(tag(it).is_err(), "{it}");
        }
    }

    #[test]
    fn a_character_set_is_known_by_any_of_its_names() {
        assert!(charset("latin1").is_ok() && charset(" UTF8 ").is_ok());
        let why = "unknown character set `utf-9`; did you mean `utf-8`?";
        assert_eq!(charset("utf-9").unwrap_err(), why);
    }
}
