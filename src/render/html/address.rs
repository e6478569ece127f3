//! Which addresses may be printed: those that only lead somewhere.

/// Returns whether a link may go to an address: one with `http`, `https` or
/// `mailto`, or one of a file or id nearby. An address whose host cannot be leads
/// nowhere.
pub(crate) fn safe_link(address: &str) -> bool {
    match scheme(address) {
        Some(_) if has_gap(address) => false,
        Some(scheme) => {
            ["http", "https", "mailto"].iter().any(|it| scheme.eq_ignore_ascii_case(it))
        }
        None => is_nearby(address),
    }
}

/// Returns whether a picture may be at an address: one with `http` or `https`,
/// one of a file nearby, or a picture of dots written out in the address.
pub(crate) fn safe_image(address: &str) -> bool {
    match scheme(address) {
        Some(scheme) if scheme.eq_ignore_ascii_case("data") => is_picture(address),
        Some(scheme) => {
            ["http", "https"].iter().any(|it| scheme.eq_ignore_ascii_case(it))
        }
        None => is_nearby(address),
    }
}

/// Returns whether a part of the host's name is empty (RFC 1035, section 3.1),
/// which validators of books call an error.
fn has_gap(address: &str) -> bool {
    let Some((_, rest)) = address.split_once("://") else { return false };
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let host = rest[..end].rsplit('@').next().unwrap_or_default();
    host.starts_with('.') || host.contains("..")
}

/// Returns the scheme, as a browser would find it: leading spaces and controls,
/// and tabs and line ends anywhere, do not count.
fn scheme(address: &str) -> Option<String> {
    let mut scheme = String::new();
    let visible = address.trim_start_matches(|c: char| c <= ' ');
    for c in visible.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')) {
        match c {
            ':' if !scheme.is_empty() => return Some(scheme),
            'a'..='z' | 'A'..='Z' => scheme.push(c),
            '0'..='9' | '+' | '-' | '.' if !scheme.is_empty() => scheme.push(c),
            _ => return None,
        }
    }
    None
}

/// Returns whether an address without a scheme stays where it is. Two slashes
/// would lead to another host, and on some systems to a file server.
fn is_nearby(address: &str) -> bool {
    let visible: String = address
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .skip_while(|c| *c <= ' ')
        .take(2)
        .collect();
    !matches!(&*visible, "//" | "\\\\" | "/\\" | "\\/")
        && !address.chars().any(char::is_control)
}

fn is_picture(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("data:image/") else { return false };
    let Some((kind, data)) = rest.split_once(";base64,") else { return false };
    matches!(kind, "png" | "jpeg" | "gif" | "webp" | "avif")
        && data.bytes().all(|it| it.is_ascii_alphanumeric() || b"+/=".contains(&it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_that_lead_somewhere_are_printed() {
        for good in [
            "https://a.example/?q=javascript:1",
            "HTTP://a.example",
            "mailto:a@b.example",
            "https://a.example./b..c/?d=e..f",
            "#fn1",
            "img/a b.jpg",
            "/root",
            "",
            "a/b:c",
            "?x=y:z",
        ] {
            assert!(safe_link(good), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            " \u{1}JaVa\nScript:alert(1)",
            "java\tscript:1",
            "vbscript:1",
            "data:text/html,x",
            "file:///etc/passwd",
            "blob:x",
            "//host/share",
            "\\\\host\\share",
            "/\t/host",
            "a\u{0}b",
            "https://a..example/",
            "http://me@.example",
        ] {
            assert!(!safe_link(bad), "{bad}");
        }
    }

    #[test]
    fn only_pictures_of_dots_are_written_out() {
        assert!(safe_image("data:image/png;base64,iVBORw0K+/=="));
        assert!(!safe_image("data:image/svg+xml;base64,AAAA"));
        assert!(!safe_image("data:image/png;base64,\"onerror"));
        assert!(!safe_image("mailto:a@b.example"));
        assert!(safe_image("images/one.png"));
    }
}
