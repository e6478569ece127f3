use super::Measure;
use crate::{
    dom::{self, Dom},
    extract::Labels,
};

fn measure(text: &str) -> (Dom, Measure) {
    let (dom, _) = dom::parse(text);
    let measure = Measure::new(&dom, &Labels::new(&dom));
    (dom, measure)
}

#[test]
fn cuts_text_where_blocks_and_double_breaks_are() {
    let (_, found) = measure("<p>One <b>two</b></p><div>Three<br>four<br><br>five</div>");
    let chars: Vec<_> = found.runs.iter().map(|it| it.count.chars).collect();
    assert_eq!(chars, [6, 9, 4]);
}

#[test]
fn counts_the_characters_of_links() {
    let (dom, found) = measure("<p>ab <a href=x>cde</a></p><p>f</p>");
    let p = dom.named(Dom::ROOT, "p").next().unwrap();
    assert_eq!((found.of(&dom, p).chars, found.of(&dom, p).linked), (5, 3));
    assert_eq!(found.all().chars, 6);
}

#[test]
fn counts_commas_and_stops_of_other_scripts() {
    let (_, found) = measure("<p>晨雾散去，山门开了。没有人来。</p><p>قال، ثم مضى؟</p>");
    let count = found.all();
    assert_eq!((count.commas, count.stops), (2, 3));
}

#[test]
fn leaves_out_what_is_hidden() {
    let shown =
        "<p>The bell was rung, and it was heard by all the valley.</p>".repeat(30);
    let (_, found) =
        measure(&format!("{shown}<p style='DISPLAY: x; display:none'>No</p>"));
    assert_eq!(found.runs.len(), 30);
    assert_eq!(found.unseen.len(), 1);
}

#[test]
fn reads_hidden_text_where_there_is_no_other() {
    let text = "<p>The bell was rung, and it was heard by all the valley.</p>".repeat(9);
    let (_, found) = measure(&format!("<div hidden>{text}</div><p>Loading</p>"));
    assert_eq!(found.runs.len(), 10);
}
