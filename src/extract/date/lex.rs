//! Text to tokens: numbers, words and marks, each with its place.
//!
//! Digits of every script that dates are written in become plain numbers, and
//! words are folded (lower case, no accents), so that the grammar and its tables
//! need to know one spelling of each.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// One token.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::extract) struct Token {
    pub(in crate::extract) kind: Kind,
    /// Its bytes in the text.
    pub(in crate::extract) at: Range<usize>,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::extract) enum Kind {
    /// A number, and how many digits it was written with.
    Number(u64, usize),
    /// A word, folded.
    Word(String),
    /// Anything else that is not white space; among them the signs that count in
    /// Chinese, Japanese and Korean dates, such as the one for "year".
    Mark(char),
}

impl Token {
    pub(in crate::extract) fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(it) => Some(it),
            Kind::Number(..) | Kind::Mark(_) => None,
        }
    }

    pub(in crate::extract) fn number(&self) -> Option<(u64, usize)> {
        match self.kind {
            Kind::Number(value, digits) => Some((value, digits)),
            Kind::Word(_) | Kind::Mark(_) => None,
        }
    }

    pub(in crate::extract) fn mark(&self) -> Option<char> {
        match self.kind {
            Kind::Mark(it) => Some(it),
            Kind::Number(..) | Kind::Word(_) => None,
        }
    }
}

/// Splits a text into tokens.
pub(in crate::extract) fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some(&(start, c)) = chars.peek() {
        if digit(c).is_some() {
            let (mut value, mut digits, mut end) = (0_u64, 0, start);
            while let Some(&(i, c)) = chars.peek()
                && let Some(it) = digit(c)
            {
                value = value.saturating_mul(10).saturating_add(it);
                digits += 1;
                end = i + c.len_utf8();
                chars.next();
            }
            out.push(Token { kind: Kind::Number(value, digits), at: start..end });
        } else if is_letter(c) {
            let after_number =
                matches!(out.last().map(|it| &it.kind), Some(Kind::Number(..)));
            // The sign for an hour begins the word for hours that went by.
            let hours = text[start + c.len_utf8()..].starts_with(['間', '间', '간']);
            if after_number && is_counter(c) && !hours {
                chars.next();
                let at = start..start + c.len_utf8();
                out.push(Token { kind: Kind::Mark(c), at });
                continue;
            }
            let mut end = start;
            while let Some(&(i, c)) = chars.peek()
                && is_letter(c)
            {
                end = i + c.len_utf8();
                chars.next();
                // "a.m." and the Thai months are words with dots inside.
                let Some(rest) = text[end..].strip_prefix('.') else { continue };
                let lone = i == start
                    && rest.starts_with(is_letter)
                    && rest.chars().nth(1).is_none_or(|it| !is_letter(it));
                if lone || (is_thai(c) && rest.starts_with(is_thai)) {
                    chars.next();
                }
            }
            let word = fold(&text[start..end]);
            out.push(Token { kind: Kind::Word(word), at: start..end });
        } else {
            chars.next();
            // Marks of direction are not there for the eye.
            let unseen = c.is_whitespace()
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{ad}');
            if !unseen {
                let at = start..start + c.len_utf8();
                out.push(Token { kind: Kind::Mark(plain(c)), at });
            }
        }
    }
    out
}

/// Folds a word: lower case, no accents, no dots.
pub(super) fn fold(word: &str) -> String {
    if word.is_ascii() {
        let mut word = word.to_ascii_lowercase();
        word.retain(|it| it != '.');
        return word;
    }
    // In Thai the marks over a letter are vowels, and tell January from March.
    let is_accent = |it: &char| is_combining_mark(*it) && !is_thai(*it);
    let letters = word.nfkd().filter(|it| !is_accent(it) && *it != '.');
    letters
        .flat_map(char::to_lowercase)
        .filter(|it| !is_accent(it))
        .nfc()
        .map(|it| match it {
            'ı' => 'i',
            'ł' => 'l',
            'ø' => 'o',
            'đ' => 'd',
            'ς' => 'σ',
            'ي' | 'ی' => 'ى',
            'ک' => 'ك',
            it => it,
        })
        .collect()
}

fn is_letter(c: char) -> bool {
    (c.is_alphabetic() || is_combining_mark(c)) && digit(c).is_none()
}

fn is_thai(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{e7f}')
}

/// Returns whether a sign says what the number before it counts.
fn is_counter(c: char) -> bool {
    matches!(
        c,
        '年' | '月'
            | '日'
            | '号'
            | '號'
            | '時'
            | '时'
            | '點'
            | '点'
            | '分'
            | '秒'
            | '년'
            | '월'
            | '일'
            | '시'
            | '분'
            | '초'
    )
}

/// Returns the plain form of marks that come in several.
fn plain(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' => '-',
        '：' | '﹕' | '∶' => ':',
        '／' | '⁄' => '/',
        '．' | '。' => '.',
        '，' | '、' | '،' => ',',
        '（' => '(',
        '）' => ')',
        '＋' => '+',
        '’' | '‘' | 'ʼ' => '\'',
        it => it,
    }
}

/// Returns what a digit of any script stands for.
pub(super) fn digit(c: char) -> Option<u64> {
    let zero = match c {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '०'..='९' => '०',
        '০'..='৯' => '০',
        '๐'..='๙' => '๐',
        '０'..='９' => '０',
        _ => return None,
    };
    Some(u64::from(u32::from(c) - u32::from(zero)))
}
