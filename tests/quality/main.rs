//! Real pages, read as well as before.
//!
//! These tests read pages that belong to others and lie beside the project, in
//! `../shared`; where that folder is missing they say so and pass.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on says why and ends"
)]

mod corpus;
mod feeds;
mod round_trip;
#[path = "../feeds/rules/mod.rs"]
mod rules;
mod seed;

use std::path::{Path, PathBuf};

/// Returns a path in `../shared`, if it is there.
fn shared(path: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let found = root.join(path);
    if found.exists() {
        return Some(found);
    }
    println!("skipped: there is no {}", found.display());
    None
}
