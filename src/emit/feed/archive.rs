//! A feed in several documents: the one to subscribe to, and its archive.
//!
//! An archived document never changes once it is full, so the oldest articles
//! fill the first. The document to subscribe to repeats some of the newest
//! archived ones, which readers know by their names.

use url::Url;

use super::{Channel, Feed, Item};

/// Where a document stands in its archive.
#[derive(Clone, Debug, Default)]
pub(in crate::emit) struct Place {
    /// The document's own address.
    pub(in crate::emit) own: Option<Url>,
    /// The document to subscribe to; none, if this is it.
    pub(in crate::emit) current: Option<Url>,
    pub(in crate::emit) previous: Option<Url>,
    pub(in crate::emit) next: Option<Url>,
}

/// Returns the documents of a feed, each with its path, place and items, the one
/// to subscribe to first.
pub(in crate::emit) fn documents<'f, 'a>(
    feed: &'f Feed<'a>,
    stem: &str,
    extension: &str,
) -> Vec<(String, Place, Vec<&'f Item<'a>>)> {
    let channel: &Channel = &feed.channel;
    let main = format!("{stem}.{extension}");
    let mut place = Place { own: channel.address.clone(), ..Place::default() };
    let size = feed.options.archive.filter(|it| *it > 0 && channel.address.is_some());
    let Some(size) = size else {
        return vec![(main, place, feed.items.iter().collect())];
    };
    let all: Vec<&Item<'a>> = feed.items.iter().chain(&feed.older).collect();
    // Only full documents are archived; what is left over is with the newest.
    let full = all.len() / size;
    let full = if full * size == all.len() && feed.older.is_empty() {
        full.saturating_sub(1)
    } else {
        full
    };
    let path = |n: usize| format!("{stem}-archive/{:04}.{extension}", n + 1);
    let address = |n: usize| channel.beside(&path(n));
    let left = all.len() - full * size;
    let shown = feed.items.len().min(if feed.options.limit.is_some() {
        usize::MAX
    } else {
        left.max(size)
    });
    let shown = shown.max(left);
    if full > 0 {
        place.previous = address(full - 1);
    }
    let mut out = vec![(main, place, all[..shown].to_vec())];
    for n in (0..full).rev() {
        let end = all.len() - n * size;
        let place = Place {
            own: address(n),
            current: channel.address.clone(),
            previous: n.checked_sub(1).and_then(address),
            next: (n + 1 < full).then(|| address(n + 1)).flatten(),
        };
        out.push((path(n), place, all[end - size..end].to_vec()));
    }
    out
}
