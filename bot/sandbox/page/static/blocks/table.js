// table and data_table: rows with a header, the caption read with them; long ones show page by page.

import { h } from "../dom.js";
import { richText } from "./rich_text.js";

const ALL = 1000;

/** A table. data_table says how many rows a page has (5 unless told); a plain table shows them all. */
export function table(block) {
  const [head, ...rows] = block.rows;
  const size = block.type === "data_table" ? (block.page_size ?? 5) : ALL;
  const body = h("tbody");
  const status = h("span", { class: "table-status", "aria-live": "polite" });
  let page = 0;
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const turn = (by) => {
    page = Math.min(pages - 1, Math.max(0, page + by));
    body.replaceChildren(...rows.slice(page * size, (page + 1) * size).map((cells) => row(cells, block)));
    status.textContent = `${page * size + 1}-${Math.min(rows.length, (page + 1) * size)} of ${rows.length}`;
  };
  turn(0);
  const arrow = (label, by) => h("button", { class: "button small", type: "button", on: { click: () => turn(by) } }, label);
  return h("div", { class: "block-table", role: "region", tabIndex: 0, "aria-label": block.caption ?? "Table" },
    h("table", {}, block.caption ? h("caption", {}, block.caption) : null,
      h("thead", {}, h("tr", {}, head.map((cell, index) => h("th", { scope: "col", class: alignment(cell, block, index) }, content(cell))))), body),
    pages > 1 ? h("div", { class: "table-pages" }, arrow("Previous", -1), status, arrow("Next", 1)) : null);
}

function row(cells, block) {
  const named = block.type === "data_table" ? (block.row_header_column_index ?? 0) : -1;
  return h("tr", {}, cells.map((cell, index) => h(index === named ? "th" : "td", { scope: index === named ? "row" : undefined, class: alignment(cell, block, index) }, content(cell))));
}

function alignment(cell, block, index) {
  const align = block.column_settings?.[index]?.align;
  return align === "right" || cell.type === "raw_number" ? "right" : align === "center" ? "center" : undefined;
}

function content(cell) {
  if (cell.type === "rich_text") return richText(cell);
  return String(cell.text ?? cell.value ?? "");
}
