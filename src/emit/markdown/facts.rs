//! The `offprint` block of front matter: what the visible text cannot say.
//!
//! Words that can be read in the text, such as those of a comment, are only
//! there, so that whoever edits the file is never contradicted.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::article::{
    Article, Author, AuthorKind, Comment, Discussion, Image, Relation, Standing,
};

use super::{block::Known, data::Data, sections::marker_names};

/// The version of the block's form.
const VERSION: i64 = 1;

type Map = Vec<(String, Data)>;

/// Returns the block. `said` names the fields that the front matter has already
/// said exactly.
pub(in crate::emit) fn facts(article: &Article, known: &Known, said: &[&str]) -> Map {
    let mut out: Map = vec![("version".into(), Data::Number(VERSION))];
    let metadata = &article.metadata;
    let texts = [
        ("id", metadata.id.clone()),
        ("title", (!metadata.title.is_empty()).then(|| metadata.title.clone())),
        ("subtitle", metadata.subtitle.clone()),
        ("summary", metadata.summary.clone()),
        ("byline", metadata.byline.clone()),
        ("url", metadata.url.as_ref().map(ToString::to_string)),
        ("canonical", metadata.canonical.as_ref().map(ToString::to_string)),
        ("published", metadata.published.map(|it| it.to_string())),
        ("updated", metadata.updated.map(|it| it.to_string())),
        ("language", metadata.language.clone()),
    ];
    for (name, text) in texts {
        if let Some(text) = text
            && !said.contains(&name)
        {
            out.push((name.into(), Data::Text(text)));
        }
    }
    for (name, list) in [("categories", &metadata.categories), ("tags", &metadata.tags)] {
        if !list.is_empty() && !said.contains(&name) {
            out.push((name.into(), Data::texts(list)));
        }
    }
    if let Some(it) = &metadata.image
        && !(said.contains(&"image") && it.alt.is_empty() && it.size.is_none())
    {
        out.push(("lead_image".into(), image(it)));
    }
    if !article.authors.is_empty() && !said.contains(&"authors") {
        out.push((
            "authors".into(),
            Data::List(article.authors.iter().map(author).collect()),
        ));
    }
    // So that a part is looked for where a tool has taken the markers away.
    let mut parts = Vec::new();
    if !article.provenance.notice.is_empty() {
        parts.push("notice");
    }
    if article.authors.iter().any(|it| !it.bio.is_empty()) {
        parts.push("bio");
    }
    if !parts.is_empty() {
        out.push(("parts".into(), Data::texts(&parts)));
    }
    provenance(&mut out, article);
    discussion(&mut out, &article.discussion);
    let mut formulas = apart(&known.formulas, "source", &["alt", "tex"]);
    formulas.extend(known.mathml.iter().cloned());
    let lists = [
        ("embeds", &known.embeds),
        ("images", &apart(&known.images, "src", &["width", "from"])),
        ("math", &formulas),
        ("headings", &known.headings),
    ];
    for (name, list) in lists {
        if !list.is_empty() {
            out.push((name.into(), Data::List(list.iter().map(Data::from).collect())));
        }
    }
    out
}

/// Returns whether an author is a name and nothing else but a bio.
pub(in crate::emit) fn is_only_a_name(author: &Author) -> bool {
    let Author {
        name: _,
        kind,
        contributions,
        position,
        affiliation,
        urls,
        portrait,
        bio: _,
    } = author;
    *kind == AuthorKind::Person
        && contributions.is_empty()
        && position.is_none()
        && affiliation.is_none()
        && urls.is_empty()
        && portrait.is_none()
}

fn author(author: &Author) -> Data {
    let mut out: Map = vec![("name".into(), Data::text(&*author.name))];
    if author.kind == AuthorKind::Organisation {
        out.push(("kind".into(), Data::text("organisation")));
    }
    if !author.contributions.is_empty() {
        let roles: Vec<&str> = author.contributions.iter().map(|it| it.marc()).collect();
        out.push(("roles".into(), Data::texts(&roles)));
    }
    for (name, text) in
        [("position", &author.position), ("affiliation", &author.affiliation)]
    {
        if let Some(text) = text {
            out.push((name.into(), Data::text(&**text)));
        }
    }
    if let Some((first, others)) = author.urls.split_first() {
        out.push(("url".into(), Data::text(first.as_str())));
        if !others.is_empty() {
            let others: Vec<&str> = others.iter().map(url::Url::as_str).collect();
            out.push(("same_as".into(), Data::texts(&others)));
        }
    }
    if let Some(it) = &author.portrait {
        let plain = it.alt.is_empty() && it.size.is_none();
        let value = if plain { Data::text(it.address.as_str()) } else { image(it) };
        out.push(("avatar".into(), value));
    }
    Data::Map(out)
}

fn image(image: &Image) -> Data {
    let mut out: Map = vec![("url".into(), Data::text(image.address.as_str()))];
    if !image.alt.is_empty() {
        out.push(("alt".into(), Data::text(&*image.alt)));
    }
    if let Some((width, height)) = image.size {
        out.push(("width".into(), Data::Number(width.into())));
        out.push(("height".into(), Data::Number(height.into())));
    }
    Data::Map(out)
}

fn provenance(out: &mut Map, article: &Article) {
    let provenance = &article.provenance;
    if let Some(it) = &provenance.outlet {
        let mut map: Map = vec![("name".into(), Data::text(&*it.name))];
        if let Some(url) = &it.url {
            map.push(("url".into(), Data::text(url.as_str())));
        }
        out.push(("publisher".into(), Data::Map(map)));
    }
    if let Some(it) = &provenance.licence {
        let mut map: Map = Vec::new();
        if let Some(spdx) = &it.spdx {
            map.push(("spdx".into(), Data::text(&**spdx)));
        }
        if let Some(url) = &it.url {
            map.push(("url".into(), Data::text(url.as_str())));
        }
        out.push(("license".into(), Data::Map(map)));
        if let Some(statement) = &it.statement {
            out.push(("rights".into(), Data::text(&**statement)));
        }
    }
    let mut map: Map = Vec::new();
    if let Some(it) = &provenance.original {
        map.push(("publisher".into(), Data::text(&*it.outlet.name)));
        if let Some(url) = &it.outlet.url {
            map.push(("publisher_url".into(), Data::text(url.as_str())));
        }
        if let Some(url) = &it.url {
            map.push(("url".into(), Data::text(url.as_str())));
        }
        if let Some(date) = it.published {
            map.push(("date".into(), Data::text(date.to_string())));
        }
        let relation = match it.relation {
            Relation::Reprint => None,
            Relation::Excerpt => Some("excerpt"),
            Relation::Adaptation => Some("adaptation"),
            Relation::Translation => Some("translation"),
        };
        if let Some(relation) = relation {
            map.push(("relation".into(), Data::text(relation)));
        }
    }
    if let Some(it) = &provenance.permission {
        map.push(("permission".into(), Data::text(&**it)));
    }
    if let Some(it) = &provenance.pixel {
        map.push(("pixel".into(), Data::text(it.as_str())));
    }
    if !map.is_empty() {
        out.push(("origin".into(), Data::Map(map)));
    }
}

fn discussion(out: &mut Map, discussion: &Discussion) {
    let mut map: Map = Vec::new();
    if discussion.closed {
        map.push(("closed".into(), Data::Flag(true)));
    }
    if let Some(count) = discussion.claimed {
        map.push(("count".into(), Data::Number(count.into())));
    }
    if let Some(url) = &discussion.url {
        map.push(("url".into(), Data::text(url.as_str())));
    }
    for (name, letter, list) in
        [("items", 'c', &discussion.comments), ("mentions", 'm', &discussion.mentions)]
    {
        let names = marker_names(list, letter);
        let items: Vec<Data> =
            list.iter().zip(&names).map(|(it, name)| comment(it, name, &names)).collect();
        if !items.is_empty() {
            map.push((name.into(), Data::List(items)));
        }
    }
    if !map.is_empty() {
        out.push(("comments".into(), Data::Map(map)));
    }
}

fn comment(comment: &Comment, name: &str, names: &[String]) -> Data {
    let mut out: Map = Vec::new();
    let mut put = |name: &str, value: Data| out.push((name.into(), value));
    if let Some(id) = &comment.id {
        put("id", Data::text(&**id));
    }
    if comment.id.as_deref() != Some(name) {
        put("marker", Data::text(name));
    }
    if let Some(parent) = comment.parent.and_then(|it| names.get(it)) {
        put("parent", Data::text(&**parent));
    }
    if let Some(it) = &comment.author {
        let plain = Author { urls: Vec::new(), ..it.clone() };
        if is_only_a_name(&plain) && it.bio.is_empty() && it.urls.len() < 2 {
            put("author", Data::text(&*it.name));
            if let Some(url) = it.url() {
                put("url", Data::text(url.as_str()));
            }
        } else {
            put("author", author(it));
        }
    }
    if let Some(it) = comment.posted {
        put("date", Data::text(it.to_string()));
    }
    if let Some(it) = &comment.posted_words {
        put("date_words", Data::text(&**it));
    }
    if let Some(it) = &comment.url {
        put("permalink", Data::text(it.as_str()));
    }
    match comment.standing {
        Standing::Published => (),
        Standing::Featured => put("standing", Data::text("featured")),
        Standing::Removed => put("standing", Data::text("removed")),
    }
    if let Some(it) = comment.score {
        put("score", Data::Number(it));
    }
    if comment.staff {
        put("staff", Data::Flag(true));
    }
    Data::Map(out)
}

/// Returns what is known of things by name: once for each name, or once for each
/// place where one name has several facts.
fn apart(list: &[Value], name: &str, facts: &[&str]) -> Vec<Value> {
    let name = |it: &'_ Value| it[name].as_str().unwrap_or_default().to_owned();
    let mut by_name: BTreeMap<String, (&Value, bool, bool)> = BTreeMap::new();
    for it in list {
        let known = by_name.entry(name(it)).or_insert((it, true, false));
        known.1 &= known.0 == it;
        known.2 |= facts.iter().any(|fact| it.get(fact).is_some());
    }
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for it in list {
        let (_, uniform, any) = by_name[&name(it)];
        if any && (seen.insert(name(it)) || !uniform) {
            out.push(it.clone());
        }
    }
    out
}

/// Returns whether one line of text is read back as it is, also by a reader that
/// takes any white space for a space.
pub(in crate::emit) fn is_exact(text: &str) -> bool {
    !text.is_empty()
        && text.split(char::is_whitespace).all(|it| !it.is_empty())
        && text.chars().all(|it| it == ' ' || !it.is_whitespace())
}
