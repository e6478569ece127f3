//! Words that stand around comments, in the languages that pages are written in.

use std::{borrow::Cow, collections::HashSet, sync::LazyLock};

use regex::Regex;

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
pub(super) fn is_action(text: &str) -> bool {
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
pub(super) fn is_answer(text: &str) -> bool {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    ANSWER_SET.contains(&&*lower(text))
}

/// Returns whether a short text only joins a name, a date and the words.
pub(super) fn is_joint(text: &str) -> bool {
    if text.len() > 60 {
        return false;
    }
    let lower = text.to_lowercase();
    lower
        .split(|c: char| !c.is_alphabetic())
        .filter(|it| !it.is_empty())
        .all(|it| JOINT_WORDS.binary_search(&it).is_ok())
}

/// "says", "schreibt am" and the like, after a name.
static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)
        (?:(?:\s+ (?:
            (?:just\s+)? (?:replied\ to(?:\ comment\ from.*)?|in\ reply\ to.*|antwortet\ auf.*|says?|said|wrote|writes|writes\ in|comments?|commented|replied|posted|added|
            (?-i:on|at)|
            sagt|sagte|meint|meinte|schreibt|schrieb|kommentiert|kommentierte|antwortet|(?-i:am)|
            a\ [ée]crit|[ée]crit|dit|a\ dit|(?-i:le)|dice|dijo|escribi[óo]|ha\ dicho|(?-i:el)|disse|diz|escreveu|comentou|(?-i:em)|
            ha\ (?:detto|scritto)|scrive|zegt|zei|schreef|schrijft|(?-i:op)|skriver|skrev|s[äa]ger|siger|sier|kirjoitti|sanoo|
            pisze|napisał\(?a?\)?|m[óo]wi|napsala?|říká|p[íi]še|говорит|пишет|сказал\(?а?\)?|написал\(?а?\)?|каже|
            diyor\ ki|dedi\ ki|dedi|szerint|λέει|spune|berkata|nói|
            يقول|قال|می\ ?گوید|گفت|כתב|אומר)
        ))+|\s*(?:说|說|说道|說道|より|の発言|님의\ 말))
        [\s:,.…\-–—|•·»]* $",
    )
    .expect("the pattern is written here")
});

/// Every text in ASCII that [`SAYS`] matches ends in one of these, or speaks of
/// replying.
const SAYINGS: &str = "
    say says said wrote writes in comment comments commented replied posted added on at
    sagt sagte meint meinte schreibt schrieb kommentiert kommentierte antwortet am
    ecrit dit le dice dijo escribio dicho el disse diz escreveu comentou em
    detto scritto scrive zegt zei schreef schrijft op skriver skrev sager siger sier
    kirjoitti sanoo pisze mowi napsal napsala szerint ki dedi spune berkata
";

static SAYING_SET: LazyLock<HashSet<&str>> =
    LazyLock::new(|| SAYINGS.split_whitespace().collect());

fn may_end_in_saying(text: &str) -> bool {
    if !text.is_ascii() {
        return true;
    }
    let text = text.to_ascii_lowercase();
    let last = text.rsplit(|c: char| !c.is_ascii_alphabetic()).find(|it| !it.is_empty());
    last.is_some_and(|it| SAYING_SET.contains(it))
        || text.contains("reply")
        || text.contains("replied")
        || text.contains("antwortet")
}

/// Returns where "says:" and the like begins that a text ends in.
fn saying(text: &str) -> Option<usize> {
    if !may_end_in_saying(text) {
        return None;
    }
    SAYS.find(text).map(|it| it.start())
}

/// "Posted by", "Von" and the like, before a name.
static BY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix) ^ [\s\#\d.)(:\[\]\-–—|•·»]*
        (?: (?:(?:comment|posted|submitted|written|reply|response|kommentar|commentaire|message|beitrag|eingetragen|geschrieben|
            escrito|enviado|publi[ée]|pubblicato|comentario|coment[áa]rio|verfasst|left|added|auteur|autor|author|name|user|nutzer)\s*)?
            (?:by|von|par|por|de|da|di|door|av|af|przez|от|від)\s+:? | 
            (?:posted\ by|posted|by|von|par|autor|author|auteur|name|nome|nombre|nom|user|nick|gast|guest)\s*: )\s*",
    )
    .expect("the pattern is written here")
});

/// Returns a name without what stands around it: "Posted by", "says:".
pub(super) fn bare_name(text: &str) -> &str {
    let start = BY.find(text).map_or(0, |it| it.end());
    let text = if start < text.len() { &text[start..] } else { text };
    let said = saying(text).filter(|it| *it > 0);
    let text = said.map_or(text, |it| &text[..it]);
    let edge = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ':' | ',' | '|' | '•' | '·' | '–' | '—' | '»' | '«' | '-' | '>' | '/'
            )
    };
    let text = text.trim_matches(edge);
    // "1. Name", "#3 Name"
    let number =
        text.trim_start_matches('#').trim_start_matches(|c: char| c.is_ascii_digit());
    let counted = number.len() < text.len()
        && number.starts_with(['.', ')', ':'])
        && number.len() > 2;
    if counted { number[1..].trim_matches(edge) } else { text }
}

/// Returns whether a text begins as a sentence before a name does.
pub(super) fn says_by(text: &str) -> bool {
    BY.find(text).is_some_and(|it| text[..it.end()].chars().any(char::is_alphabetic))
}

/// Returns the name before "says:" or "said…", where a text is nothing else.
pub(crate) fn says_name(text: &str) -> Option<&str> {
    let name = text[..saying(text)?].trim();
    (!name.is_empty() && name.chars().count() <= 60).then_some(name)
}

/// Words for comments, as a heading over them has them.
static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)
        (?: comments? | thoughts?\ on | responses? | replies | reply | reactions?
          | kommentare? | antworten | meinungen | reaktionen | gedanken\ zu | leserkommentare | beiträge
          | commentaires? | réponses? | réactions? | avis
          | comentarios? | respuestas? | opiniones | comentários? | respostas?
          | commenti | commento | risposte | reacties? | antwoorden | kommentarer | svar | kommenttia? | kommentit | kommenttia
          | komentarzy | komentarze? | odpowiedzi | komentář[eůi]? | komentár[eov]* | diskus[ez]e | hozzászólás(?:ok)? | comentarii
          | комментари[йяев]+ | отзыв[аов]* | коментар[іяів]+ | yorum(?:lar)? | σχόλι[αο]
          | komentar | bình\ luận | टिप्पणि | ความคิดเห็น )
        | 评论 | 評論 | 留言 | 條?回應 | 回复 | 回覆 | コメント | 댓글 | تعليق | تعليقات | دیدگاه | نظر | תגובות",
    )
    .expect("the pattern is written here")
});

/// One of these is in every text in ASCII that [`COUNTED`] matches. An expression
/// so long takes as long to compile as a small page to read.
const COUNTED_STEMS: &[&str] = &[
    "comment",
    "thought",
    "response",
    "repl",
    "reaction",
    "komment",
    "antwo",
    "meinung",
    "reaktion",
    "gedanken",
    "avis",
    "comentari",
    "respuesta",
    "opinion",
    "resposta",
    "risposte",
    "reacti",
    "svar",
    "koment",
    "odpowied",
    "diskus",
    "yorum",
];

/// One of these is in every text in ASCII that [`CLOSED`] matches.
const CLOSED_STEMS: &[&str] = &[
    "comment",
    "discussion",
    "thread",
    "topic",
    "komment",
    "coment",
    "koment",
    "reacties",
    "yorum",
];

/// Returns whether a text may hold one of the words that begin so.
fn may_say(text: &str, stems: &[&str]) -> bool {
    if !text.is_ascii() {
        return true;
    }
    let text = text.to_ascii_lowercase();
    stems.iter().any(|it| text.contains(it))
}

/// "Comments are closed" in the languages that say it.
static CLOSED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)
        comments?\ (?:(?:are|is|have\ been|has\ been|for\ this\ \w+\ (?:are|is)|on\ this\ \w+\ (?:are|have)(?:\ been)?)\ )?(?:now\ |currently\ )?(?:closed|disabled|turned\ off|locked)
        | (?:comment(?:s|ing)|discussion|thread|topic)\ (?:is|has\ been|are|for\ this\ \w+\ (?:is|has\ been|are))\ (?:now\ |currently\ )?(?:closed|disabled|locked|turned\ off)
        | (?:no\ longer|not)\ accepting\ (?:new\ )?comments | cannot\ (?:add|post)\ (?:new\ )?comments
        | new\ comments\ (?:cannot\ be\ posted|are\ not\ allowed)
        | kommentar(?:e|funktion)\ (?:sind|ist|wurden?|zu\ diesem\ \w+\ sind)\ (?:(?:leider|derzeit|bereits|zurzeit)\ )?(?:geschlossen|deaktiviert|gesperrt|nicht\ (?:mehr\ )?möglich)
        | die\ kommentare\ sind\ geschlossen | kommentarbereich\ (?:ist\ )?geschlossen
        | commentaires?\ (?:sont|est)\ (?:\w+\ )?(?:fermés?|désactivés?|clos) | commentaires\ fermés
        | comentarios\ (?:est[áa]n|han\ sido|se\ han)?\ ?(?:cerrados|desactivados|deshabilitados)
        | (?:comentários|coment[áa]rio)\ (?:estão\ |foram\ )?(?:encerrados|fechados|desativados)
        | commenti\ (?:sono\ )?(?:chiusi|disabilitati) | reacties\ (?:zijn|is)\ (?:niet\ mogelijk|gesloten|uitgeschakeld)
        | kommentarer(?:na)?\ (?:är|er)?\ ?(?:stängda|avstängda|lukket|stengt) | kommentointi\ on\ suljettu
        | komentarze\ (?:są\ |zostały\ )?(?:wyłączone|zamknięte) | komentáře\ (?:jsou\ )?(?:uzavřen[yé]|vypnut[yé]|zakázány)
        | комментарии\ (?:\w+\ )?(?:закрыты|отключены|запрещены) | коментарі\ (?:\w+\ )?(?:закриті|вимкнено)
        | yorumlar\ (?:kapalı|kapatıldı|kapatılmıştır) | yoruma\ kapalı | τα\ σχόλια\ είναι\ κλειστά | σχόλια\ (?:είναι\ )?κλειστά
        | comentariile\ sunt\ închise | hozzászólások\ lezárva
        | التعليقات\ مغلقة | دیدگاه‌?ها\ بسته | התגובות\ סגורות | 评论已?关闭 | 評論已?關閉 | 留言已?關閉 | コメントは受け付けて(?:い|お)ません | 댓글이?\ ?(?:닫혔|사용할\ 수\ 없)
        | komentar\ ditutup | bình\ luận\ (?:đã\ )?(?:bị\ )?đóng | टिप्पणियाँ\ बंद",
    )
    .expect("the pattern is written here")
});

/// What a page prints in place of a comment that was taken down.
static REMOVED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix) ^ \W* (?:
        \[?(?:deleted|removed|gelöscht|supprimé|eliminado|entfernt|flagged|dead)\]?
        | (?:this|the)\ (?:comment|post|message|reply|user|content)\b.{0,40}\b(?:removed|deleted|hidden|moderated|unavailable|no\ longer).{0,60}
        | comment\ (?:has\ been\ |was\ |is\ )?(?:removed|deleted|hidden).{0,60}
        | (?:dieser?|der)\ (?:kommentar|beitrag)\b.{0,40}\b(?:gelöscht|entfernt|gesperrt|moderiert).{0,60}
        | (?:ce|le)\ (?:commentaire|message)\b.{0,40}\b(?:supprimé|retiré|modéré|effacé).{0,60}
        | (?:este|el|o)\ (?:comentario|comentário|mensaje)\b.{0,50}\b(?:eliminado|borrado|removido|suprimido|excluído).{0,60}
        | questo\ commento\b.{0,40}\b(?:rimosso|eliminato|cancellato).{0,60}
        | (?:deze|dit)\ (?:reactie|bericht)\b.{0,40}\b(?:verwijderd).{0,60}
        | (?:комментарий|сообщение)\b.{0,30}\bудал[её]н.{0,60} | комментарий\ скрыт.{0,60}
        | komentarz\b.{0,30}\busunięty.{0,60}
        | 该?(?:评论|留言)已?被?(?:删除|刪除) | 此留言已被.{0,20}刪除 | このコメントは.{0,20}削除されました | 삭제된\ 댓글.{0,20}
        ) \W* $",
    )
    .expect("the pattern is written here")
});

/// Returns whether a text is a heading over comments, such as "3 comments".
pub(crate) fn is_heading(text: &str) -> bool {
    text.chars().count() <= 160 && may_say(text, COUNTED_STEMS) && COUNTED.is_match(text)
}

/// Returns the number that a heading over comments gives.
pub(crate) fn claimed(text: &str) -> Option<u32> {
    let found = COUNTED.find(text)?;
    let number = |it: &str| -> Option<u32> {
        let digits: String = it.chars().filter(char::is_ascii_digit).collect();
        digits.parse().ok()
    };
    let (before, after) = (&text[..found.start()], &text[found.end()..]);
    let before = before.trim_end();
    let start = before.trim_end_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, ',' | '.' | '\u{a0}')
    });
    if start.len() < before.len() {
        return number(&before[start.len()..]);
    }
    let after = after.trim_start().trim_start_matches(['(', '[', ':']).trim_start();
    let end = after.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.');
    let after = &after[..end.unwrap_or(after.len())];
    if !after.is_empty() {
        return number(after);
    }
    let lower = before.to_lowercase();
    let one = ["one", "ein", "eine", "un", "una", "uno", "um", "en"];
    one.iter().any(|it| lower.split_whitespace().next_back() == Some(it)).then_some(1)
}

/// Returns whether a text says that no more comments may be written.
pub(crate) fn is_closed(text: &str) -> bool {
    text.len() <= 400 && may_say(text, CLOSED_STEMS) && CLOSED.is_match(text)
}

/// Returns whether a text stands in place of a comment that was taken down.
pub(crate) fn is_removed(text: &str) -> bool {
    text.len() <= 240 && REMOVED.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_what_stands_around_them() {
        for (text, want) in [
            ("Ada says:", "Ada"),
            ("Ada Lee schreibt am", "Ada Lee"),
            ("Posted by: Ada", "Ada"),
            ("Von Ada Lee:", "Ada Lee"),
            ("1. Ada", "Ada"),
            ("Ada said...", "Ada"),
            ("Byron", "Byron"),
            ("小鳳", "小鳳"),
        ] {
            assert_eq!(bare_name(text), want);
        }
    }

    #[test]
    fn headings_give_their_count() {
        for (text, want) in [
            ("12 thoughts on “A day”", Some(12)),
            ("Comments (3)", Some(3)),
            ("1,204 Comments", Some(1204)),
            ("One Response to A day", Some(1)),
            ("Kommentare: 4", Some(4)),
            ("Comments", None),
        ] {
            assert!(is_heading(text));
            assert_eq!(claimed(text), want, "{text}");
        }
        assert!(!is_heading("Latest news"));
    }

    #[test]
    fn closed_discussions_say_so() {
        for text in [
            "Comments are closed.",
            "These comments are closed.",
            "Comments are closed",
            "Die Kommentare sind geschlossen.",
            "Les commentaires sont fermés.",
            "コメントは受け付けていません。",
        ] {
            assert!(is_closed(text), "{text}");
        }
        assert!(!is_closed("The shop was closed on Monday; comments welcome."));
    }

    #[test]
    fn what_is_not_looked_at_closely_could_not_match() {
        // Every alternative of an expression in ASCII has one of the stems in it.
        for (expression, stems) in [(&*COUNTED, COUNTED_STEMS), (&*CLOSED, CLOSED_STEMS)]
        {
            let plain: String = expression.as_str().replace("\\ ", " ");
            let texts = plain.split(['|', '(', ')']).map(str::trim);
            for text in texts.filter(|it| it.is_ascii() && expression.is_match(it)) {
                assert!(may_say(text, stems), "{text}");
            }
        }
        for text in ["Kommentarer stengt", "Reacties gesloten", "Yorumlar kapali"] {
            assert!(may_say(text, CLOSED_STEMS), "{text}");
        }
        assert!(!may_say("A day at the harbour", COUNTED_STEMS));
    }

    #[test]
    fn what_says_nothing_is_not_looked_at_closely() {
        let said = |it: &str| SAYS.is_match(&format!("Ada {it}:"));
        for word in SAYINGS.split_whitespace() {
            // Two of them are only said in a phrase.
            let phrase = match word {
                "ki" => "dedi ki",
                "in" => "writes in",
                "dicho" => "ha dicho",
                "detto" | "scritto" => &format!("ha {word}"),
                "ecrit" => "a ecrit",
                it => it,
            };
            assert!(said(phrase), "{word}");
            assert!(may_end_in_saying(&format!("Ada {phrase}:")), "{word}");
        }
        let plain = SAYS.as_str().replace("\\ ", " ");
        for phrase in plain.split(['|', '(', ')']).map(str::trim) {
            if phrase.is_ascii() && !phrase.is_empty() && said(phrase) {
                assert!(may_end_in_saying(&format!("Ada {phrase}:")), "{phrase}");
            }
        }
        for text in ["Ada", "By Ada Lee", "The pier (2)"] {
            assert!(!may_end_in_saying(text), "{text}");
        }
        assert!(may_end_in_saying("Ada replied to comment from Kim"));
    }

    #[test]
    fn removed_comments_are_told_from_talk_about_removal() {
        assert!(is_removed("This comment has been removed by the author."));
        assert!(is_removed("[deleted]"));
        assert!(!is_removed("I deleted my account last year, and so should you."));
    }

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
