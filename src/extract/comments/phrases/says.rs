//! Words before and after the name of who wrote a comment.

use std::{collections::HashSet, sync::LazyLock};

use regex::Regex;

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

/// What stands in brackets after the name of somebody who has no account.
const UNKNOWN: &[&str] = &[
    "not verified",
    "unverified",
    "nicht überprüft",
    "nicht verifiziert",
    "non vérifié",
    "no verificado",
    "não verificado",
    "non verificato",
    "niet gecontroleerd",
    "inte verifierad",
    "ej verifierad",
    "ikke efterprøvet",
    "ikke bekreftet",
    "ei varmistettu",
    "niezweryfikowany",
    "neověřeno",
    "nem ellenőrzött",
    "не проверено",
    "не перевірено",
    "doğrulanmamış",
    "未検証",
    "未验证",
    "未驗證",
    "guest",
    "visitor",
    "anonymous",
];

/// Returns a name without what says in brackets that nobody knows whose it is.
fn without_doubt(text: &str) -> &str {
    let bare = || {
        let (name, said) = text.trim_end().strip_suffix(')')?.rsplit_once('(')?;
        let said = said.trim().to_lowercase();
        (!name.trim().is_empty() && UNKNOWN.contains(&said.as_str())).then_some(name)
    };
    bare().unwrap_or(text)
}

/// Returns a name without what stands around it: "Posted by", "says:".
pub(in crate::extract::comments) fn bare_name(text: &str) -> &str {
    let text = without_doubt(text);
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
pub(in crate::extract::comments) fn says_by(text: &str) -> bool {
    BY.find(text).is_some_and(|it| text[..it.end()].chars().any(char::is_alphabetic))
}

/// Returns the name before "says:" or "said…", where a text is nothing else.
pub(crate) fn says_name(text: &str) -> Option<&str> {
    let name = text[..saying(text)?].trim();
    (!name.is_empty() && name.chars().count() <= 60).then_some(name)
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
            ("Ada (not verified)", "Ada"),
            ("Ada (Kent)", "Ada (Kent)"),
            ("小鳳", "小鳳"),
        ] {
            assert_eq!(bare_name(text), want);
        }
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
}
