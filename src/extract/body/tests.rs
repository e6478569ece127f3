use crate::{
    dom::{self, NodeId},
    extract::{self, Page, Wanted},
    report::{Code, Report},
};

/// What stands around a text on a page, in its own language.
struct Words {
    language: &'static str,
    title: &'static str,
    text: [&'static str; 4],
    advert: &'static str,
    related: &'static str,
    links: [&'static str; 3],
    comment: &'static str,
}

const WORDS: &[Words] = &[
    Words {
        language: "en",
        title: "The ferry that waits",
        text: [
            "The ferry does not leave at nine; it leaves when the last cart is on board.",
            "Nobody on the island has ever asked why, and nobody on the mainland can say.",
            "In winter the rope is stiff with salt, and the bell is heard before the boat is seen.",
            "That, at least, is what the ferryman told us on the way back.",
        ],
        advert: "Advertisement",
        related: "Related articles",
        links: [
            "Ten piers to see before spring",
            "Salt prices rise again",
            "A bell is recast",
        ],
        comment: "My grandfather rang that bell for thirty years, and he was never late.",
    },
    Words {
        language: "zh",
        title: "等人的渡船",
        text: [
            "渡船不在九点开，最后一辆车上了船才开。岛上的人都知道这个规矩。",
            "没有人问过为什么，对岸的人也说不清楚。船夫只是笑一笑，不说话。",
            "冬天的缆绳结了盐，硬得像木头。船还没看见，钟声先到了。",
            "回来的路上，船夫是这样告诉我们的。我们信了。",
        ],
        advert: "广告",
        related: "相关阅读",
        links: ["春天前要看的十座码头", "盐价又涨了", "一口钟重新铸成"],
        comment: "我爷爷敲了三十年的钟，从来没有迟到过，岛上的人都记得他。",
    },
    Words {
        language: "ja",
        title: "待つ渡し船",
        text: [
            "渡し船は九時には出ない。最後の荷車が乗ってから出る。島の人はみな知っている。",
            "なぜかと尋ねた人はいないし、向こう岸の人も答えられない。船頭は笑うだけだ。",
            "冬には綱が塩で固くなり、船が見える前に鐘の音が聞こえてくる。",
            "帰り道に船頭がそう話してくれた。私たちはそれを信じた。",
        ],
        advert: "広告",
        related: "関連記事",
        links: ["春までに見たい十の桟橋", "塩の値段がまた上がる", "鐘が鋳直される"],
        comment: "祖父は三十年間あの鐘を鳴らしていました。一度も遅れたことはありません。",
    },
    Words {
        language: "ko",
        title: "기다리는 나룻배",
        text: [
            "나룻배는 아홉 시에 떠나지 않는다. 마지막 수레가 타야 떠난다. 섬사람은 다 안다.",
            "왜 그런지 묻는 사람은 없었고, 건너편 사람들도 대답하지 못한다. 사공은 웃기만 한다.",
            "겨울이면 밧줄이 소금에 굳고, 배가 보이기 전에 종소리가 먼저 들린다.",
            "돌아오는 길에 사공이 그렇게 말해 주었다. 우리는 그 말을 믿었다.",
        ],
        advert: "광고",
        related: "관련기사",
        links: ["봄이 오기 전에 볼 부두 열 곳", "소금값 또 올라", "종을 다시 만들다"],
        comment: "할아버지께서 삼십 년 동안 그 종을 치셨어요. 한 번도 늦으신 적이 없습니다.",
    },
    Words {
        language: "th",
        title: "เรือข้ามฟากที่รอคอย",
        text: [
            "เรือข้ามฟากไม่ได้ออกตอนเก้าโมงแต่จะออกเมื่อเกวียนเล่มสุดท้ายขึ้นมาบนเรือแล้วทุกคนบนเกาะรู้เรื่องนี้ดี",
            "ไม่เคยมีใครบนเกาะถามว่าทำไมและคนบนฝั่งก็ตอบไม่ได้คนพายเรือได้แต่ยิ้มแล้วก็ไม่พูดอะไรต่อ",
            "ในฤดูหนาวเชือกจะแข็งเพราะเกลือและเสียงระฆังจะดังมาก่อนที่จะมองเห็นเรือจากท่าน้ำเก่าหลังนั้น",
            "อย่างน้อยนั่นคือสิ่งที่คนพายเรือเล่าให้พวกเราฟังระหว่างทางกลับบ้านในเย็นวันนั้นก่อนที่ฝนจะตกลงมา",
        ],
        advert: "โฆษณา",
        related: "ข่าวที่เกี่ยวข้อง",
        links: ["สิบท่าเรือที่ควรไปดู", "ราคาเกลือขึ้นอีกแล้ว", "หล่อระฆังใหม่"],
        comment: "ปู่ของฉันตีระฆังใบนั้นมาสามสิบปีและไม่เคยมาสายเลยสักวันเดียวคนทั้งเกาะจำได้",
    },
    Words {
        language: "ar",
        title: "العبّارة التي تنتظر",
        text: [
            "لا تغادر العبّارة في التاسعة، بل تغادر حين تصعد العربة الأخيرة إلى متنها.",
            "لم يسأل أحد في الجزيرة عن السبب، ولا يستطيع أحد على الشاطئ الآخر أن يجيب.",
            "في الشتاء يتصلب الحبل من الملح، ويُسمع الجرس قبل أن تُرى العبّارة.",
            "هذا على الأقل ما أخبرنا به صاحب العبّارة في طريق العودة.",
        ],
        advert: "إعلان",
        related: "مواضيع ذات صلة",
        links: ["عشرة أرصفة تستحق الزيارة", "أسعار الملح ترتفع", "جرس يُصبّ من جديد"],
        comment: "كان جدي يقرع ذلك الجرس ثلاثين سنة، ولم يتأخر يوماً واحداً.",
    },
    Words {
        language: "he",
        title: "המעבורת שמחכה",
        text: [
            "המעבורת אינה יוצאת בתשע, היא יוצאת כשהעגלה האחרונה עולה על הסיפון.",
            "איש באי לא שאל מעולם מדוע, ואיש ביבשה אינו יודע לענות על כך.",
            "בחורף החבל נוקשה ממלח, ואת הפעמון שומעים לפני שרואים את הסירה.",
            "כך לפחות סיפר לנו המעבוראי בדרך חזרה, ואנחנו האמנו לו.",
        ],
        advert: "פרסומת",
        related: "כתבות נוספות",
        links: ["עשרה מזחים שכדאי לראות", "מחירי המלח עולים", "פעמון נוצק מחדש"],
        comment: "סבא שלי צלצל בפעמון הזה שלושים שנה, והוא מעולם לא איחר.",
    },
    Words {
        language: "ru",
        title: "Паром, который ждёт",
        text: [
            "Паром отходит не в девять, он отходит, когда на борт въедет последняя телега.",
            "Никто на острове не спрашивал почему, и никто на берегу не может ответить.",
            "Зимой канат твёрд от соли, и колокол слышно раньше, чем видно лодку.",
            "Так, по крайней мере, рассказал нам паромщик на обратном пути.",
        ],
        advert: "Реклама",
        related: "Читайте также",
        links: [
            "Десять причалов до весны",
            "Соль снова дорожает",
            "Колокол отлили заново",
        ],
        comment: "Мой дед звонил в этот колокол тридцать лет и ни разу не опоздал.",
    },
];

/// Returns the lines of the body of a page.
fn lines(html: &str) -> Vec<String> {
    let (dom, _) = dom::parse(html);
    let page = Page::new(&dom, None);
    let parts = extract::extract(&page, &Wanted::default(), &mut Report::default());
    let mut lines = Vec::new();
    for root in &parts.body {
        for id in dom.subtree(*root) {
            let block = dom.is_element(id)
                && matches!(dom.name(id), "p" | "h2" | "h3" | "li" | "figcaption");
            let cut = |it: NodeId| parts.labels.get(it).is_some();
            let outside = cut(id) || dom.ancestors(id).any(cut);
            if block && !outside {
                lines.push(dom.words(id));
            }
        }
    }
    lines
}

fn page(words: &Words) -> String {
    let list = |class: &str| {
        let items = words
            .links
            .iter()
            .map(|it| format!("<li><a href='/x'>{it}</a></li>"))
            .collect::<Vec<_>>()
            .concat();
        format!("<ul class='{class}'>{items}</ul>")
    };
    let [one, two, three, four] = words.text;
    format!(
        "<html lang='{}'><head><title>{title}</title></head><body>\
         <div class='top'>{menu}</div><div class='wrap'><div class='main'><h1>{title}</h1>\
         <div class='c1'><p>{one}</p><p>{two}</p><p>{advert}</p><p>{three}</p><p>{four}</p>\
         <div class='c9'><h3>{related}</h3>{menu}</div></div>\
         <div class='comments'><div class='comment'><p>{comment}</p></div></div></div>\
         <div class='sidebar'>{menu}<p>{comment}</p></div></div>\
         <footer><p>© 2021</p>{menu}</footer></body></html>",
        words.language,
        title = words.title,
        menu = list("m"),
        advert = words.advert,
        related = words.related,
        comment = words.comment,
    )
}

#[test]
fn a_text_is_found_in_any_script() {
    for words in WORDS {
        assert_eq!(lines(&page(words)), words.text, "{}", words.language);
    }
}

#[test]
fn names_that_are_given_to_everything_mean_nothing() {
    let text = &WORDS[0].text;
    let blocks = text
        .iter()
        .map(|it| format!("<div class='x-widget'><p>{it}</p></div>"))
        .collect::<Vec<_>>()
        .concat();
    let html = format!(
        "<body><nav><a href='/a'>One</a> <a href='/b'>Two</a></nav><div class='builder'>\
         {blocks}</div><footer><p>All of it was printed on the island.</p></footer></body>"
    );
    assert_eq!(lines(&html), text);
}

#[test]
fn a_text_split_over_a_row_ends_where_links_begin() {
    let text = &WORDS[0].text;
    let links = WORDS[0]
        .links
        .iter()
        .map(|it| {
            format!("<div><p><a href='/x'>{it}, and more of it every week</a></p></div>")
        })
        .collect::<Vec<_>>()
        .concat();
    let html = format!(
        "<body><main><section><p>{}</p><p>{}</p></section><section><p>{}</p><p>{}</p></section>\
         <section>{links}</section><section><p>{}</p></section></main></body>",
        text[0], text[1], text[2], text[3], WORDS[0].comment
    );
    assert_eq!(lines(&html), text);
}

#[test]
fn lines_that_are_not_told_to_machines_are_cut() {
    let text = WORDS[0].text;
    let told = text.map(|it| it.repeat(3));
    let shown = told.iter().map(|it| format!("<p>{it}</p>")).collect::<Vec<_>>().concat();
    let last = format!("<p>{}</p>", text[3]);
    let html = format!(
        "<body><script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"articleBody\":\
         \"{} {}\"}}</script><article>{shown}<p>The boat as it was when it was new and tarred</p>\
         {last}</article></body>",
        told.join(" "),
        text[3]
    );
    let mut expected: Vec<String> = told.into();
    expected.push(text[3].to_owned());
    assert_eq!(lines(&html), expected);
}

fn report_of(html: &str) -> Report {
    let (dom, _) = dom::parse(html);
    let page = Page::new(&dom, None);
    let mut report = Report::default();
    extract::extract(&page, &Wanted::default(), &mut report);
    report
}

fn article(title: &str, text: &str) -> String {
    format!("<article><h1>{title}</h1>{}</article>", format!("<p>{text}</p>").repeat(12))
}

#[test]
fn of_two_articles_the_one_under_the_headline_is_read() {
    let [one, two, three, _] = WORDS[0].text;
    let longer = format!("{two} {three} {two} {three}");
    let html = format!(
        "<head><title>The ferry</title><meta property='og:title' content='The ferry'></head>\
         <body><main>{}{}</main></body>",
        article("The ferry", one),
        article("The rope", &longer)
    );
    assert_eq!(lines(&html), [one; 12]);
    let said: Vec<_> = report_of(&html)
        .entries
        .into_iter()
        .filter(|it| it.code == Code::OtherArticle)
        .map(|it| it.subject)
        .collect();
    assert_eq!(said, ["The rope"]);
}

#[test]
fn pages_that_go_on_elsewhere_say_so() {
    let html = |next: &str| {
        format!(
            "<head><link rel=canonical href='https://outlet.example/ferry'>\
             <link rel=next href='https://outlet.example/{next}'></head><body>{}</body>",
            article("The ferry", WORDS[0].text[0])
        )
    };
    let paged = |next: &str| {
        report_of(&html(next)).entries.iter().any(|it| it.code == Code::TextPaged)
    };
    assert!(paged("ferry/2/") && paged("ferry?page=2") && paged("ferry/page/3"));
    // Blogs call the post after this one the next.
    assert!(!paged("rope") && !paged("ferry-tales-2") && !paged("ferry"));
}

#[test]
fn live_pages_say_so() {
    let html = format!(
        "<body><script type='application/ld+json'>{{\"@type\":[\"LiveBlogPosting\"]}}</script>\
         {}</body>",
        article("The ferry", WORDS[0].text[0])
    );
    assert!(report_of(&html).entries.iter().any(|it| it.code == Code::TextLive));
}
