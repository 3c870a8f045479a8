// Lines that failed, above the field they were written in: what went wrong, and what their writer can do about it.

import { h, patchKeyed } from "./dom.js";
import { icon } from "./icons.js";

/** Show the failed ones of `lines` in `parent`. `again(line)` sends one, `edit(line)` brings it into the field, `away(line)` forgets it. */
export function showUnsent(parent, lines, { again, edit, away }) {
  patchKeyed(parent, lines.filter(({ trouble }) => trouble), { key: ({ id }) => id, print: ({ trouble }) => trouble, draw: (line) => h("div", { class: "unsent", data: { testid: "unsent" } },
    icon("warning"),
    h("div", { class: "unsent-words" }, h("span", { class: "unsent-text" }, line.text), h("span", { class: "unsent-trouble" }, line.trouble)),
    h("button", { class: "button small", type: "button", on: { click: () => again(line) } }, "Send"),
    h("button", { class: "button small", type: "button", on: { click: () => edit(line) } }, "Edit"),
    h("button", { class: "icon-button", type: "button", "aria-label": "Do not send", title: "Do not send", on: { click: () => away(line) } }, icon("close"))) });
}
