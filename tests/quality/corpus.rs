//! Scores over the corpora, with floors just under what is reached.
//!
//! The scorers are those beside the corpora, so that the figures are the ones
//! that anybody gets. Raising a floor is a good day; lowering one needs its own
//! commit.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

use crate::shared;

/// Each figure that may not fall, with its floor.
type Floors = BTreeMap<String, BTreeMap<String, f64>>;

fn floors() -> Floors {
    toml::from_str(include_str!("floors.toml")).unwrap()
}

/// Runs `offprint inspect --json` over a folder of pages.
fn inspect(pages: &Path, name: &str) -> PathBuf {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.jsonl"));
    let status = Command::new(env!("CARGO_BIN_EXE_offprint"))
        .args(["inspect", "--json", "--quiet"])
        .arg(pages)
        .stdout(File::create(&out).unwrap())
        .status()
        .unwrap();
    // Pages without an article fail, and are scored as empty.
    assert!(matches!(status.code(), Some(0 | 1)), "{status}");
    out
}

/// Runs a scorer and reads the figures it wrote.
fn score(scorer: &Path, arguments: &[&str], name: &str) -> Option<Value> {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.json"));
    let done = Command::new("python3")
        .arg(scorer)
        .args(arguments)
        .arg("--json")
        .arg(&out)
        .output();
    let Ok(done) = done else {
        println!("skipped: there is no python3 to run {}", scorer.display());
        return None;
    };
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    println!("{name}: {}", String::from_utf8_lossy(&done.stdout));
    Some(serde_json::from_str(&fs::read_to_string(out).unwrap()).unwrap())
}

fn hold(name: &str, figures: &Value) {
    let floors = floors();
    let mut fallen = Vec::new();
    for (path, floor) in &floors[name] {
        let found = path.split('.').fold(figures, |it, key| &it[key]);
        let found = found.as_f64().unwrap_or_else(|| panic!("{name} has no {path}"));
        if found < *floor {
            fallen.push(format!("{path} is {found:.4}, was at least {floor}"));
        }
    }
    assert!(fallen.is_empty(), "{name}:\n{}", fallen.join("\n"));
}

/// The floors mean nothing over other pages.
fn same_corpus(gold: &[u8], digest: u64) {
    // FNV-1a, enough to notice a change.
    let hash = gold.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3)
    });
    assert_eq!(hash, digest, "the corpus changed; measure again and pin new floors");
}

#[test]
fn articles_are_found_as_well_as_before() {
    let Some(gold) = shared("corpus/articles/gold.json") else { return };
    let Some(scorer) = shared("bench/score_articles.py") else { return };
    same_corpus(&fs::read(&gold).unwrap(), ARTICLES);
    let rows = inspect(&gold.with_file_name("html"), "articles");
    let (gold, rows) = (gold.to_str().unwrap(), rows.to_str().unwrap());
    for part in ["aed", "wcxb"] {
        let arguments = [gold, rows, "--only", part];
        let Some(figures) = score(&scorer, &arguments, part) else { return };
        hold(part, &figures);
    }
}

#[test]
fn discussions_are_found_as_well_as_before() {
    let Some(gold) = shared("corpus/discussion/gold") else { return };
    let Some(scorer) = shared("bench/score_discussion.py") else { return };
    let meta = fs::read(gold.with_file_name("meta.json")).unwrap();
    same_corpus(&meta, DISCUSSIONS);
    let rows = inspect(&gold.with_file_name("pages"), "discussion");
    let arguments = [gold.to_str().unwrap(), rows.to_str().unwrap()];
    let Some(figures) = score(&scorer, &arguments, "discussion") else { return };
    hold("discussion", &figures);
}

/// The digest of `corpus/articles/gold.json`.
const ARTICLES: u64 = 0x96a5_365c_8f2d_140d;
/// The digest of `corpus/discussion/meta.json`.
const DISCUSSIONS: u64 = 0x1710_8a73_776d_dd49;
