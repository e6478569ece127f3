//! The picture shown in listings.

use serde_json::Value;
use url::Url;

use crate::{
    article::{Address, Image},
    report::Report,
};

use super::{Context, ladder::Ladder, text::clean};

/// Returns the lead picture.
pub(super) fn find(cx: &Context<'_>, report: &mut Report) -> Option<Image> {
    let graph = &cx.graph;
    let mut ladder = Ladder::new("image");
    let mut add =
        |rule, url: Option<&str>, alt: Option<String>, size: Option<(u32, u32)>| {
            let url = url.and_then(clean).and_then(|it| cx.page.resolve(&it));
            ladder.add(
                rule,
                url.filter(|it| it.path() != "/")
                    .map(|url| Image { size, ..at(url, alt.unwrap_or_default()) }),
            );
        };
    for object in [graph.article, graph.page].into_iter().flatten() {
        for key in ["image", "primaryImageOfPage", "thumbnailUrl"] {
            let mut values = graph.values(object, key);
            values.sort_by_key(|it| std::cmp::Reverse(width(it)));
            let Some(first) = values.first() else { continue };
            let alt = first.as_object().and_then(|it| {
                ["caption", "description"]
                    .iter()
                    .find_map(|key| clean(it.get(*key)?.as_str()?))
            });
            let size = first.as_object().and_then(|it| {
                Some((number(it.get("width")?)?, number(it.get("height")?)?))
            });
            add("json-ld image", graph.address(first), alt, size);
        }
    }
    let size = |prefix: &str| {
        let side = |it: &str| cx.page.meta(&format!("{prefix}:{it}"))?.parse().ok();
        Some((side("width")?, side("height")?))
    };
    let alt = cx.meta("og:image:alt");
    for name in ["og:image", "og:image:secure_url", "og:image:url"] {
        add("og:image", cx.page.meta(name), alt.clone(), size("og:image"));
    }
    for name in ["twitter:image", "twitter:image:src"] {
        add("twitter:image", cx.page.meta(name), cx.meta("twitter:image:alt"), None);
    }
    for name in ["sailthru.image.full", "parsely-image-url", "thumbnail", "image"] {
        add("meta image", cx.page.meta(name), None, None);
    }
    let link = cx.marks.related("image_src").map(|it| it.0).next();
    add("link image_src", link, None, None);
    let dom = cx.page.dom;
    let said = cx.marks.said("image", cx.article).next();
    let said = said
        .and_then(|id| ["content", "src", "href"].iter().find_map(|it| dom.attr(id, it)));
    add("itemprop image", said, None, None);
    // The largest size is the picture; other crops of it are not news.
    ladder.settle(report, |_, _| true, |it| it.address.to_string())
}

pub(super) fn at(url: Url, alt: String) -> Image {
    Image { address: Address::Web(url), alt, size: None }
}

fn width(value: &Value) -> u32 {
    value.as_object().and_then(|it| number(it.get("width")?)).unwrap_or(0)
}

fn number(value: &Value) -> Option<u32> {
    match value {
        Value::Number(it) => u32::try_from(it.as_u64()?).ok(),
        Value::String(it) => it.trim_end_matches("px").trim().parse().ok(),
        Value::Object(it) => number(it.get("@value").or_else(|| it.get("value"))?),
        _ => None,
    }
}
