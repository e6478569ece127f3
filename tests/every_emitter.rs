//! What every output format does alike.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use std::io::{Cursor, Read};

use jiff::{Timestamp, tz::Offset};
use offprint::{
    Article, Job, Report,
    article::{Author, Block, Comment, Date, Edition, Licence},
    emit::{EMITTERS, File, Images, Output},
    report::Code,
};

/// How deep the thread is, and so how long.
const DEPTH: usize = 500;

/// An article under which everyone answers whoever spoke last.
fn debated() -> Article {
    let mut article = Article::new("The debate");
    article.metadata.url = "https://lamps.example/debate".parse().ok();
    article.metadata.canonical.clone_from(&article.metadata.url);
    article.body.blocks.push(Block::paragraph("It began in the evening."));
    for i in 0..DEPTH {
        let mut comment = Comment::default();
        comment.id = Some(format!("c{i}"));
        comment.parent = i.checked_sub(1);
        comment.author = Some(Author::named(format!("Speaker{i:03}")));
        let minutes = i64::try_from(i).unwrap();
        let at = Timestamp::from_second(1_700_000_000 + minutes * 60).unwrap();
        comment.posted = Some(Date::Instant { at, offset: Offset::UTC });
        comment.content = vec![Block::paragraph(format!("Answer{i:03} to that."))];
        article.discussion.comments.push(comment);
    }
    article
}

fn words(output: &Output) -> String {
    let read = |it: &File| {
        if !it.bytes.starts_with(b"PK") {
            return String::from_utf8_lossy(&it.bytes).into_owned();
        }
        let mut zip = zip::ZipArchive::new(Cursor::new(it.bytes.clone())).unwrap();
        let mut all = String::new();
        for i in 0..zip.len() {
            let mut bytes = Vec::new();
            zip.by_index(i).unwrap().read_to_end(&mut bytes).unwrap();
            all.push_str(&String::from_utf8_lossy(&bytes));
        }
        all
    };
    output.files.iter().map(read).collect()
}

#[test]
fn a_thread_500_deep_is_printed_to_its_end() {
    let article = debated();
    for emitter in EMITTERS {
        let name = emitter.format().name;
        let job = Job::new(&[], *emitter);
        let mut report = Report::default();
        let output = job.print(&Edition::from(article.clone()), &mut report).unwrap();
        let text = words(&output);
        let dropped = report.entries.iter().any(|it| it.code == Code::CommentsDropped);
        for i in [0, 1, DEPTH / 2, DEPTH - 1] {
            for word in [format!("Answer{i:03}"), format!("Speaker{i:03}")] {
                assert!(text.contains(&word) || dropped, "{name} lost {word}");
            }
        }
        assert!(!dropped, "{name} prints no comments");
    }
}

/// A reprint that may not be changed, with somebody else's picture.
fn bound() -> Article {
    let mut article = Article::new("Lamps");
    article.authors.push(Author::named("A. Keeper"));
    article.body.blocks.push(Block::paragraph("The lamps were lit."));
    let figure = r#"{"type":"figure","content":[],"caption":[{"type":"text","text":"A lamp"}],
        "credit":[{"type":"text","text":"B. Lens/Agency"}]}"#;
    article.body.blocks.push(serde_json::from_str(figure).unwrap());
    let mut licence = Licence::default();
    licence.spdx = Some("CC-BY-ND-4.0".into());
    let provenance = &mut article.provenance;
    provenance.licence = Some(licence);
    provenance.pixel = "https://quay.example/count.gif".parse().ok();
    let text = r#"{"outlet":{"name":"North Quay"},"relation":"reprint"}"#;
    provenance.original = serde_json::from_str(text).ok();
    provenance.notice = vec![Block::paragraph("First printed in North Quay.")];
    article
}

fn told(article: &Article, emitter: usize, images: Images) -> Vec<Code> {
    let mut job = Job::new(&[], EMITTERS[emitter]);
    job.settings.images = images;
    let mut report = Report::default();
    job.print(&Edition::from(article.clone()), &mut report).unwrap();
    report.entries.iter().map(|it| it.code).collect()
}

#[test]
fn every_emitter_says_what_the_terms_forbid() {
    let article = bound();
    assert!(article.provenance.original.is_some());
    for (place, emitter) in EMITTERS.iter().enumerate() {
        let name = emitter.format().name;
        let codes = told(&article, place, Images::Link);
        assert!(codes.contains(&Code::PictureUncleared), "{name}: {codes:?}");
        assert!(!codes.contains(&Code::ChangedText), "{name}: {codes:?}");
        let without = told(&article, place, Images::None);
        assert!(without.contains(&Code::ChangedText), "{name}: {without:?}");
        assert!(!without.contains(&Code::PictureUncleared), "{name}: {without:?}");
        let free = told(&debated(), place, Images::None);
        assert!(!free.contains(&Code::ChangedText), "{name}: {free:?}");
    }
}

#[test]
fn a_counter_is_printed_kept_as_data_or_reported() {
    let article = bound();
    for emitter in EMITTERS {
        let name = emitter.format().name;
        let mut report = Report::default();
        let output =
            Job::new(&[], *emitter).print(&Edition::from(article.clone()), &mut report);
        let kept = words(&output.unwrap()).contains("count.gif");
        let told = report.entries.iter().any(|it| it.code == Code::PixelDropped);
        assert!(kept || told, "{name}");
    }
}

#[test]
fn every_code_is_explained() {
    for code in [Code::ChangedText, Code::PictureUncleared, Code::PixelDropped] {
        assert!(code.explain().len() > 40, "{code}");
    }
}
