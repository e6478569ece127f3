//! The article from notice to comments, each part in a division of its own.

use crate::{
    article::{Comment, Standing},
    emit::{markdown::marker_names, words_of},
    report::Code,
};

use super::{
    Comments, Place, Settings, Tree,
    node::{Node, array, attr, division, node, text, words},
};

impl Tree<'_> {
    pub(super) fn article(&mut self, settings: &Settings) -> Vec<Node> {
        let article = self.article;
        let mut out = Vec::new();
        if settings.notice == Place::Top {
            out.extend(self.notice());
        }
        out.extend(self.blocks(&article.body.blocks));
        out.extend(self.loose_notes());
        out.extend(self.bios(settings.bio));
        match settings.notice {
            Place::Top => (),
            Place::Bottom => out.extend(self.notice()),
            Place::None if article.provenance.notice.is_empty() => (),
            Place::None => {
                let words = words_of(&article.provenance.notice);
                self.report.add(Code::NoticeDropped, words);
            }
        }
        if let Some(pixel) = &article.provenance.pixel {
            self.report.add(Code::PixelDropped, pixel.as_str());
        }
        out.extend(self.discussion(settings));
        out
    }

    fn notice(&mut self) -> Option<Node> {
        let blocks = self.demoted(|it| it.blocks(&it.article.provenance.notice));
        (!blocks.is_empty()).then(|| division("notice", &[], blocks))
    }

    fn bios(&mut self, wanted: bool) -> Vec<Node> {
        let with = self.article.authors.iter().enumerate();
        let with: Vec<_> = with.filter(|it| !it.1.bio.is_empty()).collect();
        let mut out: Vec<Node> = Vec::new();
        for (place, author) in &with {
            if !wanted {
                self.report.add(Code::BioDropped, words_of(&author.bio));
                continue;
            }
            let mut blocks = Vec::new();
            if out.is_empty() {
                let one = with.len() == 1;
                let over = if one { self.words.author } else { self.words.authors };
                blocks.push(self.over(1, over));
            }
            blocks.extend(self.demoted(|it| it.blocks(&author.bio)));
            let pairs =
                [("author", author.name.clone()), ("place", (place + 1).to_string())];
            out.push(division("bio", &pairs, blocks));
        }
        out
    }

    fn discussion(&mut self, settings: &Settings) -> Vec<Node> {
        let discussion = &self.article.discussion;
        let all = || discussion.comments.iter().chain(&discussion.mentions);
        if settings.comments == Comments::None {
            for it in all() {
                let name = it.author.as_ref().map_or("", |it| it.name.as_str());
                let text = format!("{name} {}", words_of(&it.content));
                self.report.add(Code::CommentsDropped, text.trim());
            }
            return Vec::new();
        }
        let mut out = Vec::new();
        let list = &discussion.comments;
        if !list.is_empty() || discussion.closed {
            let mut inner = vec![self.over(1, &capital(self.words.discussion))];
            let names = marker_names(list, 'c');
            for (comment, name) in list.iter().zip(&names) {
                inner.push(self.comment("comment", comment, name, &names));
            }
            if discussion.closed {
                let line = node("Para", text(self.words.closed));
                inner.push(division("closed", &[], vec![line]));
            }
            out.push(division("comments", &[], inner));
        }
        let list = &discussion.mentions;
        if !list.is_empty() {
            let mut inner = vec![self.over(1, self.words.mentions)];
            let names = marker_names(list, 'm');
            for (mention, name) in list.iter().zip(&names) {
                inner.push(self.comment("mention", mention, name, &[]));
            }
            out.push(division("mentions", &[], inner));
        }
        out
    }

    /// Writes a comment under a line that says whose it is. What that line says
    /// is data in the metadata too, and read from there.
    fn comment(
        &mut self,
        class: &str,
        comment: &Comment,
        name: &str,
        names: &[String],
    ) -> Node {
        let said = |it: &Comment| {
            let name = it.author.as_ref().map_or("", |it| it.name.trim());
            if name.is_empty() {
                self.words.anonymous.to_owned()
            } else {
                name.to_owned()
            }
        };
        let mut head = vec![node("Strong", text(&said(comment)))];
        let language = self.article.metadata.language.as_deref();
        let posted = comment.posted.map(|it| self.words.date(it, language));
        if let Some(posted) = posted.or_else(|| comment.posted_words.clone()) {
            words(&format!(", {posted}"), &mut head);
        }
        let parent = comment.parent.filter(|it| *it < names.len());
        if let Some(parent) = parent {
            let who = said(&self.article.discussion.comments[parent]);
            let reply = format!(" ({} {who})", self.words.in_reply_to);
            words(&reply, &mut head);
        }
        let mut over = vec![node("Para", head)];
        if comment.standing == Standing::Removed && comment.content.is_empty() {
            let gone = node("Emph", text(self.words.removed));
            over.push(node("Para", array([gone])));
        }
        let mut blocks = vec![division("head", &[], over)];
        blocks.extend(self.demoted(|it| it.blocks(&comment.content)));
        let pairs = [
            ("name", name.to_owned()),
            ("parent", parent.map(|it| names[it].clone()).unwrap_or_default()),
        ];
        division(class, &pairs, blocks)
    }

    /// Writes notes that nothing in the text calls.
    fn loose_notes(&mut self) -> Vec<Node> {
        let mut out = Vec::new();
        for (i, note) in self.article.body.notes.iter().enumerate() {
            if self.calls[i].written {
                continue;
            }
            self.report.add(Code::NoteLoose, words_of(&note.blocks));
            self.in_note = true;
            let blocks = self.blocks(&note.blocks);
            self.in_note = false;
            out.push(division("note", &[("number", (i + 1).to_string())], blocks));
        }
        out
    }

    /// Writes a heading of the program's own.
    fn over(&self, level: u8, words: &str) -> Node {
        let attr = attr("", &["offprint-heading", "unnumbered"], &[]);
        node(
            "Header",
            array([Node::Number((level + self.level).into()), attr, text(words)]),
        )
    }

    /// Runs where headings stand under one of the program's own.
    fn demoted<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> T {
        self.level += 1;
        let out = run(self);
        self.level -= 1;
        out
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |it| it.to_uppercase().chain(chars).collect())
}
