//! What the page says about the article: a ladder of rules for each field.

use crate::{
    article::{Author, Metadata, Provenance},
    report::Report,
};

use super::{Labels, Page};

/// What the page says about the article.
#[derive(Debug, Default)]
pub(super) struct Card {
    pub(super) metadata: Metadata,
    pub(super) authors: Vec<Author>,
    pub(super) provenance: Provenance,
}

/// Reads the card.
pub(super) fn find(page: &Page<'_>, _labels: &Labels, _report: &mut Report) -> Card {
    let mut card = Card::default();
    card.metadata.title = page.meta("og:title").unwrap_or_default().to_owned();
    card
}
