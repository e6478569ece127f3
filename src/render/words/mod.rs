//! The words that the program itself prints around an article, in the article's
//! language where they are known and in English where not.

mod germanic;
mod romance;
mod scripts;

use crate::article::{Author, Contribution, Date, EmbedKind, Relation};

/// The program's own words in one language.
#[derive(Debug)]
pub(crate) struct Words {
    /// The primary subtag of the language.
    pub(crate) language: &'static str,
    /// Before the names of the authors.
    pub(crate) by: &'static str,
    /// Between names.
    pub(crate) comma: &'static str,
    /// Before the last of several names.
    pub(crate) and: &'static str,
    /// Over the footnotes.
    pub(crate) notes: &'static str,
    /// What the arrow at the end of a note does.
    pub(crate) back: &'static str,
    /// Over one author's bio.
    pub(crate) author: &'static str,
    /// Over several authors' bios.
    pub(crate) authors: &'static str,
    /// Over the republication notice.
    pub(crate) notice: &'static str,
    /// Over the discussion.
    pub(crate) discussion: &'static str,
    /// After a number of comments: one, a few, and many.
    pub(crate) comments: [&'static str; 3],
    /// The name of a feed of comments. `{}` stands for what they are about.
    pub(crate) comments_on: &'static str,
    /// Between how many comments there are here and how many there were.
    pub(crate) of: &'static str,
    /// That no more comments may be added.
    pub(crate) closed: &'static str,
    /// Over pages that link here.
    pub(crate) mentions: &'static str,
    /// Before the name of who is answered.
    pub(crate) in_reply_to: &'static str,
    /// A writer without a name.
    pub(crate) anonymous: &'static str,
    /// In place of a comment that was taken down.
    pub(crate) removed: &'static str,
    /// A comment that the outlet recommends.
    pub(crate) featured: &'static str,
    /// A comment by the author or the outlet.
    pub(crate) staff: &'static str,
    /// Before a count of votes.
    pub(crate) score: &'static str,
    /// Before the date of a change.
    pub(crate) updated: &'static str,
    /// Before an embed, by its kind: video, audio, post, document, interactive.
    pub(crate) embeds: [&'static str; 5],
    /// A picture without a description.
    pub(crate) image: &'static str,
    /// A task that is done, and one that is not.
    pub(crate) task: (&'static str, &'static str),
    /// Before the sections an article ran in.
    pub(crate) filed: &'static str,
    /// Where a copy came from: reprint, excerpt, adaptation, translation.
    /// `{}` stands for the outlet.
    pub(crate) origin: [&'static str; 4],
    /// On what terms. `{}` stands for the licence.
    pub(crate) licence: &'static str,
    /// The months as they stand in a date.
    pub(crate) months: [&'static str; 12],
    /// How a day is written with `{d}`, `{m}`, the number `{n}` of the month and
    /// `{y}`, and a month without a day.
    pub(crate) day: &'static str,
    pub(crate) month: &'static str,
    /// What people did, in the order of [`Contribution::ALL`].
    pub(crate) parts: [&'static str; 22],
}

/// Languages written from right to left, by primary subtag, and scripts.
const RIGHT_TO_LEFT: &[&str] = &[
    "adlm", "ar", "arab", "aran", "arc", "arz", "ckb", "dv", "fa", "he", "hebr", "iw",
    "ji", "ks", "mand", "nkoo", "nqo", "pnb", "prs", "ps", "rohg", "samr", "sd", "syr",
    "syrc", "thaa", "ug", "ur", "yi",
];

/// Returns whether a BCP 47 tag names a language written from right to left.
pub(crate) fn is_right_to_left(tag: &str) -> bool {
    let mut parts = tag.split('-').map(str::to_ascii_lowercase);
    let language = parts.next().unwrap_or_default();
    let script =
        parts.find(|it| it.len() == 4 && it.bytes().all(|it| it.is_ascii_alphabetic()));
    match script {
        Some(script) => RIGHT_TO_LEFT.contains(&&*script),
        None => RIGHT_TO_LEFT.contains(&&*language),
    }
}

/// Returns whether a text has letters that run against the direction around it.
pub(crate) fn runs_against(text: &str, right_to_left: bool) -> bool {
    let runs_left = |c| {
        matches!(c,
            '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    };
    text.chars().any(|it| it.is_alphabetic() && runs_left(it) != right_to_left)
}

impl Words {
    /// Returns the words for a BCP 47 tag.
    pub(crate) fn of(tag: Option<&str>) -> &'static Self {
        let primary = tag.and_then(|it| it.split(['-', '_']).next()).unwrap_or_default();
        LANGUAGES
            .iter()
            .find(|it| it.language.eq_ignore_ascii_case(primary))
            .unwrap_or(&&germanic::EN)
    }

    /// Returns a date as a person would write it. In a language whose months are
    /// not known it is written in figures.
    pub(crate) fn date(&self, date: Date, tag: Option<&str>) -> String {
        let known = tag.is_none_or(|it| Self::of(Some(it)).is(it));
        let day = date.day();
        if !known {
            return match date {
                Date::Month { .. } | Date::Year(_) => date.to_string(),
                Date::Instant { .. } | Date::Local(_) | Date::Day(_) => day.to_string(),
            };
        }
        match date {
            Date::Year(year) => year.to_string(),
            Date::Month { .. } => self.in_words(self.month, date),
            Date::Instant { .. } | Date::Local(_) | Date::Day(_) => {
                self.in_words(self.day, date)
            }
        }
    }

    fn in_words(&self, form: &str, date: Date) -> String {
        let day = date.day();
        let month = self.months[usize::from((day.month() - 1).unsigned_abs())];
        form.replace("{d}", &day.day().to_string())
            .replace("{m}", month)
            .replace("{n}", &format!("{:02}", day.month()))
            .replace("{y}", &day.year().to_string())
    }

    fn is(&self, tag: &str) -> bool {
        tag.get(..2).is_some_and(|it| it.eq_ignore_ascii_case(self.language))
            && !tag.as_bytes().get(2).is_some_and(u8::is_ascii_alphabetic)
    }

    /// Returns what an embed is called.
    pub(crate) fn embed(&self, kind: EmbedKind) -> &'static str {
        let [video, audio, post, document, interactive] = self.embeds;
        match kind {
            EmbedKind::Video => video,
            EmbedKind::Audio => audio,
            EmbedKind::Post => post,
            EmbedKind::Document => document,
            EmbedKind::Interactive => interactive,
        }
    }

    /// Returns the sentence that says where a copy came from.
    pub(crate) fn origin(&self, relation: Relation) -> &'static str {
        let [reprint, excerpt, adaptation, translation] = self.origin;
        match relation {
            Relation::Reprint => reprint,
            Relation::Excerpt => excerpt,
            Relation::Adaptation => adaptation,
            Relation::Translation => translation,
        }
    }

    /// Returns what someone did.
    pub(crate) fn part(&self, part: Contribution) -> &'static str {
        let at = Contribution::ALL.iter().position(|it| *it == part);
        at.map_or("", |at| self.parts[at])
    }

    /// Returns what stands for a picture: that there is one, and its description.
    pub(crate) fn picture(&self, alt: &str) -> String {
        match alt.trim() {
            "" => self.image.to_owned(),
            alt => format!("{}: {alt}", self.image),
        }
    }

    /// Returns what an author did, in brackets after a name, unless it goes without
    /// saying.
    pub(crate) fn parts_of(&self, author: &Author) -> String {
        let parts = &author.contributions;
        if parts.is_empty() || **parts == [Contribution::Text] {
            return String::new();
        }
        let names: Vec<&str> = parts.iter().map(|it| self.part(*it)).collect();
        format!(" ({})", names.join(", "))
    }

    /// Returns names in a row, with a word before the last.
    pub(crate) fn between(&self, place: usize, count: usize) -> String {
        match place {
            0 => String::new(),
            // The word is written with the name that follows.
            it if it + 1 == count && matches!(self.language, "ar" | "he") => {
                format!(" {}", self.and)
            }
            it if it + 1 == count => format!(" {} ", self.and),
            _ => self.comma.into(),
        }
    }

    /// Returns how many comments there are, out of how many the page claimed.
    pub(crate) fn count(&self, here: usize, claimed: Option<u32>) -> String {
        match claimed {
            Some(claimed) if here < claimed as usize => {
                format!("{here} {} {claimed} {}", self.of, self.said_of(claimed as usize))
            }
            _ => format!("{here} {}", self.said_of(here)),
        }
    }

    /// Returns the form of "comments" after a number, by the rules for cardinal
    /// numbers of the Unicode CLDR.
    fn said_of(&self, count: usize) -> &'static str {
        let [one, few, many] = self.comments;
        let (last, two) = (count % 10, count % 100);
        match self.language {
            "fr" | "pt" if count < 2 => one,
            "ru" if last == 1 && two != 11 => one,
            "ru" if (2..5).contains(&last) && !(12..15).contains(&two) => few,
            "ar" if (3..11).contains(&two) => few,
            "ar" if 11 <= two => many,
            "ar" => one,
            _ if count == 1 => one,
            _ => many,
        }
    }
}

static LANGUAGES: [&Words; 13] = [
    &germanic::EN,
    &germanic::DE,
    &germanic::NL,
    &romance::FR,
    &romance::ES,
    &romance::IT,
    &romance::PT,
    &scripts::RU,
    &scripts::AR,
    &scripts::HE,
    &scripts::ZH,
    &scripts::JA,
    &scripts::KO,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn date(tag: Option<&str>, text: &str) -> String {
        Words::of(tag).date(text.parse().unwrap(), tag)
    }

    #[test]
    fn dates_are_written_as_people_write_them() {
        assert_eq!(date(Some("en-GB"), "2025-03-01T23:30:00-05:00"), "1 March 2025");
        assert_eq!(date(Some("de"), "2025-03-01"), "1. März 2025");
        assert_eq!(date(Some("es"), "2025-03"), "marzo de 2025");
        assert_eq!(date(Some("ru"), "2025-03"), "03.2025");
        assert_eq!(date(Some("zh-TW"), "2025-03-01"), "2025年3月1日");
        assert_eq!(date(Some("enm"), "2025-03-01"), "2025-03-01");
        assert_eq!(date(None, "2025"), "2025");
    }

    #[test]
    fn comments_are_counted_out_of_those_claimed() {
        let words = Words::of(Some("en"));
        assert_eq!(words.count(1, None), "1 comment");
        assert_eq!(words.count(2, Some(9)), "2 of 9 comments");
        assert_eq!(words.count(2, Some(2)), "2 comments");
        let said = |tag, count| Words::of(Some(tag)).count(count, None);
        assert_eq!(said("ru", 21), "21 комментарий");
        assert_eq!(said("ru", 13), "13 комментариев");
        assert_eq!(said("ru", 4), "4 комментария");
        assert_eq!(said("ar", 105), "105 تعليقات");
        assert_eq!(said("ar", 100), "100 تعليق");
    }

    #[test]
    fn the_script_decides_the_direction() {
        assert!(is_right_to_left("ar-EG") && is_right_to_left("pa-Arab"));
        assert!(!is_right_to_left("ur-Latn") && !is_right_to_left("en"));
        assert!(runs_against("Ada", true) && runs_against("أحمد", false));
        assert!(!runs_against("Ada 3", false) && !runs_against("أحمد 3", true));
    }
}
