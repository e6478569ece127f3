//! What comes after the last word of the text: whom to write to, who owns it,
//! who else helped.
//!
//! Such lines are told from the end of the text upwards, so that none of them
//! is looked for inside it.

use crate::{dom::NodeId, extract::measure::Run};

use super::{Context, links};

/// How many lines are looked at.
const MOST: usize = 80;
/// Longer lines go on with the text, in characters.
const LONGEST: u32 = 700;

/// How much may stand among the lines after the text, in characters.
const SHORT: u32 = 300;

/// Cuts the lines after the text.
pub(super) fn cut(cx: &mut Context<'_>) {
    credits(cx);
    let measure = cx.measure;
    let (mut seen, mut other) = (0, 0);
    let mut said = 0;
    let mut text = String::new();
    for (i, run) in measure.runs.iter().enumerate().rev() {
        if !cx.kept[i] {
            continue;
        }
        seen += 1;
        if MOST < seen || LONGEST < run.count.chars {
            break;
        }
        let Some(unit) = cx.unit(run) else { break };
        if cx.prose < 2 * cx.count(unit).prose {
            break;
        }
        text.clear();
        cx.dom.words_without(unit, &mut text, |_| false);
        match rule(cx, run, unit, &text) {
            Some(rule) => cx.cut(unit, rule),
            // A correction may stand among them.
            None if said + run.count.chars < SHORT && other < 2 => {
                said += run.count.chars;
                other += 1;
            }
            None => break,
        }
    }
}

/// Headings over lists of everybody who had a part in it.
const CREDITS: &[&str] = &[
    "credits",
    "credits:",
    "photo credits",
    "photo credits:",
    "image credits",
    "image credits:",
    "production credits",
    "bildnachweis",
    "bildnachweise",
    "crédits",
    "crédits photo",
    "créditos",
    "crediti",
    "титры",
    "クレジット",
];
/// Longer lines are none of a list of names, in characters.
const LONGEST_CREDIT: u32 = 120;

/// Cuts the list of everybody who had a part in it, if that is how it ends.
fn credits(cx: &mut Context<'_>) {
    let measure = cx.measure;
    let last = cx.kept.iter().rposition(|it| *it);
    let from = last.map_or(0, |it| it.saturating_sub(MOST));
    let is_head = |i: &usize| {
        let run = &measure.runs[*i];
        cx.kept[*i] && run.count.chars <= 20 && {
            let words = cx.dom.words(run.block).to_lowercase();
            CREDITS.contains(&words.as_str())
        }
    };
    let Some(head) = (from..measure.runs.len()).find(is_head) else { return };
    let short = |i: usize| !cx.kept[i] || measure.runs[i].count.chars <= LONGEST_CREDIT;
    if !(head..measure.runs.len()).all(short) {
        return;
    }
    for i in head..measure.runs.len() {
        if cx.kept[i]
            && let Some(unit) = cx.unit(&measure.runs[i])
        {
            cx.cut(unit, "after the text: credits");
        }
    }
}

fn rule(cx: &Context<'_>, run: &Run, unit: NodeId, text: &str) -> Option<&'static str> {
    let listed =
        matches!(cx.dom.name(run.block), "li" | "td" | "th" | "dd" | "dt" | "pre");
    let lower = text.to_lowercase();
    if OWNED.iter().any(|it| lower.contains(it)) && run.count.chars < 400 {
        return Some("after the text: copyright");
    }
    if run.count.chars < 360 && leads_to_person(cx, unit, &lower) {
        return Some("after the text: contact");
    }
    if run.count.chars < 300 && HELPED.iter().any(|it| lower.contains(it)) {
        return Some("after the text: credits");
    }
    if DISCLAIMS.iter().any(|it| lower.contains(it)) {
        return Some("after the text: disclaimer");
    }
    if !listed && run.count.chars < 160 && LABELS.iter().any(|it| lower.starts_with(it)) {
        return Some("after the text: labelled line");
    }
    None
}

/// Who owns it.
const OWNED: &[&str] = &[
    "©",
    "copyright 1",
    "copyright 2",
    "copyright by",
    "all rights reserved",
    "may not be reproduced",
    "not to be reproduced",
    "alle rechte vorbehalten",
    "tous droits réservés",
    "todos los derechos reservados",
    "todos os direitos reservados",
    "tutti i diritti riservati",
    "alle rechten voorbehouden",
    "alla rättigheter",
    "wszelkie prawa zastrzeżone",
    "все права защищены",
    "всі права захищені",
    "tüm hakları saklıdır",
    "جميع الحقوق محفوظة",
    "כל הזכויות שמורות",
    "版权所有",
    "版權所有",
    "無断転載",
    "무단 전재",
    "สงวนลิขสิทธิ์",
];

/// Who else had a part in it.
const HELPED: &[&str] = &[
    "contributed to this",
    "contributed reporting",
    "contributed research",
    "reporting by",
    "additional reporting",
    "editing by",
    "edited by",
    "reported from",
    "compiled by",
    "with files from",
    "with reporting from",
    "includes information from",
    "contributing:",
    "provided by",
    "journal information:",
    "more information:",
    "mit material von",
    "mit agenturmaterial",
    "(dpa)",
    "avec afp",
    "(avec ",
    "con información de",
    "com informações d",
    "при участии",
];

/// What a line begins with that says where the page is filed.
const LABELS: &[&str] = &[
    "tagged",
    "tags:",
    "filed under",
    "filed to",
    "posted in",
    "categories:",
    "category:",
    "topics:",
    "topic:",
    "keywords:",
    "source:",
    "sources:",
    "via:",
    "contact:",
    "print edition",
    "our standards:",
    "schlagwörter",
    "quelle:",
    "mots-clés",
    "source :",
    "etiquetas",
    "fuente:",
    "fonte:",
    "bron:",
    "källa:",
    "źródło:",
    "теги",
    "источник",
    "标签",
    "来源",
    "タグ",
    "출처",
];

/// What it is not meant for.
const DISCLAIMS: &[&str] = &[
    "disclaimer:",
    "for informational purposes only",
    "for educational purposes only",
    "for general information only",
    "should not be construed as",
    "does not constitute",
    "is not a substitute for",
    "as a substitute for professional",
    "not intended as legal advice",
    "not legal advice",
    "not financial advice",
    "not investment advice",
    "not medical advice",
    "the views expressed",
    "the opinions expressed",
    "views and opinions expressed",
    "haftungsausschluss",
    "exención de responsabilidad",
];

/// Hosts where people have pages of their own.
const NETWORKS: &[&str] = &[
    "twitter.com",
    "x.com",
    "facebook.com",
    "instagram.com",
    "linkedin.com",
    "threads.net",
    "bsky.app",
    "tiktok.com",
    "youtube.com",
    "t.me",
    "vk.com",
    "weibo.com",
];

/// Words that ask readers to get in touch.
const REACH: &[&str] = &[
    "contact",
    "follow",
    "reach",
    "email",
    "e-mail",
    "write to",
    "tips",
    "tweet",
    "call ",
    "kontakt",
    "folgen",
    "contacte",
    "suivez",
    "sigue",
    "síguel",
    "siga",
    "segui",
    "volg",
    "följ",
    "пишите",
    "подпис",
    "تابع",
];

/// Returns whether a line says how to reach somebody: an address, or a page on
/// a network.
fn leads_to_person(cx: &Context<'_>, unit: NodeId, lower: &str) -> bool {
    let at = lower.split_whitespace().any(|it| {
        let it = it.trim_matches(|c: char| !c.is_alphanumeric() && c != '@');
        it.split_once('@').is_some_and(|(before, after)| {
            3 <= after.len() && (before.is_empty() || after.contains('.'))
        })
    });
    let asks = REACH.iter().any(|it| lower.contains(it));
    if at && asks {
        return true;
    }
    let mut mail = false;
    let mut network = false;
    for link in cx.dom.named(unit, "a") {
        let Some(href) = cx.dom.attr(link, "href") else { continue };
        mail |= href.starts_with("mailto:");
        network |=
            links::host(href).is_some_and(|it| NETWORKS.contains(&links::domain(it)));
    }
    mail && (asks || lower.len() < 120) || network && asks
}
