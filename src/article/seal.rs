//! What a printed page shows to a seal, by which it is told later whether the page
//! still shows that.
//!
//! A page carries the article that it was printed from. Whoever edits what the page
//! shows does not edit that too, so neither may be read for the other.

/// How what a page shows of an article begins.
const START: &str = "<article class=\"h-entry\" id=\"";

/// Returns the seal of what a page shows: how long it is, and its digest.
pub(crate) fn seal(shown: &str) -> String {
    let shown = lines(shown);
    let digest = blake3::hash(shown.as_bytes()).to_hex();
    format!("{}-{}", shown.len(), &digest[..32])
}

/// Returns whether a page still shows what was sealed.
pub(crate) fn is_sealed(page: &str, seal: &str) -> bool {
    let page = lines(page);
    let length = seal.split('-').next().and_then(|it| it.parse().ok());
    let (Some(start), Some(length)) = (page.find(START), length) else { return false };
    let shown = page[start..].get(..length);
    shown.is_some_and(|it| self::seal(it) == seal)
}

/// Programs that keep files for others write the ends of lines as they like.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_holds_while_the_page_shows_the_same() {
        let shown = format!("{START}article\">\n<p>Dusk.</p>\n</article>\n");
        let page = format!("<title>T</title><main>\n{shown}</main>");
        let seal = seal(&shown);
        assert!(is_sealed(&page, &seal));
        assert!(is_sealed(&page.replace('\n', "\r\n"), &seal));
        assert!(is_sealed(&page.replace("<title>T", "<title>U"), &seal));
        assert!(!is_sealed(&page.replace("Dusk", "Dawn"), &seal));
        for broken in ["", "-", "9", "18446744073709551615-0"] {
            assert!(!is_sealed(&page, broken), "{broken}");
        }
        assert!(!is_sealed("<p>Dusk.</p>", &seal));
    }
}
