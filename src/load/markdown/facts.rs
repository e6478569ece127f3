//! The `offprint` block of front matter: what the visible text cannot say.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::article::{
    Article, Author, AuthorKind, Comment, Contribution, Licence, Original, Outlet,
    Relation, Standing,
};

use super::{
    card::{address, date, image_of, list, text, unwrap_address, web},
    templates::Templates,
};

/// What the block says of things in the text, besides what the text shows.
#[derive(Debug, Default)]
pub(in crate::load) struct Facts {
    /// Whether there is a block, so that the file is one of our own.
    pub(in crate::load) own: bool,
    /// Whose templates the text was kept from.
    pub(super) templates: Templates,
    pub(super) embeds: Vec<Value>,
    /// What is known of pictures by their address: one entry for all places
    /// where it stands, or one for each of them in order.
    pub(super) images: HashMap<String, Vec<Value>>,
    /// What is known of formulas by their source, in the same way.
    pub(super) formulas: HashMap<String, Vec<Value>>,
    /// The formulas in `MathML`, in order.
    pub(super) math: Vec<String>,
    /// What is known of headings by their place in the file, the first one 1.
    pub(super) headings: HashMap<usize, Value>,
    /// The comments by the names in their markers, without their words.
    pub(in crate::load) comments: Vec<(String, Comment)>,
    pub(in crate::load) mentions: Vec<(String, Comment)>,
    /// What the file holds besides the text, if it is one of our own.
    parts: Vec<String>,
    /// Whether the text says that no more comments may be added.
    pub(super) closed: bool,
}

impl Facts {
    /// Returns whether a part may be in the file: in one of our own, only if it
    /// says so.
    pub(super) fn may_have(&self, part: &str) -> bool {
        !self.own || self.parts.iter().any(|it| it == part)
    }

    /// Returns what is known of the next thing that goes by a name.
    pub(super) fn of<'a>(
        list: &'a HashMap<String, Vec<Value>>,
        name: &str,
        met: &mut HashMap<String, usize>,
    ) -> Option<&'a Value> {
        let known = list.get(name)?;
        let count = met.entry(name.to_owned()).or_default();
        *count += 1;
        if known.len() == 1 { known.first() } else { known.get(*count - 1) }
    }
}

/// Fills in what the block says, over what other keys said.
pub(in crate::load) fn read(head: &Map<String, Value>, article: &mut Article) -> Facts {
    // Each generator has its own place for what it does not know.
    let places = [("params", Templates::Hugo), ("extra", Templates::Zola)];
    let found = places
        .iter()
        .filter_map(|it| Some((head.get(it.0)?.as_object()?, it.1)))
        .chain([(head, Templates::Liquid)])
        .find_map(|it| Some((it.0.get("offprint")?.as_object()?, it.1)));
    let Some((block, templates)) = found else { return Facts::default() };
    metadata(block, article);
    if let Some(it) = block.get("authors").and_then(Value::as_array) {
        article.authors = it.iter().filter_map(author).collect();
    }
    provenance(block, article);
    let array = |name: &str| {
        block.get(name).and_then(Value::as_array).cloned().unwrap_or_default()
    };
    let mut facts = Facts {
        own: true,
        templates,
        embeds: array("embeds"),
        parts: block.get("parts").map(list).unwrap_or_default(),
        images: by_name(array("images"), "src"),
        headings: array("headings")
            .into_iter()
            .filter_map(|it| Some((usize::try_from(number(&it["place"])?).ok()?, it)))
            .collect(),
        ..Facts::default()
    };
    let (mathml, tex): (Vec<Value>, Vec<Value>) =
        array("math").into_iter().partition(|it| it["notation"] == "math-ml");
    facts.math =
        mathml.iter().filter_map(|it| it["source"].as_str()).map(str::to_owned).collect();
    facts.formulas = by_name(tex, "source");
    if let Some(it) = block.get("comments").and_then(Value::as_object) {
        let discussion = &mut article.discussion;
        discussion.closed = it.get("closed").is_some_and(is_true);
        discussion.claimed = it.get("count").and_then(number);
        discussion.url = it.get("url").and_then(|it| web(it.as_str()?));
        facts.comments = comments(it.get("items"), 'c');
        facts.mentions = comments(it.get("mentions"), 'm');
    }
    facts
}

fn by_name(list: Vec<Value>, key: &str) -> HashMap<String, Vec<Value>> {
    let mut out: HashMap<String, Vec<Value>> = HashMap::new();
    for it in list {
        let Some(name) = it[key].as_str() else { continue };
        let name = if key == "src" { unwrap_address(name) } else { name };
        out.entry(name.to_owned()).or_default().push(it);
    }
    out
}

/// Reads a number, also one that a tool has put between quotes.
pub(super) fn number(value: &Value) -> Option<u32> {
    let number = value.as_u64().or_else(|| value.as_str()?.trim().parse().ok())?;
    u32::try_from(number).ok()
}

/// Reads a yes, also one that a tool has put between quotes.
fn is_true(value: &Value) -> bool {
    value.as_bool().unwrap_or_else(|| value.as_str() == Some("true"))
}

fn say(map: &Map<String, Value>, name: &str) -> Option<String> {
    match map.get(name)? {
        // Word for word: spaces at the edges are part of it.
        Value::String(it) => Some(it.clone()),
        it => text(it),
    }
}

fn metadata(block: &Map<String, Value>, article: &mut Article) {
    let metadata = &mut article.metadata;
    if let Some(it) = say(block, "title") {
        metadata.title = it;
    }
    let texts = [
        ("id", &mut metadata.id),
        ("subtitle", &mut metadata.subtitle),
        ("summary", &mut metadata.summary),
        ("byline", &mut metadata.byline),
        ("language", &mut metadata.language),
    ];
    for (name, field) in texts {
        if let Some(it) = say(block, name) {
            // Another key may have said what the article does not have.
            *field = (!it.is_empty()).then_some(it);
        }
    }
    for (name, field) in
        [("url", &mut metadata.url), ("canonical", &mut metadata.canonical)]
    {
        if let Some(it) = say(block, name).and_then(|it| web(&it)) {
            *field = Some(it);
        }
    }
    for (name, field) in
        [("published", &mut metadata.published), ("updated", &mut metadata.updated)]
    {
        if let Some(it) = say(block, name).and_then(|it| date(&it)) {
            *field = Some(it);
        }
    }
    for (name, field) in
        [("categories", &mut metadata.categories), ("tags", &mut metadata.tags)]
    {
        match block.get(name) {
            Some(Value::Array(it)) => {
                *field =
                    it.iter().filter_map(|it| it.as_str()).map(str::to_owned).collect();
            }
            Some(it) => *field = list(it),
            None => (),
        }
    }
    if let Some(it) = block.get("lead_image").and_then(Value::as_object) {
        metadata.image = image_of(it);
    }
}

fn author(value: &Value) -> Option<Author> {
    let map = match value {
        Value::String(it) => return Some(Author::named(it.as_str())),
        Value::Object(it) => it,
        _ => return None,
    };
    let mut author = Author::named(say(map, "name").unwrap_or_default());
    if say(map, "kind").as_deref() == Some("organisation") {
        author.kind = AuthorKind::Organisation;
    }
    if let Some(it) = map.get("roles").and_then(Value::as_array) {
        author.contributions =
            it.iter().filter_map(|it| Contribution::from_marc(it.as_str()?)).collect();
    }
    author.position = say(map, "position");
    author.affiliation = say(map, "affiliation");
    author.urls.extend(say(map, "url").and_then(|it| web(&it)));
    if let Some(it) = map.get("same_as").and_then(Value::as_array) {
        author.urls.extend(it.iter().filter_map(|it| web(it.as_str()?)));
    }
    author.portrait = match map.get("avatar") {
        Some(Value::String(it)) => address(it).map(|address| crate::article::Image {
            address,
            alt: String::new(),
            size: None,
        }),
        Some(Value::Object(it)) => image_of(it),
        _ => None,
    };
    Some(author)
}

fn outlet(map: &Map<String, Value>, name: &str, url: &str) -> Outlet {
    let mut outlet = Outlet::default();
    outlet.name = say(map, name).unwrap_or_default();
    outlet.url = say(map, url).and_then(|it| web(&it));
    outlet
}

fn provenance(block: &Map<String, Value>, article: &mut Article) {
    let provenance = &mut article.provenance;
    if let Some(it) = block.get("publisher").and_then(Value::as_object) {
        provenance.outlet = Some(outlet(it, "name", "url"));
    }
    let rights = say(block, "rights");
    match block.get("license") {
        Some(Value::Object(it)) => {
            let mut licence = Licence::default();
            licence.spdx = say(it, "spdx");
            licence.url = say(it, "url").and_then(|it| web(&it));
            licence.statement = rights.or_else(|| say(it, "name"));
            provenance.licence = Some(licence);
        }
        _ if rights.is_some() => {
            let mut licence = provenance.licence.take().unwrap_or_default();
            licence.statement = rights;
            provenance.licence = Some(licence);
        }
        _ => (),
    }
    let Some(origin) = block.get("origin").and_then(Value::as_object) else { return };
    provenance.permission = say(origin, "permission");
    provenance.pixel = say(origin, "pixel").and_then(|it| web(&it));
    if ["publisher", "publisher_url", "url", "date"]
        .iter()
        .any(|it| origin.contains_key(*it))
    {
        provenance.original = Some(Original {
            outlet: outlet(origin, "publisher", "publisher_url"),
            url: say(origin, "url").and_then(|it| web(&it)),
            published: say(origin, "date").and_then(|it| date(&it)),
            relation: match say(origin, "relation").as_deref() {
                Some("excerpt") => Relation::Excerpt,
                Some("adaptation") => Relation::Adaptation,
                Some("translation") => Relation::Translation,
                _ => Relation::Reprint,
            },
        });
    }
}

fn comments(list: Option<&Value>, letter: char) -> Vec<(String, Comment)> {
    let list = list.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let maps: Vec<&Map<String, Value>> =
        list.iter().filter_map(Value::as_object).collect();
    let names: Vec<String> = maps
        .iter()
        .enumerate()
        .map(|(i, it)| {
            say(it, "marker")
                .or_else(|| say(it, "id"))
                .unwrap_or_else(|| format!("{letter}{}", i + 1))
        })
        .collect();
    let mut places = std::collections::HashMap::new();
    let mut out = Vec::with_capacity(maps.len());
    for (i, (map, name)) in maps.iter().zip(&names).enumerate() {
        let mut comment = Comment::default();
        comment.id = say(map, "id");
        comment.parent = say(map, "parent").and_then(|it| places.get(&it).copied());
        comment.author = match map.get("author") {
            Some(Value::String(it)) => {
                let mut author = Author::named(it.as_str());
                author.urls.extend(say(map, "url").and_then(|it| web(&it)));
                Some(author)
            }
            Some(it) => author(it),
            None => None,
        };
        comment.posted = say(map, "date").and_then(|it| date(&it));
        comment.posted_words = say(map, "date_words");
        comment.url = say(map, "permalink").and_then(|it| web(&it));
        comment.standing = match say(map, "standing").as_deref() {
            Some("featured") => Standing::Featured,
            Some("removed") => Standing::Removed,
            _ => Standing::Published,
        };
        comment.score = map
            .get("score")
            .and_then(|it| it.as_i64().or_else(|| it.as_str()?.trim().parse().ok()));
        comment.staff = map.get("staff").is_some_and(is_true);
        places.insert(name.clone(), i);
        out.push((name.clone(), comment));
    }
    out
}
