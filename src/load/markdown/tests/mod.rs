mod front;
mod parts;

use crate::article::{
    Address, AsideKind, Block, Contribution, EmbedKind, Figure, Inline, Mark, Math,
    Notation, from_json, to_json,
};

use super::*;

fn load(text: &str) -> (Article, Report) {
    let mut report = Report::default();
    let mut source = Source::new(text.as_bytes());
    source.file_name = Some("dusk.md".into());
    let article = Markdown.load(&source, &mut report).unwrap().remove(0);
    // Whatever was read is a model that can be stored.
    assert_eq!(from_json(&to_json(&article)).unwrap(), article);
    (article, report)
}

fn blocks(text: &str) -> Vec<Block> {
    load(text).0.body.blocks
}

fn paragraph(block: &Block) -> &[Inline] {
    let Block::Paragraph { content } = block else { panic!("{block:?}") };
    content
}

#[test]
fn marks_code_and_math_survive_exactly() {
    let found = blocks(
        "A *b* **c** ~~d~~ `e  <f>` $x<y$ [g](h.md \"i\") <sup>j</sup> a@b\\\nend",
    );
    let content = paragraph(&found[0]);
    let text: String = content
        .iter()
        .map(|it| match it {
            Inline::Text { text } => text.clone(),
            Inline::Break => "/".into(),
            Inline::Marked { mark: Mark::Superscript, .. } => "^".into(),
            Inline::Marked { .. } => "*".into(),
            Inline::Code { text } => format!("`{text}`"),
            Inline::Math(it) => format!("${}$", it.source),
            Inline::Link(it) => format!("({} {:?})", it.address, it.title),
            _ => "?".into(),
        })
        .collect();
    assert_eq!(text, "A * * * `e  <f>` $x<y$ (h.md Some(\"i\")) ^ a@b/end");
    let found = blocks("```rust,ignore\n\n  a\n\n```\n\n$$\n\\frac12\n$$\n\n    four\n");
    let Block::Code(code) = &found[0] else { panic!("{found:?}") };
    assert_eq!((code.language.as_deref(), &*code.text), (Some("rust,ignore"), "\n  a\n"));
    let Block::Math(Math { notation, source, .. }) = &found[1] else {
        panic!("{found:?}")
    };
    assert_eq!((*notation, &**source), (Notation::Tex, "\\frac12"));
    let Block::Code(code) = &found[2] else { panic!("{found:?}") };
    assert_eq!((code.language.as_deref(), &*code.text), (None, "four"));
}

#[test]
fn lists_tables_and_definitions_are_read() {
    let found = blocks(
        "3. a\n4. b\n\n- [x] c\n- [ ] d\n\n| e | f |\n|:-:|--:|\n| 1 | `|` |\n\ng\n: h\n",
    );
    let Block::List(list) = &found[0] else { panic!("{found:?}") };
    assert_eq!(list.start, Some(3));
    let Block::List(list) = &found[1] else { panic!("{found:?}") };
    let ticks: Vec<_> = list.items.iter().map(|it| it.ticked).collect();
    assert_eq!(ticks, [Some(true), Some(false)]);
    assert_eq!(paragraph(&list.items[0].blocks[0]), [Inline::text("c")]);
    let Block::Table(table) = &found[2] else { panic!("{found:?}") };
    assert_eq!((table.head.len(), table.rows.len(), table.columns.len()), (1, 1, 2));
    assert!(table.head[0].cells[0].header);
    let Block::Definitions { items } = &found[3] else { panic!("{found:?}") };
    assert_eq!(items.len(), 1);
}

#[test]
fn notes_are_called_wherever_they_stand() {
    let (article, report) =
        load("One[^a] two[^b] three[^a].\n\n[^b]: B\n\n[^c]: C\n\n[^a]: A\n\n    more\n");
    assert_eq!(article.body.notes.len(), 3);
    assert_eq!(article.body.text(), "One two three.\nA\nmore\nB\nC");
    let content = paragraph(&article.body.blocks[0]);
    let calls: Vec<usize> = content
        .iter()
        .filter_map(|it| match it {
            Inline::NoteRef { note } => Some(*note),
            _ => None,
        })
        .collect();
    assert_eq!(calls, [0, 1, 0]);
    assert!(
        report.entries.iter().any(|it| it.code == Code::NoteLoose && it.subject == "C")
    );
}

#[test]
fn headings_keep_their_names_and_distance() {
    let (article, _) = load("# Dusk\n\n## One {#one}\n\n#### Two\n\nDark.\n");
    assert_eq!(article.metadata.title, "Dusk");
    let Block::Heading(one) = &article.body.blocks[0] else { panic!() };
    assert_eq!((one.level, one.id.as_deref()), (1, Some("one")));
    let Block::Heading(two) = &article.body.blocks[1] else { panic!() };
    assert_eq!((two.level, two.id.as_deref()), (3, None));
}

#[test]
fn pictures_with_titles_are_figures() {
    let found =
        blocks("![A dome](d.jpg \"The dome. Photo: A. Lens\")\n\n![plain](e.jpg)\n");
    let Block::Figure(Figure { content, caption, credit }) = &found[0] else {
        panic!("{found:?}")
    };
    assert_eq!(caption, &[Inline::text("The dome.")]);
    assert_eq!(credit, &[Inline::text("A. Lens")]);
    assert!(matches!(&content[0], Block::Image(it) if it.alt == "A dome"));
    assert!(matches!(&found[1], Block::Image(_)));
}

#[test]
fn raw_markup_is_lowered_and_swallows_nothing() {
    let found = blocks(
        "<figure><img src=\"https://a.example/d.jpg\"><figcaption>Dome</figcaption></figure>\n\nA <u>b</u>\n",
    );
    assert!(matches!(&found[0], Block::Figure(_)));
    for start in [
        "<script>",
        "<style>\n",
        "<!-- ",
        "<textarea>",
        "<title>",
        "<div class=\"",
        "x <plaintext> y",
        "x <script> y",
    ] {
        let (article, _) = load(&format!("Dark.\n\n{start}\n\nLate.\n"));
        let text = article.body.text();
        assert!(text.starts_with("Dark."), "{start}");
        let hides = start.starts_with("<!--")
            || start.starts_with("<script")
            || start.starts_with("<style");
        assert!(text.ends_with("Late.") || hides, "{start}: {text}");
    }
}

#[test]
fn markup_of_other_tools_stays_text_and_is_reported() {
    let (article, report) =
        load("See [[Dome|the dome]] and {{< video 1 >}}.\n\n> [!info] Mind\n> the gap\n");
    let text = article.body.text();
    assert!(
        text.contains("[[Dome|the dome]]") && text.contains("{{< video 1 >}}"),
        "{text}"
    );
    assert!(text.contains("[!info] Mind"), "{text}");
    let said =
        report.entries.iter().filter(|it| it.code == Code::MarkupUnwrapped).count();
    assert_eq!(said, 3, "{:?}", report.entries);
}

#[test]
fn headings_go_by_the_names_that_links_make_of_their_words() {
    let (article, report) = load(
        "---\ntitle: T\nurl: https://a.example/t\n---\n[a](#whats-new), [b](#notes-1), \
         [c](#caf%C3%A9-hours), [d](#gone), [e](#set)\n\n## What's new?\n\nA.\n\n## Notes\n\nB.\n\n\
         ## Notes\n\nC.\n\n## Café: *hours*\n\nD.\n\n## Other {#set}\n\nE.\n",
    );
    let names: Vec<Option<&str>> = article
        .body
        .blocks
        .iter()
        .filter_map(|it| match it {
            Block::Heading(it) => Some(it.id.as_deref()),
            _ => None,
        })
        .collect();
    let wanted =
        [Some("whats-new"), None, Some("notes-1"), Some("café-hours"), Some("set")];
    assert_eq!(names, wanted);
    let addresses: Vec<&str> = paragraph(&article.body.blocks[0])
        .iter()
        .filter_map(|it| match it {
            Inline::Link(it) => Some(it.address.as_str()),
            _ => None,
        })
        .collect();
    let wanted =
        ["#whats-new", "#notes-1", "#café-hours", "https://a.example/t#gone", "#set"];
    assert_eq!(addresses, wanted);
    assert!(report.entries.is_empty(), "{:?}", report.entries);
}

#[test]
fn alerts_are_boxes_with_the_word_that_stands_over_them() {
    let body = blocks("> [!TIP]\n> Bring a lamp.\n\n> [!CAUTION]\n> Steep.\n");
    let told: Vec<(AsideKind, String)> = body
        .iter()
        .map(|it| match it {
            Block::Aside(it) => (it.kind, format!("{:?}", it.title)),
            it => panic!("{it:?}"),
        })
        .collect();
    assert_eq!(told[0].0, AsideKind::Box);
    assert!(told[0].1.contains("\"Tip\""), "{told:?}");
    assert_eq!(told[1].0, AsideKind::Warning);
    assert!(told[1].1.contains("\"Caution\""), "{told:?}");
}

#[test]
fn quotes_are_curled_only_on_request() {
    let text = "He said \"no\" -- twice...\n";
    let mut source = Source::new(text);
    source.file_name = Some("dusk.md".into());
    let mut read = || {
        let found = Markdown.load(&source, &mut Report::default()).unwrap();
        let text = found[0].body.text();
        source.smart = true;
        text
    };
    assert_eq!(read(), "He said \"no\" -- twice...");
    assert_eq!(read(), "He said “no” – twice…");
}
