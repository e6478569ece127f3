//! Tables, with the cells that cover others.

use crate::{
    article::{Align, Cell, Row, Table},
    render,
    report::Code,
};

use super::{
    Tree,
    node::{Node, array, attr, bare, node},
};

impl Tree<'_> {
    /// Writes a table, with what stands under it.
    pub(super) fn table(&mut self, table: &Table, caption: &[Node]) -> Node {
        let split = render::columns(table).is_none();
        if split {
            let about = table.head.iter().chain(&table.rows).flat_map(|it| &it.cells);
            let about =
                about.map(|it| render::plain(&it.blocks)).find(|it| !it.is_empty());
            self.report.add(Code::SpansSplit, about.unwrap_or_default());
        }
        let rows = table.head.iter().chain(&table.rows);
        let columns = render::columns(table)
            .or_else(|| rows.map(|it| it.cells.len()).max())
            .unwrap_or_default();
        let align = |at: usize| match table.columns.get(at).copied().unwrap_or_default() {
            Align::Unset => bare("AlignDefault"),
            Align::Start => bare("AlignLeft"),
            Align::Middle => bare("AlignCenter"),
            Align::End => bare("AlignRight"),
        };
        let columns: Vec<Node> =
            (0..columns).map(|it| array([align(it), bare("ColWidthDefault")])).collect();
        // Pandoc counts the columns that name rows; a cell that is none of them
        // says by its class what it is.
        let plain = table.rows.iter().flat_map(|it| &it.cells).all(|it| it.rows == 1);
        let heads = table.rows.iter().map(|it| leading(it, split)).min();
        let heads = heads.filter(|_| plain).unwrap_or(0);
        let head: Vec<Node> =
            table.head.iter().map(|it| self.row(it, usize::MAX, split)).collect();
        let body: Vec<Node> =
            table.rows.iter().map(|it| self.row(it, heads, split)).collect();
        let none = || attr("", &[], &[]);
        let empty = || Node::List(Vec::new());
        let body = array([
            none(),
            Node::Number(i64::try_from(heads).unwrap_or_default()),
            empty(),
            body.into(),
        ]);
        let parts = [
            none(),
            array([Node::Null, caption.to_vec().into()]),
            columns.into(),
            array([none(), head.into()]),
            array([body]),
            array([none(), empty()]),
        ];
        node("Table", array(parts))
    }

    /// Writes a row; where cells are split, none covers more than one column.
    fn row(&mut self, row: &Row, heads: usize, split: bool) -> Node {
        let mut column = 0;
        let mut cells = Vec::with_capacity(row.cells.len());
        for cell in &row.cells {
            let columns = if split { 1 } else { cell.columns.max(1) };
            cells.push(self.cell(cell, columns, column < heads));
            column += usize::from(columns);
        }
        array([attr("", &[], &[]), cells.into()])
    }

    fn cell(&mut self, cell: &Cell, columns: u16, taken_for_header: bool) -> Node {
        let mut blocks = self.blocks(&cell.blocks);
        super::block::tighten(&mut blocks);
        let class = match (cell.header, taken_for_header) {
            (true, false) => &["offprint-header"][..],
            (false, true) => &["offprint-data"],
            (true, true) | (false, false) => &[],
        };
        let attr = attr("", class, &[]);
        let (rows, columns) =
            (Node::Number(cell.rows.max(1).into()), Node::Number(columns.into()));
        array([attr, bare("AlignDefault"), rows, columns, blocks.into()])
    }
}

/// Returns how many columns from the first are headers in a row.
fn leading(row: &Row, split: bool) -> usize {
    let heads = row.cells.iter().take_while(|it| it.header);
    heads.map(|it| if split { 1 } else { usize::from(it.columns.max(1)) }).sum()
}
