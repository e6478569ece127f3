//! A page to its discussion: who said what, when, and in answer to whom.
//!
//! What is a comment is told in this order: by families of markup that are known
//! (a table), by repetition of things that carry a name, a date and words, and by
//! data that never reached the markup. How a comment is read, threaded and cut
//! out of the page is the same for all of them.

mod area;
mod embedded;
mod families;
mod generic;
mod item;
mod name;
pub(crate) mod phrases;
mod read;
mod said;
mod selector;
mod structured;
mod threads;
mod when;
mod words;

use std::collections::BTreeSet;

use crate::{
    article::{Author, Comment},
    dom::{Dom, NodeId},
    report::Report,
};

use self::{
    families::Kind,
    item::{Items, Sight},
    read::{Read, read},
    threads::Place,
    words::Words,
};
use super::{Content, Labels, Page, Thread, date};

/// Which rules may find comments in markup.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Rules {
    All,
    /// Only the general ones: for measuring how well they stand alone.
    #[cfg_attr(not(test), expect(dead_code, reason = "tests ask for it"))]
    General,
}

/// Finds what readers said and labels where they said it.
pub(super) fn find(page: &Page<'_>, labels: &mut Labels, _: &mut Report) -> Thread {
    find_by(page, labels, Rules::All)
}

fn find_by(page: &Page<'_>, labels: &mut Labels, rules: Rules) -> Thread {
    let words = Words::new(page.dom);
    let language = page.dom.attr(page.html, "lang").filter(|it| !it.is_empty());
    let sight = Sight { dom: page.dom, words: &words, language };
    let mut best = None;
    if rules == Rules::All {
        let lists = families::find(page.dom)
            .into_iter()
            .map(|(family, heads)| Items::new(&sight, &heads, Some(family), family.name));
        best = choose(page, &sight, lists);
    }
    if best.is_none() {
        best = choose(page, &sight, generic::find(&sight).into_iter());
    }
    let mut opening = Vec::new();
    if let Some((items, read)) = &mut best
        && opens(&sight, items)
    {
        items.opening = Some(items.items.remove(0).head);
        opening = read.remove(0).said.roots;
    }
    let lists: Vec<&Items> = best.iter().map(|it| &it.0).collect();
    let claims = area::mark(&sight, &lists, labels);
    let mut thread = match &best {
        Some((items, read)) => assemble(page, &sight, items, read),
        None => Thread::default(),
    };
    if thread.comments.is_empty() {
        let mut told = structured::json_ld(page);
        if told.comments.is_empty() {
            told = Thread { claimed: told.claimed, ..embedded::find(page) };
        }
        thread.comments = told.comments;
        thread.claimed = told.claimed;
    }
    thread.opening = opening;
    thread.closed = claims.closed;
    thread.claimed = claims.claimed.or(thread.claimed);
    thread
}

/// Reads lists of comments and returns the one that is worth most.
fn choose(
    page: &Page<'_>,
    sight: &Sight<'_>,
    lists: impl Iterator<Item = Items>,
) -> Option<(Items, Vec<Read>)> {
    let mut best: Option<(usize, Items, Vec<Read>)> = None;
    for items in lists {
        let mut items = items.without_widgets(page).without_article(page);
        let mut found = read(sight, &items);
        if let Some(language) = order(sight, &found) {
            let sight = Sight { language: Some(language), ..*sight };
            found = read(&sight, &items);
        }
        if items.family.is_none() {
            (items, found) = without_strangers(sight, items, found);
        }
        let worth = worth(sight, &items, &found);
        if worth > 0 && best.as_ref().is_none_or(|it| worth > it.0) {
            best = Some((worth, items, found));
        }
    }
    best.map(|it| (it.1, it.2))
}

/// Leaves out what has the form of the comments and is none of them: it has neither
/// name nor date and stands elsewhere, or it has no words and no date.
fn without_strangers(
    sight: &Sight<'_>,
    items: Items,
    read: Vec<Read>,
) -> (Items, Vec<Read>) {
    let dom = sight.dom;
    let signed = |it: &&Read| it.author.is_some() || it.when.is_some();
    let around: BTreeSet<Option<NodeId>> =
        read.iter().filter(signed).map(|it| dom.parent(it.item.head)).collect();
    if read.iter().filter(signed).count() * 2 < read.len() {
        return (items, read);
    }
    let dated = read.iter().filter(|it| it.when.is_some()).count();
    let keeps = |it: &Read| {
        let near = signed(&it) || around.contains(&dom.parent(it.item.head));
        let empty = it.text.is_empty() && it.when.is_none() && dated * 2 > read.len();
        (near && !empty) || it.mention
    };
    let keep: Vec<bool> = read.iter().map(keeps).collect();
    let gone = read.iter().zip(&keep).filter(|it| !*it.1).map(|it| it.0.item.head);
    let items = items.without(&gone.collect::<Vec<_>>());
    let kept = read.into_iter().zip(keep).filter(|it| it.1);
    (items, kept.map(|it| it.0).collect())
}

/// Returns a language in which days and months of "3/4/2024" stand as in these
/// comments, where one of them can only be read one way.
fn order(sight: &Sight<'_>, read: &[Read]) -> Option<&'static str> {
    let dom = sight.dom;
    let (mut days, mut months) = (0, 0);
    for it in read {
        let end = NodeId(it.item.end.0.min(it.item.head.0 + 60));
        for at in (it.item.head.0..end.0).map(NodeId) {
            if !dom.is_text(at) || it.said.holds(dom, at) || dom.text(at).len() > 80 {
                continue;
            }
            let mut numbers =
                dom.text(at).split(|c: char| !c.is_ascii_digit() && c != '/');
            let Some(date) = numbers.find(|it| it.matches('/').count() == 2) else {
                continue;
            };
            let mut parts = date.split('/').map(|it| it.parse().unwrap_or(0_u32));
            let (first, second) = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
            days += u32::from(first > 12 && first < 32);
            months += u32::from(second > 12 && second < 32 && first < 13);
        }
    }
    match (days, months) {
        (0, 0) => None,
        (days, months) if days > months => Some("en-GB"),
        _ => Some("en-US"),
    }
}

/// Returns how much a list of comments is worth: nothing, where it is none.
fn worth(sight: &Sight<'_>, items: &Items, read: &[Read]) -> usize {
    let dom = sight.dom;
    let mut worth = 0;
    let (mut with_text, mut signed) = (0, 0);
    // "Comment on this article" is no comment on it.
    let says = |it: &&Read| {
        let signed = it.author.is_some() || it.when.is_some();
        !it.text.is_empty() && (signed || !phrases::is_joint(&it.text))
    };
    for it in read.iter().filter(says) {
        with_text += 1;
        let known = usize::from(it.author.is_some()) + usize::from(it.when.is_some());
        signed += usize::from(known > 0 || it.mention);
        worth += 2 + known + usize::from(it.said.exact);
    }
    let Some(first) = items.items.first() else { return 0 };
    let forum = items.family.is_some_and(|it| it.kind == Kind::Forum);
    // What forums call their posts, others call their articles.
    if forum && items.items.len() < 2 && !sight.words.any(first.head, words::COMMENT) {
        return 0;
    }
    // Columns of a page have a form too, and one of them holds the article.
    if items.family.is_none() && read.iter().any(|it| is_main(sight, it)) {
        return 0;
    }
    let vague = ["wordpress", "comment-item"];
    let named = items.family.is_some_and(|it| !vague.contains(&it.name));
    let repeats =
        with_text >= 3 && (items.sure || sight.words.any(first.head, words::COMMENT));
    if with_text == 0 || (signed * 5 < with_text * 2 && !(named || repeats)) {
        return 0;
    }
    if items.family.is_none() {
        // What is found by its form alone must have all of it.
        let both = read
            .iter()
            .filter(|it| !it.text.is_empty() && it.author.is_some() && it.when.is_some());
        let sure = both.count() * 2 > with_text
            || (repeats && (signed * 2 > with_text || with_text >= 5));
        let around = std::iter::once(first.head).chain(dom.ancestors(first.head));
        let alone = with_text == 1
            && !around.take(3).any(|it| sight.words.any(it, words::COMMENT));
        if with_text * 10 < read.len() * 6 || !sure || alone || teasers(sight, read) {
            return 0;
        }
    }
    // A family that knows its parts is believed before one that only knows names.
    if named { worth + worth / 4 } else { worth }
}

/// Returns whether a comment's words are most of what stands on the page, and
/// long enough to be an article.
fn is_main(sight: &Sight<'_>, read: &Read) -> bool {
    let Sight { dom, words, .. } = *sight;
    let size: usize = read.said.roots.iter().map(|it| words.size(dom, *it)).sum();
    let page = words.size(dom, Dom::ROOT);
    let long = size >= 5000 && !words.any(read.item.head, words::COMMENT);
    size >= 1500 && size * 2 > page || long && size * 4 > page
}

/// Returns whether most of what was said is the text of a link, as in lists of
/// other pages.
fn teasers(sight: &Sight<'_>, read: &[Read]) -> bool {
    let Sight { dom, words, .. } = *sight;
    let linked = read.iter().filter(|it| {
        let size: usize = it.said.roots.iter().map(|it| words.size(dom, *it)).sum();
        let links = it.said.roots.iter().flat_map(|it| dom.subtree(*it).take(60));
        let links = links.filter(|it| dom.name(*it) == "a").map(|it| words.size(dom, it));
        links.sum::<usize>() * 10 > size * 7
    });
    linked.count() * 2 > read.len()
}

/// Returns whether the first item of a forum's page is what the page is about:
/// nothing else on the page could be.
fn opens(sight: &Sight<'_>, items: &Items) -> bool {
    let Sight { dom, words, .. } = *sight;
    let Some(first) = items.items.first() else { return false };
    let around = || std::iter::once(first.head).chain(dom.ancestors(first.head).take(7));
    let forum = match items.family {
        Some(family) => family.kind == Kind::Forum,
        None => !around().any(|it| words.any(it, words::COMMENT)),
    };
    if !forum {
        return false;
    }
    let before = |least: usize| -> usize {
        let texts = (0..first.head.0).map(NodeId).filter(|it| dom.is_text(*it));
        texts.map(|it| words.size(dom, it)).filter(|it| *it >= least).sum()
    };
    // What no table knows is taken for the page's text only if it is longer than
    // what the page says before it.
    let longer = items.family.is_some() || before(20) < words.size(dom, first.head);
    longer && before(100) < 400
}

/// Makes a thread of what was read.
fn assemble(page: &Page<'_>, sight: &Sight<'_>, items: &Items, read: &[Read]) -> Thread {
    let places: Vec<Place> = read.iter().map(|it| it.place.clone()).collect();
    let authors: Vec<Option<&str>> =
        read.iter().map(|it| it.author.as_ref().map(|it| it.name.as_str())).collect();
    let parents = threads::parents(sight, items, &places, &authors);
    let mut thread = Thread::default();
    // Where each comment went in the list; mentions and shells go nowhere.
    let mut moved: Vec<Option<usize>> = vec![None; read.len()];
    for (at, it) in read.iter().enumerate() {
        let bare =
            it.author.is_none() && it.when.is_none() && phrases::is_joint(&it.text);
        if bare {
            continue;
        }
        let mut comment = Comment::default();
        comment.id = it.place.keys.first().cloned();
        comment.author =
            it.author.as_ref().map(|it| -> Author { name::author(page, it) });
        comment.posted_words = it.when.as_ref().and_then(|it| it.words.clone());
        let told = comment.posted_words.as_deref().and_then(date::relative);
        let told = || told?.before(page.printed?);
        comment.posted = it.when.as_ref().and_then(|it| it.date).or_else(told);
        comment.url = it.link.and_then(|it| page.resolve(sight.dom.attr(it, "href")?));
        comment.standing = it.standing;
        comment.staff = it.staff;
        comment.score = it.score;
        let content = Content::Nodes {
            roots: it.said.roots.clone(),
            without: it.said.without.clone(),
        };
        if it.mention {
            thread.mentions.push((comment, content));
            continue;
        }
        // An answer to a mention answers nothing that is in the list.
        let mut parent = parents[at];
        while let Some(up) = parent
            && moved[up].is_none()
        {
            parent = parents[up];
        }
        comment.parent = parent.and_then(|it| moved[it]);
        moved[at] = Some(thread.comments.len());
        thread.comments.push((comment, content));
    }
    thread
}

#[cfg(test)]
mod tests {
    use crate::{article::Standing, dom::parse};

    use super::*;

    /// Takes a page apart and writes each comment on a line: author, date,
    /// parent, words.
    fn lines(html: &str, rules: Rules) -> (Vec<String>, Thread, String) {
        let (dom, _) = parse(html);
        let page = Page::new(&dom, None);
        let mut labels = Labels::new(&dom);
        let thread = find_by(&page, &mut labels, rules);
        let line = |it: &(Comment, Content)| {
            let (comment, content) = it;
            let mut text = String::new();
            match content {
                Content::Nodes { roots, without } => {
                    for root in roots {
                        let cut = |it| without.contains(&it);
                        dom.words_without(*root, &mut text, cut);
                    }
                }
                Content::Markup(it) => text.push_str(it),
            }
            let author = comment.author.as_ref().map_or("-", |it| it.name.as_str());
            let date = comment.posted.map_or("-".to_owned(), |it| it.to_string());
            let parent = comment.parent.map_or("-".to_owned(), |it| it.to_string());
            format!("{author} | {date} | {parent} | {text}")
        };
        let lines = thread.comments.iter().map(line).collect();
        let mut left = String::new();
        dom.words_without(page.body, &mut left, |it| labels.get(it).is_some());
        (lines, thread, left)
    }

    const ARTICLE: &str = "<article><h1>The river in spring</h1><p>The river rose in the night \
        and by the morning the lower meadow was under water, as it is every year when the snow \
        on the hills melts all at once and nobody has cleared the ditches.</p><p>We walked along \
        the dyke and counted the gates, and wrote down which of them had been left open by the \
        people who were to look after them, and which of them had simply rusted away.</p></article>";

    fn page(discussion: &str) -> String {
        format!("<body>{ARTICLE}{discussion}<footer>About us</footer>")
    }

    const THREADED: &str = "<div id=comments><h2>3 thoughts on “The river in spring”</h2>\
        <ol class=commentlist>\
        <li class='comment even depth-1' id=comment-7><div class=comment-body>\
        <div class='comment-author vcard'><cite class=fn><a href='https://ada.example/'>Ada</a></cite> \
        <span class=says>says:</span></div>\
        <div class='comment-meta commentmetadata'><a href='#comment-7'>3 May 2024 at 9:30 am</a></div>\
        <p>The third gate is ours.</p><p>Sorry about that.</p>\
        <div class=reply><a href='?replytocom=7'>Reply</a></div></div>\
        <ul class=children><li class='comment bypostauthor depth-2' id=comment-9>\
        <div class=comment-body><div class='comment-author vcard'><cite class=fn>Ben</cite> \
        <span class=says>says:</span></div>\
        <div class='comment-meta commentmetadata'><a href='#comment-9'>4 May 2024 at 7:00 pm</a></div>\
        <p>Thank you.</p><div class=reply><a href='?replytocom=9'>Reply</a></div></div></li></ul></li>\
        <li class='pingback' id=comment-10><p>Pingback: <a href='https://x.example/a'>Gates of the \
        valley</a></p></li></ol><p class=no-comments>Comments are closed.</p></div>";

    #[test]
    fn a_known_family_is_read_whole() {
        let (lines, thread, left) = lines(&page(THREADED), Rules::All);
        assert_eq!(
            lines,
            [
                "Ada | 2024-05-03T09:30:00 | - | The third gate is ours. Sorry about that.",
                "Ben | 2024-05-04T19:00:00 | 0 | Thank you.",
            ]
        );
        let first = &thread.comments[0].0;
        assert_eq!(
            first.author.as_ref().unwrap().urls[0].as_str(),
            "https://ada.example/"
        );
        assert_eq!(first.id.as_deref(), Some("comment-7"));
        assert!(thread.comments[1].0.staff);
        assert_eq!(thread.mentions.len(), 1);
        assert!(thread.closed);
        assert_eq!(thread.claimed, Some(3));
        assert!(left.contains("rusted away") && left.contains("About us"), "{left}");
        assert!(!left.contains("thoughts on") && !left.contains("closed"), "{left}");
    }

    #[test]
    fn the_general_rules_read_the_same_family() {
        let (lines, thread, _) = lines(&page(THREADED), Rules::General);
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert_eq!(thread.comments[1].0.parent, Some(0));
    }

    #[test]
    fn what_no_table_knows_is_found_by_its_form() {
        let html = page(
            "<h3>2 Reactions</h3><div class=q1><div class=zz><div class=h><b>Ada</b> \
             <small>3 May 2024</small></div><div class=w>The third gate is ours, and we are \
             sorry.</div><a href='#'>Reply</a></div><div class=zz><div class=h><b>Ben</b> \
             <small>4 May 2024</small></div><div class=w>No harm done this time.</div>\
             <a href='#'>Reply</a></div></div>",
        );
        let (lines, _, left) = lines(&html, Rules::All);
        assert_eq!(
            lines,
            [
                "Ada | 2024-05-03 | - | The third gate is ours, and we are sorry.",
                "Ben | 2024-05-04 | - | No harm done this time.",
            ]
        );
        assert!(!left.contains("harm") && !left.contains("Reactions"), "{left}");
    }

    #[test]
    fn an_answer_knows_its_parent_by_its_number() {
        let item = |id, parent, name: &str, text: &str| {
            format!(
                "<div class='comment' data-id={id} data-parent-id={parent}><span class=author>{name}\
                 </span> <time datetime='2024-05-0{id}'>day {id}</time><p class=text>{text}</p></div>"
            )
        };
        let html = page(&format!(
            "<section class=comments>{}{}{}</section>",
            item(1, 0, "Ada", "First of all, the gate."),
            item(2, 0, "Ben", "What gate?"),
            item(3, 1, "Cy", "The third one.")
        ));
        let (_, thread, _) = lines(&html, Rules::All);
        let parents: Vec<_> = thread.comments.iter().map(|it| it.0.parent).collect();
        assert_eq!(parents, [None, None, Some(0)]);
    }

    #[test]
    fn removed_comments_keep_their_place() {
        let html = page(
            "<ol class=commentlist><li class='comment depth-1' id=comment-1><p>This comment has \
             been removed.</p><ul class=children><li class='comment depth-2' id=comment-2>\
             <cite class=fn>Ben</cite> <time datetime=2024-05-04>then</time><p>I agree.</p></li>\
             </ul></li></ol>",
        );
        let (_, thread, _) = lines(&html, Rules::All);
        assert_eq!(thread.comments[0].0.standing, Standing::Removed);
        assert_eq!(thread.comments[1].0.parent, Some(0));
    }

    #[test]
    fn other_lists_are_no_comments() {
        for list in [
            "<section class=related><h3>Related</h3><div class=card><h4><a href=/a>The dyke that \
             held for a hundred years</a></h4><span class=author>Ada</span> <time \
             datetime=2024-01-01>1 Jan 2024</time><p>A short text about it.</p></div><div \
             class=card><h4><a href=/b>The gate that nobody wanted to own</a></h4><span \
             class=author>Ben</span> <time datetime=2024-01-02>2 Jan 2024</time><p>Another short \
             text.</p></div></section>",
            "<aside><h3>Recent comments</h3><ul><li class=recentcomments>Ada on <a \
             href=/a#comment-1>The dyke</a></li><li class=recentcomments>Ben on <a \
             href=/b#comment-2>The gate</a></li></ul></aside>",
            "<div class=testimonials><div class=t><p>Best gates in town.</p><b>Ada</b> <i>3 May \
             2024</i></div><div class=t><p>They never rust.</p><b>Ben</b> <i>4 May 2024</i></div></div>",
            "<div id=comment-preview class=comment><div class=comment-content></div><p \
             class=comment-footer>Posted by: | </p></div>",
            "<a href='#comments' class=comment-count>Show 12 comments</a>",
            "<script type=application/ld+json>{\"@type\": [\"WebPage\", \"FAQPage\"], \
             \"mainEntity\": [{\"@type\": \"Question\", \"name\": \"Who cleans the gates?\", \
             \"acceptedAnswer\": {\"@type\": \"Answer\", \"text\": \"The parish.\"}}]}</script>",
            "<div class=post-authors><div class=post-author><b class=author-name>Ada Weir</b><p>\
             Gate keeper</p><a href=/ada>Reply by letter</a></div><div class=post-author><b \
             class=author-name>Ben Moor</b><p>Dyke reeve</p><a href=/ben>Reply by letter</a></div>\
             <div class=post-author><b class=author-name>Cleo Fen</b><p>Miller</p><a \
             href=/cleo>Reply by letter</a></div></div>",
            "<div class='widget widget_recent_comments'><h3>Recent comments</h3><span \
             class=comment-author>Ada</span> on <a href=/a>The dyke that held</a> 3 May 2024</div>",
        ] {
            let (lines, _, left) = lines(&page(list), Rules::All);
            assert!(lines.is_empty(), "{lines:?}");
            assert!(left.contains("rusted away"));
        }
    }

    #[test]
    fn what_only_looks_like_the_comments_is_left_out() {
        let one = |name: &str, day: u8, text: &str| {
            format!(
                "<li class=entry><b class=who-name>{name}</b> <time>{day} May 2024</time>\
                 <p>{text}</p></li>"
            )
        };
        let html = page(&format!(
            "<section id=comments><h3>2 comments</h3><ul>{}{}</ul></section><section \
             class=more><ul><li class=entry><p>Five more gates to see in autumn</p></li></ul></section>",
            one("Ada", 3, "Ours is open."),
            one("Ben", 4, "Nobody looks after it."),
        ));
        let (lines, _, left) = lines(&html, Rules::General);
        assert_eq!(
            lines,
            [
                "Ada | 2024-05-03 | - | Ours is open.",
                "Ben | 2024-05-04 | - | Nobody looks after it."
            ]
        );
        assert!(left.contains("Five more gates"), "{left}");
    }

    #[test]
    fn data_of_scripts_is_read_where_the_page_shows_nothing() {
        let html = page(
            r#"<script>window.__STATE__ = {"comments": [
            {"id": 1, "author": {"name": "Ada"}, "body": "Ours, sorry.", "createdAt": "2024-05-03T09:30:00Z"},
            {"id": 2, "parentId": 1, "author": {"name": "Ben"}, "body": "No harm.", "createdAt": "2024-05-04T09:30:00Z"}
            ]};</script>"#,
        );
        let (lines, _, _) = lines(&html, Rules::All);
        assert_eq!(
            lines,
            [
                "Ada | 2024-05-03T09:30:00Z | - | Ours, sorry.",
                "Ben | 2024-05-04T09:30:00Z | 0 | No harm."
            ]
        );
    }

    #[test]
    fn structured_data_is_read_with_its_answers() {
        let html = page(
            r#"<script type="application/ld+json">{"@type": "Article", "commentCount": 9, "comment": [
            {"@type": "Comment", "text": "Ours.", "author": {"@type": "Person", "name": "Ada"},
             "dateCreated": "2024-05-03", "comment": {"@type": "Comment", "text": "No harm.",
             "author": "Ben"}}]}</script>"#,
        );
        let (lines, thread, _) = lines(&html, Rules::All);
        assert_eq!(lines, ["Ada | 2024-05-03 | - | Ours.", "Ben | - | 0 | No harm."]);
        assert_eq!(thread.claimed, Some(9));
    }
}
