//! Who wrote a comment.

use url::Url;

use crate::{
    article::Author,
    dom::{Dom, NodeId},
    extract::{Page, date},
};

use super::{families::Family, item::Sight, phrases, threads, words};

/// A name, and the element that holds it.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) element: Option<NodeId>,
    pub(super) name: String,
}

/// The longest name.
const LONGEST: usize = 80;

/// Attributes in which a comment's own element names its author.
const ATTRIBUTES: &[&str] = &[
    "data-author",
    "data-username",
    "data-user-name",
    "data-author-name",
    "data-commenter",
    "data-comment-author",
    "data-poster",
    "data-user",
    "author",
];

/// How sure a name must be before the words of its comment are known.
pub(super) const SURE: u32 = 5;

/// Finds the author of a comment among its own nodes outside its words, where
/// something says so with a given strength.
pub(super) fn find(
    sight: &Sight<'_>,
    own: &[NodeId],
    said: &[NodeId],
    family: Option<&Family>,
    least: u32,
) -> Option<Named> {
    let dom = sight.dom;
    let outside = |it: NodeId| !said.iter().any(|root| dom.contains(*root, it));
    if let Some(family) = family.filter(|it| !it.author.is_empty()) {
        let mut found: Option<(usize, Named)> = None;
        for it in own {
            if let Some(rank) = family.author.rank(dom, *it)
                && found.as_ref().is_none_or(|it| rank < it.0)
                && let Some(name) = inside(sight, *it)
            {
                found = Some((rank, name));
            }
        }
        if let Some((_, name)) = found {
            return Some(name);
        }
    }
    let head = *own.first()?;
    let told = ATTRIBUTES.iter().find_map(|it| dom.attr(head, it)).and_then(valid);
    let mut found: Option<(u32, Named)> = None;
    for it in own.iter().copied().filter(|it| dom.is_element(*it)) {
        if it == head || !outside(it) || said.iter().any(|root| dom.contains(it, *root)) {
            continue;
        }
        let score = score(sight, it);
        if score > 0
            && !is_answered(sight, it)
            && found.as_ref().is_none_or(|found| score > found.0)
            && let Some(name) = inside(sight, it)
        {
            found = Some((score, name));
        }
    }
    if let Some(name) = told {
        let element = found.map(|it| it.1).filter(|it| it.name == name);
        return Some(Named { element: element.and_then(|it| it.element), name });
    }
    if let Some((score, name)) = found
        && score >= least
    {
        return Some(name);
    }
    if least < SURE { sentence(sight, own, said) } else { None }
}

/// Returns how much an element looks like one that holds the author's name.
fn score(sight: &Sight<'_>, id: NodeId) -> u32 {
    let Sight { dom, words, .. } = *sight;
    let name = dom.name(id);
    if matches!(
        name,
        "img"
            | "time"
            | "button"
            | "form"
            | "label"
            | "input"
            | "option"
            | "textarea"
            | "abbr"
    ) {
        return 0;
    }
    let roles = words.of(id);
    let itemprop = dom.attr(id, "itemprop").unwrap_or_default();
    if itemprop == "name"
        && dom.ancestors(id).take(3).any(|it| {
            dom.attr_has(it, "itemprop", "author")
                || dom.attr_has(it, "itemprop", "creator")
        })
    {
        return 12;
    }
    if dom.has_class(id, "fn")
        || dom.has_class(id, "p-author")
        || dom.has_class(id, "u-author")
    {
        return 11;
    }
    if itemprop == "author" || itemprop == "creator" {
        return 10;
    }
    let barred = words::ACTION
        | words::AVATAR
        | words::DATE
        | words::TEXT
        | words::CHILDREN
        | words::PICTURE;
    if roles & words::AUTHOR != 0 && roles & (barred | words::BADGE) == 0 {
        let whole = u32::from(roles & words::NAME != 0);
        return if roles & words::META != 0 { 6 } else { 8 + whole };
    }
    if name == "cite" {
        return 9;
    }
    if roles & words::AUTHOR != 0
        && roles & (words::AVATAR | words::PICTURE | words::CHILDREN) == 0
    {
        return 5;
    }
    if roles & words::NAME != 0 && roles & barred == 0 {
        return 7;
    }
    if name == "a" && roles & barred == 0 {
        let href = dom.attr(id, "href").unwrap_or_default();
        let profile = [
            "/user",
            "/profile",
            "/member",
            "/author/",
            "/people/",
            "/~",
            "/u/",
            "/@",
            "profile.php",
            "/person",
            "userid=",
            "uid=",
            "blogger.com/profile",
            "/mitglied",
        ];
        if dom.attr_has(id, "rel", "author") || profile.iter().any(|it| href.contains(it))
        {
            return 6;
        }
        if dom.attr_has(id, "rel", "nofollow")
            && dom.attr_has(id, "rel", "external")
            && !href.starts_with('#')
        {
            return 5;
        }
    }
    if roles & barred != 0 {
        return 0;
    }
    match name {
        "strong" | "b" | "a" if in_sentence(sight, id) => 0,
        "strong" | "b" | "h3" | "h4" | "h5" | "h6" | "dt" => 4,
        "a" if !dom.attr(id, "href").is_some_and(|it| it.contains('#')) => 3,
        _ => 0,
    }
}

/// Returns whether an element names the one who is answered: "in reply to Ada".
fn is_answered(sight: &Sight<'_>, id: NodeId) -> bool {
    let Sight { dom, words, .. } = *sight;
    dom.ancestors(id).take(2).any(|up| {
        let before = words.between(up, id);
        if before == 0 || before > 60 {
            return false;
        }
        let texts = (up.0..id.0).map(NodeId).filter(|it| dom.is_text(*it)).take(10);
        let text: Vec<&str> = texts.map(|it| dom.text(it).trim()).collect();
        threads::answers(&text.join(" "))
    })
}

/// Returns whether a link or strong word stands in a paragraph of other words.
fn in_sentence(sight: &Sight<'_>, id: NodeId) -> bool {
    let Sight { dom, words, .. } = *sight;
    let paragraph = dom.ancestors(id).take(3).find(|it| dom.name(*it) == "p");
    paragraph.is_some_and(|it| {
        !words.any(it, words::AUTHOR | words::META | words::DATE)
            && words.size(dom, it) > words.size(dom, id) + 60
    })
}

/// Returns the name inside an element.
pub(super) fn inside(sight: &Sight<'_>, id: NodeId) -> Option<Named> {
    let Sight { dom, words, .. } = *sight;
    if dom.name(id) == "meta" {
        let name = dom.attr(id, "content").and_then(valid)?;
        return Some(Named { element: None, name });
    }
    let mut text = String::new();
    let away =
        words::ACTION | words::DATE | words::AVATAR | words::BADGE | words::PICTURE;
    let skip = |it: NodeId| {
        if !dom.is_element(it) {
            return false;
        }
        let roles = words.of(it);
        matches!(
            dom.name(it),
            "time"
                | "button"
                | "form"
                | "noscript"
                | "small"
                | "sup"
                | "select"
                | "label"
        ) || (roles & away != 0 && roles & (words::AUTHOR | words::NAME) == 0)
            || (roles & (words::AVATAR | words::DATE) != 0)
            || dom.attr(it, "aria-hidden") == Some("true")
            || (dom.name(it) == "a" && phrases::is_action(dom.text(it).trim()))
            || dom.has_class(it, "screen-reader-text")
    };
    dom.words_without(id, &mut text, skip);
    if text.chars().count() > 4 * LONGEST {
        return None;
    }
    // A part that is marked up as the name, where more stands around it.
    let better =
        dom.descendants(id).filter(|it| dom.is_element(*it) && !skip(*it)).take(30);
    let mut best: Option<(u32, NodeId)> = None;
    for it in better {
        let rank = match dom.name(it) {
            _ if dom.has_class(it, "fn") || dom.attr_has(it, "itemprop", "name") => 5,
            "cite" => 4,
            _ if words.any(it, words::AUTHOR) && words.any(it, words::NAME) => 4,
            _ if words.any(it, words::AUTHOR | words::NAME)
                && !words.any(it, words::META) =>
            {
                3
            }
            "strong" | "b" => 2,
            "a" => 1,
            _ => continue,
        };
        let name = dom.words(it);
        if best.is_none_or(|best| rank > best.0)
            && valid(&name).is_some()
            && dom.ancestors(it).take_while(|up| *up != id).all(|up| !skip(up))
        {
            best = Some((rank, it));
        }
    }
    if let Some((rank, it)) = best {
        let part = dom.words(it);
        let rest = text.replacen(part.trim(), "", 1);
        let joins = phrases::is_joint(&rest)
            || rest.trim().is_empty()
            || date::find(&rest, sight.language).is_some();
        if (joins || rank >= 3)
            && let Some(name) = valid(&part)
        {
            return Some(Named { element: Some(it), name });
        }
    }
    let name = valid(&text)?;
    Some(Named { element: Some(id), name })
}

/// Returns the name in a text that should be one, without what stands around it.
pub(super) fn valid(text: &str) -> Option<String> {
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // A template that escaped its markup twice.
    while let (Some(start), Some(end)) = (text.find('<'), text.find('>')) {
        if start > end {
            break;
        }
        text.replace_range(start..=end, " ");
    }
    let mut text = text.trim().to_owned();
    if text.len() > 5
        && text.contains(|c: char| c.is_ascii_digit())
        && let Some((_, range)) = date::find(&text, None)
    {
        let before = text[..range.start].trim();
        let before = before.trim_end_matches(|c: char| {
            !c.is_alphanumeric() && !matches!(c, ')' | '.' | '!' | '*')
        });
        let after = text[range.end..].trim();
        text = if before.chars().any(char::is_alphanumeric) && !phrases::is_joint(before)
        {
            before.to_owned()
        } else {
            after.to_owned()
        };
    }
    let name = phrases::bare_name(&text);
    let count = name.chars().count();
    let shown = name.chars().any(|c| !c.is_whitespace());
    let is_address = name.contains("://") || name.starts_with("www.");
    if !shown || is_address || count > LONGEST || phrases::is_action(name) {
        return None;
    }
    if name.chars().all(|c| c.is_ascii_punctuation()) && count < 2 {
        return None;
    }
    let joint = phrases::is_joint(name)
        && name.chars().all(|c| !c.is_alphanumeric() || c.is_lowercase());
    if joint
        && name.chars().any(char::is_alphabetic)
        && !name.contains(|c: char| c.is_ascii_digit())
    {
        let lower = ["says", "said", "on", "at", "by", "sagt", "um", "am", "reply"];
        if lower.contains(&name) {
            return None;
        }
    }
    Some(name.to_owned())
}

/// Finds a name in a sentence of the header: "Posted by Ada on 3 May", "Ada
/// says:".
fn sentence(sight: &Sight<'_>, own: &[NodeId], said: &[NodeId]) -> Option<Named> {
    let dom = sight.dom;
    for it in own {
        if !dom.is_text(*it) || said.iter().any(|root| dom.contains(*root, *it)) {
            continue;
        }
        let text = dom.text(*it).split_whitespace().collect::<Vec<_>>().join(" ");
        if text.len() < 2 || text.len() > 200 {
            continue;
        }
        let named =
            if phrases::says_by(&text) || date::find(&text, sight.language).is_some() {
                valid(&text).filter(|it| !phrases::is_joint(it))
            } else {
                phrases::says_name(&text).and_then(valid)
            };
        let named = named.or_else(|| {
            // The first words of a header that is called one.
            let header = dom.ancestors(*it).take(2).any(|it| {
                sight.words.any(it, words::META | words::AUTHOR)
                    && !sight.words.any(it, words::TEXT)
            });
            let bare = header && !said.is_empty() && !phrases::is_joint(&text);
            valid(&text).filter(|_| bare)
        });
        if let Some(name) = named
            && name.split(' ').count() <= 6
        {
            return Some(Named { element: Some(*it), name });
        }
    }
    None
}

/// Returns an author with the address that the name links to.
pub(super) fn author(page: &Page<'_>, named: &Named) -> Author {
    let dom = page.dom;
    let mut author = Author::named(named.name.clone());
    let Some(element) = named.element else { return author };
    let up = std::iter::once(element).chain(dom.ancestors(element).take(2));
    let around = up.filter(|it| dom.name(*it) == "a");
    let inside = dom.named(element, "a");
    let url = around.chain(inside).find_map(|it| address(page, dom, it));
    author.urls.extend(url);
    author
}

fn address(page: &Page<'_>, dom: &Dom, id: NodeId) -> Option<Url> {
    let href = dom.attr(id, "href")?.trim();
    if href.is_empty() || href.starts_with('#') {
        return None;
    }
    page.resolve(href).filter(|it| {
        it.fragment().is_none()
            || page.base.as_ref().is_none_or(|base| base.path() != it.path())
    })
}
