//! The addresses of this copy, and a name for it that never changes.

use url::Url;

use crate::extract::Page;

use super::marks::Marks;

/// Where the page says it is.
#[derive(Debug, Default)]
pub(super) struct Addresses {
    pub(super) url: Option<Url>,
    pub(super) canonical: Option<Url>,
}

/// Finds the addresses: that of this copy as it was fetched or as it calls
/// itself, and the one it calls canonical.
pub(super) fn find(page: &Page<'_>, marks: &Marks<'_>) -> Addresses {
    let linked = marks.related("canonical").find_map(|it| absolute(page, it.0));
    let graph = || page.meta("og:url").and_then(|it| absolute(page, it));
    let canonical = linked
        .or_else(graph)
        .or_else(|| page.meta("parsely-link").and_then(|it| absolute(page, it)));
    let url = page.url.cloned().or_else(graph).or_else(|| canonical.clone());
    Addresses { url, canonical }
}

/// Reads an address that names a page, not only a site's front.
fn absolute(page: &Page<'_>, href: &str) -> Option<Url> {
    let href = super::text::clean(href)?;
    let href = href.trim();
    if let Some(rest) = href.strip_prefix("//") {
        return Url::parse(&format!("https://{rest}")).ok();
    }
    let found = page.resolve(href)?;
    found.host_str().is_some_and(|it| it.contains('.')).then_some(found)
}
