//! What fuzzing once found, and one input of each kind, held to the same rules.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::expect_used,
    missing_docs,
    unreachable_pub,
    reason = "the oracles are shared with the fuzz targets"
)]

#[path = "../fuzz/oracles.rs"]
mod oracles;

use std::{fs, path::Path};

/// Every input that is kept under `fuzz/regressions`.
#[test]
fn what_was_found_stays_fixed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/regressions");
    let mut count = 0;
    for target in fs::read_dir(folder).unwrap() {
        let target = target.unwrap();
        let name = target.file_name().into_string().unwrap();
        let mut inputs: Vec<_> = fs::read_dir(target.path())
            .unwrap()
            .map(|it| it.unwrap().path())
            .filter(|it| it.is_file())
            .collect();
        inputs.sort();
        for input in inputs {
            println!("{}", input.display());
            oracles::check(&name, &fs::read(input).unwrap());
            count += 1;
        }
    }
    println!("{count} inputs");
}

/// Bytes that are neither chosen nor the same twice make articles of every shape.
#[test]
fn every_emitter_prints_whatever_there_is() {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    for emitter in offprint::emit::EMITTERS {
        let target = format!("emit_{}", emitter.format().name);
        for round in 0..200 {
            let length = 64 << (round % 5);
            let bytes: Vec<u8> = (0..length)
                .map(|i| {
                    // Letters in between, as there are in text.
                    let byte = next();
                    if i % 3 == 0 { byte as u8 } else { b'a' + (byte % 26) as u8 }
                })
                .collect();
            oracles::check(&target, &bytes);
        }
    }
}
