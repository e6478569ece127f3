//! Times of day and zones.

use jiff::{civil, tz::Offset};

use super::{
    grammar::{Reader, small},
    words,
};

/// How many tokens may stand between a day and its time.
pub(super) const GAP: usize = 6;

impl Reader<'_> {
    /// Reads a time that follows a day, past what may stand between.
    pub(super) fn time_after(
        &self,
        after: usize,
    ) -> Option<(civil::Time, Option<Offset>, usize)> {
        for at in after..=after + GAP {
            let apart = at != after || self.touches_t(at) || self.follows_figures(at);
            if let Some((time, end)) = self.time(at, apart) {
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

    /// Returns whether a number of two digits follows a day that is written in figures,
    /// as in "2024-03-05 05.30".
    fn follows_figures(&self, at: usize) -> bool {
        at > 2
            && self.number(at).is_some_and(|it| it.1 == 2)
            && self.number(at - 1).is_some()
            && self.is_mark(at - 2, "-./")
            && self.touches(at - 2)
            && !self.touches(at - 1)
    }

    /// Reads a time of day. A dot between hour and minute counts only after a
    /// day, or where a word says that it is a time.
    pub(super) fn time(
        &self,
        start: usize,
        after_day: bool,
    ) -> Option<(civil::Time, usize)> {
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
                // "14h20", and after a day also "14 h 20".
                if let Some("h" | "u") = self.word(end)
                    && (self.touches(at) || after_day)
                    && let Some(it) = two(end + 1)
                {
                    minute = it;
                    end += 2;
                    end += usize::from(self.word(end) == Some("min"));
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
    pub(super) fn zone(&self, start: usize) -> Option<(Offset, usize)> {
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
}

fn clock(hour: i32, minute: i32, second: i32) -> Option<civil::Time> {
    let second = second.min(59);
    civil::Time::new(hour as i8, minute as i8, second as i8, 0).ok()
}
