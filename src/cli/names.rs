//! What an output is called: from the article's date and title, legal on every
//! file system.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use offprint::article::Article;

/// The longest name, in bytes and without its extension.
const MAX_BYTES: usize = 80;

/// Returns bytes in hexadecimal, as hashes are written.
pub(super) fn hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        _ = write!(out, "{byte:02x}");
    }
    out
}

/// What a template of names may hold in braces.
pub(super) const PARTS: &[&str] = &["date", "slug", "stem", "author"];

/// Gives names out, no name twice, told apart as file systems that fold case do.
#[derive(Debug, Default)]
pub(super) struct Names {
    given: BTreeSet<String>,
    /// Those that each input was given.
    owned: BTreeMap<String, Vec<String>>,
    /// How often each name was wanted.
    wanted: BTreeMap<String, usize>,
}

impl Names {
    /// Returns a name for an article that no other has, and whether it had to be
    /// numbered for that.
    pub(super) fn give(
        &mut self,
        template: &str,
        article: &Article,
        stem: &str,
        owner: &str,
    ) -> (String, bool) {
        let wanted = fill(template, article, stem);
        let mut name = wanted.clone();
        let number = self.wanted.entry(folded(&wanted)).or_insert(1);
        let first = *number;
        while !self.given.insert(folded(&name)) {
            *number += 1;
            let suffix = format!("-{number}");
            name = format!("{}{suffix}", cut(&wanted, MAX_BYTES - suffix.len()));
        }
        let numbered = first != *number;
        self.owned.entry(owner.to_owned()).or_default().push(folded(&name));
        (name, numbered)
    }

    /// Takes back the names of an input that is read again.
    pub(super) fn take_back(&mut self, owner: &str) {
        for name in self.owned.remove(owner).unwrap_or_default() {
            self.given.remove(&name);
            // The lowest number that is free may be another now.
            self.wanted.clear();
        }
    }
}

/// Fills in `{date}`, `{slug}`, `{stem}` and `{author}`. What is not known is
/// left out together with the hyphen after it.
fn fill(template: &str, article: &Article, stem: &str) -> String {
    let date = article.metadata.published.map(|it| it.day().to_string());
    let author = article.authors.first().map(|it| slug(&it.name));
    let title = slug(&article.metadata.title);
    let title = if title.is_empty() { slug(stem) } else { title };
    let mut name = template.to_owned();
    for (key, value) in [
        ("{date}", date.as_deref().unwrap_or_default()),
        ("{author}", author.as_deref().unwrap_or_default()),
        ("{slug}", title.as_str()),
        ("{stem}", &slug(stem)),
    ] {
        if value.is_empty() {
            name = name.replace(&format!("{key}-"), "");
        }
        name = name.replace(key, value);
    }
    let name = portable(&name);
    if name.is_empty() { "article".into() } else { name }
}

/// Returns a name made of a title: letters and digits of every script, the rest
/// turned into hyphens.
pub(super) fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_alphanumeric() || is_mark(c) {
            out.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '’' | '‘' | '\u{ad}' | '\u{200b}')
            && !out.ends_with('-')
            && !out.is_empty()
        {
            out.push('-');
        }
    }
    let out = cut(out.trim_matches('-'), MAX_BYTES);
    out.trim_matches('-').to_owned()
}

/// Returns the title that a folder's name stands for: `02-early_years` is
/// “Early years”.
pub(super) fn titled(folder: &str) -> String {
    let number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '_' | '.' | ' ');
    let name = match folder.trim_start_matches(number) {
        "" => folder,
        it => it,
    };
    let name = name.replace(['-', '_'], " ");
    let mut letters = name.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => name,
    }
}

/// Signs that scripts such as Devanagari, Thai and Arabic write inside words.
fn is_mark(c: char) -> bool {
    use unicode_normalization::char::is_combining_mark;
    is_combining_mark(c) || matches!(c, '\u{200c}' | '\u{200d}')
}

/// Takes out what some file system forbids.
fn portable(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let legal = |c: char| {
        !c.is_control()
            && !matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*')
            && !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let name: String = name.nfc().filter(|c| legal(*c)).collect();
    let name = cut(&name, MAX_BYTES).trim_matches(['.', ' ', '-']).to_owned();
    let device = name.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let reserved = matches!(device.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || (device.len() == 4
            && (device.starts_with("COM") || device.starts_with("LPT"))
            && device.ends_with(|c: char| c.is_ascii_digit()));
    if reserved { format!("{name}-") } else { name }
}

/// Cuts a name to a length in bytes, at the end of a word if there is one in
/// its second half.
fn cut(name: &str, max: usize) -> &str {
    if name.len() <= max {
        return name;
    }
    let head = &name[..name.floor_char_boundary(max)];
    match head.rfind('-') {
        Some(at) if max / 2 < at => &head[..at],
        Some(_) | None => head,
    }
}

/// The form in which names that some file system takes for the same are equal.
fn folded(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    name.nfkc().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(title: &str) -> String {
        Names::default().give("{date}-{slug}", &Article::new(title), "page", "page").0
    }

    #[test]
    fn keeps_letters_of_every_script() {
        assert_eq!(named("On Tides: a Beginning"), "on-tides-a-beginning");
        assert_eq!(named("Приливы и отливы"), "приливы-и-отливы");
        assert_eq!(named("潮汐について"), "潮汐について");
        assert_eq!(named("It’s 5 o'clock"), "its-5-oclock");
    }

    #[test]
    fn is_legal_everywhere() {
        assert_eq!(named("../../etc/passwd"), "etc-passwd");
        assert_eq!(named("CON"), "con-");
        assert_eq!(named("a\u{202e}b\0c"), "a-b-c");
        assert_eq!(named("???"), "page");
        assert!(named(&"word ".repeat(200)).len() <= MAX_BYTES);
        assert!(named(&"語".repeat(200)).len() <= MAX_BYTES);
    }

    #[test]
    fn gives_no_name_twice() {
        let mut names = Names::default();
        let mut give = |title| names.give("{slug}", &Article::new(title), "x", title);
        assert_eq!(give("Tides"), ("tides".into(), false));
        assert_eq!(give("TIDES!"), ("tides-2".into(), true));
        assert_eq!(give("tides"), ("tides-3".into(), true));
        names.take_back("TIDES!");
        let again = names.give("{slug}", &Article::new("TIDES!"), "x", "TIDES!");
        assert_eq!(again, ("tides-2".into(), true));
    }

    #[test]
    fn a_folder_names_a_title() {
        assert_eq!(titled("02-early_years"), "Early years");
        assert_eq!(titled("1998"), "1998");
    }

    #[test]
    fn starts_with_the_day() {
        let mut article = Article::new("Tides");
        article.metadata.published = "2024-05-03T23:00:00-05:00".parse().ok();
        let name = Names::default().give("{date}-{slug}", &article, "x", "x").0;
        assert_eq!(name, "2024-05-03-tides");
    }
}
