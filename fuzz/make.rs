//! Articles of any shape, made of bytes.

use arbitrary::{Arbitrary, Result, Unstructured};
use offprint::{Article, article::from_json};
use serde_json::{Value, json};

/// Makes an article of bytes, by way of its JSON form.
pub(crate) fn article(u: &mut Unstructured<'_>) -> Result<Article> {
    let mut authors = Vec::new();
    for _ in 0..u.int_in_range(0..=2)? {
        authors.push(author(u)?);
    }
    let mut comments = Vec::new();
    for i in 0..u.int_in_range(0..=3)? {
        let parent = if i != 0 && u.arbitrary()? {
            json!(u.int_in_range(0..=i - 1)?)
        } else {
            Value::Null
        };
        comments.push(json!({
            "id": maybe(u, text)?, "parent": parent, "author": maybe(u, author)?,
            "posted": maybe(u, date)?, "url": maybe(u, url)?, "score": maybe(u, |u| i64::arbitrary(u))?,
            "standing": u.choose(&["published", "featured", "removed"])?, "content": blocks(u, 2)?,
        }));
    }
    let mut notes = Vec::new();
    for _ in 0..u.int_in_range(0..=2)? {
        notes.push(json!({ "blocks": blocks(u, 1)? }));
    }
    let outlet =
        |u: &mut Unstructured<'_>| Ok(json!({ "name": text(u)?, "url": maybe(u, url)? }));
    let value = json!({ "offprint": 1, "article": {
        "metadata": {
            "title": text(u)?, "subtitle": maybe(u, text)?, "summary": maybe(u, text)?,
            "byline": maybe(u, text)?, "url": maybe(u, url)?, "canonical": maybe(u, url)?,
            "id": maybe(u, text)?, "published": maybe(u, date)?, "updated": maybe(u, date)?,
            "language": maybe(u, text)?, "categories": several(u, text)?, "tags": several(u, text)?,
            "image": maybe(u, image)?,
        },
        "authors": authors,
        "body": { "blocks": blocks(u, 4)?, "notes": notes },
        "provenance": {
            "outlet": maybe(u, outlet)?, "permission": maybe(u, text)?, "pixel": maybe(u, url)?,
            "licence": { "spdx": maybe(u, text)?, "url": maybe(u, url)?, "statement": maybe(u, text)? },
            "notice": blocks(u, 1)?,
        },
        "discussion": { "comments": comments, "closed": bool::arbitrary(u)? },
    } });
    // One that breaks a rule of the model is none.
    from_json(&value.to_string()).map_err(|_| arbitrary::Error::IncorrectFormat)
}

type Make = fn(&mut Unstructured<'_>) -> Result<Value>;

fn maybe<T: Into<Value>>(
    u: &mut Unstructured<'_>,
    make: impl FnOnce(&mut Unstructured<'_>) -> Result<T>,
) -> Result<Value> {
    if u.arbitrary()? { Ok(make(u)?.into()) } else { Ok(Value::Null) }
}

fn several(u: &mut Unstructured<'_>, make: Make) -> Result<Value> {
    let mut items = Vec::new();
    for _ in 0..u.int_in_range(0..=3)? {
        items.push(make(u)?);
    }
    Ok(items.into())
}

/// Bytes as text, or a piece that is trouble somewhere.
fn text(u: &mut Unstructured<'_>) -> Result<Value> {
    const TROUBLE: &[&str] = &[
        "",
        " ",
        "\n",
        "]]>",
        "<script>alert(1)</script>",
        "-->",
        "--",
        "&amp;lt;",
        "\u{1b}[2J",
        "\0",
        "\u{202e}",
        "\u{fffe}",
        "***",
        "`",
        "$$",
        "[x](javascript:1)",
        "---\n",
        "{{ x }}",
        "{% x %}",
        "| a |",
        "> ",
        "1. ",
        "# ",
        "\u{2028}",
        "\"'",
        "\\",
        "\u{85}",
        "\r\n",
        "<!--",
        "<![CDATA[",
        "en",
    ];
    if u.ratio(1, 3)? {
        return Ok((*u.choose(TROUBLE)?).into());
    }
    Ok(<&str>::arbitrary(u)?.into())
}

fn url(u: &mut Unstructured<'_>) -> Result<Value> {
    let start = *u.choose(&[
        "https://a.example/",
        "http://b.example/?q=",
        "mailto:a@b.example?x=",
    ])?;
    let rest = <&str>::arbitrary(u)?;
    let url = url::Url::parse(&format!("{start}{rest}"));
    Ok(url.map_err(|_| arbitrary::Error::IncorrectFormat)?.as_str().into())
}

fn date(u: &mut Unstructured<'_>) -> Result<Value> {
    let year = u.int_in_range(1..=9999)?;
    Ok(format!("{year:04}-{:02}-{:02}", u.int_in_range(1..=12)?, u.int_in_range(1..=28)?)
        .into())
}

fn place(u: &mut Unstructured<'_>) -> Result<Value> {
    if u.arbitrary()? { url(u) } else { text(u) }
}

fn image(u: &mut Unstructured<'_>) -> Result<Value> {
    Ok(json!({ "address": place(u)?, "alt": text(u)? }))
}

fn author(u: &mut Unstructured<'_>) -> Result<Value> {
    Ok(json!({
        "name": text(u)?, "position": maybe(u, text)?, "urls": several(u, url)?,
        "portrait": maybe(u, image)?, "bio": blocks(u, 1)?,
    }))
}

fn blocks(u: &mut Unstructured<'_>, depth: usize) -> Result<Value> {
    let mut items = Vec::new();
    for _ in 0..u.int_in_range(0..=3)? {
        items.push(block(u, depth)?);
    }
    Ok(items.into())
}

fn block(u: &mut Unstructured<'_>, depth: usize) -> Result<Value> {
    let most = if depth == 0 { 5 } else { 12 };
    Ok(match u.int_in_range(0..=most)? {
        0 | 1 => json!({ "type": "paragraph", "content": inlines(u, 3)? }),
        2 => {
            json!({ "type": "heading", "level": u.int_in_range(1..=6)?, "id": maybe(u, text)?, "content": inlines(u, 2)? })
        }
        3 => json!({ "type": "code", "language": maybe(u, text)?, "text": text(u)? }),
        4 => json!({ "type": "image", "address": place(u)?, "alt": text(u)? }),
        5 => {
            json!({ "type": "math", "notation": "tex", "source": text(u)?, "alt": maybe(u, text)? })
        }
        6 => {
            let mut items = Vec::new();
            for _ in 0..u.int_in_range(0..=3)? {
                items.push(json!({ "ticked": maybe(u, |u| bool::arbitrary(u))?, "blocks": blocks(u, depth - 1)? }));
            }
            json!({ "type": "list", "start": maybe(u, |u| i64::arbitrary(u))?, "items": items })
        }
        7 => {
            json!({ "type": "quote", "blocks": blocks(u, depth - 1)?, "attribution": inlines(u, 1)? })
        }
        8 => {
            json!({ "type": "figure", "content": blocks(u, depth - 1)?, "caption": inlines(u, 1)?, "credit": inlines(u, 1)? })
        }
        9 => {
            json!({ "type": "embed", "kind": u.choose(&["video", "audio", "post", "document", "interactive"])?,
            "url": url(u)?, "frame": maybe(u, url)?, "title": maybe(u, text)?, "provider": maybe(u, text)?,
            "media_type": maybe(u, text)?, "poster": maybe(u, image)?, "fallback": blocks(u, depth - 1)? })
        }
        10 => {
            let mut rows = Vec::new();
            for _ in 0..u.int_in_range(0..=3)? {
                let mut cells = Vec::new();
                for _ in 0..u.int_in_range(0..=3)? {
                    cells.push(json!({ "header": bool::arbitrary(u)?, "columns": u16::arbitrary(u)?,
                        "rows": u16::arbitrary(u)?, "blocks": blocks(u, depth - 1)? }));
                }
                rows.push(json!({ "cells": cells }));
            }
            let head =
                if u.arbitrary()? { rows.split_off(rows.len() / 2) } else { Vec::new() };
            json!({ "type": "table", "columns": ["start", "end"], "head": head, "rows": rows })
        }
        11 => {
            json!({ "type": "aside", "kind": u.choose(&["box", "warning", "pull-quote", "editorial"])?,
            "title": inlines(u, 1)?, "blocks": blocks(u, depth - 1)? })
        }
        _ => {
            json!({ "type": "definitions", "items": [{ "terms": [inlines(u, 1)?], "senses": [blocks(u, depth - 1)?] }] })
        }
    })
}

fn inlines(u: &mut Unstructured<'_>, depth: usize) -> Result<Value> {
    let mut items = Vec::new();
    for _ in 0..u.int_in_range(0..=3)? {
        items.push(inline(u, depth)?);
    }
    Ok(items.into())
}

fn inline(u: &mut Unstructured<'_>, depth: usize) -> Result<Value> {
    const MARKS: &[&str] = &[
        "emphasis",
        "strong",
        "struck",
        "underline",
        "superscript",
        "subscript",
        "small-caps",
        "highlight",
        "quote",
    ];
    let most = if depth == 0 { 5 } else { 7 };
    Ok(match u.int_in_range(0..=most)? {
        0 => json!({ "type": "text", "text": text(u)? }),
        1 => json!({ "type": "break" }),
        2 => json!({ "type": "code", "text": text(u)? }),
        3 => json!({ "type": "image", "address": place(u)?, "alt": text(u)? }),
        4 => {
            json!({ "type": "math", "notation": "tex", "source": text(u)?, "alt": maybe(u, text)? })
        }
        5 => json!({ "type": "note-ref", "note": u.int_in_range(0..=1)? }),
        6 => {
            json!({ "type": "marked", "mark": u.choose(MARKS)?, "content": inlines(u, depth - 1)? })
        }
        _ => {
            json!({ "type": "link", "address": place(u)?, "title": maybe(u, text)?, "content": inlines(u, depth - 1)? })
        }
    })
}
