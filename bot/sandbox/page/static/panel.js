// The panel at the right: a thread or the traffic, one at a time. On narrow windows it covers the page.

import { fill, h, uid } from "./dom.js";
import { icon } from "./icons.js";

const root = document.getElementById("panel");
let current = null;
let opener = null;

/** Open the panel. `close` is called when the person closes it, or something else takes its place. */
export function showPanel({ name, title, subtitle, children, tools = [], close }) {
  const before = current;
  if (before && before.name !== name) before.close();
  if (!before) opener = document.activeElement;
  current = { name, close };
  const id = uid("panel-title");
  root.hidden = false;
  root.dataset.testid = `${name}-panel`;
  root.setAttribute("aria-labelledby", id);
  document.body.dataset.panel = name;
  fill(root, h("header", { class: "panel-head" }, h("h2", { id }, title), subtitle ? h("span", { class: "panel-subtitle" }, subtitle) : null, h("span", { class: "spacer" }), tools,
    h("button", { class: "icon-button", type: "button", "aria-label": `Close ${title.toLowerCase()}`, on: { click: close } }, icon("close"))), children);
}

/** Close the panel if `name` is what it shows. */
export function closePanel(name) {
  if (current?.name !== name) return;
  current = null;
  const inside = root.contains(document.activeElement);
  root.hidden = true;
  root.replaceChildren();
  delete root.dataset.testid;
  delete document.body.dataset.panel;
  if (inside && opener?.isConnected) opener.focus({ preventScroll: true });
}

root.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  event.preventDefault();
  current?.close();
});
