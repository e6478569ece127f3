//! Signs of markup in text.

use crate::decode::{rare, spell_out};

/// Appends text in which no element and no reference begins.
pub(crate) fn escape(text: &str, out: &mut String) {
    spell_out(text, memchr::memchr3_iter(b'&', b'<', b'>', text.as_bytes()), out);
}

/// Appends the value of an attribute, which double quotation marks stand around.
/// White space stays what it is.
pub(crate) fn escape_value(text: &str, out: &mut String) {
    let is_sign = |it| matches!(it, b'&' | b'<' | b'>' | b'"' | b'\t' | b'\n');
    spell_out(text, rare(text, is_sign), out);
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
