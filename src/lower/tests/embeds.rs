//! What is served from elsewhere, and what is left out.

use super::*;

#[test]
fn embeds_are_known_by_the_page_a_reader_opens() {
    check(
        "<iframe src='//www.youtube-nocookie.com/embed/abc_DEF-123?start=9'></iframe>",
        "embed Video https://www.youtube.com/watch?v=abc_DEF-123&t=9 []",
    );
    check(
        "<iframe data-src='https://player.vimeo.com/video/1234?h=ab12'></iframe>",
        "embed Video https://vimeo.com/1234/ab12 []",
    );
    check(
        "<iframe src='https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/a/b'></iframe>",
        "embed Audio https://soundcloud.com/a/b []",
    );
    check(
        "<iframe src='https://open.spotify.com/embed/episode/77'></iframe>",
        "embed Audio https://open.spotify.com/episode/77 []",
    );
    check(
        "<lite-youtube videoid=abc></lite-youtube>",
        "embed Video https://www.youtube.com/watch?v=abc []",
    );
    check(
        "<iframe src='https://maps.example/m?x=1' title='A map'></iframe>",
        "embed Interactive https://maps.example/m?x=1 []",
    );
    check(
        "<video poster=p.jpg><source src=v.mp4 type='video/mp4; codecs=x'>Your browser does not support video.</video>",
        "embed Video https://outlet.example/news/v.mp4 []",
    );
    check(
        "<blockquote class='twitter-tweet'><p>Clear tonight</p>— A (@a) \
           <a href='https://twitter.com/a/status/5?ref_src=x'>May 3</a></blockquote>",
        "embed Post https://twitter.com/a/status/5 [Clear tonight\n\
         — A (@a) [May 3](https://twitter.com/a/status/5?ref_src=x)]",
    );
    let body = lower(
        "<p>Before <iframe width=560 height=315 title='First light' src='https://www.youtube.com/embed/q1'></iframe> after</p>",
    );
    let Block::Embed(embed) = &body.blocks[1] else { panic!("{body:?}") };
    let Embed { title, provider, size, poster, frame, .. } = &**embed;
    assert_eq!(title.as_deref(), Some("First light"));
    assert_eq!(provider.as_deref(), Some("YouTube"));
    assert_eq!(*size, Some((560, 315)));
    assert_eq!(
        poster.as_ref().unwrap().address.as_str(),
        "https://i.ytimg.com/vi/q1/hqdefault.jpg"
    );
    assert_eq!(frame.as_ref().unwrap().as_str(), "https://www.youtube.com/embed/q1");
    assert_eq!(embed.kind, EmbedKind::Video);
    assert_eq!(body.blocks.len(), 3);
}

#[test]
fn players_that_a_script_fills_are_told() {
    let excuse = "Your browser does not support video.";
    for (html, expected, told) in [
        (
            format!("<video controls poster=p.jpg title='First light'>{excuse}</video>"),
            "image https://outlet.example/news/p.jpg \"First light\" None",
            &["First light"][..],
        ),
        (
            "<video src='blob:x' controls><p>A film.</p></video>".into(),
            "A film.",
            &["video"],
        ),
        ("<audio controls></audio>".into(), "", &["audio"]),
        ("<audio></audio>".into(), "", &[]),
        ("<iframe title='A map'></iframe>".into(), "", &["A map"]),
        ("<iframe src='about:blank'></iframe>".into(), "", &[]),
    ] {
        let (body, report) =
            lower_at(&html, Some("https://outlet.example/news/dome.html"));
        assert_eq!(sketch(&body.blocks), expected, "{html}");
        let said: Vec<&str> = report.entries.iter().map(|it| &*it.subject).collect();
        assert_eq!(said, told, "{html}");
    }
}

#[test]
fn scripts_and_forms_are_dropped_and_reported() {
    let (body, report) = lower_at(
        "<p>a<script>x()</script></p><form><label>Mail</label><input type=email><button>Go</button></form>\
         <h3><button>Why?</button></h3><x-card>kept</x-card>",
        None,
    );
    assert_eq!(sketch(&body.blocks), "a\nh1 Why?\nkept");
    let codes: Vec<Code> = report.entries.iter().map(|it| it.code).collect();
    assert!(
        codes.contains(&Code::ActiveDropped) && codes.contains(&Code::MarkupUnwrapped)
    );
}
