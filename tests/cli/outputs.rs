//! Where outputs go, and what is refused before anything is written.

use std::fs;

use crate::{GIF, offprint, page, said, written};

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

/// A page with a picture that is at hand.
const PIER: &str = "# The pier\n\nThe pier is long. ![A mast](mast.gif)\n";

#[test]
fn nothing_vanishes_beside_standard_output() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("pier.md"), PIER).unwrap();
    fs::write(folder.path().join("mast.gif"), GIF).unwrap();
    for to in [&["-t", "html"][..], &["-t", "markdown", "-o", "-"]] {
        let done = offprint(folder.path(), &[&["convert", "pier.md"], to].concat());
        assert_eq!(done.status.code(), Some(0), "{}", said(&done));
        let text = String::from_utf8_lossy(&done.stdout).into_owned();
        assert!(text.contains("mast.gif") && !text.contains(".files/"), "{text}");
    }
    let story = "{\"offprint\":1,\"article\":{\"metadata\":{\"title\":\"Pier\"},\
        \"body\":{\"blocks\":[{\"type\":\"paragraph\",\"content\":[{\"type\":\"text\",\
        \"text\":\"Long.\"}]}]},\"discussion\":{\"comments\":[{\"content\":[{\"type\":\
        \"paragraph\",\"content\":[{\"type\":\"text\",\"text\":\"A fine pier.\"}]}]}]}}}";
    fs::write(folder.path().join("pier.json"), story).unwrap();
    for format in ["html", "markdown", "text", "rss", "atom", "json-feed"] {
        let convert = ["convert", "pier.json", "--comments", "file", "-t", format];
        let devices = if cfg!(unix) { &["/dev/stdout", "/dev/null"][..] } else { &[] };
        for place in [&["-"], devices].concat() {
            let done = offprint(folder.path(), &[&convert[..], &["-o", place]].concat());
            assert_eq!(done.status.code(), Some(0), "{format}: {}", said(&done));
            let said = said(&done);
            assert!(said.contains("comments-dropped"), "{format} {place}: {said}");
        }
    }
    let done = offprint(folder.path(), &["convert", "pier.md", "-o", "out/pier.html"]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    assert!(folder.path().join("out/pier.files").is_dir());
}

#[test]
fn nothing_is_written_over_what_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let write =
        |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    fs::create_dir(folder.path().join("essays")).unwrap();
    let markdown = "Tide\n====\n\nThe tide came in.\n";
    write("essays/tide.md", markdown);
    write("me.html", &page("Me"));
    write("feed.xml", &feed());
    for (arguments, file) in [
        (
            &[
                "convert",
                "essays",
                "-t",
                "text,markdown",
                "-d",
                "essays",
                "--name",
                "{stem}",
            ][..],
            "essays/tide.md",
        ),
        (&["convert", "essays", "-t", "markdown", "-d", "./essays"], "./essays/tide.md"),
        (&["convert", "me.html", "-t", "html", "-o", "me.html"], "me.html"),
        (&["convert", "me.html", "-t", "text", "--report", "me.html"], "me.html"),
        (&["feed", "feed.xml", "-d", "."], "./feed.xml"),
        (&["book", "me.html", "-o", "me.epub", "--report", "me.html"], "me.html"),
    ] {
        let done = offprint(folder.path(), arguments);
        assert_eq!(done.status.code(), Some(2), "{arguments:?}: {}", said(&done));
        let why = format!("`{file}` is an input, and would be written over");
        assert!(said(&done).contains(&why), "{arguments:?}: {}", said(&done));
    }
    assert_eq!(written(folder.path(), "essays/tide.md"), markdown);
    assert_eq!(written(folder.path(), "me.html"), page("Me"));
    assert_eq!(written(folder.path(), "feed.xml"), feed());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    assert_eq!(fs::read_dir(folder.path().join("essays")).unwrap().count(), 1);
}

#[test]
fn what_is_said_of_feeds_names_their_stage_and_file() {
    let folder = tempfile::tempdir().unwrap();
    let nameless = feed()
        .replace("<guid>urn:x:Flood</guid>", "")
        .replace("<guid>urn:x:Ebb</guid>", "");
    fs::write(folder.path().join("tides.xml"), nameless).unwrap();
    let done = offprint(folder.path(), &["feed", "tides.xml", "-d", "out"]);
    let said = said(&done);
    assert!(said.contains("warning[id-minted]: tides.xml: feed: Flood\n"), "{said}");
    assert!(said.contains("warning[id-minted]: tides.xml: feed: Ebb\n"), "{said}");
    assert!(!said.contains(": : "), "{said}");
}
