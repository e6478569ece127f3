//! What an output does that the terms of its articles forbid, or may forbid.

use crate::{
    article::Terms,
    report::{Code, Report},
};

use super::{Images, Settings};

/// What is left out of a text that makes it another one. That a format shows a film
/// as a link, or a table as records, is no change of the text.
const CHANGES: &[Code] = &[Code::TextDropped, Code::DrawingDropped];

/// Says of each article whether what was written of it keeps its terms; `since` is
/// how many entries there were before it was written.
///
/// That the notice or the counter is missing is said where it is left out.
pub(crate) fn check(
    settings: &Settings,
    terms: &[Terms],
    since: usize,
    report: &mut Report,
) {
    let told = report.entries.get(since..).unwrap_or_default();
    let mut changes: Vec<&str> = Vec::new();
    for code in CHANGES.iter().filter(|code| told.iter().any(|it| it.code == **code)) {
        changes.push(code.id());
    }
    if settings.images == Images::None {
        changes.push("no pictures");
    }
    let changes = changes.join(", ");
    for it in terms {
        if let Some(spdx) = it.unchanged.as_ref().filter(|_| !changes.is_empty()) {
            let subject = format!("“{}”, {spdx}: {changes}", it.title);
            report.add(Code::ChangedText, subject);
        }
        if settings.images != Images::None {
            for credit in &it.pictures {
                report
                    .add(Code::PictureUncleared, format!("picture credited “{credit}”"));
            }
        }
    }
}
