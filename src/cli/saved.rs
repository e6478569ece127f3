//! Pages as browsers save them: with a folder beside them, with their pictures
//! spelt out inside, or as an archive of a page and its parts.
//!
//! Each becomes a page that names its pictures by path, and those pictures.

use std::{collections::BTreeMap, fs, path::Path};

use data_url::DataUrl;
use mail_parser::{MessageParser, MimeHeaders, PartType};
use offprint::load::Source;
use sha2::{Digest, Sha256};
use url::Url;

use super::{names::hex, picture};

/// Pictures that came with a page, by the address that it names them by.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// What the folder of a page is called that has none.
const FOLDER: &str = "page_files";

/// How browsers in other languages, and other programs, end its name.
const OTHERS: &[&str] = &[
    ".files",
    "_Dateien",
    "-Dateien",
    "_fichiers",
    "_archivos",
    "_arquivos",
    "_bestanden",
    "_filer",
    "_bilder",
    "_tiedostot",
    "_soubory",
    "_pliki",
    "_dosyalar",
    "_file",
    "_elemei",
    "_datoteke",
    "_fitxers",
    "_ficheiros",
    "-filer",
    "_files",
];

/// Files that no browser saves: they are written by hand, or by programs.
const NEVER_SAVED: &[&str] = &["md", "markdown", "mdown", "mkd", "mdx", "json", "txt"];

/// Pictures of fewer pixels stand where a script would put another.
const SMALLEST: usize = 64;

/// Takes a page apart from what was saved in it, and notes the folder that was
/// saved along with it.
pub(super) fn unpack(source: &mut Source, path: Option<&Path>) -> Files {
    let mut files = Files::new();
    if is_archive(&source.bytes) {
        archive(source, &mut files);
    }
    source.beside = path.and_then(folder_beside);
    let folder = source.beside.clone().unwrap_or_else(|| FOLDER.into());
    if let Some(bytes) = spelt_out(&source.bytes, &folder, &mut files) {
        source.bytes = bytes;
    }
    if !files.is_empty() {
        source.beside = Some(folder);
    }
    files
}

/// Returns the name of the folder that was saved along with a page: the page's
/// own, and what the browser's language says for “files”.
fn folder_beside(path: &Path) -> Option<String> {
    let extension = path.extension().unwrap_or_default();
    if NEVER_SAVED.iter().any(|it| extension.eq_ignore_ascii_case(it)) {
        return None;
    }
    let stem = path.file_stem()?.to_str()?;
    let parent = path.parent().filter(|it| !it.as_os_str().is_empty());
    let parent = parent.unwrap_or(Path::new("."));
    // What every browser says in English needs no look at the whole folder.
    let usual = format!("{stem}_files");
    if parent.join(&usual).is_dir() {
        return Some(usual);
    }
    let named = OTHERS.iter().map(|it| format!("{stem}{it}"));
    named.into_iter().find(|it| parent.join(it).is_dir())
}

/// Returns whether bytes are a page and its parts in one message (RFC 2557).
fn is_archive(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(2048)];
    // A message begins with its header, before anything else.
    let mut lines = head.split(|it| matches!(it, b'\n' | b'\r')).map(<[u8]>::trim_ascii);
    let first = lines.find(|it| !it.is_empty()).unwrap_or_default();
    let name = memchr::memchr(b':', first).map_or(&[][..], |it| &first[..it]);
    let is_name = |it: &u8| it.is_ascii_alphanumeric() || *it == b'-';
    !name.is_empty()
        && name.iter().all(is_name)
        && memchr::memmem::find(&head.to_ascii_lowercase(), b"multipart/related")
            .is_some()
}

fn archive(source: &mut Source, files: &mut Files) {
    let bytes = std::mem::take(&mut source.bytes);
    let Some(message) = MessageParser::default().parse(&bytes) else {
        source.bytes = bytes;
        return;
    };
    let mut page = None;
    for part in &message.parts {
        let location = part.content_location();
        match &part.body {
            PartType::Html(text) if page.is_none() => {
                page = Some((text.clone().into_owned(), location.map(str::to_owned)));
            }
            PartType::Binary(data) | PartType::InlineBinary(data) => {
                if picture::check(data).is_err() {
                    continue;
                }
                if let Some(id) = part.content_id() {
                    files.insert(format!("cid:{id}"), data.clone().into_owned());
                }
                if let Some(it) = location {
                    // The model writes addresses as `Url` does.
                    let key = Url::parse(it).map_or_else(|_| it.to_owned(), String::from);
                    files.insert(key, data.clone().into_owned());
                }
            }
            _ => (),
        }
    }
    let Some((text, location)) = page else {
        source.bytes = bytes;
        return;
    };
    let stated = message.header_raw("Snapshot-Content-Location").map(str::trim);
    let address = stated.map(str::to_owned).or(location);
    let address = address.and_then(|it| Url::parse(&it).ok());
    let address = address.filter(|it| matches!(it.scheme(), "http" | "https"));
    source.url = source.url.take().or(address);
    source.bytes = named_by_id(text, files).into_bytes();
    source.charset = Some("utf-8".into());
}

/// Turns what is named by its id in the message into what is named by path.
fn named_by_id(mut text: String, files: &mut Files) -> String {
    let ids: Vec<String> =
        files.keys().filter(|it| it.starts_with("cid:")).cloned().collect();
    for id in ids {
        let Some(bytes) = files.remove(&id) else { continue };
        let path = format!("{FOLDER}/{}", file_name(&bytes));
        text = text.replace(&id, &path);
        files.insert(path, bytes);
    }
    text
}

/// Takes pictures out that a page spells out itself. Returns nothing where there
/// are none.
fn spelt_out(bytes: &[u8], folder: &str, files: &mut Files) -> Option<Vec<u8>> {
    let mut out: Option<Vec<u8>> = None;
    let mut done = 0;
    for at in memchr::memmem::find_iter(bytes, b"data:image/") {
        if at < done {
            continue;
        }
        let rest = &bytes[at..];
        let ends =
            |it: &u8| matches!(it, b'"' | b'\'' | b')' | b'<' | b'>' | b'&' | b' ');
        let end = rest.iter().position(ends).unwrap_or(rest.len());
        let Some((data, _)) = std::str::from_utf8(&rest[..end])
            .ok()
            .and_then(|it| DataUrl::process(it).ok())
            .and_then(|it| it.decode_to_vec().ok())
        else {
            continue;
        };
        let large = imagesize::blob_size(&data)
            .is_ok_and(|it| SMALLEST <= it.width.saturating_mul(it.height));
        if !large || picture::check(&data).is_err() {
            continue;
        }
        let name = file_name(&data);
        let out = out.get_or_insert_with(Vec::new);
        out.extend_from_slice(&bytes[done..at]);
        out.extend(percent_encode(folder));
        out.push(b'/');
        out.extend_from_slice(name.as_bytes());
        done = at + end;
        files.insert(format!("{folder}/{name}"), data);
    }
    let mut out = out?;
    out.extend_from_slice(&bytes[done..]);
    Some(out)
}

/// Writes a folder's name as an address does.
fn percent_encode(folder: &str) -> Vec<u8> {
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    const KEPT: &percent_encoding::AsciiSet =
        &NON_ALPHANUMERIC.remove(b'_').remove(b'-').remove(b'.');
    utf8_percent_encode(folder, KEPT).to_string().into_bytes()
}

fn file_name(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes)[..8]) + "." + picture::extension(bytes)
}

/// Returns whether a folder holds what was saved along with a page beside it, so
/// that the pages in it are none of their own.
pub(super) fn is_part(folder: &Path) -> bool {
    let Some(name) = folder.file_name().and_then(|it| it.to_str()) else { return false };
    let Some(at) = name.rfind(['_', '.', '-']) else { return false };
    let page = |ending: &str| folder.with_file_name(format!("{}.{ending}", &name[..at]));
    ["html", "htm", "xhtml"]
        .iter()
        .any(|it| fs::metadata(page(it)).is_ok_and(|it| it.is_file()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture of eight by eight pixels, and how an address spells it out.
    const GIF: &[u8] = b"GIF89a\x08\0\x08\0\0\0\0;";
    const SPELT: &str = "data:image/gif;base64,R0lGODlhCAAIAAAAADs=";

    #[test]
    fn pictures_spelt_out_are_taken_out() {
        let page = format!(
            "<img src=\"{SPELT}\"><img src='{SPELT}'><img src='data:image/gif;base64,R0lGODlhAQABAAAAADs='>"
        );
        let mut source = Source::new(page);
        let files = unpack(&mut source, None);
        assert_eq!(files.values().collect::<Vec<_>>(), [GIF]);
        let text = String::from_utf8(source.bytes).unwrap();
        let name = files.keys().next().unwrap();
        assert_eq!(text.matches(name.as_str()).count(), 2);
        // What stands where a script puts a picture stays what it is.
        assert_eq!(text.matches("data:").count(), 1);
        assert_eq!(source.beside.as_deref(), Some(FOLDER));
    }

    #[test]
    fn an_archive_is_a_page_and_its_parts() {
        let archive = format!(
            "From: <Saved by a browser>\r\n\
             Snapshot-Content-Location: https://north.example/essays/pier\r\n\
             MIME-Version: 1.0\r\n\
             Content-Type: multipart/related; type=\"text/html\"; boundary=\"-b-\"\r\n\r\n\
             ---b-\r\nContent-Type: text/html; charset=iso-8859-1\r\n\
             Content-Transfer-Encoding: quoted-printable\r\n\
             Content-Location: https://north.example/essays/pier\r\n\r\n\
             <p>Caf=E9 <img src=3D\"a.gif\"><img src=3D\"cid:x@y\"></p>\r\n\
             ---b-\r\nContent-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\n\
             Content-Location: https://north.example/essays/a.gif\r\n\r\n{0}\r\n\
             ---b-\r\nContent-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\n\
             Content-ID: <x@y>\r\n\r\n{0}\r\n---b---\r\n",
            SPELT.split(',').nth(1).unwrap()
        );
        let mut source = Source::new(archive);
        let files = unpack(&mut source, None);
        assert_eq!(source.url.unwrap().as_str(), "https://north.example/essays/pier");
        let text = String::from_utf8(source.bytes).unwrap();
        assert!(text.contains("Caf\u{e9}"), "{text}");
        assert!(text.contains("src=\"page_files/"), "{text}");
        let keys: Vec<&String> = files.keys().collect();
        assert_eq!(keys.len(), 2, "{keys:?}");
        assert_eq!(keys[0], "https://north.example/essays/a.gif");
        assert!(files.values().all(|it| it == GIF));
    }

    #[test]
    fn a_page_is_no_archive() {
        assert!(!is_archive(b"<p>Content-Type: multipart/related</p>"));
        assert!(!is_archive(b"Note: this\n\nis text about multipart mail"));
    }

    #[test]
    fn the_folder_of_a_page_is_known_by_its_name() {
        let top = tempfile::tempdir().unwrap();
        for it in ["The pier_files", "Der Steg-Dateien", "notes"] {
            fs::create_dir(top.path().join(it)).unwrap();
        }
        let page = |name: &str| folder_beside(&top.path().join(name));
        assert_eq!(page("The pier.html").as_deref(), Some("The pier_files"));
        assert_eq!(page("Der Steg.htm").as_deref(), Some("Der Steg-Dateien"));
        assert_eq!(page("other.html"), None);
        assert!(!is_part(&top.path().join("The pier_files")));
        fs::write(top.path().join("The pier.html"), "x").unwrap();
        assert!(is_part(&top.path().join("The pier_files")));
        assert!(!is_part(&top.path().join("notes")));
    }
}
