//! Feeds against the rules of the W3C's validator, each under the name that
//! validator gives it; and feeds read back as articles.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on says why and ends"
)]

mod input;
mod program;
mod readers;
mod round_trip;
mod rules;

use offprint::{
    Article, Job, Report,
    article::{Channel, Edition},
    emit::{self, Comments, Settings},
    load::{self, Source},
};

use self::rules::{HONEST, elements, events, groups, repeated_ids, said};

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

fn now() -> jiff::Timestamp {
    "2026-01-01T00:00:00Z".parse().unwrap()
}

/// Fails where a feed breaks a rule.
fn check(name: &str, text: &str) {
    let mut events = events(text, now());
    events.retain(|it| !HONEST.iter().any(|honest| it.starts_with(honest)));
    assert!(events.is_empty(), "{name}:\n{}\n{text}", events.join("\n"));
}

#[test]
fn every_feed_keeps_the_rules_of_the_w3c_validator() {
    let options = r#"{"hubs":["https://hub.example/"],"ttl":60,"rights":"© 2025 A"}"#;
    let archive = r#"{"limit":1,"archive":1}"#;
    let summary = r#"{"content":"summary"}"#;
    let none = r#"{"content":"none"}"#;
    for format in ["rss", "atom"] {
        for options in [options, archive, summary, none] {
            for comments in [Comments::End, Comments::File, Comments::None] {
                for (path, text) in print(format, comments, options).0 {
                    check(&path, &text);
                }
            }
        }
    }
}

#[test]
fn the_rules_are_seen_to_be_broken() {
    let (files, _) = print("rss", Comments::End, "{}");
    let (good, atom) = (&files[0].1, &print("atom", Comments::End, "{}").0[0].1);
    let breaks = |text: &str, from: &str, to: &str| {
        assert!(text.contains(from), "{from} is not in {text}");
        events(&text.replace(from, to), now()).join("; ")
    };
    for (from, to, event) in [
        ("<?xml", "\n<?xml", "WPBlankLine"),
        ("Tue, 11 Feb", "Mon, 11 Feb", "IncorrectDOW"),
        ("isPermaLink=\"false\"", "", "InvalidPermalink"),
        (" length=\"0\"", "", "MissingAttribute: length"),
        ("rel=\"self\"", "rel=\"own\"", "MissingSelf"),
        ("<language>en-GB", "<language>iw", "InvalidLanguage"),
        (
            "<lastBuildDate>Sun, 02 Mar 2025 09:30:00 +0100</lastBuildDate>",
            "",
            "SlashDate",
        ),
        (
            "http://search.yahoo.com/mrss/",
            "http://search.yahoo.com/mrss",
            "UnknownNamespace",
        ),
        (
            "href=\"https://courier.example/2025/map.html",
            "href=\"map.html",
            "ContainsRelRef",
        ),
        ("<p class=\"dek\"", "<p onclick=\"x\"", "SecurityRiskAttr"),
        ("<aside", "<iframe></iframe><aside", "SecurityRisk: iframe"),
        ("<title>Fords", "<title>&lt;b&gt;Fords&lt;/b&gt;", "ContainsHTML"),
        ("<media:description", "<media:license/><media:description", "UndefinedElement"),
    ] {
        let found = breaks(good, from, to);
        assert!(found.contains(event), "{event}: {found}");
    }
    for (from, to, event) in [
        ("rel=\"via\"", "rel=\"canonical\"", "UnregisteredAtomLinkRel"),
        ("2025-02-11T00:00:00Z", "2025-02-11", "InvalidRFC3339Date"),
        (
            "tag:courier.example,2025:fords",
            "tag:courier.example,2025:rivers",
            "DuplicateEntries",
        ),
        ("<updated>", "<x>", "SAXError"),
    ] {
        let found = breaks(atom, from, to);
        assert!(found.contains(event), "{event}: {found}");
    }
}

#[test]
fn rss_says_what_it_is_asked_to() {
    let options = r#"{"hubs":["https://hub.example/"],"ttl":60}"#;
    let (files, _) = print("rss", Comments::End, options);
    assert_eq!(files.len(), 1);
    let all = elements(&files[0].1).unwrap();
    let (head, items) = groups(&all, "/rss/channel/item");
    assert_eq!(items.len(), 2);
    let links = said(head, "atom:link");
    let own = links.iter().find(|it| it.get("rel") == Some("self"));
    assert_eq!(own.unwrap().get("href"), Some("https://courier.example/feed"));
    assert!(links.iter().any(|it| it.get("rel") == Some("hub")));
    let contents: Vec<&str> =
        items.iter().map(|it| said(it, "content:encoded")[0].text.as_str()).collect();
    assert_eq!(repeated_ids(contents.iter().copied()), [""; 0]);
    assert!(contents[0].contains("]]&gt; on Tuesday &lt;b&gt;"));
    assert!(contents[0].contains("href=\"https://courier.example/2025/map.html\""));
    assert_eq!(said(items[0], "item/title")[0].text, "Rivers & roads", "newest first");
    assert_eq!(said(items[1], "pubDate")[0].text, "Tue, 11 Feb 2025 00:00:00 +0000");
    assert_eq!(said(items[1], "dcterms:issued")[0].text, "2025-02-11");
}

#[test]
fn atom_says_who_did_what_and_where_comments_are() {
    let (files, _) = print("atom", Comments::File, "{}");
    let all = elements(&files[0].1).unwrap();
    let (head, entries) = groups(&all, "/feed/entry");
    let replies = said(head, "feed/link");
    let replies = replies.iter().find(|it| it.get("rel") == Some("replies")).unwrap();
    assert_eq!(
        replies.get("href"),
        Some("https://courier.example/feed-comments.atom"),
        "the site's own feed of comments"
    );
    for entry in &entries {
        let replies = said(entry, "entry/link");
        let replies =
            replies.iter().find(|it| it.get("type") == Some("application/atom+xml"));
        let replies = replies.expect("a feed of comments is linked");
        assert_eq!(replies.get("thr:count"), Some("2"));
        assert_eq!(replies.get("thr:updated"), Some("2025-03-01T13:00:00Z"));
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
        let all = elements(&files[1].1).unwrap();
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
        let whole = elements(&files[3].1).unwrap();
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
    assert_eq!(item["_offprint"]["authors"][0]["roles"][2], "fmk");
    assert_eq!(item["_offprint"]["comments"]["closed"], true);
    assert!(!files[0].1.contains('<'));
}

#[test]
fn several_articles_read_back_from_one_file() {
    let was = edition();
    let job = Job::new(&[], emit::by_name("json").unwrap());
    let output = job.print(&was, &mut Report::default()).unwrap();
    let source = Source::new(output.files[0].bytes.clone());
    assert_eq!(load::load(&source, &mut Report::default()).unwrap(), was.articles);
}
