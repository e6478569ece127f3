use super::*;

fn article(title: &str, url: &str) -> Article {
    let mut article = Article::new(title);
    article.metadata.url = Some(url.parse().unwrap());
    article
}

fn web(text: &str) -> Address {
    Address::Web(text.parse().unwrap())
}

#[test]
fn finds_an_article_however_its_address_is_spelt() {
    let mut plan = Plan::default();
    let mut tide = article("Tide", "https://www.north.example/tide/");
    tide.metadata.canonical =
        Some("https://harbour.example/2020/tide.html".parse().unwrap());
    plan.add(&tide, Some("essays/tide.md"));
    plan.add(&article("Ebb", "https://north.example/?p=7"), Some("essays/old/ebb.html"));
    for text in [
        "http://north.example/tide",
        "https://north.example/tide/index.html?utm_source=x",
        "https://harbour.example/2020/tide.html",
    ] {
        assert_eq!(plan.target(1, &web(text)), Target::Chapter(0, None), "{text}");
    }
    assert_eq!(plan.target(0, &web("https://north.example/?p=8")), Target::Outside);
    assert_eq!(
        plan.target(0, &web("https://north.example/?p=7")),
        Target::Chapter(1, None)
    );
    for text in ["../tide.md", "/essays/tide", "../tide.md#"] {
        let address = Address::Local(text.into());
        assert_eq!(plan.target(1, &address), Target::Chapter(0, None), "{text}");
    }
    assert_eq!(
        plan.target(1, &Address::Local("../tide.md#nowhere".into())),
        Target::Broken(0)
    );
}

#[test]
fn puts_chapters_in_order() {
    let mut plan = Plan::default();
    for (title, date) in [("b", "2021"), ("a", "2020-05"), ("c", "")] {
        let mut article = Article::new(title);
        article.metadata.published = date.parse().ok();
        plan.add(&article, None);
    }
    assert_eq!(plan.order(), [0, 1, 2]);
    plan.sort(Order::Date, false);
    assert_eq!(plan.order(), [1, 0, 2]);
    plan.sort(Order::Date, true);
    assert_eq!(plan.order(), [0, 1, 2]);
    plan.sort(Order::Title, true);
    assert_eq!(plan.order(), [2, 0, 1]);
    plan.put_under(1, "Early");
    plan.sort(Order::Title, false);
    assert_eq!(plan.order(), [0, 2, 1]);
}

#[test]
fn sections_come_in_the_order_they_are_given_in() {
    let mut plan = Plan::default();
    for path in ["late/a.md", "preface.md", "early/b.md", "late/c.md"] {
        plan.add(&Article::new(path), Some(path));
    }
    let sections = [Section::new("Early", "early/*"), Section::new("Late", "late/*")];
    plan.divide(&sections).unwrap();
    plan.sort(Order::Given, false);
    assert_eq!(plan.order(), [1, 2, 0, 3]);
    assert_eq!(plan.card(2).section.as_deref(), Some("Early"));
    assert_eq!(plan.card(1).section, None);
}
