use crate::{
    dom::{self, Dom},
    extract::{self, Page, Parts, Wanted},
    report::Report,
};

const LINE: &str = "<p>The pier stands far out in the sea, and the sea knows it well, \
    for it has come in and gone out under these planks for a hundred years and more.</p>";

/// Takes a page apart.
fn taken(html: &str) -> (Dom, Parts) {
    let (dom, _) = dom::parse(html);
    let page = Page::new(&dom, None);
    let parts = extract::extract(&page, &Wanted::default(), &mut Report::default());
    (dom, parts)
}

/// Returns the words of the body of a page.
fn words(html: &str) -> String {
    let (dom, parts) = taken(html);
    let mut out = String::new();
    for root in &parts.body {
        dom.words_without(*root, &mut out, |it| parts.labels.get(it).is_some());
    }
    out
}

/// Returns the words of the body of a page in which something stands between two
/// pieces of text.
fn body(between: &str) -> String {
    let text = LINE.repeat(6);
    let html =
        format!("<title>A pier</title><main><h1>A pier</h1>{text}{between}{text}</main>");
    words(&html)
}

/// Returns what the body holds of something between two pieces of its text.
fn kept(between: &str) -> String {
    let line = dom::parse(LINE).0;
    let line = line.words(Dom::ROOT);
    body(between).replace(&line, "").trim().to_owned()
}

#[test]
fn ways_past_something_are_cut_with_the_place_they_lead_to() {
    let skip = "<figure><a href='#end'>skip past newsletter promotion</a>\
        <aside aria-label='newsletter promotion'><p>Sign up to Tides</p><p>It is free.</p></aside>\
        <p id='end'>after newsletter promotion</p></figure>";
    assert_eq!(kept(skip), "");
    assert_eq!(
        kept("<p><a href='#end'>Skip it</a></p><h2 id='end'>The end</h2><p>It came.</p>"),
        "The end It came."
    );
}

#[test]
fn the_foot_of_a_quotation_is_part_of_it() {
    let quote = "<blockquote><p>A pier is a road.</p><footer>Anon., <cite>Piers</cite>\
        </footer></blockquote>";
    assert_eq!(kept(quote), "A pier is a road. Anon., Piers");
    assert_eq!(kept("<footer>All rights are kept.</footer>"), "");
}

#[test]
fn what_is_left_out_of_print_is_left_out() {
    assert_eq!(
        kept("<div class='bar hidden-print'><p>You may change this page.</p></div>"),
        ""
    );
    assert_eq!(kept("<div class='d-print-none'>Send a tip to our desk.</div>"), "");
    assert_eq!(
        kept("<div class='print'><p>You may change this page.</p></div>"),
        "You may change this page."
    );
}

#[test]
fn what_is_laid_over_the_page_may_be_longer_than_the_text() {
    let box_ = |class: &str| {
        let line = "<p>We keep cookies, which remember that you have been here, for as long as we like to.</p>";
        format!("<div class='{class}'><div>{}</div></div>", line.repeat(40))
    };
    assert_eq!(kept(&box_("privacy-modal")), "");
    assert_ne!(kept(&box_("modal")), "");
}

#[test]
fn a_caption_that_leads_where_its_picture_leads_is_another_page() {
    let card = |to: &str| {
        format!(
            "<div class='film'><a href='/film/1'><img src='a.jpg'></a>\
             <div class='caption'><h3><a href='{to}'>Ten piers in a minute</a></h3><p>See them all</p></div></div>"
        )
    };
    assert_eq!(kept(&card("/film/1")), "");
    assert_ne!(kept(&card("/essays/2")), "");
}

#[test]
fn boxes_that_ask_for_mail_are_cut_by_what_they_ask() {
    let box_ = |field: &str| {
        format!(
            "<div><h4>Tides</h4><p>We tell you when it comes.</p><form><input {field}></form></div>"
        )
    };
    assert_eq!(kept(&box_("type=email")), "");
    assert_eq!(kept(&box_("placeholder='Your e-mail'")), "");
    assert_eq!(kept(&box_("type=checkbox")), "Tides We tell you when it comes.");
}

#[test]
fn rows_of_links_and_labels_of_players_are_cut() {
    assert_eq!(
        kept(
            "<p>Lists: <a href=/a>Piers</a> | <a href=/b>Boats</a> | <a href=/c>Nets</a></p>"
        ),
        ""
    );
    let said = "<p>It asks <a href=/a>who</a> / <a href=/b>what</a> / and then where it all went.</p>";
    assert_ne!(kept(said), "");
    assert_eq!(kept("<div>Watch 2:49</div><div>Listen · 13:47</div>"), "");
    assert_eq!(kept("<div>Low water 2:49</div>"), "Low water 2:49");
    assert_eq!(
        kept(
            "<ul><li><a href='#'>One more</a></li><li><a href='#'>And more</a></li></ul>"
        ),
        ""
    );
}

#[test]
fn lines_of_paid_links_alone_are_cut() {
    let link = "<a rel='nofollow sponsored' href='https://shop.example/'>";
    assert_eq!(kept(&format!("<div>{link}Nets at the Boat Shop</a> $40</div>")), "");
    assert_ne!(
        kept("<p><a rel=sponsored href=/shop>Nets</a> hold for years, he said.</p>"),
        ""
    );
    assert_ne!(
        kept(&format!("<h3>{link}Nets</a></h3><p>They hold for years, he said.</p>")),
        ""
    );
}

#[test]
fn what_stands_for_what_has_not_come_is_cut() {
    assert_eq!(kept("<p>Loading chart...</p><p>Cargando…</p>"), "Cargando…");
    assert_ne!(kept("<p>Loading coal onto the boats took three men...</p>"), "");
    let shown = "<div class='caption'><p>The pier <b class='hide-caption'>hide caption</b></p></div>";
    assert_eq!(kept(&format!("<div><img src=a.jpg>{shown}</div>")), "The pier");
}

#[test]
fn a_column_beside_the_headline_may_be_longer_than_the_text() {
    let teaser = format!("<div><h4><a href=/x>Boats</a></h4>{LINE}</div>");
    let html = format!(
        "<title>A pier</title><div id=content><div id=main><h1>A pier</h1>{}</div>\
         <div id=sidebar>{}</div></div>",
        LINE.repeat(6),
        teaser.repeat(9)
    );
    let out = words(&html);
    assert!(!out.contains("Boats"), "{out}");
}

#[test]
fn what_machines_are_told_does_not_cut_pictures() {
    let text = LINE.repeat(6);
    let told = dom::parse(&text).0;
    let told = told.words(Dom::ROOT);
    let shown = "<figure><img src='a.jpg'><figcaption><p>The pier as it was before it was built anew.</p></figcaption></figure>";
    let html = format!(
        "<title>A pier</title><script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"articleBody\":\"{told}\"}}</script>\
         <article><h1>A pier</h1>{text}{shown}<p>The boat as it was when it was new and tarred</p>{LINE}</article>"
    );
    let (dom, parts) = taken(&html);
    let image = dom.named(Dom::ROOT, "img").next().unwrap();
    assert!(dom.ancestors(image).all(|it| parts.labels.get(it).is_none()));
    let cut = dom.named(Dom::ROOT, "p").any(|it| parts.labels.get(it).is_some());
    assert!(cut);
}

#[test]
fn the_frame_of_a_picture_may_be_called_after_how_it_opens() {
    let shown =
        "<figure><div class='slideshow-modal-image'><img src='a.jpg'></div></figure>";
    let html = format!(
        "<title>A pier</title><main><h1>A pier</h1>{}{shown}{}</main>",
        LINE.repeat(6),
        LINE.repeat(6)
    );
    let (dom, parts) = taken(&html);
    let image = dom.named(Dom::ROOT, "img").next().unwrap();
    assert!(dom.ancestors(image).all(|it| parts.labels.get(it).is_none()));
}

/// Returns what is kept of something that stands before the first long line.
fn opened(before: &str) -> String {
    let line = dom::parse(LINE).0;
    let line = line.words(Dom::ROOT);
    let html = format!(
        "<title>A pier</title><article><h1>A pier</h1><p class=byline>By Ana Ruiz</p>
         <div class=entry-content>{before}{}</div></article>",
        LINE.repeat(6)
    );
    words(&html).replace(&line, "").trim().to_owned()
}

#[test]
fn a_text_may_open_with_something_short() {
    for (html, words) in [
        ("<p>Dear reader,</p>", "Dear reader,"),
        ("<p>“Who built it?”</p>", "“Who built it?”"),
        ("<p>It rained.</p><p>Nobody came.</p>", "It rained. Nobody came."),
        ("<p>You need:</p><ul><li>oil<li>a wick</ul>", "You need: oil a wick"),
        ("<blockquote><p>All roads are water</p></blockquote>", "All roads are water"),
        (
            "<figure><img src=a.jpg><figcaption>The pier at dawn</figcaption></figure>",
            "The pier at dawn",
        ),
        (
            "<figure><img src=a.jpg><figcaption>Ana Ruiz (left)</figcaption></figure>",
            "Ana Ruiz (left)",
        ),
        ("<div>Harbour news</div>", ""),
        ("<p>5 min read</p>", ""),
    ] {
        assert_eq!(opened(html), words, "{html}");
    }
}

#[test]
fn what_plays_is_kept_without_its_buttons() {
    let player = "<div class='audio-player'><button>Play</button>
        <audio controls src='/pier.mp3'></audio><span>Speed</span></div>";
    assert_eq!(kept(player), "");
    let plays = |html: &str| {
        let text = LINE.repeat(6);
        let (dom, parts) =
            taken(&format!("<main><h1>A pier</h1>{text}{html}{text}</main>"));
        let audio = dom.named(Dom::ROOT, "audio").next().unwrap();
        parts.labels.covering(&dom, audio).is_none()
    };
    assert!(plays(player));
    assert!(!plays(
        "<div class='audio-player'><audio></audio><span>Up next</span></div>"
    ));
}

#[test]
fn a_paragraph_in_the_text_may_name_an_address_or_a_day() {
    let mail =
        "<p>You may write to me at <a href='mailto:a@b.example'>a@b.example</a>.</p>";
    assert_ne!(kept(mail), "");
    let day = "The hearing is set for May 3, 2024.";
    assert_eq!(kept(&format!("<p>{day}</p>")), day);
    let line = dom::parse(LINE).0;
    let line = line.words(Dom::ROOT);
    let html = format!("<h1>A pier</h1>{LINE}<p>{day}</p>{}", LINE.repeat(4));
    assert_eq!(words(&html).replace(&line, "").trim(), day);
}

#[test]
fn stars_between_two_scenes_stay() {
    assert_eq!(kept("<p>* * *</p>"), "* * *");
    assert_eq!(kept("<p>|</p>"), "");
}

#[test]
fn a_picture_between_headline_and_text_comes_with_its_caption() {
    let page = |figure: &str| {
        words(&format!(
            "<article><h1>A pier</h1>{figure}<div class=entry-content>{}</div></article>",
            LINE.repeat(6)
        ))
    };
    let figure = "<figure><img src=a.jpg><figcaption>At dawn</figcaption></figure>";
    assert!(page(figure).starts_with("At dawn The pier"), "{}", page(figure));
    for other in [
        "<figure><img src=a.jpg></figure>".to_owned(),
        format!("<div class=related-posts>{figure}</div>"),
        format!("<a href='/b'>{figure}</a>"),
    ] {
        assert!(page(&other).starts_with("The pier"), "{other}: {}", page(&other));
    }
}

#[test]
fn what_the_author_leads_to_is_part_of_the_text() {
    let page = |html: &str| {
        let text = LINE.repeat(6);
        let line = dom::parse(LINE).0;
        let line = line.words(Dom::ROOT);
        let html = format!(
            "<link rel=canonical href=https://pier.example/a><main><h1>A pier</h1>
             {text}{html}{text}</main>"
        );
        words(&html).replace(&line, "").trim().to_owned()
    };
    let list = |host: &str| {
        format!(
            "<h2>Further reading</h2><ul><li><a href='https://{host}/x'>A Reed Reader</a>, by O.</li>
             <li><a href='https://{host}/y'>Rust</a>, by P.</li></ul>"
        )
    };
    assert_ne!(page(&list("reeds.example")), "");
    assert_eq!(page(&list("pier.example")), "");
    let file =
        "<div><a href='/kit.pdf'>Kit list</a> <a href='/kit.pdf' download>Load</a></div>";
    assert_ne!(page(file), "");
    let card = |host: &str| {
        format!(
            "<div class=bookmark-card><a href='https://{host}/ash'><b>Ash and extraction</b>
             <i>What the numbers on the bag mean.</i></a></div>"
        )
    };
    assert_ne!(page(&card("reeds.example")), "");
}
