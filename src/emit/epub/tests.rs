//! Books, read back.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    io::{Cursor, Read as _},
};

use jiff::Timestamp;

use crate::{
    article::{
        Address, Article, Author, Block, Comment, Contribution, Edition, Heading, Image,
        Inline, Link, Note, Outlet,
    },
    emit::{Assets, Context, Emitter as _, Settings, Templates},
    report::{Code, Report},
};

use super::{Epub, pictures::tests::png};

fn is_png(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|it| it.1 == "png")
}

/// A picture of one colour, whatever is asked for.
#[derive(Debug)]
struct Grey;

impl Assets for Grey {
    fn get(&self, _: usize, address: &Address) -> Option<Cow<'_, [u8]>> {
        is_png(address.as_str()).then(|| Cow::Owned(png(4, 3)))
    }
}

/// The files of a book by their paths, those that are text.
fn book(
    edition: &Edition,
    settings: &Settings,
    report: &mut Report,
) -> BTreeMap<String, String> {
    let mut cx = Context {
        settings,
        assets: &Grey,
        templates: &Templates::default(),
        stem: "book",
        now: Timestamp::UNIX_EPOCH,
        texts: None,
        packed: None,
        report,
    };
    let output = Epub.emit(&mut cx, edition).unwrap();
    assert_eq!(output.files[0].path, "book.epub");
    let mut archive = zip::ZipArchive::new(Cursor::new(&output.files[0].bytes)).unwrap();
    let mut files = BTreeMap::new();
    for i in 0..archive.len() {
        let mut file = archive.by_index(i).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        let name = file.name().unwrap().into_owned();
        files.insert(name, String::from_utf8_lossy(&bytes).into_owned());
    }
    files
}

fn essay(title: &str, slug: &str) -> Article {
    let mut article = Article::new(title);
    article.metadata.url = format!("https://north.example/{slug}").parse().ok();
    article.metadata.language = Some("en-GB".into());
    article.metadata.published = "2024-05-03".parse().ok();
    let mut outlet = Outlet::default();
    outlet.name = "The North Quay".into();
    article.provenance.outlet = Some(outlet);
    let mut author = Author::named("Ada Kestrel");
    author.contributions = vec![Contribution::Text, Contribution::Photographs];
    article.authors.push(author);
    article
}

fn link(to: &str, text: &str) -> Block {
    let address = serde_json::from_value(to.into()).unwrap();
    let link = Link { address, title: None, content: vec![Inline::text(text)] };
    Block::Paragraph { content: vec![Inline::Link(link)] }
}

fn edition(articles: Vec<Article>) -> Edition {
    Edition { articles, ..Edition::default() }
}

#[test]
fn a_link_between_essays_stays_in_the_book() {
    let mut tide = essay("Tide", "tide");
    tide.body.blocks.push(link("https://north.example/ebb#slack", "slack water"));
    tide.body.blocks.push(link("https://north.example/ebb#gone", "gone"));
    tide.body.blocks.push(link("https://south.example/", "elsewhere"));
    tide.body.blocks.push(link("notes/x.html", "a file"));
    let mut ebb = essay("Ebb", "ebb");
    let heading = Heading {
        level: 1,
        id: Some("slack".into()),
        content: vec![Inline::text("Slack")],
    };
    ebb.body.blocks.push(Block::Heading(heading));
    let mut report = Report::default();
    let files = book(&edition(vec![tide, ebb]), &Settings::default(), &mut report);
    let text = &files["EPUB/text/ch-0001.xhtml"];
    assert!(text.contains("<a href=\"ch-0002.xhtml#slack\">slack water</a>"), "{text}");
    assert!(text.contains("<a href=\"ch-0002.xhtml\">gone</a>"), "{text}");
    assert!(text.contains("<a href=\"https://south.example/\">elsewhere</a>"), "{text}");
    assert!(text.contains("<p>a file</p>"), "{text}");
    assert!(files["EPUB/text/ch-0002.xhtml"].contains("<h2 id=\"slack\">"));
    let dead: Vec<_> =
        report.entries.iter().filter(|it| it.code == Code::DeadLink).collect();
    assert_eq!(dead.len(), 2, "{dead:?}");
}

#[test]
fn a_picture_is_stored_once_and_counted_each_time() {
    let mut article = essay("Tide", "tide");
    for (path, alt) in [("a.png", "The quay"), ("b.png", ""), ("c.avif", "A boat")] {
        let address = Address::Local(path.into());
        article.body.blocks.push(Block::Image(Image {
            address,
            alt: alt.into(),
            size: None,
        }));
    }
    let mut report = Report::default();
    let files = book(&article.into(), &Settings::default(), &mut report);
    // It, and the cover.
    assert_eq!(files.keys().filter(|it| is_png(it)).count(), 2);
    let text = &files["EPUB/text/ch-0001.xhtml"];
    assert_eq!(text.matches("<img src=\"../img/").count(), 2, "{text}");
    assert!(text.contains("A boat"), "{text}");
    let opf = &files["EPUB/package.opf"];
    assert!(!opf.contains("alternativeText"), "{opf}");
    assert!(opf.contains("1 of 2 pictures have a description"), "{opf}");
    assert!(report.entries.iter().any(|it| it.code == Code::ImageLinked));
}

#[test]
fn says_who_did_what() {
    let files = book(
        &essay("Tide & time", "tide").into(),
        &Settings::default(),
        &mut Report::default(),
    );
    let opf = &files["EPUB/package.opf"];
    for text in [
        "<dc:title id=\"book-title\">Tide &amp; time</dc:title>",
        "<dc:creator id=\"person-1\">Ada Kestrel</dc:creator>",
        "scheme=\"marc:relators\">pht</meta>",
        "property=\"file-as\">Kestrel, Ada</meta>",
        "<dc:publisher>The North Quay</dc:publisher>",
        "<dc:date>2024-05-03</dc:date>",
        "<dc:source>https://north.example/tide</dc:source>",
        "<meta property=\"dcterms:modified\">2024-05-03T00:00:00Z</meta>",
        "rel=\"record\" href=\"offprint.json\"",
    ] {
        assert!(opf.contains(text), "{text} in {opf}");
    }
    assert!(files["EPUB/nav.xhtml"].contains(">Tide &amp; time</a>"));
    assert!(files["EPUB/toc.ncx"].contains("<text>Tide &amp; time</text>"));
    assert!(crate::article::from_json(&files["EPUB/offprint.json"]).is_ok());
}

#[test]
fn a_note_is_printed_in_its_own_chapter() {
    let noted = |title: &str, text: &str| {
        let mut article = essay(title, title);
        let call = Inline::NoteRef { note: 0 };
        article
            .body
            .blocks
            .push(Block::Paragraph { content: vec![Inline::text(title), call] });
        let mut note = Note::default();
        note.blocks.push(Block::paragraph(text));
        article.body.notes.push(note);
        article
    };
    let edition =
        edition(vec![noted("Tide", "First note."), noted("Ebb", "Second note.")]);
    let files = book(&edition, &Settings::default(), &mut Report::default());
    let first = &files["EPUB/text/ch-0001.xhtml"];
    assert!(first.contains("First note.") && !first.contains("Second note."));
    assert!(
        first.contains("<aside epub:type=\"footnote\" role=\"doc-footnote\" id=\"fn1\">")
    );
}

#[test]
fn a_discussion_has_its_own_page() {
    let mut article = essay("Tide", "tide");
    article.discussion.closed = true;
    let mut comment = Comment::default();
    comment.author = Some(Author::named("Kim"));
    comment.content.push(Block::paragraph("Well said."));
    article.discussion.comments.push(comment);
    let files =
        book(&article.clone().into(), &Settings::default(), &mut Report::default());
    let page = &files["EPUB/text/ch-0001-comments.xhtml"];
    assert!(
        page.contains("Well said.") && page.contains("Comments are closed."),
        "{page}"
    );
    assert!(files["EPUB/text/ch-0001.xhtml"].contains("href=\"ch-0001-comments.xhtml\""));

    let mut settings = Settings::default();
    settings.comments = crate::emit::Comments::None;
    let mut report = Report::default();
    let files = book(&article.into(), &settings, &mut report);
    assert!(!files.contains_key("EPUB/text/ch-0001-comments.xhtml"));
    assert!(!files["EPUB/offprint.json"].contains("Well said."));
    assert!(report.entries.iter().any(|it| it.code == Code::CommentsDropped));
}

#[test]
fn the_note_about_an_author_is_printed_once() {
    let about = |title: &str| {
        let mut article = essay(title, title);
        article.authors[0].bio.push(Block::paragraph("Ada Kestrel keeps a light."));
        article
    };
    let both = edition(vec![about("Tide"), about("Ebb")]);
    let files = book(&both, &Settings::default(), &mut Report::default());
    let page = &files["EPUB/text/contributors.xhtml"];
    assert_eq!(page.matches("keeps a light").count(), 1, "{page}");
    assert!(page.contains("<a href=\"ch-0002.xhtml\">Ebb</a>"), "{page}");
    for chapter in ["EPUB/text/ch-0001.xhtml", "EPUB/text/ch-0002.xhtml"] {
        let text = &files[chapter];
        assert!(!text.contains("keeps a light"), "{text}");
        assert!(text.contains("href=\"contributors.xhtml#person-1\""), "{text}");
    }
    assert!(files["EPUB/nav.xhtml"].contains("text/contributors.xhtml"));

    let mut settings = Settings::default();
    settings.emit.insert("epub".into(), serde_json::json!({ "contributors": false }));
    let files = book(&both, &settings, &mut Report::default());
    assert!(!files.contains_key("EPUB/text/contributors.xhtml"));
    assert!(files["EPUB/text/ch-0002.xhtml"].contains("keeps a light"));
}

#[test]
fn a_book_says_which_part_of_a_series_it_is() {
    let mut settings = Settings::default();
    let series = serde_json::json!({ "series": "Quays", "position": "3" });
    settings.emit.insert("epub".into(), series);
    let files = book(&essay("Tide", "tide").into(), &settings, &mut Report::default());
    let opf = &files["EPUB/package.opf"];
    assert!(opf.contains(">Quays</meta>") && opf.contains(">series</meta>"), "{opf}");
    assert!(opf.contains("property=\"group-position\">3</meta>"), "{opf}");
}

#[test]
fn a_text_that_runs_to_the_left_turns_the_pages() {
    let mut article = essay("مدّ", "tide");
    article.metadata.language = Some("ar".into());
    let files = book(&article.into(), &Settings::default(), &mut Report::default());
    assert!(files["EPUB/package.opf"].contains("page-progression-direction=\"rtl\""));
    assert!(files["EPUB/text/ch-0001.xhtml"].contains("lang=\"ar\" dir=\"rtl\""));
}
