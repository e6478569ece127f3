//! Pictures copied beside an output, into a folder that is named after it.
//!
//! A file is named after what is in it, as pages name theirs, so that formats
//! that are printed together share their pictures. One picture is one file,
//! however often it is shown.

use std::collections::HashMap;

use crate::article::{Address, Article, Block, Image, Inline, Piece, walk_blocks};

use super::{
    Assets, File,
    digest::{Digest, digest, name},
    epub::{Kind, fetch, tame},
};

/// The pictures of one article.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// The files, in the order in which they are first shown.
    pub(super) files: Vec<File>,
    /// Where each picture that was copied is now.
    pub(super) paths: HashMap<String, String>,
    by_content: HashMap<Digest, String>,
}

impl Beside {
    /// Copies all pictures of an article that the caller has.
    pub(super) fn of(
        assets: &dyn Assets,
        place: usize,
        article: &Article,
        stem: &str,
    ) -> Self {
        let mut out = Self::default();
        for Image { address, .. } in images(article) {
            if !out.paths.contains_key(address.as_str())
                && let Some(bytes) = fetch(assets, place, address)
            {
                out.add(stem, address, &bytes);
            }
        }
        out
    }

    fn add(&mut self, stem: &str, address: &Address, bytes: &[u8]) {
        let Some(kind) = Kind::of(bytes) else { return };
        let hash = digest(bytes);
        if let Some(known) = self.by_content.get(&hash) {
            self.paths.insert(address.as_str().to_owned(), known.clone());
            return;
        }
        let bytes = match kind {
            Kind::Svg => match tame(bytes) {
                Some(it) => it,
                None => return,
            },
            Kind::Gif | Kind::Jpeg | Kind::Png | Kind::Webp => bytes.to_vec(),
        };
        let path = format!("{stem}.files/{}.{}", name(&hash), kind.extension());
        self.files.push(File { path: path.clone(), bytes });
        self.by_content.insert(hash, path.clone());
        self.paths.insert(address.as_str().to_owned(), path);
    }
}

/// Returns all pictures of an article.
pub(super) fn images(article: &Article) -> Vec<&Image> {
    let mut out = Vec::new();
    out.extend(article.metadata.image.iter());
    let discussion = &article.discussion;
    let all = discussion.comments.iter().chain(&discussion.mentions);
    let authors =
        article.authors.iter().chain(all.clone().filter_map(|it| it.author.as_ref()));
    for author in authors {
        out.extend(author.portrait.iter());
        of_blocks(&author.bio, &mut out);
    }
    of_blocks(&article.body.blocks, &mut out);
    for note in &article.body.notes {
        of_blocks(&note.blocks, &mut out);
    }
    of_blocks(&article.provenance.notice, &mut out);
    for comment in all {
        of_blocks(&comment.content, &mut out);
    }
    out
}

fn of_blocks<'a>(blocks: &'a [Block], out: &mut Vec<&'a Image>) {
    walk_blocks(blocks, &mut |piece| match piece {
        Piece::Block(Block::Image(it)) | Piece::Inline(Inline::Image(it)) => {
            out.push(it);
        }
        Piece::Block(Block::Embed(it)) => {
            out.extend(it.poster.iter());
        }
        Piece::Block(_) | Piece::Inline(_) => (),
    });
}
