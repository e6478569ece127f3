use super::*;

#[test]
fn reads_classes_as_people_write_them() {
    for it in [
        "author-bio",
        "authorBio",
        "about-author",
        "AboutAuthor",
        "author_description",
        "post-author-bio",
        "c-short-author-bio",
        "aboutTheAuthor",
        "elementor-author-box__bio",
        "bio-text",
    ] {
        assert_eq!(token_claim(it), Some(Claim::Bio), "{it}");
    }
    for it in ["author-box", "authorbox", "td-author-name", "contributor-card", "author"]
    {
        assert_eq!(token_claim(it), Some(Claim::Author), "{it}");
    }
    for it in [
        "comment-author",
        "related-authors",
        "authority",
        "biology",
        "entry-content",
        "author-archive",
    ] {
        assert_eq!(token_claim(it), None, "{it}");
    }
}
