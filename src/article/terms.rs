//! What the terms that an article is offered under ask of whoever prints it.

use url::Url;

use super::{Article, Block, Body, Inline, Piece, Relation};

/// The terms that matter when an article is printed again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Terms {
    /// What to call the article in a message.
    pub(crate) title: String,
    /// The SPDX identifier of a licence that forbids changed versions.
    pub(crate) unchanged: Option<String>,
    /// How this copy differs from the first printing, where it does.
    pub(crate) differs: Option<&'static str>,
    /// The counter that the first outlet asks web pages to carry.
    pub(crate) pixel: Option<Url>,
    /// The credits of pictures that the terms of the text may not hold for.
    pub(crate) pictures: Vec<String>,
}

impl Terms {
    /// Reads the terms of an article.
    pub(crate) fn of(article: &Article) -> Self {
        let provenance = &article.provenance;
        let spdx = provenance.licence.as_ref().and_then(|it| it.spdx.as_deref());
        let forbids = |it: &&str| it.split('-').any(|it| it == "ND");
        let mut terms = Self {
            title: article.metadata.title.clone(),
            unchanged: spdx.filter(forbids).map(str::to_owned),
            pixel: provenance.pixel.clone(),
            ..Self::default()
        };
        terms.differs = provenance.original.as_ref().and_then(|it| match it.relation {
            Relation::Reprint => None,
            Relation::Excerpt => Some("an excerpt"),
            Relation::Adaptation => Some("an adaptation"),
            Relation::Translation => Some("a translation"),
        });
        // Terms for the text say nothing of pictures that somebody else made.
        if spdx.is_some() || provenance.original.is_some() {
            terms.pictures = credits(&article.body);
            terms.pictures.retain(|credit| {
                !article.authors.iter().any(|it| credit.contains(&it.name))
            });
        }
        terms
    }

    /// Returns whether there is nothing to heed.
    pub(crate) fn is_empty(&self) -> bool {
        self.unchanged.is_none() && self.pixel.is_none() && self.pictures.is_empty()
    }
}

/// Returns the credits of the pictures in a body, each once.
fn credits(body: &Body) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    body.walk(&mut |piece| {
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
    let block = Block::Paragraph { content: content.to_vec() };
    let body = Body { blocks: vec![block], notes: Vec::new() };
    body.text().trim().to_owned()
}
