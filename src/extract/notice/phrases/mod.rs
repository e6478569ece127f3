//! What republication notices say, language by language.
//!
//! This is data. A phrase is a regular expression without regard to case, in
//! which `{who}` is the publisher, `{when}` a date that may stand in between, and
//! `'` any apostrophe. A phrase is tried only on lines that have its cue, which
//! is plain text in lower case.

mod asia;
mod east;
mod english;
mod north;
mod slavic;
mod west;

use crate::article::Relation;

use Relation::{Excerpt, Reprint};

/// One way to say that a text ran elsewhere before.
#[derive(Debug)]
pub(super) struct Phrase {
    pub(super) cue: &'static str,
    pub(super) pattern: &'static str,
    pub(super) relation: Relation,
    pub(super) form: Form,
}

/// How a phrase stands in its line.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Form {
    /// Part of a sentence whose subject is this text, or that has none.
    Sentence,
    /// Part of a sentence that names this text before the phrase.
    Subject,
    /// The start of a line, before a name: "Source: A Paper".
    Label,
    /// The same, also after dates and names on the line.
    Field,
}

/// The words of one language.
#[derive(Debug)]
pub(super) struct Language {
    pub(super) code: &'static str,
    /// What a notice calls the text it stands with, as an expression.
    pub(super) subject: &'static str,
    pub(super) phrases: &'static [Phrase],
    /// Common words before the publisher's name that are no part of it, as an
    /// expression.
    pub(super) lead: &'static str,
    /// Where the publisher's name ends, besides punctuation, as an expression;
    /// of use where capitals do not tell.
    pub(super) stop: &'static str,
    /// Words that only a sentence about leave to print has, as an expression.
    pub(super) permission: &'static str,
    /// Words that say that this copy is a translation, as an expression.
    pub(super) translated: &'static str,
}

const fn says(cue: &'static str, pattern: &'static str) -> Phrase {
    Phrase { cue, pattern, relation: Reprint, form: Form::Sentence }
}

const fn label(cue: &'static str, pattern: &'static str) -> Phrase {
    Phrase { cue, pattern, relation: Reprint, form: Form::Label }
}

const fn field(cue: &'static str, pattern: &'static str) -> Phrase {
    Phrase { cue, pattern, relation: Reprint, form: Form::Field }
}

const fn subject(relation: Relation, cue: &'static str, pattern: &'static str) -> Phrase {
    Phrase { cue, pattern, relation, form: Form::Subject }
}

const fn part(cue: &'static str, pattern: &'static str) -> Phrase {
    Phrase { cue, pattern, relation: Excerpt, form: Form::Sentence }
}

/// Every language, each with its words.
pub(super) static LANGUAGES: &[Language] = &[
    english::ENGLISH,
    west::GERMAN,
    west::FRENCH,
    west::SPANISH,
    west::PORTUGUESE,
    west::ITALIAN,
    west::DUTCH,
    slavic::POLISH,
    slavic::RUSSIAN,
    slavic::UKRAINIAN,
    slavic::CZECH,
    east::TURKISH,
    north::SWEDISH,
    north::DANISH,
    north::NORWEGIAN,
    north::FINNISH,
    east::GREEK,
    east::ARABIC,
    east::PERSIAN,
    east::HEBREW,
    east::HINDI,
    asia::INDONESIAN,
    asia::VIETNAMESE,
    asia::CHINESE,
    asia::JAPANESE,
    asia::KOREAN,
];

/// What a notice's link to the first printing may say instead of a name.
pub(super) const ORIGINAL: &[&str] = &[
    "original article",
    "original story",
    "original post",
    "original piece",
    "original version",
    "original source",
    "originalartikel",
    "originalbeitrag",
    "article original",
    "version originale",
    "artículo original",
    "artigo original",
    "articolo originale",
    "originele artikel",
    "oryginalny artykuł",
    "оригинал",
    "оригінал",
    "původní článek",
    "orijinal",
    "originalartikeln",
    "oprindelige artikel",
    "opprinnelige artikkel",
    "alkuperäinen",
    "πρωτότυπο",
    "المقال الأصلي",
    "مقاله اصلی",
    "המאמר המקורי",
    "artikel asli",
    "artikel sumber",
    "bài gốc",
    "原文",
    "元記事",
    "원문",
];

/// Words that stand where a name would and are none: places in time, languages,
/// and the paper a page is printed on.
pub(super) const NOT_NAMES: &[&str] = &[
    "here",
    "there",
    "online",
    "print",
    "english",
    "german",
    "french",
    "spanish",
    "italian",
    "dutch",
    "russian",
    "chinese",
    "japanese",
    "arabic",
    "portuguese",
    "polish",
    "hebrew",
    "hardcover",
    "paperback",
    "our",
    "my",
    "this site",
    "this website",
    "this blog",
    "this page",
    "us",
    "deutsch",
    "englisch",
    "französisch",
    "inglés",
    "español",
    "francés",
    "alemán",
    "inglês",
    "anglais",
    "allemand",
    "inglese",
    "francese",
    "engels",
    "duits",
    "angielsku",
    "английском",
    "англійською",
    "angličtině",
    "engelska",
    "engelsk",
    "englanniksi",
    "book form",
    "part",
    "serial form",
    "a",
    "an",
    "the",
    "it",
    "full",
    "question",
    "honor",
    "honour",
    "response",
    "partnership",
    "collaboration",
    "association",
    "permission",
    "admin",
    "staff",
    "guest",
    "anonymous",
    "网络",
    "互联网",
    "本站",
    "原创",
    "網絡",
    "网络整理",
    "未知",
    "本网",
    "整理",
    "google",
    "google images",
    "wikipedia",
    "wikimedia commons",
    "pixabay",
    "shutterstock",
    "getty images",
    "unsplash",
    "pexels",
    "istock",
];

/// Agencies and the like: a line that names one as its source says where the
/// facts are from, not where the text ran first.
pub(super) const AGENCIES: &[&str] = &[
    "pap",
    "reuters",
    "ap",
    "afp",
    "dpa",
    "ansa",
    "efe",
    "lusa",
    "belga",
    "anp",
    "tt",
    "ritzau",
    "ntb",
    "stt",
    "тасс",
    "риа новости",
    "интерфакс",
    "укрінформ",
    "čtk",
    "aa",
    "apa",
    "sda",
    "pexels.com",
    "own",
    "własne",
    "inf. wł.",
    "informacja prasowa",
    "facebook",
    "twitter",
    "youtube",
    "instagram",
];
