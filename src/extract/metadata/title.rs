//! The headline, without the name of the site.

use crate::{
    dom::NodeId,
    report::{Code, Report},
};

use super::{
    Context,
    hints::Hint,
    ladder::Ladder,
    outlet::is_site,
    text::{clean, fold, overlap, shown, within},
};

/// What parts a headline from the name of a site.
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ", " › ", " ‹ ", " > ",
    " ~ ", " / ", " ⋆ ", " : ", "｜", "|", " // ", "_", "－", " on ", ": ",
];
/// What sections of opinion are called, which some outlets print after a headline.
const SECTIONS: &[&str] = &[
    "opinion",
    "opinions",
    "editorial",
    "commentary",
    "column",
    "analysis",
    "perspective",
    "letters",
    "meinung",
    "kommentar",
    "leitartikel",
    "tribune",
    "éditorial",
    "opinión",
    "opinião",
    "editoriale",
    "opinie",
    "mielipide",
    "opinia",
    "názor",
    "мнение",
    "думка",
    "görüş",
    "γνώμη",
    "رأي",
    "דעה",
    "社论",
    "社説",
    "오피니언",
];
/// The longest headline, in characters. A heading of more than [`LONG`] is one only
/// where the page's head says the same, or nothing.
pub(super) const MOST: usize = 2000;
const LONG: usize = 300;
/// How alike a heading and what the page says in its head must be.
const ALIKE: f32 = 0.6;
const CLOSE: f32 = 0.78;
/// How few words the only `h1` may share with the head and still be trusted.
const STRANGE: f32 = 0.25;

/// Returns the headline, and the heading that shows it.
pub(super) fn find(cx: &Context<'_>, report: &mut Report) -> (String, Option<NodeId>) {
    let mut ladder = Ladder::new("title");
    let mut add = |rule, text: Option<String>| {
        let text = text.map(|it| without_site(&it, &cx.sites));
        ladder.add(
            rule,
            text.filter(|it| !is_site(it, &cx.sites) && it.chars().count() < MOST),
        );
    };
    if let Some(article) = cx.graph.article {
        add("json-ld headline", cx.graph.string(article, "headline"));
        add("json-ld name", cx.graph.string(article, "name"));
    }
    if let Some(scope) = cx.article {
        add("itemprop headline", cx.said_text("headline", Some(scope)));
        add("itemprop name", cx.said_text("name", Some(scope)));
    } else {
        add("itemprop headline", cx.said_text("headline", None));
    }
    for (rule, name) in [
        ("og:title", "og:title"),
        ("citation_title", "citation_title"),
        ("dc title", "dc.title"),
        ("dc title", "dcterms.title"),
        ("parsely-title", "parsely-title"),
        ("sailthru.title", "sailthru.title"),
        ("meta headline", "headline"),
        ("meta title", "title"),
        ("twitter:title", "twitter:title"),
    ] {
        add(rule, cx.page.meta(name).and_then(clean));
    }
    let title = cx.marks.title.and_then(|it| clean(cx.page.dom.text(it)));
    add("title element", title.map(|it| without_tail(&it)));
    let headings = headings(cx, &ladder);
    let alike = best(&headings, &ladder, head(cx).as_deref());
    // A page may call itself one thing and show another. What it shows is the
    // headline, if there is only one thing it could be.
    let only = only(&headings, &ladder);
    let exact =
        |it: &Heading| ladder.answers().iter().any(|said| fold(&said.1) == it.folded);
    let lower = alike.is_none_or(|it| headings[it].level > 1 && !exact(&headings[it]));
    if let Some(only) = only.filter(|_| lower) {
        ladder.prefer("only h1", headings[only].text.clone());
        return (settle(ladder, report), Some(headings[only].node));
    }
    if let Some(best) = alike {
        let heading = &headings[best];
        ladder.prefer(heading.rule, heading.text.clone());
        let text = without_extras(cx, heading, &ladder);
        ladder.answers_mut()[0].1 = without_section(cx, &text);
        let title = settle(ladder, report);
        return (title, Some(heading.node));
    }
    if ladder.is_empty() {
        let Some(heading) = headings.iter().min_by_key(|it| it.level) else {
            return (String::new(), None);
        };
        report.add(Code::TitleGuessed, &*heading.text);
        return (heading.text.clone(), Some(heading.node));
    }
    (settle(ladder, report), None)
}

/// Returns a heading's text without what stands in it beside the headline, each in
/// an element of its own: the word or two of a section ("Opinion"), a label
/// ("Title:"), the site that a link goes to, the number of comments.
fn without_extras(
    cx: &Context<'_>,
    heading: &Heading,
    ladder: &Ladder<String>,
) -> String {
    let dom = cx.page.dom;
    let said = |text: &str| {
        let folded = fold(text);
        let enough = folded.split(' ').count() > 2 || !folded.is_ascii();
        enough && ladder.answers()[1..].iter().any(|it| fold(&it.1) == folded)
    };
    let whole = heading.text.as_str();
    let inside = dom.subtree(heading.node).skip(1).filter(|it| dom.is_element(*it));
    let parts: Vec<String> = inside.filter_map(|it| clean(dom.text(it))).collect();
    for part in parts.iter().filter(|it| it.split(' ').count() < 4) {
        let Some(rest) = whole.strip_prefix(part.as_str()) else { continue };
        let rest = rest.trim_start_matches([':', '|', '·', '•', ' ']);
        if said(rest) {
            return rest.to_owned();
        }
    }
    let mut rest = whole;
    for part in parts.iter().rev().filter(|it| is_aside(it)) {
        rest = rest.strip_suffix(part.as_str()).map_or(rest, str::trim_end);
        if said(rest) {
            return rest.to_owned();
        }
    }
    whole.to_owned()
}

/// Returns whether words at the end of a heading are about the headline and no part
/// of it: "(herald.example)", "12".
fn is_aside(text: &str) -> bool {
    let bare = text.trim_matches(['(', ')', '[', ']', ' ']);
    let number = bare.chars().all(|it| it.is_ascii_digit() || it == ',');
    number || (bare.contains('.') && !bare.contains(' '))
}

/// Returns the one `h1` that says some of what the head says; where there is but one
/// on the page, it need say little.
fn only(headings: &[Heading], ladder: &Ladder<String>) -> Option<usize> {
    let said: Vec<String> = ladder.answers().iter().map(|it| fold(&it.1)).collect();
    let mut found: Vec<usize> = Vec::new();
    for (place, heading) in headings.iter().enumerate() {
        let known = found.iter().any(|it| headings[*it].folded == heading.folded);
        if heading.level != 1 || known || heading.text.chars().count() <= 3 {
            continue;
        }
        let shared = said.iter().map(|it| overlap(it, &heading.folded));
        if said.is_empty() || shared.fold(0.0, f32::max) > STRANGE {
            found.push(place);
        }
    }
    match found.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// Takes the section off the end of a headline: "A calm sea | Opinion".
fn without_section(cx: &Context<'_>, text: &str) -> String {
    let Some((head, tail)) = text.rsplit_once(" | ") else { return text.to_owned() };
    let tail = fold(tail);
    let graph = cx.graph.article.and_then(|it| cx.graph.string(it, "articleSection"));
    let named = [cx.meta("article:section"), graph].into_iter().flatten();
    let is_section = SECTIONS.contains(&tail.as_str())
        || named
            .flat_map(|it| it.split([',', '/', '>']).map(fold).collect::<Vec<_>>())
            .any(|it| it == tail);
    if is_section { head.trim_end().to_owned() } else { text.to_owned() }
}

fn settle(ladder: Ladder<String>, report: &mut Report) -> String {
    let agree = |a: &String, b: &String| {
        let (a, b) = (fold(a), fold(b));
        a == b || within(&a, &b).is_some()
    };
    ladder.settle(report, agree, Clone::clone).unwrap_or_default()
}

struct Heading {
    node: NodeId,
    text: String,
    folded: String,
    level: u8,
    rule: &'static str,
}

/// Returns what stands on the page like a headline.
fn headings(cx: &Context<'_>, ladder: &Ladder<String>) -> Vec<Heading> {
    let dom = cx.page.dom;
    let mut found = Vec::new();
    let said: Vec<String> = ladder.answers().iter().map(|it| fold(&it.1)).collect();
    let mut add = |node: NodeId, level: u8, rule| {
        let bytes = dom.text(node).len();
        if bytes > 4 * MOST || (level > 1 && bytes > 4 * LONG) {
            return;
        }
        let mut text = String::new();
        dom.words_without(node, &mut text, |it| {
            matches!(dom.name(it), "script" | "style" | "button" | "svg" | "noscript")
        });
        let Some(text) = shown(&text) else { return };
        let count = text.chars().count();
        if count > MOST || is_site(&text, &cx.sites) {
            return;
        }
        let folded = fold(&text);
        if count > LONG && !(level == 1 && (said.is_empty() || said.contains(&folded))) {
            return;
        }
        found.push(Heading { node, text, folded, level, rule });
    };
    for (node, level) in cx.marks.headings.iter().take(60) {
        let rule = match level {
            1 => "h1",
            2 => "h2",
            _ => "h3",
        };
        add(*node, *level, rule);
    }
    let titles = cx.marks.hints.iter().filter(|it| it.1 == Hint::Title).take(40);
    for (node, _) in titles {
        if !matches!(
            dom.name(*node),
            "h1" | "h2" | "h3" | "body" | "title" | "meta" | "a" | "img"
        ) {
            add(*node, 4, "class title");
        }
    }
    found
}

/// Returns the heading that says what the page's head says, best first.
///
/// `head` is what the title is about, if that is plain.
fn best(
    headings: &[Heading],
    ladder: &Ladder<String>,
    head: Option<&str>,
) -> Option<usize> {
    let said: Vec<String> = ladder.answers().iter().map(|it| fold(&it.1)).collect();
    let mut best: Option<(f32, usize)> = None;
    for (place, heading) in headings.iter().enumerate() {
        let mut alike =
            said.iter().map(|it| likeness(&heading.folded, it)).fold(0.0, f32::max);
        if head == Some(&*heading.folded) {
            alike = alike.max(CLOSE);
        }
        // A lower heading is the headline only if it says just that.
        if alike < if heading.level == 1 { ALIKE } else { CLOSE } {
            continue;
        }
        let level = match heading.level {
            1 => 0.3,
            2 => 0.1,
            3 => 0.02,
            _ => 0.0,
        };
        let score = alike + level;
        if best.is_none_or(|it| it.0 + 0.001 < score) {
            best = Some((score, place));
        }
    }
    best.map(|it| it.1)
}

/// Returns what a title of three things or more is about, folded, if it is the longest
/// of them: the first ("A calm sea < Coast < News - Valley Herald"), or the last after
/// the name of the site.
fn head(cx: &Context<'_>) -> Option<String> {
    let title = clean(cx.page.dom.text(cx.marks.title?))?;
    let parting = ['<', '>', '|', '»', '«', '›', '‹', '·', '-', '–', '—'];
    let mut parts = vec![String::new()];
    for word in title.split(' ') {
        let mut signs = word.chars();
        if signs.next().is_some_and(|it| parting.contains(&it)) && signs.next().is_none()
        {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push_str(word);
            part.push(' ');
        }
    }
    if is_site(&parts[0], &cx.sites) {
        parts.reverse();
    }
    let (first, rest) = parts.split_first()?;
    let mut others = rest.iter().filter(|it| !is_site(it, &cx.sites));
    let longest = others.all(|it| it.chars().count() < first.chars().count());
    (rest.len() > 1 && longest).then(|| fold(first))
}

/// Returns how alike two folded headlines are, 1 if they say the same.
fn likeness(a: &str, b: &str) -> f32 {
    if a == b {
        return 1.0;
    }
    let inside = within(a, b).filter(|it| *it > 0.3).map_or(0.0, |it| 0.55 + 0.4 * it);
    inside.max(overlap(a, b) * 0.9)
}

/// Takes a few words after a bar off a title: in a `<title>` they are the site's.
fn without_tail(text: &str) -> String {
    match text.rsplit_once(" | ") {
        Some((head, tail))
            if tail.split(' ').count() < 5 && head.split(' ').count() > 1 =>
        {
            head.trim().to_owned()
        }
        _ => text.to_owned(),
    }
}

/// Takes the name of the site off either end of a headline.
pub(super) fn without_site(text: &str, sites: &[String]) -> String {
    let mut text = text.trim();
    for _ in 0..3 {
        let before = text;
        for separator in SEPARATORS {
            if let Some((head, tail)) = text.rsplit_once(separator)
                && *separator != ": "
                && !head.trim().is_empty()
                && is_site(tail, sites)
            {
                text = head.trim();
            }
            if let Some((head, tail)) = text.split_once(separator)
                && *separator != " on "
                && !tail.trim().is_empty()
                && is_site(head, sites)
            {
                text = tail.trim();
            }
        }
        if text == before {
            break;
        }
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_site_is_taken_off() {
        let sites = ["valley herald".to_owned(), "valleyherald".to_owned()];
        for text in [
            "A calm sea | Valley Herald",
            "Valley Herald: A calm sea",
            "A calm sea - The Valley Herald",
            "A calm sea – ValleyHerald.example",
            "A calm sea",
        ] {
            assert_eq!(without_site(text, &sites), "A calm sea", "{text}");
        }
        assert_eq!(without_site("War - and peace", &sites), "War - and peace");
    }
}
