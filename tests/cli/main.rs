//! The program as a person meets it: what it prints, and how it ends.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on says why and ends"
)]

mod books;
mod fetch;
mod inputs;
mod messages;
mod outputs;
mod settings;
mod stories;

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_offprint"));
    command.current_dir(folder).args(arguments);
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "SOURCE_DATE_EPOCH"] {
        command.env_remove(name);
    }
    command
}

fn offprint(folder: &Path, arguments: &[&str]) -> Output {
    program(folder, arguments).output().unwrap()
}

fn written(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap_or_else(|err| panic!("{name}: {err}"))
}

/// Copies a folder of fixtures.
fn copy(from: &str, to: &Path) {
    fs::create_dir_all(to).unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli").join(from);
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

/// Returns the names of the files in a book.
fn names(book: &Path) -> Vec<String> {
    let archive = zip::ZipArchive::new(fs::File::open(book).unwrap()).unwrap();
    archive.file_names().map(|it| it.unwrap().into_owned()).collect()
}

/// Returns the names of the pictures in a book that it did not make itself.
fn pictures(book: &Path) -> Vec<String> {
    names(book)
        .into_iter()
        .filter(|it| it.contains("/img/") && it.contains(".gif"))
        .collect()
}

/// A picture of eight by eight pixels, and how an address spells it out.
const GIF: &[u8] = b"GIF89a\x08\0\x08\0\0\0\0;";
const SPELT: &str = "data:image/gif;base64,R0lGODlhCAAIAAAAADs=";

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn page(title: &str) -> String {
    format!(
        "<!DOCTYPE html><title>{title}</title><article><h1>{title}</h1>\
         <p>By A. Keeper</p><p>{}</p></article>",
        "The lamp was lit at dusk, and put out again at dawn, as the table says. "
            .repeat(4)
    )
}

#[test]
fn one_page_to_standard_output() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("lamp.html"), page("The lamp")).unwrap();
    let done = offprint(folder.path(), &["convert", "lamp.html", "-t", "text"]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    let text = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(text.contains("The lamp was lit at dusk"), "{text}");
    assert!(!folder.path().join("out").exists());
}

#[test]
fn bad_inputs_are_named_and_the_others_written() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        fs::write(folder.path().join(name), bytes).unwrap();
    };
    write("good.html", page("A good page").as_bytes());
    write("empty.html", b"");
    write("picture.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    write("newer.json", br#"{"offprint": 999, "article": {}}"#);
    write(
        "broken.md",
        b"---\ntitle: [unclosed\n---\n\nThe text is still here to be read.\n",
    );
    let mut latin = page("Caf\u{e9}").replace('\u{e9}', "@").into_bytes();
    let at = latin.iter().position(|it| *it == b'@').unwrap();
    latin[at] = 0xff;
    write("bytes.html", &latin);
    let inputs = [
        "convert",
        "good.html",
        "empty.html",
        "picture.html",
        "newer.json",
        "broken.md",
        "bytes.html",
        "missing.html",
        "-t",
        "markdown,json",
        "-d",
        "out",
        "--name",
        "{stem}",
    ];
    let done = offprint(folder.path(), &inputs);
    let said = said(&done);
    assert_eq!(done.status.code(), Some(1), "{said}");
    for named in [
        "empty.html: ",
        "picture.html: ",
        "newer.json: ",
        "missing.html: no such file",
        "it is a PNG picture",
        "it is empty",
        "needs a newer offprint",
        "front-matter-broken",
        "broken.md",
    ] {
        assert!(said.contains(named), "`{named}` is not in:\n{said}");
    }
    for written in ["good.md", "good.json", "broken.md", "bytes.md"] {
        assert!(folder.path().join("out").join(written).exists(), "{written}\n{said}");
    }
    let text = fs::read_to_string(folder.path().join("out/broken.md")).unwrap();
    assert!(text.contains("still here to be read"), "{text}");
}

#[test]
fn a_page_without_an_article_is_said_to_have_none() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bare.html"), "<html><body></body></html>").unwrap();
    let done = offprint(folder.path(), &["convert", "bare.html", "-t", "text"]);
    assert_eq!(done.status.code(), Some(3), "{}", said(&done));
    assert!(said(&done).contains("bare.html: found no article"), "{}", said(&done));
}

#[test]
fn an_article_without_anything_in_it_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let paragraph =
        "{\"type\":\"paragraph\",\"content\":[{\"type\":\"text\",\"text\":\" \"}]}";
    let blank = format!(
        "{{\"offprint\":1,\"article\":{{\"body\":{{\"blocks\":[{paragraph}]}}}}}}"
    );
    for text in ["{\"offprint\":1,\"article\":{}}", &blank] {
        fs::write(folder.path().join("a.json"), text).unwrap();
        for command in [
            &["convert", "a.json", "-t", "html"][..],
            &["book", "a.json", "-o", "a.epub"],
            &["feed", "a.json", "-d", "out"],
        ] {
            let done = offprint(folder.path(), command);
            assert_eq!(done.status.code(), Some(3), "{text}: {}", said(&done));
            assert!(said(&done).contains("a.json: found no article"), "{}", said(&done));
            assert!(done.stdout.is_empty());
        }
    }
    fs::write(folder.path().join("a.json"), "[]").unwrap();
    let none = ["convert", "a.json", "-f", "json", "-t", "text"];
    assert_eq!(offprint(folder.path(), &none).status.code(), Some(3));
    let title = "{\"offprint\":1,\"article\":{\"metadata\":{\"title\":\"Tide\"}}}";
    fs::write(folder.path().join("a.json"), title).unwrap();
    let done = offprint(folder.path(), &["convert", "a.json", "-t", "text"]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
}

#[test]
fn a_folder_without_pages_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let done = offprint(folder.path(), &["convert", ".", "-t", "text", "-d", "out"]);
    assert_eq!(done.status.code(), Some(3));
    assert!(said(&done).contains("no pages in this folder"), "{}", said(&done));
}

#[test]
fn a_folder_is_read_whole_and_names_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("in/deep")).unwrap();
    fs::write(folder.path().join("in/a.html"), page("The same name")).unwrap();
    fs::write(folder.path().join("in/deep/b.htm"), page("The same name")).unwrap();
    let done = offprint(folder.path(), &["convert", "in", "-t", "text", "-d", "out"]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    assert!(folder.path().join("out/the-same-name.txt").exists());
    assert!(folder.path().join("out/the-same-name-2.txt").exists());
    let numbered = "warning[name-numbered]: in/deep/b.htm: convert: the-same-name-2";
    assert!(said(&done).contains(numbered), "{}", said(&done));
    assert!(said(&done).contains("1 warnings"), "{}", said(&done));
    let again = offprint(folder.path(), &["convert", "in", "-t", "text", "-d", "out"]);
    assert!(said(&again).contains("Unchanged"), "{}", said(&again));
}

#[test]
fn misuse_is_exit_two_with_advice() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.html"), page("A")).unwrap();
    let cases: &[(&[&str], &str)] = &[
        (&["convert", "a.html", "-t", "markdwon"], "did you mean `markdown`?"),
        (&["convert", "a.html"], "name one with -t"),
        (&["convert", "a.html", "-t", "epub"], "name a folder with -d"),
        (&["convert", "a.html", "-t", "text", "-O", "text.wdth=3"], "wdth"),
        (&["convert", "a.html", "-t", "text", "-O", "nonsense"], "FORMAT.KEY=VALUE"),
        (&["convert", "a.html", "-t", "text", "-O", "txt.wdth=3"], "`width`?"),
        (
            &["convert", "a.html", "-t", "text", "-O", "text.width=ten"],
            "`-O text.width=ten`: expected a whole number, found the text `ten`",
        ),
        (
            &["book", "a.html", "-o", "a.epub", "-O", "epub.bogus=1"],
            "`-O epub.bogus=1`: unknown key `bogus`",
        ),
        (
            &["book", "a.html", "-o", "a.epub", "-O", "epub.cover=nope.jpg"],
            "it is one of: auto, drawn, none",
        ),
        (
            &["book", "a.html", "-o", "a.epub", "-O", "epub.max-image=15"],
            "`-O epub.max-image=15`: expected at least 16 pixels, found the number `15`",
        ),
        (&["feed", "a.html", "-d", "x", "-O", "rss.limt=1"], "did you mean `limit`?"),
        (
            &["feed", "a.html", "-d", "x", "--language", "english please"],
            "`english please` is no tag of a language",
        ),
        (
            &["convert", "a.html", "-t", "text", "--meta", "language=e"],
            "`e` is no tag of a language",
        ),
        (&["convert", "a.html", "-t", "text", "-d", "x", "--name", "{nope}"], "`{nope}`"),
        (&["book", "a.html", "-o", "a.pdf"], "a.pdf: a book is an EPUB, not a `.pdf`"),
        (
            &["convert", "a.html", "-t", "html", "--templates", "gone"],
            "gone: no such folder",
        ),
        (
            &["convert", "a.html", "-t", "html", "--templates", "."],
            "./a.html: no template has this name",
        ),
        (&["convert", "a.html", "-t", "text", "--select", "<<"], "no CSS selector"),
        (&["convert", "a.html", "-t", "text", "--drop", ".."], "no CSS selector"),
        (
            &["convert", "a.html", "-t", "text", "--charset", "utf-9"],
            "unknown character set `utf-9`; did you mean `utf-8`?",
        ),
        (
            &["convert", "a.html", "-t", "text", "--meta", "titel=x"],
            "did you mean `title`?",
        ),
        (&["explain", "embed-linkd"], "did you mean `embed-linked`?"),
    ];
    for (arguments, advice) in cases {
        let done = offprint(folder.path(), arguments);
        assert_eq!(done.status.code(), Some(2), "{arguments:?}: {}", said(&done));
        assert!(said(&done).contains(advice), "{arguments:?}: {}", said(&done));
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_setting_goes_by_the_names_that_its_format_goes_by() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.html"), page("A")).unwrap();
    let convert = ["convert", "a.html", "-t", "txt", "-O", "txt.width=20"];
    let done = offprint(folder.path(), &convert);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    let text = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(text.lines().all(|it| it.chars().count() <= 20), "{text}");
}

#[test]
fn a_language_is_written_as_a_tag() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.html"), page("A")).unwrap();
    let convert = ["convert", "a.html", "-t", "html", "--meta", "language=en_GB"];
    let done = offprint(folder.path(), &convert);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    assert!(String::from_utf8_lossy(&done.stdout).contains("lang=\"en-GB\""));
}

#[test]
fn a_target_that_cannot_be_written_keeps_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.html"), page("A")).unwrap();
    fs::create_dir(folder.path().join("taken.txt")).unwrap();
    let done =
        offprint(folder.path(), &["convert", "a.html", "-o", "taken.txt", "-t", "text"]);
    assert_eq!(done.status.code(), Some(4), "{}", said(&done));
    assert!(said(&done).contains("taken.txt"), "{}", said(&done));
    assert!(folder.path().join("taken.txt").is_dir());
}

#[test]
fn inspect_prints_one_object_a_line() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.html"), page("The first")).unwrap();
    fs::write(folder.path().join("b.html"), page("The second")).unwrap();
    let done = offprint(folder.path(), &["inspect", "--json", "a.html", "b.html"]);
    let text = String::from_utf8_lossy(&done.stdout).into_owned();
    let rows: Vec<serde_json::Value> =
        text.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0]["source"], "a.html");
    assert_eq!(rows[1]["title"], "The second");
    assert!(rows[0]["body"].as_str().unwrap().contains("The lamp was lit"));
    fs::write(folder.path().join("c.md"), "# Tide\n\nIn[^1].\n\n[^1]: Twice a day.\n")
        .unwrap();
    let done = offprint(folder.path(), &["inspect", "--json", "c.md"]);
    let row: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(row["notes"], serde_json::json!(["Twice a day."]));
}
