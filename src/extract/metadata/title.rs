//! The headline, without the name of the site.

use crate::{
    dom::NodeId,
    report::{Code, Report},
};

use super::{
    Context,
    ladder::Ladder,
    marks::Hint,
    outlet::is_site,
    text::{clean, fold, overlap, within},
};

/// What parts a headline from the name of a site.
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ", " › ", " ‹ ", " > ",
    " ~ ", " / ", " ⋆ ", " : ", "｜", "|", " // ", "_", "－", " on ", ": ",
];
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
            text.filter(|it| !is_site(it, &cx.sites) && it.chars().count() < 500),
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
    let headings = headings(cx);
    let best = best(&headings, &ladder);
    if let Some(best) = best {
        let heading = &headings[best];
        ladder.prefer(heading.rule, heading.text.clone());
        let text = without_kicker(heading, &ladder);
        ladder.answers_mut()[0].1 = text;
        let title = settle(ladder, report);
        return (title, Some(heading.node));
    }
    // A page may call itself one thing and show another. What it shows is the
    // headline, if there is only one thing it could be.
    let mut first = headings.iter().filter(|it| it.level == 1);
    if let (Some(only), None) = (first.next(), first.next()) {
        let said = ladder.answers().iter().map(|it| overlap(&fold(&it.1), &only.folded));
        let shared = said.fold(0.0, f32::max);
        let near = only.text.chars().count() > 3;
        if near && (ladder.is_empty() || shared > STRANGE) {
            ladder.prefer("only h1", only.text.clone());
            return (settle(ladder, report), Some(only.node));
        }
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

/// Returns a heading's text without the word or two of a section ("Opinion") that
/// stand before the headline inside it.
fn without_kicker(heading: &Heading, ladder: &Ladder<String>) -> String {
    for (_, said) in &ladder.answers()[1..] {
        let said = fold(said);
        let Some(before) = heading.folded.strip_suffix(said.as_str()) else { continue };
        let words = before.split_whitespace().count();
        if said.split(' ').count() < 3
            || !(1..4).contains(&words)
            || !before.ends_with(' ')
        {
            continue;
        }
        let mut text = heading.text.as_str();
        while let Some((_, rest)) = text.split_once(' ') {
            text = rest;
            if fold(text) == said
                && text.starts_with(|it: char| {
                    it.is_alphanumeric() || "“‘\"'«¿¡".contains(it)
                })
            {
                return text.to_owned();
            }
        }
    }
    heading.text.clone()
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
fn headings(cx: &Context<'_>) -> Vec<Heading> {
    let dom = cx.page.dom;
    let mut found = Vec::new();
    let mut add = |node: NodeId, level: u8, rule| {
        if dom.text(node).len() > 1200 {
            return;
        }
        let mut text = String::new();
        dom.words_without(node, &mut text, |it| {
            matches!(dom.name(it), "script" | "style" | "button" | "svg" | "noscript")
        });
        let Some(text) = clean(&text) else { return };
        if is_site(&text, &cx.sites) || text.chars().count() > 300 {
            return;
        }
        let folded = fold(&text);
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
fn best(headings: &[Heading], ladder: &Ladder<String>) -> Option<usize> {
    let said: Vec<String> = ladder.answers().iter().map(|it| fold(&it.1)).collect();
    let mut best: Option<(f32, usize)> = None;
    for (place, heading) in headings.iter().enumerate() {
        let alike =
            said.iter().map(|it| likeness(&heading.folded, it)).fold(0.0, f32::max);
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
