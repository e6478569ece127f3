//! What must hold of every input, whatever it is.
//!
//! Loaders: no panic, an article that keeps the rules of the model, that is the
//! same after JSON, and that some emitter prints. Emitters: no panic, well-formed,
//! nothing that could run, no more than sixteen times the model, and the same
//! article back where the format is lossless. A broken rule is a panic.

// Beside this file, whoever includes it.
#[path = "make.rs"]
mod make;

use std::io::{Cursor, Read};

use arbitrary::Unstructured;
use html5ever::{ParseOpts, parse_document, tendril::TendrilSink};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use offprint::{
    Article, Job, Report,
    article::{Edition, from_json, to_json},
    emit,
    load::{self, Source},
};
use serde_json::{Value, json};

/// What an output may have besides its share of the model: stylesheets, packages.
const FIXED: usize = 1 << 18;

/// Hands an input to the target of a name. What it loads is printed by one emitter,
/// which the input chooses, or by `every` one.
pub fn check(target: &str, data: &[u8], every: bool) {
    match target {
        "html" => loads("html", "a.html", data, every),
        "markdown" => loads("markdown", "a.md", data, every),
        "text" => loads("text", "a.txt", data, every),
        "json" => loads("json", "a.json", data, every),
        "feed" => loads("feed", "a.xml", data, every),
        "front_matter" => {
            let mut text = b"---\n".to_vec();
            text.extend(data);
            text.extend(b"\n---\n\nThe words of the text.\n");
            loads("markdown", "a.md", &text, every);
        }
        "address" => address(data, every),
        "path" => path(data),
        _ => {
            let name = target.strip_prefix("emit_").expect("a target that is known");
            if let Ok(article) = make::article(&mut Unstructured::new(data)) {
                prints(name, &article);
            }
        }
    }
}

fn loads(loader: &str, name: &str, data: &[u8], every: bool) {
    let mut source = Source::new(data);
    source.file_name = Some(name.into());
    let loader = load::by_name(loader).expect("a loader that is known");
    let Ok(articles) = loader.load(&source, &mut Report::default()) else { return };
    // Each emitter has a target of its own.
    let pick = data.iter().fold(data.len(), |sum, it| sum.wrapping_add(usize::from(*it)));
    for article in articles.iter().take(4) {
        article.check().expect("loaders keep the rules of the model");
        let again = from_json(&to_json(article)).expect("its own form can be read");
        assert_eq!(&again, article, "changed by JSON");
        let chosen = pick % emit::EMITTERS.len();
        for (i, emitter) in emit::EMITTERS.iter().enumerate() {
            if every || i == chosen {
                prints(emitter.format().name, article);
            }
        }
    }
}

/// An address in each place of a page that has one.
fn address(data: &[u8], every: bool) {
    let text = String::from_utf8_lossy(data);
    let quoted = text.replace('&', "&amp;").replace('"', "&quot;");
    let page = format!(
        "<title>A title</title><base href=\"{quoted}\"><link rel=canonical href=\"{quoted}\">\
         <meta property=og:image content=\"{quoted}\"><article><h1>A title</h1>\
         <p>Words with <a href=\"{quoted}\">a link</a> and <img src=\"{quoted}\" alt=\"x\"
         srcset=\"{quoted} 2x\"> a picture, and more words to read.</p>\
         <iframe src=\"{quoted}\"></iframe><video src=\"{quoted}\" poster=\"{quoted}\"></video>\
         <blockquote cite=\"{quoted}\">Said by others.</blockquote></article>"
    );
    loads("html", "a.html", page.as_bytes(), every);
    let line = text.replace(['\n', '\r', '<', '>'], "");
    let page =
        format!("# A title\n\nWords, [a link](<{line}>), ![x](<{line}>) and <{line}>.\n");
    loads("markdown", "a.md", page.as_bytes(), every);
}

/// A path of a picture beside the page: it is asked for, and never changed into
/// another one.
fn path(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut article = Article::new(text.clone());
    let value = json!({ "type": "image", "address": text, "alt": "x" });
    let Ok(image) = serde_json::from_value(value) else { return };
    article.body.blocks.push(image);
    for format in ["epub", "html", "markdown"] {
        prints(format, &article);
    }
}

/// Prints an article and looks at what came out.
fn prints(format: &str, article: &Article) {
    let model = to_json(article);
    let mut report = Report::default();
    let edition = Edition::from(article.clone());
    let job = Job::new(&[], emit::by_name(format).expect("a format that is known"));
    let output = job.print(&edition, &mut report).expect("every model can be printed");
    let size: usize = output.files.iter().map(|it| it.bytes.len()).sum();
    assert!(
        size <= FIXED + 16 * model.len(),
        "{size} bytes of {} in {format}:\n{model}",
        model.len()
    );
    for file in &output.files {
        let name = &file.path;
        let sane = !name.contains("..") && !name.starts_with('/') && !name.contains('\\');
        assert!(sane, "a file named {name:?}");
        if format == "epub" {
            book(&file.bytes);
            continue;
        }
        let text = std::str::from_utf8(&file.bytes).expect("outputs are UTF-8");
        match format {
            "rss" | "atom" => feed(text),
            "json-feed" => json_feed(text),
            "html" => page(text),
            "json" => {
                let back = from_json(text).expect("its own form can be read");
                assert_eq!(&back, article, "changed by JSON");
            }
            "pandoc" => {
                let _: Value = serde_json::from_str(text).expect("pandoc's JSON is JSON");
            }
            "text" | "markdown" => {
                let odd = text.chars().find(|it| {
                    it.is_control() && !matches!(it, '\n' | '\t')
                        || matches!(it, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
                });
                assert!(odd.is_none(), "{odd:?} in {format}");
            }
            _ => (),
        }
    }
}

fn well_formed(text: &str) {
    use quick_xml::{Reader, events::Event};
    let odd = text.chars().find(|it| {
        matches!(it, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
    });
    assert!(odd.is_none(), "{odd:?} in XML");
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    (config.check_end_names, config.check_comments) = (true, true);
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Eof => return,
            Event::Start(it) | Event::Empty(it) => {
                for attribute in it.attributes() {
                    attribute.expect("well-formed");
                }
            }
            _ => (),
        }
    }
}

/// A feed: each text in it is read as markup, as readers do.
fn feed(text: &str) {
    use quick_xml::{Reader, events::Event};
    well_formed(text);
    page(text);
    let mut reader = Reader::from_str(text);
    let mut inside = String::new();
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Eof => return,
            Event::Start(_) => inside.clear(),
            Event::Text(it) => inside.push_str(&it),
            Event::CData(it) => inside.push_str(&it),
            Event::GeneralRef(it) => {
                inside.push_str(match &*it {
                    "lt" => "<",
                    "gt" => ">",
                    "amp" => "&",
                    "quot" => "\"",
                    _ => " ",
                });
            }
            Event::End(it) => {
                if matches!(
                    it.name().as_ref(),
                    "content:encoded" | "description" | "content"
                ) {
                    page(&inside);
                }
                inside.clear();
            }
            _ => (),
        }
    }
}

fn json_feed(text: &str) {
    let value: Value = serde_json::from_str(text).expect("a JSON feed is JSON");
    let mut open = vec![("", &value)];
    while let Some((key, it)) = open.pop() {
        match it {
            Value::Array(items) => open.extend(items.iter().map(|it| (key, it))),
            Value::Object(fields) => {
                open.extend(fields.iter().map(|it| (it.0.as_str(), it.1)));
            }
            Value::String(text) if key == "content_html" => page(text),
            Value::String(text) if key.ends_with("url") || key.ends_with("image") => {
                assert!(leads(text), "{key} is {text:?}");
            }
            _ => (),
        }
    }
}

fn book(bytes: &[u8]) {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a book is a zip");
    for i in 0..archive.len() {
        let mut entry = archive.by_index(i).expect("it is there");
        let name = entry.name().expect("a name").into_owned();
        let plain = |it: u8| it.is_ascii_alphanumeric() || b"./-_".contains(&it);
        assert!(name.bytes().all(plain) && !name.contains(".."), "{name:?}");
        let marked = [".xhtml", ".opf", ".ncx", ".xml", ".svg"];
        if marked.iter().any(|it| name.ends_with(it)) {
            let mut text = String::new();
            entry.read_to_string(&mut text).expect("UTF-8");
            well_formed(&text);
            if name.ends_with(".xhtml") {
                page(&text);
            }
        }
    }
}

/// Returns whether an address does no more than lead somewhere.
fn leads(address: &str) -> bool {
    match url::Url::parse(address) {
        Ok(it) => {
            matches!(it.scheme(), "http" | "https" | "mailto" | "tag" | "urn")
                || address.starts_with("data:image/")
        }
        Err(_) => true,
    }
}

/// Markup, read as a browser reads it: nothing in it runs.
fn page(text: &str) {
    let dom: RcDom = parse_document(RcDom::default(), ParseOpts::default()).one(text);
    let mut open: Vec<Handle> = vec![dom.document.clone()];
    while let Some(node) = open.pop() {
        if let NodeData::Element { name, attrs, .. } = &node.data {
            let name = &*name.local;
            let attrs = attrs.borrow();
            let data = name == "script"
                && attrs.iter().any(|it| {
                    &*it.name.local == "type"
                        && (it.value.ends_with("json") || it.value.ends_with("offprint"))
                });
            let runs = [
                "script", "iframe", "frame", "object", "embed", "applet", "base",
                "portal",
            ];
            assert!(data || !runs.contains(&name), "<{name}> is printed");
            for it in attrs.iter() {
                let key = &*it.name.local;
                assert!(!key.starts_with("on"), "<{name} {key}> is printed");
                if [
                    "href",
                    "src",
                    "action",
                    "formaction",
                    "poster",
                    "cite",
                    "data",
                    "srcset",
                ]
                .contains(&key)
                {
                    assert!(leads(&it.value), "<{name} {key}={:?}> is printed", it.value);
                }
            }
        }
        open.extend(node.children.borrow().iter().cloned());
    }
}
