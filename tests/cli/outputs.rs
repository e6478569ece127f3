//! Where outputs go, and what is refused before anything is written.

use std::fs;

use crate::{offprint, said};

/// A feed of two articles.
fn feed() -> String {
    let item = |title: &str| {
        format!(
            "<item><title>{title}</title><guid>urn:x:{title}</guid>\
             <description>&lt;p&gt;The tide came in, and went.&lt;/p&gt;</description></item>"
        )
    };
    format!(
        "<rss version='2.0'><channel><title>Tides</title><link>https://tide.example/</link>\
         {}{}</channel></rss>",
        item("Flood"),
        item("Ebb")
    )
}

#[test]
fn several_articles_of_one_input_need_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("tides.xml"), feed()).unwrap();
    for to in [
        &["-o", "out.md"][..],
        &["-o", "out.epub"],
        &["-t", "json"],
        &["-t", "rss", "-o", "-"],
    ] {
        let done = offprint(folder.path(), &[&["convert", "tides.xml"], to].concat());
        assert_eq!(done.status.code(), Some(2), "{to:?}: {}", said(&done));
        let why = "tides.xml: it holds 2 articles, and several outputs cannot go to";
        assert!(said(&done).contains(why), "{to:?}: {}", said(&done));
        assert!(said(&done).contains("help: name a folder with -d"), "{}", said(&done));
        assert!(done.stdout.is_empty());
    }
    let settings = "[[output]]\nkind = 'convert'\nin = ['tides.xml']\nfile = 'out.md'\n";
    fs::write(folder.path().join("offprint.toml"), settings).unwrap();
    assert_eq!(offprint(folder.path(), &["publish"]).status.code(), Some(2));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    let convert = ["convert", "tides.xml", "-t", "markdown", "-d", "out"];
    let done = offprint(folder.path(), &convert);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    assert!(folder.path().join("out/ebb.md").exists());
}
