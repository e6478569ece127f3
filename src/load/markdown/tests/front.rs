//! What stands in front matter, and what is Markdown at all.

use super::*;

#[test]
fn front_matter_of_each_tool_is_read() {
    let (jekyll, report) = load(
        "---\ntitle: Dusk\nauthor: Ada Night and Bo Lens\ndate: 2024-05-03 21:30:00 +0200\n\
         tags: [sky, dome]\ncategories: Science\nimage: /img/dome.jpg\ncanonical_url: <https://a.example/dusk>\n\
         lang: en_GB\nlicense: CC-BY-4.0\n---\nDark.\n",
    );
    let card = &jekyll.metadata;
    assert_eq!(card.title, "Dusk");
    let names: Vec<&str> = jekyll.authors.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Ada Night", "Bo Lens"]);
    assert_eq!(card.published.unwrap().to_string(), "2024-05-03T21:30:00+02:00");
    assert_eq!(card.tags, ["sky", "dome"]);
    assert_eq!(card.categories, ["Science"]);
    assert_eq!(
        card.image.as_ref().unwrap().address,
        Address::Local("/img/dome.jpg".into())
    );
    assert_eq!(card.canonical.as_ref().unwrap().as_str(), "https://a.example/dusk");
    assert_eq!(card.language.as_deref(), Some("en-GB"));
    assert_eq!(jekyll.provenance.licence.unwrap().spdx.as_deref(), Some("CC-BY-4.0"));
    assert!(report.found.iter().any(|it| it.field == "published" && it.rule == "date"));

    let (zola, _) = load(
        "+++\ntitle = \"Dusk\"\ndate = 2024-05-03\nupdated = 2024-05-04T10:00:00Z\n\
         [taxonomies]\ntags = [\"sky\"]\n[extra]\nsubtitle = \"Dek\"\n+++\nDark.\n",
    );
    assert_eq!(zola.metadata.published.unwrap().to_string(), "2024-05-03");
    assert_eq!(zola.metadata.updated.unwrap().to_string(), "2024-05-04T10:00:00Z");
    assert_eq!(zola.metadata.tags, ["sky"]);
    assert_eq!(zola.metadata.subtitle.as_deref(), Some("Dek"));

    let (astro, _) =
        load("---\ntitle: Dusk\npubDate: 2024-05-03\nheroImage: ./a.png\n---\nDark.\n");
    assert_eq!(astro.metadata.published.unwrap().to_string(), "2024-05-03");
    assert!(astro.metadata.image.is_some());

    let (obsidian, _) = load(
        "---\nauthor:\n  - \"[[Ada Night]]\"\ntags:\n  - \"#sky\"\n---\n# Dusk\n\nDark.\n",
    );
    assert_eq!(obsidian.authors[0].name, "Ada Night");
    assert_eq!(obsidian.metadata.tags, ["sky"]);
    assert_eq!(obsidian.metadata.title, "Dusk");
    assert_eq!(obsidian.body.text(), "Dark.");
}

#[test]
fn broken_front_matter_is_reported_and_read_by_line() {
    let (article, report) = load("---\ntitle: Dusk: a diary\n  - {\n---\nDark.\n");
    assert!(article.metadata.title.starts_with("Dusk: a diary"));
    assert_eq!(article.body.text(), "Dark.");
    assert!(report.entries.iter().any(|it| it.code == Code::FrontMatterBroken));
}

#[test]
fn authors_say_what_they_did_and_who_they_are() {
    let (article, _) = load(
        "---\nauthors:\n  - name: Ada Night\n    role: photographs\n    bio: |\n      Ada looks\n      up.\n\n      \
         She waits.\n  - name: Bo Lens\n    role: Night watchman\n---\nText.\n",
    );
    let [ada, bo] = &*article.authors else { panic!("{:?}", article.authors) };
    assert_eq!(ada.contributions, [Contribution::Photographs]);
    assert_eq!(words(&ada.bio), "Ada looks up.\nShe waits.");
    assert_eq!(bo.position.as_deref(), Some("Night watchman"));
    let (article, _) = load("---\nauthor: Ada\nauthor_bio: Ada sleeps.\n---\nText.\n");
    assert_eq!(words(&article.authors[0].bio), "Ada sleeps.");
}

#[test]
fn a_date_that_cannot_be_read_is_reported() {
    for said in ["03/05/2020", "2020-13-45", "yesterday"] {
        let (article, report) =
            load(&format!("---\ntitle: Dusk\ndate: {said}\n---\n\nDark.\n"));
        assert_eq!(article.metadata.published, None);
        let entry = report.entries.iter().find(|it| it.code == Code::DateUnread);
        assert_eq!(entry.unwrap().subject, format!("date: {said}"));
    }
    let (_, report) =
        load("---\ntitle: Dusk\ndate: \ncreated: 2020-05-03\n---\n\nDark.\n");
    assert!(report.entries.iter().all(|it| it.code != Code::DateUnread));
}

#[test]
fn is_told_from_other_formats() {
    let named = |name: &str| {
        let mut source = Source::new("# Dusk");
        source.file_name = Some(name.into());
        Markdown.accepts(&source)
    };
    assert!(named("a.md") && named("b/C.Markdown") && !named("a.html"));
    assert!(Markdown.accepts(&Source::new("---\ntitle: Dusk\n---\n")));
    assert!(!Markdown.accepts(&Source::new("<p>---")));
}
