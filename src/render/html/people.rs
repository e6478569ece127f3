//! Who the authors are.

use url::Url;

use crate::article::{Address, Author};

use super::{Dialect, Printer, front::text_of};

impl Printer<'_> {
    /// Prints the notes about the authors that ran with the article.
    ///
    /// Nothing here is named after an author or byline: tools that look for one
    /// would take the bio for it.
    pub(crate) fn bios(&mut self) {
        let known = |it: &&Author| {
            !it.bio.is_empty() || it.position.is_some() || it.affiliation.is_some()
        };
        let authors: Vec<&Author> = self.article.authors.iter().filter(known).collect();
        if authors.is_empty() {
            return;
        }
        let id = self.id("contributor-note");
        let title =
            if authors.len() == 1 { self.words.author } else { self.words.authors };
        let tag = self.out.tag("section").attr("class", "contributor-note");
        let heading = format!("{id}-h");
        let epub = self.dialect == Dialect::Epub;
        let tag = tag.maybe("epub:type", epub.then_some("contributors")).attr("id", &id);
        tag.maybe("aria-labelledby", epub.then_some(&heading)).open();
        self.out.line();
        let tag = self.out.tag(super::heading(self.top));
        tag.maybe("id", epub.then_some(&heading)).around(title);
        self.out.line();
        for author in &authors {
            self.bio(author, authors.len() == 1);
        }
        self.out.close_line();
    }

    fn bio(&mut self, author: &Author, alone: bool) {
        let page = self.dialect == Dialect::Page;
        self.out.tag("div").attr("class", if page { "h-card" } else { "person" }).open();
        self.out.line();
        self.portrait(author);
        let name = author.name.trim();
        let has_titles = author.position.is_some() || author.affiliation.is_some();
        let named = text_of(&author.bio).contains(&name.to_lowercase());
        if page || has_titles || !alone || !named {
            self.out.tag("p").attr("class", "person-name").open();
            let address = author.url().cloned().map(Address::Web);
            let target = address.and_then(|it| self.target(&it));
            match target {
                Some(it) => {
                    let tag = self.out.tag("a").attr("href", &it);
                    tag.maybe("class", page.then_some("p-name u-url")).around(name);
                }
                None => {
                    let tag = self.out.tag("span");
                    tag.maybe("class", page.then_some("p-name")).around(name);
                }
            }
            self.titles(author, ", ");
            self.out.close_line();
        }
        self.note_about(author);
        self.pages_of(author.urls.get(1..).unwrap_or_default());
        self.out.close_line();
    }

    /// Prints what is known of an author, under a heading that the caller prints.
    pub(crate) fn about(&mut self, author: &Author) {
        self.portrait(author);
        if author.position.is_some() || author.affiliation.is_some() {
            self.out.tag("p").attr("class", "person-name").open();
            self.titles(author, "");
            self.out.close_line();
        }
        self.note_about(author);
        self.pages_of(&author.urls);
    }

    fn portrait(&mut self, author: &Author) {
        if let Some(portrait) = &author.portrait
            && let Some(source) = self.source(portrait)
        {
            let tag = self.out.tag("img").attr("class", "u-photo portrait");
            tag.attr("src", &source).attr("alt", &portrait.alt).empty();
            self.out.line();
        }
    }

    fn titles(&mut self, author: &Author, mut before: &'static str) {
        let marked = self.dialect != Dialect::Epub;
        let titles = [(&author.position, "p-job-title"), (&author.affiliation, "p-org")];
        for (title, class) in titles {
            if let Some(title) = title {
                self.out.text(before);
                before = ", ";
                let tag = self.out.tag("span");
                tag.maybe("class", marked.then_some(class)).around(title.trim());
            }
        }
    }

    fn note_about(&mut self, author: &Author) {
        if author.bio.is_empty() {
            return;
        }
        let page = self.dialect == Dialect::Page;
        self.out.tag("div").attr("class", if page { "p-note" } else { "bio" }).open();
        self.out.line();
        self.under(|it| it.blocks(&author.bio));
        self.out.close_line();
    }

    fn pages_of(&mut self, urls: &[Url]) {
        if urls.is_empty() {
            return;
        }
        let page = self.dialect == Dialect::Page;
        self.out.tag("p").attr("class", "links").open();
        for (i, url) in urls.iter().enumerate() {
            let text = url.host_str().unwrap_or(url.path());
            let text = text.strip_prefix("www.").unwrap_or(text);
            if i > 0 {
                self.out.text(" · ");
            }
            match self.target(&Address::Web(url.clone())) {
                Some(it) => {
                    let tag = self.out.tag("a").attr("href", &it);
                    let class = page.then_some("u-url");
                    tag.maybe("class", class).attr("rel", "me").around(text);
                }
                None => self.out.text(text),
            }
        }
        self.out.close_line();
    }
}
