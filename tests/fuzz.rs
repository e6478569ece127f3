//! What fuzzing once found, and one input of each kind, held to the same rules.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::expect_used,
    clippy::case_sensitive_file_extension_comparisons,
    clippy::redundant_closure,
    missing_docs,
    unreachable_pub,
    reason = "the oracles are shared with the fuzz targets"
)]

#[path = "../fuzz/oracles.rs"]
mod oracles;

use std::{
    env, fs,
    panic::catch_unwind,
    path::Path,
    time::{Duration, Instant},
};

use data_url::forgiving_base64;
use serde_json::Value;

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
            oracles::check(&name, &fs::read(input).unwrap(), true);
            count += 1;
        }
    }
    println!("{count} inputs");
}

/// What inputs are begun with, besides regressions, from `../shared/security`.
const CORPORA: &[(&str, &[&str])] = &[
    ("html", &["html5lib_tree", "ammonia", "loofah", "own_mxss", "own_text_bytes"]),
    ("markdown", &["markdown_specs", "own_markdown_in", "own_markdown_out"]),
    ("text", &["own_text", "blns"]),
    ("json", &["own_json"]),
    ("feed", &["own_xml_bombs", "feedparser_all"]),
    ("front_matter", &["own_frontmatter_in", "own_frontmatter"]),
    ("address", &["urltestdata", "own_ssrf"]),
    ("path", &["own_paths", "own_filenames"]),
];

/// What is put into inputs.
const PIECES: &[&str] = &[
    "<",
    ">",
    "\"",
    "'",
    "&",
    "=",
    "[",
    "](",
    ")",
    "`",
    "```",
    "$$",
    "*",
    "_",
    "> ",
    "- ",
    "1. ",
    "| ",
    "\n",
    "\n\n",
    "\n---\n",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?",
    "&#0;",
    "&lt;",
    "<p>",
    "<table><tr><td colspan=1000>",
    "<li>",
    "<b>",
    "</b>",
    "<a href=\"",
    "javascript:",
    "data:text/html,",
    "<svg><script>",
    "<math>",
    "<template>",
    "<noscript>",
    "<plaintext>",
    "<article>",
    "<h1>",
    "<div class=comment>",
    "<blockquote>",
    "<pre>",
    "<figure><img src=x><figcaption>",
    "<iframe src=//a.example>",
    "<details>",
    "<dl><dt>",
    "<sup><a href=#n1>1</a></sup>",
    "<base href=//a.example>",
    "\u{202e}",
    "\u{fffe}",
    "\u{1b}[2J",
    "\u{e0041}",
    "\u{301}",
    "\u{10ffff}",
    "\0",
    "[^1]",
    "[^1]: ",
    "<!-- offprint:",
    "{\"offprint\": 1, \"article\": {",
    "\"blocks\": [",
    "{\"type\": \"table\"",
    "null",
    "-1",
    "1e999",
    "65535",
    "{{",
    "{%",
    "+++\n",
    "title: ",
    "&x; ",
    "*x",
    "xmlns:a=\"b\" ",
    "http://",
];

/// Numbers that are the same in each run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { (self.next() >> 16) as usize % end }
    }
}

fn seeds(target: &str) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let kept = fs::read_dir(root.join("fuzz/regressions").join(target));
    let kept = kept.into_iter().flatten().map(|it| it.unwrap().path());
    let mut out: Vec<Vec<u8>> = kept.map(|it| fs::read(it).unwrap()).collect();
    out.sort();
    let corpora = CORPORA.iter().find(|it| it.0 == target).map_or(&[][..], |it| it.1);
    for name in corpora {
        let path = root.join(format!("../shared/security/corpora/{name}.jsonl"));
        let Ok(text) = fs::read_to_string(path) else { continue };
        for line in text.lines() {
            let Ok(row) = serde_json::from_str::<Value>(line) else { continue };
            let bytes = match (row["input"].as_str(), row["input_b64"].as_str()) {
                (Some(it), _) => it.as_bytes().to_vec(),
                (None, Some(it)) => {
                    forgiving_base64::decode_to_vec(it.as_bytes()).unwrap()
                }
                (None, None) => continue,
            };
            if bytes.len() < 1 << 14 {
                out.push(bytes);
            }
        }
    }
    out
}

/// Returns an input that is another one with a few changes.
fn changed(seeds: &[Vec<u8>], numbers: &mut Numbers) -> Vec<u8> {
    let mut input = match seeds.len() {
        // An article is made of bytes of any kind.
        0 => (0..64 << numbers.below(6)).map(|_| numbers.next() as u8).collect(),
        count => seeds[numbers.below(count)].clone(),
    };
    for _ in 0..=numbers.below(6) {
        let at = numbers.below(input.len() + 1);
        let end = at + numbers.below((input.len() - at).min(200) + 1);
        match numbers.below(7) {
            0 if at < input.len() => input[at] = numbers.next() as u8,
            1 => drop(input.drain(at..end)),
            2 => {
                let part = input[at..end].repeat(1 + numbers.below(20));
                input.splice(at..at, part);
            }
            3 if !seeds.is_empty() => {
                let other = &seeds[numbers.below(seeds.len())];
                let from = numbers.below(other.len() + 1);
                input.truncate(at);
                input.extend(&other[from..]);
            }
            4 => {
                let piece =
                    PIECES[numbers.below(PIECES.len())].repeat(1 + numbers.below(9));
                input.splice(at..at, piece.into_bytes());
            }
            _ => {
                let piece = PIECES[numbers.below(PIECES.len())];
                input.splice(at..at, piece.bytes());
            }
        }
    }
    input.truncate(1 << 14);
    input
}

/// Inputs that were changed a little: a few for each target, or as many as there is
/// time for in so many seconds where `OFFPRINT_FUZZ_SECONDS` is set, for the targets
/// that `OFFPRINT_FUZZ_TARGETS` names. What breaks a rule is written to a file.
#[test]
fn changed_inputs_break_no_rule() {
    let set = |name| env::var(name).ok();
    let seconds: u64 = set("OFFPRINT_FUZZ_SECONDS").map_or(0, |it| it.parse().unwrap());
    let emitters = offprint::emit::EMITTERS.iter();
    let emitters = emitters.map(|it| format!("emit_{}", it.format().name));
    let all = CORPORA.iter().map(|it| it.0.to_owned()).chain(emitters);
    let targets: Vec<String> = match set("OFFPRINT_FUZZ_TARGETS") {
        Some(it) => it.split(',').map(str::to_owned).collect(),
        None => all.collect(),
    };
    let start = if seconds == 0 { 1 } else { u64::from(std::process::id()) };
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15 ^ start);
    let mut found = Vec::new();
    for target in targets {
        let seeds = seeds(&target);
        let (began, limit) = (Instant::now(), Duration::from_secs(seconds));
        let mut count = 0;
        while count < 50 || began.elapsed() < limit {
            count += 1;
            let input = changed(&seeds, &mut numbers);
            let time = Instant::now();
            let done = catch_unwind(|| oracles::check(&target, &input, false));
            let slow = Duration::from_secs(20) < time.elapsed();
            if done.is_err() || slow {
                let name = format!("{target}-{}", found.len());
                let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(&name);
                fs::write(&path, &input).unwrap();
                found.push(path.display().to_string());
                if 40 < found.len() {
                    break;
                }
            }
        }
        println!(
            "{target}: {count} inputs, {} seeds, {} found",
            seeds.len(),
            found.len()
        );
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
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
            oracles::check(&target, &bytes, false);
        }
    }
}
