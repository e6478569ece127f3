//! What the address of a picture says of it: of which it is a copy, and how large,
//! or that it stands for another.

use crate::article::Address;

/// Returns whether an address of a picture is that of its own larger copy.
pub(in crate::lower) fn is_copy(link: &Address, image: &Address) -> bool {
    names_picture(link.as_str()) && stem(link.as_str()) == stem(image.as_str())
}

/// Returns whether an address ends in the name of a file that is a picture.
pub(super) fn names_picture(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".bmp", ".tiff"]
        .iter()
        .any(|it| path.ends_with(it))
}

/// Returns the file name without what names one copy of several.
pub(super) fn stem(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').find(|it| !it.is_empty()).unwrap_or_default();
    let name = name.rsplit_once('.').map_or(name, |it| it.0).to_ascii_lowercase();
    let mut name = name.trim_end_matches("-scaled").trim_end_matches("@2x");
    // `dome-300x200`, `dome-s1200-c85`
    while let Some((start, size)) = name.rsplit_once(['-', '_'])
        && is_size(size)
    {
        name = start;
    }
    name.to_owned()
}

/// Returns whether the end of a file's name says how large a copy is, or how good.
fn is_size(name: &str) -> bool {
    let number = |it: &str, least: usize| {
        least <= it.len() && it.len() <= 4 && it.bytes().all(|it| it.is_ascii_digit())
    };
    match name.split_once('x') {
        Some((a, b)) => number(a, 1) && number(b, 1),
        None => {
            let rest = name.strip_prefix(['s', 'c', 'w', 'h', 'q']);
            rest.is_some_and(|it| number(it, 2))
        }
    }
}

/// Returns whether a picture stands for one that a script would load.
pub(super) fn is_placeholder(source: &str) -> bool {
    let source = source.trim();
    let lower =
        source.get(..source.len().min(200)).unwrap_or(source).to_ascii_lowercase();
    source.is_empty()
        || lower.starts_with("data:")
        || lower.starts_with("blob:")
        || lower.starts_with("about:")
        || {
            let path = lower.split(['?', '#']).next().unwrap_or_default();
            let name = path.rsplit('/').next().unwrap_or_default();
            let name = name.rsplit_once('.').map_or(name, |it| it.0);
            matches!(
                name,
                "blank"
                    | "spacer"
                    | "placeholder"
                    | "transparent"
                    | "1x1"
                    | "pixel"
                    | "clear"
                    | "lazy"
                    | "lazyload"
                    | "loading"
                    | "trans"
                    | "grey"
                    | "gray"
                    | "empty"
                    | "spaceball"
                    | "clear1x1"
                    | "lazy_placeholder"
                    | "lazy-placeholder"
            ) && [".gif", ".png", ".svg", ".jpg", ".webp"]
                .iter()
                .any(|it| path.ends_with(it))
        }
}

/// Reads a list of copies, each with how large it says it is.
pub(super) fn candidates(set: &str) -> impl Iterator<Item = (&str, f64)> {
    let mut rest = set;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|it: char| it.is_whitespace() || it == ',');
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (source, after) = rest.split_at(end);
        if source.is_empty() {
            return None;
        }
        if let Some(source) = source.strip_suffix(',') {
            rest = after;
            return Some((source, 1.0));
        }
        // Addresses may hold commas, descriptors do not.
        let (descriptor, after) = after.split_once(',').unwrap_or((after, ""));
        rest = after;
        let weight = descriptor.split_whitespace().find_map(|it| {
            let number = it.trim_end_matches(['w', 'x', 'W', 'X']);
            (number.len() < it.len()).then(|| number.parse::<f64>().ok()).flatten()
        });
        Some((source, weight.filter(|it| it.is_finite()).unwrap_or(1.0)))
    })
    .take(64)
}
