//! The name that an article keeps wherever it goes.

use serde_json::Value;
use url::Url;

use crate::{dom::NodeId, report::Report};

use super::{Context, hints::Hint, json_ld::Object, ladder::Ladder, text::clean};

/// Returns the article's own name, an absolute IRI. A page that has none is named by
/// its address, which is not this field's to say.
pub(super) fn find(cx: &Context<'_>, report: &mut Report) -> Option<String> {
    let mut ladder = Ladder::new("id");
    for object in [cx.graph.article, cx.graph.page].into_iter().flatten() {
        ladder.add("json-ld identifier", identifier(object));
        let own = object.get("@id").and_then(Value::as_str);
        ladder.add("json-ld @id", own.and_then(name));
    }
    let dom = cx.page.dom;
    let own = |id: NodeId| {
        let said = ["href", "value", "content"].iter().find_map(|it| dom.attr(id, it));
        name(said.unwrap_or_else(|| dom.text(id)))
    };
    ladder.add("class u-uid", cx.marks.hinted(Hint::Uid).find_map(own));
    ladder.add("number of the post", post(cx));
    ladder.add("rel shortlink", cx.marks.related("shortlink").find_map(|it| name(it.0)));
    // A page may name an article in several ways, and all of them are right.
    ladder.settle(report, |_, _| true, Clone::clone)
}

/// Reads `identifier`: an IRI, or a property that is one.
fn identifier(object: &Object) -> Option<String> {
    match object.get("identifier")? {
        Value::String(it) => name(it),
        Value::Object(it) => {
            let value = it.get("value").or_else(|| it.get("@id"))?.as_str()?;
            let doi = it.get("propertyID").and_then(Value::as_str);
            let doi = doi.is_some_and(|it| it.to_ascii_lowercase().contains("doi"));
            if doi && value.starts_with("10.") {
                return name(&format!("https://doi.org/{value}"));
            }
            name(value)
        }
        _ => None,
    }
}

/// Returns a name that is good everywhere: an absolute IRI, and of more than a site.
fn name(text: &str) -> Option<String> {
    let text = clean(text)?;
    let url = Url::parse(&text).ok()?;
    let whole = match url.scheme() {
        "http" | "https" => url.path() != "/" || url.query().is_some(),
        "urn" | "tag" | "doi" | "info" | "ni" => true,
        _ => false,
    };
    (whole && !text.contains(char::is_whitespace) && text.len() < 500).then_some(text)
}

/// Reads the number that `WordPress` gives a post, as the address that it never changes.
fn post(cx: &Context<'_>) -> Option<String> {
    let dom = cx.page.dom;
    let digits = |it: &str| {
        let fits =
            !it.is_empty() && it.len() < 12 && it.bytes().all(|it| it.is_ascii_digit());
        fits.then(|| it.to_owned())
    };
    let class = dom.class(cx.page.body).split_ascii_whitespace();
    let number = class.filter_map(|it| it.strip_prefix("postid-")).find_map(digits);
    let number = number.or_else(|| {
        dom.ancestors(cx.headline?).find_map(|it| {
            let id = dom.attr(it, "id").filter(|_| dom.name(it) == "article")?;
            digits(id.strip_prefix("post-")?)
        })
    })?;
    let mut url = cx.address()?.join("/").ok()?;
    url.set_query(Some(&format!("p={number}")));
    Some(url.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_an_iri_of_more_than_a_site() {
        for good in [
            "https://herald.example/a-calm-sea#article",
            "https://herald.example/?p=12",
            "tag:herald.example,2024:calm",
            "urn:uuid:6d1f2f0e-8f5e-4b7a-9c55-0c2b8f6f8a11",
        ] {
            assert_eq!(name(good).as_deref(), Some(good));
        }
        for bad in ["#article", "12", "https://herald.example/", "javascript:x", "a b"] {
            assert!(name(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn identifiers_are_strings_or_properties() {
        let read = |text: &str| {
            let value: Value = serde_json::from_str(text).unwrap();
            identifier(value.as_object().unwrap())
        };
        let doi = r#"{"identifier":{"@type":"PropertyValue","propertyID":"DOI","value":"10.1/x"}}"#;
        assert_eq!(read(doi).as_deref(), Some("https://doi.org/10.1/x"));
        assert_eq!(read(r#"{"identifier":"urn:x:1"}"#).as_deref(), Some("urn:x:1"));
        assert!(read(r#"{"identifier":"4711"}"#).is_none());
    }
}
