//! Dates as people and machines write them, in the languages of the web.
//!
//! What comes out is as precise as what was read: a day stays a day, a time
//! without a zone stays local. Nothing here looks at the clock, so a phrase like
//! "3 days ago" means something only beside a [`Date`] that the page gives.

mod calendar;
mod clock;
mod grammar;
mod lex;
mod relative;
mod words;

use std::ops::Range;

use jiff::{Timestamp, tz::Offset};

use crate::article::Date;

use self::grammar::Reader;
pub(in crate::extract) use self::lex::{Token, tokens};
pub(crate) use self::relative::relative;

/// The longest text that is looked through.
const LIMIT: usize = 2000;
/// How many words may stand around a date that is said to be one.
const AROUND: usize = 5;

/// Reads a date in any form a page may use, where the text is one: an attribute,
/// a `<time>`, "Published: August 1, 2018".
///
/// "3/4/2024" means two days; it is read only by [`parse_in`].
pub(crate) fn parse(text: &str) -> Option<Date> {
    parse_in(text, None)
}

/// Reads a date as [`parse`] does, in a text of a known language (BCP 47), which
/// decides what "3/4/2024" means.
pub(crate) fn parse_in(text: &str, language: Option<&str>) -> Option<Date> {
    let text = text.trim();
    if !text.contains(is_digit) || LIMIT < text.len() {
        return None;
    }
    if let Some(found) = epoch(text) {
        return Some(found);
    }
    let tokens = tokens(text);
    if let [only] = tokens.as_slice() {
        if let Some((year @ 1900..=2100, 4)) = only.number() {
            return Some(Date::Year(year as i16));
        }
        if let Some((value, 14)) = only.number() {
            let (day, time) = (value / 1_000_000, value % 1_000_000);
            return parse(&format!("{day:08}T{time:06}"));
        }
    }
    let reader = Reader::new(&tokens, language, true);
    let (date, start, end) = first(&reader, &tokens, 0)?;
    let is_word = |it: &&Token| it.word().is_some_and(|it| it.len() > 1);
    let around = tokens[..start].iter().chain(&tokens[end..]).filter(is_word).count();
    (around <= AROUND).then_some(date)
}

/// Finds the first date in a longer text, with its bytes in the text: "Posted by
/// a friend on 3 May 2024 | 4 comments".
pub(crate) fn find(text: &str, language: Option<&str>) -> Option<(Date, Range<usize>)> {
    search(text, language, 1).pop()
}

/// Finds every date in a text, with its bytes in the text.
pub(crate) fn find_all(text: &str, language: Option<&str>) -> Vec<(Date, Range<usize>)> {
    search(text, language, usize::MAX)
}

fn search(text: &str, language: Option<&str>, most: usize) -> Vec<(Date, Range<usize>)> {
    let text = &text[..text.floor_char_boundary(LIMIT)];
    let mut found = Vec::new();
    let may_be = match text.is_ascii() {
        // The shortest names a day and a year of two digits.
        true => 2 < text.bytes().filter(u8::is_ascii_digit).count(),
        false => text.contains(is_digit),
    };
    if !may_be {
        return found;
    }
    let tokens = tokens(text);
    let reader = Reader::new(&tokens, language, false);
    let mut at = 0;
    while found.len() < most
        && let Some((date, start, end)) = first(&reader, &tokens, at)
    {
        found.push((date, tokens[start].at.start..tokens[end - 1].at.end));
        at = end;
    }
    found
}

/// Returns the first date at or after a token, with its first token and the one
/// after its last.
fn first(
    reader: &Reader<'_>,
    tokens: &[Token],
    from: usize,
) -> Option<(Date, usize, usize)> {
    (from..tokens.len()).find_map(|it| reader.at(it).map(|(date, end)| (date, it, end)))
}

/// Reads seconds or milliseconds since 1970.
fn epoch(text: &str) -> Option<Date> {
    let bare = text.strip_prefix("/Date(").and_then(|it| it.strip_suffix(")/"));
    let digits = bare.unwrap_or(text);
    let digits = digits.split_once('.').map_or(digits, |it| it.0);
    if !digits.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    let value: i64 = digits.parse().ok()?;
    let seconds = match digits.len() {
        9 if bare.is_some() => value,
        10 => value,
        13 => value / 1000,
        _ => return None,
    };
    let at = Timestamp::from_second(seconds).ok()?;
    (seconds < 4_133_980_800).then_some(Date::Instant { at, offset: Offset::UTC })
}

fn is_digit(c: char) -> bool {
    lex::digit(c).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        parse(text).map_or_else(|| format!("nothing in {text:?}"), |it| it.to_string())
    }

    fn read_in(text: &str, language: &str) -> String {
        parse_in(text, Some(language)).map_or_else(String::new, |it| it.to_string())
    }

    #[test]
    fn machines_are_read_to_the_second_with_their_offset() {
        for (text, want) in [
            ("2018-07-30T10:00:42+00:00", "2018-07-30T10:00:42Z"),
            ("2018-07-30T10:00:42Z", "2018-07-30T10:00:42Z"),
            ("2018-07-30T10:00:42.123Z", "2018-07-30T10:00:42Z"),
            ("2018-07-30T10:00:42+0100", "2018-07-30T10:00:42+01:00"),
            ("2018-07-30T10:00:42.000-05:30", "2018-07-30T10:00:42-05:30"),
            ("2018-07-30 10:00:42 +0200", "2018-07-30T10:00:42+02:00"),
            ("2018-07-30 10:00:42 UTC", "2018-07-30T10:00:42Z"),
            ("2018-07-30T10:00+09", "2018-07-30T10:00:00+09:00"),
            ("2018-07-30T10:00:42", "2018-07-30T10:00:42"),
            ("2018-07-30 10:00", "2018-07-30T10:00:00"),
            ("20180730T100042Z", "2018-07-30T10:00:42Z"),
            ("20180730100042", "2018-07-30T10:00:42"),
            ("2018/07/30 10:00:42", "2018-07-30T10:00:42"),
            ("Mon, 30 Jul 2018 10:00:42 +0000", "2018-07-30T10:00:42Z"),
            ("Mon, 30 Jul 2018 10:00:42 EST", "2018-07-30T10:00:42-05:00"),
            ("Mon, 30-Jul-18 10:00:42 GMT", "2018-07-30T10:00:42Z"),
            ("Mon Jul 30 10:00:42 +0000 2018", "2018-07-30T10:00:42Z"),
            ("Mon Jul 30 10:00:42 2018", "2018-07-30T10:00:42"),
            ("Mon Jul 30 2018 10:00:42 GMT+0200 (CEST)", "2018-07-30T10:00:42+02:00"),
            ("1532944842", "2018-07-30T10:00:42Z"),
            ("1532944842000", "2018-07-30T10:00:42Z"),
            ("/Date(1532944842000)/", "2018-07-30T10:00:42Z"),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }

    #[test]
    fn days_months_and_years_stay_what_they_are() {
        for (text, want) in [
            ("2018-07-30", "2018-07-30"),
            ("2018/7/3", "2018-07-03"),
            ("20180730", "2018-07-30"),
            ("30.07.2018", "2018-07-30"),
            ("3. 7. 2018", "2018-07-03"),
            ("30/07/2018", "2018-07-30"),
            ("07/30/2018", "2018-07-30"),
            ("2018-07", "2018-07"),
            ("August 2018", "2018-08"),
            ("2018年8月", "2018-08"),
            ("2018", "2018"),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }

    #[test]
    fn figures_that_mean_two_days_want_a_language() {
        assert!(parse("3/4/2024").is_none());
        assert_eq!(read_in("3/4/2024", "en-US"), "2024-03-04");
        assert_eq!(read_in("3/4/2024", "en"), "2024-03-04");
        assert_eq!(read_in("3/4/2024", "en-GB"), "2024-04-03");
        assert_eq!(read_in("3/4/2024", "fr"), "2024-04-03");
        assert_eq!(read("3.4.2024"), "2024-04-03");
    }

    #[test]
    fn people_are_read_in_their_languages() {
        for (text, want) in [
            ("August 1, 2018 at 1:10 pm", "2018-08-01T13:10:00"),
            ("June 3rd, 2018 4:05 pm EST", "2018-06-03T16:05:00-05:00"),
            ("Published: Wednesday, 1 August 2018", "2018-08-01"),
            ("Updated on Aug. 1st 2018", "2018-08-01"),
            ("Sept. 5, 2019, 12:30 a.m. ET", "2019-09-05T00:30:00"),
            ("the 3rd of June, 2018", "2018-06-03"),
            ("1:10 PM, August 1, 2018", "2018-08-01T13:10:00"),
            ("12 août 2019", "2019-08-12"),
            ("Publié le 1er août 2018 à 13h10", "2018-08-01T13:10:00"),
            ("1. August 2018 um 13:10", "2018-08-01T13:10:00"),
            ("Mittwoch, 01.08.2018, 13.10 Uhr", "2018-08-01T13:10:00"),
            ("3 de mayo de 2024 a las 9:30 p. m.", "2024-05-03T21:30:00"),
            ("3 de agosto de 2018 às 13h10", "2018-08-03T13:10:00"),
            ("3 maggio 2024 alle ore 13:10", "2024-05-03T13:10:00"),
            ("3 mei 2024 om 13:10", "2024-05-03T13:10:00"),
            ("den 3 maj 2024 kl. 13.10", "2024-05-03T13:10:00"),
            ("3. mai 2024 kl 13.10", "2024-05-03T13:10:00"),
            ("3. toukokuuta 2024 klo 13.10", "2024-05-03T13:10:00"),
            ("3 maja 2024, 13:10", "2024-05-03T13:10:00"),
            ("3. srpna 2018 v 13:10", "2018-08-03T13:10:00"),
            ("3 августа 2018 г. в 13:10", "2018-08-03T13:10:00"),
            ("3 серпня 2018 р., 13:10", "2018-08-03T13:10:00"),
            ("3 Ağustos 2018 13:10", "2018-08-03T13:10:00"),
            ("3 Αυγούστου 2018, 13:10", "2018-08-03T13:10:00"),
            ("٣ أغسطس ٢٠١٨", "2018-08-03"),
            ("3 آب/أغسطس 2018", "2018-08-03"),
            ("3 كانون الثاني 2018", "2018-01-03"),
            ("۱۲ مرداد ۱۳۹۷", "2018-08-03"),
            ("3 באוגוסט 2018 בשעה 13:10", "2018-08-03T13:10:00"),
            ("2018年8月1日 13:10", "2018-08-01T13:10:00"),
            ("2018年8月1日下午1:10", "2018-08-01T13:10:00"),
            ("2018年08月01日(水) 13時10分", "2018-08-01T13:10:00"),
            ("平成30年8月1日", "2018-08-01"),
            ("2018년 8월 1일 오후 1:10", "2018-08-01T13:10:00"),
            ("2018. 8. 1. 13:10", "2018-08-01T13:10:00"),
            ("3 Agustus 2018 pukul 13.10 WIB", "2018-08-03T13:10:00+07:00"),
            ("ngày 3 tháng 8 năm 2018", "2018-08-03"),
            ("Tháng Tám 3, 2018", "2018-08-03"),
            ("3 अगस्त 2018", "2018-08-03"),
            ("3 สิงหาคม 2561 เวลา 13:10 น.", "2018-08-03T13:10:00"),
            ("3 ส.ค. 2561", "2018-08-03"),
            ("5 มี.ค. 2567 14:20 น.", "2024-03-05T14:20:00"),
            ("5 ม.ค. 2567", "2024-01-05"),
            ("5 มีนาคม 2567", "2024-03-05"),
            ("Publié le 5 mars 2024 à 14 h 20", "2024-03-05T14:20:00"),
            ("5 mars 2024, 14 h 20 min", "2024-03-05T14:20:00"),
            ("2024-03-05 05.30", "2024-03-05T05:30:00"),
            ("05.03.2024 05.30", "2024-03-05T05:30:00"),
            ("2018. augusztus 1.", "2018-08-01"),
            ("1 august 2018", "2018-08-01"),
            ("12-Aug-18", "2018-08-12"),
            ("3 May '24", "2024-05-03"),
            ("Wed, May 15 2024 8:05 PM GMT+8", "2024-05-15T20:05:00+08:00"),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }

    #[test]
    fn a_language_decides_whose_month_it_is() {
        assert_eq!(read_in("3. listopada 2018.", "hr"), "2018-10-03");
        assert_eq!(read_in("3 listopada 2018", "pl"), "2018-11-03");
    }

    #[test]
    fn what_is_no_date_is_not_read() {
        for text in [
            "",
            "May",
            "3 May",
            "12:30",
            "1.2.3.2018",
            "ISBN 978-3-16-148410-0",
            "version 2.10.2018.4",
            "31.02.2018",
            "0001-01-01T00:00:00",
            "3 May 1492",
            "2018-13-45",
            "4 comments",
            "PT3M",
            "{{ date }}",
            "99999999999999999999",
        ] {
            assert!(parse(text).is_none(), "{text} -> {:?}", parse(text));
        }
    }

    #[test]
    fn a_date_is_found_in_a_line_with_its_place() {
        let line = "Posted by A. Friend on 3 May 2024 | 4 comments";
        let (date, at) = find(line, None).unwrap();
        assert_eq!((date.to_string().as_str(), &line[at]), ("2024-05-03", "3 May 2024"));
        let line = "Published 3 May 2024 10:15 CEST, updated 4 May 2024";
        let found = find_all(line, None);
        assert_eq!(found.len(), 2);
        assert_eq!(&line[found[0].1.clone()], "3 May 2024 10:15 CEST");
        assert_eq!(found[1].0.to_string(), "2024-05-04");
        assert!(find("in May 2018 there were 20 of them", None).is_none());
        assert!(find("It was 2018 before they came", None).is_none());
    }

    #[test]
    fn long_and_odd_texts_do_no_harm() {
        let long = "1/".repeat(100_000);
        assert!(find(&long, Some("en")).is_none());
        assert!(parse("٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧").is_none());
        assert!(find("é".repeat(1999).as_str(), None).is_none());
    }
}
