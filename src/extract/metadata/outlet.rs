//! The outlet: what the site calls itself.

use url::Url;

use crate::{article::Outlet, report::Report};

use super::{
    Context, json_ld,
    ladder::Ladder,
    text::{clean, fold},
};

/// Returns the outlet, and every name that the site goes by, folded.
pub(super) fn find(
    cx: &Context<'_>,
    report: &mut Report,
) -> (Option<Outlet>, Vec<String>) {
    let graph = &cx.graph;
    let mut ladder = Ladder::new("outlet");
    let mut other = Vec::new();
    let publisher = [graph.article, graph.page, graph.site].into_iter().flatten();
    for object in publisher {
        for value in graph.values(object, "publisher") {
            let name = graph.name(value).filter(|it| is_plain(it));
            other.extend(
                value.as_object().and_then(|it| graph.string(it, "alternateName")),
            );
            ladder.add("json-ld publisher", name);
        }
    }
    ladder.add("og:site_name", cx.meta("og:site_name").filter(|it| is_plain(it)));
    if let Some(site) = graph.site {
        ladder.add("json-ld site", graph.string(site, "name").filter(|it| is_plain(it)));
        other.extend(graph.string(site, "alternateName"));
    }
    for (rule, name) in [
        ("application-name", "application-name"),
        ("application-name", "apple-mobile-web-app-title"),
        ("citation_journal_title", "citation_journal_title"),
        ("dc publisher", "dc.publisher"),
        ("dc publisher", "dcterms.publisher"),
        ("meta publisher", "publisher"),
        ("cre", "cre"),
        ("meta copyright", "sailthru.site"),
    ] {
        ladder.add(rule, cx.meta(name).filter(|it| is_plain(it)));
    }
    let host = cx.address().and_then(Url::host_str).map(label);
    // The end of the title, where it says what the address says.
    let title =
        cx.marks.title.and_then(|it| clean(cx.page.dom.text(it))).unwrap_or_default();
    let ends = ends(&title);
    if let (Some(host), Some(ends)) = (&host, ends) {
        let host = host.replace('-', "");
        for end in ends {
            let joined = fold(&end).replace(' ', "");
            if joined.len() > 2
                && (host == joined
                    || (joined.len() > 4 && host.contains(&joined))
                    || (host.len() > 3
                        && joined.contains(&host)
                        && joined.len() < host.len() + 14))
            {
                ladder.add("title element", Some(end));
                break;
            }
        }
    }
    ladder.add("heading of the site", site_heading(cx, &title));
    let mut names: Vec<String> = Vec::new();
    for (_, name) in ladder.answers() {
        let name = name.split(" | ").next().unwrap_or(name);
        names.push(fold(name));
    }
    names.extend(other.iter().map(|it| fold(it)));
    names.extend(cx.meta("twitter:site").map(|it| fold(it.trim_start_matches('@'))));
    if let Some(host) = &host {
        names.push(fold(host));
        names.push(fold(&host.replace('-', "")));
    }
    names.retain(|it| it.chars().count() > 1);
    names.sort();
    names.dedup();
    // A publisher is often a company that owns many sites; what stands in the
    // title is what readers know.
    if let Some(first) = ladder.answers().first()
        && first.0 == "json-ld publisher"
        && !says(&title, &first.1)
        && let Some(place) = ladder
            .answers()
            .iter()
            .position(|it| it.0 == "og:site_name" && says(&title, &it.1))
    {
        ladder.lift(place);
    }
    let agree = |a: &String, b: &String| {
        let (a, b) = (fold(a).replace(' ', ""), fold(b).replace(' ', ""));
        a.contains(&b) || b.contains(&a)
    };
    let name = ladder.settle(report, agree, Clone::clone);
    let front = cx.address().and_then(|it| it.join("/").ok());
    let outlet = match (name, host) {
        (Some(name), _) => Some(name),
        (None, host) => host.and_then(|_| {
            cx.address()?.host_str().map(|it| it.trim_start_matches("www.").to_owned())
        }),
    };
    (outlet.map(|name| Outlet { name, url: front }), names)
}

/// How many headings are asked whether they name the site.
const HEADINGS: usize = 8;

/// Returns what the first heading says that is nothing but a link to the site's front
/// page and with which the title begins or ends, before or after something else.
fn site_heading(cx: &Context<'_>, title: &str) -> Option<String> {
    let dom = cx.page.dom;
    let headings = cx.marks.headings.iter().take(HEADINGS);
    headings.filter(|it| it.1 == 1 && dom.text(it.0).len() < 200).find_map(|(id, _)| {
        let name = clean(&dom.words(*id)).filter(|it| is_plain(it))?;
        let link = dom.named(*id, "a").next()?;
        let whole = dom.text(link).trim() == dom.text(*id).trim();
        let front = whole && leads_to_front(cx, dom.attr(link, "href")?);
        let parts = [title.strip_prefix(&name), title.strip_suffix(&name)];
        let parted = parts.into_iter().flatten().any(|rest| {
            let mut inward = rest.trim().chars();
            let sign =
                if title.starts_with(&name) { inward.next() } else { inward.next_back() };
            sign.is_some_and(|it| !it.is_alphanumeric()) && !fold(rest).is_empty()
        });
        (front && parted).then_some(name)
    })
}

/// Returns whether a link leads to the front page of a site, or of the part of it that
/// this page is in.
fn leads_to_front(cx: &Context<'_>, href: &str) -> bool {
    let base = cx.page.base.as_ref().or_else(|| cx.address());
    let own = cx.address().or(base);
    let href = href.trim();
    let Some(url) =
        Url::parse(href).ok().or_else(|| base.and_then(|base| base.join(href).ok()))
    else {
        return href == "/";
    };
    let root = url.path() == "/";
    let above = own.is_some_and(|own| {
        own.host() == url.host()
            && url.path().ends_with('/')
            && own.path().len() > url.path().len()
            && own.path().starts_with(url.path())
    });
    (root || above) && url.query().is_none() && url.fragment().is_none()
}

/// Returns what stands after the last and before the first separator of a title.
fn ends(title: &str) -> Option<[String; 2]> {
    let separators = [" | ", " - ", " – ", " — ", " :: ", " · ", " » ", " • "];
    let mut parts = vec![title];
    for separator in separators {
        parts = parts.into_iter().flat_map(|it| it.split(separator)).collect();
    }
    let (first, last) = (parts.first()?, parts.last()?);
    (parts.len() > 1).then(|| [(*last).to_owned(), (*first).to_owned()])
}

fn says(title: &str, name: &str) -> bool {
    let name = fold(name);
    !name.is_empty() && fold(title).contains(&name)
}

/// Returns whether a name can be a site's: not a slogan, not an address.
fn is_plain(name: &str) -> bool {
    name.split(' ').count() < 9 && !name.contains("://") && name.chars().count() < 70
}

/// Returns the part of a host's name that is not "www" or the registry's.
fn label(host: &str) -> String {
    let mut parts: Vec<&str> = host.split('.').collect();
    parts.pop();
    // "co.uk", "com.au": a second label of two or three letters is the registry's.
    if parts.len() > 1
        && parts.last().is_some_and(|it| {
            matches!(
                *it,
                "co" | "com" | "org" | "net" | "ac" | "gov" | "edu" | "or" | "ne" | "gob"
            )
        })
    {
        parts.pop();
    }
    parts.last().copied().unwrap_or(host).to_owned()
}

/// Returns whether a text is only the name of the site.
pub(super) fn is_site(text: &str, sites: &[String]) -> bool {
    let folded = fold(text);
    let joined = folded.replace(' ', "");
    let bare = joined.strip_prefix("the").unwrap_or(&joined);
    if bare.is_empty() {
        return false;
    }
    sites.iter().any(|it| {
        let site = it.replace(' ', "");
        let site = site.strip_prefix("the").unwrap_or(&site);
        if site.is_empty() {
            return false;
        }
        if site == bare {
            return true;
        }
        // "Valley Herald News", "valleyherald.example"
        let more = bare.strip_prefix(site).or_else(|| bare.strip_suffix(site));
        let shorter = site.strip_prefix(bare).or_else(|| site.strip_suffix(bare));
        more.is_some_and(|it| {
            site.len() > 4 && it.len() <= 12 && folded.split(' ').count() < 5
        }) || shorter.is_some_and(|it| bare.len() > 5 && it.len() <= 8)
    })
}

/// Returns whether JSON-LD says that a value is the publisher.
pub(super) fn is_organisation(object: &json_ld::Object) -> bool {
    json_ld::is_a(object, |it| {
        it.contains("Organization") || it == "Corporation" || it == "Brand"
    })
}
