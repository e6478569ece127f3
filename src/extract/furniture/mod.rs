//! What stands inside the body and is not part of it.
//!
//! One walk asks of every element inside the roots what it is: kept from
//! readers, a thing to click, a list of links to elsewhere, or something the
//! metadata has said already. The first rule that says so cuts it out.

mod controls;
mod links;
mod named;
mod phrases;
mod repeats;

use crate::{
    article::{Author, Metadata},
    dom::{Dom, NodeId},
};

use super::{Labels, Measure, Page, Part, measure};

/// What the rules look at.
struct Context<'a> {
    page: &'a Page<'a>,
    dom: &'a Dom,
    measure: &'a Measure,
    /// The prose inside all roots.
    prose: u32,
}

/// Says why an element is to be cut out, if it is.
type Rule = fn(&Context<'_>, NodeId) -> Option<&'static str>;

const RULES: &[Rule] = &[hidden, controls::cut, named::cut, links::cut];

/// Labels what is to be cut out of the body.
pub(super) fn mark(
    page: &Page<'_>,
    measure: &Measure,
    body: &[NodeId],
    card: &Metadata,
    authors: &[Author],
    labels: &mut Labels,
) {
    let dom = page.dom;
    let prose = body.iter().map(|it| measure.of(dom, *it).prose).sum();
    let cx = Context { page, dom, measure, prose };
    for root in body {
        let end = dom.end(*root);
        let mut at = NodeId(root.0 + 1);
        while at < end {
            if labels.get(at).is_some() {
                at = dom.end(at);
                continue;
            }
            if dom.is_element(at)
                && let Some(rule) = RULES.iter().find_map(|rule| rule(&cx, at))
            {
                labels.set(dom, at, Part::Furniture, rule);
                at = dom.end(at);
                continue;
            }
            at = NodeId(at.0 + 1);
        }
    }
    repeats::mark(&cx, body, card, authors, labels);
}

/// Cuts what readers do not see.
fn hidden(cx: &Context<'_>, id: NodeId) -> Option<&'static str> {
    if cx.measure.unseen.binary_search(&id).is_ok() {
        return Some("hidden");
    }
    match cx.dom.name(id) {
        "template" => Some("template"),
        "noscript" if !cx.dom.words(id).is_empty() => Some("noscript text"),
        _ => {
            let names = cx.measure.names(id);
            names.any(measure::Names::UNSEEN).then_some("for screen readers")
        }
    }
}
