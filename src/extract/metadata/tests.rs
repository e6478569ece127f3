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
fn every_author_is_named_and_nobody_else() {
    let (card, _) = card(
        r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"A calm sea",
           "author":[{"@type":"Person","name":"Ana Ruiz","url":"/people/ana"},
                     {"@type":"Person","name":"admin"},
                     {"@type":"Organization","name":"Coast News Agency"}],
           "publisher":{"@type":"Organization","name":"Valley Herald"}}</script>
           <h1>A calm sea</h1><p>By Ana Ruiz and Bo Lind</p>"#,
    );
    assert_eq!(names(&card), ["Ana Ruiz", "Coast News Agency"]);
    assert_eq!(card.authors[1].kind, AuthorKind::Organisation);
    assert_eq!(card.metadata.byline.as_deref(), Some("By Ana Ruiz and Bo Lind"));
}

#[test]
fn lines_beside_the_byline_say_what_others_did() {
    for page in [
        "<h1>A calm sea</h1><div class=byline>By <a href=/a>Ana Ruiz</a></div>
         <div class=byline>Photography by <a href=/b>Bo Lind</a></div>",
        "<h1>A calm sea</h1><p>By Ana Ruiz<br>3 May 2024<br>Photos: Bo Lind</p>",
        "<h1>A calm sea</h1><p>Photos by Bo Lind</p><p>By Ana Ruiz</p>",
        "<article><h1>A calm sea</h1><div>By Ana Ruiz</div><span>Photos by Bo Lind</span>
         <div>The sea was calm.</div></article>",
    ] {
        let (card, _) = card(page);
        assert_eq!(names(&card), ["Ana Ruiz", "Bo Lind"], "{page}");
        assert_eq!(card.authors[1].contributions, [Contribution::Photographs]);
        let byline = card.metadata.byline.unwrap();
        assert!(byline.starts_with("By Ana Ruiz · Photo"), "{byline}");
    }
    for page in [
        "<h1>A calm sea</h1><p>By Ana Ruiz</p><div><img src=a.jpg>
         <p>Photos: Bo Lind</p></div><p>The sea was calm.</p>",
        "<h1>A calm sea</h1><p>By Ana Ruiz</p><p>Photo: Bo Lind</p>",
        "<h1>A calm sea</h1><p>By Ana Ruiz</p><p>Photos: Bo Lind/Valley Press</p>",
    ] {
        assert_eq!(names(&card(page).0), ["Ana Ruiz"], "{page}");
    }
}

#[test]
fn people_in_elements_of_their_own_are_told_apart() {
    for page in [
        "<h1>A calm sea</h1><ul class=authors><li><a href=/k/1>Ana Ruiz</a></li>
         <li><a href=/k/2>Bo Lind</a></li></ul>",
        "<h1>A calm sea</h1><ul class=authors><li><a href=/author/1>Ana Ruiz</a>, Reporter</li>
         <li><a href=/author/2>Bo Lind</a>, Photographer</li></ul>",
        "<h1>A calm sea</h1><div class=authors><span>Ana Ruiz</span> <span>Bo Lind</span></div>",
    ] {
        assert_eq!(names(&card(page).0), ["Ana Ruiz", "Bo Lind"], "{page}");
    }
    let (first, _) = card(
        "<h1>A calm sea</h1><div class=story-byline><p class=author>Ana Ruiz</p>
         <p class=job>Guest columnist</p><p class=date>Published July 7, 2023</p></div>",
    );
    assert_eq!(names(&first), ["Ana Ruiz"]);
    assert_eq!(first.authors[0].position.as_deref(), Some("Guest columnist"));
    let (last, _) = card(
        "<h1>강물이 불어났다</h1><div class=info><span class=byline>홍길동 기자</span><span class=date>입력 2024.03.05 14:20</span></div>",
    );
    assert_eq!(names(&last), ["홍길동"]);
    let (counted, _) = card(
        "<div><h1>A calm sea</h1><p>The sea was calm.</p><span class=a>Ana Ruiz</span><span class=a>Dec 05, 2023</span><style>.a{color:red}</style><span class=a>2 Shares</span></div>",
    );
    assert_eq!(names(&counted), ["Ana Ruiz"]);
}

#[test]
fn links_that_name_more_authors_are_the_fuller_source() {
    for page in [
        "<meta name=author content='Ana Ruiz'><h1>A calm sea</h1>
         <p><a rel=author href=/a>Ana Ruiz</a> and <a rel=author href=/b>Bo Lind</a></p>",
        "<meta name=author content='Ana Ruiz'>
         <meta name='twitter:label1' content='Written by'>
         <meta name='twitter:data1' content='Ana Ruiz, Bo Lind'><h1>A calm sea</h1>",
    ] {
        assert_eq!(names(&card(page).0), ["Ana Ruiz", "Bo Lind"], "{page}");
    }
}

#[test]
fn a_link_elsewhere_to_a_person_names_no_author() {
    let (card, _) = card(
        "<meta name=author content='Ana Ruiz'><h1>A calm sea</h1>
         <p><a href=/people/ana-ruiz>Ana Ruiz</a></p>
         <p>Checked by <a href=/people/bo-lind>Bo Lind</a></p>",
    );
    assert_eq!(names(&card), ["Ana Ruiz"]);
}

#[test]
fn labels_and_captions_and_comments_name_no_author() {
    let long = "<p>The lower field floods every year, and every year somebody says \
                that it never used to, which is only true of the upper one.</p>";
    for page in [
        format!(
            "<h1>A calm sea</h1><div><div class=label>Release Day</div>
             <div><time>October 6, 2022</time></div></div>{long}"
        ),
        format!(
            "<h1>A calm sea</h1><div>October 6, 2022</div>
             <div class=imgCaption>Harbour Street</div>{long}"
        ),
        format!(
            "<header><a href=/>Wet Paper</a></header><h1>A calm sea</h1>{long}
             <p>Wet Paper is proudly powered by paper.</p>"
        ),
        format!(
            "<h1>A calm sea</h1><div class=meta><span>November 4, 2023</span> · 5 min |
             <a href=https://code.example/x>Suggest Changes</a></div>{long}"
        ),
    ] {
        assert_eq!(names(&card(&page).0), [] as [&str; 0], "{page}");
    }
}

#[test]
fn an_item_about_an_author_inside_another_names_the_author() {
    let (card, _) = card(
        "<h1>A calm sea</h1><div itemprop=author itemscope itemtype='//schema.org/Person'>
         <div>Salt Blog</div><p itemprop=author itemscope itemtype='//schema.org/Person'>By
         <span itemprop=name>Ana Ruiz</span>, Contributor</p></div><p>The sea was calm.</p>",
    );
    assert_eq!(names(&card), ["Ana Ruiz"]);
}

#[test]
fn texts_are_signed_where_no_byline_stands() {
    for (page, want) in [
        (
            "<p>〔記者黃小庭、吳小翰／嘉義報導〕一夜之間河水上漲了兩公尺。</p>",
            "黃小庭, 吳小翰",
        ),
        ("<p>河水上涨了两米。（记者 张小三 李小四）</p>", "张小三, 李小四"),
        ("<p>河水上涨了两米。</p><p>（记者 张小三）</p>", "张小三"),
        (
            "<p>河水上涨了两米。（记者 张小三）</p><p class=author>责任编辑：赵小敏</p>",
            "张小三, 赵小敏",
        ),
        ("<p>강물이 불어났다.</p><p>홍길동 기자 gildong@a.example</p>", "홍길동"),
        ("<p>강물이 불어났다고 기자 회견에서 말했다.</p>", ""),
    ] {
        let (card, _) = card(&format!("<h1>河水再次上涨</h1>{page}"));
        assert_eq!(names(&card).join(", "), want, "{page}");
    }
}

#[test]
fn who_looked_at_a_text_is_no_author_beside_who_wrote_it() {
    let (card, _) = card(
        r#"<script type="application/ld+json">{"@type":"Article","headline":"A calm sea",
           "author":[{"@type":"Person","name":"Ana Ruiz"},
                     {"@type":"Person","name":"Updated by Bo Lind"}]}</script>
           <h1>A calm sea</h1><p>The sea was calm.</p>"#,
    );
    assert_eq!(names(&card), ["Ana Ruiz"]);
}

#[test]
fn a_line_in_a_comment_names_no_author() {
    let (dom, _) = dom::parse(
        "<h1>A calm sea</h1><p>The sea was calm.</p><div id=c><p>Have you tried it?</p>
         <p>Posted by: <a href=//b.example>Bo Lind</a> | October 13, 2008</p></div>",
    );
    let page = Page::new(&dom, None);
    let comment = dom.subtree(page.body).find(|it| dom.html_id(*it) == "c").unwrap();
    let mut labels = Labels::new(&dom);
    labels.set(&dom, comment, Part::Comment, "comment");
    let card = find(&page, &labels, &mut Report::default());
    assert_eq!(names(&card), [] as [&str; 0]);
}

#[test]
fn who_has_a_site_of_their_own_name_writes_there_with_others() {
    for page in [
        "<meta property='og:site_name' content='Ana Ruiz'>
         <h1>A calm sea</h1><p class=byline>By Ana Ruiz and Bo Lind</p>",
        "<link rel=canonical href='https://anaruiz.example/sea'>
         <h1>A calm sea</h1><p class=byline>By Ana Ruiz and Bo Lind</p>",
    ] {
        assert_eq!(names(&card(page).0), ["Ana Ruiz", "Bo Lind"], "{page}");
    }
    let (card, _) = card(
        "<meta property='og:site_name' content='Open Harbour'>
         <h1>A calm sea</h1><p class=byline>By Bo Lind, Open Harbour</p>",
    );
    assert_eq!(names(&card), ["Bo Lind"]);
}

#[test]
fn a_byline_that_names_more_authors_is_the_fuller_one() {
    let (card, report) = card(
        "<meta name='author' content='Ana Ruiz'>
         <h1>A calm sea</h1><p class=byline>By Ana Ruiz and Bo Lind</p>",
    );
    assert_eq!(names(&card), ["Ana Ruiz", "Bo Lind"]);
    assert!(report.found.iter().any(|it| it.field == "authors"));
}

#[test]
fn words_about_a_button_are_no_part_of_a_byline() {
    for (words, byline) in [
        ("By <i class=sr-only>Social links for</i>", "By Ana Ruiz"),
        ("<i class=sr-only>Written by</i>", "Written by Ana Ruiz"),
    ] {
        let (card, _) = card(&format!(
            "<h1>A calm sea</h1><div class=byline>{words} Ana Ruiz</div><p>The sea was calm."
        ));
        assert_eq!(names(&card), ["Ana Ruiz"], "{words}");
        assert_eq!(card.metadata.byline.as_deref(), Some(byline));
    }
}

#[test]
fn roles_are_read_from_the_first_line_of_the_text() {
    let (card, _) = card(
        "<title>A calm sea</title><article><h1>A calm sea</h1>
         <time datetime='2024-05-03T09:30:00+02:00'>3 May 2024</time>
         <div><h5>Text, photos and film: Ana Ruiz</h5><p>The sea was calm.</p></div></article>",
    );
    assert_eq!(names(&card), ["Ana Ruiz"]);
    let did = &card.authors[0].contributions;
    assert_eq!(did, &[Contribution::Text, Contribution::Photographs, Contribution::Film]);
    assert_eq!(card.metadata.byline.as_deref(), Some("Text, photos and film: Ana Ruiz"));
    assert!(!card.byline_nodes.is_empty());
}

#[test]
fn a_credit_for_a_picture_is_no_byline() {
    let (card, _) = card(
        "<h1>A calm sea</h1><p>Photo: Bo Lind/Coast Pictures</p><p>The sea was calm.</p>",
    );
    assert!(card.authors.is_empty());
    assert!(card.metadata.byline.is_none());
}

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
fn a_byline_names_people_and_no_dates() {
    let (card, _) = card(
        "<h1>A calm sea</h1>
         <p class=byline>By Ana Ruiz and Bo Lind, Valley Herald · 2 April 2019 · 6 min read</p>",
    );
    let byline = "By Ana Ruiz and Bo Lind, Valley Herald";
    assert_eq!(card.metadata.byline.as_deref(), Some(byline));
    assert_eq!(card.metadata.published.unwrap().to_string(), "2019-04-02");
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
fn a_team_stands_for_all_where_nobody_is_named() {
    let (card, _) = card(
        "<meta name=author content='Valley Staff'><h1>A calm sea</h1><p>The sea was calm.</p>",
    );
    assert_eq!(names(&card), ["Valley Staff"]);
    assert_eq!(card.authors[0].kind, AuthorKind::Organisation);
}

#[test]
fn a_byline_may_stand_after_the_date_or_at_the_end() {
    let (first, _) = card(
        "<h1>A calm sea</h1><small>posted on 2023-12-19 23:30 EST by Ana Ruiz</small><p>Text.</p>",
    );
    assert_eq!(names(&first), ["Ana Ruiz"]);
    let (second, _) = card(
        "<h1>A calm sea</h1><p>The sea was calm that day.</p><p>Written by Ana Ruiz</p>",
    );
    assert_eq!(names(&second), ["Ana Ruiz"]);
}

#[test]
fn what_follows_a_name_is_no_second_name() {
    let page = |byline: &str| {
        let (card, _) = card(&format!("<h1>A calm sea</h1><p class=byline>{byline}</p>"));
        card.authors
    };
    let one = page("By Ana Ruiz, Institute of Salt and Light");
    assert_eq!(one.len(), 1);
    assert_eq!(one[0].affiliation.as_deref(), Some("Institute of Salt and Light"));
    assert_eq!(page("By Ana Ruiz MS, RDN, LD").len(), 1);
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
fn the_text_and_its_author_describe_no_article() {
    let (card, _) = card(
        "<meta property='og:description' content='A diary of mud.'><h1>A calm sea</h1>
         <div itemscope itemtype='https://schema.org/BlogPosting'>
         <div itemprop='author' itemscope itemtype='https://schema.org/Person'>
         <small class='avatar__subtitle' itemprop='description'>Keeper of a pier</small></div>
         <div itemprop='description articleBody'><p>The sea was calm.</p></div></div>",
    );
    assert_eq!(card.metadata.summary.as_deref(), Some("A diary of mud."));
    assert_eq!(card.metadata.subtitle, None);
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
