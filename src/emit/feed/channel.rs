//! What a feed is called: what the edition says, else what its articles agree
//! on.

use url::Url;

use crate::{
    article::{self, Address, Article, Edition, Image, Outlet},
    render::{titled, uuid},
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

/// Returns what an edition calls itself, with what it leaves out taken from what
/// its articles agree on: the name of their outlet or site, its front page, their
/// language. Each guess is reported as [`ChannelGuessed`](Code::ChannelGuessed).
///
/// The feeds do this on their own; whoever prints several of them from one edition
/// does it once for all.
pub fn complete_channel(edition: &Edition, report: &mut Report) -> article::Channel {
    let mut channel = edition.channel.clone();
    let articles = &edition.articles;
    let outlet =
        |it: &Article| -> Outlet { it.provenance.outlet.clone().unwrap_or_default() };
    channel.title = channel.title.trim().to_owned();
    if channel.title.is_empty() {
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
        channel.title = name.or_else(host).or_else(only).unwrap_or_default();
        if channel.title.is_empty() {
            "Articles".clone_into(&mut channel.title);
        }
        report.add(Code::ChannelGuessed, format!("title “{}”", channel.title));
    }
    if channel.home.is_none() {
        channel.home = agreed(articles, |it| outlet(it).url)
            .or_else(|| agreed(articles, own_origin))
            .or_else(|| channel.address.as_ref().and_then(|it| it.join("/").ok()));
        if let Some(it) = &channel.home {
            report.add(Code::ChannelGuessed, format!("home page {it}"));
        }
    }
    if channel.language.is_none() {
        channel.language = agreed(articles, |it| it.metadata.language.clone());
        if let Some(it) = &channel.language {
            report.add(Code::ChannelGuessed, format!("language {it}"));
        }
    }
    channel
}

impl Channel {
    pub(super) fn of(edition: &Edition, report: &mut Report) -> Self {
        let channel = complete_channel(edition, report);
        if channel.address.is_none() {
            report.add(Code::FeedAddressMissing, &channel.title);
        }
        let image = channel.image.and_then(|it| match &it.address {
            Address::Web(url) => Some((url.clone(), it)),
            Address::Local(path) => {
                let base = channel.address.as_ref().or(channel.home.as_ref());
                let url = base.and_then(|it| it.join(path).ok());
                if url.is_none() {
                    report.add(Code::AddressRelative, path);
                }
                url.map(|url| (url, it))
            }
        });
        Self {
            title: titled(&channel.title, report),
            description: channel.description.filter(|it| !it.trim().is_empty()),
            home: channel.home,
            address: channel.address,
            language: channel.language,
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
