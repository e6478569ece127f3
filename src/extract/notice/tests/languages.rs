//! Notices as outlets write them, language by language.

use super::*;

#[test]
fn reads_english() {
    names(&[
        ("This article was originally published by The Harbour.", "The Harbour"),
        (
            "This story originally appeared in the <em>Valley Courier</em> on 3 May 2019.",
            "Valley Courier",
        ),
        ("Originally published at harbour.example on May 3, 2019.", "harbour.example"),
        (
            "Originally published by <a href='https://harbour.example/2019/lamps-of-old'>Harbour Review</a>",
            "Harbour Review",
        ),
        ("This essay first appeared on Salt and Light.", "Salt and Light"),
        (
            "Editor’s note: This piece was first published in the winter 2023 issue of Coast Magazine, a quarterly.",
            "Coast Magazine",
        ),
        (
            "The post <a href='https://harbour.example/lamps'>Lamps</a> appeared first on <a href='https://harbour.example/'>Harbour</a>.",
            "Harbour",
        ),
        ("Republished from <a href='https://harbour.example'>Harbour</a>.", "Harbour"),
        (
            "Reprinted by permission of Harbour Press. All rights reserved.",
            "Harbour Press",
        ),
        ("Reprinted with permission from Harbour Press, New York.", "Harbour Press"),
        (
            "Cross-posted from the <a href='https://harbour.example/a-b'>Valley Globe</a>.",
            "Valley Globe",
        ),
        ("Crosspost: https://www.harbour.example/lamps-of-old", "harbour.example"),
        (
            "This article is republished from Harbour under a Creative Commons license.",
            "Harbour",
        ),
        (
            "This post was written for Harbour and is reposted here with permission of Harbour.",
            "Harbour",
        ),
        (
            "The above is an excerpt from <i>Lamps: A History of Light</i>, by A. Keeper. It is reprinted here with permission.",
            "Lamps: A History of Light",
        ),
        (
            "This story was produced by Harbour Wire and reviewed and distributed by Stack.",
            "Harbour Wire",
        ),
        (
            "This column originally ran in Bulletin of the Lamp Keepers under another title.",
            "Bulletin of the Lamp Keepers",
        ),
    ]);
    none(&[
        "First published on 3 May 2019.",
        "Originally published May 3, 2019 and updated since.",
        "This article was originally published in April 2017.",
        "This article was originally published in German.",
        "This controversial book was originally published by Harbour Press in 1952.",
        "The study was first published in Harbour Science.",
        "A version of this article appears in print on May 3 in The Lantern.",
        "Republish this story for free.",
        "Read more at <a href='https://harbour.example/'>Harbour</a>.",
        "This article was reprinted on Harbour.example.",
        "It is being cross-posted on Harbour.",
        "This article first appeared in The Lantern.",
        "Updated from an earlier version.",
        "Photo via <a href='https://harbour.example/'>Harbour</a>",
        "His article was originally published in Harbour Science.",
        "She first appeared on Harbour Radio, and that was that.",
    ]);
}

#[test]
fn reads_german() {
    names(&[
        (
            "Dieser Artikel ist zunächst im <a href='https://hafen.example/x-y'>Hafenblatt</a> erschienen.",
            "Hafenblatt",
        ),
        ("Dieser Text erschien zuerst in der Talzeitung.", "Talzeitung"),
        ("Der Beitrag Lampen erschien zuerst auf Hafenblatt.", "Hafenblatt"),
        ("Zuerst erschienen bei Hafenblatt.", "Hafenblatt"),
        (
            "Dieser Beitrag wurde ursprünglich auf Hafenblatt veröffentlicht.",
            "Hafenblatt",
        ),
        ("Nachdruck mit freundlicher Genehmigung der Talzeitung.", "Talzeitung"),
    ]);
    none(&[
        "Erstveröffentlichung: 3. Mai 2019",
        "Dieser Text ist ursprünglich am 3. Mai 2019 erschienen.",
        "Nachdruck, auch auszugsweise, nur mit Genehmigung.",
        "Der Film erschien zuerst in den Kinos.",
    ]);
}

#[test]
fn reads_french() {
    names(&[
        (
            "Cet article a été initialement publié sur <a href='https://port.example/a-b'>Le Port</a>.",
            "Le Port",
        ),
        ("Article publié initialement dans La Revue du Port.", "La Revue du Port"),
        (
            "Cet article est republié à partir de Port Libre sous licence Creative Commons. Lire l’article original.",
            "Port Libre",
        ),
        ("Reproduit avec l’aimable autorisation de Port Libre.", "Port Libre"),
        ("Ce texte est paru pour la première fois dans Le Port.", "Le Port"),
    ]);
    none(&[
        "Article initialement publié en avril 2017.",
        "Cet article est paru dans notre newsletter.",
    ]);
}

#[test]
fn reads_spanish() {
    names(&[
        (
            "Este artículo fue publicado originalmente en <a href='https://puerto.example/'>El Puerto</a>.",
            "El Puerto",
        ),
        ("Publicado originalmente en El Puerto, por cortesía de la autora.", "El Puerto"),
        ("Reproducido con permiso de Puerto Libre.", "Puerto Libre"),
        ("Este texto se publicó originalmente en Puerto Libre.", "Puerto Libre"),
    ]);
    none(&[
        "Publicado originalmente el 3 de mayo de 2019.",
        "El libro fue publicado originalmente en Puerto Rico.",
    ]);
}

#[test]
fn reads_portuguese() {
    names(&[
        (
            "Este artigo foi publicado originalmente em <a href='https://porto.example/'>Jornal do Porto</a>.",
            "Jornal do Porto",
        ),
        ("Publicado originalmente em: https://porto.example/lamparinas", "porto.example"),
        ("Este texto foi originalmente publicado no Porto Livre.", "Porto Livre"),
        ("Republicado com permissão do Porto Livre.", "Porto Livre"),
    ]);
    none(&["Publicado originalmente em 3 de maio de 2019."]);
}

#[test]
fn reads_italian() {
    names(&[
        (
            "Pubblicato originariamente su <a href='https://porto.example/'>Il Porto</a>.",
            "Il Porto",
        ),
        (
            "Questo articolo è stato pubblicato originariamente dal team Porto Libero.",
            "Porto Libero",
        ),
        ("Questo testo è apparso originariamente su Porto Libero.", "Porto Libero"),
        ("Per gentile concessione di Porto Libero.", "Porto Libero"),
    ]);
    none(&["Pubblicato originariamente il 3 maggio 2019."]);
}

#[test]
fn reads_dutch() {
    names(&[
        (
            "Dit artikel verscheen eerder op <a href='https://haven.example/'>De Haven</a>.",
            "De Haven",
        ),
        ("Deze recensie verscheen eerder in Havenblad.", "Havenblad"),
        ("Oorspronkelijk gepubliceerd op Havenblad.", "Havenblad"),
        ("Dit stuk is eerder in Havenblad verschenen.", "Havenblad"),
        ("Overgenomen met toestemming van Havenblad.", "Havenblad"),
    ]);
    none(&["Eerder gepubliceerd op 3 mei 2019."]);
}

#[test]
fn reads_polish() {
    names(&[
        (
            "Artykuł pierwotnie opublikowany na <a href='https://port.example/'>Port Wolny</a>.",
            "Port Wolny",
        ),
        ("Tekst ukazał się pierwotnie w „Porcie”.", "Porcie"),
        ("Źródło: Port Wolny", "Port Wolny"),
    ]);
    none(&["Źródło: PAP", "Opublikowano 3 maja 2019", "Przedruk zabroniony."]);
}

#[test]
fn reads_russian_and_ukrainian() {
    names(&[
        ("Впервые опубликовано в журнале «Гавань».", "Гавань"),
        ("Статья впервые опубликована на сайте Гавань.", "Гавань"),
        ("Оригинал статьи: <a href='https://gavan.example/a-b'>Гавань</a>", "Гавань"),
        ("Перепечатано с разрешения «Гавани».", "Гавани"),
        ("Цю статтю вперше опубліковано у виданні «Гавань».", "Гавань"),
        ("Передруковано з дозволу «Гавані».", "Гавані"),
    ]);
    none(&[
        "Роман впервые опубликован в 1952 году.",
        "Впервые опубликовано 3 мая 2019 года.",
        "Вперше опубліковано 3 травня 2019.",
    ]);
}

#[test]
fn reads_czech_and_turkish() {
    names(&[
        (
            "Článek původně vyšel na <a href='https://pristav.example/'>Přístav</a>.",
            "Přístav",
        ),
        ("Text původně vyšel v časopise Přístav.", "Přístav"),
        ("Převzato z Přístav.", "Přístav"),
        ("Bu yazı ilk olarak Liman’da yayımlandı.", "Liman"),
        (
            "Bu makale ilk olarak <a href='https://liman.example/'>Liman</a>'da yayınlanmıştır.",
            "Liman",
        ),
    ]);
    none(&["Původně vyšlo 3. května 2019.", "İlk olarak 3 Mayıs 2019'da yayımlandı."]);
}

#[test]
fn reads_the_north() {
    names(&[
        ("Artikeln publicerades ursprungligen i Hamnbladet.", "Hamnbladet"),
        (
            "Texten är tidigare publicerad i <a href='https://hamn.example/'>Hamnbladet</a>.",
            "Hamnbladet",
        ),
        ("Artiklen er oprindeligt udgivet i Havnebladet.", "Havnebladet"),
        ("Indlægget blev først bragt i Havnebladet.", "Havnebladet"),
        ("Artikkelen ble først publisert i Havnebladet.", "Havnebladet"),
        ("Opprinnelig publisert på Havnebladet.", "Havnebladet"),
        (
            "Juttu on alun perin julkaistu <a href='https://satama.example/'>Satamassa</a>.",
            "Satamassa",
        ),
    ]);
    none(&[
        "Publicerades ursprungligen 3 maj 2019.",
        "Artiklen er oprindeligt udgivet 3. maj 2019.",
        "Alun perin julkaistu 3.5.2019.",
    ]);
}

#[test]
fn reads_greek() {
    names(&[
        (
            "Το άρθρο δημοσιεύτηκε αρχικά στο <a href='https://limani.example/'>Λιμάνι</a>.",
            "Λιμάνι",
        ),
        ("Το κείμενο δημοσιεύτηκε για πρώτη φορά στην εφημερίδα Λιμάνι.", "Λιμάνι"),
    ]);
    none(&["Δημοσιεύτηκε αρχικά στις 3 Μαΐου 2019."]);
}

#[test]
fn reads_scripts_written_right_to_left() {
    names(&[
        ("نُشر هذا المقال أصلاً في <a href='https://mina.example/'>الميناء</a>.", "الميناء"),
        ("نشر هذا المقال لأول مرة في موقع الميناء.", "الميناء"),
        ("این مقاله نخستین بار در روزنامه بندر منتشر شده است.", "بندر"),
        ("המאמר פורסם במקור באתר <a href='https://namal.example/'>הנמל</a>.", "הנמל"),
        ("הכתבה פורסמה לראשונה במגזין הנמל.", "הנמל"),
    ]);
    none(&["نُشر أصلاً في 3 مايو 2019.", "פורסם במקור ב-3 במאי 2019."]);
}

#[test]
fn reads_hindi_indonesian_and_vietnamese() {
    names(&[
        (
            "यह लेख मूल रूप से <a href='https://bandar.example/'>बंदरगाह</a> में प्रकाशित हुआ था।",
            "बंदरगाह",
        ),
        (
            "Artikel ini pertama kali diterbitkan di <a href='https://pelabuhan.example/'>Pelabuhan</a>.",
            "Pelabuhan",
        ),
        ("Tulisan ini telah terbit di Pelabuhan Pos.", "Pelabuhan Pos"),
        (
            "Bài viết được đăng lần đầu trên <a href='https://cang.example/'>Bến Cảng</a>.",
            "Bến Cảng",
        ),
    ]);
    none(&["Pertama kali diterbitkan pada 3 Mei 2019.", "मूल रूप से 2019 में प्रकाशित"]);
}

#[test]
fn reads_chinese() {
    names(&[
        ("本文转载自《港口周刊》。", "港口周刊"),
        (
            "本文首发于<a href='https://gangkou.example/'>港口网</a>，作者授权发布。",
            "港口网",
        ),
        ("来源：港口网", "港口网"),
        ("來源：港口網 作者：某人", "港口網"),
    ]);
    none(&["来源：网络", "本文首发于2019年5月3日"]);
}

#[test]
fn reads_japanese_and_korean() {
    names(&[
        (
            "（本記事は、港ジャーナルで2017年6月8日に掲載した記事からの転載です）",
            "港ジャーナル",
        ),
        ("この記事は港ジャーナルより転載したものです。", "港ジャーナル"),
        ("初出：港ジャーナル", "港ジャーナル"),
        ("이 글은 항구신문에 처음 게재되었습니다.", "항구신문"),
        (
            "이 기사는 <a href='https://hanggu.example/'>항구신문</a>에 실린 글입니다.",
            "항구신문",
        ),
    ]);
    none(&["無断転載を禁じます", "무단 전재 및 재배포 금지"]);
}
