//! Markup that other tools put into Markdown: links of wikis, shortcodes,
//! callouts. It stays text, and the report says so.

use crate::report::{Code, Report};

/// How each begins and ends.
const PAIRS: &[(&str, &str)] = &[("[[", "]]"), ("{{", "}}"), ("{%", "%}")];

/// The callouts that are read as asides.
const KNOWN: &[&str] = &["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

/// The most entries that one file gets.
const MOST: usize = 100;

/// Reports what is found outside listings.
pub(super) fn report(text: &str, report: &mut Report) {
    let mut fence: Option<&str> = None;
    let mut count = 0;
    for line in text.lines() {
        let start = line.trim_start();
        if let Some(sign) = ["```", "~~~"].into_iter().find(|it| start.starts_with(it)) {
            match fence {
                Some(open) if open == sign => fence = None,
                Some(_) => (),
                None => fence = Some(sign),
            }
            continue;
        }
        if fence.is_some() || line.starts_with("    ") || line.starts_with('\t') {
            continue;
        }
        for subject in found(line) {
            count += 1;
            if MOST < count {
                return;
            }
            let subject: String = subject.chars().take(120).collect();
            report.add(Code::MarkupUnwrapped, subject);
        }
    }
}

fn found(line: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let quoted = line.trim_start_matches([' ', '>']);
    if quoted.len() < line.len()
        && quoted.starts_with("[!")
        && let Some(end) = quoted.find(']')
    {
        let known = KNOWN.iter().any(|it| it.eq_ignore_ascii_case(&quoted[2..end]));
        if !known || quoted.len() != end + 1 {
            out.push(quoted);
        }
    }
    let mut rest = line;
    while let Some((at, close)) = opening(rest) {
        let Some(end) = rest[at..].find(close) else { break };
        let end = at + end + close.len();
        // What stands between backticks is code.
        if rest[..at].matches('`').count().is_multiple_of(2) {
            out.push(&rest[at..end]);
        }
        rest = &rest[end..];
    }
    out
}

/// Returns where the first of the pairs begins, and how it ends.
fn opening(text: &str) -> Option<(usize, &'static str)> {
    memchr::memchr2_iter(b'[', b'{', text.as_bytes()).find_map(|at| {
        let pair = PAIRS.iter().find(|it| text[at..].starts_with(it.0))?;
        Some((at, pair.1))
    })
}
