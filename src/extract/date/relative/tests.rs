use super::*;

fn before(text: &str) -> String {
    let from = "2024-05-03T09:30:00+02:00".parse().unwrap();
    let found = relative(text).and_then(|it| it.before(from));
    found.map_or_else(|| format!("nothing in {text:?}"), |it| it.to_string())
}

#[test]
fn distances_are_read_in_many_languages() {
    for text in [
        "3 days ago",
        "vor 3 Tagen",
        "il y a 3 jours",
        "hace 3 días",
        "há 3 dias",
        "3 giorni fa",
        "3 dagen geleden",
        "för 3 dagar sedan",
        "for 3 dage siden",
        "3 päivää sitten",
        "3 dni temu",
        "před 3 dny",
        "3 дня назад",
        "3 дні тому",
        "3 gün önce",
        "πριν από 3 ημέρες",
        "قبل 3 أيام",
        "منذ 3 أيام",
        "3 روز پیش",
        "לפני 3 ימים",
        "3天前",
        "3 天前",
        "3日前",
        "3일 전",
        "3 hari yang lalu",
        "3 ngày trước",
        "3 दिन पहले",
        "3d",
        "3d ago",
        "Posted 3 days ago",
    ] {
        assert_eq!(before(text), "2024-04-30", "{text}");
    }
    for text in [
        "2 hours ago",
        "vor 2 Stunden",
        "2 小时前",
        "2時間前",
        "2시간 전",
        "2h",
        "il y a 2 heures",
        "2 saat önce",
        "2 часа назад",
        "2 giờ trước",
        "2 hrs ago",
    ] {
        assert_eq!(before(text), "2024-05-03T07:30:00+02:00", "{text}");
    }
    for text in [
        "yesterday",
        "gestern",
        "Hier",
        "a day ago",
        "vor einem Tag",
        "昨天",
        "Yesterday at 13:10",
        "hace un día",
        "منذ يوم",
        "어제",
    ] {
        assert_eq!(before(text), "2024-05-02", "{text}");
    }
    assert_eq!(before("2 months ago"), "2024-03");
    assert_eq!(before("vor 3 Jahren"), "2021");
    assert_eq!(before("3 years ago"), "2021");
    assert_eq!(before("3 недели назад"), "2024-04-12");
}

#[test]
fn nothing_is_resolved_more_finely_than_it_can_be() {
    let day: Date = "2024-05-03".parse().unwrap();
    assert!(relative("2 hours ago").unwrap().before(day).is_none());
    assert_eq!(
        relative("2 days ago").unwrap().before(day).unwrap().to_string(),
        "2024-05-01"
    );
}

#[test]
fn other_phrases_are_not_distances() {
    for text in [
        "3 May 2024",
        "4 comments",
        "read more",
        "5 min read",
        "two",
        "",
        "20 m",
        "a long time in politics",
    ] {
        assert!(relative(text).is_none(), "{text} -> {:?}", relative(text));
    }
}
