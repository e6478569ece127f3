//! Text that site generators would take for their own templates.

use std::borrow::Cow;

use super::Profile;

/// Between these, Jekyll and Eleventy leave text alone.
const RAW: &str = "{% raw %}";
const END_RAW: &str = "{% endraw %}";

/// Returns the text so that the tool of a profile prints it as it stands.
pub(super) fn escape(text: String, profile: Profile) -> String {
    match profile {
        Profile::Jekyll | Profile::Eleventy
            if text.contains("{{") || text.contains("{%") =>
        {
            // The one thing that may not stand between them is their own end.
            let end = format!("{END_RAW}{{{{ \"{END_RAW}\" }}}}{RAW}");
            format!("{RAW}\n\n{}\n\n{END_RAW}", text.replace(END_RAW, &end))
        }
        Profile::Hugo => {
            let text = commented(&text, "{{<", ">}}");
            commented(&text, "{{%", "%}}").into_owned()
        }
        Profile::Zola => {
            let text = commented(&text, "{{", "}}");
            commented(&text, "{%", "%}").into_owned()
        }
        Profile::Generic
        | Profile::Jekyll
        | Profile::Eleventy
        | Profile::Astro
        | Profile::Obsidian
        | Profile::DevTo
        | Profile::Hashnode => text,
    }
}

/// Writes each `OPEN x CLOSE` as `OPEN/* x */CLOSE`, which is printed without
/// the comment signs and not run.
fn commented<'a>(text: &'a str, open: &str, close: &str) -> Cow<'a, str> {
    if !text.contains(open) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(open) {
        let Some((inside, after)) = after.split_once(close) else { break };
        out.push_str(before);
        out.push_str(open);
        out.push_str("/*");
        out.push_str(inside);
        out.push_str("*/");
        out.push_str(close);
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}
