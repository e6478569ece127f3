//! What the listed files are, and where they lead.

use quick_xml::{
    XmlVersion,
    events::{BytesStart, attributes::Attribute},
};

use super::{super::pictures::Kind, Check, Link, is_remote, resolve};

impl Check {
    /// Checks a listed file.
    pub(super) fn file(&mut self, path: &str, media_type: &str, bytes: &[u8]) {
        let kind = match media_type {
            "image/gif" | "image/jpeg" | "image/png" | "image/svg+xml" | "image/webp" => {
                Kind::of(bytes).map_or("something else", Kind::media_type)
            }
            other => other,
        };
        if kind != media_type {
            self.say(path, format!("it is listed as {media_type} but is {kind}"));
        }
        match media_type {
            "application/xhtml+xml" | "image/svg+xml" | "application/x-dtbncx+xml" => {
                let is_page = media_type == "application/xhtml+xml";
                let mut title = !is_page;
                self.walk(path, bytes, &mut |check, element, attributes| {
                    title |= element.name().into_inner() == "title";
                    check.element(path, element, attributes);
                });
                if !title {
                    self.say(path, "it has no title");
                }
            }
            _ => (),
        }
    }

    /// Notes where an element leads.
    fn element(
        &mut self,
        path: &str,
        element: &BytesStart<'_>,
        attributes: &[Attribute<'_>],
    ) {
        let name = element.local_name().into_inner();
        if matches!(name, "script" | "iframe" | "form" | "object" | "embed") {
            self.say(path, format!("it has a `{name}`"));
        }
        for attribute in attributes {
            let key = attribute.key.into_inner();
            if key.starts_with("on") {
                self.say(path, format!("it has a handler `{key}`"));
            }
            if !matches!(key, "href" | "src" | "xlink:href" | "poster") {
                continue;
            }
            let Ok(value) = attribute.normalized_value(XmlVersion::Explicit1_0) else {
                continue;
            };
            let followed = name == "a" || name == "content";
            if is_remote(&value) {
                if !followed {
                    self.say(path, format!("it loads {value} from elsewhere"));
                }
                continue;
            }
            let (target, fragment) = match value.split_once('#') {
                Some((target, fragment)) => (target, Some(fragment.to_owned())),
                None => (&*value, None),
            };
            let target =
                if target.is_empty() { path.to_owned() } else { resolve(path, target) };
            self.links.push(Link {
                from: path.to_owned(),
                path: target,
                fragment,
                followed,
            });
        }
    }
}
