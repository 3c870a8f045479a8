// Modals: the view on top of the person's stack, its fields, errors and buttons.

import { SandboxError, api } from "./api.js";
import { showBlocks } from "./blocks/index.js";
import { fill, focusable, h, uid } from "./dom.js";
import { endForms, formOf } from "./form.js";
import { icon } from "./icons.js";
import { plain } from "./mrkdwn.js";
import { emit, store } from "./store.js";
import { busy, isBusy } from "./surface.js";
import { showError } from "./toast.js";

const GONE = 404; // the bot or another page closed it already
const WRITING_MS = 300; // longer than between two keys of somebody who writes
let shown = null; // {id, who, dialog, parts}
let opener = null;
let reading = null;
let closing = null;

/** Show the modal that the person acted as has in front of them now, if any. */
export async function readModal() {
  if (closing) return; // read once that is done
  const asked = (reading = {});
  try {
    const view = await api.view(store.me);
    // A form takes the keyboard: not in the middle of a word, which would end in its first field.
    while (view && !shown && asked === reading && performance.now() - store.wroteAt < WRITING_MS) await pause(WRITING_MS);
    if (asked === reading && !closing) show(view);
  } catch (error) {
    showError(error);
  }
}

const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });

/** Show Slack's own error line in the modal that is open; answers whether there is one. */
export function showTrouble(text) {
  if (shown) shown.trouble.textContent = text;
  return Boolean(shown);
}

function show(view) {
  if (!view?.blocks) return end();
  if (!shown) open();
  const fresh = shown.view?.id !== view.id || shown.who !== store.me;
  shown.view = view;
  shown.who = store.me;
  frame(view, fresh);
  showBlocks(shown.body, view.blocks, formOf(view));
  if (fresh) focusFirst();
  return undefined;
}

function open() {
  opener = document.activeElement;
  const title = h("h2", { class: "dialog-title", id: uid("modal-title"), tabIndex: -1 });
  const dialog = h("dialog", { class: "dialog modal", "aria-labelledby": title.id, data: { testid: "modal" }, on: { keydown: keys, cancel: (event) => {
    if (event.target !== dialog) return;
    event.preventDefault();
    close({ all: true });
  }, close: () => shown?.dialog === dialog && close({ all: true }) } }); // at a second Esc browsers close it themselves
  shown = { dialog, title, head: h("header", { class: "dialog-head" }), body: h("div", { class: "dialog-body blocks" }), foot: h("footer", { class: "dialog-foot" }), trouble: h("div", { class: "dialog-trouble", role: "alert" }) };
  const form = h("form", { class: "dialog-form", novalidate: true, on: { submit: (event) => {
    event.preventDefault();
    submit();
  } } }, shown.head, h("div", { class: "dialog-scroller", tabIndex: -1 }, shown.trouble, shown.body), shown.foot);
  dialog.append(form, h("div", { class: "toasts", role: "status", "aria-live": "polite" }));
  document.body.append(dialog);
  dialog.showModal();
}

/** The title and the buttons; drawn anew only where they changed, so that the keyboard stays where it is. */
function frame(view, fresh) {
  const sign = JSON.stringify([view.title, view.submit, view.close, view.previous_view_id]);
  if (!fresh && sign === shown.sign) return;
  shown.sign = sign;
  if (fresh) {
    fill(shown.body);
    shown.body = replaceBody(shown.body);
    shown.trouble.textContent = "";
  }
  shown.title.textContent = plain(view.title?.text ?? "");
  const back = view.previous_view_id ? h("button", { class: "icon-button", type: "button", "aria-label": "Back", on: { click: () => close() } }, icon("back")) : null;
  fill(shown.head, back, shown.title, h("button", { class: "icon-button", type: "button", "aria-label": "Close form", on: { click: () => close({ all: true }) } }, icon("close")));
  shown.submit = view.submit ? h("button", { class: "button primary", type: "submit", data: { testid: "modal-submit" } }, plain(view.submit.text)) : null;
  fill(shown.foot, h("button", { class: "button", type: "button", data: { testid: "modal-close" }, on: { click: () => close() } }, plain(view.close?.text ?? (view.submit ? "Cancel" : "Close"))), shown.submit);
}

// A fresh view must not inherit the last one's blocks: they are keyed by names that both may use.
function replaceBody(body) {
  const next = h("div", { class: body.className });
  body.replaceWith(next);
  return next;
}

function focusFirst() {
  const first = shown.body.querySelector("[autofocus]") ?? shown.body.querySelector("input, textarea, select");
  (first ?? shown.title).focus({ preventScroll: true });
  if (first?.matches("[role=combobox]")) first.setSelectionRange(first.value.length, first.value.length);
}

function keys(event) {
  const act = event.key === "Enter" && (event.ctrlKey || event.metaKey) ? submit : event.key === "Escape" && !event.defaultPrevented ? () => close({ all: true }) : null;
  if (!act) return;
  event.preventDefault(); // an Esc that the browser gets from a date field reaches the dialog twice, and late
  event.stopPropagation();
  act();
}

async function submit() {
  if (!shown?.submit || isBusy(shown.submit)) return;
  const form = formOf(shown.view);
  const done = busy(shown.submit);
  shown.trouble.textContent = "";
  shown.dialog.setAttribute("aria-busy", "true");
  try {
    await form.told; // a search or a choice that is still on its way comes first
    takeAnswer(form, await api.submit({ user: store.me, values: form.filledIn() }));
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    if (shown) shown.trouble.textContent = error.message;
  } finally {
    done();
    shown?.dialog.removeAttribute("aria-busy");
  }
}

function takeAnswer(surface, answer) {
  surface.errors = answer.errors ?? {};
  if (answer.error) showTrouble(answer.error);
  if (!answer.errors) return readModal();
  showBlocks(shown.body, shown.view.blocks, surface);
  const lost = Object.entries(surface.errors).filter(([block]) => !shown.view.blocks.some((each) => each.block_id === block));
  shown.trouble.textContent = lost.map(([, text]) => text).join(" ");
  const wrong = shown.body.querySelector(".has-error");
  if (wrong) focusable(wrong.querySelector(".field-input, .combobox-input, .choices") ?? wrong)?.focus();
  return undefined;
}

/** Cancel the form: the last one goes at once, so that what is typed next is no part of it. */
function close({ all = false } = {}) {
  if (closing || !shown) return;
  if (all || !shown.view.previous_view_id) hide();
  closing = api.close({ user: store.me, ...(all ? { all: true } : {}) })
    .catch((error) => error.status === GONE || showError(error))
    .then(() => {
      closing = null;
      return readModal();
    });
}

function end() {
  endForms();
  hide();
}

/** Take the dialog away, and give the keyboard back to where it came from. */
function hide() {
  if (!shown) return;
  const { dialog } = shown;
  shown = null;
  dialog.close();
  dialog.remove();
  const back = opener?.isConnected && !opener.disabled ? opener : document.getElementById("composer-text");
  // Closing gave it the keyboard already, but in Chromium without a cursor: what is typed would go nowhere.
  back?.blur();
  back?.focus({ preventScroll: true });
}
