//! Pictures without what cameras and programs wrote beside them: places, times,
//! names.

use std::borrow::Cow;

use image::metadata::Orientation;
use img_parts::{
    Bytes, ImageEXIF as _,
    jpeg::{Jpeg, markers},
    png::Png,
    webp::WebP,
};

use super::Kind;

/// Returns a picture without its metadata, but for its colours and which way up
/// it is. Nothing is decoded.
///
/// What cannot be taken apart stays as it is.
pub(super) fn bare(bytes: Cow<'_, [u8]>, kind: Kind) -> Cow<'_, [u8]> {
    let made = match kind {
        Kind::Jpeg => jpeg(&bytes),
        Kind::Png => png(&bytes),
        Kind::Webp => webp(&bytes),
        // Drawings lose theirs whether it is asked or not.
        Kind::Gif | Kind::Svg => None,
    };
    made.map_or(bytes, Cow::Owned)
}

fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut picture = Jpeg::from_bytes(Bytes::copy_from_slice(bytes)).ok()?;
    let turned = turned(picture.exif());
    // Kept: JFIF, colour profiles and Adobe's note on how colours are stored.
    let told = [
        markers::APP1,
        markers::APP3,
        markers::APP4,
        markers::APP5,
        markers::APP6,
        markers::APP7,
        markers::APP8,
        markers::APP9,
        markers::APP10,
        markers::APP11,
        markers::APP12,
        markers::APP13,
        markers::APP15,
        markers::COM,
    ];
    picture.segments_mut().retain(|it| {
        let other =
            it.marker() == markers::APP2 && !it.contents().starts_with(b"ICC_PROFILE\0");
        !told.contains(&it.marker()) && !other
    });
    picture.set_exif(turned);
    Some(picture.encoder().bytes().to_vec())
}

fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut picture = Png::from_bytes(Bytes::copy_from_slice(bytes)).ok()?;
    let turned = turned(picture.exif());
    for kind in [b"eXIf", b"iTXt", b"tEXt", b"tIME", b"zTXt"] {
        picture.remove_chunks_by_type(*kind);
    }
    picture.set_exif(turned);
    Some(picture.encoder().bytes().to_vec())
}

fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut picture = WebP::from_bytes(Bytes::copy_from_slice(bytes)).ok()?;
    let turned = turned(picture.exif());
    picture.remove_chunks_by_id(*b"XMP ");
    picture.set_exif(turned);
    Some(picture.encoder().bytes().to_vec())
}

/// Returns metadata that says which way up a picture is, if it is not the way
/// it is stored, and nothing else.
fn turned(exif: Option<Bytes>) -> Option<Bytes> {
    let turned = Orientation::from_exif_chunk(&exif?)?;
    if turned == Orientation::NoTransforms {
        return None;
    }
    // One directory with one entry: the tag, a short, once.
    let mut out = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    out.extend([turned.to_exif(), 0, 0, 0, 0, 0, 0]);
    Some(out.into())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::{ImageEncoder as _, codecs::jpeg::JpegEncoder, codecs::png::PngEncoder};

    use super::*;

    /// Metadata with a way up and a place.
    fn exif(turned: u8) -> Vec<u8> {
        let mut out = b"MM\0*\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        out.extend([turned, 0, 0, 0x01, 0x0F, 0, 2, 0, 0, 0, 4]);
        out.extend(b"GPS\0");
        out.extend([0; 4]);
        out
    }

    fn picture(kind: Kind, turned: u8) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        let pixels = [9; 12];
        let colour = image::ExtendedColorType::Rgb8;
        match kind {
            Kind::Jpeg => {
                let mut encoder = JpegEncoder::new(&mut out);
                encoder.set_exif_metadata(exif(turned)).unwrap();
                encoder.write_image(&pixels, 2, 2, colour).unwrap();
            }
            Kind::Png => {
                let mut encoder = PngEncoder::new(&mut out);
                encoder.set_exif_metadata(exif(turned)).unwrap();
                encoder.write_image(&pixels, 2, 2, colour).unwrap();
            }
            Kind::Webp => {
                let mut encoder =
                    image::codecs::webp::WebPEncoder::new_lossless(&mut out);
                encoder.set_exif_metadata(exif(turned)).unwrap();
                encoder.write_image(&pixels, 2, 2, colour).unwrap();
            }
            Kind::Gif | Kind::Svg => unreachable!("not made here"),
        }
        out.into_inner()
    }

    #[test]
    fn keeps_which_way_up_it_is_and_nothing_else() {
        let tells = |bytes: &[u8]| memchr::memmem::find(bytes, b"GPS").is_some();
        for kind in [Kind::Jpeg, Kind::Png, Kind::Webp] {
            let bytes = picture(kind, 6);
            assert!(tells(&bytes), "{kind:?}");
            let made = bare(Cow::Borrowed(&bytes), kind);
            assert!(!tells(&made), "{kind:?}");
            assert_eq!(Kind::of(&made), Some(kind));
            let reader = image::ImageReader::new(Cursor::new(&*made));
            let mut decoder =
                reader.with_guessed_format().unwrap().into_decoder().unwrap();
            let turned = image::ImageDecoder::orientation(&mut decoder).unwrap();
            assert_eq!(turned, Orientation::Rotate90, "{kind:?}");
            let upright = bare(Cow::Owned(picture(kind, 1)), kind).into_owned();
            assert!(memchr::memmem::find(&upright, b"MM\0*").is_none(), "{kind:?}");
        }
    }
}
