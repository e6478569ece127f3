//! An article written as Markdown and read back is the same article.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on says why and ends"
)]

use std::{fs, path::Path};

use offprint::{
    Job, Report,
    article::{Article, to_json},
    convert,
    emit::EMITTERS,
    load::{Source, detect},
};

fn load(name: &str, bytes: Vec<u8>) -> Article {
    let mut source = Source::new(bytes);
    source.file_name = Some(name.into());
    let mut found =
        detect(&source).unwrap().load(&source, &mut Report::default()).unwrap();
    found.remove(0)
}

fn again(article: &Article) -> (String, Article) {
    let source = Source::new(to_json(article));
    let sources = [source];
    let markdown = EMITTERS.iter().find(|it| it.format().name == "markdown").unwrap();
    let output = convert(&Job::new(&sources, *markdown), &mut Report::default()).unwrap();
    let bytes = output.files[0].bytes.clone();
    let text = String::from_utf8(bytes.clone()).unwrap();
    (text, load("article.md", bytes))
}

/// Returns the first lines in which two texts differ, with what is around them.
fn difference(a: &str, b: &str) -> String {
    let (a, b): (Vec<&str>, Vec<&str>) = (a.lines().collect(), b.lines().collect());
    let at = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let near = |lines: &[&str]| {
        let end = lines.len().min(at + 12);
        lines[at.saturating_sub(12).min(end)..end].join("\n")
    };
    format!("at line {at}:\n{}\n--- was read back as\n{}", near(&a), near(&b))
}

#[test]
fn samples_come_back_the_same() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let extra = std::env::var_os("OFFPRINT_ROUND_TRIP").map(Into::into);
    let mut folders: Vec<std::path::PathBuf> = vec![samples.join("essays"), samples];
    folders.extend(extra);
    let mut broken = Vec::new();
    let mut count = 0;
    for folder in folders {
        let mut paths: Vec<_> =
            fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
        paths.sort();
        for path in paths.iter().filter(|it| it.is_file()) {
            let name = path.file_name().unwrap().to_string_lossy();
            let article = load(&name, fs::read(path).unwrap());
            let (_, read) = again(&article);
            count += 1;
            if read != article {
                let found = difference(&to_json(&article), &to_json(&read));
                broken.push(format!("{name}: {found}"));
            }
        }
    }
    assert!(count != 0);
    let most = broken.len().min(12);
    assert!(
        broken.is_empty(),
        "{} of {count}:\n{}",
        broken.len(),
        broken[..most].join("\n\n")
    );
}
