//! Lines: where they are broken, and what would start something at their start.

use unicode_width::UnicodeWidthStr;

use super::escape;

/// Escapes what would start something at the start of a line.
pub(super) fn guard(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (i, line) in text.split('\n').enumerate() {
        if i != 0 {
            out.push('\n');
        }
        let line = line.trim_start_matches([' ', '\t']);
        let at = escape::line_start(line, i == 0);
        match at {
            None => out.push_str(line),
            Some(at) => {
                out.push_str(&line[..at]);
                out.push('\\');
                out.push_str(&line[at..]);
            }
        }
    }
    out.truncate(out.trim_end_matches([' ', '\t']).len());
    out
}

/// Escapes what would be taken for the end of a heading.
pub(super) fn close(text: &str) -> String {
    if let Some(text) = text.strip_suffix('}') {
        return format!("{text}&#125;");
    }
    let start = text.trim_end_matches('#');
    if start.len() == text.len() || !(start.is_empty() || start.ends_with(' ')) {
        return text.to_owned();
    }
    let hashes = &text[start.len()..];
    format!("{start}\\{hashes}")
}

/// Breaks lines at spaces, never where what follows would start something.
pub(super) fn wrap(mut text: String, breaks: &[usize], width: usize) -> String {
    if width == 0 {
        return text;
    }
    let mut start = 0;
    let mut best = None;
    let ends = breaks.iter().copied().chain([text.len()]).collect::<Vec<_>>();
    for end in ends {
        if let Some(at) = text[start..end].rfind('\n') {
            start += at + 1;
            best = None;
        }
        if width < text[start..end].width()
            && let Some(at) = best.take()
        {
            text.replace_range(at..=at, "\n");
            start = at + 1;
        }
        let line = text.get(end + 1..).unwrap_or_default();
        let line = line.split('\n').next().unwrap_or_default();
        let word = line.split(' ').next().unwrap_or_default();
        let safe = !word.is_empty()
            && escape::line_start(line, false).is_none()
            && escape::line_start(word, false).is_none();
        if safe && end < text.len() && start < end {
            best = Some(end);
        }
    }
    text
}
