//! A page, with the indexes that more than one rule wants.

use serde_json::Value;
use url::Url;

use crate::{
    article::Date,
    dom::{Dom, NodeId},
};

use super::metadata::json_ld;

/// A page, with the indexes that more than one rule wants.
#[derive(Debug)]
pub(crate) struct Page<'a> {
    pub(crate) dom: &'a Dom,
    /// The address the page came from, if the caller knows it.
    pub(crate) url: Option<&'a Url>,
    /// The address that links on the page are relative to.
    pub(crate) base: Option<Url>,
    /// When the page was printed, if it says so. Its phrases count from there.
    pub(crate) printed: Option<Date>,
    /// The folder that was saved along with the page.
    pub(crate) beside: Option<&'a str>,
    /// Every JSON-LD block that could be read.
    pub(crate) json_ld: Vec<Value>,
    /// `<meta>` elements as (name or property or itemprop in lower case, content),
    /// in page order.
    pub(crate) meta: Vec<(String, String)>,
    /// The `html` and `body` elements.
    pub(crate) html: NodeId,
    pub(crate) body: NodeId,
}

impl<'a> Page<'a> {
    pub(crate) fn new(dom: &'a Dom, url: Option<&'a Url>) -> Self {
        let html = dom.named(Dom::ROOT, "html").next().unwrap_or(Dom::ROOT);
        let body = dom.named(Dom::ROOT, "body").next().unwrap_or(html);
        let mut page = Self {
            dom,
            url,
            base: url.cloned(),
            printed: None,
            beside: None,
            json_ld: Vec::new(),
            meta: Vec::new(),
            html,
            body,
        };
        page.index();
        page
    }

    fn index(&mut self) {
        let dom = self.dom;
        for id in dom.subtree(self.html) {
            match dom.name(id) {
                "meta" => {
                    let name = ["property", "name", "itemprop", "http-equiv"]
                        .iter()
                        .find_map(|it| dom.attr(id, it));
                    if let (Some(name), Some(content)) = (name, dom.attr(id, "content"))
                        && !content.trim().is_empty()
                    {
                        let entry =
                            (name.trim().to_ascii_lowercase(), content.trim().to_owned());
                        self.meta.push(entry);
                    }
                }
                "base" => {
                    if let Some(href) = dom.attr(id, "href") {
                        let joined = match self.url {
                            Some(url) => url.join(href).ok(),
                            None => Url::parse(href).ok(),
                        };
                        self.base = joined.or(self.base.take());
                    }
                }
                "script"
                    if dom.attr(id, "type").is_some_and(|it| {
                        it.to_ascii_lowercase().contains("ld+json")
                    }) =>
                {
                    self.json_ld.extend(json_ld::read(dom.raw(id)));
                }
                _ => (),
            }
        }
    }

    /// Returns what a `<meta>` element says, by its name in lower case.
    pub(crate) fn meta(&self, name: &str) -> Option<&str> {
        self.meta.iter().find(|it| it.0 == name).map(|it| it.1.as_str())
    }

    /// Resolves an address on the page to one that works on the web.
    pub(crate) fn resolve(&self, href: &str) -> Option<Url> {
        let found = match &self.base {
            Some(base) => base.join(href.trim()).ok()?,
            None => Url::parse(href.trim()).ok()?,
        };
        matches!(found.scheme(), "http" | "https").then_some(found)
    }
}
