//! The parts of a file: text, bios, notice, comments.

use super::*;

#[test]
fn markers_part_the_file() {
    let (article, _) = load(
        "---\ntitle: Dusk\noffprint:\n  version: 1\n  authors:\n    - {name: Ada, roles: [aut, pht]}\n    - {name: Bo}\n  \
         origin: {publisher: Courier, url: 'https://c.example/d'}\n  \
         embeds:\n    - {url: 'https://v.example/1', kind: video, title: Film, width: 4, height: 3}\n  \
         comments:\n    closed: true\n    count: 3\n    items:\n      - {id: k1, author: Kim, date: '2024-05-04'}\n      \
         - {parent: k1, marker: c2, author: Lee}\n---\n\
         <!-- offprint:notice -->\n\nFirst in *Courier*.\n\n<!-- /offprint:notice -->\n\n## One\n\n\
         <!-- offprint:embed -->\n\n[Film](https://v.example/1)\n\nWords of it.\n\n<!-- /offprint:embed -->\n\n\
         <!-- offprint:aside warning.titled -->\n\n> **Mind**\n>\n> the gap\n\n<!-- /offprint:aside -->\n\n\
         > Dark.\n>\n> <!-- offprint:attribution -->\n>\n> — A. *N.*\n\n\
         <!-- offprint:figure -->\n\n```\nls\n```\n\n<!-- offprint:caption -->\n\nA *listing*\n\n<!-- offprint:credit -->\n\nAda\n\n<!-- /offprint:figure -->\n\n\
         <!-- offprint:bio -->\n\n## About\n\nAda looks up.\n\n<!-- /offprint:bio -->\n\n\
         <!-- offprint:bio 2 -->\n\nBo too.\n\n<!-- /offprint:bio -->\n\n\
         <!-- offprint:comments -->\n\n## Comments\n\n<!-- offprint:comment k1 -->\n\n### Kim, 4 May\n\nNice.\n\n\
         <!-- offprint:comment c2 -->\n\n### Lee (in reply to Kim)\n\n#### Mine\n\nAgreed.\n\n<!-- offprint:closed -->\n\n*Closed*\n\n<!-- /offprint:comments -->\n",
    );
    assert_eq!(
        article.authors[0].contributions,
        [Contribution::Text, Contribution::Photographs]
    );
    let words = |blocks: &[Block]| {
        let mut body = crate::article::Body::default();
        body.blocks = blocks.to_vec();
        body.text()
    };
    assert_eq!(words(&article.provenance.notice), "First in Courier.");
    assert_eq!(words(&article.authors[0].bio), "Ada looks up.");
    assert_eq!(words(&article.authors[1].bio), "Bo too.");
    let body = &article.body.blocks;
    assert!(matches!(&body[0], Block::Heading(it) if it.level == 1), "{body:?}");
    let Block::Embed(embed) = &body[1] else { panic!("{body:?}") };
    assert_eq!(
        (embed.kind, embed.size, embed.title.as_deref()),
        (EmbedKind::Video, Some((4, 3)), Some("Film"))
    );
    assert_eq!(words(&embed.fallback), "Words of it.");
    let Block::Aside(aside) = &body[2] else { panic!("{body:?}") };
    assert_eq!(
        (aside.kind, &*aside.title),
        (AsideKind::Warning, &[Inline::text("Mind")][..])
    );
    let Block::Quote { attribution, blocks } = &body[3] else { panic!("{body:?}") };
    assert_eq!((attribution.len(), blocks.len()), (2, 1));
    let Block::Figure(figure) = &body[4] else { panic!("{body:?}") };
    assert_eq!((figure.caption.len(), figure.credit.len()), (2, 1));
    assert!(matches!(&figure.content[0], Block::Code(_)));
    let comments = &article.discussion.comments;
    assert_eq!(comments.len(), 2);
    assert_eq!(words(&comments[0].content), "Nice.");
    assert_eq!(comments[1].parent, Some(0));
    assert_eq!(comments[1].id, None);
    assert!(matches!(&comments[1].content[0], Block::Heading(it) if it.level == 1));
    assert!(article.discussion.closed);
    assert_eq!(article.discussion.claimed, Some(3));
    assert_eq!(article.provenance.original.unwrap().outlet.name, "Courier");
}

#[test]
fn comments_in_the_markup_of_a_moved_site_are_read() {
    let (article, _) = load(
        "---\ntitle: Dusk\n---\nThe dome opened at dusk, and we all went up.\n\n<footer><h3>Comments</h3>\n\
         <div class=\"u-comment h-cite\"><p class=\"p-content p-name\">I was there.</p>\n\
         <a class=\"u-author h-card\" href=\"https://ada.example/\">Ada</a>\n\
         <time class=\"dt-published\" datetime=\"2009-09-26T15:24:58-07:00\">then</time></div>\n\
         <div class=\"u-comment h-cite\"><p class=\"p-content p-name\">So was I.</p>\n\
         <a class=\"u-author h-card\" href=\"#\">Ben</a>\n\
         <time class=\"dt-published\" datetime=\"2009-09-27T15:24:58-07:00\">then</time></div></footer>\n",
    );
    let comments = &article.discussion.comments;
    assert_eq!(comments.len(), 2);
    assert_eq!(comments[0].author.as_ref().unwrap().name, "Ada");
    assert_eq!(comments[0].posted.unwrap().to_string(), "2009-09-26T15:24:58-07:00");
    assert_eq!(article.body.text(), "The dome opened at dusk, and we all went up.");
}

#[test]
fn a_list_of_dated_names_in_markdown_is_text() {
    let (article, _) = load(
        "# Minutes\n\n- Ada, 3 May 2024: we open the gate.\n- Ben, 4 May 2024: we close it.\n\
         - Cy, 5 May 2024: we paint it.\n",
    );
    assert!(article.discussion.comments.is_empty());
    assert!(article.body.text().contains("we paint it"));
}

#[test]
fn what_calls_a_note_is_text_and_no_notice() {
    let notice = "Originally published by Courier";
    for (call, kept) in [("", false), ("[^1]", true)] {
        let (article, _) = load(&format!("Dark.\n\n{notice}{call}.\n\n[^1]: In May.\n"));
        assert_eq!(article.body.text().contains(notice), kept);
        article.check().unwrap();
    }
    // Nor can what is marked as one call any.
    let (article, _) = load(
        "Dark.[^1]\n\n<!-- offprint:notice -->\n\nFirst in Courier[^1].\n\n\
         <!-- /offprint:notice -->\n\n[^1]: In May.\n",
    );
    article.check().unwrap();
    assert!(!article.provenance.notice.is_empty());
}

#[test]
fn parts_are_told_by_their_headings_where_the_markers_are_gone() {
    let (article, _) = load(
        "---\ntitle: Dusk\noffprint:\n  version: 1\n  parts: [notice, bio]\n  \
         authors:\n    - {name: Ada Night, roles: [aut]}\n    - {name: Bo Lens}\n  comments:\n    closed: true\n    items:\n      \
         - {id: k1, author: Kim, date: '2024-05-04'}\n      - {parent: k1, marker: c2, author: Lee, standing: removed}\n---\n\n\
         Dark.\n\n## About the authors\n\nAda Night looks up.\n\nShe waits.\n\nBo Lens has a camera.\n\n\
         Originally published by [Courier](https://c.example/).\n\n\
         ## Comments\n\n### Kim, 4 May 2024\n\nNice.\n\n#### More\n\nYes.\n\n\
         ### Lee (in reply to Kim)\n\n*This comment was removed.*\n\n*Comments are closed.*\n",
    );
    let words = |blocks: &[Block]| {
        let mut body = crate::article::Body::default();
        body.blocks = blocks.to_vec();
        body.text()
    };
    assert_eq!(article.body.text(), "Dark.");
    assert_eq!(words(&article.authors[0].bio), "Ada Night looks up.\nShe waits.");
    assert_eq!(words(&article.authors[1].bio), "Bo Lens has a camera.");
    assert_eq!(words(&article.provenance.notice), "Originally published by Courier.");
    let comments = &article.discussion.comments;
    assert_eq!(comments.len(), 2);
    assert_eq!(comments[0].id.as_deref(), Some("k1"));
    assert_eq!(words(&comments[0].content), "Nice.\nMore\nYes.");
    assert_eq!(
        (comments[1].parent, words(&comments[1].content)),
        (Some(0), String::new())
    );
    assert!(article.discussion.closed);
}

#[test]
fn comments_in_a_file_without_front_matter_have_names_and_dates() {
    let (article, _) = load(
        "# Dusk\n\nDark.\n\n## Comments\n\n### Kim, 4 May 2024\n\nNice.\n\n\
         ### Lee, 5 May 2024 (in reply to Kim)\n\nAgreed.\n",
    );
    let comments = &article.discussion.comments;
    assert_eq!(comments.len(), 2, "{:?}", article.body);
    assert_eq!(comments[1].parent, Some(0));
    assert_eq!(comments[1].posted.unwrap().to_string(), "2024-05-05");
    assert_eq!(comments[1].author.as_ref().unwrap().name, "Lee");
    // A section of that name about something else stays a section.
    let (article, _) =
        load("# Code\n\n## Comments\n\n### Line comments\n\nTwo slashes.\n");
    assert!(article.discussion.comments.is_empty());
    assert_eq!(article.body.text(), "Comments\nLine comments\nTwo slashes.");
}
