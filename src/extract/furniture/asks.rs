//! Lines in which the page speaks of itself: what it earns by the links in it,
//! and what it asks its readers to do.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::{dom::NodeId, extract::finder};

use super::Context;

/// What such a line is about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum About {
    /// Commissions on what readers buy.
    Earning,
    /// Signing up, following, giving.
    Asking,
}

use About::{Asking, Earning};

const PHRASES: &[(&str, About)] = &[
    ("we may earn", Earning),
    ("may earn us", Earning),
    ("we earn a ", Earning),
    ("we receive compensation", Earning),
    ("we may receive compensation", Earning),
    ("we may receive a commission", Earning),
    ("we may receive a small", Earning),
    ("we may receive a portion", Earning),
    ("we may get a commission", Earning),
    ("we may get a small", Earning),
    ("we may be compensated", Earning),
    ("we may make money when", Earning),
    ("we might earn", Earning),
    ("i may earn", Earning),
    ("i earn a ", Earning),
    ("earn us a small", Earning),
    ("earn a small commission", Earning),
    ("may earn a commission", Earning),
    ("may earn an affiliate", Earning),
    ("earn affiliate commission", Earning),
    ("includes affiliate links", Earning),
    ("contains affiliate links", Earning),
    ("contain affiliate links", Earning),
    ("affiliate partnerships", Earning),
    ("as an amazon associate", Earning),
    ("independently selected by our", Earning),
    ("are independently selected", Earning),
    ("at no extra cost to you", Earning),
    ("at no additional cost to you", Earning),
    ("erhalten wir eine provision", Earning),
    ("bekommen wir eine provision", Earning),
    ("wir eine kleine provision", Earning),
    ("sogenannte affiliate-links", Earning),
    ("percevoir une commission", Earning),
    ("liens affiliés", Earning),
    ("recibir una comisión", Earning),
    ("enlaces de afiliad", Earning),
    ("receber uma comissão", Earning),
    ("ricevere una commissione", Earning),
    ("link di affiliazione", Earning),
    ("ontvangen wij een commissie", Earning),
    ("партнёрские ссылки", Earning),
    ("партнерские ссылки", Earning),
    ("アフィリエイトリンク", Earning),
    ("sign up for our", Asking),
    ("sign up to our", Asking),
    ("sign up here", Asking),
    ("sign up now", Asking),
    ("please sign up", Asking),
    ("subscribe to our", Asking),
    ("subscribe to my", Asking),
    ("subscribe today", Asking),
    ("subscribe now", Asking),
    ("please subscribe", Asking),
    ("'s free newsletter", Asking),
    ("our free newsletter", Asking),
    ("our newsletter", Asking),
    ("our daily newsletter", Asking),
    ("our weekly newsletter", Asking),
    ("our email newsletter", Asking),
    ("our mailing list", Asking),
    ("delivered to your inbox", Asking),
    ("in your inbox", Asking),
    ("to your inbox", Asking),
    ("support our journalism", Asking),
    ("support our work", Asking),
    ("our journalism needs", Asking),
    ("support independent journalism", Asking),
    ("make a donation", Asking),
    ("please donate", Asking),
    ("donate now", Asking),
    ("become a member", Asking),
    ("become a subscriber", Asking),
    ("become a patron", Asking),
    ("follow us on", Asking),
    ("follow me on", Asking),
    ("like us on facebook", Asking),
    ("join our telegram", Asking),
    ("join our whatsapp", Asking),
    ("whatsapp channel", Asking),
    ("telegram channel", Asking),
    ("download our app", Asking),
    ("thanks for reading", Asking),
    ("feel free to share it", Asking),
    ("share this post", Asking),
    ("share this article", Asking),
    ("already a subscriber", Asking),
    ("create a free account", Asking),
    ("subscription could not be saved", Asking),
    ("subscription has been successful", Asking),
    ("your email address will not", Asking),
    ("add us as a preferred source", Asking),
    ("as a preferred source", Asking),
    ("reliable and trusted news source", Asking),
    ("special offer for", Asking),
    ("newsletter abonnieren", Asking),
    ("unseren newsletter", Asking),
    ("unserem newsletter", Asking),
    ("abonnieren sie", Asking),
    ("folgen sie uns", Asking),
    ("abonnez-vous", Asking),
    ("inscrivez-vous", Asking),
    ("notre newsletter", Asking),
    ("suivez-nous", Asking),
    ("suscríbete a", Asking),
    ("suscríbase a", Asking),
    ("nuestro boletín", Asking),
    ("síguenos en", Asking),
    ("inscreva-se", Asking),
    ("nossa newsletter", Asking),
    ("siga-nos", Asking),
    ("iscriviti alla", Asking),
    ("nostra newsletter", Asking),
    ("seguici su", Asking),
    ("onze nieuwsbrief", Asking),
    ("volg ons op", Asking),
    ("vårt nyhetsbrev", Asking),
    ("följ oss på", Asking),
    ("vores nyhedsbrev", Asking),
    ("vårt nyhetsbrev", Asking),
    ("zapisz się", Asking),
    ("подписывайтесь на", Asking),
    ("подпишитесь на", Asking),
    ("підписуйтесь на", Asking),
    ("abone olun", Asking),
    ("εγγραφείτε", Asking),
    ("اشترك في", Asking),
    ("تابعونا على", Asking),
    ("הירשמו ל", Asking),
    ("订阅我们", Asking),
    ("关注我们", Asking),
    ("訂閱", Asking),
    ("フォローしてください", Asking),
    ("メールマガジン", Asking),
    ("구독해", Asking),
    ("ติดตามเรา", Asking),
    ("berlangganan", Asking),
];

static MATCHER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    finder::of_words()
        .ascii_case_insensitive(true)
        .build(PHRASES.iter().map(|it| it.0))
        .expect("the phrases are few and short")
});

/// Longer lines tell something besides, in characters.
const LONGEST: u32 = 600;
/// Longer lines that ask for something tell something besides.
const LONGEST_ASKING: u32 = 320;
/// How many lines may speak of the page itself. Where more seem to, that is
/// what the article is about.
const MOST: usize = 6;

/// Cuts the lines in which the page speaks of itself.
pub(super) fn cut(cx: &mut Context<'_>) {
    let measure = cx.measure;
    let mut found: Vec<(NodeId, About)> = Vec::new();
    let mut prose = 0;
    for (i, run) in measure.runs.iter().enumerate() {
        if !cx.kept[i] || LONGEST < run.count.chars || run.count.chars < 12 {
            continue;
        }
        if matches!(cx.dom.name(run.block), "li" | "td" | "th" | "dd" | "pre" | "h1") {
            continue;
        }
        let Some(unit) = cx.unit(run) else { continue };
        if 2 * cx.count(unit).prose > cx.prose {
            continue;
        }
        let Some(about) = about(cx, unit, run.count.chars) else { continue };
        prose += run.count.prose;
        found.push((unit, about));
    }
    let few = found.len() <= 2;
    if MOST < found.len() || !few && 0.15 * (cx.prose as f32) < prose as f32 {
        return;
    }
    for (unit, about) in found {
        cx.cut(
            unit,
            match about {
                Earning => "what the page earns",
                Asking => "what the page asks for",
            },
        );
    }
}

fn about(cx: &Context<'_>, unit: NodeId, chars: u32) -> Option<About> {
    let text = cx.dom.text(unit);
    let mut found = MATCHER.find_iter(text).map(|it| PHRASES[it.pattern().as_usize()].1);
    if chars <= LONGEST_ASKING { found.next() } else { found.find(|it| *it == Earning) }
}
