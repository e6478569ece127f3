//! Whether a credit says itself what it is for.

/// First words of credits that need no label before them, in lower case.
const LABELS: &[&str] = &[
    "©",
    "(c)",
    "archive",
    "art",
    "artwork",
    "bild",
    "copyright",
    "courtesy",
    "credit",
    "drawing",
    "film",
    "foto",
    "graphic",
    "illustrated",
    "illustration",
    "image",
    "map",
    "painting",
    "photo",
    "photograph",
    "photographed",
    "photographer",
    "photography",
    "picture",
    "screenshot",
    "source",
    "video",
];

/// Returns whether a credit needs no "Photo:" before it: "Photograph: A. Writer",
/// "Photo by A. Writer", "© A. Writer".
pub(crate) fn is_labelled(credit: &str) -> bool {
    let credit = credit.trim().to_lowercase();
    let word = credit.split_whitespace().next().unwrap_or_default();
    let word = word.trim_end_matches(':');
    credit.starts_with('©')
        || credit.replace("://", "").contains(':')
        || LABELS.contains(&word)
        || word.strip_suffix('s').is_some_and(|it| LABELS.contains(&it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_alone_need_a_label() {
        for it in ["Photograph: Mara Quill", "Photos by A. Lens", "©Ada", "Foto Ada"] {
            assert!(is_labelled(it), "{it}");
        }
        for it in ["Mara Quill", "A. Lens/Agency", "https://a.example/ Ada", "Mapple", ""]
        {
            assert!(!is_labelled(it), "{it}");
        }
    }
}
