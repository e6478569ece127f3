mod authors;
mod dates;

use super::*;
use crate::article::{AuthorKind, Contribution};
use crate::dom::{self, Dom};

fn card(html: &str) -> (Card, Report) {
    let (dom, _) = dom::parse(html);
    let page = Page::new(&dom, None);
    let labels = Labels::new(&dom);
    let mut report = Report::default();
    let card = find(&page, &labels, &mut report);
    (card, report)
}

fn names(card: &Card) -> Vec<&str> {
    card.authors.iter().map(|it| it.name.as_str()).collect()
}

#[test]
fn the_headline_is_what_a_reader_sees_without_the_site() {
    let (card, _) = card(
        "<title>A calm sea, and other stories | Valley Herald</title>
         <meta property='og:title' content='A calm sea, and other stories'>
         <meta property='og:site_name' content='Valley Herald'>
         <h1 class='site'>Valley Herald</h1>
         <h1>A “calm” sea, and other stories</h1><p>Text.</p>",
    );
    assert_eq!(card.metadata.title, "A “calm” sea, and other stories");
    assert_eq!(card.provenance.outlet.unwrap().name, "Valley Herald");
}

#[test]
fn a_section_inside_the_heading_is_no_part_of_the_headline() {
    let (card, _) = card(
        "<meta property='og:title' content='The long road to the sea'>
         <h1><span>Opinion</span> The long road to the sea</h1>",
    );
    assert_eq!(card.metadata.title, "The long road to the sea");
}

#[test]
fn disagreement_is_reported_and_agreement_is_not() {
    let (_, report) = card(
        "<meta property='article:published_time' content='2024-05-03T09:30:00Z'>
         <meta property='og:title' content='A calm sea'><meta name='twitter:title' content='A CALM SEA!'>
         <h1>A calm sea</h1><time datetime='2023-01-02'>2 January 2023</time>",
    );
    let said: Vec<_> = report.entries.iter().map(|it| it.subject.as_str()).collect();
    assert!(said.iter().any(|it| it.starts_with("published: ")), "{said:?}");
    assert!(!said.iter().any(|it| it.starts_with("title: ")), "{said:?}");
}

#[test]
fn categories_and_tags_are_told_apart() {
    let (card, _) = card(
        "<article><h1>A calm sea</h1><a rel='category tag' href='/category/coast/'>Coast</a>
         <a rel=tag href='/tag/calm/'>calm</a><a rel=tag href='/tag/sea/'>#sea</a></article>",
    );
    assert_eq!(card.metadata.categories, ["Coast"]);
    assert_eq!(card.metadata.tags, ["calm", "sea"]);
}

#[test]
fn the_dek_is_known_by_where_it_stands() {
    let dek = "Ten years on, the county still has no paper.";
    let text =
        "<p>The sea was calm, and had been calm for so long that nobody in the town
        could say when it had last been anything else.</p>";
    let by = "<p class=byline>By Ana Ruiz</p>";
    for html in [
        format!("<header><h1>A calm sea</h1><h2>{dek}</h2>{by}</header>{text}"),
        format!("<h1>A calm sea</h1><h2>{dek}</h2>{by}{text}"),
        format!("<header><h1>A calm sea</h1><p>{dek}</p></header>{text}"),
        format!(
            "<h1>A calm sea</h1><div class=post-excerpt><p>{dek}</p></div><div>{text}"
        ),
    ] {
        let (card, _) = card(&format!("<article>{html}{text}"));
        assert_eq!(card.metadata.subtitle.as_deref(), Some(dek), "{html}");
    }
    for html in [
        format!("<h1>A calm sea</h1>{text}<h3 class=subhead>A question of trust</h3>"),
        format!("<h1>A calm sea</h1><div><p class=lead>{dek}</p>{text}"),
        format!(
            "<h1>A calm sea</h1>{text}<div class=item-description><p>{dek}</p></div>"
        ),
        format!("<header><h1>A calm sea</h1><p>5 min read</p></header>{text}"),
    ] {
        let (card, _) = card(&format!("<article>{html}{text}"));
        assert_eq!(card.metadata.subtitle, None, "{html}");
    }
}

#[test]
fn the_dek_is_told_from_the_text() {
    let (card, _) = card(
        "<h1>A calm sea</h1><p class=standfirst>What the boats bring home when the wind is low.</p>
         <p>The sea was calm that day, and it was long before noon.</p>",
    );
    let dek = "What the boats bring home when the wind is low.";
    assert_eq!(card.metadata.subtitle.as_deref(), Some(dek));
}

#[test]
fn a_name_that_never_changes_is_kept() {
    let (card, _) = card(
        "<link rel=canonical href='https://herald.example/a-calm-sea/'>
         <body class='single postid-12'><article id=post-12><h1>A calm sea</h1></article>",
    );
    assert_eq!(card.metadata.id.as_deref(), Some("https://herald.example/?p=12"));
}

#[test]
fn a_section_after_a_bar_is_no_part_of_the_headline() {
    let (card, _) = card(
        "<meta property='og:title' content='A long and calm sea | Opinion'>
         <h1>A long and calm sea | Opinion</h1>",
    );
    assert_eq!(card.metadata.title, "A long and calm sea");
}

#[test]
fn what_a_link_and_a_counter_say_is_no_part_of_the_headline() {
    let (found, _) = card(
        "<meta property='og:title' content='A long and calm sea'>
         <h1>A long and calm sea <span>(<a href='/'>boats.example</a>)</span> <span>87</span></h1>",
    );
    assert_eq!(found.metadata.title, "A long and calm sea");
    let (other, _) = card(
        "<meta property='og:title' content='A long and calm sea'>
         <h1>2024: A long and calm sea</h1>",
    );
    assert_eq!(other.metadata.title, "2024: A long and calm sea");
}

#[test]
fn licence_language_address_and_picture() {
    let (card, report) = card(
        "<html><link rel=canonical href='https://herald.example/a-calm-sea'>
         <meta property='og:image' content='https://herald.example/sea.jpg'>
         <meta property='og:image:width' content='1200'><meta property='og:image:height' content='800'>
         <h1>A calm sea</h1><p>The sea was calm that day, and the boats lay still in the harbour
         until the evening, when the wind came up from the south and the men went out again.</p>
         <a rel=license href='https://creativecommons.org/licenses/by-nd/4.0/'>CC</a>",
    );
    let licence = card.provenance.licence.unwrap();
    assert_eq!(licence.spdx.as_deref(), Some("CC-BY-ND-4.0"));
    assert_eq!(card.metadata.language.as_deref(), Some("en"));
    assert!(report.entries.iter().any(|it| it.code.id() == "language-guessed"));
    assert_eq!(card.metadata.canonical.unwrap().path(), "/a-calm-sea");
    assert_eq!(card.metadata.image.unwrap().size, Some((1200, 800)));
}

#[test]
fn a_heading_that_links_to_the_front_page_names_the_site() {
    for (title, heading) in [
        ("Loafing About: Cold ovens", "<h3>Cold ovens</h3>"),
        ("Loafing About » Archive » Cold ovens", "<h2>Cold ovens</h2>"),
        ("Cold ovens - Loafing About", "<h3>Cold ovens</h3>"),
    ] {
        let (card, _) = card(&format!(
            "<title>{title}</title><h1><a href='http://loafing.example/'>Loafing About</a></h1>
             {heading}<p>Text.</p>"
        ));
        assert_eq!(card.metadata.title, "Cold ovens", "{title}");
    }
    let (card, _) = card(
        "<title>Cold ovens - Loafing About</title>
         <h1><a href='http://loafing.example/2008/cold-ovens/'>Cold ovens</a></h1><p>Text.</p>",
    );
    assert_eq!(card.metadata.title, "Cold ovens");
}

#[test]
fn a_heading_says_the_first_of_the_things_in_a_title() {
    let (card, _) = card(
        "<title>The river has risen again &lt; Coast &lt; News - Valley Herald</title>
         <h3>The river has risen again</h3><p>Text.</p>",
    );
    assert_eq!(card.metadata.title, "The river has risen again");
}

#[test]
fn a_very_long_headline_is_a_headline() {
    let long = "In which the river rises, ".repeat(30);
    let long = long.trim_end_matches([',', ' ']);
    for head in [format!("<title>{long}</title>"), String::new()] {
        let (card, _) = card(&format!("{head}<h1>{long}</h1><p>Text.</p>"));
        assert_eq!(card.metadata.title, long);
        assert!(card.headline_node.is_some());
    }
}

#[test]
fn tags_are_read_however_a_theme_marks_them() {
    for (html, tags) in [
        (
            "<div class='spec__tags'><a href='/t/tea'><span>#</span>tea</a></div>",
            &["tea"][..],
        ),
        (
            "<p>Under <a class='p-category' href='/tags/tea'>tea</a>, \
             <a class='p-category' href='/tags/mud'>mud</a> and so on.</p>",
            &["tea", "mud"],
        ),
        (
            "<div class='field--name-field-topics'><div>Topics</div><div><a href='/topic/tea'>Tea\
             </a></div><div><a href='/topic/mud'>Mud</a></div></div>",
            &["Tea", "Mud"],
        ),
        (
            "<meta property='article:tag' content='Tea'><meta property='article:tag' \
             content='Mud'><a rel='tag' href='/tag/tea'>Tea</a>",
            &["Tea", "Mud"],
        ),
        ("<p class='tags'>Written by <a href='/ana'>Ana</a> for us</p>", &[]),
    ] {
        let (card, _) =
            card(&format!("<h1>A calm sea</h1>{html}<p>The sea was calm.</p>"));
        assert_eq!(card.metadata.tags, tags, "{html}");
    }
}
