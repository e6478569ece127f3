//! What notices say in Polish, Russian, Ukrainian and Czech.

use super::{Language, label, part, says};

pub(super) const POLISH: Language = Language {
    code: "pl",
    subject: r"\b(?:artykuł|tekst|wywiad|felieton|esej|wpis|materiał|reportaż|komentarz|analiza|recenzja|fragment|tłumaczenie|rozmowa|post)\w*\b",
    phrases: &[
        says(
            "opublikowan",
            r"\b(?:pierwotnie|oryginalnie|po raz pierwszy|wcześniej|najpierw)(?: (?:został|była?|został[ao]))? opublikowan[yaeo] {when}(?:w|we|na|przez|na łamach|na stronie|na portalu) {who}",
        ),
        says(
            "opublikowan",
            r"\bopublikowan[yaeo] (?:pierwotnie|oryginalnie|po raz pierwszy|wcześniej|najpierw) {when}(?:w|we|na|przez|na łamach|na stronie|na portalu) {who}",
        ),
        says(
            "ukazał",
            r"\b(?:(?:pierwotnie|oryginalnie|po raz pierwszy|wcześniej|najpierw) ukazał[ao]? się|ukazał[ao]? się (?:pierwotnie|oryginalnie|po raz pierwszy|wcześniej|najpierw)) {when}(?:w|we|na|na łamach|na stronie|na portalu) {who}",
        ),
        says("przedruk", r"\bprzedruk(?:owano)? (?:za zgodą )?(?:z|ze|za) {who}"),
        says(
            "za zgodą",
            r"\b(?:przedruk|publikacja|opublikowano|publikujemy|przedrukowano|publikowany)\b[^.]{0,40}za zgodą {who}",
        ),
        label("źródło", r"^źródło(?: artykułu| tekstu)?: ?{who}"),
    ],
    lead: r"(?:(?:łamach|stronie|portalu|serwisie|blogu|miesięczniku|tygodniku|dzienniku|piśmie|czasopiśmie|magazynie|gazecie|numerze|\S*\d+) )+",
    stop: r" (?:na licencji|i (?:jest|został)|za zgodą|pod tytułem|w dniu)\b",
    permission: r"\bza (?:\w+ )?zgodą\b|\bdzięki uprzejmości\b",
    translated: r"\b(?:tłumaczenie|przetłumaczon\w+|przekład)\b",
};

pub(super) const RUSSIAN: Language = Language {
    code: "ru",
    subject: r"(?:эт[аоу]т?|данн\w+|настоящ\w+|наш\w?)?\s?\b(?:стать|текст|материал|интервью|колонк|эссе|заметк|репортаж|пост|публикаци|перевод|отрывок|анализ|обзор|рецензи|оригинал|расследовани)\w*",
    phrases: &[
        says(
            "опубликован",
            r"\b(?:впервые|первоначально|изначально|ранее|сначала)(?: (?:была?|было))? опубликован[аоы]? {when}(?:в|во|на|на сайте|в журнале|в газете|изданием|порталом|журналом) {who}",
        ),
        says(
            "опубликован",
            r"\bопубликован[аоы]? (?:впервые|первоначально|изначально|ранее) {when}(?:в|во|на|изданием|порталом) {who}",
        ),
        says(
            "вышл",
            r"\b(?:впервые|первоначально|изначально) (?:вышл?[аои]?|вышел) {when}(?:в|во|на) {who}",
        ),
        says(
            "вышел",
            r"\b(?:впервые|первоначально|изначально) вышел {when}(?:в|во|на) {who}",
        ),
        says(
            "перепечат",
            r"\bперепечат(?:ано|ка|ывается|ан[аоы]?) (?:с (?:любезного )?разрешения|из|с сайта) {who}",
        ),
        says(
            "разрешени",
            r"\b(?:публикуется|опубликован[аоы]?|перевод|републикуется|печатается)\b[^.]{0,40}с (?:любезного )?разрешения {who}",
        ),
        label(
            "оригинал",
            r"^(?:ссылка на )?оригинал(?: статьи| текста| публикации| материала)?(?: на)?:? {who}",
        ),
        label("первоисточник", r"^первоисточник: ?{who}"),
    ],
    lead: r"(?:(?:сайте|журнале|газете|издании|портале|блоге|номере|изданием|порталом|журналом|сайта|журнала|газеты|издания|\S*\d+) )+",
    stop: r" (?:под|и (?:публикуется|был)|по лицензии|с разрешения)\b",
    permission: r"\bс (?:\w+ )?разрешения\b",
    translated: r"\b(?:перев[её]л\w*|перевод\w*|переведен\w*)\b",
};

pub(super) const UKRAINIAN: Language = Language {
    code: "uk",
    subject: r"\b(?:статт|текст|матеріал|інтерв'ю|колонк|есе|нотатк|репортаж|допис|публікаці|переклад|уривок|аналіз|огляд|оригінал|розслідуванн)\w*",
    phrases: &[
        says(
            "опублікован",
            r"\b(?:вперше|спочатку|первісно|раніше|спершу)(?: (?:була?|було))? опублікован[аоеий]* {when}(?:в|у|на|на сайті|виданням) {who}",
        ),
        says(
            "опублікован",
            r"\bопублікован[аоеий]* (?:вперше|спочатку|первісно|раніше) {when}(?:в|у|на|виданням) {who}",
        ),
        says("вийшл", r"\b(?:вперше|спочатку) вийшл[аои] {when}(?:в|у|на) {who}"),
        says(
            "передрук",
            r"\bпередрук(?:овано|овується)? (?:з дозволу|із|з|з сайту) {who}",
        ),
        says(
            "дозвол",
            r"\b(?:публікується|опубліковано|передруковано|публікуємо)\b[^.]{0,40}(?:з|із) (?:люб'язного )?дозволу {who}",
        ),
        label(
            "оригінал",
            r"^(?:посилання на )?оригінал(?: статті| тексту| публікації| матеріалу)?(?: на)?:? {who}",
        ),
        label("першоджерело", r"^першоджерело: ?{who}"),
    ],
    lead: r"(?:(?:сайті|журналі|газеті|виданні|порталі|блозі|номері|виданням|видання|журналу|сайту|газети|\S*\d+) )+",
    stop: r" (?:під|і (?:публікується|був)|за ліцензією|з дозволу)\b",
    permission: r"\b(?:з|із) (?:\w+ )?дозволу\b",
    translated: r"\b(?:переклад\w*|перекла\w+)\b",
};

pub(super) const CZECH: Language = Language {
    code: "cs",
    subject: r"\b(?:článek|text|rozhovor|komentář|esej|reportáž|příspěvek|sloupek|analýza|recenze|ukázka|překlad|fejeton|materiál)\w*\b",
    phrases: &[
        says(
            "původně",
            r"\bpůvodně (?:vyšel|vyšla|vyšlo|byl[ao]? (?:publikován|zveřejněn|uveřejněn)[ao]?|publikován[ao]?|zveřejněn[ao]?|publikováno|zveřejněno|uveřejněno) {when}(?:v|ve|na|na serveru|na webu|v časopise) {who}",
        ),
        says(
            "původně",
            r"\b(?:vyšel|vyšla|vyšlo|publikováno|zveřejněno) původně {when}(?:v|ve|na) {who}",
        ),
        says(
            "poprvé",
            r"\bpoprvé (?:vyšel|vyšla|vyšlo|publikováno|zveřejněno|uveřejněno) {when}(?:v|ve|na) {who}",
        ),
        says(
            "převzato",
            r"\bpřevzato (?:se souhlasem )?(?:z|ze|od|ze serveru|z webu) {who}",
        ),
        says(
            "se svolením",
            r"\b(?:otištěno|publikováno|zveřejněno|přetištěno|publikujeme|převzato)\b[^.]{0,30}se (?:svolením|souhlasem) {who}",
        ),
        part("ukázka z", r"\bukázka z(?:e)? {who}"),
    ],
    lead: r"(?:(?:serveru|webu|časopise|časopisu|deníku|portálu|blogu|čísle|novinách|týdeníku|knihy|\S*\d+) )+",
    stop: r" (?:pod|a (?:je|byl)|se svolením|pod licencí)\b",
    permission: r"\bse (?:\w+ )?(?:svolením|souhlasem)\b",
    translated: r"\b(?:překlad\w*|přeložil\w*)\b",
};
