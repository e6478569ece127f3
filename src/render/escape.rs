//! Signs of markup in text.

use crate::decode::rare;

/// Appends text in which no element and no reference begins.
pub(crate) fn escape(text: &str, out: &mut String) {
    write(text, memchr::memchr3_iter(b'&', b'<', b'>', text.as_bytes()), out);
}

/// Appends the value of an attribute, which double quotation marks stand around.
/// White space stays what it is.
pub(crate) fn escape_value(text: &str, out: &mut String) {
    let is_sign = |it| matches!(it, b'&' | b'<' | b'>' | b'"' | b'\t' | b'\n');
    write(text, rare(text, is_sign), out);
}

/// Appends text with the signs at these places written out.
fn write(text: &str, signs: impl Iterator<Item = usize>, out: &mut String) {
    let mut done = 0;
    for at in signs {
        out.push_str(&text[done..at]);
        out.push_str(match text.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\t' => "&#9;",
            _ => "&#10;",
        });
        done = at + 1;
    }
    out.push_str(&text[done..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_written_out_wherever_they_are() {
        let text = format!("<a> & \"b\"\t{}\n>", "é".repeat(80));
        let with = |escape: fn(&str, &mut String)| {
            let mut out = String::from("x ");
            escape(&text, &mut out);
            out
        };
        let rest = "é".repeat(80);
        assert_eq!(with(escape), format!("x &lt;a&gt; &amp; \"b\"\t{rest}\n&gt;"));
        let value = format!("x &lt;a&gt; &amp; &quot;b&quot;&#9;{rest}&#10;&gt;");
        assert_eq!(with(escape_value), value);
    }
}
