//! What is printed runs nothing, and templates reach nothing.

use offprint::{
    Article, ErrorKind, Job, Report,
    article::{Block, Edition, to_json},
    emit::{self, EMITTERS, File},
    load,
    report::Code,
};
use serde_json::json;

use super::{corpus, print, source, text_of, xml_parts};

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
