//! Which of the dates that were found is the one that is meant.

use jiff::{
    civil::{Date as Day, DateTime},
    tz::Offset,
};

use crate::{
    article::Date,
    extract::metadata::{Context, ladder::Ladder},
};

use super::TEXT;

/// Moves what names no day, or the day that clocks begin with, below the rest.
pub(super) fn order(ladder: &mut Ladder<Date>) {
    let vague = |it: &Date| {
        matches!(it, Date::Month { .. } | Date::Year(_)) || it.day().year() == 1970
    };
    let places = ladder.answers();
    if places.first().is_some_and(|it| vague(&it.1))
        && let Some(place) = places.iter().position(|it| !vague(&it.1))
    {
        ladder.lift(place);
    }
}

/// Of those that name the same day, lifts the one that says most.
pub(super) fn finest(ladder: &mut Ladder<Date>) {
    let rank = |it: Date| match it {
        Date::Instant { .. } => 2,
        Date::Local(_) => 1,
        Date::Day(_) | Date::Month { .. } | Date::Year(_) => 0,
    };
    let answers = ladder.answers();
    let Some((_, first)) = answers.first() else { return };
    let better = |it: &Date| {
        it.day() == first.day() && rank(*first) < rank(*it) && rank(*first) < 2
    };
    let best = answers
        .iter()
        .enumerate()
        .filter(|it| better(&it.1.1))
        .max_by_key(|it| (rank(it.1.1), usize::MAX - it.0));
    if let Some((place, _)) = best {
        ladder.lift(place);
    }
    // The same instant with the outlet's own offset says more than one in UTC.
    let local =
        |it: &Date| matches!(it, Date::Instant { offset, .. } if offset.seconds() != 0);
    let answers = ladder.answers();
    let Some((_, first)) = answers.first() else { return };
    let same = |it: &Date| {
        local(it) && it.instant().as_second().abs_diff(first.instant().as_second()) < 60
    };
    if first.is_instant()
        && !local(first)
        && let Some(place) = answers.iter().position(|it| same(&it.1))
    {
        ladder.lift(place);
    }
}

/// Rules that read what a person wrote rather than what a machine did.
pub(super) fn is_printed(rule: &str) -> bool {
    matches!(rule, "time element" | "class date" | TEXT)
}

/// Reads "3/10/2024" the other way round where a machine's date on the same page says
/// that this is what it means.
pub(super) fn swapped(ladder: &mut Ladder<Date>) {
    let Some((rule, first)) = ladder.answers().first().copied() else { return };
    let day = first.day();
    let other = Day::new(day.year(), day.day(), day.month()).ok();
    let Some(other) = other.filter(|it| *it != day && is_printed(rule)) else { return };
    let is = |it: &(&str, Date)| !is_printed(it.0) && it.1.day() == other;
    if let Some(place) = ladder.answers().iter().position(is) {
        ladder.lift(place);
    }
}

/// Gives an instant that was written in UTC the outlet's own offset, where the page
/// shows it: the same minute on another clock, or, where it prints another day than
/// that in UTC, the offset of its other dates.
pub(super) fn zoned(cx: &Context<'_>, ladder: &mut Ladder<Date>) {
    let Some((_, Date::Instant { at, offset: Offset::UTC })) =
        ladder.answers().first().copied()
    else {
        return;
    };
    let clock = Offset::UTC.to_datetime(at);
    let found = ladder.answers().iter().find_map(|it| match it.1 {
        Date::Local(local) => apart(clock, local),
        _ => None,
    });
    let found = found.or_else(|| {
        let day = clock.date();
        let (mut same, mut near) = (false, None);
        for (_, it) in ladder.answers() {
            if let Date::Day(it) = it {
                same |= *it == day;
                let next = day.tomorrow().is_ok_and(|next| next == *it);
                let last = day.yesterday().is_ok_and(|last| last == *it);
                near = near.or((next || last).then_some(*it));
            }
        }
        let near = near.filter(|_| !same)?;
        offsets(cx).find(|it| it.to_datetime(at).date() == near)
    });
    if let Some(offset) = found {
        ladder.answers_mut()[0].1 = Date::Instant { at, offset };
    }
}

/// Returns the offset from UTC of a clock that shows the same instant, to the minute.
fn apart(utc: DateTime, local: DateTime) -> Option<Offset> {
    let minutes = |it: DateTime| {
        let days = it.date().since(Day::ZERO).ok()?.get_days();
        Some(days * 1440 + i32::from(it.hour()) * 60 + i32::from(it.minute()))
    };
    let apart = minutes(local)? - minutes(utc)?;
    let seconds = local.second() == 0 || local.second() == utc.second();
    // Zones that are no whole hours from UTC.
    let odd = [-570, -210, 210, 270, 330, 345, 390, 525, 570, 630, 765];
    let known = apart % 60 == 0 || odd.contains(&apart);
    let fits = apart != 0 && apart.abs() <= 14 * 60 && known && seconds;
    Offset::from_seconds(apart * 60).ok().filter(|_| fits)
}

/// Returns the offsets that the page's other dates are written in.
fn offsets<'a>(cx: &'a Context<'_>) -> impl Iterator<Item = Offset> + 'a {
    let dom = cx.page.dom;
    dom.named(cx.page.body, "time").take(200).filter_map(move |it| {
        match cx.date(dom.attr(it, "datetime")?)? {
            Date::Instant { offset, .. } => Some(offset),
            _ => None,
        }
    })
}

/// Returns whether two dates may be the same one, printed in two zones.
pub(super) fn close(a: Date, b: Date) -> bool {
    let apart = a.instant().as_second().abs_diff(b.instant().as_second());
    a.day() == b.day() || apart <= 14 * 3600
}
