// The middle of the page: a channel, or the app with its Home and Messages tabs.

import { Composer } from "./composer.js";
import { arrowKeys, fill, h } from "./dom.js";
import { welcome } from "./help.js";
import { HomeTab } from "./home.js";
import { icon } from "./icons.js";
import { MessageList } from "./messages.js";
import { announce } from "./announce.js";
import { go } from "./route.js";
import { app, channel, hasComposer, me, openChannel, store } from "./store.js";
import { avatar } from "./avatar.js";

const root = document.getElementById("place");
let list = null;
let home = null;
let composer = null;

/** Draw the place that is open, from nothing. Its messages may still be on their way; one can write already. */
export function showPlace() {
  list?.end();
  [list, home, composer] = [null, null, null];
  if (store.place.app) showApp();
  else showChannel(channel(store.place.channel));
}

/** Bring the messages that are shown up to date. */
export function updatePlace(key) {
  if (!list || (key && key !== list.key)) return;
  announce(list.update());
}

/** Show what became of the lines that were sent from here. */
export const updateSent = () => composer?.update();

/** Put a text into the message field, if there is one. */
export const propose = (text) => composer?.put(text);

/** Bring the Home tab up to date, if it is shown. */
export const updateHome = () => home?.read();

/** Point at a message, once it is there. */
export const pointAt = (ts) => list?.show(ts);

function showChannel(open) {
  const name = `#${open.name}`;
  document.title = `${name} · ${store.workspace.name ?? "Rapport"} (sandbox)`;
  list = new MessageList({ key: open.id, label: `Messages in ${name}`, empty: () => beginning(open) });
  composer = new Composer({ key: open.id, label: `Message ${name}` });
  fill(root, head(icon(signOf(open)), open.name, about(open)), list.node, composer.node);
  list.update();
}

/** The icon that tells a kind of channel. */
export function signOf(open) {
  if (open.is_private) return "lock";
  return open.is_ext_shared ? "shared" : "hash";
}

function about(open) {
  const count = (open.members ?? []).length;
  const kind = open.is_private ? "Private" : open.is_ext_shared ? "Shared with another organisation" : "Public";
  return [`${kind} · ${count} ${count === 1 ? "member" : "members"}`, open.topic?.value].filter(Boolean).join(" · ");
}

function head(sign, name, small, tabs = null) {
  return h("header", { class: "place-head" }, h("div", { class: "place-name" }, sign, h("h1", {}, name), h("span", { class: "place-about" }, small)), tabs);
}

function beginning(open) {
  return h("div", { class: "intro" }, h("h2", {}, `This is the beginning of #${open.name}`), h("p", {}, "Nothing has been said here yet."), welcome());
}

function showApp() {
  const name = app().name ?? "Rapport";
  const tab = store.place.app;
  document.title = `${name} · ${store.workspace.name ?? "Rapport"} (sandbox)`;
  const tabs = h("div", { class: "tabs", role: "tablist", "aria-label": name }, [["home", "Home"], ["messages", "Messages"]].map(([id, text]) => h("button", {
    class: "tab", role: "tab", type: "button", id: `tab-${id}`, "aria-selected": tab === id ? "true" : "false", "aria-controls": "tab-panel", tabIndex: tab === id ? 0 : -1,
    data: { testid: `tab-${id}` }, on: { click: () => openTab(id) },
  }, text)));
  arrowKeys(tabs, "[role=tab]", { horizontal: true });
  const panel = h("div", { class: "tab-panel", role: "tabpanel", id: "tab-panel", "aria-labelledby": `tab-${tab}` });
  fill(root, head(avatar({ is_bot: true }, "small"), name, "App", tabs), panel);
  if (tab === "home") showHome(panel);
  else showDirect(panel, name);
}

async function openTab(id) {
  await go({ in: id === "home" ? "home" : "app" });
  setTimeout(() => document.getElementById(`tab-${id}`)?.focus());
}

function showHome(panel) {
  home = new HomeTab();
  fill(panel, home.node);
  home.visit();
}

function showDirect(panel, name) {
  list = new MessageList({ key: openChannel(), label: `Messages with ${name}`, empty: () => h("div", { class: "intro" },
    h("h2", {}, `Your direct message with ${name}`), h("p", {}, `${name} writes to ${me().real_name ?? "you"} here: the daily digest, reminders, answers.${hasComposer() ? " Write back as you would to a colleague." : ""}`), welcome()) });
  if (hasComposer()) composer = new Composer({ key: openChannel(), label: `Message ${name}` });
  fill(panel, list.node, composer?.node ?? note(`Sending messages to ${name} has been turned off. Type its commands in any channel.`));
  list.update();
}

const note = (text) => h("p", { class: "composer-note" }, text);
