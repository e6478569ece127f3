//! Who wrote it, and what others did.

use super::*;

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
