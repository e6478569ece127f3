//! Books of essays.

use std::{fs, io::Read, path::Path};

use crate::{names, offprint, said};

fn essay(folder: &Path, name: &str, title: &str, rest: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let text =
        format!("---\ntitle: {title}\nauthor: A. Keeper\nlang: en\n---\n\n{rest}\n");
    fs::write(path, text).unwrap();
}

fn file(book: &Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(book).unwrap()).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn chapters(book: &Path) -> usize {
    names(book).iter().filter(|it| it.starts_with("EPUB/text/ch-")).count()
}

#[test]
fn an_essay_that_cannot_be_read_is_named_and_the_others_are_bound() {
    let folder = tempfile::tempdir().unwrap();
    for i in 0..100 {
        let name = format!("essays/{i:03}.md");
        essay(folder.path(), &name, &format!("Essay {i}"), "The tide came in.");
    }
    fs::write(folder.path().join("essays/050.md"), b"\x89PNG\r\n\x1a\n\0").unwrap();
    let done = offprint(folder.path(), &["book", "essays", "-o", "out.epub", "--check"]);
    assert_eq!(done.status.code(), Some(1), "{}", said(&done));
    assert!(said(&done).contains("050.md"), "{}", said(&done));
    assert_eq!(chapters(&folder.path().join("out.epub")), 99);
}

#[test]
fn a_target_that_cannot_be_written_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    essay(folder.path(), "a.md", "Tide", "The tide came in.");
    // A file where a folder would have to be.
    fs::write(folder.path().join("shelf"), "here before").unwrap();
    let done = offprint(folder.path(), &["book", "a.md", "-o", "shelf/out.epub"]);
    assert_eq!(done.status.code(), Some(4), "{}", said(&done));
    assert_eq!(fs::read(folder.path().join("shelf")).unwrap(), b"here before");
}

#[test]
fn sections_of_the_settings_file_stand_over_their_essays() {
    let folder = tempfile::tempdir().unwrap();
    essay(folder.path(), "essays/late/b.md", "Ebb", "It went out.");
    essay(folder.path(), "essays/early/a.md", "Tide", "See [it](../late/b.md).");
    let settings = "[[output]]\nkind = 'book'\nin = ['essays']\nfile = 'out.epub'\n\
        section = [{ title = 'Early', match = 'early/*' }, { title = 'Late', match = ['late/*'] }]\n";
    fs::write(folder.path().join("offprint.toml"), settings).unwrap();
    let done = offprint(folder.path(), &["publish"]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    assert!(!said(&done).contains("section-empty"), "{}", said(&done));
    let nav = file(&folder.path().join("out.epub"), "EPUB/nav.xhtml");
    let places: Vec<usize> =
        ["<span>Early</span>", ">Tide</a>", "<span>Late</span>", ">Ebb</a>"]
            .iter()
            .map(|it| nav.find(it).unwrap_or_else(|| panic!("{it} in {nav}")))
            .collect();
    assert!(places.is_sorted(), "{nav}");
    let text = file(&folder.path().join("out.epub"), "EPUB/text/ch-0001.xhtml");
    assert!(text.contains("<a href=\"ch-0002.xhtml\">it</a>"), "{text}");
}

#[test]
fn a_section_without_essays_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    essay(folder.path(), "essays/early/a.md", "Tide", "It came in.");
    essay(folder.path(), "essays/late/b.md", "Ebb", "It went out.");
    let settings = "[[output]]\nkind = 'book'\nin = ['essays']\nfile = 'out.epub'\n\
        section = [{ title = 'Early', match = 'early/*' }, { title = 'Last', match = 'lst/*' }]\n";
    fs::write(folder.path().join("offprint.toml"), settings).unwrap();
    let done = offprint(folder.path(), &["publish"]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    let warning = "warning[section-empty]: out.epub: epub: “Last”: lst/*\n";
    assert!(said(&done).contains(warning), "{}", said(&done));
    assert!(!said(&done).contains("“Early”"), "{}", said(&done));
}

#[test]
fn the_newest_essay_comes_first_and_those_without_a_date_last() {
    let folder = tempfile::tempdir().unwrap();
    for (name, title, date) in [
        ("a.md", "Undated", ""),
        ("b.md", "Old", "date: 1999-01-01\n"),
        ("c.md", "New", "date: 2020-01-01\n"),
    ] {
        let text = format!("---\ntitle: {title}\n{date}---\n\nThe tide came in.\n");
        fs::write(folder.path().join(name), text).unwrap();
    }
    let book = ["book", "a.md", "b.md", "c.md", "-o", "out.epub", "--order", "newest"];
    assert_eq!(offprint(folder.path(), &book).status.code(), Some(0));
    let nav = file(&folder.path().join("out.epub"), "EPUB/nav.xhtml");
    let at = |title: &str| nav.find(&format!(">{title}</a>")).unwrap();
    assert!(at("New") < at("Old") && at("Old") < at("Undated"), "{nav}");
}

#[test]
fn pictures_are_made_smaller_where_that_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    essay(folder.path(), "a.md", "Tide", "![The quay](quay.png)");
    let grain = |x: u32, y: u32| (x.wrapping_mul(7919) ^ y.wrapping_mul(104_729)) as u8;
    let picture = image::GrayImage::from_fn(200, 100, |x, y| image::Luma([grain(x, y)]));
    picture.save(folder.path().join("quay.png")).unwrap();
    let book = ["book", "a.md", "-o", "out.epub", "--max-image", "50"];
    let done = offprint(folder.path(), &book);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    let path = folder.path().join("out.epub");
    let mut archive = zip::ZipArchive::new(fs::File::open(&path).unwrap()).unwrap();
    let mut sizes = Vec::new();
    for name in names(&path).iter().filter(|it| it.starts_with("EPUB/img/")) {
        let mut bytes = Vec::new();
        archive.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
        let size = imagesize::blob_size(&bytes).unwrap();
        sizes.push((size.width, size.height));
    }
    sizes.sort_unstable();
    assert_eq!(sizes, [(50, 25), (1600, 2400)]);
}
