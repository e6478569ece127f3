//! What a book holds to what it may claim about accessibility.
//!
//! Every claim is counted from what was written. No book claims to conform to a
//! standard: that is for a person who has read it.

use std::fmt::Write as _;

/// What was written into a book, as far as it matters to those who cannot see
/// it, hear it or bear flashes.
#[derive(Debug, Default)]
pub(super) struct Access {
    /// How many times a picture is shown, the cover aside.
    pub(super) pictures: usize,
    /// How many of those say what they show.
    pub(super) described: usize,
    /// Whether a picture moves.
    pub(super) moving: bool,
    /// Whether there is a formula as MathML.
    pub(super) formulas: bool,
    /// How many videos, recordings and the like are linked to.
    pub(super) linked: usize,
    /// How many tables there are.
    pub(super) tables: usize,
}

impl Access {
    /// Counts what a page shows.
    pub(super) fn count(&mut self, page: &str) {
        let count = |text: &str| memchr::memmem::find_iter(page.as_bytes(), text).count();
        let pictures = count("<img ");
        self.pictures += pictures;
        self.described += pictures - count(" alt=\"\"").min(pictures);
        self.tables += count("<table>");
    }

    /// Returns the values of `schema:accessMode`.
    pub(super) fn modes(&self) -> Vec<&'static str> {
        let mut modes = vec!["textual"];
        if 0 < self.pictures {
            modes.push("visual");
        }
        modes
    }

    /// Returns whether the words alone are enough.
    pub(super) fn text_suffices(&self) -> bool {
        self.described == self.pictures
    }

    /// Returns the values of `schema:accessibilityFeature`.
    pub(super) fn features(&self) -> Vec<&'static str> {
        let mut features = vec![
            "structuralNavigation",
            "tableOfContents",
            "readingOrder",
            "displayTransformability",
            "unlocked",
        ];
        if 0 < self.pictures && self.described == self.pictures {
            features.push("alternativeText");
        }
        if self.formulas {
            features.push("MathML");
        }
        features
    }

    /// Returns the value of `schema:accessibilityHazard`.
    pub(super) fn hazard(&self) -> &'static str {
        if self.moving { "unknown" } else { "none" }
    }

    /// Returns the same in words.
    pub(super) fn summary(&self) -> String {
        let mut out =
            String::from("Text that reflows, with a table of contents and headings.");
        let (pictures, described) = (self.pictures, self.described);
        _ = match (pictures, described) {
            (0, _) => write!(out, " There are no pictures besides the cover."),
            (1, 1) => write!(out, " The one picture has a description."),
            (1, _) => write!(out, " The one picture has no description."),
            _ if pictures == described => {
                write!(out, " Each of the {pictures} pictures has a description.")
            }
            (_, 0) => write!(out, " None of the {pictures} pictures has a description."),
            _ => write!(out, " {described} of {pictures} pictures have a description."),
        };
        if self.moving {
            out.push_str(" Some pictures move; whether they flash was not examined.");
        }
        if 0 < self.tables {
            out.push_str(" Tables are marked up as tables.");
        }
        if self.formulas {
            out.push_str(" Formulas are marked up as MathML.");
        }
        if 0 < self.linked {
            out.push_str(" Video, sound and other media are linked to, not included.");
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_descriptions_only_if_every_picture_has_one() {
        let mut access = Access { pictures: 2, described: 1, ..Access::default() };
        assert!(!access.features().contains(&"alternativeText"));
        assert!(!access.text_suffices());
        assert!(access.summary().contains("1 of 2 pictures have a description"));
        access.described = 2;
        assert!(access.features().contains(&"alternativeText"));
        access = Access::default();
        assert!(!access.features().contains(&"alternativeText"));
        assert_eq!(access.modes(), ["textual"]);
    }

    #[test]
    fn does_not_vouch_for_pictures_that_move() {
        let access = Access { moving: true, ..Access::default() };
        assert_eq!(access.hazard(), "unknown");
    }
}
