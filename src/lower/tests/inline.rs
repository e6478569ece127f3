//! Running text: its spaces, marks, links and formulas.

use super::*;

#[test]
fn white_space_collapses_as_in_browsers() {
    check(
        "<p>  One\n  two <b> three</b> <i>four </i>five </p>",
        "One two *three* _four_ five",
    );
    check("<div>One<div>two</div>three</div>", "One\ntwo\nthree");
    check("<p>One<br> two<br>\n</p>", "One/two");
    check("<p>One<br><br>two<br/>\n<br/>three", "One\ntwo\nthree");
    check("<p>No\u{a0}break</p>", "No\u{a0}break");
    check("<p>a<b>b</b><b>c</b></p><p> <b> </b> </p>", "a*bc*");
}

#[test]
fn marks_go_on_across_blocks() {
    check("<b><p>One<p>two</b>", "*One*\n*two*");
    check(
        "<a href='/x'><h3>Head</h3><p>text</p></a>",
        "h1 [Head](https://outlet.example/x)\n[text](https://outlet.example/x)",
    );
    check(
        "<em><i>once</i></em> <strong><a href='b'>x</a></strong>",
        "_once_ *[x](https://outlet.example/news/b)*",
    );
}

#[test]
fn marks_are_told_from_elements_and_styles() {
    let body = lower(
        "<p><span style='font-style: italic'>a</span><span style='font-weight:700'>b</span>\
         <b style='font-weight:normal'>c</b><span class='small-caps'>d</span><q>e</q>\
         <span lang='fr'>f</span><mark>g</mark><sub>h</sub><u>i</u><del>j</del></p>",
    );
    let Block::Paragraph { content } = &body.blocks[0] else { panic!("{body:?}") };
    let marks: Vec<Option<Mark>> = content
        .iter()
        .map(|it| match it {
            Inline::Marked { mark, .. } => Some(mark.clone()),
            _ => None,
        })
        .collect();
    let expected = vec![
        Some(Mark::Emphasis),
        Some(Mark::Strong),
        None,
        Some(Mark::SmallCaps),
        Some(Mark::Quote),
        Some(Mark::Language("fr".into())),
        Some(Mark::Highlight),
        Some(Mark::Subscript),
        Some(Mark::Underline),
        Some(Mark::Struck),
    ];
    assert_eq!(marks, expected);
}

#[test]
fn formulas_are_read_once() {
    check(
        "<p>x <span class=katex><span class=katex-mathml><math><semantics><mi>a</mi>\
           <annotation encoding='application/x-tex'>a^2</annotation></semantics></math></span>\
           <span class=katex-html aria-hidden=true>a2</span></span></p>",
        "x $a^2$",
    );
    check(
        "<span class=MathJax_Preview>a</span><span class=MathJax>a</span>\
           <script type='math/tex; mode=display'>a_1</script>",
        "$$a_1$$",
    );
    check("<p><span class='math inline'>\\(b\\)</span></p>", "$b$");
    let body = lower(
        "<p><math alttext='half'><mfrac><mn onclick='x'>1</mn><mn>2</mn></mfrac></math></p>",
    );
    let Block::Paragraph { content } = &body.blocks[0] else { panic!("{body:?}") };
    let Inline::Math(Math { notation, source, alt }) = &content[0] else { panic!() };
    assert_eq!(*notation, Notation::MathMl);
    assert_eq!(
        source,
        "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mfrac><mn>1</mn><mn>2</mn></mfrac></math>"
    );
    assert_eq!(alt.as_deref(), Some("half"));
}

#[test]
fn links_keep_only_what_cannot_run() {
    let (body, report) = lower_at(
        "<p><a href='java\nscript:x()'>a</a> <a href='mailto:a@b.example'>b</a> <a href='../c'>c</a>\
         <a href='tel:1'>d</a> <a href='#'>e</a></p>",
        None,
    );
    assert_eq!(sketch(&body.blocks), "a [b](mailto:a@b.example) [c](../c)d e");
    let dropped: Vec<_> =
        report.entries.iter().filter(|it| it.code == Code::AddressDropped).collect();
    assert_eq!(dropped.len(), 2);
    let (body, _) = lower_at(
        "<p><a href='a):b'>a</a> <a href='&amp;x;avascript:x()'>b</a> <a href='java script:x()'>c</a> <a href='javascript&amp;colon;x()'>d</a></p>",
        None,
    );
    assert_eq!(
        sketch(&body.blocks),
        "[a](./a):b) [b](./&x;avascript:x()) c [d](./javascript&colon;x())"
    );
    check(
        "<h2 id=end>End</h2><p><a href='#end'>a</a><a href='/news/dome.html#end'>b</a><a href='#gone'>c</a></p>",
        "h1#end End\n[a](#end)[b](#end)[c](https://outlet.example/news/dome.html#gone)",
    );
}

#[test]
fn hidden_addresses_of_mail_are_read() {
    check(
        "<p><a href='/cdn-cgi/l/email-protection' class='__cf_email__' data-cfemail='5a3b1a3874393577'>[email]</a></p>",
        "a@b.co-",
    );
    let body = lower("<p><a href='x'>y</a></p>");
    let Block::Paragraph { content } = &body.blocks[0] else { panic!() };
    let Inline::Link(link) = &content[0] else { panic!() };
    assert!(matches!(link.address, Address::Web(_)));
}

#[test]
fn spans_that_are_shown_as_lines_are_lines() {
    check(
        "<h2><span class='text-xl block'>Lamps</span><span class='d-block'>and oil</span></h2>
         <ul><li><span style='color: red; display: block'>Wick</span><span>trim</span></ul>
         <p>A <span class='blocky'>li</span><span class='sm:block'>ne</span>",
        "h1 Lamps and oil\nlistNone(Wick / trim)\nA line",
    );
}

#[test]
fn cut_nodes_are_left_out() {
    let (dom, _) = dom::parse_fragment(
        "<p>One <b>two</b> three</p><div>four</div><ul><li>five<li>six</ul>",
    );
    let cut: Vec<NodeId> = ["b", "div"]
        .iter()
        .map(|it| dom.named(Dom::ROOT, it).next_back().unwrap())
        .collect();
    let is_cut = |it: NodeId| cut.contains(&it);
    let cx = Context { dom: &dom, base: None, beside: None, home: None, cut: &is_cut };
    let blocks = blocks(&cx, &[Dom::ROOT], &mut Report::default());
    assert_eq!(sketch(&blocks), "One three\nlistNone(five; six)");
}
