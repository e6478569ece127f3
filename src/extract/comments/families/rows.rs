//! The selectors of every family.

/// One family, as selectors. An empty one leaves the question to the general
/// rules.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) name: &'static str,
    /// A comment, or where it begins.
    pub(super) item: &'static str,
    pub(super) author: &'static str,
    pub(super) date: &'static str,
    /// The words; every match is a part of them.
    pub(super) text: &'static str,
    /// What stands inside the words and does not belong to them.
    pub(super) without: &'static str,
    /// An answer that stands inside the comment it answers, where that is not
    /// plain from what the answer is called.
    pub(super) reply: &'static str,
    pub(super) kind: Kind,
}

/// How a family lays its comments out.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(in crate::extract::comments) enum Kind {
    /// An element holds a whole comment.
    #[default]
    Element,
    /// A comment begins with an element and runs on to the next such element.
    Run,
    /// As `Element`, on pages where the first one is the article: the opening
    /// post of a forum.
    Forum,
}

const ROW: Row = Row {
    name: "",
    item: "",
    author: "",
    date: "",
    text: "",
    without: "",
    reply: "",
    kind: Kind::Element,
};

/// Every family, the more exact ones first.
pub(super) const ROWS: &[Row] = &[
    Row {
        name: "wpdiscuz",
        item: "[id^=wpd-comm-], [id^=wc-comm-]",
        author: ".wpd-comment-author, .wc-comment-author",
        date: ".wpd-comment-date, .wc-comment-date",
        text: ".wpd-comment-text, .wc-comment-text",
        ..ROW
    },
    Row {
        name: "discourse",
        item: ".topic-body.crawler-post, .crawler-post[itemprop=comment], [id^=post_].crawler-post",
        author: ".creator [itemprop=name], .creator",
        date: "time.post-time, time[itemprop=datePublished]",
        text: ".post[itemprop=text], .post[itemprop=articleBody], .post",
        kind: Kind::Forum,
        ..ROW
    },
    Row {
        name: "stack-exchange",
        item: ".answer, li.js-comment, li.comment[id^=comment-][data-comment-id], tr.comment[id^=comment-]",
        author: ".comment-user, .post-signature [itemprop=author] [itemprop=name], \
            .post-signature [itemprop=author] a, .post-signature .user-details a, .user-details a",
        date: ".answercell [itemprop=dateCreated], .comment-date [title], [itemprop=dateCreated], .relativetime-clean",
        text: ".comment-copy, .js-post-body, .post-text",
        ..ROW
    },
    Row {
        name: "hacker-news",
        item: "tr.athing.comtr",
        author: ".hnuser",
        date: ".age",
        text: ".commtext",
        without: ".reply",
        ..ROW
    },
    Row {
        name: "old-reddit",
        item: ".thing.comment",
        author: ".tagline > a.author, .tagline > .author",
        date: ".tagline > time",
        text: ".usertext-body > .md",
        ..ROW
    },
    Row {
        name: "new-reddit",
        item: "shreddit-comment[thingid]",
        author: "[slot=commentMeta] a, faceplate-hovercard a",
        date: "time",
        text: "[slot=comment]",
        ..ROW
    },
    Row {
        name: "slashdot",
        item: "li.comment[id^=tree_]",
        author: ".by > a, .by",
        date: ".otherdetails",
        text: "[id^=comment_body_]",
        ..ROW
    },
    Row {
        name: "lobsters",
        item: "div.comment[data-shortid], div.comment[id^=c_]",
        author: ".byline > a[href^=/u/], .byline > a[href^=/~], .byline > a.u-author",
        date: ".byline time, .byline [title]",
        text: ".comment_text",
        ..ROW
    },
    Row {
        name: "lemmy",
        item: "article.comment-node, div.comment-node",
        author: "a.person-listing > span, .person-listing",
        date: ".moment-time",
        text: ".comment-content",
        ..ROW
    },
    Row {
        name: "lesswrong",
        item: ".comments-node",
        author: "[class*=CommentUserName-author], [class*=UsersNameDisplay], .author",
        date: "time",
        text: "[class*=CommentBody], .commentBody, .ContentStyles-commentBody, .comment-body",
        ..ROW
    },
    Row {
        name: "pikabu",
        item: "div.comment[data-meta]",
        author: ".user__nick",
        date: "time.comment__datetime",
        text: ".comment__content",
        ..ROW
    },
    Row {
        name: "habr",
        item: ".tm-comment-thread__comment, article.tm-comment-thread__comment, .comment[rel][id^=comment_]",
        author: ".tm-user-info__username, .user-info__nickname",
        date: "time",
        text: ".tm-comment__body-content, .comment__message",
        ..ROW
    },
    Row {
        name: "gist",
        item: "[id^=gistcomment-], .timeline-comment-group, .js-comment-container",
        author: "a.author, .author",
        date: "relative-time, time-ago, time",
        text: ".comment-body, .js-comment-body",
        ..ROW
    },
    Row {
        name: "disqus-static",
        item: "li[id^=dsq-comment-], div[id^=dsq-comment-]:not([id*=-header]):not([id*=-body]):not([id*=-message]), .dsq-widget-none",
        author: "[id^=dsq-author-user-], .dsq-commenter-name",
        date: "[id^=dsq-time-], .dsq-comment-header-time",
        text: "[id^=dsq-comment-message-], .dsq-comment-message",
        ..ROW
    },
    Row {
        name: "disqus-frame",
        item: "li.post[id^=post-] > [data-role=post-content], .post-content[data-role=post-content]",
        author: ".author",
        date: ".time-ago, .post-meta [title]",
        text: ".post-message",
        ..ROW
    },
    Row {
        name: "blogger-threaded",
        item: ".comment-thread li.comment, #comment-holder li.comment",
        author: "cite.user",
        date: ".datetime",
        text: ".comment-content",
        ..ROW
    },
    Row {
        name: "blogger-list",
        item: "#comments-block dt.comment-author, [id*=comments-block] dt.comment-author, dl dt.comment-author, dt.comment-data",
        author: "dt.comment-author, dt.comment-data",
        date: ".comment-timestamp",
        text: "dd.comment-body",
        kind: Kind::Run,
        ..ROW
    },
    Row {
        name: "definition-list",
        item: "dl dt.comment, dl dt[id^=comment-], #comments dt[id^=c]",
        text: "dd",
        kind: Kind::Run,
        ..ROW
    },
    Row {
        name: "typepad",
        item: "div.comment[id^=comment-6], .comments-content div.comment[id^=comment-]",
        text: ".comment-content, .comment-body",
        author: ".comment-footer a, .vcard.author, .author",
        date: "abbr.published, .comment-footer",
        without: ".comment-content > strong",
        ..ROW
    },
    Row {
        name: "movable-type",
        item: "div.commentnew, .comments-body, div.comment-asset",
        text: ".commentcontent, .comment-content",
        ..ROW
    },
    Row {
        name: "xenforo",
        item: "article.message[data-author], li.message[data-author], article.message--post, \
            article.message--articleComment, .comment[data-author]",
        author: ".message-name .username, a.username, .username",
        date: ".message-attribution-main time, .message-date time, time, .DateTime",
        text: ".message-body .bbWrapper, .messageText, .bbWrapper",
        without: ".bbCodeBlock-expandLink, .js-expandLink",
        kind: Kind::Forum,
        ..ROW
    },
    Row {
        name: "vbulletin",
        item: "li.postcontainer, li.postbit, li.postbitlegacy, table[id^=post].tborder, div.b-post, li.b-post",
        author: ".username, .bigusername, .b-userinfo__username, .author",
        date: ".postdate .date, .date, .b-post__timestamp, time, .thead",
        text: ".postcontent, [id^=post_message_], .js-post__content-text, .b-post__content",
        kind: Kind::Forum,
        ..ROW
    },
    Row {
        name: "phpbb",
        item: "div.post[id^=p]:not([id^=post]), table.tablebg[id^=p], tr.post",
        author: ".postprofile .username, .postprofile .username-coloured, p.author .username, \
            p.author .username-coloured, .postauthor, dt a.username",
        date: "p.author time, p.author",
        text: ".content, .postbody > .postbody",
        without: ".signature, .codebox > p a",
        kind: Kind::Forum,
        ..ROW
    },
    Row {
        name: "invision",
        item: "article.ipsComment, div.ipsComment, article[id^=elComment_], .post_block, .ipsEntry[data-commentid]",
        author: ".ipsComment_author [itemprop=name], .cAuthorPane_author, .ipsComment_author strong a, .author, \
            .ipsEntry__username",
        date: "time, .published, abbr.published",
        text: "[data-role=commentContent], .ipsType_richText, .entry-content",
        kind: Kind::Forum,
        ..ROW
    },
    Row {
        name: "nodebb",
        item: "[component=post][data-pid], [component=post][data-username]",
        author: "[data-username] .username, [component=post/header] a[data-username], a[itemprop=author], a[href^=/user/]",
        date: ".timeago, time",
        text: "[component=post/content]",
        kind: Kind::Forum,
        ..ROW
    },
    Row {
        name: "smf",
        item: ".post_wrapper",
        author: ".poster h4 a, .poster h4",
        date: ".postinfo a.smalltext, .keyinfo .smalltext",
        text: ".post .inner, .inner",
        kind: Kind::Forum,
        ..ROW
    },
    Row {
        name: "mybb",
        item: "div.post[id^=post_], table[id^=post_].tborder",
        author: ".author_information .largetext a, .author_information .largetext, .largetext a",
        date: ".post_date",
        text: ".post_body",
        kind: Kind::Forum,
        ..ROW
    },
    Row {
        name: "punbb",
        item: "div.blockpost, div.post[id^=p].odd, div.post[id^=p].even",
        author: ".postleft dt, .post-byline strong, .username",
        date: "h2 a, .post-link",
        text: ".postmsg, .entry-content",
        kind: Kind::Forum,
        ..ROW
    },
    Row {
        name: "flarum",
        item: "#flarum-content article, .PostStream-item article.CommentPost",
        author: ".PostUser-name",
        date: "time",
        text: ".Post-body",
        kind: Kind::Forum,
        ..ROW
    },
    Row {
        name: "vanilla",
        item: "li.ItemComment",
        author: ".Author .Username, .Author",
        date: ".DateCreated time, time",
        text: ".Message",
        ..ROW
    },
    Row {
        name: "spip",
        item: "li.forum-fil, li.forum-message, .comment-li",
        author: ".comment-author .fn, .fn, .comment-author",
        date: "abbr.date, .date, .comment-meta",
        text: ".comment-texte, .forum-texte, .comment-content",
        ..ROW
    },
    Row {
        name: "drupal",
        item: "article.js-comment, article.comment[typeof*=Comment], article.comment[data-comment-user-id], \
            div.comment[typeof*=Comment], div.comment[about*=comment], .comment.comment-by-anonymous, \
            #comments div.comment:not([id^=comment-]), #comments article.comment:not([id^=comment-]), \
            .comments article.comment:not([id^=comment-])",
        ..ROW
    },
    Row {
        name: "substack",
        item: "div.comment > [role=article], div.comment > table.comment-content",
        author: "[class*=comment-meta] a, a[showback], .highlighted-name, .commenter-name",
        date: "a[title], a[rel=nofollow][href*=/comment/], .comment-timestamp",
        text: ".comment-body",
        ..ROW
    },
    Row {
        name: "pixnet",
        item: "ul.single-post",
        reply: "li.reply-text",
        author: ".user-name a, .user-name, li.reply-text > p a",
        date: ".post-time, li.reply-text > p",
        text: ".post-text, li.reply-text",
        ..ROW
    },
    Row {
        name: "hubspot",
        item: "div.comment[data-threadid], .comment[id^=c0]",
        author: ".comment-from",
        date: ".comment-date",
        text: ".comment-body",
        ..ROW
    },
    Row {
        name: "livejournal",
        item: ".b-leaf, .comment-wrap[id^=ljcmt], .ljcmt_full, div[id^=ljcmt]",
        author: ".b-leaf-username-name, .ljuser b, .ljuser",
        date: ".b-leaf-createdtime, .comment-datetime, time",
        text: ".b-leaf-article, .comment-text",
        ..ROW
    },
    Row {
        name: "giscus",
        item: ".gsc-comment, .gsc-reply",
        author: ".gsc-comment-author > a, .gsc-reply-author > a",
        date: "time",
        text: ".gsc-comment-content, .gsc-reply-content",
        ..ROW
    },
    Row {
        name: "isso",
        item: ".isso-comment",
        author: ".isso-author, .author",
        date: "time, .isso-permalink",
        text: ".isso-text, .text",
        ..ROW
    },
    Row {
        name: "commento",
        item: ".commento-card",
        author: ".commento-name",
        date: ".commento-timeago",
        text: ".commento-body, [id^=commento-comment-text]",
        ..ROW
    },
    Row {
        name: "livefyre",
        item: "article.fyre-comment-article",
        author: ".fyre-comment-username",
        date: "time, .fyre-comment-date",
        text: ".fyre-comment",
        ..ROW
    },
    Row {
        name: "intense-debate",
        item: ".idc-c",
        author: ".idc-c-h-inner .idc-i, .idc-name",
        date: ".idc-c-h-inner [title], .idc-time",
        text: ".idc-c-t",
        ..ROW
    },
    Row {
        name: "echo",
        item: ".js-singleComment, .echo-item-content",
        author: ".js-singleCommentName, .echo-item-authorName",
        date: ".js-singleCommentDate, .echo-item-date",
        text: ".js-singleCommentText, .echo-item-text",
        ..ROW
    },
    Row {
        name: "dev-community",
        item: ".single-comment-node, .comment.single-comment-node",
        author: ".comment__header a.crayons-link, .comment-username",
        date: "time",
        text: ".comment__body, .body",
        ..ROW
    },
    Row {
        name: "joomla",
        item: ".comments-list .comment-box, .kmt-item, .itemCommentsList > li, #comments-list .rbox, .jc_comment",
        author: ".comment-author, .kmt-author, .commentAuthorName, .author",
        date: ".comment-date, .kmt-time, .commentDate, time",
        text: ".comment-body, .kmt-body, .commentText, p",
        ..ROW
    },
    Row {
        name: "coral",
        item: "[id^=comment-].coral-comment, .coral-comment",
        author: ".coral-username, .coral-comment-username",
        date: ".coral-timestamp, time",
        text: ".coral-comment-content, .coral-content",
        ..ROW
    },
    Row {
        name: "epoch",
        item: "[data-comment-id].epoch-comment, article.epoch-single-comment",
        author: ".epoch-author-link, .epoch-comment-author, .epoch-author",
        date: ".epoch-comment-date, time",
        text: ".epoch-comment-content",
        ..ROW
    },
    Row {
        name: "h-cite",
        item: ".u-comment, .p-comment, .h-cite.comment",
        author: ".p-author, .u-author",
        date: ".dt-published",
        text: ".e-content, .p-content, .p-summary",
        ..ROW
    },
    Row {
        name: "microdata",
        item: "[itemprop~=comment], [itemtype$=/Comment], [itemtype$=/comment], [itemtype$=/UserComments]",
        author: "[itemprop~=author] [itemprop~=name], [itemprop~=creator] [itemprop~=name], [itemprop~=author], [itemprop~=creator]",
        date: "[itemprop~=datePublished], [itemprop~=dateCreated], [itemprop~=commentTime]",
        text: "[itemprop~=text], [itemprop~=commentText], [itemprop~=description]",
        ..ROW
    },
    Row {
        name: "wordpress",
        item: "li.comment, li.pingback, li.trackback, div.comment[class*=depth-], article.comment[class*=depth-], \
            div.comment[id^=comment-], article.comment[id^=comment-], div.comment.thread-even, div.comment.thread-odd, \
            li[id^=comment-], li[id^=li-comment-], div.pingback[class*=depth-]",
        ..ROW
    },
    Row {
        name: "comment-item",
        item: "div.commentItem, div.comment-item, li.comment-item, div.single-comment, li.commentbody, \
            div.comment_item, li.comment_item, div.comment-single, div.comments-item, article.comment, \
            .comments-list__item, .comment-list__item, .comments__item",
        ..ROW
    },
];
