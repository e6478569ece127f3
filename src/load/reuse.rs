//! What the terms of an article ask of whoever prints it.

use crate::{
    article::{Article, Terms},
    report::{Code, Report},
};

/// Says which rules of reuse hold for an article, so that nobody prints it
/// unaware of them.
pub(super) fn warn(article: &Article, report: &mut Report) {
    let terms = Terms::of(article);
    if let Some(spdx) = &terms.unchanged {
        let subject = match terms.differs {
            Some(it) => format!("licence {spdx}, and this copy is {it}"),
            None => format!("licence {spdx}"),
        };
        report.add(Code::NoDerivatives, subject);
    }
    if let Some(pixel) = &terms.pixel {
        report.add(Code::PixelRequired, format!("counter {pixel}"));
    }
    for credit in &terms.pictures {
        report.add(Code::PictureTerms, format!("picture credited “{credit}”"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{
        Author, Block, Figure, Inline, Licence, Original, Outlet, Relation,
    };

    fn said(article: &Article) -> Vec<(Code, String)> {
        let mut report = Report::default();
        warn(article, &mut report);
        report.entries.into_iter().map(|it| (it.code, it.subject)).collect()
    }

    fn licensed(spdx: &str) -> Article {
        let mut article = Article::new("Lamps");
        let mut licence = Licence::default();
        licence.spdx = Some(spdx.into());
        article.provenance.licence = Some(licence);
        article
    }

    #[test]
    fn warns_of_a_licence_that_forbids_changes() {
        let mut article = licensed("CC-BY-ND-4.0");
        assert_eq!(
            said(&article),
            [(Code::NoDerivatives, "licence CC-BY-ND-4.0".into())]
        );
        article.provenance.original = Some(Original {
            outlet: Outlet { name: "North Quay".into(), url: None },
            url: None,
            published: None,
            relation: Relation::Translation,
        });
        let subject = "licence CC-BY-ND-4.0, and this copy is a translation";
        assert_eq!(said(&article), [(Code::NoDerivatives, subject.into())]);
    }

    #[test]
    fn warns_of_a_counter_and_of_pictures_by_others() {
        let mut article = licensed("CC-BY-4.0");
        article.authors.push(Author::named("A. Keeper"));
        article.provenance.pixel = "https://a.example/c.gif".parse().ok();
        for name in ["A. Keeper", "B. Lens/Agency"] {
            article.body.blocks.push(Block::Figure(Figure {
                content: Vec::new(),
                caption: Vec::new(),
                credit: vec![Inline::text(name)],
            }));
        }
        let codes: Vec<Code> = said(&article).into_iter().map(|it| it.0).collect();
        assert_eq!(codes, [Code::PixelRequired, Code::PictureTerms]);
    }

    #[test]
    fn has_nothing_to_say_of_an_article_without_terms() {
        assert!(said(&Article::new("Lamps")).is_empty());
    }
}
