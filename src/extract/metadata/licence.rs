//! The terms an article is offered under.

use url::Url;

use crate::{article::Licence, dom::NodeId, report::Report};

use super::{Context, ladder::Ladder, text::clean};

/// Returns the licence, if the page names one for the article.
pub(super) fn find(cx: &Context<'_>, report: &mut Report) -> Option<Licence> {
    let dom = cx.page.dom;
    let graph = &cx.graph;
    let mut ladder = Ladder::new("licence");
    for (href, id) in cx.marks.related("license") {
        // A licence in a figure is that of the picture.
        if !in_figure(cx, id) {
            ladder.add("rel license", deed(cx, href, &dom.words(id)));
        }
    }
    for object in [graph.article, graph.page].into_iter().flatten() {
        for key in ["license", "usageInfo"] {
            let value = graph.values(object, key);
            let found = value.first().and_then(|it| deed(cx, graph.address(it)?, ""));
            ladder.add("json-ld license", found);
        }
    }
    for id in cx.marks.said("license", cx.article) {
        let href = ["href", "content"].iter().find_map(|it| dom.attr(id, it));
        ladder.add("itemprop license", href.and_then(|it| deed(cx, it, "")));
    }
    for name in [
        "dcterms.license",
        "dc.rights",
        "dcterms.rights",
        "license",
        "licence",
        "citation_license",
    ] {
        let found = cx
            .page
            .meta(name)
            .and_then(|it| if it.contains("://") { deed(cx, it, "") } else { named(it) });
        ladder.add("meta license", found);
    }
    let agree = |a: &Licence, b: &Licence| {
        a.spdx == b.spdx && (a.spdx.is_some() || a.url == b.url)
    };
    let show = |it: &Licence| {
        let url = it.url.as_ref().map(ToString::to_string);
        it.spdx.clone().or(url).unwrap_or_default()
    };
    let mut licence = ladder.settle(report, agree, show);
    let statement = statement(cx);
    if let Some(licence) = &mut licence {
        licence.statement = statement;
    } else if statement.is_some() {
        licence = Some(Licence { statement, ..Licence::default() });
    }
    licence
}

fn in_figure(cx: &Context<'_>, id: NodeId) -> bool {
    let dom = cx.page.dom;
    dom.ancestors(id).take(6).any(|it| {
        matches!(dom.name(it), "figure" | "figcaption")
            || dom.class(it).to_ascii_lowercase().contains("caption")
            || dom.class(it).to_ascii_lowercase().contains("credit")
    })
}

/// Reads the address of a deed.
fn deed(cx: &Context<'_>, href: &str, text: &str) -> Option<Licence> {
    let url = cx.page.resolve(&clean(href)?)?;
    let spdx = spdx(&url).or_else(|| named(text).and_then(|it| it.spdx));
    Some(Licence { spdx, url: Some(url), statement: None })
}

/// Returns the SPDX identifier of the licence that has its deed at an address.
pub(super) fn spdx(url: &Url) -> Option<String> {
    let host = url.host_str()?.trim_start_matches("www.");
    let path = url.path().to_ascii_lowercase();
    let mut parts = path.split('/').filter(|it| !it.is_empty());
    match host {
        "creativecommons.org" => match (parts.next()?, parts.next()?, parts.next()) {
            ("licenses" | "license", terms, version) => {
                let known = ["by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd"];
                let terms = if terms == "by-nd-nc" { "by-nc-nd" } else { terms };
                let version = version
                    .filter(|it| it.starts_with(|it: char| it.is_ascii_digit()))?;
                known
                    .contains(&terms)
                    .then(|| format!("CC-{}-{version}", terms.to_ascii_uppercase()))
            }
            ("publicdomain", "zero", _) => Some("CC0-1.0".to_owned()),
            ("publicdomain", "mark", _) => Some("CC-PDM-1.0".to_owned()),
            _ => None,
        },
        "gnu.org" if path.contains("fdl") => Some("GFDL-1.3-or-later".to_owned()),
        "opensource.org" => match parts.next_back()? {
            "mit" => Some("MIT".to_owned()),
            "apache-2.0" => Some("Apache-2.0".to_owned()),
            _ => None,
        },
        _ => None,
    }
}

/// Reads the name of a licence: "CC BY-NC 4.0".
fn named(text: &str) -> Option<Licence> {
    let upper = text.to_ascii_uppercase().replace(['-', '_'], " ");
    let words: Vec<&str> = upper.split_whitespace().collect();
    let at = words.iter().position(|it| *it == "CC" || *it == "CC0")?;
    if words[at] == "CC0" {
        let url = Url::parse("https://creativecommons.org/publicdomain/zero/1.0/").ok();
        return Some(Licence { spdx: Some("CC0-1.0".to_owned()), url, statement: None });
    }
    let terms: Vec<&str> = words[at + 1..]
        .iter()
        .copied()
        .take_while(|it| matches!(*it, "BY" | "NC" | "ND" | "SA"))
        .collect();
    let version = words
        .get(at + 1 + terms.len())
        .filter(|it| it.starts_with(|it: char| it.is_ascii_digit()))?;
    if terms.is_empty() || version.len() != 3 {
        return None;
    }
    let terms = terms.join("-");
    let url = Url::parse(&format!(
        "https://creativecommons.org/licenses/{}/{version}/",
        terms.to_ascii_lowercase()
    ))
    .ok();
    Some(Licence { spdx: Some(format!("CC-{terms}-{version}")), url, statement: None })
}

/// Returns the copyright line, where the page's head or data gives one.
fn statement(cx: &Context<'_>) -> Option<String> {
    let graph = &cx.graph;
    let object = graph.article?;
    if let Some(notice) = graph.string(object, "copyrightNotice") {
        return Some(notice);
    }
    let holder = graph.string(object, "copyrightHolder")?;
    let year = object.get("copyrightYear").map(|it| it.to_string().replace('"', ""));
    let year =
        year.filter(|it| it.len() == 4).map_or_else(String::new, |it| format!("{it} "));
    Some(format!("© {year}{holder}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deeds_are_known_by_their_address() {
        let id = |it: &str| spdx(&Url::parse(it).unwrap());
        assert_eq!(
            id("https://creativecommons.org/licenses/by-nc-nd/4.0/").as_deref(),
            Some("CC-BY-NC-ND-4.0")
        );
        assert_eq!(
            id("http://www.creativecommons.org/licenses/by/2.5/deed.de").as_deref(),
            Some("CC-BY-2.5")
        );
        assert_eq!(
            id("https://creativecommons.org/publicdomain/zero/1.0/").as_deref(),
            Some("CC0-1.0")
        );
        assert!(id("https://example.org/terms").is_none());
    }

    #[test]
    fn names_of_licences_are_read() {
        assert_eq!(
            named("Text: CC BY-SA 4.0").unwrap().spdx.as_deref(),
            Some("CC-BY-SA-4.0")
        );
        assert!(named("cc me on that").is_none());
    }
}
