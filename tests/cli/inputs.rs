//! What can be read: folders, patterns, lists, and pages as browsers save them.

use std::{
    fs,
    io::{Read, Write},
    path::Path,
    process::Stdio,
};

use crate::{GIF, SPELT, offprint, page, program, said, written};

#[test]
fn folders_leave_out_what_ignore_files_name() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    for name in ["a.html", "drafts/b.html", ".hidden/c.html", "d_files/frame.html"] {
        write(name, &page(name));
    }
    write("d.html", &page("d"));
    write(".gitignore", "drafts/\n");
    write("notes.txt", "not a page");
    let done = offprint(folder.path(), &["inspect", "--json", "."]);
    let text = String::from_utf8_lossy(&done.stdout).into_owned();
    let rows = text.lines().map(|it| {
        let row: serde_json::Value = serde_json::from_str(it).unwrap();
        row["source"].as_str().unwrap().trim_start_matches("./").to_owned()
    });
    assert_eq!(rows.collect::<Vec<_>>(), ["a.html", "d.html"]);
}

#[test]
fn any_number_of_threads_may_be_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.html", "b.html"] {
        fs::write(folder.path().join(name), page(name)).unwrap();
    }
    for jobs in ["0", "1", "5000", "288230376151711744", "18446744073709551615"] {
        let arguments = ["convert", "--jobs", jobs, ".", "-t", "text", "-d", "out"];
        let done = offprint(folder.path(), &arguments);
        assert_eq!(done.status.code(), Some(0), "{jobs}: {}", said(&done));
    }
}

#[test]
fn lists_keep_their_order_and_patterns_are_sorted() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.html", "b.html", "c.html"] {
        fs::write(folder.path().join(name), page(name)).unwrap();
    }
    fs::write(folder.path().join("list.txt"), "\u{feff}c.html\n# then\n\na.html\n")
        .unwrap();
    let titles = |arguments: &[&str]| -> Vec<String> {
        let done = offprint(folder.path(), &[&["inspect", "--json"], arguments].concat());
        let text = String::from_utf8_lossy(&done.stdout).into_owned();
        let rows = text.lines().map(|it| {
            let row: serde_json::Value = serde_json::from_str(it).unwrap();
            row["title"].as_str().unwrap().to_owned()
        });
        rows.collect()
    };
    assert_eq!(titles(&["@list.txt"]), ["c.html", "a.html"]);
    assert_eq!(titles(&["[bc].html"]), ["b.html", "c.html"]);
    assert_eq!(titles(&["**/*.html"]), ["a.html", "b.html", "c.html"]);
    let done = offprint(folder.path(), &["inspect", "*.md"]);
    assert_eq!(done.status.code(), Some(3));
    assert!(said(&done).contains("*.md: no file is like that"), "{}", said(&done));
}

#[test]
fn standard_input_is_a_page_too() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = program(folder.path(), &["convert", "-", "-t", "text"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(page("The lamp").as_bytes()).unwrap();
    let done = child.wait_with_output().unwrap();
    assert_eq!(done.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&done.stdout).contains("lit at dusk"));
}

/// Returns how many pictures a book of one page has.
fn pictures(folder: &Path, name: &str) -> usize {
    let done = offprint(folder, &["convert", name, "-o", "out.epub"]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    let book = fs::File::open(folder.join("out.epub")).unwrap();
    let mut archive = zip::ZipArchive::new(book).unwrap();
    let pictures = crate::pictures(&folder.join("out.epub"));
    for name in &pictures {
        let mut bytes = Vec::new();
        archive.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
        assert_eq!(bytes, GIF);
    }
    pictures.len()
}

fn with_picture(address: &str) -> String {
    let figure =
        format!("<figure><img src='{address}' alt='The lamp'></figure></article>");
    page("The lamp").replace("</article>", &figure)
}

#[test]
fn a_page_saved_with_its_folder_has_its_pictures() {
    let folder = tempfile::tempdir().unwrap();
    let saved = format!(
        "<!-- saved from url=(0026)https://north.example/lamp/ -->{}",
        with_picture("./The%20lamp_files/lamp.gif' srcset='https://cdn.example/l.gif 2x")
    );
    fs::write(folder.path().join("The lamp.html"), saved).unwrap();
    fs::create_dir(folder.path().join("The lamp_files")).unwrap();
    fs::write(folder.path().join("The lamp_files/lamp.gif"), GIF).unwrap();
    assert_eq!(pictures(folder.path(), "The lamp.html"), 1);
}

#[test]
fn a_page_saved_in_one_file_has_its_pictures() {
    let folder = tempfile::tempdir().unwrap();
    let saved = format!(
        "<!DOCTYPE html><!--\n Page saved with SingleFile \n url: https://north.example/lamp \n-->{}",
        with_picture(SPELT)
    );
    fs::write(folder.path().join("lamp.html"), saved).unwrap();
    assert_eq!(pictures(folder.path(), "lamp.html"), 1);
    let done = offprint(folder.path(), &["inspect", "lamp.html"]);
    let text = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(text.contains("https://north.example/lamp"), "{text}");
    let done = offprint(
        folder.path(),
        &["convert", "lamp.html", "-t", "html", "-d", "out", "--name", "{stem}"],
    );
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    let html = written(folder.path(), "out/lamp.html");
    let at = html.find("src=\"lamp.files/").unwrap_or_else(|| panic!("{html}"));
    let path = html[at + 5..].split('"').next().unwrap();
    assert_eq!(fs::read(folder.path().join("out").join(path)).unwrap(), GIF);
}

#[test]
fn an_archive_has_its_pictures() {
    let folder = tempfile::tempdir().unwrap();
    let archive = format!(
        "From: <Saved by a browser>\r\n\
         Snapshot-Content-Location: https://north.example/lamp/\r\n\
         MIME-Version: 1.0\r\n\
         Content-Type: multipart/related; type=\"text/html\"; boundary=\"-b-\"\r\n\r\n\
         ---b-\r\nContent-Type: text/html; charset=utf-8\r\n\
         Content-Transfer-Encoding: 8bit\r\n\
         Content-Location: https://north.example/lamp/\r\n\r\n{}\r\n\
         ---b-\r\nContent-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\n\
         Content-Location: https://north.example/lamp/lamp.gif\r\n\r\n{}\r\n---b---\r\n",
        with_picture("lamp.gif"),
        SPELT.split(',').nth(1).unwrap()
    );
    fs::write(folder.path().join("lamp.mhtml"), archive).unwrap();
    assert_eq!(pictures(folder.path(), "lamp.mhtml"), 1);
}

#[test]
fn pictures_are_copied_linked_spelt_out_or_left_out() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("lamp.html"), with_picture("lamp.gif")).unwrap();
    fs::write(folder.path().join("lamp.gif"), GIF).unwrap();
    let print = |images: &str| {
        let out = folder.path().join(images);
        let arguments = [
            "convert",
            "lamp.html",
            "-t",
            "html,markdown",
            "--name",
            "{stem}",
            "--images",
            images,
            "-d",
            images,
        ];
        let done = offprint(folder.path(), &arguments);
        assert_eq!(done.status.code(), Some(0), "{}", said(&done));
        (written(&out, "lamp.html"), written(&out, "lamp.md"), out.join("lamp.files"))
    };
    let (html, markdown, files) = print("copy");
    assert!(html.contains("src=\"lamp.files/"), "{html}");
    assert!(markdown.contains("!["), "{markdown}");
    assert_eq!(fs::read_dir(files).unwrap().count(), 1);
    let (html, markdown, files) = print("link");
    assert!(html.contains("src=\"lamp.gif\""), "{html}");
    assert!(markdown.contains("](lamp.gif"), "{markdown}");
    assert!(!files.exists());
    let (html, _, files) = print("embed");
    assert!(html.contains(&format!("src=\"{SPELT}\"")), "{html}");
    assert!(!files.exists());
    let (html, markdown, files) = print("none");
    assert!(!html.contains("<img"), "{html}");
    assert!(!markdown.contains("!["), "{markdown}");
    assert!(!files.exists());
}

#[test]
fn an_input_that_costs_too_much_costs_itself_alone() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        fs::write(folder.path().join(name), text).unwrap();
    };
    write("a.html", &page("The lamp"));
    write("b.html", &format!("<p>{}", "lamp ".repeat(12 << 20)));
    write("c.html", &page("The pier"));
    let most = if cfg!(unix) { "96" } else { "0" };
    let done = offprint(
        folder.path(),
        &[
            "convert",
            ".",
            "-t",
            "text",
            "-d",
            "out",
            "--name",
            "{stem}",
            "--page-memory",
            most,
        ],
    );
    assert!(written(folder.path(), "out/a.txt").contains("The lamp"));
    assert!(written(folder.path(), "out/c.txt").contains("The pier"));
    if cfg!(unix) {
        let said = said(&done);
        assert_eq!(done.status.code(), Some(1), "{said}");
        assert!(said.contains("b.html: it asked for more than 96 MiB"), "{said}");
        assert!(said.contains("--page-memory"), "{said}");
        assert!(!folder.path().join("out/b.txt").exists());
    }
}

#[test]
fn a_feed_of_very_many_is_not_printed_one_by_one_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let feed = |count: usize| {
        let item = |i| format!("<item><title>Lamp {i}</title></item>");
        let items = (0..count).map(item).collect::<Vec<_>>().concat();
        format!("<rss version='2.0'><channel><title>Tide</title>{items}</channel></rss>")
    };
    fs::write(folder.path().join("many.rss"), feed(251)).unwrap();
    fs::write(folder.path().join("few.rss"), feed(3)).unwrap();
    let run = |to: &str, more: &[&str]| {
        let args = ["convert", "many.rss", "few.rss", "-t", to, "-d", "out"];
        offprint(folder.path(), &[&args, more].concat())
    };
    let count = || fs::read_dir(folder.path().join("out")).map_or(0, Iterator::count);
    let books = run("epub", &[]);
    assert_eq!(books.status.code(), Some(1), "{}", said(&books));
    assert!(said(&books).contains("many.rss: it holds 251 articles"), "{}", said(&books));
    assert!(said(&books).contains("--max-articles 251"), "{}", said(&books));
    assert_eq!(count(), 3);
    let few = run("text", &["--max-articles", "250"]);
    assert_eq!(few.status.code(), Some(1), "{}", said(&few));
    assert_eq!(count(), 6);
    for more in [&[][..], &["--max-articles", "0"], &["--max-articles", "251"]] {
        let done = run("text", more);
        assert_eq!(done.status.code(), Some(0), "{}", said(&done));
        assert_eq!(count(), 3 + 254);
    }
}

#[test]
fn inputs_read_apart_give_the_same_as_together() {
    let folder = tempfile::tempdir().unwrap();
    for (name, title) in [("a.html", "The lamp"), ("b.html", "The pier")] {
        fs::write(folder.path().join(name), page(title)).unwrap();
    }
    let args = ["convert", "a.html", "b.html", "-t", "json,epub", "--name", "{stem}"];
    let run = |more: &[&str]| {
        let done = offprint(folder.path(), &[&args, more].concat());
        assert_eq!(done.status.code(), Some(0), "{}", said(&done));
        said(&done).replace("together/", "apart/")
    };
    let apart = run(&["-d", "apart"]);
    let together = run(&["-d", "together", "--page-seconds", "0", "--page-memory", "0"]);
    assert_eq!(apart, together);
    for name in ["a.json", "b.json", "a.epub", "b.epub"] {
        let read = |at: &str| fs::read(folder.path().join(at).join(name)).unwrap();
        assert_eq!(read("apart"), read("together"), "{name}");
    }
}
