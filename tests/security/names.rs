//! Titles as the names of files.

use std::{collections::BTreeSet, fmt::Write as _, fs, process::Command};

use offprint::{
    Article,
    article::{Block, to_json},
};

use super::corpus;

/// Row D1: each of the titles that no file can have gives a name that every file
/// system takes, and no two the same.
#[test]
fn titles_become_names_of_files() {
    let rows = corpus("own_filenames");
    if rows.is_empty() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("in");
    fs::create_dir(&pages).unwrap();
    let mut list = String::new();
    for (i, row) in rows.iter().enumerate() {
        let mut article = Article::new(row.text());
        article.body.blocks.push(Block::paragraph("The words of the text."));
        fs::write(pages.join(format!("{i}.json")), to_json(&article)).unwrap();
        writeln!(list, "in/{i}.json").unwrap();
    }
    fs::write(folder.path().join("list"), list).unwrap();
    let done = Command::new(env!("CARGO_BIN_EXE_offprint"))
        .current_dir(folder.path())
        .args(["convert", "@list", "-t", "text", "-d", "out"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(0), "{said}");
    assert!(!said.chars().any(|c| c.is_control() && c != '\n'), "{said:?}");
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder.path().join("out")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(is_portable(&name), "{name:?}");
        names.insert(name.to_lowercase());
    }
    assert_eq!(names.len(), rows.len());
    let left: BTreeSet<String> = fs::read_dir(folder.path())
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(left, ["in", "list", "out"].map(String::from).into());
}

fn is_portable(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let device = ["CON", "PRN", "AUX", "NUL"].contains(&&*stem)
        || stem.len() == 4
            && (stem.starts_with("COM") || stem.starts_with("LPT"))
            && stem.ends_with(|c: char| c.is_ascii_digit());
    !device
        && name.len() <= 255
        && !name.starts_with(['.', ' ', '-'])
        && !name.ends_with(['.', ' '])
        && !name.chars().any(|c| {
            c.is_control()
                || "<>:\"/\\|?*".contains(c)
                || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}' | '\u{e000}'..='\u{f8ff}')
        })
}
