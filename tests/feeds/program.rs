//! `offprint feed` as a site's owner meets it.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

fn feed(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_offprint"))
        .current_dir(folder)
        .args(["feed", "posts", "-d", "out"])
        .args(arguments)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const TEXT: &str = "The lamp was lit at dusk, and put out again at dawn, as the table says. \
                    Oil was dear that year, which the ships minded more than the keeper.";

fn post(folder: &Path, name: &str, front: &str, text: &str) {
    fs::create_dir_all(folder.join("posts")).unwrap();
    let text = format!("---\n{front}\n---\n\n{text}\n");
    fs::write(folder.join("posts").join(name), text).unwrap();
}

fn ids(folder: &Path) -> Vec<String> {
    let text = fs::read_to_string(folder.join("out/feed.json")).unwrap();
    let feed: serde_json::Value = serde_json::from_str(&text).unwrap();
    let items = feed["items"].as_array().unwrap();
    items.iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn what_cannot_be_right_is_reported_and_nothing_invented() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    post(folder, "ahead.md", "title: Ahead\ndate: 2999-01-01", TEXT);
    post(folder, "undated.md", "title: Undated", &TEXT.replace("lamp", "signal"));
    post(folder, "untitled.md", "date: 2020-01-01", &TEXT.replace("lamp", "bell"));
    let same = "date: 2020-02-02\nid: tag:a.example,2020:1\ntitle";
    post(folder, "one.md", &format!("{same}: One"), &TEXT.replace("lamp", "gate"));
    post(folder, "two.md", &format!("{same}: Two"), &TEXT.replace("lamp", "door"));
    let link = TEXT.replace("lamp", "[lamp](lamp.html)");
    post(folder, "linked.md", "title: Linked\ndate: 2020-03-03", &link);
    let done = feed(folder, &["--title", "T", "--home", "https://a.example/"]);
    let said = said(&done);
    assert_eq!(done.status.code(), Some(0), "{said}");
    // What is only noted is said when asked for.
    let noted = feed(folder, &["--title", "T", "--home", "https://a.example/", "-v"]);
    let all = said + &self::said(&noted);
    for told in [
        "date-ahead",
        "warning[date-missing]: posts/undated.md",
        "title-guessed",
        "id-taken",
        "address-relative]: out/feed.xml: rss: lamp.html",
        "feed-address-missing",
    ] {
        assert!(all.contains(told), "`{told}` is not in:\n{all}");
    }
    let rss = fs::read_to_string(folder.join("out/feed.xml")).unwrap();
    assert!(!rss.contains("href=\"lamp.html\""), "{rss}");
    let all = ids(folder);
    let unique: std::collections::BTreeSet<_> = all.iter().collect();
    assert_eq!(unique.len(), 6, "{all:?}");
}

#[test]
fn what_has_not_changed_is_not_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    post(folder, "a.md", "title: A\ndate: 2020-01-01", TEXT);
    post(folder, "b.md", "title: B", &TEXT.replace("lamp", "bell"));
    let arguments = ["--title", "T", "--address", "https://a.example/"];
    let first = said(&feed(folder, &arguments));
    for file in ["posts/offprint.lock", "out/feed.xml", "out/atom.xml", "out/feed.json"] {
        let written = |it: &str| it.trim().starts_with("Written ") && it.ends_with(file);
        assert!(first.lines().any(written), "{first}");
    }
    let again = said(&feed(folder, &arguments));
    assert!(!again.contains("Written"), "{again}");
    assert_eq!(again.matches("Unchanged out/").count(), 3, "{again}");

    let before = ids(folder);
    fs::rename(folder.join("posts/a.md"), folder.join("posts/z.md")).unwrap();
    post(folder, "b.md", "title: Another title", &TEXT.replace("lamp", "bell"));
    let done = feed(folder, &[&arguments[..], &["--locked"]].concat());
    // The undated one has a new title, so it has a new time.
    assert_eq!(done.status.code(), Some(1), "{}", said(&done));
    assert!(said(&done).contains("has no date and was changed"), "{}", said(&done));
    feed(folder, &arguments);
    assert_eq!(ids(folder), before);
    let done = feed(folder, &[&arguments[..], &["--locked"]].concat());
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));

    post(folder, "c.md", "title: C\ndate: 2021-01-01", "Something else, and short.");
    let done = feed(folder, &[&arguments[..], &["--locked"]].concat());
    assert_eq!(done.status.code(), Some(1));
    assert!(said(&done).contains("“C” gets the name"), "{}", said(&done));
    assert_eq!(ids(folder), before, "nothing was written");
}

#[test]
fn a_lock_that_cannot_be_read_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    post(folder, "a.md", "title: A\ndate: 2020-01-01", TEXT);
    fs::write(folder.join("posts/offprint.lock"), "<<<<<<< ours").unwrap();
    let done = feed(folder, &[]);
    assert_eq!(done.status.code(), Some(2), "{}", said(&done));
    assert!(said(&done).contains("offprint.lock: it cannot be understood"));
    let kept = fs::read_to_string(folder.join("posts/offprint.lock")).unwrap();
    assert_eq!(kept, "<<<<<<< ours");
    assert!(!folder.join("out").exists());
}

#[test]
fn each_feed_has_its_address_and_a_line_for_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    post(folder, "a.md", "title: A\ndate: 2020-01-01", TEXT);
    let flags = [
        "--title",
        "T & U",
        "--address",
        "https://a.example/x/",
        "--links",
        "--hub",
        "https://hub.example/",
        "--image",
        "https://a.example/i.png",
        "--copyright",
        "© A",
        "--ttl",
        "30",
        "--content",
        "summary",
    ];
    let done = feed(folder, &flags);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    let links = String::from_utf8_lossy(&done.stdout).into_owned();
    assert_eq!(links.lines().count(), 3, "{links}");
    assert!(links.contains("title=\"T &amp; U\" href=\"https://a.example/x/feed.xml\""));
    let read = |name: &str| fs::read_to_string(folder.join("out").join(name)).unwrap();
    let (rss, atom, json) = (read("feed.xml"), read("atom.xml"), read("feed.json"));
    for (text, own) in [(&rss, "feed.xml"), (&atom, "atom.xml"), (&json, "feed.json")] {
        assert!(text.contains(&format!("https://a.example/x/{own}")), "{text}");
        for said in ["https://hub.example/", "https://a.example/i.png", "© A"] {
            assert!(text.contains(said), "{said}: {text}");
        }
    }
    assert!(rss.contains("<ttl>30</ttl>") && !rss.contains("content:encoded"), "{rss}");
    let done = feed(folder, &["--address", "https://a.example/x"]);
    assert_eq!(done.status.code(), Some(2), "{}", said(&done));
    assert!(said(&done).contains("end it with `/`"), "{}", said(&done));
}

#[test]
fn a_recording_beside_a_page_is_measured() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::create_dir(folder.join("posts")).unwrap();
    let page = |link: &str| {
        format!(
            "<!DOCTYPE html><html lang=en><head><title>A talk</title>{link}</head><body>\
             <article><h1>A talk</h1><p>{TEXT}</p><audio controls src=\"talk.mp3\"></audio>\
             </article></body></html>"
        )
    };
    let link = "<link rel=canonical href=\"https://a.example/talk.html\">";
    fs::write(folder.join("posts/talk.html"), page(link)).unwrap();
    let mut sound = b"ID3\x03\0\0\0\0\0\0".to_vec();
    sound.resize(4321, 0);
    fs::write(folder.join("posts/talk.mp3"), sound).unwrap();
    let done = feed(folder, &["--address", "https://a.example/"]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    let rss = fs::read_to_string(folder.join("out/feed.xml")).unwrap();
    let enclosure = "<enclosure url=\"https://a.example/talk.mp3\" length=\"4321\" type=\"audio/mpeg\"/>";
    assert!(rss.contains(enclosure), "{rss}");
    // A page that does not say where it is cannot say where its recording is.
    fs::write(folder.join("posts/talk.html"), page("")).unwrap();
    let done = feed(folder, &["--address", "https://a.example/"]);
    assert!(
        said(&done).contains("address-relative]: posts/talk.html"),
        "{}",
        said(&done)
    );
}

#[test]
fn a_link_between_posts_leads_to_the_other_on_the_web() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let at = |name: &str| {
        format!("title: {name}\ndate: 2020-01-01\nurl: https://a.example/{name}/")
    };
    let link = TEXT.replace("lamp", "[lamp](./bell.md#oil)");
    post(folder, "tower.md", &at("tower"), &link);
    post(
        folder,
        "bell.md",
        &at("bell"),
        &TEXT.replace("lamp", "[bell](../posts/tower.md)"),
    );
    post(folder, "gate.md", &at("gate"), &TEXT.replace("lamp", "[gate](wall.md)"));
    let done = feed(folder, &["--title", "T", "--address", "https://a.example/"]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    for name in ["feed.xml", "atom.xml", "feed.json"] {
        let text = fs::read_to_string(folder.join("out").join(name)).unwrap();
        for link in [
            "https://a.example/bell/#oil",
            "https://a.example/tower/\\\"",
            "https://a.example/gate/wall.md",
        ] {
            let link =
                if name == "feed.json" { link.into() } else { link.replace('\\', "") };
            let link = if name == "atom.xml" { link.replace('"', "") } else { link };
            assert!(text.contains(&link), "`{link}` is not in {name}:\n{text}");
        }
        assert!(!text.contains("bell.md"), "{text}");
    }
}

#[test]
fn a_link_to_a_post_that_is_nowhere_on_the_web_becomes_words() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let link = TEXT.replace("lamp", "[the lamp](bell.md#oil)");
    let at = "title: Tower\ndate: 2020-01-01\ncanonical: https://a.example/tower/";
    post(folder, "tower.md", at, &link);
    post(folder, "bell.md", "title: Bell\ndate: 2020-01-02", TEXT);
    let done = feed(folder, &["--title", "T", "--address", "https://a.example/"]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    assert!(said(&done).contains("bell.md#oil"), "{}", said(&done));
    assert!(said(&done).contains("dead-link]"), "{}", said(&done));
    for name in ["feed.xml", "atom.xml", "feed.json"] {
        let text = fs::read_to_string(folder.join("out").join(name)).unwrap();
        assert!(text.contains("the lamp") && !text.contains("bell.md"), "{text}");
    }
}

#[test]
fn a_place_in_a_text_without_an_address_is_no_link() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    post(
        folder,
        "a.md",
        "title: A\ndate: 2020-01-01",
        &format!("{TEXT}[^1]\n\n[^1]: Dear.\n"),
    );
    let done = feed(folder, &["--title", "T", "--home", "https://a.example/"]);
    let told = "address-relative]: out/feed.xml: rss: places in the text";
    assert!(said(&done).contains(told), "{}", said(&done));
    let rss = fs::read_to_string(folder.join("out/feed.xml")).unwrap();
    assert!(!rss.contains("href=\"#"), "{rss}");
    assert!(rss.contains(">1</sup>") && rss.contains("Dear."), "{rss}");
}

#[test]
fn names_are_kept_beside_the_posts() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    post(folder, "a.md", "title: A\ndate: 2020-01-01", TEXT);
    let done = feed(folder, &["--title", "T"]);
    assert!(said(&done).contains("Written posts/offprint.lock"), "{}", said(&done));
    let done = feed(folder, &["--title", "T"]);
    assert!(said(&done).contains("Unchanged out/feed.xml"), "{}", said(&done));
    let done = feed(folder, &["--title", "T", "--force"]);
    assert!(said(&done).contains("Written out/feed.xml"), "{}", said(&done));
}

#[test]
fn a_single_feed_of_tomorrow_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    post(folder, "a.md", "title: Ahead\ndate: 2999-01-01", TEXT);
    let done = Command::new(env!("CARGO_BIN_EXE_offprint"))
        .current_dir(folder)
        .args(["convert", "posts/a.md", "-t", "rss", "-v"])
        .output()
        .unwrap();
    assert!(said(&done).contains("date-ahead"), "{}", said(&done));
}
