//! Lines of letters to the pixels of a cover.

use std::{io::Write as _, ops::Range};

use ab_glyph_rasterizer::{Point, Rasterizer, point};
use png::{BitDepth, ColorType, DeflateCompression, Encoder, Filter};
use rustybuzz::ttf_parser::OutlineBuilder;

use super::{
    ACCENT, FRAME, HEIGHT, NAMES, PAPER, TITLE, WIDTH,
    fonts::{Fonts, Glyph},
    setting::{Setting, fit},
};

/// What is on a cover, in characters that the fonts have.
pub(super) struct Words<'a> {
    pub(super) title: &'a str,
    pub(super) names: &'a str,
    pub(super) outlet: &'a str,
}

/// How many shades there are between the paper and an ink.
const SHADES: u8 = 64;

/// The inks, each with a ramp of shades in the palette.
const INKS: [[u8; 3]; 3] = [TITLE, NAMES, ACCENT];

/// How wide lines of text may be.
const MEASURE: f32 = 1240.0;

/// Sizes for the title, and how many lines of each there is room for.
const TITLE_SIZES: &[(f32, usize)] = &[
    (200.0, 3),
    (176.0, 4),
    (152.0, 5),
    (132.0, 6),
    (112.0, 7),
    (96.0, 8),
    (84.0, 10),
    (72.0, 12),
    (64.0, 14),
];

/// How many rows of pixels are in memory at a time.
const BAND: u32 = 400;

/// Draws a cover as a PNG picture.
pub(super) fn draw(words: &Words<'_>, fonts: &Fonts<'_>) -> Option<Vec<u8>> {
    let title = fit(fonts, words.title.trim(), MEASURE, TITLE_SIZES);
    // Around the upper middle, where the eye looks first.
    let middle = 960.0;
    let height = title.lines.len() as f32 * leading(&title);
    let names = (!words.names.is_empty()).then(|| {
        let sizes = [(84.0, 2), (72.0, 3), (60.0, 4)];
        fit(fonts, words.names, MEASURE, &sizes)
    });
    let outlet = (!words.outlet.is_empty())
        .then(|| fit(fonts, words.outlet, MEASURE, &[(60.0, 1), (48.0, 1), (40.0, 2)]));
    let mut out = Vec::new();
    let mut writer = encoder(&mut out)?.write_header().ok()?;
    let mut stream = writer.stream_writer().ok()?;
    for top in (0..HEIGHT).step_by(BAND as usize) {
        let mut sheet = Sheet::starting_at(top);
        sheet.frame();
        sheet.write(fonts, &title, (middle - height / 2.0).max(260.0), 0);
        if let Some(names) = &names {
            sheet.fill(WIDTH / 2 - 130, 1580, 260, 6, 2);
            sheet.write(fonts, names, 1660.0, 1);
        }
        if let Some(outlet) = &outlet {
            let height = outlet.lines.len() as f32 * leading(outlet);
            sheet.write(fonts, outlet, 2230.0 - height, 2);
        }
        stream.write_all(&sheet.pixels).ok()?;
    }
    stream.finish().ok()?;
    writer.finish().ok()?;
    Some(out)
}

fn encoder(out: &mut Vec<u8>) -> Option<Encoder<'_, &mut Vec<u8>>> {
    let mut palette = Vec::new();
    for ink in INKS {
        for shade in 0..SHADES {
            for (paper, ink) in PAPER.iter().zip(ink) {
                let (paper, ink) = (i32::from(*paper), i32::from(ink));
                let mixed =
                    paper + (ink - paper) * i32::from(shade) / i32::from(SHADES - 1);
                palette.push(u8::try_from(mixed).ok()?);
            }
        }
    }
    let mut encoder = Encoder::new(out, WIDTH, HEIGHT);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette);
    encoder.set_deflate_compression(DeflateCompression::Level(3));
    encoder.set_filter(Filter::NoFilter);
    Some(encoder)
}

/// Returns how far lines are apart.
fn leading(setting: &Setting) -> f32 {
    setting.size * 1.28
}

/// Some rows of a cover in the making: for each pixel a place in the palette.
struct Sheet {
    /// How many rows are above them.
    top: u32,
    pixels: Vec<u8>,
}

impl Sheet {
    fn starting_at(top: u32) -> Self {
        let rows = BAND.min(HEIGHT - top);
        Self { top, pixels: vec![0; (WIDTH * rows) as usize] }
    }

    /// Returns the rows it has.
    fn rows(&self) -> Range<u32> {
        self.top..self.top + self.pixels.len() as u32 / WIDTH
    }

    fn frame(&mut self) {
        let (across, down) = (WIDTH - 2 * FRAME, HEIGHT - 2 * FRAME);
        let wide = 6;
        self.fill(FRAME, FRAME, across, wide, 2);
        self.fill(FRAME, HEIGHT - FRAME - wide, across, wide, 2);
        self.fill(FRAME, FRAME, wide, down, 2);
        self.fill(WIDTH - FRAME - wide, FRAME, wide, down, 2);
    }

    fn fill(&mut self, left: u32, top: u32, width: u32, height: u32, ink: u8) {
        let rows = self.rows();
        for y in top.max(rows.start)..(top + height).min(rows.end) {
            let row = ((y - rows.start) * WIDTH + left) as usize;
            self.pixels[row..row + width as usize].fill(ink * SHADES + SHADES - 1);
        }
    }

    /// Writes lines one under the other, each in the middle.
    fn write(&mut self, fonts: &Fonts<'_>, setting: &Setting, top: f32, ink: u8) {
        let mut baseline = top + setting.size;
        for line in &setting.lines {
            let left = (WIDTH as f32 - line.width * setting.size) / 2.0;
            for glyph in &line.glyphs {
                let x = left + glyph.x * setting.size;
                let y = baseline - glyph.y * setting.size;
                self.stamp(fonts, *glyph, (x, y), setting.size, ink);
            }
            baseline += leading(setting);
        }
    }

    fn stamp(
        &mut self,
        fonts: &Fonts<'_>,
        glyph: Glyph,
        at: (f32, f32),
        size: f32,
        ink: u8,
    ) {
        let mut path = Path::default();
        let Some([left, bottom, right, top]) = fonts.outline(glyph, &mut path) else {
            return;
        };
        // The box around the letter, in whole pixels with room to spare.
        let (x, y) =
            ((at.0 + left * size).floor() - 1.0, (at.1 - top * size).floor() - 1.0);
        let width = ((right - left) * size).ceil() + 4.0;
        let height = ((top - bottom) * size).ceil() + 4.0;
        if !(width < 4096.0 && height < 4096.0) {
            return;
        }
        let rows = i64::from(self.rows().start)..i64::from(self.rows().end);
        if (y + height) as i64 <= rows.start || rows.end <= y as i64 {
            return;
        }
        let mut raster = Rasterizer::new(width as usize, height as usize);
        path.draw(&mut raster, |p| point(at.0 + p.x * size - x, at.1 - p.y * size - y));
        let (x, y) = (x as i64, y as i64);
        raster.for_each_pixel_2d(|across, down, covered| {
            let (x, y) = (x + i64::from(across), y + i64::from(down));
            let inside = (0..i64::from(WIDTH)).contains(&x) && rows.contains(&y);
            let shade = (covered * f32::from(SHADES - 1)).round() as u8;
            if inside && 0 < shade {
                let place = (y - rows.start) * i64::from(WIDTH) + x;
                let pixel = &mut self.pixels[place as usize];
                // Letters that join meet here.
                let both = (*pixel % SHADES + shade).min(SHADES - 1);
                *pixel = ink * SHADES + both;
            }
        });
    }
}

/// An outline, in ems.
#[derive(Default)]
struct Path {
    strokes: Vec<Stroke>,
    start: Point,
    end: Point,
}

enum Stroke {
    Line(Point, Point),
    Quad(Point, Point, Point),
    Cubic(Point, Point, Point, Point),
}

impl Path {
    fn draw(&self, raster: &mut Rasterizer, place: impl Fn(Point) -> Point) {
        for stroke in &self.strokes {
            match stroke {
                Stroke::Line(a, b) => raster.draw_line(place(*a), place(*b)),
                Stroke::Quad(a, b, c) => {
                    raster.draw_quad(place(*a), place(*b), place(*c));
                }
                Stroke::Cubic(a, b, c, d) => {
                    raster.draw_cubic(place(*a), place(*b), place(*c), place(*d));
                }
            }
        }
    }
}

impl OutlineBuilder for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        self.start = point(x, y);
        self.end = self.start;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let to = point(x, y);
        self.strokes.push(Stroke::Line(self.end, to));
        self.end = to;
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let to = point(x, y);
        self.strokes.push(Stroke::Quad(self.end, point(x1, y1), to));
        self.end = to;
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let to = point(x, y);
        self.strokes.push(Stroke::Cubic(self.end, point(x1, y1), point(x2, y2), to));
        self.end = to;
    }

    fn close(&mut self) {
        self.strokes.push(Stroke::Line(self.end, self.start));
        self.end = self.start;
    }
}
