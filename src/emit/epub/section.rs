//! Parts of a book, and which files belong to them.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind, Result};

/// A part of a book: a heading in the table of contents, and the chapters that
/// stand under it.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Section {
    /// What it is called.
    pub title: String,
    /// Which files belong to it: one pattern or several, such as `early/*`, for
    /// paths under the folder that all inputs came from. `*` stands for any part
    /// of a name, `**` for folders between.
    #[serde(rename = "match", deserialize_with = "one_or_many")]
    pub patterns: Vec<String>,
}

impl Section {
    /// Creates a section for the files that a pattern matches.
    pub fn new(title: impl Into<String>, pattern: impl Into<String>) -> Self {
        Self { title: title.into(), patterns: vec![pattern.into()] }
    }
}

fn one_or_many<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum OneOrMany {
        One(String),
        Many(Vec<String>),
    }
    Ok(match OneOrMany::deserialize(deserializer)? {
        OneOrMany::One(it) => vec![it],
        OneOrMany::Many(them) => them,
    })
}

/// The patterns of all sections, made ready.
pub(super) struct Globs {
    set: GlobSet,
    /// The section that each pattern is of.
    sections: Vec<usize>,
}

impl Globs {
    pub(super) fn of(sections: &[Section]) -> Result<Self> {
        let wrong = |err: globset::Error| {
            Error::new(ErrorKind::BadSetting, "section.match").because(err)
        };
        let mut set = GlobSetBuilder::new();
        let mut owners = Vec::new();
        for (at, section) in sections.iter().enumerate() {
            for pattern in &section.patterns {
                let glob = GlobBuilder::new(pattern.trim_start_matches("./"))
                    .literal_separator(true)
                    .build()
                    .map_err(wrong)?;
                set.add(glob);
                owners.push(at);
            }
        }
        Ok(Self { set: set.build().map_err(wrong)?, sections: owners })
    }

    /// Returns the first section that a path belongs to.
    pub(super) fn first(&self, path: &str) -> Option<usize> {
        let found = self.set.matches(path);
        found.into_iter().map(|it| self.sections[it]).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_belong_to_the_first_section_that_matches() {
        let sections: Vec<Section> = serde_json::from_str(
            r#"[{"title": "Early", "match": "early/*"},
                {"title": "Rest", "match": ["late/**/*.md", "*.md"]}]"#,
        )
        .unwrap();
        let globs = Globs::of(&sections).unwrap();
        assert_eq!(globs.first("early/tide.md"), Some(0));
        assert_eq!(globs.first("early/old/tide.md"), None);
        assert_eq!(globs.first("late/a/b/tide.md"), Some(1));
        assert_eq!(globs.first("tide.md"), Some(1));
        assert_eq!(globs.first("tide.html"), None);
    }

    #[test]
    fn a_pattern_that_is_none_is_said_to_be() {
        let wrong = Globs::of(&[Section::new("Early", "early/[")]).err().unwrap();
        assert_eq!(wrong.kind(), ErrorKind::BadSetting);
    }
}
