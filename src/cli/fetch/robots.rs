//! What a site asks of programs, by RFC 9309.

/// The name this program goes by in `robots.txt`.
pub(super) const PRODUCT: &str = "offprint";

/// The most of a file that is read (RFC 9309, section 2.5).
pub(super) const MAX_BYTES: usize = 500 << 10;

/// The rules of a site that are for this program.
#[derive(Clone, Debug, Default)]
pub(super) struct Robots {
    /// Whether a path may be asked for, and the pattern that says so.
    rules: Vec<(bool, String)>,
}

impl Robots {
    /// Reads the rules of the groups for this program, or else of those for all.
    pub(super) fn parse(text: &str) -> Self {
        let (mut own, mut all) = (Self::default(), Self::default());
        let (mut for_own, mut for_all, mut named, mut in_names) =
            (false, false, false, false);
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            match key.as_str() {
                "user-agent" => {
                    if !in_names {
                        (for_own, for_all, in_names) = (false, false, true);
                    }
                    for_all |= value == "*";
                    let product = value.split(['/', ' ']).next().unwrap_or_default();
                    for_own |= product.eq_ignore_ascii_case(PRODUCT);
                    named |= for_own;
                }
                "allow" | "disallow" => {
                    in_names = false;
                    // A rule without a path says nothing.
                    if value.is_empty() {
                        continue;
                    }
                    let rule = (key == "allow", value.to_owned());
                    if for_own {
                        own.rules.push(rule.clone());
                    }
                    if for_all {
                        all.rules.push(rule);
                    }
                }
                _ => (),
            }
        }
        if named { own } else { all }
    }

    /// Returns rules under which nothing may be asked for.
    pub(super) fn nothing() -> Self {
        Self { rules: vec![(false, "/".into())] }
    }

    /// Returns whether a path, with its query, may be asked for: the longest
    /// pattern that matches decides, and permission wins a tie.
    pub(super) fn allow(&self, path: &str) -> bool {
        let matching = self.rules.iter().filter(|it| matches(&it.1, path));
        matching.max_by_key(|it| (it.1.len(), it.0)).is_none_or(|it| it.0)
    }
}

/// Returns whether a pattern matches the start of a path: `*` is any text, and
/// `$` at its end is the end of the path.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, anchored) = match pattern.strip_suffix('$') {
        Some(it) => (it, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else {
        return false;
    };
    let parts: Vec<&str> = parts.collect();
    for (i, part) in parts.iter().enumerate() {
        if anchored && i + 1 == parts.len() {
            return rest.ends_with(part);
        }
        // The first place is the best: it leaves the most for what follows.
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    !anchored || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_group_for_this_program_wins() {
        let text = "User-agent: *\nDisallow: /\n\n\
            User-agent: other\nUser-agent: Offprint/1.0\nDisallow: /private # here\n\
            Allow: /private/open\n";
        let robots = Robots::parse(text);
        assert!(robots.allow("/essays/tides"));
        assert!(!robots.allow("/private/x"));
        assert!(robots.allow("/private/open/x"));
        assert!(!Robots::parse("user-agent: *\ndisallow: /a").allow("/a?b"));
        assert!(Robots::parse("user-agent: other\ndisallow: /").allow("/a"));
        assert!(Robots::parse("user-agent: *\ndisallow:").allow("/a"));
        assert!(!Robots::nothing().allow("/a"));
    }

    #[test]
    fn patterns_have_stars_and_ends() {
        for (pattern, path, expected) in [
            ("/fish", "/fish.html", true),
            ("/fish", "/Fish", false),
            ("/*.php", "/a/b.php?c", true),
            ("/*.php$", "/a/b.php?c", false),
            ("/*.php$", "/a.php/b.php", true),
            ("/a$", "/a", true),
            ("/a$", "/ab", false),
            ("*", "/x", true),
            ("/a*b*c", "/a-b-c-d", true),
            ("/a*b*c", "/a-c-b", false),
        ] {
            assert_eq!(matches(pattern, path), expected, "{pattern} {path}");
        }
    }
}
