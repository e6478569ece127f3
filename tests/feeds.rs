//! Feeds against the rules of the W3C's validator, each under the name that
//! validator gives it; and feeds read back as articles.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on says why and ends"
)]

use std::collections::BTreeSet;

use jiff::fmt::rfc2822;
use offprint::{
    Article, Job, Report,
    article::{Channel, Edition},
    emit::{self, Comments, Settings},
    load::{self, Source},
};
use quick_xml::{Reader, XmlVersion, events::Event};

const ARTICLE: &str = r##"{
  "metadata": {
    "title": "Rivers & roads", "subtitle": "A dek about rivers.",
    "summary": "What the water did & why.", "byline": "Text, photos and film: Ana Ruiz",
    "url": "https://courier.example/2025/rivers", "id": "tag:courier.example,2025:rivers",
    "published": "2025-03-01T09:30:00+01:00", "updated": "2025-03-02T09:30:00+01:00",
    "language": "en-GB", "categories": ["Environment"], "tags": ["rivers", "roads & bridges"],
    "image": {"address": "https://courier.example/a.jpg", "alt": "A river", "size": [1200, 800]}
  },
  "authors": [
    {"name": "Ana Ruiz", "contributions": ["text", "photographs", "film"],
     "urls": ["https://ana.example/"],
     "bio": [{"type": "paragraph", "content": [{"type": "text", "text": "Ana Ruiz writes about water."}]}]},
    {"name": "Bo Lind", "contributions": ["photographs"]}
  ],
  "body": {
    "blocks": [
      {"type": "paragraph", "content": [
        {"type": "text", "text": "The river rose ]]> on Tuesday <b> \u0001."},
        {"type": "note-ref", "note": 0},
        {"type": "link", "address": "#later", "content": [{"type": "text", "text": "below"}]},
        {"type": "link", "address": "map.html", "content": [{"type": "text", "text": "map"}]}]},
      {"type": "heading", "level": 3, "id": "later", "content": [{"type": "text", "text": "Later"}]},
      {"type": "embed", "kind": "video", "url": "https://video.example/watch?v=9&t=1", "title": "The flood"},
      {"type": "embed", "kind": "audio", "url": "https://courier.example/a.mp3", "media_type": "audio/mpeg"},
      {"type": "embed", "kind": "audio", "url": "https://courier.example/b.mp3", "media_type": "audio/mpeg"}
    ],
    "notes": [{"blocks": [{"type": "paragraph", "content": [{"type": "text", "text": "Interview."}]}]}]
  },
  "provenance": {
    "outlet": {"name": "Example Courier", "url": "https://courier.example/"},
    "original": {"outlet": {"name": "Origin Times", "url": "https://origin.example/"},
      "url": "https://origin.example/rivers", "published": "2025-02-27", "relation": "reprint"},
    "licence": {"spdx": "CC-BY-ND-4.0", "url": "https://creativecommons.org/licenses/by-nd/4.0/",
      "statement": "© 2025 Ana Ruiz"},
    "notice": [{"type": "paragraph", "content": [{"type": "text", "text": "First published by Origin Times."}]}]
  },
  "discussion": {
    "closed": true, "url": "https://courier.example/2025/rivers#comments",
    "comments": [
      {"id": "12", "author": {"name": "Kim", "urls": ["https://kim.example/"]},
       "posted": "2025-03-01T12:00:00Z", "url": "https://courier.example/2025/rivers#comment-12",
       "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Nice & good."}]}]},
      {"id": "13", "parent": 0, "author": {"name": "Lee"}, "posted": "2025-03-01T13:00:00Z",
       "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Agreed."}]}]}
    ]
  }
}"##;

fn edition() -> Edition {
    let first: Article = serde_json::from_str(ARTICLE).unwrap();
    let mut second = first.clone();
    second.metadata.title = "Fords".into();
    second.metadata.id = Some("tag:courier.example,2025:fords".into());
    second.metadata.url = "https://courier.example/2025/fords".parse().ok();
    second.metadata.published = "2025-02-11".parse().ok();
    second.metadata.updated = None;
    let mut channel = Channel::default();
    channel.title = "Example Courier".into();
    channel.home = "https://courier.example/".parse().ok();
    channel.address = "https://courier.example/feed".parse().ok();
    channel.language = Some("en-GB".into());
    let mut edition = Edition::default();
    edition.channel = channel;
    edition.articles = vec![second, first];
    edition
}

fn print(
    format: &str,
    comments: Comments,
    options: &str,
) -> (Vec<(String, String)>, Report) {
    let mut settings = Settings::default();
    settings.comments = comments;
    settings.emit.insert(format.into(), serde_json::from_str(options).unwrap());
    let mut job = Job::new(&[], emit::by_name(format).unwrap());
    job.settings = settings;
    job.stem = "feed".into();
    let mut report = Report::default();
    let output = job.print(&edition(), &mut report).unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.files.into_iter().map(|it| (it.path, text(it.bytes))).collect(), report)
}

/// An element, with the path of names to it.
#[derive(Debug, Default)]
struct Element {
    path: String,
    attributes: Vec<(String, String)>,
    text: String,
}

impl Element {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|it| it.0 == name).map(|it| it.1.as_str())
    }
}

fn elements(text: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(text);
    let mut out: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    loop {
        let event = reader.read_event().expect("well-formed");
        match event {
            Event::Eof => return out,
            Event::Start(ref it) | Event::Empty(ref it) => {
                let parent = open.last().map_or("", |it| out[*it].path.as_str());
                let path = format!("{parent}/{}", it.name().into_inner());
                let attributes = it.attributes().map(|it| {
                    let it = it.expect("attributes are unique");
                    let value = it.normalized_value(XmlVersion::Explicit1_0).unwrap();
                    (it.key.into_inner().to_owned(), value.into_owned())
                });
                out.push(Element {
                    path,
                    attributes: attributes.collect(),
                    ..Element::default()
                });
                if matches!(event, Event::Start(_)) {
                    open.push(out.len() - 1);
                }
            }
            Event::End(_) => _ = open.pop(),
            // White space may stand around the root.
            Event::Text(_) if open.is_empty() => (),
            Event::Text(it) => {
                out[*open.last().unwrap_or(&0)].text.push_str(&it.xml10_content());
            }
            Event::CData(it) => out[*open.last().unwrap_or(&0)].text.push_str(&it),
            Event::GeneralRef(it) => {
                let c = it.resolve_char_ref().unwrap().unwrap_or(match &*it {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    other => panic!("UndefinedNamedEntity: {other}"),
                });
                out[*open.last().unwrap_or(&0)].text.push(c);
            }
            _ => (),
        }
    }
}

/// Splits a list of elements into those before the first with a path, and the
/// groups that begin with one.
fn groups<'a>(all: &'a [Element], path: &str) -> (&'a [Element], Vec<&'a [Element]>) {
    let starts: Vec<usize> =
        all.iter().enumerate().filter(|(_, it)| it.path == path).map(|it| it.0).collect();
    let head = &all[..starts.first().copied().unwrap_or(all.len())];
    let ends = starts.iter().skip(1).copied().chain([all.len()]);
    (head, starts.iter().zip(ends).map(|(from, to)| &all[*from..to]).collect())
}

fn said<'a>(group: &'a [Element], name: &str) -> Vec<&'a Element> {
    group.iter().filter(|it| it.path.ends_with(&format!("/{name}"))).collect()
}

/// `SecurityRisk`, `ContainsRelRef`, `BadCharacters`: what a feed's markup may
/// not have.
fn check_markup(markup: &str) {
    const ALLOWED: &[&str] = &[
        "a",
        "aside",
        "article",
        "audio",
        "blockquote",
        "br",
        "code",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "footer",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "img",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "section",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "time",
        "tr",
        "u",
        "ul",
        "video",
    ];
    let wrapped = format!("<div>{markup}</div>");
    for it in elements(&wrapped) {
        let name = it.path.rsplit('/').next().unwrap_or_default();
        assert!(ALLOWED.contains(&name), "SecurityRisk: {name}");
        for (name, value) in &it.attributes {
            assert!(!name.starts_with("on"), "SecurityRiskAttr: {name}");
            if name == "href" || name == "src" {
                assert!(value.contains("://"), "ContainsRelRef: {value}");
            }
        }
    }
}

fn check_ids(contents: &[&str]) {
    let mut seen = BTreeSet::new();
    for content in contents {
        for it in elements(&format!("<div>{content}</div>")) {
            if let Some(id) = it.get("id") {
                assert!(seen.insert(id.to_owned()), "{id} is twice in the feed");
            }
        }
    }
}

#[test]
fn rss_keeps_the_rules_of_the_w3c_validator() {
    let (files, _) =
        print("rss", Comments::End, r#"{"hubs":["https://hub.example/"],"ttl":60}"#);
    assert_eq!(files.len(), 1);
    let all = elements(&files[0].1);
    assert!(
        files[0].1.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"),
        "WPBlankLine"
    );
    let (head, items) = groups(&all, "/rss/channel/item");
    assert_eq!(items.len(), 2);
    for name in ["title", "link", "description"] {
        let found = said(head, &format!("channel/{name}"));
        assert_eq!(found.len(), 1, "MissingElement: {name}");
        assert!(!found[0].text.is_empty(), "NotBlank: {name}");
    }
    let links = said(head, "atom:link");
    let own = links.iter().find(|it| it.get("rel") == Some("self"));
    assert_eq!(
        own.unwrap().get("href"),
        Some("https://courier.example/feed"),
        "MissingSelf"
    );
    assert!(links.iter().any(|it| it.get("rel") == Some("hub")));
    assert_eq!(said(head, "lastBuildDate").len(), 1, "SlashDate");
    let mut guids = BTreeSet::new();
    for item in &items {
        for once in [
            "title",
            "link",
            "guid",
            "pubDate",
            "description",
            "content:encoded",
            "enclosure",
            "comments",
            "slash:comments",
            "source",
        ] {
            assert!(
                said(item, &format!("item/{once}")).len() <= 1,
                "DuplicateElement: {once}"
            );
        }
        let guid = said(item, "item/guid")[0];
        assert_eq!(guid.get("isPermaLink"), Some("false"), "InvalidPermalink");
        assert!(guids.insert(&guid.text), "DuplicateValue");
        let place = |name: &str| {
            item.iter().position(|it| it.path.ends_with(&format!("item/{name}")))
        };
        assert!(
            place("description") < place("content:encoded"),
            "NeedDescriptionBeforeContent"
        );
        for other in ["author", "dc:source", "dc:subject", "dc:date"] {
            assert!(place(other).is_none(), "DuplicateItemSemantics: {other}");
        }
        let file = said(item, "enclosure")[0];
        assert_eq!(file.get("length"), Some("0"), "MissingAttribute: length");
        for child in item.iter().filter(|it| it.path.contains("media:content/")) {
            let name = child.path.rsplit('/').next().unwrap_or_default();
            let known = ["media:title", "media:description", "media:credit"];
            assert!(known.contains(&name), "UndefinedElement: {name}");
        }
        assert!(said(item, "media:group").is_empty(), "MediaGroupWithoutAlternatives");
        let date = &said(item, "pubDate")[0].text;
        rfc2822::parse(date).expect("InvalidRFC2822Date, IncorrectDOW");
        check_markup(&said(item, "content:encoded")[0].text);
    }
    let contents: Vec<&str> =
        items.iter().map(|it| said(it, "content:encoded")[0].text.as_str()).collect();
    check_ids(&contents);
    assert!(contents[0].contains("]]&gt; on Tuesday &lt;b&gt;"));
    assert!(contents[0].contains("href=\"https://courier.example/2025/map.html\""));
    assert_eq!(said(items[0], "item/title")[0].text, "Rivers & roads", "newest first");
    assert_eq!(said(items[1], "pubDate")[0].text, "Tue, 11 Feb 2025 00:00:00 +0000");
}

#[test]
fn atom_keeps_the_rules_of_the_w3c_validator() {
    let (files, _) = print("atom", Comments::File, "{}");
    let all = elements(&files[0].1);
    let (head, entries) = groups(&all, "/feed/entry");
    for name in ["feed/id", "feed/title", "feed/updated"] {
        assert_eq!(said(head, name).len(), 1, "MissingElement: {name}");
    }
    let own =
        said(head, "feed/link").into_iter().find(|it| it.get("rel") == Some("self"));
    assert!(own.is_some(), "MissingSelf");
    let mut ids = BTreeSet::new();
    for entry in &entries {
        for once in [
            "id",
            "title",
            "updated",
            "content",
            "summary",
            "published",
            "rights",
            "thr:total",
        ] {
            assert_eq!(said(entry, &format!("entry/{once}")).len(), 1, "{once}");
        }
        assert!(ids.insert(&said(entry, "entry/id")[0].text), "DuplicateEntries");
        let date = &said(entry, "entry/updated")[0].text;
        date.parse::<jiff::Timestamp>().expect("InvalidRFC3339Date");
        for name in ["id", "title", "updated"] {
            assert_eq!(
                said(entry, &format!("source/{name}")).len(),
                1,
                "MissingSourceElement"
            );
        }
        let replies = said(entry, "entry/link");
        let replies =
            replies.iter().find(|it| it.get("type") == Some("application/atom+xml"));
        let replies = replies.expect("a feed of comments is linked");
        assert_eq!(replies.get("thr:count"), Some("2"));
        assert_eq!(replies.get("thr:updated"), Some("2025-03-01T13:00:00Z"));
        check_markup(&said(entry, "entry/content")[0].text);
    }
    assert_eq!(said(entries[0], "author/name")[0].text, "Ana Ruiz");
    assert_eq!(said(entries[0], "contributor/name")[0].text, "Bo Lind");
}

#[test]
fn a_feed_of_comments_says_what_each_answers() {
    for (format, extension, root) in
        [("atom", "atom", "/feed/entry"), ("rss", "rss", "/rss/channel/item")]
    {
        let (files, _) = print(format, Comments::File, "{}");
        let paths: Vec<&str> = files.iter().map(|it| it.0.as_str()).collect();
        assert_eq!(files.len(), 4, "{paths:?}");
        assert!(paths[1].starts_with("feed-comments/") && paths[1].ends_with(extension));
        let all = elements(&files[1].1);
        let (head, entries) = groups(&all, root);
        assert!(head.iter().any(|it| it.text.contains("Comments are closed.")));
        let article = "tag:courier.example,2025:rivers";
        let answers: Vec<_> = entries
            .iter()
            .map(|it| said(it, "thr:in-reply-to")[0].get("ref").unwrap())
            .collect();
        assert_eq!(answers, [article, "tag:courier.example,2025:rivers/c/12"]);
        assert!(
            files[0].1.contains(&format!("https://courier.example/{}", paths[1])),
            "CommentRSS"
        );
        let whole = elements(&files[3].1);
        let (_, all) = groups(&whole, root);
        let all = all.len();
        assert_eq!(all, 4, "the site's own feed has every comment");
    }
}

#[test]
fn an_archive_links_its_documents_both_ways() {
    let (files, report) = print("atom", Comments::End, r#"{"limit":1,"archive":1}"#);
    let paths: Vec<&str> = files.iter().map(|it| it.0.as_str()).collect();
    assert_eq!(paths, ["feed.atom", "feed-archive/0002.atom", "feed-archive/0001.atom"]);
    assert!(files[0].1.contains("rel=\"prev-archive\""));
    assert!(!files[0].1.contains("<fh:archive/>"));
    assert!(
        files[1].1.contains("<fh:archive/>") && files[1].1.contains("rel=\"current\"")
    );
    assert!(
        files[2].1.contains("rel=\"next-archive\"")
            && files[2].1.contains("<title type=\"text\">Fords")
    );
    assert!(report.entries.iter().all(|it| it.code.id() != "articles-dropped"));
    let (files, report) = print("atom", Comments::End, r#"{"limit":1}"#);
    assert_eq!(files.len(), 1);
    assert!(
        report
            .entries
            .iter()
            .any(|it| it.code.id() == "articles-dropped" && it.subject == "Fords")
    );
}

#[test]
fn json_feed_has_only_members_of_its_own() {
    let (files, _) = print("json-feed", Comments::File, "{}");
    let feed: serde_json::Value = serde_json::from_str(&files[0].1).unwrap();
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    let item = &feed["items"][0];
    let known = [
        "id",
        "url",
        "external_url",
        "title",
        "content_html",
        "summary",
        "image",
        "date_published",
        "date_modified",
        "authors",
        "tags",
        "language",
        "attachments",
        "_offprint",
    ];
    for name in item.as_object().unwrap().keys() {
        assert!(known.contains(&name.as_str()), "{name}");
    }
    check_markup(item["content_html"].as_str().unwrap());
    assert_eq!(item["_offprint"]["authors"][0]["roles"][2], "fmk");
    assert_eq!(item["_offprint"]["comments"]["closed"], true);
    assert!(!files[0].1.contains('<'));
}

#[test]
fn a_feed_read_back_is_the_article_it_was() {
    let was = edition().articles.remove(1);
    for format in ["rss", "atom", "json-feed"] {
        let (files, _) = print(format, Comments::End, "{}");
        let mut report = Report::default();
        let source = Source::new(files[0].1.as_bytes());
        let articles = load::load(&source, &mut report).unwrap();
        assert_eq!(articles.len(), 2, "{format}");
        let is = &articles[0];
        assert_eq!(is.metadata.title, was.metadata.title, "{format}");
        assert_eq!(is.metadata.id, was.metadata.id, "{format}");
        assert_eq!(is.metadata.url, was.metadata.url, "{format}");
        assert_eq!(is.metadata.published, was.metadata.published, "{format}");
        assert_eq!(is.metadata.updated, was.metadata.updated, "{format}");
        assert_eq!(is.metadata.subtitle, was.metadata.subtitle, "{format}");
        assert_eq!(is.metadata.summary, was.metadata.summary, "{format}");
        assert_eq!(is.metadata.language, was.metadata.language, "{format}");
        assert_eq!(is.metadata.categories, was.metadata.categories, "{format}");
        assert_eq!(is.metadata.tags, was.metadata.tags, "{format}");
        let names: Vec<&str> = is.authors.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["Ana Ruiz", "Bo Lind"], "{format}");
        assert!(!is.authors[0].bio.is_empty(), "{format}");
        let (now, then) = (&is.provenance, &was.provenance);
        assert_eq!(now.licence, then.licence, "{format}");
        assert_eq!(
            now.original.as_ref().unwrap().url,
            then.original.as_ref().unwrap().url
        );
        assert!(!now.notice.is_empty(), "{format}");
        assert!(is.body.text().contains("The river rose ]]> on Tuesday <b>"), "{format}");
        assert!(
            !is.body.text().contains("Agreed"),
            "{format}: comments are not the text"
        );
        let (now, then) = (&is.discussion, &was.discussion);
        assert!(now.closed, "{format}");
        assert_eq!(now.comments.len(), 2, "{format}");
        for (now, then) in now.comments.iter().zip(&then.comments) {
            assert_eq!(now.parent, then.parent, "{format}");
            assert_eq!(now.posted, then.posted, "{format}");
            let name = |it: &offprint::article::Comment| {
                it.author.as_ref().unwrap().name.clone()
            };
            assert_eq!(name(now), name(then), "{format}");
        }
    }
}

#[test]
fn an_export_of_wordpress_keeps_its_threads() {
    let export = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>A Blog</title><link>https://blog.example</link>
<wp:author><wp:author_login>ana</wp:author_login><wp:author_display_name><![CDATA[Ana Ruiz]]></wp:author_display_name></wp:author>
<item><title>Draft</title><wp:post_type>post</wp:post_type><wp:status>draft</wp:status></item>
<item><title>pic</title><wp:post_id>3</wp:post_id><wp:post_type>attachment</wp:post_type>
<wp:attachment_url>https://blog.example/p.jpg</wp:attachment_url></item>
<item><title>Fords</title><link>https://blog.example/fords</link><dc:creator>ana</dc:creator>
<pubDate>Sat, 01 Mar 2025 09:30:00 +0000</pubDate>
<content:encoded><![CDATA[<p>The ford.</p>]]></content:encoded>
<wp:comment_status>closed</wp:comment_status><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>
<category domain="category" nicename="water">Water</category>
<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>3</wp:meta_value></wp:postmeta>
<wp:comment><wp:comment_id>8</wp:comment_id><wp:comment_author>Lee</wp:comment_author>
<wp:comment_date_gmt>2025-03-03 00:00:00</wp:comment_date_gmt><wp:comment_content>Two</wp:comment_content>
<wp:comment_approved>1</wp:comment_approved><wp:comment_parent>9</wp:comment_parent></wp:comment>
<wp:comment><wp:comment_id>9</wp:comment_id><wp:comment_author>Kim</wp:comment_author>
<wp:comment_date_gmt>2025-03-02 12:00:00</wp:comment_date_gmt><wp:comment_content>One</wp:comment_content>
<wp:comment_approved>1</wp:comment_approved><wp:comment_parent>0</wp:comment_parent></wp:comment>
<wp:comment><wp:comment_id>10</wp:comment_id><wp:comment_content>Buy!</wp:comment_content>
<wp:comment_approved>spam</wp:comment_approved></wp:comment>
<wp:comment><wp:comment_id>11</wp:comment_id><wp:comment_author>Other</wp:comment_author>
<wp:comment_content>linked</wp:comment_content><wp:comment_approved>1</wp:comment_approved>
<wp:comment_type>pingback</wp:comment_type></wp:comment>
</item></channel></rss>"#;
    let mut report = Report::default();
    let articles = load::load(&Source::new(export), &mut report).unwrap();
    assert_eq!(articles.len(), 1);
    let it = &articles[0];
    assert_eq!(it.authors[0].name, "Ana Ruiz");
    assert_eq!(it.metadata.categories, ["Water"]);
    assert_eq!(
        it.metadata.image.as_ref().unwrap().address.as_str(),
        "https://blog.example/p.jpg"
    );
    assert!(it.discussion.closed);
    let comments = &it.discussion.comments;
    assert_eq!(comments.len(), 2);
    assert_eq!((comments[0].id.as_deref(), comments[0].parent), (Some("9"), None));
    assert_eq!((comments[1].id.as_deref(), comments[1].parent), (Some("8"), Some(0)));
    assert_eq!(comments[1].posted.unwrap().to_string(), "2025-03-03T00:00:00Z");
    assert_eq!(it.discussion.mentions.len(), 1);
    assert!(report.entries.iter().any(|it| it.subject == "Draft (draft)"));
}

#[test]
fn several_articles_read_back_from_one_file() {
    let was = edition();
    let job = Job::new(&[], emit::by_name("json").unwrap());
    let output = job.print(&was, &mut Report::default()).unwrap();
    let source = Source::new(output.files[0].bytes.clone());
    assert_eq!(load::load(&source, &mut Report::default()).unwrap(), was.articles);
}
