use super::*;

#[test]
fn reads_a_name_off_the_front() {
    let of = |it| opening_name(it);
    assert_eq!(of("Ana Keeper is a writer.").as_deref(), Some("Ana Keeper"));
    assert_eq!(of("J. R. Keeper, who tends lamps").as_deref(), Some("J. R. Keeper"));
    assert_eq!(of("Ana van der Berg schrijft").as_deref(), Some("Ana van der Berg"));
    assert_eq!(of("The Keeper is old"), None);
    assert_eq!(of("Ana writes"), None);
}

#[test]
fn tells_profiles_from_share_buttons() {
    let of = |it: &str| is_profile(&Url::parse(it).unwrap());
    assert!(of("https://www.twitter.com/keeper"));
    assert!(!of("https://twitter.com/intent/tweet?url=a"));
    assert!(!of("https://nottwitter.com/keeper"));
    assert!(!of("https://www.facebook.com/sharer.php"));
}
