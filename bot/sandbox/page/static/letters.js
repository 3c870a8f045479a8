// The customers' mailboxes: every letter that was sent, with links that can be followed. Nothing leaves this machine.

import { api } from "./api.js";
import { h, patchKeyed } from "./dom.js";
import { closePanel, showPanel } from "./panel.js";
import { zoneOf } from "./store.js";
import { inFull } from "./time.js";
import { showError } from "./toast.js";

const LINK = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/g;
let list = null;
let none = null;

/** Open the letters, or close them. */
export function toggleLetters() {
  if (list) return close();
  list = h("ol", { class: "letters", "aria-label": "Letters, latest first" });
  none = h("p", { class: "letters-none" }, "No letter was sent yet. Whatever Rapport mails to a customer comes here, and goes nowhere else.");
  showPanel({ name: "letters", title: "Letters", subtitle: "to customers", children: [h("div", { class: "scroller" }, none, list)], close });
  return updateLetters();
}

function close() {
  list = null;
  closePanel("letters");
}

/** Read them again, if they are shown. */
export async function updateLetters() {
  if (!list) return;
  try {
    const letters = await api.letters();
    if (!list) return;
    none.hidden = letters.length > 0;
    patchKeyed(list, letters.map((letter, index) => ({ letter, name: String(letters.length - index) })), { key: ({ name }) => name, print: ({ letter }) => JSON.stringify(letter), draw });
  } catch (error) {
    showError(error);
  }
}

function draw({ letter }) {
  return h("li", { class: "letter", data: { testid: "letter" } },
    h("h3", {}, letter.subject),
    h("p", { class: "letter-way" }, `${letter.sender} to ${letter.to}`, h("br"), inFull(new Date(letter.at), zoneOf())),
    h("p", { class: "letter-text" }, withLinks(letter.text)));
}

/** The text with its addresses as links, each in a window of its own. */
function withLinks(text) {
  const parts = [];
  let end = 0;
  for (const { 0: address, index } of text.matchAll(LINK)) {
    parts.push(text.slice(end, index), h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, address));
    end = index + address.length;
  }
  return [...parts, text.slice(end)];
}
