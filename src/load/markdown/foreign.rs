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
    if memchr::memchr2(b'[', b'{', line.as_bytes()).is_none() {
        return out;
    }
    while let Some((at, close)) =
        PAIRS.iter().filter_map(|it| Some((rest.find(it.0)?, it.1))).min()
    {
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
