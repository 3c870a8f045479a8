// Puts the page together: reads the workspace, follows its changes, goes where the address says.

import { updateInspector } from "./inspector.js";
import { readModal, showTrouble } from "./modal.js";
import { pointAt, showPlace, updateHome, updatePlace } from "./place.js";
import { go, onRoute, route } from "./route.js";
import { startSidebar, updateSidebar } from "./sidebar.js";
import { emit, on, store, user, visibleChannels } from "./store.js";
import { follow, pauseWhileHidden, readAllMessages, readState } from "./sync.js";
import { showThread, updateThread } from "./thread.js";
import { showError, toast } from "./toast.js";
import { startTopbar, updateTopbar } from "./topbar.js";
import { forgetFuture } from "./unread.js";

const LOG_PAUSE_MS = 250;
let logTimer;
let latest = null; // where the person last wanted to go
let drawnFor = null; // for whom the place was drawn

function actAs(id) {
  store.me = id;
  store.messages = new Map();
  follow();
  return readAllMessages();
}

/** Go where the address says; who or what is not there is replaced by what is. */
async function arrive(target) {
  const { as, in: place, thread, at } = target;
  const who = user(as) && !user(as).deleted && !user(as).is_bot ? as : (store.me ?? firstPerson());
  latest = target;
  if (who !== store.me) {
    drawnFor = null;
    await actAs(who);
    readModal();
    if (latest !== target) return; // meanwhile they went elsewhere
  }
  const there = placeOf(place);
  const moved = drawnFor !== who || JSON.stringify(there) !== JSON.stringify(store.place);
  store.place = there;
  store.thread = thread ?? null;
  drawnFor = who;
  if (moved) showPlace();
  updateSidebar();
  updateTopbar();
  showThread();
  emit("drawer", false);
  if (at) pointAt(at);
}

const firstPerson = () => [...store.users.values()].find((person) => !person.deleted && !person.is_bot)?.id;

function placeOf(name) {
  if (name === "home") return { app: "home" };
  if (name === "app" || name?.startsWith("@") || name?.startsWith("D")) return { app: "messages" };
  const channels = visibleChannels();
  return channels.some(({ id }) => id === name) ? { channel: name } : channels[0] ? { channel: channels[0].id } : { app: "messages" };
}

function wire() {
  on("messages", (key) => {
    updatePlace(key);
    updateThread(key);
    updateSidebar();
  });
  on("unread", (key) => {
    updateSidebar();
    updatePlace(key);
  });
  on("state", () => {
    updateSidebar();
    updateTopbar();
    updatePlace(null);
    updateThread(null);
  });
  on("view", readModal);
  on("error", (text) => showTrouble(text) || toast(text, { kind: "error" }));
  on("home", updateHome);
  on("log", () => {
    clearTimeout(logTimer);
    logTimer = setTimeout(updateInspector, LOG_PAUSE_MS);
  });
  on("drawer", (open) => document.body.classList.toggle("drawer-open", open));
  on("try", tryOut);
}

async function tryOut({ channel, text, point }) {
  if (point) {
    const face = document.querySelector("[data-testid=clock]");
    if (face.getAttribute("aria-expanded") !== "true" && face.nextSibling.offsetParent === null) face.click();
    const button = document.querySelector(`[data-testid=${point}]`);
    button.focus();
    button.classList.add("pointed-at");
    setTimeout(() => button.classList.remove("pointed-at"), 2500);
    return;
  }
  if (store.place?.channel === undefined) await go({ in: channel });
  setTimeout(() => {
    const field = document.getElementById("composer-text");
    if (!field) return;
    field.value = text;
    field.focus();
    field.dispatchEvent(new Event("input"));
  });
}

function keys(event) {
  if (event.key === "Escape" && document.body.classList.contains("drawer-open")) emit("drawer", false);
}

async function start() {
  startSidebar();
  startTopbar();
  wire();
  await readState();
  forgetFuture();
  onRoute((target) => arrive(target).catch(showError));
  await arrive(route());
  go({ as: store.me, in: store.place.channel ?? (store.place.app === "home" ? "home" : "app"), thread: store.thread, at: route().at }, { replace: true });
  document.addEventListener("keydown", keys);
  pauseWhileHidden();
  document.addEventListener("pointerdown", (event) => {
    if (document.body.classList.contains("drawer-open") && !event.target.closest("#sidebar, .drawer-button, [popover]")) emit("drawer", false);
  });
  document.body.dataset.ready = "true";
}

start().catch(showError);
