//! Names that never change.

use url::Url;
use uuid::Uuid;

use crate::{
    article::Article,
    report::{Code, Report},
};

/// Returns an article's name in feeds and catalogues: its own, else its address,
/// else one made from its title and text. It is always an absolute IRI.
///
/// A name that is not the article's own changes when its address or text does,
/// and is reported as [`IdMinted`](Code::IdMinted). Whoever prints an article
/// again and again keeps its first name and sets it as
/// [`id`](crate::article::Metadata::id).
pub fn identity(article: &Article, report: &mut Report) -> String {
    let metadata = &article.metadata;
    let own = metadata.id.as_deref().map(str::trim).filter(|it| !it.is_empty());
    if let Some(own) = own {
        if is_iri(own) {
            return own.to_owned();
        }
        // An outlet's own number for an article is unique only there.
        let home = article.provenance.outlet.as_ref().and_then(|it| it.url.as_ref());
        let home = home.or(metadata.url.as_ref()).or(metadata.canonical.as_ref());
        let home = home.and_then(Url::host_str).unwrap_or_default();
        report.add(Code::IdMinted, own);
        return uuid(&format!("{home} {own}"));
    }
    report.add(Code::IdMinted, &metadata.title);
    if let Some(address) = metadata.canonical.as_ref().or(metadata.url.as_ref()) {
        return address.to_string();
    }
    uuid(&format!("{}\n{}", metadata.title, article.body.text()))
}

/// Returns a name made from another that is not an IRI.
pub(crate) fn uuid(text: &str) -> String {
    format!("urn:uuid:{}", Uuid::new_v5(&Uuid::NAMESPACE_URL, text.as_bytes()))
}

/// Returns a few letters and digits that stand for a name, for use in ids and
/// file names.
pub(crate) fn key(name: &str) -> String {
    let uuid = Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes());
    let hex = uuid.simple().to_string();
    hex[..10].to_owned()
}

fn is_iri(text: &str) -> bool {
    !text.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"'))
        && Url::parse(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_comes_from_the_article_then_its_address_then_its_words() {
        let mut report = Report::default();
        let mut article = Article::new("First light");
        let minted = identity(&article, &mut report);
        assert!(minted.starts_with("urn:uuid:"));
        article.metadata.url = "https://a.example/light".parse().ok();
        assert_eq!(identity(&article, &mut report), "https://a.example/light");
        article.metadata.id = Some("4711".into());
        assert!(identity(&article, &mut report).starts_with("urn:uuid:"));
        assert_eq!(report.entries.len(), 3);
        article.metadata.id = Some(" tag:a.example,2025:light ".into());
        assert_eq!(identity(&article, &mut report), "tag:a.example,2025:light");
        assert_eq!(report.entries.len(), 3);
    }
}
