//! When it was published, and when it changed.

use super::*;

#[test]
fn dates_keep_their_offset_and_their_precision() {
    let (first, _) = card(
        "<meta property='article:published_time' content='2024-05-03T09:30:00+02:00'>
         <meta property='article:modified_time' content='2024-05-04T10:00:00+02:00'><h1>A</h1>",
    );
    assert_eq!(
        first.metadata.published.unwrap().to_string(),
        "2024-05-03T09:30:00+02:00"
    );
    assert_eq!(first.metadata.updated.unwrap().to_string(), "2024-05-04T10:00:00+02:00");
    let (second, _) = card(
        "<title>A calm sea</title><h1>A calm sea</h1>
         <p>Published 3 May 2024 | Updated 5 May 2024</p>",
    );
    assert_eq!(second.metadata.published.unwrap().to_string(), "2024-05-03");
    assert_eq!(second.metadata.updated.unwrap().to_string(), "2024-05-05");
}

#[test]
fn figures_are_read_in_the_language_of_the_page() {
    let page = |lang: &str| {
        format!("<html lang={lang}><h1>A calm sea</h1><span class=date>3/4/2024</span>")
    };
    let (british, _) = card(&page("en-GB"));
    assert_eq!(british.metadata.published.unwrap().to_string(), "2024-04-03");
    let (american, _) = card(&page("en-US"));
    assert_eq!(american.metadata.published.unwrap().to_string(), "2024-03-04");
}

#[test]
fn a_comment_lends_the_article_nothing() {
    let (dom, _) = dom::parse(
        "<h1>A calm sea</h1><div id=c><p>By Bo Lind</p><time datetime='2024-05-03'></time></div>",
    );
    let page = Page::new(&dom, None);
    let mut labels = Labels::new(&dom);
    let comment = dom.named(Dom::ROOT, "div").next().unwrap();
    labels.set(&dom, comment, Part::Comment, "test");
    let card = find(&page, &labels, &mut Report::default());
    assert!(card.authors.is_empty());
    assert!(card.metadata.published.is_none());
}

#[test]
fn a_clock_on_the_page_gives_an_instant_its_offset() {
    let (card, _) = card(
        "<meta property='article:published_time' content='2024-01-05T03:00:46Z'>
         <h1>A calm sea</h1><div class=date>January 4, 2024 10:00 PM</div>",
    );
    let date = card.metadata.published.unwrap().to_string();
    assert_eq!(date, "2024-01-04T22:00:46-05:00");
}

#[test]
fn the_address_says_what_figures_mean() {
    let (card, _) = card(
        "<html lang=en><link rel=canonical href='https://herald.example/2023/10/03/sea'>
         <h1>A calm sea</h1><div class=date>03/10/2023</div>",
    );
    assert_eq!(card.metadata.published.unwrap().to_string(), "2023-10-03");
}

#[test]
fn a_note_of_a_first_printing_dates_the_text() {
    let (card, _) = card(
        "<h1>A calm sea</h1><p class=date>30 Sep 2022, 11:07am</p>
         <p class=published>This was originally published on 26 Sep 2019 but is kept up to date.</p>",
    );
    assert_eq!(card.metadata.published.unwrap().to_string(), "2019-09-26");
}

#[test]
fn a_change_on_the_same_day_is_read_from_its_time() {
    for (language, line, published, updated) in [
        (
            "it",
            "05 Marzo 2024 alle 07:30 <span>Aggiornato alle 09:02</span>",
            "2024-03-05T07:30:00",
            Some("2024-03-05T09:02:00"),
        ),
        (
            "sv",
            "Publicerad 2024-03-05 05.30 · Uppdaterad 2024-03-05 09.10",
            "2024-03-05T05:30:00",
            Some("2024-03-05T09:10:00"),
        ),
        (
            "fi",
            "5.3.2024 klo 7.30, muokattu 6.3.2024",
            "2024-03-05T07:30:00",
            Some("2024-03-06"),
        ),
        (
            "en",
            "5 March 2024 at 7:30. Updated for 12 readers",
            "2024-03-05T07:30:00",
            None,
        ),
    ] {
        let (card, _) = card(&format!(
            "<html lang={language}><h1>A calm sea</h1><p class=date>{line}</p><p>Text.</p>"
        ));
        let written = |it: Option<Date>| it.map(|it| it.to_string());
        assert_eq!(
            written(card.metadata.published).as_deref(),
            Some(published),
            "{line}"
        );
        assert_eq!(written(card.metadata.updated).as_deref(), updated, "{line}");
    }
}
