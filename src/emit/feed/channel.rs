//! What a feed is called: what the edition says, else what its articles agree
//! on.

use url::Url;

use crate::{
    article::{Address, Article, Edition, Image, Outlet},
    render::uuid,
    report::{Code, Report},
};

/// A feed's own name and addresses, all of which work anywhere.
#[derive(Clone, Debug)]
pub(in crate::emit) struct Channel {
    pub(in crate::emit) title: String,
    pub(in crate::emit) description: Option<String>,
    /// The page the feed belongs to, if any is known.
    pub(in crate::emit) home: Option<Url>,
    /// Where the feed itself will be.
    pub(in crate::emit) address: Option<Url>,
    pub(in crate::emit) language: Option<String>,
    pub(in crate::emit) image: Option<(Url, Image)>,
}

impl Channel {
    pub(super) fn of(edition: &Edition, report: &mut Report) -> Self {
        let given = &edition.channel;
        let articles = &edition.articles;
        let outlet =
            |it: &Article| -> Outlet { it.provenance.outlet.clone().unwrap_or_default() };
        let mut title = given.title.trim().to_owned();
        if title.is_empty() {
            let name = agreed(articles, |it| {
                Some(outlet(it).name.trim().to_owned()).filter(|it| !it.is_empty())
            });
            let host = || {
                let host =
                    agreed(articles, |it| own_origin(it)?.host_str().map(str::to_owned));
                host.map(|it| it.strip_prefix("www.").map_or(it.clone(), str::to_owned))
            };
            let only = || match articles.as_slice() {
                [it] => Some(it.metadata.title.trim().to_owned()),
                _ => None,
            };
            title = name.or_else(host).or_else(only).unwrap_or_default();
            if title.is_empty() {
                "Articles".clone_into(&mut title);
            }
            report.add(Code::ChannelGuessed, format!("title “{title}”"));
        }
        let mut home = given.home.clone();
        if home.is_none() {
            home = agreed(articles, |it| outlet(it).url)
                .or_else(|| agreed(articles, own_origin))
                .or_else(|| given.address.as_ref().and_then(|it| it.join("/").ok()));
            if let Some(it) = &home {
                report.add(Code::ChannelGuessed, format!("home page {it}"));
            }
        }
        let mut language = given.language.clone();
        if language.is_none() {
            language = agreed(articles, |it| it.metadata.language.clone());
            if let Some(it) = &language {
                report.add(Code::ChannelGuessed, format!("language {it}"));
            }
        }
        if given.address.is_none() {
            report.add(Code::FeedAddressMissing, &title);
        }
        let image = given.image.as_ref().and_then(|it| match &it.address {
            Address::Web(url) => Some((url.clone(), it.clone())),
            Address::Local(path) => {
                let base = given.address.as_ref().or(home.as_ref());
                let url = base.and_then(|it| it.join(path).ok());
                if url.is_none() {
                    report.add(Code::AddressRelative, path);
                }
                url.map(|url| (url, it.clone()))
            }
        });
        Self {
            title,
            description: given.description.clone().filter(|it| !it.trim().is_empty()),
            home,
            address: given.address.clone(),
            language,
            image,
        }
    }

    /// Returns the feed's name that never changes.
    pub(in crate::emit) fn id(&self) -> String {
        let address = self.address.as_ref().or(self.home.as_ref());
        address.map_or_else(|| uuid(&self.title), Url::to_string)
    }

    /// Returns the address of a file that belongs to the feed.
    pub(in crate::emit) fn beside(&self, path: &str) -> Option<Url> {
        self.address.as_ref()?.join(path).ok()
    }
}

/// Returns what every article says, if they all say the same.
fn agreed<T: PartialEq>(
    articles: &[Article],
    what: impl Fn(&Article) -> Option<T>,
) -> Option<T> {
    let mut articles = articles.iter();
    let first = what(articles.next()?)?;
    articles.all(|it| what(it).as_ref() == Some(&first)).then_some(first)
}

/// Returns the front page of the site this copy is on.
fn own_origin(article: &Article) -> Option<Url> {
    let url = article.metadata.url.as_ref().or(article.metadata.canonical.as_ref())?;
    matches!(url.scheme(), "http" | "https").then(|| url.join("/").ok())?
}
