//! What a character does in a line, whatever the script.

/// What a character does in a line.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Letter {
    Space,
    /// Anything as wide as a letter.
    Narrow,
    /// An ideograph or syllable, which says as much as two letters.
    Wide,
    /// A quotation mark or closing bracket, which may follow a stop.
    Quote,
    Comma,
    /// The end of a sentence if a space follows.
    Stop,
    /// The end of a sentence, whatever follows.
    WideStop,
}

/// What the ASCII characters do.
static ASCII: [Letter; 128] = {
    let mut all = [Letter::Narrow; 128];
    let mut at = 0;
    while at < 128 {
        all[at] = of(at as u8 as char);
        at += 1;
    }
    all
};

/// Returns what a character does.
#[inline]
pub(super) fn letter(c: char) -> Letter {
    ASCII.get(c as usize).copied().unwrap_or_else(|| of(c))
}

const fn of(c: char) -> Letter {
    match c {
        ' '
        | '\t'
        | '\n'
        | '\r'
        | '\x0c'
        | '\u{a0}'
        | '\u{200b}'..='\u{200f}'
        | '\u{ad}'
        | '\u{feff}'
        | '\u{2028}'..='\u{202f}'
        | '\u{3000}' => Letter::Space,
        ',' | ';' | '،' | '؛' | '、' | '，' | '；' | '﹐' | '﹑' | '､' => {
            Letter::Comma
        }
        '.' | '!' | '?' | '…' | '؟' | '۔' | '‽' | '։' | '॥' | '።' | '\u{37e}' => {
            Letter::Stop
        }
        '。' | '！' | '？' | '．' | '｡' | '।' | '၊' | '။' | '។' => {
            Letter::WideStop
        }
        '"' | '\'' | ')' | ']' | '”' | '’' | '»' | '«' | '“' | '‘' | '„' | '」'
        | '』' | '）' | '》' | '】' | '›' => Letter::Quote,
        '\u{1100}'..='\u{11ff}'
        | '\u{2e80}'..='\u{2fff}'
        | '\u{3040}'..='\u{30ff}'
        | '\u{3130}'..='\u{318f}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' => Letter::Wide,
        _ => Letter::Narrow,
    }
}
