//! An item's markup: its text, and what this program's own feeds print around
//! it, which goes back to where it came from.

use url::Url;

use crate::{
    article::{
        Address, Article, Block, Image, Inline, Licence, Original, Outlet, Relation,
    },
    dom::{self, Dom, NodeId},
    extract, lower,
    report::{Code, Report},
};

use super::{address, date, elements, lowered, thread};

/// Reads markup into an article: its text, and the parts that this program's
/// own feeds print around it. Links are relative to `base`.
pub(super) fn content(
    article: &mut Article,
    markup: &str,
    base: Option<&Url>,
    report: &mut Report,
) {
    let link = article.metadata.url.clone();
    let markup = localised(markup, link.as_ref());
    let (dom, bounds) = dom::parse_fragment(&markup);
    if bounds.depth || bounds.size {
        report.add(Code::PageBounded, &article.metadata.title);
    }
    let mut around: Vec<NodeId> = Vec::new();
    for id in elements(&dom, Dom::ROOT) {
        if around.iter().any(|it| dom.contains(*it, id)) {
            continue;
        }
        let class = |class: &str| dom.has_class(id, class);
        match dom.name(id) {
            "p" if class("dek") && dom.attr(id, "role") == Some("doc-subtitle") => {
                article.metadata.subtitle = Some(dom.words(id));
            }
            "p" if class("byline") => byline(article, &dom, id, base),
            "p" if class("comments-closed") => article.discussion.closed = true,
            "aside" if class("republication-notice") => {
                notice(article, &dom, id, base, report);
            }
            "section" if class("contributor-note") => {
                bios(article, &dom, id, base, report);
            }
            "section" if class("comments") && !class("e-content") => {
                let (comments, mentions) = thread::comments(&dom, id, base, report);
                if comments.is_empty() && mentions.is_empty() {
                    continue;
                }
                article.discussion.comments = comments;
                article.discussion.mentions = mentions;
                article.discussion.closed |=
                    elements(&dom, id).any(|it| dom.has_class(it, "comments-closed"));
            }
            _ => continue,
        }
        around.push(id);
    }
    let cut = |id: NodeId| around.contains(&id);
    let cx = lower::Context { dom: &dom, base, beside: None, home: None, cut: &cut };
    article.body = lower::body(&cx, &[Dom::ROOT], report);
    for note in &mut article.body.notes {
        // The way back stood after a space that is not broken.
        if let Some(Block::Paragraph { content }) = note.blocks.last_mut()
            && let Some(Inline::Text { text }) = content.last_mut()
        {
            text.truncate(text.trim_end().len());
        }
    }
}

/// Returns markup whose links to its own article lead to places in it, with the
/// ids they had before a feed made them its own.
fn localised(markup: &str, link: Option<&Url>) -> String {
    let mut out = markup.to_owned();
    if let Some(link) = link {
        let mut link = link.clone();
        link.set_fragment(None);
        let escaped = link.as_str().replace('&', "&amp;");
        out = out.replace(&format!("href=\"{escaped}#"), "href=\"#");
    }
    let Some(prefix) = own_prefix(&out) else { return out };
    out.replace(&format!("=\"{prefix}"), "=\"").replace(&format!("=\"#{prefix}"), "=\"#")
}

/// Returns what this program put before every id, if it did.
fn own_prefix(markup: &str) -> Option<String> {
    for (at, mark) in markup.match_indices("id=\"o") {
        let rest = &markup[at + mark.len()..];
        let digits = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
        if digits == 10 && rest[10..].starts_with('-') {
            return Some(format!("o{}-", &rest[..10]));
        }
    }
    None
}

/// Reads a byline: what it says word for word, what the people named in it did,
/// and where their names lead.
fn byline(article: &mut Article, dom: &Dom, line: NodeId, base: Option<&Url>) {
    let text = dom.words(line);
    for named in extract::parse_byline(&text).authors {
        let author = article.authors.iter_mut().find(|it| it.name == named.name);
        if let Some(it) = author.filter(|it| it.contributions.is_empty()) {
            it.contributions = named.contributions;
        }
    }
    for link in dom.named(line, "a") {
        let words = dom.words(link);
        let author = article.authors.iter_mut().find(|it| it.name == words.trim());
        let url = dom.attr(link, "href").and_then(|it| address(it, base));
        if let (Some(it), Some(url)) = (author.filter(|it| it.urls.is_empty()), url) {
            it.urls.push(url);
        }
    }
    if dom.has_class(line, "credits") {
        return;
    }
    let added = elements(dom, line).find(|it| dom.has_class(*it, "credits"));
    let added = added.map(|it| dom.words(it)).unwrap_or_default();
    let said = text.strip_suffix(added.as_str()).unwrap_or(&text).trim();
    article.metadata.byline = Some(said.to_owned());
}

/// Reads a notice: what ran with the article, less the sentences that a feed
/// makes of what it knows besides.
fn notice(
    article: &mut Article,
    dom: &Dom,
    aside: NodeId,
    base: Option<&Url>,
    report: &mut Report,
) {
    let made = |id: NodeId, class: &str| {
        dom.name(id) == "p" && dom.parent(id) == Some(aside) && dom.has_class(id, class)
    };
    let provenance = &mut article.provenance;
    let mut cut = Vec::new();
    for id in elements(dom, aside) {
        let link = || {
            let link = dom.named(id, "a").next()?;
            Some((
                dom.words(link),
                dom.attr(link, "href").and_then(|it| address(it, base)),
            ))
        };
        if made(id, "permission") {
            provenance.permission = Some(dom.words(id));
        } else if made(id, "rights") {
            let licence = provenance.licence.get_or_insert_with(Licence::default);
            licence.statement.get_or_insert_with(|| dom.words(id));
        } else if made(id, "licence") {
            if let Some((_, Some(url))) = link() {
                let licence = provenance.licence.get_or_insert_with(Licence::default);
                licence.url.get_or_insert(url);
            }
        } else if made(id, "origin") {
            let original = provenance.original.get_or_insert_with(|| Original {
                outlet: Outlet::default(),
                url: None,
                published: None,
                relation: Relation::default(),
            });
            if let Some((name, url)) = link() {
                original.outlet.name = name;
                if original.url.is_none() && original.outlet.url.is_none() {
                    original.outlet.url = url;
                }
            }
            let time = dom.named(id, "time").next();
            let time = time.and_then(|it| dom.attr(it, "datetime")).and_then(date);
            original.published = original.published.or(time);
        } else {
            continue;
        }
        cut.push(id);
    }
    let cx = lower::Context { dom, base, beside: None, home: None, cut: &|_| false };
    let inside: Vec<NodeId> =
        dom.children(aside).filter(|it| !cut.contains(it)).collect();
    provenance.notice = lower::blocks(&cx, &inside, report);
}

/// Reads the notes about authors, each to the author it names.
fn bios(
    article: &mut Article,
    dom: &Dom,
    section: NodeId,
    base: Option<&Url>,
    report: &mut Report,
) {
    let people: Vec<NodeId> =
        elements(dom, section).filter(|it| dom.has_class(*it, "person")).collect();
    for (i, person) in people.iter().enumerate() {
        let part =
            |class: &str| elements(dom, *person).find(|it| dom.has_class(*it, class));
        let words = dom.words(part("person-name").unwrap_or(*person));
        let named = article.authors.iter().position(|it| words.contains(it.name.trim()));
        let Some(place) = named.or((i < article.authors.len()).then_some(i)) else {
            continue;
        };
        let bio = part("bio").map(|it| lowered(dom, it, base, report));
        let author = &mut article.authors[place];
        author.bio = bio.unwrap_or_default();
        let said = |class: &str| {
            let name = part("person-name")?;
            let found = elements(dom, name).find(|it| dom.has_class(*it, class))?;
            Some(dom.words(found))
        };
        author.position = author.position.take().or_else(|| said("p-job-title"));
        author.affiliation = author.affiliation.take().or_else(|| said("p-org"));
        let url = |link: NodeId| dom.attr(link, "href").and_then(|it| address(it, base));
        if author.urls.is_empty() {
            let name = part("person-name").and_then(|it| dom.named(it, "a").next());
            author.urls.extend(name.and_then(url));
        }
        if let Some(links) = part("links") {
            for it in dom.named(links, "a").filter_map(url) {
                if !author.urls.contains(&it) {
                    author.urls.push(it);
                }
            }
        }
        let portrait = part("portrait").filter(|_| author.portrait.is_none());
        author.portrait = portrait
            .and_then(|it| {
                let address = Address::Web(address(dom.attr(it, "src")?, base)?);
                let alt = dom.attr(it, "alt").unwrap_or_default().to_owned();
                Some(Image { address, alt, size: None })
            })
            .or(author.portrait.take());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_get_back_the_names_they_had() {
        let link = "https://a.example/x?a=1&b=2".parse().ok();
        let markup = "<a href=\"https://a.example/x?a=1&amp;b=2#o0123456789-fn1\">1</a>\
                      <li id=\"o0123456789-fn1\">";
        assert_eq!(
            localised(markup, link.as_ref()),
            "<a href=\"#fn1\">1</a><li id=\"fn1\">"
        );
    }
}
