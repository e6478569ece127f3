//! Things served from elsewhere: what they are, and the page a reader would
//! open for them.

use url::Url;

use crate::{
    article::{Address, Block, Embed, EmbedKind, Image},
    dom::{Dom, NodeId},
    report::Code,
};

use super::{
    Lowering,
    address::shorten,
    block::{Close, Flow, Step},
    media::collapse,
    services::known,
};

/// An attribute that holds an embed in the form that articles are stored in.
pub(super) const EMBED: &str = "data-offprint-embed";

impl Lowering<'_> {
    pub(super) fn embed(&mut self, flow: &mut Flow, id: NodeId, name: &str) -> Step {
        match name {
            "video" | "audio" | "amp-video" | "amp-audio" => {
                self.media_file(flow, id, name)
            }
            "lite-youtube" | "amp-youtube" | "youtube-video" => {
                let names = ["videoid", "data-videoid", "video-id"];
                let video = names.iter().find_map(|it| self.dom.attr(id, it));
                self.by_name(flow, id, video, "https://www.youtube.com/embed/")
            }
            "lite-vimeo" | "amp-vimeo" => {
                let names = ["videoid", "data-videoid"];
                let video = names.iter().find_map(|it| self.dom.attr(id, it));
                self.by_name(flow, id, video, "https://player.vimeo.com/video/")
            }
            "amp-twitter" => {
                let post = self.dom.attr(id, "data-tweetid");
                self.by_name(flow, id, post, "https://twitter.com/i/status/")
            }
            "amp-instagram" => {
                let post = self.dom.attr(id, "data-shortcode");
                self.by_name(flow, id, post, "https://www.instagram.com/p/")
            }
            _ => self.frame(flow, id),
        }
    }

    fn by_name(
        &mut self,
        flow: &mut Flow,
        id: NodeId,
        name: Option<&str>,
        start: &str,
    ) -> Step {
        let legal = |it: &&str| {
            !it.is_empty()
                && it.chars().all(|it| it.is_ascii_alphanumeric() || "-_".contains(it))
        };
        let url = name
            .map(str::trim)
            .filter(legal)
            .and_then(|it| Url::parse(&format!("{start}{it}")).ok());
        let Some(url) = url else { return Step::Into(Close::Text) };
        let fallback = self.flow(id, flow.depth + 1);
        let embed = self.framed(id, url, fallback);
        Self::push(flow, [embed]);
        Step::Over
    }

    /// Reads a frame, whatever is in it.
    fn frame(&mut self, flow: &mut Flow, id: NodeId) -> Step {
        let dom = self.dom;
        let names = [
            "src",
            "data-src",
            "data-lazy-src",
            "data-litespeed-src",
            "data-cmp-src",
            "data-cookieblock-src",
            "data-url",
            "data",
        ];
        let source = names
            .iter()
            .filter_map(|it| dom.attr(id, it))
            .find(|it| !it.trim().is_empty() && !it.trim().starts_with("about:"));
        let Some(source) = source else {
            if dom.name(id) == "object" {
                return Step::Into(Close::Text);
            }
            if let Some(title) = title_of(dom, id) {
                self.report.add(Code::EmbedUnloaded, shorten(&title));
            }
            return Step::Over;
        };
        let Some(url) = self.place(source) else {
            if dom.name(id) == "object" {
                return Step::Into(Close::Text);
            }
            self.report.add(Code::ActiveDropped, format!("frame {}", shorten(source)));
            return Step::Over;
        };
        let size = self.size(id);
        let hidden = dom.attr(id, "hidden").is_some()
            || size.is_some_and(|it| it.0 <= 2 || it.1 <= 2)
            || ["width", "height"]
                .iter()
                .any(|it| dom.attr(id, it).is_some_and(|it| it.trim() == "0"))
            || self.styled(id, "display", &["none"]);
        if hidden {
            return Step::Over;
        }
        // A picture or file in an `object`.
        if dom.name(id) == "object" && flow.depth < super::MAX_BLOCKS {
            let media_type = dom.attr(id, "type").unwrap_or_default();
            if media_type.starts_with("image/") {
                let alt = collapse(dom.text(id));
                let image = Image { address: Address::Web(url), alt, size };
                Self::push(flow, [Block::Image(image)]);
                return Step::Over;
            }
            let fallback = self.flow(id, flow.depth + 1);
            if let [Block::Embed(_)] = &*fallback {
                Self::push(flow, fallback);
                return Step::Over;
            }
            let embed = self.framed(id, url, fallback);
            Self::push(flow, [embed]);
            return Step::Over;
        }
        let embed = self.framed(id, url, Vec::new());
        Self::push(flow, [embed]);
        Step::Over
    }

    pub(super) fn framed(&mut self, id: NodeId, url: Url, fallback: Vec<Block>) -> Block {
        let dom = self.dom;
        let title = title_of(dom, id);
        let known = known(&url);
        let media_type =
            dom.attr(id, "type").map(str::trim).filter(|it| it.contains('/'));
        let mut poster =
            known.as_ref().and_then(|it| it.poster.clone()).map(Address::Web);
        if let Some(it) = ["poster", "data-poster", "data-thumbnail", "data-thumb"]
            .iter()
            .find_map(|it| dom.attr(id, it))
        {
            poster = self.source(it).or(poster);
        }
        let (kind, provider) = match &known {
            Some(it) => (it.kind, Some(it.provider.to_owned())),
            None => {
                (kind_of_file(&url, media_type).unwrap_or(EmbedKind::Interactive), None)
            }
        };
        let page = known.and_then(|it| it.page);
        let frame = page.is_some().then(|| url.clone());
        Block::Embed(Box::new(Embed {
            kind,
            url: page.unwrap_or(url),
            frame,
            media_type: media_type.map(str::to_owned),
            provider,
            title,
            poster: poster.map(|address| Image {
                address,
                alt: String::new(),
                size: None,
            }),
            size: self.size(id),
            fallback,
        }))
    }

    /// Reads a film or sound that the page itself names.
    fn media_file(&mut self, flow: &mut Flow, id: NodeId, name: &str) -> Step {
        let dom = self.dom;
        let sources: Vec<NodeId> =
            dom.elements(id).filter(|it| dom.name(*it) == "source").take(16).collect();
        let mut found = None;
        let mut named = None;
        for it in std::iter::once(id).chain(sources) {
            let source = ["src", "data-src"].iter().find_map(|name| dom.attr(it, name));
            named = named.or(source.map(str::trim).filter(|it| !it.is_empty()));
            if let Some(url) = source.and_then(|it| self.place(it)) {
                let media_type = dom.attr(it, "type").map(|it| {
                    it.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
                });
                found = Some((url, media_type.filter(|it| it.contains('/'))));
                break;
            }
        }
        let Some((url, media_type)) = found else {
            // A player without a file, such as one that a script fills; or with a file
            // that is beside a page that does not say where it is.
            if let Some(it) = named.filter(|it| !it.contains(':')) {
                self.report.add(Code::AddressRelative, it);
                return Step::Into(Close::Text);
            }
            return self.unloaded_player(flow, id, name);
        };
        let video = name.ends_with("video");
        let media_type =
            media_type.or_else(|| type_of_file(&url, video).map(str::to_owned));
        let poster = dom.attr(id, "poster").and_then(|it| self.source(it));
        let title =
            ["title", "aria-label"].iter().find_map(|it| dom.attr(id, it)).map(collapse);
        let fallback = if flow.depth < super::MAX_BLOCKS {
            self.flow(id, flow.depth + 1)
        } else {
            Vec::new()
        };
        let embed = Embed {
            kind: if video { EmbedKind::Video } else { EmbedKind::Audio },
            url,
            frame: None,
            media_type,
            provider: None,
            title: title.filter(|it| !it.is_empty()),
            poster: poster.map(|address| Image {
                address,
                alt: String::new(),
                size: None,
            }),
            size: self.size(id),
            fallback: fallback.into_iter().filter(|it| !is_excuse(it)).collect(),
        };
        Self::push(flow, [Block::Embed(Box::new(embed))]);
        Step::Over
    }

    /// Keeps what is seen of a player without a file before a script fills it: its
    /// poster and the text in it.
    fn unloaded_player(&mut self, flow: &mut Flow, id: NodeId, name: &str) -> Step {
        let title = title_of(self.dom, id);
        let poster = self.dom.attr(id, "poster").and_then(|it| self.source(it));
        let is_seen = self.dom.attr(id, "controls").is_some() || poster.is_some();
        if is_seen || title.is_some() {
            let subject = title.as_deref().unwrap_or(name);
            self.report.add(Code::EmbedUnloaded, shorten(subject));
        }
        if let Some(address) = poster {
            let alt = title.unwrap_or_default();
            self.put_image(flow, id, Image { address, alt, size: self.size(id) });
        }
        if super::MAX_BLOCKS <= flow.depth {
            return Step::Into(Close::Text);
        }
        let mut inside = self.flow(id, flow.depth + 1);
        inside.retain(|it| !is_excuse(it));
        if !inside.is_empty() {
            Self::push(flow, inside);
        }
        Step::Over
    }

    /// Reads an embed that the loader knows all about.
    pub(super) fn known_embed(&mut self, id: NodeId, depth: usize) -> Vec<Block> {
        let text = self.dom.attr(id, EMBED).unwrap_or_default();
        let fallback = self.flow(id, depth + 1);
        match serde_json::from_str::<Embed>(text) {
            Ok(embed) => vec![Block::Embed(Box::new(Embed { fallback, ..embed }))],
            Err(_) => fallback,
        }
    }

    /// Reads a post of a social network that the page quotes.
    pub(super) fn post(&mut self, id: NodeId, depth: usize) -> Vec<Block> {
        let dom = self.dom;
        let names = [
            "data-instgrm-permalink",
            "cite",
            "data-href",
            "data-bluesky-uri",
            "data-text-post-permalink",
        ];
        let named =
            names.iter().filter_map(|it| dom.attr(id, it)).find_map(|it| self.place(it));
        // Posts end with a link to themselves.
        let last = || {
            dom.named(id, "a").rev().take(8).find_map(|it| {
                let url = self.place(dom.attr(it, "href")?)?;
                known(&url).filter(|it| it.kind != EmbedKind::Interactive).map(|_| url)
            })
        };
        let url = named.or_else(last);
        let blocks = self.flow(id, depth + 1);
        let Some(url) = url else {
            return match blocks.is_empty() {
                true => Vec::new(),
                false => vec![Block::Quote { blocks, attribution: Vec::new() }],
            };
        };
        let mut url = url;
        url.set_fragment(None);
        if url.query().is_some_and(|it| it.contains("ref_src=") || it.contains("utm_")) {
            url.set_query(None);
        }
        let known = known(&url);
        let kind = match &known {
            Some(it) if it.kind == EmbedKind::Video && it.provider == "Facebook" => {
                it.kind
            }
            _ => EmbedKind::Post,
        };
        vec![Block::Embed(Box::new(Embed {
            kind,
            url,
            frame: None,
            media_type: None,
            provider: known.map(|it| it.provider.to_owned()),
            title: None,
            poster: None,
            size: None,
            fallback: blocks,
        }))]
    }
}

/// Returns what a frame is called, unless that only says that it is one.
pub(super) fn title_of(dom: &Dom, id: NodeId) -> Option<String> {
    let names = ["title", "data-title", "playlabel", "aria-label"];
    let mut titles = names.iter().filter_map(|it| dom.attr(id, it)).map(collapse);
    titles.find(|it| {
        let plain = it.to_lowercase();
        !it.is_empty()
            && !matches!(
                &*plain,
                "youtube video player"
                    | "video player"
                    | "vimeo video player"
                    | "iframe"
                    | "embedded content"
                    | "embed"
                    | "youtube video"
                    | "spotify embed"
                    | "advertisement"
            )
    })
}

/// Returns whether a text only says that the browser is too old.
fn is_excuse(block: &Block) -> bool {
    let Block::Paragraph { content } = block else { return false };
    let text = super::inline::text_of(content).to_lowercase();
    text.len() < 200
        && (text.contains("your browser") || text.contains("javascript"))
        && (text.contains("support") || text.contains("enable"))
}

/// Returns what sort of file an address names.
fn kind_of_file(url: &Url, media_type: Option<&str>) -> Option<EmbedKind> {
    let media_type = media_type.or_else(|| type_of_file(url, true))?;
    match media_type.split('/').next()? {
        "video" => Some(EmbedKind::Video),
        "audio" => Some(EmbedKind::Audio),
        _ if media_type == "application/pdf" => Some(EmbedKind::Document),
        _ => None,
    }
}

fn type_of_file(url: &Url, video: bool) -> Option<&'static str> {
    let path = url.path().to_ascii_lowercase();
    let extension = path.rsplit('/').next()?.rsplit_once('.')?.1;
    Some(match extension {
        "mp4" | "m4v" => "video/mp4",
        "webm" if video => "video/webm",
        "webm" => "audio/webm",
        "ogv" => "video/ogg",
        "mov" => "video/quicktime",
        "m3u8" => "application/vnd.apple.mpegurl",
        "mp3" => "audio/mpeg",
        "m4a" | "aac" => "audio/mp4",
        "ogg" | "oga" => "audio/ogg",
        "opus" => "audio/opus",
        "wav" => "audio/wav",
        "flac" => "audio/flac",
        "pdf" => "application/pdf",
        _ => return None,
    })
}
