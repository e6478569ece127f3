//! What readers said under the article.

use crate::report::Report;

use super::{Labels, Page, Thread};

/// Finds the comments and labels everything that belongs to the discussion.
pub(super) fn find(
    _page: &Page<'_>,
    _labels: &mut Labels,
    _report: &mut Report,
) -> Thread {
    Thread::default()
}
