//! Fonts to letters of known width and shape.

use std::{
    io::{Cursor, Read as _},
    sync::LazyLock,
};

use rustybuzz::{
    Direction, Face, UnicodeBuffer,
    ttf_parser::{GlyphId, OutlineBuilder},
};
use unicode_bidi::BidiInfo;
use zip::ZipArchive;

/// Noto Serif, Noto Naskh Arabic and Noto Serif Hebrew: the letters that titles
/// are written in, each font in the order in which it is asked for a letter.
const BUILT_IN: &[u8] = include_bytes!("../../../../templates/epub/fonts/fonts.zip");

/// The files of the fonts built in, unpacked once for all books.
pub(super) static FILES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let mut files = Vec::new();
    let Ok(mut archive) = ZipArchive::new(Cursor::new(BUILT_IN)) else { return files };
    for i in 0..archive.len() {
        let mut bytes = Vec::new();
        let read = archive.by_index(i).map(|mut it| it.read_to_end(&mut bytes));
        if matches!(read, Ok(Ok(_))) {
            files.push(bytes);
        }
    }
    files
});

/// Fonts, the one that is asked first in front.
pub(super) struct Fonts<'a> {
    faces: Vec<Face<'a>>,
}

/// A letter in its place on a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    face: usize,
    id: GlyphId,
    /// How far it is from the start of the line, and above it, in ems.
    pub(super) x: f32,
    pub(super) y: f32,
}

/// A line that was set.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) glyphs: Vec<Glyph>,
    /// In ems.
    pub(super) width: f32,
}

impl<'a> Fonts<'a> {
    /// Reads fonts. What is none is passed over.
    pub(super) fn of(files: impl Iterator<Item = &'a [u8]>) -> Self {
        Self { faces: files.filter_map(|it| Face::from_slice(it, 0)).collect() }
    }

    /// Returns whether a character can be shown, or need not be.
    pub(super) fn has(&self, c: char) -> bool {
        c.is_whitespace() || c.is_control() || is_silent(c) || self.face(c).is_some()
    }

    fn face(&self, c: char) -> Option<usize> {
        self.faces.iter().position(|it| it.glyph_index(c).is_some())
    }

    /// Sets a line of text, each part in the first font that has it and in the
    /// order in which it is read on paper.
    pub(super) fn set(&self, text: &str) -> Line {
        let mut line = Line::default();
        let bidi = BidiInfo::new(text, None);
        for paragraph in &bidi.paragraphs {
            let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
            for run in runs {
                let direction = if levels[run.start].is_rtl() {
                    Direction::RightToLeft
                } else {
                    Direction::LeftToRight
                };
                let mut parts = self.parts(&text[run]);
                if direction == Direction::RightToLeft {
                    parts.reverse();
                }
                for (face, part) in parts {
                    self.shape(face, part, direction, &mut line);
                }
            }
        }
        line
    }

    /// Splits a text into parts that are of one font each.
    fn parts<'t>(&self, text: &'t str) -> Vec<(usize, &'t str)> {
        let mut parts: Vec<(usize, &str)> = Vec::new();
        let (mut start, mut current) = (0, None);
        for (at, c) in text.char_indices() {
            // Spaces and marks stay with the letters before them, if they can.
            let stays = current.is_some_and(|it: usize| {
                let loose = c.is_whitespace() || is_silent(c);
                loose || !c.is_alphanumeric() && self.faces[it].glyph_index(c).is_some()
            });
            let face = if stays { current } else { self.face(c).or(current) };
            if face != current {
                if let Some(it) = current {
                    parts.push((it, &text[start..at]));
                    start = at;
                }
                current = face;
            }
        }
        if let Some(it) = current {
            parts.push((it, &text[start..]));
        }
        parts
    }

    fn shape(&self, face: usize, text: &str, direction: Direction, line: &mut Line) {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(direction);
        let font = &self.faces[face];
        let em = font.units_per_em() as f32;
        let shaped = rustybuzz::shape(font, &[], buffer);
        for (info, place) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            line.glyphs.push(Glyph {
                face,
                id: GlyphId(info.glyph_id as u16),
                x: line.width + place.x_offset as f32 / em,
                y: place.y_offset as f32 / em,
            });
            line.width += place.x_advance as f32 / em;
        }
    }

    /// Draws the outline of a letter, and returns the box around it: left,
    /// bottom, right and top. Outline and box are in ems.
    pub(super) fn outline(
        &self,
        glyph: Glyph,
        pen: &mut dyn OutlineBuilder,
    ) -> Option<[f32; 4]> {
        let face = &self.faces[glyph.face];
        let em = face.units_per_em() as f32;
        let mut scaled = Scaled { pen, scale: 1.0 / em };
        let around = face.outline_glyph(glyph.id, &mut scaled)?;
        Some(
            [around.x_min, around.y_min, around.x_max, around.y_max]
                .map(|it| f32::from(it) / em),
        )
    }
}

/// Returns whether a character shows nothing of its own: joiners, marks of
/// direction, selectors.
fn is_silent(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// A pen that draws in ems.
struct Scaled<'a> {
    pen: &'a mut dyn OutlineBuilder,
    scale: f32,
}

impl OutlineBuilder for Scaled<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.pen.move_to(x * self.scale, y * self.scale);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.pen.line_to(x * self.scale, y * self.scale);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let by = self.scale;
        self.pen.quad_to(x1 * by, y1 * by, x * by, y * by);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let by = self.scale;
        self.pen.curve_to(x1 * by, y1 * by, x2 * by, y2 * by, x * by, y * by);
    }

    fn close(&mut self) {
        self.pen.close();
    }
}
