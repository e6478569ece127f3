use crate::{article::Standing, dom::parse};

use super::*;

/// Takes a page apart and writes each comment on a line: author, date,
/// parent, words.
fn lines(html: &str, rules: Rules) -> (Vec<String>, Thread, String) {
    let (dom, _) = parse(html);
    let page = Page::new(&dom, None);
    let mut labels = Labels::new(&dom);
    let thread = find_by(&page, &mut labels, rules);
    let line = |it: &(Comment, Content)| {
        let (comment, content) = it;
        let mut text = String::new();
        match content {
            Content::Nodes { roots, without } => {
                for root in roots {
                    let cut = |it| without.contains(&it);
                    dom.words_without(*root, &mut text, cut);
                }
            }
            Content::Markup(it) => text.push_str(it),
        }
        let author = comment.author.as_ref().map_or("-", |it| it.name.as_str());
        let date = comment.posted.map_or("-".to_owned(), |it| it.to_string());
        let parent = comment.parent.map_or("-".to_owned(), |it| it.to_string());
        format!("{author} | {date} | {parent} | {text}")
    };
    let lines = thread.comments.iter().map(line).collect();
    let mut left = String::new();
    dom.words_without(page.body, &mut left, |it| labels.get(it).is_some());
    (lines, thread, left)
}

const ARTICLE: &str = "<article><h1>The river in spring</h1><p>The river rose in the night \
    and by the morning the lower meadow was under water, as it is every year when the snow \
    on the hills melts all at once and nobody has cleared the ditches.</p><p>We walked along \
    the dyke and counted the gates, and wrote down which of them had been left open by the \
    people who were to look after them, and which of them had simply rusted away.</p></article>";

fn page(discussion: &str) -> String {
    format!("<body>{ARTICLE}{discussion}<footer>About us</footer>")
}

const THREADED: &str = "<div id=comments><h2>3 thoughts on “The river in spring”</h2>\
    <ol class=commentlist>\
    <li class='comment even depth-1' id=comment-7><div class=comment-body>\
    <div class='comment-author vcard'><cite class=fn><a href='https://ada.example/'>Ada</a></cite> \
    <span class=says>says:</span></div>\
    <div class='comment-meta commentmetadata'><a href='#comment-7'>3 May 2024 at 9:30 am</a></div>\
    <p>The third gate is ours.</p><p>Sorry about that.</p>\
    <div class=reply><a href='?replytocom=7'>Reply</a></div></div>\
    <ul class=children><li class='comment bypostauthor depth-2' id=comment-9>\
    <div class=comment-body><div class='comment-author vcard'><cite class=fn>Ben</cite> \
    <span class=says>says:</span></div>\
    <div class='comment-meta commentmetadata'><a href='#comment-9'>4 May 2024 at 7:00 pm</a></div>\
    <p>Thank you.</p><div class=reply><a href='?replytocom=9'>Reply</a></div></div></li></ul></li>\
    <li class='pingback' id=comment-10><p>Pingback: <a href='https://x.example/a'>Gates of the \
    valley</a></p></li></ol><p class=no-comments>Comments are closed.</p></div>";

#[test]
fn a_known_family_is_read_whole() {
    let (lines, thread, left) = lines(&page(THREADED), Rules::All);
    assert_eq!(
        lines,
        [
            "Ada | 2024-05-03T09:30:00 | - | The third gate is ours. Sorry about that.",
            "Ben | 2024-05-04T19:00:00 | 0 | Thank you.",
        ]
    );
    let first = &thread.comments[0].0;
    assert_eq!(first.author.as_ref().unwrap().urls[0].as_str(), "https://ada.example/");
    assert_eq!(first.id.as_deref(), Some("comment-7"));
    assert!(thread.comments[1].0.staff);
    assert_eq!(thread.mentions.len(), 1);
    assert!(thread.closed);
    assert_eq!(thread.claimed, Some(3));
    assert!(left.contains("rusted away") && left.contains("About us"), "{left}");
    assert!(!left.contains("thoughts on") && !left.contains("closed"), "{left}");
}

#[test]
fn the_general_rules_read_the_same_family() {
    let (lines, thread, _) = lines(&page(THREADED), Rules::General);
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert_eq!(thread.comments[1].0.parent, Some(0));
}

#[test]
fn what_no_table_knows_is_found_by_its_form() {
    let html = page(
        "<h3>2 Reactions</h3><div class=q1><div class=zz><div class=h><b>Ada</b> \
         <small>3 May 2024</small></div><div class=w>The third gate is ours, and we are \
         sorry.</div><a href='#'>Reply</a></div><div class=zz><div class=h><b>Ben</b> \
         <small>4 May 2024</small></div><div class=w>No harm done this time.</div>\
         <a href='#'>Reply</a></div></div>",
    );
    let (lines, _, left) = lines(&html, Rules::All);
    assert_eq!(
        lines,
        [
            "Ada | 2024-05-03 | - | The third gate is ours, and we are sorry.",
            "Ben | 2024-05-04 | - | No harm done this time.",
        ]
    );
    assert!(!left.contains("harm") && !left.contains("Reactions"), "{left}");
}

#[test]
fn an_answer_knows_its_parent_by_its_number() {
    let item = |id, parent, name: &str, text: &str| {
        format!(
            "<div class='comment' data-id={id} data-parent-id={parent}><span class=author>{name}\
             </span> <time datetime='2024-05-0{id}'>day {id}</time><p class=text>{text}</p></div>"
        )
    };
    let html = page(&format!(
        "<section class=comments>{}{}{}</section>",
        item(1, 0, "Ada", "First of all, the gate."),
        item(2, 0, "Ben", "What gate?"),
        item(3, 1, "Cy", "The third one.")
    ));
    let (_, thread, _) = lines(&html, Rules::All);
    let parents: Vec<_> = thread.comments.iter().map(|it| it.0.parent).collect();
    assert_eq!(parents, [None, None, Some(0)]);
}

#[test]
fn removed_comments_keep_their_place() {
    let html = page(
        "<ol class=commentlist><li class='comment depth-1' id=comment-1><p>This comment has \
         been removed.</p><ul class=children><li class='comment depth-2' id=comment-2>\
         <cite class=fn>Ben</cite> <time datetime=2024-05-04>then</time><p>I agree.</p></li>\
         </ul></li></ol>",
    );
    let (_, thread, _) = lines(&html, Rules::All);
    assert_eq!(thread.comments[0].0.standing, Standing::Removed);
    assert_eq!(thread.comments[1].0.parent, Some(0));
}

#[test]
fn other_lists_are_no_comments() {
    for list in [
        "<section class=related><h3>Related</h3><div class=card><h4><a href=/a>The dyke that \
         held for a hundred years</a></h4><span class=author>Ada</span> <time \
         datetime=2024-01-01>1 Jan 2024</time><p>A short text about it.</p></div><div \
         class=card><h4><a href=/b>The gate that nobody wanted to own</a></h4><span \
         class=author>Ben</span> <time datetime=2024-01-02>2 Jan 2024</time><p>Another short \
         text.</p></div></section>",
        "<aside><h3>Recent comments</h3><ul><li class=recentcomments>Ada on <a \
         href=/a#comment-1>The dyke</a></li><li class=recentcomments>Ben on <a \
         href=/b#comment-2>The gate</a></li></ul></aside>",
        "<div class=testimonials><div class=t><p>Best gates in town.</p><b>Ada</b> <i>3 May \
         2024</i></div><div class=t><p>They never rust.</p><b>Ben</b> <i>4 May 2024</i></div></div>",
        "<div id=comment-preview class=comment><div class=comment-content></div><p \
         class=comment-footer>Posted by: | </p></div>",
        "<a href='#comments' class=comment-count>Show 12 comments</a>",
        "<script type=application/ld+json>{\"@type\": [\"WebPage\", \"FAQPage\"], \
         \"mainEntity\": [{\"@type\": \"Question\", \"name\": \"Who cleans the gates?\", \
         \"acceptedAnswer\": {\"@type\": \"Answer\", \"text\": \"The parish.\"}}]}</script>",
        "<div class=post-authors><div class=post-author><b class=author-name>Ada Weir</b><p>\
         Gate keeper</p><a href=/ada>Reply by letter</a></div><div class=post-author><b \
         class=author-name>Ben Moor</b><p>Dyke reeve</p><a href=/ben>Reply by letter</a></div>\
         <div class=post-author><b class=author-name>Cleo Fen</b><p>Miller</p><a \
         href=/cleo>Reply by letter</a></div></div>",
        "<div class='widget widget_recent_comments'><h3>Recent comments</h3><span \
         class=comment-author>Ada</span> on <a href=/a>The dyke that held</a> 3 May 2024</div>",
    ] {
        let (lines, _, left) = lines(&page(list), Rules::All);
        assert!(lines.is_empty(), "{lines:?}");
        assert!(left.contains("rusted away"));
    }
}

#[test]
fn what_only_looks_like_the_comments_is_left_out() {
    let one = |name: &str, day: u8, text: &str| {
        format!(
            "<li class=entry><b class=who-name>{name}</b> <time>{day} May 2024</time>\
             <p>{text}</p></li>"
        )
    };
    let html = page(&format!(
        "<section id=comments><h3>2 comments</h3><ul>{}{}</ul></section><section \
         class=more><ul><li class=entry><p>Five more gates to see in autumn</p></li></ul></section>",
        one("Ada", 3, "Ours is open."),
        one("Ben", 4, "Nobody looks after it."),
    ));
    let (lines, _, left) = lines(&html, Rules::General);
    assert_eq!(
        lines,
        [
            "Ada | 2024-05-03 | - | Ours is open.",
            "Ben | 2024-05-04 | - | Nobody looks after it."
        ]
    );
    assert!(left.contains("Five more gates"), "{left}");
}

#[test]
fn data_of_scripts_is_read_where_the_page_shows_nothing() {
    let html = page(
        r#"<script>window.__STATE__ = {"comments": [
        {"id": 1, "author": {"name": "Ada"}, "body": "Ours, sorry.", "createdAt": "2024-05-03T09:30:00Z"},
        {"id": 2, "parentId": 1, "author": {"name": "Ben"}, "body": "No harm.", "createdAt": "2024-05-04T09:30:00Z"}
        ]};</script>"#,
    );
    let (lines, _, _) = lines(&html, Rules::All);
    assert_eq!(
        lines,
        [
            "Ada | 2024-05-03T09:30:00Z | - | Ours, sorry.",
            "Ben | 2024-05-04T09:30:00Z | 0 | No harm."
        ]
    );
}

#[test]
fn structured_data_is_read_with_its_answers() {
    let html = page(
        r#"<script type="application/ld+json">{"@type": "Article", "commentCount": 9, "comment": [
        {"@type": "Comment", "text": "Ours.", "author": {"@type": "Person", "name": "Ada"},
         "dateCreated": "2024-05-03", "comment": {"@type": "Comment", "text": "No harm.",
         "author": "Ben"}}]}</script>"#,
    );
    let (lines, thread, _) = lines(&html, Rules::All);
    assert_eq!(lines, ["Ada | 2024-05-03 | - | Ours.", "Ben | - | 0 | No harm."]);
    assert_eq!(thread.claimed, Some(9));
}

#[test]
fn answers_inside_a_comment_are_comments() {
    let one = |kind: &str, name: &str, text: &str| {
        format!(
            "<div class=gsc-{kind}-header><div class=gsc-{kind}-author><a href='https://{name}.example/'>\
             <span>{name}</span></a><a href='#{name}'><time datetime=2024-05-03>3 May</time></a></div>\
             </div><div class='markdown gsc-{kind}-content'><p>{text}</p></div>"
        )
    };
    let (lines, ..) = lines(
        &page(&format!(
            "<section class=giscus><div class=gsc-comment>{}<div class=gsc-replies><div \
             class=gsc-reply>{}</div></div></div><div class=gsc-comment>{}</div></section>",
            one("comment", "Ada", "Ours is open."),
            one("reply", "Ben", "It is shut."),
            one("comment", "Cy", "A gate!"),
        )),
        Rules::All,
    );
    assert_eq!(
        lines,
        [
            "Ada | 2024-05-03 | - | Ours is open.",
            "Ben | 2024-05-03 | 0 | It is shut.",
            "Cy | 2024-05-03 | - | A gate!",
        ]
    );
}

#[test]
fn the_age_of_an_account_is_no_date_of_a_comment() {
    for since in [
        "<div class=card__content><p>Keeps gates, and bees.</p><ul><li><b>Joined</b> <span><time \
         datetime=2018-01-01>Jan 1, 2018</time></span></li></ul></div>",
        "<p>Member since: 1 January 2018</p>",
    ] {
        let (lines, ..) = lines(
            &page(&format!(
                "<div id=comments><div class=comment id=comment-9><a href=/ada class=author>Ada</a>\
                 <div class=card>{since}</div><a href='/c/9'><time datetime=2021-10-10>10 Oct 21\
                 </time></a><div class=comment__body><p>Ours is open.</p></div></div></div>"
            )),
            Rules::All,
        );
        assert_eq!(lines, ["Ada | 2021-10-10 | - | Ours is open."]);
    }
}

#[test]
fn the_depth_of_what_wraps_a_comment_is_its_own() {
    for (first, second) in [
        ("class='thread comment-depth-1'", "class='thread comment-depth-2'"),
        ("style='margin-left:0px'", "style='margin-left:25px'"),
    ] {
        let one = |wrap: &str, id: u8, name: &str, text: &str| {
            format!(
                "<div {wrap}><div class=comment id=cmt{id}><span class=comment-poster><b>{name}</b>\
                 </span> <span class=datetime>2024-05-0{id} 07:00</span><div \
                 class=comment-content>{text}</div></div></div>"
            )
        };
        let (lines, ..) = lines(
            &page(&format!(
                "<div id=comments>{}{}</div>",
                one(first, 1, "Ada", "Ours is open."),
                one(second, 2, "Ben", "It is shut.")
            )),
            Rules::All,
        );
        assert!(lines[1].contains("| 0 |"), "{lines:?}");
    }
}

#[test]
fn a_comment_is_not_where_its_author_is() {
    let (lines, thread, _) = lines(
        &page(
            "<div class=comments-content><div class=comment id=comment-6a1><div \
             class=comment-content><p>Ours is open.</p></div><p class=comment-footer>Posted by: \
             <a rel=nofollow href='https://ada.example'>Ada</a> | <a \
             href='https://gates.example/river.html?cid=6a1#comment-6a1'>3 May 2024 at 8:00</a></p>\
             </div></div>",
        ),
        Rules::All,
    );
    assert_eq!(lines, ["Ada | 2024-05-03T08:00:00 | - | Ours is open."]);
    let url = thread.comments[0].0.url.as_ref().unwrap();
    assert_eq!(url.host_str(), Some("gates.example"));
}

#[test]
fn a_question_is_no_part_of_the_talk_under_it() {
    let (lines, _, left) = lines(
        "<div id=main><div class=question id=question><div class=js-post-body><p>Why does the \
         gate by the river whistle when it rains and the wind is in the west?</p></div><ul><li \
         class='comment js-comment' id=comment-1><span class=comment-copy>Which gate?</span> <a \
         class=comment-user href=/u/9>Ada</a> <span class=comment-date><span title='2024-05-03 \
         11:00:00Z'>3 May</span></span></li></ul></div><div id=answers><div class=answer \
         id=answer-2><div class=answercell><div class=js-post-body><p>It is the hinge.</p></div>\
         <div class=user-details><a href=/u/10>Ben</a></div></div></div></div></div>",
        Rules::All,
    );
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(left.contains("wind is in the west"), "{left}");
}

#[test]
fn what_is_added_to_a_text_while_things_happen_is_no_comment() {
    let one = |class: &str, id: u8, name: &str, text: &str| {
        format!(
            "<div class={class} id=p{id}><time datetime='2024-05-03T0{id}:00'>0{id}:00</time> <img \
             class=avatar src=a.png><span class=author>{name}</span><p>{text}</p></div>"
        )
    };
    let data =
        "<script type=application/ld+json>{\"@type\": \"LiveBlogPosting\"}</script>";
    for (class, data) in [("live-post", ""), ("post", data)] {
        let (lines, _, left) = lines(
            &page(&format!(
                "{data}{}{}{}",
                one(class, 3, "Ada", "The pumps run again, and the water falls."),
                one(class, 2, "Ben", "The school is closed for the day."),
                one(class, 1, "Ada", "Good morning from the dyke.")
            )),
            Rules::All,
        );
        assert!(lines.is_empty(), "{lines:?}");
        assert!(left.contains("pumps run again"), "{left}");
    }
}

#[test]
fn a_comment_in_another_element_of_its_name_is_one() {
    let one = |class: &str, id: u8, name: &str, inside: &str| {
        format!(
            "<li class='comment {class}' id=li-comment-{id}><article id=comment-{id} class=comment>\
             <header class='comment-meta comment-author vcard'><cite><b class=fn>{name}</b></cite> \
             <a href='#comment-{id}'><time datetime=2024-05-0{id}>then</time></a></header><section \
             class='comment-content comment'><p>Gate {id}.</p></section></article>{inside}</li>"
        )
    };
    let answer = one("byuser bypostauthor", 2, "Ben", "");
    let (lines, thread, _) = lines(
        &page(&format!(
            "<div id=comments><ol class=commentlist>{}</ol></div>",
            one("", 1, "Ada", &format!("<ol class=children>{answer}</ol>"))
        )),
        Rules::All,
    );
    assert_eq!(
        lines,
        ["Ada | 2024-05-01 | - | Gate 1.", "Ben | 2024-05-02 | 0 | Gate 2."]
    );
    assert!(thread.comments[1].0.staff);
}

#[test]
fn what_stands_where_a_name_was_is_no_name() {
    let html = page(
        "<div id=comments><h3>2 comments</h3><div class=comment id=comment-1><b \
         class=comment-author>Comment deleted</b> <time datetime=2024-05-03>then</time><div \
         class=comment-body><p>Comment deleted</p></div></div><div class=comment id=comment-2><b \
         class=comment-author>Ada</b> <time datetime=2024-05-04>then</time><div \
         class=comment-body><p>Ours is open.</p></div></div></div>",
    );
    let (_, thread, _) = lines(&html, Rules::All);
    assert_eq!(thread.comments[0].0.standing, Standing::Removed);
    assert!(thread.comments[0].0.author.is_none());
    assert_eq!(thread.comments[1].0.author.as_ref().unwrap().name, "Ada");
}
