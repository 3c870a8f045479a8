// Puts the page together: reads the workspace, follows its changes, goes where the address says.

import { tellDates } from "./dates.js";
import { updateInspector } from "./inspector.js";
import { updateLetters } from "./letters.js";
import { readModal, showTrouble } from "./modal.js";
import { leavePane } from "./pane.js";
import { pointAt, propose, showPlace, updateHome, updatePlace, updateSent } from "./place.js";
import { go, onRoute, route } from "./route.js";
import { startSidebar, updateSidebar } from "./sidebar.js";
import { emit, on, store, user, visibleChannels } from "./store.js";
import { follow, pauseWhileHidden, readAllMessages, readState } from "./sync.js";
import { goOn } from "./sending.js";
import { showThread, updateSentReplies, updateThread } from "./thread.js";
import { showError, toast } from "./toast.js";
import { startTopbar, updateTopbar } from "./topbar.js";
import { forgetFuture } from "./unread.js";

const LOG_PAUSE_MS = 250;
let logTimer;
let latest = null; // where the person last wanted to go

/** Go where the address says; who or what is not there is replaced by what is. Shown at once, its messages as they come. */
async function arrive(target) {
  const { as, in: place, thread, at } = target;
  const who = user(as) && !user(as).deleted && !user(as).is_bot ? as : (store.me ?? firstPerson());
  const isSomebodyElse = who !== store.me;
  latest = target;
  if (isSomebodyElse) actAs(who);
  const there = placeOf(place);
  const moved = isSomebodyElse || JSON.stringify(there) !== JSON.stringify(store.place);
  store.place = there;
  store.thread = thread ?? null;
  leavePane();
  if (moved) showPlace();
  updateSidebar();
  updateTopbar();
  showThread();
  emit("drawer", false);
  if (isSomebodyElse) await Promise.all([readAllMessages(), readModal()]);
  if (at && latest === target) pointAt(at);
}

function actAs(id) {
  store.me = id;
  store.messages = new Map();
  follow();
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
    tellDates();
    updateSidebar();
    updateTopbar();
    updatePlace(null);
    updateThread(null);
  });
  on("lines", () => {
    updateSent();
    updateSentReplies();
  });
  on("connection", (up) => up && goOn());
  on("view", readModal);
  on("error", (text) => showTrouble(text) || toast(text, { kind: "error" }));
  on("home", updateHome);
  on("log", () => {
    clearTimeout(logTimer);
    logTimer = setTimeout(() => {
      updateInspector();
      updateLetters();
    }, LOG_PAUSE_MS);
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
  propose(text);
}

function keys(event) {
  if (event.key === "Escape" && document.body.classList.contains("drawer-open")) emit("drawer", false);
}

/** A link that skips: the address stays that of the place, so the keyboard is taken there by hand. */
function skip(event) {
  event.preventDefault();
  const target = document.querySelector(event.currentTarget.getAttribute("href")) ?? document.getElementById("place");
  target.focus();
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
  for (const link of document.querySelectorAll(".skip")) link.addEventListener("click", skip);
  pauseWhileHidden();
  setInterval(tellDates, 1000);
  document.addEventListener("pointerdown", (event) => {
    if (document.body.classList.contains("drawer-open") && !event.target.closest("#sidebar, .drawer-button, [popover]")) emit("drawer", false);
  });
  document.body.dataset.ready = "true";
}

start().catch(showError);
