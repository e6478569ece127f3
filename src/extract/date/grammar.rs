//! Tokens to a date: the orders that day, month, year, time and zone come in.

use jiff::{civil, tz::Offset};

use crate::article::Date;

use super::{
    lex::Token,
    words::{self, Month},
};

/// The years that a page may be from; anything else is a number, not a year.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;
/// How many tokens may stand between a day and its time.
const GAP: usize = 6;

/// What the digits of "3/4/2024" mean where a page is read.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Order {
    DayFirst,
    MonthFirst,
}

/// A reader of dates in a row of tokens.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    tokens: &'a [Token],
    /// The primary subtag of the text's language.
    language: Option<&'a str>,
    order: Option<Order>,
    /// Whether the tokens are all there is, so that less certain forms count.
    whole: bool,
}

/// A day, or as much of one as was said.
#[derive(Clone, Copy, Debug)]
struct Day {
    year: i32,
    month: Option<i8>,
    number: Option<i8>,
}

impl Day {
    fn new(year: i32, month: i32, day: i32) -> Option<Self> {
        let found = civil::Date::new(year as i16, month as i8, day as i8).ok()?;
        YEARS.contains(&year).then_some(Self {
            year,
            month: Some(found.month()),
            number: Some(found.day()),
        })
    }

    fn month(year: i32, month: i32) -> Option<Self> {
        let fits = YEARS.contains(&year) && (1..=12).contains(&month);
        fits.then_some(Self { year, month: Some(month as i8), number: None })
    }
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

    /// Reads a time that follows a day, past what may stand between.
    fn time_after(&self, after: usize) -> Option<(civil::Time, Option<Offset>, usize)> {
        for at in after..=after + GAP {
            if let Some((time, end)) = self.time(at, at != after || self.touches_t(at)) {
                let zone = self.zone(end);
                let (offset, end) = zone.map_or((None, end), |it| (Some(it.0), it.1));
                return Some((time, offset, end));
            }
            if !self.is_between(at) {
                return None;
            }
        }
        None
    }

    fn touches_t(&self, at: usize) -> bool {
        at > 0 && self.word(at - 1) == Some("t")
    }

    /// Reads a time of day. A dot between hour and minute counts only after a
    /// day, or where a word says that it is a time.
    fn time(&self, start: usize, after_day: bool) -> Option<(civil::Time, usize)> {
        let mut evening = self.word(start).and_then(words::is_evening);
        let at = start + usize::from(evening.is_some());
        let (hour, digits) = self.number(at)?;
        if digits == 6 && self.touches_t(at) {
            let value = hour as i32;
            return Some((
                clock(value / 10_000, value / 100 % 100, value % 100)?,
                at + 1,
            ));
        }
        let mut hour = small(hour, digits)?;
        let (mut minute, mut second) = (0, 0);
        let mut end = at + 1;
        let two = |it: usize| {
            let (value, digits) = self.number(it)?;
            (digits == 2).then_some(value as i32)
        };
        let mut sure = evening.is_some();
        match self.mark(end) {
            Some(':') => {
                minute = two(end + 1)?;
                end += 2;
                sure = true;
                if matches!(self.mark(end), Some(':' | '.'))
                    && self.touches(end)
                    && let Some(it) = two(end + 1)
                {
                    second = it;
                    end += 2;
                    if matches!(self.mark(end), Some('.' | ','))
                        && self.touches(end - 1)
                        && self.touches(end)
                        && self.number(end + 1).is_some()
                    {
                        end += 2;
                    }
                }
            }
            Some('時' | '时' | '點' | '点' | '시') => {
                end += 1;
                sure = true;
                if let Some((value, digits)) = self.number(end)
                    && self.is_mark(end + 1, "分분")
                {
                    minute = small(value, digits)?;
                    end += 2;
                }
                if let Some((value, digits)) = self.number(end)
                    && self.is_mark(end + 1, "秒초")
                {
                    second = small(value, digits)?;
                    end += 2;
                }
            }
            Some('.') if self.touches(end) && self.touches(at) => {
                minute = two(end + 1)?;
                end += 2;
                let more = self.mark(end) == Some('.') && self.number(end + 1).is_some();
                sure |= after_day && !more;
            }
            _ => {
                if let Some("h" | "u") = self.word(end)
                    && self.touches(at)
                    && let Some(it) = two(end + 1)
                {
                    minute = it;
                    end += 2;
                    sure = true;
                }
            }
        }
        if let Some(word) = self.word(end) {
            if let Some(it) = words::is_evening(word) {
                evening = evening.or(Some(it));
                end += 1;
                sure = true;
                if self.mark(end) == Some('.') && self.touches(end - 1) {
                    end += 1;
                }
            } else if matches!(word, "a" | "p")
                && self.mark(end + 1) == Some('.')
                && self.word(end + 2) == Some("m")
            {
                evening = evening.or(Some(word == "p"));
                end += 3;
                sure = true;
                end += usize::from(self.mark(end) == Some('.'));
            } else if words::is_hour(word) {
                end += 1;
                sure = true;
            }
        }
        match evening {
            Some(true) if hour < 12 => hour += 12,
            Some(false) if hour == 12 => hour = 0,
            _ => (),
        }
        Some((clock(hour, minute, second).filter(|_| sure)?, end))
    }

    /// Reads a zone: a name, a distance from UTC, or both.
    fn zone(&self, start: usize) -> Option<(Offset, usize)> {
        let open = usize::from(matches!(self.mark(start), Some('(' | ',')));
        let at = start + open;
        if let Some(word) = self.word(at) {
            let minutes = words::zone(word, self.language)?;
            if matches!(word, "gmt" | "utc" | "ut")
                && let Some((offset, end)) = self.distance(at + 1, true)
            {
                return Some((offset, end));
            }
            let closed = usize::from(open == 1 && self.mark(at + 1) == Some(')'));
            return Some((Offset::from_seconds(minutes * 60).ok()?, at + 1 + closed));
        }
        self.distance(start, false)
    }

    /// Reads "+02:00", "-0500", "+1".
    fn distance(&self, at: usize, named: bool) -> Option<(Offset, usize)> {
        let sign = match self.mark(at)? {
            '+' => 1,
            '-' => -1,
            _ => return None,
        };
        let (value, digits) = self.number(at + 1).filter(|_| self.touches(at))?;
        let value = i32::try_from(value).ok()?;
        let close = at > 0 && self.touches(at - 1);
        let (hours, minutes, end) = match digits {
            4 => (value / 100, value % 100, at + 2),
            1 | 2 => match (self.mark(at + 2), self.number(at + 3)) {
                (Some(':'), Some((minutes, 2))) => (value, minutes as i32, at + 4),
                _ if named || (close && digits == 2) => (value, 0, at + 2),
                _ => return None,
            },
            _ => return None,
        };
        if hours > 14 || minutes > 59 {
            return None;
        }
        Some((Offset::from_seconds(sign * (hours * 60 + minutes) * 60).ok()?, end))
    }

    /// Returns whether a token may stand between a day and its time.
    fn is_between(&self, at: usize) -> bool {
        match (self.mark(at), self.word(at)) {
            (Some(it), _) => ",;-|·•@()/.[]'—–›»~".contains(it),
            (_, Some(it)) => it == "t" || words::passes(it),
            _ => false,
        }
    }

    /// Returns the place after the ending of an ordinal: "1st", "1er", "1.º".
    fn after_ordinal(&self, at: usize) -> usize {
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

    fn skip_weekday(&self, at: usize) -> usize {
        let after = at + usize::from(matches!(self.mark(at), Some(',' | '(')));
        match self.word(after) {
            Some(it) if words::is_weekday(it) => {
                after + 1 + usize::from(self.mark(after + 1) == Some(')'))
            }
            _ => at,
        }
    }

    /// Passes over at most so many of some words and marks.
    fn skip(&self, at: usize, most: usize, words: &[&str], marks: &str) -> usize {
        let passes = |it: &usize| {
            let word = self.word(*it).is_some_and(|it| words.contains(&it));
            word || self.mark(*it).is_some_and(|it| marks.contains(it))
        };
        at + (at..at + most).take_while(passes).count()
    }

    fn number(&self, at: usize) -> Option<(u64, usize)> {
        self.tokens.get(at)?.number()
    }

    fn word(&self, at: usize) -> Option<&str> {
        self.tokens.get(at)?.word()
    }

    fn mark(&self, at: usize) -> Option<char> {
        self.tokens.get(at)?.mark()
    }

    fn is_mark(&self, at: usize, any: &str) -> bool {
        self.mark(at).is_some_and(|it| any.contains(it))
    }

    /// Returns whether nothing stands between a token and the next.
    fn touches(&self, at: usize) -> bool {
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
fn small(value: u64, digits: usize) -> Option<i32> {
    (digits <= 2).then_some(value as i32)
}

/// Returns the year meant by two digits: within 1970 to 2069.
fn short_year(value: u64) -> Option<i32> {
    let value = i32::try_from(value).ok()?;
    Some(if value < 70 { 2000 + value } else { 1900 + value })
}

/// Returns the common year where one is counted from the Buddha's death.
fn buddhist(year: i32) -> i32 {
    if (2443..=2643).contains(&year) { year - 543 } else { year }
}

fn civil(month: Month, year: i32, day: i32) -> Option<Day> {
    match month {
        Month::Common(month) => Day::new(year, month.into(), day),
        Month::Persian(month) => {
            let (year, month, day) = from_persian(year, month.into(), day)?;
            Day::new(year, month, day)
        }
    }
}

/// Turns a day of the Persian solar calendar into the common one. Good for the
/// years 1244 to 1472 of that calendar, in which leap years keep one pattern of
/// 33 years.
fn from_persian(year: i32, month: i32, day: i32) -> Option<(i32, i32, i32)> {
    let fits = (1250..1472).contains(&year) && (1..=12).contains(&month);
    if !fits || !(1..=31).contains(&day) {
        return None;
    }
    // Days since the first of the year 979, which began on 21 March 1600.
    let years = year - 979;
    let months = month - 1;
    let before = if months < 7 { months * 31 } else { months * 30 + 6 };
    let days = years * 365 + years / 33 * 8 + (years % 33 + 3) / 4 + before + day - 1;
    let epoch = civil::date(1600, 3, 20);
    let found = epoch.checked_add(jiff::Span::new().days(i64::from(days))).ok()?;
    Some((found.year().into(), found.month().into(), found.day().into()))
}

fn clock(hour: i32, minute: i32, second: i32) -> Option<civil::Time> {
    let second = second.min(59);
    civil::Time::new(hour as i8, minute as i8, second as i8, 0).ok()
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
