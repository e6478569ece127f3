//! Front matter to metadata: the keys of the tools that read Markdown.

use serde_json::{Map, Value};
use url::Url;

use crate::{
    article::{Address, Article, Author, Block, Date, Image, Licence, Outlet},
    extract::{parse_date, parse_roles},
    report::{Code, Report},
};

use super::facts::number;

/// The tables in which tools keep the keys that are not their own.
const INNER: &[&str] = &["params", "extra", "taxonomies", "seo"];

/// Fills in what front matter says, and notes which key said it.
pub(in crate::load) fn read(
    head: &Map<String, Value>,
    article: &mut Article,
    report: &mut Report,
) {
    let mut card = Card::over(head, report);
    let metadata = &mut article.metadata;
    if let Some(it) = card.text("title", &["title", "headline", "name"]) {
        metadata.title = it;
    }
    metadata.subtitle = card.text(
        "subtitle",
        &["subtitle", "sub_title", "dek", "deck", "standfirst", "tagline"],
    );
    metadata.summary =
        card.text("summary", &["description", "summary", "excerpt", "abstract"]);
    metadata.byline = card.text("byline", &["byline"]);
    metadata.published = card.date(
        "published",
        &[
            "date",
            "pubdate",
            "pub_date",
            "publishdate",
            "published",
            "published_at",
            "date_published",
            "datepublished",
            "publish_date",
            "created",
            "created_at",
        ],
    );
    metadata.updated = card.date(
        "updated",
        &[
            "lastmod",
            "updated",
            "modified",
            "last_modified_at",
            "updateddate",
            "updated_date",
            "updated_at",
            "date_modified",
            "datemodified",
            "last_updated",
            "modified_at",
        ],
    );
    metadata.language = card
        .text("language", &["lang", "language", "locale"])
        .map(|it| it.replace('_', "-"))
        .filter(|it| is_language(it));
    metadata.categories =
        card.list("categories", &["categories", "category", "section", "sections"]);
    metadata.tags = card.list("tags", &["tags", "tag", "keywords"]);
    for tag in &mut metadata.tags {
        if let Some(rest) = tag.strip_prefix('#') {
            *tag = rest.to_owned();
        }
    }
    metadata.canonical = card.web(
        "canonical",
        &[
            "canonical_url",
            "canonical",
            "canonicalurl",
            "originalarticleurl",
            "original_url",
        ],
    );
    // A name that never changes is an absolute one; many tools give a post a number
    // or a slug, which others have as well.
    let id = card.text("id", &["id", "guid"]);
    metadata.id =
        id.filter(|it| Url::parse(it).is_ok() && !it.contains(char::is_whitespace));
    metadata.url = card.web("url", &["url", "permalink", "link", "source", "source_url"]);
    metadata.image = card.image(
        "image",
        &[
            "image",
            "images",
            "cover_image",
            "heroimage",
            "hero_image",
            "cover",
            "featured_image",
            "feature_image",
            "featuredimage",
            "thumbnail",
            "banner",
            "hero",
            "og_image",
        ],
    );
    article.authors = card.authors();
    let bio = card.first("bio", &["author_bio"], paragraphs);
    if let (Some(bio), [author]) = (bio, &mut *article.authors)
        && author.bio.is_empty()
    {
        author.bio = bio;
    }
    let licence = card.text("licence", &["license", "licence"]);
    let rights = card.text("licence", &["rights", "copyright"]);
    if licence.is_some() || rights.is_some() {
        let mut found = Licence::default();
        match licence {
            Some(it) if web(&it).is_some() => found.url = web(&it),
            Some(it) if !it.contains(' ') && it.contains('-') => found.spdx = Some(it),
            Some(it) => found.statement = Some(it),
            None => (),
        }
        found.statement = found.statement.or(rights);
        article.provenance.licence = Some(found);
    }
    if let Some(name) =
        card.text("outlet", &["publisher", "publication", "site", "site_name"])
    {
        let mut outlet = Outlet::default();
        outlet.name = name;
        article.provenance.outlet = Some(outlet);
    }
}

struct Card<'a> {
    /// The front matter and the tables in it, with keys as [`plain`] spells them.
    maps: Vec<Vec<(String, &'a Value)>>,
    report: &'a mut Report,
}

impl<'a> Card<'a> {
    fn over(head: &'a Map<String, Value>, report: &'a mut Report) -> Self {
        let inner = INNER.iter().filter_map(|it| head.get(*it)?.as_object());
        let maps = std::iter::once(head)
            .chain(inner)
            .map(|it| it.iter().map(|(key, value)| (plain(key).collect(), value)))
            .map(Iterator::collect)
            .collect();
        Self { maps, report }
    }

    /// Returns the first key that is there and says something `wanted` can read.
    fn first<T>(
        &mut self,
        field: &'static str,
        names: &[&'static str],
        wanted: impl Fn(&'a Value) -> Option<T>,
    ) -> Option<T> {
        for name in names {
            for map in &self.maps {
                let found = map.iter().find(|(key, _)| plain(name).eq(key.chars()));
                if let Some(found) = found.and_then(|it| wanted(it.1)) {
                    self.report.found(field, name, Vec::new());
                    return Some(found);
                }
            }
        }
        None
    }

    fn text(&mut self, field: &'static str, names: &[&'static str]) -> Option<String> {
        self.first(field, names, line)
    }

    fn date(&mut self, field: &'static str, names: &[&'static str]) -> Option<Date> {
        let found = self.first(field, names, |it| date(&text(it)?));
        if found.is_none() {
            self.unread(names);
        }
        found
    }

    /// Reports the first of some keys whose value says something that was not
    /// understood.
    fn unread(&mut self, names: &[&'static str]) {
        let said = names.iter().find_map(|name| {
            let mut found = self.maps.iter().flatten();
            let (_, value) = found.find(|(key, _)| plain(name).eq(key.chars()))?;
            Some((name, text(value)?))
        });
        if let Some((name, said)) = said {
            let said: String = said.chars().take(80).collect();
            self.report.add(Code::DateUnread, format!("{name}: {said}"));
        }
    }

    fn web(&mut self, field: &'static str, names: &[&'static str]) -> Option<Url> {
        self.first(field, names, |it| web(it.as_str()?))
    }

    fn list(&mut self, field: &'static str, names: &[&'static str]) -> Vec<String> {
        let found = self.first(field, names, |it| {
            let found = list(it);
            (!found.is_empty()).then_some(found)
        });
        found.unwrap_or_default()
    }

    fn image(&mut self, field: &'static str, names: &[&'static str]) -> Option<Image> {
        self.first(field, names, image)
    }

    fn authors(&mut self) -> Vec<Author> {
        let names = ["authors", "author", "by", "writer", "publishas"];
        let found = self.first("authors", &names, |it| {
            let found = authors(it);
            (!found.is_empty()).then_some(found)
        });
        found.unwrap_or_default()
    }
}

/// Returns a key as all tools would spell it.
fn plain(key: &str) -> impl Iterator<Item = char> {
    key.chars()
        .filter(|it| !matches!(it, '-' | '_' | ' '))
        .map(|it| it.to_ascii_lowercase())
}

/// Reads a value that is one piece of text.
pub(super) fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(it) => it.trim().to_owned(),
        Value::Number(it) => it.to_string(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// Reads a value that is one line of text.
fn line(value: &Value) -> Option<String> {
    Some(text(value)?.split_whitespace().collect::<Vec<_>>().join(" "))
}

pub(super) fn date(text: &str) -> Option<Date> {
    text.parse().ok().or_else(|| parse_date(text))
}

/// Reads an address on the web, also one that a tool has put between `<` and
/// `>`.
pub(super) fn web(text: &str) -> Option<Url> {
    let text = unwrap_address(text);
    let url = Url::parse(text).ok()?;
    matches!(url.scheme(), "http" | "https").then_some(url)
}

pub(super) fn unwrap_address(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix('<').and_then(|it| it.strip_suffix('>')).unwrap_or(text)
}

/// Reads an address on the web or beside the article.
pub(super) fn address(text: &str) -> Option<Address> {
    let text = unwrap_address(text);
    if let Some(url) = web(text) {
        return Some(Address::Web(url));
    }
    let path: String = text.chars().filter(|it| !it.is_control()).collect();
    let before = path.split(['/', '?', '#']).next().unwrap_or_default();
    (!path.is_empty() && !before.contains(':') && !path.starts_with("//"))
        .then_some(Address::Local(path))
}

fn image(value: &Value) -> Option<Image> {
    match value {
        Value::String(it) => {
            Some(Image { address: address(it)?, alt: String::new(), size: None })
        }
        Value::Array(it) => it.iter().find_map(image),
        Value::Object(map) => image_of(map),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// Reads a picture that is described by several keys.
pub(super) fn image_of(map: &Map<String, Value>) -> Option<Image> {
    let names = ["url", "src", "path", "image", "href"];
    let source = names.iter().find_map(|it| map.get(*it)?.as_str())?;
    let side = |name: &str| number(map.get(name)?);
    let alt = map.get("alt").and_then(Value::as_str).unwrap_or_default();
    let size = side("width").zip(side("height"));
    Some(Image { address: address(source)?, alt: alt.to_owned(), size })
}

/// Reads words in a list, or in one text between commas or spaces.
pub(super) fn list(value: &Value) -> Vec<String> {
    let own = |it: &str| {
        let it = it.trim();
        (!it.is_empty()).then(|| it.to_owned())
    };
    match value {
        Value::Array(it) => it.iter().filter_map(text).collect(),
        Value::String(it) if it.contains(',') => it.split(',').filter_map(own).collect(),
        Value::String(it)
            if it.contains('#')
                || it.split_whitespace().all(|it| {
                    it.chars()
                        .all(|it| it.is_lowercase() || it == '-' || it.is_ascii_digit())
                }) =>
        {
            it.split_whitespace().filter_map(own).collect()
        }
        Value::String(it) => own(it).into_iter().collect(),
        Value::Number(_) => text(value).into_iter().collect(),
        Value::Null | Value::Bool(_) | Value::Object(_) => Vec::new(),
    }
}

fn authors(value: &Value) -> Vec<Author> {
    match value {
        Value::String(it) => names(it).map(Author::named).collect(),
        Value::Array(it) => it
            .iter()
            .filter_map(|it| match it {
                Value::String(it) => {
                    let name = wiki_name(it.trim());
                    (!name.is_empty()).then(|| Author::named(name))
                }
                it => author(it),
            })
            .collect(),
        Value::Object(_) => author(value).into_iter().collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

/// Splits a line of names.
fn names(text: &str) -> impl Iterator<Item = String> {
    let text = text.replace(" and ", ",").replace(" & ", ",").replace(';', ",");
    let names: Vec<String> = text
        .split(',')
        .map(|it| wiki_name(it.trim()).to_owned())
        .filter(|it| !it.is_empty())
        .collect();
    names.into_iter()
}

/// Returns the name in a link of a wiki: `[[people/Name|shown]]`.
fn wiki_name(text: &str) -> &str {
    let Some(inner) = text.strip_prefix("[[").and_then(|it| it.strip_suffix("]]")) else {
        return text;
    };
    inner.rsplit('|').next().unwrap_or(inner)
}

fn author(value: &Value) -> Option<Author> {
    let map = value.as_object()?;
    let say = |names: &[&str]| names.iter().find_map(|it| line(map.get(*it)?));
    let mut author = Author::named(say(&["name", "display_name", "title"])?);
    author.position = say(&["position", "job", "job_title", "jobtitle"]);
    // What someone did for the article, or what they are.
    for name in ["role", "roles"] {
        let said = match map.get(name) {
            Some(it @ Value::Array(_)) => list(it).join(", "),
            it => it.and_then(line).unwrap_or_default(),
        };
        let done = parse_roles(&said);
        if done.is_empty() && !said.is_empty() && author.position.is_none() {
            author.position = Some(said);
        }
        for it in done {
            if !author.contributions.contains(&it) {
                author.contributions.push(it);
            }
        }
    }
    author.bio = ["bio", "biography", "about", "description"]
        .iter()
        .find_map(|it| paragraphs(map.get(*it)?))
        .unwrap_or_default();
    author.affiliation = say(&["affiliation", "organization", "organisation", "company"]);
    for name in ["url", "link", "website", "homepage", "uri", "same_as"] {
        match map.get(name) {
            Some(Value::String(it)) => author.urls.extend(web(it)),
            Some(Value::Array(list)) => {
                author.urls.extend(list.iter().filter_map(|it| web(it.as_str()?)));
            }
            _ => (),
        }
    }
    author.portrait = ["avatar", "picture", "photo", "image"]
        .iter()
        .find_map(|it| image(map.get(*it)?));
    Some(author)
}

/// Reads a text, whose paragraphs are parted by empty lines.
fn paragraphs(value: &Value) -> Option<Vec<Block>> {
    let text = text(value)?;
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let words = |it: &[&str]| {
        it.iter().flat_map(|it| it.split_whitespace()).collect::<Vec<_>>().join(" ")
    };
    let paragraphs = lines.split(|it| it.is_empty()).map(words);
    Some(paragraphs.filter(|it| !it.is_empty()).map(Block::paragraph).collect())
}

fn is_language(text: &str) -> bool {
    (2..=35).contains(&text.len())
        && text.chars().all(|it| it.is_ascii_alphanumeric() || it == '-')
        && text.starts_with(|it: char| it.is_ascii_alphabetic())
}
