// One message: who, when, what, its buttons, its thread, and what one can do with it.

import { api } from "./api.js";
import { avatar } from "./avatar.js";
import { showBlocks } from "./blocks/index.js";
import { append, h } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { mrkdwn, words } from "./mrkdwn.js";
import { go } from "./route.js";
import { app, displayName, emit, me, now, store, user, zoneOf } from "./store.js";
import { Surface } from "./surface.js";
import { dayName, inFull, instant, timeOfDay } from "./time.js";
import { showError, toast } from "./toast.js";

const dismissed = new Set();

/** Whether the person acted as put this ephemeral message away. */
export const isDismissed = (message) => dismissed.has(message.ts);

/** Who wrote a message: {name, person, isApp}. */
export function authorOf(message) {
  if (message.subtype === "slackbot_error") return { name: "Slackbot", person: { id: "USLACKBOT", real_name: "Slackbot" }, isApp: true };
  const person = user(message.user);
  return { name: message.username ?? displayName(person), person, isApp: Boolean(message.bot_id || person?.is_bot) };
}

/** What a message says in one line, for announcements and lists. */
export const inWords = (message) => words(message.text || "a message without text").replace(/\s+/g, " ");

/** A message as a list item. `grouped`: it follows one of the same author, so the head is left out. */
export function drawMessage(message, { key, grouped, replies, unreadReplies, inThread }) {
  const date = instant(message.ts);
  const { name, person, isApp } = authorOf(message);
  const content = h("div", { class: "message-content" });
  const classes = ["message", grouped && "grouped", message.is_ephemeral && "ephemeral", message.subtype === "slackbot_error" && "failed"];
  const stamp = h("a", { class: "message-time", href: `#in=${key}&at=${message.ts}`, title: inFull(date, zoneOf()), tabIndex: -1 }, timeOfDay(date, zoneOf()));
  append(content, [
    message.is_ephemeral ? onlyYou(message) : null,
    grouped ? null : h("div", { class: "message-head" }, h("span", { class: "message-author" }, name), isApp ? h("span", { class: "app-tag" }, "App") : null, stamp, edited(message)),
    body(message, key),
    grouped ? edited(message) : null,
    !inThread && replies?.length ? threadLink(message, replies, unreadReplies) : null,
  ]);
  return h("li", { class: classes.filter(Boolean).join(" "), tabIndex: -1, "aria-label": `${name}, ${timeOfDay(date, zoneOf())}`, data: { testid: "message", ts: message.ts, focus: `message ${message.ts}` } },
    h("div", { class: "message-side" }, grouped ? stamp : avatar(person)),
    content,
    toolbar(message, key, inThread));
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

function body(message, key) {
  if (!message.blocks?.length) return h("div", { class: "text message-text" }, mrkdwn(message.text));
  const surface = new Surface({ channel: key, ts: message.ts });
  return h("div", { class: "blocks" }, showBlocks(h("div"), message.blocks, surface));
}

function threadLink(message, replies, unread) {
  const last = instant(replies.at(-1).ts);
  const who = [...new Map(replies.map((reply) => [reply.user, authorOf(reply).person])).values()].slice(0, 4);
  const count = `${replies.length} ${replies.length === 1 ? "reply" : "replies"}`;
  return h("button", { class: unread ? "thread-link unread" : "thread-link", type: "button", data: { testid: "thread-link", focus: `thread ${message.ts}` }, on: { click: () => go({ thread: message.ts }) } },
    who.map((person) => avatar(person, "tiny")), h("span", { class: "thread-count" }, count), unread ? h("span", { class: "thread-new" }, `${unread} new`) : null,
    h("span", { class: "thread-last" }, `Last reply ${dayName(last, zoneOf(), now()).toLowerCase()} at ${timeOfDay(last, zoneOf())}`));
}

function toolbar(message, key, inThread) {
  const threads = !message.is_ephemeral && !inThread;
  const more = h("button", { class: "icon-button", type: "button", "aria-label": "More actions", "aria-haspopup": "menu", "aria-expanded": "false", title: "More actions", data: { focus: `more ${message.ts}` },
    on: { click: () => openMenu(more, actionsOf(message, key), { label: "Message actions" }) } }, icon("more"));
  return h("div", { class: "message-toolbar", role: "group", "aria-label": "Message" },
    threads ? h("button", { class: "icon-button", type: "button", "aria-label": "Reply in thread", title: "Reply in thread", on: { click: () => go({ thread: message.thread_ts ?? message.ts }) } }, icon("reply")) : null,
    more);
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
    { label: "Copy text", pick: () => copy(message.text ?? "", "Text copied") },
    { label: "Copy link", pick: () => copy(`${location.origin}/#as=${store.me}&in=${key}&at=${message.ts}`, "Link copied") },
  ];
}

function copy(text, said) {
  navigator.clipboard?.writeText(text).then(() => toast(said), () => toast("The browser did not allow copying", { kind: "error" }));
}
