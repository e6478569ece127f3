//! The article the project began with comes out right.

use std::fs;

use offprint::{
    Article, Report,
    article::{Block, Body, Contribution, Piece},
    load::{self, Source},
};
use serde_json::Value;

use crate::shared;

fn seed() -> Option<(Article, Value)> {
    let page = shared("cases/seed/page.html")?;
    let expected = fs::read_to_string(shared("cases/seed/expected.json")?).unwrap();
    let source = Source::new(fs::read(page).unwrap());
    let mut found = load::load(&source, &mut Report::default()).unwrap();
    Some((found.remove(0), serde_json::from_str(&expected).unwrap()))
}

fn words(blocks: &[Block]) -> String {
    let mut body = Body::default();
    body.blocks = blocks.to_vec();
    body.text()
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect()
}

#[test]
fn the_card_is_right() {
    let Some((article, expected)) = seed() else { return };
    let card = &article.metadata;
    assert_eq!(card.title, expected["title"].as_str().unwrap());
    assert_eq!(card.categories, strings(&expected["categories"]));
    assert_eq!(card.byline.as_deref(), expected["credit"].as_str());
    let html = &expected["only_in_html"];
    assert_eq!(card.canonical.as_ref().unwrap().as_str(), html["url"].as_str().unwrap());
    let published: offprint::article::Date =
        html["published"].as_str().unwrap().parse().unwrap();
    assert_eq!(card.published, Some(published));
    let site = article.provenance.outlet.as_ref().unwrap();
    assert_eq!(site.name, html["site"].as_str().unwrap());
}

#[test]
fn one_author_did_three_things() {
    let Some((article, expected)) = seed() else { return };
    let [author] = article.authors.as_slice() else {
        panic!("{:?}", article.authors);
    };
    assert_eq!(author.name, expected["byline"][0]["name"].as_str().unwrap());
    let did = [Contribution::Text, Contribution::Photographs, Contribution::Film];
    assert_eq!(author.contributions, did);
}

#[test]
fn the_body_is_every_paragraph_and_nothing_else() {
    let Some((article, expected)) = seed() else { return };
    let text = article.body.text();
    assert_eq!(text.lines().collect::<Vec<_>>(), strings(&expected["body"]));
    let mut embeds = 0;
    article.body.walk(&mut |it| {
        embeds += u64::from(matches!(it, Piece::Block(Block::Embed(_))));
    });
    assert_eq!(embeds, expected["embeds"].as_u64().unwrap());
}

#[test]
fn the_notice_and_the_bio_are_whole() {
    let Some((article, expected)) = seed() else { return };
    let provenance = &article.provenance;
    let notice = &expected["republication"];
    assert_eq!(words(&provenance.notice), notice["notice"].as_str().unwrap());
    let original = provenance.original.as_ref().unwrap();
    assert_eq!(original.outlet.name, notice["publisher"].as_str().unwrap());
    let url = expected["only_in_html"]["republication_url"].as_str().unwrap();
    assert_eq!(original.url.as_ref().unwrap().as_str(), url);
    assert_eq!(words(&article.authors[0].bio), expected["bio"].as_str().unwrap());
}

#[test]
fn every_comment_is_in_its_place() {
    let Some((article, expected)) = seed() else { return };
    let comments = &article.discussion.comments;
    let expected_comments = expected["comments"].as_array().unwrap();
    assert_eq!(comments.len(), expected_comments.len());
    let anonymous = expected["only_in_html"]["anonymous_name"].as_str();
    for (i, (found, wanted)) in comments.iter().zip(expected_comments).enumerate() {
        let name = found.author.as_ref().map(|it| it.name.as_str());
        let name = name.filter(|it| Some(*it) != anonymous);
        assert_eq!(name, wanted["author"].as_str(), "author of comment {i}");
        let parent = wanted["parent"].as_u64().map(|it| usize::try_from(it).unwrap());
        assert_eq!(found.parent, parent, "parent of comment {i}");
        let text = on_one_line(wanted["text"].as_str().unwrap());
        assert_eq!(on_one_line(&words(&found.content)), text, "text of comment {i}");
        assert!(found.posted.is_some(), "date of comment {i}");
        assert!(found.url.is_some(), "address of comment {i}");
    }
    assert!(article.discussion.closed);
    assert_eq!(article.discussion.claimed, Some(12));
}
