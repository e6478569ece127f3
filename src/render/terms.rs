//! What licences are called.

use crate::article::Licence;

/// Returns what people call a licence, if it has an identifier: `CC BY-ND 4.0`
/// for `CC-BY-ND-4.0`.
pub(crate) fn licence_name(licence: &Licence) -> Option<String> {
    let spdx = licence.spdx.as_deref()?;
    let spdx = spdx.split_whitespace().collect::<Vec<_>>().join(" ");
    if spdx.is_empty() {
        return None;
    }
    if let Some(version) = spdx.strip_prefix("CC0-") {
        return Some(format!("CC0 {version}"));
    }
    let Some(rest) = spdx.strip_prefix("CC-") else { return Some(spdx) };
    Some(match rest.rsplit_once('-') {
        Some((terms, version)) if version.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("CC {terms} {version}")
        }
        Some(_) | None => format!("CC {rest}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_licences_are_called() {
        for (spdx, name) in [
            ("CC-BY-ND-4.0", Some("CC BY-ND 4.0")),
            ("CC-BY-SA", Some("CC BY-SA")),
            ("CC0-1.0", Some("CC0 1.0")),
            ("MIT", Some("MIT")),
            (" ", None),
        ] {
            let mut licence = Licence::default();
            licence.spdx = Some(spdx.into());
            assert_eq!(licence_name(&licence).as_deref(), name);
        }
    }
}
