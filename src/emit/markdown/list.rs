//! Lists, and terms with what they mean.

use crate::{
    article::{Block, Definition, Item, List},
    report::Code,
};

use super::{
    block::{Writer, inset, join},
    inline,
};

impl Writer<'_> {
    pub(super) fn list(&mut self, list: &List, other: bool) -> String {
        let tight = is_tight(list);
        let mut parts = Vec::new();
        let first = list.start.map(|it| {
            let last = i64::try_from(list.items.len()).unwrap_or_default();
            if it < 0 || 999_999_999 < it.saturating_add(last) {
                self.report.add(Code::MarksDropped, format!("list numbered from {it}"));
                return 1;
            }
            it
        });
        for (number, item) in (first.unwrap_or_default()..).zip(&list.items) {
            let mark = match (first, other) {
                (None, false) => "- ".to_owned(),
                (None, true) => "* ".to_owned(),
                (Some(_), false) => format!("{number}. "),
                (Some(_), true) => format!("{number}) "),
            };
            parts.push(self.item(item, &mark, tight));
        }
        parts.join(if tight { "\n" } else { "\n\n" })
    }

    fn item(&mut self, item: &Item, mark: &str, tight: bool) -> String {
        let mut text = self.inside(mark.len(), |it| {
            if !tight {
                return it.blocks(&item.blocks);
            }
            let parts: Vec<String> =
                item.blocks.iter().map(|block| it.block(block)).collect();
            parts.join("\n")
        });
        if let Some(ticked) = item.ticked {
            let mark = if ticked { "[x] " } else { "[ ] " };
            text.insert_str(
                0,
                match &*item.blocks {
                    [Block::Paragraph { .. }, ..] => "",
                    [] => "<!-- -->",
                    // Only before text a tick is one.
                    [..] => "<!-- -->\n\n",
                },
            );
            text.insert_str(0, mark);
        }
        // An empty item between blank lines ends the list for some readers.
        if text.is_empty() && !tight {
            text.push_str("<!-- -->");
        }
        // Signs of lists alone on a line are a rule.
        let end = text.find('\n').unwrap_or(text.len());
        let signs = |it: &str| it.chars().all(|it| it == ' ' || mark.starts_with(it));
        if signs(&text[..end]) && 1 < text[..end].trim().len() {
            text.insert_str(end, " <!-- -->");
        }
        inset(&text, mark, &" ".repeat(mark.len()))
    }

    pub(super) fn definition_list(&mut self, items: &[Definition]) -> String {
        let mut parts = Vec::new();
        for item in items {
            let mut terms = inline::lines(self, &item.terms);
            terms.retain(|it| !it.is_empty());
            let mut out = terms.join("\n");
            let loose =
                item.senses.iter().any(|it| !matches!(&**it, [Block::Paragraph { .. }]));
            for sense in &item.senses {
                let text = self.inside(4, |it| it.blocks(sense));
                out.push_str(if loose { "\n\n" } else { "\n" });
                out.push_str(&inset(&text, ":   ", "    "));
            }
            if item.senses.is_empty() {
                // Or it would be no term.
                out.push_str("\n:   <!-- -->");
            }
            parts.push(out);
        }
        join(parts)
    }
}

/// Returns whether the items of a list may follow each other without a blank
/// line.
fn is_tight(list: &List) -> bool {
    list.items.iter().all(|item| match &*item.blocks {
        [] | [Block::Paragraph { .. }] => true,
        [Block::Paragraph { content }, Block::List(inner)] => {
            // Only such a list may interrupt a paragraph.
            let starts = inner.start.is_none_or(|it| it == 1);
            let filled = inner.items.first().is_some_and(|it| {
                matches!(it.blocks.first(), Some(Block::Paragraph { .. }))
            });
            !content.is_empty() && starts && filled && is_tight(inner)
        }
        _ => false,
    })
}
