//! What is shown rather than read: pictures, figures, embeds, formulas on lines of
//! their own, boxes.

use serde_json::{Value, json};

use crate::{
    article::{
        Address, Aside, AsideKind, Block, Code as Listing, Embed, Figure, Image, Inline,
        Link, Mark, Math,
    },
    emit::Images,
    render::is_labelled,
    report::Code,
};

use super::{
    Captions,
    block::{Writer, join, listing, quoted},
    inline::{self, Place},
};

impl Writer<'_> {
    pub(super) fn image(&mut self, image: &Image) -> String {
        inline::write(self, &[Inline::Image(image.clone())], Place::Line)
    }

    pub(super) fn figure(&mut self, figure: &Figure) -> String {
        if let ([Block::Image(image)], Captions::Title) =
            (&*figure.content, self.options.captions)
            && self.images != Images::None
            && let Some(title) = title(figure)
            && let Some(address) = self.picture(image)
        {
            let target = inline::target(&address, Some(&title), Place::Line);
            let alt = inline::description(&image.alt);
            return format!("![{alt}]({target})");
        }
        let mut parts = vec!["<!-- offprint:figure -->".to_owned()];
        parts.push(self.inside(0, |it| it.blocks(&figure.content)));
        if !figure.caption.is_empty() {
            parts.push("<!-- offprint:caption -->".into());
            parts.push(inline::write(self, &figure.caption, Place::Paragraph));
        }
        if !figure.credit.is_empty() {
            parts.push("<!-- offprint:credit -->".into());
            parts.push(inline::write(self, &figure.credit, Place::Paragraph));
        }
        parts.push("<!-- /offprint:figure -->".into());
        join(parts)
    }

    pub(super) fn embed(&mut self, embed: &Embed) -> String {
        self.report.add(Code::EmbedLinked, embed.url.as_str());
        let poster = embed.poster.as_ref().map(|it| {
            let mut known = json!({ "src": self.place_of(it) });
            if let Some((width, height)) = it.size {
                known["width"] = width.into();
                known["height"] = height.into();
            }
            known["alt"] = it.alt.as_str().into();
            known
        });
        let mut known = json!({ "url": embed.url.as_str(), "kind": embed.kind });
        let facts = [
            ("frame", embed.frame.as_ref().map(|it| it.as_str().into())),
            ("media_type", embed.media_type.as_deref().map(Value::from)),
            ("provider", embed.provider.as_deref().map(Value::from)),
            ("title", embed.title.as_deref().map(Value::from)),
            ("width", embed.size.map(|it| it.0.into())),
            ("height", embed.size.map(|it| it.1.into())),
            ("poster", poster),
        ];
        for (name, value) in facts {
            if let Some(value) = value {
                known[name] = value;
            }
        }
        self.asides.embeds.push(known);
        let mut parts = vec!["<!-- offprint:embed -->".to_owned()];
        let url = embed.url.as_str();
        let target = inline::target(url, None, Place::Line);
        if let Some(poster) = &embed.poster
            && self.images != Images::None
        {
            let image = self.image(poster);
            self.asides.images.pop();
            parts.push(format!("[{image}]({target})"));
        }
        parts.push(match &embed.title {
            None => format!("<{url}>"),
            Some(title) => {
                let link = Link {
                    address: Address::Web(embed.url.clone()),
                    title: None,
                    content: vec![Inline::text(title.as_str())],
                };
                inline::write(self, &[Inline::Link(link)], Place::Line)
            }
        });
        parts.push(self.inside(0, |it| it.blocks(&embed.fallback)));
        parts.push("<!-- /offprint:embed -->".into());
        join(parts)
    }

    pub(super) fn display(&mut self, math: &Math) -> String {
        let tex = match self.formula(math) {
            Ok(tex) => tex,
            Err(words) => {
                let known = json!({ "source": math.source, "notation": "math-ml" });
                self.asides.mathml.push(known);
                return format!("<!-- offprint:math -->\n\n{words}");
            }
        };
        let fits = !tex.contains('$')
            && tex.trim() == tex
            && !tex.is_empty()
            && tex.lines().all(|it| {
                !it.trim().is_empty() && !it.starts_with(' ') && inline::is_text(it)
            });
        if fits {
            return format!("$$\n{tex}\n$$");
        }
        listing(&Listing { language: Some("math".into()), text: tex })
    }

    pub(super) fn aside(&mut self, aside: &Aside) -> String {
        let kind = match aside.kind {
            AsideKind::Box => "box",
            AsideKind::Warning => "warning",
            AsideKind::PullQuote => "pull-quote",
            AsideKind::Editorial => "editorial",
        };
        let strong = inline::has_strong(&aside.title);
        let titled = match (aside.title.is_empty(), strong) {
            (true, _) => "",
            (false, false) => ".titled",
            // Strong text in strong text would be one.
            (false, true) => ".headed",
        };
        let text = self.inside(2, |it| {
            let mut parts = Vec::new();
            if !aside.title.is_empty() {
                let title = if strong {
                    inline::write(it, &aside.title, Place::Line)
                } else {
                    let content = aside.title.clone();
                    let title = Inline::Marked { mark: Mark::Strong, content };
                    inline::write(it, &[title], Place::Line)
                };
                parts.push(title);
            }
            parts.push(it.blocks(&aside.blocks));
            join(parts)
        });
        join([
            format!("<!-- offprint:aside {kind}{titled} -->"),
            quoted(&text),
            "<!-- /offprint:aside -->".into(),
        ])
    }
}

/// Returns caption and credit as the title of a picture, if a title can say
/// them.
fn title(figure: &Figure) -> Option<String> {
    let caption = words(&figure.caption)?;
    let credit = words(&figure.credit)?;
    // Another label before one of its own would say the same twice.
    if caption.is_empty() && credit.is_empty() || is_labelled(credit) {
        return None;
    }
    let title = match (caption, credit) {
        (caption, "") => caption.to_owned(),
        ("", credit) => format!("{}{credit}", CREDIT.trim_start()),
        (caption, credit) => format!("{caption}{CREDIT}{credit}"),
    };
    // Only if it is read back as the same two.
    let found = match title.split_once(CREDIT) {
        Some(found) => found,
        None => match title.strip_prefix(CREDIT.trim_start()) {
            Some(credit) => ("", credit),
            None => (title.as_str(), ""),
        },
    };
    let same = found == (caption, credit);
    same.then_some(title)
}

/// Between caption and credit in the title of a picture.
const CREDIT: &str = " Photo: ";

fn words(inlines: &[Inline]) -> Option<&str> {
    match inlines {
        [] => Some(""),
        [Inline::Text { text }] if text.trim() == text => Some(text),
        _ => None,
    }
}
