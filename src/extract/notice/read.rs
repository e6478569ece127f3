//! A line to what it says about a first printing.

use std::{
    ops::Range,
    sync::{LazyLock, OnceLock},
};

use aho_corasick::AhoCorasick;
use regex::{Regex, RegexBuilder};

use crate::{
    article::{Date, Relation},
    dom::NodeId,
    extract::{date, finder, lines::Line},
};

use super::{
    name::name,
    phrases::{Form, LANGUAGES, Language, ORIGINAL, Phrase},
};

/// What one line says.
#[derive(Debug)]
pub(super) struct Claim {
    /// The publisher, if the line names one.
    pub(super) name: Option<String>,
    /// The link on the publisher's name.
    pub(super) link: Option<NodeId>,
    /// The link that says that it leads to the first printing.
    pub(super) original: Option<NodeId>,
    pub(super) published: Option<Date>,
    pub(super) relation: Relation,
    /// The part of the line that says so.
    pub(super) range: Range<usize>,
    pub(super) strength: Strength,
    /// Whether it is a field of a line of dates and names.
    pub(super) field: bool,
}

/// How surely a line is a notice wherever it stands, least sure first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Strength {
    /// A label and a name.
    Label,
    /// A phrase without a subject.
    Phrase,
    /// A sentence that names this text.
    Sentence,
}

/// The longest line that is read as a notice, in bytes.
const MAX_LINE: usize = 2000;

/// The longest line that is read as a label and a name, in bytes.
const MAX_LABEL: usize = 240;

/// Every phrase with its language, and the automaton that finds their cues.
struct Cues {
    automaton: AhoCorasick,
    phrases: Vec<(&'static Language, &'static Phrase, OnceLock<Option<Regex>>)>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let phrases: Vec<_> = LANGUAGES
        .iter()
        .flat_map(|it| it.phrases.iter().map(move |phrase| (it, phrase, OnceLock::new())))
        .collect();
    let cues = phrases.iter().map(|it| it.1.cue);
    let automaton = finder::of_words().build(cues).expect("a few hundred short cues fit");
    Cues { automaton, phrases }
});

/// The expressions of a language, compiled when first wanted.
pub(super) struct Words {
    subject: Option<Regex>,
    pub(super) lead: Option<Regex>,
    pub(super) stop: Option<Regex>,
    translated: Option<Regex>,
}

/// What each language says of leave; a notice in one is looked at in all.
static PERMISSIONS: LazyLock<Vec<Regex>> =
    LazyLock::new(|| LANGUAGES.iter().filter_map(|it| compile(it.permission)).collect());

static WORDS: LazyLock<Vec<OnceLock<Words>>> =
    LazyLock::new(|| LANGUAGES.iter().map(|_| OnceLock::new()).collect());

fn words(language: &Language) -> &'static Words {
    let place = LANGUAGES.iter().position(|it| it.code == language.code).unwrap_or(0);
    WORDS[place].get_or_init(|| Words {
        subject: compile(language.subject),
        // What is part of a name begins with a capital: "The Bell".
        lead: build(&format!("^(?:{})", language.lead), false),
        stop: compile(language.stop),
        translated: compile(language.translated),
    })
}

/// Compiles a phrase.
fn compile_phrase(phrase: &Phrase) -> Option<Regex> {
    match (phrase.form, phrase.pattern.strip_prefix('^')) {
        (Form::Field, Some(it)) => compile(&format!(r"(?:^|[\s|│】）)]){it}")),
        _ => compile(phrase.pattern),
    }
}

/// Compiles an expression of the phrase book.
fn compile(pattern: &str) -> Option<Regex> {
    build(pattern, true)
}

fn build(pattern: &str, caseless: bool) -> Option<Regex> {
    let pattern = pattern
        .replace('\'', "['’‘´]")
        .replace("{when}", r"(?:[^.;:]{0,40}?\d{4}\)?,? )?")
        .replace("{who}", r"(?P<who>.+?)");
    // A name at the end takes all there is; one in the middle as little as it can.
    let pattern = match pattern.strip_suffix("(?P<who>.+?)") {
        Some(head) => format!("{head}(?P<who>.+)"),
        None => match pattern.strip_suffix("(?P<who>.+?))?") {
            Some(head) => format!("{head}(?P<who>.+))?"),
            None => pattern,
        },
    };
    RegexBuilder::new(&pattern)
        .case_insensitive(caseless)
        .size_limit(1 << 22)
        .build()
        .ok()
}

/// Reads every claim in a line, surest first.
pub(super) fn claims(line: &Line, title: &str) -> Vec<Claim> {
    if MAX_LINE < line.text.len() {
        return Vec::new();
    }
    let cues = &*CUES;
    let lower = line.text.to_lowercase();
    let mut tried: Vec<usize> = cues
        .automaton
        .find_overlapping_iter(&lower)
        .map(|it| it.pattern().as_usize())
        .collect();
    tried.sort_unstable();
    tried.dedup();
    let mut found: Vec<Claim> = Vec::new();
    for place in tried {
        let (language, phrase, pattern) = &cues.phrases[place];
        let pattern = pattern.get_or_init(|| compile_phrase(phrase));
        let Some(pattern) = pattern else { continue };
        for caught in pattern.captures_iter(&line.text).take(4) {
            let whole = caught.get(0).map_or(0..0, |it| it.range());
            let lead = line.text[whole.clone()].trim_start_matches([' ', '|', '│']).len();
            let whole = whole.end - lead..whole.end;
            let who = caught.name("who").map(|it| it.range());
            found.extend(claim(line, title, language, phrase, &whole, who));
        }
    }
    found.sort_by(|a, b| {
        b.strength.cmp(&a.strength).then(a.range.start.cmp(&b.range.start))
    });
    found
}

fn claim(
    line: &Line,
    title: &str,
    language: &Language,
    phrase: &Phrase,
    whole: &Range<usize>,
    who: Option<Range<usize>>,
) -> Option<Claim> {
    let text = &line.text;
    let words = words(language);
    let start = sentence_start(text, whole.start);
    let before = peel(&text[start..whole.start]);
    let said = said_of(before, text, whole, title, words, language);
    // A verb of being before the phrase needs somebody it is about.
    let strength = match (phrase.form, said) {
        (_, Subject::This) => Strength::Sentence,
        (Form::Sentence, Subject::None) => Strength::Phrase,
        (Form::Field, _) if text.len() <= MAX_LABEL => Strength::Label,
        (Form::Label, _) if before.is_empty() && text.len() <= MAX_LABEL => {
            Strength::Label
        }
        _ => return None,
    };
    let who = who.and_then(|it| name(line, it, words, phrase.form));
    let (name, link, end) = match who {
        Some((name, link, end)) => (Some(name), link, end),
        None => (None, None, whole.end),
    };
    let original = original(line);
    if name.is_none() && original.is_none() {
        return None;
    }
    let named = end;
    let end = sentence_end(text, end.max(whole.start));
    let (from, to) =
        if strength == Strength::Label { (whole.start, named) } else { (start, end) };
    let translated = words.translated.as_ref().is_some_and(|it| it.is_match(text));
    let relation = match phrase.relation {
        Relation::Reprint if translated => Relation::Translation,
        it => it,
    };
    let published = date::find(&text[from..to], Some(language.code)).map(|it| it.0);
    let field = phrase.form == Form::Field;
    Some(Claim {
        name,
        link,
        original,
        published,
        relation,
        range: from..to,
        strength,
        field,
    })
}

/// What a sentence with a phrase is about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Subject {
    This,
    None,
    Other,
}

fn said_of(
    before: &str,
    text: &str,
    whole: &Range<usize>,
    title: &str,
    words: &Words,
    language: &Language,
) -> Subject {
    let is_subject = |it: &str| words.subject.as_ref().is_some_and(|s| s.is_match(it));
    if before.is_empty() {
        // In languages that put the verb first, or take the subject into the
        // phrase, the phrase itself names the text.
        let head = &text[whole.clone()];
        let inside =
            matches!(language.code, "ar" | "ja" | "ko" | "tr" | "fa" | "he" | "hi");
        return if inside && is_subject(head) { Subject::This } else { Subject::None };
    }
    if is_subject(before) && !of_somebody(before) {
        return Subject::This;
    }
    let title = title.trim();
    if 8 < title.len() && before.contains(title) {
        return Subject::This;
    }
    // In these the text may be named after the publisher.
    if matches!(language.code, "ar" | "he" | "fa") && is_subject(&text[whole.clone()]) {
        return Subject::This;
    }
    Subject::Other
}

/// What one printing of a text among others is called, in the languages whose
/// articles [`of_somebody`] knows.
const VERSIONS: &[&str] =
    &["version", "fassung", "versión", "versão", "versie", "verzi", "верси", "версі"];

/// Whether the text spoken of is somebody's, and so not this one.
fn of_somebody(before: &str) -> bool {
    let lower = before.to_lowercase();
    let mut words = lower.split_whitespace();
    let first = words.next().unwrap_or_default();
    // "A shorter version of this story": the article is that of the version.
    if words.take(3).any(|it| VERSIONS.iter().any(|version| it.starts_with(version))) {
        return false;
    }
    matches!(
        first,
        "his"
            | "her"
            | "their"
            | "my"
            | "your"
            | "an"
            | "a"
            | "another"
            | "son"
            | "sa"
            | "ses"
            | "su"
            | "sein"
            | "seine"
            | "ihr"
            | "ihre"
            | "ein"
            | "eine"
            | "einen"
            | "его"
            | "ее"
            | "її"
            | "його"
    )
}

/// Returns where the sentence that a place stands in begins.
fn sentence_start(text: &str, at: usize) -> usize {
    let head = &text[..at];
    let mut start = 0;
    for (i, c) in head.char_indices() {
        let next = i + c.len_utf8();
        let ends = match c {
            '。' | '！' | '？' | '।' | '│' | '|' | '；' => true,
            '.' | '!' | '?' | '…' => {
                // Not after an initial or inside a host or number.
                let word =
                    head[..i].rsplit([' ', '(', '“', '"']).next().unwrap_or_default();
                head[next..].starts_with([' ', ')', '”', '"', '’'])
                    && !(c == '.' && word.chars().count() <= 2)
            }
            _ => false,
        };
        if ends {
            start = next;
        }
    }
    start + (head[start..].len() - head[start..].trim_start().len())
}

/// Returns where the sentence that a place stands in ends.
fn sentence_end(text: &str, at: usize) -> usize {
    for (i, c) in text[at..].char_indices() {
        let next = at + i + c.len_utf8();
        match c {
            '。' | '！' | '？' | '।' => return next,
            '.' | '!' | '?'
                if text[next..].is_empty() || text[next..].starts_with(' ') =>
            {
                return next;
            }
            _ => (),
        }
    }
    text.len()
}

/// Takes what may stand before a notice off its front: marks, and a label such
/// as "Editor's note:".
fn peel(text: &str) -> &str {
    let marks = |it: char| !it.is_alphanumeric() && !matches!(it, '©' | '«');
    let mut text = text.trim_start_matches(marks);
    if let Some((head, rest)) = text.split_once([':', '：'])
        && head.split_whitespace().count() <= 4
        && head.len() <= 48
    {
        text = rest;
    }
    text.trim_start_matches(marks).trim_end()
}

/// The link that says that it leads to the first printing.
fn original(line: &Line) -> Option<NodeId> {
    line.links
        .iter()
        .find(|it| is_original(&line.text[it.range.clone()]))
        .map(|it| it.node)
}

pub(super) fn is_original(said: &str) -> bool {
    let said = said.to_lowercase();
    ORIGINAL.iter().any(|it| said.contains(it)) && said.chars().count() < 40
}

/// Returns the sentences of a notice that speak of leave to print it.
pub(super) fn permission(text: &str) -> Option<String> {
    let mut at = 0;
    let mut found: Vec<&str> = Vec::new();
    while at < text.len() {
        let end = sentence_end(text, at);
        let sentence = text[at..end].trim();
        if PERMISSIONS.iter().any(|it| it.is_match(sentence)) {
            found.push(sentence);
        }
        at = end.max(at + 1);
    }
    (!found.is_empty()).then(|| found.join(" "))
}

#[cfg(test)]
mod tests;
