//! Lists of words to what finds them all at once.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind};

/// Starts one whose tables are small and soon made: a program may be started for a
/// single page, and a full table takes longer to make than a small page to read.
pub(super) fn of_words() -> AhoCorasickBuilder {
    let mut builder = AhoCorasick::builder();
    builder.kind(Some(AhoCorasickKind::ContiguousNFA)).dense_depth(1);
    builder
}
