//! Every target: its name, or the one in `OFFPRINT_TARGET`, says which oracle the
//! input goes to, so that one program that was built serves all of them.

#![no_main]

mod oracles;

use std::{env, sync::LazyLock};

static NAME: LazyLock<String> = LazyLock::new(|| {
    env::var("OFFPRINT_TARGET").unwrap_or_else(|_| env!("CARGO_BIN_NAME").into())
});

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    oracles::check(&NAME, data, false);
});
