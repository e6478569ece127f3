use super::{check, lower_at, sketch};
use crate::report::Code;

#[test]
fn figures_split_caption_and_credit() {
    let image = "image https://outlet.example/news/a.jpg \"\" None";
    let figure =
        |caption: &str, credit: &str| format!("figure({image} | {caption} | {credit})");
    check(
        "<figure><img src=a.jpg><figcaption>The dome. <span class=credit>A. Lens</span></figcaption></figure>",
        &figure("The dome.", "A. Lens"),
    );
    check(
        "<figure><img src=a.jpg><figcaption>The dome. Photo: A. Lens</figcaption></figure>",
        &figure("The dome.", "Photo: A. Lens"),
    );
    check(
        "<figure><img src=a.jpg><figcaption>The dome (© A. Lens)</figcaption></figure>",
        &figure("The dome", "© A. Lens"),
    );
    check(
        "<figure><img src=a.jpg><figcaption>Die Kuppel. Foto: A. Linse</figcaption></figure>",
        &figure("Die Kuppel.", "Foto: A. Linse"),
    );
    check(
        "<figure><img src=a.jpg><figcaption>图：圆顶。摄影：李四</figcaption></figure>",
        &figure("图：圆顶。", "摄影：李四"),
    );
    check(
        "<div class='wp-caption'><a href=a.jpg><img src=a.jpg></a><p class='wp-caption-text'>The dome</p></div>",
        &figure("The dome", ""),
    );
    check("<figure><a href='a.jpg'><img src=a.jpg></a></figure>", image);
    check(
        "<figure><img src=a.jpg><figcaption>Source: the archive says there was more. It was late.</figcaption></figure>",
        &figure("Source: the archive says there was more. It was late.", ""),
    );
}

#[test]
fn galleries_are_one_figure() {
    check(
        "<div class='gallery'><img src=https://a.example/1.jpg><img src=https://a.example/2.jpg></div>",
        "figure(image https://a.example/1.jpg \"\" None\nimage https://a.example/2.jpg \"\" None |  | )",
    );
    check(
        "<figure class='wp-block-gallery'><figure><img src=https://a.example/1.jpg><figcaption>One</figcaption></figure>\
           <figure><img src=https://a.example/2.jpg></figure><figcaption>All</figcaption></figure>",
        "figure(figure(image https://a.example/1.jpg \"\" None | One | )\n\
         image https://a.example/2.jpg \"\" None | All | )",
    );
}

#[test]
fn a_picture_that_may_not_be_named_is_kept_in_words() {
    let page = "<p>Before <img src='file:///etc/passwd' alt='a pier'> after";
    let (body, report) = lower_at(page, None);
    assert_eq!(sketch(&body.blocks), "Before a pier after");
    assert_eq!(report.entries[0].code, Code::AddressDropped);
}

#[test]
fn captions_without_a_figure_belong_to_the_picture_above() {
    let figure = |caption: &str, credit: &str| {
        format!(
            "figure(image https://outlet.example/news/a.jpg \"\" None | {caption} | {credit})"
        )
    };
    check(
        "<div><img src=a.jpg><p class='story-image__caption'>The dome. Photo: A. Lens</p></div><p>x</p>",
        &format!("{}\nx", figure("The dome.", "Photo: A. Lens")),
    );
    check(
        "<div><img src=a.jpg></div><figcaption>The dome</figcaption>",
        &figure("The dome", ""),
    );
    check(
        "<p><img src=a.jpg></p><p>(A. Lens / The Review)</p>",
        &figure("", "(A. Lens / The Review)"),
    );
    check(
        "<p><img src=a.jpg></p><p><em>The dome at dusk</em></p>",
        &figure("_The dome at dusk_", ""),
    );
    check(
        "<div><img src=a.jpg><div>The dome at dusk. Image: A. Lens</div></div>",
        &figure("The dome at dusk.", "Image: A. Lens"),
    );
    check("<p>Text</p><p class=caption>The dome</p>", "Text\nThe dome");
    check(
        "<p><img src=a.jpg></p><p>The dome was opened at dusk.</p>",
        "image https://outlet.example/news/a.jpg \"\" None\nThe dome was opened at dusk.",
    );
}

#[test]
fn pictures_are_the_largest_copy() {
    check(
        "<img src='data:image/gif;base64,R0' data-src='a.jpg' alt=' A  dome '>",
        "image https://outlet.example/news/a.jpg \"A dome\" None",
    );
    check(
        "<img src='s.jpg' srcset='m.jpg 500w, l,1.jpg 900w' width=300 height=200px>",
        "image https://outlet.example/news/l,1.jpg \"\" Some((300, 200))",
    );
    check(
        "<picture><source srcset='w.webp 2x, v.webp 1x'><img src='p.jpg'></picture>",
        "image https://outlet.example/news/w.webp \"\" None",
    );
    check(
        "<img class=lazy src='blank.gif'><noscript><img src='real.jpg'></noscript>",
        "image https://outlet.example/news/real.jpg \"\" None",
    );
    check(
        "<img data-src='real-300x200.jpg'><noscript><img src='real.jpg'></noscript>",
        "image https://outlet.example/news/real-300x200.jpg \"\" None",
    );
    check(
        "<img src='data:,' nitro-lazy-src='a.jpg' nitro-lazy-srcset='b.jpg 900w'>",
        "image https://outlet.example/news/b.jpg \"\" None",
    );
    check(
        "<p>a</p><a href='dome.jpg?w=1'><span><img src='data:,' alt='The dome'></span></a>",
        "a\nimage https://outlet.example/news/dome.jpg?w=1 \"The dome\" None",
    );
    check("<p>a <a href='dome.html'><img src='data:,'></a></p>", "a");
    check("<p>a<img width=1 height=1 src='https://count.example/p.gif'></p>", "a");
    check("<p>Yes <img class=emoji alt='🌙' src='m.svg'></p>", "Yes 🌙");
    check(
        "<a href='dome.jpg'><img src='dome-300x200.jpg'></a>",
        "image https://outlet.example/news/dome.jpg \"\" None",
    );
    check(
        "<p><img src=i.png> sits in <img src=j.png> text</p>",
        "![](https://outlet.example/news/i.png) sits in ![](https://outlet.example/news/j.png) text",
    );
}

fn picture(caption: &str, credit: &str) -> String {
    format!(
        "figure(image https://outlet.example/news/a.jpg \"\" None | {caption} | {credit})"
    )
}

#[test]
fn a_caption_is_read_where_its_figure_wraps_it() {
    check(
        "<figure><div><img src=a.jpg></div><div class='caption-wrapper'>\
         <figcaption>The dome.<span class='caption-credit'> (A. Lens)</span></figcaption></div></figure>",
        &picture("The dome.", "(A. Lens)"),
    );
    check(
        "<figure><div><img src=a.jpg></div><div><span>The dome at dusk</span></div></figure>",
        &picture("The dome at dusk", ""),
    );
    check(
        "<figure><img src=a.jpg><p>One.</p><p>Two.</p></figure>",
        "image https://outlet.example/news/a.jpg \"\" None\nOne.\nTwo.",
    );
}

#[test]
fn a_caption_outlives_a_picture_that_was_never_loaded() {
    let page = "<figure><img class=lazy alt='The dome'><figcaption>The dome at dusk. Photo: A. Lens</figcaption></figure><p>x</p>";
    let (body, report) = lower_at(page, None);
    assert_eq!(sketch(&body.blocks), "figure( | The dome at dusk. | Photo: A. Lens)\nx");
    assert_eq!(report.entries[0].code, Code::PictureUnloaded);
    assert_eq!(report.entries[0].subject, "The dome at dusk. Photo: A. Lens");
}

#[test]
fn a_picture_without_an_address_is_told() {
    let told = |html: &str| {
        let (_, report) = lower_at(html, Some("https://outlet.example/news/dome.html"));
        let told = report.entries.iter().filter(|it| it.code == Code::PictureUnloaded);
        told.map(|it| it.subject.clone()).collect::<Vec<_>>()
    };
    for source in ["", "#", "about:blank", "data:text/plain,dome", "blob:null/1"] {
        let page =
            format!("<p>One.</p><p><img src='{source}' alt='The dome'></p><p>Two.</p>");
        assert_eq!(told(&page), ["The dome"], "{source}");
    }
    for page in [
        "<p>One. <img src='a.jpg' alt='The dome'></p>",
        "<p>One. <img src='' alt=''></p>",
        "<p>One. <img src='' alt='The dome' width=1 height=1></p>",
        "<img src='data:,' alt='The dome'><div><noscript><img src='a.jpg' alt='The dome'></noscript></div>",
    ] {
        assert_eq!(told(page), [""; 0], "{page}");
    }
    // The caption is kept, and says the same.
    let page =
        "<figure><img src='' alt='The dome'><figcaption>The dome</figcaption></figure>";
    assert_eq!(told(page), ["The dome"]);
}

#[test]
fn the_line_that_names_who_made_a_picture_is_no_paragraph() {
    check(
        "<div><div><img src=a.jpg></div><div><span>The dome</span> <span class=credit>Credit: A. Lens</span></div></div><p>x</p>",
        &format!("{}\nx", picture("The dome", "A. Lens")),
    );
    check(
        "<div><img src=a.jpg></div><div class=credit-caption><p>The dome. <b class=credit>A. Lens</b></p><b class=credit>A. Lens</b></div><p>x</p>",
        &format!("{}\nx", picture("The dome.", "A. Lens")),
    );
    check(
        "<div><img src=a.jpg><div><div>The dome in May.</div><figcaption>A. LENS</figcaption></div></div><p>x</p>",
        &format!("{}\nx", picture("The dome in May.", "A. LENS")),
    );
    check(
        "<div><img src=a.jpg><h6>The dome</h6><figcaption>A. LENS</figcaption></div><p>x</p>",
        &format!("{}\nh1 The dome\nx", picture("A. LENS", "")),
    );
}

#[test]
fn a_line_under_a_picture_that_says_what_it_shows_is_its_caption() {
    check(
        "<div><img src=a.jpg alt='The dome in the  snow'></div><p>The dome in the snow</p><p>x</p>",
        "figure(image https://outlet.example/news/a.jpg \"The dome in the snow\" None | The dome in the snow | )\nx",
    );
}

#[test]
fn ways_to_a_larger_copy_and_second_copies_are_left_out() {
    check(
        "<div><img src=dome-s600-c80.jpg></div><div><a href=dome-s1200.jpg>Enlarge this image</a></div>\
         <p class=caption>The dome</p><div><img src=dome-s600-c80.jpg></div><p class=caption>The dome</p>",
        "figure(image https://outlet.example/news/dome-s1200.jpg \"\" None | The dome | )",
    );
    check(
        "<div><img src=dome.jpg></div><p class=caption>The dome</p><div><img src=hall.jpg></div><p class=caption>The dome</p>",
        "figure(image https://outlet.example/news/dome.jpg \"\" None | The dome | )\n\
         figure(image https://outlet.example/news/hall.jpg \"\" None | The dome | )",
    );
}

#[test]
fn galleries_of_lists_are_figures() {
    let item = |name: &str, caption: &str| {
        format!(
            "<dl class='gallery-item'><dt class='gallery-icon'><a href='/{name}'><img src='{name}.jpg'>\
             </a></dt><dd class='wp-caption-text gallery-caption'>{caption}</dd></dl>"
        )
    };
    let html = format!(
        "<div class='gallery galleryid-88'>{}{}<br style='clear: both'></div>",
        item("a", "The dome"),
        item("b", "The key")
    );
    let picture = |name: &str| {
        let link = format!("https://outlet.example/{name}");
        format!("[![](https://outlet.example/news/{name}.jpg)]({link})")
    };
    check(
        &html,
        &format!(
            "figure(figure({} | The dome | )\nfigure({} | The key | ) |  | )",
            picture("a"),
            picture("b")
        ),
    );
    check("<dl><dt>Dome<dd>A roof</dl>", "Dome = A roof");
}

#[test]
fn how_to_open_a_picture_is_no_caption() {
    check(
        "<figure><div role=button tabindex=0><span>Press enter to view the picture in full size</span>\
         <div><picture><img src=a.jpg></picture></div></div><figcaption>The dome</figcaption></figure>",
        &picture("The dome", ""),
    );
    check("<div role=button><p>Read on</p></div>", "Read on");
}

#[test]
fn what_scripts_fill_is_read_from_what_they_are_told() {
    for (html, embed) in [
        (
            "<div class='flourish-embed' data-src='visualisation/1234567?9'><script src='e.js'></script></div>",
            "embed Interactive https://public.flourish.studio/visualisation/1234567/ []",
        ),
        (
            "<div class='infogram-embed' data-id='abc-123' data-title='Wells'></div>",
            "embed Interactive https://infogram.com/abc-123 []",
        ),
        (
            "<div class='youtube-player' data-id='lite0000001'><div></div></div>",
            "embed Video https://www.youtube.com/watch?v=lite0000001 []",
        ),
        (
            "<div data-html='&lt;iframe src=\"https://www.youtube.com/embed/lite0000001\" \
             title=\"The lamp\">&lt;/iframe>'><div><img src=a.jpg></div></div>",
            "embed Video https://www.youtube.com/watch?v=lite0000001 []",
        ),
        (
            "<script src='https://cdn.jwplayer.com/players/abc123-xyz.js'></script>",
            "embed Video https://cdn.jwplayer.com/players/abc123-xyz.html []",
        ),
    ] {
        check(html, embed);
    }
    check("<div data-src='https://outlet.example/a'></div><p>x</p>", "x");
}
