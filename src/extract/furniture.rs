//! What stands inside the body and is not part of it.

use crate::{
    article::{Author, Metadata},
    dom::NodeId,
};

use super::{Labels, Page};

/// Labels what is to be cut out of the body.
pub(super) fn mark(
    _page: &Page<'_>,
    _body: &[NodeId],
    _card: &Metadata,
    _authors: &[Author],
    _labels: &mut Labels,
) {
}
