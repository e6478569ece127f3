//! What calls and texts of notes look like.

use crate::dom::{Dom, NodeId, heading_level};

/// Returns what follows a label at the start of a text: `[1] `, `1. `, `1) `.
pub(super) fn begins_with<'t>(text: &'t str, label: &str) -> Option<&'t str> {
    if label.is_empty() {
        return None;
    }
    let rest = text.trim_start().trim_start_matches(['[', '(']).strip_prefix(label)?;
    let cut = rest.trim_start_matches([']', ')', '.', ':']);
    let cut = cut
        .strip_prefix(|it: char| it.is_whitespace())
        .map_or((cut.is_empty() || cut.len() < rest.len()).then_some(cut), Some)?;
    Some(cut.trim_start())
}

/// Returns a label without the brackets around it.
pub(super) fn label(text: &str) -> String {
    let text = text.trim().trim_matches(['[', ']', '(', ')', '^', '{', '}', '.']);
    text.trim().chars().take(16).collect()
}

/// Returns whether a label is one that notes are known by: a number, a letter,
/// a dagger, a Roman numeral.
pub(super) fn is_mark(label: &str) -> bool {
    let count = label.chars().count();
    let all = |test: fn(char) -> bool| label.chars().all(test);
    (1..=4).contains(&count)
        && (all(|it| it.is_ascii_digit())
            || all(|it| "*†‡§‖¶#⁑⁂".contains(it))
            || all(|it| "ivxlIVXL".contains(it))
            || all(|it| "¹²³⁴⁵⁶⁷⁸⁹⁰".contains(it))
            || count == 1 && all(char::is_alphabetic)
            || count <= 3
                && label.ends_with(|it: char| it.is_ascii_lowercase())
                && label.starts_with(|it: char| it.is_ascii_digit()))
}

/// Returns whether a link leads from a note back to its call.
pub(super) fn is_link_back(dom: &Dom, id: NodeId) -> bool {
    let words = dom.text(id).trim();
    let arrow = !words.is_empty()
        && words
            .chars()
            .all(|it| "↩↵⤴↑^⇑⏎⬆←\u{fe0e}\u{fe0f}".contains(it) || it.is_whitespace());
    if arrow || dom.attr_has(id, "role", "doc-backlink") || is_way_back(words) {
        return true;
    }
    let class = dom.class(id).to_ascii_lowercase();
    if ["backref", "reversefootnote", "backlink", "back-link", "footnote-back", "fn-back"]
        .iter()
        .any(|it| class.contains(it))
    {
        return true;
    }
    let place = dom.attr(id, "href").unwrap_or_default().to_ascii_lowercase();
    let place = place.rsplit('#').next().unwrap_or_default().trim_start_matches('_');
    [
        "fnref",
        "ftnref",
        "ednref",
        "cite_ref",
        "cite-ref",
        "footnote-anchor",
        "footnote-ref",
        "footnoteref",
        "noteref",
        "sdfootnoteanc",
        "sdendnoteanc",
        "fn-ref",
        "note-ref",
        "ref-fn",
        "fr-",
        "reffn",
    ]
    .iter()
    .any(|it| place.starts_with(it))
}

/// Returns whether a link is named as the way back from a note: "Back", "^ back",
/// "(Return to text)".
fn is_way_back(words: &str) -> bool {
    if 40 < words.len() {
        return false;
    }
    let signs = |it: char| !it.is_alphanumeric();
    let words = words.trim_matches(signs).to_lowercase();
    WAYS_BACK.contains(&words.as_str())
}

/// What links are called that lead back from a note to the text.
const WAYS_BACK: &[&str] = &[
    "back",
    "back to text",
    "back to the text",
    "back to content",
    "back to article",
    "back to reference",
    "return",
    "return to text",
    "return to the text",
    "return to article",
    "zurück",
    "zurück zum text",
    "retour",
    "retour au texte",
    "volver",
    "volver al texto",
    "voltar",
    "voltar ao texto",
    "torna al testo",
    "torna su",
    "terug",
    "terug naar de tekst",
    "tillbaka",
    "tilbake",
    "tilbage",
    "takaisin",
    "wróć",
    "powrót",
    "zpět",
    "назад",
    "вернуться",
    "вернуться к тексту",
    "назад до тексту",
    "geri",
    "πίσω",
    "رجوع",
    "بازگشت",
    "חזרה",
    "戻る",
    "本文に戻る",
    "返回",
    "返回正文",
    "돌아가기",
];

pub(super) fn is_notes_section(dom: &Dom, id: NodeId) -> bool {
    let role = dom.attr(id, "role").unwrap_or_default();
    if role.contains("doc-endnotes") || role.contains("doc-footnote") {
        return true;
    }
    let names =
        [dom.class(id), dom.html_id(id), dom.attr(id, "epub:type").unwrap_or_default()];
    names.iter().any(|it| {
        let it = it.to_ascii_lowercase();
        it.contains("footnote")
            || it.contains("endnote")
            || it.contains("reflist")
            || it.split_ascii_whitespace().any(|it| {
                matches!(
                    it,
                    "references" | "notes" | "fn-list" | "mw-references-wrap" | "refs"
                )
            })
    })
}

/// Returns whether an element only sets notes apart.
pub(super) fn is_trim(dom: &Dom, id: NodeId) -> bool {
    dom.name(id) == "hr"
        || dom.text(id).trim().is_empty()
        || heading_level(dom.name(id)).is_some() && is_title(dom, id)
}

/// Returns whether an element says that notes follow, and nothing else.
pub(super) fn is_title(dom: &Dom, id: NodeId) -> bool {
    NOTE_TITLES.contains(&dom.words(id).to_lowercase().trim_end_matches(':'))
}

/// Headings that stand over notes.
const NOTE_TITLES: &[&str] = &[
    "notes",
    "note",
    "footnotes",
    "footnote",
    "endnotes",
    "end notes",
    "foot notes",
    "references",
    "fußnoten",
    "anmerkungen",
    "einzelnachweise",
    "notes de bas de page",
    "références",
    "notas",
    "notas al pie",
    "notas de rodapé",
    "referencias",
    "referências",
    "note a piè di pagina",
    "voetnoten",
    "noten",
    "fotnoter",
    "noter",
    "alaviitteet",
    "przypisy",
    "poznámky",
    "сноски",
    "примечания",
    "примітки",
    "dipnotlar",
    "notlar",
    "σημειώσεις",
    "υποσημειώσεις",
    "脚注",
    "注释",
    "註釋",
    "注",
    "각주",
    "主な脚注",
    "הערות שוליים",
    "הערות",
    "الهوامش",
    "هوامش",
    "پانویس",
    "catatan kaki",
    "chú thích",
];
