//! Tables, with the cells that cover others.

use serde_json::{Value, json};

use crate::article::{Align, Cell, Row, Table};

use super::{
    Tree,
    node::{attr, bare, node},
};

impl Tree<'_> {
    /// Writes a table, with what stands under it.
    pub(super) fn table(&mut self, table: &Table, caption: &[Value]) -> Value {
        let rows = || table.head.iter().chain(&table.rows);
        let wide =
            rows().map(|row| row.cells.iter().map(|it| usize::from(it.columns)).sum());
        let columns = wide.max().unwrap_or(0).max(table.columns.len());
        let align = |at: usize| match table.columns.get(at).copied().unwrap_or_default() {
            Align::Unset => bare("AlignDefault"),
            Align::Start => bare("AlignLeft"),
            Align::Middle => bare("AlignCenter"),
            Align::End => bare("AlignRight"),
        };
        let columns: Vec<Value> =
            (0..columns).map(|it| json!([align(it), bare("ColWidthDefault")])).collect();
        // Pandoc counts the columns that name rows; a cell that is none of them
        // says by its class what it is.
        let plain = table.rows.iter().flat_map(|it| &it.cells).all(|it| it.rows == 1);
        let heads = table.rows.iter().map(leading).min().filter(|_| plain);
        let heads = usize::from(heads.unwrap_or(0));
        let head: Vec<Value> =
            table.head.iter().map(|it| self.row(it, usize::MAX)).collect();
        let body: Vec<Value> = table.rows.iter().map(|it| self.row(it, heads)).collect();
        let none = || attr("", &[], &[]);
        node(
            "Table",
            json!([
                none(),
                [null, caption],
                columns,
                [none(), head],
                [[none(), heads, [], body]],
                [none(), []],
            ]),
        )
    }

    fn row(&mut self, row: &Row, heads: usize) -> Value {
        let mut column = 0;
        let mut cells = Vec::with_capacity(row.cells.len());
        for cell in &row.cells {
            cells.push(self.cell(cell, column < heads));
            column += usize::from(cell.columns);
        }
        json!([attr("", &[], &[]), cells])
    }

    fn cell(&mut self, cell: &Cell, taken_for_header: bool) -> Value {
        let mut blocks = self.blocks(&cell.blocks);
        super::block::tighten(&mut blocks);
        let class = match (cell.header, taken_for_header) {
            (true, false) => &["offprint-header"][..],
            (false, true) => &["offprint-data"],
            (true, true) | (false, false) => &[],
        };
        let attr = attr("", class, &[]);
        json!([attr, bare("AlignDefault"), cell.rows.max(1), cell.columns.max(1), blocks])
    }
}

/// Returns how many columns from the first are headers in a row.
fn leading(row: &Row) -> u16 {
    row.cells.iter().take_while(|it| it.header).map(|it| it.columns).sum()
}
