// One message: who, when, what, its buttons, its thread, and what one can do with it.

import { api } from "./api.js";
import { avatar } from "./avatar.js";
import { showBlocks } from "./blocks/index.js";
import { cardsOf, drawUnfurls, unfurlsOf } from "./cards.js";
import { fill, h, patchKeyed } from "./dom.js";
import { edit, editorOf, isEditing, remove, writerOf } from "./editing.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { mrkdwn, words } from "./mrkdwn.js";
import { reactButton, reactionRow } from "./reactions.js";
import { go } from "./route.js";
import { app, displayName, emit, me, now, store, user, zoneOf } from "./store.js";
import { Surface } from "./surface.js";
import { dayName, inFull, instant, isoDay, shortTime, timeOfDay } from "./time.js";
import { showError, toast } from "./toast.js";

const dismissed = new Set();

/** Whether the person acted as put this ephemeral message away. */
export const isDismissed = (message) => dismissed.has(message.ts);

/** Who wrote a message: {name, person, isApp}. */
export function authorOf(message) {
  if (message.subtype === "slackbot_error") return { name: "Slackbot", person: { id: "USLACKBOT", real_name: "Slackbot" }, isApp: true };
  const person = user(message.user) ?? (message.username ? { id: message.bot_id, real_name: message.username } : undefined);
  return { name: message.username ?? displayName(person), person, isApp: Boolean(message.bot_id || person?.is_bot) };
}

/** What a message says in one line, for announcements and lists. */
export const inWords = (message) => words(message.text || "a message without text").replace(/\s+/g, " ");

const surfaces = new WeakMap(); // the node of a message's blocks -> its surface

/** A message as a list item. `grouped`: it follows one of the same author, so the head is left out. */
export function drawMessage(message, options) {
  const node = h("li", { tabIndex: -1, data: { testid: "message", ts: message.ts, focus: `message ${message.ts}` } },
    h("div", { class: "message-side" }), h("div", { class: "message-content" }), h("div", { class: "message-toolbar", role: "group", "aria-label": "Message" }));
  updateMessage(node, message, options);
  return node;
}

/** Bring the list item of a message up to date, in place: what did not change stays, with the keyboard and what is open. */
export function updateMessage(node, message, { key, grouped, replies, unreadReplies, inThread }) {
  const date = instant(message.ts);
  const { name, person, isApp } = authorOf(message);
  const [side, content, toolbar] = node.children;
  const classes = ["message", grouped && "grouped", message.is_ephemeral && "ephemeral", message.subtype === "slackbot_error" && "failed"];
  node.className = classes.filter(Boolean).join(" ");
  node.setAttribute("aria-label", `${name}, ${timeOfDay(date, zoneOf())}`);
  const stamp = h("a", { class: "message-time", href: `#in=${key}&at=${message.ts}`, title: inFull(date, zoneOf()), tabIndex: -1 }, (grouped ? shortTime : timeOfDay)(date, zoneOf()));
  fill(side, grouped ? stamp : avatar(person));
  const head = () => h("div", { class: "message-head" }, h("span", { class: "message-author" }, name), isApp ? h("span", { class: "app-tag" }, "App") : null, stamp, edited(message));
  const parts = [
    message.is_ephemeral && ["only", "", () => onlyYou(message)],
    !grouped && ["head", JSON.stringify([name, message.edited]), head],
    isEditing(message) ? ["editor", "", () => editorOf(message, key)] : message.blocks?.length ? ["blocks", "", () => h("div", { class: "blocks" }, h("div"))] : ["text", message.text, () => h("div", { class: "text message-text" }, mrkdwn(message.text))],
    message.files?.length && ["files", "", () => h("div", { class: "message-files" }, message.files.map(fileLink))],
    message.cards?.length && ["cards", JSON.stringify(message.cards), () => cardsOf(message, key)],
    unfurlsOf(message).length && ["unfurls", JSON.stringify(message.attachments), () => drawUnfurls(message, key)],
    grouped && message.edited && ["edited", message.edited.ts, () => edited(message)],
    message.reactions?.length && ["reactions", JSON.stringify([message.reactions, store.me]), () => reactionRow(message, key)],
    !inThread && replies?.length && ["thread", JSON.stringify([replies.length, replies.at(-1).ts, unreadReplies, isoDay(now(), zoneOf())]), () => threadLink(message, replies, unreadReplies)],
  ];
  patchKeyed(content, parts.filter(Boolean), { key: ([part]) => part, print: ([, print]) => print, draw: ([, , draw]) => draw() });
  patchKeyed(toolbar, tools(message, key, inThread), { key: ([part]) => part, print: () => JSON.stringify([message.text, message.reactions]), draw: ([, draw]) => draw() });
  if (message.blocks?.length && !isEditing(message)) showBody(content.querySelector(":scope > .blocks > div"), message, key);
}

function showBody(parent, message, key) {
  if (!surfaces.has(parent)) surfaces.set(parent, new Surface({ channel: key, ts: message.ts }));
  showBlocks(parent, message.blocks, surfaces.get(parent));
}

function fileLink(file) {
  return h("a", { class: "file-link", href: file.url_private, download: file.name, data: { testid: "file" } }, file.title ?? file.name, h("small", {}, ` ${file.name} · ${Math.ceil(file.size / 1000)} kB`));
}

function onlyYou(message) {
  const away = () => {
    dismissed.add(message.ts);
    emit("messages", null);
  };
  return h("div", { class: "only-you" }, icon("eye"), "Only visible to you",
    h("button", { class: "link-button", type: "button", on: { click: away } }, "Dismiss"));
}

function edited(message) {
  return message.edited ? h("span", { class: "edited", title: inFull(instant(message.edited.ts ?? message.ts), zoneOf()) }, "(edited)") : null;
}

function threadLink(message, replies, unread) {
  const last = instant(replies.at(-1).ts);
  const who = [...new Map(replies.map((reply) => [reply.user, authorOf(reply).person])).values()].slice(0, 4);
  const count = `${replies.length} ${replies.length === 1 ? "reply" : "replies"}`;
  return h("button", { class: unread ? "thread-link unread" : "thread-link", type: "button", data: { testid: "thread-link", focus: `thread ${message.ts}` }, on: { click: () => go({ thread: message.ts }) } },
    who.map((person) => avatar(person, "tiny")), h("span", { class: "thread-count" }, count), unread ? h("span", { class: "thread-new" }, `${unread} new`) : null,
    h("span", { class: "thread-last" }, `Last reply ${dayName(last, zoneOf(), now()).toLowerCase()} at ${timeOfDay(last, zoneOf())}`));
}

function tools(message, key, inThread) {
  const reply = () => h("button", { class: "icon-button", type: "button", "aria-label": "Reply in thread", title: "Reply in thread", on: { click: () => go({ thread: message.thread_ts ?? message.ts }) } }, icon("reply"));
  const more = () => {
    const button = h("button", { class: "icon-button", type: "button", "aria-label": "More actions", "aria-haspopup": "menu", "aria-expanded": "false", title: "More actions", data: { focus: `more ${message.ts}` },
      on: { click: () => openMenu(button, actionsOf(message, key), { label: "Message actions" }) } }, icon("more"));
    return button;
  };
  const shared = !message.is_ephemeral && message.subtype !== "tombstone";
  return [...(shared ? [["react", () => reactButton(message, key)]] : []), ...(message.is_ephemeral || inThread ? [] : [["reply", reply]]), ["more", more]];
}

function actionsOf(message, key) {
  const shortcuts = message.is_ephemeral ? [] : (app().shortcuts ?? []).filter((shortcut) => shortcut.type === "message");
  return [
    ...(shortcuts.length ? [{ heading: app().name ?? "Apps" }] : []),
    ...shortcuts.map((shortcut) => ({
      label: shortcut.name, description: shortcut.description, data: { callbackId: shortcut.callback_id },
      pick: () => api.shortcut({ user: me().id, callback_id: shortcut.callback_id, channel: key, ts: message.ts }).then(() => emit("view"), showError),
    })),
    ...(shortcuts.length ? ["-"] : []),
    ...ownActions(message, key),
    { label: "Copy text", pick: () => copy(message.text ?? "", "Text copied") },
    { label: "Copy link", pick: () => copy(`${location.origin}/#as=${store.me}&in=${key}&at=${message.ts}`, "Link copied") },
  ];
}

/** What its writer can do with a message; another app's, whoever looks at it here. */
function ownActions(message, key) {
  const writer = writerOf(message);
  if (!writer) return [];
  const as = writer.name ? ` as ${writer.name}` : "";
  return [{ label: `Edit message${as}`, pick: () => edit(message) }, { label: `Delete message${as} …`, danger: true, pick: () => remove(message, key) }, "-"];
}

function copy(text, said) {
  navigator.clipboard?.writeText(text).then(() => toast(said), () => toast("The browser did not allow copying", { kind: "error" }));
}
