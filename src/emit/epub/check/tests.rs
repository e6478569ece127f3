//! Books that are wrong, each in its own way.

use std::io::Cursor;

use super::*;
use crate::emit::epub::zip::{Archive, Packing};

const PAGE: &str = "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>t</title></head>\
    <body><p id=\"a\"><a href=\"#b\">x</a><img src=\"gone.png\" alt=\"\"/></p><p id=\"a\"/>\
    <a href=\"https://a.example/\">y</a><img src=\"https://a.example/p.png\" alt=\"\"/></body></html>";

fn book(page: &str) -> Vec<Problem> {
    let mut archive = Archive::start(Vec::new(), None).unwrap();
    let opf = "<package unique-identifier=\"i\"><metadata><dc:identifier id=\"i\"/>\
        <dc:title/><dc:language/><meta property=\"dcterms:modified\"/></metadata><manifest>\
        <item id=\"p\" href=\"p.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\
        </manifest><spine><itemref idref=\"p\"/></spine></package>";
    let container = "<container><rootfile full-path=\"E/o.opf\"/></container>";
    for (path, text) in
        [("META-INF/container.xml", container), ("E/o.opf", opf), ("E/p.xhtml", page)]
    {
        archive.add(path, Packing::Deflated, text.as_bytes()).unwrap();
    }
    check(Cursor::new(archive.finish().unwrap()))
}

#[test]
fn finds_what_a_reader_would_stumble_over() {
    let found: Vec<String> = book(PAGE).iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "E/p.xhtml: it leads to E/gone.png, which is not in the book",
            "E/p.xhtml: it leads to E/p.xhtml#b, which is not there",
            "E/p.xhtml: it loads https://a.example/p.png from elsewhere",
            "E/p.xhtml: the id `a` is there twice",
        ]
    );
}

#[test]
fn finds_markup_that_is_not_well_formed() {
    let found = book("<html><head><title>t</title></head><body><p></body></html>");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].what.contains("not well-formed"), "{found:?}");
    assert!(book("<html><title>t</title>")[0].what.contains("breaks off"));
}

#[test]
fn a_file_that_is_no_book_is_said_to_be_none() {
    assert_eq!(check(Cursor::new(b"PK")).len(), 1);
}
