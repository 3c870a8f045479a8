// The bar at the top: the workspace, the clock, the traffic, help; on narrow windows also the way to the sidebar.

import { clock } from "./clock.js";
import { h } from "./dom.js";
import { openHelp } from "./help.js";
import { icon } from "./icons.js";
import { toggleInspector } from "./inspector.js";
import { toggleLetters } from "./letters.js";
import { emit, on, store } from "./store.js";
import { toggleWorkflow } from "./workflow.js";

const root = document.getElementById("topbar");
const name = h("span", { class: "workspace-name" });
const line = h("div", { class: "connection", role: "status", hidden: true }, "Not connected to the sandbox. Trying again …");
const face = clock();

/** Put the bar together. */
export function startTopbar() {
  const drawer = h("button", { class: "icon-button drawer-button", type: "button", "aria-label": "Channels and people", "aria-controls": "sidebar", "aria-expanded": "false", data: { testid: "drawer" },
    on: { click: () => emit("drawer", drawer.getAttribute("aria-expanded") !== "true") } }, icon("menu"));
  on("drawer", (open) => drawer.setAttribute("aria-expanded", String(open)));
  on("connection", (up) => {
    line.hidden = up;
  });
  root.append(drawer, h("div", { class: "workspace" }, name, h("span", { class: "workspace-tag" }, "sandbox")), h("span", { class: "spacer" }), face.node,
    h("button", { class: "icon-button", type: "button", "aria-label": "Workflow", title: "Run a step of a workflow", data: { testid: "workflow-button" }, on: { click: toggleWorkflow } }, icon("bolt")),
    h("button", { class: "icon-button", type: "button", "aria-label": "Letters", title: "Letters to customers", data: { testid: "letters-button" }, on: { click: toggleLetters } }, icon("letter")),
    h("button", { class: "icon-button", type: "button", "aria-label": "Traffic", title: "Traffic between the bot and this Slack", data: { testid: "inspector-button" }, on: { click: toggleInspector } }, icon("traffic")),
    h("button", { class: "icon-button", type: "button", "aria-label": "What is this?", title: "What is this?", data: { testid: "help-button" }, on: { click: openHelp } }, icon("help")), line);
}

/** Bring it up to date. */
export function updateTopbar() {
  name.textContent = store.workspace.name ?? "Harbour Kitchen";
  face.tick();
}
