//! The end of a book: the pages that tell of the whole, and the package
//! document, which lists all that was written before.

use std::io::Write;

use crate::{article::Address, emit::Context, error::Result, report::Code};

use super::{
    Cover,
    catalogue::Series,
    contents::{self, Entry, Landmark},
    contributors, cover,
    label::Labels,
    package::{self, Item, Package},
    pages::{self, Page},
    pictures::{Kind, Manner, Pictures, fetch},
    write::{Book, Tally, XHTML},
    zip::Packing,
};

const AS_IT_IS: Manner = Manner { most: None, bare: false };

impl<W: Write> Book<'_, W> {
    /// Writes the pages that tell of the whole book, and the package document.
    pub(super) fn finish(
        mut self,
        cx: &mut Context<'_>,
        style: &str,
    ) -> Result<(W, Tally)> {
        let single = self.is_single();
        let years = self.catalogue.years();
        let catalogue = std::mem::take(&mut self.catalogue);
        let position = self.options.position.as_ref().map(ToString::to_string);
        let series = Series {
            title: self.options.series.as_deref(),
            position: position.as_deref(),
        };
        let title = self.options.title.as_deref();
        let mut package = catalogue.package(self.channel, title, series, cx.now);
        let language = package.languages[0].clone();
        let labels = Labels::of(&language);
        let title = package.title.clone();
        let page = |title, part, class| Page {
            title,
            language: &language,
            direction: package.direction,
            part,
            class,
        };

        let mut front = Vec::new();
        let mut landmarks = Vec::new();
        if let Some((picture, id)) = self.cover(cx, &package)? {
            package.cover = Some(id);
            let content = pages::cover(labels, &title, &picture);
            let page = page(labels.cover, "frontmatter", "cover");
            let text = page.around("style.css", &content);
            self.archive.add("EPUB/cover.xhtml", Packing::Deflated, text.as_bytes())?;
            front.push(Item {
                id: "cover".into(),
                href: "cover.xhtml".into(),
                media_type: XHTML,
                properties: "",
            });
            landmarks.push(Landmark::new("cover", labels.cover, "cover.xhtml"));
        }
        if !single {
            let content = pages::Title {
                title: &title,
                names: &package.people.names(),
                description: package.description.as_deref(),
                years,
                publisher: package.publisher.as_deref().filter(|it| *it != title),
            }
            .write();
            let page = page(&title, "frontmatter", "title-page");
            let item = self.add_page("title.xhtml", &page, &content, false)?;
            front.push(item);
            landmarks.push(Landmark::new("titlepage", labels.title_page, "title.xhtml"));
        }
        landmarks.push(Landmark::new("toc", labels.contents, "nav.xhtml#toc"));
        if let Some(first) = self.body.first() {
            landmarks.push(Landmark::new("bodymatter", labels.start, &first.href));
        }

        let mut contents = std::mem::take(&mut self.contents);
        if let Some(contributors) = self.contributors.take() {
            let content = contributors.write(labels);
            let page = page(labels.contributors, "backmatter", "contributors");
            let file = format!("text/{}", contributors::FILE);
            let item = self.add_page(&file, &page, &content, false)?;
            // After the essays, before what readers said about them.
            self.back.insert(0, item);
            contents.push(Entry::to(labels.contributors, &file));
        }
        let discussions = std::mem::take(&mut self.discussions);
        if single {
            contents.extend(discussions);
        } else if !discussions.is_empty() {
            contents.push(Entry {
                label: labels.comments.to_owned(),
                href: None,
                entries: discussions,
            });
        }
        if !self.sources.is_empty() {
            let content = pages::sources(labels, &std::mem::take(&mut self.sources));
            let page = page(labels.sources, "backmatter", "sources");
            let item = self.add_page("sources.xhtml", &page, &content, false)?;
            self.back.push(item);
            contents.push(Entry::to(labels.sources, "sources.xhtml"));
            landmarks.push(Landmark::new(
                "copyright-page",
                labels.sources,
                "sources.xhtml",
            ));
        }
        if contents.is_empty() {
            contents.push(Entry::to(&title, "title.xhtml"));
        }

        let nav = contents::page(labels, &contents, &landmarks);
        let nav =
            page(labels.contents, "frontmatter", "contents").around("style.css", &nav);
        self.archive.add("EPUB/nav.xhtml", Packing::Deflated, nav.as_bytes())?;
        let ncx = contents::ncx(&package.identifier, &title, &language, &contents);
        self.archive.add("EPUB/toc.ncx", Packing::Deflated, ncx.as_bytes())?;
        self.archive.add("EPUB/style.css", Packing::Deflated, style.as_bytes())?;

        self.access.moving |= self.pictures.stored.iter().any(|it| it.moving);
        self.tally.pictures = self.pictures.stored.len();
        package.access = self.access;
        package.records = self.records;
        put_together(&mut package, front, self.body, self.back, &self.pictures, single);
        self.archive.add(
            "EPUB/package.opf",
            Packing::Deflated,
            package.write().as_bytes(),
        )?;
        Ok((self.archive.finish()?, self.tally))
    }

    /// Stores the picture on the cover, and returns its path and name.
    fn cover(
        &mut self,
        cx: &mut Context<'_>,
        package: &Package,
    ) -> Result<Option<(String, String)>> {
        if self.options.cover == Cover::None {
            return Ok(None);
        }
        if self.options.cover == Cover::Auto && self.lead.is_none() {
            let given = self.channel.image.as_ref();
            if let Some(bytes) = given.and_then(|it| fetch(cx.assets, 0, &it.address)) {
                self.lead = self.store_cover(&bytes)?;
            }
        }
        let stored = match self.lead {
            Some(it) => it,
            None => {
                let words = cover::Words {
                    title: &package.title,
                    names: &package.people.names(),
                    outlet: package.publisher.as_deref(),
                    direction: package.direction,
                };
                let font = self.options.cover_font.clone().map(Address::Local);
                let font = font.and_then(|it| cx.assets.get(0, &it));
                let drawn = cover::draw(&words, font.as_deref());
                if !drawn.lacking.is_empty() {
                    cx.report.add(Code::CoverUnset, &drawn.lacking);
                }
                match self.pictures.store_as(&mut self.archive, &drawn.bytes, AS_IT_IS)? {
                    Ok(it) => it,
                    Err(_) => return Ok(None),
                }
            }
        };
        let picture = &self.pictures.stored[stored];
        Ok(Some((picture.path.clone(), picture.id.clone())))
    }

    /// Stores a picture for the cover, of a kind that shops take.
    pub(super) fn store_cover(&mut self, bytes: &[u8]) -> Result<Option<usize>> {
        if !matches!(Kind::of(bytes), Some(Kind::Jpeg | Kind::Png)) {
            return Ok(None);
        }
        let manner = Manner { most: None, bare: self.options.bare_images };
        Ok(self.pictures.store_as(&mut self.archive, bytes, manner)?.ok())
    }
}

/// Binds the files together: the manifest and the reading order.
fn put_together(
    package: &mut Package,
    front: Vec<Item>,
    body: Vec<Item>,
    back: Vec<Item>,
    pictures: &Pictures,
    single: bool,
) {
    let file = |id: &str, href: &str, media_type, properties| Item {
        id: id.into(),
        href: href.into(),
        media_type,
        properties,
    };
    let place = |it: &Item| package::Place { id: it.id.clone(), linear: true };
    package.spine.extend(front.iter().map(place));
    // The table of contents of a single article is for the reading system; that
    // of a book is a page to read.
    package.spine.push(package::Place { id: "nav".into(), linear: !single });
    package.spine.extend(body.iter().chain(&back).map(place));

    package.manifest.push(file("nav", "nav.xhtml", XHTML, "nav"));
    package.manifest.push(file("ncx", "toc.ncx", "application/x-dtbncx+xml", ""));
    package.manifest.push(file("css", "style.css", "text/css", ""));
    package.manifest.extend(front.into_iter().chain(body).chain(back));
    for picture in &pictures.stored {
        let is_cover = package.cover.as_ref() == Some(&picture.id);
        let properties = if is_cover { "cover-image" } else { "" };
        let kind = picture.kind.media_type();
        package.manifest.push(file(&picture.id, &picture.path, kind, properties));
    }
}
