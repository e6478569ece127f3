//! Tokens to a date: the orders that day, month, year, time and zone come in.

use jiff::{civil, tz::Offset};

use crate::article::Date;

use super::{
    calendar::{Day, YEARS, buddhist, civil, from_persian, short_year},
    clock::GAP,
    lex::Token,
    words::{self, Month},
};

/// What the digits of "3/4/2024" mean where a page is read.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Order {
    DayFirst,
    MonthFirst,
}

/// A reader of dates in a row of tokens.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    pub(super) tokens: &'a [Token],
    /// The primary subtag of the text's language.
    pub(super) language: Option<&'a str>,
    order: Option<Order>,
    /// Whether the tokens are all there is, so that less certain forms count.
    whole: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        tokens: &'a [Token],
        language: Option<&'a str>,
        whole: bool,
    ) -> Self {
        let primary = language.map(|it| it.split(['-', '_']).next().unwrap_or(it));
        Self { tokens, language: primary, order: language.map(order), whole }
    }

    /// Reads the date that begins at a token; returns it with the place after
    /// its last token.
    pub(super) fn at(&self, start: usize) -> Option<(Date, usize)> {
        if let Some((day, after)) = self.day(start) {
            let Some((time, offset, after_time)) = self.time_after(after) else {
                return Some((date(day, None, None)?, after));
            };
            return Some((date(day, Some(time), offset)?, after_time));
        }
        if let Some(found) = self.time_inside(start) {
            return Some(found);
        }
        // "13:10, 3 May 2024"
        let (time, after) = self.time(start, false)?;
        let (offset, after) =
            self.zone(after).map_or((None, after), |it| (Some(it.0), it.1));
        for at in after..=after + GAP {
            if let Some((day, end)) = self.day(at) {
                day.number?;
                return Some((date(day, Some(time), offset)?, end));
            }
            if !self.is_between(at) {
                return None;
            }
        }
        None
    }

    /// "Aug 01 13:10:00 +0000 2018", as C prints it.
    fn time_inside(&self, start: usize) -> Option<(Date, usize)> {
        let (month, at) = self.month(start)?;
        let (number, digits) = self.number(at)?;
        let (time, after) = self.time(at + 1, false)?;
        let (offset, after) =
            self.zone(after).map_or((None, after), |it| (Some(it.0), it.1));
        let (year, after) = self.year(after, month, false)?;
        let Month::Common(month) = month else { return None };
        let day = Day::new(year, month.into(), small(number, digits)?)?;
        Some((date(day, Some(time), offset)?, after))
    }

    fn day(&self, at: usize) -> Option<(Day, usize)> {
        if self.number(at).is_some() {
            return self
                .counted(at, 0)
                .or_else(|| self.numeric(at))
                .or_else(|| self.day_month_year(at))
                .or_else(|| self.year_month_day(at))
                .or_else(|| self.compact(at));
        }
        let word = self.word(at)?;
        let era = match word {
            it if it.ends_with("令和") => 2018,
            it if it.ends_with("平成") => 1988,
            it if it.ends_with("昭和") => 1925,
            it if it.ends_with("民國") || it.ends_with("民国") => 1911,
            _ => 0,
        };
        if era != 0 {
            return self.counted(at + 1, era);
        }
        if word == "ngay" {
            return self.day_month_year(at + 1);
        }
        self.month_day_year(at)
    }

    /// "2018年8月1日", or with the year counted from the start of an era.
    fn counted(&self, at: usize, era: i32) -> Option<(Day, usize)> {
        let (year, digits) = self.number(at)?;
        if !self.is_mark(at + 1, "年년") || (era == 0) != (digits == 4) {
            return None;
        }
        let year = era + i32::try_from(year).ok()?;
        let (month, digits) = self.number(at + 2)?;
        let month = small(month, digits)?;
        if !self.is_mark(at + 3, "月월") {
            return None;
        }
        if let Some((day, digits)) = self.number(at + 4)
            && self.is_mark(at + 5, "日号號일")
        {
            return Some((Day::new(year, month, small(day, digits)?)?, at + 6));
        }
        if !self.whole {
            return None;
        }
        Some((Day::month(year, month)?, at + 4))
    }

    /// "2018-08-01", "1.8.2018", "8/1/2018".
    fn numeric(&self, at: usize) -> Option<(Day, usize)> {
        let (a, a_digits) = self.number(at)?;
        let sep = self.mark(at + 1)?;
        let longer = at >= 2
            && self.mark(at - 1) == Some(sep)
            && self.number(at - 2).is_some()
            && self.touches(at - 2)
            && self.touches(at - 1);
        if longer {
            return None;
        }
        let (b, b_digits) = self.number(at + 2)?;
        let tight = self.touches(at) && self.touches(at + 1);
        let fits = match sep {
            '.' | '/' => true,
            '-' => tight,
            _ => false,
        };
        let b = small(b, b_digits).filter(|_| fits)?;
        let last = self.number(at + 4).filter(|_| self.mark(at + 3) == Some(sep));
        let Some((c, c_digits)) = last else {
            // A month, if nothing else is said.
            let year =
                i32::try_from(a).ok().filter(|_| a_digits == 4 && b_digits == 2)?;
            if !self.whole || sep == '.' || at != 0 || self.tokens.len() != 3 {
                return None;
            }
            return Some((Day::month(year, b)?, at + 3));
        };
        let longer = self.mark(at + 5) == Some(sep)
            && self.number(at + 6).is_some()
            && self.touches(at + 4)
            && self.touches(at + 5);
        if longer {
            return None;
        }
        if a_digits == 4 {
            let day = small(c, c_digits)?;
            let year = i32::try_from(a).ok()?;
            if self.language == Some("fa") && !YEARS.contains(&year) {
                let (year, month, day) = from_persian(year, b, day)?;
                return Some((Day::new(year, month, day)?, at + 5));
            }
            let year = buddhist(year);
            return Some((Day::new(year, b, day)?, at + 5));
        }
        let a = small(a, a_digits)?;
        let year = match c_digits {
            4 => buddhist(i32::try_from(c).ok()?),
            2 if a_digits == 2 && b_digits == 2 && tight => short_year(c)?,
            _ => return None,
        };
        let order = match sep {
            '.' => Order::DayFirst,
            _ if a > 12 || a == b => Order::DayFirst,
            _ if b > 12 => Order::MonthFirst,
            _ => self.order?,
        };
        let (day, month) = if order == Order::DayFirst { (a, b) } else { (b, a) };
        Some((Day::new(year, month, day)?, at + 5))
    }

    /// "1. August 2018", "3rd of June, 2018", "12-Aug-18", "3 tháng 5 năm 2024".
    fn day_month_year(&self, start: usize) -> Option<(Day, usize)> {
        let (day, digits) = self.number(start)?;
        let day = small(day, digits).filter(|it| (1..=31).contains(it))?;
        let at = self.after_ordinal(start + 1);
        let at =
            self.skip(at, 3, &["de", "of", "d", "di", "du", "del", "the", "ב"], "-/.,'");
        let (month, mut at) = self.month(at)?;
        // "آب/أغسطس": the same month by two names.
        if self.mark(at) == Some('/')
            && let Some((_, after)) = self.month(at + 1)
        {
            at = after;
        }
        let dashed = self.mark(at) == Some('-');
        let (year, after) = self.year(at, month, dashed)?;
        Some((civil(month, year, day)?, after))
    }

    /// "August 1, 2018", "Aug. 1st 2018"; alone, also "August 2018".
    fn month_day_year(&self, start: usize) -> Option<(Day, usize)> {
        let (month, at) = self.month(start)?;
        let at = self.skip(at, 2, &["the"], ".-,");
        if let Some((day, digits)) = self.number(at)
            && let Some(day) = small(day, digits)
            && (1..=31).contains(&day)
        {
            let after = self.after_ordinal(at + 1);
            let after = self.skip_weekday(after);
            if let Some((year, after)) = self.year(after, month, false) {
                return Some((civil(month, year, day)?, after));
            }
        }
        if !self.whole {
            return None;
        }
        let (year, after) = self.year(at, month, false)?;
        let Month::Common(month) = month else { return None };
        Some((Day::month(year, month.into())?, after))
    }

    /// "2018 August 1", "2018. augusztus 1.", "2018-Aug-01".
    fn year_month_day(&self, start: usize) -> Option<(Day, usize)> {
        let (year, digits) = self.number(start)?;
        let year = i32::try_from(year).ok().filter(|_| digits == 4)?;
        let at = self.skip(start + 1, 2, &["m", "metu", "de"], ".,-/");
        let (month, at) = self.month(at)?;
        let at = self.skip(at, 1, &[], ".-/");
        let (day, digits) = self.number(at)?;
        Some((civil(month, year, small(day, digits)?)?, self.after_ordinal(at + 1)))
    }

    /// "20180801", which is only a date where nothing else is said.
    fn compact(&self, at: usize) -> Option<(Day, usize)> {
        let (value, digits) = self.number(at)?;
        let value = i32::try_from(value).ok().filter(|_| self.whole && digits == 8)?;
        let day = Day::new(value / 10_000, value / 100 % 100, value % 100)?;
        Some((day, at + 1))
    }

    /// Reads the name of a month.
    fn month(&self, at: usize) -> Option<(Month, usize)> {
        let word = self.word(at)?;
        if word == "thang" {
            if let Some((number, digits)) = self.number(at + 1) {
                let number = small(number, digits).filter(|it| (1..=12).contains(it))?;
                return Some((Month::Common(number as i8), at + 2));
            }
            let words: Vec<&str> = (1..3).map_while(|it| self.word(at + it)).collect();
            let (number, count) = words::vietnamese(&words)?;
            return Some((Month::Common(number), at + 1 + count));
        }
        if let Some(month) = words::month(word, self.language) {
            return Some((month, at + 1));
        }
        Some((words::month_of_two(word, self.word(at + 1)?)?, at + 2))
    }

    /// Reads a year, with what may stand before it.
    fn year(&self, at: usize, month: Month, short: bool) -> Option<(i32, usize)> {
        let words =
            &["de", "del", "of", "nam", "anno", "พศ", "คศ", "עם", "عام", "سنة", "του"];
        let at = self.skip(at, 3, words, ".,-/'");
        let (value, digits) = self.number(at)?;
        let value_as = i32::try_from(value).ok()?;
        let year = match digits {
            4 => match month {
                Month::Persian(_) => value_as,
                Month::Common(_) => buddhist(value_as),
            },
            2 if short || self.mark(at - 1) == Some('\'') => short_year(value)?,
            _ => return None,
        };
        // "2018:" may be "20:18:…" cut elsewhere, but "May 3, 2018 13:10" is not.
        let persian = matches!(month, Month::Persian(_)) && (1300..1480).contains(&year);
        (persian || YEARS.contains(&year)).then_some((year, at + 1))
    }

    /// Returns whether a token may stand between a day and its time.
    pub(super) fn is_between(&self, at: usize) -> bool {
        match (self.mark(at), self.word(at)) {
            (Some(it), _) => ",;-|·•@()/.[]'—–›»~".contains(it),
            (_, Some(it)) => it == "t" || words::passes(it),
            _ => false,
        }
    }

    /// Returns the place after the ending of an ordinal: "1st", "1er", "1.º".
    pub(super) fn after_ordinal(&self, at: usize) -> usize {
        let mut at = at;
        if self.mark(at) == Some('-')
            && matches!(self.word(at + 1), Some("го" | "е" | "ro"))
        {
            return at + 2;
        }
        if matches!(self.mark(at), Some('º' | 'ª' | '°' | '.')) {
            at += 1;
        }
        let endings = [
            "st", "nd", "rd", "th", "er", "ere", "eme", "e", "o", "a", "η", "ο", "ος",
            "го", "d", "ro", "το",
        ];
        if let Some(word) = self.word(at)
            && endings.contains(&word)
            && at > 0
            && self.touches(at - 1)
        {
            at += 1;
        }
        at
    }

    pub(super) fn skip_weekday(&self, at: usize) -> usize {
        let after = at + usize::from(matches!(self.mark(at), Some(',' | '(')));
        match self.word(after) {
            Some(it) if words::is_weekday(it) => {
                after + 1 + usize::from(self.mark(after + 1) == Some(')'))
            }
            _ => at,
        }
    }

    /// Passes over at most so many of some words and marks.
    pub(super) fn skip(
        &self,
        at: usize,
        most: usize,
        words: &[&str],
        marks: &str,
    ) -> usize {
        let passes = |it: &usize| {
            let word = self.word(*it).is_some_and(|it| words.contains(&it));
            word || self.mark(*it).is_some_and(|it| marks.contains(it))
        };
        at + (at..at + most).take_while(passes).count()
    }

    pub(super) fn number(&self, at: usize) -> Option<(u64, usize)> {
        self.tokens.get(at)?.number()
    }

    pub(super) fn word(&self, at: usize) -> Option<&str> {
        self.tokens.get(at)?.word()
    }

    pub(super) fn mark(&self, at: usize) -> Option<char> {
        self.tokens.get(at)?.mark()
    }

    pub(super) fn is_mark(&self, at: usize, any: &str) -> bool {
        self.mark(at).is_some_and(|it| any.contains(it))
    }

    /// Returns whether nothing stands between a token and the next.
    pub(super) fn touches(&self, at: usize) -> bool {
        match (self.tokens.get(at), self.tokens.get(at + 1)) {
            (Some(a), Some(b)) => a.at.end == b.at.start,
            _ => false,
        }
    }
}

/// Returns what "3/4/2024" means in a language. Only English as written in the
/// United States and by default puts the month first.
fn order(language: &str) -> Order {
    let language = language.to_ascii_lowercase().replace('_', "-");
    let mut parts = language.split('-');
    let english = parts.next() == Some("en");
    let region = parts.find(|it| it.len() == 2);
    match (english, region) {
        (true, None | Some("us" | "ph")) => Order::MonthFirst,
        _ => Order::DayFirst,
    }
}

/// Returns a number of one or two digits.
pub(super) fn small(value: u64, digits: usize) -> Option<i32> {
    (digits <= 2).then_some(value as i32)
}

fn date(day: Day, time: Option<civil::Time>, offset: Option<Offset>) -> Option<Date> {
    let year = day.year as i16;
    let (Some(month), Some(number)) = (day.month, day.number) else {
        return Some(Date::Month { year, month: day.month? });
    };
    let day = civil::Date::new(year, month, number).ok()?;
    let Some(time) = time else { return Some(Date::Day(day)) };
    let local = day.to_datetime(time);
    let Some(offset) = offset else { return Some(Date::Local(local)) };
    Some(Date::Instant { at: offset.to_timestamp(local).ok()?, offset })
}
