//! Phrases that name a date by its distance: "3 days ago", "gestern".

use std::sync::LazyLock;

use jiff::Span;

use crate::article::Date;

use super::lex::{Token, fold, tokens};

/// The longest text that can be such a phrase.
const LIMIT: usize = 80;

/// A distance into the past, in the unit that the phrase used.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Relative {
    count: i64,
    unit: Unit,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

use Unit::{Day, Hour, Minute, Month, Second, Week, Year};

/// Words that say that the number before or after them is a distance into the
/// past. In some languages the word alone means something else, so it counts
/// only beside a number and a unit.
const AGO: &str = "
    ago vor depuis hace há ha atrás fa geleden sedan siden sitten temu před назад тому önce πριν قبل منذ
    پیش לפני lalu trước पहले acum urmă ezelőtt fa преди prije pred 前 전 ที่แล้ว ที่ผ่านมา temu
";

/// Units, each with how its words begin.
const UNITS: &[(Unit, &str)] = &[
    (
        Second,
        "second sec sek segund secund soort sekunt sekund секунд δευτερόλεπτ ثانية ثوان ثانیه שני 秒 초 วินาที detik giây सेकंड saniye másodperc",
    ),
    (
        Minute,
        "minut min minuu minúť мин хвилин λεπτ דקות דקה دقيقة دقائق دقیقه 分 分钟 分鐘 분 นาที menit phút मिनट dakika dk perc",
    ),
    (
        Hour,
        "hour hr hrs stund std heure hora ore ora uur timm time timer tunti tuntia godzin godz hodin час годин ώρ ώρες שעות שעה ساعة ساعات ساعت 小时 小時 時間 시간 ชั่วโมง jam giờ घंट saat óra",
    ),
    (
        Day,
        "day tag tage tagen jour día dia giorn dag päiv dni dzień den dny dnů дн день дня gün ημέρ μέρ ימים יום يوم أيام روز 天 日 일 วัน hari ngày दिन zile nap",
    ),
    (
        Week,
        "week woche semaine seman settiman weken veck uge uke viikko tydzień tygodni týdn týden недел тижн тижд hafta εβδομάδ שבוע أسبوع أسابيع هفته 周 週 星期 个星期 週間 주 สัปดาห์ minggu tuần हफ़्ते सप्ताह săptămân hét",
    ),
    (
        Month,
        "month monat mois mes mês mese mesi maand månad måned kuukaus kuukautta miesiąc miesięc měsíc месяц місяц ay μήν חודש شهر أشهر ماه 个月 個月 ヶ月 か月 カ月 개월 달 เดือน bulan tháng महीने lun hónap",
    ),
    (
        Year,
        "year yr jahr an ans ann año ano anno anni jaar år vuo rok lat lata let год лет рік років роки yıl χρόνι έτ שנים שנה سنة سنوات سال 年 년 ปี tahun năm साल ani év",
    ),
];

/// Phrases that name a day, or the present, whole.
const NAMED: &[(i64, Unit, &str)] = &[
    (
        0,
        Second,
        "just now|now|gerade eben|soeben|à l'instant|ahora mismo|agora mesmo|proprio ora|zojuist|just nu|lige nu|akkurat nå|juuri äsken|przed chwilą|právě teď|только что|щойно|az önce|şimdi|μόλις τώρα|الآن|همین حالا|עכשיו|刚刚|剛剛|たった今|방금|เมื่อสักครู่|baru saja|vừa xong|अभी",
    ),
    (
        0,
        Day,
        "today|heute|aujourd'hui|hoy|hoje|oggi|vandaag|idag|i dag|tänään|dziś|dzisiaj|dnes|сегодня|сьогодні|bugün|σήμερα|اليوم|امروز|היום|今天|今日|오늘|วันนี้|hari ini|hôm nay|आज|azi|ma",
    ),
    (
        1,
        Day,
        "yesterday|gestern|hier|ayer|ontem|ieri|gisteren|igår|i går|eilen|wczoraj|včera|вчера|вчора|dün|χθες|χτες|أمس|دیروز|אתמול|昨天|昨日|어제|เมื่อวาน|kemarin|hôm qua|कल|tegnap",
    ),
    (
        2,
        Day,
        "vorgestern|avant-hier|anteayer|anteontem|l'altro ieri|eergisteren|przedwczoraj|předevčírem|позавчера|前天|一昨日|그저께",
    ),
    (
        1,
        Week,
        "last week|letzte woche|la semaine dernière|la semana pasada|上周|上週|先週|지난주",
    ),
    (
        1,
        Month,
        "last month|letzten monat|le mois dernier|el mes pasado|上个月|先月|지난달",
    ),
    (1, Year, "last year|letztes jahr|l'année dernière|el año pasado|去年|昨年|작년"),
];

/// Words for one, and the Arabic and Hebrew words that mean two of a unit.
const ONE: &str = "a an one ein eine einem einer einen un une una um uma uno een én ett en et et yksi jeden jedna jednu один одну одна одной bir μία ένα μια אחת אחד satu một एक 一";
const TWO: &[(&str, Unit)] = &[
    ("يومين", Day),
    ("ساعتين", Hour),
    ("دقيقتين", Minute),
    ("أسبوعين", Week),
    ("شهرين", Month),
    ("سنتين", Year),
    ("عامين", Year),
    ("יומיים", Day),
    ("שעתיים", Hour),
    ("שבועיים", Week),
    ("חודשיים", Month),
    ("שנתיים", Year),
];

/// The tables, folded once.
#[derive(Debug)]
struct Folded {
    ago: Vec<String>,
    one: Vec<String>,
    two: Vec<(String, Unit)>,
    stems: Vec<(String, Unit)>,
    /// By the byte that they begin with.
    named: Vec<Vec<(String, Relative)>>,
}

static FOLDED: LazyLock<Folded> = LazyLock::new(|| {
    let words = |it: &str| -> Vec<String> { it.split_whitespace().map(fold).collect() };
    let stems =
        UNITS.iter().flat_map(|it| words(it.1).into_iter().map(|stem| (stem, it.0)));
    let mut named = vec![Vec::new(); 256];
    for (count, unit, phrases) in NAMED {
        let relative = Relative { count: *count, unit: *unit };
        for it in phrases.split('|') {
            let phrase = words(it).join(" ");
            let first = phrase.as_bytes().first().copied().unwrap_or_default();
            named[usize::from(first)].push((phrase, relative));
        }
    }
    let mut ago = words(AGO);
    ago.sort_unstable();
    Folded {
        ago,
        one: words(ONE),
        two: TWO.iter().map(|it| (fold(it.0), it.1)).collect(),
        stems: stems.collect(),
        named,
    }
});

/// Recognises a phrase that names a date by its distance from now.
pub(crate) fn relative(text: &str) -> Option<Relative> {
    let text = text.trim();
    if text.is_empty() || LIMIT < text.len() {
        return None;
    }
    if text.is_ascii() && is_neither(text) {
        return None;
    }
    named(text).or_else(|| counted(&tokens(text)))
}

/// Returns whether an ASCII text is plainly no such phrase: most are not, and
/// there are thousands of short texts on a page.
fn is_neither(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Folding takes dots out of words.
    let dotted = bytes.windows(3).any(|it| {
        it[1] == b'.' && it[0].is_ascii_alphabetic() && it[2].is_ascii_alphabetic()
    });
    // "3h" is one.
    let short = bytes[0].is_ascii_digit() && bytes.iter().all(u8::is_ascii_alphanumeric);
    if dotted || bytes[0] == b'.' || short {
        return false;
    }
    let first = usize::from(bytes[0].to_ascii_lowercase());
    let names = FOLDED.named[first].iter().any(|it| {
        let word = it.0.split(' ').next().unwrap_or_default().as_bytes();
        bytes.get(..word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word))
    });
    !names && !bytes.split(|it| !it.is_ascii_alphabetic()).any(may_be_ago)
}

/// Returns whether a word is one of those that make a number a distance, or the
/// first of the French three.
fn may_be_ago(word: &[u8]) -> bool {
    let mut lower = [0; 16];
    let Some(lower) = lower.get_mut(..word.len()) else { return false };
    lower.copy_from_slice(word);
    lower.make_ascii_lowercase();
    let lower = &*lower;
    lower == b"il" || FOLDED.ago.binary_search_by(|it| it.as_bytes().cmp(lower)).is_ok()
}

fn named(text: &str) -> Option<Relative> {
    let folded: Vec<String> = text.split_whitespace().map(fold).collect();
    let folded = folded.join(" ");
    // "Yesterday at 13:10" names the day as well.
    let begins = |phrase: &str| {
        folded.strip_prefix(phrase).is_some_and(|it| {
            let it = it.trim_start_matches([' ', ',']);
            it.is_empty() || (it.contains(':') && it.len() < 24)
        })
    };
    let first = folded.as_bytes().first().copied().unwrap_or_default();
    FOLDED.named[usize::from(first)].iter().find(|it| begins(&it.0)).map(|it| it.1)
}

fn counted(tokens: &[Token]) -> Option<Relative> {
    if 12 < tokens.len() {
        return None;
    }
    let is_ago = |word: &str| FOLDED.ago.binary_search_by(|it| (**it).cmp(word)).is_ok();
    let words = || tokens.iter().filter_map(Token::word);
    let french = || {
        let mut three = tokens.windows(3);
        three.any(|it| it.iter().map(Token::word).eq([Some("il"), Some("y"), Some("a")]))
    };
    let ago = words().any(|it| is_ago(it) || it.ends_with(['前', '전'])) || french();
    // "3h" alone, as a link to a comment prints it.
    let alone = tokens.len() == 2
        && matches!(
            words().next(),
            Some("s" | "m" | "h" | "d" | "w" | "mo" | "y" | "min")
        )
        && tokens[0].at.end == tokens[1].at.start;
    if !ago && !alone {
        return None;
    }
    for (i, token) in tokens.iter().enumerate() {
        let (count, next) = match (token.number(), token.word()) {
            (Some((value, digits)), _) if digits <= 4 => (value.cast_signed(), i + 1),
            (_, Some(word)) if ago => {
                if let Some(it) = FOLDED.two.iter().find(|it| it.0 == word) {
                    return Some(Relative { count: 2, unit: it.1 });
                }
                if FOLDED.one.iter().any(|it| it == word) {
                    (1, i + 1)
                } else if i + 1 < tokens.len() || i > 0 {
                    // "منذ يوم", "vor Jahr": a unit without a number is one.
                    match unit(word) {
                        Some(unit)
                            if tokens[..i].iter().all(|it| it.number().is_none()) =>
                        {
                            return Some(Relative { count: 1, unit });
                        }
                        _ => continue,
                    }
                } else {
                    continue;
                }
            }
            _ => continue,
        };
        let found = tokens.get(next).and_then(|it| match (it.word(), it.mark()) {
            (Some("s"), _) if alone => Some(Second),
            (Some("m"), _) => Some(Minute),
            (Some("h"), _) => Some(Hour),
            (Some("d"), _) => Some(Day),
            (Some("w"), _) => Some(Week),
            (Some("mo"), _) => Some(Month),
            (Some("y"), _) => Some(Year),
            (Some(word), _) => unit(word),
            (_, Some(mark)) => unit(mark.encode_utf8(&mut [0; 4])),
            (None, None) => None,
        });
        if let Some(unit) = found {
            return Some(Relative { count, unit });
        }
    }
    None
}

/// Returns the unit that a folded word names: the longest beginning that fits.
fn unit(word: &str) -> Option<Unit> {
    let fits = |stem: &str| {
        // A short stem may only take an ending for the plural.
        let short = stem.len() < 4 && stem.is_ascii();
        word.strip_prefix(stem).is_some_and(|it| !short || it.chars().count() <= 2)
    };
    let found = FOLDED.stems.iter().filter(|it| fits(&it.0));
    // Of stems of one length the first listed wins.
    found.rev().max_by_key(|it| it.0.len()).map(|it| it.1)
}

impl Relative {
    /// Returns the date that is meant when the phrase was printed at `from`: to
    /// the unit the phrase used, and nothing if `from` is too coarse for it.
    pub(crate) fn before(self, from: Date) -> Option<Date> {
        let span = match self.unit {
            Second => Span::new().try_seconds(self.count),
            Minute => Span::new().try_minutes(self.count),
            Hour => Span::new().try_hours(self.count),
            Day => Span::new().try_days(self.count),
            Week => Span::new().try_weeks(self.count),
            Month => Span::new().try_months(self.count),
            Year => Span::new().try_years(self.count),
        }
        .ok()?;
        let day = |from: Date| from.day().checked_sub(span).ok();
        match self.unit {
            Second | Minute | Hour => match from {
                Date::Instant { at, offset } => {
                    Some(Date::Instant { at: at.checked_sub(span).ok()?, offset })
                }
                Date::Local(it) => Some(Date::Local(it.checked_sub(span).ok()?)),
                Date::Day(_) | Date::Month { .. } | Date::Year(_) => None,
            },
            Day | Week => match from {
                Date::Month { .. } | Date::Year(_) => None,
                Date::Instant { .. } | Date::Local(_) | Date::Day(_) => {
                    Some(Date::Day(day(from)?))
                }
            },
            Month => match from {
                Date::Year(_) => None,
                _ => {
                    let found = day(from)?;
                    Some(Date::Month { year: found.year(), month: found.month() })
                }
            },
            Year => Some(Date::Year(day(from)?.year())),
        }
    }
}

#[cfg(test)]
mod tests;
