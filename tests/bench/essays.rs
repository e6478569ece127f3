//! Folders of essays to bind: Markdown, with notes and links to each other, and
//! a photograph each where that is asked for.

use std::{fmt::Write as _, fs, path::Path};

use image::{ExtendedColorType, codecs::jpeg::JpegEncoder};

/// How many bytes a photograph has.
const PHOTOGRAPH: usize = 200_000;

/// Writes essays of some 800 words, no two alike.
pub(crate) fn write(folder: &Path, count: usize, with_pictures: bool) {
    fs::create_dir_all(folder).unwrap();
    let picture = with_pictures.then(photograph);
    for i in 0..count {
        let mut text = format!(
            "---\ntitle: Essay {i}\nauthor: A. Keeper\ndate: {}-{:02}-03\nlang: en\n---\n\n",
            1990 + i % 30,
            i % 12 + 1
        );
        if let Some(picture) = &picture {
            _ = writeln!(text, "![The quay, seen from essay {i}](picture-{i:05}.jpg)\n");
            let path = folder.join(format!("picture-{i:05}.jpg"));
            fs::write(path, signed(picture, i)).unwrap();
        }
        for paragraph in 0..12 {
            let words: Vec<String> = (0..65)
                .map(|word| {
                    format!("word{}", (i * 7919 + paragraph * 104_729 + word * 31) % 5003)
                })
                .collect();
            text.push_str(&words.join(" "));
            match paragraph {
                3 => {
                    _ = write!(text, ", see [the next](essay-{:05}.md)", (i + 1) % count);
                }
                7 => text.push_str("[^1]"),
                _ => (),
            }
            text.push_str(".\n\n");
        }
        _ = writeln!(text, "[^1]: A note to essay {i}.");
        fs::write(folder.join(format!("essay-{i:05}.md")), text).unwrap();
    }
}

/// Returns a photograph of the size that a web page shows.
fn photograph() -> Vec<u8> {
    let mut state = 1_u32;
    let pixels: Vec<u8> = (0..640 * 480 * 3)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        })
        .collect();
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, 25)
        .encode(&pixels, 640, 480, ExtendedColorType::Rgb8)
        .unwrap();
    assert!(out.len() < PHOTOGRAPH, "{} bytes", out.len());
    out
}

/// Returns a photograph that no other is like: with a number in it, and as many
/// bytes of comment as it takes to be of the size wanted.
fn signed(picture: &[u8], number: usize) -> Vec<u8> {
    let (start, rest) = picture.split_at(2);
    let mut out = start.to_vec();
    let mut missing = PHOTOGRAPH.saturating_sub(picture.len());
    loop {
        let length = missing.clamp(16, 60_000);
        let mut comment = format!("{number:016}").into_bytes();
        comment.resize(length, b' ');
        out.extend([0xFF, 0xFE]);
        out.extend(u16::try_from(length + 2).unwrap().to_be_bytes());
        out.extend(comment);
        missing = missing.saturating_sub(length + 4);
        if missing == 0 {
            break;
        }
    }
    out.extend(rest);
    out
}
