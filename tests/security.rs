//! Hostile input gives a clear error or neutral output, and loses no text.
//!
//! The vectors are in `../shared/security`; where that is missing the tests that
//! need it say so, and of the largest corpora every third is read unless
//! `OFFPRINT_VECTORS` is set. What a browser makes of the outputs, and what whole runs of the
//! program do, is checked by `tests/conformance/security.py`.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on says why and ends"
)]

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    fs,
    io::{Cursor, Read},
    path::Path,
    process::Command,
};

use data_url::forgiving_base64;
use html5ever::{ParseOpts, parse_document, tendril::TendrilSink};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use offprint::{
    Article, ErrorKind, Job, Report,
    article::{Author, Block, Edition, Inline, from_json, to_json},
    emit::{self, EMITTERS, File},
    load::{self, Source},
    report::Code,
};
use serde_json::{Value, json};

/// Corpora of HTML.
const HTML: &[&str] = &[
    "ammonia",
    "bluemonday",
    "feedparser_sanitize",
    "loofah",
    "own_mxss",
    "sanitize_html",
    "html5lib_tree",
    "own_text",
    "blns",
];

/// One vector.
struct Row {
    id: String,
    bytes: Vec<u8>,
    rest: Value,
}

impl Row {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

/// Returns the vectors of a corpus, or none where they are not there.
fn corpus(name: &str) -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(format!("../shared/security/corpora/{name}.jsonl"));
    let Ok(text) = fs::read_to_string(&path) else {
        println!("skipped: there is no {}", path.display());
        return Vec::new();
    };
    let surrogate = regex::Regex::new(r"(?i)\\ud[89a-f][0-9a-f]{2}").unwrap();
    let rows = text.lines().map(|line| {
        let rest: Value = serde_json::from_str(line).unwrap_or_else(|_| {
            // Some vectors have lone surrogates, which no text has.
            serde_json::from_str(&surrogate.replace_all(line, "\\ufffd")).unwrap()
        });
        let bytes = match rest["input"].as_str() {
            Some(it) => it.as_bytes().to_vec(),
            None => {
                let coded = rest["input_b64"].as_str().unwrap();
                forgiving_base64::decode_to_vec(coded.as_bytes()).unwrap()
            }
        };
        Row { id: rest["id"].as_str().unwrap().into(), bytes, rest }
    });
    rows.collect()
}

/// Returns every third vector of a corpus, or all where `OFFPRINT_VECTORS` is set.
fn sampled(name: &str) -> Vec<Row> {
    let step = if std::env::var_os("OFFPRINT_VECTORS").is_some() { 1 } else { 3 };
    corpus(name).into_iter().step_by(step).collect()
}

fn source(name: &str, bytes: impl Into<Vec<u8>>) -> Source {
    let mut source = Source::new(bytes);
    source.file_name = Some(name.into());
    source
}

/// Prints an article in a format.
fn print(article: &Article, format: &str) -> (Vec<File>, Report) {
    let mut report = Report::default();
    let edition = Edition::from(article.clone());
    let job = Job::new(&[], emit::by_name(format).unwrap());
    let output = job.print(&edition, &mut report).unwrap();
    (output.files, report)
}

fn text_of(files: &[File]) -> String {
    files.iter().map(|it| String::from_utf8_lossy(&it.bytes)).collect()
}

/// Stands around a vector so that it is part of an article.
fn framed(vector: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=en><title>A vector</title><body><article>\
         <h1>A vector</h1><p>The lamp was lit at dusk, and put out again at dawn.</p>\n\
         {vector}\n<p>The lamp was cleaned each day, as the log says.</p></article>"
    )
}

/// Returns the text that a reader of a page without scripts sees.
fn visible(page: &str) -> String {
    const UNSEEN: &[&str] = &[
        "head", "script", "style", "template", "title", "iframe", "noembed", "noframes",
        "frameset", "object", "canvas", "audio", "video", "datalist", "select",
        "textarea", "button", "svg", "math", "rp",
    ];
    let options = ParseOpts {
        tree_builder: html5ever::tree_builder::TreeBuilderOpts {
            scripting_enabled: false,
            ..Default::default()
        },
        ..ParseOpts::default()
    };
    let dom: RcDom = parse_document(RcDom::default(), options).one(page);
    let mut out = String::new();
    let mut open: Vec<Handle> = vec![dom.document.clone()];
    while let Some(node) = open.pop() {
        match &node.data {
            NodeData::Text { contents } => {
                out.push_str(&contents.borrow());
                out.push(' ');
            }
            NodeData::Element { name, attrs, .. } => {
                let hidden = attrs.borrow().iter().any(|it| {
                    let style = it.value.to_ascii_lowercase().replace(' ', "");
                    matches!(&*it.name.local, "hidden" | "aria-hidden")
                        || &*it.name.local == "style"
                            && ["display:none", "visibility:hidden"]
                                .iter()
                                .any(|it| style.contains(it))
                });
                if hidden || UNSEEN.contains(&&*name.local) {
                    continue;
                }
            }
            _ => (),
        }
        open.extend(node.children.borrow().iter().rev().cloned());
    }
    out
}

fn words(text: &str) -> Vec<String> {
    let text = text.split(|c: char| !c.is_alphanumeric());
    text.filter(|it| !it.is_empty()).map(str::to_lowercase).collect()
}

fn strings(value: &Value, out: &mut String) {
    match value {
        Value::String(it) => {
            out.push_str(it);
            out.push(' ');
        }
        Value::Array(it) => it.iter().for_each(|it| strings(it, out)),
        Value::Object(it) => it.values().for_each(|it| strings(it, out)),
        Value::Null | Value::Bool(_) | Value::Number(_) => (),
    }
}

/// Pages of which words are gone, by the first of these.
const KNOWN: &[(&str, &str)] = &[
    // A page without an article element: a line stands outside what holds the text.
    ("fpsan-large_atom_feed_that_needs_css_sanitisation-content", "обсуждение"),
    // Text in a `noscript`, of which the report holds the beginning.
    ("h5lib-tests18-4", "says"),
];

/// Rows A1 to A4: each word that a reader of the page sees is in the article or
/// in what is said of it.
#[test]
fn text_is_never_lost() {
    let mut lost = Vec::new();
    let mut count = 0;
    let vectors = HTML.iter().flat_map(|it| corpus(it));
    for row in vectors {
        for (kind, page) in [("alone", row.text()), ("framed", framed(&row.text()))] {
            let seen = words(&visible(&page));
            if seen.is_empty() {
                continue;
            }
            let mut report = Report::explaining();
            let loaded = load::load(&source("vector.html", &*page), &mut report);
            let mut kept = String::new();
            match loaded {
                Ok(articles) => articles.iter().for_each(|it| {
                    strings(&serde_json::from_str(&to_json(it)).unwrap(), &mut kept);
                }),
                // That there is none is said as an error.
                Err(err) if kind == "alone" => {
                    let told = [ErrorKind::NoArticle, ErrorKind::NotText];
                    assert!(told.contains(&err.kind()), "{}: {err}", row.id);
                    continue;
                }
                Err(err) => {
                    assert_eq!(err.kind(), ErrorKind::NotText, "{}: {err}", row.id);
                    continue;
                }
            }
            strings(&serde_json::to_value(&report).unwrap(), &mut kept);
            count += 1;
            let kept = words(&kept);
            let (together, kept): (String, BTreeSet<String>) =
                (kept.concat(), kept.into_iter().collect());
            let gone: Vec<&String> = seen
                .iter()
                .filter(|it| !kept.contains(*it) && !together.contains(&***it))
                .collect();
            if !gone.is_empty() && !KNOWN.contains(&(&*row.id, gone[0])) {
                lost.push(format!("{} {kind}: {gone:?}", row.id));
            }
        }
    }
    println!("{count} pages with text");
    assert!(lost.is_empty(), "{} lost:\n{}", lost.len(), lost.join("\n"));
}

/// Returns the parts of an output that are XML.
fn xml_parts(files: &[File]) -> Vec<(String, String)> {
    let mut parts = Vec::new();
    for file in files {
        if let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(&file.bytes)) {
            for i in 0..archive.len() {
                let mut entry = archive.by_index(i).unwrap();
                let name = entry.name().unwrap().into_owned();
                if [".xhtml", ".opf", ".ncx", ".xml", ".svg"]
                    .iter()
                    .any(|it| name.ends_with(it))
                {
                    let mut text = String::new();
                    entry.read_to_string(&mut text).unwrap();
                    parts.push((name, text));
                }
            }
        } else {
            let text = String::from_utf8(file.bytes.clone()).unwrap();
            parts.push((file.path.clone(), text));
        }
    }
    parts
}

/// Returns what keeps a text from being XML 1.0.
fn xml_fault(text: &str) -> Option<String> {
    use quick_xml::{Reader, events::Event};
    let bad = |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if let Some(c) = text.chars().find(|c| bad(*c)) {
        return Some(format!("{c:?}"));
    }
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    (config.check_end_names, config.check_comments) = (true, true);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return None,
            Ok(Event::Start(it) | Event::Empty(it)) => {
                if let Some(err) = it.attributes().find_map(Result::err) {
                    return Some(err.to_string());
                }
            }
            Ok(_) => (),
            Err(err) => return Some(err.to_string()),
        }
    }
}

/// Rows A4, A11 and A12: whatever the text, XML stays XML, and nothing in plain
/// text or Markdown moves a cursor or turns letters around.
#[test]
fn text_does_nothing_but_stand_there() {
    let mut faults = Vec::new();
    for row in corpus("own_text").into_iter().chain(sampled("blns")) {
        let text = row.text();
        let mut article = Article::new(text.clone());
        let mut author = Author::default();
        author.name.clone_from(&text);
        article.authors.push(author);
        article.metadata.summary = Some(text.clone());
        article.metadata.tags.push(text.clone());
        article.body.blocks.push(Block::Paragraph {
            content: vec![Inline::text(&*text), Inline::Code { text: text.clone() }],
        });
        for format in ["rss", "atom", "epub"] {
            for (name, part) in xml_parts(&print(&article, format).0) {
                if let Some(fault) = xml_fault(&part) {
                    faults.push(format!("{} {format} {name}: {fault}", row.id));
                }
            }
        }
        for format in ["text", "markdown"] {
            let (files, _) = print(&article, format);
            let shown = text_of(&files);
            let bad = |c: char| {
                c.is_control() && !matches!(c, '\n' | '\t')
                    || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            };
            if let Some(c) = shown.chars().find(|c| bad(*c)) {
                faults.push(format!("{} {format}: {c:?}", row.id));
            }
        }
        let (files, _) = print(&article, "json-feed");
        let feed: Value = serde_json::from_slice(&files[0].bytes).unwrap();
        let title = feed["items"][0]["title"].as_str().unwrap_or_default();
        if let Some(c) = title.chars().find(|c| c.is_control()) {
            faults.push(format!("{} json-feed title: {c:?}", row.id));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Row A8: text that looks like Markdown comes back as the text it is.
#[test]
fn text_that_looks_like_markdown_is_text() {
    let mut changed = Vec::new();
    for row in corpus("own_markdown_out") {
        let text: Vec<&str> = rest_text(&row).split_whitespace().collect();
        let text = text.join(" ");
        if text.is_empty() || text.chars().any(char::is_control) {
            continue;
        }
        let mut article = Article::new("A title");
        article.body.blocks.push(Block::paragraph(&*text));
        let (files, _) = print(&article, "markdown");
        let back = load::load(&source("a.md", &*files[0].bytes), &mut Report::default());
        let back = back.unwrap().remove(0);
        if back.body != article.body {
            changed.push(format!("{}: {text:?}\n{:?}", row.id, back.body));
        }
    }
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

fn rest_text(row: &Row) -> &str {
    row.rest["input"].as_str().unwrap_or_default()
}

/// Row A10: values of front matter come back as they are, and the text as well.
#[test]
fn front_matter_gives_back_what_it_was_given() {
    let mut changed = Vec::new();
    for row in corpus("own_frontmatter") {
        let text = rest_text(&row).trim();
        if text.is_empty() {
            continue;
        }
        let mut article = Article::new("A title");
        article.body.blocks.push(Block::paragraph("The words of the text."));
        match row.rest["field"].as_str().unwrap() {
            "title" => article.metadata.title = text.into(),
            "author" => {
                let mut author = Author::default();
                author.name = text.into();
                article.authors.push(author);
            }
            "description" => article.metadata.summary = Some(text.into()),
            "tags[0]" => article.metadata.tags.push(text.into()),
            // These are no text in the model: a date is one, or is not there.
            _ => continue,
        }
        for front in ["yaml", "toml", "json"] {
            let mut job = Job::new(&[], emit::by_name("markdown").unwrap());
            job.settings.emit.insert("markdown".into(), json!({ "front-matter": front }));
            let mut report = Report::default();
            let edition = Edition::from(article.clone());
            let Ok(output) = job.print(&edition, &mut report) else { continue };
            let bytes = &*output.files[0].bytes;
            let back = load::load(&source("a.md", bytes), &mut Report::default());
            let back = back.unwrap().remove(0);
            if back.body != article.body
                || back.metadata.title != article.metadata.title
                || back.metadata.summary != article.metadata.summary
                || back.metadata.tags != article.metadata.tags
                || back.authors.first().map(|it| &it.name)
                    != article.authors.first().map(|it| &it.name)
            {
                let text: String = text.chars().take(60).collect();
                changed.push(format!(
                    "{} {front} {:?}: {text:?}",
                    row.id, row.rest["field"]
                ));
            }
        }
    }
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

/// Rows C3, C4, C5 and B6: whatever is in it, a source is read or refused.
#[test]
fn nothing_that_is_read_brings_the_program_down() {
    let corpora = [
        ("own_json", "a.json"),
        ("own_xml_bombs", "a.xml"),
        ("feedparser_all", "a.xml"),
        ("own_frontmatter_in", "a.md"),
        ("markdown_specs", "a.md"),
        ("own_text_bytes", "a.html"),
        ("html5lib_encoding", "a.html"),
        ("html5lib_tokenizer", "a.html"),
    ];
    for (name, file) in corpora {
        let large = ["feedparser_all", "markdown_specs", "html5lib_tokenizer"];
        let rows = if large.contains(&name) { sampled(name) } else { corpus(name) };
        for row in rows {
            let mut report = Report::default();
            let Ok(articles) = load::load(&source(file, &*row.bytes), &mut report) else {
                continue;
            };
            for article in &articles {
                let length = to_json(article).len();
                assert!(length < 100_000 + 64 * row.bytes.len(), "{}: {length}", row.id);
                let (files, _) = print(article, "html");
                let page = text_of(&files).to_ascii_lowercase();
                let body = page.split_once("<body").map_or(&*page, |it| it.1);
                assert!(!body.contains("<script>"), "{}", row.id);
                assert!(!page.contains("root:x:0:0"), "{}", row.id);
            }
        }
    }
}

/// Row C4: front matter that cannot be read never takes the text with it.
#[test]
fn bad_front_matter_does_not_lose_the_text() {
    for row in corpus("own_frontmatter_in") {
        let text = row.text();
        let last = text.trim_end().lines().last().unwrap_or_default().to_owned();
        if last.is_empty() || last.starts_with("---") || last.len() > 100 {
            continue;
        }
        let mut report = Report::default();
        let loaded = load::load(&source("a.md", text), &mut report);
        let article = loaded.unwrap_or_else(|err| panic!("{}: {err}", row.id)).remove(0);
        let body = article.body.text();
        assert!(body.contains(&*last), "{}: {last:?} is not in {body:?}", row.id);
    }
}

/// Row C5: bytes mean what browsers take them for. Where nothing tells them, it is
/// a guess here as it is there, and is said to be one.
#[test]
fn encodings_are_those_that_browsers_find() {
    let mut wrong = Vec::new();
    let mut guessed = 0;
    for row in corpus("html5lib_encoding") {
        let Some(label) = row.rest["encoding"].as_str() else { continue };
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        // A page says what its encoding is; these bytes show what was believed.
        let mut page = row.bytes.clone();
        let probe = b"<article><p>The lamp was lit at dusk and put out at dawn \xb1\xe6\xea as the table says.</p></article>";
        page.extend(probe);
        let wanted = encoding.decode(b"\xb1\xe6\xea").0.into_owned();
        let mut report = Report::default();
        let Ok(articles) = load::load(&source("a.html", page), &mut report) else {
            continue;
        };
        if report.entries.iter().any(|it| it.code == Code::CharsetGuessed) {
            let undeclared = label.eq_ignore_ascii_case("windows-1252")
                // Only a script would have written these declarations.
                || row.text().contains("document.write");
            guessed += usize::from(undeclared);
            if undeclared {
                continue;
            }
        }
        let text = articles[0].body.text();
        if text.contains("put out at dawn") && !text.contains(&wanted) {
            wrong.push(format!("{} {label}: {text:?}", row.id));
        }
    }
    println!("{guessed} guessed");
    assert!(guessed < 40, "{guessed} guessed");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Row A13: a template has nothing but what it is given, and an end.
#[test]
fn templates_reach_nothing_and_end() {
    let mut article = Article::new("<script>alert(1)</script>'\"");
    article.body.blocks.push(Block::paragraph("The words of the text."));
    let edition = Edition::from(article);
    for row in corpus("own_templates") {
        let mut job = Job::new(&[], emit::by_name("html").unwrap());
        job.templates.lay_over("html/page.html", row.text());
        match job.print(&edition, &mut Report::default()) {
            Err(err) => assert_eq!(err.kind(), ErrorKind::BadTemplate, "{}", row.id),
            Ok(output) => {
                let page = text_of(&output.files);
                assert!(!page.contains("root:x:0:0"), "{}", row.id);
                assert!(!page.contains("<script>alert"), "{}: {page}", row.id);
                assert!(page.len() < 1 << 24, "{}", row.id);
            }
        }
    }
}

/// Rows A1 and A7: an address that could run something is in no output, also
/// where the article did not come from a loader that checks.
#[test]
fn addresses_that_run_are_in_no_output() {
    for bad in [
        "javascript:alert(1)",
        "data:text/html,alert(1)",
        "vbscript:alert(1)",
        "file:///alert(1)",
    ] {
        let image = json!({ "address": bad, "alt": "a picture" });
        let place = json!({ "name": "A place", "url": bad });
        let linked = json!([
            { "type": "link", "address": bad, "content": [{ "type": "text", "text": "words" }] },
            { "type": "image", "address": bad, "alt": "a picture" },
        ]);
        let article = json!({ "offprint": 1, "article": {
            "metadata": { "title": "A title", "url": bad, "canonical": bad, "image": image },
            "authors": [{ "name": "A. Writer", "urls": [bad], "portrait": image }],
            "provenance": { "outlet": place, "pixel": bad, "licence": { "url": bad },
                "original": { "outlet": place, "url": bad, "relation": "reprint" } },
            "body": { "blocks": [
                { "type": "paragraph", "content": linked },
                { "type": "image", "address": bad, "alt": "a picture" },
                { "type": "embed", "kind": "video", "url": bad, "frame": bad, "title": "A film" },
            ] },
            "discussion": { "comments": [{ "url": bad, "content": [{ "type": "paragraph", "content": linked }],
                "author": { "name": "A. Reader", "urls": [bad] } }] },
        } });
        let mut report = Report::default();
        let loaded = load::by_name("json")
            .unwrap()
            .load(&source("a.json", article.to_string()), &mut report);
        let article = loaded.unwrap().remove(0);
        assert!(to_json(&article).contains("words"));
        for emitter in EMITTERS {
            let format = emitter.format().name;
            if format == "text" {
                continue;
            }
            let files = print(&article, format).0;
            let text = xml_or_text(&files);
            assert!(!text.contains(bad), "{format}: {bad}\n{text}");
        }
        assert!(report.entries.iter().any(|it| it.code == Code::AddressDropped));
    }
}

fn xml_or_text(files: &[File]) -> String {
    let is_zip = files[0].bytes.starts_with(b"PK");
    if is_zip {
        xml_parts(files).into_iter().map(|it| it.1).collect()
    } else {
        text_of(files)
    }
}

/// Rows C1 and C3: nesting without end is refused or flattened, on a small stack.
#[test]
fn nesting_without_end_needs_no_stack() {
    let run = || {
        let deep = |open: &str, close: &str, n: usize| {
            format!("{}words{}", open.repeat(n), close.repeat(n))
        };
        for text in [
            deep("<div>", "</div>", 100_000),
            deep("<blockquote><ul><li>", "</li></ul></blockquote>", 30_000),
            deep("<table><tr><td>", "</td></tr></table>", 30_000),
            deep("<b><i>", "</i></b>", 50_000),
        ] {
            for (name, page) in [("a.html", framed(&text)), ("a.md", text)] {
                let loaded = load::load(&source(name, page), &mut Report::default());
                let article = loaded.unwrap().remove(0);
                assert!(article.body.text().contains("words"));
                for emitter in EMITTERS {
                    print(&article, emitter.format().name);
                }
            }
        }
        for text in [deep("[", "]", 100_000), deep("{\"a\":", "}", 100_000)] {
            assert!(from_json(&text).is_err());
            _ = load::load(&source("a.json", text), &mut Report::default());
        }
        for text in
            [deep("> ", "", 100_000), deep("- ", "", 50_000), deep("*a **b ", "", 50_000)]
        {
            let loaded = load::load(&source("a.md", text), &mut Report::default());
            assert!(loaded.unwrap()[0].body.text().contains("words"));
        }
    };
    std::thread::Builder::new().stack_size(2 << 20).spawn(run).unwrap().join().unwrap();
}

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
