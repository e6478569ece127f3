//! `offprint init`: a settings file for the folder that is there.

use std::path::{Path, PathBuf};

use crate::cli::{
    Code,
    args::{Init, Reading},
    input::{self, Input},
    messages::{Messages, Misuse},
    names, write,
};

/// Writes a settings file that explains itself, with what the folder suggests.
///
/// # Errors
///
/// Refuses to replace a settings file.
pub(in crate::cli) fn init(
    arguments: &Init,
    messages: &Messages,
) -> Result<Code, Misuse> {
    let folder = arguments.folder.clone().unwrap_or_default();
    let path = folder.join("offprint.toml");
    if path.exists() && !arguments.force {
        let why = format!("{}: it is there already", path.display());
        return Err(Misuse::new(why).help("--force replaces it"));
    }
    let here = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
    if !here.is_dir() {
        return Err(Misuse::new(format!("{}: no such folder", here.display())));
    }
    let text = text(&here);
    let written = write::put(&path, text.as_bytes(), write::Manner::default());
    match written.and_then(|it| write::settle().map(|()| it)) {
        Ok((done, shown)) => {
            messages.did(done.verb(), &shown);
            messages.note("`offprint publish` now makes every output it names");
            Ok(Code::Done)
        }
        Err(why) => {
            messages.unwritable("", &why);
            Ok(Code::CannotWrite)
        }
    }
}

/// Returns the file, with what the folder suggests filled in.
fn text(folder: &Path) -> String {
    let pages = pages(folder);
    let title = std::path::absolute(folder)
        .ok()
        .and_then(|it| Some(it.file_name()?.to_string_lossy().into_owned()))
        .map_or_else(|| "My essays".into(), |it| names::titled(&it));
    include_str!("init.toml")
        .replace("{title}", &title.replace(['"', '\\'], ""))
        .replace("{in}", &pages)
}

/// Returns the folders that hold pages, as a list in a settings file.
fn pages(folder: &Path) -> String {
    let mut reading = Reading::default();
    reading.inputs.push(folder.to_owned());
    let found = input::expand(&reading).unwrap_or_default();
    let mut tops: Vec<String> = Vec::new();
    for it in found.iter().flatten() {
        let Input::File(path) = it else { continue };
        let Ok(path) = path.strip_prefix(folder) else { continue };
        let mut parts = path.iter();
        let first = parts.next().unwrap_or_default().to_string_lossy().into_owned();
        let top = if parts.next().is_some() { first } else { "*".to_owned() };
        if !tops.contains(&top) {
            tops.push(top);
        }
    }
    // Pages beside the settings file itself: the folder, which has them all.
    if tops.is_empty() || tops.iter().any(|it| it == "*") {
        return "\".\"".into();
    }
    let quoted = tops.iter().map(|it| format!("{it:?}"));
    quoted.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::{
        args::{Book, Channelled, Convert, Feed, Printing},
        settings::{Host, Own, Site},
    };

    /// The keys that a part of the file sets or explains.
    fn keys(part: &str) -> Vec<&str> {
        let lines = part.lines().map(|it| it.trim_start_matches("# "));
        lines.filter_map(|it| Some(it.split_once(" = ")?.0)).collect()
    }

    #[test]
    fn explains_every_setting() {
        let text = include_str!("init.toml");
        let parts: Vec<&str> =
            text.split("\n[").flat_map(|it| it.split("\n# [")).collect();
        let of = |start: &str| {
            let found = parts.iter().find(|it| {
                let head = it.lines().take(2).collect::<Vec<_>>().join(" ");
                head.replace("# ", "").starts_with(start)
            });
            keys(found.unwrap_or_else(|| panic!("no {start}")))
        };
        let output = |kind: &str| of(&format!("[output]] kind = \"{kind}\""));
        for (place, there, known) in [
            ("site", of("site]"), vec![Site::KEYS]),
            ("defaults", of("defaults]"), vec![Reading::KEYS, Printing::KEYS, Own::KEYS]),
            ("feed", output("feed"), vec![Channelled::KEYS, Feed::KEYS]),
            ("book", output("book"), vec![Channelled::KEYS, Book::KEYS]),
            ("convert", output("convert"), vec![Convert::KEYS]),
            ("host", of("host."), vec![Host::KEYS]),
        ] {
            for key in known.concat() {
                // Settings of formats have tables of their own.
                assert!(key == "emit" || there.contains(&key), "`{key}` in {place}");
            }
        }
        assert!(text.contains("[emit.markdown]"));
    }
}
