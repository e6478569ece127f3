//! Parts of forms: what is read all the same, and what is reported and dropped.

use crate::{
    dom::{NodeId, heading_level},
    report::Code,
};

use super::{
    Lowering,
    block::{Close, Flow, Step},
};

impl Lowering<'_> {
    /// Reads the parts of a form. A form may also be a wrapper around the whole
    /// page, so what stands in one is read all the same.
    pub(super) fn control(&mut self, flow: &mut Flow, id: NodeId, name: &str) -> Step {
        let dom = self.dom;
        match name {
            "form" => {
                let asks = |it: NodeId| match dom.name(it) {
                    "textarea" | "select" => true,
                    "input" => !dom.attr_has(it, "type", "hidden"),
                    _ => false,
                };
                if dom.text(id).len() < 600 && dom.descendants(id).any(asks) {
                    let words: String = dom.words(id).chars().take(80).collect();
                    self.report.add(Code::ActiveDropped, format!("form {words}").trim());
                    Self::end_text(flow);
                    return Step::Over;
                }
                Self::end_text(flow);
                Step::Into(Close::Text)
            }
            "button" => {
                // Questions that open when pressed are headings with buttons in.
                let holds = |it| {
                    heading_level(dom.name(it)).is_some()
                        || matches!(dom.name(it), "summary" | "dt")
                };
                if dom.ancestors(id).take(3).any(holds) {
                    return Step::Into(Close::Nothing);
                }
                if dom.descendants(id).any(|it| matches!(dom.name(it), "img" | "p")) {
                    return Step::Into(Close::Nothing);
                }
                self.dropped_control(id);
                Step::Over
            }
            "dialog" | "output" => {
                Self::end_text(flow);
                Step::Into(Close::Text)
            }
            _ => {
                self.dropped_control(id);
                Step::Over
            }
        }
    }

    fn dropped_control(&mut self, id: NodeId) {
        let words: String = self.dom.words(id).chars().take(80).collect();
        if !words.is_empty() {
            let subject = format!("{} {words}", self.dom.name(id));
            self.say_once(Code::ActiveDropped, subject);
        }
    }
}
