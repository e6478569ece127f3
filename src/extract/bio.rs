//! Notes about the authors.

use crate::{article::Author, dom::NodeId};

use super::{Bio, Labels, Page};

/// Finds the bios, labels them, and ties each to its author.
pub(super) fn find(
    _page: &Page<'_>,
    _body: &[NodeId],
    _authors: &mut Vec<Author>,
    _labels: &mut Labels,
) -> Vec<Bio> {
    Vec::new()
}
