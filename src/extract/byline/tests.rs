use super::*;
use Contribution::{Film, Photographs, Text};

/// Names with the codes of what each did.
fn read(text: &str) -> String {
    let byline = parse(text);
    let names = byline.authors.iter().map(|it| {
        let codes: Vec<_> = it.contributions.iter().map(|it| it.marc()).collect();
        if codes.is_empty() {
            it.name.clone()
        } else {
            format!("{} {}", it.name, codes.join("+"))
        }
    });
    names.collect::<Vec<_>>().join("; ")
}

#[test]
fn one_name_with_several_roles() {
    let byline = parse("Text, photos and film: Ana Ruiz");
    assert_eq!(byline.authors.len(), 1);
    assert_eq!(byline.authors[0].name, "Ana Ruiz");
    assert_eq!(byline.authors[0].contributions, [Text, Photographs, Film]);
    assert!(byline.led);
}

#[test]
fn several_names_and_roles() {
    for (text, want) in [
        ("By Ana Ruiz", "Ana Ruiz"),
        ("By Ana Ruiz and Bo Lind", "Ana Ruiz; Bo Lind"),
        ("By Ana Ruiz, Bo Lind and Cy Moss", "Ana Ruiz; Bo Lind; Cy Moss"),
        ("By Ana Ruiz, Bo Lind, and Cy Moss", "Ana Ruiz; Bo Lind; Cy Moss"),
        (
            "By Ana Ruiz and Bo Lind, with additional reporting by Cy Moss",
            "Ana Ruiz; Bo Lind; Cy Moss rpt",
        ),
        ("By Ana Ruiz with Bo Lind", "Ana Ruiz; Bo Lind ctb"),
        ("By Ana Ruiz Contributions from Bo Lind", "Ana Ruiz; Bo Lind ctb"),
        ("Ana Ruiz • Valley Press, National Sea Analyst", "Ana Ruiz"),
        ("Words by Ana Ruiz, photos by Bo Lind", "Ana Ruiz aut; Bo Lind pht"),
        ("Words by Ana Ruiz Photos by Bo Lind", "Ana Ruiz aut; Bo Lind pht"),
        ("Text: Ana Ruiz. Fotos: Bo Lind", "Ana Ruiz aut; Bo Lind pht"),
        ("Ana Ruiz (text), Bo Lind (photos)", "Ana Ruiz aut; Bo Lind pht"),
        ("Ana Ruiz | 3 May 2024 | 5 min read", "Ana Ruiz"),
        ("By Ana Ruiz, Staff Writer", "Ana Ruiz"),
        ("By Ana Ruiz, The Valley Herald", "Ana Ruiz"),
        ("By Ana Ruiz in Lima", "Ana Ruiz"),
        ("By Ana Ruiz The Valley Press", "Ana Ruiz"),
        ("By ANA RUIZ Associated Press", "ANA RUIZ Associated Press"),
        ("Ana Ruiz, Ph.D.", "Ana Ruiz"),
        ("By Bo Lind, Jr. and Ana Ruiz", "Bo Lind, Jr.; Ana Ruiz"),
        ("Posted by Ana Ruiz on 3 May 2024 | 4 comments", "Ana Ruiz"),
        ("Von Ana Ruiz und Bo Lind", "Ana Ruiz; Bo Lind"),
        ("Von Ana von der Au", "Ana von der Au"),
        ("Par Ana Ruiz et Bo Lind", "Ana Ruiz; Bo Lind"),
        ("Por Ana Ruiz y Bo Lind", "Ana Ruiz; Bo Lind"),
        ("Di Ana Ruiz", "Ana Ruiz"),
        ("Door Ana Ruiz en Bo Lind", "Ana Ruiz; Bo Lind"),
        ("Tekst: Ana Ruiz, Foto: Bo Lind", "Ana Ruiz aut; Bo Lind pht"),
        ("Автор: Лев Иванов", "Лев Иванов aut"),
        ("作者：张三", "张三 aut"),
        ("撰文：张三 摄影：李四", "张三 aut; 李四 pht"),
        ("文/张三 图/李四", "张三 aut; 李四 pht"),
        ("홍길동 기자", "홍길동"),
        ("بقلم محمد علي", "محمد علي"),
        ("Oleh Ana Ruiz", "Ana Ruiz"),
        ("Written by Ana Ruiz, reviewed by Bo Lind", "Ana Ruiz"),
        ("Translated by Ana Ruiz", "Ana Ruiz trl"),
        ("Translated by Bo Lind. By Ana Ruiz", "Ana Ruiz; Bo Lind trl"),
        ("By Ana Ruiz, Sea Institute; Bo Lind, Valley Press", "Ana Ruiz; Bo Lind"),
        ("Por Ana Ruiz, do Rio", "Ana Ruiz"),
        ("Yazan: Ayşe Yıldız / İstanbul", "Ayşe Yıldız aut"),
        ("القاهرة - سلمى الخطيب", "سلمى الخطيب"),
        ("रोहित नेगी, देहरादून", "रोहित नेगी"),
        ("كتب - محمود فوزي", "محمود فوزي"),
        ("Разработчик", ""),
    ] {
        assert_eq!(read(text), want, "{text}");
    }
}

#[test]
fn bylines_are_read_in_many_languages() {
    for (text, want) in [
        ("Por Ana Ruiz e Bo Lind, fotos de Cy Moss", "Ana Ruiz; Bo Lind; Cy Moss pht"),
        ("Texto: Ana Ruiz. Tradução: Bo Lind", "Ana Ruiz aut; Bo Lind trl"),
        ("Di Ana Ruiz e Bo Lind", "Ana Ruiz; Bo Lind"),
        ("Testo di Ana Ruiz, foto di Bo Lind", "Ana Ruiz aut; Bo Lind pht"),
        ("Tekst: Ana Ruiz, Zdjęcia: Bo Lind", "Ana Ruiz aut; Bo Lind pht"),
        ("Autorka: Ana Ruiz, tłumaczenie: Bo Lind", "Ana Ruiz aut; Bo Lind trl"),
        ("Автори: Лев Іваненко та Олена Бойко", "Лев Іваненко aut; Олена Бойко aut"),
        (
            "Текст: Лев Іваненко, світлини: Олена Бойко",
            "Лев Іваненко aut; Олена Бойко pht",
        ),
        ("Текст: Лев Иванов, перевод: Анна Орлова", "Лев Иванов aut; Анна Орлова trl"),
        ("Napsal Jan Novák, foto: Eva Malá", "Jan Novák; Eva Malá pht"),
        ("Yazan: Ali Demir, Fotoğraflar: Ece Kaya", "Ali Demir aut; Ece Kaya pht"),
        ("Av Ana Lund och Bo Lind", "Ana Lund; Bo Lind"),
        ("Text: Ana Lund, Bild: Bo Lind", "Ana Lund aut; Bo Lind pht"),
        ("Af Ana Lund og Bo Lind", "Ana Lund; Bo Lind"),
        ("Tekst av Ana Lund, foto av Bo Lind", "Ana Lund aut; Bo Lind pht"),
        ("Teksti: Aino Laine, kuvat: Eero Virta", "Aino Laine aut; Eero Virta pht"),
        (
            "Κείμενο: Άννα Ρήγα, Φωτογραφίες: Νίκος Μάρης",
            "Άννα Ρήγα aut; Νίκος Μάρης pht",
        ),
        ("Της Άννα Ρήγα", "Άννα Ρήγα"),
        ("بقلم: محمد علي، تصوير: سعاد حسن", "محمد علي; سعاد حسن pht"),
        ("نویسنده: علی رضایی، ترجمه: مریم کریمی", "علی رضایی aut; مریم کریمی trl"),
        ("מאת דן לוי, צילום: רות כהן", "דן לוי; רות כהן pht"),
        ("लेखक: अनिल शर्मा, अनुवाद: रेखा वर्मा", "अनिल शर्मा aut; रेखा वर्मा trl"),
        (
            "Oleh Ana Putri dan Budi Santoso, foto: Citra Dewi",
            "Ana Putri; Budi Santoso; Citra Dewi pht",
        ),
        ("Tác giả: Nguyễn An, ảnh: Trần Bình", "Nguyễn An aut; Trần Bình pht"),
        ("撰文：张三 翻译：李四", "张三 aut; 李四 trl"),
        ("文：山田太郎 写真：鈴木花子", "山田太郎 aut; 鈴木花子 pht"),
        ("글 홍길동, 사진 김영희", "홍길동 aut; 김영희 pht"),
        ("글 홍길동 사진 김영희", "홍길동 aut; 김영희 pht"),
        ("홍길동 선임기자", "홍길동"),
        ("발행 2024.03.05 14:20 | 홍길동 기자", "홍길동"),
        ("د. منى عبد الرحمن", "د. منى عبد الرحمن"),
        ("기자명 홍길동 기자", "홍길동"),
        ("홍길동 기자 gildong@a.example, 김영희 기자", "홍길동; 김영희"),
        ("记者 张小三 李四", "张小三 aut; 李四 aut"),
        ("新京报记者 张小三", "张小三 aut"),
        ("本报记者 张小三 李小四", "张小三 aut; 李小四 aut"),
        ("記者陳小君／台北報導", "陳小君 aut"),
        ("中央社記者黃小庭台北21日電", "黃小庭 aut"),
        ("記者 陳小君、黃小庭 / 綜合報導", "陳小君 aut; 黃小庭 aut"),
        ("来源：江海日报 作者：张小三 李小四", "张小三 aut; 李小四 aut"),
        ("文・山田太郎　写真・鈴木花子", "山田太郎 aut; 鈴木花子 pht"),
        ("取材・文＝山田太郎、撮影＝鈴木花子", "山田太郎 aut; 鈴木花子 pht"),
        ("執筆者：山田太郎", "山田太郎 aut"),
        ("山田太郎記者", "山田太郎"),
        ("山田太郎　鈴木花子", "山田太郎; 鈴木花子"),
        ("山田 太郎", "山田 太郎"),
        ("文：ジョン・スミス", "ジョン・スミス aut"),
        ("سلمى الخطيب ويوسف حداد", "سلمى الخطيب; يوسف حداد"),
        ("محمد وليد حسن", "محمد وليد حسن"),
        ("נועה ברק ואיתי שלום", "נועה ברק; איתי שלום"),
        ("נועה ברק, כתבת לענייני חינוך", "נועה ברק"),
        ("ผู้เขียน: สมชาย ใจดี", "สมชาย ใจดี aut"),
        ("เรื่อง: สมชาย ใจดี ภาพ: วรรณา ศรีสุข", "สมชาย ใจดี aut; วรรณา ศรีสุข pht"),
        ("โดย สมชาย ใจดี", "สมชาย ใจดี"),
        ("خبرنگار: مریم رضایی", "مریم رضایی aut"),
        ("مترجم: مریم رضایی", "مریم رضایی trl"),
        ("Беседовала Анна Орлова", "Анна Орлова ivr"),
        ("Ein Gastbeitrag von Ana Ruiz", "Ana Ruiz"),
        ("Eine Kolumne von Ana Ruiz", "Ana Ruiz"),
        ("Par Ana Ruiz avec AFP", "Ana Ruiz; AFP ctb"),
        ("Teksti Aino Laine, kuvat Eero Virta", "Aino Laine aut; Eero Virta pht"),
        ("Haber: Ayşe Yıldız / İstanbul", "Ayşe Yıldız aut"),
        ("Ana Ruiz, zdj. Bo Lind", "Ana Ruiz; Bo Lind pht"),
        ("by salt_and_sea and Ana Ruiz", "salt_and_sea; Ana Ruiz"),
    ] {
        assert_eq!(read(text), want, "{text}");
    }
}

#[test]
fn a_byline_is_the_naming_of_people() {
    for (text, want) in [
        ("By Ana Ruiz · 2 April 2019 · 6 min read", "By Ana Ruiz"),
        ("Ana Ruiz | 3 May 2024 | 4 comments", "Ana Ruiz"),
        ("Posted by Ana Ruiz on 3 May 2024", "Posted by Ana Ruiz"),
        ("3 May 2024 by Ana Ruiz Last updated: 4 May 2024", "by Ana Ruiz"),
        (
            "Text: Ana Ruiz · 3 May 2024 · Photos: Bo Lind",
            "Text: Ana Ruiz · Photos: Bo Lind",
        ),
        ("By Ana Ruiz | The Valley Herald", "By Ana Ruiz | The Valley Herald"),
        ("Text, photos and film: Ana Ruiz", "Text, photos and film: Ana Ruiz"),
        ("Von Ana Ruiz, 3. Mai 2024, 5 Min.", "Von Ana Ruiz"),
        ("文/张三 2024年5月3日", "文/张三"),
    ] {
        assert_eq!(naming(text, None), want, "{text}");
    }
}

#[test]
fn jobs_and_outlets_stay_with_the_name() {
    let byline = parse("By Ana Ruiz, Senior Reporter, and Bo Lind, The Valley Herald");
    assert_eq!(byline.authors[0].position.as_deref(), Some("Senior Reporter"));
    assert_eq!(byline.authors[1].affiliation.as_deref(), Some("The Valley Herald"));
}

#[test]
fn a_body_ends_where_the_next_person_begins() {
    for text in [
        "By Ana Ruiz, University of Salt, and Bo Lind, Institute of Light",
        "By Ana Ruiz, University of Salt; Bo Lind, Institute of Light",
        "By Ana Ruiz, University of Salt and Bo Lind, Institute of Light",
    ] {
        assert_eq!(read(text), "Ana Ruiz; Bo Lind", "{text}");
        let affiliation = parse(text).authors[0].affiliation.clone();
        assert_eq!(affiliation.as_deref(), Some("University of Salt"), "{text}");
    }
    let byline = parse(
        "Dr. Ana Ruiz, Professor of Salt, University of Light and Bo Lind, PhD Candidate",
    );
    assert_eq!(byline.authors.len(), 2, "{:?}", byline.authors);
    let byline = parse("By Ana Ruiz, Institute of Salt and Light");
    let affiliation = byline.authors[0].affiliation.as_deref();
    assert_eq!(affiliation, Some("Institute of Salt and Light"));
}

#[test]
fn no_author_is_invented() {
    for text in [
        "By admin",
        "5 min read",
        "Share this",
        "Read more about the lake",
        "Photo credits",
        "",
        "By the time they came, it was dark",
        "By using this site you agree",
    ] {
        assert_eq!(read(text), "", "{text}");
    }
    assert_eq!(parse("By Reuters").authors[0].kind, AuthorKind::Organisation);
}
