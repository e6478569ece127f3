//! What the notice says of those whom the byline names.

use crate::article::{Author, Original};

use super::byline;

/// Takes the outlet that printed the article first from among its authors: in
/// "By A. Writer, Open Harbour" only the notice tells a house from a person.
pub(super) fn settle(authors: &mut Vec<Author>, original: Option<&Original>) {
    let Some(original) = original else { return };
    let is_outlet = |it: &Author| {
        byline::trimmed(&it.name)
            .eq_ignore_ascii_case(byline::trimmed(&original.outlet.name))
    };
    let Some(place) = authors.iter().position(is_outlet).filter(|it| 0 < *it) else {
        return;
    };
    let outlet = authors.remove(place);
    authors[place - 1].affiliation.get_or_insert(outlet.name);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Outlet, Relation};

    #[test]
    fn the_first_outlet_is_where_the_author_writes() {
        let outlet = Outlet { name: "Open Harbour".to_owned(), url: None };
        let relation = Relation::Reprint;
        let original = Original { outlet, url: None, published: None, relation };
        let mut authors = vec![Author::named("Ana Ruiz"), Author::named("Open Harbour")];
        settle(&mut authors, Some(&original));
        assert_eq!(authors.len(), 1);
        assert_eq!(authors[0].affiliation.as_deref(), Some("Open Harbour"));
        let mut alone = vec![Author::named("Open Harbour")];
        settle(&mut alone, Some(&original));
        assert_eq!(alone.len(), 1);
    }
}
