//! Where the text of the article is.

use crate::{article::Metadata, dom::NodeId};

use super::{Labels, Page};

/// Returns the roots of the body, in order.
pub(super) fn roots(page: &Page<'_>, _labels: &Labels, _card: &Metadata) -> Vec<NodeId> {
    vec![page.body]
}
