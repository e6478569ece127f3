use crate::article::{
    Address, AsideKind, Block, Contribution, EmbedKind, Figure, Inline, Mark, Math,
    Notation, from_json, to_json,
};

use super::*;

fn load(text: &str) -> (Article, Report) {
    let mut report = Report::default();
    let mut source = Source::new(text.as_bytes());
    source.file_name = Some("dusk.md".into());
    let article = Markdown.load(&source, &mut report).unwrap().remove(0);
    // Whatever was read is a model that can be stored.
    assert_eq!(from_json(&to_json(&article)).unwrap(), article);
    (article, report)
}

fn blocks(text: &str) -> Vec<Block> {
    load(text).0.body.blocks
}

fn paragraph(block: &Block) -> &[Inline] {
    let Block::Paragraph { content } = block else { panic!("{block:?}") };
    content
}

#[test]
fn front_matter_of_each_tool_is_read() {
    let (jekyll, report) = load(
        "---\ntitle: Dusk\nauthor: Ada Night and Bo Lens\ndate: 2024-05-03 21:30:00 +0200\n\
         tags: [sky, dome]\ncategories: Science\nimage: /img/dome.jpg\ncanonical_url: <https://a.example/dusk>\n\
         lang: en_GB\nlicense: CC-BY-4.0\n---\nDark.\n",
    );
    let card = &jekyll.metadata;
    assert_eq!(card.title, "Dusk");
    let names: Vec<&str> = jekyll.authors.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Ada Night", "Bo Lens"]);
    assert_eq!(card.published.unwrap().to_string(), "2024-05-03T21:30:00+02:00");
    assert_eq!(card.tags, ["sky", "dome"]);
    assert_eq!(card.categories, ["Science"]);
    assert_eq!(
        card.image.as_ref().unwrap().address,
        Address::Local("/img/dome.jpg".into())
    );
    assert_eq!(card.canonical.as_ref().unwrap().as_str(), "https://a.example/dusk");
    assert_eq!(card.language.as_deref(), Some("en-GB"));
    assert_eq!(jekyll.provenance.licence.unwrap().spdx.as_deref(), Some("CC-BY-4.0"));
    assert!(report.found.iter().any(|it| it.field == "published" && it.rule == "date"));

    let (zola, _) = load(
        "+++\ntitle = \"Dusk\"\ndate = 2024-05-03\nupdated = 2024-05-04T10:00:00Z\n\
         [taxonomies]\ntags = [\"sky\"]\n[extra]\nsubtitle = \"Dek\"\n+++\nDark.\n",
    );
    assert_eq!(zola.metadata.published.unwrap().to_string(), "2024-05-03");
    assert_eq!(zola.metadata.updated.unwrap().to_string(), "2024-05-04T10:00:00Z");
    assert_eq!(zola.metadata.tags, ["sky"]);
    assert_eq!(zola.metadata.subtitle.as_deref(), Some("Dek"));

    let (astro, _) =
        load("---\ntitle: Dusk\npubDate: 2024-05-03\nheroImage: ./a.png\n---\nDark.\n");
    assert_eq!(astro.metadata.published.unwrap().to_string(), "2024-05-03");
    assert!(astro.metadata.image.is_some());

    let (obsidian, _) = load(
        "---\nauthor:\n  - \"[[Ada Night]]\"\ntags:\n  - \"#sky\"\n---\n# Dusk\n\nDark.\n",
    );
    assert_eq!(obsidian.authors[0].name, "Ada Night");
    assert_eq!(obsidian.metadata.tags, ["sky"]);
    assert_eq!(obsidian.metadata.title, "Dusk");
    assert_eq!(obsidian.body.text(), "Dark.");
}

#[test]
fn broken_front_matter_is_reported_and_read_by_line() {
    let (article, report) = load("---\ntitle: Dusk: a diary\n  - {\n---\nDark.\n");
    assert!(article.metadata.title.starts_with("Dusk: a diary"));
    assert_eq!(article.body.text(), "Dark.");
    assert!(report.entries.iter().any(|it| it.code == Code::FrontMatterBroken));
}

#[test]
fn marks_code_and_math_survive_exactly() {
    let found = blocks(
        "A *b* **c** ~~d~~ `e  <f>` $x<y$ [g](h.md \"i\") <sup>j</sup> a@b\\\nend",
    );
    let content = paragraph(&found[0]);
    let text: String = content
        .iter()
        .map(|it| match it {
            Inline::Text { text } => text.clone(),
            Inline::Break => "/".into(),
            Inline::Marked { mark: Mark::Superscript, .. } => "^".into(),
            Inline::Marked { .. } => "*".into(),
            Inline::Code { text } => format!("`{text}`"),
            Inline::Math(it) => format!("${}$", it.source),
            Inline::Link(it) => format!("({} {:?})", it.address, it.title),
            _ => "?".into(),
        })
        .collect();
    assert_eq!(text, "A * * * `e  <f>` $x<y$ (h.md Some(\"i\")) ^ a@b/end");
    let found = blocks("```rust,ignore\n\n  a\n\n```\n\n$$\n\\frac12\n$$\n\n    four\n");
    let Block::Code(code) = &found[0] else { panic!("{found:?}") };
    assert_eq!((code.language.as_deref(), &*code.text), (Some("rust,ignore"), "\n  a\n"));
    let Block::Math(Math { notation, source, .. }) = &found[1] else {
        panic!("{found:?}")
    };
    assert_eq!((*notation, &**source), (Notation::Tex, "\\frac12"));
    let Block::Code(code) = &found[2] else { panic!("{found:?}") };
    assert_eq!((code.language.as_deref(), &*code.text), (None, "four"));
}

#[test]
fn lists_tables_and_definitions_are_read() {
    let found = blocks(
        "3. a\n4. b\n\n- [x] c\n- [ ] d\n\n| e | f |\n|:-:|--:|\n| 1 | `|` |\n\ng\n: h\n",
    );
    let Block::List(list) = &found[0] else { panic!("{found:?}") };
    assert_eq!(list.start, Some(3));
    let Block::List(list) = &found[1] else { panic!("{found:?}") };
    let ticks: Vec<_> = list.items.iter().map(|it| it.ticked).collect();
    assert_eq!(ticks, [Some(true), Some(false)]);
    assert_eq!(paragraph(&list.items[0].blocks[0]), [Inline::text("c")]);
    let Block::Table(table) = &found[2] else { panic!("{found:?}") };
    assert_eq!((table.head.len(), table.rows.len(), table.columns.len()), (1, 1, 2));
    assert!(table.head[0].cells[0].header);
    let Block::Definitions { items } = &found[3] else { panic!("{found:?}") };
    assert_eq!(items.len(), 1);
}

#[test]
fn notes_are_called_wherever_they_stand() {
    let (article, report) =
        load("One[^a] two[^b] three[^a].\n\n[^b]: B\n\n[^c]: C\n\n[^a]: A\n\n    more\n");
    assert_eq!(article.body.notes.len(), 3);
    assert_eq!(article.body.text(), "One two three.\nA\nmore\nB\nC");
    let content = paragraph(&article.body.blocks[0]);
    let calls: Vec<usize> = content
        .iter()
        .filter_map(|it| match it {
            Inline::NoteRef { note } => Some(*note),
            _ => None,
        })
        .collect();
    assert_eq!(calls, [0, 1, 0]);
    assert!(
        report.entries.iter().any(|it| it.code == Code::NoteLoose && it.subject == "C")
    );
}

#[test]
fn headings_keep_their_names_and_distance() {
    let (article, _) = load("# Dusk\n\n## One {#one}\n\n#### Two\n\nDark.\n");
    assert_eq!(article.metadata.title, "Dusk");
    let Block::Heading(one) = &article.body.blocks[0] else { panic!() };
    assert_eq!((one.level, one.id.as_deref()), (1, Some("one")));
    let Block::Heading(two) = &article.body.blocks[1] else { panic!() };
    assert_eq!((two.level, two.id.as_deref()), (3, None));
}

#[test]
fn pictures_with_titles_are_figures() {
    let found =
        blocks("![A dome](d.jpg \"The dome. Photo: A. Lens\")\n\n![plain](e.jpg)\n");
    let Block::Figure(Figure { content, caption, credit }) = &found[0] else {
        panic!("{found:?}")
    };
    assert_eq!(caption, &[Inline::text("The dome.")]);
    assert_eq!(credit, &[Inline::text("A. Lens")]);
    assert!(matches!(&content[0], Block::Image(it) if it.alt == "A dome"));
    assert!(matches!(&found[1], Block::Image(_)));
}

#[test]
fn raw_markup_is_lowered_and_swallows_nothing() {
    let found = blocks(
        "<figure><img src=\"https://a.example/d.jpg\"><figcaption>Dome</figcaption></figure>\n\nA <u>b</u>\n",
    );
    assert!(matches!(&found[0], Block::Figure(_)));
    for start in [
        "<script>",
        "<style>\n",
        "<!-- ",
        "<textarea>",
        "<title>",
        "<div class=\"",
        "x <plaintext> y",
        "x <script> y",
    ] {
        let (article, _) = load(&format!("Dark.\n\n{start}\n\nLate.\n"));
        let text = article.body.text();
        assert!(text.starts_with("Dark."), "{start}");
        let hides = start.starts_with("<!--")
            || start.starts_with("<script")
            || start.starts_with("<style");
        assert!(text.ends_with("Late.") || hides, "{start}: {text}");
    }
}

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
fn markup_of_other_tools_stays_text_and_is_reported() {
    let (article, report) =
        load("See [[Dome|the dome]] and {{< video 1 >}}.\n\n> [!info] Mind\n> the gap\n");
    let text = article.body.text();
    assert!(
        text.contains("[[Dome|the dome]]") && text.contains("{{< video 1 >}}"),
        "{text}"
    );
    assert!(text.contains("[!info] Mind"), "{text}");
    let said =
        report.entries.iter().filter(|it| it.code == Code::MarkupUnwrapped).count();
    assert_eq!(said, 3, "{:?}", report.entries);
}

#[test]
fn headings_go_by_the_names_that_links_make_of_their_words() {
    let (article, report) = load(
        "---\ntitle: T\nurl: https://a.example/t\n---\n[a](#whats-new), [b](#notes-1), \
         [c](#caf%C3%A9-hours), [d](#gone), [e](#set)\n\n## What's new?\n\nA.\n\n## Notes\n\nB.\n\n\
         ## Notes\n\nC.\n\n## Café: *hours*\n\nD.\n\n## Other {#set}\n\nE.\n",
    );
    let names: Vec<Option<&str>> = article
        .body
        .blocks
        .iter()
        .filter_map(|it| match it {
            Block::Heading(it) => Some(it.id.as_deref()),
            _ => None,
        })
        .collect();
    let wanted =
        [Some("whats-new"), None, Some("notes-1"), Some("café-hours"), Some("set")];
    assert_eq!(names, wanted);
    let addresses: Vec<&str> = paragraph(&article.body.blocks[0])
        .iter()
        .filter_map(|it| match it {
            Inline::Link(it) => Some(it.address.as_str()),
            _ => None,
        })
        .collect();
    let wanted =
        ["#whats-new", "#notes-1", "#café-hours", "https://a.example/t#gone", "#set"];
    assert_eq!(addresses, wanted);
    assert!(report.entries.is_empty(), "{:?}", report.entries);
}

#[test]
fn alerts_are_boxes_with_the_word_that_stands_over_them() {
    let body = blocks("> [!TIP]\n> Bring a lamp.\n\n> [!CAUTION]\n> Steep.\n");
    let told: Vec<(AsideKind, String)> = body
        .iter()
        .map(|it| match it {
            Block::Aside(it) => (it.kind, format!("{:?}", it.title)),
            it => panic!("{it:?}"),
        })
        .collect();
    assert_eq!(told[0].0, AsideKind::Box);
    assert!(told[0].1.contains("\"Tip\""), "{told:?}");
    assert_eq!(told[1].0, AsideKind::Warning);
    assert!(told[1].1.contains("\"Caution\""), "{told:?}");
}

#[test]
fn authors_say_what_they_did_and_who_they_are() {
    let (article, _) = load(
        "---\nauthors:\n  - name: Ada Night\n    role: photographs\n    bio: |\n      Ada looks\n      up.\n\n      \
         She waits.\n  - name: Bo Lens\n    role: Night watchman\n---\nText.\n",
    );
    let [ada, bo] = &*article.authors else { panic!("{:?}", article.authors) };
    assert_eq!(ada.contributions, [Contribution::Photographs]);
    assert_eq!(words(&ada.bio), "Ada looks up.\nShe waits.");
    assert_eq!(bo.position.as_deref(), Some("Night watchman"));
    let (article, _) = load("---\nauthor: Ada\nauthor_bio: Ada sleeps.\n---\nText.\n");
    assert_eq!(words(&article.authors[0].bio), "Ada sleeps.");
}

#[test]
fn is_told_from_other_formats() {
    let named = |name: &str| {
        let mut source = Source::new("# Dusk");
        source.file_name = Some(name.into());
        Markdown.accepts(&source)
    };
    assert!(named("a.md") && named("b/C.Markdown") && !named("a.html"));
    assert!(Markdown.accepts(&Source::new("---\ntitle: Dusk\n---\n")));
    assert!(!Markdown.accepts(&Source::new("<p>---")));
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

#[test]
fn quotes_are_curled_only_on_request() {
    let text = "He said \"no\" -- twice...\n";
    let mut source = Source::new(text);
    source.file_name = Some("dusk.md".into());
    let mut read = || {
        let found = Markdown.load(&source, &mut Report::default()).unwrap();
        let text = found[0].body.text();
        source.smart = true;
        text
    };
    assert_eq!(read(), "He said \"no\" -- twice...");
    assert_eq!(read(), "He said “no” – twice…");
}

#[test]
fn a_date_that_cannot_be_read_is_reported() {
    for said in ["03/05/2020", "2020-13-45", "yesterday"] {
        let (article, report) =
            load(&format!("---\ntitle: Dusk\ndate: {said}\n---\n\nDark.\n"));
        assert_eq!(article.metadata.published, None);
        let entry = report.entries.iter().find(|it| it.code == Code::DateUnread);
        assert_eq!(entry.unwrap().subject, format!("date: {said}"));
    }
    let (_, report) =
        load("---\ntitle: Dusk\ndate: \ncreated: 2020-05-03\n---\n\nDark.\n");
    assert!(report.entries.iter().all(|it| it.code != Code::DateUnread));
}
