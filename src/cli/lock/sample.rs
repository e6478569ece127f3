//! What an article is known by, and what its content is.

use std::collections::BTreeMap;

use offprint::{
    Article, Report,
    article::{Block, Inline, Piece},
    emit,
};
use sha2::{Digest, Sha256};

use super::sketch::Sketch;
use crate::cli::names::hex;

/// What an article is known by.
#[derive(Debug)]
pub(super) struct Sample {
    /// The name that it has or would be given.
    pub(super) id: String,
    /// Whether the article brought its name along.
    pub(super) is_own: bool,
    /// Whether the lock has to know it.
    pub(super) is_wanted: bool,
    /// See [`super::Entry`]; left out where it is not wanted.
    pub(super) words: Option<String>,
    pub(super) phrases: Sketch,
}

impl Sample {
    /// What is known of texts by their words need not be found out again.
    pub(super) fn of(article: &Article, known: &BTreeMap<&str, &Sketch>) -> Self {
        let mut minted = Report::default();
        let id = emit::identity(article, &mut minted);
        let card = &article.metadata;
        let is_own = minted.entries.is_empty();
        let is_wanted = !is_own || card.published.is_none() && card.updated.is_none();
        let (mut words, mut phrases) = (None, Sketch::default());
        if is_wanted {
            let text = article.body.text();
            let hash = hash([&*text]);
            phrases = match known.get(&*hash) {
                Some(it) => Sketch::clone(it),
                None => Sketch::of(&text),
            };
            words = phrases.is_telling().then_some(hash);
        }
        Self { id, is_own, is_wanted, words, phrases }
    }
}

/// Returns a hash of everything a reader sees of an article: not its address, its
/// name or what others said under it.
pub(super) fn content(article: &Article) -> String {
    let card = &article.metadata;
    let mut parts: Vec<String> = vec![card.title.clone(), article.body.text()];
    parts.extend([&card.subtitle, &card.byline].into_iter().flatten().cloned());
    article.body.walk(&mut |piece| match piece {
        Piece::Inline(Inline::Link(it)) => parts.push(it.address.to_string()),
        Piece::Inline(Inline::Image(it)) | Piece::Block(Block::Image(it)) => {
            parts.push(it.address.to_string());
        }
        _ => (),
    });
    hash(parts.iter().map(String::as_str))
}

fn hash<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hex(&hasher.finalize()[..12])
}
