//! Tables, with the cells that cover others.

use std::fmt::Write as _;

use serde_json::Value;

use super::{Attr, Tree, list, text};

impl Tree<'_> {
    pub(super) fn table(&mut self, content: &Value) {
        let caption = &content[1][1];
        let captioned = !list(caption).is_empty();
        if captioned {
            self.out.push_str("<figure data-offprint-figure>");
        }
        self.out.push_str("<table><colgroup>");
        for column in list(&content[2]) {
            self.out.push_str(match text(&column[0]["t"]) {
                "AlignLeft" => "<col align=\"left\">",
                "AlignCenter" => "<col align=\"center\">",
                "AlignRight" => "<col align=\"right\">",
                _ => "<col>",
            });
        }
        self.out.push_str("</colgroup>");
        self.rows("thead", &content[3][1], usize::MAX);
        for body in list(&content[4]) {
            let heads = usize::try_from(body[1].as_u64().unwrap_or_default());
            let heads = heads.unwrap_or_default();
            // Rows in the middle of a table that name its columns again.
            self.rows("tbody", &body[2], usize::MAX);
            self.rows("tbody", &body[3], heads);
        }
        self.rows("tbody", &content[5][1], 0);
        self.out.push_str("</table>\n");
        if captioned {
            self.under(caption);
            self.out.push_str("</figure>\n");
        }
    }

    fn rows(&mut self, name: &str, rows: &Value, heads: usize) {
        if list(rows).is_empty() {
            return;
        }
        _ = write!(self.out, "<{name}>");
        for row in list(rows) {
            self.out.push_str("<tr>");
            let mut column = 0;
            for cell in list(&row[1]) {
                let attr = Attr(&cell[0]);
                let header = (column < heads || attr.has("offprint-header"))
                    && !attr.has("offprint-data");
                let name = if header { "th" } else { "td" };
                let rows = cell[2].as_u64().unwrap_or(1);
                let columns = cell[3].as_u64().unwrap_or(1);
                _ = write!(self.out, "<{name} rowspan=\"{rows}\" colspan=\"{columns}\">");
                self.blocks(list(&cell[4]));
                _ = write!(self.out, "</{name}>");
                column += usize::try_from(columns).unwrap_or(1);
            }
            self.out.push_str("</tr>");
        }
        _ = write!(self.out, "</{name}>");
    }
}
