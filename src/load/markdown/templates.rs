//! Text that was written so that a site generator would not run it.

use std::borrow::Cow;

/// What stands before and after a call of a template.
type Signs = (&'static str, &'static str);

/// Hugo's, the innermost last.
const HUGO: &[Signs] = &[("{{%", "%}}"), ("{{<", ">}}")];

/// Zola's, the innermost last.
const ZOLA: &[Signs] = &[("{%", "%}"), ("{{", "}}")];

const RAW: &str = "{% raw %}";
const END_RAW: &str = "{% endraw %}";

/// Whose templates a file was written for.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(in crate::load) enum Templates {
    /// It does not say.
    #[default]
    Any,
    Hugo,
    Zola,
    /// Nobody's, or those of Jekyll, where the text says so itself.
    Liquid,
}

/// Returns the text that a generator would print.
pub(super) fn undo(text: &str, templates: Templates) -> Cow<'_, str> {
    if !text.contains('{') {
        return text.into();
    }
    let signs: &[&[Signs]] = match templates {
        Templates::Any => &[HUGO, ZOLA],
        Templates::Hugo => &[HUGO],
        Templates::Zola => &[ZOLA],
        Templates::Liquid => return unwrapped(text),
    };
    let mut out = Cow::Borrowed(text);
    for (open, close) in signs.iter().copied().flatten() {
        if let Some(it) = uncommented(&out, open, close) {
            out = Cow::Owned(it);
        }
    }
    out
}

/// Undoes `OPEN/* x */CLOSE`. Returns nothing where there is none.
fn uncommented(text: &str, open: &str, close: &str) -> Option<String> {
    let commented = format!("{open}/*");
    if !text.contains(&commented) {
        return None;
    }
    let mut rest = text;
    let mut out = String::with_capacity(text.len());
    while let Some((before, after)) = rest.split_once(&commented) {
        let Some((inside, following)) = after.split_once(close) else { break };
        out.push_str(before);
        out.push_str(open);
        match inside.strip_suffix("*/") {
            Some(inside) => {
                out.push_str(inside);
                out.push_str(close);
                rest = following;
            }
            // Somebody's own comment.
            None => {
                out.push_str("/*");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    Some(out)
}

/// Takes the signs off that keep all of a text from being run.
fn unwrapped(text: &str) -> Cow<'_, str> {
    let inner = text.trim().strip_prefix(RAW).and_then(|it| it.strip_suffix(END_RAW));
    let lines = |it: &&str| it.starts_with('\n') && it.ends_with('\n');
    let Some(inner) = inner.filter(lines) else { return text.into() };
    // The one thing that may not stand between them is their own end.
    let end = format!("{END_RAW}{{{{ \"{END_RAW}\" }}}}{RAW}");
    inner.replace(&end, END_RAW).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_out_is_read_back() {
        assert_eq!(
            undo("a {{</* b */>}} c {{/* d */}} {%/* e */%}", Templates::Any),
            "a {{< b >}} c {{ d }} {% e %}"
        );
        let hugo = "{{</*/* b */*/>}} {{</* c {{%/* d */>}} e */%}} {{</* f";
        let want = "{{</* b */>}} {{< c {{% d >}} e %}} {{</* f";
        assert_eq!(undo(hugo, Templates::Hugo), want);
        assert_eq!(
            undo("{% raw %}\n{{ a }}\n{% endraw %}", Templates::Liquid).trim(),
            "{{ a }}"
        );
    }

    #[test]
    fn other_text_stays_as_it_is() {
        for text in ["*/%}*", "a {{ b */}} c", "{{/* b }} c */", "{{% c %}} d */%}}"] {
            for templates in [Templates::Any, Templates::Hugo, Templates::Zola] {
                assert_eq!(undo(text, templates), text);
            }
        }
        assert_eq!(undo("{{/* a */}}", Templates::Liquid), "{{/* a */}}");
    }
}
