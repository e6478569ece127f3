//! What a picture is, by its bytes, whatever it is called.

use imagesize::ImageType;

/// The most pixels that a picture may have: more than any camera makes, fewer
/// than fill the memory of a reader.
const MAX_PIXELS: u64 = 1 << 28;

/// The last chunk of a PNG has no data: its length, name and checksum.
const END: &[u8] = b"\0\0\0\0IEND\xae\x42\x60\x82";

/// Returns whether bytes begin as a picture does.
pub(super) fn begins(bytes: &[u8]) -> bool {
    imagesize::image_type(bytes).is_ok()
}

/// Returns how the names of such pictures end.
pub(super) fn extension(bytes: &[u8]) -> &'static str {
    match imagesize::image_type(bytes) {
        Ok(ImageType::Png) => "png",
        Ok(ImageType::Jpeg) => "jpg",
        Ok(ImageType::Gif) => "gif",
        Ok(ImageType::Webp) => "webp",
        _ => "img",
    }
}

/// Refuses what is no picture, or one that would fill the memory of whoever
/// opens it.
pub(super) fn check(bytes: &[u8]) -> Result<(), &'static str> {
    if !begins(bytes) {
        return Err("it is not a picture");
    }
    let size = imagesize::blob_size(bytes).map_err(|_| "it is a picture broken off")?;
    let (width, height) = (size.width as u64, size.height as u64);
    match width.saturating_mul(height) {
        0 => Err("it is a picture of nothing"),
        it if MAX_PIXELS < it => Err("it has more pixels than anyone could look at"),
        _ => Ok(()),
    }
}

/// Takes off what stands after the end of a picture, where other things hide.
pub(super) fn trim(bytes: &mut Vec<u8>) {
    if !matches!(imagesize::image_type(bytes), Ok(ImageType::Png)) {
        return;
    }
    let mut at = 8;
    while let Some(head) = bytes.get(at..at + 8) {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        if bytes[at..].starts_with(END) {
            bytes.truncate(at + END.len());
            return;
        }
        at = at.saturating_add(12).saturating_add(length);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIF: &[u8] = b"GIF89a\x01\0\x01\0\0\0\0;";

    #[test]
    fn goes_by_the_bytes() {
        assert!(check(GIF).is_ok());
        assert!(check(b"<svg onload='x'/>").is_err());
        assert!(check(b"GIF89a\xff\xff\xff\xff\0\0\0;").is_err());
        assert!(check(b"GIF89a\0\0\0\0\0\0\0;").is_err());
        assert!(check(b"\x89PNG\r\n\x1a\n\0\0").is_err());
    }

    #[test]
    fn takes_off_what_hides_behind() {
        let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
        png.extend(b"\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0crc1");
        png.extend(b"\0\0\0\0IEND\xae\x42\x60\x82");
        let whole = png.clone();
        png.extend(b"<script>");
        trim(&mut png);
        assert_eq!(png, whole);
    }
}
