use crate::article::{
    Address, Align, Article, Aside, AsideKind, Block, Body, Embed, EmbedKind, Figure,
    Inline, Mark, Math, Notation, Table, from_json, to_json,
};
use crate::report::Entry;

use super::*;
use crate::dom;

mod embeds;
mod figures;
mod inline;
mod notes;

fn lower_at(html: &str, base: Option<&str>) -> (Body, Report) {
    let (dom, _) = dom::parse_fragment(html);
    let base = base.map(|it| Url::parse(it).unwrap());
    let cx = Context {
        dom: &dom,
        base: base.as_ref(),
        beside: None,
        home: None,
        cut: &|_| false,
    };
    let mut report = Report::default();
    let body = body(&cx, &[Dom::ROOT], &mut report);
    (body, report)
}

fn lower(html: &str) -> Body {
    lower_at(html, Some("https://outlet.example/news/dome.html")).0
}

/// Writes running text so that a test can be read: `*mark*`, `[link](to)`.
fn inlines(content: &[Inline]) -> String {
    content
        .iter()
        .map(|it| match it {
            Inline::Text { text } => text.clone(),
            Inline::Break => "/".to_owned(),
            Inline::Marked { mark, content } => {
                let sign = match mark {
                    Mark::Emphasis => "_",
                    Mark::Strong => "*",
                    Mark::Superscript => "^",
                    Mark::Struck => "~",
                    _ => "|",
                };
                format!("{sign}{}{sign}", inlines(content))
            }
            Inline::Code { text } => format!("`{text}`"),
            Inline::Link(it) => format!("[{}]({})", inlines(&it.content), it.address),
            Inline::Image(it) => format!("![{}]({})", it.alt, it.address),
            Inline::Math(it) => format!("${}$", it.source),
            Inline::NoteRef { note } => format!("{{{note}}}"),
        })
        .collect()
}

/// Writes blocks as a sketch, one a line.
fn sketch(blocks: &[Block]) -> String {
    let lines: Vec<String> = blocks.iter().map(block).collect();
    lines.join("\n")
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph { content } => inlines(content),
        Block::Heading(it) => {
            let id = it.id.as_ref().map(|it| format!("#{it}")).unwrap_or_default();
            format!("h{}{id} {}", it.level, inlines(&it.content))
        }
        Block::List(it) => {
            let items: Vec<String> = it
                .items
                .iter()
                .map(|it| {
                    let tick = match it.ticked {
                        Some(true) => "x ",
                        Some(false) => "o ",
                        None => "",
                    };
                    format!("{tick}{}", sketch(&it.blocks).replace('\n', " / "))
                })
                .collect();
            format!("list{:?}({})", it.start, items.join("; "))
        }
        Block::Definitions { items } => items
            .iter()
            .map(|it| {
                let terms: Vec<String> = it.terms.iter().map(|it| inlines(it)).collect();
                let senses: Vec<String> = it.senses.iter().map(|it| sketch(it)).collect();
                format!("{} = {}", terms.join(", "), senses.join("; "))
            })
            .collect::<Vec<_>>()
            .join(" | "),
        Block::Quote { blocks, attribution } => {
            format!("quote({} -- {})", sketch(blocks), inlines(attribution))
        }
        Block::Code(it) => format!("code {:?} {:?}", it.language, it.text),
        Block::Image(it) => format!("image {} {:?} {:?}", it.address, it.alt, it.size),
        Block::Figure(it) => format!(
            "figure({} | {} | {})",
            sketch(&it.content),
            inlines(&it.caption),
            inlines(&it.credit)
        ),
        Block::Embed(it) => {
            format!("embed {:?} {} [{}]", it.kind, it.url, sketch(&it.fallback))
        }
        Block::Table(it) => {
            let row = |it: &crate::article::Row| {
                it.cells
                    .iter()
                    .map(|it| {
                        let span = if it.columns * it.rows == 1 {
                            String::new()
                        } else {
                            format!("{}x{} ", it.columns, it.rows)
                        };
                        format!("{span}{}", sketch(&it.blocks))
                    })
                    .collect::<Vec<_>>()
                    .join(",")
            };
            let head: Vec<String> = it.head.iter().map(row).collect();
            let rows: Vec<String> = it.rows.iter().map(row).collect();
            format!("table({} # {})", head.join("; "), rows.join("; "))
        }
        Block::Math(it) => format!("$${}$$", it.source),
        Block::Aside(it) => {
            format!("{:?}({}: {})", it.kind, inlines(&it.title), sketch(&it.blocks))
        }
        Block::Rule => "rule".to_owned(),
    }
}

fn check(html: &str, expected: &str) {
    assert_eq!(sketch(&lower(html).blocks), expected, "\n{html}");
}

fn check_notes(html: &str, text: &str, notes: &[&str]) {
    let body = lower(html);
    assert_eq!(sketch(&body.blocks), text, "\n{html}");
    let found: Vec<String> = body.notes.iter().map(|it| sketch(&it.blocks)).collect();
    assert_eq!(found, notes, "\n{html}");
}

fn depth(blocks: &[Block]) -> usize {
    let inner = |it: &Block| match it {
        Block::Quote { blocks, .. } => depth(blocks),
        _ => 0,
    };
    blocks.iter().map(|it| 1 + inner(it)).max().unwrap_or(0)
}

#[test]
fn deep_nesting_moves_up_and_is_reported_once() {
    let deep = format!(
        "{}deep{}",
        "<blockquote>a".repeat(100),
        "<b><i><u><s><sub><mark><q><em><sup>x".repeat(9)
    );
    let (body, report) = lower_at(&deep, None);
    assert!(body.text().contains("deep"));
    assert_eq!(body.text().matches('a').count(), 100);
    let said: Vec<_> =
        report.entries.iter().filter(|it| it.code == Code::NestingFlattened).collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert_eq!(depth(&body.blocks), MAX_BLOCKS);
}

#[test]
fn the_deepest_tables_are_not_too_deep_for_the_json_form() {
    let inside = format!("{}words", "<b><i><u><s><sub><mark><q><em><sup>".repeat(2));
    let table = "<table><caption>Months</caption><tr><td>a<td>b<tr><td>c<td>";
    for start in ["", "<figure>", "<table><tr><td>a<td>"] {
        let (body, report) =
            lower_at(&format!("{start}{}{inside}", table.repeat(40)), None);
        assert!(body.text().contains("words"), "{start}");
        let flattened = |it: &Entry| it.code == Code::NestingFlattened;
        assert!(report.entries.iter().any(flattened), "{start}");
        let mut article = Article::new("Tides");
        article.body = body;
        assert_eq!(from_json(&to_json(&article)).unwrap(), article, "{start}");
    }
}

#[test]
fn headings_begin_at_one_and_keep_their_distance() {
    check("<h3 id=a>A</h3><h5>B</h5><h2>C</h2>", "h2#a A\nh4 B\nh1 C");
    check("<h2><a id=x></a><strong>D</strong> </h2>", "h1#x D");
    check(
        "<section id=s><h2>E <a class='headerlink' href='#s'>¶</a></h2></section>",
        "h1#s E",
    );
    check(
        "<h2><a href='#f' id=f>F</a></h2><h2>G<span class='mw-editsection'>[edit]</span></h2>",
        "h1#f F\nh1 G",
    );
    // A link of a heading to itself is a sign, unless it holds the heading's words.
    for link in ["header-anchor", "permalink", "headerlink"] {
        check(
            &format!(
                "<h2 id=a><a class='{link}' href='#a'><span>A dome</span></a></h2>\
                 <a class='{link}' href='#b'><h3 id=b>Its key</h3></a>\
                 <h3 id=c>Its keys<a class='{link}' href='#c'>Permalink</a></h3>"
            ),
            "h1#a A dome\nh2#b Its key\nh2#c Its keys",
        );
    }
    check(
        "<h2><img src=a.png></h2>",
        "image https://outlet.example/news/a.png \"\" None",
    );
}

#[test]
fn signs_between_scenes_are_rules() {
    check(
        "<p>One.<p style='text-align: center'>* * *</p><h2>⁂</h2><p>Two - one.",
        "One.\nrule\nrule\nTwo - one.",
    );
}

#[test]
fn lists_nest_count_and_tick() {
    check("<ul><li>a<ul><li>b</ul><li><p>c<p>d</ul>", "listNone(a / listNone(b); c / d)");
    check("<ol start=4><li>a<li>b</ol>", "listSome(4)(a; b)");
    check("<ul><li>a</li><ul><li>b</li></ul></ul>", "listNone(a / listNone(b))");
    check(
        "<ul><li><input type=checkbox checked> a<li><label><input type=checkbox>b</label></ul>",
        "listNone(x a; o b)",
    );
    check("<li>a</li> <li>b</li>", "listNone(a; b)");
    check("<dl><dt>a<dt>b<dd>c<dd>d<div><dt>e<dd><p>f</div></dl>", "a, b = c; d | e = f");
    check("<dl><dd>only indented</dl>", "only indented");
}

#[test]
fn lists_that_count_otherwise_are_told() {
    for (html, told) in [
        ("<ol><li>a<li value=2>b</ol>", false),
        ("<ol start=4><li value=4>a<li>b</ol>", false),
        ("<ol type=1><li>a<li>b</ol>", false),
        ("<ul type=a><li>a<li value=7>b</ul>", false),
        ("<ol type=a><li>a<li>b</ol>", true),
        ("<ol style='list-style-type: lower-roman'><li>a<li>b</ol>", true),
        ("<ol reversed><li>a<li>b</ol>", true),
        ("<ol><li>a<li value=7>b</ol>", true),
    ] {
        let (_, report) = lower_at(html, None);
        let said = report.entries.iter().any(|it| it.code == Code::ListNumbers);
        assert_eq!(said, told, "{html}");
    }
}

#[test]
fn quotes_know_who_said_them() {
    check(
        "<blockquote><p>Dark.</p><footer>— A. Nightwatch</footer></blockquote>",
        "quote(Dark. -- A. Nightwatch)",
    );
    check(
        "<blockquote><p>Dark.</p><p><cite>A. Nightwatch</cite></p></blockquote>",
        "quote(Dark. -- A. Nightwatch)",
    );
    check(
        "<blockquote><p>Dark.<p>– A. Nightwatch, <i>Diary</i></blockquote>",
        "quote(Dark. -- A. Nightwatch, _Diary_)",
    );
    check(
        "<figure><blockquote>Dark.</blockquote><figcaption>A. Nightwatch</figcaption></figure>",
        "quote(Dark. -- A. Nightwatch)",
    );
    check("<blockquote>Read <cite>Diary</cite></blockquote>", "quote(Read _Diary_ -- )");
}

#[test]
fn code_keeps_its_lines_and_language() {
    check(
        "<pre><code class='language-rust'>fn a() {\n\tb();\n}\n</code></pre>",
        "code Some(\"rust\") \"fn a() {\\n\\tb();\\n}\"",
    );
    check(
        "<div class='highlight-source-shell'><pre>ls<br>cd</pre></div>",
        "code Some(\"shell\") \"ls\\ncd\"",
    );
    check("<pre class='brush: js; gutter: true'>a</pre>", "code Some(\"js\") \"a\"");
    check(
        "<table class=highlighttable><tr><td class=linenos><pre>1\n2</pre><td class=code>\
           <pre>a\nb</pre></table>",
        "code None \"a\\nb\"",
    );
    check("<p>Run <code>ls  -l\n x</code>, <kbd>q</kbd></p>", "Run `ls -l x`, `q`");
    check(
        "<p><code><a href='https://a.example/'>ls</a></code></p>",
        "[`ls`](https://a.example/)",
    );
}

#[test]
fn tables_keep_heads_spans_and_alignment() {
    let body = lower(
        "<table><caption>Results</caption><thead><tr><th>Star<th align=right>Mag</thead>\
         <tr><td rowspan=2>Vega<td style='text-align: right'>0.0<tr><td>0.1\
         <tfoot><tr><td colspan=2><ul><li>foot</ul></table>",
    );
    let Block::Figure(Figure { content, caption, .. }) = &body.blocks[0] else {
        panic!()
    };
    assert_eq!(inlines(caption), "Results");
    assert_eq!(
        sketch(content),
        "table(Star,Mag # 1x2 Vega,0.0; 0.1; 2x1 listNone(foot))"
    );
    let Block::Table(Table { columns, .. }) = &content[0] else { panic!() };
    assert_eq!(columns, &[Align::Unset, Align::End]);
    check("<table><tr><th>a<th>b<tr><td>1<td>2</table>", "table(a,b # 1,2)");
    check("<table><tr><td>x<td>y<tr><th>a<td>1<tr><th>b</table>", "table(x,y # a,1; b,)");
    check("<table role=presentation><tr><td>a<td>b</table>", "a\nb");
    check("<table><tr><td><p>One</p><p>two</p></td></tr></table>", "One\ntwo");
}

#[test]
fn asides_are_told_by_element_and_class() {
    check("<details><summary>More</summary><p>text</p></details>", "Box(More: text)");
    check("<aside><p>text</p></aside>", "Box(: text)");
    check(
        "<div class='admonition warning'><p class='admonition-title'>Mind</p><p>the gap</p></div>",
        "Warning(Mind: the gap)",
    );
    check(
        "<figure class='wp-block-pullquote'><blockquote><p>Dark.</p><cite>A. N.</cite></blockquote></figure>",
        "PullQuote(: Dark.\nA. N.)",
    );
    check("<p class='correction'>It was Vega.</p>", "Editorial(: It was Vega.)");
    let body = lower("<blockquote class=pullquote>Dark.</blockquote>");
    assert!(matches!(
        &body.blocks[0],
        Block::Aside(Aside { kind: AsideKind::PullQuote, .. })
    ));
}

#[test]
fn words_from_the_editors_stand_apart() {
    check(
        "<p>Editor’s note: names were changed.</p><p>a</p><p>b</p><p>c</p><p>d</p>\
         <p>This article was originally published in May.</p>",
        "Editorial(: Editor’s note: names were changed.)\na\nb\nc\nd\n\
         Editorial(: This article was originally published in May.)",
    );
    check(
        "<p>a</p><p>b</p><p>c</p><p>d</p><p>This article was updated, he wrote.</p><p>e</p><p>f</p><p>g</p><p>h</p>",
        "a\nb\nc\nd\nThis article was updated, he wrote.\ne\nf\ng\nh",
    );
}
