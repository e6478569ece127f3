//! What is in a file, as a name for it.
//!
//! BLAKE3 reads a photograph in a fifth of the time SHA-256 takes, and a book of
//! photographs is mostly that.

/// What tells a file from every other.
pub(super) type Digest = [u8; 32];

/// Returns what tells a file from every other.
pub(super) fn digest(bytes: &[u8]) -> Digest {
    blake3::hash(bytes).into()
}

/// Returns a name for a file: the beginning of its digest, which no two pictures
/// that are printed together share.
pub(super) fn name(digest: &Digest) -> String {
    blake3::Hash::from_bytes(*digest).to_hex()[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_of_what_is_in_the_file() {
        assert_eq!(name(&digest(b"")), "af1349b9f5f9a1a6");
        assert_ne!(name(&digest(b"a")), name(&digest(b"b")));
    }
}
