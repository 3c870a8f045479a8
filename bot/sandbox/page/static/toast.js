// Short lines in a corner: what Slack would say when something did not work.

import { SandboxError } from "./api.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";

const SHOWN_FOR_MS = 7000;

/** Show a line for some seconds; it can be closed before. */
export function toast(text, { kind = "info" } = {}) {
  const close = () => node.remove();
  const node = h("div", { class: `toast toast-${kind}`, data: { testid: "toast" } },
    kind === "error" ? icon("warning") : null,
    h("span", { class: "toast-text" }, text),
    h("button", { class: "icon-button", type: "button", "aria-label": "Dismiss", on: { click: close } }, icon("close")));
  const home = document.querySelector("dialog[open]:last-of-type .toasts") ?? document.getElementById("toasts");
  home.append(node);
  while (home.children.length > 3) home.firstChild.remove();
  setTimeout(close, SHOWN_FOR_MS);
}

/** Show an error as a sentence. What is no SandboxError is ours, and goes to the console too. */
export function showError(error) {
  if (!(error instanceof SandboxError)) console.error(error);
  toast(error?.message ?? String(error), { kind: "error" });
}
