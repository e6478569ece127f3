use super::{check_notes, lower, lower_at};
use crate::report::Code;

#[test]
fn notes_of_generators_are_read() {
    // Markdown generators and pandoc.
    check_notes(
        "<p>Dark<sup id=fnref:1><a href='#fn:1' class=footnote-ref role=doc-noteref>1</a></sup>.</p>\
         <section class=footnotes role=doc-endnotes><hr><ol><li id=fn:1><p>Very \
         <a href='#fnref:1' class=footnote-backref>↩︎</a></p></li></ol></section><p>After</p>",
        "Dark{0}.\nAfter",
        &["Very"],
    );
    // WordPress.
    check_notes(
        "<p>Dark<sup data-fn='u-1' class=fn><a href='#u-1' id='u-1-link'>1</a></sup>.</p>\
         <ol class='wp-block-footnotes'><li id='u-1'>Very <a href='#u-1-link'>↩︎</a></li></ol>",
        "Dark{0}.",
        &["Very"],
    );
    // Substack.
    check_notes(
        "<p>Dark<a class='footnote-anchor' id='footnote-anchor-1' href='#footnote-1'>1</a>.</p>\
         <div class='footnote' data-component-name='FootnoteToDOM'><a id='footnote-1' \
         href='#footnote-anchor-1' class='footnote-number'>1</a><div class='footnote-content'><p>Very</p></div></div>",
        "Dark{0}.",
        &["Very"],
    );
    // MediaWiki: one note called twice, and its heading.
    check_notes(
        "<p>A<sup class=reference id=cite_ref-1><a href='#cite_note-1'>[1]</a></sup> b\
         <sup class=reference><a href='#cite_note-2'>[2]</a></sup> c<sup><a href='#cite_note-1'>[1]</a></sup></p>\
         <h2>References</h2><ol class=references><li id=cite_note-1><span class=mw-cite-backlink>^ \
         <a href='#cite_ref-1'>a</a></span> <span class=reference-text>One</span></li><li id=cite_note-2>\
         <span class=mw-cite-backlink><b><a href='#cite_ref-2'>^</a></b></span> Two</li></ol>",
        "A{0} b{1} c{0}",
        &["One", "Two"],
    );
    // Word.
    check_notes(
        "<p>Dark<a href='#_ftn1' name='_ftnref1'>[1]</a>.</p><hr><div id=ftn1><p class=MsoFootnoteText>\
         <a href='#_ftnref1' name='_ftn1'>[1]</a> Very</p><p>so</p></div>",
        "Dark{0}.",
        &["Very\nso"],
    );
}

#[test]
fn notes_made_by_hand_are_read() {
    check_notes(
        "<p>Dark<a id=r1 href='#n1'>[1]</a> and dim <a id=r2 href='#n2'>[2]</a>.</p>\
         <p><a id=n1 href='#r1'>[1]</a> Very</p><p id=n2>[2] Less</p>",
        "Dark{0} and dim {1}.",
        &["Very", "Less"],
    );
    check_notes(
        "<p>Dark [<a href='#a' name=ra>1</a>] and dim [<a href='#b' name=rb>2</a>]</p>\
         <p><a name=a href='#ra'>1</a>. Very<br><a name=b href='#rb'>2</a>. Less</p>",
        "Dark {0} and dim {1}",
        &["Very", "Less"],
    );
    check_notes(
        "<p>Dark<span class=sidenote>Very</span> sky</p>",
        "Dark{0} sky",
        &["Very"],
    );
    // A table of contents calls no notes.
    check_notes(
        "<ul><li><a href='#a'>1</a><li><a href='#b'>Two</a></ul><h2 id=a>1 One</h2><p>x</p><h2 id=b>Two</h2>",
        "listNone([1](#a); [Two](#b))\nh1#a 1 One\nx\nh1#b Two",
        &[],
    );
}

#[test]
fn notes_that_are_lines_of_a_page_are_read() {
    check_notes(
        "A pole. [<a href='#n1' name=r1>1</a>]<br><br>A dome [<a href='#n2' name=r2>2</a>].<p>End.\
         <hr></p><b>Notes</b><br><br><a name=n1>[1]</a> By <i>mule</i>.<br>So. \
         <a href='#r1'>Back</a><br><br><a name=n2>[2]</a> By sea.",
        "A pole. {0}\nA dome {1}.\nEnd.",
        &["By _mule_./So.", "By sea."],
    );
    // A place in the text is no note.
    let body = lower("<a href='#b'>2</a> and more<br><br><a name=b>B</a> is a letter.");
    assert!(body.notes.is_empty(), "{body:?}");
}

#[test]
fn ways_back_from_notes_are_left_out() {
    for back in ["Back", "^ back", "Return to text", "[zurück]", "to where you were"] {
        check_notes(
            &format!(
                "<p>Dark<sup id=r1><a href='#n1'>1</a></sup>.</p>\
                 <section class=notes><h2>Footnotes</h2><ol><li id=n1>Very. \
                 <a href='#r1'>{back}</a></li></ol></section>"
            ),
            "Dark{0}.",
            &["Very."],
        );
    }
}

#[test]
fn notes_never_called_are_kept() {
    let (body, report) = lower_at(
        "<p>Dark<sup><a href='#fn1'>1</a></sup>.</p><div class=footnotes><ol><li id=fn1>Very</li>\
         <li id=fn2>Lost</li></ol></div>",
        None,
    );
    assert_eq!(body.notes.len(), 2);
    assert_eq!(body.text(), "Dark.\nVery\nLost");
    assert!(
        report
            .entries
            .iter()
            .any(|it| it.code == Code::NoteLoose && it.subject == "Lost")
    );
}

#[test]
fn notes_that_screen_readers_are_told_of_are_read() {
    check_notes(
        "<p>Dark<sup class='x-footnote'><a href='javascript:void(0)' aria-describedby='n-1'>1</a></sup>\
         <span id='n-1' role='tooltip'>Very <em>dark</em>.</span> sky.</p>",
        "Dark{0} sky.",
        &["Very _dark_."],
    );
    let body = lower(
        "<p>A <a href='/b' aria-describedby='tip'>2</a> <span id='x' role='note'>Two.</span></p>",
    );
    assert!(body.notes.is_empty(), "{body:?}");
}
