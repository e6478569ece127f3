//! Pictures that have to be decoded: those too large, and those of a kind that
//! readers need not show.

use std::{borrow::Cow, io::Cursor};

use image::{
    DynamicImage, ImageDecoder as _, ImageEncoder as _, ImageFormat, ImageReader, Limits,
    codecs::{jpeg::JpegEncoder, png::PngEncoder},
    imageops::FilterType,
};

use super::{Kind, pixels};

/// The most memory that a decoded picture may take.
const MAX_BYTES: u64 = 1 << 28;

/// How well JPEG pictures are kept, out of 100.
const QUALITY: u8 = 86;

/// Returns whether bytes are a TIFF picture.
pub(super) fn is_tiff(bytes: &[u8]) -> bool {
    bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*")
}

/// Returns a TIFF picture as one that every reader shows.
pub(super) fn from_tiff(bytes: &[u8]) -> Option<Vec<u8>> {
    let (picture, profile) = decode(bytes, ImageFormat::Tiff)?;
    encode(picture, profile, ImageFormat::Tiff)
}

/// Returns a picture that is no wider and no higher than so many pixels.
///
/// One that is small enough, that moves or that cannot be decoded stays as it
/// is.
pub(super) fn smaller(bytes: Cow<'_, [u8]>, kind: Kind, most: u32) -> Cow<'_, [u8]> {
    let format = match kind {
        Kind::Jpeg => ImageFormat::Jpeg,
        Kind::Png => ImageFormat::Png,
        Kind::Webp => ImageFormat::WebP,
        Kind::Gif | Kind::Svg => return bytes,
    };
    let fits = pixels(&bytes).is_none_or(|(width, height)| width.max(height) <= most);
    if fits || kind.moves(&bytes) {
        return bytes;
    }
    let made = decode(&bytes, format).and_then(|(picture, profile)| {
        // As bright as before between the pixels, with fine lines kept.
        let picture = picture.resize(most, most, FilterType::Lanczos3);
        encode(picture, profile, format)
    });
    // Some pictures are stored so well that fewer pixels take more room.
    match made.filter(|it| it.len() < bytes.len()) {
        Some(made) => Cow::Owned(made),
        None => bytes,
    }
}

/// Returns a picture the right way up, and its colour profile.
fn decode(bytes: &[u8], format: ImageFormat) -> Option<(DynamicImage, Option<Vec<u8>>)> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_BYTES);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    if MAX_BYTES < decoder.total_bytes() {
        return None;
    }
    let profile = decoder.icc_profile().ok().flatten();
    let turned = decoder.orientation().ok();
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    if let Some(it) = turned {
        picture.apply_orientation(it);
    }
    Some((picture, profile))
}

/// Writes photographs as JPEG, and what has edges or can be seen through as PNG.
fn encode(
    picture: DynamicImage,
    profile: Option<Vec<u8>>,
    from: ImageFormat,
) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    if from == ImageFormat::Png || picture.color().has_alpha() {
        let mut encoder = PngEncoder::new(&mut out);
        if let Some(it) = profile {
            encoder.set_icc_profile(it).ok()?;
        }
        picture.write_with_encoder(encoder).ok()?;
    } else {
        let grey = !picture.color().has_color();
        let picture = if grey {
            DynamicImage::ImageLuma8(picture.into_luma8())
        } else {
            DynamicImage::ImageRgb8(picture.into_rgb8())
        };
        let mut encoder = JpegEncoder::new_with_quality(&mut out, QUALITY);
        if let Some(it) = profile {
            encoder.set_icc_profile(it).ok()?;
        }
        picture.write_with_encoder(encoder).ok()?;
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage};

    use super::*;

    fn photograph(format: ImageFormat) -> Vec<u8> {
        // Grain, as a photograph has: what is regular is stored too well.
        let grain = |x: u32, y: u32| {
            (x.wrapping_mul(7919) ^ y.wrapping_mul(104_729)).wrapping_mul(0x9E37_79B1)
                >> 26
        };
        let shade = |x, y| {
            Rgb([(x % 190 + grain(x, y)) as u8, (y % 190 + grain(y, x)) as u8, 90])
        };
        let picture = RgbImage::from_fn(300, 200, shade);
        let mut out = Cursor::new(Vec::new());
        picture.write_to(&mut out, format).unwrap();
        out.into_inner()
    }

    #[test]
    fn makes_large_pictures_smaller_and_leaves_small_ones_alone() {
        for (format, kind) in [
            (ImageFormat::Jpeg, Kind::Jpeg),
            (ImageFormat::Png, Kind::Png),
            (ImageFormat::WebP, Kind::Webp),
        ] {
            let bytes = photograph(format);
            let small = smaller(Cow::Borrowed(&bytes), kind, 150);
            assert_eq!(pixels(&small), Some((150, 100)), "{kind:?}");
            let same = smaller(Cow::Borrowed(&bytes), kind, 300);
            assert!(matches!(same, Cow::Borrowed(it) if it == bytes), "{kind:?}");
        }
    }

    #[test]
    fn a_tiff_picture_becomes_one_that_readers_show() {
        let tiff = photograph(ImageFormat::Tiff);
        assert!(is_tiff(&tiff));
        let made = from_tiff(&tiff).unwrap();
        assert_eq!(Kind::of(&made), Some(Kind::Jpeg));
        assert_eq!(pixels(&made), Some((300, 200)));
        assert_eq!(from_tiff(&tiff[..200]), None);
    }

    #[test]
    fn what_cannot_be_decoded_stays_as_it_is() {
        let mut bytes = photograph(ImageFormat::Png);
        bytes.truncate(60);
        assert_eq!(*smaller(Cow::Borrowed(&bytes), Kind::Png, 10), bytes);
    }
}
