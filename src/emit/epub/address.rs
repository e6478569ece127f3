//! Addresses of the web, spelt as validators want them.

use std::fmt::Write as _;

use url::Url;

/// Returns an address with every character written out in percent codes that
/// the URL Standard puts up with but calls an error, such as `[` in a query.
pub(super) fn strict(url: &Url) -> String {
    let text = url.as_str();
    // What comes before the path may hold brackets: those of a bare IPv6 host.
    let path = text.find(url.path()).unwrap_or_default();
    let mut out = String::with_capacity(text.len());
    let mut fragment = false;
    for (at, c) in text.char_indices() {
        let code = |it: Option<&u8>| it.is_some_and(u8::is_ascii_hexdigit);
        let bytes = text.as_bytes();
        let allowed = match c {
            '%' => code(bytes.get(at + 1)) && code(bytes.get(at + 2)),
            '#' => !std::mem::replace(&mut fragment, true),
            '[' | ']' => at < path,
            '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => false,
            c => !c.is_ascii() || c.is_ascii_graphic(),
        };
        if allowed {
            out.push(c);
        } else {
            // Every character that is refused is one byte.
            _ = write!(out, "%{:02X}", u32::from(c));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_out_what_validators_refuse() {
        let strict = |text: &str| strict(&text.parse().unwrap());
        assert_eq!(
            strict("https://a.example/x?y=[2]|{3}&z=%zz#p#q"),
            "https://a.example/x?y=%5B2%5D%7C%7B3%7D&z=%25zz#p%23q"
        );
        let plain = "https://[::1]/caf%C3%A9?a=b&c=d#e";
        assert_eq!(strict(plain), plain);
        assert_eq!(strict("mailto:ada@a.example"), "mailto:ada@a.example");
    }
}
