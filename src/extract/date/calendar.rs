//! Days of the calendars that pages count in.

use jiff::civil;

use super::words::Month;

/// The years that a page may be from; anything else is a number, not a year.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// A day, or as much of one as was said.
#[derive(Clone, Copy, Debug)]
pub(super) struct Day {
    pub(super) year: i32,
    pub(super) month: Option<i8>,
    pub(super) number: Option<i8>,
}

impl Day {
    pub(super) fn new(year: i32, month: i32, day: i32) -> Option<Self> {
        let found = civil::Date::new(year as i16, month as i8, day as i8).ok()?;
        YEARS.contains(&year).then_some(Self {
            year,
            month: Some(found.month()),
            number: Some(found.day()),
        })
    }

    pub(super) fn month(year: i32, month: i32) -> Option<Self> {
        let fits = YEARS.contains(&year) && (1..=12).contains(&month);
        fits.then_some(Self { year, month: Some(month as i8), number: None })
    }
}

/// Returns the year meant by two digits: within 1970 to 2069.
pub(super) fn short_year(value: u64) -> Option<i32> {
    let value = i32::try_from(value).ok()?;
    Some(if value < 70 { 2000 + value } else { 1900 + value })
}

/// Returns the common year where one is counted from the Buddha's death.
pub(super) fn buddhist(year: i32) -> i32 {
    if (2443..=2643).contains(&year) { year - 543 } else { year }
}

pub(super) fn civil(month: Month, year: i32, day: i32) -> Option<Day> {
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
pub(super) fn from_persian(year: i32, month: i32, day: i32) -> Option<(i32, i32, i32)> {
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
