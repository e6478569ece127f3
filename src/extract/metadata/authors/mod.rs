//! Who wrote the article: all of them, and no one else.

mod data;
mod printed;
mod shown;
mod signed;

use crate::{
    article::{Author, AuthorKind, Contribution},
    dom::NodeId,
    extract::byline,
    report::{Code, Report},
};

use self::{
    data::{citations, linked_data, microdata, teams},
    printed::{Printed, led, printed},
    shown::{address_in, at_the_end, beside, classed, is_decoration, linked},
    signed::signed,
};
use super::{
    Context,
    outlet::is_site,
    spaced::Line,
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
    pub(super) nodes: Vec<NodeId>,
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
    let (linked, row) = linked(cx);
    let joined = if row > 1 { linked[..row].to_vec() } else { Vec::new() };
    add("rel author", linked);
    add("joined links", joined);
    if answers.is_empty() {
        let team = sites
            .iter()
            .position(|it| it.authors.iter().any(|it| byline::team(&it.name).is_some()));
        match team {
            Some(it) => answers.push(sites.remove(it)),
            None if sites.is_empty() => answers.extend(teams(cx, lines)),
            None => (),
        }
    }
    let mut add = |rule, authors: Vec<Author>| {
        let authors = without_strangers(cx, authors);
        if !authors.is_empty() {
            answers.push(Answer { rule, authors });
        }
    };
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
        let authors = titled
            .or_else(|| at_the_end(cx))
            .unwrap_or_else(|| without_strangers(cx, beside(cx, lines)));
        if !authors.is_empty() {
            answers.push(Answer { rule: "name beside the date", authors });
        }
    }
    // An editor is named under many a text that its reporters sign.
    if !answers.iter().flat_map(|it| &it.authors).any(byline::wrote) {
        let mut authors = signed(cx);
        if !authors.is_empty() {
            let others = answers.iter().flat_map(|it| it.authors.clone());
            authors.extend(others.collect::<Vec<_>>());
            let authors = without_strangers(cx, authors);
            answers.insert(0, Answer { rule: "signature", authors });
        }
    }
    // The site itself, if that is all the page says.
    if answers.is_empty() {
        answers = sites;
    }
    settle(cx, &answers, by_line, report)
}

/// Chooses: the first rule that names a person, else the first that names anyone;
/// then what the byline knows of the same people.
fn settle(
    cx: &Context<'_>,
    answers: &[Answer],
    by_line: Option<Printed>,
    report: &mut Report,
) -> Found {
    let is_person = |it: &Author| it.kind == AuthorKind::Person;
    let person = answers.iter().position(|it| it.authors.iter().any(is_person));
    let Some(place) = person.or((!answers.is_empty()).then_some(0)) else {
        let mut found = Found::default();
        if let Some(it) = by_line.filter(|it| it.sure) {
            found.byline = Some(byline::naming(&it.text, cx.language.as_deref()));
            found.nodes = it.nodes;
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
    // A source is the fuller one when it names all of these and more; what stands in
    // print or in data is no list of everyone on the page.
    for answer in answers {
        if matches!(
            answer.rule,
            "byline"
                | "meta author"
                | "dc creator"
                | "citation_author"
                | "json-ld author"
                | "twitter:data"
                | "joined links"
        ) && authors.len() < answer.authors.len()
            && holds(&answer.authors, &authors)
        {
            let known = std::mem::replace(&mut authors, answer.authors.clone());
            for it in known {
                enrich(&mut authors, &it);
            }
        }
    }
    if rule == "byline" {
        for answer in answers.iter().filter(|it| it.rule != "byline") {
            answer.authors.iter().for_each(|it| shorter(&mut authors, it));
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
        found.byline = Some(byline::naming(&it.text, cx.language.as_deref()));
        found.nodes = it.nodes;
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

/// Takes off a name what another source, which holds the name alone, does not have:
/// a line of text runs names into jobs.
fn shorter(authors: &mut [Author], other: &Author) {
    let whole = other.name.contains(' ') || other.name.len() > 5;
    if !whole || other.kind != AuthorKind::Person {
        return;
    }
    for author in authors {
        let Some(rest) = author.name.strip_prefix(other.name.as_str()) else { continue };
        let rest = byline::trimmed(rest).to_owned();
        if rest.is_empty() || byline::is_suffix(&rest) {
            continue;
        }
        author.name.clone_from(&other.name);
        if author.position.is_none() && byline::is_position(&rest) {
            author.position = Some(rest);
        }
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
    // Beside who wrote it, those who looked at it or paid for it did not.
    if kept.iter().any(|it| !byline::is_checked(&it.name)) {
        kept.retain(|it| !byline::is_checked(&it.name));
    }
    // Beside people, the site is where they write; unless it comes before them, and
    // is named as people are: a person's own site.
    if kept.iter().any(|it| !is_site(&it.name, &cx.sites)) {
        let own = kept.first().filter(|it| is_site(&it.name, &cx.sites));
        let own = own.filter(|it| is_full_name(it)).map(|it| it.name.clone());
        kept.retain(|it| own.as_ref() == Some(&it.name) || !is_site(&it.name, &cx.sites));
    }
    kept
}

/// Returns whether an author has a first and a last name, and nothing that a title
/// of a publication has, such as "the".
fn is_full_name(author: &Author) -> bool {
    author.kind == AuthorKind::Person
        && (2..4).contains(&author.name.split(' ').count())
        && byline::is_name(&author.name, true)
}
