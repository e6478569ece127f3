//! What the terms of an article ask of whoever prints it.

use crate::{
    article::{Article, Block, Inline, Piece},
    report::{Code, Report},
};

/// Says which rules of reuse hold for an article, so that nobody prints it
/// unaware of them.
pub(super) fn warn(article: &Article, report: &mut Report) {
    let provenance = &article.provenance;
    let spdx = provenance.licence.as_ref().and_then(|it| it.spdx.as_deref());
    if let Some(spdx) = spdx
        && spdx.split('-').any(|it| it == "ND")
    {
        report.add(Code::NoDerivatives, format!("licence {spdx}"));
    }
    if let Some(pixel) = &provenance.pixel {
        report.add(Code::PixelRequired, format!("counter {pixel}"));
    }
    // Terms for the text say nothing of pictures that somebody else made.
    if spdx.is_some() || provenance.original.is_some() {
        for credit in credits(article) {
            let own = article.authors.iter().any(|it| credit.contains(&it.name));
            if !own {
                report.add(Code::PictureTerms, format!("picture credited “{credit}”"));
            }
        }
    }
}

/// Returns the credits of the pictures in the body, each once.
fn credits(article: &Article) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    article.body.walk(&mut |piece| {
        if let Piece::Block(Block::Figure(figure)) = piece {
            let credit = plain(&figure.credit);
            if !credit.is_empty() && !found.contains(&credit) {
                found.push(credit);
            }
        }
    });
    found
}

/// Returns the words of running text alone.
fn plain(content: &[Inline]) -> String {
    let mut body = crate::article::Body::default();
    body.blocks.push(Block::Paragraph { content: content.to_vec() });
    body.text().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Author, Figure, Licence};

    fn codes(article: &Article) -> Vec<Code> {
        let mut report = Report::default();
        warn(article, &mut report);
        report.entries.iter().map(|it| it.code).collect()
    }

    #[test]
    fn warns_of_a_licence_that_forbids_changes() {
        let mut article = Article::new("Lamps");
        let mut licence = Licence::default();
        licence.spdx = Some("CC-BY-ND-4.0".into());
        article.provenance.licence = Some(licence);
        assert_eq!(codes(&article), [Code::NoDerivatives]);
    }

    #[test]
    fn warns_of_a_counter_and_of_pictures_by_others() {
        let mut article = Article::new("Lamps");
        article.authors.push(Author::named("A. Keeper"));
        article.provenance.pixel = "https://a.example/c.gif".parse().ok();
        let mut licence = Licence::default();
        licence.spdx = Some("CC-BY-4.0".into());
        article.provenance.licence = Some(licence);
        for name in ["A. Keeper", "B. Lens/Agency"] {
            article.body.blocks.push(Block::Figure(Figure {
                content: Vec::new(),
                caption: Vec::new(),
                credit: vec![Inline::text(name)],
            }));
        }
        assert_eq!(codes(&article), [Code::PixelRequired, Code::PictureTerms]);
    }

    #[test]
    fn has_nothing_to_say_of_an_article_without_terms() {
        assert!(codes(&Article::new("Lamps")).is_empty());
    }
}
