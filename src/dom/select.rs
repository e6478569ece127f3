//! CSS selectors, as a caller writes them.

use simplecss::{AttributeOperator, Element, PseudoClass, Selector};

use super::{Dom, NodeId};

/// A list of selectors, of which one has to match.
#[derive(Debug)]
pub(crate) struct Selectors<'a>(Vec<Selector<'a>>);

impl<'a> Selectors<'a> {
    /// Reads a list with commas between.
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        let mut inside = false;
        let between = |c: char| {
            match c {
                '[' => inside = true,
                ']' => inside = false,
                _ => (),
            }
            c == ',' && !inside
        };
        let parts = text.split(between).map(str::trim);
        parts.map(Selector::parse).collect::<Option<_>>().map(Self)
    }

    /// Returns whether a node is an element that one of them matches.
    pub(crate) fn matches(&self, dom: &Dom, id: NodeId) -> bool {
        dom.is_element(id) && self.0.iter().any(|it| it.matches(&At { dom, id }))
    }
}

/// An element in its tree.
struct At<'a> {
    dom: &'a Dom,
    id: NodeId,
}

impl Element for At<'_> {
    fn parent_element(&self) -> Option<Self> {
        let id = self.dom.parent(self.id).filter(|it| self.dom.is_element(*it))?;
        Some(Self { dom: self.dom, id })
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        let mut at = self.dom.previous(self.id);
        while let Some(id) = at.filter(|it| !self.dom.is_element(*it)) {
            at = self.dom.previous(id);
        }
        Some(Self { dom: self.dom, id: at? })
    }

    fn has_local_name(&self, name: &str) -> bool {
        self.dom.name(self.id).eq_ignore_ascii_case(name)
    }

    fn attribute_matches(&self, name: &str, operator: AttributeOperator<'_>) -> bool {
        self.dom.attr(self.id, name).is_some_and(|it| operator.matches(it))
    }

    fn pseudo_class_matches(&self, class: PseudoClass<'_>) -> bool {
        match class {
            PseudoClass::FirstChild => self.prev_sibling_element().is_none(),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom::parse;

    #[test]
    fn lists_classes_attributes_and_children() {
        let page =
            "<main id=m><p class='a b'>1</p><div data-x='y,z'><p>2</p></div></main>";
        let (dom, _) = parse(page);
        let count = |text: &str| {
            let selectors = Selectors::parse(text).unwrap();
            dom.subtree(Dom::ROOT).filter(|it| selectors.matches(&dom, *it)).count()
        };
        assert_eq!(count("p"), 2);
        assert_eq!(count("#m > p, [data-x='y,z']"), 2);
        assert_eq!(count(".a.b"), 1);
        assert_eq!(count("MAIN p:first-child"), 2);
        assert_eq!(count("div + p"), 0);
        assert!(Selectors::parse("p[").is_none());
    }
}
