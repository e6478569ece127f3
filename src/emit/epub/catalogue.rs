//! Articles to what a catalogue says of the book they make.

use std::collections::HashSet;

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use url::Url;
use uuid::Uuid;

use crate::{
    article::{Article, Channel, Date},
    render::{licence_name, titled, w3c},
    report::Report,
};

use super::{
    label::Labels,
    language::{self, Direction},
    package::{Collection, Package},
    people::People,
};

/// What is gathered while the chapters are written.
#[derive(Debug, Default)]
pub(super) struct Catalogue {
    articles: usize,
    /// The names of all articles, hashed.
    identity: Sha256,
    first: First,
    /// Languages and how many articles are in each.
    languages: Vec<(String, usize)>,
    pub(super) people: People,
    outlets: Vec<String>,
    oldest: Option<Date>,
    newest: Option<Date>,
    modified: Option<Timestamp>,
    sources: Distinct<Url>,
    rights: Distinct<String>,
    licences: Vec<Option<Url>>,
    subjects: Distinct<String>,
    pub(super) comments: usize,
}

/// The series a book is said to be in, and its place there.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Series<'a> {
    pub(super) title: Option<&'a str>,
    pub(super) position: Option<&'a str>,
}

/// Things in the order they were met, each once.
#[derive(Debug)]
struct Distinct<T> {
    list: Vec<T>,
    seen: HashSet<String>,
}

impl<T> Default for Distinct<T> {
    fn default() -> Self {
        Self { list: Vec::new(), seen: HashSet::new() }
    }
}

impl<T> Distinct<T> {
    /// Adds a thing known by a name, unless one by that name is there.
    fn add(&mut self, item: Option<(String, T)>) {
        if let Some((name, item)) = item
            && self.seen.insert(name)
        {
            self.list.push(item);
        }
    }
}

/// What matters of the first article, which may be the only one.
#[derive(Debug, Default)]
struct First {
    identity: String,
    names: Vec<String>,
    title: String,
    description: Option<String>,
    date: Option<Date>,
    outlet: Option<(String, Option<Url>)>,
    closed: bool,
}

impl Catalogue {
    /// Gathers what an article says.
    pub(super) fn add(&mut self, article: &Article, report: &mut Report) {
        let metadata = &article.metadata;
        let provenance = &article.provenance;
        let identity = identity(article);
        self.identity.update(identity.as_bytes());
        self.identity.update([0]);
        let outlet = provenance.outlet.as_ref().filter(|it| !it.name.trim().is_empty());
        if self.articles == 0 {
            let own = metadata.id.iter().cloned();
            let address = metadata.canonical.as_ref().or(metadata.url.as_ref());
            let summary = metadata.summary.as_deref().or(metadata.subtitle.as_deref());
            self.first = First {
                identity,
                names: own.chain(address.map(Url::to_string)).collect(),
                // Shelves set it beside those of other books.
                title: titled(&metadata.title, report),
                description: summary.and_then(said),
                date: metadata.published,
                outlet: outlet.map(|it| (it.name.trim().to_owned(), it.url.clone())),
                closed: article.discussion.closed,
            };
        }
        self.articles += 1;
        self.add_language(metadata.language.as_deref());
        self.people.add(&article.authors, metadata.language.as_deref());
        push_new(&mut self.outlets, outlet.map(|it| it.name.trim().to_owned()));
        if let Some(date) = metadata.published {
            let older = self.oldest.is_none_or(|it| date.instant() < it.instant());
            self.oldest = if older { Some(date) } else { self.oldest };
            let newer = self.newest.is_none_or(|it| it.instant() < date.instant());
            self.newest = if newer { Some(date) } else { self.newest };
        }
        for date in [metadata.published, metadata.updated].into_iter().flatten() {
            self.modified = self.modified.max(Some(date.instant()));
        }
        let original = provenance.original.as_ref().and_then(|it| it.url.as_ref());
        let source = original.or(metadata.canonical.as_ref()).or(metadata.url.as_ref());
        self.sources.add(source.map(|it| (it.to_string(), it.clone())));
        self.rights.add(rights(article).map(|it| (it.clone(), it)));
        let deed = provenance.licence.as_ref().and_then(|it| it.url.clone());
        push_new(&mut self.licences, Some(deed));
        for subject in metadata.categories.iter().chain(&metadata.tags) {
            self.subjects.add(said(subject).map(|it| (it.to_lowercase(), it)));
        }
    }

    fn add_language(&mut self, tag: Option<&str>) {
        let Some(tag) = tag.and_then(language::tag) else { return };
        match self.languages.iter_mut().find(|(it, _)| *it == tag) {
            Some((_, count)) => *count += 1,
            None => self.languages.push((tag, 1)),
        }
    }

    /// Returns the years its articles are from.
    pub(super) fn years(&self) -> Option<String> {
        let (from, to) = (self.oldest?.day().year(), self.newest?.day().year());
        Some(if from == to { from.to_string() } else { format!("{from}–{to}") })
    }

    /// Returns what the package document says, but for the files.
    ///
    /// `title` is the book's own, if it was given one; `now` is what to say
    /// about the last change where no article has a date.
    pub(super) fn package(
        self,
        channel: &Channel,
        title: Option<&str>,
        series: Series<'_>,
        now: Timestamp,
    ) -> Package {
        let single = self.articles == 1;
        let languages = self.languages_of(channel);
        let labels = Labels::of(&languages[0]);
        let given = title.and_then(said).or_else(|| said(&channel.title));
        let outlet = match &*self.outlets {
            [only] => Some(only.clone()),
            _ => None,
        };
        let title = match (&given, single) {
            (Some(it), false) => it.clone(),
            (None, false) if outlet.is_some() => outlet.clone().unwrap_or_default(),
            (None, false) if 1 < self.articles => format!("{} …", self.first.title),
            (_, _) => said(title.unwrap_or_default())
                .or_else(|| said(&self.first.title))
                .or_else(|| given.clone())
                .unwrap_or_else(|| labels.untitled.to_owned()),
        };
        let identifier = self.identifier(channel, given.as_deref());
        let newest = if single { self.first.date } else { self.newest };
        let collection = self.collection(channel, series);
        let modified = self.modified.unwrap_or(now);
        // A catalogue of many licences would claim each of them for the whole.
        let licences = match &self.licences[..] {
            [Some(only)] => vec![only.clone()],
            _ => Vec::new(),
        };
        let own = channel.description.as_deref().and_then(said);
        Package {
            identifier,
            names: if single { self.first.names } else { Vec::new() },
            title,
            description: if single { self.first.description.or(own) } else { own },
            direction: Direction::of(&languages[0]),
            languages,
            people: self.people,
            publisher: outlet,
            date: newest.filter(|it| (1..=9999).contains(&it.day().year())).map(w3c),
            modified: instant(modified),
            sources: self.sources.list,
            rights: self.rights.list,
            licences,
            subjects: self.subjects.list,
            collection,
            comments: self.comments,
            closed: single && self.first.closed,
            ..Package::default()
        }
    }

    /// Returns the languages, the book's own or else the one of most articles
    /// first.
    pub(super) fn languages_of(&self, channel: &Channel) -> Vec<String> {
        let own = channel.language.as_deref().and_then(language::tag);
        let most = self.languages.iter().map(|it| it.1).max();
        let main = self.languages.iter().find(|it| Some(it.1) == most).map(|it| &it.0);
        let mut all: Vec<String> = own.iter().chain(main).cloned().collect();
        all.truncate(1);
        for (tag, _) in &self.languages {
            if !all.contains(tag) {
                all.push(tag.clone());
            }
        }
        if all.is_empty() {
            all.push("und".to_owned());
        }
        all
    }

    /// Returns a name that the same book gets whenever it is made again.
    fn identifier(&self, channel: &Channel, title: Option<&str>) -> String {
        let name = match (&channel.address, self.articles) {
            (Some(address), _) => address.to_string(),
            (None, 1) => self.first.identity.clone(),
            (None, _) => {
                let home = channel.home.as_ref().map_or("", Url::as_str);
                let hash: [u8; 32] = self.identity.clone().finalize().into();
                let hash = Uuid::new_v5(&Uuid::NAMESPACE_OID, &hash);
                format!("{home}\n{}\n{hash}", title.unwrap_or_default())
            }
        };
        format!("urn:uuid:{}", Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes()))
    }

    /// Returns what the book is a part of: the series it is said to be in or, if
    /// it is a single article, where that came out.
    fn collection(&self, channel: &Channel, series: Series<'_>) -> Option<Collection> {
        if let Some(title) = series.title.and_then(said) {
            let position = series.position.and_then(said);
            return Some(Collection { title, series: true, position, home: None });
        }
        if self.articles != 1 {
            return None;
        }
        let (title, home) = match said(&channel.title) {
            Some(title) => {
                (title, channel.address.clone().or_else(|| channel.home.clone()))
            }
            None => self.first.outlet.clone()?,
        };
        Some(Collection { title, series: false, position: None, home })
    }
}

/// Returns the string that an article's name is made from: the name it has, its
/// address or, without either, its words.
fn identity(article: &Article) -> String {
    let metadata = &article.metadata;
    if let Some(id) = metadata.id.as_deref().filter(|it| !it.trim().is_empty()) {
        return id.to_owned();
    }
    match metadata.canonical.as_ref().or(metadata.url.as_ref()) {
        Some(url) => url.to_string(),
        None => format!("{}\n{}", metadata.title, article.body.text()),
    }
}

/// Returns the terms of an article in words.
fn rights(article: &Article) -> Option<String> {
    let provenance = &article.provenance;
    let licence = provenance.licence.as_ref();
    let statement = licence.and_then(|it| it.statement.as_deref());
    let parts = [
        statement.and_then(said),
        licence
            .and_then(licence_name)
            .filter(|it| statement.is_none_or(|text| !text.contains(it))),
        provenance.permission.as_deref().and_then(said),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .map(|it| if it.ends_with(['.', '!', '?']) { it } else { it + "." })
        .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

fn instant(at: Timestamp) -> String {
    let year = at.to_zoned(jiff::tz::TimeZone::UTC).year();
    let at = if (1..=9999).contains(&year) { at } else { Timestamp::UNIX_EPOCH };
    Timestamp::from_second(at.as_second()).unwrap_or(at).to_string()
}

fn said(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn push_new<T: PartialEq>(list: &mut Vec<T>, item: Option<T>) {
    if let Some(item) = item
        && !list.contains(&item)
    {
        list.push(item);
    }
}

#[cfg(test)]
mod tests {
    use crate::article::Author;

    use super::*;

    fn essay(title: &str, language: &str, date: &str) -> Article {
        let mut article = Article::new(title);
        article.metadata.language = Some(language.into());
        article.metadata.published = date.parse().ok();
        article.authors.push(Author::named("Ada Kestrel"));
        article
    }

    fn package(articles: &[Article], channel: &Channel) -> Package {
        let mut catalogue = Catalogue::default();
        for it in articles {
            catalogue.add(it, &mut Report::default());
        }
        catalogue.package(channel, None, Series::default(), Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn a_book_is_of_the_language_most_of_it_is_in() {
        let articles = [
            essay("a", "fr", "2020"),
            essay("b", "en_GB", "2019-04"),
            essay("c", "en-GB", ""),
        ];
        let book = package(&articles, &Channel::default());
        assert_eq!(book.languages, ["en-GB", "fr"]);
        assert_eq!(book.title, "a …");
        assert_eq!(book.date.as_deref(), Some("2020"));
        assert_eq!(book.modified, "2020-01-01T00:00:00Z");
        assert_eq!(book.people.list.len(), 1);
    }

    #[test]
    fn is_named_by_its_content_alone() {
        let one = package(&[essay("a", "en", "2020")], &Channel::default());
        let same = package(&[essay("a", "en", "2021")], &Channel::default());
        let other = package(&[essay("b", "en", "2020")], &Channel::default());
        assert_eq!(one.identifier, same.identifier);
        assert_ne!(one.identifier, other.identifier);
        assert!(one.identifier.starts_with("urn:uuid:"));
    }

    #[test]
    fn a_day_without_a_year_a_calendar_knows_is_no_date() {
        let article = essay("a", "en", "0000-01-01");
        assert_eq!(package(&[article], &Channel::default()).date, None);
    }
}
