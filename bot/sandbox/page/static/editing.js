// Changing and deleting what one wrote: an editor in the place of the message's text.

import { api } from "./api.js";
import { withPicks } from "./completion.js";
import { confirmDialog } from "./confirm.js";
import { h } from "./dom.js";
import { channel, emit, store, user } from "./store.js";
import { showError } from "./toast.js";

const editing = new Set(); // "person ts"

const nameOf = (message) => `${store.me} ${message.ts}`;

/** Whether the person acted as is changing this message. */
export const isEditing = (message) => editing.has(nameOf(message));

/** By whom a message can be changed here: whoever is acted as, another app (its bot's id), or nobody. */
export function writerOf(message) {
  if (message.is_ephemeral || message.subtype === "tombstone") return null;
  const other = store.otherApps.find(({ id }) => id === message.bot_id);
  if (other) return { id: other.id, name: other.name };
  return message.user === store.me ? { id: store.me, name: null } : null;
}

/** Open the editor of a message. */
export function edit(message) {
  editing.add(nameOf(message));
  emit("messages", null);
  setTimeout(() => document.querySelector(`[data-editor="${message.ts}"]`)?.focus());
}

/** Ask, and delete a message. */
export async function remove(message, key) {
  const agreed = await confirmDialog({ title: { text: "Delete message" }, text: { type: "plain_text", text: "Delete this message? This cannot be undone." }, confirm: { text: "Delete" }, deny: { text: "Cancel" }, style: "danger" });
  if (agreed) await api.delete({ channel: key, user: writerOf(message).id, ts: message.ts }).catch(showError);
}

/** The editor: Enter saves, Shift+Enter adds a line, Escape gives up. */
export function editorOf(message, key) {
  const writer = writerOf(message);
  const { text, picks } = writer.name ? { text: message.text, picks: [] } : asTyped(message.text);
  const end = () => {
    editing.delete(nameOf(message));
    emit("messages", null);
    document.querySelector(`.message[data-ts="${message.ts}"]`)?.focus();
  };
  const save = () => {
    const written = withPicks(field.value.trim(), picks);
    if (!written) return;
    api.edit({ channel: key, user: writer.id, ts: message.ts, text: written }).then(end, showError);
  };
  const keys = (event) => {
    if (event.key === "Escape") end();
    else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const field = h("textarea", { class: "field-input", value: text, rows: String(Math.min(8, text.split("\n").length + 1)), "aria-label": "Change the message", data: { editor: message.ts, testid: "editor" }, on: { keydown: keys } });
  return h("div", { class: "editor" }, field, h("div", { class: "editor-tools" },
    h("button", { class: "button small", type: "button", on: { click: end } }, "Cancel"),
    h("button", { class: "button small primary", type: "button", on: { click: save } }, "Save")));
}

/** A message's text as its writer would type it, and what they picked in it: the way back from what the sandbox made of it. */
function asTyped(stored) {
  const picks = [];
  const picked = (shown, sent) => {
    picks.push({ shown, sent });
    return shown;
  };
  const text = stored.replace(/<([@#]?)([^<>|]+)(?:\|([^<>]*))?>/g, (all, sign, target, label) => {
    if (sign === "@") return user(target) ? picked(`@${user(target).name}`, all) : all;
    if (sign === "#") return channel(target) ? picked(`#${channel(target).name}`, all) : all;
    return label ?? target;
  });
  return { text: text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&"), picks };
}
