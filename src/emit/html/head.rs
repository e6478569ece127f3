//! What a page says about itself to machines.

use serde::Serialize;
use serde_json::Value;

use crate::{
    article::{Address, Article, Edition},
    emit::{Settings, as_printed},
    render::{beginning, is_right_to_left, machine, plain, safe_link, titled},
    report::Report,
};

use super::{Canonical, Options, linked};

/// Everything in the head of a page, and the language of the whole.
#[derive(Debug, Default, Serialize)]
pub(super) struct Head {
    language: String,
    direction: &'static str,
    title: String,
    links: Vec<Link>,
    names: Vec<Property>,
    properties: Vec<Property>,
    #[serde(skip)]
    pub(super) linked: Vec<String>,
    #[serde(skip)]
    pub(super) envelope: Option<String>,
}

#[derive(Debug, Serialize)]
struct Link {
    rel: &'static str,
    href: String,
    r#type: Option<String>,
    title: Option<String>,
}

#[derive(Debug, Serialize)]
struct Property {
    name: &'static str,
    content: String,
}

impl Head {
    /// The head of a page that only has a name.
    pub(super) fn named(title: &str, article: &Article) -> Self {
        let language = article.metadata.language.as_deref();
        let rtl = language.is_some_and(is_right_to_left);
        Self {
            language: language.unwrap_or_default().to_owned(),
            direction: if rtl { "rtl" } else { "ltr" },
            title: if title.trim().is_empty() { "—".into() } else { title.to_owned() },
            ..Self::default()
        }
    }

    /// Takes out of the title what would turn around the names of other pages that
    /// stand beside it.
    pub(super) fn shown(mut self, report: &mut Report) -> Self {
        self.title = titled(&self.title, report);
        self
    }

    fn link(&mut self, rel: &'static str, href: &str) {
        if safe_link(href) {
            let href = href.to_owned();
            self.links.push(Link { rel, href, r#type: None, title: None });
        }
    }

    fn name(&mut self, name: &'static str, content: Option<&str>) {
        if let Some(content) = content.map(str::trim).filter(|it| !it.is_empty()) {
            self.names.push(Property { name, content: content.to_owned() });
        }
    }

    fn property(&mut self, name: &'static str, content: Option<&str>) {
        if let Some(content) = content.map(str::trim).filter(|it| !it.is_empty()) {
            self.properties.push(Property { name, content: content.to_owned() });
        }
    }
}

/// Returns the head of a page of articles. What is said of one article is said
/// only where there is one.
pub(super) fn of(
    settings: &Settings,
    edition: &Edition,
    ids: &[String],
    options: &Options,
) -> Head {
    let mut head = match edition.articles.as_slice() {
        [article] => one(article, options),
        articles => {
            let first = articles.first().cloned().unwrap_or_default();
            let titles: Vec<&str> =
                articles.iter().map(|it| it.metadata.title.as_str()).collect();
            let title = match edition.channel.title.trim() {
                "" => titles.join(" · "),
                title => title.to_owned(),
            };
            let mut head = Head::named(&title, &first);
            if let Some(language) = &edition.channel.language {
                head.language.clone_from(language);
            }
            head.name("description", edition.channel.description.as_deref());
            if options.noindex {
                head.name("robots", Some("noindex"));
            }
            head
        }
    };
    head.name("generator", Some(concat!("offprint ", env!("CARGO_PKG_VERSION"))));
    for (article, id) in edition.articles.iter().zip(ids) {
        let linked = linked::of(&as_printed(settings, article), id);
        head.linked.push(Value::Object(linked).to_string());
    }
    for (media_type, href) in &options.alternates {
        head.link("alternate", href);
        if let Some(link) = head.links.last_mut().filter(|it| it.href == *href) {
            link.r#type = Some(media_type.clone());
        }
    }
    head
}

fn one(article: &Article, options: &Options) -> Head {
    let metadata = &article.metadata;
    let outlet = article.provenance.outlet.as_ref();
    let outlet = outlet.map(|it| it.name.trim()).filter(|it| !it.is_empty());
    let title = match outlet {
        Some(outlet) => format!("{} — {outlet}", metadata.title),
        None => metadata.title.clone(),
    };
    let mut head = Head::named(&title, article);

    let original = article.provenance.original.as_ref().and_then(|it| it.url.as_ref());
    let own = metadata.url.as_ref();
    let canonical = match options.canonical {
        Canonical::Origin => original.or(metadata.canonical.as_ref()).or(own),
        Canonical::Own => own,
        Canonical::None => None,
    };
    if let Some(it) = canonical {
        head.link("canonical", it.as_str());
    }
    let licence = article.provenance.licence.as_ref();
    if let Some(it) = licence.and_then(|it| it.url.as_ref()) {
        head.link("license", it.as_str());
    }

    let summary = summary(article);
    let names: Vec<&str> = article.authors.iter().map(|it| it.name.trim()).collect();
    head.name("description", summary.as_deref());
    head.name("author", Some(&names.join(", ")));
    head.name("robots", options.noindex.then_some("noindex"));
    head.name("syndication-source", original.map(url::Url::as_str));

    head.property("og:type", Some("article"));
    head.property("og:title", Some(&metadata.title));
    head.property("og:description", summary.as_deref());
    head.property("og:url", own.or(metadata.canonical.as_ref()).map(url::Url::as_str));
    head.property("og:site_name", outlet);
    head.property("og:locale", metadata.language.as_deref().and_then(locale).as_deref());
    if let Some(image) = &metadata.image
        && let Address::Web(url) = &image.address
    {
        head.property("og:image", Some(url.as_str()));
        head.property("og:image:alt", Some(&image.alt));
        if let Some((width, height)) = image.size {
            head.property("og:image:width", Some(&width.to_string()));
            head.property("og:image:height", Some(&height.to_string()));
        }
    }
    let published = metadata.published.map(machine);
    head.property("article:published_time", published.as_deref());
    let updated = metadata.updated.map(machine);
    head.property("article:modified_time", updated.as_deref());
    for it in &metadata.categories {
        head.property("article:section", Some(it));
    }
    for it in &metadata.tags {
        head.property("article:tag", Some(it));
    }
    head
}

/// Returns what a listing would say of an article: its summary, else its dek,
/// else how it begins.
fn summary(article: &Article) -> Option<String> {
    let metadata = &article.metadata;
    let said = metadata.summary.as_deref().or(metadata.subtitle.as_deref());
    match said.map(str::trim).filter(|it| !it.is_empty()) {
        Some(it) => Some(it.to_owned()),
        None => {
            let first =
                article.body.blocks.iter().map(|it| plain(std::slice::from_ref(it)));
            first.map(|it| beginning(&it, 200)).find(|it| !it.is_empty())
        }
    }
}

/// Returns a language with a region as Open Graph writes it.
fn locale(tag: &str) -> Option<String> {
    let mut parts = tag.split('-');
    let language = parts.next()?.to_ascii_lowercase();
    let region = parts.find(|it| it.len() == 2)?.to_ascii_uppercase();
    Some(format!("{language}_{region}"))
}
