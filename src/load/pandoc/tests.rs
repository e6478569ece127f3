use serde_json::json;

use crate::article::{Align, Block, Inline, Mark};

use super::*;

fn load(blocks: &Value) -> (Article, Report) {
    let tree = json!({
        "pandoc-api-version": [1, 23, 1],
        "meta": {
            "title": { "t": "MetaInlines", "c": [
                { "t": "Str", "c": "First" }, { "t": "Space" },
                { "t": "Emph", "c": [{ "t": "Str", "c": "light" }] }
            ] },
            "author": { "t": "MetaList", "c": [
                { "t": "MetaInlines", "c": [{ "t": "Str", "c": "Ada" }] },
                { "t": "MetaMap", "c": { "name": { "t": "MetaString", "c": "Bo Lens" } } }
            ] },
            "date": { "t": "MetaInlines", "c": [{ "t": "Str", "c": "2024-05-03" }] },
        },
        "blocks": blocks,
    });
    let mut report = Report::default();
    let source = Source::new(tree.to_string());
    assert!(Pandoc.accepts(&source));
    (Pandoc.load(&source, &mut report).unwrap().remove(0), report)
}

fn none() -> Value {
    json!(["", [], []])
}

fn words(text: &str) -> Value {
    json!({ "t": "Para", "c": [{ "t": "Str", "c": text }] })
}

#[test]
fn metadata_notes_and_headings_are_read() {
    let note = json!({ "t": "Note", "c": [words("At nine.")] });
    let (article, _) = load(&json!([
        { "t": "Header", "c": [2, ["dusk", [], []], [{ "t": "Str", "c": "Dusk" }]] },
        { "t": "Para", "c": [{ "t": "Str", "c": "Night" }, note, { "t": "Str", "c": "." }] },
    ]));
    assert_eq!(article.metadata.title, "First light");
    assert_eq!(article.metadata.published.unwrap().to_string(), "2024-05-03");
    let names: Vec<&str> = article.authors.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Ada", "Bo Lens"]);
    let Block::Heading(heading) = &article.body.blocks[0] else { panic!() };
    assert_eq!((heading.level, heading.id.as_deref()), (1, Some("dusk")));
    let Block::Paragraph { content } = &article.body.blocks[1] else { panic!() };
    assert_eq!(content[1], Inline::NoteRef { note: 0 });
    assert_eq!(article.body.notes.len(), 1);
    assert_eq!(article.body.text(), "Dusk\nNight.\nAt nine.");
}

#[test]
fn tables_keep_spans_and_captions() {
    let cell = |text: &str, rows: u8, columns: u8| json!([none(), { "t": "AlignDefault" }, rows, columns, [words(text)]]);
    let column = json!([{ "t": "AlignRight" }, { "t": "ColWidthDefault" }]);
    let (article, _) = load(&json!([{ "t": "Table", "c": [
        none(), [null, [words("Counts")]], [column, column],
        [none(), [[none(), [cell("both", 1, 2)]]]],
        [[none(), 1, [], [[none(), [cell("a", 2, 1), cell("1", 1, 1)]], [none(), [cell("2", 1, 1)]]]]],
        [none(), [[none(), [cell("sum", 1, 1), cell("3", 1, 1)]]]],
    ] }]));
    let Block::Figure(figure) = &article.body.blocks[0] else { panic!() };
    assert_eq!(figure.caption, [Inline::text("Counts")]);
    let Block::Table(table) = &figure.content[0] else { panic!() };
    assert_eq!(table.columns, [Align::End, Align::End]);
    assert_eq!((table.head.len(), table.rows.len()), (1, 3));
    assert_eq!(table.head[0].cells[0].columns, 2);
    assert!(table.rows[0].cells[0].header && table.rows[0].cells[0].rows == 2);
    assert!(!table.rows[2].cells[0].header);
}

#[test]
fn lists_quotes_and_marks_are_read() {
    let item = |text: &str| {
        json!([{ "t": "Plain", "c": [
        { "t": "Str", "c": text }, { "t": "Space" }, { "t": "Str", "c": "it" }
    ] }])
    };
    let (article, report) = load(&json!([
        { "t": "BulletList", "c": [item("☒"), item("plain")] },
        { "t": "Para", "c": [
            { "t": "Quoted", "c": [{ "t": "DoubleQuote" }, [{ "t": "Str", "c": "so" }]] },
            { "t": "Strikeout", "c": [{ "t": "Str", "c": "no" }] },
            { "t": "RawInline", "c": ["html", "<u>"] }, { "t": "Str", "c": "u" },
            { "t": "RawInline", "c": ["html", "</u>"] },
            { "t": "RawInline", "c": ["tex", "\\evil"] },
        ] },
        { "t": "RawBlock", "c": ["html", "<script>alert(1)</script><p>kept</p>"] },
        { "t": "Para", "c": [{ "t": "Link", "c": [
            none(), [{ "t": "Str", "c": "go" }], ["javascript:alert(1)", ""]
        ] }] },
    ]));
    let Block::List(list) = &article.body.blocks[0] else { panic!() };
    assert_eq!((list.items[0].ticked, list.items[1].ticked), (Some(true), None));
    let Block::Paragraph { content } = &article.body.blocks[1] else { panic!() };
    assert_eq!(content[0], Inline::text("“so”"));
    assert!(matches!(&content[1], Inline::Marked { mark: Mark::Struck, .. }));
    assert!(matches!(&content[2], Inline::Marked { mark: Mark::Underline, .. }));
    assert_eq!(article.body.text(), "it\nplain it\n“so”nou\nkept\ngo");
    let said = |code| report.entries.iter().any(|it| it.code == code);
    assert!(said(Code::TextDropped) && said(Code::AddressDropped));
}

#[test]
fn versions_with_other_tables_are_refused() {
    let refuse = |text: &str| {
        let found = Pandoc.load(&Source::new(text), &mut Report::default());
        found.unwrap_err().kind()
    };
    let old = r#"{"pandoc-api-version":[1,17,5],"meta":{},"blocks":[]}"#;
    assert_eq!(refuse(old), ErrorKind::Malformed);
    let none = r#"{"pandoc-api-version":[1,23],"meta":{},"blocks":[]}"#;
    assert_eq!(refuse(none), ErrorKind::NoArticle);
    let deep = format!(
        r#"{{"pandoc-api-version":[1,23],"meta":{{}},"blocks":{}{}}}"#,
        "[".repeat(10_000),
        "]".repeat(10_000)
    );
    assert_eq!(refuse(&deep), ErrorKind::Malformed);
}
