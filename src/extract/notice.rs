//! The republication notice.

use crate::{
    article::{Metadata, Provenance},
    dom::NodeId,
    report::Report,
};

use super::{Labels, Page};

/// Finds the notice, labels it, and fills in what it says about the first
/// printing.
pub(super) fn find(
    _page: &Page<'_>,
    _body: &[NodeId],
    _card: &Metadata,
    _provenance: &mut Provenance,
    _labels: &mut Labels,
    _report: &mut Report,
) -> Vec<NodeId> {
    Vec::new()
}
