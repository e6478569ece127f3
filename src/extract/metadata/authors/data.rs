//! Who the data of a page says wrote it: JSON-LD, microdata, citations.

use serde_json::Value;

use crate::{
    article::{Author, AuthorKind},
    dom::NodeId,
    extract::{
        byline,
        metadata::{
            Context,
            hints::Hint,
            image,
            json_ld::{self, Object},
            outlet::is_organisation,
            spaced::{self, Line},
            text::clean,
        },
    },
};

use super::{Answer, META, address_in, is_decoration};

/// Reads an author of JSON-LD: a name, a person, a body, or a role that one has.
pub(super) fn linked_data(cx: &Context<'_>, value: &Value, out: &mut Vec<Author>) {
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        if out.len() > 50 {
            return;
        }
        match value {
            Value::Array(items) => open.extend(items.iter().rev()),
            Value::String(text) => {
                let text = clean(text).filter(|it| !it.contains("://"));
                out.extend(text.map_or_else(Vec::new, |it| byline::people(&it)));
            }
            Value::Object(object) => {
                if json_ld::is_a(object, |it| it.ends_with("Role"))
                    && let Some(inner) =
                        object.get("author").or_else(|| object.get("creator"))
                {
                    open.push(inner);
                    continue;
                }
                let names = names(object);
                let one = names.len() == 1;
                for name in names {
                    let organisation = is_organisation(object);
                    let mut split =
                        if organisation { Vec::new() } else { byline::people(&name) };
                    if split.len() > 1 {
                        out.extend(split);
                        continue;
                    }
                    let bare = byline::trimmed(&name);
                    // A name in a field of its own is a name, jobs and all.
                    if !bare.contains([',', ':', '|', '(']) && !byline::begins(bare) {
                        split.clear();
                    }
                    let mut author = match split.into_iter().next() {
                        Some(it) => it,
                        None if byline::is_name(bare, false)
                            && !byline::is_position(bare)
                            && !byline::begins(bare) =>
                        {
                            Author::named(bare)
                        }
                        None => continue,
                    };
                    author.kind = if organisation {
                        AuthorKind::Organisation
                    } else {
                        byline::kind(&author.name)
                    };
                    if one {
                        describe(cx, object, &mut author);
                    }
                    out.push(author);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => (),
        }
    }
}

/// Returns the outlet's people as the page names them together, "Herald Staff", from
/// the sources that name nobody else.
pub(super) fn teams(cx: &Context<'_>, lines: &[Line]) -> Option<Answer> {
    let mut said: Vec<(&'static str, String)> = Vec::new();
    for object in [cx.graph.article, cx.graph.page].into_iter().flatten() {
        for value in cx.graph.values(object, "author") {
            said.extend(cx.graph.name(value).map(|it| ("json-ld author", it)));
        }
    }
    for (rule, name) in META {
        said.extend(cx.meta(name).map(|it| (*rule, it)));
    }
    let dom = cx.page.dom;
    for (_, id) in cx.marks.related("author") {
        if dom.text(id).len() < 100 && !cx.marks.is_side(id) {
            said.extend(clean(dom.text(id)).map(|it| ("rel author", it)));
        }
    }
    for id in cx.marks.hinted(Hint::Author).filter(|it| cx.is_near(*it, 500)).take(16) {
        if dom.text(id).len() < 100 {
            said.extend(clean(dom.text(id)).map(|it| ("class author", it)));
        }
    }
    for pair in lines.windows(2).filter(|it| byline::is_lead(&it[0].text)) {
        said.push(("byline", pair[1].text.clone()));
    }
    let led = lines.iter().filter(|it| it.text.len() < 80 && byline::begins(&it.text));
    said.extend(led.map(|it| ("byline", it.text.clone())));
    said.into_iter().find_map(|(rule, name)| {
        let author = byline::team(&name)?;
        Some(Answer { rule, authors: vec![author] })
    })
}

fn names(object: &Object) -> Vec<String> {
    let text = |key: &str| object.get(key).and_then(Value::as_str).and_then(clean);
    let named: Vec<String> = match object.get("name") {
        Some(Value::String(it)) => clean(it).into_iter().collect(),
        Some(Value::Array(items)) => {
            items.iter().filter_map(Value::as_str).filter_map(clean).collect()
        }
        Some(Value::Object(it)) => {
            let inner = it.get("name").or_else(|| it.get("@value"));
            inner.and_then(Value::as_str).and_then(clean).into_iter().collect()
        }
        _ => Vec::new(),
    };
    if !named.is_empty() {
        return named;
    }
    match (text("givenName"), text("familyName")) {
        (Some(given), Some(family)) => vec![format!("{given} {family}")],
        (given, family) => given.or(family).into_iter().collect(),
    }
}

/// Adds what JSON-LD says of an author besides the name.
fn describe(cx: &Context<'_>, object: &Object, author: &mut Author) {
    let strings = |key: &str| match object.get(key) {
        Some(Value::String(it)) => vec![it.as_str()],
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    for href in strings("url").into_iter().chain(strings("sameAs")).take(20) {
        if let Some(url) = cx.page.resolve(href)
            && !author.urls.contains(&url)
            && url.path() != "/"
        {
            author.urls.push(url);
        }
    }
    let text = |key: &str| object.get(key).and_then(Value::as_str).and_then(clean);
    author.position = author.position.take().or_else(|| text("jobTitle"));
    let place = object.get("worksFor").or_else(|| object.get("affiliation"));
    let place = match place {
        Some(Value::Object(it)) => it.get("name").and_then(Value::as_str).and_then(clean),
        Some(Value::String(it)) => clean(it).filter(|it| !it.contains("://")),
        _ => None,
    };
    author.affiliation = author.affiliation.take().or(place);
    let picture = match object.get("image") {
        Some(Value::Object(it)) => {
            it.get("url").or_else(|| it.get("contentUrl")).and_then(Value::as_str)
        }
        Some(Value::String(it)) => Some(it.as_str()),
        _ => None,
    };
    if let Some(url) = picture.and_then(|it| cx.page.resolve(it)) {
        author.portrait = Some(image::at(url, author.name.clone()));
    }
}

/// Reads the authors that microdata names.
pub(super) fn microdata(cx: &Context<'_>) -> Vec<Author> {
    let mut found = Vec::new();
    for scope in [cx.article, None] {
        for id in
            cx.marks.said("author", scope).chain(cx.marks.said("creator", scope)).take(20)
        {
            if cx.marks.is_side(id) {
                continue;
            }
            // A nested item has a name of its own.
            let inner = cx.marks.scopes.iter().position(|it| it.node == id);
            let name = inner.and_then(|it| cx.marks.said("name", Some(it)).next());
            // An item without a name that holds an item of an author says it there.
            let mut within = cx.marks.said("author", inner);
            if inner.is_some() && name.is_none() {
                found.extend(within.find_map(|it| named_in(cx, it)));
                if !found.is_empty() {
                    continue;
                }
            }
            let text = Some(value(cx, name.unwrap_or(id)))
                .filter(|it| name.is_some() || !it.contains("://"));
            let Some(text) = text.and_then(|it| clean(&it)) else { continue };
            if text.len() > 200 {
                continue;
            }
            let mut people = byline::people(&text);
            if people.is_empty()
                && byline::is_name(&text, false)
                && !byline::is_position(&text)
                && !byline::begins(&text)
            {
                people
                    .push(Author { kind: byline::kind(&text), ..Author::named(&*text) });
            }
            if let [only] = people.as_mut_slice() {
                only.urls.extend(address_in(cx, id));
                if inner
                    .is_some_and(|it| cx.marks.scopes[it].kind.ends_with("Organization"))
                {
                    only.kind = AuthorKind::Organisation;
                }
            }
            found.extend(people);
        }
        if !found.is_empty() {
            break;
        }
    }
    found
}

/// Reads the author that an item of microdata names.
fn named_in(cx: &Context<'_>, id: NodeId) -> Option<Author> {
    let item = cx.marks.scopes.iter().position(|it| it.node == id)?;
    let name = cx.marks.said("name", Some(item)).next()?;
    byline::people(&clean(&value(cx, name))?).into_iter().next()
}

/// Returns what a node says of an author, with the words of its parts kept apart.
fn value(cx: &Context<'_>, id: NodeId) -> String {
    match cx.page.dom.attr(id, "content") {
        Some(it) => it.to_owned(),
        None => spaced::spaced(cx.page.dom, id, |it| is_decoration(cx, it)),
    }
}

pub(super) fn citations(cx: &Context<'_>) -> Vec<Author> {
    let mut found = Vec::new();
    for (_, text) in cx
        .page
        .meta
        .iter()
        .filter(|it| matches!(&*it.0, "citation_author" | "citation_authors"))
    {
        for text in text.split(';').filter_map(clean) {
            let name = byline::turned(&text);
            found.push(Author { kind: byline::kind(&name), ..Author::named(name) });
        }
    }
    found
}
