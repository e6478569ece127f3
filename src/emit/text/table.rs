//! Tables: in straight columns where they fit, else a record for each row.

use textwrap::core::display_width;

use crate::{
    article::{Align, Block, Row, Table},
    render,
    report::Code,
};

use super::{
    block::Writer,
    layout::{Chunk, Line},
};

/// Between two columns.
const GAP: usize = 2;

/// The most columns that are told apart.
const MOST_COLUMNS: usize = 1000;
/// The widest table where lines have no width.
const WIDEST: usize = 1000;
/// The longest name of a column, in bytes, that is said again in each row.
const MOST_NAME: usize = 80;

pub(super) fn write(writer: &mut Writer<'_>, table: &Table) -> Vec<Chunk> {
    let rows: Vec<&Row> = table.head.iter().chain(&table.rows).collect();
    let spans =
        rows.iter().flat_map(|it| &it.cells).any(|it| it.columns != 1 || it.rows != 1);
    let grid = grid(writer, &rows, render::columns(table).is_none());
    let width = grid.iter().map(Vec::len).max().unwrap_or_default();
    let about = grid.first().map(|it| it.join(" ")).unwrap_or_default();
    if spans {
        writer.report.add(Code::SpansSplit, about.trim());
    }
    let simple = rows
        .iter()
        .flat_map(|it| &it.cells)
        .all(|it| matches!(&*it.blocks, [] | [Block::Paragraph { .. }]));
    let mut widths = vec![1; width];
    for row in &grid {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(display_width(cell));
        }
    }
    let whole = widths.iter().sum::<usize>() + GAP * width.saturating_sub(1);
    let most = writer.width();
    let flat = grid.iter().flatten().all(|it| !it.contains('\n'));
    if simple && flat && whole <= if most == 0 { WIDEST } else { most } {
        return vec![columns(&grid, &widths, table)];
    }
    writer.report.add(Code::TableUnfolded, about.trim());
    records(writer, &grid, table.head.len())
}

/// Returns the text of each cell at its place, with the places that a cell
/// covers besides its own left empty. Where cells are split, none covers others in
/// its row.
fn grid(writer: &mut Writer<'_>, rows: &[&Row], split: bool) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    // How many rows more each column is covered.
    let mut covered: Vec<u16> = Vec::new();
    for row in rows {
        let mut line: Vec<String> = Vec::new();
        let mut next: Vec<u16> = covered.iter().map(|it| it.saturating_sub(1)).collect();
        for cell in &row.cells {
            while covered.get(line.len()).is_some_and(|it| 0 < *it) {
                line.push(String::new());
            }
            let text = flat(writer, &cell.blocks);
            let columns = if split { 1 } else { usize::from(cell.columns).max(1) };
            for i in 0..columns {
                let at = line.len();
                if MOST_COLUMNS <= at && i != 0 {
                    break;
                }
                line.push(if i == 0 { text.clone() } else { String::new() });
                if 1 < cell.rows && at < MOST_COLUMNS {
                    next.resize(next.len().max(at + 1), 0);
                    next[at] = cell.rows - 1;
                }
            }
        }
        covered = next;
        out.push(line);
    }
    out
}

/// Returns blocks as one text, with `\n` between them.
fn flat(writer: &mut Writer<'_>, blocks: &[Block]) -> String {
    match blocks {
        [] => String::new(),
        [Block::Paragraph { content }] => writer.text(content),
        _ => {
            let mut lines = Vec::new();
            for line in writer.blocks(blocks).into_iter().flatten() {
                lines.push(format!(
                    "{}{}{}",
                    ">".repeat(line.quotes),
                    line.margin,
                    line.text
                ));
            }
            lines.join("\n")
        }
    }
}

fn columns(grid: &[Vec<String>], widths: &[usize], table: &Table) -> Chunk {
    let mut out = Chunk::new();
    for (i, row) in grid.iter().enumerate() {
        let mut text = String::new();
        for (at, (cell, width)) in row.iter().zip(widths).enumerate() {
            if at != 0 {
                text.push_str(&" ".repeat(GAP));
            }
            let pad = width - display_width(cell);
            let left = match table.columns.get(at).copied().unwrap_or_default() {
                Align::Unset | Align::Start => 0,
                Align::Middle => pad / 2,
                Align::End => pad,
            };
            text.push_str(&" ".repeat(left));
            text.push_str(cell);
            text.push_str(&" ".repeat(pad - left));
        }
        out.push(Line::new(text.trim_end()));
        if i + 1 == table.head.len() {
            let rules: Vec<String> = widths.iter().map(|it| "-".repeat(*it)).collect();
            out.push(Line::new(rules.join(&" ".repeat(GAP))));
        }
    }
    out
}

/// Writes each row as lines such as `Header: value`.
fn records(writer: &mut Writer<'_>, grid: &[Vec<String>], head: usize) -> Vec<Chunk> {
    let (heads, rows) = grid.split_at(head.min(grid.len()));
    let name = |at: usize| {
        let parts: Vec<&str> = heads
            .iter()
            .filter_map(|it| it.get(at))
            .map(|it| it.trim())
            .filter(|it| !it.is_empty())
            .collect();
        parts.join(" ").replace('\n', " ")
    };
    let width = grid.iter().map(Vec::len).max().unwrap_or_default();
    let names: Vec<String> = (0..width).map(name).collect();
    let mut out = Vec::new();
    let mut used = vec![false; names.len()];
    for row in rows {
        let mut chunk = Chunk::new();
        for (at, cell) in row.iter().enumerate() {
            if cell.is_empty() {
                continue;
            }
            let is_said = |it: &&String| !it.is_empty() && it.len() <= MOST_NAME;
            let text = match names.get(at).filter(is_said) {
                Some(name) => {
                    used[at] = true;
                    format!("{name}: {cell}")
                }
                None => cell.clone(),
            };
            let lines = writer.inside("", "    ", |it| vec![it.wrapped(&text)]);
            chunk.extend(lines.into_iter().flatten());
        }
        if let Some(line) = chunk.last_mut() {
            line.goes_on = None;
        }
        out.push(chunk);
    }
    // A heading that names nothing is still there to be read.
    let loose: Vec<&str> = names
        .iter()
        .zip(&used)
        .filter(|it| !it.1 && !it.0.is_empty())
        .map(|it| it.0.as_str())
        .collect();
    if !loose.is_empty() {
        let line = writer.wrapped(&loose.join("; "));
        out.insert(0, line);
    }
    out
}
