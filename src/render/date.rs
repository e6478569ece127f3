//! Dates in the forms that formats ask for.
//!
//! A [`Date`] is as precise as its source. The forms that want an instant get
//! the first one in UTC of what is meant; whoever asks for such a form reports
//! [`DateWidened`](crate::report::Code::DateWidened).

use jiff::{Timestamp, Unit, tz::Offset};

use crate::article::Date;

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Returns the form of RFC 3339: `2025-03-01T09:30:00+01:00`.
pub(crate) fn rfc3339(date: Date) -> String {
    let (at, offset) = instant(date);
    if offset == Offset::UTC {
        at.to_string()
    } else {
        at.display_with_offset(offset).to_string()
    }
}

/// Returns the form of RFC 822 with a year of four digits, as RSS wants it:
/// `Sat, 01 Mar 2025 09:30:00 +0100`.
pub(crate) fn rfc822(date: Date) -> String {
    let (at, offset) = instant(date);
    let it = offset.to_datetime(at);
    let day =
        DAYS[usize::from(it.date().weekday().to_monday_zero_offset().unsigned_abs())];
    let month = MONTHS[usize::from((it.month() - 1).unsigned_abs())];
    let minutes = offset.seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.abs();
    format!(
        "{day}, {:02} {month} {:04} {:02}:{:02}:{:02} {sign}{:02}{:02}",
        it.day(),
        it.year(),
        it.hour(),
        it.minute(),
        it.second(),
        minutes / 60,
        minutes % 60,
    )
}

/// Returns the shortest form that says as much as the source did, as HTML's
/// `datetime` and `content` attributes want it.
pub(crate) fn machine(date: Date) -> String {
    match date {
        Date::Instant { .. } => rfc3339(date),
        Date::Local(it) => {
            it.round(Unit::Second).map_or_else(|_| date.to_string(), |it| it.to_string())
        }
        Date::Day(_) | Date::Month { .. } | Date::Year(_) => date.to_string(),
    }
}

/// Returns the form of the W3C's note on dates, which has no time without a
/// zone.
pub(crate) fn w3c(date: Date) -> String {
    match date {
        Date::Local(it) => it.date().to_string(),
        Date::Instant { .. } | Date::Day(_) | Date::Month { .. } | Date::Year(_) => {
            machine(date)
        }
    }
}

fn instant(date: Date) -> (Timestamp, Offset) {
    let offset = match date {
        Date::Instant { offset, .. } => offset,
        Date::Local(_) | Date::Day(_) | Date::Month { .. } | Date::Year(_) => Offset::UTC,
    };
    let at = date.instant();
    // Whole seconds and whole minutes of offset: the forms have no place for more.
    let at = Timestamp::from_second(at.as_second()).unwrap_or(at);
    let offset = Offset::from_seconds(offset.seconds() / 60 * 60).unwrap_or(offset);
    (at, offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn each_form_keeps_the_offset() {
        let it = date("2025-03-01T09:30:00.25+01:00");
        assert_eq!(rfc3339(it), "2025-03-01T09:30:00+01:00");
        assert_eq!(rfc822(it), "Sat, 01 Mar 2025 09:30:00 +0100");
        let west = date("2024-12-31T23:05:09-03:30");
        assert_eq!(rfc822(west), "Tue, 31 Dec 2024 23:05:09 -0330");
    }

    #[test]
    fn a_day_is_widened_only_where_an_instant_is_wanted() {
        let it = date("2025-02-27");
        assert_eq!(rfc3339(it), "2025-02-27T00:00:00Z");
        assert_eq!(rfc822(it), "Thu, 27 Feb 2025 00:00:00 +0000");
        assert_eq!((machine(it), w3c(it)), ("2025-02-27".into(), "2025-02-27".into()));
        assert_eq!(w3c(date("2025-02-27T10:00:00")), "2025-02-27");
        assert_eq!(machine(date("2025-02")), "2025-02");
    }
}
