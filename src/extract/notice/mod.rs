//! The republication notice: who printed the text first, and what it says.
//!
//! Many pages say when a text was "first published", thank somebody "by
//! permission", or offer themselves for reprinting. What makes a line a notice
//! is that it names a publisher other than the page's own, in a sentence about
//! this very text; what it says in that sentence is in [`phrases`].

mod name;
mod own;
mod phrases;
mod read;
mod signals;
#[cfg(test)]
mod tests;

use std::ops::Range;

use url::Url;

use crate::{
    article::{Metadata, Original, Outlet, Provenance, Relation},
    dom::{Dom, NodeId},
    report::Report,
};

use self::{
    own::{Kinship, Own},
    read::{Claim, Strength},
};
use super::{
    Labels, Page, Part,
    lines::{Line, Lines},
};

/// How far outside the body a notice may stand, in lines.
const NEAR: usize = 40;
/// How far a phrase without a subject or a label may.
const CLOSE: usize = 20;
/// Prose that may stand between a notice and the end of the body it is at, in
/// bytes: a note about the author, a call for support.
const END: usize = 1600;
/// The same at the start of the body: a standfirst.
const START: usize = 600;

/// A line that is a notice, and what it says.
struct Finding {
    line: usize,
    claim: Claim,
    name: String,
    /// Where the publisher's name leads.
    link: Option<Url>,
}

/// Finds the notice, labels it, and fills in what it says about the first
/// printing.
pub(super) fn find(
    page: &Page<'_>,
    body: &[NodeId],
    lines: &Lines,
    card: &Metadata,
    provenance: &mut Provenance,
    labels: &mut Labels,
    report: &mut Report,
) -> Vec<NodeId> {
    let mut own = Own::new(page, card, provenance);
    if page.url.is_none()
        && let Some(url) = own::canonical(page).filter(is_piece)
        && let Some(name) = first_at(page, lines, card, &url)
        && own.gives_up(&url, &name)
    {
        settle_outlet(page, provenance, &url);
    }
    let own = own;
    let foreign = signals::foreign(page, &own);
    let mut findings = stated(page, lines, &own, card, foreign.as_ref().map(|it| &it.1));
    findings.sort_by(|a, b| {
        let rank = |it: &Finding| (it.claim.strength, it.link.is_some());
        rank(b).cmp(&rank(a)).then(a.line.cmp(&b.line))
    });
    let mut nodes: Vec<NodeId> = Vec::new();
    let mut rule = "";
    let declared = signals::declared(page, &own);
    if let Some(best) = findings.first() {
        rule = "notice sentence";
        nodes = spread(page, lines, &findings);
        provenance.original = Some(original(page, lines, best, foreign.as_ref(), &own));
        // The element that is the notice is all of it.
        if let Some((whole, ..)) = declared
            && nodes.iter().any(|it| page.dom.contains(whole, *it))
        {
            nodes.retain(|it| !page.dom.contains(whole, *it));
            nodes.push(whole);
        }
    } else if let Some((whole, link, url)) = declared {
        rule = "notice element";
        nodes = vec![whole];
        let said = page.dom.words(link);
        let named = (3..60).contains(&said.len()) && !said.contains("://");
        let name = if named { said } else { signals::spelt(lines, &url) };
        provenance.original = Some(reprint(name, Some(url)));
    } else if let Some((line, link, url)) = signals::credited_headline(page, lines, &own)
    {
        rule = "credited headline";
        let name = page.dom.words(link);
        let range = lines.all[line].links.iter().find(|it| it.node == link);
        let range = range.map_or(0..0, |it| it.range.clone());
        nodes = lines.all[line].roots(page.dom, &range).unwrap_or_default();
        provenance.original = Some(reprint(name, Some(url)));
    } else if let Some((signal, url)) = foreign {
        rule = signal;
        let name = signals::spelt(lines, &url);
        provenance.original = Some(reprint(name, Some(url)));
    }
    // It may share a line with the date, which is labelled already.
    nodes
        .retain(|it| !matches!(labels.covering(page.dom, *it), Some((Part::Comment, _))));
    nodes.sort_unstable();
    nodes.dedup();
    for node in &nodes {
        if labels.covering(page.dom, *node).is_some() {
            labels.note(page.dom, *node, Part::Notice, rule);
        }
        labels.set(page.dom, *node, Part::Notice, rule);
    }
    terms(page, body, &nodes, provenance, labels);
    if provenance.original.is_some() {
        report.found("original", rule, Vec::new());
    }
    nodes
}

/// Returns who printed the text at an address first, if a sentence that links to it
/// says so.
fn first_at(
    page: &Page<'_>,
    lines: &Lines,
    card: &Metadata,
    url: &Url,
) -> Option<String> {
    let to = (lines.end + NEAR).min(lines.all.len());
    let near = lines.all.get(lines.start.saturating_sub(NEAR)..to)?;
    let leads = |it: &&Line| {
        let links = it.links.iter().filter_map(|it| page.dom.attr(it.node, "href"));
        links.filter_map(|it| page.resolve(it)).any(|it| it == *url)
    };
    near.iter().filter(leads).find_map(|line| {
        let claims = read::claims(line, &card.title).into_iter();
        claims.filter(|it| it.strength == Strength::Sentence).find_map(|it| it.name)
    })
}

/// Takes the address of the first printing off the outlet of this one.
fn settle_outlet(page: &Page<'_>, provenance: &mut Provenance, first: &Url) {
    let Some(outlet) = &mut provenance.outlet else { return };
    if outlet.url.as_ref().is_some_and(|it| own::site(it) == own::site(first)) {
        let host = outlet.url.take();
        let host = host.as_ref().and_then(Url::host_str).unwrap_or_default();
        if host.trim_start_matches("www.") == outlet.name {
            match own::title_tail(page) {
                Some(it) => outlet.name = it,
                None => provenance.outlet = None,
            }
        }
    }
}

/// Reads every line near the body that says that the text ran elsewhere.
fn stated(
    page: &Page<'_>,
    lines: &Lines,
    own: &Own,
    card: &Metadata,
    foreign: Option<&Url>,
) -> Vec<Finding> {
    let from = lines.start.saturating_sub(NEAR);
    let to = (lines.end + NEAR).min(lines.all.len());
    let mut findings = Vec::new();
    for (i, line) in lines.all.iter().enumerate().take(to).skip(from) {
        if line.place.figure {
            continue;
        }
        for claim in read::claims(line, &card.title) {
            if !stands_well(lines, i, &claim) {
                continue;
            }
            let address = |it: NodeId| page.resolve(page.dom.attr(it, "href")?);
            let link = claim.link.and_then(address);
            let original = claim.original.and_then(address).filter(|it| !own.holds(it));
            let name = match (&claim.name, &original) {
                (Some(name), _) => name.clone(),
                (None, Some(url)) => signals::spelt(lines, url),
                (None, None) => continue,
            };
            let name = name.trim().to_owned();
            let vouched = foreign.is_some_and(|it| {
                link.as_ref().is_none_or(|l| own::site(l) == own::site(it))
            });
            // A portal gives each paper that it carries a page of its own.
            let carried = claim.strength == Strength::Label && claim.field;
            match own.kinship(&name, link.as_ref().filter(|_| !carried)) {
                Kinship::Sister if claim.strength == Strength::Sentence => (),
                Kinship::Same | Kinship::Sister if !vouched => continue,
                Kinship::Other | Kinship::Same | Kinship::Sister => (),
            }
            let link = link.filter(|it| !carried || !own.holds(it));
            findings.push(Finding { line: i, claim, name, link });
            break;
        }
    }
    findings
}

/// Whether a claim stands where one so sure of itself may.
fn stands_well(lines: &Lines, at: usize, claim: &Claim) -> bool {
    let line = &lines.all[at];
    let outside = at < lines.start || lines.end <= at;
    let near = |reach| lines.start <= at + reach && at < lines.end + reach;
    let head = lines.before(at) <= START;
    let tail = lines.after(at) <= END.max(lines.total() / 5);
    let rest = line.text.len() - claim.range.len().min(line.text.len());
    match claim.strength {
        Strength::Sentence => {
            let alone = rest <= claim.range.len().max(240);
            !(outside && line.place.list && 200 < line.text.len())
                && (alone || outside)
                && (head || tail || !line.place.list && !line.place.table)
        }
        Strength::Phrase => {
            (head || tail)
                && near(CLOSE)
                && rest <= claim.range.len().max(160)
                && !(outside && (line.place.edge || line.place.list))
        }
        Strength::Label => {
            let top = lines.before(at) == 0;
            let end = lines.after(at) == 0;
            (top || end)
                && near(CLOSE)
                && !(outside && line.place.edge)
                && !line.place.heading
        }
    }
}

/// Returns the nodes of the notice: the surest line, others beside it that say
/// the same, and lines next to those that are about leave and licence.
fn spread(page: &Page<'_>, lines: &Lines, findings: &[Finding]) -> Vec<NodeId> {
    let best = &findings[0];
    let mut places: Vec<(usize, Range<usize>)> = Vec::new();
    for it in findings {
        let beside = it.line.abs_diff(best.line) <= 3;
        let again = it.name == best.name && it.claim.strength != Strength::Label;
        if it.line == best.line
            || beside && it.claim.strength == best.claim.strength
            || again
        {
            places.push((it.line, it.claim.range.clone()));
        }
    }
    let after = (best.line + 1..lines.all.len()).take(2);
    let before = (0..best.line).rev().take(1);
    for run in [after.collect::<Vec<_>>(), before.collect()] {
        for i in run {
            let line = &lines.all[i];
            if places.iter().any(|it| it.0 == i) || !is_rider(line) {
                break;
            }
            places.push((i, 0..line.text.len()));
        }
    }
    let mut nodes = Vec::new();
    for (i, range) in places {
        nodes.extend(roots(page.dom, &lines.all[i], &range, best.claim.strength));
    }
    nodes
}

/// The nodes of one line of the notice: the part that says so, if it can be cut
/// out, else the line, if the rest of it is small.
fn roots(
    dom: &Dom,
    line: &Line,
    range: &Range<usize>,
    strength: Strength,
) -> Vec<NodeId> {
    let whole = 0..line.text.len();
    let rest = whole.len() - range.len().min(whole.len());
    // A sentence of thanks or a copyright line belongs to it.
    let belongs = rest <= 400 && (rest <= range.len() || rest <= 160);
    if belongs
        && let Some(roots) = line.roots(dom, &whole)
        && (line.alone || line.text.len() < 2 * range.len() + 160)
        && strength != Strength::Label
    {
        return roots;
    }
    line.roots(dom, range).unwrap_or_default()
}

/// Whether a line beside a notice goes on about leave and licence.
fn is_rider(line: &Line) -> bool {
    line.text.len() <= 300
        && !line.place.heading
        && !line.place.edge
        && read::permission(&line.text).is_some()
}

/// What the surest line says about the first printing.
fn original(
    page: &Page<'_>,
    lines: &Lines,
    best: &Finding,
    foreign: Option<&(&'static str, Url)>,
    own: &Own,
) -> Original {
    let line = &lines.all[best.line];
    let address = |it: NodeId| page.resolve(page.dom.attr(it, "href")?);
    let said = best.claim.original.and_then(address).filter(|it| !own.holds(it));
    let host = best.link.as_ref().and_then(own::site);
    // Any link in the line to a piece at the same publisher is the piece.
    let piece = line
        .links
        .iter()
        .filter_map(|it| address(it.node))
        .find(|it| is_piece(it) && host.is_some() && own::site(it) == host);
    let declared = foreign
        .map(|it| it.1.clone())
        .filter(|it| host.is_none() || own::site(it) == host);
    let based = signals::based_on(page)
        .into_iter()
        .find(|it| host.is_some() && own::site(it) == host && is_piece(it));
    let named = Url::parse(&format!("https://{}/", best.name))
        .ok()
        .filter(|_| best.name.contains('.') && !best.name.contains(' '));
    let url = said.or(piece).or(declared).or(based);
    let home = match (&best.link, &url) {
        (Some(link), _) if !is_piece(link) => Some(link.clone()),
        (Some(it), _) | (None, Some(it)) => front(it),
        (None, None) => named,
    };
    Original {
        outlet: Outlet { name: best.name.clone(), url: home },
        url,
        published: best.claim.published,
        relation: best.claim.relation,
    }
}

fn reprint(name: String, url: Option<Url>) -> Original {
    let home = url.as_ref().and_then(front);
    Original {
        outlet: Outlet { name, url: home },
        url,
        published: None,
        relation: Relation::Reprint,
    }
}

/// Whether an address is of a piece rather than of a site or a section of it.
fn is_piece(url: &Url) -> bool {
    let path = url.path().trim_matches('/');
    let telling = |it: char| it == '-' || it == '_' || it.is_ascii_digit() || it == '.';
    path.contains('/')
        || path.contains(telling)
        || path.len() > 12
        || url.query().is_some()
}

/// The front page of the site that an address is on.
fn front(url: &Url) -> Option<Url> {
    url.join("/").ok()
}

/// Fills in permission, licence and counter.
fn terms(
    page: &Page<'_>,
    body: &[NodeId],
    nodes: &[NodeId],
    provenance: &mut Provenance,
    labels: &mut Labels,
) {
    if !nodes.is_empty() {
        let text: Vec<String> = nodes.iter().map(|it| page.dom.words(*it)).collect();
        let text = text.join(" ");
        provenance.permission = read::permission(&text);
        let known = provenance.licence.as_ref().is_some_and(|it| it.spdx.is_some());
        if !known && let Some(it) = signals::licence(page, nodes, &text) {
            provenance.licence = Some(it);
        }
    }
    let publisher = provenance
        .original
        .as_ref()
        .and_then(|it| it.url.as_ref().or(it.outlet.url.as_ref()));
    if let Some(id) = signals::pixel(page, body, nodes, publisher) {
        provenance.pixel = page.dom.attr(id, "src").and_then(|it| page.resolve(it));
        if labels.covering(page.dom, id).is_none() {
            labels.set(page.dom, id, Part::Furniture, "counter");
        }
    }
}
