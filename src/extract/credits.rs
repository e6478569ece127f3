//! What the text around an article says of those whom the byline names, and of those
//! whom it does not: the notice, the dek, the last lines.

use crate::article::{Author, Contribution, Original};

use super::{byline, lines::Lines};

/// How many lines at the end of the body, and after it, may say who helped.
const BEFORE: usize = 8;
const AFTER: usize = 3;
/// The longest of these lines.
const LONGEST: usize = 300;

/// Takes the outlet that printed the article first from among its authors: in
/// "By A. Writer, Open Harbour" only the notice, or "Open Harbour's A. Writer", tells
/// a house from a person.
pub(super) fn settle(
    authors: &mut Vec<Author>,
    original: Option<&Original>,
    dek: Option<&str>,
) {
    let is_outlet = |place: usize, it: &Author| {
        let name = byline::trimmed(&it.name);
        let printed = original.is_some_and(|it| {
            name.eq_ignore_ascii_case(byline::trimmed(&it.outlet.name))
        });
        let before = &authors[place - 1].name;
        let owns = |dek: &str| {
            ["'s", "’s"].iter().any(|it| dek.contains(&format!("{name}{it} {before}")))
        };
        printed || dek.is_some_and(owns)
    };
    let mut rest = authors.iter().enumerate().skip(1);
    let Some((place, _)) = rest.find(|it| is_outlet(it.0, it.1)) else { return };
    let outlet = authors.remove(place);
    authors[place - 1].affiliation.get_or_insert(outlet.name);
}

/// Adds those whom a line at the foot of the text names for what they did:
/// "Additional reporting by A. Helper. Edited by B. Helper."
pub(super) fn at_the_foot(lines: &Lines, authors: &mut Vec<Author>) {
    if authors.is_empty() {
        return;
    }
    let from = lines.end.saturating_sub(BEFORE).max(lines.start);
    for line in lines.all.iter().take(lines.end + AFTER).skip(from) {
        let apart = !line.place.heading && !line.place.figure && !line.place.list;
        // "With" and "by" alone begin sentences too.
        let lead = byline::begins(&line.text) && !byline::is_short_lead(&line.text);
        if !apart || LONGEST < line.text.len() || !lead {
            continue;
        }
        let said = byline::parse(&line.text);
        // Those of pictures alone are the pictures', and who only contributed, whatever
        // that was, is no author for it.
        let helped = |it: &Author| {
            byline::is_whole(&it.name)
                && it.contributions.iter().any(|it| {
                    matches!(
                        it,
                        Contribution::Reporting
                            | Contribution::Research
                            | Contribution::Editing
                            | Contribution::Translation
                    )
                })
        };
        if !said.led || !said.authors.iter().all(helped) {
            continue;
        }
        for author in said.authors {
            let known =
                authors.iter().any(|it| it.name.eq_ignore_ascii_case(&author.name));
            if !known && authors.len() < 50 {
                authors.push(author);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        article::{Outlet, Relation},
        dom,
        extract::Labels,
    };

    #[test]
    fn the_first_outlet_is_where_the_author_writes() {
        let outlet = Outlet { name: "Open Harbour".to_owned(), url: None };
        let relation = Relation::Reprint;
        let original = Original { outlet, url: None, published: None, relation };
        let dek = "Open Harbour's Ana Ruiz looks at the sea";
        for (original, dek) in [(Some(&original), None), (None, Some(dek))] {
            let mut authors =
                vec![Author::named("Ana Ruiz"), Author::named("Open Harbour")];
            settle(&mut authors, original, dek);
            assert_eq!(authors.len(), 1);
            assert_eq!(authors[0].affiliation.as_deref(), Some("Open Harbour"));
        }
        let mut alone = vec![Author::named("Open Harbour")];
        settle(&mut alone, Some(&original), None);
        assert_eq!(alone.len(), 1);
    }

    #[test]
    fn the_last_lines_say_who_helped() {
        for (line, want) in [
            ("Additional reporting by Bo Lind. Edited by Cy Moss.", "Bo Lind, Cy Moss"),
            ("Reporting by Ana Ruiz; Editing by Cy Moss", "Cy Moss"),
            ("Photo by Bo Lind", ""),
            ("With contributions from Bo Lind", ""),
            ("By then the sea was calm again.", ""),
            ("With Lima asleep, the sea was calm.", ""),
        ] {
            let (dom, _) = dom::parse(&format!("<p>The sea was calm.</p><p>{line}</p>"));
            let top = dom::Dom::ROOT;
            let lines = Lines::read(&dom, top, &[top], &Labels::new(&dom));
            let mut authors = vec![Author::named("Ana Ruiz")];
            at_the_foot(&lines, &mut authors);
            let names: Vec<&str> =
                authors[1..].iter().map(|it| it.name.as_str()).collect();
            assert_eq!(names.join(", "), want, "{line}");
        }
    }
}
