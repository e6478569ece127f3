//! What the package document says.

use std::collections::{BTreeMap, HashSet};

use super::{Check, Item, Link, has, is_remote, resolve, value};

impl Check {
    /// Checks the package document, and notes what it lists.
    pub(super) fn package(&mut self, package: &str, bytes: &[u8]) {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut spine = Vec::new();
        let mut records = Vec::new();
        let mut named = None;
        let mut items = Vec::new();
        self.walk(package, bytes, &mut |check, element, _| {
            let name = element.name().into_inner().to_owned();
            match &*name {
                "package" => named = value(element, "unique-identifier"),
                "item" => {
                    let id = value(element, "id").unwrap_or_default();
                    let href = value(element, "href").unwrap_or_default();
                    items.push((
                        id,
                        Item {
                            path: resolve(package, &href),
                            media_type: value(element, "media-type").unwrap_or_default(),
                            properties: value(element, "properties").unwrap_or_default(),
                        },
                    ));
                }
                "itemref" => spine.push(value(element, "idref").unwrap_or_default()),
                "link" => {
                    let href = value(element, "href").unwrap_or_default();
                    if !is_remote(&href) {
                        records.push(resolve(package, &href));
                    }
                }
                "meta"
                    if value(element, "property").as_deref()
                        == Some("dcterms:modified") =>
                {
                    *counts.entry("dcterms:modified".into()).or_default() += 1;
                }
                "meta" => {
                    let about = value(element, "refines").unwrap_or_default();
                    if let Some(id) = about.strip_prefix('#') {
                        check.links.push(Link {
                            from: package.to_owned(),
                            path: package.to_owned(),
                            fragment: Some(id.to_owned()),
                            followed: false,
                        });
                    }
                }
                it if it.starts_with("dc:") => *counts.entry(name).or_default() += 1,
                _ => (),
            }
        });
        for (name, most) in [
            ("dc:title", usize::MAX),
            ("dc:language", usize::MAX),
            ("dc:identifier", usize::MAX),
            ("dcterms:modified", 1),
        ] {
            let count = counts.get(name).copied().unwrap_or_default();
            if count == 0 || most < count {
                self.say(package, format!("it has {count} of `{name}`"));
            }
        }
        let known = named
            .is_some_and(|it| self.ids.get(package).is_some_and(|ids| ids.contains(&it)));
        if !known {
            self.say(package, "its unique identifier is not there");
        }
        let mut listed = HashSet::new();
        for (id, item) in items {
            if !listed.insert(item.path.clone()) {
                self.say(&item.path, "it is listed twice");
            }
            self.manifest.insert(id, item);
        }
        for id in &spine {
            match self.manifest.get(id).map(|it| &*it.media_type) {
                Some("application/xhtml+xml" | "image/svg+xml") => (),
                Some(_) => {
                    self.say(package, format!("`{id}` in the spine is not a page"));
                }
                None => self.say(package, format!("`{id}` in the spine is not listed")),
            }
        }
        if spine.is_empty() {
            self.say(package, "the spine is empty");
        }
        let navs = self.manifest.values().filter(|it| has(&it.properties, "nav")).count();
        if navs != 1 {
            self.say(package, format!("it lists {navs} tables of contents"));
        }
        let unlisted: Vec<String> = self
            .files
            .iter()
            .filter(|it| !listed.contains(*it) && !records.contains(it) && *it != package)
            .filter(|it| *it != "mimetype" && !it.starts_with("META-INF/"))
            .cloned()
            .collect();
        for path in unlisted {
            self.say(&path, "it is not listed");
        }
    }
}
