//! Tables: with pipes, or with elements where a cell covers others or holds
//! more than a line.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use crate::article::{Align, Block, Cell, Inline, Row, Table};

use super::{
    block::Writer,
    inline::{self, Place},
};

/// The widest table that is set in straight columns.
const WIDEST: usize = 100;

pub(super) fn write(writer: &mut Writer<'_>, table: &Table) -> String {
    match names(table) {
        Some(names) => {
            let text = pipes(writer, table);
            if names && !text.is_empty() {
                return format!("<!-- offprint:row-headers -->\n\n{text}");
            }
            text
        }
        None => elements(writer, table),
    }
}

/// Returns whether the first cell of each row names it, if pipes can say the
/// table at all.
fn names(table: &Table) -> Option<bool> {
    let rows = || table.head.iter().chain(&table.rows);
    let width = table.columns.len();
    let whole = |it: &Row| it.cells.len() == width && it.cells.iter().all(is_plain);
    if width == 0 || 1 < table.head.len() || !rows().all(whole) {
        return None;
    }
    if !table.head.iter().all(|it| it.cells.iter().all(|it| it.header)) {
        return None;
    }
    if table.head.iter().any(|it| it.cells.iter().all(|it| it.blocks.is_empty())) {
        return None;
    }
    let same = |wanted: bool| {
        table.rows.iter().all(|it| {
            it.cells.iter().enumerate().all(|(i, it)| it.header == (wanted && i == 0))
        })
    };
    if same(false) { Some(false) } else { same(true).then_some(true) }
}

fn is_plain(cell: &Cell) -> bool {
    let line = matches!(&*cell.blocks, [] | [Block::Paragraph { .. }]);
    cell.columns == 1 && cell.rows == 1 && line
}

fn pipes(writer: &mut Writer<'_>, table: &Table) -> String {
    let mut rows = Vec::new();
    if table.head.is_empty() {
        rows.push(vec![String::new(); table.columns.len()]);
    }
    for row in table.head.iter().chain(&table.rows) {
        rows.push(row.cells.iter().map(|it| cell(writer, it)).collect::<Vec<_>>());
    }
    let mut widths = vec![3; table.columns.len()];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let straight = widths.iter().sum::<usize>() + 3 * widths.len() < WIDEST;
    let mut out = String::new();
    for (i, row) in rows.iter().enumerate() {
        if i != 0 {
            out.push('\n');
        }
        out.push('|');
        for (cell, width) in row.iter().zip(&widths) {
            let pad = if straight { width - cell.width() } else { 0 };
            let pad = if cell.is_empty() && !straight { 1 } else { pad };
            _ = write!(out, " {cell}{} |", " ".repeat(pad));
        }
        if i == 0 {
            out.push_str("\n|");
            for (align, width) in table.columns.iter().zip(&widths) {
                let width = if straight { *width } else { 3 };
                let (start, end) = match align {
                    Align::Unset => ("-", "-"),
                    Align::Start => (":", "-"),
                    Align::Middle => (":", ":"),
                    Align::End => ("-", ":"),
                };
                _ = write!(out, " {start}{}{end} |", "-".repeat(width - 2));
            }
        }
    }
    out
}

fn cell(writer: &mut Writer<'_>, cell: &Cell) -> String {
    let content: &[Inline] = match &*cell.blocks {
        [Block::Paragraph { content }] => content,
        _ => &[],
    };
    inline::write(writer, content, Place::Cell)
}

/// Writes a table with elements. What is in the cells stays Markdown: a blank
/// line ends the markup around it.
fn elements(writer: &mut Writer<'_>, table: &Table) -> String {
    let mut out = String::from("<table>\n");
    // What no cell may show: some are empty or cover several columns.
    if table.columns.iter().any(|it| *it != Align::Unset) {
        out.push_str("<colgroup>");
        for align in &table.columns {
            _ = write!(out, "<col{}>", attribute(*align));
        }
        out.push_str("</colgroup>\n");
    }
    let parts = [("thead", &table.head), ("tbody", &table.rows)];
    for (name, rows) in parts {
        if rows.is_empty() {
            continue;
        }
        _ = writeln!(out, "<{name}>");
        for row in rows {
            out.push_str("<tr>\n");
            let mut column = 0;
            for cell in &row.cells {
                let name = if cell.header { "th" } else { "td" };
                _ = write!(out, "<{name}");
                if cell.columns != 1 {
                    _ = write!(out, " colspan=\"{}\"", cell.columns);
                }
                if cell.rows != 1 {
                    _ = write!(out, " rowspan=\"{}\"", cell.rows);
                }
                let align = table.columns.get(column).copied().unwrap_or_default();
                out.push_str(attribute(align));
                column += usize::from(cell.columns);
                out.push('>');
                let text = writer.blocks(&cell.blocks);
                if !text.is_empty() {
                    _ = write!(out, "\n\n{text}\n\n");
                }
                _ = writeln!(out, "</{name}>");
            }
            out.push_str("</tr>\n");
        }
        _ = writeln!(out, "</{name}>");
    }
    out.push_str("</table>");
    out
}

fn attribute(align: Align) -> &'static str {
    match align {
        Align::Unset => "",
        Align::Start => " align=\"left\"",
        Align::Middle => " align=\"center\"",
        Align::End => " align=\"right\"",
    }
}
