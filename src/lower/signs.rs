//! Signs in names: what the classes that themes and editors write stand for.

use crate::dom::{Dom, NodeId};

/// What the classes of an element say it is. Where several apply, the first one
/// in this order counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Sign {
    /// A post on a social network, kept as a quotation.
    Post,
    /// A picture with its caption, in a container that is no `figure`.
    Captioned,
    /// The words under a picture.
    Caption,
    /// Who made a picture.
    Credit,
    /// Several pictures shown together.
    Gallery,
    PullQuote,
    /// A correction or another word from the editors.
    Editorial,
    Warning,
    Callout,
    /// A note that stands in the text and is shown in the margin.
    Sidenote,
    /// The numbers beside a listing.
    LineNumbers,
    /// A link from a heading to itself, or to the editor.
    HeadingLink,
    /// A formula whose source is TeX.
    Formula,
    /// A formula as `MathJax` or `KaTeX` drew it.
    DrawnFormula,
}

/// White space in the sense of HTML; a no-break space is not.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c')
}

/// Reads the classes of an element.
pub(super) fn sign(dom: &Dom, id: NodeId) -> Option<Sign> {
    let class = dom.class(id);
    if class.is_empty() || 512 < class.len() {
        return None;
    }
    let class = class.to_ascii_lowercase();
    let words = class.split_ascii_whitespace();
    words.filter_map(word).min_by_key(|it| *it as u8)
}

fn word(word: &str) -> Option<Sign> {
    let found = match word {
        "twitter-tweet" | "twitter-video" | "instagram-media" | "tiktok-embed"
        | "bluesky-embed" | "mastodon-embed" | "fb-post" | "fb-video" | "reddit-card"
        | "reddit-embed-bq" | "text-post-media" | "twitter-quote" => Sign::Post,
        "wp-caption"
        | "image-caption-container"
        | "captioned-image"
        | "captioned-image-container"
        | "media-with-caption"
        | "caption-wrapper"
        | "image-with-caption"
        | "thumbinner" => Sign::Captioned,
        "wp-caption-text"
        | "caption"
        | "figcaption"
        | "image-caption"
        | "photo-caption"
        | "media-caption"
        | "caption-text"
        | "captiontext"
        | "imgcaption"
        | "img-caption"
        | "wp-element-caption"
        | "thumbcaption"
        | "picture-caption"
        | "gallery-caption"
        | "image__caption"
        | "figure__caption"
        | "media__caption"
        | "video-caption"
        | "pic-caption"
        | "blocks-gallery-item__caption"
        | "article-image-caption" => Sign::Caption,
        "credit" | "photo-credit" | "image-credit" | "photocredit" | "imagecredit"
        | "caption-credit" | "media-credit" | "picture-credit" | "credits"
        | "copyright" | "image-copyright" | "photographer" | "image__credit"
        | "photo__credit" | "figure__credit" | "media__credit" | "caption__credit"
        | "wp-caption-credit" | "image-source" | "photo-source" | "img-credit"
        | "fig-credit" | "credit-text" | "attribution" | "image-attribution" => {
            Sign::Credit
        }
        "gallery"
        | "wp-block-gallery"
        | "blocks-gallery-grid"
        | "image-gallery"
        | "photo-gallery"
        | "tiled-gallery"
        | "image-gallery-embed"
        | "slideshow"
        | "gallery-grid"
        | "wp-block-jetpack-tiled-gallery" => Sign::Gallery,
        "pullquote" | "pull-quote" | "pull_quote" | "wp-block-pullquote"
        | "pulled-quote" | "callout-quote" | "article-pullquote" => Sign::PullQuote,
        "correction" | "corrections" | "editors-note" | "editor-note" | "editorsnote"
        | "editornote" | "editorial-note" | "update-note" | "correction-note"
        | "article-correction" | "editors_note" => Sign::Editorial,
        "warning"
        | "alert-warning"
        | "alert-danger"
        | "admonition-warning"
        | "callout-warning"
        | "markdown-alert-warning"
        | "markdown-alert-caution"
        | "danger"
        | "caution"
        | "note-warning" => Sign::Warning,
        "admonition" | "callout" | "infobox" | "alert" | "alert-info" | "notice"
        | "note-box" | "tip" | "sidebar-box" | "info-box" | "factbox" | "fact-box"
        | "textbox" | "text-box" | "boxout" | "highlight-box" | "markdown-alert"
        | "callout-block" | "key-takeaways" | "admonitionblock" | "breakout-box" => {
            Sign::Callout
        }
        "sidenote" | "marginnote" | "margin-note" | "side-note" => Sign::Sidenote,
        "lineno" | "linenos" | "line-number" | "line-numbers-rows" | "gutter"
        | "linenumber" | "linenumbers" | "lnt" | "ln" | "hljs-ln-numbers"
        | "rouge-gutter" | "code-copy" | "copy-button" | "copybtn" => Sign::LineNumbers,
        "mw-editsection" | "headerlink" | "anchor-link" | "heading-anchor"
        | "header-anchor" | "anchorjs-link" | "permalink" | "hash-link"
        | "heading-link" | "anchorlink" => Sign::HeadingLink,
        "math" | "math-tex" | "math-inline" | "math-display" | "arithmatex"
        | "mathjax-tex" | "tex2jax_process" => Sign::Formula,
        "mathjax"
        | "mathjax_display"
        | "mathjax_preview"
        | "mathjax_svg"
        | "mathjax_svg_display"
        | "mathjax_chtml"
        | "mjx-chtml"
        | "katex"
        | "katex-display"
        | "mwe-math-element" => Sign::DrawnFormula,
        _ => return last_word(word),
    };
    Some(found)
}

/// Reads a name by the word it ends with: `story-image__caption`,
/// `photogallery-credit`.
fn last_word(name: &str) -> Option<Sign> {
    let ends = |words: &[&str]| words.iter().any(|it| name.ends_with(it));
    if ends(&["caption", "caption-text", "caption_text", "captiontext", "_cptn"]) {
        let wraps = ["has-", "with-", "no-", "hide-", "show-", "toggle"];
        return (!wraps.iter().any(|it| name.contains(it))).then_some(Sign::Caption);
    }
    let credits =
        ["-credit", "_credit", "-credits", "_credits", "photocredit", "-copyright"];
    ends(&credits).then_some(Sign::Credit)
}

/// Decodes `%XX`, if there is any.
pub(super) fn decode_percent(text: &str) -> Option<String> {
    if !text.contains('%') {
        return None;
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let byte = (bytes[at] == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .and_then(|it| u8::from_str_radix(it, 16).ok());
        out.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).ok()
}
