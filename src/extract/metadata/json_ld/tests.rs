use super::*;

fn headline(raw: &str) -> Option<String> {
    let blocks = read(raw);
    let graph = Graph::new(&blocks, |_| 0);
    graph.string(graph.article?, "headline")
}

#[test]
fn broken_blocks_are_mended() {
    for raw in [
        r#"<!-- {"@type": "NewsArticle", "headline": "A calm sea"} -->"#,
        r#"//<![CDATA[
           {"@type": "NewsArticle", "headline": "A calm sea"}
           //]]>"#,
        r#"{"@type": "NewsArticle", "headline": "A calm sea",}"#,
        r#"{"@type": ["Thing", "NewsArticle"], "text": "one
           two", "headline": "A calm sea"}"#,
        r#"{"@type": "NewsArticle", "about": "a "calm" one", "headline": "A calm sea"}"#,
        r#"{"@type": "NewsArticle", "headline": "A calm sea", "author": {"name": "A"#,
        r"{&quot;@type&quot;: &quot;Article&quot;, &quot;headline&quot;: &quot;A calm sea&quot;}",
        r#"{"@type": "WebSite"} {"@type": "Article", "headline": "A calm sea"}"#,
        r#"{"@type": "Article", /* why */ "headline": "A calm\' sea"};"#,
    ] {
        let found = headline(raw).unwrap_or_default().replace('\'', "");
        assert_eq!(found, "A calm sea", "{raw}");
    }
    assert!(read("").is_empty());
    assert!(headline("{{{{").is_none());
}

#[test]
fn references_are_followed_through_the_graph() {
    let raw = r#"{"@graph": [
        {"@type": "WebPage", "@id": "/#page", "name": "Page"},
        {"@type": "BlogPosting", "headline": "A calm sea", "author": {"@id": "/#ana"}},
        {"@type": "Person", "@id": "/#ana", "name": "Ana Ruiz"}]}"#;
    let blocks = read(raw);
    let graph = Graph::new(&blocks, |_| 0);
    let authors = graph.article("author");
    assert_eq!(graph.name(authors[0]).unwrap(), "Ana Ruiz");
    assert!(graph.page.is_some());
}

#[test]
fn deep_blocks_do_no_harm() {
    assert!(read(&"[".repeat(100_000)).is_empty());
}
