//! The events of a file, a few at a time.
//!
//! An event is many times the size of the text that it stands for, so no more of
//! them are held than the writer has to look at before it knows what to write.

use std::{collections::VecDeque, fmt::Write as _};

use pulldown_cmark::{Event, Parser, Tag, TextMergeStream};

use super::headings::Lines;

/// The events that are still to come.
pub(super) struct Events<'a> {
    parser: TextMergeStream<'a, Parser<'a>>,
    /// Those that were looked at and not yet taken.
    ahead: VecDeque<Event<'a>>,
    taken: usize,
    /// Whether the last two that were taken begin an item of a list.
    items: [bool; 2],
    /// What stands alone among those that were taken.
    pub(super) lines: Lines,
}

impl<'a> Events<'a> {
    pub(super) fn new(parser: TextMergeStream<'a, Parser<'a>>) -> Self {
        Self {
            parser,
            ahead: VecDeque::new(),
            taken: 0,
            items: [false; 2],
            lines: Lines::default(),
        }
    }

    /// Takes the next one.
    pub(super) fn take(&mut self) -> Option<Event<'a>> {
        let event = self.ahead.pop_front().or_else(|| self.parser.next())?;
        self.lines.note(self.taken, &event);
        self.taken += 1;
        self.items = [self.items[1], matches!(event, Event::Start(Tag::Item))];
        Some(event)
    }

    /// Takes so many that were looked at.
    pub(super) fn pass(&mut self, count: usize) {
        for _ in 0..count {
            self.take();
        }
    }

    /// Looks at one that is still to come, the next being 0.
    pub(super) fn peek(&mut self, at: usize) -> Option<&Event<'a>> {
        while self.ahead.len() <= at {
            self.ahead.push_back(self.parser.next()?);
        }
        self.ahead.get(at)
    }

    /// Returns how many were taken.
    pub(super) fn taken(&self) -> usize {
        self.taken
    }

    /// Returns whether the one that was taken last is the first thing in an item
    /// of a list.
    pub(super) fn opens_item(&self) -> bool {
        self.items[0]
    }

    /// Takes those to the end of what has just been started.
    pub(super) fn skip(&mut self) {
        let mut depth = 1;
        while let Some(event) = self.take() {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => (),
            }
            if depth == 0 {
                break;
            }
        }
    }

    /// Looks at the text in the brackets of a picture, from one of the events to
    /// come on. Returns it, and the place after its end.
    pub(super) fn description(&mut self, from: usize) -> (String, usize) {
        let mut alt = String::new();
        let (mut at, mut depth) = (from, 1);
        while let Some(event) = self.peek(at) {
            at += 1;
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::Text(it) | Event::Code(it) | Event::InlineMath(it) => {
                    alt.push_str(it);
                }
                Event::SoftBreak | Event::HardBreak => alt.push(' '),
                Event::FootnoteReference(it) => _ = write!(alt, "[^{it}]"),
                Event::DisplayMath(_)
                | Event::Html(_)
                | Event::InlineHtml(_)
                | Event::Rule
                | Event::TaskListMarker(_) => (),
            }
            if depth == 0 {
                break;
            }
        }
        (alt, at)
    }
}
