//! Selectors: a small part of CSS, enough to say which elements a family of
//! markup uses for what.
//!
//! Known are `tag`, `.class`, `#id`, `[attr]`, `[attr=v]` with `^=`, `$=`, `*=`
//! and `~=`, `:not(…)` of one of these, a space or `>` between compounds, and
//! commas. Classes are compared without regard to case.

use crate::dom::{Dom, NodeId};

/// Alternatives, in the order in which they are wanted.
#[derive(Debug, Default)]
pub(super) struct Selector {
    alternatives: Vec<Vec<Compound>>,
}

/// One element of a selector: everything it must be.
#[derive(Debug, Default)]
struct Compound {
    /// Whether the next compound must be its child, not just inside it.
    child: bool,
    tests: Vec<Test>,
}

#[derive(Debug)]
enum Test {
    Tag(String),
    Class(String),
    Attr { name: String, is: Is, value: String },
    Not(Box<Test>),
}

#[derive(Clone, Copy, Debug)]
enum Is {
    There,
    Equal,
    Starting,
    Ending,
    Holding,
    Listing,
}

/// How far up a selector looks for what must be around an element.
const REACH: usize = 40;

impl Selector {
    /// Reads a selector. What cannot be read matches nothing.
    pub(super) fn new(text: &str) -> Self {
        let alternatives =
            text.split(',').filter(|it| !it.trim().is_empty()).map(alternative);
        Self { alternatives: alternatives.collect() }
    }

    /// Returns whether it matches nothing at all.
    pub(super) fn is_empty(&self) -> bool {
        self.alternatives.is_empty()
    }

    /// Returns whether any alternative matches an element.
    pub(super) fn matches(&self, dom: &Dom, id: NodeId) -> bool {
        self.rank(dom, id).is_some()
    }

    /// Returns the place of the first alternative that matches an element.
    pub(super) fn rank(&self, dom: &Dom, id: NodeId) -> Option<usize> {
        if !dom.is_element(id) {
            return None;
        }
        self.alternatives.iter().position(|it| ends_at(it, dom, id))
    }

    /// Returns for each alternative something by which it can be told early: a
    /// literal among the attributes of every matching element, or else its name.
    pub(super) fn literals(&self) -> Vec<Literal<'_>> {
        self.alternatives.iter().filter_map(|it| literal(it)).collect()
    }
}

/// What every element that an alternative matches must have.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Literal<'a> {
    /// Part of the name or value of an attribute.
    Value(&'a str),
    /// The element's own name.
    Tag(&'a str),
}

fn literal(compounds: &[Compound]) -> Option<Literal<'_>> {
    let tests = &compounds.last()?.tests;
    let values = tests.iter().filter_map(|test| match test {
        Test::Attr { name, is: Is::There, .. } => Some(name.as_str()),
        Test::Class(value) | Test::Attr { value, .. } => Some(value.as_str()),
        Test::Tag(_) | Test::Not(_) => None,
    });
    let longest = values.max_by_key(|it| it.len()).map(Literal::Value);
    longest.or_else(|| {
        tests.iter().find_map(|it| match it {
            Test::Tag(name) => Some(Literal::Tag(name)),
            Test::Class(_) | Test::Attr { .. } | Test::Not(_) => None,
        })
    })
}

fn ends_at(compounds: &[Compound], dom: &Dom, id: NodeId) -> bool {
    let Some((last, rest)) = compounds.split_last() else { return false };
    if !last.fits(dom, id) {
        return false;
    }
    let mut at = id;
    for compound in rest.iter().rev() {
        let found = if compound.child {
            dom.parent(at).filter(|it| compound.fits(dom, *it))
        } else {
            dom.ancestors(at).take(REACH).find(|it| compound.fits(dom, *it))
        };
        let Some(found) = found else { return false };
        at = found;
    }
    true
}

impl Compound {
    fn fits(&self, dom: &Dom, id: NodeId) -> bool {
        self.tests.iter().all(|it| it.holds(dom, id))
    }
}

impl Test {
    fn holds(&self, dom: &Dom, id: NodeId) -> bool {
        match self {
            Self::Tag(name) => dom.name(id) == name,
            Self::Class(name) => dom.has_class(id, name),
            Self::Not(test) => !test.holds(dom, id),
            Self::Attr { name, is, value } => {
                let Some(found) = dom.attr(id, name) else { return false };
                match is {
                    Is::There => true,
                    Is::Equal => found == value,
                    Is::Starting => found.starts_with(value),
                    Is::Ending => found.ends_with(value),
                    Is::Holding => found.contains(value.as_str()),
                    Is::Listing => found.split_ascii_whitespace().any(|it| it == value),
                }
            }
        }
    }
}

fn alternative(text: &str) -> Vec<Compound> {
    let mut compounds: Vec<Compound> = Vec::new();
    for part in text.replace('>', " > ").split_ascii_whitespace() {
        if part == ">" {
            if let Some(last) = compounds.last_mut() {
                last.child = true;
            }
        } else {
            compounds.push(Compound { child: false, tests: tests(part) });
        }
    }
    compounds
}

fn tests(mut rest: &str) -> Vec<Test> {
    let mut found = Vec::new();
    while !rest.is_empty() {
        let (test, after) = test(rest);
        found.push(test);
        rest = after;
    }
    found
}

/// Reads one test and returns what stands after it.
fn test(text: &str) -> (Test, &str) {
    if let Some(inside) = text.strip_prefix(":not(") {
        let (inside, after) = inside.split_once(')').unwrap_or((inside, ""));
        return (Test::Not(Box::new(test(inside).0)), after);
    }
    if let Some(inside) = text.strip_prefix('[') {
        let (inside, after) = inside.split_once(']').unwrap_or((inside, ""));
        let Some((name, value)) = inside.split_once('=') else {
            let name = inside.to_owned();
            return (Test::Attr { name, is: Is::There, value: String::new() }, after);
        };
        let (name, is) = match name.as_bytes().last() {
            Some(b'^') => (&name[..name.len() - 1], Is::Starting),
            Some(b'$') => (&name[..name.len() - 1], Is::Ending),
            Some(b'*') => (&name[..name.len() - 1], Is::Holding),
            Some(b'~') => (&name[..name.len() - 1], Is::Listing),
            _ => (name, Is::Equal),
        };
        let (name, value) = (name.to_owned(), value.trim_matches('"').to_owned());
        return (Test::Attr { name, is, value }, after);
    }
    let (mark, name) = match text.as_bytes()[0] {
        b'.' => ('.', &text[1..]),
        b'#' => ('#', &text[1..]),
        _ => (' ', text),
    };
    let end = name.find(['.', '#', '[', ':']).unwrap_or(name.len());
    // A mark with nothing after it stands for itself, so that reading ends.
    let (name, after) = name.split_at(end);
    let name = name.to_owned();
    let test = match mark {
        '.' => Test::Class(name),
        '#' => Test::Attr { name: "id".to_owned(), is: Is::Equal, value: name },
        _ => Test::Tag(name),
    };
    (test, after)
}

#[cfg(test)]
mod tests {
    use crate::dom::parse;

    use super::*;

    fn found(html: &str, selector: &str) -> Vec<String> {
        let (dom, _) = parse(html);
        let selector = Selector::new(selector);
        dom.subtree(Dom::ROOT)
            .filter(|it| selector.matches(&dom, *it))
            .map(|it| dom.words(it))
            .collect()
    }

    #[test]
    fn selectors_mean_what_they_mean_in_css() {
        let html = "<ul id=list><li class='Note big' id=n-1>a</li><li class=note>b\
            <p>c</p></li></ul><p data-x=12>d</p>";
        assert_eq!(found(html, "li.note"), ["a", "b c"]);
        assert_eq!(found(html, "li.note.big[id^=n-]"), ["a"]);
        assert_eq!(found(html, "li.note:not(.big)"), ["b c"]);
        assert_eq!(found(html, "#list p, [data-x]"), ["c", "d"]);
        assert_eq!(found(html, "ul > p"), Vec::<String>::new());
        assert_eq!(found(html, "li > p, [data-x$=2][data-x*=1]"), ["c", "d"]);
    }

    #[test]
    fn literals_are_what_an_element_must_have() {
        let selector = Selector::new("#a li.note[id^=remark-], [data-n], ul > li");
        let literals = selector.literals();
        let wanted =
            [Literal::Value("remark-"), Literal::Value("data-n"), Literal::Tag("li")];
        assert_eq!(literals, wanted);
    }
}
