//! What is said, in which form, and what that makes of the exit code.

use std::{fs, process::Stdio};

use crate::{offprint, page, program, said};

fn film() -> String {
    let film =
        "<iframe src='https://www.youtube.com/embed/42' title='Film'></iframe></article>";
    page("The lamp").replace("</article>", film)
}

#[test]
fn messages_are_objects_where_programs_read_them() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("lamp.html"), film()).unwrap();
    let arguments = [
        "--message-format",
        "json",
        "convert",
        "lamp.html",
        "missing.html",
        "-t",
        "text",
        "-d",
        "out",
    ];
    let done = offprint(folder.path(), &arguments);
    assert_eq!(done.status.code(), Some(1), "{}", said(&done));
    let rows: Vec<serde_json::Value> =
        said(&done).lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    let of =
        |event: &str| rows.iter().filter(|it| it["event"] == event).collect::<Vec<_>>();
    assert_eq!(of("error")[0]["file"], "missing.html");
    assert_eq!(of("error")[0]["message"], "no such file or folder");
    assert!(of("report").iter().any(|it| it["code"] == "embed-linked"));
    assert_eq!(of("written")[0]["file"], "out/the-lamp.txt");
    let summary = rows.last().unwrap();
    assert_eq!(summary["event"], "summary");
    assert_eq!((&summary["read"], &summary["failed"]), (&1.into(), &1.into()));
}

#[test]
fn what_is_mistyped_is_an_object_too() {
    let folder = tempfile::tempdir().unwrap();
    for (arguments, message, help) in [
        (
            &["convert", "x.html", "--ouput", "y", "--message-format", "json"][..],
            "unexpected argument '--ouput' found",
            "a similar argument exists: '--output'",
        ),
        (
            &["--message-format=json", "convert", "x.html", "-t", "markdwon"],
            "unknown format `markdwon`",
            "did you mean `markdown`?",
        ),
    ] {
        let done = offprint(folder.path(), arguments);
        assert_eq!(done.status.code(), Some(2), "{}", said(&done));
        let row: serde_json::Value = serde_json::from_str(&said(&done)).unwrap();
        assert_eq!((&row["event"], &row["file"]), (&"error".into(), &().into()));
        assert_eq!(row["message"], message);
        assert_eq!(row["help"], help);
    }
}

#[test]
fn a_denied_grade_fails_the_run_and_the_report_says_all() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("lamp.html"), film()).unwrap();
    let run = |more: &[&str]| {
        let convert = ["convert", "lamp.html", "-t", "text", "-d", "out"];
        offprint(folder.path(), &[&convert[..], more].concat())
    };
    assert_eq!(run(&[]).status.code(), Some(0));
    assert_eq!(run(&["--deny", "dropped"]).status.code(), Some(0));
    let why = "error: 2 entries of the report are `degraded` or graver, which is denied\n\
        help: `offprint explain CODE` says what each means\n";
    for flags in [&["--deny", "degraded"][..], &["--strict"], &["--strict", "-q"]] {
        let done = run(flags);
        assert_eq!(done.status.code(), Some(1), "{flags:?}");
        assert!(said(&done).ends_with(why), "{flags:?}: {}", said(&done));
    }
    let done = run(&["--deny", "guessed", "--message-format", "json"]);
    let error =
        said(&done).lines().find(|it| it.contains("\"error\"")).map(str::to_owned);
    assert!(
        error.is_some_and(|it| it.contains("`guessed` or graver")),
        "{}",
        said(&done)
    );
    assert_eq!(run(&["--report", "report.json"]).status.code(), Some(0));
    let report = fs::read_to_string(folder.path().join("report.json")).unwrap();
    let rows: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!(rows[0]["file"], "lamp.html");
    assert!(report.contains("embed-linked"), "{report}");
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("lamp.html"), page("The lamp")).unwrap();
    for arguments in [
        &["convert", "lamp.html", "-t", "text", "-d", "out"][..],
        &["feed", "lamp.html", "-d", "out"],
        &["book", "lamp.html", "-o", "out/book.epub"],
    ] {
        let done = offprint(folder.path(), &[arguments, &["--dry-run"]].concat());
        assert_eq!(done.status.code(), Some(0), "{}", said(&done));
        assert!(said(&done).contains("Would write out/"), "{}", said(&done));
        let more = [arguments, &["--dry-run", "--message-format", "json"]].concat();
        let summary = summary(&offprint(folder.path(), &more));
        assert_eq!(summary["written"], 0);
        assert_ne!(summary["planned"], 0);
        assert!(!folder.path().join("out").exists());
    }
}

/// Returns the last object that was said.
fn summary(done: &std::process::Output) -> serde_json::Value {
    serde_json::from_str(said(done).lines().last().unwrap()).unwrap()
}

#[test]
fn the_last_line_counts_what_was_done() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a", "b"] {
        fs::write(folder.path().join(name).with_extension("html"), page(name)).unwrap();
    }
    let convert = ["convert", "a.html", "b.html", "-t", "text", "-d", "out"];
    let last = |more: &[&str]| {
        let done = offprint(folder.path(), &[&convert[..], more].concat());
        said(&done).lines().last().unwrap().to_owned()
    };
    assert_eq!(last(&["--dry-run"]), "2 read, 2 would be written, 0 failed, 0 warnings");
    assert_eq!(last(&[]), "2 read, 2 written, 0 failed, 0 warnings");
    assert_eq!(last(&[]), "2 read, 0 written, 2 unchanged, 0 failed, 0 warnings");
    let feed = ["feed", "a.html", "b.html", "-d", "out", "--locked"];
    let done = offprint(folder.path(), &feed);
    assert_eq!(done.status.code(), Some(1), "{}", said(&done));
    assert!(said(&done).contains("2 read, 0 written, 1 failed"), "{}", said(&done));
}

#[test]
fn less_and_more_can_be_said() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("lamp.html"), film()).unwrap();
    let convert = ["convert", "lamp.html", "-t", "text", "-d", "out"];
    assert_eq!(said(&offprint(folder.path(), &[&convert[..], &["-q"]].concat())), "");
    let usual = said(&offprint(folder.path(), &convert)).lines().count();
    let more = said(&offprint(folder.path(), &[&convert[..], &["-v"]].concat()));
    assert!(usual <= more.lines().count(), "{more}");
}

#[test]
fn colour_follows_the_conventions() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("lamp.html"), page("The lamp")).unwrap();
    let arguments = ["convert", "lamp.html", "-t", "text", "-d", "out"];
    let coloured = |name: &str, value: &str, more: &[&str]| {
        let mut command = program(folder.path(), &[&arguments[..], more].concat());
        command.env("TERM", "xterm-256color");
        if !name.is_empty() {
            command.env(name, value);
        }
        String::from_utf8_lossy(&command.output().unwrap().stderr).contains('\u{1b}')
    };
    assert!(!coloured("", "", &[]));
    assert!(coloured("CLICOLOR_FORCE", "1", &[]));
    assert!(coloured("", "", &["--color", "always"]));
    assert!(!coloured("CLICOLOR_FORCE", "1", &["--color", "never"]));
    assert!(!coloured("NO_COLOR", "1", &[]));
}

#[test]
fn formats_are_listed_with_what_their_settings_mean() {
    let folder = tempfile::tempdir().unwrap();
    let done = offprint(folder.path(), &["formats"]);
    let text = String::from_utf8_lossy(&done.stdout).into_owned();
    let at = text.find("-O markdown.profile=generic\n").expect("it is listed");
    assert!(text[at..].lines().nth(1).unwrap().contains("hugo, jekyll"), "{text}");
}

#[test]
fn a_mistyped_flag_is_understood() {
    let folder = tempfile::tempdir().unwrap();
    let done = offprint(folder.path(), &["convert", "x.html", "--ouput", "y"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(said(&done).contains("--output"), "{}", said(&done));
    let done = offprint(folder.path(), &["convrt", "x.html"]);
    assert!(said(&done).contains("convert"), "{}", said(&done));
}

#[test]
fn shells_and_the_manual_know_every_command() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let done = offprint(folder.path(), &["completions", shell]);
        assert_eq!(done.status.code(), Some(0), "{}", said(&done));
        let text = String::from_utf8_lossy(&done.stdout).into_owned();
        assert!(text.contains("publish") && text.contains("image-root"), "{shell}");
    }
    let done = offprint(folder.path(), &["manual", "man1"]);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    for page in
        ["offprint.1", "offprint-convert.1", "offprint-book.1", "offprint-publish.1"]
    {
        let text = fs::read_to_string(folder.path().join("man1").join(page)).unwrap();
        assert!(text.contains(".SH NAME"), "{page}");
    }
}

/// A pipe that nobody reads from ends the program quietly.
#[test]
fn a_closed_pipe_is_no_error() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("long.md"), "A word.\n\n".repeat(40_000)).unwrap();
    fs::write(folder.path().join("lamp.html"), page("The lamp")).unwrap();
    for arguments in [
        &["convert", "long.md", "-t", "text"][..],
        &["inspect", "--json", "long.md", "lamp.html"],
        &["completions", "zsh"],
        &["formats"],
    ] {
        let mut child = program(folder.path(), arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let done = child.wait_with_output().unwrap();
        assert_eq!(done.status.code(), Some(0), "{arguments:?}: {}", said(&done));
        assert!(!said(&done).contains("error"), "{arguments:?}: {}", said(&done));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn what_cannot_be_printed_is_told() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("lamp.html"), page("The lamp")).unwrap();
    for arguments in [
        &["formats"][..],
        &["explain"],
        &["explain", "embed-linked"],
        &["completions", "bash"],
        &["inspect", "lamp.html"],
        &["convert", "lamp.html", "-t", "text"],
    ] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let done = program(folder.path(), arguments).stdout(full).output().unwrap();
        assert_eq!(done.status.code(), Some(4), "{arguments:?}: {}", said(&done));
        let why = "error: cannot write to standard output: the disk is full\n";
        assert!(said(&done).contains(why), "{arguments:?}: {}", said(&done));
    }
}
