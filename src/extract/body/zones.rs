//! Lines of prose, without those in parts of the page that are not the article.

use html5ever::local_name;

use crate::{
    dom::{Dom, NodeId},
    extract::{Measure, measure::Names},
};

/// Names of parts that hold text which is not the article's.
const ELSEWHERE: Names = Names::COMMENT
    .or(Names::RELATED)
    .or(Names::SIGNUP)
    .or(Names::ADVERT)
    .or(Names::MENU)
    .or(Names::SIDE)
    .or(Names::FOOTER)
    .or(Names::CONSENT)
    .or(Names::OVERLAY)
    .or(Names::BIO);

/// How much of the page's prose a part may hold and still be believed to be
/// what it is called.
const MOST: f32 = 0.5;

/// The characters of prose before each run, and after the last.
#[derive(Debug)]
pub(super) struct Prose {
    totals: Vec<u32>,
}

impl Prose {
    /// Returns how much prose there is inside a node.
    pub(super) fn of(&self, dom: &Dom, measure: &Measure, id: NodeId) -> u32 {
        let range = measure.range(dom, id);
        self.totals[range.end] - self.totals[range.start]
    }

    /// Returns how much prose one run holds.
    pub(super) fn at(&self, run: usize) -> u32 {
        self.totals[run + 1] - self.totals[run]
    }

    pub(super) fn all(&self) -> u32 {
        self.totals.last().copied().unwrap_or(0)
    }
}

/// Counts the prose that may be the article's.
pub(super) fn prose(dom: &Dom, measure: &Measure) -> Prose {
    let all = measure.all().prose;
    let mut elsewhere = vec![false; measure.runs.len()];
    let end = NodeId(dom.len() as u32);
    let mut at = Dom::ROOT;
    while at < end {
        if is_elsewhere(dom, measure, at) {
            let inside = measure.of(dom, at).prose;
            if (inside as f32) < MOST * all as f32 || all == 0 {
                elsewhere[measure.range(dom, at)].fill(true);
                at = dom.end(at);
                continue;
            }
        }
        at = NodeId(at.0 + 1);
    }
    let mut totals = Vec::with_capacity(measure.runs.len() + 1);
    let mut total = 0;
    for (run, elsewhere) in measure.runs.iter().zip(&elsewhere) {
        totals.push(total);
        total += if *elsewhere { 0 } else { run.count.prose };
    }
    totals.push(total);
    Prose { totals }
}

fn is_elsewhere(dom: &Dom, measure: &Measure, id: NodeId) -> bool {
    match *dom.local(id) {
        local_name!("nav")
        | local_name!("aside")
        | local_name!("footer")
        | local_name!("dialog")
        | local_name!("figcaption") => true,
        local_name!("html")
        | local_name!("body")
        | local_name!("main")
        | local_name!("article")
        | local_name!("p")
        | local_name!("a") => false,
        _ => {
            let names = measure.names(id);
            names.any(ELSEWHERE) && !names.any(Names::CONTENT)
        }
    }
}
