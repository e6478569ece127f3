//! Tables, with their spans.

use crate::article::{Align, Cell, Row, Table};

use super::{Dialect, Place, Printer, block::plain_blocks};

/// The most columns and rows that HTML lets a cell cover.
const MOST_COLUMNS: u16 = 1000;
const MOST_ROWS: u16 = 65534;

/// A group of rows, out of which no cell can reach.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Group {
    Head,
    Body,
}

impl Printer<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        self.out.open("table");
        self.out.line();
        if !table.head.is_empty() {
            self.group(table, &table.head, Group::Head);
        }
        if !table.rows.is_empty() || table.head.is_empty() {
            self.group(table, &table.rows, Group::Body);
        }
        self.out.close();
    }

    fn group(&mut self, table: &Table, rows: &[Row], group: Group) {
        self.out.open(if group == Group::Head { "thead" } else { "tbody" });
        self.out.line();
        // How many more rows each column is covered from above.
        let mut covered: Vec<u16> = Vec::new();
        for (i, row) in rows.iter().enumerate() {
            self.out.open("tr");
            let left = u16::try_from(rows.len() - i).unwrap_or(u16::MAX).min(MOST_ROWS);
            let mut column = 0;
            for cell in &row.cells {
                while covered.get(column).is_some_and(|it| *it > 0) {
                    column += 1;
                }
                let width = usize::from(cell.columns.clamp(1, MOST_COLUMNS));
                let height = cell.rows.clamp(1, left);
                let align = table.columns.get(column).copied().unwrap_or_default();
                self.cell(cell, group, (width, height), align);
                if covered.len() < column + width {
                    covered.resize(column + width, 0);
                }
                covered[column..column + width].fill(height);
                column += width;
            }
            for it in &mut covered {
                *it = it.saturating_sub(1);
            }
            self.out.close_line();
        }
        self.out.close_line();
    }

    fn cell(&mut self, cell: &Cell, group: Group, size: (usize, u16), align: Align) {
        let (width, height) = size;
        // An empty cell in the head names nothing.
        let named = !cell.blocks.is_empty() && plain_blocks(&cell.blocks);
        let header = cell.header || (group == Group::Head && named);
        let tag = self.out.tag(if header { "th" } else { "td" });
        let tag = match (header, group) {
            (false, _) => tag,
            (true, Group::Head) if width > 1 => tag.attr("scope", "colgroup"),
            (true, Group::Head) => tag.attr("scope", "col"),
            (true, Group::Body) => tag.attr("scope", "row"),
        };
        let columns = (width > 1).then(|| width.to_string());
        let rows = (height > 1).then(|| height.to_string());
        let tag = tag.maybe("colspan", columns.as_deref());
        let tag = tag.maybe("rowspan", rows.as_deref());
        // Feed readers know only the older words.
        let style = match (align, self.dialect) {
            (Align::Unset, _) => None,
            (Align::Start, Dialect::Feed) => Some("text-align:left"),
            (Align::End, Dialect::Feed) => Some("text-align:right"),
            (Align::Start, Dialect::Page | Dialect::Epub) => Some("text-align:start"),
            (Align::End, Dialect::Page | Dialect::Epub) => Some("text-align:end"),
            (Align::Middle, _) => Some("text-align:center"),
        };
        tag.maybe("style", style).open();
        self.at(Place { label: self.place.label || header, ..self.place }, |it| {
            it.inside(&cell.blocks, true);
        });
        self.out.close();
    }
}
