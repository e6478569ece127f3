//! `offprint.toml`, `publish` and `init`.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Stdio},
};

use crate::{copy, offprint, page, program, said, written};

#[test]
fn settings_are_found_above_and_flags_win() {
    let folder = tempfile::tempdir().unwrap();
    let deep = folder.path().join("a/b");
    fs::create_dir_all(&deep).unwrap();
    fs::write(deep.join("lamp.html"), page("The lamp")).unwrap();
    fs::write(
        folder.path().join("offprint.toml"),
        "[defaults]\nname = 'x-{slug}'\nmeta = { language = 'cy' }\n\
         [emit.markdown]\nprofile = 'hugo'\n",
    )
    .unwrap();
    let convert = ["convert", "lamp.html", "-t", "markdown", "-d", "out"];
    let done = offprint(&deep, &convert);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    let text = written(&deep, "out/x-the-lamp.md");
    assert!(text.contains("cy"), "{text}");
    let done = offprint(&deep, &[&convert[..], &["--name", "y-{slug}"]].concat());
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    assert!(deep.join("out/y-the-lamp.md").exists());
    let done = offprint(&deep, &[&convert[..], &["--no-config"]].concat());
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    assert!(deep.join("out/the-lamp.md").exists());
    let done = offprint(&deep, &[&convert[..], &["--config", "missing.toml"]].concat());
    assert_eq!(done.status.code(), Some(2), "{}", said(&done));
    assert!(said(&done).contains("missing.toml: no such file"), "{}", said(&done));
}

#[test]
fn a_mistake_is_named_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("lamp.html"), page("The lamp")).unwrap();
    let settings = "[site]\n\n[defaults]\ncoments = 'none'\n";
    fs::write(folder.path().join("offprint.toml"), settings).unwrap();
    let done = offprint(folder.path(), &["convert", "lamp.html", "-t", "text"]);
    assert_eq!(done.status.code(), Some(2));
    let expected = "error: offprint.toml:4: unknown key `coments` in [defaults]\n\
                    help: did you mean `comments`?\n";
    assert_eq!(said(&done), expected);
}

#[test]
fn publish_makes_every_output() {
    let folder = tempfile::tempdir().unwrap();
    copy("stories/essays", &folder.path().join("essays"));
    fs::write(
        folder.path().join("offprint.toml"),
        r#"
[site]
title = "The Harbour Review"
url = "https://harbour.example/"
authors = ["The Harbour Office"]

[defaults]
in = ["."]
comments = "none"

[[output]]
kind = "feed"
dir = "public"
formats = ["atom"]
limit = 2

[[output]]
kind = "book"
file = "public/collected.epub"
title = "Collected"
order = "date"
section = [
    { title = "Late", match = "the-ledger*" },
    { title = "Early", match = "*" },
]

[[output]]
kind = "convert"
dir = "public/pages"
formats = ["markdown", "html"]
"#,
    )
    .unwrap();
    let done = offprint(folder.path(), &["publish"]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    let atom = written(folder.path(), "public/atom.xml");
    assert_eq!(atom.matches("<entry>").count(), 2, "{atom}");
    assert!(!folder.path().join("public/feed.xml").exists());
    assert!(folder.path().join("public/collected.epub").exists());
    let tides = written(folder.path(), "public/pages/2019-04-02-on-tides.md");
    assert!(!tides.contains("has a name of its own"), "{tides}");
    // What it wrote is not read the next time.
    let again = offprint(folder.path(), &["publish"]);
    assert_eq!(again.status.code(), Some(0), "{}", said(&again));
    assert!(!said(&again).contains("Written"), "{}", said(&again));
}

#[test]
fn publish_without_settings_says_how_to_begin() {
    let folder = tempfile::tempdir().unwrap();
    let done = offprint(folder.path(), &["publish"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(said(&done).contains("offprint init"), "{}", said(&done));
}

#[test]
fn publish_obeys_flags_or_refuses_them() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("lamp.html"), page("The lamp")).unwrap();
    let feed = "[[output]]\nkind = 'feed'\nin = ['lamp.html']\ndir = 'public'\n";
    fs::write(folder.join("offprint.toml"), feed).unwrap();
    for (flags, why) in [
        (&["-d", "x"][..], "which needs a format"),
        (&["-t", "text"], "which needs a place"),
        (&["--name", "{slug}"], "`--name` changes nothing"),
        (&["--max-articles", "1"], "`--max-articles` changes nothing"),
    ] {
        let done = offprint(folder, &[&["publish"], flags].concat());
        assert_eq!(done.status.code(), Some(2), "{flags:?}: {}", said(&done));
        assert!(said(&done).contains(why), "{flags:?}: {}", said(&done));
    }
    assert_eq!(fs::read_dir(folder).unwrap().count(), 2);
    let pages = "[[output]]\nkind = 'convert'\nin = ['lamp.html']\ndir = 'pages'\n\
        formats = ['text']\nname = 'x-{slug}'\n";
    fs::write(folder.join("offprint.toml"), format!("{feed}{pages}")).unwrap();
    let done = offprint(folder, &["publish", "--name", "y-{slug}"]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    assert!(folder.join("pages/y-the-lamp.txt").exists(), "{}", said(&done));
}

#[test]
fn watching_needs_something_to_watch() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("lamp.html"), page("The lamp")).unwrap();
    for (command, why) in [
        (&["convert", "-", "-t", "text", "-w"][..], "standard input comes once"),
        (&["convert", "lamp.html", "-", "-t", "text", "-d", "x", "-w"], "standard input"),
        (&["inspect", "-", "-w"], "standard input comes once"),
        (&["convert", "gone.html", "-t", "text", "-w"], "there is nothing to watch"),
    ] {
        let done = offprint(folder, command);
        assert_eq!(done.status.code(), Some(2), "{command:?}: {}", said(&done));
        assert!(said(&done).contains(why), "{command:?}: {}", said(&done));
    }
    let mut child = program(folder, &["inspect", "lamp.html", "--json", "-w"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut lines = lines.map_while(Result::ok);
    assert!(lines.next().unwrap().contains("The lamp"));
    fs::write(folder.join("lamp.html"), page("The lantern")).unwrap();
    assert!(lines.next().unwrap().contains("The lantern"));
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn init_writes_settings_that_publish_obeys() {
    let folder = tempfile::tempdir().unwrap();
    copy("stories/essays", &folder.path().join("essays"));
    let done = offprint(folder.path(), &["init"]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    let text = written(folder.path(), "offprint.toml");
    assert!(text.contains("in = [\"essays\"]"), "{text}");
    let done = offprint(folder.path(), &["publish"]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    assert!(folder.path().join("public/collected.epub").exists(), "{}", said(&done));
    let done = offprint(folder.path(), &["init"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(said(&done).contains("--force"), "{}", said(&done));
    if cfg!(unix) {
        let done = offprint(folder.path(), &["init", "/proc"]);
        assert_eq!(done.status.code(), Some(4), "{}", said(&done));
    }
    // Every setting that it only explains can be switched on.
    let all: Vec<&str> = text
        .lines()
        .map(|it| match it.strip_prefix("# ") {
            Some(set) if set.contains(" = ") || set.starts_with('[') => set,
            _ => it,
        })
        .collect();
    fs::write(folder.path().join("offprint.toml"), all.join("\n")).unwrap();
    fs::write(folder.path().join("cover.jpg"), b"\xff\xd8\xff\xe0").unwrap();
    let done = offprint(folder.path(), &["publish", "--dry-run"]);
    assert!(!said(&done).contains("offprint.toml:"), "{}", said(&done));
}

#[test]
fn the_pages_of_a_host_are_read_its_way() {
    let folder = tempfile::tempdir().unwrap();
    let text = page("The lamp").replace(
        "<article>",
        "<link rel=canonical href='https://www.north.example/lamp'><article>\
         <p class='promo'>Join the four thousand who read our letter each week.</p>",
    );
    fs::write(folder.path().join("lamp.html"), text).unwrap();
    let convert = ["convert", "lamp.html", "-t", "text"];
    let plain = offprint(folder.path(), &convert);
    let letter = "four thousand who read";
    assert!(String::from_utf8_lossy(&plain.stdout).contains(letter), "{}", said(&plain));
    let dropped =
        offprint(folder.path(), &[&convert[..], &["--drop", ".promo"]].concat());
    assert!(!String::from_utf8_lossy(&dropped.stdout).contains(letter));
    let settings = "[host.'north.example']\ndrop = ['.promo']\n";
    fs::write(folder.path().join("offprint.toml"), settings).unwrap();
    let done = offprint(folder.path(), &convert);
    let text = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(!text.contains(letter) && text.contains("lit at dusk"), "{text}");
}

#[test]
fn a_feed_of_one_page_is_called_what_the_site_is_called() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("lamp.html"), page("The lamp")).unwrap();
    let settings =
        "[site]\ntitle = 'The Harbour Review'\nurl = 'https://harbour.example/'\n";
    fs::write(folder.path().join("offprint.toml"), settings).unwrap();
    let convert =
        ["convert", "lamp.html", "-t", "rss,json", "-d", "out", "--name", "{stem}"];
    let done = offprint(folder.path(), &convert);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    assert!(
        !said(&done).contains("channel-guessed]: lamp.html: rss: title"),
        "{}",
        said(&done)
    );
    let rss = written(folder.path(), "out/lamp.rss");
    assert!(rss.contains("<title>The Harbour Review</title>"), "{rss}");
    assert!(rss.contains("<link>https://harbour.example/</link>"), "{rss}");
}

#[test]
fn what_the_manual_shows_is_understood() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::create_dir_all(folder.join("early")).unwrap();
    fs::write(folder.join("early/lamp.html"), page("The lamp")).unwrap();
    fs::write(folder.join("pier.html"), page("The pier")).unwrap();
    fs::write(
        folder.join("offprint.toml"),
        r#"
[site]
title = "The Harbour Review"
url = "https://harbour.example/"
language = "en"
authors = ["The Harbour Office"]
[defaults]
in = ["early", "pier.html"]
comments = "none"
notice = "top"
images = "copy"
order = "date"
[[output]]
kind = "feed"
formats = ["rss", "atom", "json-feed"]
dir = "public"
limit = 20
[[output]]
kind = "book"
file = "collected.epub"
title = "Collected"
section = [{ title = "Early", match = "early/*" }]
[host."north.example"]
select = "article"
drop = [".promo"]
"#,
    )
    .unwrap();
    let done = offprint(folder, &["publish"]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    for name in
        ["public/feed.xml", "public/atom.xml", "public/feed.json", "collected.epub"]
    {
        assert!(folder.join(name).is_file(), "{name}");
    }
}

/// Starts a run, and returns what it says line by line.
fn started(folder: &Path, arguments: &[&str]) -> (Child, impl Iterator<Item = String>) {
    let mut child = program(folder, arguments).stderr(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(child.stderr.take().unwrap()).lines();
    (child, lines.map_while(Result::ok))
}

#[test]
fn watching_heeds_settings_that_change() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("lamp.html"), page("The lamp")).unwrap();
    let settings = |title: &str| {
        fs::write(folder.join("offprint.toml"), format!("[site]\ntitle = '{title}'\n"))
            .unwrap();
    };
    settings("The Harbour Review");
    let (mut child, mut lines) =
        started(folder, &["feed", "lamp.html", "-d", "out", "-w"]);
    let watching = |it: &String| it.starts_with("watching");
    assert!(lines.by_ref().any(|it| watching(&it)));
    assert!(written(folder, "out/feed.xml").contains("The Harbour Review"));
    fs::write(folder.join("offprint.toml"), "[site]\ntitel = 'x'\n").unwrap();
    assert!(lines.by_ref().any(|it| it.contains("unknown key `titel`")));
    settings("The Pier Review");
    assert!(lines.by_ref().any(|it| watching(&it)));
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(written(folder, "out/feed.xml").contains("The Pier Review"));
}

#[test]
fn watching_says_what_is_denied() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let save = |list: &str| {
        let page = page("The lamp").replace("</article>", &format!("{list}</article>"));
        fs::write(folder.join("lamp.html"), page).unwrap();
    };
    save("<ol type=a><li>The lamp.<li>The lens.</ol>");
    let arguments = ["convert", "lamp.html", "-t", "text", "-d", "out", "-w", "--strict"];
    let (mut child, mut lines) = started(folder, &arguments);
    let denied = |it: &String| it.contains("which is denied");
    let watching = |it: &String| it.starts_with("watching");
    assert!(lines.by_ref().take_while(|it| !watching(it)).any(|it| denied(&it)));
    assert!(lines.by_ref().any(|it| watching(&it)));
    save("<ol><li>The lamp.<li>The lens.<li>The oil.</ol>");
    let done = |it: &String| it.contains("changed, done in");
    assert!(!lines.by_ref().take_while(|it| !done(it)).any(|it| denied(&it)));
    child.kill().unwrap();
    child.wait().unwrap();
}
