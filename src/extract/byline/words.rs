//! The words of bylines: roles, prefixes, jobs, and names that are no person's.

use std::sync::LazyLock;

use crate::{
    article::Contribution::{
        self, Compilation, Contributor, Design, Direction, Editing, Film, Graphics,
        Illustrations, Interview, Maps, Music, Narration, Other, Photographs, Production,
        Reporting, Research, Sound, Text, Transcription, Translation, Video,
    },
    extract::date::{Token, tokens},
};

/// What a word before a name says.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Lead {
    /// A contribution: "photos", which wants "by" or a colon after it.
    Role(Contribution),
    /// The word "by" in one language or another.
    By,
    /// A contribution with its "by" inside: "translated by".
    RoleBy(Contribution),
    /// Someone who looked at the text and is no author: "fact checked by".
    Checker,
}

const ROLES: &[(Contribution, &str)] = &[
    (
        Text,
        "text|texts|words|story|article|author|authors|writer|writers|copy|texte|textes|texto|textos|testo|testi|tekst|teksten|artikel|autor|autoren|autorin|autorinnen|auteur|auteurs|auteure|autrice|autora|autores|autore|autori|forfatter|författare|teksti|kirjoittaja|redaktor|autorka|avtor|текст|автор|авторы|авторка|автори|yazan|yazı|yazar|κείμενο|συντάκτης|كاتب|الكاتب|المؤلف|نویسنده|כותב|作者|撰文|文|文字|撰稿|著者|執筆|取材|記者|记者|글|글쓴이|작성자|penulis|teks|tác giả|bài|लेखक|szöveg|szerző|írta|autorul|redactor|verfasser|verfasserin|haber|ผู้เขียน|เรื่อง|خبرنگار|執筆者|文責|ライター|oprac",
    ),
    (
        Reporting,
        "reporting|additional reporting|additional reporting and writing|reporter|reporters|recherche und text|reportage|reportaje|репортаж|bericht|采访|采写",
    ),
    (
        Research,
        "research|additional research|recherche|recherchen|investigación|ricerca|onderzoek|исследование|forschung",
    ),
    (
        Photographs,
        "photo|photos|photograph|photographs|photography|photographer|photographers|picture|pictures|image|images|pics|foto|fotos|fotografie|fotografien|fotografin|fotograf|bild|bilder|photographie|photographies|fotografía|fotografías|fotografia|fotografias|fotografie|foto s|beeld|beelden|fotografi|kuva|kuvat|valokuvat|zdjęcia|zdjęcie|fot|fotky|snímky|фото|фотографии|фотограф|світлини|fotoğraf|fotoğraflar|φωτογραφίες|φωτογραφία|تصوير|عکس|צילום|צילומים|摄影|攝影|图|圖|图片|写真|撮影|사진|gambar|ảnh|तस्वीरें|फोटो|fényképek|fotó|ภาพ|عکاس|照片|zdj",
    ),
    (
        Film,
        "film|films|filming|documentary|movie|película|filme|filmy|фильм|фільм|فيلم|فیلم|סרט|影片|映画|फिल्म",
    ),
    (
        Video,
        "video|videos|vidéo|vidéos|vídeo|vídeos|videot|wideo|camera|kamera|видео|відео|βίντεο|فيديو|ویدئو|וידאו|视频|視頻|映像|동영상|영상|वीडियो",
    ),
    (
        Direction,
        "director|directed|regie|réalisation|dirección|regia|режиссер|режиссёр|导演|監督",
    ),
    (
        Production,
        "producer|producers|production|produced|produktion|producción|producao|produzione|продюсер|制作|制片",
    ),
    (Sound, "sound|audio|sound design|ton|son|sonido|suono|звук|音频"),
    (Music, "music|composer|musik|musique|música|musica|музыка|音乐|音楽"),
    (
        Illustrations,
        "illustration|illustrations|illustrator|illustrated|drawings|drawing|cartoon|cartoons|illustrationen|zeichnung|zeichnungen|dessin|dessins|ilustración|ilustraciones|ilustração|ilustrações|illustrazione|illustrazioni|illustratie|illustraties|kuvitus|ilustracje|ilustrace|rys|ภาพประกอบ|иллюстрация|иллюстрации|插画|插图|イラスト|일러스트",
    ),
    (
        Graphics,
        "graphic|graphics|infographic|infographics|data visualization|artwork|art|grafik|grafiken|infographie|gráficos|grafica|графика|图表",
    ),
    (Maps, "map|maps|cartography|karte|karten|carte|cartes|mapa|mapas|карты|地图"),
    (
        Design,
        "design|art direction|layout|web design|gestaltung|diseño|дизайн|设计|设计师",
    ),
    (Narration, "narration|narrated|narrator|read|voice|sprecher|gelesen|朗读"),
    (
        Translation,
        "translation|translator|translated|übersetzung|übersetzt|übersetzer|übersetzerin|aus dem englischen|traduction|traduit|traducción|traducido|traductor|tradução|traduzione|tradotto|vertaling|vertaald|översättning|oversættelse|oversettelse|käännös|tłumaczenie|tłum|překlad|перевод|переклад|çeviri|çeviren|μετάφραση|ترجمة|ترجمه|תרגום|翻译|翻譯|译|譯|翻訳|訳|번역|terjemahan|dịch|अनुवाद|مترجم|แปล|переводчик|переводчица|译者|譯者|翻訳者",
    ),
    (
        Interview,
        "interview|interviewer|entretien|entrevista|intervista|интервью|インタビュー|聞き手|인터뷰",
    ),
    (
        Editing,
        "editor|editors|edited|editing|redaktion|bearbeitet|redigiert|édité|edición|edição|redactie|bewerking|редактор|编辑|責編|责任编辑|责编|編集|편집",
    ),
    (Compilation, "compiled|compilation|zusammengestellt|compilé|整理"),
    (Transcription, "transcript|transcription|transcribed"),
    (
        Contributor,
        "contributor|contributors|contributing|additional contributions|mitarbeit|with contributions|avec la participation",
    ),
    (Other, "concept|idea|konzept|coordination"),
];

/// Words that mean "by" alone.
const BY: &str = "by|von|par|por|di|door|av|af|oleh|bởi|από|του|της|בקלם|بقلم|كتب|كتبت|به قلم|מאת|द्वारा|od|napsal|napsala|pisze|tarafından|de la|a cura di|articolo di|testo di|un articolo di|una nota de|von unserem|a post by|an article by|article by|post by|writer|written and edited by|by our|από τον|από την|scris de|írta|skrevet av|skrevet af|skriven av|geschrieben von|geschreven door|escrito por|écrit par|rédigé par|scritto da|publié par|publicado por|pubblicato da|geplaatst door|verfasst von|veröffentlicht von|erstellt von|gepost door|inviato da|postado por|ditulis oleh|posted by|written by|published by|submitted by|reported by|contributed by|created by|added by|author by|par la rédaction de|viết bởi|opublikowane przez|napisane przez|опубликовал|написал|опубликовала|기자명|โดย|ein gastbeitrag von|eine kolumne von|ein kommentar von|eine analyse von|ein essay von|ein bericht von|ein artikel von|ein beitrag von|gastbeitrag von|kolumne von|kommentar von|une chronique de|une tribune de|une analyse de|un reportage de|un texte de|una crónica de|un reportaje de|un artículo de|una columna de|um artigo de|een column van|записал|записала|подготовил|подготовила";

/// A contribution with its "by" inside.
const ROLE_BY: &[(Contribution, &str)] = &[
    (
        Text,
        "words by|story by|text by|told by|essay by|opinion by|analysis by|commentary by|column by|review by|recipe by|interview and text by|texte de|textes de|texte par|texto de|texto por|testo di|testi di|tekst av|text von|texte von|tekst door|text av|teksti",
    ),
    (
        Reporting,
        "additional reporting by|with additional reporting by|with reporting by|reporting by|reporting contributed by",
    ),
    (Research, "research by|additional research by|with research by"),
    (
        Photographs,
        "photo provided by|photos provided by|photo submitted by|photo courtesy of|photos courtesy of|photos by|kuva|kuvat|valokuvat|photo by|photographs by|photography by|pictures by|images by|picture by|image by|photographed by|fotos von|foto von|bilder von|photos de|photos par|photo de|photographies de|fotos de|fotos por|fotografías de|foto di|fotografie di|foto door|foto s van|foto s door|foto av|foto af|bilder av",
    ),
    (Film, "film by|filmed by|a film by|ein film von|un film de"),
    (Video, "video by|videos by|video von|vidéo de|video di"),
    (
        Illustrations,
        "illustration by|illustrations by|illustrated by|drawings by|artwork by|art by|illustriert von|illustrationen von|illustré par|illustrations de|ilustraciones de|illustrazioni di",
    ),
    (Graphics, "graphics by|graphic by|infographic by|grafik von"),
    (Maps, "maps by|map by|cartography by"),
    (
        Translation,
        "translated by|translation by|translated from the|übersetzt von|übersetzung von|aus dem englischen von|traduit par|traduction de|traducción de|traducido por|traduzido por|tradução de|tradotto da|traduzione di|vertaald door|översatt av|oversat af|oversatt av",
    ),
    (
        Interview,
        "interview by|interviewed by|interview von|entretien par|propos recueillis par|entrevista de|intervista di|interview door|беседовал|беседовала|беседовали",
    ),
    (Editing, "edited by|edit by|redigiert von|bearbeitet von|édité par|editado por"),
    (Compilation, "compiled by|curated by|zusammengestellt von|collected by"),
    (Transcription, "transcribed by|transcript by|as told to|as dictated to"),
    (Narration, "narrated by|read by|gelesen von|lu par"),
    (Music, "music by|musik von|musique de"),
    (Production, "produced by|produziert von|produit par|producido por"),
    (Direction, "directed by|réalisé par|dirigido por"),
    (Design, "designed by|design by|art direction by"),
    (
        Contributor,
        "with contributions by|with contributions from|contributions by|contributions from|additional contributions by|additional contributions from|unter mitarbeit von|mit|with help from|with|avec|com informações de|con información de|con la colaboración de",
    ),
];

const CHECKERS: &str = "reviewed by|medically reviewed by|fact checked by|fact check by|fact checked|reviewer|medical reviewer|technically reviewed by|approved by|verified by|checked by|expert reviewed by|legally reviewed by|clinically reviewed by|来源|來源|稿源|出典|출처|sponsored by|presented by|powered by|brought to you by|hosted by|shared by|uploaded by|source|quelle|courtesy of|geprüft von|vérifié par|revisado por|recommended by|managed by|owned by|updated by|last updated by|styled by|fact checked by|fact-checked by|medically reviewed|reviewed and approved by|photo by courtesy";

/// Words that join two names.
const AND: &str = "and und et y e i en och og ja ve и та و ו 和 と 및 & és și a ir και dan và और és en ja sowie";

/// Words of jobs. A phrase that ends in one, or begins with one, is a position.
const JOBS: &str = "
    writer reporter editor correspondent columnist journalist producer photographer contributor author staff
    critic analyst director manager president professor lecturer fellow researcher founder ceo cto cfo coo officer
    chief anchor host blogger attorney lawyer consultant specialist strategist coach trainer expert lead head
    senior junior deputy associate assistant executive freelance freelancer intern guest special contributing managing
    redakteur redakteurin redaktor reporterin korrespondent korrespondentin journalistin chefredakteur volontär
    journaliste rédacteur rédactrice reporter envoyé envoyée correspondant correspondante
    periodista redactor redactora corresponsal jornalista repórter redator redatora colunista
    giornalista redattore redattrice inviato corrispondente redacteur verslaggever correspondente
    toimittaja journalist reporteri skribent redaktør redaktör dziennikarz redaktorka
    корреспондент журналист обозреватель редактор muhabir gazeteci editör 记者 記者 编辑 编辑部 기자 선임기자 수습기자 인턴기자 객원기자 전문기자 특파원 논설위원 特派员 特派員 論説委員
    כתב כתבת כתבנו פרשן פרשנית עורך עורכת مراسل مراسلة محرر محررة صحفي صحفية صحافي صحافية
    partner partnership owner co-founder cofounder engineer developer marketer copywriter creator md phd dds rn
    counsel economist scientist physician doctor therapist psychologist nutritionist dietitian veterinarian
    publisher gardener astrologer chef baker
    principal vice chair chairman chairwoman secretary minister representative spokesperson
";

/// Words that make a name an organisation's.
const BODIES: &str = "
    news agency press times post herald tribune gazette journal magazine media network wire service services radio tv
    today forum television broadcasting newspaper weekly daily editorial editors team staff newsroom redaktion redaction rédaction
    redacción redação redazione redactie redakcja redakce redaktionen toimitus редакция редакція haber merkezi department group institute portal portail
    institut instituto istituto university universität université universidad college school foundation society association
    council committee commission ministry office company corporation corp inc ltd llc gmbh ag plc co bureau
    reuters afp dpa apa ansa efe tass interfax xinhua bloomberg yonhap kyodo lusa belga ritzau ntb tt stt sda pti ani
    ap upi aap pa publishing publications studio studios online digital com net org community club clinic hospital medicine health center centre
    centro zentrum alliance union federation trust project initiative collective coalition board desk contributors writers
    通讯社 新闻 编辑部 新华社 編集部 新聞 日报 日報 晚报 网 통신 뉴스 신문 편집부
";

/// Names that no one has.
const NOBODY: &str = "
    admin|administrator|administrador|root|webmaster|web master|editor|editors|the editors|editorial|editorial team|editorial staff|editorial board|staff|staff writer|staff writers|staff reporter|staff report|news staff|our staff
    |author|authors|the author|guest|guest author|guest post|guest blogger|guest writer|guest contributor|contributor|contributors|contributing writer|anonymous|anonymus|unknown|user|super user|superuser|default|moderator|team|the team|redaktion|die redaktion
    |la redaction|redaccion|la redaccion|redacao|redazione|la redazione|redactie|de redactie|redakcja|redakce|redaktionen|toimitus|редакция|редакція|admin admin|site admin|wp admin|blog admin|newsroom|news desk|newsdesk|web desk|online desk
    |desk|press release|press office|press|news|blog|home|share|comment|comments|comentarios|published|posted|updated|read more|more|menu|follow|subscribe|search|login|log in|sign in|about|contact|advertisement|sponsored|sponsored content|partner content|branded content|promoted
    |full bio|view all|see bio|read bio|breaking news|local news|top stories|close follow|posted on|posted in|published on|published by|updated on|modified|last modified|last updated|previous|next|image|images|photo|photos|video|videos|getty images|shutterstock|istock|courtesy|tags|category|categories|reviews|review|features|opinion|sports|politics|business|technology|lifestyle|entertainment|culture|world|nation|local|science x|pt|et|est|edt|pst|pdt|utc|gmt|published at|grow|paid|stories|product|seo
    |suggest changes|suggest an edit|edit this page|edit on github|improve this page|release date|publication date|publish date|event date|issue date|date posted|date published|published date|font size|text size|حجم الخط|taille du texte|schriftgröße|tamaño de letra|tamanho da letra
    |none|n a|null|test|demo|me|us|no author|no byline|byline|writer|by|von|par|us staff|wire services|wire reports|news services|agencies|agency|from staff reports|staff and wire reports|from wire reports|web staff|digital staff|associated editor|publisher|support|info|marketing|marketing team|content team
    |facebook|twitter|instagram|linkedin|youtube|pinterest|email|print|whatsapp|telegram|reddit|website|view all posts|all posts|see all|bio|profile|view profile|disclaimer|disclosure|privacy policy|editorial guidelines|editorial standards|editorial process|learn more|our team|meet the team|meet our team|about us|written by|reviewed by|fact checked
    |管理员|佚名|匿名|编辑|編輯|编辑部|編集部|관리자|운영자|администратор|аноним|гость
";

/// Small words inside names, which are not capitalised.
const PARTICLES: &str = "de del della delle dei degli di da das do dos du des la le les el al van von der den ter ten zu zur zum af av y e i bin ibn ben bint abu of the and und et ap mac o d l san santa st ul ur op te zum dello";

/// Words that no person's name holds.
const STOPS: &str = "the of and for to with this that about your our my is are how what why when where who share more not be on read see view article tags home best latest news";

/// What is left of "on 3 May" or "updated 3 May" when the date is taken off.
const TRAILERS: &str = "on in at am le el op il em den updated update published last posted modified reviewed edited date published- il den vom from since min read mins minutes aktualisiert publié actualizado publicado pubblicato aggiornato atualizado aktualizováno opublikowano utworzenia data stand giriş tarihi güncelleme yayınlanma опубликовано обновлено опубліковано оновлено פורסם עודכן 입력 수정 등록 승인 발행 발행일 송고 업데이트 发布 更新 配信 公開 掲載 نشر تحديث";

/// What may stand after a comma and belongs to the name before it.
const SUFFIXES: &str = "jr sr ii iii iv esq";

/// Letters after a name that say what was studied. They are no part of it.
const DEGREES: &str = "phd md mph mba ma msc bsc ms rd rdn rn jd llm llb dds dvm cfa cpa cfp edd psyd do pharmd ba bs mfa facp cscs ldn lcsw np pa dr pe cissp pmp eng obe mbe cbe frcp mbbs frs ph d m d rph aprn dpt cpt ra ccrn cnm lmft lpc esq";

type Rows = Vec<(String, Lead)>;

static LEADS: LazyLock<Rows> = LazyLock::new(|| {
    let mut rows: Rows = Vec::new();
    for (role, phrases) in ROLE_BY {
        rows.extend(phrases.split('|').map(|it| (key(it), Lead::RoleBy(*role))));
    }
    rows.extend(CHECKERS.split('|').map(|it| (key(it), Lead::Checker)));
    for (role, phrases) in ROLES {
        rows.extend(phrases.split('|').map(|it| (key(it), Lead::Role(*role))));
    }
    rows.extend(BY.split('|').map(|it| (key(it), Lead::By)));
    // Stable, so that the first listed meaning of a phrase is kept.
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    rows.dedup_by(|b, a| a.0 == b.0);
    rows
});

static JOB: LazyLock<Vec<String>> = LazyLock::new(|| sorted(JOBS.split_whitespace()));
static BODY: LazyLock<Vec<String>> = LazyLock::new(|| sorted(BODIES.split_whitespace()));
static NO_ONE: LazyLock<Vec<String>> = LazyLock::new(|| sorted(NOBODY.split('|')));
static JOINS: LazyLock<Vec<String>> = LazyLock::new(|| sorted(AND.split(' ')));
static PARTICLE: LazyLock<Vec<String>> = LazyLock::new(|| sorted(PARTICLES.split(' ')));
static SUFFIX: LazyLock<Vec<String>> = LazyLock::new(|| sorted(SUFFIXES.split(' ')));
static STOP: LazyLock<Vec<String>> = LazyLock::new(|| sorted(STOPS.split(' ')));
static TRAILER: LazyLock<Vec<String>> = LazyLock::new(|| sorted(TRAILERS.split(' ')));
static DEGREE: LazyLock<Vec<String>> = LazyLock::new(|| sorted(DEGREES.split(' ')));

fn sorted<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut words: Vec<_> = words.map(key).filter(|it| !it.is_empty()).collect();
    words.sort();
    words
}

fn holds(list: &[String], word: &str) -> bool {
    list.binary_search_by(|it| it.as_str().cmp(word)).is_ok()
}

/// Returns the words of a phrase, folded, one space between.
pub(super) fn key(phrase: &str) -> String {
    let words: Vec<String> =
        tokens(phrase).iter().filter_map(|it| it.word().map(str::to_owned)).collect();
    words.join(" ")
}

/// Returns the longest lead that begins at a token, and how many tokens it has.
pub(super) fn lead(tokens: &[Token], at: usize) -> Option<(Lead, usize)> {
    let rows = &*LEADS;
    let mut phrase = String::new();
    let mut found = None;
    for (i, token) in tokens[at..].iter().enumerate().take(8) {
        let Some(word) = token.word() else {
            if i > 0 && matches!(token.mark(), Some('\'' | '-')) {
                continue;
            }
            break;
        };
        if !phrase.is_empty() {
            phrase.push(' ');
        }
        phrase.push_str(word);
        let place = rows.partition_point(|it| it.0.as_str() < phrase.as_str());
        match rows.get(place) {
            Some(row) if row.0 == phrase => found = Some((row.1, i + 1)),
            Some(row) if row.0.starts_with(&phrase) => (),
            _ => break,
        }
    }
    found
}

/// Returns whether a folded word joins two names.
pub(super) fn joins(word: &str) -> bool {
    holds(&JOINS, word)
}

pub(super) fn is_job(word: &str) -> bool {
    holds(&JOB, word)
}

pub(super) fn is_body(word: &str) -> bool {
    holds(&BODY, word)
}

/// Returns whether a whole name, as [`key`] folds it, is no one's.
pub(super) fn is_nobody(name: &str) -> bool {
    holds(&NO_ONE, name)
}

pub(super) fn is_particle(word: &str) -> bool {
    holds(&PARTICLE, word)
}

pub(super) fn is_suffix(word: &str) -> bool {
    holds(&SUFFIX, word)
}

pub(super) fn is_degree(word: &str) -> bool {
    holds(&DEGREE, word)
}

/// Returns whether a word is never part of a person's name.
pub(super) fn is_stop(word: &str) -> bool {
    holds(&STOP, word)
}

/// Returns whether a word belongs to a date that followed it.
pub(super) fn is_trailer(word: &str) -> bool {
    holds(&TRAILER, word)
}
