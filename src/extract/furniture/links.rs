//! Lists of ways to other pages.

use crate::dom::NodeId;

use super::Context;

/// Cuts lists that only lead elsewhere.
pub(super) fn cut(cx: &Context<'_>, id: NodeId) -> Option<&'static str> {
    if !matches!(cx.dom.name(id), "ul" | "ol" | "section" | "aside" | "div") {
        return None;
    }
    let count = cx.count(id);
    let lines = cx.measure.range(cx.dom, id).len();
    if 2 < lines && 8 * count.chars < 10 * count.jumps && is_contents(cx, id) {
        return Some("table of contents");
    }
    if 1 < lines && 8 * count.chars < 10 * count.jumps && leads_nowhere(cx, id) {
        return Some("list of controls");
    }
    let all = 0.8 < count.link_density();
    (1 < lines
        && all
        && cx.is_small(id)
        && count.stops < 2 * lines as u32
        && stays_on_site(cx, id))
    .then_some("list of links")
}

/// Returns whether most links lead to other pages of the same site, as lists of
/// sources and of things to buy do not.
pub(super) fn stays_on_site(cx: &Context<'_>, id: NodeId) -> bool {
    let (mut here, mut all) = (0_u32, 0_u32);
    let links = cx.dom.subtree(id).filter(|it| cx.dom.name(*it) == "a");
    for link in links {
        let Some(href) = cx.dom.attr(link, "href") else { continue };
        all += 1;
        here += u32::from(match host(href) {
            Some(host) => {
                cx.hosts.is_empty() || cx.hosts.iter().any(|it| it == domain(host))
            }
            None => true,
        });
    }
    all <= 2 * here
}

/// Returns the host in an address, if it names one.
pub(super) fn host(href: &str) -> Option<&str> {
    let (scheme, rest) = href.trim_start().split_once("//")?;
    matches!(scheme, "" | "http:" | "https:")
        .then(|| rest.split(['/', '?', '#', ':']).next().unwrap_or(rest))
}

/// Returns the end of a host that pages of one site share.
pub(super) fn domain(host: &str) -> &str {
    let mut dots = host.rmatch_indices('.').map(|it| it.0);
    let Some(last) = dots.next() else { return host };
    let Some(second) = dots.next() else { return host };
    // `example.co.uk`, `example.com.au`
    if last - second <= 4 {
        return dots.next().map_or(host, |it| &host[it + 1..]);
    }
    &host[second + 1..]
}

/// Returns whether all links of a list lead nowhere, as those that scripts listen to.
fn leads_nowhere(cx: &Context<'_>, id: NodeId) -> bool {
    let mut links = cx.dom.named(id, "a").filter_map(|it| cx.dom.attr(it, "href"));
    cx.is_small(id) && links.all(|it| it.trim() == "#")
}

/// Returns whether a list leads to places further down, as footnotes do not.
fn is_contents(cx: &Context<'_>, id: NodeId) -> bool {
    let first = cx.dom.named(id, "a").next().and_then(|it| cx.dom.attr(it, "href"));
    let target = first.and_then(|it| it.strip_prefix('#')).unwrap_or_default();
    !target.is_empty()
        && cx.is_small(id)
        && cx
            .roots
            .iter()
            .flat_map(|root| cx.dom.descendants(*root))
            .any(|it| cx.dom.end(id) <= it && cx.dom.html_id(it) == target)
}
