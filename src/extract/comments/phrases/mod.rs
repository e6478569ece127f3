//! Words that stand around comments, in the languages that pages are written in.

mod actions;
mod says;

use std::sync::LazyLock;

use regex::Regex;

pub(crate) use self::says::says_name;
pub(super) use self::{
    actions::{is_action, is_answer, is_joint},
    says::{bare_name, says_by},
};

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
          | комментари[ийяев]+ | отзыв[аов]* | коментар[іяів]+ | yorum(?:lar)? | σχόλι[αο]
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
    "reageren",
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
comments?\ (?:(?:to|for|on|of)\ (?:this|the)\ \w+\ )?(?:(?:are|is|have\ been|has\ been)\ )?(?:now\ |currently\ )?(?:closed|disabled|turned\ off|locked)
        | (?:comment(?:s|ing)|discussion|thread|topic)\ (?:(?:to|for|on|of)\ (?:this|the)\ \w+\ )?(?:is|has\ been|are)\ (?:now\ |currently\ )?(?:closed|disabled|locked|turned\ off)
        | (?:no\ longer|not)\ accepting\ (?:new\ )?comments | cannot\ (?:add|post)\ (?:new\ )?comments
        | new\ comments\ (?:cannot\ be\ posted|are\ not\ allowed)
        | kommentar(?:e|funktion)\ (?:(?:zu|für|unter)\ diese[mnrs]?\ \w+\ )?(?:sind|ist|wurden?)\ (?:(?:leider|derzeit|bereits|zurzeit)\ )?(?:geschlossen|deaktiviert|gesperrt|nicht\ (?:mehr\ )?möglich)
        | die\ kommentare\ sind\ geschlossen | kommentarbereich\ (?:ist\ )?geschlossen
        | commentaires?\ (?:(?:à|pour|sur|de)\ (?:ce|cet|cette)\ \w+\ )?(?:sont|est)\ (?:\w+\ )?(?:fermés?|désactivés?|clos) | commentaires\ fermés
        | comentarios\ (?:(?:a|de|en|para|sobre)\ (?:este|esta|el|la)\ \w+\ )?(?:est[áa]n|han\ sido|se\ han)?\ ?(?:cerrados|desactivados|deshabilitados)
        | (?:comentários|coment[áa]rio)\ (?:(?:a|deste|desta|neste|nesta|para\ este|para\ esta)\ \w+\ )?(?:estão\ |foram\ )?(?:encerrados|fechados|desativados)
        | commenti\ (?:(?:a|su|di|per)\ quest['’ao]\ ?\w+\ )?(?:sono\ )?(?:chiusi|disabilitati)
        | reacties\ (?:(?:op|bij|voor)\ (?:dit|deze)\ \w+\ )?(?:zijn|is)\ (?:niet\ mogelijk|gesloten|uitgeschakeld) | reageren\ is\ niet\ (?:meer\ )?mogelijk
        | kommentarer(?:na|ne)?\ (?:(?:till|til|på|för|for)\ (?:den|det|dette|denne|detta)\ (?:här\ |her\ )?\w+\ )?(?:är|er)?\ ?(?:stängda|avstängda|inaktiverade|lukket|stengt|deaktiveret)
        | (?:stengt|lukket)\ for\ kommentarer | komment(?:ointi|it)\ on\ suljettu
        | komentarze\ (?:do\ te(?:go|j)\ \w+\ )?(?:są\ |zostały\ )?(?:wyłączone|zamknięte) | możliwość\ komentowania\ .{0,80}(?:wyłączona|zamknięta)
        | komentáře\ (?:k\ tomuto\ \w+\ )?(?:jsou\ |byly\ )?(?:uzavřen[yé]|vypnut[yé]|zakázány)
        | комментарии\ (?:(?:к|для)\ \w+\ \w+\ |\w+\ )?(?:закрыты|отключены|запрещены) | (?:комментирование|обсуждение)\ (?:\w+\ ){0,3}(?:закрыто|отключено|запрещено)
        | коментарі\ (?:(?:до|для)\ \w+\ \w+\ |\w+\ )?(?:закриті|закрито|вимкнено) | коментування\ (?:закрите|закрито|вимкнено)
        | yorumlar\ (?:kapalı|kapatıldı|kapatılmıştır) | yoruma\ kapalı | yorumlara\ kapalı
        | σχόλια\ (?:\w+\ ){0,4}(?:είναι\ )?κλειστά
        | comentariile\ (?:la\ \w+\ \w+\ )?sunt\ închise | hozzászólás(?:ok)?\ (?:\w+\ )?lezárva
        | التعليقات\ (?:\w+\ \w+\ \w+\ )?مغلقة | دیدگاه‌?ها\ (?:\w+\ \w+\ \w+\ )?بسته | התגובות\ (?:\w+\ \w+\ )?סגורות
        | 评论(?:功能)?已?(?:经|被)?关闭 | 評論(?:功能)?已?(?:經|被)?關閉 | 留言(?:功能)?已?(?:經|被)?關閉
        | コメントは(?:受け付けて(?:い|お)ません|締め切|終了) | コメントの?受付は終了 | 댓글(?:이|을|은)?\ ?(?:닫혔|닫혀|사용할\ 수\ 없|작성할\ 수\ 없)
        | komentar\ (?:untuk\ \w+\ ini\ )?(?:telah\ )?ditutup | bình\ luận\ (?:\w+\ ){0,4}(?:đã\ )?(?:bị\ )?đóng | टिप्पणियाँ\ बंद",
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
        | (?:этот\ )?(?:комментарий|сообщение)\b.{0,30}\bудал[её]н.{0,60} | комментарий\ скрыт.{0,60}
        | komentarz\b.{0,30}\busunięty.{0,60}
        | [该此]?(?:评论|留言)已?被?(?:删除|刪除) | حُ?ذف\ هذا\ التعليق | 此留言已被.{0,20}刪除 | このコメントは.{0,20}削除されました | 삭제된\ 댓글.{0,20}
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
    fn headings_give_their_count() {
        for (text, want) in [
            ("12 thoughts on “A day”", Some(12)),
            ("Comments (3)", Some(3)),
            ("1,204 Comments", Some(1204)),
            ("One Response to A day", Some(1)),
            ("Kommentare: 4", Some(4)),
            ("Комментарии (2)", Some(2)),
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
            "The comments to this entry are closed.",
            "Comments on this post have been closed",
            "Die Kommentare zu diesem Beitrag sind geschlossen.",
            "Les commentaires de cet article sont fermés.",
            "Los comentarios de esta entrada están cerrados.",
            "Os comentários deste artigo estão encerrados.",
            "I commenti a questo articolo sono chiusi.",
            "Reacties op dit bericht zijn gesloten.",
            "Kommentarerna till det här inlägget är stängda.",
            "Der er lukket for kommentarer",
            "Kommentit on suljettu",
            "Komentarze do tego wpisu są zamknięte",
            "Komentáře k tomuto článku jsou uzavřeny",
            "Комментарии к этой записи закрыты",
            "Коментарі до цього запису закрито",
            "Τα σχόλια για αυτό το άρθρο είναι κλειστά",
            "التعليقات على هذا المقال مغلقة",
            "本文评论功能已关闭",
            "コメントの受付は終了しました",
            "댓글을 작성할 수 없습니다",
        ] {
            assert!(is_closed(text), "{text}");
        }
        assert!(!is_closed("The shop was closed on Monday; comments welcome."));
        assert!(!is_closed("Comments to the editor say the road is closed."));
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
    fn removed_comments_are_told_from_talk_about_removal() {
        assert!(is_removed("This comment has been removed by the author."));
        assert!(is_removed("[deleted]"));
        assert!(!is_removed("I deleted my account last year, and so should you."));
    }
}
