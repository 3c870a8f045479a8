// table and data_table: rows with a header, the caption read with them. A data_table shows page by page and can be sorted.

import { h } from "../dom.js";
import { richText } from "./rich_text.js";

const ALL = 1000;

/** A table. data_table says how many rows a page has (5 unless told); a plain table shows them all. */
export function table(block) {
  const [head, ...rows] = block.rows;
  const isData = block.type === "data_table";
  const size = isData ? (block.page_size ?? 5) : ALL;
  const body = h("tbody");
  const status = h("span", { class: "table-status", "aria-live": "polite" });
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const heads = head.map((cell, index) => h("th", { scope: "col", class: alignment(cell, block, index) ?? (isNumbers(rows, index) ? "right" : undefined) }, isData ? sorter(cell, index) : content(cell)));
  let [page, sorted, column, direction] = [0, rows, -1, 1];

  function turn(by) {
    page = Math.min(pages - 1, Math.max(0, page + by));
    body.replaceChildren(...sorted.slice(page * size, (page + 1) * size).map((cells) => row(cells, block)));
    status.textContent = `${page * size + 1}-${Math.min(rows.length, (page + 1) * size)} of ${rows.length}`;
  }
  function sorter(cell, index) {
    return h("button", { class: "table-sort", type: "button", on: { click: () => sort(index) } }, content(cell), h("span", { class: "sort-mark", "aria-hidden": "true" }));
  }
  function sort(index) {
    [column, direction] = column === index ? [index, -direction] : [index, 1];
    sorted = rows.toSorted((one, other) => direction * compared(one[index], other[index], isNumbers(rows, index)));
    heads.forEach((each, at) => (at === column ? each.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending") : each.removeAttribute("aria-sort")));
    turn(-Infinity);
  }

  turn(0);
  const arrow = (label, by) => h("button", { class: "button small", type: "button", on: { click: () => turn(by) } }, label);
  return h("div", { class: "block-table" },
    h("div", { class: "table-scroll", role: "region", tabIndex: 0, "aria-label": block.caption ?? "Table" },
      h("table", {}, block.caption ? h("caption", {}, block.caption) : null, h("thead", {}, h("tr", {}, heads)), body)),
    pages > 1 ? h("div", { class: "table-pages" }, arrow("Previous", -1), status, arrow("Next", 1)) : null);
}

/** Slack sorts by number where a column has nothing else, by letter otherwise. */
function compared(one, other, asNumbers) {
  return asNumbers ? one.value - other.value : said(one).localeCompare(said(other));
}

function isNumbers(rows, index) {
  return rows.length > 0 && rows.every((cells) => cells[index]?.type === "raw_number");
}

function said(cell) {
  const shown = content(cell);
  return typeof shown === "string" ? shown : shown.textContent;
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
