//! Every target: its name says which oracle the input goes to.

#![no_main]

mod oracles;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    oracles::check(env!("CARGO_BIN_NAME"), data);
});
