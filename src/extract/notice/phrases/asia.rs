//! What notices say in Indonesian, Vietnamese, Chinese, Japanese and Korean.

use super::{Language, field, label, says};

pub(super) const INDONESIAN: Language = Language {
    code: "id",
    subject: r"\b(?:artikel|tulisan|berita|wawancara|kolom|esai|laporan|ulasan|konten|opini|terjemahan|naskah|teks)\b",
    phrases: &[
        says(
            "pertama kali",
            r"\bpertama kali (?:di)?(?:terbit(?:kan)?|muat|publikasikan|tayang(?:kan)?|unggah) {when}(?:di|oleh|pada|dalam) {who}",
        ),
        says(
            "telah terbit",
            r"\b(?:telah|sudah) (?:terbit|tayang|dimuat) (?:sebelumnya )?(?:di|pada|dalam) {who}",
        ),
        says(
            "awalnya",
            r"\b(?:pada )?awalnya (?:di)?(?:terbit(?:kan)?|muat|publikasikan|tayang(?:kan)?) {when}(?:di|oleh|pada|dalam) {who}",
        ),
        says(
            "sebelumnya",
            r"\bsebelumnya (?:telah )?(?:di)?(?:terbit(?:kan)?|muat|publikasikan|tayang(?:kan)?) {when}(?:di|oleh|pada|dalam) {who}",
        ),
        says(
            "diterbitkan ulang",
            r"\bditerbitkan (?:ulang|kembali) (?:dari|atas izin|dengan izin|seizin) {who}",
        ),
        says(
            "dengan izin",
            r"\b(?:dimuat|diterbitkan|ditayangkan)[^.]{0,30}(?:dengan|atas) izin (?:dari )?{who}",
        ),
    ],
    lead: r"(?:(?:situs|laman|majalah|koran|harian|surat kabar|blog|portal|media|buku|edisi|\S*\d+) )+",
    stop: r" (?:di bawah|dengan judul|dan (?:diterbitkan|dimuat|telah)|pada \d|pada tanggal|dengan izin|berdasarkan)\b",
    permission: r"\b(?:dengan|atas|se)\s?izin\b",
    translated: r"\b(?:diterjemahkan|terjemahan|penerjemah)\b",
};

pub(super) const VIETNAMESE: Language = Language {
    code: "vi",
    subject: r"\b(?:bài viết|bài báo|bài|phỏng vấn|câu chuyện|bản dịch|bài phân tích|bài này)\b",
    phrases: &[
        says(
            "lần đầu",
            r"\b(?:được )?(?:đăng|xuất bản|công bố|đăng tải) lần đầu(?: tiên)? {when}(?:trên|tại|ở|bởi|trong) {who}",
        ),
        says(
            "lần đầu",
            r"\blần đầu(?: tiên)? (?:được )?(?:đăng|xuất bản|công bố|đăng tải) {when}(?:trên|tại|ở|bởi|trong) {who}",
        ),
        says("nguyên gốc", r"\b(?:đăng|xuất bản) nguyên gốc (?:trên|tại|ở) {who}"),
        says("đăng lại", r"\bđăng lại (?:từ|với sự cho phép của|theo) {who}"),
        says(
            "cho phép của",
            r"\b(?:đăng|xuất bản|đăng lại|tái bản)\b[^.]{0,30}với sự cho phép của {who}",
        ),
        says("ban đầu", r"\bban đầu (?:được )?(?:đăng|xuất bản) (?:trên|tại|ở) {who}"),
    ],
    lead: r"(?:(?:báo|tạp chí|trang|trang web|website|blog|tờ|sách|số|\S*\d+) )+",
    stop: r" (?:theo giấy phép|với sự|và (?:được|đã)|ngày \d|vào ngày|với tựa đề|dưới)\b",
    permission: r"\b(?:với )?sự cho phép\b|\bđược phép\b",
    translated: r"\b(?:dịch|bản dịch|biên dịch)\b",
};

pub(super) const CHINESE: Language = Language {
    code: "zh",
    subject: r"本文|文章|此文|本篇|原文|该文|該文|本稿|这篇|這篇",
    phrases: &[
        says("载自", r"(?:转|轉)?载自[：:]? ?{who}"),
        says("載自", r"(?:转|轉)?載自[：:]? ?{who}"),
        says("转自", r"转自[：:]? ?{who}"),
        says("轉自", r"轉自[：:]? ?{who}"),
        says("首发", r"首发(?:于|在|自|[：:])? ?{who}"),
        says("首發", r"首發(?:於|于|在|自|[：:])? ?{who}"),
        says("原载", r"原载(?:于|[：:])? ?{who}"),
        says("原載", r"原載(?:於|于|[：:])? ?{who}"),
        says("原刊", r"原刊(?:于|於|登于|登於|[：:])? ?{who}"),
        says(
            "发表于",
            r"(?:最早|最初|首次|首先|原)(?:发表|刊登|刊发)(?:于|在)(?: |\b){who}",
        ),
        says(
            "發表於",
            r"(?:最早|最初|首次|首先|原)(?:發表|刊登|刊發)(?:於|在)(?: |\b){who}",
        ),
        says("授权", r"(?:经|獲|获|由)(?: |\b){who} ?授权(?:转载|发布|刊登|翻译|发表)"),
        says("授權", r"(?:經|獲|由)(?: |\b){who} ?授權(?:轉載|發布|刊登|翻譯|發表)"),
        field(
            "来源",
            r"^(?:稿件|文章|新闻|信息|本文|内容)?来源 ?[：:] ?(?:本文)?(?:转载自)?{who}",
        ),
        field("來源", r"^(?:稿件|文章|新聞|資料|本文|內容)?來源 ?[：:] ?{who}"),
        field("出处", r"^(?:文章)?出处 ?[：:] ?{who}"),
    ],
    lead: r"(?:微信公众号|公众号|微信公號|杂志|雜誌|网站|網站) ?[：:“「《]?",
    stop: r"\s+(?:作者|编辑|編輯|责任编辑|責任編輯|责编|记者|記者|时间|時間|日期|发布|發布|编者|我要|字号|字體|浏览|点击|评论|分享|打印|\d|[|│])|网友|，|授权|授權|\s*\d{4}年|\s*\d{4}-",
    permission: r"授权|授權|许可|許可|允许",
    translated: r"翻译|翻譯|编译|編譯|译者|譯者|译自|譯自",
};

pub(super) const JAPANESE: Language = Language {
    code: "ja",
    subject: r"本記事|この記事|本稿|本コラム|この文章|本インタビュー|本論考|本エッセイ|元記事|このコラム|このインタビュー",
    phrases: &[
        says(
            "転載",
            r"(?:(?:本|この|当)(?:記事|稿|コラム|文章|インタビュー|論考|エッセイ)は、?)?{who}(?:で|に|にて|が|誌に)(?:\d{4}年[^、。]{0,12}に?|[^、。]{0,20}?)?(?:掲載|公開|配信|発表|執筆)[^。]{0,30}(?:転載|再掲)",
        ),
        says(
            "転載",
            r"(?:(?:本|この|当)(?:記事|稿|コラム|文章|インタビュー)は、?)?{who}(?:より|から)(?:の)?(?:許可を得て|許諾を得て|承諾を得て)?(?:引用)?転載",
        ),
        says(
            "許可を得て",
            r"(?:(?:本|この)(?:記事|稿|コラム)は、?)?{who}の(?:許可|許諾|承諾)を得て(?:転載|掲載|翻訳)",
        ),
        says(
            "最初に",
            r"(?:本|この)(?:記事|稿|コラム|文章|インタビュー)は、?(?:最初に|初めに|もともと)?{who}(?:で|に|にて)(?:最初に|初めて)?(?:掲載|公開|発表)",
        ),
        label("初出", r"^[（(]?初出 ?[：:／/] ?{who}"),
        label("転載元", r"^[（(]?転載元 ?[：:／/] ?{who}"),
        label("提供", r"^[（(]?(?:記事|文)提供 ?[：:／/=＝] ?{who}"),
        label("元記事", r"^[（(]?元記事(?:はこちら)? ?[：:／/] ?{who}"),
    ],
    lead: r"(?:本記事|この記事|本稿|本コラム|このコラム|この文章|本インタビュー|元記事|この\p{L}{1,6}?)(?:は|が|も)、?|(?:雑誌|月刊誌|週刊誌|ウェブマガジン|ウェブサイト|サイト|ブログ|新聞|書籍) ?",
    stop: r"(?:で|に|にて|より|から)(?:\d|掲載|公開|配信|転載|$)|の許可|\s*\d{4}年|\d{4}/|に掲載|で公開|号$",
    permission: r"(?:許可|許諾|承諾|了承)を(?:得|いただ)",
    translated: r"翻訳|訳者|和訳|訳:|訳：",
};

pub(super) const KOREAN: Language = Language {
    code: "ko",
    subject: r"(?:이|본|위) ?(?:글|기사|칼럼|인터뷰|원고|에세이|보고서|번역|리뷰)",
    phrases: &[
        says(
            "처음",
            r"(?:(?:이|본|위) ?(?:글|기사|칼럼|인터뷰|원고|에세이)[은는이가] )?{who}(?:에|에서|를 통해|을 통해) (?:[^.]{0,14} )?처음 (?:게재|실|발표|공개|출판|보도)",
        ),
        says(
            "처음",
            r"(?:이|본|위) ?(?:글|기사|칼럼|인터뷰|원고|에세이)[은는이가] 처음(?:으로)? {who}(?:에|에서) (?:게재|실|발표|공개|보도)",
        ),
        says(
            "최초",
            r"(?:(?:이|본|위) ?(?:글|기사|칼럼|인터뷰|원고|에세이)[은는이가] )?(?:최초(?:로)? )?{who}(?:에|에서) (?:최초(?:로)? )?(?:게재|실|발표|공개)",
        ),
        says(
            "게재된",
            r"(?:이|본|위) ?(?:글|기사|칼럼|인터뷰|원고|에세이)[은는이가] {who}(?:에|에서) (?:[^.]{0,14} )?(?:먼저 )?게재된 (?:것|글|기사)",
        ),
        says(
            "실린",
            r"(?:이|본|위) ?(?:글|기사|칼럼|인터뷰|원고|에세이)[은는이가] {who}(?:에|에서) (?:[^.]{0,14} )?실린 (?:것|글|기사)",
        ),
        says(
            "전재",
            r"{who}(?:에서|의 허락을 받아|의 허가를 받아|의 동의를 얻어) (?:전재|재게재|옮겨)",
        ),
        says(
            "허락",
            r"{who}의 (?:허락|허가|동의)(?:을|를) (?:받아|얻어) (?:게재|전재|재게재|싣|번역|옮)",
        ),
        label("원문", r"^원문(?: 출처| 보기| 링크)? ?[:：] ?{who}"),
    ],
    lead: r"(?:이|본|위) ?(?:글|기사|칼럼|인터뷰|원고|에세이)[은는이가] |(?:(?:월간|주간|일간|잡지|신문|웹사이트|블로그|계간) )+",
    stop: r"(?:에서?|를|을|의|지|호)? (?:처음|최초|게재|실린|\d|전재|허락)|에 |에서 ",
    permission: r"(?:허락|허가|동의)(?:을|를)? (?:받아|얻어|하에)",
    translated: r"번역|옮긴이|옮김",
};
