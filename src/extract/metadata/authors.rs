//! Who wrote the article: all of them, and no one else.

use serde_json::Value;
use url::Url;

use crate::{
    article::{Author, AuthorKind, Contribution},
    dom::NodeId,
    extract::{byline, date},
    report::{Code, Report},
};

use super::{
    Context,
    json_ld::{self, Object},
    marks::{self, Hint, Line},
    outlet::{is_organisation, is_site},
    text::{clean, fold},
};

const META: &[(&str, &str)] = &[
    ("parsely-author", "parsely-author"),
    ("sailthru.author", "sailthru.author"),
    ("meta author", "author"),
    ("meta author", "authors"),
    ("meta author", "byl"),
    ("meta author", "article:author"),
    ("meta author", "og:article:author"),
    ("meta author", "article:author_name"),
    ("meta author", "article.author"),
    ("meta author", "og:author"),
    ("meta author", "book:author"),
    ("dc creator", "dc.creator"),
    ("dc creator", "dcterms.creator"),
    ("dc creator", "dc.creator.aut"),
    ("dc creator", "dcterms.creator.aut"),
    ("meta author", "citation_authors"),
    ("meta author", "rbauthors"),
    ("meta author", "dcsext.author"),
    ("meta author", "shareaholic:article_author_name"),
    ("meta author", "cxenseparse:author"),
    ("meta author", "article_author"),
    ("meta author", "article-author"),
    ("meta author", "content-author"),
    ("meta author", "mediator_author"),
];

/// Who wrote it, how the page printed that, and where.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) authors: Vec<Author>,
    pub(super) byline: Option<String>,
    pub(super) node: Option<NodeId>,
}

struct Answer {
    rule: &'static str,
    authors: Vec<Author>,
}

/// Finds the authors.
pub(super) fn find(cx: &Context<'_>, lines: &[Line], report: &mut Report) -> Found {
    let mut answers: Vec<Answer> = Vec::new();
    let mut sites: Vec<Answer> = Vec::new();
    let mut add = |rule, authors: Vec<Author>| {
        let site = authors.iter().find(|it| is_site(&it.name, &cx.sites)).cloned();
        let authors = without_strangers(cx, authors);
        if !authors.is_empty() {
            answers.push(Answer { rule, authors });
        } else if let Some(mut site) = site {
            site.kind = AuthorKind::Organisation;
            sites.push(Answer { rule, authors: vec![site] });
        }
    };
    for object in [cx.graph.article, cx.graph.page].into_iter().flatten() {
        for key in ["author", "creator"] {
            let mut authors = Vec::new();
            for value in cx.graph.values(object, key) {
                linked_data(cx, value, &mut authors);
            }
            add("json-ld author", authors);
        }
    }
    add("itemprop author", microdata(cx));
    add("citation_author", citations(cx));
    let (by_line, sure) = printed(cx, lines);
    if let Some(it) = sure.then_some(()).and(by_line.as_ref()) {
        add("byline", it.authors.clone());
    }
    for (rule, name) in META {
        let mut authors = Vec::new();
        for text in cx.page.meta.iter().filter(|it| it.0 == *name) {
            let Some(text) = clean(&text.1).filter(|it| !it.contains("://")) else {
                continue;
            };
            let text = if *rule == "dc creator" { byline::turned(&text) } else { text };
            authors.extend(byline::people(&text));
        }
        add(rule, authors);
    }
    if let Some(label) = (1..4).find(|it| {
        let label = cx.page.meta(&format!("twitter:label{it}")).map(fold);
        label.is_some_and(|it| byline::begins(&format!("{it}: ")) || it == "written by")
    }) {
        let text = cx.meta(&format!("twitter:data{label}"));
        add("twitter:data", text.map_or_else(Vec::new, |it| byline::people(&it)));
    }
    add("rel author", linked(cx));
    if let Some(it) = by_line.as_ref().filter(|_| !sure) {
        add("byline", it.authors.clone());
    }
    add("class author", classed(cx));
    if answers.is_empty() {
        let headings =
            cx.marks.headings.iter().filter(|it| cx.page.dom.text(it.0).len() < 120);
        let mut titled = headings.map(|it| cx.page.dom.words(it.0));
        // "Written by A. Writer" over the note at the end.
        let titled = titled.find_map(|it| led(cx, &it).filter(|_| byline::begins(&it)));
        let authors = titled.unwrap_or_else(|| without_strangers(cx, beside(cx, lines)));
        if !authors.is_empty() {
            answers.push(Answer { rule: "name beside the date", authors });
        }
    }
    // The site itself, if that is all the page says.
    if answers.is_empty() {
        answers = sites;
    }
    settle(&answers, by_line, report)
}

/// Chooses: the first rule that names a person, else the first that names anyone;
/// then what the byline knows of the same people.
fn settle(answers: &[Answer], by_line: Option<Printed>, report: &mut Report) -> Found {
    let is_person = |it: &Author| it.kind == AuthorKind::Person;
    let person = answers.iter().position(|it| it.authors.iter().any(is_person));
    let Some(place) = person.or((!answers.is_empty()).then_some(0)) else {
        let mut found = Found::default();
        if let Some(it) = by_line.filter(|it| it.sure) {
            found.byline = Some(it.text);
            found.node = Some(it.node);
        }
        return found;
    };
    let others: Vec<(&'static str, String)> = answers
        .iter()
        .enumerate()
        .filter(|it| it.0 != place && !alike(&it.1.authors, &answers[place].authors))
        .map(|it| (it.1.rule, shown(&it.1.authors)))
        .collect();
    let rule = answers[place].rule;
    let mut authors = answers[place].authors.clone();
    if let Some((other, said)) = others.first() {
        let subject =
            format!("authors: {rule} says “{}”, {other} says “{said}”", shown(&authors));
        report.add(Code::SourcesDisagree, subject);
    }
    report.found("authors", rule, others);
    // The page's own byline is the fuller one when it names all of these and more.
    for answer in answers {
        if answer.rule == "byline"
            && authors.len() < answer.authors.len()
            && holds(&answer.authors, &authors)
        {
            let known = std::mem::replace(&mut authors, answer.authors.clone());
            for it in known {
                enrich(&mut authors, &it);
            }
        }
    }
    for answer in answers {
        for it in &answer.authors {
            fuller(&mut authors, it);
            enrich(&mut authors, it);
        }
    }
    let mut found = Found { authors, ..Found::default() };
    if let Some(it) = by_line
        && (it.sure
            || it
                .authors
                .iter()
                .any(|it| found.authors.iter().any(|known| same(known, it))))
    {
        for author in &it.authors {
            let stranger = !found.authors.iter().any(|known| same(known, author));
            let wrote =
                author.contributions.first().is_none_or(|it| *it == Contribution::Text);
            // Roles are only said in print; whoever has one there has a part in it.
            if stranger && !wrote && it.sure {
                found.authors.push(author.clone());
            }
        }
        found.byline = Some(it.text);
        found.node = Some(it.node);
    }
    found
}

fn shown(authors: &[Author]) -> String {
    let names: Vec<&str> = authors.iter().map(|it| it.name.as_str()).collect();
    names.join(", ")
}

fn alike(a: &[Author], b: &[Author]) -> bool {
    a.len() == b.len() && holds(a, b)
}

/// Returns whether everyone of `some` is among `all`.
fn holds(all: &[Author], some: &[Author]) -> bool {
    some.iter().all(|it| all.iter().any(|other| same(it, other)))
}

fn same(a: &Author, b: &Author) -> bool {
    bare(&a.name) == bare(&b.name)
}

/// Returns a folded name without what is said out of politeness.
fn bare(name: &str) -> String {
    let name = fold(name);
    let polite = ["dr ", "prof ", "professor ", "mr ", "mrs ", "ms ", "sir ", "dame "];
    let found = polite.iter().find_map(|it| name.strip_prefix(it));
    found.map_or_else(|| name.clone(), str::to_owned)
}

/// Gives a first name the rest of it that another source prints.
fn fuller(authors: &mut [Author], other: &Author) {
    let name = fold(&other.name);
    let begins = |it: &&mut Author| {
        let short = fold(&it.name);
        !short.contains(' ') && short.len() > 2 && name.starts_with(&format!("{short} "))
    };
    let person = other.kind == AuthorKind::Person && name.split(' ').count() < 4;
    if person && let Some(author) = authors.iter_mut().find(begins) {
        author.name.clone_from(&other.name);
    }
}

/// Adds what another source knows of the same person.
fn enrich(authors: &mut [Author], other: &Author) {
    let Some(author) = authors.iter_mut().find(|it| same(it, other)) else { return };
    if author.contributions.is_empty() {
        author.contributions.clone_from(&other.contributions);
    }
    author.position = author.position.take().or_else(|| other.position.clone());
    author.affiliation = author.affiliation.take().or_else(|| other.affiliation.clone());
    author.portrait = author.portrait.take().or_else(|| other.portrait.clone());
    for url in &other.urls {
        if !author.urls.contains(url) {
            author.urls.push(url.clone());
        }
    }
}

/// Leaves out the site itself, repeated names and what is no name.
fn without_strangers(cx: &Context<'_>, authors: Vec<Author>) -> Vec<Author> {
    let mut kept: Vec<Author> = Vec::new();
    for author in authors {
        let known = kept.iter().any(|it| same(it, &author));
        let site = is_site(&author.name, &cx.sites) && !author.name.contains(' ')
            || author.kind == AuthorKind::Organisation
                && is_site(&author.name, &cx.sites);
        if !known && !site && byline::is_name(&author.name, false) && kept.len() < 50 {
            kept.push(author);
        }
    }
    kept
}

/// Reads an author of JSON-LD: a name, a person, a body, or a role that one has.
fn linked_data(cx: &Context<'_>, value: &Value, out: &mut Vec<Author>) {
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
                            && !byline::is_position(bare) =>
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
        author.portrait = Some(super::image::at(url, author.name.clone()));
    }
}

/// Reads the authors that microdata names.
fn microdata(cx: &Context<'_>) -> Vec<Author> {
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
            let text = match name {
                Some(name) => cx.value(name),
                None => cx.value(id).filter(|it| !it.contains("://")),
            };
            let Some(text) = text.and_then(|it| clean(&it)) else { continue };
            if text.len() > 200 {
                continue;
            }
            let mut people = byline::people(&text);
            if people.is_empty()
                && byline::is_name(&text, false)
                && !byline::is_position(&text)
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

fn citations(cx: &Context<'_>) -> Vec<Author> {
    let mut found = Vec::new();
    for (_, text) in cx.page.meta.iter().filter(|it| it.0 == "citation_author") {
        if let Some(text) = clean(text) {
            let name = byline::turned(&text);
            found.push(Author { kind: byline::kind(&name), ..Author::named(name) });
        }
    }
    found
}

/// Reads the links that say they go to the author.
fn linked(cx: &Context<'_>) -> Vec<Author> {
    let dom = cx.page.dom;
    let all: Vec<NodeId> = cx
        .marks
        .related("author")
        .map(|it| it.1)
        .filter(|it| dom.name(*it) != "link" && dom.text(*it).len() < 200)
        .collect();
    let mut nodes: Vec<NodeId> =
        all.iter().copied().filter(|it| !cx.marks.is_side(*it)).collect();
    if nodes.is_empty() {
        // One name, wherever it stands, is that of the author.
        let mut names: Vec<String> = all.iter().map(|it| fold(dom.text(*it))).collect();
        names.retain(|it| !it.is_empty());
        names.sort();
        names.dedup();
        if names.len() == 1 {
            nodes = all;
        }
    }
    if nodes.is_empty() {
        let near = |it: &&NodeId| cx.is_near(**it, 300) && !cx.marks.is_side(**it);
        nodes.extend(cx.marks.author_links.iter().filter(near));
    }
    nodes.retain(|it| dom.text(*it).len() < 200);
    let first = nodes.iter().copied().find(|it| !dom.text(*it).trim().is_empty());
    let mut found = Vec::new();
    for id in nodes {
        // One byline: links far from the first are about other articles.
        if first.is_some_and(|it| it.0.abs_diff(id.0) > 60) {
            continue;
        }
        let text = marks::spaced(dom, id, |it| is_decoration(cx, it));
        let mut people = byline::people(&text);
        if !dom.attr_has(id, "rel", "author") {
            people.retain(|it| it.name.contains(' ') || !it.name.is_ascii());
        }
        if let [only] = people.as_mut_slice() {
            only.urls.extend(dom.attr(id, "href").and_then(|it| cx.page.resolve(it)));
        }
        found.extend(people);
    }
    found
}

/// Reads elements that a class says hold the author: nearest first, and of those
/// that are near one another the shortest, which is the name alone.
fn classed(cx: &Context<'_>) -> Vec<Author> {
    let dom = cx.page.dom;
    let mut nodes: Vec<(u32, usize, NodeId)> = cx
        .marks
        .hinted(Hint::Author)
        .map(|it| (it, dom.text(it).trim().len()))
        .filter(|it| (2..300).contains(&it.1))
        .map(|(id, length)| {
            let far = cx.headline.map_or(0, |headline| headline.0.abs_diff(id.0));
            (far / 200, length, id)
        })
        .collect();
    nodes.sort_unstable();
    for (_, _, id) in nodes.into_iter().take(16) {
        let text = marks::spaced(dom, id, |it| is_decoration(cx, it));
        let mut people = byline::parse(&text).authors;
        if let [only] = people.as_mut_slice() {
            only.urls.extend(address_in(cx, id));
        }
        let people = without_strangers(cx, people);
        if !people.is_empty() {
            return people;
        }
    }
    Vec::new()
}

/// Reads a line under the headline that is a name and nothing else, where the
/// line beside it, or its other half, is a date.
fn beside(cx: &Context<'_>, lines: &[Line]) -> Vec<Author> {
    let language = cx.language.as_deref();
    let dated = |it: Option<&Line>| {
        it.is_some_and(|it| {
            it.text.len() < 80 && date::find(&it.text, language).is_some()
        })
    };
    let after = |it: &&Line| cx.headline.is_none_or(|headline| headline < it.node);
    let near: Vec<&Line> = lines.iter().filter(after).take(8).collect();
    for (i, line) in near.iter().enumerate() {
        if line.text.len() > 80 || cx.marks.is_side(line.node) {
            continue;
        }
        let own = date::find(&line.text, language).is_some();
        let previous = i.checked_sub(1).and_then(|it| near.get(it)).copied();
        if own || dated(previous) || dated(near.get(i + 1).copied()) {
            let found = byline::parse(&line.text).authors;
            if let [only] = found.as_slice()
                && only.kind == AuthorKind::Person
                && (2..5).contains(&only.name.split(' ').count())
            {
                return found;
            }
        }
    }
    Vec::new()
}

/// Returns whether an element inside a byline is no part of it: a picture, a
/// button, a date, or a link to a section.
fn is_decoration(cx: &Context<'_>, id: NodeId) -> bool {
    let dom = cx.page.dom;
    match dom.name(id) {
        "script" | "style" | "button" | "svg" | "time" | "noscript" | "figure" => true,
        "a" => {
            let href = dom.attr(id, "href").unwrap_or_default();
            let section =
                ["/category/", "/categories/", "/tag/", "/tags/", "/topic", "/section"];
            section.iter().any(|it| href.contains(it))
                || dom.attr_has(id, "rel", "tag")
                || dom.attr_has(id, "rel", "category")
        }
        _ => false,
    }
}

/// Returns the address of the first link in an element, or of the element.
fn address_in(cx: &Context<'_>, id: NodeId) -> Option<Url> {
    let dom = cx.page.dom;
    let link = dom
        .subtree(id)
        .find(|it| dom.name(*it) == "a" && dom.attr(*it, "href").is_some());
    let href = dom.attr(link?, "href")?;
    cx.page.resolve(href).filter(|it| it.path() != "/")
}

/// A byline as the page prints it.
#[derive(Debug)]
struct Printed {
    text: String,
    node: NodeId,
    authors: Vec<Author>,
    /// Whether the words themselves say that this is a byline.
    sure: bool,
}

/// Finds the byline that a reader sees: what a class calls one, or a line near
/// the headline that begins as one. Says whether its words leave no doubt.
fn printed(cx: &Context<'_>, lines: &[Line]) -> (Option<Printed>, bool) {
    let dom = cx.page.dom;
    let shown: Vec<&Line> = lines
        .iter()
        .filter(|it| it.text.len() <= 300 && !cx.marks.is_side(it.node))
        .collect();
    for (i, line) in shown.iter().enumerate() {
        // "By" may stand on a line of its own, above the name.
        let joined = match shown.get(i + 1) {
            Some(next) if byline::is_lead(&line.text) && next.text.len() < 80 => {
                format!("{} {}", line.text, next.text)
            }
            _ => line.text.clone(),
        };
        if byline::begins(&joined)
            && let Some(authors) = led(cx, &joined)
        {
            let (text, node) = (joined, line.node);
            return (Some(Printed { text, node, authors, sure: true }), true);
        }
    }
    let mut nodes: Vec<(u32, NodeId)> = cx
        .marks
        .hints
        .iter()
        .filter(|it| {
            it.1 == Hint::Byline && !cx.marks.is_side(it.0) && cx.is_near(it.0, 500)
        })
        .map(|it| it.0)
        .filter(|it| dom.text(*it).len() < 1500)
        .filter(|it| !cx.headline.is_some_and(|id| dom.contains(*it, id)))
        .map(|it| (cx.headline.map_or(0, |headline| headline.0.abs_diff(it.0)), it))
        .collect();
    nodes.sort_unstable();
    nodes.truncate(8);
    let mut bare = None;
    for (_, node) in nodes {
        let mut text = marks::spaced(dom, node, |it| is_decoration(cx, it));
        text.truncate(text.floor_char_boundary(200));
        if let Some(authors) = led(cx, &text) {
            return (Some(Printed { text, node, authors, sure: true }), true);
        }
        if bare.is_none() {
            let mut authors = without_strangers(cx, byline::parse(&text).authors);
            // Without a word that says so, names want a date beside them, or a
            // class that means nothing else.
            let class = dom.class(node).to_ascii_lowercase();
            let sure = class.contains("byline")
                || class.contains("author")
                || date::find(&text, cx.language.as_deref()).is_some();
            authors.retain(|it| sure && (2..5).contains(&it.name.split(' ').count()));
            if !authors.is_empty() && authors.iter().all(|it| it.contributions.is_empty())
            {
                bare = Some(Printed { text, node, authors, sure: false });
            }
        }
    }
    (bare, false)
}

/// Reads a text that says by its words that it is a byline. A credit for a
/// picture says so too, and is none.
fn led(cx: &Context<'_>, text: &str) -> Option<Vec<Author>> {
    let found = byline::parse(text);
    let authors = without_strangers(cx, found.authors);
    let wrote = |it: &Author| {
        it.contributions.is_empty()
            || it.contributions.iter().any(|it| {
                matches!(
                    it,
                    Contribution::Text
                        | Contribution::Reporting
                        | Contribution::Interview
                        | Contribution::Compilation
                )
            })
    };
    (found.led && authors.first().is_some_and(wrote)).then_some(authors)
}
