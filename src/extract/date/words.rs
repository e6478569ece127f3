//! The words that dates are made of, in the languages that are read.
//!
//! Written as people print them; every table is folded once, when it is first
//! asked. A month may have several forms: nominative, genitive, short.

use std::sync::LazyLock;

use super::lex::fold;

/// Months by language: twelve groups, the forms of a month parted by `|`.
const MONTHS: &[(&str, &str)] = &[
    (
        "en",
        "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct november|nov december|dec",
    ),
    (
        "de",
        "januar|jänner|jän februar|feber märz|mär|mrz april mai juni juli august september oktober|okt november dezember|dez",
    ),
    (
        "fr",
        "janvier|janv février|févr|fév mars avril|avr mai juin juillet|juil août septembre octobre novembre décembre|déc",
    ),
    (
        "es",
        "enero|ene febrero marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre|set octubre noviembre diciembre|dic",
    ),
    (
        "pt",
        "janeiro fevereiro|fev março abril maio|mai junho julho agosto setembro outubro|out novembro dezembro",
    ),
    (
        "it",
        "gennaio|gen febbraio marzo aprile maggio|mag giugno|giu luglio|lug agosto settembre ottobre|ott novembre dicembre",
    ),
    (
        "nl",
        "januari februari maart|mrt april mei juni juli augustus september oktober november december",
    ),
    (
        "sv",
        "januari februari mars april maj juni juli augusti september oktober november december",
    ),
    (
        "da",
        "januar februar marts april maj juni juli august september oktober november december",
    ),
    (
        "no",
        "januar februar mars april mai juni juli august september oktober november desember|des",
    ),
    (
        "fi",
        "tammikuuta|tammikuu|tammi helmikuuta|helmikuu|helmi maaliskuuta|maaliskuu|maalis huhtikuuta|huhtikuu|huhti toukokuuta|toukokuu|touko kesäkuuta|kesäkuu|kesä heinäkuuta|heinäkuu|heinä elokuuta|elokuu|elo syyskuuta|syyskuu|syys lokakuuta|lokakuu|loka marraskuuta|marraskuu|marras joulukuuta|joulukuu|joulu",
    ),
    (
        "pl",
        "stycznia|styczeń|sty lutego|luty|lut marca|marzec kwietnia|kwiecień|kwi maja|maj czerwca|czerwiec|cze lipca|lipiec|lip sierpnia|sierpień|sie września|wrzesień|wrz października|październik|paź listopada|listopad|lis grudnia|grudzień|gru",
    ),
    (
        "cs",
        "ledna|leden|led února|únor|úno března|březen|bře dubna|duben|dub května|květen|kvě června|červen|čvn července|červenec|čvc srpna|srpen|srp září|zář října|říjen|říj listopadu|listopad|lis prosince|prosinec|pro",
    ),
    (
        "sk",
        "januára|január februára|február marca|marec apríla|apríl mája|máj júna|jún júla|júl augusta|august septembra|september októbra|október novembra|november decembra|december",
    ),
    (
        "ru",
        "января|январь|янв февраля|февраль|фев|февр марта|март|мар апреля|апрель|апр мая|май июня|июнь|июн июля|июль|июл августа|август|авг сентября|сентябрь|сен|сент октября|октябрь|окт ноября|ноябрь|ноя|нояб декабря|декабрь|дек",
    ),
    (
        "uk",
        "січня|січень|січ лютого|лютий|лют березня|березень|бер квітня|квітень|кві|квіт травня|травень|тра|трав червня|червень|чер|черв липня|липень|лип серпня|серпень|сер|серп вересня|вересень|вер жовтня|жовтень|жов|жовт листопада|листопад|лис грудня|грудень|гру|груд",
    ),
    (
        "bg",
        "януари|ян февруари март април май юни юли август|авг септември октомври ноември декември",
    ),
    (
        "sr",
        "januara|januar februara|februar marta|mart aprila|april maja|maj juna|jun jula|jul avgusta|avgust|avg septembra|septembar oktobra|oktobar novembra|novembar decembra|decembar",
    ),
    (
        "hr",
        "siječnja|siječanj veljače|veljača ožujka|ožujak travnja|travanj svibnja|svibanj lipnja|lipanj srpnja|srpanj kolovoza|kolovoz rujna|rujan listopada|listopad studenoga|studenog|studeni prosinca|prosinac",
    ),
    (
        "tr",
        "ocak|oca şubat|şub mart nisan|nis mayıs haziran|haz temmuz|tem ağustos|ağu eylül|eyl ekim|eki kasım|kas aralık|ara",
    ),
    (
        "el",
        "ιανουαρίου|ιανουάριος|ιαν φεβρουαρίου|φεβρουάριος|φεβ μαρτίου|μάρτιος|μαρ απριλίου|απρίλιος|απρ μαΐου|μάιος|μάη|μαϊ ιουνίου|ιούνιος|ιουν ιουλίου|ιούλιος|ιουλ αυγούστου|αύγουστος|αυγ σεπτεμβρίου|σεπτέμβριος|σεπ|σεπτ οκτωβρίου|οκτώβριος|οκτ νοεμβρίου|νοέμβριος|νοε|νοεμ δεκεμβρίου|δεκέμβριος|δεκ",
    ),
    (
        "ro",
        "ianuarie|ian februarie martie aprilie mai iunie|iun iulie|iul august septembrie octombrie noiembrie|noi decembrie",
    ),
    (
        "hu",
        "január február március|márc április|ápr május|máj június|jún július|júl augusztus szeptember|szept október november december",
    ),
    (
        "ca",
        "gener febrer|febr març abril maig juny juliol agost|ag setembre octubre novembre desembre",
    ),
    (
        "et",
        "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
    ),
    (
        "lt",
        "sausio|sausis vasario|vasaris kovo|kovas balandžio|balandis gegužės|gegužė birželio|birželis liepos|liepa rugpjūčio|rugpjūtis rugsėjo|rugsėjis spalio|spalis lapkričio|lapkritis gruodžio|gruodis",
    ),
    (
        "lv",
        "janvāris|janvārī februāris|februārī marts|martā aprīlis|aprīlī maijs|maijā jūnijs|jūnijā jūlijs|jūlijā augusts|augustā septembris|septembrī oktobris|oktobrī novembris|novembrī decembris|decembrī",
    ),
    (
        "ar",
        "يناير|جانفي فبراير|فيفري|شباط مارس|آذار أبريل|إبريل|ابريل|أفريل|نيسان مايو|ماي|أيار|ايار يونيو|يونيه|جوان|حزيران يوليو|يوليه|جويلية|تموز أغسطس|اغسطس|أوت|آب سبتمبر|أيلول|ايلول أكتوبر|اكتوبر نوفمبر ديسمبر",
    ),
    (
        "fa",
        "ژانویه|ژانویهٔ فوریه|فوریهٔ مارس آوریل مه|مهٔ|می ژوئن ژوئیه|ژوئیهٔ|جولای اوت|آگوست سپتامبر اکتبر نوامبر دسامبر",
    ),
    (
        "he",
        "ינואר|בינואר|ינו פברואר|בפברואר|פבר מרץ|במרץ|מרס|במרס אפריל|באפריל|אפר מאי|במאי יוני|ביוני יולי|ביולי אוגוסט|באוגוסט|אוג ספטמבר|בספטמבר|ספט אוקטובר|באוקטובר|אוק נובמבר|בנובמבר|נוב דצמבר|בדצמבר|דצמ",
    ),
    (
        "hi",
        "जनवरी|जन फरवरी|फ़रवरी|फर मार्च अप्रैल मई जून जुलाई अगस्त|अग सितंबर|सितम्बर|सित अक्टूबर|अक्तूबर|अक्टू नवंबर|नवम्बर|नव दिसंबर|दिसम्बर|दिस",
    ),
    (
        "th",
        "มกราคม|มค กุมภาพันธ์|กพ มีนาคม|มีค เมษายน|เมย พฤษภาคม|พค มิถุนายน|มิย กรกฎาคม|กค สิงหาคม|สค กันยายน|กย ตุลาคม|ตค พฤศจิกายน|พย ธันวาคม|ธค",
    ),
    (
        "id",
        "januari februari|peb maret april mei juni juli agustus|agt|agu|ags september oktober november|nop desember|des",
    ),
    (
        "sw",
        "januari februari machi aprili mei juni julai agosti septemba oktoba novemba desemba",
    ),
];

/// Months of the Persian year, which begins in spring.
const PERSIAN: &str =
    "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند";

/// Levantine months of two words: the first says nothing alone.
const TWO_WORDS: &[(&str, &str, i8)] = &[
    ("كانون", "الثاني", 1),
    ("كانون", "الأول", 12),
    ("تشرين", "الأول", 10),
    ("تشرين", "الثاني", 11),
];

/// Vietnamese month numbers, said after "tháng".
const VIETNAMESE: &[(&str, i8)] = &[
    ("mười hai", 12),
    ("mười một", 11),
    ("mười", 10),
    ("một", 1),
    ("giêng", 1),
    ("hai", 2),
    ("ba", 3),
    ("tư", 4),
    ("năm", 5),
    ("sáu", 6),
    ("bảy", 7),
    ("tám", 8),
    ("chín", 9),
    ("chạp", 12),
];

/// Weekdays, long and short. They are passed over: the date says as much.
const WEEKDAYS: &str = "
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so
    lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim
    lunes martes miércoles jueves viernes sábado domingo mié jue vie sáb dom
    segunda terça quarta quinta sexta feira seg ter qua qui sex
    lunedì martedì mercoledì giovedì venerdì sabato domenica gio
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo
    måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag mån tis ons tors tor fre lör sön lør søn
    maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai
    poniedziałek wtorek środa czwartek piątek sobota niedziela pon wt śr czw pt sob niedz
    pondělí úterý středa čtvrtek pátek neděle po út st čt pá ne
    понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс
    понеділок вівторок середа четвер пʼятниця субота неділя нд
    pazartesi salı çarşamba perşembe cuma cumartesi pazar
    δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή
    الاثنين الإثنين الثلاثاء الأربعاء الاربعاء الخميس الجمعة السبت الأحد الاحد
    دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه شنبه یکشنبه
    סोमवार सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार
    senin selasa rabu kamis jumat sabtu minggu
    luni marți miercuri joi vineri sâmbătă duminică
    hétfő kedd szerda csütörtök péntek szombat vasárnap
    月 火 水 木 金 土 日 一 二 三 四 五 六 월 화 수 목 금 토 일
    月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 月曜 火曜 水曜 木曜 金曜 土曜 日曜
    월요일 화요일 수요일 목요일 금요일 토요일 일요일
    วันจันทร์ วันอังคาร วันพุธ วันพฤหัสบดี วันศุกร์ วันเสาร์ วันอาทิตย์
";

/// Words that may stand between a day and its time.
const BETWEEN: &str = "
    at on um à a las la los às as alle ore ora ad om kl klo klock klokken o godz godzina w v ve в о об saat
    στις την και الساعة على عند في ساعت در בשעה ב lúc pukul jam เวลา को at- the de du le den dne od um
    г года р року рік r roku m d mit uhrzeit time čas kello hora heure heures och og
";

/// Words for the half of the day before noon, and after.
const MORNING: &str =
    "am π ΠΜ пп ص صباحا ق ÖÖ öö 上午 午前 早上 凌晨 오전 sáng sa πμ पूर्वाह्न";
const EVENING: &str =
    "pm ΜΜ م مساء ب ÖS ös 下午 午後 晚上 中午 오후 chiều ch tối μμ अपराह्न";

/// Words after a number that say it is an hour.
const HOURS: &str = "uhr h hs hrs hours hod godz ч год น วัน בצהריים बजे giờ";

/// Zones by the names people print, with their distance from UTC in minutes.
/// Those that mean two places, and those that do not say whether it is summer,
/// are left out: a time that only names them is a local time.
const ZONES: &[(&str, i32)] = &[
    ("z", 0),
    ("utc", 0),
    ("gmt", 0),
    ("ut", 0),
    ("wet", 0),
    ("west", 60),
    ("bst", 60),
    ("cet", 60),
    ("mez", 60),
    ("cest", 120),
    ("mesz", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("мск", 180),
    ("trt", 180),
    ("pkt", 300),
    ("wib", 420),
    ("ict", 420),
    ("wita", 480),
    ("hkt", 480),
    ("sgt", 480),
    ("awst", 480),
    ("jst", 540),
    ("kst", 540),
    ("wit", 540),
    ("acst", 570),
    ("acdt", 630),
    ("aest", 600),
    ("aedt", 660),
    ("nzst", 720),
    ("nzdt", 780),
    ("nst", -210),
    ("ndt", -150),
    ("ast", -240),
    ("adt", -180),
    ("est", -300),
    ("edt", -240),
    ("cst", -360),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
    ("akst", -540),
    ("akdt", -480),
    ("hst", -600),
];

/// A month, and whether it is one of the Persian year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Month {
    Common(i8),
    Persian(i8),
}

type Rows = Vec<(String, &'static str, Month)>;

static BY_NAME: LazyLock<Rows> = LazyLock::new(|| {
    let mut rows = Vec::new();
    for (language, months) in MONTHS {
        for (number, forms) in (1..).zip(months.split_ascii_whitespace()) {
            for form in forms.split('|') {
                rows.push((fold(form), *language, Month::Common(number)));
            }
        }
    }
    for (number, name) in (1..).zip(PERSIAN.split_ascii_whitespace()) {
        rows.push((fold(name), "fa", Month::Persian(number)));
    }
    // Stable, so that of two languages that disagree the first listed wins.
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    rows
});

static PASSED_OVER: LazyLock<Vec<String>> =
    LazyLock::new(|| list(&format!("{WEEKDAYS} {BETWEEN}")));
static DAYS: LazyLock<Vec<String>> = LazyLock::new(|| list(WEEKDAYS));
static HALVES: LazyLock<(Vec<String>, Vec<String>)> =
    LazyLock::new(|| (list(MORNING), list(EVENING)));
static HOUR: LazyLock<Vec<String>> = LazyLock::new(|| list(HOURS));

fn list(words: &str) -> Vec<String> {
    let mut words: Vec<_> = words.split_whitespace().map(fold).collect();
    words.sort();
    words
}

fn holds(list: &[String], word: &str) -> bool {
    list.binary_search_by(|it| it.as_str().cmp(word)).is_ok()
}

/// Returns the month that a folded word names. Where languages disagree, the one
/// that is asked for decides.
pub(super) fn month(word: &str, language: Option<&str>) -> Option<Month> {
    let rows = &*BY_NAME;
    let from = rows.partition_point(|it| it.0.as_str() < word);
    let mut found = rows[from..].iter().take_while(|it| it.0 == word).peekable();
    let first = found.peek()?.2;
    let own = found.find(|it| language == Some(it.1));
    Some(own.map_or(first, |it| it.2))
}

/// Returns the month that two folded words name together.
pub(super) fn month_of_two(first: &str, second: &str) -> Option<Month> {
    if first.is_ascii() {
        return None;
    }
    let found =
        TWO_WORDS.iter().find(|it| fold(it.0) == first && fold(it.1) == second)?;
    Some(Month::Common(found.2))
}

/// Returns the month that a Vietnamese number names, and of how many words.
pub(super) fn vietnamese(words: &[&str]) -> Option<(i8, usize)> {
    VIETNAMESE.iter().find_map(|(name, number)| {
        let name: Vec<String> = name.split(' ').map(fold).collect();
        let same =
            name.len() <= words.len() && name.iter().zip(words).all(|(a, b)| a == b);
        same.then_some((*number, name.len()))
    })
}

/// Returns whether a folded word may stand between a day and its time.
pub(super) fn passes(word: &str) -> bool {
    holds(&PASSED_OVER, word) || is_weekday(word)
}

/// Returns whether a folded word names a day of the week.
pub(super) fn is_weekday(word: &str) -> bool {
    let chinese =
        ["星期", "周", "週", "礼拜", "禮拜"].iter().any(|it| word.starts_with(it));
    holds(&DAYS, word) || chinese
}

/// Returns whether a folded word says that it is after noon; nothing if it says
/// nothing of the kind.
pub(super) fn is_evening(word: &str) -> Option<bool> {
    if holds(&HALVES.0, word) {
        return Some(false);
    }
    holds(&HALVES.1, word).then_some(true)
}

/// Returns whether a folded word after a number says that it is an hour.
pub(super) fn is_hour(word: &str) -> bool {
    holds(&HOUR, word)
}

/// Returns how many minutes a zone is from UTC.
pub(super) fn zone(word: &str, language: Option<&str>) -> Option<i32> {
    if word == "cst" && language == Some("zh") {
        return Some(480);
    }
    ZONES.iter().find(|it| it.0 == word).map(|it| it.1)
}
