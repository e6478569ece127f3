//! Lines of prose, without those in parts of the page that are not the article.

use html5ever::local_name;

use crate::{
    dom::{Dom, NodeId},
    extract::{Measure, measure::Names},
};

/// Names of parts that hold text which is not the article's.
const ELSEWHERE: [Names; 10] = [
    Names::COMMENT,
    Names::RELATED,
    Names::SIGNUP,
    Names::ADVERT,
    Names::MENU,
    Names::SIDE,
    Names::FOOTER,
    Names::CONSENT,
    Names::OVERLAY,
    Names::BIO,
];

/// How much of the page's prose a part may hold and still be believed to be
/// what it is called.
const MOST: f32 = 0.5;
/// How much of it all the parts of one name may hold together: builders of
/// pages call every block a widget.
const MOST_TOGETHER: f32 = 0.75;

/// The characters of prose before each run, and after the last.
#[derive(Debug)]
pub(super) struct Prose {
    totals: Vec<Seen>,
}

/// What there is outside the parts that are not the article.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seen {
    pub(super) prose: u32,
    pub(super) chars: u32,
    pub(super) linked: u32,
}

impl Prose {
    /// Returns what there is inside a node.
    pub(super) fn seen(&self, dom: &Dom, measure: &Measure, id: NodeId) -> Seen {
        let range = measure.range(dom, id);
        let (from, to) = (self.totals[range.start], self.totals[range.end]);
        Seen {
            prose: to.prose - from.prose,
            chars: to.chars - from.chars,
            linked: to.linked - from.linked,
        }
    }

    /// Returns how much prose there is inside a node.
    pub(super) fn of(&self, dom: &Dom, measure: &Measure, id: NodeId) -> u32 {
        self.seen(dom, measure, id).prose
    }

    /// Returns how much prose one run holds.
    pub(super) fn at(&self, run: usize) -> u32 {
        self.totals[run + 1].prose - self.totals[run].prose
    }
}

/// Counts the prose that may be the article's.
pub(super) fn prose(dom: &Dom, measure: &Measure) -> Prose {
    let all = measure.all().prose;
    let believed = believed(dom, measure);
    let mut elsewhere = vec![false; measure.runs.len()];
    let end = NodeId(dom.len() as u32);
    let mut at = Dom::ROOT;
    while at < end {
        if is_elsewhere(dom, measure, at, believed) {
            let inside = measure.of(dom, at).prose;
            let comments = is_discussion(dom, measure, at);
            if (inside as f32) < MOST * all as f32 || comments || all == 0 {
                elsewhere[measure.range(dom, at)].fill(true);
                at = dom.end(at);
                continue;
            }
        }
        at = NodeId(at.0 + 1);
    }
    let mut totals = Vec::with_capacity(measure.runs.len() + 1);
    let mut total = Seen::default();
    for (run, elsewhere) in measure.runs.iter().zip(&elsewhere) {
        totals.push(total);
        if !elsewhere {
            total.prose += run.count.prose;
            total.chars += run.count.chars;
            total.linked += run.count.linked;
        }
    }
    totals.push(total);
    Prose { totals }
}

/// Returns whether an element is what readers said, however much that is: it
/// comes after a text and has no headline of its own.
fn is_discussion(dom: &Dom, measure: &Measure, id: NodeId) -> bool {
    measure.names(id).any(Names::COMMENT)
        && 500 < measure.to(id).prose
        && dom.named(id, "h1").next().is_none()
}

/// Returns the names that mean what they say on this page.
fn believed(dom: &Dom, measure: &Measure) -> Names {
    let all = measure.all().prose;
    let mut inside = [0_u32; ELSEWHERE.len()];
    let mut ends = [NodeId(0); ELSEWHERE.len()];
    for id in dom.descendants(Dom::ROOT) {
        let names = measure.names(id);
        if names.is_none() || !may_be_elsewhere(dom, id) || names.any(Names::CONTENT) {
            continue;
        }
        for (i, kind) in ELSEWHERE.iter().enumerate() {
            if names.any(*kind) && ends[i] <= id {
                let prose = measure.of(dom, id).prose;
                if (prose as f32) < MOST * all as f32 {
                    inside[i] += prose;
                    ends[i] = dom.end(id);
                }
            }
        }
    }
    let most = MOST_TOGETHER * all as f32;
    let believed = ELSEWHERE.iter().zip(inside).filter(|(_, it)| *it as f32 <= most);
    believed.fold(Names::NONE, |names, it| names.or(*it.0))
}

/// Returns whether an element may be a part of the page by its name alone.
fn may_be_elsewhere(dom: &Dom, id: NodeId) -> bool {
    !matches!(
        *dom.local(id),
        local_name!("html")
            | local_name!("body")
            | local_name!("main")
            | local_name!("article")
            | local_name!("p")
            | local_name!("a")
    )
}

fn is_elsewhere(dom: &Dom, measure: &Measure, id: NodeId, believed: Names) -> bool {
    match *dom.local(id) {
        local_name!("nav")
        | local_name!("aside")
        | local_name!("footer")
        | local_name!("dialog")
        | local_name!("figcaption") => true,
        _ if !may_be_elsewhere(dom, id) => false,
        _ => {
            let names = measure.names(id);
            names.any(believed) && !names.any(Names::CONTENT)
        }
    }
}
