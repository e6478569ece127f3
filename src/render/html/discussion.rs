//! What readers said, as threads.
//!
//! Threads run deeper than lists in a document should, so past a depth answers
//! stand beside what they answer and say whom they answer. Nothing here calls
//! itself: the model's list is flat, and so is the way through it.

use crate::{
    article::{Address, Comment, Standing},
    render::words::runs_against,
};

use super::{Dialect, Place, Printer, front::present};

/// How deep lists of answers nest. An answer further down stands at this depth.
const DEEPEST: usize = 12;

/// A comment's place in a thread.
#[derive(Clone, Copy, Debug)]
struct Turn {
    comment: usize,
    /// How many lists it stands in, less one.
    level: usize,
    /// Whether its depth was cut.
    cut: bool,
}

impl Printer<'_> {
    /// Prints the comments and mentions, and whether more may be added.
    pub(crate) fn discussion(&mut self) {
        let it = &self.article.discussion;
        if it.comments.is_empty() && it.mentions.is_empty() {
            self.closed();
            return;
        }
        let id = self.id("comments");
        let heading = format!("{id}-h");
        let tag = self.out.tag("section").attr("id", &id).attr("class", "comments");
        let epub = self.dialect == Dialect::Epub;
        let tag = tag.maybe("epub:type", epub.then_some("appendix"));
        let tag = tag.maybe("role", epub.then_some("doc-appendix"));
        tag.attr("aria-labelledby", &heading).open();
        self.out.line();
        let count = self.words.count(it.comments.len(), it.claimed);
        let title = if it.comments.is_empty() { self.words.mentions } else { &count };
        self.out.tag(super::heading(self.top)).attr("id", &heading).around(title);
        self.out.line();
        self.closed();
        self.thread(&it.comments);
        if !it.mentions.is_empty() {
            if !it.comments.is_empty() {
                let level = (self.top + 1).min(6);
                self.out.tag(super::heading(level)).around(self.words.mentions);
                self.out.line();
            }
            self.out.tag("ul").attr("class", "mentions").open();
            self.out.line();
            for (i, mention) in it.mentions.iter().enumerate() {
                let id = self.id(&format!("m{}", i + 1));
                self.out.tag("li").attr("id", &id).open();
                self.out.line();
                self.head(mention, None);
                self.said(mention);
                self.out.close_line();
            }
            self.out.close_line();
        }
        self.out.close_line();
    }

    /// Prints that no more comments may be added, if so.
    pub(crate) fn closed(&mut self) {
        if self.article.discussion.closed {
            let tag = self.out.tag("p").attr("class", "comments-closed");
            tag.around(self.words.closed);
            self.out.line();
        }
    }

    fn thread(&mut self, comments: &[Comment]) {
        let mut open = 0;
        for turn in turns(comments) {
            while open > turn.level + 1 {
                self.leave();
                self.out.close_line();
                open -= 1;
            }
            if open == turn.level + 1 {
                self.leave();
            } else {
                let class = if open == 0 { "thread" } else { "answers" };
                self.out.tag("ol").attr("class", class).open();
                self.out.line();
                open += 1;
            }
            self.comment(comments, turn);
        }
        for _ in 0..open {
            self.leave();
            self.out.close_line();
        }
    }

    /// Closes a comment and its item.
    fn leave(&mut self) {
        self.out.close();
        self.out.close_line();
    }

    /// Prints a comment, and leaves it open for its answers.
    fn comment(&mut self, comments: &[Comment], turn: Turn) {
        let comment = &comments[turn.comment];
        self.out.open("li");
        let id = self.id(&format!("c{}", turn.comment + 1));
        let page = self.dialect == Dialect::Page;
        let class = if page { "comment u-comment h-cite" } else { "comment" };
        self.out.tag("article").attr("class", class).attr("id", &id).open();
        self.out.line();
        let parent = comment.parent.filter(|it| *it < turn.comment);
        let answered = parent.filter(|_| page || turn.cut).map(|it| {
            let name = comments[it].author.as_ref().map(|it| it.name.trim());
            (
                it,
                name.filter(|it| !it.is_empty()).unwrap_or(self.words.anonymous),
                turn.cut,
            )
        });
        self.head(comment, answered);
        self.said(comment);
    }

    /// Prints who said it, when, and to whom.
    fn head(&mut self, comment: &Comment, answered: Option<(usize, &str, bool)>) {
        let page = self.dialect == Dialect::Page;
        self.out.tag("p").attr("class", "comment-head").open();
        let author = comment.author.as_ref();
        if page
            && let Some(portrait) = author.and_then(|it| it.portrait.as_ref())
            && let Some(source) = self.source(portrait)
        {
            let tag = self.out.tag("img").attr("class", "avatar").attr("src", &source);
            tag.attr("alt", "").attr("loading", "lazy").empty();
            self.out.text(" ");
        }
        let name = present(author.map(|it| &*it.name)).unwrap_or(self.words.anonymous);
        let class = page.then_some("p-author h-card");
        let address = author.and_then(|it| it.url()).cloned().map(Address::Web);
        // A name that runs the other way would take what stands after it along.
        let apart = runs_against(name, self.right_to_left).then_some("auto");
        self.out.open("strong");
        match address.and_then(|it| self.target(&it)) {
            Some(it) => {
                let tag = self.out.tag("a").maybe("class", class).attr("href", &it);
                tag.attr("rel", "nofollow ugc").maybe("dir", apart).around(name);
            }
            None => {
                let nobody = self.dialect == Dialect::Feed && author.is_none();
                let class = if nobody { Some("anonymous") } else { class };
                let tag = self.out.tag("span").maybe("class", class);
                tag.maybe("dir", apart).around(name);
            }
        }
        self.out.close();
        if comment.staff {
            self.out.text(" ");
            self.out.tag("span").attr("class", "badge staff").around(self.words.staff);
        }
        if comment.standing == Standing::Featured {
            self.out.text(" ");
            let tag = self.out.tag("span").attr("class", "badge featured");
            tag.around(self.words.featured);
        }
        self.posted(comment);
        if let Some(score) = comment.score {
            self.out.text(" · ");
            let text = format!("{} {score}", self.words.score);
            self.out.tag("span").attr("class", "score").around(&text);
        }
        if let Some((parent, name, cut)) = answered {
            self.out.text(" ");
            let id = self.id(&format!("c{}", parent + 1));
            let target = self.resolve.fragment(&id);
            let class = match (page, cut) {
                (true, true) => Some("u-in-reply-to"),
                (true, false) => Some("u-in-reply-to nested"),
                (false, _) => None,
            };
            let text = format!("{} {name}", self.words.in_reply_to);
            match target {
                Some(target) => {
                    let tag = self.out.tag("a").maybe("class", class);
                    tag.attr("href", &target).around(&text);
                }
                None => self.out.text(&text),
            }
        }
        self.out.close_line();
    }

    fn posted(&mut self, comment: &Comment) {
        let words = present(comment.posted_words.as_deref());
        let address = comment.url.clone().map(Address::Web);
        let target = address.and_then(|it| self.target(&it));
        if comment.posted.is_none() && words.is_none() && target.is_none() {
            return;
        }
        self.out.text(" · ");
        let linked = target.is_some();
        if let Some(it) = &target {
            let class = (self.dialect == Dialect::Page).then_some("u-url u-uid");
            self.out.tag("a").maybe("class", class).attr("href", it).open();
        }
        match (comment.posted, words) {
            (Some(date), _) => self.time(date, Some("dt-published"), true),
            (None, Some(words)) => self.out.text(words),
            (None, None) => self.out.text("#"),
        }
        if linked {
            self.out.close();
        }
    }

    fn said(&mut self, comment: &Comment) {
        if comment.standing == Standing::Removed {
            self.out.tag("p").attr("class", "removed").around(self.words.removed);
            self.out.line();
        }
        if comment.content.is_empty() {
            return;
        }
        // A comment may be in another language than the article.
        let class = if self.dialect == Dialect::Page { "e-content" } else { "said" };
        self.out.tag("div").attr("class", class).attr("dir", "auto").open();
        self.out.line();
        self.remark(comment);
        self.out.close_line();
    }

    /// Prints only what a comment says.
    pub(crate) fn remark(&mut self, comment: &Comment) {
        self.at(Place::default(), |it| {
            it.under(|it| it.under(|it| it.blocks(&comment.content)));
        });
    }
}

/// Returns the comments in the order of their threads, each with its depth.
fn turns(comments: &[Comment]) -> Vec<Turn> {
    let mut answers: Vec<Vec<usize>> = vec![Vec::new(); comments.len()];
    let mut todo: Vec<(usize, usize)> = Vec::new();
    for (i, comment) in comments.iter().enumerate() {
        match comment.parent.filter(|it| *it < i) {
            Some(parent) => answers[parent].push(i),
            None => todo.push((i, 0)),
        }
    }
    todo.reverse();
    let mut turns = Vec::with_capacity(comments.len());
    while let Some((comment, depth)) = todo.pop() {
        let level = depth.min(DEEPEST);
        turns.push(Turn { comment, level, cut: DEEPEST < depth });
        todo.extend(answers[comment].iter().rev().map(|it| (*it, depth + 1)));
    }
    turns
}
