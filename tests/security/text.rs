//! Text is text, whatever it looks like.

use offprint::{
    Article, Job, Report,
    article::{Author, Block, Edition, Inline},
    emit, load,
};
use serde_json::{Value, json};

use super::{Row, corpus, print, sampled, source, text_of, xml_parts};

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
