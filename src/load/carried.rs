//! The article that a page of our own carries as data, told to be the one it shows.
//!
//! It is only data: whatever it says, the model can hold nothing that runs, and it is
//! read with the checks that an article's own JSON form gets.

use url::Url;

use crate::{
    article::{Article, is_sealed, readdress},
    error::ErrorKind,
    report::{Code, Report},
};

use super::json;

/// The block of data in a page.
struct Carried<'a> {
    /// What the page showed when it was printed.
    seal: &'a str,
    json: &'a str,
}

/// Returns the articles that a page carries. Where the page's own address is known,
/// addresses beside it are seen from there, as those of any page. If it carries some that cannot be read,
/// or shows something else by now, says so, and the page is one as any.
pub(super) fn read(
    page: &str,
    url: Option<&Url>,
    report: &mut Report,
) -> Option<Vec<Article>> {
    let carried = find(page)?;
    let mut told = report.apart();
    match checked(page, &carried, &mut told) {
        Ok(mut articles) => {
            report.go_on(told);
            if let Some(url) = url {
                for it in &mut articles {
                    *it = seen_from(url, it);
                }
            }
            Some(articles)
        }
        Err(why) => {
            report.add(Code::OwnFormUnread, why);
            None
        }
    }
}

/// Returns an article with the address of the page that it was found on.
fn seen_from(page: &Url, article: &Article) -> Article {
    let mut article = readdress(article, &|_, it| {
        let nearby = !it.starts_with('#') && Url::parse(it).is_err();
        nearby.then(|| page.join(it).ok().map(String::from)).flatten()
    });
    article.metadata.url.get_or_insert_with(|| page.clone());
    article
}

/// Reads the articles, or says why that is not to be.
fn checked(
    page: &str,
    carried: &Carried<'_>,
    report: &mut Report,
) -> Result<Vec<Article>, &'static str> {
    if !is_sealed(page, carried.seal) {
        return Err("the page was changed after it was printed");
    }
    match json::articles(carried.json, report) {
        Ok(articles) if !articles.is_empty() => Ok(articles),
        Err(err) if err.kind() == ErrorKind::TooNew => {
            Err("a newer version printed the page")
        }
        Ok(_) | Err(_) => Err("it is broken"),
    }
}

/// Finds the block of data in a page.
fn find(page: &str) -> Option<Carried<'_>> {
    let finder = memchr::memmem::Finder::new("<script");
    for at in finder.find_iter(page.as_bytes()) {
        let rest = &page[at..];
        let (tag, rest) = rest.split_once('>')?;
        if attribute(tag, "id") != Some("offprint")
            || attribute(tag, "type") != Some("application/json")
        {
            continue;
        }
        // A tag that was cut off has no contents.
        let json = rest.split_once("</script").map_or("", |it| it.0);
        return Some(Carried { seal: attribute(tag, "data-shows").unwrap_or(""), json });
    }
    None
}

/// Returns an attribute of a tag as the emitter and browsers write it, in quotes or
/// without.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_ascii_whitespace().find_map(|it| {
        let value = it.strip_prefix(name)?.strip_prefix('=')?;
        Some(value.trim_matches(['"', '\'']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Address, Block, Image, seal, to_json};

    fn article() -> Article {
        let mut article = Article::new("The lamp");
        article.metadata.tags.push("Light".into());
        article.body.blocks.push(Block::paragraph("It was lit at dusk."));
        article
    }

    fn page(json: &str, version: &str) -> String {
        let shown =
            "<article class=\"h-entry\" id=\"article\">\n<p>Dusk.</p>\n</article>\n";
        format!(
            "<!DOCTYPE html><script>let a = 1 < 2;</script>\
             <script type=\"application/json\" id=\"offprint\" data-version=\"{version}\" \
             data-shows=\"{}\">{json}</script><main>\n{shown}</main>",
            seal(shown)
        )
    }

    fn said(page: &str) -> (Option<Vec<Article>>, Vec<String>) {
        let mut report = Report::default();
        let found = read(page, None, &mut report);
        let entries = report.entries.into_iter();
        let entries = entries.filter(|it| it.code == Code::OwnFormUnread);
        (found, entries.map(|it| it.subject).collect())
    }

    #[test]
    fn reads_one_article_or_several() {
        let json = to_json(&article());
        assert_eq!(said(&page(&json, "1")), (Some(vec![article()]), vec![]));
        let several = format!("[{json},{json}]");
        assert_eq!(said(&page(&several, "1")).0.unwrap().len(), 2);
        assert_eq!(said("<p>Any page.</p>"), (None, vec![]));
    }

    #[test]
    fn pictures_beside_a_page_on_the_web_are_there() {
        let mut article = article();
        let picture = |it: &str| match it.parse() {
            Ok(url) => Block::Image(Image::at(Address::Web(url))),
            Err(_) => Block::Image(Image::at(Address::Local(it.into()))),
        };
        article.body.blocks.push(picture("lamp.files/a.png"));
        let page = page(&to_json(&article), "1");
        let url = "https://a.example/x/lamp.html".parse().unwrap();
        let found = read(&page, Some(&url), &mut Report::default()).unwrap();
        assert_eq!(
            found[0].body.blocks[1],
            picture("https://a.example/x/lamp.files/a.png")
        );
        assert_eq!(found[0].metadata.url, Some(url));
    }

    #[test]
    fn a_page_that_was_changed_is_one_as_any() {
        let page = page(&to_json(&article()), "1").replace("Dusk", "Dawn");
        let (found, said) = said(&page);
        assert_eq!(found, None);
        assert_eq!(said, ["the page was changed after it was printed"]);
    }

    #[test]
    fn what_is_broken_or_newer_is_not_read() {
        let dangling = r#"{"offprint":1,"article":{"body":{"blocks":[
            {"type":"paragraph","content":[{"type":"note-ref","note":3}]}]}}}"#;
        for json in ["", "{", "[]", r#"{"offprint":1}"#, dangling] {
            let (found, said) = said(&page(json, "1"));
            assert_eq!((found, &*said[0]), (None, "it is broken"), "{json}");
        }
        let (found, said) = said(&page(r#"{"offprint":99,"article":{}}"#, "99"));
        assert_eq!(found, None);
        assert_eq!(said, ["a newer version printed the page"]);
    }

    #[test]
    fn no_address_may_lead_into_trouble() {
        let json = r#"{"offprint":1,"article":{"metadata":{"title":"T",
            "url":"javascript:alert(1)"}}}"#;
        let mut report = Report::default();
        let found = read(&page(json, "1"), None, &mut report).unwrap();
        assert_eq!(found[0].metadata.url, None);
        assert_eq!(report.entries[0].code, Code::AddressDropped);
    }
}
