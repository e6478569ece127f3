mod languages;

use crate::{
    article::{Metadata, Provenance, Relation},
    dom::{self, Dom},
    extract::{Labels, Page, lines::Lines},
    report::Report,
};

struct Read {
    provenance: Provenance,
    notice: Vec<String>,
}

fn read(html: &str) -> Read {
    let (dom, _) = dom::parse(html);
    let page = Page::new(&dom, None);
    let mut labels = Labels::new(&dom);
    let body: Vec<_> = dom.named(Dom::ROOT, "article").collect();
    let mut provenance = Provenance::default();
    let card = Metadata::default();
    let mut report = Report::default();
    let lines = Lines::read(&dom, page.body, &body, &labels);
    let nodes = super::find(
        &page,
        &body,
        &lines,
        &card,
        &mut provenance,
        &mut labels,
        &mut report,
    );
    let notice = nodes.iter().map(|it| dom.words(*it)).collect();
    Read { provenance, notice }
}

fn page(notice: &str) -> String {
    let prose = "The keeper climbed the stair each evening and wrote the weather down in a book. ";
    format!(
        "<title>Lamps | The Lantern</title><meta property=og:url content=https://lantern.example/lamps>\
         <article><h1>Lamps</h1><p>{}</p><p>{}</p><p>{notice}</p></article>",
        prose.repeat(9),
        prose.repeat(9),
    )
}

/// The publisher that a last paragraph names.
fn publisher(notice: &str) -> Option<String> {
    read(&page(notice)).provenance.original.map(|it| it.outlet.name)
}

#[track_caller]
fn names(cases: &[(&str, &str)]) {
    let found: Vec<_> = cases.iter().map(|it| (it.0, publisher(it.0))).collect();
    let found: Vec<_> =
        found.iter().map(|it| (it.0, it.1.as_deref().unwrap_or(""))).collect();
    assert_eq!(found, cases);
}

#[track_caller]
fn none(cases: &[&str]) {
    let found: Vec<_> =
        cases.iter().filter_map(|it| Some((it, publisher(it)?))).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn keeps_the_notice_word_for_word_and_nothing_else() {
    let found = read(&page(
        "This story originally appeared in Harbour. It is republished here with permission.",
    ));
    assert_eq!(
        found.notice,
        [
            "This story originally appeared in Harbour. It is republished here with permission."
        ]
    );
    let permission = found.provenance.permission.unwrap();
    assert_eq!(permission, "It is republished here with permission.");
}

#[test]
fn finds_a_notice_that_shares_a_line_with_a_date() {
    let html = page("").replace(
        "<h1>Lamps</h1>",
        "<h1>Lamps</h1><div><span>2019-05-03 09:58</span> <span>来源：<a href=https://g.example/1-2>港口网</a></span></div>",
    );
    let found = read(&html);
    assert_eq!(found.notice, ["来源：港口网"]);
    assert_eq!(
        found.provenance.original.unwrap().url.unwrap().as_str(),
        "https://g.example/1-2"
    );
}

#[test]
fn tells_piece_from_front_page() {
    let found = read(&page(
        "This article is republished from <a href='https://harbour.example/'>Harbour</a> under a \
         <a href='https://creativecommons.org/licenses/by-nd/4.0/'>Creative Commons licence</a>. \
         Read the <a href='https://harbour.example/old-lamps-17'>original article</a>.\
         <img src='https://counter.harbour.example/c/17.gif' width=1 height=1>",
    ));
    let original = found.provenance.original.unwrap();
    assert_eq!(original.url.unwrap().path(), "/old-lamps-17");
    assert_eq!(original.outlet.url.unwrap().path(), "/");
    assert_eq!(found.provenance.licence.unwrap().spdx.as_deref(), Some("CC-BY-ND-4.0"));
    assert_eq!(found.provenance.pixel.unwrap().path(), "/c/17.gif");
}

#[test]
fn tells_how_the_copy_differs() {
    let relation = |it: &str| read(&page(it)).provenance.original.unwrap().relation;
    assert_eq!(relation("Originally published by Harbour."), Relation::Reprint);
    assert_eq!(
        relation(
            "This article originally appeared in Harbour and was translated by A. Keeper."
        ),
        Relation::Translation
    );
    assert_eq!(
        relation("Excerpted from Harbour Lights by A. Keeper."),
        Relation::Excerpt
    );
    assert_eq!(
        relation("This essay is adapted from Harbour Lights by A. Keeper."),
        Relation::Adaptation
    );
}

#[test]
fn reads_the_date_of_the_first_printing() {
    let found = read(&page("Originally published on 3 May 2019 by Harbour."));
    let original = found.provenance.original.unwrap();
    assert_eq!(original.outlet.name, "Harbour");
    assert_eq!(original.published.unwrap().to_string(), "2019-05-03");
}

#[test]
fn takes_a_foreign_canonical_address_for_a_reprint() {
    let html = page("").replace(
        "<title>",
        "<link rel=canonical href=https://valleycourier.example/2019/lamps><title>",
    );
    let found = read(&html.replace("<h1>", "<p>By A. Keeper, Valley Courier</p><h1>"));
    let original = found.provenance.original.unwrap();
    assert_eq!(original.outlet.name, "Valley Courier");
    assert_eq!(original.url.unwrap().path(), "/2019/lamps");
    assert!(found.notice.is_empty());
}

#[test]
fn a_notice_may_lead_to_the_canonical_address() {
    let first = "https://harbour.example/2019/lamps";
    let html = |title: &str| {
        format!(
            "<title>{title}</title><link rel=canonical href={first}><article><h1>Lamps</h1>{}
             <p><em>This article was originally published by <a href={first}>Harbour
             Review</a> and is republished here under a licence.</em></p>",
            "<p>The lamp stands far out in the sea, and the sea knows it very well.</p>"
                .repeat(4)
        )
    };
    let found = read(&html("Lamps | Quarterly Commons"));
    assert_eq!(found.provenance.original.unwrap().outlet.name, "Harbour Review");
    assert!(!found.notice.is_empty());
    // The outlet itself offers the text for reprinting.
    assert!(read(&html("Lamps | Harbour Review")).notice.is_empty());
}

#[test]
fn a_version_elsewhere_is_an_adaptation_of_it() {
    let found = read(&page("A version of this story appeared in the Valley Courier."));
    let original = found.provenance.original.unwrap();
    assert_eq!(original.outlet.name, "Valley Courier");
    assert_eq!(original.relation, Relation::Adaptation);
    // Outlets say the same of their own print editions.
    none(&["A version of this story appeared in the Lantern."]);
}

#[test]
fn markup_may_say_what_is_a_notice() {
    let text = "Thanks to <a href='https://harbour.example/lamps-of-old'>Harbour Review</a>, \
                whose piece this is.";
    assert!(publisher(text).is_none());
    for attribute in
        ["role=doc-notice", "class=republication-notice", "class='u-repost-of h-cite'"]
    {
        let found = read(&page(&format!("</p><div {attribute}>{text}</div><p>")));
        let original = found.provenance.original.unwrap();
        assert_eq!(original.outlet.name, "Harbour Review", "{attribute}");
        assert_eq!(original.url.unwrap().path(), "/lamps-of-old");
        let [notice] = found.notice.as_slice() else { panic!("{:?}", found.notice) };
        assert!(notice.starts_with("Thanks to"), "{notice}");
    }
    let link = "Read it <a class=u-repost-of href='https://harbour.example/lamps-of-old'>there</a>.";
    let found = read(&page(link));
    assert_eq!(found.provenance.original.unwrap().url.unwrap().path(), "/lamps-of-old");
    // A warning is a notice too, and names no outlet.
    let own = "<a href='https://lantern.example/terms-of-use'>Our terms</a> hold.";
    assert!(publisher(&format!("</p><div role=doc-notice>{own}</div><p>")).is_none());
}

#[test]
fn data_may_say_what_a_text_is_based_on() {
    let data = |url: &str| {
        let text = format!(
            r#"<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Lamps",
            "isBasedOn":{{"@type":"NewsArticle","url":"{url}"}}}}</script>"#
        );
        read(&page(&text)).provenance.original
    };
    let original = data("https://harbour.example/lamps-of-old").unwrap();
    assert_eq!(original.url.unwrap().path(), "/lamps-of-old");
    assert!(data("https://lantern.example/lamps-of-old").is_none());
    let product = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Lamps",
        "isBasedOn":{"@type":"Product","url":"https://harbour.example/a-lamp-to-buy"}}</script>"#;
    assert!(read(&page(product)).provenance.original.is_none());
}
