//! What links, buttons and joining words around a comment say.

use std::{borrow::Cow, collections::HashSet, sync::LazyLock};

/// What links and buttons under a comment say.
const ACTIONS: &[&str] = &[
    "reply",
    "reply to this",
    "reply to comment",
    "quote",
    "report",
    "report abuse",
    "report comment",
    "report this comment",
    "flag",
    "flag as inappropriate",
    "like",
    "likes",
    "dislike",
    "unlike",
    "share",
    "permalink",
    "link",
    "link to this",
    "edit",
    "delete",
    "parent",
    "next",
    "prev",
    "root",
    "respond",
    "vote up",
    "vote down",
    "thumb up",
    "thumb down",
    "recommend",
    "recommended",
    "helpful",
    "reply with quote",
    "quote this",
    "perma link",
    "show replies",
    "hide replies",
    "view replies",
    "hide",
    "show",
    "top",
    "back to top",
    "collapse",
    "expand",
    "save",
    "give award",
    "copy link",
    "comment permalink",
    "antworten",
    "antwort",
    "melden",
    "beitrag melden",
    "kommentar melden",
    "gefällt mir",
    "bearbeiten",
    "löschen",
    "zitieren",
    "teilen",
    "verstoß melden",
    "daumen hoch",
    "daumen runter",
    "répondre",
    "signaler",
    "signaler un abus",
    "j'aime",
    "modifier",
    "supprimer",
    "partager",
    "citer",
    "responder",
    "denunciar",
    "reportar",
    "me gusta",
    "editar",
    "eliminar",
    "compartir",
    "citar",
    "borrar",
    "curtir",
    "excluir",
    "compartilhar",
    "rispondi",
    "segnala",
    "mi piace",
    "modifica",
    "elimina",
    "condividi",
    "beantwoorden",
    "reageer",
    "reageren",
    "rapporteer",
    "verwijderen",
    "bewerken",
    "vind ik leuk",
    "svara",
    "anmäl",
    "gilla",
    "svar",
    "anmeld",
    "besvar",
    "rapporter",
    "vastaa",
    "ilmianna",
    "odpowiedz",
    "zgłoś",
    "lubię to",
    "usuń",
    "cytuj",
    "odpovědět",
    "nahlásit",
    "reagovat",
    "odpovedať",
    "ответить",
    "пожаловаться",
    "цитировать",
    "поделиться",
    "сохранить",
    "нравится",
    "ссылка",
    "удалить",
    "відповісти",
    "поскаржитися",
    "cevapla",
    "yanıtla",
    "şikayet et",
    "beğen",
    "απάντηση",
    "αναφορά",
    "válasz",
    "räspunde",
    "răspunde",
    "رد",
    "پاسخ",
    "הגב",
    "回复",
    "回覆",
    "举报",
    "檢舉",
    "赞",
    "返信",
    "通報",
    "답글",
    "신고",
    "balas",
    "laporkan",
    "trả lời",
    "thích",
    "जवाब दें",
    "ตอบกลับ",
    "translate",
    "original",
    "show more",
    "read more",
    "log in to reply",
    "login to reply",
    "sign in to reply",
    "log in to leave a comment",
    "loading...",
    "continue this thread",
    "reply ↓",
    "reply →",
    "permalink to this comment",
    "cancel reply",
    "cancel",
    "click to reply",
    "load more",
    "select all",
    "yes",
    "no",
];

/// Those of them that are about a comment and nothing else on a page.
const ANSWERS: &[&str] = &[
    "reply",
    "reply to this",
    "quote",
    "report",
    "report abuse",
    "report comment",
    "flag",
    "antworten",
    "melden",
    "zitieren",
    "répondre",
    "signaler",
    "citer",
    "responder",
    "denunciar",
    "reportar",
    "rispondi",
    "segnala",
    "beantwoorden",
    "reageer",
    "svara",
    "svar",
    "besvar",
    "vastaa",
    "odpowiedz",
    "zgłoś",
    "odpovědět",
    "reagovat",
    "ответить",
    "пожаловаться",
    "відповісти",
    "cevapla",
    "yanıtla",
    "απάντηση",
    "válasz",
    "răspunde",
    "رد",
    "پاسخ",
    "הגב",
    "回复",
    "回覆",
    "举报",
    "返信",
    "通報",
    "답글",
    "신고",
    "balas",
    "trả lời",
    "ตอบกลับ",
    "permalink",
    "link to this",
    "log in to reply",
    "reply with quote",
];

/// How such a link begins, where more follows: a name or a number.
const ACTION_STARTS: &[&str] = &[
    "reply to ",
    "antworte auf ",
    "log in to ",
    "login to ",
    "sign in to ",
    "liked by ",
    "répondre à ",
    "responder a ",
    "rispondi a ",
    "please log in",
    "please login",
    "antwort an ",
    "view replies",
    "show replies",
    "svar til ",
    "share this comment",
    "report this",
    "accedi per ",
    "zum antworten ",
    "connectez-vous ",
    "loading",
    "you must be logged in",
    "inicia sesión ",
    "anmelden, um ",
    "zaloguj się",
    "войдите, чтобы",
];

/// What stands between a name, a date and the words, and means nothing.
const JOINTS: &str = "
    says say said writes wrote write comments commented replied replies added posted post submitted on at by in from the
    sagt sagte schreibt schrieb meint meinte am um uhr von vor geschrieben kommentiert kommentierte antwortet antwortete
    dit écrit a le la à par de du il y publié posté dice dijo el las los a por en escribió escreveu disse em às as
    ha scritto ore alle il zegt schreef op om door skriver sade skrev kl kello kirjoitti pisze napisał dnia o godz napsal
    dne v пишет сказал написал в от de diyor ki dedi 說 说 於 于 回复 回覆 より says: permalink permanent link comment
    kommentar commentaire comentario reaktion no nr gast guest anonymous_ edited is h hrs utc gmt pst est am pm st nd rd th
    via score points point reply antworten not rated yet likes like user users liked disliked this people rating author date time profile reputation
    member since joined posts location offline online verified top subscriber new collapse log in lv ago last modified
";

static JOINT_WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let mut all: Vec<&str> = JOINTS.split_whitespace().collect();
    all.sort_unstable();
    all
});

static ACTION_SET: LazyLock<HashSet<&str>> =
    LazyLock::new(|| ACTIONS.iter().copied().collect());

static ANSWER_SET: LazyLock<HashSet<&str>> =
    LazyLock::new(|| ANSWERS.iter().copied().collect());

/// Returns a text in small letters, itself if it has no others.
fn lower(text: &str) -> Cow<'_, str> {
    let small = |it: u8| it.is_ascii() && !it.is_ascii_uppercase();
    if text.bytes().all(small) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.to_lowercase())
}

/// Returns whether a short text is what a link or button under a comment says.
pub(in crate::extract::comments) fn is_action(text: &str) -> bool {
    if text.len() > 120 {
        return false;
    }
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    let text = lower(text);
    let bare = text.trim_end_matches(|c: char| !c.is_alphabetic());
    if ACTION_SET.contains(&bare)
        || (text.len() < 80 && ACTION_STARTS.iter().any(|it| text.starts_with(it)))
    {
        return true;
    }
    // A counted one: "12 likes", "Like (3)".
    let start = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    start.len() < text.len() && ACTION_SET.contains(&start)
}

/// Returns whether a short text offers to answer a comment or to report it.
pub(in crate::extract::comments) fn is_answer(text: &str) -> bool {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    ANSWER_SET.contains(&&*lower(text))
}

/// Returns whether a short text only joins a name, a date and the words.
pub(in crate::extract::comments) fn is_joint(text: &str) -> bool {
    if text.len() > 60 {
        return false;
    }
    let lower = text.to_lowercase();
    lower
        .split(|c: char| !c.is_alphabetic())
        .filter(|it| !it.is_empty())
        .all(|it| JOINT_WORDS.binary_search(&it).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_under_a_comment_are_known() {
        for text in ["Reply", "Antworten ↓", "Like (3)", "12 likes", "Reply to Ada"] {
            assert!(is_action(text), "{text}");
        }
        assert!(!is_action("Replying is hard"));
        assert!(is_joint(" on "));
        assert!(!is_joint("on holiday"));
    }
}
