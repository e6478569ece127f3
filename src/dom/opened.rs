//! Parts of a page that a reader opens, which are as much of it as what is open
//! already.
//!
//! The heading of such a part is a button, or has one in it, that says what it opens
//! (`aria-controls`) and whether it is open (`aria-expanded`), as the authoring
//! practices for accordions have it. The part is hidden until then. In the tree it
//! is open, and the button is its heading.

use std::collections::{HashMap, HashSet};

use html5ever::{Attribute, LocalName, local_name};

use super::{
    NONE,
    query::heading_level,
    sink::{DOCUMENT, Data, Element, Growing, Handle},
    store::Store,
};

/// More buttons than this are left alone.
const MOST: usize = 256;
/// How many nodes of a part are looked through.
const FURTHEST: usize = 2048;
/// How far up a menu around a button may be.
const HIGHEST: usize = 48;
/// Shorter parts are menus and the like, in bytes.
const LEAST: usize = 40;
/// Shorter buttons name nothing, and longer ones are no buttons, in bytes.
const LABEL: std::ops::Range<usize> = 8..240;

/// How much of a part is looked at, in bytes.
const MOST_TEXT: usize = 2000;

/// Attributes that hide a part before it is opened.
const HIDING: &[&str] = &["hidden", "aria-hidden", "style", "class"];

/// Takes note of an element that says whether something else is open.
pub(super) fn see(
    attrs: &[Attribute],
    handle: Handle,
    buttons: &mut Vec<(Handle, String)>,
) {
    // Both have to be there.
    if attrs.len() < 2 || MOST <= buttons.len() {
        return;
    }
    let value = |name: &LocalName| attrs.iter().find(|it| it.name.local == *name);
    if let Some(opens) = value(&local_name!("aria-controls"))
        && value(&local_name!("aria-expanded")).is_some()
        && !opens.value.trim().is_empty()
    {
        buttons.push((handle, opens.value.trim().to_owned()));
    }
}

/// Opens the parts of a page. `buttons` are the elements that say whether they are
/// open, with the names of what they open.
pub(super) fn open(
    buttons: &[(Handle, String)],
    nodes: &mut [Growing],
    store: &mut Store,
) {
    if buttons.is_empty() {
        return;
    }
    let named: HashSet<&str> = buttons.iter().map(|it| it.1.as_str()).collect();
    // Where each part is, and whether it is one.
    let mut parts: HashMap<String, (Handle, bool)> = HashMap::new();
    for (at, node) in nodes.iter().enumerate() {
        if let Data::Element(it) = &node.data
            && let Some(id) = attr(store, it, "id")
            && named.contains(id)
            && !parts.contains_key(id)
        {
            let part = (at as Handle, is_text(nodes, store, at as Handle));
            parts.insert(id.to_owned(), part);
        }
    }
    for (button, opens) in buttons {
        let Some((part, true)) = parts.get(opens).copied() else { continue };
        let label = words(nodes, store, *button, LABEL.end, |_| true);
        // What is said in a film stands beside the article, not in it.
        if is_in_menu(nodes, *button)
            || ["transcri", "transkri"].iter().any(|it| label.to_lowercase().contains(it))
        {
            continue;
        }
        let name = |it: Handle| match &nodes[it as usize].data {
            Data::Element(it) => it.name.local.clone(),
            _ => LocalName::default(),
        };
        if name(*button) == local_name!("button") && LABEL.contains(&label.len()) {
            let parent = name(nodes[*button as usize].parent);
            let inside = holds(nodes, *button, is_heading) || is_heading(&parent);
            let new = if inside { local_name!("span") } else { local_name!("b") };
            if let Data::Element(it) = &mut nodes[*button as usize].data {
                it.name.local = new;
            }
        }
        if let Data::Element(it) = &mut nodes[part as usize].data {
            show(store, it);
        }
    }
}

fn attr<'a>(store: &'a Store, element: &Element, name: &str) -> Option<&'a str> {
    let (from, until) = element.attrs.range;
    let all = &store.attrs[from as usize..until as usize];
    let value = all.iter().find(|it| &*it.name == name)?.value;
    store.values.get(value.0 as usize..value.1 as usize)
}

/// Takes away what hides an element.
fn show(store: &mut Store, element: &mut Element) {
    let (from, until) = element.attrs.range;
    for it in &mut store.attrs[from as usize..until as usize] {
        if HIDING.contains(&&*it.name) {
            it.name = LocalName::from("data-closed");
        }
    }
    element.attrs.class = 0;
}

/// Returns whether a part is text, not a menu or something to fill in.
fn is_text(nodes: &[Growing], store: &Store, part: Handle) -> bool {
    let Data::Element(element) = &nodes[part as usize].data else { return false };
    let role = attr(store, element, "role").unwrap_or_default();
    let other = |it: &LocalName| {
        is_menu(it)
            || matches!(
                *it,
                local_name!("input")
                    | local_name!("aside")
                    | local_name!("html")
                    | local_name!("body")
                    | local_name!("main")
            )
    };
    if other(&element.name.local)
        || matches!(role, "menu" | "listbox" | "dialog" | "navigation" | "search")
        || holds(nodes, part, other)
    {
        return false;
    }
    let all = words(nodes, store, part, MOST_TEXT, |_| true).len();
    let bare = words(nodes, store, part, MOST_TEXT, |it| *it != local_name!("a")).len();
    LEAST <= all && all < 2 * bare
}

/// Returns whether an element is part of a menu, the head or the foot of a page, or
/// something to fill in.
fn is_in_menu(nodes: &[Growing], at: Handle) -> bool {
    let mut at = nodes[at as usize].parent;
    for _ in 0..HIGHEST {
        // What was taken out of the page is no part of it.
        if at == NONE {
            return true;
        }
        if at == DOCUMENT {
            return false;
        }
        if let Data::Element(it) = &nodes[at as usize].data
            && is_menu(&it.name.local)
        {
            return true;
        }
        at = nodes[at as usize].parent;
    }
    true
}

fn is_menu(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("nav")
            | local_name!("header")
            | local_name!("footer")
            | local_name!("form")
            | local_name!("dialog")
            | local_name!("menu")
    )
}

fn is_heading(name: &LocalName) -> bool {
    heading_level(name).is_some()
}

fn holds(nodes: &[Growing], at: Handle, is: impl Fn(&LocalName) -> bool) -> bool {
    let mut found = false;
    walk(nodes, at, |it| {
        if let Data::Element(it) = &it.data {
            found |= is(&it.name.local);
        }
        true
    });
    found
}

/// Returns the words in an element, of so many bytes at most, without those in
/// elements that `counts` says no to.
fn words(
    nodes: &[Growing],
    store: &Store,
    at: Handle,
    most: usize,
    counts: impl Fn(&LocalName) -> bool,
) -> String {
    let mut said = String::new();
    let mut text = String::new();
    walk(nodes, at, |it| match &it.data {
        Data::Text(pieces) if said.len() < most => {
            text.clear();
            store.copy_some(*pieces, most, &mut text);
            for word in text.split_whitespace() {
                said.push_str(word);
                said.push(' ');
            }
            false
        }
        Data::Element(it) => {
            said.len() < most
                && counts(&it.name.local)
                && !matches!(it.name.local, local_name!("script") | local_name!("style"))
        }
        _ => true,
    });
    said.truncate(said.trim_end().len());
    said
}

/// Visits what is inside a node, as deep as `visit` says to go.
fn walk(nodes: &[Growing], at: Handle, mut visit: impl FnMut(&Growing) -> bool) {
    let mut next = nodes[at as usize].first;
    let mut open = vec![];
    for _ in 0..FURTHEST {
        while next == NONE {
            let Some(it) = open.pop() else { return };
            next = nodes[it as usize].next;
        }
        let node = &nodes[next as usize];
        if visit(node) && node.first != NONE {
            open.push(next);
            next = node.first;
        } else {
            next = node.next;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::dom::{Dom, parse};

    /// Returns the tree as markup, without white space and attributes.
    fn tree(page: &str) -> String {
        let (dom, _) = parse(page);
        let body = dom.named(Dom::ROOT, "body").next().unwrap();
        let node = |id| match dom.is_text(id) {
            true => dom.text(id).trim().to_owned(),
            false if dom.attr(id, "hidden").is_some() => {
                format!("<{} hidden>", dom.name(id))
            }
            false => format!("<{}>", dom.name(id)),
        };
        dom.descendants(body).map(node).collect()
    }

    const ANSWER: &str =
        "<p>It was built of oak, which the sea hardens, in ten years.</p>";

    #[test]
    fn what_a_button_opens_is_open_and_the_button_its_heading() {
        let question = "aria-expanded=false aria-controls=a";
        assert_eq!(
            tree(&format!(
                "<button {question}>What is it of?</button><div id=a hidden class='panel hidden'>{ANSWER}</div>"
            )),
            format!("<b>What is it of?<div>{}", ANSWER.replace("</p>", "")),
        );
        assert_eq!(
            tree(&format!(
                "<h3><button {question}>What is it of?</button></h3><div id=a hidden>{ANSWER}</div>"
            )),
            format!("<h3><span>What is it of?<div>{}", ANSWER.replace("</p>", "")),
        );
    }

    #[test]
    fn menus_stay_shut() {
        let open = "<button aria-expanded=false aria-controls=a>All the essays</button>";
        for page in [
            format!("<nav>{open}</nav><div id=a hidden>{ANSWER}</div>"),
            format!("{open}<div id=a hidden><a href=/b>{ANSWER}</a></div>"),
            format!("{open}<div id=a hidden>Few.</div>"),
            format!("{open}<div id=a hidden><form>{ANSWER}</form></div>"),
            format!("{open}<div id=b hidden>{ANSWER}</div>"),
            format!(
                "{}<div id=a hidden>{ANSWER}</div>",
                open.replace("All the essays", "Transcript")
            ),
        ] {
            let tree = tree(&page);
            assert!(tree.contains("<button>") && tree.contains("<div hidden>"), "{tree}");
        }
    }
}
