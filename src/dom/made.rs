//! Markup that is nested as markup should be, read without the tree builder.
//!
//! Most of html5ever's work is to find out what was meant by markup that is not.
//! What this program makes of Markdown, and much of what feeds hold, is nested
//! well: such elements are laid down as they come. Whatever could mean anything
//! else ends the attempt, and the parser reads it all from the start.

use html5ever::{
    LocalName, local_name,
    tokenizer::{TagKind, Token},
};

use super::{
    Dom, Kind, NONE, guard::is_formatting, heading_level, is_void, plain::Plain,
    store::Store,
};

/// Open elements past which the attempt ends: well below what the parser counts.
const MAX_OPEN: usize = 128;

/// An element that is open.
struct Open {
    place: u32,
    /// The last child so far.
    last: u32,
    name: LocalName,
    holds: Holds,
}

/// What may stand in an element.
#[derive(Clone, Copy, Default)]
struct Holds {
    /// It is in a paragraph, which a block would end.
    paragraph: bool,
    /// It is in an element that is opened anew in each block.
    formatting: bool,
    link: bool,
}

/// Reads a piece of a page as [`super::parse_fragment`] does, if it is nested as it
/// should be and makes no more than so many nodes.
pub(super) fn read(text: &str, max_nodes: usize) -> Option<Dom> {
    if memchr::memchr2(b'\0', b'\r', text.as_bytes()).is_some() {
        return None;
    }
    let plain = Plain::new(text.into());
    let mut dom = Dom::begin(64 + text.len() / 48, text.len());
    let mut store = Store::default();
    let around = (&local_name!("html"), store.add(Vec::new()));
    let root = dom.lay_element(Dom::ROOT.0, NONE, Kind::Element, around);
    let mut open = vec![Open {
        place: root,
        last: NONE,
        name: local_name!("html"),
        holds: Holds::default(),
    }];
    let mut at = 0;
    while at < text.len() {
        let depth = open.len();
        let top = open.last_mut()?;
        if text.as_bytes()[at] != b'<' {
            let start = at;
            top.last =
                dom.lay_text(top.place, top.last, |out| at = plain.text(start, out));
            let whole = at == text.len() || text.as_bytes()[at] == b'<';
            if !whole
                || is_of_table(&top.name) && !text[start..at].trim_ascii().is_empty()
            {
                return None;
            }
            continue;
        }
        let (Token::TagToken(tag), end) = plain.token(at)? else { return None };
        at = end;
        if tag.kind == TagKind::EndTag {
            let ended = open.pop().filter(|it| it.name == tag.name)?;
            dom.close(ended.place);
            // The outermost element is closed by no tag.
            open.last()?;
            continue;
        }
        let holds = inside(top, &tag.name)?;
        if max_nodes <= dom.len() || MAX_OPEN <= depth {
            return None;
        }
        let element = (&tag.name, store.add(tag.attrs));
        let place = dom.lay_element(top.place, top.last, Kind::Element, element);
        top.last = place;
        if is_void(&tag.name) {
            continue;
        }
        // A line's end right after it is left out, a stroke before its end means
        // nothing.
        let eats = tag.name == local_name!("pre") && text[at..].starts_with(['\n', '&']);
        if eats || tag.self_closing {
            return None;
        }
        open.push(Open { place, last: NONE, name: tag.name, holds });
    }
    if open.len() != 1 {
        return None;
    }
    dom.close(root);
    dom.close(Dom::ROOT.0);
    dom.furnish(store);
    Some(dom)
}

/// Returns what may stand in an element that begins within another, if it can
/// begin there without ending anything and without being moved.
fn inside(parent: &Open, name: &LocalName) -> Option<Holds> {
    let holds = parent.holds;
    let around = &*parent.name;
    let fits = match &**name {
        "thead" | "tbody" => around == "table",
        "tr" => matches!(around, "thead" | "tbody"),
        "th" | "td" => around == "tr",
        _ if is_of_table(&parent.name) => false,
        "a" => !holds.link,
        "abbr" | "b" | "br" | "cite" | "code" | "del" | "em" | "i" | "img" | "input"
        | "ins" | "mark" | "q" | "s" | "small" | "span" | "strong" | "sub" | "sup"
        | "u" => true,
        _ if holds.paragraph || holds.formatting => false,
        "li" => matches!(around, "ul" | "ol"),
        "dt" | "dd" => around == "dl",
        _ if heading_level(name).is_some() => heading_level(around).is_none(),
        "aside" | "blockquote" | "div" | "dl" | "figcaption" | "figure" | "hr" | "ol"
        | "p" | "pre" | "section" | "table" | "ul" => true,
        _ => false,
    };
    fits.then(|| Holds {
        paragraph: holds.paragraph || *name == local_name!("p"),
        formatting: holds.formatting || is_formatting(name),
        link: holds.link || *name == local_name!("a"),
    })
}

/// Returns whether only other parts of a table may stand in an element.
fn is_of_table(name: &LocalName) -> bool {
    matches!(&**name, "table" | "thead" | "tbody" | "tr")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dom::parse::parse_by_builder;

    /// Pieces that markup is put together from.
    const PIECES: &[&str] = &[
        "<p>",
        "</p>\n",
        "text ",
        "a &amp; b &#39;",
        "\n",
        " ",
        "&",
        "&notit;",
        "<em>",
        "</em>",
        "<strong>",
        "</strong>",
        "<a href=\"x?a=1&amp;b=2\" title=\"y\">",
        "</a>",
        "<code data-offprint-exact>",
        "</code>",
        "<br>",
        "<img src=\"a.png\" alt=\"x\" class=\"b c\">",
        "<br/>",
        "<span/>",
        "<sup data-offprint-call=\"1\"></sup>",
        "<span>",
        "</span>",
        "<h2 id=\"x\">",
        "</h2>\n",
        "<ul>",
        "</ul>\n",
        "<ol start=\"3\">",
        "</ol>\n",
        "<li>",
        "</li>\n",
        "<dl>",
        "</dl>\n",
        "<dt>",
        "</dt>\n",
        "<dd>",
        "</dd>\n",
        "<blockquote>",
        "</blockquote>",
        "<div class=\"b c\">",
        "</div>",
        "<pre>",
        "<pre>\n",
        "</pre>",
        "<hr>",
        "<figure><img src=a><figcaption>",
        "</figcaption></figure>",
        "<table>",
        "<thead><tr>",
        "<th>",
        "</th>",
        "</tr></thead><tbody>\n",
        "<tr>",
        "<td>",
        "</td>",
        "</tr>\n",
        "</tbody></table>\n",
        "<svg>",
        "<!-- a -->",
        "<script>",
        "<details>",
    ];

    /// Everything that is known of a tree.
    fn whole(dom: &Dom) -> String {
        let names = ["html", "p", "a", "li", "td", "em", "div"];
        let named = names.map(|it| dom.named(Dom::ROOT, it).collect::<Vec<_>>());
        let class = |it: &super::super::Node| dom.classes.get(it.class);
        let nodes: Vec<_> = dom.nodes.iter().map(|it| (it, class(it))).collect();
        format!("{nodes:?} {:?} {:?} {:?} {named:?}", dom.text, dom.values, dom.attrs)
    }

    fn check(text: &str) -> Result<bool, TestCaseError> {
        let Some(dom) = read(text, 1000) else { return Ok(false) };
        prop_assert_eq!(whole(&dom), whole(&parse_by_builder(text)), "{}", text);
        Ok(true)
    }

    proptest! {
        #[test]
        fn it_leads_where_the_tree_builder_does(
            places in prop::collection::vec(0..PIECES.len(), 1..24),
        ) {
            let text: String = places.into_iter().map(|it| PIECES[it]).collect();
            check(&text)?;
        }

        /// Nested as it should be, but for what may stand where.
        #[test]
        fn it_leads_there_when_all_is_closed(
            places in prop::collection::vec(0..PIECES.len() + 8, 1..30),
        ) {
            let mut text = String::new();
            let mut open: Vec<&str> = Vec::new();
            for place in places {
                match PIECES.get(place) {
                    Some(it) if it.starts_with("</") => (),
                    Some(it) => {
                        text += it;
                        let name = it.trim_start_matches('<').split([' ', '>']).next();
                        if it.starts_with('<') && !it.ends_with("/>") && !it.contains("</") {
                            open.extend(name.filter(|it| !is_void(&LocalName::from(*it))));
                        }
                    }
                    None => text.extend(open.pop().map(|it| format!("</{it}>"))),
                }
            }
            while let Some(it) = open.pop() {
                text.extend(["</", it, ">"]);
            }
            check(&text)?;
        }
    }

    #[test]
    fn what_is_made_of_markdown_is_nested_as_it_should_be() {
        for text in [
            "",
            "words &amp; more",
            "<p>a <em>b <strong>c</strong></em> <a href=\"d\">e</a><br>f</p>\n",
            "<ul><li><p>a</p>\n<ol start=\"2\"><li>b</li>\n</ol>\n</li>\n</ul>\n",
            "<table><thead><tr><th>a</th></tr></thead><tbody>\n<tr><td><b>c</b></td></tr>\n</tbody></table>\n",
            "<pre data-offprint-exact><code>a\n</code></pre>\n",
            "<dl><dt>a</dt>\n<dd>b</dd>\n</dl>\n<hr><blockquote><h2 id=\"c\">d</h2>\n</blockquote>",
        ] {
            assert!(check(text).unwrap(), "{text}");
        }
        for text in
            ["<p>a<p>b", "<b>a", "a</b>", "<table>a</table>", "<svg></svg>", "a\rb"]
        {
            assert!(!check(text).unwrap(), "{text}");
        }
    }
}
