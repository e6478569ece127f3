use std::{fs, path::Path};

use serde_json::Value;

use crate::{
    article::{Article, Block, Contribution},
    report::Report,
};

use super::read;

fn load(text: &str) -> Article {
    read(text, &mut Report::default())
}

fn said(blocks: &[Block]) -> String {
    let mut body = crate::article::Body::default();
    body.blocks = blocks.to_vec();
    body.text()
}

/// A page as a text browser saves it: a paragraph on each line.
const SAVED: &str = "rivers, weather, long reads

“The Dam at Dusk”

Text, photos and film: Ada Quill
Here it is – my short film about the dam. Let us watch it all together, for there is nothing to add to it but thanks.

The valley was quiet on the first of the month, and the river stood as high as anyone who lives there could remember.

Nobody was hurt.

Originally published by Valley Courier
Ada Quill is a writer and filmmaker.   Her last book is about lakes. She can be reached through her site.


    • Kim says

      Agree, the film is long.

      There is more in the archive.

  1. O'Hara says

    I was reminded of another dam.

    Top reviews
    5 of 5 stars

  2. Good. The people look well, and the broad streets are empty of traffic.

  3. Lee says

    It is not so simple.

    • Lee: “It is not so simple.”

      It never was.

      • Moss says

        Thanks for the link.

  4. Lee says

    One more word.

Comments are closed.";

#[test]
fn a_saved_page_is_taken_apart() {
    let it = load(SAVED);
    assert_eq!(it.metadata.title, "“The Dam at Dusk”");
    assert_eq!(it.metadata.categories, ["rivers", "weather", "long reads"]);
    assert_eq!(it.metadata.byline.as_deref(), Some("Text, photos and film: Ada Quill"));
    assert_eq!(it.authors[0].name, "Ada Quill");
    let parts = [Contribution::Text, Contribution::Photographs, Contribution::Film];
    assert_eq!(it.authors[0].contributions, parts);
    assert_eq!(it.body.blocks.len(), 3, "{:?}", it.body);
    assert!(it.body.text().starts_with("Here it is"));
    assert_eq!(said(&it.provenance.notice), "Originally published by Valley Courier");
    let original = it.provenance.original.unwrap();
    assert_eq!(original.outlet.name, "Valley Courier");
    assert!(said(&it.authors[0].bio).ends_with(
        "filmmaker. Her last book is about lakes. She can be reached through her site."
    ));
}

#[test]
fn a_thread_is_told_by_how_far_in_it_stands() {
    let discussion = load(SAVED).discussion;
    assert!(discussion.closed);
    let found: Vec<(Option<&str>, Option<usize>)> = discussion
        .comments
        .iter()
        .map(|it| (it.author.as_ref().map(|it| it.name.as_str()), it.parent))
        .collect();
    let expected = [
        (Some("Kim"), None),
        (Some("O'Hara"), None),
        (None, None),
        (Some("Lee"), None),
        (None, Some(3)),
        (Some("Moss"), Some(4)),
        (Some("Lee"), None),
    ];
    assert_eq!(found, expected);
    assert_eq!(discussion.comments[0].content.len(), 2);
    assert_eq!(discussion.comments[1].content.len(), 2);
    assert!(said(&discussion.comments[2].content).starts_with("Good. The people"));
    assert_eq!(said(&discussion.comments[5].content), "Thanks for the link.");
}

#[test]
fn wrapped_lines_are_put_together_again() {
    let it = load(
        "Dusk\n====\n\nBy Ada Quill\n3 May 2024\n\nThe dome opened at dusk, and the \
         people who had come to see\nit stood in the cold for an hour.\n\nFirst steps\n\
         -----------\n\n- a list\n- of two\n\n> words of\n> another\n",
    );
    assert_eq!(it.metadata.title, "Dusk");
    assert_eq!(it.authors[0].name, "Ada Quill");
    assert_eq!(it.metadata.published.unwrap().to_string(), "2024-05-03");
    assert_eq!(
        it.body.text().lines().next(),
        Some(
            "The dome opened at dusk, and the people who had come to see it stood in the cold for an hour."
        )
    );
    assert!(matches!(it.body.blocks[1], Block::Heading(_)));
    assert!(matches!(&it.body.blocks[2], Block::List(it) if it.items.len() == 2));
    assert!(matches!(it.body.blocks[3], Block::Quote { .. }));
}

#[test]
fn what_this_program_printed_is_read_again() {
    let it = load(
        "Dusk\n====\n\nBy Ada Quill\n\nNight fell.[1]\n\nNotes\n-----\n\n[1] At nine.\n\n\
         --------------------\nAbout the author\n\nAda Quill is tall.\n\n\
         --------------------\n\nComments (2) – closed\n---------------------\n\n\
         [c1] Kim, 2 March 2025:\nNice.\n\n[c2] Lee, 3 March 2025, in reply to [c1] Kim:\n\
         > Agreed.\n>\n> Twice.\n",
    );
    assert_eq!(it.body.notes.len(), 1);
    assert_eq!(it.body.text(), "Night fell.\nAt nine.");
    assert_eq!(said(&it.authors[0].bio), "Ada Quill is tall.");
    let comments = &it.discussion.comments;
    assert!(it.discussion.closed);
    assert_eq!(comments[1].parent, Some(0));
    assert_eq!(comments[1].author.as_ref().unwrap().name, "Lee");
    assert_eq!(comments[1].posted.unwrap().to_string(), "2025-03-03");
    assert_eq!(said(&comments[1].content), "Agreed.\nTwice.");
}

/// The words of blocks, with one space between any two.
fn text(blocks: &[Block]) -> String {
    said(blocks).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn flat(value: &Value) -> String {
    let words = value.as_str().unwrap_or_default().split_whitespace();
    words.collect::<Vec<_>>().join(" ")
}

/// The article the project began with, as it was saved as text.
#[test]
fn everything_in_the_saved_text_is_found() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases/seed");
    let Ok(bytes) = fs::read(root.join("page.txt")) else {
        eprintln!("skipped: there is no {}", root.display());
        return;
    };
    let expected = fs::read_to_string(root.join("expected.json")).unwrap();
    let expected: Value = serde_json::from_str(&expected).unwrap();
    let article = load(str::from_utf8(&bytes).unwrap());

    assert_eq!(article.metadata.title, expected["title"].as_str().unwrap());
    assert_eq!(
        serde_json::to_value(&article.metadata.categories).unwrap(),
        expected["categories"]
    );
    assert_eq!(article.metadata.byline.as_deref(), expected["credit"].as_str());
    assert_eq!(article.authors.len(), 1);
    assert_eq!(article.authors[0].name, expected["byline"][0]["name"]);
    let parts = [Contribution::Text, Contribution::Photographs, Contribution::Film];
    assert_eq!(article.authors[0].contributions, parts);
    let paragraphs: Vec<String> =
        article.body.blocks.iter().map(|it| text(std::slice::from_ref(it))).collect();
    let wanted: Vec<String> =
        expected["body"].as_array().unwrap().iter().map(flat).collect();
    assert_eq!(paragraphs, wanted);
    assert_eq!(
        text(&article.provenance.notice),
        flat(&expected["republication"]["notice"])
    );
    let original = article.provenance.original.unwrap();
    assert_eq!(original.outlet.name, expected["republication"]["publisher"]);
    assert_eq!(text(&article.authors[0].bio), flat(&expected["bio"]));
    assert_eq!(article.discussion.closed, expected["comments_closed"]);
    let wanted = expected["comments"].as_array().unwrap();
    assert_eq!(article.discussion.comments.len(), wanted.len());
    for (comment, wanted) in article.discussion.comments.iter().zip(wanted) {
        let name = comment.author.as_ref().map(|it| it.name.as_str());
        assert_eq!(name, wanted["author"].as_str());
        assert_eq!(comment.parent.map(|it| it as u64), wanted["parent"].as_u64());
        assert_eq!(
            text(&comment.content).replace(' ', ""),
            flat(&wanted["text"]).replace(' ', "")
        );
    }
}
