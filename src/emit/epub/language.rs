//! Language tags: which may be printed, and which way their text runs.

use crate::render::is_right_to_left;

/// Which way text runs.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) enum Direction {
    /// From left to right.
    #[default]
    LeftToRight,
    /// From right to left.
    RightToLeft,
}

impl Direction {
    /// Returns the value of a `dir` attribute.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }

    /// Returns the way that text in a language runs.
    pub(super) fn of(tag: &str) -> Self {
        if is_right_to_left(tag) { Self::RightToLeft } else { Self::LeftToRight }
    }
}

/// Returns a language tag in a form that every reader accepts, if it is one.
///
/// Pages write `en_US`, `C`, `English` and worse; only what has the form of a
/// tag comes through.
pub(super) fn tag(text: &str) -> Option<String> {
    let text = text.trim().replace('_', "-");
    let mut parts = text.split('-');
    let language = parts.next()?;
    let private =
        language.eq_ignore_ascii_case("x") || language.eq_ignore_ascii_case("i");
    let letters = language.bytes().all(|it| it.is_ascii_alphabetic());
    if !letters || !(private || (2..=3).contains(&language.len())) {
        return None;
    }
    let mut count = 0;
    for part in parts {
        count += 1;
        let whole = part.bytes().all(|it| it.is_ascii_alphanumeric());
        if !whole || !(1..=8).contains(&part.len()) {
            return None;
        }
    }
    if private && count == 0 || text.ends_with('-') {
        return None;
    }
    // A singleton has to be followed by something.
    let last = text.rsplit('-').next()?;
    if 0 < count && last.len() == 1 && !private {
        return None;
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_only_tags() {
        assert_eq!(tag("en_US").as_deref(), Some("en-US"));
        assert_eq!(tag("zh-Hant-TW").as_deref(), Some("zh-Hant-TW"));
        for text in ["", "C", "English", "en-", "en-x", "e n", "fr-éà", "en--US"] {
            assert_eq!(tag(text), None, "{text}");
        }
    }

    #[test]
    fn a_script_outweighs_a_language() {
        assert_eq!(Direction::of("ar"), Direction::RightToLeft);
        assert_eq!(Direction::of("ar-Latn"), Direction::LeftToRight);
        assert_eq!(Direction::of("pa-Arab-PK"), Direction::RightToLeft);
        assert_eq!(Direction::of("en-GB"), Direction::LeftToRight);
    }
}
