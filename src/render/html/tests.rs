#![expect(
    clippy::redundant_closure_for_method_calls,
    reason = "a method by its name is not general enough"
)]

use super::*;
use crate::article::{
    Block, Comment, Embed, EmbedKind, Figure, Heading, Inline, Link, Mark, Math, Notation,
};

struct Plain;

impl Resolve for Plain {
    fn link(&mut self, address: &Address) -> Option<String> {
        Some(address.to_string())
    }

    fn image(&mut self, image: &Image) -> Option<String> {
        Some(image.address.to_string())
    }
}

fn print(
    dialect: Dialect,
    article: &Article,
    parts: impl FnOnce(&mut Printer<'_>),
) -> (String, Report) {
    let mut report = Report::default();
    let mut plain = Plain;
    let mut printer = Printer::new(dialect, article, &mut plain, &mut report);
    parts(&mut printer);
    let out = printer.into_markup().into_string();
    let mut reader = quick_xml::Reader::from_str(&out);
    while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
    (out, report)
}

fn article(json: &str) -> Article {
    serde_json::from_str(json).unwrap()
}

fn blocks(json: &str) -> Article {
    article(&format!(r#"{{"body":{{"blocks":{json}}}}}"#))
}

#[test]
fn headings_stand_under_the_headline_and_skip_no_level() {
    let it = blocks(
        r##"[{"type":"heading","level":2,"id":"a","content":[{"type":"text","text":"A"}]},
        {"type":"heading","level":5,"content":[{"type":"text","text":"B"}]},
        {"type":"heading","level":1,"id":"a","content":[{"type":"text","text":"C"}]},
        {"type":"paragraph","content":[{"type":"link","address":"#a","content":[]}]}]"##,
    );
    let (out, report) = print(Dialect::Page, &it, |it| it.body());
    assert_eq!(
        out,
        "<h2 id=\"a\">A</h2>\n<h3 id=\"h1\">B</h3>\n<h2 id=\"h2\">C</h2>\n\
         <p><a href=\"#a\">#a</a></p>\n"
    );
    assert!(report.entries.is_empty());
}

#[test]
fn a_note_that_is_not_there_is_not_called() {
    let it = article(
        r#"{"body":{"blocks":[{"type":"paragraph","content":[{"type":"text","text":"A"},
            {"type":"note-ref","note":7}]}]},
        "provenance":{"notice":[{"type":"paragraph","content":[
            {"type":"note-ref","note":0}]}]}}"#,
    );
    let (out, report) = print(Dialect::Page, &it, |it| {
        it.body();
        it.notice();
    });
    assert!(out.contains("<p>A</p>") && !out.contains("<sup"), "{out}");
    let said: Vec<_> =
        report.entries.iter().map(|it| (it.code, it.subject.as_str())).collect();
    let note = |it| (Code::NoteLoose, it);
    assert_eq!(said, [note("note 8 is not there"), note("note 1 is not there")]);
}

#[test]
fn what_could_run_becomes_text() {
    let it = blocks(
        r#"[{"type":"paragraph","content":[
        {"type":"link","address":" JaVascript:alert(1)","content":[{"type":"text","text":"go <b>"}]},
        {"type":"image","address":"data:text/html,x","alt":"a \" onerror="}]}]"#,
    );
    let (out, report) = print(Dialect::Page, &it, |it| it.body());
    assert!(out.starts_with("<p>go &lt;b&gt;<span"), "{out}");
    assert!(!out.contains("javascript") && !out.contains("data:"));
    let codes: Vec<_> = report.entries.iter().map(|it| it.code).collect();
    assert!(codes.contains(&Code::AddressDropped) && codes.contains(&Code::ImageLinked));
}

#[test]
fn notes_lead_back_to_every_call() {
    let it = article(
        r#"{"body":{"blocks":[{"type":"paragraph","content":[
        {"type":"note-ref","note":0},{"type":"note-ref","note":0}]}],
        "notes":[{"blocks":[{"type":"paragraph","content":[{"type":"text","text":"N"}]}]}]}}"#,
    );
    let both = |it: &mut Printer<'_>| {
        it.body();
        it.notes();
    };
    let (page, _) = print(Dialect::Page, &it, both);
    assert!(
        page.contains("<sup id=\"fnref1-2\"><a href=\"#fn1\" role=\"doc-noteref\">1</a>")
    );
    assert!(
        page.contains("<li id=\"fn1\"><p>N\u{a0}<a href=\"#fnref1\" role=\"doc-back")
    );
    let (book, _) = print(Dialect::Epub, &it, both);
    assert!(book.contains(
        "<aside epub:type=\"footnote\" role=\"doc-footnote\" id=\"fn1\"><p>1. N"
    ));
    assert!(book.contains("epub:type=\"noteref\" role=\"doc-noteref\" id=\"fnref1-2\""));
}

#[test]
fn five_hundred_answers_to_answers_are_printed_flat() {
    let mut it = Article::new("t");
    for i in 0..500_usize {
        let comment = Comment {
            parent: i.checked_sub(1),
            content: vec![Block::paragraph(format!("remark{i}"))],
            ..Comment::default()
        };
        it.discussion.comments.push(comment);
    }
    it.discussion.closed = true;
    let (out, _) = print(Dialect::Epub, &it, |it| it.discussion());
    assert!((0..500).all(|i| out.contains(&format!("remark{i}<"))));
    assert_eq!(out.matches("<ol").count(), 13);
    assert!(out.contains("<a href=\"#c499\">in reply to Anonymous</a>"));
    assert!(out.contains("Comments are closed."));
}

#[test]
fn a_video_becomes_its_poster_and_a_link() {
    let mut it = Article::new("t");
    let url: url::Url = "https://video.example/watch?v=1".parse().unwrap();
    it.body.blocks.push(Block::Embed(Box::new(Embed {
        kind: EmbedKind::Video,
        url: url.clone(),
        frame: Some(url),
        media_type: None,
        provider: Some("Video Example".into()),
        title: Some("The dome".into()),
        poster: None,
        size: None,
        fallback: vec![],
    })));
    let (out, report) = print(Dialect::Feed, &it, |it| it.body());
    assert!(
        out.contains("<figure class=\"embed\" data-embed-provider=\"video-example\">")
    );
    assert!(
        out.contains("Video: <a href=\"https://video.example/watch?v=1\">The dome</a>")
    );
    assert_eq!(report.entries[0].code, Code::EmbedLinked);
}

#[test]
fn mathml_comes_through_a_closed_list() {
    let formula = |source: &str| {
        let mut it = Article::new("t");
        it.body.blocks.push(Block::Math(Math {
            notation: Notation::MathMl,
            source: source.into(),
            alt: None,
        }));
        print(Dialect::Epub, &it, |it| it.body()).0
    };
    assert_eq!(
        formula(
            "<math href='javascript:1'><semantics><mi onclick='x'>x&lt;</mi>\
             <annotation-xml encoding='text/html'><script>1</script></annotation-xml>\
             </semantics></math>"
        ),
        "<p class=\"math\"><math xmlns=\"http://www.w3.org/1998/Math/MathML\" \
         display=\"block\"><mrow><mi>x&lt;</mi></mrow></math></p>\n"
    );
    for bad in ["<math><mtext><img/></mtext></math>", "<math><mi>x</math>", "x < y", ""] {
        assert!(formula(bad).contains("<code class=\"math mathml\""), "{bad}");
    }
}

#[test]
fn marks_tables_and_credits_are_printed() {
    let mut it = blocks(
        r#"[{"type":"table","columns":["unset","end"],
        "head":[{"cells":[{"blocks":[],"columns":2},{"header":true,"blocks":[]}]}],
        "rows":[{"cells":[{"header":true,"rows":9,"blocks":[{"type":"paragraph","content":
        [{"type":"text","text":"r"}]}]},{"blocks":[{"type":"rule"}]}]},
        {"cells":[{"blocks":[]}]}]}]"#,
    );
    it.body.blocks.push(Block::Figure(Figure {
        content: vec![Block::Heading(Heading { level: 1, id: None, content: vec![] })],
        caption: vec![Inline::Marked {
            mark: Mark::Language("fr".into()),
            content: vec![Inline::text("eau")],
        }],
        credit: vec![Inline::text("A. Writer")],
    }));
    let (out, _) = print(Dialect::Feed, &it, |it| it.body());
    assert!(out.contains(
        "<th scope=\"row\" rowspan=\"2\">r</th><td style=\"text-align:right\">"
    ));
    assert!(out.contains("<tr><td style=\"text-align:right\"></td></tr>"));
    assert!(
        out.contains("<span lang=\"fr\">eau</span> <small class=\"credit\">A. Writer")
    );
}

#[test]
fn the_byline_stays_as_it_was_with_its_names_linked() {
    let it = article(
        r#"{"metadata":{"byline":"Text and film: Ana Ruiz"},"authors":[
        {"name":"Ana Ruiz","urls":["https://ana.example/"]},
        {"name":"Ana","contributions":["photographs"]}]}"#,
    );
    let (out, _) = print(Dialect::Page, &it, |it| it.byline());
    assert_eq!(
        out,
        "<p class=\"byline\">Text and film: <a class=\"p-author h-card\" \
         href=\"https://ana.example/\" rel=\"author\">Ana Ruiz</a> · \
         <span class=\"p-author h-card\">Ana</span> (photos)</p>\n"
    );
}

#[test]
fn the_notice_says_what_is_known_once() {
    let it = article(
        r#"{"provenance":{"original":{"outlet":{"name":"Origin Times"},
        "url":"https://origin.example/a","published":"2025-02-27","relation":"excerpt"},
        "licence":{"spdx":"CC-BY-ND-4.0","url":"https://cc.example/by-nd"},
        "notice":[{"type":"paragraph","content":[{"type":"text","text":"Thanks."}]}]}}"#,
    );
    let (out, _) = print(Dialect::Epub, &it, |it| it.notice());
    assert!(out.contains("<p>Thanks.</p>\n<p>This is an excerpt of an article first"));
    assert!(out.contains("Origin Times</a> (<time datetime=\"2025-02-27\">27 February"));
    assert!(out.contains("rel=\"license\">CC BY-ND 4.0</a>"));
}

#[test]
fn a_link_holds_no_link() {
    let mut it = Article::new("t");
    let link = |content| {
        Inline::Link(Link { address: Address::Local("a".into()), title: None, content })
    };
    let inner = link(vec![Inline::text("in")]);
    it.body.blocks.push(Block::Paragraph { content: vec![link(vec![inner])] });
    it.metadata.title = "t".into();
    let (out, _) = print(Dialect::Page, &it, |it| it.body());
    assert_eq!(out, "<p><a href=\"a\">in</a></p>\n");
}

#[test]
fn code_runs_from_left_to_right() {
    let mut it = blocks(r#"[{"type":"code","text":"a = 1"}]"#);
    assert_eq!(
        print(Dialect::Page, &it, |it| it.body()).0,
        "<pre><code>a = 1</code></pre>\n"
    );
    it.metadata.language = Some("ar".into());
    let out = print(Dialect::Page, &it, |it| it.body()).0;
    assert_eq!(out, "<pre dir=\"ltr\"><code>a = 1</code></pre>\n");
}

#[test]
fn what_runs_the_other_way_is_set_apart() {
    let it = article(
        r#"{"metadata":{"language":"he"},"body":{"blocks":[{"type":"paragraph","content":[
        {"type":"code","text":"a.b"},
        {"type":"marked","mark":{"language":"en"},"content":[{"type":"text","text":"x!"}]},
        {"type":"marked","mark":{"language":"ar"},"content":[{"type":"text","text":"y"}]}]}]},
        "discussion":{"comments":[{"author":{"name":"Ada"}},{"author":{"name":"דנה"}}]}}"#,
    );
    let (out, _) = print(Dialect::Page, &it, |it| {
        it.body();
        it.discussion();
    });
    assert!(out.contains(r#"<code dir="ltr">a.b</code>"#), "{out}");
    assert!(out.contains(r#"<span lang="en" dir="ltr">x!</span>"#), "{out}");
    assert!(out.contains(r#"<span lang="ar">y</span>"#), "{out}");
    assert!(out.contains(r#" dir="auto">Ada</span>"#), "{out}");
    assert!(out.contains(r#"">דנה</span>"#), "{out}");
}
