//! Feeds as they are found in the wild, each shape made up here: what they say
//! comes through, and what does not is said.

use offprint::{
    Article, Report,
    article::{Block, EmbedKind},
    load::{self, Source},
};

fn read(text: &str) -> (Vec<Article>, Report) {
    let mut report = Report::default();
    let articles = load::load(&Source::new(text), &mut report).unwrap();
    (articles, report)
}

fn told(report: &Report, code: &str, subject: &str) -> bool {
    report.entries.iter().any(|it| it.code.id() == code && it.subject.contains(subject))
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
fn rss_0_91_has_no_names_and_no_dates_of_its_own() {
    let (articles, _) = read(
        r#"<?xml version="1.0"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>Harbour notes</title><link>https://harbour.example/</link>
<description>d</description><language>en-gb</language>
<image><title>Harbour</title><url>https://harbour.example/i.gif</url><link>https://harbour.example/</link></image>
<item><title>Tides &amp; time</title><link>/tides</link><description>The sea comes &lt;i&gt;and&lt;/i&gt; goes.</description></item>
</channel></rss>"#,
    );
    let it = &articles[0];
    assert_eq!(it.metadata.title, "Tides & time");
    assert_eq!(
        it.metadata.url.as_ref().unwrap().as_str(),
        "https://harbour.example/tides"
    );
    assert_eq!(it.metadata.language.as_deref(), Some("en-gb"));
    assert_eq!(it.metadata.published, None);
    assert_eq!(it.metadata.id, None);
    assert_eq!(it.body.text().trim(), "The sea comes and goes.");
    assert_eq!(it.provenance.outlet.as_ref().unwrap().name, "Harbour notes");
}

#[test]
fn rss_1_0_keeps_its_items_beside_the_channel() {
    let (articles, _) = read(
        r#"<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:c="http://purl.org/rss/1.0/modules/content/"
 xmlns:s="http://purl.org/rss/1.0/modules/slash/">
<channel rdf:about="https://q.example/rss"><title>Quay</title><link>https://q.example/</link>
<d:language>fr</d:language><items><rdf:Seq><rdf:li rdf:resource="https://q.example/1"/></rdf:Seq></items></channel>
<item rdf:about="https://q.example/1"><title>Un</title><link>https://q.example/1</link>
<description>Court.</description><c:encoded><![CDATA[<p>Le quai est long.</p>]]></c:encoded>
<d:creator>Ana Ruiz</d:creator><d:creator>Bo Lind</d:creator><d:date>2004-05</d:date>
<d:subject>quais</d:subject><d:rights>© Quay</d:rights><s:comments>7</s:comments></item>
</rdf:RDF>"#,
    );
    let it = &articles[0];
    assert_eq!(it.metadata.id.as_deref(), Some("https://q.example/1"));
    let names: Vec<&str> = it.authors.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Ana Ruiz", "Bo Lind"]);
    assert_eq!(it.metadata.published.unwrap().to_string(), "2004-05");
    assert_eq!(it.metadata.language.as_deref(), Some("fr"));
    assert_eq!(it.metadata.summary.as_deref(), Some("Court."));
    assert_eq!(it.metadata.tags, ["quais"]);
    assert_eq!(it.discussion.claimed, Some(7));
    let licence = it.provenance.licence.as_ref().unwrap();
    assert_eq!(licence.statement.as_deref(), Some("© Quay"));
}

#[test]
fn a_podcast_keeps_its_recording_notes_and_picture() {
    let (articles, _) = read(
        r#"<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
 xmlns:podcast="https://podcastindex.org/namespace/1.0">
<channel><title>Lamp talk</title><link>https://l.example/</link><itunes:author>The Lamp</itunes:author>
<item><title>Ep. 3: Oil</title><itunes:title>Oil</itunes:title><itunes:subtitle>What it cost</itunes:subtitle>
<guid isPermaLink="false">lamp-3</guid><pubDate>Wed, 5 Feb 2025 10:00 GMT</pubDate>
<enclosure url="https://l.example/3.mp3?x=1&amp;y=2" length="1234" type="audio/mpeg"/>
<itunes:author>Tom Reyes</itunes:author><itunes:image href="https://l.example/3.jpg"/>
<itunes:summary>Oil was dear.</itunes:summary><itunes:keywords>oil, lamps</itunes:keywords>
<podcast:transcript url="https://l.example/3.vtt" type="text/vtt"/></item></channel></rss>"#,
    );
    let it = &articles[0];
    assert_eq!(it.metadata.id.as_deref(), Some("lamp-3"));
    assert_eq!(
        it.metadata.published.unwrap().instant().to_string(),
        "2025-02-05T10:00:00Z"
    );
    assert_eq!(it.authors[0].name, "Tom Reyes");
    assert_eq!(it.metadata.subtitle.as_deref(), Some("What it cost"));
    assert_eq!(
        it.metadata.image.as_ref().unwrap().address.as_str(),
        "https://l.example/3.jpg"
    );
    assert_eq!(it.metadata.tags, ["oil", "lamps"]);
    assert!(it.body.text().contains("Oil was dear."));
    let file = it.body.blocks.iter().find_map(|it| match it {
        Block::Embed(it) => Some(it),
        _ => None,
    });
    let file = file.unwrap();
    assert_eq!(file.kind, EmbedKind::Audio);
    assert_eq!(file.url.as_str(), "https://l.example/3.mp3?x=1&y=2");
}

#[test]
fn atom_with_xhtml_has_its_own_base_and_language() {
    let (articles, _) = read(
        r#"<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://a.example/blog/">
<title type="html">A &amp;amp; B</title><id>urn:x:feed</id><updated>2020-01-02T00:00:00Z</updated>
<author><name>Ana Ruiz</name><uri>/ana</uri></author>
<entry xml:lang="de"><id>urn:x:1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Über <em>das</em> Meer</div></title>
<link href="one"/><updated>2020-01-02T00:00:00Z</updated><published>2020-01-01T00:00:00+01:00</published>
<contributor><name>Bo Lind</name></contributor><category term="meer" label="Meer"/>
<content type="xhtml" xml:base="sub/"><div xmlns="http://www.w3.org/1999/xhtml"><p>Das Meer <a href="x">kommt</a>.</p><img src="m.png" alt="Meer"/></div></content>
<rights>© Ana</rights></entry></feed>"#,
    );
    let it = &articles[0];
    assert_eq!(it.metadata.title, "Über das Meer");
    assert_eq!(it.metadata.language.as_deref(), Some("de"));
    assert_eq!(it.metadata.url.as_ref().unwrap().as_str(), "https://a.example/blog/one");
    assert_eq!(it.metadata.published.unwrap().to_string(), "2020-01-01T00:00:00+01:00");
    let names: Vec<&str> = it.authors.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Ana Ruiz", "Bo Lind"], "the feed's author holds for the entry");
    assert_eq!(it.authors[0].url().unwrap().as_str(), "https://a.example/ana");
    let json = offprint::article::to_json(it);
    assert!(json.contains("https://a.example/blog/sub/x"), "{json}");
    assert!(json.contains("https://a.example/blog/sub/m.png"), "{json}");
    assert_eq!(it.provenance.outlet.as_ref().unwrap().name, "A & B");
}

#[test]
fn json_feed_1_0_has_one_author_and_text() {
    let (articles, _) = read(
        r#"{"version":"https://jsonfeed.org/version/1","title":"T","home_page_url":"https://t.example/",
"author":{"name":"The feed's","url":"https://t.example/all"},
"items":[{"id":7,"url":"https://t.example/7","content_text":"One.\n\nTwo <b> & three.","date_published":"2020-01-01T00:00:00Z",
"author":{"name":"Ana Ruiz","avatar":"https://t.example/a.png"},"external_url":"https://o.example/7","banner_image":"https://t.example/b.png",
"attachments":[{"url":"https://t.example/7.mp3","mime_type":"audio/mpeg","title":"Read aloud"}],"tags":["x"]},
{"id":"8","title":"Eight","content_html":"<p>E</p>"}]}"#,
    );
    let it = &articles[0];
    assert_eq!(it.metadata.id.as_deref(), Some("7"));
    assert_eq!(it.authors[0].name, "Ana Ruiz");
    assert!(it.authors[0].portrait.is_some());
    assert!(it.body.text().contains("Two <b> & three."));
    assert_eq!(
        it.metadata.image.as_ref().unwrap().address.as_str(),
        "https://t.example/b.png"
    );
    assert!(
        matches!(&it.body.blocks[0], Block::Embed(it) if it.title.as_deref() == Some("Read aloud"))
    );
    assert_eq!(
        it.provenance.original.as_ref().unwrap().url.as_ref().unwrap().as_str(),
        "https://o.example/7"
    );
    assert_eq!(articles[1].authors[0].name, "The feed's");
}

#[test]
fn an_export_keeps_pages_tells_of_files_and_names_what_it_leaves_out() {
    let (articles, report) = read(
        r#"<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<title>B</title><link>https://b.example</link><language>en</language>
<item><title>About</title><link>https://b.example/about</link><content:encoded><![CDATA[We print.

Twice.]]></content:encoded><excerpt:encoded><![CDATA[Who we are.]]></excerpt:encoded><wp:post_type>page</wp:post_type><wp:status>publish</wp:status>
<wp:post_date>2020-02-03 04:05:06</wp:post_date><wp:post_date_gmt>2020-02-03 03:05:06</wp:post_date_gmt>
<category domain="post_tag" nicename="ink"><![CDATA[Ink]]></category></item>
<item><title>Menu</title><wp:post_type>nav_menu_item</wp:post_type><wp:status>publish</wp:status></item>
<item><title>film.mov</title><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status><wp:attachment_url>https://b.example/film.mov</wp:attachment_url></item>
<item><title>Secret</title><wp:post_type>post</wp:post_type><wp:status>private</wp:status></item>
<item><title>Locked</title><content:encoded>x</content:encoded><wp:post_type>post</wp:post_type><wp:status>publish</wp:status><wp:post_password>pw</wp:post_password></item>
<item><title>Pending</title><content:encoded><![CDATA[<p>A</p>]]></content:encoded><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>
<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_author>Kim</wp:comment_author><wp:comment_content>held</wp:comment_content><wp:comment_approved>0</wp:comment_approved></wp:comment></item>
</channel></rss>"#,
    );
    let titles: Vec<&str> =
        articles.iter().map(|it| it.metadata.title.as_str()).collect();
    assert_eq!(titles, ["About", "Pending"]);
    let it = &articles[0];
    assert_eq!(it.body.blocks.len(), 2, "blank lines divide paragraphs");
    assert_eq!(it.metadata.summary.as_deref(), Some("Who we are."));
    assert_eq!(it.metadata.tags, ["Ink"]);
    assert_eq!(it.metadata.published.unwrap().to_string(), "2020-02-03T04:05:06+01:00");
    for left in ["Secret (private)", "Menu", "film.mov", "Locked"] {
        assert!(told(&report, "articles-dropped", left), "{left}: {:?}", report.entries);
    }
    assert!(
        told(&report, "comments-dropped", "1 under “Pending”"),
        "{:?}",
        report.entries
    );
}

#[test]
fn what_a_feed_says_badly_is_still_read() {
    // No declared prefixes, entities of HTML, a date without a zone, an ampersand.
    let (articles, report) = read(
        "<rss><channel><title>Bad &nbsp; feed</title><link>b.example</link>\
         <item><title>Fish &amp; chips &mdash; R&D</title><link>https://b.example/1</link>\
         <guid>https://b.example/1</guid><dc:creator>Ana Ruiz</dc:creator>\
         <pubDate>Tuesday, 3 March 2020 9:05 EST</pubDate>\
         <author>bo@b.example (Bo Lind)</author>\
         <content:encoded><p>Plain markup, not escaped.</p></content:encoded></item>\
         <item><title>Second</title><description>cut off here",
    );
    assert_eq!(articles.len(), 2);
    let it = &articles[0];
    assert_eq!(it.metadata.title, "Fish & chips — R&D");
    assert_eq!(
        it.metadata.published.unwrap().instant().to_string(),
        "2020-03-03T14:05:00Z"
    );
    assert!(it.body.text().contains("Plain markup, not escaped."), "{:?}", it.body);
    assert_eq!(it.authors[0].name, "Ana Ruiz");
    assert!(articles[1].body.text().contains("cut off here"));
    assert!(told(&report, "feed-cut", ""));
}

#[test]
fn a_link_post_and_a_media_group() {
    let (articles, _) = read(
        r#"<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xmlns:thr="http://purl.org/syndication/thread/1.0">
<title>V</title><id>urn:v</id><updated>2020-01-01T00:00:00Z</updated>
<entry><id>urn:v:1</id><title>Film</title><updated>2020-01-01T00:00:00Z</updated>
<link rel="alternate" type="text/html" href="https://v.example/1"/>
<link rel="enclosure" href="https://v.example/1.mp4" type="video/mp4" length="9"/>
<link rel="replies" href="https://v.example/1/c.atom" thr:count="4"/>
<link rel="license" href="https://creativecommons.org/licenses/by/4.0/"/>
<summary>Short.</summary>
<media:group><media:title>Film</media:title><media:thumbnail url="https://v.example/1.jpg" width="480" height="360"/>
<media:description>All about it.</media:description></media:group></entry></feed>"#,
    );
    let it = &articles[0];
    assert_eq!(it.discussion.claimed, Some(4));
    let licence = it.provenance.licence.as_ref().unwrap();
    assert_eq!(licence.spdx.as_deref(), Some("CC-BY-4.0"));
    assert_eq!(it.metadata.image.as_ref().unwrap().size, Some((480, 360)));
    let text = it.body.text();
    assert!(text.contains("Short.") || text.contains("All about it."), "{text}");
    assert!(it.body.blocks.iter().any(|it| matches!(it, Block::Embed(_))));
}

#[test]
fn the_terms_of_a_feed_are_those_of_its_articles() {
    let deed = "https://creativecommons.org/licenses/by-nd/4.0/";
    let (articles, _) = read(&format!(
        "<rss version='2.0' xmlns:cc='http://backend.userland.com/creativeCommonsRssModule'
          xmlns:dc='http://purl.org/dc/elements/1.1/'>
          <channel><title>Harbour Review</title><copyright>© 2020 Harbour Review</copyright>
          <cc:license>{deed}</cc:license>
          <item><title>Lamps</title><description>Oil.</description></item>
          <item><title>Piers</title><description>Wood.</description>
            <dc:rights>All rights reserved</dc:rights></item>
          <item><title>Tides</title><description>Water.</description>
            <source url='https://quay.example/feed'>North Quay</source></item>
         </channel></rss>"
    ));
    let licences: Vec<_> =
        articles.iter().map(|it| it.provenance.licence.as_ref()).collect();
    let first = licences[0].unwrap();
    assert_eq!(first.spdx.as_deref(), Some("CC-BY-ND-4.0"));
    assert_eq!(first.statement.as_deref(), Some("© 2020 Harbour Review"));
    let second = licences[1].unwrap();
    assert_eq!(second.statement.as_deref(), Some("All rights reserved"));
    assert_eq!(second.url, None);
    // Somebody else printed it first, under terms of their own.
    assert_eq!(licences[2], None);

    let (articles, _) = read(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Harbour Review</title>
          <rights>CC BY-NC</rights><entry><title>Lamps</title><id>urn:a</id>
          <content>Oil.</content></entry></feed>",
    );
    let licence = articles[0].provenance.licence.as_ref().unwrap();
    assert_eq!(licence.statement.as_deref(), Some("CC BY-NC"));
}
