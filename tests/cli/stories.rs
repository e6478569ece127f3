//! The jobs that people come with, as they type them, with what they are told.

use std::{fs, io::Read, path::Path};

use crate::{copy, names, offprint, said, written};

/// Compares with what was read and found right before; `OFFPRINT_BLESS=1` writes
/// it anew.
fn matches(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/stories").join(name);
    if std::env::var_os("OFFPRINT_BLESS").is_some() {
        fs::write(&path, text).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(text, expected, "{name}");
}

/// Returns what was done, without pictures and other files beside the outputs.
fn deeds(said: &str) -> String {
    let beside = [".files/", "offprint.lock"];
    let is =
        |it: &&str| it.starts_with(' ') && !beside.iter().any(|name| it.contains(name));
    let mut lines: Vec<&str> = said.lines().filter(is).collect();
    lines.push("");
    lines.join("\n")
}

#[test]
fn an_editor_republishes_a_piece() {
    let folder = tempfile::tempdir().unwrap();
    copy("stories/editor", folder.path());
    let done = offprint(folder.path(), &["inspect", "tides.html"]);
    assert_eq!(done.status.code(), Some(0));
    let text = String::from_utf8_lossy(&done.stdout).into_owned();
    matches("editor-inspect.txt", &format!("{text}{}", said(&done)));
    let publish = [
        "publish",
        "tides.html",
        "-t",
        "html,md",
        "-d",
        "out",
        "--notice",
        "top",
        "--robots",
        "noindex",
    ];
    let done = offprint(folder.path(), &publish);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    matches("editor-publish.txt", &deeds(&said(&done)));
    let text = written(folder.path(), "out/2019-04-02-on-tides-a-beginning.md");
    for part in [
        "authors: [\"Ann Ó Brolcháin\", \"Tom Reyes\"]",
        "canonical_url: \"https://harbour.example/essays/on-tides/\"",
        "license: {spdx: \"CC-BY-ND-4.0\"",
        "publisher: \"North Quay\"",
        "[^1]: Except on Sundays.",
        "keeps the tide tables at the harbour office",
        "I. Sand",
    ] {
        assert!(text.contains(part), "`{part}` is not in:\n{text}");
    }
    let page = written(folder.path(), "out/2019-04-02-on-tides-a-beginning.html");
    assert!(page.contains("noindex"), "{page}");
    let body = &page[page.find("<body").unwrap()..];
    let notice = body.find("first appeared in").unwrap();
    assert!(notice < body.find("Twice a day the harbour").unwrap());
}

#[test]
fn an_essayist_binds_a_book() {
    let folder = tempfile::tempdir().unwrap();
    copy("stories/essays", &folder.path().join("essays"));
    let book = [
        "book",
        "essays/",
        "-o",
        "harbour.epub",
        "--title",
        "Harbour Essays",
        "--order",
        "date",
        "--comments",
        "end",
    ];
    let done = offprint(folder.path(), &book);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    matches("essayist.txt", &said(&done));
    let first = fs::read(folder.path().join("harbour.epub")).unwrap();
    let done = offprint(folder.path(), &book);
    assert!(said(&done).contains("Unchanged harbour.epub"), "{}", said(&done));
    assert_eq!(fs::read(folder.path().join("harbour.epub")).unwrap(), first);

    let names = names(&folder.path().join("harbour.epub"));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(first)).unwrap();
    let nav = names.iter().find(|it| it.ends_with("nav.xhtml")).unwrap();
    let mut text = String::new();
    archive.by_name(nav).unwrap().read_to_string(&mut text).unwrap();
    let place = |it: &str| text.find(it).unwrap_or_else(|| panic!("{it} in {text}"));
    assert!(place(">The Lamp<") < place(">On Tides<"));
    assert!(place(">On Tides<") < place(">The Ledger<"));
}

#[test]
fn a_site_owner_makes_feeds_of_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    copy("stories/essays", &folder.path().join("posts"));
    let settings =
        "[site]\ntitle = \"The Harbour Review\"\nurl = \"https://harbour.example/\"\n";
    fs::write(folder.path().join("offprint.toml"), settings).unwrap();
    let feed = ["feed", "posts/", "-d", "public"];
    let done = offprint(folder.path(), &feed);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    matches("owner.txt", &deeds(&said(&done)));
    let rss = written(folder.path(), "public/feed.xml");
    assert!(rss.contains("<title>The Harbour Review</title>"), "{rss}");
    assert!(rss.contains("<link>https://harbour.example/</link>"), "{rss}");
    assert_eq!(rss.matches("<item>").count(), 3);

    let posts = folder.path().join("posts");
    fs::rename(posts.join("on-tides.html"), posts.join("tides.html")).unwrap();
    let done = offprint(folder.path(), &feed);
    for name in ["feed.xml", "atom.xml", "feed.json"] {
        assert!(
            said(&done).contains(&format!("Unchanged public/{name}")),
            "{}",
            said(&done)
        );
    }
}
