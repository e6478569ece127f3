use crate::{
    article::Author,
    dom::{self, Dom, NodeId},
    extract::{Content, Labels, Page, Part, lines::Lines},
};

struct Read {
    authors: Vec<Author>,
    /// The author's place and the words of each bio.
    bios: Vec<(usize, String)>,
}

fn read(html: &str, authors: &[&str]) -> Read {
    let (dom, _) = dom::parse(html);
    let page = Page::new(&dom, None);
    let mut labels = Labels::new(&dom);
    let body: Vec<NodeId> = dom.named(Dom::ROOT, "article").collect();
    let mut authors: Vec<Author> = authors.iter().map(|it| Author::named(*it)).collect();
    let lines = Lines::read(&dom, page.body, &body, &labels);
    let found = super::find(&page, &body, &lines, &mut authors, &mut labels);
    let words = |content: &Content| match content {
        Content::Markup(it) => it.clone(),
        Content::Nodes { roots, without } => {
            let mut all = Vec::new();
            for root in roots {
                assert_eq!(labels.covering(&dom, *root).map(|it| it.0), Some(Part::Bio));
                let mut out = String::new();
                dom.words_without(*root, &mut out, |it| without.contains(&it));
                all.push(out.trim().to_owned());
            }
            all.join(" ")
        }
    };
    let bios = found.iter().map(|it| (it.author, words(&it.content))).collect();
    Read { authors, bios }
}

fn page(inside: &str, after: &str) -> String {
    let prose = "The keeper climbed the stair each evening and wrote the weather down in a book. ";
    format!(
        "<title>Lamps</title><article><h1>Lamps</h1><p>{}</p><p>{}</p>{inside}</article>{after}",
        prose.repeat(9),
        prose.repeat(9)
    )
}

#[track_caller]
fn bio(html: &str, authors: &[&str], wanted: &str) -> Read {
    let found = read(html, authors);
    let told: Vec<&str> = found.bios.iter().map(|it| it.1.as_str()).collect();
    assert_eq!(told, [wanted]);
    found
}

#[test]
fn reads_a_box_and_leaves_its_furniture() {
    let html = page(
        "",
        "<div class=author-box><img src=https://a.example/p.jpg width=96 height=96 alt='Ana Keeper'>\
        <h4 class=author-name>Ana Keeper</h4><div class=author-bio><p>Ana tends lamps on the coast and writes about the sea.</p></div>\
        <a href=https://a.example/author/ana>View all posts by Ana Keeper</a>\
        <ul><li><a href='https://www.linkedin.com/in/anakeeper'>LinkedIn</a></li></ul></div>",
    );
    let found = bio(
        &html,
        &["Ana Keeper"],
        "Ana tends lamps on the coast and writes about the sea.",
    );
    let author = &found.authors[0];
    assert!(author.portrait.is_some());
    assert_eq!(author.urls[0].path(), "/author/ana");
    assert_eq!(author.urls[1].host_str(), Some("www.linkedin.com"));
}

#[test]
fn what_a_site_runs_on_is_no_note_about_a_person() {
    let html = page(
        "",
        "<div id=footer><p>Wet Paper is proudly powered by <a href=//p.example>Paper</a></p></div>",
    );
    let found = read(&html, &[]);
    assert!(found.bios.is_empty() && found.authors.is_empty());
}

#[test]
fn a_row_of_people_is_no_note_about_the_first() {
    let html = page(
        "",
        "<div class=autor><a href=/a/1>Ana Keeper</a>, <a href=/a/2>Bo Lind</a>, News of the Coast</div>",
    );
    assert!(read(&html, &["Ana Keeper", "Bo Lind"]).bios.is_empty());
    let html =
        page("<div class=byline>Ana Keeper ana@a.example, 5 March 2024 14:20</div>", "");
    assert!(read(&html, &["Ana Keeper"]).bios.is_empty());
}

#[test]
fn reads_italics_at_the_end_in_many_languages() {
    for text in [
        "<b>Ana Keeper</b> is a writer who lives by the sea and keeps a lamp.",
        "Ana Keeper ist Schriftstellerin und lebt am Meer in einem Turm.",
        "Ana Keeper est écrivaine et vit au bord de la mer dans une tour.",
        "Ana Keeper es escritora y vive junto al mar en una torre.",
        "Ana Keeper é escritora e vive junto ao mar numa torre.",
        "Ana Keeper è una scrittrice e vive in una torre sul mare.",
        "Ana Keeper jest pisarką i mieszka w wieży nad morzem.",
        "Ana Keeper — писательница, живёт в башне у моря.",
        "Ana Keeper är författare och bor i ett torn vid havet.",
        "Ana Keeper, a writer, lives in a tower by the sea.",
    ] {
        let html = page(&format!("<p><em>{text}</em></p>"), "");
        let found = read(&html, &["Ana Keeper"]);
        assert_eq!(found.bios.len(), 1, "{text}");
        assert_eq!(found.bios[0].1, text.replace("<b>", "").replace("</b>", ""));
    }
}

#[test]
fn reads_sentences_that_call_the_author_the_author() {
    for text in [
        "The author is a professor of light at the school of lamps.",
        "Der Autor ist Professor für Licht an der Schule der Lampen.",
        "（作者系灯塔大学教授，长期研究海上灯光与气象的历史）",
    ] {
        let html = page(&format!("<p><i>{text}</i></p>"), "");
        bio(&html, &["Ana Keeper"], text);
    }
}

#[test]
fn ties_each_note_to_its_author() {
    let html = page(
        "",
        "<div class=author-bio><p>Ben Stair climbs stairs for a living and counts every step.</p></div>\
        <div class=author-bio><p>Ana Keeper is a writer who lives by the sea and keeps a lamp.</p></div>",
    );
    let found = read(&html, &["Ana Keeper", "Ben Stair"]);
    let tied: Vec<usize> = found.bios.iter().map(|it| it.0).collect();
    assert_eq!(tied, [1, 0]);
}

#[test]
fn reads_what_stands_under_a_heading() {
    for heading in [
        "About the author",
        "Über die Autorin",
        "À propos de l’auteur",
        "Об авторе",
        "作者简介",
    ] {
        let html = page(
            &format!(
                "<h3>{heading}</h3><p>She tends lamps on the coast and writes about the sea.</p>"
            ),
            "",
        );
        bio(
            &html,
            &["Ana Keeper"],
            "She tends lamps on the coast and writes about the sea.",
        );
    }
}

#[test]
fn adds_an_author_whom_only_the_box_names() {
    let html = page(
        "",
        "<section class=about-author><h4>Ana Keeper</h4><p>She tends lamps on the coast and writes about the sea.</p></section>",
    );
    let found = bio(&html, &[], "She tends lamps on the coast and writes about the sea.");
    assert_eq!(found.authors[0].name, "Ana Keeper");
}

#[test]
fn falls_back_on_structured_data() {
    let data = r#"<script type="application/ld+json">{"@type":"Article","author":{"@type":"Person","name":"Ana Keeper","description":"Ana tends lamps and writes."}}</script>"#;
    bio(&page("", data), &["Ana Keeper"], "Ana tends lamps and writes.");
}

#[test]
fn takes_no_other_paragraph_for_a_note() {
    for inside in [
        "<p>Ben Stair is the oldest of the keepers and remembers the first lamp well.</p>",
        "<p>The Lantern is a magazine about light. Subscribe to the newsletter today.</p>",
        "<p><em>Read more stories about lamps and light in our archive of the sea.</em></p>",
        "<div class=author-box><a href=/ana>Ana Keeper</a></div>",
        "<div class=author-bio><p>Ana Keeper (3 articles published)</p></div>",
        "<div class=author-box><p>Ana Keeper, Lantern. May 3, 2024, 10:15 PM</p></div>",
    ] {
        let found = read(&page(inside, ""), &["Ana Keeper"]);
        assert!(found.bios.is_empty(), "{inside}: {:?}", found.bios);
    }
}

#[test]
fn leaves_the_bylines_of_other_stories_alone() {
    let html = page(
        "",
        "<div class=author-info><h4>Cy Wick</h4><p>Cy Wick writes about candles and has done so for years.</p></div>\
        <div class=author-info><h4>Dee Flame</h4><p>Dee Flame writes about fires and has done so for years.</p></div>",
    );
    assert!(read(&html, &["Ana Keeper"]).bios.is_empty());
}
