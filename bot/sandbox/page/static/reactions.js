// Emoji under a message: the row of those that are there, and the picker of another one.

import { api } from "./api.js";
import { arrowKeys, h, uid } from "./dom.js";
import { emoji, findEmoji } from "./emoji.js";
import { icon } from "./icons.js";
import { placeAt } from "./menu.js";
import { displayName, store, user } from "./store.js";
import { showError } from "./toast.js";

const USUAL = ["raising_hand", "white_check_mark", "pushpin", "memo", "eyes", "+1", "-1", "pray", "heart", "tada"];
const FOUND = 6;
let open = null; // {anchor, picker}

const named = (name) => `:${name}:`;
const spoken = (name) => name.replace(/_/g, " ");
const isMine = ({ users }) => users.includes(store.me);

/** The emoji under a message as buttons; pressing one adds or takes away one's own. */
export function reactionRow(message, key) {
  return h("div", { class: "reactions", role: "group", "aria-label": "Reactions" }, message.reactions.map((reaction) => pill(reaction, message, key)));
}

function pill(reaction, message, key) {
  const { name, users, count } = reaction;
  const who = users.map((id) => displayName(user(id))).join(", ");
  return h("button", { class: isMine(reaction) ? "reaction mine" : "reaction", type: "button", "aria-pressed": isMine(reaction) ? "true" : "false",
    "aria-label": `${spoken(name)}, ${count}: ${who}`, title: `${who} reacted with ${named(name)}`, data: { testid: "reaction", name, focus: `reaction ${message.ts} ${name}` },
    on: { click: () => toggle(name, message, key) } }, h("span", { class: "reaction-emoji" }, emoji(name) ?? named(name)), h("span", { class: "reaction-count" }, String(count)));
}

function toggle(name, message, key) {
  const there = (message.reactions ?? []).some((reaction) => reaction.name === name && isMine(reaction));
  const act = there ? api.unreact : api.react;
  return act({ channel: key, user: store.me, ts: message.ts, name }).catch(showError);
}

/** The button that opens the picker for a message. */
export function reactButton(message, key) {
  const button = h("button", { class: "icon-button", type: "button", "aria-label": "Add reaction", "aria-haspopup": "dialog", "aria-expanded": "false", title: "Add reaction", data: { testid: "react", focus: `react ${message.ts}` },
    on: { click: () => (open?.anchor === button ? close() : openPicker(button, (name) => toggle(name, message, key))) } }, icon("smile"));
  return button;
}

function openPicker(anchor, pick) {
  close({ focus: false });
  const chosen = (name) => {
    close();
    pick(name);
  };
  const found = h("div", { class: "picker-row", role: "group", "aria-label": "Found" });
  const field = h("input", { class: "field-input", id: uid("emoji"), placeholder: "Name, such as door", "aria-label": "Name of an emoji", autocomplete: "off",
    on: { input: () => found.replaceChildren(...search(field.value).map((name) => choice(name, chosen))), keydown: (event) => event.key === "Enter" && enter(event, field.value, chosen) } });
  const picker = h("div", { class: "menu picker", role: "dialog", popover: "manual", "aria-label": "Add a reaction", data: { testid: "picker" }, on: { keydown: escape } },
    h("div", { class: "picker-row", role: "group", "aria-label": "Usual" }, USUAL.map((name) => choice(name, chosen))), field, found);
  arrowKeys(picker, ".picker-choice", { horizontal: true });
  (anchor.closest("dialog") ?? document.body).append(picker);
  picker.showPopover();
  placeAt(anchor, picker);
  anchor.setAttribute("aria-expanded", "true");
  document.addEventListener("pointerdown", outside, true);
  open = { anchor, picker };
  picker.querySelector("button").focus();
}

const bare = (typed) => typed.trim().toLowerCase().replace(/^:|:$/g, "").replace(/\s+/g, "_");
const search = (typed) => (bare(typed) ? findEmoji(bare(typed), FOUND).map(([name]) => name) : []);

function choice(name, chosen) {
  return h("button", { class: "picker-choice", type: "button", "aria-label": spoken(name), title: named(name), on: { click: () => chosen(name) } }, emoji(name));
}

/** The name as it is typed, or the first that was found. */
function enter(event, typed, chosen) {
  event.preventDefault();
  const name = bare(typed);
  if (name) chosen(emoji(name) ? name : (search(typed)[0] ?? name));
}

function escape(event) {
  if (event.key !== "Escape") return;
  event.preventDefault();
  event.stopPropagation();
  close();
}

function outside(event) {
  if (open && !open.picker.contains(event.target) && !open.anchor.contains(event.target)) close({ focus: false });
}

function close({ focus = true } = {}) {
  if (!open) return;
  const { anchor, picker } = open;
  open = null;
  document.removeEventListener("pointerdown", outside, true);
  anchor.setAttribute("aria-expanded", "false");
  picker.remove();
  if (focus) anchor.focus();
}
