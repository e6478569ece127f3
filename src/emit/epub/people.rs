//! Bylines to the creators and contributors of a book.

use crate::article::{Author, AuthorKind, Contribution};

/// Someone named in the bylines of a book.
#[derive(Debug)]
pub(super) struct Person {
    /// The name as printed.
    pub(super) name: String,
    /// The name as a shelf would have it.
    pub(super) file_as: String,
    /// The codes of what they did, most important first.
    pub(super) roles: Vec<&'static str>,
    /// The person's own page, then others about them.
    pub(super) urls: Vec<String>,
}

impl Person {
    /// Returns whether the person wrote something, so that the book is theirs.
    pub(super) fn wrote(&self) -> bool {
        self.roles.contains(&Contribution::Text.marc())
    }
}

/// Everyone named in the bylines of a book, in the order they are met.
#[derive(Debug, Default)]
pub(super) struct People {
    pub(super) list: Vec<Person>,
    by_name: std::collections::HashMap<String, usize>,
}

impl People {
    /// Adds the authors of an article in a language.
    pub(super) fn add(&mut self, authors: &[Author], language: Option<&str>) {
        for author in authors {
            let name = author.name.trim();
            if name.is_empty() {
                continue;
            }
            let next = self.list.len();
            let at = *self.by_name.entry(name.to_lowercase()).or_insert(next);
            if at == next {
                self.list.push(Person {
                    name: name.to_owned(),
                    file_as: file_as(name, author.kind, language),
                    roles: Vec::new(),
                    urls: Vec::new(),
                });
            }
            let person = &mut self.list[at];
            let said = author.contributions.iter().map(|it| it.marc());
            let silent = author.contributions.is_empty();
            for role in said.chain(silent.then(|| Contribution::Text.marc())) {
                if !person.roles.contains(&role) {
                    person.roles.push(role);
                }
            }
            for url in &author.urls {
                let url = super::address::strict(url);
                if !person.urls.contains(&url) {
                    person.urls.push(url);
                }
            }
        }
    }

    /// Returns the names on the cover: those who wrote it or, where a byline
    /// names no writer, everyone.
    pub(super) fn names(&self) -> Vec<&str> {
        let wrote = self.list.iter().any(Person::wrote);
        let named = self.list.iter().filter(|it| it.wrote() || !wrote);
        named.map(|it| &*it.name).collect()
    }
}

/// Returns the name that a shelf would be sorted by.
///
/// Names are never split in the model, because no rule fits them all. Shelves
/// want one all the same: the last word first, with its particles, except where
/// the family's name comes first already.
pub(super) fn file_as(name: &str, kind: AuthorKind, language: Option<&str>) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    if kind == AuthorKind::Organisation {
        return match words.split_first() {
            Some((&("The" | "the" | "THE"), rest)) if !rest.is_empty() => {
                format!("{}, The", rest.join(" "))
            }
            _ => words.join(" "),
        };
    }
    let language = language.unwrap_or_default().split('-').next().unwrap_or_default();
    let family_first = matches!(language, "hu" | "ja" | "ko" | "vi" | "zh")
        || name.chars().any(|it| matches!(it, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}'));
    if words.len() < 2 || family_first || name.contains(',') {
        return words.join(" ");
    }
    let suffix = |it: &str| {
        matches!(
            it.trim_end_matches('.'),
            "Jr" | "Sr" | "II" | "III" | "IV" | "PhD" | "Ph.D" | "MD" | "M.D"
        )
    };
    let mut end = words.len();
    while 2 < end && suffix(words[end - 1]) {
        end -= 1;
    }
    // Particles are written small: `van der Berg`, `de la Cruz`, `al-Amin`.
    let mut start = end - 1;
    while 1 < start && words[start - 1].chars().next().is_some_and(char::is_lowercase) {
        start -= 1;
    }
    let mut out =
        format!("{}, {}", words[start..end].join(" "), words[..start].join(" "));
    if end < words.len() {
        out.push_str(", ");
        out.push_str(&words[end..].join(" "));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shelves_names_by_family() {
        let person = |name, language| file_as(name, AuthorKind::Person, language);
        assert_eq!(person("Ada Kestrel", None), "Kestrel, Ada");
        assert_eq!(person("Jo van der Moor", None), "van der Moor, Jo");
        assert_eq!(person("Sam Teal Jr.", None), "Teal, Sam, Jr.");
        assert_eq!(person("Moss", None), "Moss");
        assert_eq!(person("Kis Ágota", Some("hu")), "Kis Ágota");
        assert_eq!(person("青木 遥", None), "青木 遥");
        assert_eq!(person("Kestrel, Ada", None), "Kestrel, Ada");
        let body = |name| file_as(name, AuthorKind::Organisation, None);
        assert_eq!(body("The Harbour Desk"), "Harbour Desk, The");
        assert_eq!(body("Harbour Desk"), "Harbour Desk");
    }

    #[test]
    fn names_each_person_once() {
        let mut author = Author::named("Ada Kestrel");
        author.contributions = vec![Contribution::Photographs];
        let mut people = People::default();
        people.add(&[author.clone()], None);
        people.add(&[Author::named("ada kestrel")], None);
        assert_eq!(people.list.len(), 1);
        assert_eq!(people.list[0].roles, ["pht", "aut"]);
        assert_eq!(people.names(), ["Ada Kestrel"]);
    }
}
