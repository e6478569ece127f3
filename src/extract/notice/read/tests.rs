use super::*;

#[test]
fn every_expression_of_the_phrase_book_compiles() {
    for language in LANGUAGES {
        for it in [
            language.subject,
            language.lead,
            language.stop,
            language.permission,
            language.translated,
        ] {
            assert!(compile(it).is_some(), "{}: {it}", language.code);
        }
        for phrase in language.phrases {
            assert!(
                compile_phrase(phrase).is_some(),
                "{}: {}",
                language.code,
                phrase.pattern
            );
            assert_eq!(phrase.cue, phrase.cue.to_lowercase());
        }
    }
}
