//! What a script would put where it stands, read from what the script is told.
//!
//! Only what is there is read: an address, the name that a service gave a thing, or the
//! markup of a frame that is kept in an attribute. No script is run.

use url::Url;

use crate::{
    article::Block,
    dom::{self, Dom, NodeId},
};

use super::{
    Lowering, MAX_BLOCKS,
    block::{Flow, Step},
    embed::title_of,
    services::known,
};

/// Attributes in which the markup of a frame is kept until it is wanted.
const MARKUP: &[&str] = &["data-html", "data-embed-html", "data-iframe-html"];
/// The longest such markup, in bytes.
const LONGEST: usize = 20_000;
/// Attributes that hold the address of what is to be shown.
const ADDRESSES: &[&str] = &[
    "data-src",
    "data-url",
    "data-embed-url",
    "data-embed-src",
    "data-video-url",
    "data-iframe-src",
    "data-lazy-src",
];
/// Attributes that hold the name a service gave to what is to be shown.
const NAMES: &[&str] =
    &["data-id", "data-video-id", "data-videoid", "data-youtube-id", "data-embed"];

impl Lowering<'_> {
    /// Reads an element without words that a script fills with something to play or to
    /// touch.
    pub(super) fn filled(&mut self, flow: &mut Flow, id: NodeId) -> Option<Step> {
        let dom = self.dom;
        if self.exact || MAX_BLOCKS <= flow.depth {
            return None;
        }
        let (url, title) = self
            .kept_frame(id)
            .or_else(|| self.named_address(id).map(|it| (it, None)))
            .or_else(|| self.named_thing(id).map(|it| (it, None)))?;
        if !dom.text(id).trim().is_empty() {
            return None;
        }
        let fallback = self.flow(id, flow.depth + 1);
        if let [Block::Embed(_)] = &*fallback {
            Self::push(flow, fallback);
            return Some(Step::Over);
        }
        let mut embed = self.framed(id, url, Vec::new());
        if let Block::Embed(it) = &mut embed {
            it.title = it.title.take().or(title);
            // A picture is what is shown until the thing itself is.
            if let [Block::Image(picture)] = &*fallback {
                it.poster.get_or_insert_with(|| picture.clone());
            } else {
                it.fallback = fallback;
            }
        }
        Self::push(flow, [embed]);
        Some(Step::Over)
    }

    /// Returns where the frame leads whose markup an attribute keeps, with its title.
    fn kept_frame(&self, id: NodeId) -> Option<(Url, Option<String>)> {
        let markup = MARKUP.iter().find_map(|it| self.dom.attr(id, it))?;
        if LONGEST < markup.len() || !markup.contains('<') {
            return None;
        }
        let (inner, _) = dom::parse_fragment(markup);
        let frame = ["iframe", "video", "embed"]
            .iter()
            .find_map(|it| inner.named(Dom::ROOT, it).next())?;
        let url = self.place(inner.attr(frame, "src")?)?;
        Some((url, title_of(&inner, frame)))
    }

    /// Returns the address of a thing of a known service.
    fn named_address(&self, id: NodeId) -> Option<Url> {
        let dom = self.dom;
        let said = ADDRESSES.iter().find_map(|it| dom.attr(id, it))?.trim();
        if dom.has_class(id, "flourish-embed")
            && let Some((kind, name)) = said.split_once('/')
        {
            let name = name.split(['?', '#', '/']).next().filter(|it| is_name(it))?;
            let kind = Some(kind).filter(|it| is_name(it))?;
            return Url::parse(&format!("https://flo.uri.sh/{kind}/{name}/embed")).ok();
        }
        let absolute = said.starts_with("http") || said.starts_with("//");
        let url = self.place(said).filter(|_| absolute)?;
        known(&url).is_some().then_some(url)
    }

    /// Returns the address of a thing that is called by its name at a service.
    fn named_thing(&self, id: NodeId) -> Option<Url> {
        let dom = self.dom;
        let class = dom.class(id).to_ascii_lowercase();
        let says = |service: &str| class.contains(service);
        if !["infogram", "youtube", "vimeo"].iter().any(|it| says(it)) {
            return None;
        }
        let name = NAMES.iter().find_map(|it| dom.attr(id, it))?.trim();
        let digits = name.bytes().all(|it| it.is_ascii_digit());
        let address = if !is_name(name) {
            return None;
        } else if says("infogram") {
            format!("https://infogram.com/{name}")
        } else if says("youtube") && name.len() == 11 {
            format!("https://www.youtube.com/embed/{name}")
        } else if says("vimeo") && digits {
            format!("https://player.vimeo.com/video/{name}")
        } else {
            return None;
        };
        Url::parse(&address).ok()
    }

    /// Returns where a player stands that a script writes into the page.
    pub(super) fn scripted_player(&self, id: NodeId) -> Option<Url> {
        let url = self.place(self.dom.attr(id, "src")?)?;
        let host = url.host_str()?;
        let path = url.path().strip_suffix(".js")?;
        let page = match host {
            "cdn.jwplayer.com" | "content.jwplatform.com"
                if path.starts_with("/players/") =>
            {
                format!("https://{host}{path}.html")
            }
            "gist.github.com" => format!("https://{host}{path}"),
            _ => return None,
        };
        Url::parse(&page).ok()
    }
}

fn is_name(text: &str) -> bool {
    (1..=128).contains(&text.len())
        && text.bytes().all(|it| it.is_ascii_alphanumeric() || b"-_".contains(&it))
}
