//! Tables that hold data, and tables that only hold a page together.

use crate::{
    article::{Align, Block, Cell, Figure, Row, Table},
    dom::NodeId,
};

use super::{Lowering, MAX_BLOCKS, inline::is_blank};

/// The most columns or rows that one cell may cover.
const MAX_SPAN: u16 = 1000;

/// The rows of a table, in the order a reader meets them.
struct Rows {
    caption: Option<NodeId>,
    head: Vec<NodeId>,
    body: Vec<NodeId>,
    columns: Vec<NodeId>,
}

impl Lowering<'_> {
    pub(super) fn table(&mut self, id: NodeId, depth: usize) -> Vec<Block> {
        let dom = self.dom;
        let Rows { caption, mut head, mut body, columns } = self.rows(id);
        // Without a `thead`, first rows of headings alone are the head.
        if head.is_empty() && !self.exact {
            let count = body
                .iter()
                .take_while(|it| {
                    let mut cells = self.cells(**it).peekable();
                    cells.peek().is_some() && cells.all(|it| dom.name(it) == "th")
                })
                .count();
            if count < body.len() {
                head = body.drain(..count).collect();
            }
            // Where rows are named by their first cells, the one that is not
            // names the columns.
            let named = |it: &NodeId| {
                let mut cells = self.cells(*it).map(|it| dom.name(it) == "th");
                cells.next() == Some(true) && cells.all(|it| !it)
            };
            if head.is_empty()
                && 2 < body.len()
                && body[1..].iter().all(named)
                && self.cells(body[0]).all(|it| dom.name(it) == "td")
            {
                head = body.drain(..1).collect();
            }
        }
        // With a caption it is a figure that holds a table.
        let depth = (depth + usize::from(caption.is_some())).min(MAX_BLOCKS - 1);
        let mut aligns: Vec<Vec<(usize, Align)>> = Vec::new();
        let mut head = self.lower_rows(&head, depth, &mut aligns);
        let mut rows = self.lower_rows(&body, depth, &mut aligns);
        if !self.exact {
            fill(&mut head, aligns.len());
            fill(&mut rows, aligns.len());
            for cell in head.iter_mut().flat_map(|it| &mut it.cells) {
                cell.header = true;
            }
        }
        let width = aligns.len();
        let mut out = Vec::new();
        // In a file of our own, columns say themselves how they are aligned.
        let said = self.exact && !columns.is_empty();
        let aligns: Vec<Align> = (0..width)
            .map(|at| columns.get(at).map_or(Align::Unset, |it| self.align(*it)))
            .zip(&aligns)
            .map(|(column, cells)| match column {
                Align::Unset if !said => usual(cells),
                column => column,
            })
            .collect();
        if head
            .iter()
            .chain(&rows)
            .any(|it| it.cells.iter().any(|it| !it.blocks.is_empty()))
            || self.exact && width != 0
        {
            out.push(Block::Table(Table { columns: aligns, head, rows }));
        }
        let caption = caption.map(|it| self.inlines(it)).unwrap_or_default();
        if is_blank(&caption) {
            return out;
        }
        vec![Block::Figure(Figure { content: out, caption, credit: Vec::new() })]
    }

    fn rows(&self, id: NodeId) -> Rows {
        let dom = self.dom;
        let mut rows = Rows {
            caption: None,
            head: Vec::new(),
            body: Vec::new(),
            columns: Vec::new(),
        };
        let mut foot = Vec::new();
        for part in dom.elements(id).filter(|it| !self.is_cut(*it)) {
            let inside = dom
                .elements(part)
                .filter(|it| dom.name(*it) == "tr" && !self.is_cut(*it));
            match dom.name(part) {
                "caption" => rows.caption = rows.caption.or(Some(part)),
                "thead" => rows.head.extend(inside),
                "tbody" => rows.body.extend(inside),
                "tfoot" => foot.extend(inside),
                "tr" => rows.body.push(part),
                "col" => rows.columns.push(part),
                "colgroup" => {
                    rows.columns
                        .extend(dom.elements(part).filter(|it| dom.name(*it) == "col"));
                }
                _ => (),
            }
        }
        rows.body.extend(foot);
        rows
    }

    fn cells(&self, row: NodeId) -> impl Iterator<Item = NodeId> {
        let dom = self.dom;
        dom.elements(row).filter(move |it| matches!(dom.name(*it), "td" | "th"))
    }

    fn lower_rows(
        &mut self,
        rows: &[NodeId],
        depth: usize,
        aligns: &mut Vec<Vec<(usize, Align)>>,
    ) -> Vec<Row> {
        let dom = self.dom;
        let mut out = Vec::new();
        // For each column, how many more rows a cell from above covers.
        let mut covered: Vec<u16> = Vec::new();
        for row in rows {
            let mut cells = Vec::new();
            let mut column = 0;
            let places: Vec<NodeId> =
                self.cells(*row).filter(|it| !self.is_cut(*it)).collect();
            for id in places {
                while covered.get(column).is_some_and(|it| *it != 0) {
                    column += 1;
                }
                let mut columns = self.span(id, "colspan");
                let height = self.span(id, "rowspan");
                let blocks = self.flow(id, depth + 1);
                if column + usize::from(columns) <= usize::from(MAX_SPAN) {
                    let end = column + usize::from(columns);
                    if covered.len() < end {
                        covered.resize(end, 0);
                    }
                    if aligns.len() < end {
                        aligns.resize(end, Vec::new());
                    }
                    covered[column..end].fill(height);
                    if columns == 1 && !blocks.is_empty() {
                        let align = self.align(id);
                        match aligns[column].iter_mut().find(|it| it.1 == align) {
                            Some(it) => it.0 += 1,
                            None => aligns[column].push((1, align)),
                        }
                    }
                    column = end;
                } else {
                    columns = 1;
                }
                let header = dom.name(id) == "th";
                cells.push(Cell { header, columns, rows: height, blocks });
            }
            for it in &mut covered {
                *it = it.saturating_sub(1);
            }
            if !cells.is_empty() {
                out.push(Row { cells });
            }
        }
        // A cell may not reach past the last row.
        let count = out.len();
        for (at, row) in out.iter_mut().enumerate() {
            let left = u16::try_from(count - at).unwrap_or(u16::MAX);
            row.cells.iter_mut().for_each(|it| it.rows = it.rows.min(left));
        }
        out
    }

    fn span(&self, id: NodeId, name: &str) -> u16 {
        let text = self.dom.attr(id, name).unwrap_or("1");
        text.trim().parse().unwrap_or(1).clamp(1, MAX_SPAN)
    }

    fn align(&self, id: NodeId) -> Align {
        let named = self.dom.attr(id, "align").map(|it| it.trim().to_ascii_lowercase());
        let is = |value: &str| {
            named.as_deref() == Some(value) || self.styled(id, "text-align", &[value])
        };
        let class = |name| self.dom.has_class(id, name);
        if is("right") || is("end") || class("has-text-align-right") {
            Align::End
        } else if is("center") || class("has-text-align-center") {
            Align::Middle
        } else if is("left") || is("start") || class("has-text-align-left") {
            Align::Start
        } else {
            Align::Unset
        }
    }

    /// Returns whether a table holds no data but a page, a picture or a box.
    pub(super) fn is_layout(&self, id: NodeId) -> bool {
        let dom = self.dom;
        if self.exact {
            return false;
        }
        if dom.attr_has(id, "role", "presentation") || dom.attr_has(id, "role", "none") {
            return true;
        }
        let Rows { caption, head, body, .. } = self.rows(id);
        if caption.is_some() || !head.is_empty() {
            return false;
        }
        let mut widest = 0;
        let mut cells = 0_usize;
        let mut long = 0_usize;
        for row in body.iter().take(200) {
            let mut width = 0;
            for cell in self.cells(*row) {
                if dom.name(cell) == "th" {
                    return false;
                }
                width += 1;
                cells += 1;
                // Whole pages are laid out in cells that hold blocks.
                let blocks = dom.elements(cell).take(40).filter(|it| {
                    matches!(
                        dom.name(*it),
                        "p" | "div" | "table" | "ul" | "h1" | "h2" | "h3"
                    )
                });
                let text = dom.text(cell);
                long += usize::from(600 < text.len() && 1 < blocks.count());
            }
            widest = widest.max(width);
        }
        widest <= 1 || 2 * long >= cells && long != 0
    }
}

/// Adds the cells that short rows lack at their end, as they are shown, unless
/// most of the table would be made of them.
fn fill(rows: &mut [Row], width: usize) {
    let cells: usize = rows.iter().map(|it| it.cells.len()).sum();
    let mut most = cells;
    let mut covered = vec![0_u16; width];
    for row in rows {
        let mut column = 0;
        for cell in &row.cells {
            while covered.get(column).is_some_and(|it| *it != 0) {
                column += 1;
            }
            let end = column + usize::from(cell.columns);
            covered[column.min(width)..end.min(width)].fill(cell.rows);
            column = end;
        }
        let lacking = covered.iter().skip(column).filter(|it| **it == 0).count();
        let Some(left) = most.checked_sub(lacking) else { return };
        most = left;
        let empty = Cell { header: false, columns: 1, rows: 1, blocks: Vec::new() };
        row.cells.extend(std::iter::repeat_n(empty, lacking));
        for it in &mut covered {
            *it = it.saturating_sub(1);
        }
    }
}

/// Returns how most cells of a column are set.
fn usual(cells: &[(usize, Align)]) -> Align {
    let total: usize = cells.iter().map(|it| it.0).sum();
    cells.iter().find(|it| total < 2 * it.0).map_or(Align::Unset, |it| it.1)
}
