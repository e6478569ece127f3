//! What becomes of addresses in a web page or a feed.

use std::collections::{BTreeMap, HashMap};

use url::Url;

use crate::{
    article::{Address, Article, Image},
    render::Resolve,
    report::{Code, Report},
};

use super::{
    Assets, Context, File, Images, Page,
    digest::{digest, name},
    epub::Kind,
};

/// How addresses are printed.
pub(super) struct Addresses<'a> {
    /// The article's own address.
    base: Option<Url>,
    /// Whether an address that works only beside the article is of use.
    absolute: bool,
    images: Images,
    assets: &'a dyn Assets,
    /// The article's place in its edition.
    place: usize,
    /// The folder that pictures are copied to.
    folder: String,
    /// Addresses that should have been absolute.
    relative: Vec<String>,
    /// Addresses of articles that are nowhere on the web.
    dead: Vec<String>,
    /// Pictures to be written beside the output.
    files: BTreeMap<String, Vec<u8>>,
    /// Where the pictures are now that were beside the article.
    pub(super) moved: Moved,
}

/// Paths of pictures that were copied, by the local address that each had.
pub(super) type Moved = HashMap<String, String>;

impl<'a> Addresses<'a> {
    /// Addresses for a page, which may have files beside it.
    pub(super) fn beside(cx: &Context<'a>, place: usize) -> Self {
        Self {
            base: None,
            absolute: false,
            images: cx.settings.images,
            assets: cx.assets,
            place,
            folder: format!("{}.files", cx.stem),
            relative: Vec::new(),
            dead: Vec::new(),
            files: BTreeMap::new(),
            moved: Moved::new(),
        }
    }

    /// Addresses for a feed, which is read far from the article.
    pub(super) fn absolute(
        article: &Article,
        images: Images,
        assets: &'a dyn Assets,
        place: usize,
    ) -> Self {
        let images = if images == Images::None { images } else { Images::Link };
        Self {
            base: own(article),
            absolute: true,
            images,
            assets,
            place,
            folder: String::new(),
            relative: Vec::new(),
            dead: Vec::new(),
            files: BTreeMap::new(),
            moved: Moved::new(),
        }
    }

    /// Says which addresses should have been absolute or lead nowhere, and returns the files
    /// that belong beside the output.
    pub(super) fn finish(self, report: &mut Report) -> Vec<File> {
        for address in self.relative {
            report.add(Code::AddressRelative, address);
        }
        for address in self.dead {
            report.add(Code::DeadLink, address);
        }
        self.files.into_iter().map(|(path, bytes)| File { path, bytes }).collect()
    }

    /// Returns what article of the feed an address is the file of, as seen from the
    /// article's own address.
    fn page(&self, address: &Address) -> Page {
        if !self.absolute {
            return Page::Other;
        }
        let Address::Web(url) = address else {
            return self.assets.page(self.place, address);
        };
        let base = self.base.as_ref().filter(|it| it.host() == url.host());
        match base.and_then(|it| it.make_relative(url)) {
            Some(local) => self.assets.page(self.place, &Address::Local(local)),
            None => Page::Other,
        }
    }

    fn web(&mut self, local: &str) -> Option<String> {
        if !self.absolute {
            return Some(local.to_owned());
        }
        match self.base.as_ref().and_then(|it| it.join(local).ok()) {
            Some(it) => Some(it.into()),
            None => {
                self.relative.push(local.to_owned());
                None
            }
        }
    }
}

impl Resolve for Addresses<'_> {
    fn link(&mut self, address: &Address) -> Option<String> {
        match address {
            // A name that no heading of the article has leads nowhere in its copy.
            Address::Local(it) if it.starts_with('#') => {
                let base = self.base.as_ref().filter(|_| self.absolute)?;
                return base.join(it).ok().map(String::from);
            }
            Address::Local(_) | Address::Web(_) => (),
        }
        match (self.page(address), address) {
            (Page::At(page), _) => Some(page.into()),
            (Page::Unplaced, _) => {
                self.dead.push(address.to_string());
                None
            }
            (Page::Other, Address::Web(it)) => Some(it.to_string()),
            (Page::Other, Address::Local(it)) => self.web(it),
        }
    }

    fn image(&mut self, image: &Image) -> Option<String> {
        if self.images == Images::None {
            return None;
        }
        let wanted = matches!(self.images, Images::Copy | Images::Embed);
        if wanted
            && let Some(bytes) = self.assets.get(self.place, &image.address)
            && let Some((extension, media_type)) = picture(&bytes)
        {
            if self.images == Images::Embed {
                return Some(format!("data:{media_type};base64,{}", base64(&bytes)));
            }
            let name = name(&digest(&bytes));
            let path = format!("{}/{name}.{extension}", self.folder);
            self.files.entry(path.clone()).or_insert_with(|| bytes.into_owned());
            if let Address::Local(it) = &image.address {
                self.moved.insert(it.clone(), path.clone());
            }
            return Some(path);
        }
        match &image.address {
            Address::Web(it) => Some(it.to_string()),
            Address::Local(it) => self.web(it),
        }
    }

    fn fragment(&mut self, id: &str) -> Option<String> {
        if !self.absolute {
            return Some(format!("#{id}"));
        }
        let Some(mut base) = self.base.clone() else {
            // A reader would look for the place on a page of its own. Said once
            // for all the places in a text that has no address.
            let places = "places in the text";
            if !self.relative.iter().any(|it| it == places) {
                self.relative.push(places.to_owned());
            }
            return None;
        };
        base.set_fragment(Some(id));
        Some(base.into())
    }
}

/// Returns the address of this copy, else the one its page calls canonical.
pub(super) fn own(article: &Article) -> Option<Url> {
    let metadata = &article.metadata;
    metadata.url.clone().or_else(|| metadata.canonical.clone())
}

/// Returns the file name extension and media type of a picture that every
/// browser shows, told by how it begins. A drawing could hold anything.
fn picture(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let kind = Kind::of(bytes).filter(|it| *it != Kind::Svg)?;
    Some((kind.extension(), kind.media_type()))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] =
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for part in bytes.chunks(3) {
        let word = part.iter().fold(0_u32, |word, it| word << 8 | u32::from(*it));
        let word = word << (8 * (3 - part.len()));
        for i in 0..4 {
            if i <= part.len() {
                let digit = word >> (18 - 6 * i) & 63;
                out.push(char::from(DIGITS[digit as usize]));
            } else {
                out.push('=');
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_padded() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn a_feed_has_only_absolute_addresses() {
        let mut article = Article::new("t");
        let local = Address::Local("b.html".into());
        let mut it = Addresses::absolute(&article, Images::Copy, &(), 0);
        assert_eq!(it.link(&local), None);
        assert_eq!(it.fragment("fn1"), None);
        let mut report = Report::default();
        it.finish(&mut report);
        assert_eq!(report.entries[0].code, Code::AddressRelative);

        article.metadata.url = "https://a.example/x/a.html".parse().ok();
        let mut it = Addresses::absolute(&article, Images::Copy, &(), 0);
        assert_eq!(it.link(&local).unwrap(), "https://a.example/x/b.html");
        assert_eq!(it.fragment("fn1").unwrap(), "https://a.example/x/a.html#fn1");
    }
}
