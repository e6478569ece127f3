//! Words that are checked where they are typed, on the command line and in a
//! settings file alike.

use encoding_rs::Encoding;
use offprint::{
    ErrorKind, Report,
    load::{self, Source},
};
use serde::{Deserialize, Deserializer, de::Error as _};

use crate::cli::near;

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
    fn a_character_set_is_known_by_any_of_its_names() {
        assert!(charset("latin1").is_ok() && charset(" UTF8 ").is_ok());
        let why = "unknown character set `utf-9`; did you mean `utf-8`?";
        assert_eq!(charset("utf-9").unwrap_err(), why);
    }
}
