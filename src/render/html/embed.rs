//! What plays or is served from elsewhere.

use crate::{
    article::{Embed, EmbedKind},
    report::Code,
};

use super::{Dialect, Place, Printer};

impl Printer<'_> {
    /// Prints the poster and title of something that plays, with a link to it;
    /// a file of sound or moving pictures, where the format can play it.
    pub(super) fn embed(&mut self, embed: &Embed) {
        let words = self.words.embed(embed.kind);
        let title = embed.title.as_deref().map(str::trim).filter(|it| !it.is_empty());
        let provider = embed.provider.as_deref().filter(|it| !it.trim().is_empty());
        let wrapped = self.place.figure || self.place.label;
        let tag = self.out.tag(if wrapped { "div" } else { "figure" });
        let tag = tag.attr("class", "embed");
        let slug = provider.map(slug).filter(|it| !it.is_empty());
        tag.maybe("data-embed-provider", slug.as_deref()).open();
        self.out.line();

        let address = crate::article::Address::Web(embed.url.clone());
        let target = if self.place.link { None } else { self.target(&address) };
        let about = match (title, provider) {
            (Some(title), _) => title.to_owned(),
            (None, Some(provider)) => provider.to_owned(),
            (None, None) => embed.url.host_str().unwrap_or(embed.url.as_str()).to_owned(),
        };
        let played = self.player(embed, &format!("{words}: {about}"), target.as_deref());
        if !played {
            self.report.add(
                Code::EmbedLinked,
                format!("{} {} {}", words.to_lowercase(), embed.url, title.unwrap_or(""))
                    .trim_end(),
            );
            self.poster(embed, &format!("{words}: {about}"), target.as_deref());
        }
        if !embed.fallback.is_empty() {
            self.out.open("blockquote");
            self.out.line();
            self.at(Place { figure: true, ..self.place }, |it| {
                it.blocks(&embed.fallback);
            });
            self.out.close_line();
        }
        self.out.open(if wrapped { "p" } else { "figcaption" });
        self.out.text(words);
        self.out.text(": ");
        match &target {
            Some(it) => self.out.tag("a").attr("href", it).around(&about),
            None => self.out.text(&about),
        }
        if let (Some(_), Some(provider)) = (title, provider) {
            self.out.text(" (");
            self.out.text(provider);
            self.out.text(")");
        }
        self.out.close_line();
        self.out.close();
    }

    fn poster(&mut self, embed: &Embed, alt: &str, target: Option<&str>) {
        let Some(poster) = &embed.poster else { return };
        let Some(source) = self.source(poster) else {
            if !poster.alt.trim().is_empty() {
                self.out.tag("p").attr("class", "image").around(poster.alt.trim());
                self.out.line();
            }
            return;
        };
        self.out.tag("p").attr("class", "image").open();
        let alt = if poster.alt.trim().is_empty() { alt } else { &poster.alt };
        match target {
            Some(it) => {
                self.out.tag("a").attr("href", it).open();
                self.picture(poster, &source, Some(alt));
                self.out.close();
            }
            None => self.picture(poster, &source, Some(alt)),
        }
        self.out.close_line();
    }

    /// Prints a player for a file, if the thing is one and the format may play
    /// it. A book would have to hold the file.
    fn player(&mut self, embed: &Embed, label: &str, target: Option<&str>) -> bool {
        let name = match embed.kind {
            EmbedKind::Video => "video",
            EmbedKind::Audio => "audio",
            EmbedKind::Post | EmbedKind::Document | EmbedKind::Interactive => {
                return false;
            }
        };
        let is_file = embed.media_type.as_deref().is_some_and(|it| {
            it.split('/').next().is_some_and(|it| it.eq_ignore_ascii_case(name))
        });
        if self.dialect == Dialect::Epub || !is_file || self.place.link {
            return false;
        }
        let file = embed.frame.as_ref().unwrap_or(&embed.url);
        let address = crate::article::Address::Web(file.clone());
        let Some(source) = self.target(&address).filter(|it| super::safe_image(it))
        else {
            return false;
        };
        let poster = match &embed.poster {
            Some(it) if name == "video" => self.source(it),
            _ => None,
        };
        let tag = self.out.tag(name).attr("controls", "controls");
        let tag = tag.attr("preload", "none").attr("src", &source);
        let tag = match embed.size.filter(|it| name == "video" && it.0 > 0 && it.1 > 0) {
            Some((width, height)) => {
                tag.attr("width", &width.to_string()).attr("height", &height.to_string())
            }
            None => tag,
        };
        tag.maybe("poster", poster.as_deref()).open();
        match target {
            Some(it) => self.out.tag("a").attr("href", it).around(label),
            None => self.out.text(label),
        }
        self.out.close_line();
        true
    }
}

/// Returns a name in small letters, digits and hyphens.
fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}
