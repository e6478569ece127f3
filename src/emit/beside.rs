//! Pictures copied beside an output, into a folder that is named after it.
//!
//! A picture keeps the name it had, as far as every file system takes it; what
//! it is, its bytes say. One picture is one file, however often it is shown.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::article::{Address, Article, Block, Inline, Piece, walk_blocks};

use super::{
    Assets, File,
    epub::{Kind, fetch, tame},
};

/// How long the name of a file may be, in bytes, before its extension.
const MAX_NAME: usize = 60;

/// The pictures of one article.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// The files, in the order in which they are first shown.
    pub(super) files: Vec<File>,
    /// Where each picture that was copied is now.
    pub(super) paths: HashMap<String, String>,
    by_content: HashMap<[u8; 32], String>,
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
        for address in addresses(article) {
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
        let hash: [u8; 32] = Sha256::digest(bytes).into();
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
        let name = name(address.as_str());
        let end = kind.extension();
        let mut path = format!("{stem}.files/{name}.{end}");
        let mut count = 1;
        // Some file systems take names for the same that differ in case.
        while self.files.iter().any(|it| it.path.eq_ignore_ascii_case(&path)) {
            count += 1;
            path = format!("{stem}.files/{name}-{count}.{end}");
        }
        self.files.push(File { path: path.clone(), bytes });
        self.by_content.insert(hash, path.clone());
        self.paths.insert(address.as_str().to_owned(), path);
    }
}

/// Names that some systems keep for devices, whatever the extension.
const DEVICES: &[&str] = &[
    "aux", "con", "nul", "prn", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
    "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8",
    "lpt9",
];

/// Returns the name of a file without its extension, in characters that mean
/// nothing anywhere.
fn name(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default();
    let last = last.rsplit_once('.').map_or(last, |it| it.0);
    let mut out = String::new();
    for c in last.chars().take(MAX_NAME) {
        if c.is_ascii_alphanumeric() || c == '_' {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    let device = DEVICES.iter().any(|it| it.eq_ignore_ascii_case(&out));
    if out.is_empty() || device { format!("{out}picture") } else { out }
}

/// Returns where all pictures of an article are.
fn addresses(article: &Article) -> Vec<&Address> {
    let mut out = Vec::new();
    out.extend(article.metadata.image.iter().map(|it| &it.address));
    let discussion = &article.discussion;
    let all = discussion.comments.iter().chain(&discussion.mentions);
    let authors =
        article.authors.iter().chain(all.clone().filter_map(|it| it.author.as_ref()));
    for author in authors {
        out.extend(author.portrait.iter().map(|it| &it.address));
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

fn of_blocks<'a>(blocks: &'a [Block], out: &mut Vec<&'a Address>) {
    walk_blocks(blocks, &mut |piece| match piece {
        Piece::Block(Block::Image(it)) | Piece::Inline(Inline::Image(it)) => {
            out.push(&it.address);
        }
        Piece::Block(Block::Embed(it)) => {
            out.extend(it.poster.iter().map(|it| &it.address));
        }
        Piece::Block(_) | Piece::Inline(_) => (),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_as_the_pictures_were() {
        for (address, wanted) in [
            ("https://a.example/img/Dome%20at%20dusk.jpg?w=9", "Dome-20at-20dusk"),
            ("a b.png", "a-b"),
            ("../..", "picture"),
            ("CON", "CONpicture"),
            ("日本.gif", "picture"),
            ("https://a.example/", "picture"),
        ] {
            assert_eq!(name(address), wanted, "{address}");
        }
    }
}
