//! What readers do not see.

use html5ever::local_name;

use crate::dom::{Dom, NodeId};

/// Attributes without which, and without a class for it, nothing is hidden.
pub(super) const HIDING: &[&str] = &["hidden", "aria-hidden", "style"];

/// Returns whether an element is kept from readers.
pub(crate) fn is_unseen(dom: &Dom, id: NodeId) -> bool {
    for (name, value) in dom.attrs(id) {
        match name {
            "hidden" if !value.eq_ignore_ascii_case("until-found") => return true,
            "aria-hidden" if value.eq_ignore_ascii_case("true") => {
                // Formulas are hidden from screen readers, not from eyes.
                return !dom.class(id).contains("katex")
                    && !dom.class(id).contains("fallback-image");
            }
            "class" if is_hiding_class(value) => return true,
            "style" if 10 < value.len() && is_hiding(value) => return true,
            _ => (),
        }
    }
    false
}

/// Returns whether the classes of the common frameworks hide an element on a
/// screen of any width.
pub(super) fn is_hiding_class(class: &str) -> bool {
    let mut hides = false;
    for word in class.split_ascii_whitespace() {
        match word {
            "hidden" | "d-none" | "is-hidden" | "u-hidden" | "hide" | "-hidden"
            | "display-none" | "print-only" | "printonly" => {
                hides = true;
            }
            // Shown again on some screens: `md:block`, `d-lg-flex`.
            _ => {
                let shown = ["block", "flex", "grid", "inline", "table", "contents"];
                let again = (word.starts_with("d-") || word.contains(':'))
                    && shown.iter().any(|it| word.contains(it))
                    && !word.contains("print");
                if again {
                    return false;
                }
            }
        }
    }
    hides
}

fn is_hiding(style: &str) -> bool {
    style.split(';').any(|it| {
        let Some((name, value)) = it.split_once(':') else {
            return false;
        };
        let value = value.trim();
        let value = value.get(..6).unwrap_or(value);
        match name.trim() {
            "display" => value.get(..4).is_some_and(|it| it.eq_ignore_ascii_case("none")),
            "visibility" => value.eq_ignore_ascii_case("hidden"),
            _ => false,
        }
    })
}

/// Returns whether an element never holds text of an article.
pub(super) fn is_no_text(dom: &Dom, id: NodeId) -> bool {
    dom.is_foreign(id) && *dom.local(id) == local_name!("svg")
        || matches!(
            *dom.local(id),
            local_name!("head")
                | local_name!("template")
                | local_name!("noscript")
                | local_name!("select")
                | local_name!("textarea")
                | local_name!("button")
                | local_name!("iframe")
                | local_name!("object")
                | local_name!("audio")
                | local_name!("video")
                | local_name!("canvas")
                | local_name!("noembed")
                | local_name!("noframes")
                | local_name!("datalist")
                | local_name!("title")
        )
}
