//! Whole articles by chance, in the form that loaders give them.
//!
//! Parts are made as JSON, which is the model's public form, and then tidied:
//! white space is collapsed, no mark stands in itself, notes are in the order of
//! their calls. What is left is what a page could have been read as.

use offprint::article::{Article, from_json};
use proptest::{collection::vec, option, prelude::*, sample::select};
use serde_json::{Value, json};

use crate::tidy::tidy;

/// Returns articles of every kind, most of them of one or two blocks, so that
/// what goes wrong is easily seen.
pub(crate) fn article() -> impl Strategy<Value = Article> {
    let small =
        (vec(block(true), 1..3), vec(blocks(false), 4)).prop_map(|(body, notes)| {
            let notes: Vec<Value> =
                notes.into_iter().map(|it| json!({ "blocks": it })).collect();
            let whole = json!({ "offprint": 1, "article": {
                "metadata": { "title": "T" },
                "body": { "blocks": body, "notes": notes },
            }});
            let mut article = from_json(&whole.to_string()).expect("the parts are legal");
            tidy(&mut article);
            article
        });
    prop_oneof![3 => small, 1 => whole()]
}

fn whole() -> impl Strategy<Value = Article> {
    let parts = (
        metadata(),
        vec(author(true), 0..3),
        (blocks(true), vec(blocks(false), 4)),
        provenance(),
        (vec(comment(), 0..5), vec(comment(), 0..2), any::<bool>()),
        (option::of(0_u32..99), option::of(url())),
    );
    parts.prop_map(|(metadata, authors, body, provenance, said, more)| {
        let (mut comments, mut mentions, closed) = said;
        answer(&mut comments);
        for it in &mut mentions {
            it["parent"] = Value::Null;
        }
        let (blocks, notes) = body;
        let notes: Vec<Value> =
            notes.into_iter().map(|it| json!({ "blocks": it })).collect();
        let whole = json!({ "offprint": 1, "article": {
            "metadata": metadata,
            "authors": authors,
            "body": { "blocks": blocks, "notes": notes },
            "provenance": provenance,
            "discussion": {
                "comments": comments, "mentions": mentions, "closed": closed,
                "claimed": more.0, "url": more.1,
            },
        }});
        let mut article = from_json(&whole.to_string()).expect("the parts are legal");
        tidy(&mut article);
        article
    })
}

/// Lets each comment answer an earlier one or none, and gives names but once.
fn answer(comments: &mut [Value]) {
    for (at, comment) in comments.iter_mut().enumerate() {
        let wanted = comment["parent"].as_u64().unwrap_or_default() as usize;
        comment["parent"] = match wanted % (at + 1) {
            0 => Value::Null,
            parent => (parent - 1).into(),
        };
        if at != 0 && comment["id"].is_string() {
            comment["id"] = format!("{}{at}", comment["id"].as_str().unwrap()).into();
        }
    }
}

/// Text of words and of every sign that means something somewhere.
fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[a-c]{1,3}",
        6 => Just(" ".to_owned()),
        4 => r#"[-*_~`$<>&;:\[\]()!#+=|\\{}"'./0-9^%@]{1,3}"#,
        2 => select(&[
            "é", "「", "€", "\u{a0}", "—", "日本", "&amp;", "<b>", "<!--", "-->", "[^1]",
            "http://a.b", "1. ", "- ", "\\", "---", "***", "* * *", "\u{2028}", "\u{3000}",
            "\u{200b}", "😀", "שלום", "e\u{301}", "{{< a >}}", "{% b %}", "[[c]]", "# ", "> ",
            "Photo: ", ": ", "www.a.b", "a@b.c", "no", "true", "12:30", "2024-05-03", "_a_",
            "](", "[!NOTE]", "$$", "| a |", "+++", "{#x}", "%%", "==", "~", "^", "\u{ad}",
            "<p>", "</div>", "<!-- offprint:bio -->", "&#10;", "\u{feff}", "{% endraw %}", "{{", "}}",
            "Comments", "About the author", "Originally published in B.",
        ][..]).prop_map(str::to_owned),
    ];
    vec(piece, 1..6).prop_map(|it| it.concat())
}

/// One line of text with no space at its edges.
fn line() -> impl Strategy<Value = String> {
    words().prop_map(|it| collapse(&it)).prop_map(|it| {
        let it = it.trim_matches(char::is_whitespace);
        if it.is_empty() { "x".to_owned() } else { it.to_owned() }
    })
}

pub(crate) fn collapse(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c != ' ' || !out.ends_with(' ') {
            out.push(c);
        }
    }
    out
}

fn url() -> impl Strategy<Value = String> {
    let tail = select(
        &[
            "",
            "a",
            "b_c/d",
            "e(f)",
            "g?h=i&j=k",
            "l#m",
            "n%20o",
            "p*q*",
            "~r",
            "s,t",
            "u[v]",
        ][..],
    );
    tail.prop_map(|it| format!("https://a.example/{it}"))
}

fn address() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => url(),
        1 => select(&["a.jpg", "b/c d.png", "e(f).gif", "#g", "h<i>", "j\\k", "./l&amp;m", "n|o"][..])
            .prop_map(str::to_owned),
    ]
}

fn date() -> impl Strategy<Value = String> {
    select(
        &[
            "2024-05-03T09:30:00+02:00",
            "2024-05-03T09:30:00Z",
            "2024-05-03T09:30:00.125-03:30",
            "2024-05-03T09:30:00",
            "2024-05-03",
            "2024-05",
            "2024",
            "0987-01-02",
        ][..],
    )
    .prop_map(str::to_owned)
}

fn size() -> impl Strategy<Value = Value> {
    prop_oneof![Just(Value::Null), Just(json!([640, 480])), Just(json!([32, 48]))]
}

fn image() -> impl Strategy<Value = Value> {
    // A place on the page is no picture.
    let address = address().prop_map(|it| it.replace('#', "i"));
    (address, option::of(line()), size()).prop_map(|(address, alt, size)| {
        json!({ "address": address, "alt": alt.unwrap_or_default(), "size": size })
    })
}

fn metadata() -> impl Strategy<Value = Value> {
    let texts = (line(), option::of(line()), option::of(line()), option::of(line()));
    let rest = (
        (option::of(url()), option::of(url()), option::of(line())),
        (option::of(date()), option::of(date())),
        option::of(select(&["en", "de-AT", "zh-Hant"][..])),
        (vec(line(), 0..3), vec(line(), 0..3), option::of(image())),
    );
    (texts, rest).prop_map(|(texts, (names, dates, language, lists))| {
        json!({
            "title": texts.0, "subtitle": texts.1, "summary": texts.2, "byline": texts.3,
            "url": names.0, "canonical": names.1, "id": names.2,
            "published": dates.0, "updated": dates.1, "language": language,
            "categories": lists.0, "tags": lists.1, "image": lists.2,
        })
    })
}

fn author(with_bio: bool) -> impl Strategy<Value = Value> {
    let roles = select(&["text", "photographs", "film", "other"][..]);
    let kind = prop_oneof![4 => Just("person"), 1 => Just("organisation")];
    let plain = line().prop_map(|it| json!({ "name": it }));
    let full = (
        (line(), kind, vec(roles, 0..3)),
        (option::of(line()), option::of(line()), vec(url(), 0..3), option::of(image())),
    )
        .prop_map(|(who, what)| {
            json!({
                "name": who.0, "kind": who.1, "contributions": who.2, "position": what.0,
                "affiliation": what.1, "urls": what.2, "portrait": what.3,
            })
        });
    let bio = prop_oneof![1 => Just(json!([])), 1 => blocks(false)];
    (prop_oneof![plain, full], bio).prop_map(move |(mut it, bio)| {
        if with_bio {
            it["bio"] = bio;
        }
        it
    })
}

fn provenance() -> impl Strategy<Value = Value> {
    let outlet = || {
        (line(), option::of(url())).prop_map(|it| json!({ "name": it.0, "url": it.1 }))
    };
    let relation = select(&["reprint", "excerpt", "adaptation", "translation"][..]);
    let original = (outlet(), option::of(url()), option::of(date()), relation).prop_map(
        |it| json!({ "outlet": it.0, "url": it.1, "published": it.2, "relation": it.3 }),
    );
    let licence = (option::of(Just("CC-BY-4.0")), option::of(url()), option::of(line()))
        .prop_map(|it| json!({ "spdx": it.0, "url": it.1, "statement": it.2 }));
    (
        (option::of(outlet()), option::of(original), option::of(licence)),
        (option::of(line()), option::of(url())),
        prop_oneof![1 => Just(json!([])), 1 => blocks(false)],
    )
        .prop_map(|(terms, more, notice)| {
            json!({
                "outlet": terms.0, "original": terms.1, "licence": terms.2,
                "permission": more.0, "pixel": more.1, "notice": notice,
            })
        })
}

fn comment() -> impl Strategy<Value = Value> {
    let standing = prop_oneof![
        6 => Just("published"), 1 => Just("featured"), 1 => Just("removed")
    ];
    let id = prop_oneof![Just("c-1".to_owned()), line()];
    (
        (option::of(id), 0_usize..9, option::of(author(false)), option::of(date())),
        (
            option::of(line()),
            option::of(url()),
            standing,
            option::of(-9_i64..99),
            any::<bool>(),
        ),
        prop_oneof![1 => Just(json!([])), 8 => blocks(false)],
    )
        .prop_map(|(who, what, content)| {
            json!({
                "id": who.0, "parent": who.1, "author": who.2, "posted": who.3,
                "posted_words": what.0, "url": what.1, "standing": what.2,
                "score": what.3, "staff": what.4, "content": content,
            })
        })
}

fn inlines(with_notes: bool) -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        12 => words().prop_map(|it| json!({ "type": "text", "text": it })),
        2 => words().prop_map(|it| json!({ "type": "code", "text": it })),
        1 => Just(json!({ "type": "break" })),
        1 => image().prop_map(|mut it| { it["type"] = "image".into(); it }),
        1 => select(&["x", "a_b", "\\frac{1}{2}", "x<y", "a|b", "1+1=2", "a\\\\b", "x^{2}"][..])
            .prop_map(|it| json!({ "type": "math", "notation": "tex", "source": it })),
        1 => (0_usize..4).prop_map(move |it| if with_notes {
            json!({ "type": "note-ref", "note": it })
        } else {
            json!({ "type": "text", "text": "n" })
        }),
    ];
    let one = leaf.prop_recursive(3, 10, 3, |inner| {
        let content = vec(inner, 1..4);
        let mark = prop_oneof![
            6 => Just(json!("emphasis")), 6 => Just(json!("strong")), 2 => Just(json!("struck")),
            1 => Just(json!("superscript")), 1 => Just(json!("quote")),
            1 => Just(json!("underline")), 1 => Just(json!("subscript")),
            1 => Just(json!("small-caps")), 1 => Just(json!("highlight")),
            1 => Just(json!({ "language": "fr" })),
        ];
        prop_oneof![
            4 => (mark, content.clone()).prop_map(|(mark, content)| {
                json!({ "type": "marked", "mark": mark, "content": content })
            }),
            2 => (address(), option::of(line()), content).prop_map(|(address, title, content)| {
                json!({ "type": "link", "address": address, "title": title, "content": content })
            }),
        ]
    });
    vec(one, 1..5).prop_map(Value::from)
}

fn code() -> impl Strategy<Value = Value> {
    let line = prop_oneof![
        4 => words(), 1 => Just(String::new()),
        1 => select(&["```", "~~~~", "    a", "\tb", "<!-- c -->", "$$", "</pre>", "  ```"][..])
            .prop_map(str::to_owned),
    ];
    let language = option::of(select(&["rust", "c++", "c#", "math", "x`y", "a-b"][..]));
    (language, vec(line, 0..5)).prop_map(|(language, lines)| {
        let language = language.filter(|it| *it != "math");
        // What is not seen is taken out of listings, and reported.
        let text = lines.join("\n").replace(['\u{2028}', '\u{feff}'], "");
        json!({ "type": "code", "language": language, "text": text })
    })
}

fn embed(fallback: Value) -> impl Strategy<Value = Value> {
    let kind = select(&["video", "audio", "post", "document", "interactive"][..]);
    (
        (kind, url(), option::of(url()), option::of(Just("video/mp4"))),
        (option::of(line()), option::of(line()), option::of(image()), size()),
    )
        .prop_map(move |(what, more)| {
            json!({
                "type": "embed", "kind": what.0, "url": what.1, "frame": what.2,
                "media_type": what.3, "provider": more.0, "title": more.1,
                "poster": more.2, "size": more.3, "fallback": fallback,
            })
        })
}

fn table(
    cell: impl Strategy<Value = Value> + Clone,
    with_notes: bool,
) -> impl Strategy<Value = Value> {
    let align = select(&["unset", "start", "middle", "end"][..]);
    let plain = prop_oneof![
        5 => inlines(with_notes).prop_map(|it| json!([{ "type": "paragraph", "content": it }])),
        1 => Just(json!([])),
    ];
    let any_cell = prop_oneof![2 => plain.clone(), 1 => cell];
    let grid = (
        vec(align, 1..4),
        0_usize..3,
        1_usize..4,
        vec((any_cell, 0_u8..12, any::<bool>()), 18),
        vec(plain, 18),
        0_u8..4,
    );
    grid.prop_map(|(columns, heads, rows, cells, plain, kind)| {
        let width = columns.len();
        let mut covered = vec![0_usize; width];
        let mut out: Vec<Value> = Vec::new();
        let heads = if kind == 3 { heads } else { heads.min(1) };
        for row in 0..heads + rows {
            let left = if row < heads { heads - row } else { heads + rows - row };
            let mut line = Vec::new();
            let mut column = 0;
            while column < width {
                if covered[column] != 0 {
                    covered[column] -= 1;
                    column += 1;
                    continue;
                }
                let (blocks, span, header) = &cells[row * width + column];
                let header = match kind {
                    0 | 1 => row < heads,
                    2 => row < heads || column == 0,
                    _ => *header,
                };
                let blocks =
                    if kind == 3 { blocks } else { &plain[row * width + column] };
                let wide = kind == 3
                    && *span == 1
                    && column + 1 < width
                    && covered[column + 1] == 0;
                let tall = kind == 3 && *span == 2 && column != 0 && 1 < left;
                if tall {
                    covered[column] += 1;
                }
                line.push(json!({
                    "header": header, "columns": 1 + u8::from(wide),
                    "rows": 1 + u8::from(tall), "blocks": blocks,
                }));
                column += 1 + usize::from(wide);
            }
            out.push(json!({ "cells": line }));
        }
        let body = out.split_off(heads);
        json!({ "type": "table", "columns": columns, "head": out, "rows": body })
    })
}

fn blocks(with_notes: bool) -> BoxedStrategy<Value> {
    vec(block(with_notes), 1..5).prop_map(Value::from).boxed()
}

fn block(with_notes: bool) -> BoxedStrategy<Value> {
    let text = inlines(with_notes).boxed();
    let paragraph =
        text.clone().prop_map(|it| json!({ "type": "paragraph", "content": it }));
    let math = prop_oneof![
        select(&["x", "a \\\\ b", "x^2\ny", "# a", "\\frac{1}{2}"][..])
            .prop_map(|it| json!({ "type": "math", "notation": "tex", "source": it })),
        Just(json!({ "type": "math", "notation": "tex", "source": "x", "alt": "ex" })),
        Just(
            json!({ "type": "math", "notation": "math-ml", "source": "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mi>x</mi></math>" })
        ),
    ];
    let leaf = prop_oneof![
        8 => paragraph.clone(),
        2 => (1_u8..7, option::of("[a-z]{1,4}"), text.clone()).prop_map(|(level, id, content)| {
            json!({ "type": "heading", "level": level, "id": id, "content": content })
        }),
        1 => code(),
        1 => image().prop_map(|mut it| { it["type"] = "image".into(); it }),
        1 => math,
        1 => embed(json!([])),
        1 => Just(json!({ "type": "rule" })),
    ];
    let one = leaf.prop_recursive(3, 12, 4, move |inner| {
        let some = vec(inner.clone(), 1..4).prop_map(Value::from);
        let few = vec(inner.clone(), 0..3).prop_map(Value::from);
        let tick = prop_oneof![4 => Just(None), 1 => any::<bool>().prop_map(Some)];
        let item = (tick, few.clone())
            .prop_map(|(ticked, blocks)| json!({ "ticked": ticked, "blocks": blocks }));
        let start = prop_oneof![3 => Just(None), 1 => Just(Some(1)), 1 => (0_i64..300).prop_map(Some)];
        let optional = prop_oneof![1 => Just(json!([])), 1 => text.clone()];
        let kind = select(&["box", "warning", "pull-quote", "editorial"][..]);
        let definition = (vec(text.clone(), 1..3), vec(some.clone(), 1..3))
            .prop_map(|(terms, senses)| json!({ "terms": terms, "senses": senses }));
        let picture = image().prop_map(|mut it| {
            it["type"] = "image".into();
            json!([it])
        });
        let shown = prop_oneof![3 => picture, 1 => some.clone()];
        prop_oneof![
            3 => (start, vec(item, 1..4)).prop_map(|(start, items)| {
                json!({ "type": "list", "start": start, "items": items })
            }),
            1 => vec(definition, 1..3)
                .prop_map(|items| json!({ "type": "definitions", "items": items })),
            2 => (some.clone(), optional.clone()).prop_map(|(blocks, from)| {
                json!({ "type": "quote", "blocks": blocks, "attribution": from })
            }),
            2 => (shown, optional.clone(), optional.clone()).prop_map(|it| {
                json!({ "type": "figure", "content": it.0, "caption": it.1, "credit": it.2 })
            }),
            1 => (kind, optional, some.clone()).prop_map(|(kind, title, blocks)| {
                json!({ "type": "aside", "kind": kind, "title": title, "blocks": blocks })
            }),
            1 => some.prop_flat_map(embed),
            2 => table(few, with_notes),
        ]
    });
    one.boxed()
}
