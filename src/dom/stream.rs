//! Parts of a page that a server sends after the page and a script puts in their
//! places.
//!
//! React sends a page before all of it is ready. A `template` named `B:` and a
//! number holds the place of what a reader is shown meanwhile, which goes as far as
//! the comment `/$`; one named `P:` holds a place for more of the same. What belongs
//! there follows later, in a hidden element named `S:` and the same number. The
//! script that moves it is a few lines long and always does the same, so the page
//! that a reader sees is known without it.

use std::collections::HashSet;

use html5ever::{Attribute, LocalName, local_name};

use super::{
    NONE,
    sink::{DOCUMENT, Data, Growing, Handle, attach, detach},
};

/// More parts than this are left where they are.
const MOST: usize = 256;
/// As are those whose places are deeper down.
const DEEPEST: usize = 128;
/// How many nodes are looked through for the end of what is shown meanwhile.
const FURTHEST: usize = 4096;

/// What an element's name says of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Role {
    /// What is shown until a part has come begins after it.
    Boundary,
    /// A part has its place there.
    Place,
    /// It holds a part.
    Part,
}

/// The elements that hold places and parts, in the order they were opened.
#[derive(Debug, Default)]
pub(super) struct Stream(Vec<(Role, String, Handle)>);

impl Stream {
    /// Returns whether the page waits for parts, so that comments matter.
    pub(super) fn waits(&self) -> bool {
        !self.0.is_empty()
    }

    /// Takes note of an element, if it holds a place or a part.
    pub(super) fn see(&mut self, name: &LocalName, attrs: &[Attribute], handle: Handle) {
        if !matches!(*name, local_name!("template") | local_name!("div")) {
            return;
        }
        let id = attrs.iter().find(|it| it.name.local == local_name!("id"));
        let Some((kind, number)) = id.and_then(|it| it.value.split_once(':')) else {
            return;
        };
        let role = match (kind, &**name) {
            ("B", "template") => Role::Boundary,
            ("P", "template") => Role::Place,
            ("S", "div") => Role::Part,
            _ => return,
        };
        if self.0.len() < 2 * MOST && !number.is_empty() && number.len() <= 8 {
            self.0.push((role, number.to_owned(), handle));
        }
    }

    /// Puts the parts in their places.
    pub(super) fn settle(self, nodes: &mut [Growing]) {
        let mut parts: HashSet<Handle> = HashSet::new();
        let mut waiting: Vec<(Role, Handle, Handle)> = Vec::new();
        for (role, number, place) in &self.0 {
            let part = self.0.iter().find(|it| it.0 == Role::Part && it.1 == *number);
            if let Some((_, _, part)) = part.filter(|_| *role != Role::Part)
                && parts.insert(*part)
            {
                waiting.push((*role, *place, *part));
            }
        }
        // What has a place inside another part waits for that one.
        loop {
            let ready = waiting.iter().position(|it| is_ready(nodes, it.1, &parts));
            let Some(at) = ready else { return };
            let (role, place, part) = waiting.remove(at);
            parts.remove(&part);
            if role == Role::Boundary {
                clear(nodes, place);
            }
            while nodes[part as usize].first != NONE {
                let child = nodes[part as usize].first;
                detach(nodes, child);
                let parent = nodes[place as usize].parent;
                attach(nodes, parent, place, child);
            }
            detach(nodes, place);
        }
    }
}

/// Returns whether a place is part of the page, and in no part that waits.
fn is_ready(nodes: &[Growing], place: Handle, parts: &HashSet<Handle>) -> bool {
    let mut at = nodes[place as usize].parent;
    for _ in 0..DEEPEST {
        match at {
            NONE => return false,
            DOCUMENT => return true,
            it if parts.contains(&it) => return false,
            it => at = nodes[it as usize].parent,
        }
    }
    false
}

/// Takes away what is shown until a part has come.
fn clear(nodes: &mut [Growing], place: Handle) {
    let mut shown = Vec::new();
    let mut open = 0_u32;
    let mut at = nodes[place as usize].next;
    while at != NONE && shown.len() < FURTHEST {
        match nodes[at as usize].data {
            Data::Boundary { opens: true } => open += 1,
            Data::Boundary { opens: false } if open == 0 => {
                for it in shown {
                    detach(nodes, it);
                }
                return;
            }
            Data::Boundary { opens: false } => open -= 1,
            _ => (),
        }
        shown.push(at);
        at = nodes[at as usize].next;
    }
}

/// Returns what a comment says of what is shown meanwhile: whether such begins.
pub(super) fn boundary(comment: &str) -> Option<bool> {
    match comment {
        "/$" => Some(false),
        "$" | "$?" | "$!" | "$~" => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::dom::{Dom, parse};

    fn words(page: &str) -> String {
        let (dom, _) = parse(page);
        let mut out = String::new();
        let hides = |it| dom.attr(it, "hidden").is_some();
        dom.words_without(Dom::ROOT, &mut out, hides);
        out
    }

    #[test]
    fn parts_that_come_later_are_put_in_their_places() {
        let page = "<main><h1>A pier</h1><!--$?--><template id=\"B:0\"></template>\
            <p>Loading <!--$-->two<!--/$--></p><!--$--><b>x</b><!--/$--><!--/$--><p>Last.</p></main>\
            <div hidden id=\"S:1\"><p>Second.</p></div>\
            <div hidden id=\"S:0\"><p>First.</p><template id=\"P:1\"></template><p>Third.</p></div>";
        assert_eq!(words(page), "A pier First. Second. Third. Last.");
    }

    #[test]
    fn parts_without_a_place_stay_where_they_are() {
        let page = "<main><template id=\"B:0\"></template><p>Loading</p></main>\
            <div id=\"S:2\"><p>Two.</p></div>";
        assert_eq!(words(page), "Loading Two.");
        // Nothing says where what is shown meanwhile ends.
        let page = "<main><template id=\"B:0\"></template><p>Shown.</p></main>\
            <div hidden id=\"S:0\"><p>Zero.</p></div>";
        assert_eq!(words(page), "Zero. Shown.");
    }

    #[test]
    fn a_part_that_has_its_own_place_in_it_is_left_alone() {
        let page = "<div id=\"S:0\"><p>Zero.</p><template id=\"P:0\"></template></div>\
            <div id=\"S:1\"><template id=\"P:2\"></template>One.</div>\
            <div id=\"S:2\"><template id=\"P:1\"></template>Two.</div>";
        assert_eq!(words(page), "Zero. One. Two.");
    }
}
