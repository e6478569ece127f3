use std::fs;

use super::*;

const TEXT: &str = "The sea comes and goes, and most of what has been written about it is \
                    about the coming. This is about the going, which is quieter and \
                    happens twice a day.";

fn article(title: &str, text: &str) -> Article {
    let text = serde_json::json!({
        "offprint": 1,
        "article": {
            "metadata": { "title": title, "published": "2019-03-12" },
            "body": { "blocks": [
                { "type": "paragraph", "content": [{ "type": "text", "text": text }] }
            ] }
        }
    });
    offprint::article::from_json(&text.to_string()).unwrap()
}

fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// Names articles as one run of the program does, and returns their names.
fn run(
    folder: &Path,
    articles: &mut [(&str, Article)],
    at: &str,
) -> (Vec<String>, usize) {
    let mut lock = Lock::read(folder.join(NAME)).unwrap();
    let mut reports = vec![Report::default(); articles.len()];
    let paths: Vec<PathBuf> = articles.iter().map(|it| folder.join(it.0)).collect();
    let mut named: Vec<Named<'_>> = articles
        .iter_mut()
        .zip(&mut reports)
        .zip(&paths)
        .map(|((it, report), path)| Named {
            article: &mut it.1,
            report,
            source: Some(path),
        })
        .collect();
    let news = lock.name(&mut named, time(at));
    lock.write(write::Manner::default()).unwrap();
    let names = articles.iter().map(|it| it.1.metadata.id.clone().unwrap());
    (names.collect(), news.len())
}

#[test]
fn a_name_outlives_file_title_folder_and_address() {
    let folder = tempfile::tempdir().unwrap();
    let at = "2026-01-01T00:00:00Z";
    let other =
        TEXT.replace("sea", "lamp").replace("going", "light").replace(" is", " was");
    let go = |changes: &[(&str, Article)]| run(folder.path(), &mut changes.to_vec(), at);
    let lamp = || ("posts/lamp.md", article("The Lamp", &other));
    let (first, news) = go(&[("posts/tides.md", article("On Tides", TEXT)), lamp()]);
    assert_eq!(news, 2);
    assert_ne!(first[0], first[1]);
    let same = |changes: &[(&str, Article)]| {
        let (names, news) = go(changes);
        assert_eq!(names[0], first[1], "{changes:?}");
        assert_eq!(names[1], first[0], "{changes:?}");
        assert_eq!(news, 0);
    };
    // Each change stands on the one before.
    same(&[lamp(), ("posts/on-tides.md", article("On Tides", TEXT))]);
    same(&[lamp(), ("essays/on-tides.md", article("On Tides", TEXT))]);
    same(&[lamp(), ("essays/on-tides.md", article("Of Tides", TEXT))]);
    let edited = TEXT.replace("quieter", "slower");
    same(&[lamp(), ("essays/x/1.md", article("Another title", &edited))]);
    let mut placed = article("Another title", &edited);
    placed.metadata.canonical = "https://harbour.example/tides/".parse().ok();
    same(&[lamp(), ("essays/x/1.md", placed.clone())]);
    placed.metadata.canonical = "https://quay.example/tides".parse().ok();
    same(&[lamp(), ("essays/y.md", placed.clone())]);
    same(&[lamp(), ("essays/y.md", article("Tides", "All of it is new."))]);
}

#[test]
fn files_that_swap_names_keep_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let at = "2026-01-01T00:00:00Z";
    let other = "Oil was dear that year, and so the lamp was lit late and put out early, \
                 which the ships minded more than the keeper did.";
    let (a, b) = (article("A", TEXT), article("B", other));
    let (first, _) =
        run(folder.path(), &mut [("1.md", a.clone()), ("2.md", b.clone())], at);
    let (then, news) = run(folder.path(), &mut [("2.md", a), ("1.md", b)], at);
    assert_eq!((then, news), (first, 0));
}

#[test]
fn another_article_in_the_same_file_is_another() {
    let folder = tempfile::tempdir().unwrap();
    let at = "2026-01-01T00:00:00Z";
    let (first, _) = run(folder.path(), &mut [("index.md", article("A", TEXT))], at);
    let mut new = article("Oil", "Oil was dear that year, and so the lamp was lit late.");
    new.metadata.published = "2020-05-01".parse().ok();
    let (then, news) = run(folder.path(), &mut [("index.md", new)], at);
    assert_ne!(then, first);
    assert_eq!(news, 1);
}

#[test]
fn two_pages_at_one_address_get_two_names_that_stay() {
    let folder = tempfile::tempdir().unwrap();
    let mut a = article("A", TEXT);
    a.metadata.canonical = "https://harbour.example/a".parse().ok();
    let both = [("a.html", a.clone()), ("a-print.html", a)];
    let (first, _) = run(folder.path(), &mut both.clone(), "2026-01-01T00:00:00Z");
    assert_eq!(first[0], "https://harbour.example/a");
    assert_ne!(first[0], first[1]);
    let (then, news) = run(folder.path(), &mut both.clone(), "2026-02-01T00:00:00Z");
    assert_eq!((then, news), (first, 0));
}

#[test]
fn the_time_of_an_undated_article_moves_with_its_content_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut it = article("Undated", TEXT);
    it.metadata.published = None;
    let go = |it: &Article, at: &str| {
        let mut all = [("u.md", it.clone())];
        run(folder.path(), &mut all, at);
        all[0].1.metadata.updated.unwrap().to_string()
    };
    let first = "2026-01-01T10:00:00Z";
    assert_eq!(go(&it, first), first);
    assert_eq!(go(&it, "2026-02-01T00:00:00Z"), first);
    // What readers say is not what the article says.
    it.discussion.comments.push(offprint::article::Comment::default());
    it.discussion.claimed = Some(9);
    assert_eq!(go(&it, "2026-03-01T00:00:00Z"), first);
    it.metadata.title = "Still undated".into();
    let second = "2026-04-01T00:00:00Z";
    assert_eq!(go(&it, second), second);
    assert_eq!(go(&it, "2026-05-01T00:00:00Z"), second);
    // Under another name it is another article.
    it.metadata.id = Some("tag:harbour.example,2026:u".into());
    let third = "2026-06-01T00:00:00Z";
    assert_eq!(go(&it, third), third);
    assert_eq!(go(&it, "2026-07-01T00:00:00Z"), third);
}

#[test]
fn an_article_with_a_name_and_a_date_needs_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut it = article("A", TEXT);
    it.metadata.id = Some("tag:harbour.example,2026:a".into());
    let (names, news) = run(folder.path(), &mut [("a.md", it)], "2026-01-01T00:00:00Z");
    assert_eq!((names[0].as_str(), news), ("tag:harbour.example,2026:a", 0));
    assert!(!folder.path().join(NAME).exists());
}

#[test]
fn a_file_that_cannot_be_understood_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(NAME);
    for (text, why) in [
        ("<<<<<<< HEAD\nversion = 1", "cannot be understood"),
        ("version = 2", "it has version 2"),
        ("version = 1\n[[article]]\nid = 'a'\n[[article]]\nid = 'a'", "are called a"),
    ] {
        fs::write(&path, text).unwrap();
        let told = Lock::read(path.clone()).unwrap_err();
        assert!(told.contains(why), "{told}");
    }
}

#[test]
fn the_file_is_where_all_inputs_are_or_where_it_was() {
    let top = tempfile::tempdir().unwrap();
    let at = |path: &str| top.path().canonicalize().unwrap().join(path);
    fs::create_dir_all(at("posts/old")).unwrap();
    fs::write(at("posts/a.md"), "x").unwrap();
    assert_eq!(place(&[at("posts")]), Some(at("posts/offprint.lock")));
    assert_eq!(place(&[at("posts/a.md")]), Some(at("posts/offprint.lock")));
    assert_eq!(
        place(&[at("posts/old"), at("posts/a.md")]),
        Some(at("posts/offprint.lock"))
    );
    assert_eq!(place(&[PathBuf::from("-")]), None);
    fs::write(at("posts/old/offprint.lock"), "").unwrap();
    assert_eq!(
        place(&[at("posts/a.md"), at("posts/old")]),
        Some(at("posts/old/offprint.lock"))
    );
    fs::write(at("offprint.lock"), "").unwrap();
    assert_eq!(place(&[at("posts")]), Some(at("offprint.lock")));
}

#[test]
fn a_path_is_said_from_where_the_file_is() {
    let top = tempfile::tempdir().unwrap();
    let top = top.path().canonicalize().unwrap();
    fs::create_dir_all(top.join("a/b")).unwrap();
    fs::write(top.join("a/b/c.md"), "x").unwrap();
    let mut known = Absolute::new();
    let mut from = |path: &str, folder: &str| {
        relative(&top.join(path), &top.join(folder), &mut known)
    };
    assert_eq!(from("a/b/c.md", ""), "a/b/c.md");
    assert_eq!(from("a/../a/b/c.md", ""), "a/b/c.md");
    assert_eq!(from("a/b/c.md", "d/e"), "../../a/b/c.md");
}
