//! A table's columns, as far as its cells bear them out.

use crate::article::Table;

/// Returns how many columns a table has, or nothing where cells claim to cover so
/// many that all its cells could not tell them apart: what a cell covers counts for
/// nothing then, and each is a column of its own.
pub(crate) fn columns(table: &Table) -> Option<usize> {
    let mut cells = 0;
    let mut widest = table.columns.len();
    for row in table.head.iter().chain(&table.rows) {
        cells += row.cells.len();
        let width = row.cells.iter().map(|it| usize::from(it.columns.max(1))).sum();
        widest = widest.max(width);
    }
    (widest <= (4 * cells).max(16)).then_some(widest)
}
