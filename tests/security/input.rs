//! What is read brings nothing down, and means what it says.

use offprint::{
    Report,
    article::{from_json, to_json},
    emit::EMITTERS,
    load,
    report::Code,
};

use super::{corpus, framed, print, sampled, source, text_of};

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
