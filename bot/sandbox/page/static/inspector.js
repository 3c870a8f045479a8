// The traffic between the bot and the sandbox, as it goes by: who called what, how it ended, how long it took.

import { api } from "./api.js";
import { h, patchKeyed } from "./dom.js";
import { closePanel, showPanel } from "./panel.js";
import { showError } from "./toast.js";

const SHOWN = 300;
let list = null;
let filter = "";
let entries = [];

/** Open the inspector, or close it. */
export function toggleInspector() {
  if (list) return close();
  list = h("ol", { class: "traffic", "aria-label": "Traffic, latest first" });
  const search = h("input", { class: "field-input traffic-filter", type: "search", placeholder: "Filter: chat.postMessage, block_actions, error …", "aria-label": "Filter the traffic", value: filter, on: { input: () => {
    filter = search.value;
    draw();
  } } });
  showPanel({ name: "inspector", title: "Traffic", subtitle: "latest first", children: [h("div", { class: "traffic-head" }, search), h("div", { class: "scroller" }, list)], close });
  search.focus();
  return updateInspector();
}

function close() {
  list = null;
  closePanel("inspector");
}

/** Read the log again, if it is shown. */
export async function updateInspector() {
  if (!list) return;
  try {
    entries = await api.log(SHOWN);
    draw();
  } catch (error) {
    showError(error);
  }
}

function draw() {
  if (!list) return;
  const wanted = filter.trim().toLowerCase();
  const rows = entries.map((entry, index) => ({ entry, name: String(entry.n ?? index), text: JSON.stringify(entry) }))
    .filter(({ text }) => !wanted || text.toLowerCase().includes(wanted)).reverse();
  patchKeyed(list, rows, { key: (row) => row.name, print: (row) => row.text, draw: drawRow });
}

const DIRECTIONS = { api: ["→", "from the bot"], response: ["→", "from the bot"], envelope: ["←", "to the bot"] };

function drawRow({ entry }) {
  const [arrow, meaning] = DIRECTIONS[entry.kind] ?? ["·", entry.kind];
  const status = entry.error ?? entry.status ?? (entry.ok === false ? "failed" : entry.acked === false ? "no answer" : "ok");
  const bad = entry.error || entry.ok === false || entry.acked === false || Number(entry.status) >= 400;
  const details = h("details", {}, h("summary", { class: "traffic-row" },
    h("span", { class: `traffic-way ${entry.kind}`, title: meaning, "aria-label": meaning }, arrow),
    h("span", { class: "traffic-name" }, entry.name ?? entry.kind),
    h("span", { class: bad ? "traffic-status bad" : "traffic-status" }, String(status)),
    h("span", { class: "traffic-ms" }, entry.ms === undefined ? "" : `${Math.round(entry.ms)} ms`)));
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) details.append(h("pre", { class: "pre traffic-json", tabIndex: 0 }, JSON.stringify(entry, null, 2)));
  });
  return h("li", {}, details);
}
